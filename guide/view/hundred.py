"""A page's chief numbers as a hundred dots: some groups of one study, from the rows of the figure `per-hundred`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from guide.figures.per_hundred import count
from guide.library import Library
from guide.view.numbers import COLORS, Bar


class Shown(NamedTuple):
    """A study of the figure, and those of its groups that a page speaks of."""

    study: str
    arms: tuple[str, ...]


class Dots(NamedTuple):
    """What was counted, each group's dots, and the address of the figure that shows this study."""

    outcome: str
    bars: tuple[Bar, ...]
    more: str


# What each page speaks of where it holds `::: part hundred`.
PAGES: Mapping[str, Shown] = {
    "start": Shown("ehlers", ("weekly", "supportive", "waiting")),
    "takeaways": Shown("ehlers", ("weekly", "supportive", "waiting")),
    "medicines": Shown("ssris", ("ssri", "placebo")),
}


def dots(library: Library, page: str) -> Dots:
    """The dots of a page. Raises KeyError for a page, a study or a group that is not there."""
    study, arms = PAGES[page]
    words = library.figure_words["per-hundred"]
    row = next(row for row in library.tables["per-hundred"] if row["id"] == study)
    drawn = {arm["id"]: arm for arm in row["arms"]}
    outcome = words(f"outcome.{study}")
    bars = []
    for name in arms:
        n, label = count(drawn[name]), " ".join(words(f"arms.{study}.{name}").replace("|", " ").split())
        bars.append(Bar(label, n, f"{label}: {n} {words('of')}", COLORS.get(drawn[name]["kind"], "neutral")))
    return Dots(outcome, tuple(bars), library.links.figure("treatments", "per-hundred", {"study": study}))
