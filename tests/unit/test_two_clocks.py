"""The two clocks of a fright: kinetics with known answers, and the figure."""

from __future__ import annotations

import json
import re

import brotli
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import two_clocks
from guide.models import two_clocks as model

FAST = model.fast(2.4, 2.0)
SLOW = model.Clock(7.0, 20.0, 66.0)


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return two_clocks.build(library)


@pytest.mark.parametrize("clock", [FAST, model.fast(2.0, 2.0), SLOW])
def test_a_half_life_halves(clock):
    """After release ends, each half-life halves the level."""
    at = clock.ends + np.arange(5) * clock.half_life
    levels = model.one(clock, at)
    assert levels[1:] / levels[:-1] == pytest.approx([0.5] * 4)


@pytest.mark.parametrize("clock", [FAST, SLOW])
def test_nothing_before_release_and_the_peak_at_its_end(clock):
    """Zero until release starts, 100 where it ends, nowhere more."""
    t = np.linspace(0, 200, 20001)
    line = model.one(clock, t)
    assert (line[t <= clock.starts] == 0).all()
    assert model.one(clock, np.array([clock.ends]))[0] == pytest.approx(100)
    assert line.max() <= 100 + 1e-9


def test_closed_form_solves_the_equation():
    """A step-by-step integration of dx/dt = r - k x gives the same curve."""
    step, x, r = 0.001, 0.0, 100 * SLOW.rate / (1 - np.exp(-SLOW.rate * (SLOW.ends - SLOW.starts)))
    for n in range(60_000):
        t = n * step
        x += step * ((r if SLOW.starts <= t < SLOW.ends else 0.0) - SLOW.rate * x)
    assert x == pytest.approx(model.one(SLOW, np.array([60.0]))[0], rel=1e-3)


@given(st.floats(0, 400), st.floats(0.1, 3.5))
def test_frights_add_up(t, size):
    """Superposition: three in a row are the sum of three, each twenty minutes later; size scales all."""
    at = np.array([t])
    for clock in (FAST, SLOW):
        apart = sum(model.one(clock, at - model.GAP_MINUTES * n) for n in range(3))
        assert model.level(clock, at, 3, size) == pytest.approx(size * apart)


@given(st.floats(0, 1000), st.sampled_from([1, 3]))
def test_levels_are_bounded(t, frights):
    """Never below zero, never more than the number of frights times one peak, never NaN."""
    for clock in (FAST, SLOW):
        level = model.level(clock, np.array([t]), frights)[0]
        assert 0 <= level <= 100 * frights + 1e-6


def test_cortisol_stacks_and_norepinephrine_does_not(library, figure):
    """Three frights raise cortisol's peak more than twofold, norepinephrine's by under one part in a hundred."""
    one, three = figure.frames["1200", "big", "1", "usual"], figure.frames["1200", "big", "3", "usual"]
    assert max(three.traces[2]["y"]) > 2 * max(one.traces[2]["y"])
    assert max(three.traces[0]["y"]) < 1.01 * max(one.traces[0]["y"])


def test_the_figure_uses_the_recorded_half_lives(figure):
    """Read off the drawn curves, the half-lives are 2.4, 2 and 66 minutes: a doubled one fails here."""
    curves = figure.frames["1200", "big", "1", "usual"].traces
    for n, (expected, early, late) in enumerate(((2.4, 2.0, 6.0), (2.0, 2.0, 6.0), (66.0, 60.0, 360.0))):
        y = np.asarray(curves[n]["y"])
        first, second = (int(np.argmin(np.abs(two_clocks.GRID - at))) for at in (early, late))
        assert (two_clocks.GRID[second] - two_clocks.GRID[first]) / np.log2(y[first] / y[second]) == pytest.approx(expected, rel=1e-6)


def test_over_ready_alarm_scales_with_the_bursts(figure):
    """Norepinephrine and adrenaline rise 21.0 / 6.7 times as high; cortisol, where nothing was measured, the same."""
    usual, ready = figure.frames["60", "big", "1", "usual"], figure.frames["60", "big", "1", "over-reactive"]
    for n in (0, 1):
        assert max(ready.traces[n]["y"]) / max(usual.traces[n]["y"]) == pytest.approx(21.0 / 6.7)
    assert np.allclose(ready.traces[2]["y"], usual.traces[2]["y"])


def test_every_state_is_whole(figure):
    """Full traces within the axis, finite numbers, short sentences, every number of a sentence on the figure."""
    assert len(figure.frames) == 25 * 2 * 2 * 2
    clock = re.compile(r"[\d.]+ (?:seconds?|minutes?|hours?)")
    for values, frame in figure.frames.items():
        for trace in frame.traces:
            for array in trace.values():
                assert len(array)
                assert np.isfinite(np.asarray(array, dtype=float)).all()
                assert np.max(array) <= two_clocks.TOP
        assert len(frame.sentence.split()) <= 30
        cells = {cell for row in frame.rows for cell in row}
        assert clock.search(frame.sentence), values
        assert set(re.findall(r"\d+", clock.sub("", frame.sentence))) <= cells, frame.sentence
        for shown, level in zip(frame.rows, frame.traces[4]["y"], strict=True):
            assert int(shown[1]) == round(level)


def test_each_control_changes_picture_table_and_sentence(figure):
    """Two other states of the time line, and the other state of each choice, differ from the first in all three."""
    for other in (("60", "big", "1", "usual"), ("7200", "big", "1", "usual"), ("1200", "small", "1", "usual"), ("1200", "big", "1", "over-reactive")):
        frame = figure.frames[other]
        assert repr(frame.traces) != repr(figure.first.traces)
        assert frame.rows != figure.first.rows
        assert frame.sentence != figure.first.sentence
    three, one = figure.frames["1800", "big", "3", "usual"], figure.frames["1800", "big", "1", "usual"]
    assert three.rows != one.rows
    assert three.sentence != one.sentence
    assert figure.frames["1200", "big", "3", "usual"].sentence != figure.first.sentence


def test_time_line_is_one_to_one():
    """The piecewise time axis never runs backwards and joins without a gap."""
    t = np.linspace(0, 360, 5000)
    assert (np.diff(two_clocks.place(t)) > 0).all()
    assert two_clocks.place(np.array([1.0, 60.0, 360.0])) == pytest.approx([1, 2, 3])


def test_weight(figure):
    """All states together weigh at most 60 KB compressed, and no curve has more than 100 points."""
    assert len(two_clocks.GRID) <= 100
    assert len(brotli.compress(json.dumps(figure.payload(), separators=(",", ":")).encode(), quality=9)) <= 60_000
