"""The 2012 model of the stress hormone's day, and its figure."""

from __future__ import annotations

import re

import numpy as np
import pytest

from guide.figures import day_rhythm
from guide.models import hpa

PATTERNS = ("normal", "depressed", "ptsd")


@pytest.fixture(scope="module")
def values(library):
    """The shared parameters by name."""
    return {name: float(library.parameters[name].value) for name in hpa.SHARED}


def knobs(library, who):
    """Drive and feedback of a pattern."""
    return float(library.parameters[f"k_stress_{who}"].value), float(library.parameters[f"Ki_{who}"].value)


@pytest.fixture(scope="module")
def rhythms(library, values):
    """The steady rhythm of each pattern."""
    return {who: hpa.rhythm(values, *knobs(library, who)) for who in PATTERNS}


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return day_rhythm.build(library)


def agrees(found: float, expected: float, *, digits: int = 1) -> bool:
    """Equal once rounded as printed (a printed 0.6 stands for anything from 0.55 to 0.65): a per cent more hid a 7.5 that is 7.6."""
    return round(found, digits) == round(expected, digits)


def test_model_reproduces_the_published_results(library, rhythms, capsys):
    """Mean, range and period of each pattern equal the ones in parameters.yaml; both are printed side by side."""
    lines, wrong = [], []
    for who in PATTERNS:
        parameter = library.parameters[f"expected_cortisol_{who}"]
        period = float(re.search(r"period ([\d.]+) h", parameter.note)[1])
        found = rhythms[who]
        for name, expected, got in (
            ("mean", float(parameter.value), found.mean),
            ("lowest", parameter.range[0], found.lowest),
            ("highest", parameter.range[1], found.highest),
            ("period", period, found.period),
        ):
            lines.append(f"{who:10} {name:8} published {expected:6.1f}   reproduced {got:7.3f}   {100 * (got / expected - 1):+.1f} %")
            if not agrees(got, expected):
                wrong.append(lines[-1])
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert not wrong


@pytest.mark.parametrize(("name", "factor"), [("K_d3", 2.0), ("K_P3", 2.0), ("n2", 0.6), ("K_b", 2.0)])
def test_a_changed_parameter_is_noticed(library, values, name, factor):
    """Each mutation moves the typical mean, or the rhythm, out of the published result."""
    parameter = library.parameters["expected_cortisol_normal"]
    try:
        found = hpa.rhythm({**values, name: values[name] * factor}, *knobs(library, "normal"), days=3)
    except ValueError:  # the rhythm is gone
        return
    assert not (agrees(found.mean, float(parameter.value)) and agrees(found.lowest, parameter.range[0]) and agrees(found.highest, parameter.range[1]))


def test_swapped_patterns_are_noticed(library, rhythms):
    """The PTSD pattern's mean is not the depression pattern's."""
    assert not agrees(rhythms["ptsd"].mean, float(library.parameters["expected_cortisol_depressed"].value))


def test_all_states_stay_positive_and_finite(library, values):
    """Concentrations are never below zero, and never NaN."""
    for who in PATTERNS:
        states = hpa.run(values, *knobs(library, who), hpa.START, np.linspace(0, 120, 500))
        assert np.isfinite(states).all()
        assert (states >= -1e-6).all()


def test_scare_adds_nothing_before_it_and_something_after(library, values, rhythms):
    """Cause comes before effect, and the effect is a rise."""
    hours = np.arange(4.0, 28.0, 0.5)
    for who in PATTERNS:
        calm = hpa.day(values, *knobs(library, who), rhythms[who], hours)
        scared = hpa.day(values, *knobs(library, who), rhythms[who], hours, scare_at=13.0)
        assert np.allclose(calm[hours <= 13], scared[hours <= 13], rtol=1e-3)
        assert (scared - calm).max() > 0.5


def test_every_state_is_whole(figure):
    """Traces are finite and full, rows and sentences are there, and a sentence has at most 30 words."""
    assert len(figure.frames) == 6
    for frame in figure.frames.values():
        for trace in frame.traces:
            for name in set(trace) & {"x", "y"}:
                assert len(trace[name])
                assert np.isfinite(np.asarray(trace[name], dtype=float)).all()
        assert 2 <= len(frame.rows) <= 12
        assert len(frame.sentence.split()) <= 30


def test_each_control_changes_curve_table_and_sentence(figure):
    """A state of each control differs from the first in all three."""
    for other in (("typical", "off"), ("depression", "off"), ("ptsd", "on")):
        frame = figure.frames[other]
        assert not np.allclose(frame.traces[1]["y"], figure.first.traces[1]["y"])
        assert frame.rows != figure.first.rows
        assert frame.sentence != figure.first.sentence


def test_numbers_of_the_sentence_stand_in_the_table(figure):
    """What is said is what is shown."""
    for frame in figure.frames.values():
        table = " ".join(" ".join(row) for row in frame.rows)
        for number in re.findall(r"\d+(?::\d+)?", frame.sentence):
            assert re.search(rf"(?<![\d.]){number}(?![\d])", table), (number, frame.sentence)


def test_measured_differences_are_drawn_as_recorded(library, figure):
    """The pooled intervals are those of parameters.yaml; the one at rest includes zero, and the picture shows it does."""
    trace = figure.figure.data[3]
    for n, name in enumerate(("basal_cortisol_difference_ptsd", "urine_24h_cortisol_difference_ptsd")):
        parameter = library.parameters[name]
        assert trace.x[n] == parameter.value
        assert trace.x[n] - trace.error_x.arrayminus[n] == pytest.approx(parameter.range[0])
        assert trace.x[n] + trace.error_x.array[n] == pytest.approx(parameter.range[1])
    assert trace.x[0] - trace.error_x.arrayminus[0] < 0 < trace.x[0] + trace.error_x.array[0]


def test_typical_day_averages_one_hundred(figure):
    """100 is the typical average, by definition: over a day it is close to that, and the curve's ends nearly meet."""
    typical = np.asarray(figure.first.traces[0]["y"])
    assert typical[:-1].mean() == pytest.approx(100, abs=2)
    assert typical[0] == pytest.approx(typical[-1], rel=0.03)
