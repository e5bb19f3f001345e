"""prazosin-story: how does science change its mind? Nine trials, or the eight results of trials combined, year by year."""

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
# One picture at a time: the trials, each by itself, or what was found where trials were combined. Both at once took 1,090 pixels of a phone with their controls, one takes 919.
TRIALS = "trials"
# Heights of the trials' two lanes: a mark's height says which of the two results it had, and nothing else. Neighbors in time step aside.
LANE = {"better": 2.15, "same": 0.85}
# The dotted line of the chosen year leaves room for the words of the two lanes, or of the scale's name.
DOTTED = {TRIALS: (-0.1, 1.17, None, 1.63, 2.45), "combined": (2.25, 1.5, 1, 0.5, -0.3)}
TOP = 3.05  # of the plot, in the units of both pictures
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
# The scale behind the combined results: what is called a little, medium and a lot.
BANDS = [
    {"type": "rect", "x0": 2, "x1": 26.2, "y0": low, "y1": high, "line": {"width": 0}, "layer": "below", "fillcolor": f"rgba(107,71,181,{alpha})"}
    for low, high, alpha in ((0.2, 0.5, 0.05), (0.5, 0.8, 0.11), (0.8, 2.1, 0.17))
] + [{"type": "line", "x0": 2, "x1": 26.2, "y0": 0, "y1": 0, "line": {"color": light("neutral"), "width": 1}}]


def size(people: int) -> float:
    """A mark's width in pixels: its area grows with the number of people."""
    return max(8.0, 1.7 * math.sqrt(people))


def newest(pooled: Sequence[Mapping[str, Any]], outcome: str, year: int) -> Mapping[str, Any] | None:
    """The latest pooled row for an outcome published by `year` (the last in the table among equals)."""
    known = [row for row in pooled if outcome in row and row["year"] <= year]
    return known[-1] if known else None


