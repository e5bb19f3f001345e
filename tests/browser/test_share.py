"""Share: the link of what one looks at, its code, and what a shared link opens."""

from __future__ import annotations

import io

from PIL import Image

from guide.library import load
from guide.links import Links, read_chosen
from tests.browser.conftest import PHONE, without_the_app
from tests.codes import scanned

LIBRARY = load("en")
NUMBERS = {key: number for number, key in LIBRARY.numbers.items()}
PANEL = "dialog[data-share][open]"


def share(page, button: str) -> str:
    """Press a Share button and give the link that the panel shows."""
    page.locator(button).last.click()
    page.wait_for_selector(PANEL)
    return page.inner_text(f"{PANEL} [data-share-link]")


SHARE = "button[data-action=share]:not([data-figure] *)"
LINKS = {
    "/stress-and-anxiety": "/stress-and-anxiety",
    "/resources": "/resources",
    "/treatments?show=sertraline": Links().go([NUMBERS["sertraline"]]),
    "/treatments?compare=pe,sertraline": Links().go([NUMBERS["pe"], NUMBERS["sertraline"]]),
    "/leaflet/first-visit": "/leaflet/first-visit",
}


def test_the_link_is_short_and_names_a_treatment_only_by_choice(open_page, url):
    """On a page, a list, a card, a comparison and a leaflet the panel shows their link, at most 100 characters long, without a medicine's name. On a card and
    a comparison a box, empty at first, puts the names into the link; elsewhere there is none. (As served: the article stands so in the app too.)"""
    page = open_page("/robots.txt", live=False, before=without_the_app)
    for path, link in LINKS.items():
        page.goto(url + path)
        shown = share(page, f"main {SHARE}")
        assert shown == url + link and len(shown) <= 100
        assert not any(key in shown for key in ("sertraline", "prazosin", "venlafaxine"))
        named = page.locator("[data-share-named]")
        assert named.is_visible() == ("?" in path)
        if named.is_visible():
            page.check("[data-share-named] input")
            assert page.inner_text(f"{PANEL} [data-share-link]") == url + path


def test_the_code_holds_the_link_and_leave_stays_in_reach(tab, url, tmp_path):
    """The code in the panel gives the link back byte for byte on a phone in the dark; Help now and Leave are not covered; Escape gives the focus back."""
    page = tab("/treatments?show=sertraline", viewport=PHONE, color_scheme="dark")
    shown = share(page, f"#root {SHARE}")
    page.click(f"{PANEL} [data-share-act=code]")
    code = page.wait_for_selector(f"{PANEL} svg.scan")
    assert scanned(Image.open(io.BytesIO(code.screenshot())), tmp_path) == shown
    assert code.bounding_box()["width"] >= 280
    for name in (".bar-leave", ".help-now > summary"):
        assert page.evaluate(
            "name => { const box = document.querySelector(name).getBoundingClientRect();"
            " return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest(name) !== null; }",
            name,
        )
    page.keyboard.press("Escape")
    assert page.query_selector(PANEL) is None
    assert page.evaluate("document.activeElement.dataset.action") == "share"
    assert all(request.startswith(url) for request in page.watch.requests if request.startswith("http"))


def test_a_figures_link_leads_to_its_own_page_in_its_state(open_page, url):
    """Copied from anywhere a figure's link opens its own page with the figure in the state it had; so does one of before, which names the values."""
    page = open_page("/takeaways", live=False, before=without_the_app)
    figure = page.wait_for_selector('[data-figure="synapse"][data-state="live"]')
    figure.query_selector("summary").click()
    page.select_option('[data-figure="synapse"] select[data-control="medicine"]', "1")
    shown = share(page, '[data-figure="synapse"] button[data-action=share]')
    assert shown == url + Links().figure("norepinephrine", "synapse", {"fire": "1", "medicine": "ssri"})
    for link in (shown, f"{url}/norepinephrine#synapse?fire=1&medicine=ssri"):
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_selector('[data-figure="synapse"][data-state="live"]')
        assert page.input_value('[data-figure="synapse"] select[data-control="medicine"]') == "1"
        assert page.evaluate("document.activeElement.dataset.figure") == "synapse"


def test_a_shared_link_opens_what_it_names_and_a_cut_or_wrong_one_is_answered_calmly(open_page, url):
    """What stands behind the # is opened, and the server hears of it only then; so is a second link that is pasted over a torn one in the same tab. A link that
    names nothing says so in a sentence and leads to the treatments and the start; nothing fails."""
    page = open_page("/robots.txt", live=False, before=without_the_app)
    for keys, opens in (("pe",), "/treatments?show=pe"), (("pe", "sertraline"), "/treatments?compare=pe,sertraline"):
        page.goto(url + Links().go([NUMBERS[key] for key in keys]))
        page.wait_for_url(url + opens)
    page.watch.errors.clear()  # the app that the treatments asked for is held back here
    for part in ("", "#t9999", "#t1.2.3.4.5", "#<b>", "#t%31", "#" + "t1" * 400, "#tx"):
        assert read_chosen(part.lstrip("#")) in ((), (9999,))
        page.goto("about:blank")
        page.goto(f"{url}/go{part}")
        page.wait_for_selector("[data-go-lost]:not([hidden])")
        assert page.query_selector(f'main a[href="{Links().page("treatments")}"]')
        assert not page.watch.errors
    page.goto(url + Links().go([NUMBERS["pe"]]))
    page.wait_for_url(f"{url}/treatments?show=pe")


def test_without_a_script_a_shared_link_says_what_it_wants(open_page):
    """Without JavaScript the page says that the link would add something, and leads to the treatments."""
    page = open_page(f"/go#t{NUMBERS['pe']}", live=False, java_script_enabled=False)
    assert LIBRARY.say("share.go_no_script") in page.inner_text("main")
