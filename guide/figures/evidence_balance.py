"""evidence-balance: is norepinephrine really out of balance? Each measurement a dot: lower, no difference, higher."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.tokens import light

RESULTS = ("lower", "same", "higher")
LEFT = {"lower": 0.0, "same": 1.12, "higher": 2.24}  # where each column begins, on an axis from 0 to 3.6
SPAN, ROWS = 3.6, 12.0
COLOR = {"lower": "brake", "same": "neutral", "higher": "norepinephrine"}
SYMBOL = {"lower": "triangle-down", "same": "circle", "higher": "triangle-up"}


def size(people: int | None) -> float:
    """A mark's width in pixels: its area grows with the number of people."""
    return max(9.0, 1.3 * math.sqrt(people)) if people else 12.0


def stacked(rows: Sequence[Mapping[str, Any]], result: str) -> list[tuple[Mapping[str, Any], float]]:
    """The rows with one result, the largest first, each with its height in the column."""
    mine = sorted((row for row in rows if row["result"] == result), key=lambda row: -(row["people"] or 0))
    return [(row, ROWS - 1.35 - place) for place, row in enumerate(mine)]


def build(library: Library) -> LiveFigure:
    """Three columns of dots and the pooled result beneath."""
    words = library.figure_words["evidence-balance"]
    table = library.tables["evidence-balance"]
    pooled = next(row for row in table if row["measure"] == "pooled")
    studies = [row for row in table if row["measure"] != "pooled"]
    controls = (choice("measure", words("controls.measure"), {key: words(f"measure.{key}") for key in words.get("measure")}),)

    def chosen(measure: str) -> list[Mapping[str, Any]]:
        if measure == "all":
            return studies
        return [row for row in studies if (row["direct"] if measure == "direct" else row["measure"] == measure)]

    def draw(measure: str) -> Frame:
        rows = chosen(measure)
        traces, lines, counts = [], [], {}
        for result in RESULTS:
            stack = stacked(rows, result)
            counts[result] = len(stack)
            at = LEFT[result] + 0.2
            solid = light(COLOR[result])
            traces.append(
                {
                    "x": [at] * len(stack) or [at],
                    "y": [height for _, height in stack] or [ROWS - 1.35],
                    "text": [" " + words(f"names.{row['id']}") for row, _ in stack] or [words("nothing")],
                    "marker": {
                        "size": [size(row["people"]) for row, _ in stack] or [1],
                        "symbol": [SYMBOL[result] + ("" if row["people"] else "-open") for row, _ in stack] or ["line-ew"],
                        "color": solid,
                        "opacity": 0.9,
                        "line": {"color": solid, "width": 1.5},
                    },
                }
            )
            known = [row["people"] for row, _ in stack if row["people"]]
            which = "; ".join(words(f"full.{row['id']}") + (f": {row['people']}" if row["people"] else "") for row, _ in stack)
            lines.append((words(f"rows.{result}"), str(len(stack)), f"{sum(known):,}" if known else "–", which or words("nothing")))
        ends = {"smd": f"{pooled['smd']:g}", "low": f"{pooled['low']:g}", "high": f"{pooled['high']:g}"}
        lines.append(
            (words("rows.pooled"), words("rows.pooled_count", studies=pooled["studies"]), words("rows.pooled_people"), words("rows.pooled_which", **ends))
        )
        largest = max((row["people"] or 0) for row in rows)
        sentence = words(f"sentence.{measure}", n=len(rows), largest=largest, studies=pooled["studies"], **counts)
        return Frame(sentence=sentence, rows=tuple(lines), traces=(*traces, {}, {}))

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    middle = {"lower": 0.5, "same": 1.62, "higher": 2.86}
    figure = go.Figure(
        data=[
            *(
                go.Scatter(**first.traces[n], mode="markers+text", textposition="middle right", textfont={"size": 14}, cliponaxis=False)
                for n in range(len(RESULTS))
            ),
            go.Scatter(
                x=[middle[r] for r in RESULTS],
                y=[ROWS + 0.25] * 3,
                mode="text",
                text=[f"<b>{words(f'columns_at.{r}')}</b>" for r in RESULTS],
                textfont={"size": 15, "color": [light(COLOR[r]) for r in RESULTS]},
            ),
            go.Scatter(
                x=[LEFT["higher"] + 0.2],
                y=[-0.5],
                mode="markers+text",
                text=[words("pooled", studies=pooled["studies"]) + "  "],
                textposition="middle left",
                marker={"symbol": "diamond", "size": 20, "color": light("norepinephrine"), "line": {"color": light("text"), "width": 1.5}},
                textfont={"size": 14},
            ),
        ],
        layout=layout(
            xaxis={"range": [0, SPAN], "visible": False},
            yaxis={"range": [-1.3, ROWS + 1], "visible": False},
            shapes=[
                *(
                    {"type": "line", "x0": LEFT[r] - 0.04, "x1": LEFT[r] - 0.04, "y0": 0.4, "y1": ROWS + 0.9, "line": {"color": light("line"), "width": 1}}
                    for r in ("same", "higher")
                ),
                {"type": "line", "x0": 0, "x1": SPAN, "y0": 0.4, "y1": 0.4, "line": {"color": light("neutral"), "width": 1}},
                {"type": "line", "x0": 0, "x1": SPAN, "y0": ROWS - 0.6, "y1": ROWS - 0.6, "line": {"color": light("neutral"), "width": 1}},
            ],
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
        ),
    )
    return LiveFigure(
        id="evidence-balance",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(row["source"] for row in table)),
        controls=controls,
        columns=tuple(words(f"columns.{key}") for key in ("result", "count", "people", "which")),
        frames=frames,
        figure=figure,
        height=440,
        narrow_height=440,
    )
