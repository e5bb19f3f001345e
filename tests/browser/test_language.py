"""Spanish in the running guide: chosen in Aa, kept in the tab, spoken by the page, the app and the figures; offered once, never forced."""

from __future__ import annotations

from guide.library import load
from tests.browser.conftest import PHONE, without_the_app

SPANISH = load("es")


def test_a_language_is_chosen_in_aa_and_kept_in_the_tab(open_page, url):
    """Aa offers both languages; the chosen one holds for page, app, figure, the next page, an address that names none, and is left again from there. The passage that
    is read stays in view."""
    page = open_page("/stress-and-anxiety", live=False, viewport=PHONE)
    place = page.evaluate("() => { const head = document.querySelectorAll('.prose h2[id]')[3]; head.scrollIntoView(); return head.id; }")
    page.locator(".bar-settings > summary").click()
    assert page.locator(".bar-settings [data-language]").count() == 2
    page.locator('.bar-settings [data-language="es"]').click()
    page.wait_for_url(f"**/stress-and-anxiety?lang=es#{place}")
    assert page.locator("html").get_attribute("lang") == "es"
    page.evaluate("document.dispatchEvent(new CustomEvent('guide:wanted'))")
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    main = page.locator("[data-testid=stMain]")
    assert main.locator("h1").inner_text() == SPANISH.pages["stress-and-anxiety"].front.title
    page.wait_for_selector("[data-testid=stMain] [data-figure][data-state=live]")
    assert "alarma" in main.locator("[data-figure] output").first.inner_text()
    main.locator("a[rel=next]").click()
    title = SPANISH.pages["imbalance"].front.title
    page.wait_for_function("title => document.querySelector('[data-testid=stMain] h1')?.innerText === title", arg=title)
    assert "lang=es" in page.url
    # The page that stands now, not the one that was served, is the one that changes its language.
    # The place stays too, though a link of before named it in Spanish words.
    page.evaluate("location.hash = 'lo-que-hallaron-los-estudios'")
    page.wait_for_function("document.activeElement.id === 'what-the-studies-found'")
    page.locator(".bar-settings > summary").click()
    page.locator('.bar-settings [data-language="en"]').click()
    page.wait_for_url("**/imbalance?lang=en#what-the-studies-found")
    page.goto(f"{url}/glossary?lang=es")
    page.goto(f"{url}/updates")
    page.wait_for_url("**/updates?lang=es")


def test_the_browsers_language_is_offered_once(browser, url):
    """A browser that asks for Spanish sees one line in Spanish, is sent nowhere, and never sees the line again once it is closed; others never see it."""
    for wanted, seen in (("es-MX", True), ("en-US", False), ("fr-FR", False)):
        context = browser.new_context(locale=wanted, viewport={"width": 390, "height": 844})
        page = context.new_page()
        without_the_app(page)
        page.goto(f"{url}/updates")
        offer = page.locator(".offer")
        assert offer.is_visible() == seen and "lang=" not in page.url, wanted
        if seen:
            assert offer.locator("[lang=es]").first.inner_text() == SPANISH.say("bar.offer")
            box, title = offer.bounding_box(), page.locator("h1").first.bounding_box()
            assert title["y"] >= box["y"] + box["height"], "the line lies over the page"
            offer.locator("[data-stay]").click()
            assert not offer.is_visible()
            page.reload()
            assert not page.locator(".offer").is_visible() and page.locator("html").get_attribute("lang") == "en"
        context.close()


def test_nothing_is_cut_on_a_phone(open_page, url):
    """At 390 pixels the longer words fit: no page scrolls sideways, and the bar shows its buttons whole."""
    page = open_page("/?lang=es", live=False, viewport=PHONE, before=without_the_app)
    for name in ("start", "treatments", "medicines", "resources", "guide", "glossary", "about"):
        page.goto(f"{url}{SPANISH.pages[name].path}?lang=es")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    for button in page.locator("#bar summary:visible, #bar .bar-leave").all():
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390, button.inner_text()
