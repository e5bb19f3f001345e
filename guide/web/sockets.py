"""Who may open the app's socket: pages of this site. Decided here, before Streamlit sees the handshake.

Streamlit's own answer to an Origin it does not know is to ask a host elsewhere for this machine's public address, twice, one second
each, inside the event loop: five such handshakes held `GET /` for 10.03 s. It also takes any Origin that equals Host, whatever both are.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guide.web.room import Room

log = logging.getLogger("guide")
STREAM = "/_stcore/stream"
# Brackets in one message, at the most: all answers at once hold six; a nest of 100,000 ends Streamlit's reader in an error page.
BRACKETS = 500
USUAL_PORTS = {"http": 80, "https": 443}


def origin_of(text: str) -> str:
    """An origin in its one spelling, `https://guide.example.org:8443` (no usual port, small letters); "" when it is none."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in USUAL_PORTS or not host or parts.username or parts.password or parts.query or parts.fragment or parts.path not in ("", "/"):
        return ""
    if not host.isascii() or not all(letter.isalnum() or letter in "-_.:" for letter in host):
        return ""
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != USUAL_PORTS[parts.scheme] else "")


def origins() -> tuple[str, ...]:
    """The addresses visitors use, from the setting GUIDE_ORIGIN (several: separated by commas); the first stands in link previews.

    Raises:
        SystemExit: when one is no address; the sentence says how one looks.
    """
    given = os.environ.get("GUIDE_ORIGIN", "").replace(",", " ").split()
    found = tuple(origin_of(text) for text in given)
    for text, origin in zip(given, found, strict=True):
        if not origin:
            raise SystemExit(f"GUIDE_ORIGIN: {text!r} is no address of a site. Write it like https://guide.example.org, several separated by commas.")
    return found


def is_loopback(origin: str) -> bool:
    """The origin is this machine itself."""
    host = urlsplit(origin).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Sockets:
    """Lets a socket through when it comes from a page of this site; everyone else is refused with 403, at the handshake.

    `known` are the addresses of GUIDE_ORIGIN; when there are none a page must come from this machine. A program without an Origin (a
    browser always sends one) is let in: it could send any. `room` says whether there is room for one more visitor: without it the
    handshake gets 503, and the page stays the text it is.
    """

    def __init__(self, app: ASGIApp, known: Iterable[str], room: Room | None = None):
        self.app = app
        self.known = frozenset(known)
        self.room = room

    def allowed(self, origin: str) -> bool:
        """A page of this origin may open the socket."""
        return origin in self.known if self.known else is_loopback(origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        named = Headers(scope=scope).getlist("origin")
        origin = origin_of(named[0]) if len(named) == 1 else ""
        if scope["path"] != STREAM or (named and not (origin and self.allowed(origin))):
            if origin and scope["path"] == STREAM:
                log.warning("A page at %s asked for the app and got none. If visitors use that address, set GUIDE_ORIGIN=%s", origin, origin)
            await send({"type": "websocket.close", "code": 1008})
            return
        if self.room and not self.room.for_a_socket():
            log.warning("There is no room for one more visitor's app: pages are served as text. See deploy/README.md on open files.")
            await refuse(scope, send, 503)
            return
        if origin:
            # A proxy may have dropped Host: Streamlit compares the two, and asks a host elsewhere where they differ.
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {**scope, "headers": [*headers, (b"host", urlsplit(origin).netloc.encode("ascii"))]}
        with self.room.one_socket() if self.room else contextlib.nullcontext():
            await self.app(scope, sound(receive, send), send)


def sound(receive: Receive, send: Send) -> Receive:
    """Messages of the app's own kind; a text, or a nest of brackets, ends the connection."""

    async def next_message() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        data = message.get("bytes")
        if data is not None and data.count(b"[") + data.count(b"{") <= BRACKETS:
            return message
        await send({"type": "websocket.close", "code": 1003})
        return {"type": "websocket.disconnect", "code": 1003}

    return next_message


async def refuse(scope: Scope, send: Send, status: int) -> None:
    """Answer a handshake with a status and no body; 403 where the server cannot say more."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})
        return
    await send({"type": "websocket.http.response.start", "status": status, "headers": [(b"retry-after", b"30"), (b"content-length", b"0")]})
    await send({"type": "websocket.http.response.body", "body": b""})
