"""Streams end when the server is told to stop: it waits for every open answer, and a stream would keep it for hours."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import AsyncIterator, Callable
from types import FrameType
from typing import Any


class Stopping:
    """Whether the server was told to stop, and whom to wake then."""

    def __init__(self) -> None:
        self.now = False
        self.waking: list[Callable[[], None]] = []

    def stop(self) -> None:
        """Streams end now."""
        self.now = True
        for wake in self.waking:
            wake()

    @contextlib.asynccontextmanager
    async def watch(self, _: Any) -> AsyncIterator[None]:
        """Hear the signals to stop before the server does, which goes on as it would. Elsewhere than in the main thread nothing can be heard."""
        loop, before = asyncio.get_running_loop(), {}
        if threading.current_thread() is threading.main_thread():
            before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

        def heard(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.stop)
            then = before[signal.Signals(number)]
            if callable(then):
                then(number, frame)

        chained = [number for number, then in before.items() if callable(then)]
        for number in chained:
            signal.signal(number, heard)
        try:
            yield
        finally:
            for number in chained:
                if signal.getsignal(number) is heard:
                    signal.signal(number, before[number])
