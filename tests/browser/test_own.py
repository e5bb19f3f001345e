"""A leaflet of one's own: ticked, made, handed on by a link that names nothing before it is opened."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from guide.library import load
from guide.links import Links, own_part, read_own
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.codes import scanned
from tests.unit.test_own import SOME

LIBRARY = load("en")
MADE = "[data-own-made]:not([hidden]) article.leaflet"
LINK = Links().own(SOME["part"], SOME["treatment"])


def test_what_is_ticked_becomes_a_leaflet_with_a_link(open_page, url, tmp_path):
    """Ticks and one press give the leaflet; its address and its Share link hold the choice behind the # alone; a place on it is gone to without writing over
    the choice, and a reload gives the same; a figure that is set there stands so in its address, its code and after a reload; Back leads to the ticks, which
    stay; no request names what was chosen; axe is content with both."""
    page = open_page(Links().own(), live=False, asked=True, viewport=PHONE)
    page.locator("[data-own] form button[type=submit]").click()
    assert page.locator("[data-own-said]").inner_text() == LIBRARY.handout("leaflet.own_none")
    for name, numbers in SOME.items():
        for number in numbers:
            page.locator(f"input[name={name}][value='{number}']").evaluate("e => e.click()")
    assert not violations(page)
    page.locator("[data-own] form button[type=submit]").last.click()
    page.wait_for_selector(MADE)
    assert page.url == url + LINK and len(page.url) <= 100
    assert page.evaluate("document.activeElement.tagName") == "H1" and page.locator("h1:visible").count() == 1
    page.locator(".skip").press("Enter")
    assert page.url == url + LINK and page.evaluate("document.activeElement.id") == "content"
    page.reload()
    page.locator(f"{MADE} .leaflet-tools [data-action=share]").click()
    assert page.inner_text("dialog[data-share][open] [data-share-link]") == url + LINK
    page.keyboard.press("Escape")
    assert not violations(page)
    figure = page.wait_for_selector(f"{MADE} [data-figure=balance][data-state=live]")
    code = f"{MADE} .leaflet-code"
    drawn = page.inner_html(code)
    figure.query_selector("input[type=range]").press("ArrowRight")
    page.wait_for_function("([code, drawn]) => document.querySelector(code).innerHTML !== drawn", arg=[code, drawn])
    page.wait_for_function("before => location.href !== before && document.querySelector('.leaflet-address').textContent === location.href", arg=url + LINK)
    own = read_own(page.url.partition("#")[2])
    assert own.parts == read_own(LINK.partition("#")[2]).parts and [number for number, _ in own.states] == SOME["part"][:1] and len(page.url) <= 100
    assert page.get_attribute(f"{MADE} .leaflet-tools [data-action=share]", "data-link") == page.url.removeprefix(url)
    assert scanned(Image.open(io.BytesIO(page.locator(code).screenshot())), tmp_path) == page.url
    said = figure.query_selector("output").inner_text()
    page.reload()
    page.wait_for_selector(f"{MADE} [data-figure=balance][data-state=live]")
    assert page.inner_text(f"{MADE} [data-figure=balance] output") == said
    with page.expect_popup() if page.get_attribute(f"{MADE} form", "target") else page.expect_download() as given:
        page.locator(f"{MADE} button[type=submit]").click()
    assert given.value.suggested_filename == "leaflet.pdf"
    page.go_back()
    page.wait_for_selector("[data-own-choose]:not([hidden])")
    assert page.locator(f"input[name=part][value='{SOME['part'][0]}']").is_checked()
    assert not page.watch.errors and all("#" not in asked and "o" + LINK[-6:] not in asked for asked in page.watch.requests)


@pytest.mark.parametrize("part", ["oxx01", own_part(SOME["part"], SOME["treatment"])[:-3], own_part([1295, SOME["part"][0]]), "o", "o" * 300])
def test_a_cut_old_or_wrong_link_is_answered_in_one_sentence(open_page, part):
    """Where a link is not whole, or names what is gone, one calm sentence says so, what could be read is ticked, and no leaflet is made of it."""
    page = open_page(f"{Links().own()}#{part}", live=False)
    page.wait_for_selector("[data-own-lost]:not([hidden])")
    assert page.locator("[data-own-lost]").inner_text() == LIBRARY.handout("leaflet.own_lost")
    assert page.locator(MADE).count() == 0 and page.locator("[data-own-choose]").is_visible()
    assert not page.watch.errors


def test_full_is_said_and_without_a_script_the_form_makes_it(open_page):
    """When there is no more room the other boxes wait and a sentence says why; without JavaScript the ticks are posted and the leaflet comes all the same. What
    a form made stays though the tab chose another language meanwhile; the link to that language leads to the same leaflet in it."""
    page = open_page(Links().own(), live=False)
    page.evaluate("[...document.querySelectorAll('input[name=treatment]')].slice(0, 4).forEach(box => box.click())")
    assert page.locator("[data-own-said]").inner_text() == LIBRARY.handout("leaflet.own_full")
    assert page.locator("input[name=treatment]:not(:checked):not(:disabled)").count() == 0
    assert page.locator("input[name=part]:disabled").count() == 0
    page.evaluate("() => { sessionStorage.setItem('guide.lang', 'es'); document.querySelector('[data-own] form').submit(); }")  # no script hears of it
    page.wait_for_selector("article.leaflet")
    assert page.locator("html[data-posted]").get_attribute("lang") == "en"
    page.locator(".bar-settings > summary").click()
    page.locator(".bar-settings [data-language=es]").click()
    page.wait_for_selector(f"html[lang=es] {MADE}")
    page = open_page(LINK, live=False, java_script_enabled=False)
    assert LIBRARY.handout("leaflet.own_no_script") in page.inner_text("main")
    page.locator("[data-own] summary").first.click()
    page.check(f"input[name=part][value='{SOME['part'][0]}']")
    page.locator("form[action^='/leaflet'] button[type=submit]").click()
    page.wait_for_selector("article.leaflet")
    assert page.url.endswith("/leaflet") and page.locator("h1").inner_text() == LIBRARY.handout("leaflet.own_title")
