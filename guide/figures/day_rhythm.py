"""day-rhythm: is the stress hormone high or low in PTSD? One day of a published model, and what pooled measurements say."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout, toggle
from guide.library import Library
from guide.models import hpa as model
from guide.tokens import light

# The model has no clock: each pattern's morning peak is laid on this hour, and the day is shown from noon to noon.
PEAK_CLOCK = 8.0
NOON = 12.0
SCARE_CLOCK = 21.0
HOURS = np.round(np.arange(0.0, 24.01, 0.25), 2)
PATTERNS = {"typical": "normal", "depression": "depressed", "ptsd": "ptsd"}
TOP = 235
# Where the labels of the typical day and of the chosen one stand (hours since noon, level), clear of both curves.
SPOTS = {"typical": ((20.0, 208), (20.0, 208)), "depression": ((2.3, 60), (7.8, 112)), "ptsd": ((20.0, 208), (20.0, 108))}


def build(library: Library) -> LiveFigure:
    """A day of cortisol in three patterns, over two pooled differences between people with and without PTSD."""
    words = library.figure_words["day-rhythm"]
    parameters = library.parameters
    values = {name: float(parameters[name].value) for name in model.SHARED}
    knobs = {name: (float(parameters[f"k_stress_{key}"].value), float(parameters[f"Ki_{key}"].value)) for name, key in PATTERNS.items()}
    rhythms = {name: model.rhythm(values, *pair) for name, pair in knobs.items()}
    per = 100.0 / rhythms["typical"].mean

    def curve(name: str, scare: bool) -> np.ndarray:
        late = NOON - PEAK_CLOCK + rhythms[name].period - 24.0  # hours from one peak to the noon before the next
        after_peak = HOURS + late
        at = SCARE_CLOCK - NOON + late if scare else None
        return per * model.day(values, *knobs[name], rhythms[name], after_peak, at)

    days = {(name, scare): curve(name, scare) for name in PATTERNS for scare in (False, True)}
    pooled = []
    for row, (parameter, fact) in enumerate(
        (("basal_cortisol_difference_ptsd", "cortisol-not-always-high-or-low"), ("urine_24h_cortisol_difference_ptsd", "cortisol-24h-urine-meta"))
    ):
        found = parameters[parameter]
        pooled.append((1 - row, float(found.value), *(found.range or ()), library.facts[fact].numbers["studies"]))
    studies = pooled[0][4]
    controls = (
        choice("pattern", words("controls.pattern"), {name: words(f"pattern.{name}") for name in PATTERNS}, "ptsd"),
        toggle("scare", words("controls.scare")),
    )

    def clock(hour: float) -> str:
        return words("clock", hour=f"{int(hour % 24):d}", minute=f"{int(round(hour % 1 * 60)):02d}")

    def draw(pattern: str, scare: str) -> Frame:
        scared = scare == "on"
        line, typical, calm = days[pattern, scared], days["typical", False], days[pattern, False]
        mean = {name: round(per * rhythms[name].mean) for name in PATTERNS}
        low, high = int(np.argmin(line)), int(np.argmax(line))
        lift = line - calm
        most = int(np.argmax(lift))
        lines = [
            (words("rows.average"), str(mean[pattern]), str(mean["typical"])),
            (
                words("rows.highest"),
                words("at", level=round(line[high]), clock=clock(HOURS[high] + NOON)),
                words("at", level=round(typical.max()), clock=clock(HOURS[int(np.argmax(typical))] + NOON)),
            ),
            (
                words("rows.lowest"),
                words("at", level=round(line[low]), clock=clock(HOURS[low] + NOON)),
                words("at", level=round(typical.min()), clock=clock(HOURS[int(np.argmin(typical))] + NOON)),
            ),
            (words("rows.lift"), words("at", level=round(lift[most]), clock=clock(HOURS[most] + NOON)) if scared else words("none"), words("none")),
            *(
                (
                    words("rows.pooled" if row else "rows.urine", studies=n),
                    words("interval", value=f"{value:.2f}", low=f"{lower:.2f}", high=f"{upper:.2f}"),
                    words("zero"),
                )
                for row, value, lower, upper, n in pooled
            ),
        ]
        return Frame(
            traces=(
                {"y": typical},
                {"y": line},
                {
                    "x": [SCARE_CLOCK - NOON, *(spot[0] for spot in SPOTS[pattern])],
                    "y": [TOP - 14, *(spot[1] for spot in SPOTS[pattern])],
                    "text": [words("label.scare") if scared else " ", " " if pattern == "typical" else words("label.usual"), words(f"label.{pattern}")],
                },
                {},
                {},
                {},
            ),
            sentence=words(
                f"sentence.{'scare' if scared else pattern}",
                studies=studies,
                mean=mean[pattern],
                typical=mean["typical"],
                low=round(line[low]),
                usual_low=round(typical.min()),
                high=round(line[high]),
                lift=round(lift[most]),
                clock=clock(HOURS[most] + NOON),
            ),
            rows=tuple(lines),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    middle = [value for _, value, *_ in pooled]
    figure = go.Figure(
        data=[
            go.Scatter(x=HOURS, y=first.traces[0]["y"], mode="lines", line={"color": light("neutral"), "width": 2.5, "dash": "dash"}),
            go.Scatter(x=HOURS, y=first.traces[1]["y"], mode="lines", line={"color": light("text"), "width": 4}),
            go.Scatter(
                x=first.traces[2]["x"],
                y=first.traces[2]["y"],
                text=first.traces[2]["text"],
                mode="text",
                textfont={"size": 15, "color": [light("alarm"), light("neutral"), light("text")]},
            ),
            go.Scatter(
                x=middle,
                y=[row for row, *_ in pooled],
                mode="markers",
                xaxis="x2",
                yaxis="y2",
                cliponaxis=False,
                marker={"size": 11, "symbol": "diamond", "color": light("text")},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "thickness": 3,
                    "width": 6,
                    "color": light("text"),
                    "array": [high - value for _, value, _, high, _ in pooled],
                    "arrayminus": [value - low for _, value, low, _, _ in pooled],
                },
            ),
            go.Scatter(x=[0, 0], y=[-0.6, 1.6], mode="lines", xaxis="x2", yaxis="y2", line={"color": light("neutral"), "width": 1.5, "dash": "dot"}),
            go.Scatter(
                x=[0.14] * 2,
                y=[row for row, *_ in pooled],
                mode="text",
                xaxis="x2",
                yaxis="y2",
                textposition="middle right",
                text=[words("label.pooled", studies=pooled[0][4]), words("label.urine", studies=pooled[1][4])],
                textfont={"size": 14, "color": light("text")},
            ),
        ],
        layout=layout(
            xaxis={
                "range": [0, 24],
                "domain": [0, 1],
                "anchor": "y",
                "tickangle": 0,
                "tickvals": [0, 6, 12, 18, 24],
                "ticktext": [words(f"ticks.{name}") for name in ("noon", "evening", "midnight", "morning", "noon_again")],
            },
            yaxis={"range": [0, TOP], "domain": [0.37, 1], "tickvals": [0, 100, 200], "title": {"text": words("labels.level"), "font": {"size": 14}}},
            xaxis2={
                "range": [-1.0, 1.3],
                "domain": [0, 1],
                "anchor": "y2",
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "linecolor": light("neutral"),
                "tickfont": {"size": 14},
                "ticks": "",
                "tickangle": 0,
                "tickvals": [-0.68, 0, 0.68],
                "ticktext": [words("ticks.lower"), words("ticks.same"), words("ticks.higher")],
            },
            yaxis2={"range": [-0.6, 1.6], "domain": [0.07, 0.21], "visible": False, "fixedrange": True},
            annotations=[
                {
                    "x": 0,
                    "y": 0.225,
                    "xref": "paper",
                    "yref": "paper",
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "showarrow": False,
                    "text": words("labels.pooled"),
                    "font": {"size": 15, "color": light("text")},
                }
            ],
        ),
    )
    return LiveFigure(
        id="day-rhythm",
        question=words("question"),
        alt=words("alt", studies=studies),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("sriram-2012-cortisol", "meewisse-2007-cortisol", "pan-2020-cortisol", "hosseinichimeh-2015-hpa"),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "day", "typical")),
        frames=frames,
        figure=figure,
        narrow={"yaxis": {"title": {"text": ""}}, "margin": {"l": 4, "r": 8}},
        height=400,
        narrow_height=380,
    )
