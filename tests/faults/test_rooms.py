"""Rooms when things go wrong: the server stops with streams open, requests are torn, and a phone goes away without a word."""

from __future__ import annotations

import json
import signal
from contextlib import closing

import pytest

from tests.faults.conftest import running

PHONE = "0" * 32


def opened(guide):
    """A new room for a ready-made talk."""
    answer = guide.ask("/join", method="POST", body=json.dumps({"talk": "talk=public"}).encode())
    assert answer.status == 200
    return json.loads(answer.body)


@pytest.mark.parametrize("kind", ["streamlit", "uvicorn"])
def test_the_server_stops_while_phones_follow(tmp_path, kind):
    """Told to stop, the server ends its streams and is gone; without that it would wait for them for hours."""
    with running(tmp_path, kind) as guide:
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


def test_torn_and_foreign_requests_are_refused_in_a_word(guide):
    """What is no JSON, too long, of another site or without a token gets a status and no page of ours; the room stays as it was."""
    room = opened(guide)
    here = f"/join/{room['code']}"
    for body, status in ((b"{", 400), (b"[]", 400), (b"\xff\xfe", 400), (b"x" * 5000, 413)):
        assert guide.ask("/join", method="POST", body=body).status == status
        answer = guide.ask(f"{here}/move", f"Authorization: Bearer {room['token']}", method="POST", body=body)
        assert answer.status == status and answer.body == b""
    assert guide.ask("/join", "Sec-Fetch-Site: cross-site", method="POST", body=b"{}").status == 403
    assert guide.ask(f"{here}/end", method="POST").status == 403
    assert guide.ask(f"{here}/answer", "Sec-Fetch-Site: cross-site", method="POST", body=b"{}").status == 403
    for path in ("/slide/0", "/slide/-1", "/slide/99", "/slide/x", "/nothing", "/events?phone=x"):
        assert guide.ask(here + path).status in (400, 404), path
    now = json.loads(guide.ask(f"{here}/now?phone={PHONE}").body)
    assert now["slide"] == 1 and not now["over"]


def test_no_code_and_no_answer_stands_in_the_log(guide):
    """The server's log names no phone, no token and no answer."""
    room = opened(guide)
    guide.ask(f"/join/{room['code']}/now?phone={PHONE}")
    guide.ask(f"/join/{room['code']}/answer", method="POST", body=json.dumps({"phone": PHONE, "question": "x", "option": 1}).encode())
    assert PHONE not in guide.log and room["token"] not in guide.log and '"option"' not in guide.log
