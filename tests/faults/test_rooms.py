"""Rooms when things go wrong: requests are torn, and a phone goes away without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import cycle
from pathlib import Path
from threading import Event

from tests.__main__ import ROOT, free_port
from tests.faults.conftest import PHONE, Guide, opened
from tests.rooms import Server


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


def worker(store: Server, folder: Path) -> Guide:
    """One of several workers, rooms alone."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.faults.joined:app", "--port", str(port), "--log-level", "error"]
    return Guide(subprocess.Popen(command, cwd=ROOT, env=os.environ | {"GUIDE_STORE": store.url}), port, folder)


def test_a_killed_worker_and_a_killed_store_lose_no_acknowledged_answer(tmp_path):
    """Sixty phones answer through two workers; a worker and the store are killed in the middle, the store comes back; each answer that was acknowledged
    is counted once, and a phone's stream that hung through it all hears of the next step."""
    store = Server(free_port(), tmp_path)
    store.start()
    first, second = workers = worker(store, tmp_path), worker(store, tmp_path)
    try:
        for one in workers:
            assert one.until(lambda one=one: one.ask("/join/ready").status == 204, 60)
        made = json.loads(first.ask("/join", method="POST", body=json.dumps({"talk": "slide=ask/clear"}).encode()).body)
        here, key = f"/join/{made['code']}", f"Authorization: Bearer {made['token']}"
        place = lambda step: json.dumps({"slide": 2, "step": step}).encode()  # noqa: E731
        assert second.ask(f"{here}/move", key, method="POST", body=place(0)).status == 200, "another worker knows the room"
        acknowledged, half = [], Event()

        def answer(n: int) -> None:
            if n >= 30:  # on a quick machine all sixty had answered before the kill
                half.wait(60)
            phone, turn = f"{n:032x}", cycle(workers if n % 2 else workers[::-1])
            body = json.dumps({"phone": phone, "question": "ask/clear", "option": n % 4}).encode()
            for one in turn:
                with suppress(OSError):
                    if one.ask(f"{here}/now?phone={phone}").status == 200 and one.ask(f"{here}/answer", method="POST", body=body).status == 204:
                        acknowledged.append(n)
                        return
                time.sleep(0.05)

        with closing(second.connect()) as stream, ThreadPoolExecutor(12) as phones:
            stream.sendall(f"GET {here}/events?phone={'f' * 32} HTTP/1.1\r\nHost: 127.0.0.1:{second.port}\r\n\r\n".encode())
            assert b"event: state" in stream.recv(65536) + stream.recv(65536)
            answers = [phones.submit(answer, n) for n in range(60)]
            assert first.until(lambda: len(acknowledged) >= 15)
            half.set()
            for _ in range(20_000):  # until others are under way
                if len(acknowledged) > 30:
                    break
                time.sleep(0.001)
            first.process.kill()
            store.kill()
            assert second.ask("/join/ready").status == 503 and len(acknowledged) < 60
            store.start()
            for one in answers:
                one.result(timeout=60)
            assert second.until(lambda: second.ask(f"{here}/move", key, method="POST", body=place(1)).status == 200)
            heard = b""
            while b'"step": 1' not in heard:
                heard += stream.recv(65536)
        now = json.loads(second.ask(f"{here}/now?phone={'e' * 32}").body)
        assert sorted(acknowledged) == list(range(60)) and now["counts"] == [15, 15, 15, 15]
    finally:
        for one in workers:
            one.process.kill()
        store.kill()
