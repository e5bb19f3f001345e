"""Many visitors at once: each opens a page's socket as a browser does and waits until the first run has finished.

Load goes to this machine only, `visitors` connections, each bounded in time.
"""

from __future__ import annotations

import argparse
import asyncio
import time

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LIMIT = 60.0


async def joined(socket: websockets.ClientConnection, page: str) -> None:
    """Ask for a page as a browser does, and wait until its first run has finished."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = page
    await socket.send(message.SerializeToString())
    async with asyncio.timeout(LIMIT):
        async for data in socket:
            answer = ForwardMsg()
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            if answer.WhichOneof("type") == "script_finished":
                return
    raise RuntimeError("the socket closed before the page was done")


async def visitor(port: int, page: str) -> float:
    """Seconds from the first byte sent to the end of the first run."""
    started = time.perf_counter()
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=LIMIT) as socket:
        await joined(socket, page)
        return time.perf_counter() - started


async def crowd(port: int, visitors: int, page: str) -> list[float]:
    """All of them at once; failures raise."""
    return sorted(await asyncio.gather(*(visitor(port, page) for _ in range(visitors))))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--page", default="norepinephrine")
    given = parser.parse_args()
    times = asyncio.run(crowd(given.port, given.visitors, given.page))
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]  # noqa: E731
    print(f"{given.visitors} visitors at once on /{given.page}: median {at(0.5):.2f} s, p95 {at(0.95):.2f} s, slowest {times[-1]:.2f} s")


if __name__ == "__main__":
    main()
