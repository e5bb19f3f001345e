"""A wall and a phone: the phone follows, stays behind and comes back, answers, and survives a lost network; it weighs little."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE
from tests.browser.test_show import key, settled, whole

TALK = "/show?slide=what-is-ptsd/hundred-people&slide=imbalance/check&slide=ask/clear"


@pytest.fixture
def wall(open_page):
    """A talk with an open room; gives the page and the room's code."""
    page = open_page(TALK, live=False, viewport={"width": 1024, "height": 768}, fresh=True)
    whole(page)
    page.keyboard.press("p")
    page.wait_for_selector("[data-door] strong")
    code = page.locator("[data-door] strong").inner_text()
    page.wait_for_function("code => location.hash.includes(code)", arg=code)
    return page, code


def title(page):
    return page.locator("[data-stage-of-phone] .slide").get_attribute("data-key")


def on(phone, slide):
    phone.wait_for_selector(f"[data-stage-of-phone] .slide[data-key='{slide}']", timeout=5000)


def test_the_way_in_is_as_high_as_the_slide_and_goes_at_the_next_key(wall):
    """The code to scan fills the height; code and address can be read; the next key takes it away and turns nothing."""
    page, code = wall
    box = page.locator("[data-door] svg").bounding_box()
    assert box["height"] > 0.9 * 768 and box["width"] > 0.55 * 768
    assert len(code) == 5 and "/join" in page.locator("[data-door]").inner_text()
    assert page.locator("[data-door] strong").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 768 / 15
    page.keyboard.press("PageDown")
    assert not page.locator("[data-door]").is_visible() and key(page) == "open"
    assert code in page.locator("[data-phones]").inner_text()


def test_a_phone_follows_stays_behind_and_comes_back(wall, open_page):
    """The phone shows the wall's slide as words and picture, with the wall's sentence; turned back it stays there until it is told to follow."""
    page, code = wall
    page.keyboard.press("Escape")
    phone = open_page(f"/join/{code}", live=False, viewport=PHONE, fresh=True)
    on(phone, "open")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert key(page) == "what-is-ptsd/hundred-people"
    on(phone, "what-is-ptsd/hundred-people")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("PageDown")
    settled(page)
    said = page.locator(".slide.now output").text_content()
    phone.wait_for_function("said => document.querySelector('[data-status]').textContent.includes(said)", arg=said)
    phone.locator("[data-turn-to='-1']").click()
    on(phone, "what-is-ptsd/before")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    phone.wait_for_function("() => document.querySelector('[data-status]').textContent.includes('4')")
    assert title(phone) == "what-is-ptsd/before"
    phone.locator("[data-follow]").click()
    on(phone, key(page))
    assert not phone.watch.errors
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_comes_back_after_a_lost_network_and_after_a_reload(wall, open_page):
    """Offline while the talk goes on, then online: it is on the right slide within 5 s, and so is a phone that was loaded again, or a wall."""
    page, code = wall
    page.keyboard.press("Escape")
    phone = open_page(f"/join/{code}", live=False, viewport=PHONE, fresh=True)
    on(phone, "open")
    phone.context.set_offline(True)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    phone.wait_for_timeout(500)
    phone.context.set_offline(False)
    on(phone, "what-is-ptsd/hundred-people")
    phone.reload()
    on(phone, "what-is-ptsd/hundred-people")
    page.reload()
    whole(page)
    page.keyboard.press("End")
    on(phone, "help")
    page.keyboard.press("p")
    page.wait_for_selector("[data-door] strong")
    assert page.locator("[data-door] strong").inner_text() == code


def test_the_presenter_ends_the_room(wall, open_page):
    """The phone says that the talk has ended and turns among the slides it has; the wall's address names the room no longer."""
    page, code = wall
    page.keyboard.press("Escape")
    phone = open_page(f"/join/{code}", live=False, viewport=PHONE, fresh=True)
    on(phone, "open")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    on(phone, "what-is-ptsd/hundred-people")
    page.keyboard.press("p")
    with page.expect_download() as saved:
        page.locator("[data-room=totals]").click()
    assert saved.value.suggested_filename == f"{code}.csv"
    page.locator("[data-room=end]").click()
    page.wait_for_function("code => !location.hash.includes(code)", arg=code)
    over = phone.locator("body").get_attribute("data-over")
    phone.wait_for_function("over => document.querySelector('[data-status]').textContent === over", arg=over)
    assert not page.locator("[data-door]").is_visible() and title(phone) == "what-is-ptsd/hundred-people"
    phone.locator("[data-turn-to='-1']").click()
    on(phone, "open")  # the slide between them never came here
    assert phone.locator("[data-status]").inner_text() == over and not phone.locator("[data-follow]").is_visible()
    page.keyboard.press("PageDown")
    assert key(page) == "what-is-ptsd/hundred-people"


