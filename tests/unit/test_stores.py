"""What every store of rooms must do, tried on both: the one in the process, and a Valkey or Redis that is started here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from guide.workshop import room as rules
from guide.workshop.room import Full, Place, Question, Refused
from guide.workshop.shared import Shared
from guide.workshop.store import Guessing, InProcess, Store, store_of
from tests.__main__ import free_port
from tests.loops import run
from tests.rooms import Server

QUESTIONS = {2: Question("q", "opinion", 3), 3: Question("k", "knowledge", 2, 1)}
STEPS = (1, 2, 2)
PHONES = [f"{n:032x}" for n in range(rules.MOST_PHONES + 1)]
Scene = Callable[[Store, "Hand"], Awaitable[None]]


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        """The time now."""
        return self.at


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(free_port(), tmp_path_factory.mktemp("store"))
    made.start()
    yield made
    made.kill()


@pytest.fixture(params=["process", "shared"])
def play(request: pytest.FixtureRequest) -> Callable[[Scene], None]:
    """Play a scene on an empty store with its clock."""
    url = request.getfixturevalue("server").url if request.param == "shared" else ""

    def go(scene: Scene) -> None:
        async def whole() -> None:
            clock = Hand()
            if not url:
                await scene(InProcess(clock, lambda: False), clock)
                return
            store = Shared(url, clock)
            await store.store.flushall()
            try:
                await scene(store, clock)
            finally:
                store.wake()
                if store.listener:
                    await store.listener
                await store.store.aclose()

        run(whole())

    return go


def test_one_answer_a_phone_that_can_be_changed_while_the_question_is_open(play):
    """A second answer takes the place of the first; a phone without a beat, or whose last one is long ago, does not count; the next step closes."""

    async def scene(store, clock):
        code = (await store.start("talk=public", QUESTIONS, STEPS))[0].code
        await store.move(code, Place(2, 0))
        for phone in PHONES[:6]:
            await store.beat(code, phone)
            await store.answer(code, phone, "q", 0)
        await store.answer(code, PHONES[0], "q", 2)
        await store.answer(code, PHONES[1], "q", None)
        for wrong in ((PHONES[9], "q", 0), (PHONES[2], "k", 0), (PHONES[2], "q", 3)):
            with pytest.raises(Refused):
                await store.answer(code, *wrong)
        assert await store.answers(code, "q") == dict.fromkeys(PHONES[2:6], 0) | {PHONES[0]: 2, PHONES[1]: None}
        clock.at += rules.HERE
        with pytest.raises(Refused):
            await store.answer(code, PHONES[3], "q", 1)
        await store.beat(code, PHONES[3])
        await store.answer(code, PHONES[3], "q", 1)
        await store.move(code, Place(2, 1))
        with pytest.raises(Refused):
            await store.answer(code, PHONES[3], "q", 2)
        assert (await store.answers(code, "q"))[PHONES[3]] == 1

    play(scene)


def test_a_room_is_found_as_it_is_and_moved(play):
    """Whoever asks finds the place, the version, what was told and the presenter's seal; a place it has not is refused and changes nothing."""

    async def scene(store, clock):
        made, token = await store.start("talk=public", QUESTIONS, STEPS)
        assert len(made.code) == 5 and not set(made.code) & set("AEIOUY") and token not in repr(made)
        moved = await store.move(made.code, Place(3, 1))
        found = await store.find(made.code)
        assert found == moved and found.presents(token) and not found.presents("")
        assert (found.at, found.version, found.told, dict(found.questions)) == (Place(3, 1), 2, frozenset({3}), QUESTIONS)
        with pytest.raises(Refused):
            await store.move(made.code, Place(9, 0))
        assert (await store.find(made.code)).version == 2

    play(scene)


def test_who_waits_is_told_of_a_change_at_once(play):
    """A wait ends with the change, or after its time without one; one for an older version does not wait at all."""

    async def scene(store, clock):
        code = (await store.start("talk=public", QUESTIONS, STEPS))[0].code
        await store.wait(code, 1, 0.3)  # the line for changes is up after this
        waiting = asyncio.create_task(store.wait(code, 1, 30))
        await asyncio.sleep(0)
        await store.move(code, Place(2, 0))
        await asyncio.wait_for(waiting, 5)
        await asyncio.wait_for(store.wait(code, 1, 30), 5)
        assert (await store.look(code)).version == 2

    play(scene)


def test_an_ended_room_is_told_and_forgets_who_was_there(play):
    """It is found no more; who is in it can see that it is over; its answers are gone; nothing can be done in it. Its code is no wrong one."""

    async def scene(store, clock):
        code = (await store.start("talk=public", QUESTIONS, STEPS))[0].code
        await store.move(code, Place(2, 0))
        await store.beat(code, PHONES[0])
        await store.answer(code, PHONES[0], "q", 1)
        await store.end(code)
        assert await store.find(code) is None and (await store.look(code)).ended and await store.answers(code, "q") == {}
        assert [await store.find(code) for _ in range(rules.WRONG_A_MINUTE)] + [await store.find("XXXXX")] == [None] * (rules.WRONG_A_MINUTE + 1)
        for attempt in (store.move(code, Place(1, 0)), store.answer(code, PHONES[0], "q", 1)):
            with pytest.raises(Refused):
                await attempt

    play(scene)


def test_rooms_and_phones_are_bounded(play):
    """The one over the limit is refused; ended rooms and phones that left make room."""

    async def scene(store, clock):
        rooms = [(await store.start("t", {}, (1,)))[0].code for _ in range(rules.MOST_ROOMS)]
        with pytest.raises(Full):
            await store.start("t", {}, (1,))
        await store.end(rooms[0])
        code = (await store.start("t", {}, (1,)))[0].code
        for phone in PHONES[: rules.MOST_PHONES]:
            await store.beat(code, phone)
        with pytest.raises(Full):
            await store.beat(code, PHONES[-1])
        clock.at += rules.HERE + 1
        await store.beat(code, PHONES[-1])
        clock.at += rules.LIFE
        assert await store.find(code) is None
        await store.start("t", {}, (1,))

    play(scene)


def test_wrong_codes_are_limited_for_everybody_together(play):
    """After as many wrong codes in a minute nobody's guess is looked at, a right code still is, and a minute later all is well."""

    async def scene(store, clock):
        code = (await store.start("t", {}, (1,)))[0].code
        for _ in range(rules.WRONG_A_MINUTE):
            assert await store.find("XXXXX") is None
        with pytest.raises(Guessing):
            await store.find("XXXXX")
        assert (await store.find(code)).code == code
        clock.at += 61
        assert await store.find("XXXXX") is None

    play(scene)


def test_a_setting_names_a_store_or_is_a_mistake():
    """Unset is this process; an address of a Valkey or Redis is one; anything else is refused at once."""
    assert isinstance(store_of(""), InProcess)
    for url in ("redis://127.0.0.1:6379/0", "valkey://store:6379", "rediss://user:word@store:6380/1"):
        assert isinstance(store_of(url), Shared)
    for wrong in ("localhost", "http://store", "redis:"):
        with pytest.raises(ValueError, match=wrong):
            store_of(wrong)
