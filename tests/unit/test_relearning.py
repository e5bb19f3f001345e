"""Two memories: the Rescorla-Wagner rule's known answers, and the figure."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import relearning
from guide.models import relearning as model


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return relearning.build(library)


def test_the_error_is_shared_by_all_that_predict():
    """One safe moment lowers fear by the error times the sum of the rates: the rule's summed error."""
    after = model.Memory().safe_moment(same_place=True)
    assert after.fear(same_place=True) == pytest.approx(1 - model.RATE_DANGER - model.RATE_HERE - model.RATE_EVERYWHERE)
    elsewhere = model.Memory().safe_moment(same_place=False)
    assert elsewhere.here == 0
    assert elsewhere.fear(same_place=False) == pytest.approx(1 - model.RATE_DANGER - model.RATE_EVERYWHERE)


def test_a_session_is_geometric():
    """With a constant rate, n moments leave (1 - rate)^n of the fear."""
    memory = model.Memory()
    for _ in range(7):
        memory = memory.safe_moment(same_place=True)
    assert memory.fear(same_place=True) == pytest.approx((1 - model.RATE_DANGER - model.RATE_HERE - model.RATE_EVERYWHERE) ** 7)


@given(st.integers(1, 40), st.integers(0, 6))
def test_memories_stay_in_bounds_and_the_old_one_outlasts(sessions, practice):
    """All strengths in 0 to 1; the danger memory only sinks, and stays larger than what is left of fear."""
    course = model.course(sessions, practice)
    for before, after in zip(course, course[1:], strict=False):
        assert 0 < after.danger <= before.danger <= 1
        assert 0 <= after.here <= 1
        assert 0 <= after.everywhere <= 1
        assert after.fear(same_place=True) < after.danger


@given(st.integers(1, 12), st.integers(0, 2))
def test_a_new_place_brings_fear_back(sessions, practice):
    """Return of fear: never less in a new place than in the therapy room."""
    last = model.course(sessions, practice)[-1]
    assert last.fear(same_place=False) > last.fear(same_place=True)


@given(st.integers(1, 12))
def test_practice_carries_safety_along(sessions):
    """More practice: less fear in a new place."""
    fears = [model.course(sessions, n)[-1].fear(same_place=False) for n in (0, 1, 2)]
    assert fears[0] > fears[1] > fears[2]


def test_rest_lets_some_fear_return():
    """Between sessions safety fades and danger does not, so fear comes back a little."""
    tired = model.Memory(0.9, 0.4, 0.2)
    assert tired.rest().danger == tired.danger
    assert tired.rest().fear(same_place=True) > tired.fear(same_place=True)


def test_fear_sinks_with_each_session_drawn(figure):
    """Over the slider fear never rises, in either place, at any practice."""
    for practice in relearning.PRACTICE:
        for place in ("same", "new"):
            fear = figure.frames[str(relearning.MOST), practice, place].traces[2]["y"]
            assert (np.diff(fear) < 0).all()


def test_every_state_is_whole_and_says_what_it_shows(figure):
    """Full, finite traces; the sentence's numbers stand in the table; the last point is the table's fear."""
    assert len(figure.frames) == 78
    for (done, _, place), frame in figure.frames.items():
        for trace in frame.traces:
            for array in trace.values():
                assert len(array)
                assert np.isfinite(array).all()
        cells = {cell for row in frame.rows for cell in row} | {done, "100"}
        assert set(re.findall(r"\d+", frame.sentence)) <= cells
        assert len(frame.sentence.split()) <= 30
        assert len(frame.traces[2]["y"]) == int(done) + 1
        assert round(frame.traces[2]["y"][-1]) == int(frame.rows[0][1]) == int(frame.rows[1 if place == "same" else 2][1])
        heights = sorted(frame.traces[3]["y"])
        assert min(np.diff(heights)) > 8.9  # labels stand apart


def test_each_control_changes_picture_table_and_sentence(figure):
    """Two other states of each control differ from the first in all three."""
    for other in (("2", "0", "same"), ("12", "0", "same"), ("8", "1", "same"), ("8", "2", "same"), ("8", "0", "new")):
        frame = figure.frames[other]
        assert repr(frame.traces) != repr(figure.first.traces)
        assert frame.rows != figure.first.rows
        assert frame.sentence != figure.first.sentence


def test_no_one_is_promised_an_end_of_fear(figure):
    """No state shows fear at zero."""
    assert min(min(frame.traces[2]["y"]) for frame in figure.frames.values()) > 1
