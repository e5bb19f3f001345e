"""The server is told to stop. These come last: whoever needs a guide after them starts one."""

from __future__ import annotations

import signal
from contextlib import closing

import pytest

from tests.faults.conftest import PHONE, opened


@pytest.mark.parametrize("kind", ["guide", "other"])
def test_the_server_stops_while_phones_follow(request, kind):
    """Told to stop, the server (by `streamlit run` and by `uvicorn`) ends its streams and is gone; without that it would wait for them for hours."""
    guide = request.getfixturevalue(kind)
    room = opened(guide)
    with closing(guide.connect()) as stream:
        stream.sendall(f"GET /join/{room['code']}/events?phone={PHONE} HTTP/1.1\r\nHost: 127.0.0.1:{guide.port}\r\n\r\n".encode())
        assert b"event: state" in stream.recv(65536) + stream.recv(65536)
        guide.process.send_signal(signal.SIGTERM)
        assert guide.until(lambda: guide.process.poll() is not None)
        rest = b""
        while chunk := stream.recv(65536):
            rest += chunk
        assert b'"over": true' not in rest, "the room is not over: another server may hold it"
