"""The live figures in the browser: alive, answered by keys, silent on the socket, complete behind "More"."""

from __future__ import annotations

import json
import re

import pytest

from guide.figures import FIGURE_IDS, build
from guide.figures.live import plain
from guide.library import load
from tests.browser.conftest import DESK, PHONE

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
    """Values of a figure's controls: start, and for each control one other value."""
    for n, control in enumerate(figure.controls):
        for at, value in enumerate(control.values):
            if value != control.start:
                yield n, control, at
                break


def choose(page, figure, control, at):
    """Set a control by keyboard alone."""
    inputs = figure.locator(f'[data-control="{control.id}"]')
    if control.kind == "toggle":
        if inputs.first.is_checked() != bool(at):
            inputs.first.focus()
            page.keyboard.press("Space")
    elif control.kind == "range":
        inputs.first.focus()
        page.keyboard.press("Home")
        for _ in range(at):
            page.keyboard.press("ArrowRight")
    elif inputs.first.evaluate("e => e.tagName") == "SELECT":
        inputs.first.focus()
        page.keyboard.press("Home")
        for _ in range(at):
            page.keyboard.press("ArrowDown")
    else:
        now = inputs.evaluate_all("all => all.findIndex(e => e.checked)")
        inputs.nth(now).focus()
        for _ in range(abs(at - now)):
            page.keyboard.press("ArrowRight" if at > now else "ArrowLeft")


def agrees(figure, built, frame):
    """The plot holds the frame's numbers, none missing; a drawing holds its parts' values."""
    if built.figure is not None:
        drawn = figure.locator(".fig-canvas").evaluate("c => c.data.map(t => ({x: t.x && [...t.x], y: t.y && [...t.y]}))")
        for trace, seen in zip(frame.traces, drawn, strict=False):
            for axis in ("x", "y"):
                if axis in trace:
                    assert seen[axis] == plain(trace[axis]), (built.id, axis)
        return
    held = figure.locator("[data-part]").evaluate_all(
        "all => all.map(e => [e.dataset.part, {text: e.textContent, ...Object.fromEntries([...e.attributes].map(a => [a.name, a.value]))}])"
    )
    parts = dict(held)
    for part, wanted in frame.parts.items():
        for attribute, value in wanted.items():
            assert parts[part].get(attribute) == value, (built.id, part, attribute)


def holds(figure, built, frame):
    """Sentence, table and picture are those of the frame."""
    assert re.sub(r"\s+", " ", figure.locator("output").inner_text()).strip() == re.sub(r"\s+", " ", frame.sentence).strip()
    rows = figure.locator("[data-rows] tr").evaluate_all("rows => rows.map(r => [...r.cells].map(c => c.textContent))")
    assert rows == [list(row) for row in frame.rows]
    agrees(figure, built, frame)


def soon(page, check, tries=25):
    """Run a check until it passes, for two seconds at most: a loaded machine draws late."""
    for _ in range(tries - 1):
        try:
            return check()
        except AssertionError:
            page.wait_for_timeout(80)
    return check()


@pytest.mark.parametrize("name", FIGURE_IDS)
def test_figure_lives_and_its_parts_agree(open_page, name):
    """A figure comes alive on its page; at two states of each control its sentence and table are those of its numbers and differ
    from the first, and its plot or drawing holds them; and nothing is sent to the server meanwhile."""
    built = build(name, LIBRARY)
    page = open_page(PAGE_OF[name], viewport=DESK)
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
        soon(page, lambda: holds(figure, built, frame))
        choose(page, figure, control, control.values.index(control.start))
    assert len(page.watch.frames_sent) == sent, "a figure spoke to the server"
    assert not page.watch.errors


def test_the_second_figure_waits_until_it_is_near(open_page):
    """The first figure of a page starts at once; the next starts when it comes near the screen."""
    page = open_page("/stress-and-anxiety", viewport=PHONE)
    page.wait_for_selector("[data-testid=stMain] [data-figure=smoke-alarm][data-state=live]")
    second = page.locator("[data-testid=stMain] [data-figure=day-rhythm]")
    assert second.get_attribute("data-state") == "picture"
    second.scroll_into_view_if_needed()
    page.wait_for_selector("[data-testid=stMain] [data-figure=day-rhythm][data-state=live]")


def test_a_link_opens_exactly_this_state(open_page, url):
    """The link behind More opens the page at this figure in this state; the state stands after # and is never sent."""
    built = build("smoke-alarm", LIBRARY)
    page = open_page("/stress-and-anxiety#smoke-alarm?threshold=2&alarm=jumpy")
    figure = figure_on(page, "smoke-alarm")
    assert figure.locator("output").inner_text() == built.frames[("2", "jumpy")].sentence
    assert figure.locator("input[type=range]").input_value() == str(built.controls[0].values.index("2"))
    assert not any("threshold" in request for request in page.watch.requests)


def test_pictures_leave_with_title_source_and_licence(open_page, tmp_path):
    """The SVG a person takes along carries the question, the sentence, and the licence."""
    page = open_page("/stress-and-anxiety")
    figure = figure_on(page, "smoke-alarm")
    figure.locator(".fig-more > summary").click()
    for kind in ("svg", "png"):
        with page.expect_download() as waiting:
            figure.locator(f"button[data-action={kind}]").click()
        saved = tmp_path / f"picture.{kind}"
        waiting.value.save_as(saved)
        assert saved.stat().st_size > 2000
    text = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    for words in ("Why does a safe moment", "CC BY 4.0", "goes off in"):
        assert words in re.sub(r"</text><text[^>]*>", " ", text)


def test_no_layout_shift_when_a_figure_comes_alive(open_page):
    """A figure has the same height as a picture and alive."""

    def hold(page):
        page.route("**/figure-smoke-alarm-*.json", lambda route: (page.wait_for_timeout(1200), route.continue_()))

    page = open_page("/stress-and-anxiety", viewport=PHONE, before=hold)
    figure = page.locator("[data-testid=stMain] [data-figure=smoke-alarm]")
    before = figure.locator(".fig-stage").bounding_box()["height"]
    figure_on(page, "smoke-alarm")
    after = figure.locator(".fig-stage").bounding_box()["height"]
    assert abs(before - after) <= 1


def test_reduced_motion_holds_everything_still(open_page):
    """Under reduced motion no animation runs inside a figure."""
    page = open_page("/norepinephrine", reduced_motion="reduce")
    figure_on(page, "synapse")
    running = page.evaluate("document.getAnimations().filter(a => a.playState === 'running' && a.effect?.target?.closest?.('[data-figure]')).length")
    assert running == 0
    assert json.dumps(running) == "0"
