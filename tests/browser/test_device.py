"""The copy on a device: made at a press, it opens pages without a network; removed at a press, nothing is left; unasked there is none."""

from __future__ import annotations

from guide.library import load
from tests.browser.axe import violations
from tests.browser.conftest import PHONE

LIBRARY = load("en")
KEPT = "async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
KEEP, REMOVE = "[data-device-act=keep]", "[data-device-act=remove]"


def press(page, button: str, said: str) -> None:
    """Press a button of the copy and wait for what it says."""
    page.locator(f"{button}:visible").click()
    page.wait_for_function("said => document.querySelector('[data-device-said]').textContent === said", arg=LIBRARY.say(f"device.{said}"))


def test_a_copy_is_kept_at_a_press_used_without_a_network_and_removed_at_a_press(open_page, url):
    """Unasked nothing is kept. After the press pages and living figures open with the network off, Help too; the copy holds pages and files alone, nothing
    asked or chosen; the app still starts with it, and where its connection is dead a link of the app opens the copy's page; removed, no cache and no worker is left; kept again there is one of each."""
    # On a phone the app rests at first: its start is asked for once below, with the copy there.
    page = open_page("/about", live=False, viewport=PHONE, fresh=True)
    assert page.evaluate(KEPT) == [0, 0]
    assert page.locator(REMOVE).is_hidden()
    press(page, KEEP, "kept")
    assert not violations(page)
    held = page.evaluate(
        "async () => { const name = (await caches.keys())[0]; return [name, (await (await caches.open(name)).keys()).map(one => [one.method, one.url])]; }"
    )
    assert held[0].startswith("guide-copy-") and all(method == "GET" for method, _ in held[1])
    paths = {one.removeprefix(url) for _, one in held[1]}
    assert {one.path for one in LIBRARY.pages.values()} == {path for path in paths if not path.startswith("/assets/") and "." not in path}
    assert "guide-copy-" in page.locator("[data-storage]").inner_text()

    page.goto(f"{url}/treatments?show=pe")  # the app and its socket come as ever
    page.evaluate("document.dispatchEvent(new CustomEvent('guide:wanted'))")
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    # The connection is dead and nobody knows it yet.
    page.context.set_offline(True)
    page.evaluate("document.querySelector('#bar .bar-contents a[href=\"/imbalance\"]').click()")
    page.wait_for_function("title => document.querySelector('h1').innerText === title", arg=LIBRARY.pages["imbalance"].front.title)
    page.goto(f"{url}/stress-and-anxiety")
    assert page.locator("h1:visible").first.inner_text() == LIBRARY.pages["stress-and-anxiety"].front.title
    page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]")
    page.locator("[data-help-now] > summary").click()
    assert page.locator(".help-danger").is_visible()
    page.keyboard.press("Escape")
    page.click(".onward a[rel=next]")
    page.wait_for_url(f"{url}/imbalance")
    assert page.locator("h1:visible").first.inner_text() == LIBRARY.pages["imbalance"].front.title

    page.context.set_offline(False)
    page.goto(f"{url}/about")
    page.evaluate("document.dispatchEvent(new CustomEvent('guide:wanted'))")
    page.wait_for_selector("html.app", state="attached", timeout=45_000)
    press(page, REMOVE, "removed")
    assert page.evaluate(KEPT) == [0, 0] and page.locator(f"{KEEP}:visible").count()
    press(page, KEEP, "kept")
    assert page.evaluate(KEPT) == [1, 1] and page.locator(f"{REMOVE}:visible").count()
