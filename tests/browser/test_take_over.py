"""The app takes the page over: the article's own nodes move into it, and nothing that is read, opened, held or set moves or is lost."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE

# Holds the app back until the test lets it come.
HELD = """window.let = null; new Promise(go => { window.let = go; });
document.addEventListener('DOMContentLoaded', () => {
  const later = document.getElementById('later');
  if (!later) return;
  later.remove();
  window.let = () => { document.body.append(later); document.dispatchEvent(new CustomEvent('guide:wanted')); };
});"""
# Every place of the article's text that has a height, and how far it is from the screen's top.
PLACES = """() => [...document.querySelectorAll(':is([data-article], [data-holder]) :is(p, li, h2, h3, figure, summary)')].map(e => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.height).map(([e, box]) => [e.textContent.trim().slice(0, 60), box.top])"""
TOP = """() => { for (const e of document.querySelectorAll('[data-article] p, [data-article] h2, [data-holder] p, [data-holder] h2, [data-treatment] p, [data-resource] p')) {
  const box = e.getBoundingClientRect(); if (box.height && box.top > 60) return [e.textContent.trim().slice(0, 60), box.top]; } }"""


def held(open_page, path, **options):
    """A page as it is served, with the app held back."""
    return open_page(path, live=False, before=lambda page: page.add_init_script(HELD), **options)


def let(page):
    """Let the app come, and wait until it stands."""
    page.evaluate("window.let()")
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    page.wait_for_timeout(300)


@pytest.mark.parametrize(("path", "share"), [("/", 0.25), ("/why-increase", 0.45), ("/medicines", 0.75), ("/norepinephrine", 0.45), ("/takeaways", 0.75)])
def test_the_same_words_stand_in_the_same_place(open_page, path, share):
    """Scrolled down before the app comes, the reader sees the same words within 4 pixels after it, and so does every other place of the text. (What stands
    at the top of the screen is held there, and all else keeps its distance to it: whoever had scrolled to another share would see the same too.)"""
    page = held(open_page, path, viewport=PHONE)
    page.evaluate("share => scrollTo(0, document.documentElement.scrollHeight * share)", share)
    page.wait_for_timeout(900)
    words, top = page.evaluate(TOP)
    places = page.evaluate(PLACES)
    let(page)
    after, now = page.evaluate(TOP)
    assert after == words
    assert abs(now - top) <= 4
    stand = page.evaluate(PLACES)
    assert len(places) > 20 and [said for said, _ in stand] == [said for said, _ in places]
    assert [said for (said, was), (_, at) in zip(places, stand, strict=True) if abs(was - at) > 4] == []


def test_focus_folds_and_figures_are_kept(open_page):
    """A focused field, an opened "Go deeper", a ticked box and a figure set by hand are the same after the app has come."""
    page = held(open_page, "/stress-and-anxiety", viewport=DESK)
    page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]")
    page.locator("details.deeper > summary").first.click()
    box = page.locator("input[data-keep]").first
    box.check()
    slider = page.locator("[data-figure=smoke-alarm] input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("[data-figure=smoke-alarm] output").inner_text()
    page.evaluate("window.mark = document.querySelector('[data-figure=smoke-alarm] .fig-canvas')")
    let(page)
    assert page.evaluate("document.activeElement === document.querySelector('[data-figure=smoke-alarm] input[type=range]')")
    assert page.evaluate("window.mark === document.querySelector('[data-figure=smoke-alarm] .fig-canvas')"), "the figure was built again"
    assert page.locator("[data-figure=smoke-alarm] output").inner_text() == said
    assert page.locator("details.deeper").first.get_attribute("open") is not None
    assert box.is_checked()
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-figure=smoke-alarm] output").inner_text() != said
    assert page.locator("h1").count() == 1


def test_a_list_that_is_drawn_anew_keeps_what_was_opened_chosen_and_focused(open_page):
    """On /treatments an opened group stays open and a focused box keeps the focus, though the app draws them again; too many chosen are told of."""
    page = held(open_page, "/treatments", viewport=DESK)
    page.locator("#group-some-or-unclear summary").click()
    page.locator("[data-pick=imipramine]").focus()
    let(page)
    page.wait_for_function("() => document.activeElement === document.querySelector('#root [data-pick=imipramine]')")
    assert page.locator("#root [data-fold=group-some-or-unclear]").get_attribute("open") is not None
    for name in ("pe", "cpt", "emdr", "wet", "imipramine"):
        page.locator(f"#root [data-pick={name}]").check()
    page.locator("#root .treat-bar button").click()
    page.wait_for_selector("#root .note:has-text('first four')")
    assert page.locator("#root .cmp-row").first.locator("li").count() == 4


def test_a_tap_before_a_figure_lives_is_carried_out(open_page):
    """A control that is pressed while its figure is still a picture wakes it, and the press counts."""

    def slow(page):
        page.add_init_script(HELD)
        page.route("**/figure-day-rhythm-*.json", lambda route: (page.wait_for_timeout(600), route.continue_()))

    page = open_page("/stress-and-anxiety", live=False, before=slow)
    figure = page.locator("[data-figure=day-rhythm]")
    figure.evaluate("e => e.scrollIntoView({block: 'center'})")
    control = figure.locator("input").last
    label = figure.locator("label").filter(has=control)
    first = figure.locator("output").inner_text()
    target = label if label.count() else control
    target.click(force=True)
    page.wait_for_selector("[data-figure=day-rhythm][data-state=live]")
    page.wait_for_function("first => document.querySelector('[data-figure=day-rhythm] output').innerText !== first", arg=first)


def test_a_reload_stays_where_it_was(open_page):
    """After a reload in the middle of a page the same words are on the screen."""
    page = open_page("/medicines", viewport=PHONE)
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_timeout(600)
    words, _ = page.evaluate(TOP)
    page.reload()
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    page.wait_for_timeout(500)
    assert page.evaluate(TOP)[0] == words
