"""A room and its rules, without a network: where the talk is, who follows, what was answered, and what of it may be told."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

About = Literal["knowledge", "opinion", "next"]
# Letters of a code: no vowel, so that no word comes about, and none that looks like another letter or a number.
LETTERS = "BCDFGHJKMNPQRTVWXZ"
LENGTH = 5
LIFE = 12 * 3600.0  # seconds without a sign of life from the presenter, after which a room ends
MOST_ROOMS = 200
MOST_PHONES = 600
FEWEST = 5  # answers under which nothing is counted aloud: who answered what could be guessed
HERE = 40.0  # seconds for which a phone counts as present after its last beat; streams beat every 10
WRONG_A_MINUTE = 60  # wrong codes, from everybody together: guessing one of 200 rooms then takes hours

Clock = Callable[[], float]


class Full(Exception):
    """There is no room left for one more room or phone."""


class Refused(Exception):
    """An answer or a move that the rules do not allow."""


@dataclass(frozen=True)
class Question:
    """A closed question as the rules see it: its name, what it is about, how many options it has, and the right one of a knowledge question."""

    key: str
    about: About
    options: int
    right: int | None = None


@dataclass(frozen=True)
class Place:
    """A slide from 1 and a step from 0."""

    slide: int
    step: int


@dataclass(frozen=True)
class Tally:
    """What may be told of the answers: their number for each option, or nothing while they are too few."""

    counts: tuple[int, ...]
    few: bool


def tally(question: Question, answers: Mapping[str, int | None]) -> Tally:
    """Count answers. `None` is "rather not say": it is kept as an answer and counted nowhere. Under `FEWEST` nothing is told."""
    given = [answer for answer in answers.values() if answer is not None]
    if len(given) < FEWEST:
        return Tally((), True)
    return Tally(tuple(given.count(option) for option in range(question.options)), False)


def new_code(taken: Callable[[str], bool]) -> str:
    """A code that nobody uses now."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if not taken(code):
            return code


def read_code(text: str) -> str:
    """A code as somebody typed it: in capitals, without spaces and hyphens. "" when it cannot be one."""
    code = "".join(letter for letter in text.upper() if letter not in " -")
    return code if len(code) == LENGTH and all(letter in LETTERS for letter in code) else ""


def sealed(token: str) -> str:
    """What a room keeps of its presenter's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass
class Room:
    """A room. Its methods keep the rules; `version` grows with every change that a phone should see.

    Attributes:
        code: what phones type.
        seal: the presenter's token, hashed.
        talk: the query that names the talk (`talk=public`), its language with it.
        questions: the closed questions of its slides, by slide number.
        steps: how many steps each slide has.
        told: the slides whose question was answered aloud; before that no phone gets the right answer.
        now: a clock in seconds.
    """

    code: str
    seal: str
    talk: str
    questions: Mapping[int, Question]
    steps: tuple[int, ...]
    now: Clock = time.monotonic
    at: Place = Place(1, 0)
    version: int = 1
    told: frozenset[int] = frozenset()
    ended: bool = False
    seen: float = 0.0
    phones: dict[str, float] = field(default_factory=dict)
    answers: dict[str, dict[str, int | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = self.now()

    @property
    def over(self) -> bool:
        """Whether it was ended, or nobody presented for `LIFE`."""
        return self.ended or self.now() - self.seen > LIFE

    @property
    def question(self) -> Question | None:
        """The question on the slide that is on."""
        return self.questions.get(self.at.slide)

    @property
    def open(self) -> bool:
        """Whether the question takes answers: until its next step, which shows what was answered. What is right is not asked again after it was told."""
        question = self.question
        return question is not None and self.at.step == 0 and not self.over and not (question.about == "knowledge" and self.at.slide in self.told)

    def presents(self, token: str) -> bool:
        """Whether a token is the presenter's."""
        return hmac.compare_digest(self.seal, sealed(token))

    def move(self, place: Place) -> None:
        """Go to a place of the talk. Raises Refused for one that it has not."""
        if self.over or not (1 <= place.slide <= len(self.steps) and 0 <= place.step < self.steps[place.slide - 1]):
            raise Refused("place")
        self.seen = self.now()
        if place != self.at:
            self.at = place
            self.version += 1
            if place.slide in self.questions and place.step:
                self.told |= {place.slide}

    def end(self) -> None:
        """End it, and forget who was there."""
        self.ended = True
        self.version += 1
        self.phones.clear()

    def beat(self, phone: str) -> None:
        """A phone is there. Raises Full when too many are."""
        now = self.now()
        if phone not in self.phones and len(self.phones) >= MOST_PHONES:
            self.phones = {name: last for name, last in self.phones.items() if now - last < HERE}
            if len(self.phones) >= MOST_PHONES:
                raise Full("phones")
        self.phones[phone] = now

    def present(self, phone: str) -> bool:
        """Whether a phone has a stream now."""
        return self.now() - self.phones.get(phone, float("-inf")) < HERE

    def answer(self, phone: str, key: str, option: int | None) -> None:
        """Take a phone's answer, or change it. Raises Refused when the question is not open, the phone not there or the option none of its."""
        question = self.question
        if not self.open or question is None or question.key != key or not self.present(phone):
            raise Refused("closed")
        if option is not None and not 0 <= option < question.options:
            raise Refused("option")
        given = self.answers.setdefault(key, {})
        if phone not in given and len(given) >= MOST_PHONES:
            raise Refused("full")
        given[phone] = option

    def answered(self, phone: str) -> bool:
        """Whether a phone has answered the question that is on, or said that it would rather not."""
        return self.question is not None and phone in self.answers.get(self.question.key, {})

    def totals(self) -> dict[int, Tally]:
        """What may be told at the end: each question that was closed and answered, by slide number. The one that is open is left out."""
        closed = {number: one for number, one in self.questions.items() if one.key in self.answers and not (self.open and one is self.question)}
        return {number: tally(one, self.answers[one.key]) for number, one in closed.items()}

    def shown(self) -> Tally | None:
        """What may be told now: nothing while a question is open."""
        question = self.question
        if question is None or self.open:
            return None
        return tally(question, self.answers.get(question.key, {}))
