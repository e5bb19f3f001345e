"""smoke-alarm: why does a safe moment feel dangerous? Two bells and a threshold to drag."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import smoke_alarm as model
from guide.tokens import light

THRESHOLDS = tuple(round(v, 2) for v in np.arange(-0.5, 2.51, 0.125))
START = 1.0
GRID = np.linspace(-3.5, 6.0, 96)


def build(library: Library) -> LiveFigure:
    """Two bells (safe and dangerous moments), the threshold between them, and what it costs per 100 moments."""
    words = library.figure_words["smoke-alarm"]
    controls = (
        choice(
            "threshold",
            words("controls.threshold"),
            {f"{t:g}": words("threshold", step=n + 1, of=len(THRESHOLDS)) for n, t in enumerate(THRESHOLDS)},
            f"{START:g}",
            "range",
        ),
        choice("alarm", words("controls.alarm"), {"usual": words("alarm.usual"), "jumpy": words("alarm.jumpy")}),
    )

    def draw(threshold: str, alarm: str) -> Frame:
        at = float(threshold)
        gain = model.JUMPY_GAIN if alarm == "jumpy" else 0.0
        false_alarms, misses = model.per_hundred(at, gain)
        safe, danger = model.density(GRID, gain), model.density(GRID, gain + model.SEPARATION)
        over = at <= GRID
        return Frame(
            traces=(
                {"y": safe},
                {"y": danger},
                {"x": np.concatenate([[at], GRID[over]]), "y": np.concatenate([[model.density(np.array([at]), gain)[0]], safe[over]])},
                {"x": np.array([at, at])},
                {"x": [gain - 0.1, gain + model.SEPARATION + 0.1]},
            ),
            sentence=words(f"sentence.{alarm}", false_alarms=false_alarms, safe=100 - model.DANGEROUS_OF_100, misses=misses, dangerous=model.DANGEROUS_OF_100),
            rows=(
                (words("rows.false_alarms"), str(false_alarms), str(100 - model.DANGEROUS_OF_100)),
                (words("rows.misses"), str(misses), str(model.DANGEROUS_OF_100)),
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    figure = go.Figure(
        data=[
            go.Scatter(x=GRID, y=first.traces[0]["y"], mode="lines", line={"color": light("brake"), "width": 3}),
            go.Scatter(x=GRID, y=first.traces[1]["y"], mode="lines", line={"color": light("alarm"), "width": 3, "dash": "dash"}),
            go.Scatter(x=first.traces[2]["x"], y=first.traces[2]["y"], mode="none", fill="tozeroy", fillcolor="rgba(180,69,44,0.28)"),
            go.Scatter(x=first.traces[3]["x"], y=[0, 0.47], mode="lines", line={"color": light("text"), "width": 3}),
            go.Scatter(
                x=first.traces[4]["x"], y=[0.43, 0.43], mode="text", text=[words("labels.safe"), words("labels.danger")],
                textfont={"size": 15, "color": [light("brake"), light("alarm")]}, textposition=["middle left", "middle right"],
            ),
        ],
        layout=layout(
            xaxis={"title": {"text": words("labels.evidence")}, "range": [-3.5, 6], "showticklabels": False},
            yaxis={"visible": False, "range": [0, 0.5]},
        ),
    )  # fmt: skip
    return LiveFigure(
        id="smoke-alarm",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=(),
        controls=controls,
        columns=(words("columns.what"), words("columns.count"), words("columns.of")),
        frames=frames,
        figure=figure,
        height=300,
        narrow_height=270,
    )
