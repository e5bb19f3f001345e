"""What a room costs: from a turned slide to the last phone, and many answers at once. `python -m benchmarks.room [--store] [phones ...]`.

One guide with its built-in store; with `--store` two of them behind nginx (deploy/nginx.conf), their rooms in a Valkey or Redis that writes each answer to
its disk. All stands on this machine, and the phones are streams of plain sockets in this process, so that all share its cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.try_proxies import nginx
from tests.__main__ import free_port, start_server
from tests.rooms import Server

TURNS = 20


async def ask(port: int, method: str, path: str, body: object = None, token: str = "") -> tuple[int, bytes]:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {len(data)}\r\n"
    writer.write(f"{head}{f'Authorization: Bearer {token}' + chr(13) + chr(10) if token else ''}\r\n".encode() + data)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    head_part, _, rest = answer.partition(b"\r\n\r\n")
    return int(head_part.split()[1]), rest


class Phone:
    """A stream, and when it heard of each version."""

    def __init__(self, port: int, code: str):
        self.port, self.code, self.name = port, code, secrets.token_hex(16)
        self.heard: dict[int, float] = {}

    async def follow(self) -> None:
        """Read the stream until it ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /join/{self.code}/events?phone={self.name} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        async for line in reader:
            if line.startswith(b"data: {"):
                self.heard[json.loads(line[6:])["version"]] = time.perf_counter()
        writer.close()


async def measure(port: int, phones: int) -> None:
    """One room with so many phones: prints a row of the table."""
    _, body = await ask(port, "POST", "/join", {"talk": "talk=families"})
    body = body[body.index(b"{") : body.rindex(b"}") + 1]
    room = json.loads(body)
    path, token = f"/join/{room['code']}", room["token"]
    crowd = [Phone(port, room["code"]) for _ in range(phones)]
    streams = [asyncio.create_task(phone.follow()) for phone in crowd]
    while any(not phone.heard for phone in crowd):
        await asyncio.sleep(0.05)
    last = []
    for turn in range(2, TURNS + 2):
        started = time.perf_counter()
        await ask(port, "POST", f"{path}/move", {"slide": turn, "step": 0}, token)
        while any(turn not in phone.heard for phone in crowd):
            await asyncio.sleep(0.005)
        last.append(1000 * (max(phone.heard[turn] for phone in crowd) - started))
        await asyncio.sleep(0.1)
    # The question of the ninth slide: every phone answers within the time it takes.
    await ask(port, "POST", f"{path}/move", {"slide": 9, "step": 0}, token)
    started = time.perf_counter()
    gate = asyncio.Semaphore(50)

    async def answer(phone: Phone, n: int) -> int:
        async with gate:
            return (await ask(port, "POST", f"{path}/answer", {"phone": phone.name, "question": "what-is-ptsd/check", "option": n % 3}))[0]

    statuses = await asyncio.gather(*(answer(phone, n) for n, phone in enumerate(crowd)))
    took = time.perf_counter() - started
    _, shown = await ask(port, "POST", f"{path}/move", {"slide": 9, "step": 1}, token)
    counts = json.loads(shown[shown.index(b"{") : shown.rindex(b"}") + 1])["counts"]
    await ask(port, "POST", f"{path}/end", None, token)
    await asyncio.wait(streams, timeout=5)
    ordered = sorted(last)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    good = statuses.count(204)
    print(f"| {phones} | {statistics.median(last):.0f} | {p95:.0f} | {good} of {phones} in {took:.1f} s, counted {sum(counts)} |", flush=True)


def memory(pid: int) -> float:
    """MB that a process holds."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@contextmanager
def one_guide(folder: Path) -> Iterator[tuple[int, list[int]]]:
    """A guide with its built-in store: its port, its process."""
    port = free_port()
    server = start_server(port, folder / "room.log")
    try:
        yield port, [server.pid]
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def two_guides(folder: Path) -> Iterator[tuple[int, list[int]]]:
    """Two guides and their store behind nginx: its port, the guides' processes."""
    ports, front, store = (free_port(), free_port()), free_port(), Server(free_port(), folder)
    store.start()
    running: list[subprocess.Popen[bytes]] = []
    try:
        running += [start_server(port, folder / f"{port}.log", GUIDE_STORE=store.url) for port in ports]
        running.append(subprocess.Popen(nginx(folder, ports[0], front, *ports[1:]), stderr=subprocess.DEVNULL))
        yield front, [one.pid for one in running[:2]]
    finally:
        for one in running:
            one.terminate()
            one.wait(20)
        store.kill()


def main() -> None:
    """Measure each number of phones on one fresh guide, or on two with a store."""
    chosen = [int(text) for text in sys.argv[1:] if text.isdecimal()] or [10, 50, 200, 500]
    with tempfile.TemporaryDirectory() as made, (two_guides if "--store" in sys.argv else one_guide)(Path(made)) as (port, processes):
        time.sleep(20)  # the pages are made in the background after the start
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}; guides hold {[round(memory(pid)) for pid in processes]} MB")
        print("| phones | to the last phone, p50 ms | p95 ms | answers |\n| --- | --- | --- | --- |")
        for phones in chosen:
            asyncio.run(measure(port, phones))
        print(f"guides hold {[round(memory(pid)) for pid in processes]} MB after it")


if __name__ == "__main__":
    main()
