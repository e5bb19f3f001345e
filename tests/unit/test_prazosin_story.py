"""Rules for the figure prazosin-story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import prazosin_story as story
from tests.numbers import numbers_in
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return story.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of each control differ from the first in all three."""
    every_control_matters(figure)


def test_numbers_of_the_sentence_stand_in_the_table(figure):
    """The sentence says no number that the table or the chosen year does not show."""
    numbers_stand(figure)


def test_rows_are_those_that_were_read(library):
    """Nine trials and eight pooled results; numbers stand in the facts, works stand behind them."""
    rows = library.tables["prazosin-story"]
    assert [sum(row["kind"] == kind for row in rows) for kind in ("trial", "pooled")] == [9, 8]
    for row in rows:
        fact = library.facts[row["fact"]]
        assert row["source"] in fact.references
        there = numbers_in(fact.text)
        for outcome in story.OUTCOMES:
            for value in row.get(outcome, {}).values():
                assert {f"{abs(value):g}", f"{abs(value):.2f}", f"{abs(value):.3f}"} & there, (row["id"], outcome, value)


def test_known_answers(figure):
    """By 2025: nine trials, five better, four without a clear difference, the largest with 304 people; by 2014 no pooled result."""
    assert figure.first.rows[0][1] == "5 prazosin better, 4 no clear difference" and figure.first.rows[0][2].startswith("9 trials, ")
    assert figure.first.rows[1][1:] == ("no clear difference", "304 people")
    assert figure.first.rows[2] == ("Raskind, 2003", "prazosin better", "10 people") and len(figure.first.rows) == 2 + 9 + 1
    assert figure.first.rows[-1][0] == "Combined: Mendes, 2025" and len(figure.frames[("2015", "trials")].rows) == 2 + 6
    assert "combined later" in figure.first.sentence and "combined later" not in figure.frames[("2019", "trials")].sentence
    assert figure.frames[("2014", "nightmares")].rows[-1][1] == "none yet"
    assert figure.frames[("2020", "nightmares")].rows[-1] == ("Combined: Zhang, 2020", "For nightmares: a lot, between “a little” and “a lot”", "8 trials")


def test_sizes_are_said_in_words(figure):
    """No state says a size in decimals: those stand in the open data."""
    assert not any("." in cell for frame in figure.frames.values() for row in frame.rows for cell in row)


def inked(colors) -> int:
    """How many marks have ink."""
    return sum(color != story.UNSEEN for color in colors)


def test_the_future_and_the_other_picture_are_not_shown(figure, library):
    """At each year exactly the trials published by then have ink, or exactly the pooled results of the outcome; marks, lines and words of the other picture have none."""
    trials = [row for row in library.tables["prazosin-story"] if row["kind"] == "trial"]
    pooled = [row for row in library.tables["prazosin-story"] if row["kind"] == "pooled"]
    for (year, outcome), frame in figure.frames.items():
        single = outcome == story.TRIALS
        dotted, lanes, lines, marks, words = frame.traces[:2], frame.traces[2:4], frame.traces[4:-3], frame.traces[-3], frame.traces[-2:]
        known = sum(row["year"] <= int(year) for row in trials) if single else 0
        combined = 0 if single else sum(row["year"] <= int(year) and outcome in row for row in pooled)
        assert sum(inked(trace["marker"]["color"]) for trace in lanes) == known
        assert inked(marks["marker"]["color"]) == inked(line["line"]["color"] for line in lines) == combined and len(lines) == len(pooled)
        assert [inked([trace["line"]["color"]]) for trace in dotted] == [bool(trace["text"][0]) for trace in dotted] == [single, not single]
        assert [any(trace["text"]) for trace in words] == [single, not single]
        assert bool(frame.layout["shapes"]) != single


def test_trials_never_become_fewer(figure):
    """A later year never shows fewer trials."""
    counts = [int(figure.frames[(str(year), story.TRIALS)].rows[0][2].split()[0]) for year in story.YEARS]
    assert counts == sorted(counts)


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_size_grows_with_people(a, b):
    """More people never make a smaller mark."""
    small, large = sorted((a, b))
    assert 0 < story.size(small) <= story.size(large)
