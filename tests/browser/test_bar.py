"""Always in reach: Help now, Leave, Contents with search, Aa."""

from __future__ import annotations

import json

import pytest

from guide.content.pages import GUIDE
from guide.library import ROOT, load
from guide.resources import help_lines
from tests.browser.conftest import DESK, PHONE, without_the_app

ZONES = {
    "America/New_York": "US", "America/Chicago": "US", "America/Los_Angeles": "US", "America/Anchorage": "US", "Pacific/Honolulu": "US",
    "America/Puerto_Rico": "PR", "America/Toronto": "CA", "America/Vancouver": "CA", "America/Halifax": "CA", "America/St_Johns": "CA",
    "Europe/London": "GB", "Europe/Dublin": "IE", "Europe/Lisbon": "PT", "Europe/Madrid": "ES", "Europe/Paris": "FR",
    "Europe/Berlin": "DE", "Europe/Kyiv": "UA", "Europe/Kiev": "UA", "Europe/Rome": "IT", "Europe/Amsterdam": "NL",
    "Australia/Sydney": "AU", "Australia/Perth": "AU", "Pacific/Auckland": "NZ", "Asia/Kolkata": "IN", "Asia/Tokyo": "JP",
    "Africa/Johannesburg": "ZA", "America/Mexico_City": "MX", "America/Sao_Paulo": "BR", "UTC": None, "": None, "Etc/GMT+5": None,
}  # fmt: skip
SEARCHES = json.loads((ROOT / "tests" / "searches.json").read_text(encoding="utf-8"))
COUNTRIES = set(help_lines(load("en").resources))


@pytest.mark.parametrize("path", ["/", "/resources"])
def test_help_and_leave_are_visible_before_and_after_the_app(open_page, path):
    """On a desk and a phone Help now and Leave stand in the served page and stay, unobscured, when the app has taken over; by Tab the skip
    link comes first, then the bar; Help opens and lists lines."""
    page = open_page(path, live=False)
    for state, viewport in (("served", DESK), ("served", PHONE), ("live", PHONE), ("live", DESK)):
        if state == "live":
            page.wait_for_selector("html.app", state="attached")
        page.set_viewport_size(viewport)
        for selector in ("[data-help-now] > summary", "[data-action=leave]"):
            box = page.locator(selector).bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"] and box["height"] >= 24
            top = page.evaluate("([x, y]) => !!document.elementFromPoint(x, y)?.closest('#bar')", [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
            assert top
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert seen[1:6] == ["Find help that fits you", "Contents", "Aa: Text size, colors, Back and breathing", "Help now", "Leave"], seen
    page.locator("[data-help-now] > summary").click()
    assert page.locator("[data-countries] details").count() == len(COUNTRIES)
    assert page.locator("[data-help-now] .help-danger").is_visible()


def test_the_table_of_zones_guesses_no_wrong_country():
    """Of over 30 time zones none leads to another country than its own; one of no country leads to none."""
    zones = load("en").timezones
    for zone, country in ZONES.items():
        assert zones.get(zone) in (None, country), zone


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "UTC", "Asia/Tokyo"])
def test_the_guess_brings_a_country_to_the_top_and_removes_none(open_page, zone):
    """A time zone brings its country to the top; one of no country changes nothing; the list stays whole."""
    page = open_page("/glossary", live=False, fresh=True, timezone_id=zone, before=without_the_app)
    page.locator("[data-help-now] > summary").click()
    assert page.locator("[data-countries] > details").count() == len(COUNTRIES)
    country = load("en").timezones.get(zone)
    if country in COUNTRIES:
        assert page.locator("[data-countries] > details").first.get_attribute("data-country") == country
    assert page.locator("[data-guess]").is_visible() == (country in COUNTRIES)


def test_numbers_can_be_tapped(open_page):
    """Each line of Help now is reached by a tap: a tel: or sms: address of digits alone, or its own site."""
    page = open_page("/", live=False, before=without_the_app)
    for href in page.eval_on_selector_all("[data-countries] a", "all => all.map(a => a.getAttribute('href'))"):
        kind, _, rest = href.partition(":")
        assert kind in ("tel", "sms", "https", "http"), href
        if kind == "tel":
            assert rest and set(rest) <= set("+*0123456789"), href


