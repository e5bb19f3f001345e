"""`GET` on kept connections, many at once: how many answers a second, and how long each takes.

The client writes bytes and reads them by `Content-Length`: a browser's own work would be measured otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import time

ASK = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br, gzip\r\n\r\n"


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one answer whole and give its status. Raises when the connection ends before it."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def one(port: int, path: str, until: float, times: list[float]) -> None:
    """Ask again and again on one connection until the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    ask = ASK.format(path=path, port=port).encode()
    while (started := time.perf_counter()) < until:
        writer.write(ask)
        status = await answer(reader)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        times.append(time.perf_counter() - started)
    writer.close()


async def measured(port: int, path: str, at_once: int, seconds: float) -> tuple[float, float, float]:
    """Answers a second, the median and the 99th percentile in milliseconds."""
    times: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(one(port, path, started + seconds, times) for _ in range(at_once)))
    took = time.perf_counter() - started
    times.sort()
    return len(times) / took, 1000 * times[len(times) // 2], 1000 * times[int(0.99 * len(times))]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--path", default="/")
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=5)
    given = parser.parse_args()
    rate, middle, slow = asyncio.run(measured(given.port, given.path, given.at_once, given.seconds))
    print(f"GET {given.path}, {given.at_once} kept connections: {rate:.0f} a second, median {middle:.1f} ms, p99 {slow:.1f} ms")


if __name__ == "__main__":
    main()
