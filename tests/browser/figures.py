"""A figure on a page as a person uses it: brought near, set by keys, and compared with the numbers it was built from."""

from __future__ import annotations

import re

from guide.figures import FIGURE_IDS, build
from guide.figures.live import plain
from guide.library import load

LIBRARY = load("en")
PAGE_OF = {
    name: next((p.path for p in LIBRARY.pages.values() if p.number and name in p.figures), next(p.path for p in LIBRARY.pages.values() if name in p.figures))
    for name in FIGURE_IDS
}


def figure_on(page, name):
    """The figure in the app, brought near and alive."""
    figure = page.locator(f'[data-testid=stMain] [data-figure="{name}"]').first
    figure.wait_for(state="attached")
    figure.scroll_into_view_if_needed()
    page.wait_for_selector(f'[data-testid=stMain] [data-figure="{name}"][data-state=live]', timeout=30_000)
    return figure


def states(figure):
    """For each of a figure's controls one other value: the next to the start, a key away (each step between is drawn, which takes 0.1 s of processor)."""
    for n, control in enumerate(figure.controls):
        start = control.values.index(control.start)
        yield n, control, start + 1 if start + 1 < len(control.values) else start - 1


def choose(page, figure, control, at):
    """Set a control by keyboard alone."""
    inputs = figure.locator(f'[data-control="{control.id}"]')
    if control.inside:  # a button of the drawing, which leads to the value it does not have
        press = figure.locator(f'button[data-set="{control.id}={control.values[at]}"]')
        if press.count():
            press.focus()
            page.keyboard.press("Enter")
    elif control.kind == "toggle":
        if inputs.first.is_checked() != bool(at):
            inputs.first.focus()
            page.keyboard.press("Space")
    elif control.kind == "range" or inputs.first.evaluate("e => e.tagName") == "SELECT":
        inputs.first.focus()
        now = inputs.first.evaluate("e => e.tagName === 'SELECT' ? e.selectedIndex : Number(e.value)")
        more, less = ("ArrowRight", "ArrowLeft") if control.kind == "range" else ("ArrowDown", "ArrowUp")
        for _ in range(abs(at - now)):
            page.keyboard.press(more if at > now else less)
    else:
        now = inputs.evaluate_all("all => all.findIndex(e => e.checked)")
        inputs.nth(now).focus()
        for _ in range(abs(at - now)):
            page.keyboard.press("ArrowRight" if at > now else "ArrowLeft")


# What a figure shows, asked for in one go: sentence, table, the plot's numbers, the parts of a drawing with their attributes.
SHOWN = """figure => ({
  said: figure.querySelector("output").innerText.replace(/\\s+/g, " ").trim(),
  rows: [...figure.querySelectorAll("[data-rows] tr")].map(r => [...r.cells].map(c => c.textContent)),
  plot: figure.querySelector(".fig-canvas")?.data?.map(t => ({x: t.x && [...t.x], y: t.y && [...t.y]})) ?? null,
  parts: Object.fromEntries([...figure.querySelectorAll("[data-part]")].map(e => [e.dataset.part,
    {text: e.textContent, ...Object.fromEntries([...e.attributes].map(a => [a.name, a.value]))}])),
})"""


def holds(figure, built, frame):
    """Sentence, table and picture are those of the frame: a plot holds its numbers, none missing; a drawing its parts' values."""
    shown = figure.evaluate(SHOWN)
    assert shown["said"] == re.sub(r"\s+", " ", frame.sentence).strip()
    assert shown["rows"] == [list(row) for row in frame.rows]
    if built.figure is not None:
        for trace, seen in zip(frame.traces, shown["plot"], strict=False):
            for axis in ("x", "y"):
                if axis in trace:
                    assert seen[axis] == plain(trace[axis]), (built.id, axis)
        return
    for part, wanted in frame.parts.items():
        for attribute, value in wanted.items():
            assert shown["parts"][part].get(attribute) == value, (built.id, part, attribute)


def soon(page, check, tries=25):
    """Run a check until it passes, for two seconds at most: a loaded machine draws late."""
    for _ in range(tries - 1):
        try:
            return check()
        except AssertionError:
            page.wait_for_timeout(80)
    return check()


def answers(page, name):
    """The figure lives; at one other state of each control its sentence, table and picture are those of its numbers; nothing is sent meanwhile."""
    built = build(name, LIBRARY)
    figure = figure_on(page, name)
    assert figure.locator("output").inner_text().strip() == built.first.sentence.strip()
    figure.locator(".fig-more > summary").click()
    figure.locator("button[data-action=table]").click()
    sent = len(page.watch.frames_sent)
    for n, control, at in states(built):
        choose(page, figure, control, at)
        values = list(built.start)
        values[n] = control.values[at]
        frame = built.frames[tuple(values)]
        soon(page, lambda frame=frame: holds(figure, built, frame))
        choose(page, figure, control, control.values.index(control.start))
    assert len(page.watch.frames_sent) == sent, f"{name} spoke to the server"
