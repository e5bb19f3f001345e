"""A talk on the wall: every slide fits and is read from the back row, a clicker alone walks it, and a lost server stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.library import load
from guide.view.asking import END
from guide.view.cut import pieces
from guide.view.slides import offered, ready

LIBRARY = load("en")
MEASURE, WALK = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("slide.js", "walk.js"))
SIZES = ({"width": 1024, "height": 768}, {"width": 1920, "height": 1080})
TALKS = {talk.id: ready(LIBRARY, talk) for talk in LIBRARY.talks}


def whole(page):
    """The talk has all it will need."""
    page.wait_for_selector("body[data-whole=true]", timeout=45_000)


def settled(page):
    """The slide stands: its figure lives."""
    page.wait_for_function("() => { const f = document.querySelector('.slide.now [data-figure]'); return !f || f.dataset.state === 'live'; }", timeout=30_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def key(page):
    return page.evaluate("document.querySelector('.slide.now').dataset.key")


def walk(page, known, *, keys=True):
    """Walk a talk to its end by Page Down, sent within the page, or straight to what is not `known`. Gives the places and what does not fit there; a step of a
    slide that is `known` was measured before."""
    seen, wrong, now = page.evaluate(WALK, [sorted(known), keys, MEASURE])
    known.update(now)
    return seen, wrong


def press_through(page):
    """Press Page Down on the keyboard until nothing changes; gives the places."""
    seen = []
    while (place := page.evaluate("location.hash")) not in seen[-1:]:
        seen.append(place)
        page.keyboard.press("PageDown")
        assert len(seen) < 600, "the talk has no end"
    return seen


def is_whole(page, talk, seen):
    """Every slide of the talk and every step of each slide was reached, in order."""
    slides = [int(place[1:].partition(".")[0]) for place in seen]
    assert slides == sorted(slides) and set(slides) == set(range(1, len(TALKS[talk].keys) + 1))
    assert len(seen) == page.evaluate("[...document.querySelectorAll('[data-slide]')].reduce((n, s) => n + Math.max(1, JSON.parse(s.dataset.steps).length), 0)")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}")
def test_page_down_alone_walks_each_talk_and_every_slide_fits(open_page, size):
    """Each slide and each step of each ready-made talk is reached by Page Down alone (at the first size), in order, and fits at both sizes, and so do the longest
    words that can be chosen beside them, and every figure that is offered: nothing is cut, off the screen, or under a thirtieth of its height; the app is
    not asked for. (At the second size one talk comes whole, the others' slides as chosen ones, a question at a talk's end as its page's own.)"""
    known, first = set(), size is SIZES[0]
    own = pieces(LIBRARY)
    longest = sorted((piece for piece in own.values() if not piece.figure), key=lambda piece: -sum(len(block) for block in piece.blocks))[:25]
    figures = {piece.figure: piece for piece in own.values() if piece.figure}.values()
    talks = {name: talk.keys for name, talk in TALKS.items() if first or talk is max(TALKS.values(), key=lambda talk: len(talk.keys))}
    others = [*(f"{name.removeprefix(END)}/check" if name.startswith(END) else name for talk in TALKS.values() for name in talk.keys)]
    others = [name for name in dict.fromkeys([*others, *(piece.key for piece in (*longest, *figures))]) if name in offered(LIBRARY)]
    for talk, names in (*talks.items(), ("", others)):
        there = {step.rpartition(".")[0] for step in known}
        asked = f"talk={talk}" if talk else "&".join(f"slide={name}" for name in names if name not in there)
        page = open_page(f"/show?{asked}", live=False, asked=True, viewport=size, color_scheme="light" if first else "dark")
        whole(page)
        seen, wrong = walk(page, known, keys=first)
        assert not wrong, wrong
        if talk and first:
            is_whole(page, talk, seen)
        assert {step.rpartition(".")[0] for step in known} >= set(names)
        assert not page.watch.errors
        assert not page.watch.sockets
        assert page.locator("[data-testid], #bar").count() == 0
        page.close()


def test_the_talk_goes_on_when_the_server_is_gone(open_page):
    """With no answer to anything after the talk has come, a clicker's key reaches every step of it, every figure still lives and all fits; no box lies over a
    slide, and nothing was asked for."""
    page = open_page("/show?talk=public", live=False, asked=True, viewport=SIZES[0])
    whole(page)
    page.route("**/*", lambda route: route.abort())
    page.watch.requests.clear()
    is_whole(page, "public", press_through(page))
    assert key(page) == "help"
    seen, wrong = walk(page, set(), keys=False)
    assert seen and not wrong, wrong
    assert page.locator(".slide [data-figure]:not([data-state=live])").count() == 0
    assert page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight / 3).closest('.slide.now') !== null")
    assert not page.watch.requests


