"""Hostile and many requests: never a stack trace, never a reflection, never a wait for the others."""

from __future__ import annotations

import asyncio
import itertools
import random
from contextlib import closing, suppress

import pytest

from guide.library import load
from tests.faults.conftest import read
from tests.loops import run

MARK = "<zq9>"
REQUESTS = 10_000  # 1.6 ms each on both sides
PIECES = (
    "..", "%2e%2e", "%00", "%0d%0aX-Made: up", "//", "\\", "%5c", "?", "#", ";", "&", "=", "%", "%zz", "'", '"', MARK, "%3Czq9%3E", "<script>zq9</script>", "a" * 300,
    "\xe9", "%ff%fe", "%F0%9F%98%80", "{{7*7}}", "${7*7}", "treatments", "compare=", "pe,cpt", "show=", "sertraline", "lang=", "en", "_stcore", "stream", "health", "assets",
    "static", "article", "appointment.pdf", "index.html", "robots.txt", "etc/passwd", ".git/config", ".streamlit/secrets.toml", "app.py", "~", "*", " ".replace(" ", "%20"),
)  # fmt: skip
NAMES = (
    "Host", "Origin", "Cookie", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Content-Type", "Content-Length", "Sec-Fetch-Site", "Upgrade",
    "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Referer", "Authorization", "Accept-Language", "Transfer-Encoding", "Expect", "Sec-WebSocket-Protocol",
    "Sec-WebSocket-Version", "Sec-WebSocket-Key", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Connection", "TE", "Via", "Date",
)  # fmt: skip
VALUES = (
    "", "null", "http://[", "http://[::1", "https://elsewhere.example", "-1", "99999999999999999999", "bytes=0-0,5-9", "bytes=-", "bytes=9-1", "br;q=0", "*;q=0", 'W/"', "*",
    "websocket", "chunked", "100-continue", "same-origin", "cross-site", "application/json", "multipart/form-data; boundary=", "text/html; charset=nope", "2|a|b|c", "\xff\xfe",
    "Mon, 99 Foo 9999 99:99:99 GMT", MARK, "a" * 2000, "close", "keep-alive", "_streamlit_xsrf=2|zz|zz|zz", "_streamlit_user=eyJ9;" * 20, "%0d%0aX: y", "0", "12",
)  # fmt: skip
METHODS = ("GET",) * 12 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get")
KNOWN = ("/", "/treatments", "/resources", "/appointment.pdf", "/appointment.txt", "/_stcore/health", "/article/treatments", "/sitemap.xml", "/what-is-ptsd")


def hostile(dice: random.Random) -> bytes:
    """One request."""
    path = dice.choice(KNOWN) if dice.random() < 0.4 else ""
    path += "".join(dice.choice(("/", "?", "&", "")) + dice.choice(PIECES) for _ in range(dice.randrange(4)))
    lines = [f"{dice.choice(METHODS)} {path if path.startswith('/') else '/' + path} HTTP/1.1"]
    names = [dice.choice(NAMES) for _ in range(dice.randrange(4))]
    if "Host" not in names:
        lines.append("Host: 127.0.0.1")
    lines += [f"{name}: {dice.choice(VALUES)}" for name in names]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"


def test_hostile_requests(guide):
    """Seeded addresses, methods and headers: no answer is a server error, none holds what was sent as markup, none is a stack trace, and the guide serves on."""
    dice = random.Random(REQUESTS)
    seen: dict[int, int] = {}

    async def some(share: int) -> None:
        peer = None
        for _ in range(share):
            request = hostile(dice)
            if peer is None or peer[1].is_closing():
                peer = await asyncio.open_connection("127.0.0.1", guide.port)
            reader, writer = peer
            body = b""
            with suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
                async with asyncio.timeout(3):
                    # What a body announced and never sent would hold open ends with the stream.
                    writer.write(request + b"x" * 12 * (b"Content-Length" in request or b"Transfer-Encoding" in request))
                    writer.write_eof()
                    body = await reader.read()
            writer.close()
            peer = None
            status = int(body.split(b" ", 2)[1]) if body.startswith(b"HTTP/1.1 ") else 0
            seen[status] = seen.get(status, 0) + 1
            assert status < 500 or status == 501, (request, body[:300])
            assert b"<zq9>" not in body and b"<script>zq9" not in body, request
            assert b"Traceback" not in body and b"\nX-Made" not in body, request

    async def main() -> None:
        await asyncio.gather(*(some(REQUESTS // 25) for _ in range(25)))

    run(main())
    assert seen[200] > REQUESTS // 20 and seen[404] > REQUESTS // 20 and seen.get(0, 0) < REQUESTS // 20, seen
    assert guide.ask("/").status == 200
    assert "Traceback" not in guide.log
    assert guide.ways_out == []


@pytest.mark.parametrize("name", NAMES)
def test_no_header_breaks_a_form(guide, name):
    """Each header with each odd value on the form's address: a calm refusal or the file, never a server error."""
    for value in VALUES:
        lines = ["Content-Type: application/x-www-form-urlencoded"] if name != "Content-Type" else []
        answer = guide.ask("/appointment.txt", *lines, f"{name}: {value}", method="POST", body=b"keep=treatment:pe")
        assert answer.status < 500, (value, answer)


def test_comparisons_leave_the_others_their_turn(guide):
    """While a hundred new comparisons are being made, health and a page are answered before half of them; each gets its page or a calm 503."""
    ids = [treatment.id for treatment in load("en").shelf.treatments]
    pairs = [f"/treatments?compare={a},{b}" for a, b in itertools.islice(itertools.combinations(ids, 2), 110)]
    order: list[str] = []
    statuses: list[int] = []

    async def ask(path: str) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", guide.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept-Encoding: br\r\n\r\n".encode())
        body = await reader.read()
        writer.close()
        order.append(path)
        return int(body.split(b" ", 2)[1])

    assert guide.ask("/what-is-ptsd").status == 200  # made, as every page is soon after a start

    async def main() -> None:
        many = [asyncio.ensure_future(ask(path)) for path in pairs]
        while not order:
            await asyncio.sleep(0.01)
        assert await ask("/_stcore/health") == 200
        assert await ask("/what-is-ptsd") == 200
        statuses.extend(await asyncio.gather(*many))

    run(main())
    assert set(statuses) <= {200, 503} and statuses.count(200) >= 100
    made = [path for path, status in zip(pairs, statuses, strict=True) if status == 200]
    assert sum(path in made for path in order[: order.index("/what-is-ptsd")]) < len(made) / 2


def test_half_a_request_is_not_waited_for_for_ever(guide):
    """A head that never ends and a form that never comes are let go, and meanwhile nobody waits."""
    with closing(guide.connect()) as head, closing(guide.connect()) as form:
        head.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        form.sendall(b"POST /appointment.txt HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nkeep=")
        assert guide.ask("/").status == 200
        head.settimeout(30)
        form.settimeout(30)
        assert read(form).status == 408
        with suppress(ConnectionResetError):
            assert head.recv(100) == b""


def test_a_head_without_end_is_refused_before_it_fills_the_memory(guide):
    """A head far longer than any browser's is refused with 400 while it still comes, in one line and in many; the next visitor is served."""
    for piece in (b"a" * 1000, b"X-More: yes\r\n" * 80):
        with closing(guide.connect()) as peer:
            peer.settimeout(30)
            with suppress(ConnectionError):
                peer.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: b")
                for _ in range(2000):
                    peer.sendall(piece)
            with suppress(ConnectionResetError):
                assert read(peer).status == 400
    assert guide.ask("/").status == 200
