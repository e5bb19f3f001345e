"""Rooms in a Valkey or Redis, for any number of workers and machines: whichever worker a request reaches sees the same room.

A room is one JSON document, changed only by a transaction that fails when another worker changed it meanwhile; its phones are a sorted set by their last
beat, its answers a hash a question. An answer is acknowledged when the store has it: with `appendonly yes` and `appendfsync always` that is on its disk.
Workers hear of changes by one channel, and look for themselves whenever that line was cut.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

import valkey.asyncio as client
from valkey import exceptions

from guide.workshop.room import HERE, LIFE, MOST_PHONES, MOST_ROOMS, WRONG_A_MINUTE, Clock, Full, Place, Question, Refused, Room, new_code, sealed
from guide.workshop.store import Answers, Away, Bells, Guessing

log = logging.getLogger("guide")
SCHEMES = ("redis://", "rediss://", "valkey://", "valkeys://", "unix://")
CHANNEL, ROOMS, WRONG = "guide:changes", "guide:rooms", "guide:wrong"
AGAIN = 0.3  # seconds before the line for changes is tried again
GONE = 60  # seconds for which an ended room can still be looked at, so that every stream hears of its end
LOST = (exceptions.ConnectionError, exceptions.TimeoutError, exceptions.BusyLoadingError, exceptions.ReadOnlyError, OSError)


def _dump(room: Room) -> str:
    return json.dumps(asdict(room) | {"told": sorted(room.told)}, separators=(",", ":"))


def _load(text: str | None) -> Room | None:
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    kept["questions"] = {int(number): Question(**one) for number, one in kept["questions"].items()}
    return Room(**kept | {"at": Place(**kept["at"]), "steps": tuple(kept["steps"]), "told": frozenset(kept["told"])})


@contextlib.asynccontextmanager
async def _reached() -> AsyncIterator[None]:
    """What the store's silence is to everybody else. Raises Away."""
    try:
        yield
    except LOST as error:
        raise Away from error


