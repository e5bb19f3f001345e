"""A room and its rules, without a network: where the talk is, who follows, what was answered, and what of it may be told."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    """A closed question as the rules see it: its name, what it is about, how many options it has, and the right one of a knowledge question.

    It takes answers until the step `closes` of its slide, and is told from the step `tells` on (both from 0).
    """

    key: str
    about: About
    options: int
    right: int | None = None
    closes: int = 1
    tells: int = 1


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
    """A room's place in its talk, and what it may do there; `version` grows with every change that a phone should see. Phones and answers are the store's.

    Attributes:
        code: what phones type.
        seal: the presenter's token, hashed.
        talk: the query that names the talk (`talk=public`), its language with it.
        questions: the closed questions of its slides, by slide number.
        steps: how many steps each slide has.
        seen: when the presenter gave the last sign of life, in seconds of the store's clock.
        told: the slides whose question was answered aloud; before that no phone gets the right answer.
    """

    code: str
    seal: str
    talk: str
    questions: Mapping[int, Question]
    steps: tuple[int, ...]
    seen: float
    at: Place = Place(1, 0)
    version: int = 1
    told: frozenset[int] = frozenset()
    ended: bool = False

    def over(self, now: float) -> bool:
        """Whether it was ended, or nobody presented for `LIFE`."""
        return self.ended or now - self.seen > LIFE

    @property
    def question(self) -> Question | None:
        """The question on the slide that is on."""
        return self.questions.get(self.at.slide)

    @property
    def open(self) -> bool:
        """Whether the question takes answers: until the step that closes it. What is right is not asked again after it was told."""
        question = self.question
        known = question is not None and question.about == "knowledge" and self.at.slide in self.told
        return question is not None and self.at.step < question.closes and not self.ended and not known

    @property
    def tells(self) -> bool:
        """Whether what was answered is shown now."""
        return self.question is not None and self.at.step >= self.question.tells

    def presents(self, token: str) -> bool:
        """Whether a token is the presenter's."""
        return hmac.compare_digest(self.seal, sealed(token))

    def move(self, place: Place, now: float) -> None:
        """Go to a place of the talk. Raises Refused for one that it has not."""
        if self.over(now) or not (1 <= place.slide <= len(self.steps) and 0 <= place.step < self.steps[place.slide - 1]):
            raise Refused("place")
        self.seen = now
        if place != self.at:
            self.at = place
            self.version += 1
            if self.tells:
                self.told |= {place.slide}

    def end(self) -> None:
        """End it."""
        self.ended = True
        self.version += 1

    def check(self, key: str, option: int | None) -> None:
        """Raise Refused for an answer to a question that is not open, or with an option that it has not. `None` is "rather not say"."""
        question = self.question
        if question is None or not self.open or question.key != key:
            raise Refused("closed")
        if option is not None and not 0 <= option < question.options:
            raise Refused("option")

    def closed(self) -> dict[int, Question]:
        """The questions that may be told of at the end, by slide number: all but the one that is open."""
        return {number: one for number, one in self.questions.items() if not (self.open and one is self.question)}