def _stub_weather(page):
    """For the time after the app has come: a page with a route reads nothing from the cache (1.5 s of processor more)."""
    page.route("https://www.weather.gov/**", lambda route: route.fulfill(content_type="text/html", body="<title>Weather</title><p>Sunny"))


def test_leave_hides_everything_clears_the_tab_and_goes(open_page):
    """Leave sends the session one last word, "forget", empties this tab's memory and replaces the page by a plain outside one."""
    page = open_page("/", asked=True)
    _stub_weather(page)
    page.wait_for_function("() => sessionStorage.getItem('guide.answers')")  # the app has spoken with the tab
    page.evaluate("sessionStorage.setItem('guide.kept', '[\"question:x\"]')")
    page.locator("[data-action=leave]").click()
    page.wait_for_url("https://www.weather.gov/**")
    assert any(b"forget" in (frame if isinstance(frame, bytes) else str(frame).encode()) for frame in page.watch.frames_sent)
    page.go_back()
    page.wait_for_timeout(500)
    assert page.evaluate("location.host.includes('weather') || location.href === 'about:blank' || !sessionStorage.getItem('guide.kept')")


def test_shift_three_times_leaves_and_is_announced(open_page):
    """Shift pressed three times alone leaves, before the app too; the count is spoken; Shift with a letter does not count."""
    page = open_page("/", live=False, before=lambda page: (without_the_app(page), _stub_weather(page)))
    for _ in range(2):
        page.keyboard.press("Shift")
    assert "1 more" in page.locator("[data-leave-status]").inner_text()
    page.keyboard.press("Shift+A")
    assert page.locator("[data-leave-status]").inner_text() == ""
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/**")


def turn(page, path):
    """Turn to a page through Contents."""
    page.locator(".bar-contents > summary").click()
    page.locator(f'.bar-contents a[href="{path}"]').click()
    page.wait_for_selector(f'[data-holder][data-src="/article{path}"] h1', state="attached")


def test_back_goes_back(tab):
    """Back and Forward walk through the pages that were turned: address, title, the place on the page and the focus are right each time."""
    page = tab("/")
    titles = {}
    for path in ("/what-is-ptsd", "/norepinephrine"):
        turn(page, path)
        titles[path] = page.title()
        assert page.evaluate("document.activeElement.tagName") == "H1" and page.evaluate("scrollY") == 0
        page.evaluate("scrollTo(0, 900)")
        page.wait_for_function("() => history.state?.guide?.y === 900")
    page.go_back()
    page.wait_for_selector('[data-holder][data-src="/article/what-is-ptsd"] h1', state="attached")
    page.wait_for_function("() => scrollY === 900")
    assert page.title() == titles["/what-is-ptsd"] and page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    page.wait_for_selector('[data-holder][data-src="/article/start"] h1', state="attached")
    page.go_forward()
    page.wait_for_selector('[data-holder][data-src="/article/what-is-ptsd"] h1', state="attached")
    page.wait_for_function("() => scrollY === 900")
    assert page.locator("h1").count() == 1 and not page.watch.errors


def test_no_trail_means_one_entry(open_page):
    """With "Leave no trail" the pages turned leave one entry with a plain title, and Back after Leave goes to what was open before the guide."""
    page = open_page("/")
    _stub_weather(page)
    page.locator(".bar-settings > summary").click()
    page.locator('input[data-setting="trail"][value="none"]').check()
    page.keyboard.press("Escape")
    before = page.evaluate("history.length")
    for path in ("/what-is-ptsd", "/norepinephrine"):
        turn(page, path)
        page.wait_for_function("() => document.title === document.documentElement.dataset.neutral")
    assert page.evaluate("history.length") == before
    page.locator("[data-action=leave]").click()
    page.wait_for_url("https://www.weather.gov/**")
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url == "about:blank"


def test_theme_and_text_size_hold_on_every_page_and_reload(open_page, url):
    """A chosen theme and text size hold after a reload and on another page, and the served text agrees before the app starts."""
    page = open_page("/", live=False, viewport=PHONE, color_scheme="light")  # where the app rests at first, and is asked for once
    page.locator(".bar-settings > summary").click()
    page.locator('input[data-setting="text"][value="largest"]').check()
    page.locator('input[data-setting="theme"][value="dark"]').check()
    page.wait_for_load_state("load")
    for path in ("/", "/what-is-ptsd"):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 29)"
        assert page.evaluate("document.documentElement.dataset.text") == "largest"
    page.evaluate("document.dispatchEvent(new CustomEvent('guide:wanted'))")
    page.wait_for_selector("html.app", state="attached")
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") == "rgb(16, 22, 29)"
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 23


def test_search_finds_what_is_meant_and_sends_nothing(open_page):
    """What is typed into the search box goes nowhere; pages, words and resources are found. Brand names, everyday words, abbreviations
    and slips lead to what is meant; a mended slip is told. A lost index is told too, and asked for again at the next look."""
    page = open_page("/", live=False, asked=True, before=without_the_app)
    page.route("**/search-*.json", lambda route: route.abort())
    page.locator(".bar-contents > summary").click()
    page.locator("#search-box").fill("nigh")
    page.wait_for_function("() => document.querySelector('form[data-search] [data-count]').textContent.includes('could not be loaded')")
    page.unroute("**/search-*.json")
    page.locator("#search-box").fill("night")
    page.wait_for_selector("[data-results] a")
    assert page.locator("[data-results] a").first.evaluate("e => getComputedStyle(e).display") == "inline", "the bullet would stand at a result's last line"
    page.watch.requests.clear()
    kinds = set()
    for word in ("prazosin", "nightmare", "coach", "amygdala"):
        page.locator("#search-box").fill(word)
        page.wait_for_timeout(150)
        kinds |= set(page.locator("[data-results] small").all_inner_texts())
    assert {"page", "word", "resource"} <= {kind.strip() for kind in kinds} | {"page"}
    box = page.locator("#search-box")
    for text, key in SEARCHES["finds"].items():
        box.fill(text)
        page.wait_for_function("key => [...document.querySelectorAll('[data-results] a')].some(a => a.href.endsWith(key))", arg=f"show={key}")
    for text, place in SEARCHES["guide_finds"].items():
        box.fill(text)
        page.wait_for_function(
            "place => [...document.querySelectorAll('[data-results] a')].slice(0, 3).some(a => a.href.endsWith(place) || a.textContent === place)", arg=place
        )
    box.fill("prazosine")
    page.wait_for_function("() => document.querySelector('[data-count]').textContent.includes('prazosin')")
    assert page.locator("[data-results] a").count()
    box.fill("zzzzqq")
    page.wait_for_timeout(150)
    assert "Nothing found" in page.locator("form[data-search] [data-count]").inner_text()
    assert [one for one in page.watch.requests if "/static/" not in one] == []  # those would be the app's, which is kept away here


