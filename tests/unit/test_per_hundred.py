"""Rules for the figure per-hundred."""

from itertools import combinations

import pytest

from guide.figures import per_hundred
from tests.numbers import numbers_in
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return per_hundred.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of the control differ from the first in all three."""
    every_control_matters(figure)


def test_numbers_of_the_sentence_stand_in_the_table(figure, library):
    """The sentence says the counts of its own arms (a difference and the number of people are worked out from the row)."""
    counts = [[per_hundred.count(arm) for arm in row["arms"]] for row in library.tables["per-hundred"]]
    extra = " ".join(str(one - other) for row in counts for one, other in combinations(row, 2)) + " ".join(
        f" {row['people']}" for row in library.tables["per-hundred"]
    )
    numbers_stand(figure, extra)


def test_shares_are_those_that_were_read(library):
    """Each arm's published share and the number of people stand in one fact, resting on one work: arms share their frame."""
    for row in library.tables["per-hundred"]:
        fact = library.facts[row["fact"]]
        assert row["source"] in fact.references
        there = numbers_in(fact.text)
        assert all(f"{arm['exact']:g}" in there or f"{arm['exact']:.1f}" in there for arm in row["arms"]), row["id"]
        assert len(row["arms"]) >= 2


def test_the_comparison_is_always_shown_last(library):
    """A comparison group stands in every picture but the one where both arms are treatments of one trial."""
    for row in library.tables["per-hundred"]:
        assert row["arms"][-1]["kind"] == "comparison" or row["id"] == "popiel"


def test_dots_are_the_counts(figure):
    """Each arm shows a hundred dots, as many filled as the table says; unused places are not shown."""
    for frame in figure.frames.values():
        for slot in range(per_hundred.ARMS):
            filled, rings = (frame.parts[f"{part}-{slot}"]["d"].count("h0") for part in ("yes", "ring"))
            assert filled + rings == 100
            if slot < len(frame.rows):
                assert frame.rows[slot][1].split()[0] == str(filled) and frame.parts[f"arm-{slot}"]["style"] == ""
            else:
                assert frame.parts[f"arm-{slot}"]["style"] == "display:none"


def test_known_answer(figure):
    """The first picture is the trial of 2014: 77, 73, 43 and 7 of 100."""
    assert [row[1] for row in figure.first.rows] == ["77 of 100", "73 of 100", "43 of 100", "7 of 100"]


def test_nobody_has_to_subtract(figure):
    """Each row of the table says how many more of 100 its group holds than the last one, and no table holds a percent sign or a decimal."""
    for frame in figure.frames.values():
        *counts, last = [int(row[1].split()[0]) for row in frame.rows]
        assert [int(row[2].split()[0]) if row[2][0].isdigit() else 0 for row in frame.rows] == [*(one - last for one in counts), 0]
        assert not any("%" in cell or "." in cell for row in frame.rows for cell in row)
