"""emotion-brake: what does a stronger brake change? A feeling and its brake, drawn over forty minutes."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import emotion_brake as model
from guide.tokens import light

STRENGTHS = tuple(round(v, 1) for v in np.arange(0.0, 1.01, 0.1))
START = 0.7
LOUDNESS = {"quiet": 0.14, "middling": 0.24, "loud": 0.36}
EVERY = 10  # of the model's steps: 81 points, the end of the trigger among them
TOP = 112


def build(library: Library) -> LiveFigure:
    """The feeling, the brake in use, and the same feeling with no brake at all."""
    words = library.figure_words["emotion-brake"]
    controls = (
        choice("brake", words("controls.brake"), {f"{s:g}": words("brake", percent=round(100 * s)) for s in STRENGTHS}, f"{START:g}", "range"),
        choice("alarm", words("controls.alarm"), {name: words(f"alarm.{name}") for name in LOUDNESS}, "middling"),
    )
    bare = {name: model.react(0.0, loudness) for name, loudness in LOUDNESS.items()}

    def draw(brake: str, alarm: str) -> Frame:
        strength = float(brake)
        times, feeling, used = model.react(strength, LOUDNESS[alarm])
        without = bare[alarm][1]
        top, minutes = round(100 * feeling.max()), round(model.settles(times, feeling))
        top_without, minutes_without = round(100 * without.max()), round(model.settles(times, without))
        left = round(100 * float(model.left_of_brake(feeling.max())))
        return Frame(
            traces=(
                {"y": 100 * without[::EVERY]},
                {"y": 100 * feeling[::EVERY]},
                {"y": 100 * used[::EVERY]},
                {"y": [100 * float(without[times.searchsorted(16.0)]) + 8]},
            ),
            sentence=words(
                f"sentence.{alarm}" if strength else "sentence.none",
                top=top,
                minutes=minutes,
                top_without=top_without,
                minutes_without=minutes_without,
                left=left,
            ),
            rows=(
                (words("rows.top"), words("of_hundred", n=top), words("of_hundred", n=top_without)),
                (words("rows.settles"), words("minutes", n=minutes), words("minutes", n=minutes_without)),
                (words("rows.left"), words("of_hundred", n=left), words("nothing")),
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    x = model.react(0.0, 0.0)[0][::EVERY]
    figure = go.Figure(
        data=[
            go.Scatter(x=x, y=first.traces[0]["y"], mode="lines", line={"color": light("neutral"), "width": 2.5, "dash": "dot"}),
            go.Scatter(
                x=x, y=first.traces[1]["y"], mode="lines", line={"color": light("alarm"), "width": 3.5}, fill="tozeroy", fillcolor="rgba(180,69,44,0.16)"
            ),
            go.Scatter(
                x=x,
                y=first.traces[2]["y"],
                mode="lines",
                yaxis="y2",
                line={"color": light("brake"), "width": 3, "dash": "dash"},
                fill="tozeroy",
                fillcolor="rgba(11,110,110,0.16)",
            ),
            go.Scatter(
                x=[16],
                y=first.traces[3]["y"],
                mode="text",
                textposition="middle right",
                text=[words("label.without")],
                textfont={"size": 15, "color": light("neutral")},
            ),
        ],
        layout=layout(
            xaxis={"range": [0, 40], "anchor": "y2", "tickvals": [0, 10, 20, 30, 40], "title": {"text": words("labels.minutes")}},
            yaxis={"range": [0, TOP], "domain": [0.4, 1], "tickvals": [0, 50, 100]},
            yaxis2={
                "range": [0, TOP],
                "domain": [0, 0.29],
                "tickvals": [0, 100],
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "linecolor": light("neutral"),
                "tickfont": {"size": 14},
                "ticks": "",
                "automargin": True,
            },
            annotations=[
                {
                    "x": 40,
                    "y": TOP,
                    "yref": yref,
                    "xanchor": "right",
                    "yanchor": "top",
                    "showarrow": False,
                    "text": words(f"label.{name}"),
                    "font": {"size": 15, "color": light(ink)},
                }
                for name, ink, yref in (("feeling", "alarm", "y"), ("brake", "brake", "y2"))
            ],
        ),
    )
    return LiveFigure(
        id="emotion-brake",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("arnsten-2015-stress-pfc",),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "now", "without")),
        frames=frames,
        figure=figure,
        narrow={"margin": {"l": 4, "r": 8}},
        height=350,
        narrow_height=330,
    )