def test_words_of_crisis_put_help_above_everything_and_no_hit_shows_no_cards(open_page):
    """In the guide's search and in that of the treatments, words of crisis show one kind sentence and the way to Help now, which opens it.
    A search of the treatments that finds nothing shows no card, but what to do; a brand name shows its own card."""
    page = open_page("/treatments")
    page.locator(".bar-contents > summary").click()
    page.locator("#search-box").fill("i want to die")
    assert page.locator("[data-crisis]").is_visible()
    assert "Nothing found" not in page.locator("form[data-search]").inner_text()
    page.locator("[data-crisis] [data-action=help]").click()
    assert page.locator(".help-danger").is_visible()
    assert page.evaluate("document.activeElement.closest('[data-help-now]') !== null")
    page.keyboard.press("Escape")
    search = page.get_by_label("Search the treatments")
    search.fill("I want to die")
    search.press("Enter")
    page.wait_for_selector("[data-testid=stMain] .crisis [data-action=help]")
    page.locator("[data-testid=stMain] .crisis [data-action=help]").click()
    assert page.locator(".help-danger").is_visible()
    page.keyboard.press("Escape")
    search.fill("insulin pump")
    search.press("Enter")
    page.wait_for_function("() => !document.querySelector('[data-testid=stMain] :is([data-treatment], .crisis)')")
    search.fill("valium")
    search.press("Enter")
    page.wait_for_selector("[data-testid=stMain] [data-treatment=benzodiazepines]")
    assert page.locator("[data-testid=stMain] [data-treatment]").count() == 1


