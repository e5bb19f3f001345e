"""A page's chief numbers as a hundred dots: some groups of one study, from the rows of the figure `per-hundred`."""

from __future__ import annotations

from typing import NamedTuple

from guide.content.pages import Page
from guide.figures.per_hundred import count
from guide.library import Library
from guide.view.numbers import COLORS, Bar


class Dots(NamedTuple):
    """What was counted, each group's dots, and the address of the figure that shows this study."""

    outcome: str
    bars: tuple[Bar, ...]
    more: str


def dots(library: Library, page: Page) -> Dots:
    """The dots that a page asks for: `::: part hundred study=<row of the figure> arms=<its groups>`. Raises KeyError for what is not there."""
    asked = next(head.values for head in page.marks.heads if head.kind == "part" and head.title == "hundred")
    study, arms = asked["study"], asked["arms"].split(",")
    words = library.figure_words["per-hundred"]
    rows = {row["id"]: row for row in library.tables["per-hundred"]}
    drawn = {arm["id"]: arm for arm in rows[study]["arms"]}
    bars = []
    for name in arms:
        n, label = count(drawn[name]), " ".join(words(f"arms.{study}.{name}").replace("|", " ").split())
        bars.append(Bar(label, n, f"{label}: {n} {words('of')}", COLORS.get(drawn[name]["kind"], "neutral")))
    return Dots(words(f"outcome.{study}"), tuple(bars), library.links.figure("treatments", "per-hundred", {"study": study}))
