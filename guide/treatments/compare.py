"""Treatments side by side: the rows of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guide.treatments.model import FEWEST_COLUMNS, MOST_COLUMNS, WAITING, Treatment
from guide.treatments.numbers import MoreOfHundred, PerHundred


@dataclass(frozen=True)
class CompareRow:
    """One row of a comparison: what it is about, a value for each treatment, and whether they differ.

    A value is what the words need to say the cell: a tuple of keys, a passage, a record with a number, or None for "no number found".
    """

    key: str
    values: tuple[Any, ...]
    differs: bool


def out_of_100(treatment: Treatment) -> tuple[PerHundred | MoreOfHundred, ...]:
    """The numbers out of 100 that a card and a comparison show, all of them in both: each study's two numbers, then how many more of 100."""
    row = treatment.row
    return (*row.per_100, *([row.more_per_100] if row.more_per_100 else []))


def compare(treatments: Sequence[Treatment], guidelines: Sequence[str] = ()) -> tuple[CompareRow, ...]:
    """Two to four treatments in the same rows. Every number is out of 100, and carries its comparison with it.

    Args:
        treatments: the columns, in order.
        guidelines: ids of guidelines, a row for each.

    Raises:
        ValueError: for fewer than two or more than four columns.
    """
    if not FEWEST_COLUMNS <= len(treatments) <= MOST_COLUMNS:
        raise ValueError(f"{len(treatments)} treatments; {FEWEST_COLUMNS} to {MOST_COLUMNS} can be compared")
    rows: list[CompareRow] = []

    def add(key: str, values: Iterable[Any]) -> None:
        found = tuple(values)
        rows.append(CompareRow(key, found, any(value != found[0] for value in found[1:])))

    def features(name: str) -> None:
        add(name, (t.feature(name) for t in treatments))

    add("group", (t.group for t in treatments))
    add("asks", (t.words.asks for t in treatments))
    add("living", ((t.words.living or t.row.living) for t in treatments))
    for name in ("form", "talks", "where", "visits"):
        features(name)
    add("per_100", (out_of_100(t) for t in treatments))
    add("effect", (t.row.effects[0] if t.row.effects else None for t in treatments))
    add("found", (t.words.found for t in treatments))
    features("certainty")
    for name in ("sleep", "nightmares", "alertness"):
        features(name)
    add("common", (t.row.common for t in treatments))
    add("serious", (t.row.serious for t in treatments))
    add("careful", ((t.row.careful, t.never_stop, t.id == WAITING) for t in treatments))
    add("left_early", (tuple(n for n in (t.row.left_early, t.row.stopped, t.row.relapse) if n) for t in treatments))
    add("soon", (t.words.soon for t in treatments))
    add("signal", (t.row.signal for t in treatments))
    for guideline in guidelines:
        add(f"guideline.{guideline}", (t.cells.get(guideline) for t in treatments))
    return tuple(rows)
