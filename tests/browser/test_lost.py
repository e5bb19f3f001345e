"""The network goes and comes back: the text is never covered, the address never lies, and what was lost is tried again."""

from __future__ import annotations

import signal

import pytest

from tests.__main__ import free_port
from tests.browser.conftest import DESK, PHONE, without_the_app
from tests.faults.conftest import running

TELL_UNSEEN = "e => new IntersectionObserver((all) => { if (all.some(one => !one.isIntersecting)) e.dataset.unseen = ''; }).observe(e)"
BOXES = "[role=dialog]:visible, [data-testid=stDialog]:visible, [data-baseweb=modal]:visible"


@pytest.fixture
def own(browser, tmp_path):
    """A guide of this test's own, which makes no page ahead, with its process and a page of it."""
    port = free_port()
    with running(tmp_path / "first", port=port) as guide:
        context = browser.new_context(viewport=DESK)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/stress-and-anxiety")
        page.wait_for_selector("html.app", state="attached", timeout=45_000)
        yield guide.process, page, port
        context.close()


def test_when_the_server_goes_one_line_says_it_and_links_do_not_lie(own, tmp_path):
    """After the server is killed no box covers the text and one line says it; Help, Leave and a living figure go on; a link leaves the address and the
    page as they are; when the server is back the line goes and the link works."""
    server, page, port = own
    page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]", timeout=45_000)
    server.send_signal(signal.SIGKILL)
    server.wait(10)
    page.wait_for_selector("#calm:not([hidden])", timeout=30_000)
    page.wait_for_timeout(4000)
    assert page.locator(BOXES).count() == 0
    assert page.locator("#calm").inner_text() == page.locator("#calm").get_attribute("data-lost")
    assert page.locator("h1").first.is_visible() and page.locator("[data-action=leave]").is_visible()
    page.locator("[data-help-now] > summary").click()
    assert page.locator(".help-danger").is_visible()
    page.keyboard.press("Escape")
    said = page.locator("[data-figure=smoke-alarm] output").inner_text()
    page.locator("[data-figure=smoke-alarm] input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-figure=smoke-alarm] output").inner_text() != said
    title, address = page.locator("h1").first.inner_text(), page.url
    page.evaluate("document.querySelector('.onward a, #bar .bar-contents a[href=\"/norepinephrine\"]').click()")
    page.wait_for_timeout(1500)
    assert (page.url, page.locator("h1").first.inner_text()) == (address, title)
    with running(tmp_path / "again", port=port):
        page.wait_for_selector("#calm[hidden]", state="attached", timeout=60_000)
        page.evaluate("document.querySelector('#bar .bar-contents a[href=\"/norepinephrine\"]').click()")
        page.wait_for_function("title => document.querySelector('h1') && document.querySelector('h1').innerText !== title", arg=title, timeout=30_000)
        assert page.url.endswith("/norepinephrine")


def test_a_server_that_is_silent_takes_the_address_back(open_page):
    """Where the connection is dead and nobody knows it yet, a link that brings nothing gives the address back and says so."""
    held = []

    def hold(page):
        def socket(route):
            there = route.connect_to_server()
            route.on_message(lambda message: None if held else there.send(message))
            there.on_message(lambda message: None if held else route.send(message))

        page.route_web_socket("**/_stcore/stream", socket)

    page = open_page("/stress-and-anxiety", before=hold, fresh=True)
    page.wait_for_timeout(1500)
    held.append(True)
    page.route("**/*", lambda route: route.abort())
    title, address = page.locator("h1").first.inner_text(), page.url
    page.evaluate("document.querySelector('#bar .bar-contents a[href=\"/norepinephrine\"]').click()")
    page.wait_for_selector("#calm:not([hidden])", timeout=20_000)
    assert (page.url, page.locator("h1").first.inner_text()) == (address, title)


