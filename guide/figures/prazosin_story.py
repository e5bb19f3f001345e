"""prazosin-story: how does science change its mind? Nine trials and eight pooled results, year by year."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from guide.figures.intervals import band
from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.tokens import light

YEARS = range(2003, 2026)
OUTCOMES = ("nightmares", "ptsd", "sleep")
# Heights of the trials' two lanes: a mark's height says which of the two results it had, and nothing else. Neighbors in time step aside.
LANE = {"better": 3.15, "same": 2.1}
# The dotted line of the chosen year leaves room for the words of the two lanes.
DOTTED = (1.5, 2.4, None, 2.9, 3.45)
MIDDLE = 2013
NUDGE = {
    "simpson-2015": -0.35,
    "petrakis-2016": -0.2,
    "khazaie-2016": 0.5,
    "raskind-2013": -0.1,
    "ahmadpanah-2014": 0.1,
    "singh-2016": -0.45,
    "george-2016": 0.05,
    "khachatryan-2016": 0.5,
    "lappas-2024": -0.25,
    "huang-2024": 0.25,
    "zhang-2020": -0.1,
    "reist-2021": 0.1,
}
UNSEEN = "rgba(0,0,0,0)"
ZERO = 2000  # the axis counts years from here: four digits would eat the nudges
YEARS_AXIS = {"range": [2, 26.2], "tickvals": [3, 8, 13, 18, 25], "ticktext": ["2003", "2008", "2013", "2018", "2025"]}


def size(people: int) -> float:
    """A mark's width in pixels: its area grows with the number of people."""
    return max(8.0, 1.7 * math.sqrt(people))


def newest(pooled: Sequence[Mapping[str, Any]], outcome: str, year: int) -> Mapping[str, Any] | None:
    """The latest pooled row for an outcome published by `year` (the last in the table among equals)."""
    known = [row for row in pooled if outcome in row and row["year"] <= year]
    return known[-1] if known else None


