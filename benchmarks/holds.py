"""Does it hold? The guide beside a plain page of Streamlit, on this machine, in one run. Numbers are printed, never asserted.

`python -m benchmarks.holds` takes twelve minutes, ten of them for the visitors that come one after another (`--minutes`).
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import websockets

from benchmarks.pages import measured
from benchmarks.visitors import crowd, joined
from tests.__main__ import ROOT, free_port
from tests.faults.conftest import Guide, running

PAGE = "norepinephrine"
# Seconds that a visitor of the slow stream stays.
STAY = 60


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[Guide]:
    """Another server, until its health answers; `PORT` in the command is its port."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", *(part.replace("PORT", str(port)) for part in command)], cwd=ROOT, stdout=log, stderr=log)
    guide = Guide(process, port, folder)
    try:
        if not guide.until(lambda: guide.ask("/_stcore/health").status == 200, 90):
            raise RuntimeError((folder / "log").read_text())
        yield guide
    finally:
        process.terminate()
        process.wait(20)


def quiet(guide: Guide, seconds: float = 3) -> None:
    """Wait until a server and its workers have made what they make after their start: less than a tenth of a core for some seconds, two minutes at most."""

    def used() -> int:
        found = subprocess.run(["ps", "--no-headers", "-o", "cputimes", "--ppid", str(guide.process.pid), "-p", str(guide.process.pid)], capture_output=True)
        return sum(int(one) for one in found.stdout.split())

    for _ in range(40):
        before = used()
        time.sleep(seconds)
        if used() - before <= seconds / 10:
            return


def requests(name: str, guide: Guide) -> None:
    """`GET /` on kept connections."""
    for at_once in (1, 32):
        rate, middle, slow = asyncio.run(measured(guide.port, "/", at_once, 5))
        print(f"{name}: GET /, {at_once} at once: {rate:.0f} a second, p50 {middle:.1f} ms, p99 {slow:.1f} ms", flush=True)


def join(name: str, guide: Guide, page: str, visitors: int = 500) -> None:
    """Many visitors at one moment."""
    times = asyncio.run(crowd(guide.port, visitors, page))
    print(f"{name}: {visitors} visitors join at once: p50 {times[len(times) // 2]:.2f} s, p95 {times[int(0.95 * len(times))]:.2f} s", flush=True)


def forged(guide: Guide) -> None:
    """Five handshakes of another site, and how long health takes meanwhile."""
    peers = [guide.connect() for _ in range(5)]
    statuses = []
    times = []
    for peer in peers:
        with closing(peer):
            statuses.append(guide.handshake(peer, "Origin: https://elsewhere.example").status)
        started = time.perf_counter()
        guide.ask("/_stcore/health")
        times.append(1000 * (time.perf_counter() - started))
    print(f"guide: five forged handshakes {statuses}, health meanwhile {statistics.median(times):.1f} ms (slowest {max(times):.1f})", flush=True)


async def one(guide: Guide, start: float, seen: Counter[str]) -> None:
    """A visitor: the page, its app, a while, and away."""
    await asyncio.sleep(start)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", guide.port)
        writer.write(b"GET /norepinephrine HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = await asyncio.wait_for(reader.read(), 30)
        writer.close()
    except (OSError, TimeoutError):
        seen["no answer"] += 1
        return
    if answer.startswith(b"HTTP/1.1 503") and b"data-help-now" in answer:
        seen["the calm page"] += 1
        return
    if not answer.startswith(b"HTTP/1.1 200"):
        seen["another answer"] += 1
        return
    try:
        address = f"ws://127.0.0.1:{guide.port}/_stcore/stream"
        async with websockets.connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=30) as socket:
            await joined(socket, PAGE)
            seen["the app"] += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(socket.wait_closed(), STAY)
    except websockets.InvalidStatus:
        seen["the page as text"] += 1
    except (OSError, TimeoutError, websockets.WebSocketException, RuntimeError):
        seen["the page, and no app"] += 1


async def stream(guide: Guide, visitors: int, seconds: float) -> Counter[str]:
    """Visitors who come at any moment of the given time."""
    dice, seen = random.Random(2000), Counter[str]()
    await asyncio.gather(*(one(guide, dice.uniform(0, seconds), seen) for _ in range(visitors)))
    return seen


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--visitors", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with serving(folder / "plain", "streamlit", "run", "benchmarks/plain.py", "--server.port", "PORT", "--server.address", "127.0.0.1") as plain:
            requests("plain Streamlit", plain)
            join("plain Streamlit, one worker", plain, "")
            print(f"plain Streamlit: {plain.memory():.0f} MB", flush=True)
        with serving(folder / "two", "uvicorn", "app:app", "--workers", "2", "--port", "PORT", "--no-access-log") as two:
            quiet(two)
            join("guide, two workers", two, PAGE)
        with running(folder / "one", before="ulimit -n 1024") as guide:
            quiet(guide)
            requests("guide", guide)
            join("guide, one worker", guide, PAGE)
            forged(guide)
            seen = asyncio.run(stream(guide, given.visitors, 60 * given.minutes))
            print(f"guide, ulimit -n 1024: {given.visitors} visitors in {given.minutes:g} minutes got: {dict(seen)}", flush=True)
            print(f"guide: {guide.memory():.0f} MB after all of it, {guide.descriptors()} descriptors, {len(guide.ways_out)} outgoing connections", flush=True)
            print(f"guide: {guide.log.count('Traceback')} stack traces in the log", flush=True)


if __name__ == "__main__":
    main()
