"""The hill of the start page: one top in the middle, and the words of each side."""

from __future__ import annotations

import pytest

from guide.figures import balance as module
from tests.unit.figure_rules import well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return module.build(library)


def test_it_is_well_formed(figure, library):
    """A short sentence and a full table in every state."""
    well_formed(figure, library)


def test_the_top_is_in_the_middle(figure):
    """From too little to too much the dot rises to one top, which is the middle step, and falls again."""
    heights = [figure.frames[(step,)].traces[1]["y"][0] for step in module.STEPS]
    middle = len(heights) // 2
    assert heights.index(max(heights)) == middle
    assert heights[: middle + 1] == sorted(heights[: middle + 1]) and heights[middle:] == sorted(heights[middle:], reverse=True)


def test_each_side_says_what_would_steady_it(figure):
    """Left of the top more would help, right of it less would; at the start the signal is too much."""
    said = {step: figure.frames[(step,)].sentence for step in module.STEPS}
    assert "a bit more would make thinking steadier" in said["less"]
    assert "a bit less would steady it" in said["more"] and said["more"] == figure.first.sentence
    assert "balance" in said["top"]
    assert {module.zone(step, figure.frames[(step,)].traces[1]["y"][0], max(figure.figure.data[0].y)) for step in module.STEPS} == {"low", "top", "high"}


def test_the_dot_stands_on_the_hill(figure):
    """In every state the dot lies on the curve that is drawn."""
    import numpy as np

    curve = figure.figure.data[0]
    for frame in figure.frames.values():
        x, y = frame.traces[1]["x"][0], frame.traces[1]["y"][0]
        assert y == pytest.approx(float(np.interp(x, curve.x, curve.y)), abs=0.01)
