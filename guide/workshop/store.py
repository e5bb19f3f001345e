"""Where rooms are kept: an interface, and the maker that keeps them in this process."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from guide.workshop.room import MOST_ROOMS, WRONG_A_MINUTE, Clock, Full, Question, Room, new_code, sealed


class Guessing(Exception):
    """Too many wrong codes came in the last minute."""


class Elsewhere(Exception):
    """More than one worker serves this copy, and this store is known to one of them alone."""


class Store(Protocol):
    """What keeps rooms. Changes are told to whoever waits."""

    def start(self, talk: str, questions: Mapping[int, Question], steps: tuple[int, ...]) -> tuple[Room, str]:
        """A new room and its presenter's token. Raises Full, Elsewhere."""
        ...

    def find(self, code: str) -> Room | None:
        """A room by its code; None for a wrong one or one that is over. Raises Guessing."""
        ...

    def changed(self, room: Room) -> None:
        """Tell everybody who waits that a room has changed."""
        ...

    async def wait(self, room: Room, version: int, seconds: float) -> bool:
        """Wait until a room is newer than a version; False when that takes longer than this, or when everybody is woken."""
        ...

    def wake(self) -> None:
        """Wake everybody who waits: the server stops."""
        ...


def several_workers() -> bool:
    """Whether other processes answer beside this one."""
    return int(os.environ.get("WEB_CONCURRENCY") or 1) > 1 or multiprocessing.parent_process() is not None


class InProcess:
    """Rooms in this process's memory: nothing to install, and they end with it."""

    def __init__(self, now: Clock = time.monotonic, several: Callable[[], bool] = several_workers):
        self.now = now
        self.several = several
        self.rooms: dict[str, Room] = {}
        self.waiting: dict[str, asyncio.Event] = {}
        self.wrong: list[float] = []

    def start(self, talk: str, questions: Mapping[int, Question], steps: tuple[int, ...]) -> tuple[Room, str]:
        """A new room and its presenter's token. Raises Full, Elsewhere."""
        if self.several():
            raise Elsewhere
        self._sweep()
        if len(self.rooms) >= MOST_ROOMS:
            raise Full("rooms")
        token = secrets.token_urlsafe(24)
        room = Room(new_code(self.rooms.__contains__), sealed(token), talk, questions, steps, self.now)
        self.rooms[room.code] = room
        return room, token

    def find(self, code: str) -> Room | None:
        """A room by its code; None for a wrong one or one that is over. Raises Guessing."""
        room = self.rooms.get(code)
        if room and not room.over:
            return room
        now = self.now()
        self.wrong = [at for at in self.wrong if now - at < 60][-WRONG_A_MINUTE:]
        if len(self.wrong) >= WRONG_A_MINUTE:
            raise Guessing
        self.wrong.append(now)
        return None

    def changed(self, room: Room) -> None:
        """Tell everybody who waits that a room has changed."""
        waiting = self.waiting.pop(room.code, None)
        if waiting:
            waiting.set()

    async def wait(self, room: Room, version: int, seconds: float) -> bool:
        """Wait until a room is newer than a version; False when that takes longer than this, or when everybody is woken."""
        if room.version > version:
            return True
        event = self.waiting.setdefault(room.code, asyncio.Event())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)
        return room.version > version

    def wake(self) -> None:
        """Wake everybody who waits: the server stops."""
        for event in self.waiting.values():
            event.set()

    def _sweep(self) -> None:
        for code in [code for code, room in self.rooms.items() if room.over]:
            room = self.rooms.pop(code)
            room.end()
            self.changed(room)
