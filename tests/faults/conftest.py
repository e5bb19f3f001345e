"""A guide of its own for these tests, with its ways out closed, and plain bytes to speak to it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from guide.making import site
from tests.__main__ import ROOT, free_port


class Answer(NamedTuple):
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


def read(peer: socket.socket) -> Answer:
    """The answer on a socket, to its end or its length."""
    data = b""
    while b"\r\n\r\n" not in data and (chunk := peer.recv(65536)):
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = int(headers.get("content-length", "-1"))
    while (length < 0 and "101" not in lines[0]) or len(body) < length:
        chunk = peer.recv(65536)
        if not chunk:
            break
        body += chunk
    return Answer(int(lines[0].split()[1]) if len(lines[0].split()) > 1 else 0, headers, body)


class Guide:
    """A running guide, on `port` of 127.0.0.1."""

    def __init__(self, process: subprocess.Popen, port: int, folder: Path):
        self.process, self.port, self.folder = process, port, folder

    @property
    def log(self) -> str:
        """What it printed so far."""
        return (self.folder / "log").read_text(errors="replace")

    @property
    def ways_out(self) -> list[str]:
        """Every try to reach another machine."""
        journal = self.folder / "journal"
        return journal.read_text().splitlines() if journal.exists() else []

    def connect(self) -> socket.socket:
        """A connection to it that waits 20 s at the most."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, path: str, *lines: str, method: str = "GET", body: bytes = b"", host: str | None = None) -> Answer:
        """Ask for an address with further header lines."""
        head = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}", "Connection: close", *lines]
        if body:
            head.append(f"Content-Length: {len(body)}")
        with closing(self.connect()) as peer:
            peer.sendall("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)
            return read(peer)

    def handshake(self, peer: socket.socket, *lines: str, path: str = "/_stcore/stream", host: str | None = None) -> Answer:
        """Ask for a websocket on a connection."""
        head = [
            f"GET {path} HTTP/1.1",
            f"Host: {host or f'127.0.0.1:{self.port}'}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: streamlit",
            *lines,
        ]
        peer.sendall("\r\n".join(head).encode("latin-1") + b"\r\n\r\n")
        return read(peer)

    def descriptors(self) -> int:
        """How many descriptors it holds."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def memory(self) -> float:
        """MB it holds."""
        line = next(line for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def sessions(self) -> int:
        """How many sessions it holds, asked without visiting it."""
        told = self.folder / "sessions"
        told.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        while not (told.exists() and told.read_text()):
            time.sleep(0.05)
        return int(told.read_text())

    def visit(self, page: str = "", **options: Any) -> ClientConnection:
        """A visitor's socket whose page has been drawn."""
        peer = connect(f"ws://127.0.0.1:{self.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None, **options)
        self.run(peer, page)
        return peer

    def run(self, peer: ClientConnection, page: str = "", **values: Any) -> list[ForwardMsg]:
        """Run a page on a visitor's socket, with values of widgets by the names of their fields; the messages until it has finished."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        for name, (kind, value) in values.items():
            widget = asked.rerun_script.widget_states.widgets.add(id=name)
            setattr(widget, kind, value)
        peer.send(asked.SerializeToString())
        found: list[ForwardMsg] = []
        while not found or found[-1].WhichOneof("type") != "script_finished":
            message = ForwardMsg()
            message.ParseFromString(peer.recv(timeout=30))
            found.append(message)
        return found

    def until(self, true: Callable[[], bool], seconds: float = 20) -> bool:
        """Wait until something is true; whether it became so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(OSError):
                if true():
                    return True
            time.sleep(0.1)
        return False


# A phone in a room.
PHONE = "0" * 32


def opened(guide: Guide) -> dict[str, Any]:
    """A new room for a ready-made talk."""
    answer = guide.ask("/join", method="POST", body=json.dumps({"talk": "talk=public"}).encode())
    assert answer.status == 200
    return json.loads(answer.body)


@contextmanager
def running(folder: Path, kind: str = "streamlit", *, before: str = "", port: int = 0, **settings: str) -> Iterator[Guide]:
    """A guide of one's own; `before` is what a shell does first in its process (`ulimit -n 200`)."""
    folder.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    command = [sys.executable, "-m", "tests.faults.guarded", kind, str(port), str(folder / "journal")]
    if before:
        command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
    env = {name: value for name, value in os.environ.items() if not name.startswith("GUIDE_")} | settings
    with (folder / "log").open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    guide = Guide(process, port, folder)
    try:
        if not guide.until(lambda: process.poll() is not None or guide.ask("/_stcore/health").status == 200, 90) or process.poll() is not None:
            pytest.fail(f"the guide did not start:\n{guide.log[-3000:]}")
        yield guide
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Guide]]:
    """The guides that run: `standing(kind, ...)` starts one where none of its kind stands, also after a test has stopped it (a start takes 4 s of processor)."""
    guides: dict[str, Guide] = {}
    with ExitStack() as held:

        def one(kind: str, **more: str) -> Guide:
            if kind not in guides or guides[kind].process.poll() is not None:
                folder = tmp_path_factory.mktemp(kind)
                site.manifest_now()  # builds the site where it is not built
                shutil.copytree(site.BUILD, folder / "build")
                guides[kind] = held.enter_context(running(folder, kind, GUIDE_BUILD=str(folder / "build"), **more))
            return guides[kind]

        yield one


@pytest.fixture
def guide(standing: Callable[..., Guide]) -> Guide:
    """The guide by `streamlit run`, for all that leaves it as it is. It keeps the session of a visitor who left for 2 s (`uvicorn` takes no such setting)."""
    return standing("streamlit", STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="2")


@pytest.fixture
def other(standing: Callable[..., Guide]) -> Guide:
    """One by `uvicorn`, with two addresses and room for 200 descriptors."""
    return standing("uvicorn", before="ulimit -n 200", GUIDE_ORIGIN="https://guide.example.org http://localhost")