def test_the_way_back_keeps_the_search_the_place_and_what_was_ticked(open_page):
    """From a card, "Back to all treatments" leads to the list as it was left: searched, and at the same place. Back from a comparison finds
    its treatments still ticked, so that one more can be added; so does a reload."""
    page = open_page("/treatments")
    search = page.get_by_label("Search the treatments")
    search.fill("sleep")
    search.press("Enter")
    page.wait_for_function("() => { const n = document.querySelectorAll('[data-treatment]').length; return n > 1 && n < 40; }")
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_function("() => history.state?.guide?.y === 700")
    link = page.locator("[data-treatment] a").last
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    y = page.evaluate("scrollY")
    link.click()
    page.wait_for_selector("[data-heading]")
    assert page.evaluate("document.activeElement.hasAttribute('data-heading')")
    page.locator("a.back").first.click()
    page.wait_for_selector("[data-treatment]")
    assert page.get_by_label("Search the treatments").input_value() == "sleep"
    page.wait_for_function("y => Math.abs(scrollY - y) < 30", arg=y)
    boxes = page.locator("#root input[name=compare]")
    for at in (0, 1):
        boxes.nth(at).check()
    page.locator("#root .treat-bar button").click()
    page.wait_for_selector("#root #compare")
    page.go_back()
    page.wait_for_selector("#root [data-treatment]")
    two = "() => document.querySelectorAll('#root input[name=compare]:checked').length === 2"
    page.wait_for_function(two)
    page.reload()
    page.wait_for_selector("#root [data-treatment]")
    page.wait_for_function(two)


@pytest.mark.parametrize("path", ["/norepinephrine", "/why-increase"])
def test_with_the_largest_text_the_bar_is_one_line_on_the_screen(open_page, path):
    """At 320 and 390 px with the largest text the page is no wider than the screen, a long word in its title or not, and everything in
    the bar stands on one line, inside the bar and the screen, the way home readable. A box that Tab reaches at the foot comes with all its words."""
    page = open_page(path, live=False, before=without_the_app)
    page.evaluate("document.documentElement.dataset.text = 'largest'")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        bar = page.locator("#bar").bounding_box()
        shown = page.locator("#bar > *, #bar > * > summary, #bar > nav > details > summary").locator("visible=true")
        boxes = [one.bounding_box() for one in shown.all()]
        assert len(boxes) >= 5
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] <= bar["height"] for box in boxes), boxes
        home = page.locator(".bar-home")
        assert home.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), "the way home is cut"
        assert page.get_by_role("link", name="Your Guide to PTSD").first.get_attribute("href").startswith("/")
        box = page.locator(".questions label").first
        box.evaluate("e => scrollTo({ top: scrollY + e.getBoundingClientRect().top - innerHeight + 50, behavior: 'instant' })")
        page.locator(".check summary").last.evaluate("e => e.focus({ preventScroll: true })")
        page.keyboard.press("Tab")
        assert box.evaluate("e => e.contains(document.activeElement) && e.getBoundingClientRect().bottom <= innerHeight")


def test_a_help_line_that_was_searched_is_on_the_screen(tab):
    """A help line tapped in the results stands on the screen with its number, whether for anyone or for one group, from any page."""
    page = tab("/what-is-ptsd", viewport=PHONE)
    for asked, line in (("988", "us-988-lifeline"), ("domestic abuse", "uk-national-domestic-abuse-helpline")):
        page.locator(".bar-contents > summary").click()
        page.locator("#search-box").fill(asked)
        page.locator(f'[data-results] a[href$="#resource-{line}"]').click()
        shown = page.locator(f"#resource-{line}")
        shown.wait_for(state="visible")
        page.wait_for_function(
            "id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }", arg=f"resource-{line}"
        )
        assert shown.locator("a[href^='tel:']").first.is_visible()


