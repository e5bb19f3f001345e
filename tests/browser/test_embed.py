"""A figure inside a page of another origin: it lives there, tells its height, and weighs little."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator

import pytest

from guide.figures import FIGURE_IDS
from guide.links import Links
from guide.view.embedded import HEIGHTS
from tests.browser.conftest import PHONE


@pytest.fixture
def other_site(url) -> Iterator[Callable[[str], str]]:
    """A site of another origin whose page holds a figure: `other_site(figure)` gives its address."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 (the base class's name)
            frame = f'<iframe src="{url}{Links().embed(self.path.strip("/"))}" title="x" width="100%" height="700"></iframe>'
            script = '<script>addEventListener("message", e => { window.heard = e.data; });</script>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!DOCTYPE html>{script}{frame}".encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield lambda name: f"http://127.0.0.1:{server.server_port}/{name}"
        server.shutdown()


@pytest.mark.parametrize("name", ["smoke-alarm", "synapse", "guideline-matrix"])
def test_a_figure_lives_in_another_sites_page(open_page, other_site, url, name):
    """The line from "More" put into a page of another origin shows the figure alive, answers there, and tells that page its height: on a phone no more than the
    line gives it, so that nothing is cut off where a site leaves the line's script out."""
    host = other_site(name)
    asked = []
    page = open_page("/favicon.svg", live=False, before=lambda page: page.on("request", lambda request: asked.append(request.url)), viewport=PHONE, fresh=True)
    page.goto(host)
    frame = page.frame_locator("iframe")
    frame.locator(f'[data-figure="{name}"][data-state="live"]').wait_for(timeout=20_000)
    page.wait_for_function("window.heard?.height > 200")
    assert page.evaluate("window.heard") == {"type": "guide:height", "figure": name, "height": page.evaluate("window.heard.height")}
    assert page.evaluate("window.heard.height") <= HEIGHTS[name]
    assert all(address.startswith((url, host.rpartition("/")[0])) for address in asked)
    before = frame.locator("output").inner_text()
    control = frame.locator("[data-control]:visible").first
    if control.evaluate("one => one.tagName") == "SELECT":
        control.select_option(index=1)
    else:
        control.focus()
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert frame.locator("output").inner_text() != before


def test_an_embedded_figure_is_light(open_page, url):
    """What a figure asks for before its plot weighs under 60 KB over the line, fonts aside, and holds nothing of Streamlit."""
    sizes: dict[str, int] = {}

    def watch(page) -> None:
        page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))

    page = open_page(Links().embed("smoke-alarm"), live=False, before=watch, fresh=True)
    page.wait_for_selector('[data-state="live"]')
    page.wait_for_timeout(300)
    light = {address: size for address, size in sizes.items() if not re.search(r"plotly|\.woff2|favicon", address)}
    assert sum(light.values()) < 60_000, light
    assert not any("/static/js/" in address or "_stcore" in address for address in sizes)


def test_every_figure_may_be_framed_and_no_other_page(open_page, url):
    """Each figure's page lets any site frame it and runs this host's scripts alone; the guide's own pages still refuse."""
    page = open_page("/favicon.svg", live=False)
    for name in FIGURE_IDS:
        headers = page.request.get(f"{url}{Links().embed(name)}").headers
        assert "frame-ancestors *" in headers["content-security-policy"] and "x-frame-options" not in headers
        assert "script-src 'self';" in headers["content-security-policy"]
    for path in ("/", "/leaflet/first-visit", "/go"):
        headers = page.request.get(url + path).headers
        assert "frame-ancestors 'self'" in headers["content-security-policy"] and headers["x-frame-options"] == "SAMEORIGIN"


def test_the_line_for_another_site_is_under_more(tab, url):
    """A figure's "More" holds the line; where the device does not let it be copied it stands there to be marked."""
    page = tab("/stress-and-anxiety")
    figure = page.locator('#root [data-figure="smoke-alarm"][data-state="live"]')
    figure.locator("summary").click()
    figure.locator("button[data-action=embed]").click()
    page.wait_for_selector('#root [data-figure="smoke-alarm"] [data-said]:not(:empty)')
    said = figure.locator("[data-said]").inner_text()
    assert said.startswith(f'<iframe src="{url}/embed/smoke-alarm#smoke-alarm~') or "copied" in said
