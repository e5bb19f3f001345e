"""small-pieces: what can a gene test tell? A hundred dots; those lit are the parts explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.tokens import light

SIDE = 10
# Dots are filled row by row from the top left, as one reads.
X = [n % SIDE for n in range(SIDE * SIDE)]
Y = [SIDE - 1 - n // SIDE for n in range(SIDE * SIDE)]


def lit(row: Mapping[str, Any]) -> tuple[int, int]:
    """How many dots are surely lit, and how many more may be (the width of a range)."""
    low, high = row.get("low"), row.get("high")
    if low is None or high is None:
        return 0, 0
    return round(low), round(high) - round(low)


def build(library: Library) -> LiveFigure:
    """Twins, a whole-genome score in two ancestries, a single gene: one at a time, on the same hundred dots."""
    words = library.figure_words["small-pieces"]
    table = {row["id"]: row for row in library.tables["small-pieces"]}
    controls = (choice("view", words("controls.view"), {view: words(f"view.{view}") for view in table}),)

    def parts(row: Mapping[str, Any]) -> str:
        if row.get("low") is None:
            return words("parts.none")
        about = lit(row)[0]
        kind = "range" if row["low"] != row["high"] else "exact"
        return words(f"parts.{kind}", low=f"{row['low']:g}", high=f"{row['high']:g}", about=about)

    def cells(view: str) -> tuple[str, ...]:
        row = table[view]
        sure, more = lit(row)
        rest = f" ({words('rest', rest=100 - sure)})" if sure and not more else ""
        return (words(f"view.{view}"), parts(row) + rest, words(f"who.{view}", people=row["people"]), words("today"))

    def draw(view: str) -> Frame:
        row = table[view]
        sure, more = lit(row)
        # Filled, outlined, or a thin ring: three shapes that are seen at 3 : 1 in both themes, not three shades of one.
        full, none, ring = light("brake"), "rgba(0, 0, 0, 0)", light("neutral")
        counts = (sure, more, 100 - sure - more)

        def each(*of: Any) -> list[Any]:
            return [value for value, n in zip(of, counts, strict=True) for _ in range(n)]

        marker = {
            "size": 18,
            "color": each(full, none, none),
            "symbol": each("circle", "diamond", "circle"),
            "line": {"width": each(2, 3, 1.5), "color": each(full, full, ring)},
        }
        low, high = (f"{row.get(name, 0):g}" for name in ("low", "high"))
        others = [other for other in table if other != view]
        return Frame(
            traces=(
                {"marker": marker},
                {"text": [words(f"labels.{view}"), words("labels.rest")]},
            ),
            sentence=words(f"sentence.{view}", low=low, high=high, about=sure, rest=100 - sure, people=row["people"]),
            rows=tuple(cells(name) for name in (view, *others)),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    figure = go.Figure(
        data=[
            go.Scatter(x=X, y=Y, mode="markers", marker=first.traces[0]["marker"]),
            go.Scatter(
                x=[-0.45, -0.45], y=[9.95, -0.95], mode="text", text=first.traces[1]["text"], textposition="middle right",
                textfont={"size": [17, 15], "color": [light("brake"), light("neutral")]},
            ),
        ],
        layout=layout(
            xaxis={"visible": False, "range": [-5.6, 14.6]}, yaxis={"visible": False, "range": [-1.5, 10.5]}, margin={"l": 0, "r": 0, "t": 0, "b": 0}
        ),
    )  # fmt: skip
    return LiveFigure(
        id="small-pieces",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(key for row in table.values() for key in row["source"])),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("view", "parts", "who", "today")),
        frames=frames,
        figure=figure,
        narrow={"xaxis": {"range": [-0.7, 9.7]}},
        height=370,
        narrow_height=370,
    )