def build(library: Library) -> LiveFigure:
    """Trials above, pooled results below, one axis of years."""
    words = library.figure_words["prazosin-story"]
    table = library.tables["prazosin-story"]
    trials = [row for row in table if row["kind"] == "trial"]
    pooled = [row for row in table if row["kind"] == "pooled"]
    controls = (
        choice("year", words("controls.year"), {str(year): words("year", year=year) for year in YEARS}, str(YEARS[-1]), "range"),
        choice("outcome", words("controls.outcome"), {key: words(f"outcome.{key}") for key in OUTCOMES}),
    )

    in_band = functools.partial(band, words, scale="labels.scale")

    def said(value: Mapping[str, Any]) -> str:
        """In words, never in decimals: those stand in the open data."""
        size = in_band(value["size"])
        if "low" in value:
            low, high = in_band(value["low"]), in_band(value["high"])
            return words("said.within" if low == high else "said.range", band=size, low=low, high=high)
        return words("said.clear" if value["p"] < 0.05 else "said.unclear", band=size)

    def told(value: Mapping[str, Any]) -> str:
        size = in_band(value["size"])
        unclear = value["low"] <= 0 if "low" in value else value["p"] >= 0.05
        return words("said.none", band=size) if unclear else size

    def draw(year: str, outcome: str) -> Frame:
        now = int(year)
        known = [row for row in trials if row["year"] <= now]
        by = {result: [row for row in known if row["result"] == result] for result in LANE}
        largest = max(known, key=lambda row: row["people"])
        # The dotted line's name stands on the side with room.
        left = now > MIDDLE
        traces: list[dict[str, Any]] = [
            {
                "x": [now - ZERO] * len(DOTTED),
                "text": [f" {words('labels.chosen', year=year)} ", *[""] * (len(DOTTED) - 1)],
                "textposition": "middle left" if left else "middle right",
            }
        ]
        for result, color, symbol in (("better", "medicine", "circle"), ("same", "neutral", "circle-open")):
            lane = [row for row in trials if row["result"] == result]
            shown = [row["year"] <= now for row in lane]
            ink = [light(color) if seen else UNSEEN for seen in shown]
            big = max((row["people"] for row in by[result]), default=0)
            traces.append(
                {
                    "text": [
                        " " + words("labels.people", people=row["people"]) if seen and row["people"] == big and big >= 60 else ""
                        for row, seen in zip(lane, shown, strict=True)
                    ],
                    "marker": {
                        "size": [size(row["people"]) for row in lane],
                        "symbol": symbol,
                        "color": ink,
                        "opacity": 0.85,
                        "line": {"color": ink, "width": 3},
                    },
                }
            )
        for row in pooled:
            value = row.get(outcome)
            low, high = (value.get("low", value["size"]), value.get("high", value["size"])) if value and row["year"] <= now else (0, 0)
            traces.append({"y": [low, high]})
        values = [row.get(outcome) for row in pooled]
        seen_now = [value is not None and row["year"] <= now for row, value in zip(pooled, values, strict=True)]
        traces.append(
            {
                "y": [value["size"] if value else 0 for value in values],
                "marker": {
                    "size": 13,
                    "symbol": ["diamond" if value and "low" in value else "diamond-open" for value in values],
                    "color": [light("medicine") if seen else UNSEEN for seen in seen_now],
                    "line": {"width": 2, "color": [light("medicine") if seen else UNSEEN for seen in seen_now]},
                },
            }
        )
        counts = {
            "year": year,
            "better": len(by["better"]),
            "same": len(by["same"]),
            "trials": len(known),
            "largest": largest["people"],
            "outcome": words(f"outcome_said.{outcome}"),
        }
        last = newest(pooled, outcome, now)
        if last:
            sentence = words("sentence.last" if largest["result"] == "same" else "sentence.pooled", size=told(last[outcome]), **counts)
        else:
            sentence = words("sentence.none" if by["same"] else "sentence.first", **counts)

        rows = [
            (words("rows.trials", year=year), words("rows.counts", **counts), words("rows.all", trials=len(known), people=sum(row["people"] for row in known))),
            (
                words("rows.largest", name=words(f"names.{largest['id']}"), year=largest["year"]),
                words(f"rows.{largest['result']}"),
                words("rows.people", people=largest["people"]),
            ),
        ]
        for row, seen in zip(pooled, seen_now, strict=True):
            if seen:
                of = words("rows.network") if row.get("network") else words("rows.trials_n", trials=row["trials"])
                found = words("rows.pooled_found", outcome=words(f"outcome.{outcome}"), size=said(row[outcome]))
                rows.append((words("rows.pooled", year=row["year"], name=words(f"names.{row['id']}")), found, of))
        if not last:
            rows.append((words("rows.none"), words("rows.none_count"), words("rows.none_of")))
        return Frame(sentence=sentence, rows=tuple(rows), traces=tuple(traces))

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    lanes = [[row for row in trials if row["result"] == result] for result in LANE]
    figure = go.Figure(
        data=[
            go.Scatter(
                **first.traces[0],
                y=DOTTED,
                xaxis="x2",
                yaxis="y2",
                mode="lines+text",
                textfont={"size": 14},
                line={"color": light("text"), "width": 1.5, "dash": "dot"},
            ),
            *(
                go.Scatter(
                    **first.traces[n + 1],
                    x=[row["year"] - ZERO + NUDGE.get(row["id"], 0) for row in lane],
                    y=[LANE[row["result"]] for row in lane],
                    xaxis="x2",
                    yaxis="y2",
                    mode="markers+text",
                    # Beside the newest trial the words would run off a phone's edge.
                    textposition="middle right" if n == 0 else "top center",
                    textfont={"size": 14},
                    cliponaxis=False,
                )
                for n, lane in enumerate(lanes)
            ),
            *(
                go.Scatter(
                    **first.traces[n + 3], x=[row["year"] - ZERO + NUDGE.get(row["id"], 0)] * 2, mode="lines", line={"color": light("medicine"), "width": 3}
                )
                for n, row in enumerate(pooled)
            ),
            go.Scatter(**first.traces[-1], x=[row["year"] - ZERO + NUDGE.get(row["id"], 0) for row in pooled], mode="markers"),
            go.Scatter(
                x=[2.2] * 2,
                y=[3.7, 2.65],
                xaxis="x2",
                yaxis="y2",
                mode="text",
                textposition="middle right",
                textfont={"size": 15, "color": [light("medicine"), light("neutral")]},
                text=[f"<b>{words(f'labels.{key}')}</b>" for key in ("better", "same")],
            ),
            go.Scatter(
                x=[2.2] * 5,
                y=[-0.2, 0.35, 0.65, 1.1, 1.88],
                mode="text",
                textposition="middle right",
                textfont={"size": 14, "color": light("neutral")},
                text=[*(words(f"labels.scale.{key}") for key in ("zero", "a", "b", "c")), f"<b>{words('labels.pooled')}</b>"],
            ),
        ],
        layout=layout(
            xaxis=YEARS_AXIS,
            xaxis2={**layout()["xaxis"], **YEARS_AXIS, "anchor": "y2"},  # each part has its own years below it
            yaxis={"range": [-0.3, 2.1], "domain": [0, 0.43], "visible": False},
            yaxis2={"range": [1.25, 3.95], "domain": [0.52, 1], "visible": False, "fixedrange": True},
            shapes=[
                {"type": "rect", "x0": 2, "x1": 26.2, "y0": low, "y1": high, "line": {"width": 0}, "layer": "below", "fillcolor": f"rgba(107,71,181,{alpha})"}
                for low, high, alpha in ((0.2, 0.5, 0.05), (0.5, 0.8, 0.11), (0.8, 2.1, 0.17))
            ]
            + [{"type": "line", "x0": 2, "x1": 26.2, "y0": 0, "y1": 0, "line": {"color": light("neutral"), "width": 1}}],
            margin={"l": 4, "r": 4, "t": 4, "b": 26},
        ),
    )
    return LiveFigure(
        id="prazosin-story",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(row["source"] for row in table)),
        controls=controls,
        columns=(words("columns.what"), words("columns.found"), words("columns.more")),
        frames=frames,
        figure=figure,
        height=460,
        narrow_height=436,
    )
