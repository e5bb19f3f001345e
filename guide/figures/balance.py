"""balance: why balance, and not more? The guide's message as a hill with one dot to move: too little and too much both cost, the top is between."""

from __future__ import annotations

import textwrap

import numpy as np

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame, in_words
from guide.library import Library
from guide.models import inverted_u as model
from guide.models import synapse
from guide.models.receptors import affinities

# Levels as parts of the one at the top of the hill: even steps of the axis, which is logarithmic.
STEPS = {"much-less": 0.02, "less": 0.08, "bit-less": 0.3, "top": 1.0, "bit-more": 3.3, "more": 12.0, "much-more": 45.0}
START = "more"
GRID = np.logspace(-2.0, 2.5, 70)
# As in `inverted-u`: a level counts as near the top while its lead is at least this share of the top's.
NEAR = 0.9
# The drawing (assets/drawings/balance.svg): levels from end to end of its width, the ground, and the height of the top above it, in its own units.
WIDTH, ENDS, GROUND, HIGH = 400.0, (-2.05, 2.6), 180.0, 160.0
# The words of the ends stand a step outside of the levels "less" and "more": on a phone with the largest text they would touch the middle.
LABELS = {"low": 0.04, "top": 1.0, "high": 28.0}


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

    def across(level: float) -> str:
        start, end = ENDS
        return f"{WIDTH * (np.log10(level) - start) / (end - start):.1f}"

    def down(lead: float) -> str:
        return f"{GROUND - HIGH * lead / top:.1f}"

    contested = [*textwrap.wrap(words("labels.contested"), 19), "", "", ""][:3]
    still = {
        "picture": {"aria-label": words("alt")},
        "hill": {"d": "M" + " L".join(f"{across(level)} {down(height)}" for level, height in zip(GRID, hill, strict=True))},
        **{f"label-{end}": {"text": words(f"labels.{end}"), "x": across(part * at_top)} for end, part in LABELS.items()},
        **{f"contested-{n}": {"text": line} for n, line in enumerate(contested, 1)},
    }

    def draw(level: str) -> Frame:
        height = float(model.lead(np.array([STEPS[level] * at_top]), grip, synapse.NONE)[0])
        here = zone(level, height, top)
        return Frame(
            parts=still | {"here": {"cx": across(STEPS[level] * at_top), "cy": down(height)}},
            sentence=words(f"sentence.{here}"),
            rows=(
                (words("rows.level"), words(f"level.{level}")),
                (words("rows.steady"), in_words(words.get("steady_said"), 100 * height / top)),
                (words("rows.where"), words(f"where.{here}")),
            ),
        )

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
        frames=every_frame(controls, draw),
        drawing=drawing("balance"),
        height=0,
        narrow_height=0,
    )
