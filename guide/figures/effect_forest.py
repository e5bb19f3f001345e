"""effect-forest: how large, how sure? Pooled effects with their ranges, one kind of comparison on the axis at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from guide.content.words import Words
from guide.figures.intervals import band
from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.tokens import light

SLOTS = 8
COLOR = {"therapy": "therapy", "medicine": "medicine", "device": "brake", "self": "link"}
LEFT, RIGHT = -0.8, 2.85
# Where the key of the open marks begins, right of the words "no effect".
KEY = 0.9


def within(words: Words, row: Mapping[str, Any]) -> str:
    """The range of a row in the words of its ends, never in decimals: those stand on the cards and in the open data."""
    if "low" not in row:
        return words("unknown")
    low, high = (words("scale.zero") if end == 0 else band(words, end) for end in (row["low"], row["high"]))
    return words("within", one=low) if low == high else words("range", low=low, high=high)


def width(row: Mapping[str, Any]) -> float:
    """How wide the range is; a range nobody read counts as widest."""
    return row["high"] - row["low"] if "low" in row else 99.0


def unsure(row: Mapping[str, Any]) -> bool:
    """Whether no effect at all lies within the range (or, without a range, its authors found no clear difference)."""
    return row["low"] <= 0 <= row["high"] if "low" in row else not row["clear"]


def build(library: Library) -> LiveFigure:
    """A forest of at most eight rows."""
    words = library.figure_words["effect-forest"]
    table = library.tables["effect-forest"]
    controls = (
        choice("versus", words("controls.versus"), {key: words(f"versus.{key}") for key in words.get("versus")}),
        choice("sort", words("controls.sort"), {key: words(f"sort.{key}") for key in words.get("sort")}),
    )

    def draw(versus: str, sort: str) -> Frame:
        rows = sorted((row for row in table if row["versus"] == versus), key=(lambda row: -row["size"]) if sort == "size" else width)
        heights = [SLOTS - (n + 0.62) * SLOTS / len(rows) for n in range(len(rows))]
        inks = [light(COLOR[row["kind"]]) for row in rows]
        traces: list[dict[str, Any]] = []
        for slot in range(SLOTS):
            n = slot if slot < len(rows) else 0  # a spare line lies on the first
            row = rows[n]
            traces.append({"x": [row.get("low", row["size"]), row.get("high", row["size"])], "y": [heights[n]] * 2, "line": {"color": inks[n], "width": 3.5}})
        traces.append(
            {
                "x": [row["size"] for row in rows],
                "y": heights,
                "marker": {
                    "size": 14,
                    "symbol": ["diamond" if "low" in row else "diamond-open" for row in rows],
                    "color": inks,
                    "line": {"color": inks, "width": 2},
                },
            }
        )
        # Labels stand above their lines, a little more than a line's height.
        # The last text says what an open mark means, where there is one.
        key = words("open") if any("low" not in row for row in rows) else ""
        traces.append(
            {
                "x": [*[LEFT + 0.03] * len(rows), KEY],
                "y": [*(height + 0.47 for height in heights), -0.1],
                "text": [*(words(f"names.{row['id']}") for row in rows), key],
            }
        )
        # "No effect" is marked beside each line and not through the names above it.
        traces.append({"x": [0.0] * len(rows), "y": heights})
        sizes = [row["size"] for row in rows]
        sentence = words(
            f"sentence.{versus}",
            n=len(rows),
            least=band(words, min(sizes)),
            most=band(words, max(sizes)),
            doubt=words("unsure", cross=cross, n=len(rows)) if (cross := sum(map(unsure, rows))) else words("sure"),
            worse=sum("high" in row and row["high"] < 0 for row in rows) or words("nobody"),
        )
        lines = []
        for row in rows:
            of = "both" if "people" in row and "trials" in row else "trials" if "trials" in row else "none"
            lines.append(
                (
                    words(f"names.{row['id']}"),
                    band(words, row["size"]),
                    within(words, row),
                    words(f"of.{of}", trials=row.get("trials", ""), people=f"{row.get('people', 0):,}"),
                )
            )
        ahead = words(f"order.{sort}", first=words(f"names.{rows[0]['id']}"), flag=words("flag") if unsure(rows[0]) else "")
        return Frame(sentence=f"{sentence} {ahead}", rows=tuple(lines), traces=tuple(traces))

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    figure = go.Figure(
        data=[
            *(go.Scatter(**first.traces[n], mode="lines") for n in range(SLOTS)),
            go.Scatter(**first.traces[SLOTS], mode="markers"),
            go.Scatter(**first.traces[SLOTS + 1], mode="text", textposition="middle right", textfont={"size": 15}),
            go.Scatter(
                **first.traces[SLOTS + 2],
                mode="markers",
                marker={"symbol": "line-ns-open", "size": 15, "color": light("neutral"), "line": {"width": 1.5}, "opacity": 1},
            ),
            go.Scatter(
                x=[-0.45, 0.35, 0.7, 1.8],
                y=[8.45, 8.85, 8.45, 8.45],
                mode="text",
                textfont={"size": 14, "color": light("neutral")},
                text=[words(f"bands.{key}") for key in ("worse", "a", "b", "c")],
            ),
        ],
        layout=layout(
            xaxis={
                "range": [LEFT, RIGHT],
                "tickangle": 0,
                "tickvals": [0],  # the bands say the sizes in words; the numbers stand in the table
                "ticktext": [words("bands.zero")],
            },
            yaxis={"range": [-0.35, 9.0], "visible": False},
            shapes=[
                {
                    "type": "rect",
                    "x0": low,
                    "x1": high,
                    "y0": -0.35,
                    "y1": 8.15,
                    "line": {"width": 0},
                    "layer": "below",
                    "fillcolor": f"rgba(82,96,109,{alpha})",
                }
                for low, high, alpha in ((0.2, 0.5, 0.06), (0.5, 0.8, 0.12), (0.8, RIGHT, 0.18))
            ],
            margin={"l": 4, "r": 4, "t": 4, "b": 28},
        ),
    )
    return LiveFigure(
        id="effect-forest",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=(*dict.fromkeys(row["source"] for row in table), "cohen-1992-power"),
        controls=controls,
        columns=tuple(words(f"columns.{key}") for key in ("what", "size", "range", "of")),
        frames=frames,
        figure=figure,
        height=416,
        narrow_height=416,
    )