def test_a_figures_slide_asks_before_it_shows(open_page):
    """The question stands alone, then the wish to guess, then the first state, then the second, then its sentence, which is the figure's own."""
    page = open_page("/show?slide=stress-and-anxiety/smoke-alarm", live=False, viewport=SIZES[0])
    whole(page)
    seen = lambda what: page.locator(f".slide.now {what}").first.is_visible()  # noqa: E731
    page.evaluate("location.hash = '#2'")
    settled(page)
    assert key(page) == "stress-and-anxiety/smoke-alarm"
    assert seen(".slide-question") and not seen(".slide-title") and not seen(".slide-think") and not seen(".fig-stage") and not seen("output")
    page.keyboard.press("PageDown")
    assert seen(".slide-think") and not seen(".fig-stage")
    page.keyboard.press("PageDown")
    settled(page)
    assert seen(".slide-title") and seen(".fig-stage") and not seen("output") and not seen(".slide-think") and not seen(".slide-question")
    first = page.locator(".slide.now output").text_content()
    page.keyboard.press("PageDown")
    settled(page)
    second = page.locator(".slide.now output").text_content()
    assert first != second and not seen("output")
    page.keyboard.press("PageDown")
    assert seen("output")
    assert "45 of 90" in second


def test_keys_buttons_and_a_reload(open_page):
    """Digits and Enter, Home, End, B, the overview (which no turn moves beneath) and touch do what they say; a pressed button gives the focus back; a
    reload keeps slide and step, the slides that are passed over, and a title of one's own."""
    page = open_page("/show?talk=public", live=False, viewport=SIZES[0], has_touch=True, fresh=True)
    whole(page)
    at = lambda: page.evaluate("location.hash")  # noqa: E731
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert at() == "#5.2"
    page.reload()
    whole(page)
    assert at() == "#5.2" and page.locator(".slide.now").get_attribute("id") == "slide-5"
    page.keyboard.press("End")
    assert key(page) == "help"
    page.keyboard.press("Home")
    assert at() == "#1"
    page.keyboard.press(".")
    assert page.locator("[data-blank]").is_visible()
    page.keyboard.press("PageDown")
    assert not page.locator("[data-blank]").is_visible() and at() == "#1"
    page.keyboard.press("o")
    assert page.locator("[data-overview]").is_visible()
    page.locator("[data-go='3']").click()
    assert at() == "#3" and not page.locator("[data-overview]").is_visible()
    page.keyboard.press("o")
    page.keyboard.press("PageDown")
    assert at() == "#3" and not page.locator("[data-overview]").is_visible()
    page.keyboard.press("o")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    assert at() == "#3" and not page.locator("[data-overview]").is_visible()
    page.mouse.move(200, 200)
    page.locator("[data-do=next]").click()
    assert at() == "#4" and page.evaluate("document.activeElement === document.body")
    page.keyboard.press(" ")
    assert at() == "#5"
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("h")
    page.keyboard.press("o")
    page.locator("[data-own=title]").fill("An evening in June")
    page.keyboard.press("Escape")
    page.reload()
    whole(page)
    page.keyboard.press("Home")
    assert page.locator(".slide.now h2").inner_text() == "An evening in June"
    page.keyboard.press("PageDown")
    assert at() == "#3", "the slide that is passed over stays so after a reload"
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    swipe = """([from, to]) => { const send = (type, x) => document.querySelector('.slide.now').dispatchEvent(
      new PointerEvent(type, {bubbles: true, pointerType: 'touch', clientX: x, clientY: 300})); send('pointerdown', from); send('pointerup', to); }"""
    page.evaluate(swipe, [600, 400])
    assert at() == "#5.2"
    page.evaluate(swipe, [400, 600])
    assert at() == "#5"
    page.keyboard.press("b")
    page.evaluate(swipe, [400, 400])
    assert at() == "#5" and not page.locator("[data-blank]").is_visible()
    page.evaluate("document.documentElement.classList.remove('pointing')")
    page.evaluate(swipe, [400, 400])
    seen = "() => document.querySelector('[data-do=next]').checkVisibility({ opacityProperty: true })"
    assert at() == "#5" and page.evaluate(seen)
    page.evaluate("document.documentElement.classList.remove('pointing')")
    assert not page.evaluate(seen)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "back" and page.evaluate(seen), "whoever has no pointer finds the tools by Tab"