class Shared:
    """Rooms in a store that workers share. `url` is `redis://host:6379/0` or its like; ValueError for another."""

    def __init__(self, url: str, now: Clock = time.time):
        if not url.startswith(SCHEMES):
            raise ValueError(url)
        self.now = now
        self.bells = Bells()
        self.reading: dict[str, asyncio.Task[Room | None]] = {}
        self.listener: asyncio.Task[None] | None = None
        self.stopped = False
        connect: Any = client.from_url  # it has no types
        self.store: Any = connect(
            url.replace("redis", "valkey", 1) if url.startswith("redis") else url,
            decode_responses=True,
            socket_timeout=5,
            socket_connect_timeout=2,
            health_check_interval=15,
        )

    async def start(self, talk: str, questions: Mapping[int, Question], steps: tuple[int, ...]) -> tuple[Room, str]:
        """A new room and its presenter's token. Raises Full, Away."""
        token, now = secrets.token_urlsafe(24), self.now()
        async with _reached():
            await self.store.zremrangebyscore(ROOMS, "-inf", now - LIFE)
            if await self.store.zcard(ROOMS) >= MOST_ROOMS:
                raise Full("rooms")
            while True:
                room = Room(new_code(lambda code: False), sealed(token), talk, questions, steps, now)
                if await self.store.set(_key(room.code), _dump(room), nx=True, ex=int(LIFE)):
                    await self.store.zadd(ROOMS, {room.code: now})
                    return room, token

    async def find(self, code: str) -> Room | None:
        """A room by its code; None for a wrong one or one that is over. Raises Guessing, Away."""
        room = await self.look(code)
        if room:
            return None if room.over(self.now()) else room
        async with _reached():
            # A new minute begins with its first wrong code.
            wrong = await self.store.incr(f"{WRONG}:{int(self.now() // 60)}")
            if wrong == 1:
                await self.store.expire(f"{WRONG}:{int(self.now() // 60)}", 120)
        if wrong > WRONG_A_MINUTE:
            raise Guessing
        return None

    async def look(self, code: str) -> Room | None:
        """A room that somebody is in, over or not. Hundreds of streams that were woken together read it once."""
        found = self.reading.get(code)
        if found is None:
            found = self.reading[code] = asyncio.create_task(self._read(code))
            found.add_done_callback(lambda _: self.reading.pop(code, None))
        return await asyncio.shield(found)

    async def _read(self, code: str) -> Room | None:
        async with _reached():
            return _load(await self.store.get(_key(code))) if code else None

    async def _change(self, code: str, change: Callable[[Room, Any], Awaitable[None]]) -> Room:
        """Look at a room and change the store as nobody else does meanwhile: what another worker changed is looked at again.

        `change` reads what it needs from the watched pipe, calls `multi` on it, and queues. Raises Refused for a room that is over, Away.
        """
        async with _reached(), self.store.pipeline(transaction=True) as pipe:
            while True:
                with contextlib.suppress(exceptions.WatchError):
                    await pipe.watch(_key(code))
                    room = _load(await pipe.get(_key(code)))
                    if room is None or room.over(self.now()):
                        raise Refused("over")
                    await change(room, pipe)
                    await pipe.execute()
                    return room

    async def move(self, code: str, place: Place) -> Room:
        """Go to a place of the talk. Raises Refused, Away."""

        async def moved(room: Room, pipe: Any) -> None:
            before = room.version
            room.move(place, self.now())
            pipe.multi()
            pipe.set(_key(code), _dump(room), ex=int(LIFE)).zadd(ROOMS, {code: room.seen})
            if room.version != before:
                pipe.publish(CHANNEL, f"{code} {room.version}")

        return await self._change(code, moved)

    async def end(self, code: str) -> None:
        """End a room, and forget who was there and what they answered."""

        async def ended(room: Room, pipe: Any) -> None:
            room.end()
            pipe.multi()
            pipe.set(_key(code), _dump(room), ex=GONE).zrem(ROOMS, code).publish(CHANNEL, f"{code} {room.version}")
            pipe.delete(f"{_key(code)}:phones", *(f"{_key(code)}:answers:{one.key}" for one in room.questions.values()))

        await self._change(code, ended)

    async def beat(self, code: str, phone: str) -> None:
        """A phone is there. Raises Full when too many are."""
        phones, now = f"{_key(code)}:phones", self.now()
        async with _reached():
            known, many = await self.store.pipeline(transaction=False).zscore(phones, phone).zcard(phones).execute()
            if known is None and many >= MOST_PHONES:
                await self.store.zremrangebyscore(phones, "-inf", now - HERE)
                if await self.store.zcard(phones) >= MOST_PHONES:
                    raise Full("phones")
            await self.store.pipeline(transaction=False).zadd(phones, {phone: now}).expire(phones, int(LIFE)).execute()

    async def answer(self, code: str, phone: str, key: str, option: int | None) -> None:
        """Take a phone's answer, or change it; a room that closes its question meanwhile is looked at again. Raises Refused, Away."""
        answers = f"{_key(code)}:answers:{key}"

        async def answered(room: Room, pipe: Any) -> None:
            room.check(key, option)
            last = await pipe.zscore(f"{_key(code)}:phones", phone)
            full = not await pipe.hexists(answers, phone) and await pipe.hlen(answers) >= MOST_PHONES
            if last is None or self.now() - last >= HERE or full:
                raise Refused("phone")
            pipe.multi()
            pipe.hset(answers, phone, json.dumps(option)).expire(answers, int(LIFE))

        await self._change(code, answered)

    async def answers(self, code: str, key: str) -> Answers:
        """What was answered to a question, by phone."""
        async with _reached():
            given = await self.store.hgetall(f"{_key(code)}:answers:{key}")
        return {phone: json.loads(option) for phone, option in given.items()}

    async def wait(self, code: str, version: int, seconds: float) -> None:
        """Wait until a room may be newer than a version, everybody is woken, or so long."""
        if self.listener is None or self.listener.done():
            self.listener = asyncio.create_task(self._listen())
        await self.bells.wait(code, version, seconds)

    async def _listen(self) -> None:
        """Hear of changes as long as the server runs. After a cut line everybody looks: a change may have been missed."""
        while not self.stopped:
            with contextlib.suppress(*LOST):
                async with self.store.pubsub() as line:
                    await line.subscribe(CHANNEL)
                    while not self.stopped:
                        message = await line.get_message(timeout=1)
                        if message and message["type"] == "subscribe":
                            self.bells.ring_all()
                        elif message:
                            code, version = message["data"].split()
                            self.bells.ring(code, int(version))
            await asyncio.sleep(AGAIN)

    async def ready(self) -> bool:
        """Whether the store answers."""
        try:
            await self.store.ping()
        except LOST:
            return False
        return True

    async def durable(self) -> bool:
        """Whether what the store acknowledges is on its disk; True where it does not say."""
        try:
            told = await self.store.config_get("append*")
        except (*LOST, exceptions.ResponseError):
            return True
        return bool(told.get("appendonly") == "yes" and told.get("appendfsync") == "always")

    def wake(self) -> None:
        """Wake everybody who waits: the server stops."""
        self.stopped = True
        self.bells.ring_all()


def _key(code: str) -> str:
    return f"guide:room:{code}"
