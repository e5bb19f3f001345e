"""What a room costs: from a turned slide to the last phone, and many answers at once. `python -m benchmarks.room [phones ...]`.

One guide with its built-in store on this machine, and the phones as streams of plain sockets in this process, so both share its cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import statistics
import sys
import time

from tests.__main__ import ROOT, free_port, start_server

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
    # The question of the eighth slide: every phone answers within the time it takes.
    await ask(port, "POST", f"{path}/move", {"slide": 8, "step": 0}, token)
    started = time.perf_counter()
    gate = asyncio.Semaphore(50)

    async def answer(phone: Phone, n: int) -> int:
        async with gate:
            return (await ask(port, "POST", f"{path}/answer", {"phone": phone.name, "question": "what-is-ptsd/check", "option": n % 3}))[0]

    statuses = await asyncio.gather(*(answer(phone, n) for n, phone in enumerate(crowd)))
    took = time.perf_counter() - started
    _, shown = await ask(port, "POST", f"{path}/move", {"slide": 8, "step": 1}, token)
    counts = json.loads(shown[shown.index(b"{") : shown.rindex(b"}") + 1])["counts"]
    await ask(port, "POST", f"{path}/end", None, token)
    await asyncio.wait(streams, timeout=5)
    ordered = sorted(last)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    good = statuses.count(204)
    print(f"| {phones} | {statistics.median(last):.0f} | {p95:.0f} | {good} of {phones} in {took:.1f} s, counted {sum(counts)} |", flush=True)


def main() -> None:
    """Measure each number of phones on one fresh guide."""
    port = free_port()
    log = ROOT / "test-results" / "room.log"
    log.parent.mkdir(exist_ok=True)
    server = start_server(port, log)
    try:
        time.sleep(20)  # the pages are made in the background after the start
        print(f"{os.cpu_count()} cores\n| phones | to the last phone, p50 ms | p95 ms | answers |\n| --- | --- | --- | --- |")
        for phones in [int(text) for text in sys.argv[1:]] or [10, 50, 200, 500]:
            asyncio.run(measure(port, phones))
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