def test_a_clicker_turns_while_a_control_has_the_focus(open_page):
    """With a figure's slider in hand, arrows move the slider and Page Down turns the slide."""
    page = open_page("/show?slide=stress-and-anxiety/smoke-alarm", live=False, viewport=SIZES[0])
    whole(page)
    page.evaluate("location.hash = '#2.3'")
    settled(page)
    page.keyboard.press("c")
    slider = page.locator(".slide.now input[type=range]")
    slider.focus()
    before = slider.input_value()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != before and page.evaluate("location.hash") == "#2.3"
    page.keyboard.press("PageDown")
    assert page.evaluate("location.hash") == "#2.4"


def test_notes_stand_in_a_second_window_and_follow(open_page):
    """The second window says where the talk is, what may be said and what comes next; its own keys turn the wall, also after the wall was loaded
    again; where the browser blocks it, the wall says so."""
    page = open_page("/show?talk=public", live=False, viewport=SIZES[0])
    whole(page)
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    desk = opened.value
    desk.wait_for_selector(".desk-time")
    titles = page.evaluate("[...document.querySelectorAll('[data-slide]')].map(s => s.dataset.title)")
    assert titles[1] in desk.locator("h2").inner_text()
    assert desk.locator(".slide-body").is_visible()
    page.keyboard.press("PageDown")
    assert desk.locator("h1").inner_text() == titles[1]
    desk.keyboard.press("PageDown")
    assert page.evaluate("location.hash") == "#3"
    assert "3" in desk.locator(".desk-time").inner_text()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    assert len(desk.locator("[data-notes]").inner_text()) > 40
    page.reload()
    whole(page)
    desk.keyboard.press("PageDown")
    assert page.evaluate("location.hash") == "#7.2" and "7" in desk.locator(".desk-time").inner_text() and desk.title() == LIBRARY.say("show.notes")
    desk.close()
    page.evaluate("window.open = () => null")
    page.keyboard.press("n")
    assert page.get_by_text(LIBRARY.say("show.blocked")).is_visible()


def test_present_leads_to_the_talks_and_makes_one_of_chosen_slides(tab):
    """/present links each ready-made talk and composes one from ticks, without a script of its own."""
    page = tab("/present")
    for talk in TALKS:
        assert page.locator(f"a[href='/show?talk={talk}']").count() == 1
    page.locator("details.compose > summary").click()
    page.locator("details.compose details > summary").first.click()
    page.locator("input[name=slide][value='start/balance']").check()
    page.locator("details.compose button[type=submit]").click()
    page.wait_for_selector("[data-show]")
    keys = page.evaluate("[...document.querySelectorAll('[data-slide]')].map(s => s.dataset.key)")
    assert keys == ["open", "start/balance", "help"]