def test_a_proxy_without_websockets_gets_the_calm_line_within_ten_seconds(open_page):
    """Where sockets never open, the page stays as served, its figures live, and it says so calmly ten seconds after it came. What Tab comes to on its way down
    never stands under that line, the last thing of the page neither."""

    def block(page):
        page.clock.install()
        page.route_web_socket("**/_stcore/stream", lambda socket: socket.close(code=1011))

    page = open_page("/stress-and-anxiety", live=False, before=block, fresh=True)
    page.wait_for_selector("[data-figure][data-state=live]")
    # Ten seconds of the page's clock, from the moment its app is there: how long a busy machine takes to bring that is not asked here.
    page.wait_for_selector("[data-test-connection-state]", state="attached")
    for _ in range(10):
        page.clock.run_for(1000)
        page.wait_for_timeout(150)
    page.wait_for_selector("#calm:not([hidden])", timeout=5000)
    assert page.locator("#calm").inner_text() == page.locator("#calm").get_attribute("data-offline")
    assert page.locator("#served h1").is_visible() and page.locator("[data-help-now] > summary").is_visible()
    assert page.locator("[data-action=leave]").is_visible()
    assert page.locator(BOXES).count() == 0
    line = page.locator("#calm").bounding_box()["y"]
    page.locator(".questions input").first.focus()
    while page.evaluate("document.activeElement !== document.body"):
        foot = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert foot <= line, page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


def test_a_figure_whose_states_were_lost_comes_alive_later(open_page):
    """A figure whose file did not come, or is not there, keeps its picture, its sentence and its table, says so on its face, not inside More, and lives at the
    next `online`, tap or look."""
    lost = []

    def lose(page):
        without_the_app(page)
        page.route("**/figure-smoke-alarm-*.json", lambda route: lost[-1](route) if lost else route.continue_())

    page = open_page("/glossary", live=False, before=lose, viewport=PHONE, fresh=True)
    figure = page.locator("[data-figure=smoke-alarm]")
    face = figure.locator("[data-lost]")
    for wake in ("online", "tap", "look"):
        lost.append((lambda route: route.fulfill(status=404, body="")) if wake == "tap" else (lambda route: route.abort()))
        page.goto(page.url.replace("glossary", "stress-and-anxiety"))
        figure.evaluate("e => e.scrollIntoView({block: 'center'})")
        face.wait_for(state="visible")
        assert face.inner_text() == face.get_attribute("data-lost") and figure.get_attribute("data-state") == "picture"
        assert figure.locator("details.fig-more").get_attribute("open") is None
        assert figure.locator(".fig-picture svg:visible").count() and figure.locator("output").inner_text()
        if wake == "tap":
            figure.locator(".fig-more > summary").click()
            assert figure.locator("table").is_visible() and figure.get_attribute("data-state") == "picture"
        lost.clear()
        if wake == "online":
            page.evaluate("window.dispatchEvent(new Event('online'))")
        elif wake == "tap":
            figure.locator(".fig-stage").dispatch_event("pointerdown")
        else:
            # Out of view, until the browser has told so: it tells with a frame, which a busy machine gives late.
            page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
            figure.evaluate(TELL_UNSEEN)
            page.wait_for_selector("[data-figure=smoke-alarm][data-unseen]", state="attached")
            figure.evaluate("e => e.scrollIntoView({block: 'center'})")
        page.wait_for_selector("[data-figure=smoke-alarm][data-state=live]", timeout=15_000)
        assert not face.is_visible()


def test_plotly_lost_once_does_not_end_the_figures(open_page):
    """Plotly's script is lost once: the figure that asked says so and lives at the next tap, and so do the others."""
    lost = []

    def lose(page):
        without_the_app(page)
        page.route("**/plotly.*.js", lambda route: (lost.append(1), route.abort())[1] if not lost else route.continue_())

    page = open_page("/stress-and-anxiety", live=False, before=lose, fresh=True)
    plots = page.locator("[data-figure]:has(.fig-plot)")
    first = plots.first
    first.evaluate("e => e.scrollIntoView({block: 'center'})")
    page.wait_for_function(
        "() => document.querySelector('[data-figure]:has(.fig-plot) [data-lost]').textContent || document.querySelector('[data-figure]:has(.fig-plot)[data-state=live]')"
    )
    assert lost
    for at in range(plots.count()):
        plots.nth(at).evaluate("e => e.scrollIntoView({block: 'center'})")
        plots.nth(at).locator(".fig-stage").dispatch_event("pointerdown")
        page.wait_for_function("e => e.dataset.state === 'live'", arg=plots.nth(at).element_handle(), timeout=15_000)
