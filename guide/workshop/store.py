"""Where rooms are kept: an interface, and the maker that keeps them in this process. `guide.workshop.shared` keeps them for several."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from guide.workshop.room import HERE, MOST_PHONES, MOST_ROOMS, WRONG_A_MINUTE, Clock, Full, Place, Question, Refused, Room, new_code, sealed

Answers = Mapping[str, int | None]
# Rooms whose newest version a process remembers: more than can be open at once.
MOST_HEARD = 2 * MOST_ROOMS


class Guessing(Exception):
    """Too many wrong codes came in the last minute."""


class Elsewhere(Exception):
    """More than one worker serves this copy, and this store is known to one of them alone."""


class Away(Exception):
    """The store cannot be reached just now."""


class Store(Protocol):
    """What keeps rooms. Every method but `now` and `wake` may raise Away."""

    now: Clock

    async def start(self, talk: str, questions: Mapping[int, Question], steps: tuple[int, ...]) -> tuple[Room, str]:
        """A new room and its presenter's token. Raises Full, Elsewhere."""
        ...

    async def find(self, code: str) -> Room | None:
        """A room by its code; None for a wrong one, which is counted, or one that is over, which is not: its phones still know it. Raises Guessing."""
        ...

    async def look(self, code: str) -> Room | None:
        """A room that somebody is in, as it is now, over or not; None when nothing is left of it."""
        ...

    async def move(self, code: str, place: Place) -> Room:
        """Go to a place of the talk, and tell everybody who waits. Raises Refused."""
        ...

    async def end(self, code: str) -> None:
        """End a room, and forget who was there and what they answered."""
        ...

    async def beat(self, code: str, phone: str) -> None:
        """A phone is there. Raises Full when too many are."""
        ...

    async def answer(self, code: str, phone: str, key: str, option: int | None) -> None:
        """Take a phone's answer, or change it; when this returns it is kept. Raises Refused when the question is not open, the phone not there."""
        ...

    async def answers(self, code: str, key: str) -> Answers:
        """What was answered to a question, by phone."""
        ...

    async def wait(self, code: str, version: int, seconds: float) -> None:
        """Wait until a room may be newer than a version, everybody is woken, or so long."""
        ...

    async def ready(self) -> bool:
        """Whether the store answers."""
        ...

    def wake(self) -> None:
        """Wake everybody who waits: the server stops."""
        ...


