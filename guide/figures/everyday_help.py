"""everyday-help: what in daily life helps? Effects with intervals, by size or by certainty; then what has no such number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guide.figures import intervals
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

# From most to least certain; "tested and not better" comes last.
SURE = ("strong", "moderate", "weak", "contested", "negative")
SYMBOLS = {"waiting": "circle-open", "before-after": "diamond-open"}


def order(rows: tuple[Mapping[str, Any], ...], sort: str) -> tuple[str, ...]:
    """The ids of the rows with an effect: by effect, or by certainty and then by the narrower interval; or ("open") of those without one.

    Rows with no comparison group follow those that have one.
    """
    measured = [row for row in rows if row.get("effect") is not None]
    if sort == "open":
        return tuple(row["id"] for row in rows if row not in measured)

    def key(row: Mapping[str, Any]) -> tuple[float, ...]:
        width = row["high"] - row["low"] if row.get("low") is not None else 9.0
        group = row["kind"] == "before-after"  # only like is set beside like
        return (group, -row["effect"]) if sort == "effect" else (group, SURE.index(row["sure"]), width)

    return tuple(row["id"] for row in sorted(measured, key=key))


def build(library: Library) -> LiveFigure:
    """Two orders of the rows with a number, and the rows without one."""
    words = library.figure_words["everyday-help"]
    rows = library.tables["everyday-help"]
    table = {row["id"]: row for row in rows}
    lines = intervals.lines_of(words, rows, SYMBOLS, "before-after")
    orders = {sort: order(rows, sort) for sort in words.get("sort")}
    controls = (choice("sort", words("controls.sort"), {sort: words(f"sort.{sort}") for sort in orders}),)

    def cell(row: Mapping[str, Any]) -> str:
        kind = "none" if row.get("effect") is None else "point" if row.get("low") is None else "full"
        return words(f"cell.{kind}", **{name: f"{row[name]:g}" for name in ("effect", "low", "high") if row.get(name) is not None})

    def draw(sort: str) -> Frame:
        names = orders[sort]
        top, second = table[names[0]], table[names[1]]
        return Frame(
            traces=intervals.traces(lines, names),
            sentence=words(
                f"sentence.{sort}", name=words(f"label.{top['id']}"), second=words(f"label.{second['id']}"), sure=words(f"sure.{top['sure']}"),
                **{name: intervals.band(words, top[name]) for name in ("effect", "low", "high") if top.get(name) is not None},
            ),
            # The table holds every row, whatever is drawn.
            rows=tuple(
                (words(f"label.{n}"), cell(table[n]), words(f"kind.{table[n]['kind']}"), words(f"sure.{table[n]['sure']}"))
                for n in dict.fromkeys((*names, *orders["effect"], *orders["open"]))
            ),
        )  # fmt: skip

    return intervals.live("everyday-help", words, rows, lines, orders.values(), controls, every_frame(controls, draw))
