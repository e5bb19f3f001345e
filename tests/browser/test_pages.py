"""Each page in Chromium: quiet console, no foreign request, axe, landmarks, narrow screens, no JavaScript."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from guide.content.pages import ORDER
from guide.figures import FIGURE_IDS
from guide.making import site
from tests.browser.axe import contrast, targets, violations
from tests.browser.conftest import DESK, PHONE, Watch
from tests.browser.figures import LIBRARY, PAGE_OF, answers

PAGES = [LIBRARY.pages[name] for name, _ in ORDER]
# What of Streamlit's bundle the site does not cut or pack, for no page asks for it.
LEFT = frozenset(site.left_to_streamlit())


def test_axe_sees_what_is_wrong(browser):
    """One place is measured for each look, and every look is: words and links that do not stand out are found in either way of asking, and so are a picture without words and links too small to be hit."""
    page = browser.new_page()
    page.set_content(
        """<html lang="en"><title>A page</title><main><h1>A page</h1><p style="color: #000">Words <a href="/a" style="color: #000">underlined</a> and
        <a href="/b" style="color: #111; text-decoration: none">hardly a link</a>, and many more words that follow it.</p><p>More <a href="/c">of the same</a></p>
        <p style="color: #aaa">Pale words</p><img src="data:,"><ul style="font-size: 9px; line-height: 1; padding: 0"><li><a href="/d">One</a><li><a href="/e">Two</a></ul></main></html>"""
    )
    looks = {"color-contrast", "link-in-text-block"}
    for ask, wanted in ((violations, looks | {"image-alt", "target-size"}), (contrast, looks), (targets, {"target-size"})):
        assert {line.split(":")[0] for line in ask(page)} == wanted
    page.close()


@pytest.fixture(scope="module")
def turn(browser, url):
    """One app for all pages, turned by a link as a reader turns them (0.7 s of processor a page instead of 2.1; loads of their own: test_take_over, test_figures)."""
    context = browser.new_context(viewport=DESK, color_scheme="light")
    page = context.new_page()
    page.watch = Watch(page, asked=True)
    page.set_default_timeout(30_000)

    def to(one):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESK)
        page.watch.errors.clear()
        if page.url == "about:blank":
            page.goto(url + one.path)
            page.wait_for_selector("html.app", state="attached", timeout=45_000)
        elif urlsplit(page.url).path != one.path:
            page.locator(f'a[href="{one.path}"]').first.evaluate("link => link.click()")
        page.wait_for_selector(f'[data-testid=stMain] [data-holder][data-src="/article{one.path if one.path != "/" else "/start"}"] h1', state="attached")
        wait_for_first_figure(page)
        return page

    yield to
    context.close()


def wait_for_first_figure(page):
    """The first figure of a page starts at once."""
    if page.locator("[data-testid=stMain] [data-figure]").count():
        page.wait_for_selector("[data-testid=stMain] [data-figure][data-state=live]", timeout=30_000)


# The bar's panels stand outside the app and are the same nodes on all its pages (a third of a page's): axe meets them on the first page of an app alone.
PANELS = "#bar .bar-panel"
AWAY = f"document.querySelectorAll('{PANELS}').forEach(e => {{ e.held = [...e.childNodes]; e.replaceChildren(); }})"
BACK = f"document.querySelectorAll('{PANELS}').forEach(e => {{ e.append(...e.held); }})"


def stands_out(page, one):
    """What axe finds of targets on a phone, of all on a desk in light, and there in the dark by colors alone; a look that was measured on a page of this app before
    is not measured again."""
    if one.id == "guide":  # it repeats the other pages' passages and figures, which axe reads there (14 s of processor here)
        page.evaluate("document.querySelectorAll('[data-figure], .guide-section:not(#section-start)').forEach(e => e.remove())")
    first = not page.evaluate("window.axeLooks")
    if not first:
        page.evaluate(AWAY)
    try:
        found = [f"phone: {line}" for line in targets(page)]
        page.set_viewport_size(DESK)
        found += [f"light: {line}" for line in violations(page, once=True)]
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor === 'rgb(16, 22, 29)'")
        found += [f"dark: {line}" for line in contrast(page, once=True)]
    finally:
        if not first:
            page.evaluate(BACK)
    return found


WIDE = """() => [...document.querySelectorAll("[data-testid=stMain], [data-testid=stMain] *, #bar, #bar > *")]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".visually-hidden, svg, .bar-panel"))
  .slice(0, 5).map(e => e.outerHTML.slice(0, 140))"""

# Every plot that lives has the width of its stage.
DRAWN = "() => [...document.querySelectorAll('.fig-canvas')].every(c => !c._fullLayout || Math.abs(c._fullLayout.width - c.parentElement.clientWidth) < 1)"

LARGEST = """() => {
  document.documentElement.dataset.text = "largest";
  const fits = document.documentElement.scrollWidth <= innerWidth;
  document.documentElement.dataset.text = "normal";
  return fits;
}"""


# Words of the small tables that do not stand on one line.
BROKEN = """() => [...document.querySelectorAll("#root :is(.counts, .taken, .asked) :is(th, td)")].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s]+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
  }
  return found;
})"""

# Every place of the text that a link can name is brought to the top as the browser does it, its folds opened; those whose first line something covers are given.
COVERED = """() => [...document.querySelectorAll("#root .prose :is(h2, h3, h4, section, figure, li, details, dt, article, #how-it-acts)[id]")].filter((target) => {
  for (let fold = target.parentElement?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  if (!target.getClientRects().length) return false;
  target.scrollIntoView({ block: "start", behavior: "instant" });
  const words = document.createTreeWalker(target, NodeFilter.SHOW_TEXT), range = document.createRange();
  let line;
  while (!line && words.nextNode()) {
    range.selectNodeContents(words.currentNode);
    if (words.currentNode.data.trim()) line = [...range.getClientRects()].find((one) => one.width > 1 && one.height > 4);
  }
  return !line || !target.contains(document.elementFromPoint(line.left + Math.min(8, line.width / 2), line.top + line.height / 2));
}).map((target) => target.id)"""


@pytest.mark.parametrize("one", PAGES, ids=lambda p: p.id)
def test_page_is_quiet_private_accessible_and_fits(turn, url, one):
    """A page logs no error, asks no other host for anything; its figures live and answer by keys alone, from their own numbers,
    without the server; axe finds no violation in either theme; at 320 px nothing scrolls sideways, with the largest text neither. The bar covers no place that a link leads to; on a phone no
    word of a small table is broken."""
    page = turn(one)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.title().startswith(one.front.title)
    for name in FIGURE_IDS:
        if PAGE_OF[name] == one.path:
            answers(page, name)
    assert page.evaluate(COVERED) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(100)
    wide = page.evaluate(WIDE)
    assert not wide, wide
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(LARGEST), "sideways with the largest text"
    page.set_viewport_size(PHONE)
    assert page.evaluate(BROKEN) == [], "a word in two pieces"
    assert page.evaluate(COVERED) == []
    found = stands_out(page, one)
    assert not found, "\n".join(found)
    assert not page.watch.errors, page.watch.errors
    foreign = [r for r in page.watch.requests if urlsplit(r).netloc != urlsplit(url).netloc and urlsplit(r).scheme in ("http", "https")]
    assert not foreign
    # Streamlit loads some files as it starts, whether they are shown or not (its icons, 375 KB).
    assert not LEFT & {urlsplit(r).path for r in page.watch.requests}


@pytest.mark.parametrize("path", ["/leaflet/first-visit", "/go", "/embed/smoke-alarm", "/join", "/show?talk=public", "/no-such-page", "/evidence/medicines"])
def test_a_page_beside_the_app_is_accessible(open_page, path):
    """What is served without the app passes axe on a phone in either theme, and help and Leave are there where no talk and no other site has them."""
    page = open_page(path, live=False, viewport=PHONE, color_scheme="light")
    page.wait_for_load_state()
    found = violations(page)
    assert not found, "light\n" + "\n".join(found)
    page.emulate_media(color_scheme="dark")
    found = contrast(page)
    assert not found, "dark\n" + "\n".join(found)
    if not path.startswith(("/show", "/embed")):
        assert page.locator("[data-help-now]").first.is_visible() and page.locator("[data-action=leave]").is_visible()


@pytest.mark.parametrize("path", ["/", "/treatments"])
def test_nothing_is_hidden_without_javascript(open_page, path):
    """With JavaScript off the served text, its figures' pictures, help and Leave are seen. (That each page holds them: tests/unit/test_served.py.)"""
    page = open_page(path, live=False, java_script_enabled=False, viewport=PHONE)
    assert page.locator("#served h1").is_visible()
    assert page.locator("[data-help-now] summary").first.is_visible()
    assert page.locator("[data-action=leave]").is_visible()
    for figure in page.locator("#served [data-figure]").all():
        assert figure.locator("output").inner_text()
        assert figure.locator(".fig-stage :is(svg, table, ul, dl, [role=table]):visible").count() > 0, figure.get_attribute("data-figure")
    assert not page.locator("#served .fig-stage :is([role=button], [tabindex], button:enabled):visible").count(), "a dead button"
    assert len(page.locator("#served").inner_text()) > 300


def test_an_unknown_address_gives_a_helpful_404(open_page, url):
    """An address nobody gave out answers 404 with the contents and help."""
    page = open_page("/no-such-page", live=False)
    assert page.request.get(f"{url}/no-such-page").status == 404
    assert page.locator("main h1").is_visible()
    assert page.locator("main .contents a").count() > 15
    assert page.locator("[data-help-now]").count() == 1


def test_storage_is_what_about_lists(open_page):
    """After reading, choosing and turning pages, the browser holds only the keys that /about lists."""
    page = open_page("/about", fresh=True)
    page.wait_for_selector("[data-storage]")
    listed = {row.split("<page>")[0] for row in page.locator("[data-storage] tbody th").all_inner_texts()}
    page.locator(".bar-settings > summary").click()
    page.locator('input[data-setting="text"][value="large"]').check()
    page.goto(page.url.replace("/about", "/what-is-ptsd"))
    page.wait_for_selector("html.app", state="attached")
    wait_for_first_figure(page)
    held = page.evaluate("[...Object.keys(sessionStorage), ...Object.keys(localStorage)]")
    held += [cookie["name"] for cookie in page.context.cookies()]
    unknown = [name for name in held if not any(name == known or (known.endswith("-") and name.startswith(known)) for known in listed)]
    assert not unknown, json.dumps(unknown)
    assert page.evaluate("localStorage.length") == 0