def build(library: Library) -> LiveFigure:
    """The trials, or the combined results for one outcome, over the same years."""
    words = library.figure_words["prazosin-story"]
    table = library.tables["prazosin-story"]
    trials = [row for row in table if row["kind"] == "trial"]
    pooled = [row for row in table if row["kind"] == "pooled"]
    lanes = {result: [row for row in trials if row["result"] == result] for result in LANE}
    controls = (
        choice("year", words("controls.year"), {str(year): words("year", year=year) for year in YEARS}, str(YEARS[-1]), "range"),
        choice("outcome", words("controls.outcome"), {key: words(f"outcome.{key}") for key in (TRIALS, *OUTCOMES)}),
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

    def combined(row: Mapping[str, Any], outcome: str) -> tuple[str, str, str]:
        of = words("rows.network") if row.get("network") else words("rows.trials_n", trials=row["trials"])
        found = words("rows.pooled_found", outcome=words(f"outcome_said.{outcome}"), size=said(row[outcome]))
        return words("rows.pooled", year=row["year"], name=words(f"names.{row['id']}")), found, of

    def ink(color: str, *, seen: bool) -> str:
        return light(color) if seen else UNSEEN

    def traces(now: int, outcome: str) -> tuple[Mapping[str, Any], ...]:
        """What a state shows: what belongs to the other picture, or to a later year, has no ink and no words."""
        single = outcome == TRIALS
        made: list[dict[str, Any]] = []
        for mine in (single, not single):
            made.append(
                {
                    "x": [now - ZERO] * 5,
                    # The dotted line's name stands on the side with room.
                    "text": [f" {words('labels.chosen', year=now)} " if mine else "", *[""] * 4],
                    "textposition": "middle left" if now > MIDDLE else "middle right",
                    "line": {"color": ink("text", seen=mine), "width": 1.5, "dash": "dot"},
                }
            )
        for lane, color, symbol in zip(lanes.values(), ("medicine", "neutral"), ("circle", "circle-open"), strict=True):
            shown = [single and row["year"] <= now for row in lane]
            big = max((row["people"] for row, seen in zip(lane, shown, strict=True) if seen), default=0)
            inks = [ink(color, seen=seen) for seen in shown]
            made.append(
                {
                    "text": [
                        " " + words("labels.people", people=row["people"]) if seen and row["people"] == big and big >= 60 else ""
                        for row, seen in zip(lane, shown, strict=True)
                    ],
                    "marker": {
                        "size": [size(row["people"]) for row in lane],
                        "symbol": symbol,
                        "color": inks,
                        "opacity": 0.85,
                        "line": {"color": inks, "width": 3},
                    },
                }
            )
        values = [None if single else row.get(outcome) for row in pooled]
        seen_now = [value is not None and row["year"] <= now for row, value in zip(pooled, values, strict=True)]
        for value, seen in zip(values, seen_now, strict=True):
            made.append({"y": [value.get("low", value["size"]), value.get("high", value["size"])] if value and seen else [0, 0]})
            made[-1]["line"] = {"color": ink("medicine", seen=seen), "width": 3}
        made.append(
            {
                "y": [value["size"] if value else 0 for value in values],
                "marker": {
                    "size": 13,
                    "symbol": ["diamond" if value and "low" in value else "diamond-open" for value in values],
                    "color": [ink("medicine", seen=seen) for seen in seen_now],
                    "line": {"width": 2, "color": [ink("medicine", seen=seen) for seen in seen_now]},
                },
            }
        )
        here = [f"<b>{words(f'labels.{key}')}</b>" for key in LANE] if single else ["", ""]
        made.append({"text": [*here, words("labels.larger") if single else ""]})
        scale = ["" if single else words(f"labels.scale.{key}") for key in ("zero", "a", "b", "c")]
        made.append({"text": [*scale, "" if single else f"<b>{words(f'labels.axis.{outcome}')}</b>"]})
        return tuple(made)

    def draw(year: str, outcome: str) -> Frame:
        now = int(year)
        known = [row for row in trials if row["year"] <= now]
        better, same = (sum(row["result"] == result for row in known) for result in LANE)
        largest = max(known, key=lambda row: row["people"])
        counts = {"year": year, "better": better, "same": same, "trials": len(known), "largest": largest["people"]}
        rows = [
            (words("rows.trials", year=year), words("rows.counts", **counts), words("rows.all", trials=len(known), people=sum(row["people"] for row in known))),
            (
                words("rows.largest", name=words(f"names.{largest['id']}"), year=largest["year"]),
                words(f"rows.{largest['result']}"),
                words("rows.people", people=largest["people"]),
            ),
        ]
        layout: Mapping[str, Any] = {"shapes": [] if outcome == TRIALS else BANDS}
        if outcome == TRIALS:
            for row in known:
                name = words("rows.trial", name=words(f"names.{row['id']}"), year=row["year"])
                rows.append((name, words(f"rows.{row['result']}"), words("rows.people", people=row["people"])))
            if last := newest(pooled, OUTCOMES[0], now):  # on paper this table is all there is
                rows.append(combined(last, OUTCOMES[0]))
            key = "trials.last" if largest["result"] == "same" else "trials.some" if same else "trials.first"
            # Only what was combined after the largest trial holds it.
            since = words("sentence.trials.since") if largest["result"] == "same" and any(largest["year"] < row["year"] <= now for row in pooled) else ""
            return Frame(words(f"sentence.{key}", **counts) + since, tuple(rows), traces(now, outcome), layout)
        last = newest(pooled, outcome, now)
        rows += [combined(row, outcome) for row in pooled if outcome in row and row["year"] <= now]
        if not last:
            rows.append((words("rows.none"), words("rows.none_count"), words("rows.none_of")))
            return Frame(words("sentence.none", **counts), tuple(rows), traces(now, outcome), layout)
        sentence = words("sentence.pooled", outcome=words(f"outcome_said.{outcome}"), size=told(last[outcome]), **counts)
        return Frame(sentence, tuple(rows), traces(now, outcome), layout)

    frames = every_frame(controls, draw)
    first = iter(frames[tuple(c.start for c in controls)].traces)
    figure = go.Figure(
        data=[
            *(go.Scatter(**next(first), y=DOTTED[picture], mode="lines+text", textfont={"size": 14}) for picture in DOTTED),
            *(
                go.Scatter(
                    **next(first),
                    x=[row["year"] - ZERO + NUDGE.get(row["id"], 0) for row in lane],
                    y=[LANE[result]] * len(lane),
                    mode="markers+text",
                    # Beside the newest trial the words would run off a phone's edge.
                    textposition="middle right" if result == "better" else "top center",
                    textfont={"size": 14},
                    cliponaxis=False,
                )
                for result, lane in lanes.items()
            ),
            *(go.Scatter(**next(first), x=[row["year"] - ZERO + NUDGE.get(row["id"], 0)] * 2, mode="lines") for row in pooled),
            go.Scatter(**next(first), x=[row["year"] - ZERO + NUDGE.get(row["id"], 0) for row in pooled], mode="markers"),
            go.Scatter(
                **next(first),
                mode="text",
                textposition=["middle right", "middle right", "middle left"],
                x=[2.2, 2.2, 26],
                y=[LANE["better"] + 0.6, LANE["same"] + 0.55, LANE["better"] + 0.6],
                textfont={"size": [15, 15, 14], "color": [light("medicine"), light("neutral"), light("text")]},
            ),
            go.Scatter(
                **next(first),
                mode="text",
                textposition="middle right",
                x=[2.2] * 5,
                y=[-0.2, 0.35, 0.65, 1.1, TOP - 0.3],
                textfont={"size": [14, 14, 14, 14, 15], "color": [*[light("neutral")] * 4, light("medicine")]},
            ),
        ],
        layout=layout(xaxis=YEARS_AXIS, yaxis={"range": [-0.3, TOP], "visible": False}, margin={"l": 4, "r": 4, "t": 4, "b": 26}, shapes=[]),
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
        height=280,
        narrow_height=250,
    )
