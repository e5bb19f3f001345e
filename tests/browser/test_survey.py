"""The survey in its panel: opened by a button, answered at once, closed by Escape or by the way to the list; the focus is never lost."""

from __future__ import annotations

import pytest

from guide.library import load
from tests.browser.conftest import DESK, PHONE

SHOWN = "() => getComputedStyle(document.querySelector('[data-testid=stSidebar]')).display !== 'none'"
HIDDEN = "() => getComputedStyle(document.querySelector('[data-testid=stSidebar]')).display === 'none'"


def opened(open_page, path, viewport):
    """A page with the survey open, opened by the button that this width shows."""
    page = open_page(path, viewport=viewport)
    page.wait_for_function(HIDDEN)
    show(page, viewport)
    return page


def show(page, viewport):
    """Press the button of this width."""
    if viewport == PHONE:
        page.locator(".bar-contents > summary").click()
        page.locator(".bar-panel [data-action=survey]").click()
    else:
        page.locator(".bar-survey").click()
    page.wait_for_function(SHOWN)
    page.wait_for_selector("[data-testid=stSidebar] [data-action=survey-see]")
    page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect]").nth(1).wait_for()  # Streamlit brings the script of its lists when the first is drawn


def pick(page, label, typed):
    """Choose an option by typing."""
    field = page.get_by_label(label)
    field.click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


def test_a_tap_on_a_phone_starts_the_app_and_is_carried_out(open_page):
    """On a phone the app rests at first; the survey's button, pressed before it has begun, starts it, and the panel opens. Until then the button says so at
    once, in its own place and size, and takes it back."""
    endless = "{ const own = setTimeout; window.setTimeout = (act, ms, ...given) => (ms === 4000 || ms === 8000 ? 0 : own(act, ms, ...given)); }"
    page = open_page("/norepinephrine", viewport=PHONE, live=False, fresh=True, before=lambda page: page.add_init_script(endless))
    page.wait_for_selector("[data-figure][data-state=live]")
    assert page.locator("html[data-begun]").count() == 0
    page.locator(".bar-contents > summary").click()
    said = """button => {
      const place = () => JSON.stringify(button.getBoundingClientRect()), before = place();
      button.click();
      return [button.ariaBusy, button.textContent, document.querySelector('[data-survey-status]').textContent, place() === before];
    }"""
    words = load("en").say
    assert page.locator(".bar-panel [data-action=survey]").evaluate(said) == ["true", words("survey.opening"), words("survey.opening"), True]
    page.wait_for_function("() => document.activeElement?.hasAttribute('data-survey-title')")
    assert page.locator(".bar-panel [data-action=survey]").evaluate("button => [button.ariaBusy, button.textContent]") == [None, words("survey.open")]
    assert page.locator("[data-survey-status]").text_content() == "" and page.locator(".bar-contents[open]").count() == 0


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_three_questions_fit_a_screen_pay_at_once_and_close(open_page, viewport):
    """Opened, the panel has the focus; three questions and their result fit one screen; an answer says how many fit and names three.
    On a phone "See the list" closes the panel and goes to the first result. On a desk "Clear my answers" empties every question and keeps the focus under the
    hand; Escape closes an open list first, then the panel, and gives the focus back to the button that opened it."""
    page = opened(open_page, "/why-increase", viewport)
    page.wait_for_function("() => document.activeElement.hasAttribute('data-survey-title')")
    see = page.locator("[data-action=survey-see]")
    assert see.bounding_box()["y"] + see.bounding_box()["height"] <= viewport["height"]
    if viewport == PHONE:
        see.click()
        page.wait_for_function(HIDDEN)
        page.wait_for_selector("[data-testid=stMain] #list", state="attached")
        page.wait_for_function("() => { const y = document.getElementById('list').getBoundingClientRect().y; return y > 40 && y < 200; }")
        show(page, viewport)
    assert page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect]").count() == 2
    assert page.get_by_label("Who is this for?", exact=True).count() == 1, "a question is read aloud as it is written"
    pick(page, "Who is this for?", "veteran")
    page.wait_for_selector(".survey-found ol li")
    assert page.locator(".survey-found li").count() == 3
    assert page.evaluate("document.activeElement.closest('[data-testid=stMultiSelect]') !== null"), "the focus stays where it was"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if viewport == PHONE:
        assert page.locator("[data-testid=stSidebar]").bounding_box()["width"] == PHONE["width"], "a strip of the page stands beside it"
        return
    page.keyboard.press("Escape")
    clear = page.get_by_role("button", name="Clear my answers")
    clear.focus()
    ring = "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
    assert clear.evaluate(ring) == "solid3px", "what has the focus wears a ring that is seen"
    page.keyboard.press("Shift+Tab")
    assert page.locator("[data-testid=stCheckbox] label:has(:focus)").evaluate(ring) == "solid3px"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('.survey-found ol')")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement !== document.body")
    page.get_by_label("Who is this for?").click()
    page.keyboard.press("Escape")
    page.wait_for_function(SHOWN)
    page.keyboard.press("Escape")
    page.wait_for_function(HIDDEN)
    assert page.evaluate("document.activeElement.matches('#bar [data-action=survey]')")


def test_the_lists_speak_the_language_of_the_page(open_page):
    """What Streamlit's lists say by themselves, shown and read out, stands in the page's words. (A Streamlit that says it in others would leave English here.)"""
    library = load("es")
    own, question = library.say.get("widgets"), library.survey.question("audience")
    page = opened(open_page, "/why-increase?lang=es", DESK)
    pick(page, question.label, "veterano")
    page.wait_for_selector(".survey-found ol li")
    page.keyboard.type("zzzz")
    page.wait_for_function(
        "text => document.querySelector('[data-testid=stMultiSelectDropdown]')?.innerText.trim() === text", arg=own["Add: {name}"].format(name="zzzz")
    )
    said = page.evaluate("[...document.querySelectorAll('[data-testid^=stMultiSelect] [aria-label]')].map(e => e.ariaLabel)")
    removed = own["Remove {name}"].format(name=dict(question.options)["veteran"])
    assert {removed, *(own[key] for key in ("Clear all", "Selected values", "Open", "Dismiss"))} <= {*said}
    assert not {"Clear all", "Selected values", "Open", "Dismiss"} & {*said}
    read = page.evaluate("[...document.querySelectorAll('[data-live-announcer] div')].map(e => e.textContent).join('|')")
    assert own["{n} option available."].format(n=1) in read and "available" not in read


def test_words_of_crisis_are_answered_in_view(open_page):
    """On a phone words of crisis typed into a question close its list; the way to help is in view and has the focus, hidden from nobody. Escape gives the focus
    back to Contents, from which the survey was opened; what the answers lead to is said once no list is open."""
    page = opened(open_page, "/medicines", PHONE)
    pick(page, "What do you need", "i want to die")
    page.wait_for_function("() => document.activeElement.matches('.crisis')")
    note = page.locator("[data-testid=stSidebar] .crisis")
    box = note.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]
    assert page.locator("[data-testid=stSidebar] input[aria-expanded=true]").count() == 0 and note.evaluate("one => !one.closest('[aria-hidden=true]')")
    before = page.locator(".survey-found p").first.inner_text()
    pick(page, "Who is this for", "veteran")
    page.wait_for_function("before => document.querySelector('.survey-found p').textContent !== before", arg=before)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelector('[data-survey-status]').textContent === document.querySelector('.survey-found p').textContent")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('.bar-contents > summary')")
