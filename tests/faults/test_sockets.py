"""The app's socket: who may open it, and that no handshake makes the server phone anybody."""

from __future__ import annotations

from contextlib import closing

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_websocket

from guide.web.sockets import STREAM, Sockets, origin_of, origins

FORGED = (
    "https://elsewhere.example",
    "http://localhost.elsewhere.example",
    "http://127.0.0.1.elsewhere.example:{port}",
    "http://127.0.0.1:{port}@elsewhere.example",
    "http://[::1",
    "null",
    "",
    "file://",
    "javascript:alert(1)",
    "http://10.0.0.1:{port}",
    "http://xn--80ak6aa92e.example",
    "http://\xe9.example",
)


def test_a_forged_origin_is_refused_and_nobody_is_asked(guide):
    """A handshake whose Origin is not this site's gets 403, whatever Host says; no name is looked up, no connection leaves."""
    for origin in FORGED:
        named = origin.format(port=guide.port)
        for host in (None, named.partition("//")[2] or "elsewhere.example"):
            with closing(guide.connect()) as peer:
                status = guide.handshake(peer, f"Origin: {named}", host=host).status
            assert status in (400, 403), (named, host, status)
    assert guide.ways_out == []


def test_a_page_of_this_machine_gets_its_app(guide):
    """With GUIDE_ORIGIN unset, pages of this machine open the socket, also behind a proxy that changes Host; so does a program without Origin."""
    for lines, host in (
        ([f"Origin: http://127.0.0.1:{guide.port}"], None),
        ([f"Origin: http://localhost:{guide.port}"], f"localhost:{guide.port}"),
        (["Origin: http://localhost"], "upstream"),
        ([], None),
    ):
        with closing(guide.connect()) as peer:
            assert guide.handshake(peer, *lines, host=host).status == 101, (lines, host)
    assert guide.ways_out == []


def test_no_other_path_opens_a_socket(guide):
    """Only the app's own address upgrades."""
    for path in ("/", "/_stcore/health", "/_stcore/stream/", "/nowhere", "//_stcore/stream"):
        with closing(guide.connect()) as peer:
            assert guide.handshake(peer, path=path).status == 403, path


def test_starting_asks_nobody(guide, other):
    """Starting without an address, by `streamlit run` and by `uvicorn app:app`, and serving a page, looks up no name and opens no connection."""
    for one in (guide, other):
        assert one.ask("/").status == 200
        assert one.ways_out == []


@pytest.fixture
def known(monkeypatch):
    """The socket's guard of a site with two addresses; what came through it is what Streamlit would see."""
    monkeypatch.setenv("GUIDE_ORIGIN", "https://Guide.example.org:443/, http://guide.test:8080")
    seen = []

    async def streamlit(scope, receive, send):
        await receive()
        seen.append({name.decode(): value.decode() for name, value in scope["headers"]})
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close"})

    return TestClient(Sockets(streamlit, origins())), seen


@pytest.mark.parametrize("origin", ["https://guide.example.org", "http://guide.test:8080", "HTTPS://GUIDE.EXAMPLE.ORG"])
@pytest.mark.parametrize("host", ["guide.example.org", "127.0.0.1:8501", "upstream"])
def test_a_known_page_is_let_in_whatever_the_proxy_made_of_host(known, monkeypatch, origin, host):
    """Origin in GUIDE_ORIGIN opens the socket; Streamlit then sees a Host that agrees with it, so its own lookup never runs."""
    client, seen = known
    with client.websocket_connect(STREAM, headers={"origin": origin, "host": host}):
        pass
    monkeypatch.setattr(server_util.net_util, "get_internal_ip", lambda: pytest.fail("Streamlit looked for addresses"))
    monkeypatch.setattr(server_util.net_util, "get_external_ip", lambda: pytest.fail("Streamlit asked a host elsewhere"))
    assert starlette_websocket._is_origin_allowed(seen[0]["origin"].lower(), seen[0]["host"])


@pytest.mark.parametrize("origin", ["http://guide.example.org", "https://guide.example.org:8443", "http://localhost:8501", "https://elsewhere.example", "null"])
def test_every_other_page_is_refused_where_addresses_are_set(known, origin):
    """With GUIDE_ORIGIN set nothing else is let in, this machine's pages neither, and not by a Host that agrees."""
    client, seen = known
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM, headers={"origin": origin, "host": origin.partition("//")[2]}):
        pass
    assert seen == []


@pytest.mark.parametrize("wrong", ["guide.example.org", "https://", "ftp://guide.example.org", "https://guide.example.org/path", "https://a b"])
def test_a_mistyped_address_stops_the_start_with_one_sentence(monkeypatch, wrong):
    """GUIDE_ORIGIN that is no address ends the start and says how one looks."""
    monkeypatch.setenv("GUIDE_ORIGIN", wrong)
    with pytest.raises(SystemExit, match="Write it like https://"):
        origins()


def test_origins_have_one_spelling():
    """Letters, the usual port and a last slash make no difference; what is no origin gives nothing."""
    assert origin_of("HTTPS://Guide.Example.org:443/") == "https://guide.example.org"
    assert origin_of("http://[::1]:8501") == "http://[::1]:8501"
    for text in ("", "null", "http://[", "http://a:99999", "http://u@h", "https://h/p", "//h", "http://h?q", "http://é.example"):
        assert origin_of(text) == "", text
