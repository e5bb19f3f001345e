"""What a figure does once on its page: it waits until it is near, opens by a link, leaves as a picture, holds still. (That each lives and answers: test_pages.)"""

from __future__ import annotations

import re

from guide.figures import build
from guide.library import load
from tests.browser.conftest import PHONE, without_the_app
from tests.browser.figures import figure_on, soon


def test_figures_wake_when_near_and_keep_their_height(open_page):
    """The first figure of a page starts at once, of the same height as its picture; the next starts when it comes near the screen."""

    held = []

    def hold(page):
        without_the_app(page)
        page.route("**/figure-smoke-alarm-*.json", lambda route: held.append(route))

    page = open_page("/stress-and-anxiety", live=False, viewport=PHONE, before=hold, fresh=True)
    figure = page.locator("[data-figure=smoke-alarm]")
    assert figure.get_attribute("data-state") == "picture"
    before = figure.locator(".fig-stage").bounding_box()["height"]
    for route in held:
        route.continue_()
    page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]")
    assert abs(before - figure.locator(".fig-stage").bounding_box()["height"]) <= 1
    second = page.locator("[data-figure=day-rhythm]")
    assert second.get_attribute("data-state") == "picture"
    second.scroll_into_view_if_needed()
    page.wait_for_selector("[data-figure=day-rhythm][data-state=live]")


def _same(seen, wanted):
    assert seen == wanted


def test_a_link_opens_exactly_this_state_and_changes_a_figure_that_stands(open_page, tmp_path):
    """The link behind More opens the page at this figure in this state; the state stands after # and is never sent. Typed into the address, pressed on the page,
    or gone back to: the figure that stands takes the state that the address names. The SVG a person takes along carries the question, the sentence, and
    the licence."""
    library = load("en")
    built = build("smoke-alarm", library)
    page = open_page("/stress-and-anxiety#smoke-alarm?threshold=2&alarm=jumpy", asked=True)
    figure = figure_on(page, "smoke-alarm")
    assert figure.locator("output").inner_text() == built.frames[("2", "jumpy")].sentence
    assert figure.locator("input[type=range]").input_value() == str(built.controls[0].values.index("2"))
    assert not any("threshold" in request for request in page.watch.requests)
    said = figure.locator("output")
    one, other = (library.links.figure("stress-and-anxiety", "smoke-alarm", {"threshold": at, "alarm": "jumpy"}) for at in ("2", "0"))
    for address, step in ((one, "2"), (other, "0")):
        page.evaluate("address => { location.href = address; }", address)
        soon(page, lambda step=step: _same(said.inner_text(), built.frames[(step, "jumpy")].sentence))
    page.go_back()
    soon(page, lambda: _same(said.inner_text(), built.frames[("2", "jumpy")].sentence))
    page.evaluate(
        "address => { const a = document.createElement('a'); a.href = address; document.querySelector('[data-holder]').append(a); a.click(); }", other
    )
    soon(page, lambda: _same(said.inner_text(), built.frames[("0", "jumpy")].sentence))

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


def test_reduced_motion_holds_everything_still(open_page):
    """Under reduced motion no animation runs inside a figure."""
    page = open_page("/norepinephrine", live=False, before=without_the_app, reduced_motion="reduce")
    page.locator("[data-figure=synapse]").scroll_into_view_if_needed()
    page.wait_for_selector("[data-figure=synapse][data-state=live]")
    running = page.evaluate("document.getAnimations().filter(a => a.playState === 'running' && a.effect?.target?.closest?.('[data-figure]')).length")
    assert running == 0
