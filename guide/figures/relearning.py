"""relearning: how can facing a memory make it smaller? Two memories over twelve sessions, and a change of place."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import relearning as model
from guide.tokens import light

MOST = 12
START = 8
PRACTICE = ("0", "1", "2")


def build(library: Library) -> LiveFigure:
    """The danger memory, the safety memory and the fear they add up to, session by session."""
    words = library.figure_words["relearning"]

    def number(n: int) -> str:
        return words("sessions.one" if n == 1 else "sessions.many", n=n)

    controls = (
        choice("sessions", words("controls.sessions"), {str(n): number(n) for n in range(MOST + 1)}, str(START), "range"),
        choice("practice", words("controls.practice"), {n: words(f"practice.p{n}") for n in PRACTICE}),
        choice("place", words("controls.place"), {"same": words("place.same"), "new": words("place.new")}),
    )
    courses = {n: model.course(MOST, int(n)) for n in PRACTICE}

    def draw(sessions: str, practice: str, place: str) -> Frame:
        done = int(sessions)
        memories = courses[practice][: done + 1]
        same = place == "same"
        last = memories[-1]

        def out_of_100(value: float) -> int:
            return round(100 * value)

        danger = [100 * m.danger for m in memories]
        safety = [100 * (m.everywhere + (m.here if same else 0.0)) for m in memories]
        fear = [100 * m.fear(same_place=same) for m in memories]
        shown = {"here": out_of_100(last.fear(same_place=True)), "new": out_of_100(last.fear(same_place=False)), "old": out_of_100(last.danger)}
        shown["back"] = shown["new"] - shown["here"]
        kind = "none" if done == 0 else place
        x = np.arange(done + 1)
        heights = apart({"danger": danger[-1], "safety": safety[-1], "fear": fear[-1]})
        return Frame(
            traces=(
                {"x": x, "y": danger},
                {"x": x, "y": safety},
                {"x": x, "y": fear},
                {"x": [done + 0.5] * 3, "y": heights},
            ),
            sentence=words(f"sentence.{kind}", done=number(done), **shown),
            rows=(
                (words("rows.now"), str(shown["here" if same else "new"])),
                (words("rows.here"), str(shown["here"])),
                (words("rows.new"), str(shown["new"])),
                (words("rows.back"), str(shown["back"])),
                (words("rows.old"), str(shown["old"])),
                (words("rows.safety_here"), str(out_of_100(last.here + last.everywhere))),
                (words("rows.safety_new"), str(out_of_100(last.everywhere))),
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    figure = go.Figure(
        data=[
            go.Scatter(
                x=first.traces[0]["x"],
                y=first.traces[0]["y"],
                mode="lines+markers",
                line={"color": light("alarm"), "width": 2.5, "dash": "dash"},
                marker={"size": 6, "symbol": "diamond"},
            ),
            go.Scatter(
                x=first.traces[1]["x"],
                y=first.traces[1]["y"],
                mode="lines+markers",
                line={"color": light("therapy"), "width": 2.5, "dash": "dot"},
                marker={"size": 6, "symbol": "square"},
            ),
            go.Scatter(x=first.traces[2]["x"], y=first.traces[2]["y"], mode="lines+markers", line={"color": light("text"), "width": 4}, marker={"size": 9}),
            go.Scatter(
                x=first.traces[3]["x"],
                y=first.traces[3]["y"],
                mode="text",
                textposition="middle right",
                text=[words("label.danger"), words("label.safety"), words("label.fear")],
                textfont={"size": 15, "color": [light("alarm"), light("therapy"), light("text")]},
            ),
        ],
        layout=layout(
            xaxis={"range": [-0.4, 17.2], "tickvals": [0, 2, 4, 6, 8, 10, 12], "title": {"text": words("labels.sessions")}},
            yaxis={"range": [-4, 108], "tickvals": [0, 50, 100], "title": {"text": words("labels.level"), "font": {"size": 14}}},
        ),
    )
    return LiveFigure(
        id="relearning",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("giustino-2019-lc",),
        controls=controls,
        columns=(words("columns.what"), words("columns.level")),
        frames=frames,
        figure=figure,
        narrow={"xaxis": {"range": [-0.4, 19.5]}, "yaxis": {"title": {"text": ""}}, "margin": {"l": 4, "r": 4}},
        height=330,
        narrow_height=310,
    )


def apart(heights: dict[str, float], gap: float = 9.0) -> list[float]:
    """The heights of the labels, in the order given, pushed up until none lies on another (`gap` in parts of 100)."""
    placed: dict[str, float] = {}
    floor = -np.inf
    for name in sorted(heights, key=heights.__getitem__):
        placed[name] = max(heights[name], floor)
        floor = placed[name] + gap
    over = max(placed.values()) - 104.0
    if over > 0:  # at the top of the plot they give way downwards
        ceiling = 104.0
        for name in sorted(placed, key=placed.__getitem__, reverse=True):
            placed[name] = min(placed[name], ceiling)
            ceiling = placed[name] - gap
    return [placed[name] for name in heights]
