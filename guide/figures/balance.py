"""balance: why balance, and not more? The guide's message as a hill with one dot to move: too little and too much both cost, the top is between."""

from __future__ import annotations

import textwrap

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import inverted_u as model
from guide.models import synapse
from guide.models.receptors import affinities
from guide.tokens import light

# Levels as parts of the one at the top of the hill: even steps of the axis, which is logarithmic.
STEPS = {"much-less": 0.02, "less": 0.08, "bit-less": 0.3, "top": 1.0, "bit-more": 3.3, "more": 12.0, "much-more": 45.0}
START = "more"
GRID = np.logspace(-2.0, 2.5, 70)
# As in `inverted-u`: a level counts as near the top while its lead is at least this share of the top's.
NEAR = 0.9


def zone(step: str, lead: float, top: float) -> str:
    """Where on the hill a step stands: `low`, `top` or `high`."""
    if lead >= NEAR * top:
        return "top"
    return "low" if STEPS[step] < 1 else "high"


def build(library: Library) -> LiveFigure:
    """The hill of `guide.models.inverted_u` without medicine, and where a level stands on it."""
    words = library.figure_words["balance"]
    grip = affinities(library.parameters)
    hill = model.lead(GRID, grip)
    top, at_top = float(hill.max()), float(GRID[hill.argmax()])
    controls = (choice("level", words("controls.level"), {step: words(f"level.{step}") for step in STEPS}, START, "range"),)

    def lead(step: str) -> float:
        return float(model.lead(np.array([STEPS[step] * at_top]), grip, synapse.NONE)[0])

    def draw(level: str) -> Frame:
        height = lead(level)
        here = zone(level, height, top)
        share = round(100 * height / top)
        return Frame(
            traces=(
                {},
                {"x": [float(np.log10(STEPS[level] * at_top))], "y": [height]},
            ),
            sentence=words(f"sentence.{here}"),
            rows=(
                (words("rows.level"), words(f"level.{level}")),
                (words("rows.steady"), words("of_top", n=share)),
                (words("rows.where"), words(f"where.{here}")),
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[(START,)].traces[1]
    # The words of the ends stand a step outside of the levels "less" and "more": at 390 px with the largest text they would touch the middle.
    ends = {"low": np.log10(0.04 * at_top), "top": np.log10(at_top), "high": np.log10(28 * at_top)}
    figure = go.Figure(
        data=[
            go.Scatter(x=np.log10(GRID), y=hill, mode="lines", line={"color": light("norepinephrine"), "width": 5}),
            go.Scatter(**first, mode="markers", marker={"size": 20, "color": light("norepinephrine"), "line": {"width": 3, "color": light("text")}}),
        ],
        layout=layout(
            xaxis={"range": [-2.05, 2.6], "tickvals": list(ends.values()), "ticktext": [words(f"labels.{end}") for end in ends]},
            yaxis={"visible": False, "range": [0, 1.2 * top]},
            annotations=[
                {
                    "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
                    "text": "<br>".join(textwrap.wrap(words("labels.contested"), 19)), "font": {"size": 14, "color": light("neutral")},
                }
            ],
        ),
    )  # fmt: skip
    return LiveFigure(
        id="balance",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("arnsten-2015-stress-pfc", "arnsten-2011-catecholamine", "ramos-2007-adrenergic", "berridge-2016-pfc"),
        controls=controls,
        columns=(words("columns.what"), words("columns.here")),
        frames=frames,
        figure=figure,
        height=230,
        narrow_height=190,
    )