def test_the_room_is_asked(wall, open_page):
    """A phone's answer is said to be saved, whether it answered or would rather not; while fewer than five answered the wall shows no numbers, but the
    right answer and its reason, which no phone has before. Who looks around then reads the pages without a session of the app, and comes back."""
    page, code = wall
    page.keyboard.press("Escape")
    phone = open_page(f"/join/{code}", live=False, asked=True, viewport=PHONE, fresh=True)
    on(phone, "open")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")
    on(phone, "what-is-ptsd/hundred-people")
    phone.locator("[data-answer='1']").click()
    phone.wait_for_selector("[data-answer='1'][aria-pressed=true]")
    page.keyboard.press("PageDown")
    phone.wait_for_selector("[data-answer='1']", state="hidden")
    for _ in range(3):
        page.keyboard.press("PageDown")
    assert page.locator(".slide.now [data-right]").is_visible() and not page.locator(".slide.now .figure").is_visible()
    phone.wait_for_selector("[data-right] [data-answer='1']")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    assert key(page) == "imbalance/check"
    on(phone, "imbalance/check")
    assert phone.locator(".slide-answer, [data-right]").count() == 0
    phone.locator("[data-answer='0']").click()
    phone.wait_for_function("() => document.querySelector('[data-said]').textContent !== ''")
    saved = phone.locator("[data-said]").inner_text()
    assert phone.locator("[data-answer='0']").get_attribute("aria-pressed") == "true"
    phone.locator("button[data-rather]").click()
    phone.wait_for_selector("button[data-rather][aria-pressed=true]")
    assert phone.locator("[data-said]").inner_text() == saved
    page.keyboard.press("PageDown")
    page.wait_for_selector(".slide.now .room-few")
    assert page.locator(".slide.now .slide-answer").is_visible() and page.locator(".slide.now .room-count").count() == 0
    phone.wait_for_selector(".slide-answer", state="visible")
    assert phone.locator("[data-answer='0']").is_disabled()
    phone.locator("a", has_text="Look around").click()
    phone.wait_for_selector("#still:not([hidden])")
    phone.wait_for_selector("[data-figure][data-state=live]")
    phone.wait_for_timeout(500)
    assert not phone.watch.sockets and "still" not in phone.url
    phone.locator("#still a").click()
    on(phone, "imbalance/check")


def test_a_phones_page_weighs_under_60_kilobytes(wall, open_page):
    """Page, styles, script and the heaviest slide of the talk together, as they travel; its figure asks for more only when it is touched."""
    page, code = wall
    page.keyboard.press("Escape")
    sizes = {}

    def count(opened):
        session = opened.context.new_cdp_session(opened)
        session.send("Network.enable")
        addresses = {}
        session.on("Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]}))
        session.on("Network.loadingFinished", lambda event: sizes.update({addresses.get(event["requestId"], ""): event["encodedDataLength"]}))

    page.keyboard.type("3")
    page.keyboard.press("Enter")
    phone = open_page(f"/join/{code}", live=False, viewport=PHONE, fresh=True, before=count)
    on(phone, "what-is-ptsd/hundred-people")
    phone.wait_for_timeout(500)
    assert sum(sizes.values()) < 60_000, sizes
    assert not [url for url in sizes if "figure-" in url or "plotly" in url]
    # To the first step that shows the figure, and no further: a step that came after the touch would draw it anew.
    while not phone.locator("[data-figure]").is_visible():
        page.keyboard.press("PageDown")
        phone.wait_for_selector(f".slide[data-stage={page.locator('.slide.now').get_attribute('data-stage')}]")
    phone.locator(".fig-stage").click()
    phone.wait_for_selector("[data-figure][data-state=live]")
