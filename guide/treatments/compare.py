"""Treatments side by side: the rows of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guide.treatments.model import FEWEST_COLUMNS, MOST_COLUMNS, NOT_KNOWN, WAITING, Treatment
from guide.treatments.numbers import MoreOfHundred, PerHundred

# What decides first stands open; the rest is one press away. On a phone three treatments with every row open were 17,266 px to scroll.
FIRST = ("group", "per_100", "effect", "certainty", "common", "serious", "asks", "careful")
# Words on a kind of treatment: that two are of one kind makes them no more the same than that.
OF_A_KIND = ("group", "living", "common", "serious", "signal")


@dataclass(frozen=True)
class CompareRow:
    """One row of a comparison: what it is about and a value for each treatment.

    A value is what the words need to say the cell: a tuple of keys, a passage, a record with a number, or None for "no number found".
    `known` has the values that say something; a value that says that nothing is known is none of them. `more`: where nothing is known, a cell still
    has something to say, as "never stop suddenly".
    """

    key: str
    values: tuple[Any, ...]
    known: tuple[Any, ...]
    more: bool = False

    @property
    def first(self) -> bool:
        """Whether it is one of what decides first."""
        return self.key in FIRST

    @property
    def equal(self) -> bool:
        """Whether its one value is known of every treatment."""
        return len(self.known) == len(self.values) and all(value == self.known[0] for value in self.known)

    @property
    def mark(self) -> str:
        """What it says of its cells: `differs` where two known facts do, `same` where the fact is known of each and equal in full, `partly` where
        it is not known of each and the known do not differ, `none` where it is known of no treatment; "" where only their kind is the same."""
        if not self.known:
            return "none"
        if any(value != self.known[0] for value in self.known):
            return "differs"
        if not self.equal:
            return "partly"
        return "" if self.key in OF_A_KIND else "same"


def out_of_100(treatment: Treatment) -> tuple[PerHundred | MoreOfHundred, ...]:
    """The numbers out of 100 that a card and a comparison show, all of them in both: each study's two numbers, then how many more of 100."""
    row = treatment.row
    return (*row.per_100, *([row.more_per_100] if row.more_per_100 else []))


def compare(treatments: Sequence[Treatment], guidelines: Sequence[str] = (), unknown: str = "") -> tuple[CompareRow, ...]:
    """Two to four treatments in the same rows, what decides first before the rest. Every number is out of 100, and carries its comparison with it.

    Args:
        treatments: the columns, in order.
        guidelines: ids of guidelines, a row for each.
        unknown: how a passage begins that says that nothing is known.

    Raises:
        ValueError: for fewer than two or more than four columns.
    """
    if not FEWEST_COLUMNS <= len(treatments) <= MOST_COLUMNS:
        raise ValueError(f"{len(treatments)} treatments; {FEWEST_COLUMNS} to {MOST_COLUMNS} can be compared")
    rows: list[CompareRow] = []

    def add(key: str, values: Iterable[Any], says: Callable[[Any], Any] = bool, more: Iterable[Any] = ()) -> None:
        found = tuple(values)
        rows.append(CompareRow(key, found, tuple(value for value in found if says(value)), any(more)))

    def features(*names: str) -> None:
        for name in names:
            add(name, (t.feature(name) for t in treatments), lambda value: value != (NOT_KNOWN,))

    add("group", (t.group for t in treatments))
    add("per_100", (out_of_100(t) for t in treatments))
    add("effect", (t.row.effects[0] if t.row.effects else None for t in treatments))
    features("certainty")
    add("common", (t.row.common for t in treatments))
    add("serious", (t.row.serious for t in treatments))
    add("asks", (t.words.asks for t in treatments))
    add("careful", ((t.row.careful, t.never_stop, t.id == WAITING) for t in treatments), lambda value: value[0] or value[2], (t.never_stop for t in treatments))
    add("living", ((t.words.living or t.row.living) for t in treatments), lambda value: value != "other")
    features("form", "talks", "where", "visits")
    add("found", (t.words.found for t in treatments))
    features("sleep", "nightmares", "alertness")
    add("left_early", (tuple(n for n in (t.row.left_early, t.row.stopped, t.row.relapse) if n) for t in treatments))
    add("soon", (t.words.soon for t in treatments), lambda value: not (unknown and value.startswith(unknown)))
    add("signal", (t.row.signal for t in treatments), lambda value: value != NOT_KNOWN)
    for guideline in guidelines:
        cells = [t.cells.get(guideline) for t in treatments]
        add(f"guideline.{guideline}", cells, lambda cell: cell and cell.state != "unchecked", (cell and cell.note for cell in cells))
    return tuple(rows)
