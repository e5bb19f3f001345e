"""A person reading: aloud by a voice of the device, and on where they were."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE

VOICES = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => window.voices ?? [], cancel() { window.cancelled = true; },
  speak(say) { window.said.push([say.text, say.voice?.name]); window.last = say; },
}});
"""


def test_a_page_is_read_by_a_voice_of_the_device_and_no_other_and_leave_falls_silent(open_page):
    """Only a local voice reads; the sentence that is read is marked; Stop stops; a device without one is told why. Leave stops the voice at once."""
    page = open_page("/norepinephrine", before=lambda page: page.add_init_script(VOICES))
    button = page.locator("[data-action=aloud]")
    page.evaluate("window.voices = [{name: 'far', lang: 'en-US', localService: false}]")
    button.click()
    assert "no voice of its own" in page.locator("[data-aloud] [data-said]").inner_text()
    assert page.evaluate("window.said") == []
    page.evaluate("window.voices = [{name: 'far', lang: 'en-US', localService: false}, {name: 'near', lang: 'en-GB', localService: true}]")
    button.click()
    title = page.locator("h1").inner_text()
    assert page.evaluate("window.said") == [[title, "near"]]
    assert page.evaluate("[...CSS.highlights.get('read-aloud')][0].toString()") == title
    page.evaluate("window.last.onend()")
    assert page.evaluate("window.said.length") == 2
    assert button.inner_text() == "Stop reading"
    button.click()
    assert page.evaluate("window.cancelled && !CSS.highlights.has('read-aloud')")
    assert button.inner_text() == "Read aloud"
    page.route("https://www.weather.gov/**", lambda route: route.abort())
    button.click()
    page.evaluate("document.addEventListener('guide:leaving', () => sessionStorage.setItem('silent', String(window.cancelled)))")
    assert page.evaluate("() => { window.cancelled = false; document.querySelector('[data-action=leave]').click(); return window.cancelled; }")


def test_one_can_go_on_where_one_was(tab):
    """The start page offers the page read last, and leads to the place on it."""
    page = tab("/imbalance")
    page.evaluate("sessionStorage.removeItem('guide.place')")
    page.evaluate("scrollTo(0, 1200)")
    page.wait_for_function("() => sessionStorage.getItem('guide.place')")
    page.locator(".bar-home").click()
    offer = page.locator("[data-go-on] a")
    offer.wait_for(state="visible")
    page.evaluate("window.drawn = 0; document.addEventListener('guide:drawn', () => window.drawn++)")
    page.wait_for_timeout(500)
    assert page.evaluate("window.drawn") < 5, "the page goes on drawing itself"
    offer.click()
    page.wait_for_selector('[data-holder][data-src="/article/imbalance"] h1', state="attached")
    page.wait_for_function("() => Math.abs(scrollY - 1200) < 5")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_place_in_a_fold_of_the_app_comes_to_the_top(open_page, size):
    """A link to what the app draws inside a fold opens the fold, once the app stands: its first line is under the bar with nothing upon it, and has the focus."""
    page = open_page("/treatments#what-matters", viewport=size)
    page.wait_for_function("() => document.querySelector('#root #what-matters')?.closest('details').open")
    there = (
        "() => { const target = document.getElementById('what-matters'), { x, y } = target.querySelector('p').getBoundingClientRect();"
        " return [y - document.getElementById('bar').getBoundingClientRect().bottom, target.contains(document.elementFromPoint(x + 8, y + 8)), document.activeElement === target]; }"
    )
    page.wait_for_function(f"() => {{ const [y, seen, focused] = ({there})(); return y >= 0 && y <= 48 && seen && focused; }}")
    page.wait_for_timeout(1200)  # and it stays there
    line = page.evaluate(there)
    assert 0 <= line[0] <= 48 and line[1:] == [True, True], line
