"""A page's chief numbers as a hundred dots: some groups of one study, or a small table of two groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from guide.figures.per_hundred import count
from guide.library import Library
from guide.view.numbers import COLORS, Bar


class Dots(NamedTuple):
    """What was counted, each group's dots, and the address of the figure that shows this study."""

    outcome: str
    bars: tuple[Bar, ...]
    more: str


class Table(NamedTuple):
    """What is counted, the names of two groups, each row (its words and each group's dots), and what to do with it."""

    title: str
    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Bar, ...]], ...]
    ask: str


def dots(library: Library, asked: Mapping[str, str]) -> Dots:
    """The dots that a page asks for: `::: part hundred study=<row of the figure per-hundred> arms=<its groups>`. Raises KeyError for what is not there."""
    study, arms = asked["study"], asked["arms"].split(",")
    words = library.figure_words["per-hundred"]
    rows = {row["id"]: row for row in library.tables["per-hundred"]}
    drawn = {arm["id"]: arm for arm in rows[study]["arms"]}
    bars = []
    for name in arms:
        n, label = count(drawn[name]), " ".join(words(f"arms.{study}.{name}").replace("|", " ").split())
        bars.append(Bar(label, n, f"{label}: {n} {words('of')}", COLORS.get(drawn[name]["kind"], "neutral")))
    return Dots(words(f"outcome.{study}"), tuple(bars), library.links.figure("treatments", "per-hundred", {"study": study}))


_ROW = re.compile(r"(.+): ([0-9]{1,3}), ([0-9]{1,3})")
FORM = 'write title="Side effects" groups="On it; On placebo" rows="Felt sick: 23, 11; Slept badly: 35, 22", counts up to 100, and ask="..." where there is one'


def table(asked: Mapping[str, str]) -> Table:
    """The table that a page asks for: `::: part counts title="Side effects" groups="On it; On placebo" rows="Felt sick: 23, 11"`, counts
    out of 100, rows apart by semicolons.

    The claim above it says the same numbers, and holds their work. `ask="..."` says what a reader can do with it. Raises ValueError for what cannot be read.
    """
    if missing := [name for name in ("title", "groups", "rows") if not asked.get(name, "").strip()]:
        raise ValueError(f"::: part counts has no {' and no '.join(missing)}: {FORM}")
    if others := sorted(set(asked) - {"title", "groups", "rows", "ask"}):
        raise ValueError(f"::: part counts knows no {', '.join(others)}: {FORM}")
    groups = tuple(name.strip() for name in asked["groups"].split(";"))
    if len(groups) != 2 or not all(groups):
        raise ValueError(f"::: part counts names two groups, apart by a semicolon: {FORM}")
    rows = []
    for text in asked.get("rows", "").split(";"):
        match = _ROW.fullmatch(text.strip())
        if not match or max(int(match[2]), int(match[3])) > 100:
            raise ValueError(f"::: part counts cannot read the row {text.strip()!r}: {FORM}")
        numbers = zip((int(match[2]), int(match[3])), ("medicine", "neutral"), strict=True)
        rows.append((match[1], tuple(Bar("", n, "", color) for n, color in numbers)))
    return Table(asked["title"], groups, tuple(rows), asked.get("ask", ""))
