"""A feeling and its brake: the model's properties, and the figure."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.figures import emotion_brake
from guide.models import emotion_brake as model


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return emotion_brake.build(library)


def test_without_brake_and_trigger_it_decays_as_known():
    """With no brake the feeling after the trigger falls as exp(-DECAY t), and its top is the known answer."""
    times, alarm, brake = model.react(0.0, 0.2)
    assert (brake == 0).all()
    top = 0.2 / model.DECAY * (1 - np.exp(-model.DECAY * model.TRIGGER))
    assert alarm.max() == pytest.approx(top, rel=1e-3)
    after = times >= model.TRIGGER + 1
    assert np.allclose(np.diff(np.log(alarm[after])), -model.DECAY * model.STEP, rtol=1e-3)


def test_a_strong_alarm_leaves_half_at_too_much_and_ever_less():
    """w = 1/2 at TOO_MUCH, and it falls."""
    assert float(model.left_of_brake(model.TOO_MUCH)) == pytest.approx(0.5)
    assert (np.diff(model.left_of_brake(np.linspace(0, 2, 50))) < 0).all()


@settings(max_examples=15, deadline=None)
@given(st.floats(0, 0.95), st.floats(0.05, 0.4))
def test_a_stronger_brake_lowers_and_shortens(strength, loudness):
    """More brake: never a higher top, never a later settling; everything finite and never negative."""
    times, alarm, brake = model.react(strength, loudness)
    _, calmer, _ = model.react(strength + 0.05, loudness)
    assert np.isfinite(alarm).all()
    assert np.isfinite(brake).all()
    assert (alarm >= 0).all()
    assert (brake >= 0).all()
    assert brake.max() <= 1
    assert calmer.max() <= alarm.max() + 1e-9
    assert model.settles(times, calmer) <= model.settles(times, alarm) + 1e-9


@settings(max_examples=10, deadline=None)
@given(st.floats(0, 1), st.floats(0.05, 0.35))
def test_a_louder_alarm_climbs_higher_and_leaves_less_of_the_brake(strength, loudness):
    """Louder: a higher top, so less of the brake is left at it."""
    low, high = model.react(strength, loudness)[1].max(), model.react(strength, loudness + 0.05)[1].max()
    assert high > low
    assert model.left_of_brake(high) < model.left_of_brake(low)


def test_figure_shows_stronger_brakes_in_order(figure):
    """Over the whole slider, top and settling never rise with the brake, at each loudness."""
    for alarm in emotion_brake.LOUDNESS:
        tops = [max(figure.frames[f"{s:g}", alarm].traces[1]["y"]) for s in emotion_brake.STRENGTHS]
        minutes = [int(re.search(r"\d+", figure.frames[f"{s:g}", alarm].rows[1][1])[0]) for s in emotion_brake.STRENGTHS]
        assert tops == sorted(tops, reverse=True)
        assert minutes == sorted(minutes, reverse=True)


def test_every_state_is_whole_and_says_what_it_shows(figure):
    """Full, finite traces within the axis; the sentence's numbers stand in the table; the top is the curve's."""
    assert len(figure.frames) == 33
    for frame in figure.frames.values():
        for trace in frame.traces:
            for array in trace.values():
                assert len(array)
                assert np.isfinite(array).all()
                assert np.max(array) <= emotion_brake.TOP
        cells = set(re.findall(r"\d+", " ".join(" ".join(row) for row in frame.rows)))
        assert set(re.findall(r"\d+", frame.sentence)) <= cells | {"100"}
        assert len(frame.sentence.split()) <= 30
        assert int(re.search(r"\d+", frame.rows[0][1])[0]) == pytest.approx(max(frame.traces[1]["y"]), abs=2)


def test_each_control_changes_picture_table_and_sentence(figure):
    """Two other states of each control differ from the first in all three."""
    for other in (("0.2", "middling"), ("1", "middling"), ("0.7", "quiet"), ("0.7", "loud")):
        frame = figure.frames[other]
        assert not np.allclose(frame.traces[1]["y"], figure.first.traces[1]["y"])
        assert frame.rows != figure.first.rows
        assert frame.sentence != figure.first.sentence


def test_it_says_that_it_is_an_illustration(figure):
    """Nothing here was measured."""
    assert figure.illustration