def test_a_focus_that_walks_on_closes_what_is_open(tab):
    """By Tab out of an open panel of the bar, and out of the survey where it covers the page, the focus is never under what is open."""
    page = tab("/resources", viewport=PHONE)
    page.locator(".bar-settings > summary").click()
    page.locator(".bar-settings a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator("#bar details[open].bar-item").count() == 0
    page.locator(".bar-contents > summary").click()
    page.locator(".bar-panel [data-action=survey]").click()
    page.wait_for_function("() => document.activeElement.hasAttribute('data-survey-title')")
    page.locator("#root [data-keep] >> visible=true").first.focus()
    page.wait_for_function("() => getComputedStyle(document.querySelector('[data-testid=stSidebar]')).display === 'none'")
    assert page.evaluate("document.activeElement.matches('[data-keep]')")


def test_the_whole_guide_has_a_list_of_its_parts(open_page):
    """The page that holds the whole guide begins with its parts, and each leads to its heading below the bar."""
    page = open_page("/guide", live=False, viewport=PHONE, before=without_the_app)
    parts = page.locator("nav[aria-labelledby=guide-parts] a")
    assert parts.count() == len(GUIDE) + 1
    for at in (3, parts.count() - 1):
        target = parts.nth(at).get_attribute("href")
        parts.nth(at).click()
        page.wait_for_function("id => { const y = document.querySelector(id).getBoundingClientRect().y; return y > 0 && y < innerHeight / 2; }", arg=target)
        page.evaluate("scrollTo(0, 0)")


def test_help_begins_with_the_clocks_country_and_follows_the_one_that_was_told(open_page):
    """On /resources the card of help begins with the lines that Help now begins with, before the app and after it; no answer was given. An open list of
    lines is open after a reload too. The country chosen in the survey goes before the one that the clock suggests, and Help now says which it follows."""
    page = open_page("/resources", live=False, fresh=True, timezone_id="Europe/Berlin")
    page.locator("[data-help-now] > summary").click()
    first = page.locator("[data-countries] > details").first.locator("li strong").first.inner_text()
    page.keyboard.press("Escape")
    for state in ("html", "html.app"):
        page.wait_for_selector(state, state="attached")
        card = page.locator(".help-card:visible")
        card.locator("[data-help-here] strong", has_text=first).wait_for()
        assert "Germany" in card.locator("h2").inner_text()
        assert card.locator("a[href^='tel:']").first.inner_text() == "Call 112"
    page.locator("[data-fold=all-lines] > summary").click()
    page.wait_for_function("() => history.state?.guide?.open?.includes('all-lines')")
    page.reload()
    page.wait_for_selector("html.app", state="attached")
    page.wait_for_function("() => document.querySelector('#root [data-fold=all-lines]').open")
    page.locator("[data-help-now] > summary").click()
    country = page.locator("[data-countries] > details").first
    assert country.get_attribute("data-country") == "DE" and "clock" in page.locator("[data-guess]").inner_text()
    page.keyboard.press("Escape")
    page.locator(".bar-survey").click()
    page.get_by_label("Which country").click()
    page.keyboard.type("Canada")
    page.keyboard.press("Enter")
    page.wait_for_function("() => (sessionStorage.getItem('guide.answers') || '').includes('CA')")
    page.locator("[data-help-now] > summary").click()
    assert country.get_attribute("data-country") == "CA" and "survey" in page.locator("[data-guess]").inner_text()
    assert page.locator("[data-countries] > details").count() == len(COUNTRIES)


def test_without_a_country_the_card_begins_with_the_directory_for_everywhere(open_page):
    """Where the clock names no country the first way of the card is the directory of help lines for every country, without a script too."""
    everywhere = next(row.name for row in load("en").resources if row.id == load("en").survey.elsewhere)
    for options in ({"timezone_id": "UTC"}, {"timezone_id": "Europe/Berlin", "java_script_enabled": False}):
        page = open_page("/resources", live=False, fresh=True, before=without_the_app, **options)
        assert page.locator(".help-card a").first.inner_text() == everywhere


def test_where_the_app_never_stands_the_survey_is_a_link_to_the_list(open_page):
    """On a leaflet and on a page that is not there, "Find help that fits you" is a link that leads to the list of help."""
    for path in ("/leaflet/first-visit", "/nowhere"):
        page = open_page(path, live=False, before=without_the_app)
        page.get_by_role("link", name="Find help that fits you").click()
        page.wait_for_url("**/resources")
