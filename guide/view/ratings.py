"""The guide's ratings as a table, the first beside the latest, and what was left open in the latest."""

from __future__ import annotations

from dataclasses import dataclass

from guide.content.pages import Page
from guide.content.ratings import INSTRUMENTS, Rating
from guide.library import Library


@dataclass(frozen=True)
class Open:
    """An item on which the two disagree or that lacks a point: its words, and what each gave it."""

    item: str
    a: str
    b: str


@dataclass(frozen=True)
class Row:
    """A page rated by an instrument: the first pair, the latest (the same while there is one), the goal in words, what is open in the latest."""

    name: str
    page: Page
    first: Rating
    latest: Rating
    a: str
    b: str
    goal: str
    open: tuple[Open, ...]


@dataclass(frozen=True)
class Met:
    """An item of the standard for decision aids: its words, how the guide meets it, and where ("" where no address shows it)."""

    item: str
    how: str
    where: str


def _said(library: Library, rating: Rating, name: str) -> str:
    """A total in words."""
    total = rating.total(getattr(rating, name))
    key = "percent" if INSTRUMENTS[rating.instrument].percent else "total"
    return library.rating_words(f"table.{key}", points=total.points, of=total.of, percent=total.percent)


def _cell(library: Library, first: Rating, latest: Rating, name: str) -> str:
    if first is latest:
        return _said(library, first, name)
    return library.rating_words("table.change", first=_said(library, first, name), latest=_said(library, latest, name))


def _score(library: Library, score: int | None) -> str:
    return library.rating_words("table.not_applied") if score is None else str(score)


def _item(library: Library, instrument: str, name: str) -> str:
    """An item in words; those of the standard for decision aids stand with how the guide meets them."""
    return library.rating_words(f"ipdas.{name}.item" if instrument.startswith("ipdas") else f"items.{instrument}.{name}")


def rows(library: Library) -> tuple[Row, ...]:
    """Every page that was rated, instrument by instrument, in the order of the file."""
    words = library.rating_words
    groups: dict[tuple[str, str], list[Rating]] = {}
    for rating in library.ratings:
        groups.setdefault((rating.instrument, rating.page), []).append(rating)
    made = []
    for (instrument, page), found in sorted(groups.items(), key=lambda group: list(INSTRUMENTS).index(group[0][0])):
        first, latest = found[0], found[-1]
        goal = INSTRUMENTS[instrument]
        left = tuple(Open(_item(library, instrument, name), _score(library, latest.a[name]), _score(library, latest.b[name])) for name in latest.open)
        made.append(
            Row(
                words(f"instruments.{instrument}"),
                library.pages[page],
                first,
                latest,
                _cell(library, first, latest, "a"),
                _cell(library, first, latest, "b"),
                words("table.goal_percent" if goal.percent else "table.goal_points", goal=goal.goal),
                left,
            )
        )
    return tuple(made)


def standard(library: Library) -> tuple[Met, ...]:
    """The standard for decision aids, item by item, with where the guide meets it."""
    words = library.rating_words
    return tuple(
        Met(words(f"ipdas.{item.id}.item"), words(f"ipdas.{item.id}.how"), library.links.inside(item.where) if item.where.startswith("/") else "")
        for item in library.shelf.items
    )
