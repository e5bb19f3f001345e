"""Effects with their intervals, one under the other, each under its own words: reads on a phone as on a wall.

Shared by the figures that list effects (`everyday-help`, `new-tools`). An effect is a standardized mean difference in PTSD symptoms,
turned so that to the right is better. A row without such a number says so; a state shows as many rows as fit the screen of a phone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from guide.content.words import Words
from guide.figures.live import Control, Frame, LiveFigure, layout
from guide.tokens import light

LEFT, RIGHT = -0.42, 2.3
# What a size is called in a sentence (Cohen's bands): a reader is told "medium"; the number stands in the table.
BANDS = ((0.0, "worse"), (0.2, "least"), (0.5, "a"), (0.8, "b"), (math.inf, "c"))
TALL, SHORT = 1.0, 0.66
PIXELS = 60  # of a tall row
NOWHERE = 99.0  # far above the stage: the row is not drawn


def band(words: Words, size: float, scale: str = "scale") -> str:
    """A size in words: those under the key `scale` of the figure's words."""
    return words(f"{scale}." + next(name for top, name in BANDS if size < top))


@dataclass(frozen=True)
class Line:
    """A row: its words, and its effect with an interval where one was read (`low`, `high` None: none was)."""

    id: str
    label: str
    under: str
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    symbol: str = "circle"
    color: str = "therapy"


def lines_of(words: Words, rows: Iterable[Mapping[str, Any]], symbols: Mapping[str, str], weak: str) -> tuple[Line, ...]:
    """The rows of a table as lines. `symbols`: marks for kinds of comparison other than a full one; `weak`: the kind that is drawn paler."""
    return tuple(
        Line(
            row["id"], words(f"label.{row['id']}"), words(f"under.{row['id']}"), row.get("effect"), row.get("low"), row.get("high"),
            symbols.get(row["kind"], "circle"), "neutral" if row["kind"] == weak else "therapy",
        )
        for row in rows
    )  # fmt: skip


def live(
    id: str,
    words: Words,
    rows: Iterable[Mapping[str, Any]],
    lines: Sequence[Line],
    orders: Iterable[Sequence[str]],
    controls: tuple[Control, ...],
    frames: Mapping[tuple[str, ...], Frame],
) -> LiveFigure:
    """The live figure over a table of effects: its words, its axis and its columns are named alike in both figures.

    `orders` are the lists of rows that its states show: the tallest of them gives the stage its height.
    """
    room = max(tall(lines, order) for order in orders)
    height = round(PIXELS * room) + 52
    first = frames[tuple(control.start for control in controls)].traces
    ticks = {0: words("ticks.zero"), 0.5: words("ticks.half"), 1: words("ticks.one"), 1.75: words("ticks.way")}
    return LiveFigure(
        id=id,
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(key for row in rows for key in row["source"])),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "effect", "against", "sure")),
        frames=frames,
        figure=figure(lines, first, ticks, room),
        height=height,
        narrow_height=height,
    )


def tall(lines: Sequence[Line], order: Sequence[str]) -> float:
    """The height of the rows in `order`, in tall rows."""
    return sum(TALL if line.effect is not None else SHORT for line in lines if line.id in order)


def places(lines: Sequence[Line], order: Sequence[str]) -> dict[str, float]:
    """The middle of each row, from the top down (0 is the top edge), in `order`."""
    by_id, y, found = {line.id: line for line in lines}, 0.0, {}
    for name in order:
        size = TALL if by_id[name].effect is not None else SHORT
        found[name] = y - size / 2
        y -= size
    return found


def traces(lines: Sequence[Line], order: Sequence[str], chosen: frozenset[str] | None = None) -> tuple[Mapping[str, Any], ...]:
    """What a state sets, in the order of `figure`'s traces: the rows of `order` in their places, those not chosen paler, the others nowhere."""
    at = places(lines, order)
    drawn = [line for line in lines if line.effect is not None]

    def lower(line: Line, by: float) -> float:
        return at.get(line.id, NOWHERE) + by

    def said(words: str) -> list[str]:
        return [words.format(line) if line.id in at else "" for line in lines]

    def strong(line: Line) -> bool:
        return chosen is None or line.id in chosen

    color = [light(line.color) if strong(line) else light("neutral") for line in drawn]
    sizes = [15 if strong(line) else 9 for line in drawn]
    marks = [lower(line, -0.27) for line in drawn]
    names = {"size": 15, "color": [light("text" if strong(line) else "neutral") for line in lines]}
    return (
        {"y": marks},
        {"y": marks * 2},
        {"y": [lower(line, 0.3 if line.effect is not None else 0.15) for line in lines], "text": said("<b>{0.label}</b>"), "textfont": names},
        {"y": [lower(line, 0.04 if line.effect is not None else -0.14) for line in lines], "text": said("{0.under}")},
        {
            "y": marks,
            "marker": {"opacity": 1, "size": sizes, "symbol": [line.symbol for line in drawn], "color": color, "line": {"width": 2, "color": color}},
        },
    )


def whiskers(line: Line) -> tuple[float, float]:
    """The ends of a row's interval, or the effect itself where none was read."""
    effect = line.effect or 0.0
    return (line.low, line.high) if line.low is not None and line.high is not None else (effect, effect)


def figure(lines: Sequence[Line], first: Sequence[Mapping[str, Any]], ticks: Mapping[float, str], room: float) -> go.Figure:
    """The plot in its first state. `ticks`: words at places of the axis, which stands on top; `room`: its height in tall rows."""
    drawn = [line for line in lines if line.effect is not None]
    left = [LEFT + 0.02] * len(lines)

    def upright(color: str, width: float) -> dict[str, Any]:
        return {"symbol": "line-ns-open", "size": 16, "color": light(color), "line": {"width": width}, "opacity": 1}

    words = {"mode": "text", "textposition": "middle right", "x": left}
    ends = [whiskers(line) for line in drawn]
    return go.Figure(
        data=[
            go.Scatter(x=[0.0] * len(drawn), y=first[0]["y"], mode="markers", marker=upright("neutral", 2)),
            go.Scatter(x=[0.5] * len(drawn) + [1.0] * len(drawn), y=first[1]["y"], mode="markers", marker=upright("line", 1)),
            go.Scatter(y=first[2]["y"], text=first[2]["text"], textfont=first[2]["textfont"], **words),
            go.Scatter(y=first[3]["y"], text=first[3]["text"], textfont={"size": 14, "color": light("neutral")}, **words),
            go.Scatter(
                x=[line.effect for line in drawn], y=first[4]["y"], mode="markers", marker=first[4]["marker"],
                error_x={
                    "type": "data", "symmetric": False, "thickness": 3, "width": 0, "color": light("neutral"),
                    "array": [high - (line.effect or 0) for line, (_, high) in zip(drawn, ends, strict=True)],
                    "arrayminus": [(line.effect or 0) - low for line, (low, _) in zip(drawn, ends, strict=True)],
                },
            ),
        ],
        layout=layout(
            xaxis={"range": [LEFT, RIGHT], "tickvals": list(ticks), "ticktext": list(ticks.values()), "side": "top", "showline": False},
            yaxis={"visible": False, "range": [-room - 0.05, 0.02]},
            margin={"l": 0, "r": 0, "t": 44, "b": 4},
        ),
    )  # fmt: skip
