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


def places(figure):
    """Where the dot stands in each step, in the drawing's units, in order."""
    return [tuple(float(figure.frames[(step,)].parts["here"][name]) for name in ("cx", "cy")) for step in module.STEPS]


def test_the_top_is_in_the_middle(figure):
    """From too little to too much the dot rises to one top, which is the middle step, and falls again."""
    heights = [module.GROUND - y for _, y in places(figure)]
    middle = len(heights) // 2
    assert heights.index(max(heights)) == middle
    assert heights[: middle + 1] == sorted(heights[: middle + 1]) and heights[middle:] == sorted(heights[middle:], reverse=True)


def test_each_side_says_what_would_steady_it(figure):
    """Left of the top more would help, right of it less would; at the start the signal is too much."""
    said = {step: figure.frames[(step,)].sentence for step in module.STEPS}
    assert "a bit more would make thinking steadier" in said["less"]
    assert "a bit less would steady it" in said["more"] and said["more"] == figure.first.sentence
    assert "balance" in said["top"]
    assert len(set(said.values())) == 3


def test_the_dot_stands_on_the_hill(figure):
    """In every state the dot lies on the curve that is drawn, inside the drawing."""
    import numpy as np

    curve = [tuple(map(float, point.split())) for point in figure.first.parts["hill"]["d"].removeprefix("M").split(" L")]
    across, down = zip(*curve, strict=True)
    for x, y in places(figure):
        assert y == pytest.approx(float(np.interp(x, across, down)), abs=1.6)
        assert 12 < x < module.WIDTH - 12 and 12 < y < module.GROUND
