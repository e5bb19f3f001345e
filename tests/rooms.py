"""A Valkey or Redis for tests, as Debian installs it, with the settings that keep what it acknowledged."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

NAMES = ("valkey-server", "redis-server")


def program() -> str:
    """The server's program; "" where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


class Server:
    """A store on a port of 127.0.0.1, its file in `folder`."""

    def __init__(self, port: int, folder: Path):
        self.port, self.folder = port, folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, with what it kept."""
        command = [program(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--appendonly", "yes"]
        self.process = subprocess.Popen([*command, "--appendfsync", "always", "--save", ""], stdout=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as peer:
                peer.sendall(b"PING\r\n")
                if b"PONG" in peer.recv(64):
                    return
            time.sleep(0.02)
        raise RuntimeError("the store did not start")

    def kill(self) -> None:
        """End it without a word."""
        if self.process:
            self.process.kill()
            self.process.wait(10)