class Bells:
    """Who waits for which room in this process, and the newest version that was heard of."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Event] = {}
        self.newest: dict[str, int] = {}

    def ring(self, code: str, version: int) -> None:
        """A room has changed."""
        self.newest[code] = max(version, self.newest.pop(code, 0))
        if len(self.newest) > MOST_HEARD:
            self.newest.pop(next(iter(self.newest)))
        waiting = self.waiting.pop(code, None)
        if waiting:
            waiting.set()

    def ring_all(self) -> None:
        """Everybody looks for themselves."""
        for event in self.waiting.values():
            event.set()
        self.waiting.clear()

    async def wait(self, code: str, version: int, seconds: float) -> None:
        """Wait for a version newer than this one, or so long."""
        if self.newest.get(code, 0) > version:
            return
        event = self.waiting.setdefault(code, asyncio.Event())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)


def several_workers() -> bool:
    """Whether other processes answer beside this one."""
    return int(os.environ.get("WEB_CONCURRENCY") or 1) > 1 or multiprocessing.parent_process() is not None


@dataclass
class _Kept:
    """A room with its phones (when each was last there) and its answers (by question, by phone)."""

    room: Room
    phones: dict[str, float] = field(default_factory=dict)
    answers: dict[str, dict[str, int | None]] = field(default_factory=dict)


class InProcess:
    """Rooms in this process's memory: nothing to install, and they end with it."""

    def __init__(self, now: Clock = time.monotonic, several: Callable[[], bool] = several_workers):
        self.now = now
        self.several = several
        self.kept: dict[str, _Kept] = {}
        self.bells = Bells()
        self.wrong: list[float] = []

    async def start(self, talk: str, questions: Mapping[int, Question], steps: tuple[int, ...]) -> tuple[Room, str]:
        """A new room and its presenter's token. Raises Full, Elsewhere."""
        if self.several():
            raise Elsewhere
        for code in [code for code, kept in self.kept.items() if kept.room.over(self.now())]:
            room = self.kept.pop(code).room
            room.end()
            self.bells.ring(code, room.version)
        if len(self.kept) >= MOST_ROOMS:
            raise Full("rooms")
        token = secrets.token_urlsafe(24)
        room = Room(new_code(self.kept.__contains__), sealed(token), talk, questions, steps, self.now())
        self.kept[room.code] = _Kept(room)
        return room, token

    async def find(self, code: str) -> Room | None:
        """A room by its code; None for a wrong one or one that is over. Raises Guessing."""
        kept, now = self.kept.get(code), self.now()
        if kept:
            return None if kept.room.over(now) else kept.room
        self.wrong = [at for at in self.wrong if now - at < 60][-WRONG_A_MINUTE:]
        if len(self.wrong) >= WRONG_A_MINUTE:
            raise Guessing
        self.wrong.append(now)
        return None

    async def look(self, code: str) -> Room | None:
        """A room that somebody is in, over or not; None when nothing is left of it."""
        kept = self.kept.get(code)
        return kept.room if kept else None

    def _open(self, code: str) -> _Kept:
        kept = self.kept.get(code)
        if kept is None or kept.room.over(self.now()):
            raise Refused("over")
        return kept

    async def move(self, code: str, place: Place) -> Room:
        """Go to a place of the talk. Raises Refused."""
        room = self._open(code).room
        room.move(place, self.now())
        self.bells.ring(code, room.version)
        return room

    async def end(self, code: str) -> None:
        """End a room, and forget who was there and what they answered."""
        kept = self._open(code)
        kept.room.end()
        kept.phones.clear()
        kept.answers.clear()
        self.bells.ring(code, kept.room.version)

    async def beat(self, code: str, phone: str) -> None:
        """A phone is there. Raises Full when too many are."""
        kept, now = self._open(code), self.now()
        if phone not in kept.phones and len(kept.phones) >= MOST_PHONES:
            kept.phones = {name: last for name, last in kept.phones.items() if now - last < HERE}
            if len(kept.phones) >= MOST_PHONES:
                raise Full("phones")
        kept.phones[phone] = now

    async def answer(self, code: str, phone: str, key: str, option: int | None) -> None:
        """Take a phone's answer, or change it. Raises Refused."""
        kept = self._open(code)
        kept.room.check(key, option)
        given = kept.answers.setdefault(key, {})
        if self.now() - kept.phones.get(phone, float("-inf")) >= HERE or phone not in given and len(given) >= MOST_PHONES:
            raise Refused("phone")
        given[phone] = option

    async def answers(self, code: str, key: str) -> Answers:
        """What was answered to a question, by phone."""
        kept = self.kept.get(code)
        return dict(kept.answers.get(key, {})) if kept else {}

    async def wait(self, code: str, version: int, seconds: float) -> None:
        """Wait until a room may be newer than a version, everybody is woken, or so long."""
        await self.bells.wait(code, version, seconds)

    async def ready(self) -> bool:
        """Memory always answers."""
        return True

    def wake(self) -> None:
        """Wake everybody who waits: the server stops."""
        self.bells.ring_all()


def store_of(setting: str) -> Store:
    """The store that GUIDE_STORE names; "" is this process. Raises ValueError for what is no address of a Valkey or Redis."""
    if not setting:
        return InProcess()
    from guide.workshop.shared import Shared  # the client is loaded where it is used: 30 ms

    return Shared(setting)
