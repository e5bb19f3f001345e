"""A headless Chromium for all browser tests, and pages of the running guide in it."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from guide.making.pictures import CHROMIUM_FLAGS, chromium
from tests.__main__ import answers

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# The pages of a context share a process, which keeps their scripts compiled while one of them stays open: an app costs 1.6 s of processor instead of 2.4.
SHARED = "--process-per-site"
# A condition is looked at each 50 ms. Playwright's own way, with each frame, has one frame drawn after another: six seconds of waiting took six of processor.
Page.wait_for_function = functools.partialmethod(Page.wait_for_function, polling=50)


@pytest.fixture(scope="session")
def url() -> str:
    """Where the guide runs: `python -m tests` starts it and says so."""
    address = os.environ.get("GUIDE_TEST_URL", "")
    if not address:
        pytest.fail("Browser tests need the running guide: use `make test`, or set GUIDE_TEST_URL to its address.")
    if not answers(urlsplit(address).port or 80):
        log = os.environ.get("GUIDE_TEST_LOG", "")
        pytest.fail(f"The guide did not start:\n{Path(log).read_text(encoding='utf-8') if log else address}")
    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS, SHARED])
        yield running
        running.close()


class Watch:
    """The errors that a page told while it was open; with `asked`, what it asked for and sent, too (0.06 s of processor here for each page of the app)."""

    def __init__(self, page: Any, *, asked: bool = False):
        self.errors: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        if asked:
            self.requests: list[str] = []
            self.sockets: list[Any] = []
            self.frames_sent: list[Any] = []
            page.on("request", lambda r: self.requests.append(r.url))
            page.on("websocket", self._socket)

    def _socket(self, socket: Any) -> None:
        self.sockets.append(socket)
        socket.on("framesent", lambda payload: self.frames_sent.append(payload))


def without_the_app(page: Any) -> None:
    """For `before`: Streamlit's scripts never come, the page stays as it is served (starting the app costs a second of processor)."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/static/js/*"]})


@pytest.fixture(scope="session")
def contexts(browser: Any) -> dict[str, Any]:
    """Browser contexts by their options, kept for the run: a warm cache halves the time of a page (3.5 to 1.7 s measured)."""
    return {}


def follow(page: Any, address: str) -> None:
    """Turn to an address of the guide as a link of the page does."""
    page.evaluate(
        "href => { const link = document.body.appendChild(Object.assign(document.createElement('a'), { href })); link.click(); link.remove(); }", address
    )


@pytest.fixture(scope="session")
def tab(browser: Any, url: str) -> Iterator[Callable[..., Any]]:
    """A tab in which the app stays open, turned to an address as a reader turns to it: 0.3 s of processor, where a start of the app takes 1.1. For tests that
    ask what the app does on a page, and not how it comes; they answer nothing, and clear what they keep."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.watch = Watch(page, asked=True)

    def go(address: str, *, viewport: dict | None = None, **media: Any) -> Any:
        page.set_viewport_size(viewport or DESK)
        page.emulate_media(**{"color_scheme": "light", "reduced_motion": "no-preference"} | media)
        if not page.evaluate("document.documentElement.classList.contains('app')"):  # not begun, or gone to a page beside the app
            page.set_viewport_size(DESK)
            page.goto(f"{url}/glossary")
            page.wait_for_selector("html.app", state="attached", timeout=45_000)
            page.set_viewport_size(viewport or DESK)
        page.watch.errors.clear()
        page.watch.requests.clear()
        page.keyboard.press("Escape")
        on_the_way = ["/about"] if urlsplit(page.url).path == urlsplit(address).path else []  # a link to where one is turns no page
        for one in (*on_the_way, address):
            page.evaluate("document.querySelector('[data-testid=stMain] h1').dataset.left = ''")
            follow(page, one)
            page.wait_for_selector("[data-testid=stMain] h1:not([data-left])", state="attached")
        page.wait_for_selector("[data-testid=stApp]:not([data-test-script-state=running])")  # what the app draws beside the article is there, too
        return page

    yield go
    context.close()


@pytest.fixture
def open_page(browser: Any, contexts: dict[str, Any], url: str) -> Iterator[Callable[..., Any]]:
    """Open an address of the guide; `live=True` waits until the app stands. The page carries its `watch`, which hears what is `asked` for only where it is told to.

    `fresh=True` gives a context of its own, without cookies, cache or storage of others.
    """
    opened = []

    def go(
        path: str, *, live: bool = True, viewport: dict | None = None, before: Callable | None = None, fresh: bool = False, asked: bool = False, **options: Any
    ) -> Any:
        scheme = options.pop("color_scheme", "light")  # set on the page as its size is, so that pages of another share what is cached
        key = repr(sorted(options.items(), key=str))
        if fresh or key not in contexts:
            made = browser.new_context(**options)
            if not fresh:
                contexts[key] = made
                made.new_page().goto(f"{url}/robots.txt")
        context = made if fresh else contexts[key]
        page = context.new_page()
        page.set_viewport_size(viewport or DESK)
        page.emulate_media(color_scheme=scheme)
        opened.append((page, context if fresh else None))
        page.set_default_timeout(30_000)
        page.watch = Watch(page, asked=asked)
        if before:
            before(page)
        page.goto(url + path)
        if live:
            if (viewport or DESK)["width"] < DESK["width"]:  # the app rests for some seconds on a phone, unless it is asked for
                page.evaluate("document.dispatchEvent(new CustomEvent('guide:wanted'))")
            page.wait_for_selector("html.app", state="attached", timeout=45_000)
        return page

    yield go
    for page, own in opened:
        page.close()
        if own:
            own.close()
