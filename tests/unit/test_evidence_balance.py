"""Rules for the figure evidence-balance."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import evidence_balance
from tests.numbers import numbers_in
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return evidence_balance.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of the control differ from the first in all three."""
    every_control_matters(figure)


def test_numbers_of_the_sentence_stand_in_the_figure(figure):
    """Counts stand in the table; the number of all measurements is the sum of the three counts."""
    for values, frame in figure.frames.items():
        total = sum(int(row[1]) for row in frame.rows[:3])
        assert total == sum(trace["marker"]["size"] != [1] and len(trace["x"]) for trace in frame.traces[:3]), values
    numbers_stand(figure, " ".join(str(sum(int(row[1]) for row in frame.rows[:3])) for frame in figure.frames.values()))


def test_known_answers(figure):
    """Norepinephrine itself: 6 higher, 3 the same, 1 lower; the pooled result is drawn in every state."""
    assert [row[1] for row in figure.first.rows[:3]] == ["1", "3", "6"]
    assert all("0.35" in frame.rows[-1][3] and "0.13 to 0.57" in frame.rows[-1][3] for frame in figure.frames.values())


def test_rows_rest_on_their_facts(library):
    """Each row's work stands behind its fact; the number of people is read there, or the sum of two groups read there."""
    for row in library.tables["evidence-balance"]:
        fact = library.facts[row["fact"]]
        assert row["source"] in fact.references
        if row.get("people"):
            there = sorted(int(n) for n in numbers_in(fact.text) if n.isdigit())
            sums = {a + b for a in there for b in there}
            assert row["people"] in {*there, *sums}, row["id"]


def test_contrary_results_are_drawn_as_plainly(figure):
    """The marks of all three columns follow one rule of size and stand equally opaque."""
    for frame in figure.frames.values():
        assert len({trace["marker"]["opacity"] for trace in frame.traces[:3]}) == 1


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_size_grows_with_people(a, b):
    """More people never make a smaller mark; a mark's area grows no faster than the number of people."""
    small, large = sorted((a, b))
    assert evidence_balance.size(small) <= evidence_balance.size(large)
    assert math.isfinite(evidence_balance.size(large)) and evidence_balance.size(large) ** 2 <= 81 + 1.7 * large
