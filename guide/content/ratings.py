"""What the guide's own raters gave it: `data/ratings.yaml`, two ratings at a time, made apart. No outside review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Self

from pydantic import Field, field_validator, model_validator

from guide.content.records import Record
from guide.content.source import Source

FILE = "data/ratings.yaml"


class Instrument(NamedTuple):
    """A set of questions: its items, the highest score of an item, the score from which an item is met, and the goal.

    `summed`: the scores are added up; otherwise the items that are met are counted. `percent`: the goal is a share of 100.
    """

    items: tuple[str, ...]
    most: int
    met: int
    goal: int
    summed: bool = False
    percent: bool = False


def _named(letter: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{letter}{n}" for n in numbers)


# DISCERN (discern.org.uk); the CDC Clear Communication Index; PEMAT-P of AHRQ, its two halves; IPDASi v4.0 minimum standards, its two parts.
INSTRUMENTS: Mapping[str, Instrument] = {
    "discern": Instrument(_named("", *range(1, 17)), 5, 5, 75, summed=True),
    "cdc": Instrument(_named("", *range(1, 21)), 1, 1, 95, percent=True),
    "pemat-u": Instrument(_named("U", *range(1, 13), *range(15, 20)), 1, 1, 95, percent=True),
    "pemat-a": Instrument(_named("A", *range(20, 27)), 1, 1, 95, percent=True),
    "ipdas-q": Instrument(_named("Q", *range(1, 7)), 1, 1, 6),
    "ipdas-c": Instrument(_named("C", *range(1, 7)), 4, 3, 6),
}


class Total(NamedTuple):
    """Points out of so many."""

    points: int
    of: int

    @property
    def percent(self) -> int:
        """As a share of 100."""
        return round(100 * self.points / self.of)


class Rating(Record):
    """Two ratings of one page by one instrument on one day. `a`, `b`: each item's score, None where it does not apply."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    instrument: str
    page: str
    rated_on: dt.date
    a: Mapping[str, int | None]
    b: Mapping[str, int | None]

    @field_validator("a", "b", mode="before")
    @classmethod
    def _names_are_text(cls, scores: Any) -> Any:
        return {str(name): score for name, score in scores.items()} if isinstance(scores, Mapping) else scores

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = INSTRUMENTS.get(self.instrument)
        if found is None:
            raise ValueError(f"no instrument is called {self.instrument!r}; there are {', '.join(INSTRUMENTS)}")
        for name, scores in (("a", self.a), ("b", self.b)):
            if tuple(scores) != found.items:
                raise ValueError(f"{name} must hold the items {', '.join(found.items)}, in this order")
            least = 1 if found.most > 1 else 0
            if wrong := [item for item, score in scores.items() if score is not None and not least <= score <= found.most]:
                raise ValueError(f"{name}.{wrong[0]} must lie between {least} and {found.most}")
            if all(score is None for score in scores.values()):
                raise ValueError(f"{name} has no score")
        return self

    def total(self, scores: Mapping[str, int | None]) -> Total:
        """What a rating comes to: the sum of its scores, or the items that are met, out of those that apply."""
        found = INSTRUMENTS[self.instrument]
        given = [score for score in scores.values() if score is not None]
        if found.summed:
            return Total(sum(given), found.most * len(given))
        return Total(sum(score >= found.met for score in given), len(given))

    @property
    def open(self) -> tuple[str, ...]:
        """The items on which the two disagree, or that one of them does not find met in full."""
        met = INSTRUMENTS[self.instrument].met
        short = {name for scores in (self.a, self.b) for name, score in scores.items() if score is not None and score < met}
        return tuple(name for name in self.a if name in short or self.a[name] != self.b[name])


def read_ratings(source: Source, pages: Collection[str], *, complete: bool) -> tuple[Rating, ...]:
    """The ratings, the oldest of a page first. `complete`: every page could be read, so that one not among `pages` is not there."""
    found = []
    for place, rating in source.rows(FILE, Rating):
        if complete and rating.page not in pages:
            source.wrong_at(FILE, [place, "page"], "page", f"no page is called {rating.page!r}")
        source.not_future(rating.rated_on, FILE, source.yaml(FILE, list).line([place, "rated_on"]), "rated_on")
        found.append(rating)
    return tuple(sorted(found, key=lambda rating: rating.rated_on))
