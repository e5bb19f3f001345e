"""How the server listens: at once, no more than it can hold, and not for ever."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import socket
import struct
from contextlib import ExitStack, closing

import pytest

from guide.web import listening as listening_settings
from guide.web.listening import MESSAGE_LIMIT, listen_well
from guide.web.logs import QUIET, OnceAMinute
from guide.web.room import Room
from tests.loops import run


class Quiet(asyncio.Protocol):
    """A protocol with what `impatient` looks at."""

    cycle = None

    def __init__(self, config):
        self.config = config


@pytest.mark.parametrize("proto", [0, socket.IPPROTO_TCP])
def test_answers_leave_at_once_and_the_silent_are_let_go(proto, monkeypatch):
    """A connection to a server of the loop has TCP_NODELAY however its socket was opened; one that asks nothing is closed; a large message is not taken."""
    monkeypatch.setattr(listening_settings, "HEAD_LIMIT", 0.05)

    class Config:
        ws_max_size = 200_000_000

    async def main():
        loop = asyncio.get_running_loop()
        listen_well(loop)
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, proto)
        listening.bind(("127.0.0.1", 0))
        config, arrived = Config(), []

        class Seen(Quiet):
            def connection_made(self, transport):
                arrived.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        async with await loop.create_server(lambda: Seen(config), sock=listening):
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            with contextlib.suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()
        assert arrived[0]
        assert config.ws_max_size == MESSAGE_LIMIT

    run(main())


def test_a_message_larger_than_any_choice_is_not_taken(guide):
    """A socket that announces 2 MB is closed before they come, whole or in pieces; the guide's memory stays as it was."""
    before = guide.memory()
    mask = b"\0\0\0\0"
    whole = struct.pack("!BBQ", 0x82, 0x80 | 127, 2_000_000) + mask + b"x" * 100_000
    piece = struct.pack("!BBQ", 0x02, 0x80 | 127, 700_000) + mask + b"x" * 700_000
    rest = struct.pack("!BBQ", 0x00, 0x80 | 127, 700_000) + mask + b"x" * 700_000
    for data in (whole, piece + rest):
        for _ in range(6):
            with closing(guide.connect()) as peer:
                assert guide.handshake(peer, f"Origin: http://127.0.0.1:{guide.port}").status == 101
                received = b""
                try:
                    peer.sendall(data)
                    while chunk := peer.recv(65536):
                        received += chunk
                except ConnectionError:
                    continue
                assert b"\x03\xf1" in received  # 1009, message too big
    assert guide.memory() - before < 60
    assert guide.ask("/_stcore/health").status == 200


def test_a_full_machine_answers_calmly(other):
    """With 200 descriptors: sockets of the app are refused with 503 first, then pages with a calm one that keeps Help and Leave; then all is as before."""
    with ExitStack() as held:
        assert "There is room for about" in other.log
        assert other.ask("/what-is-ptsd").status == 200
        statuses = []
        for _ in range(140):
            peer = held.enter_context(closing(other.connect()))
            statuses.append(other.handshake(peer, "Origin: http://localhost").status)
        assert set(statuses) == {101, 503}
        assert statuses.index(503) >= 50
        # A number that is free again leaves room for one more visitor, never for more than there is.
        assert statuses.count(101) <= int(re.search(r"room for about (\d+)", other.log)[1])
        page = other.ask("/what-is-ptsd")
        assert page.status == 200
        idle = [held.enter_context(closing(other.connect())) for _ in range(60)]
        # A run that ends meanwhile gives files back, so more may be needed.
        while (full := other.ask("/what-is-ptsd")).status == 200 and len(idle) < 140:
            idle.append(held.enter_context(closing(other.connect())))
        assert full.status == 503
        for words in (b"data-help-now", b'data-action="leave"', b"in a minute"):
            assert words in full.body
        assert other.ask("/_stcore/health").status == 200
        assert other.log.count("Traceback") == 0
        for peer in idle:
            peer.close()
        assert other.until(lambda: other.ask("/what-is-ptsd").status == 200)


def test_repeated_messages_are_written_once_a_minute():
    """A message of one kind passes once a minute and says how many were held back; other kinds and notes below a warning pass."""
    now = [0.0]
    once = OnceAMinute(lambda: now[0])

    def record(line, level=logging.ERROR):
        return logging.LogRecord("guide", level, "x.py", line, "it failed: %s", ("a",), None)

    assert once.filter(record(1))
    assert not any(once.filter(record(1)) for _ in range(5))
    assert once.filter(record(2))
    assert all(once.filter(record(3, logging.INFO)) for _ in range(3))
    now[0] = QUIET
    again = record(1)
    assert once.filter(again)
    assert again.getMessage() == "it failed: a (and 5 more of this kind)"


def test_errors_of_different_kinds_are_told_apart():
    """Two errors logged at one place are one kind only when they came from the same line."""
    once = OnceAMinute(lambda: 0.0)

    def record(make):
        try:
            make()
        except Exception as error:
            return logging.LogRecord("asyncio", logging.ERROR, "x.py", 1, "failed", (), (type(error), error, error.__traceback__))

    def one():
        raise ValueError

    def other():
        raise ValueError

    assert [once.filter(record(make)) for make in (one, other, one, other)] == [True, True, False, False]


@pytest.mark.parametrize("limit", [64, 256, 1024, 20_000])
def test_room_is_left_for_pages(limit):
    """However small the limit: sockets stop before pages do, and pages before the limit."""
    room = Room(limit)
    assert 0 < room.sockets < room.pages < limit
