"""How the server listens, whichever way it was started: answers leave at once, and nobody holds a connection without asking.

`streamlit run`, `uvicorn app:app` and its workers all ask the running loop for a server right after the application's start-up, so the
loop is where these settings reach every one of them.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

# Seconds for a whole head of a request, and between the end of an answer and the next head.
HEAD_LIMIT = 10.0
# Bytes of a head that has not ended. (httptools itself sets no bound; what one read brings whole, 256 KB, is the most that passes.)
HEAD_BYTES = 64_000
# Bytes of one message on the app's socket: all that a visitor can choose takes under 10 kB. uvicorn alone would hold 16 MB of an unfinished one.
MESSAGE_LIMIT = 300_000


def impatient(protocol: Any, loop: asyncio.AbstractEventLoop, limit: float) -> Any:
    """Close the protocol's connection when `limit` seconds pass without a request begun or being answered."""
    made = protocol.connection_made

    def connection_made(transport: asyncio.Transport) -> None:
        made(transport)
        look(transport, None)

    def look(transport: asyncio.Transport, before: Any) -> None:
        # A socket of the app has another protocol by now, and pings of its own.
        current: Any = transport.get_protocol()
        if transport.is_closing() or current is not protocol:
            return
        now = current.cycle
        if before is not None and now is before[0] and (now is None or now.response_complete):
            transport.abort()
            return
        loop.call_later(limit, look, transport, (now,))

    protocol.connection_made = connection_made
    return protocol


def bounded(protocol: Any, limit: int) -> Any:
    """Refuse a head of more than `limit` bytes with 400 as soon as it is that long, unended."""
    received, head = protocol.data_received, 0

    def data_received(data: bytes) -> None:
        nonlocal head
        received(data)
        # A message that has begun has a scope; once its head has ended, its cycle has it too.
        unended = protocol.scope is not None and (protocol.cycle is None or protocol.cycle.scope is not protocol.scope)
        head = head + len(data) if unended else 0
        if head > limit and not protocol.transport.is_closing():
            protocol.send_400_response("The head of this request is too long.")

    protocol.data_received = data_received
    return protocol


def patient(protocol: Any) -> Any:
    """Answer a client that has asked its last and closed its half of the connection; uvloop reads the question and the end in one go, and the answer was lost."""

    def eof_received() -> bool:
        cycle = protocol.cycle
        waits = cycle is not None and not cycle.more_body and not cycle.response_started
        if waits:
            cycle.keep_alive = False
        return waits

    protocol.eof_received = eof_received
    return protocol


def listen_well(loop: asyncio.AbstractEventLoop) -> None:
    """Let every server that this loop opens from now on answer without delay and drop who holds a connection and asks nothing.

    Streamlit and uvicorn's workers open their sockets without naming TCP, so asyncio does not turn Nagle's algorithm off: each answer on
    a kept connection after the first waited 44 ms for the other side's delayed acknowledgement (0.3 ms without).
    """
    opened: Callable[..., Any] = loop.create_server

    async def create_server(factory: Callable[..., Any], *arguments: Any, **options: Any) -> asyncio.Server:
        def protocol(*given: Any, **named: Any) -> Any:
            one = factory(*given, **named)
            one.config.ws_max_size = min(one.config.ws_max_size, MESSAGE_LIMIT)
            # As `streamlit run` has it: a visitor's messages are small, and each socket's window would be held as long as its page is open.
            one.config.ws_per_message_deflate = False
            return impatient(patient(bounded(one, HEAD_BYTES)), loop, HEAD_LIMIT)

        server: asyncio.Server = await opened(protocol, *arguments, **options)
        for listening in server.sockets:
            if listening.family in (socket.AF_INET, socket.AF_INET6):
                # Connections inherit it from the socket they come in by.
                listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    loop.create_server = create_server  # type: ignore[method-assign, assignment]
