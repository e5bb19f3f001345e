"""Rules for the figure hundred-people."""

import pytest

from guide.figures import hundred_people
from tests.unit.figure_rules import every_control_matters, facts_hold, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return hundred_people.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of the control differ from the first in all three."""
    every_control_matters(figure)


def test_numbers_of_the_sentence_stand_in_the_table(figure):
    """The sentence says no number that the figure does not show (a range's ends are rounded in the table too)."""
    numbers_stand(figure)


def test_shares_are_those_that_were_read(library):
    """Each published share stands in its fact; each count is that share as whole people."""
    rows = library.tables["hundred-people"]
    facts_hold(rows, library, "exact", "low", "high", "met_exact")
    assert all(row["count"] == round(row["exact"]) for row in rows)


def test_a_hundred_people_always(figure):
    """Those with PTSD, those who met an event and the rest make 100 in every state, and as many are drawn as are told."""
    for frame in figure.frames.values():
        drawn = [frame.parts[part]["d"].count("z") // 2 for part in ("ptsd", "met", "rest")]
        assert sum(drawn) == 100
        assert str(drawn[0]) == frame.rows[0][1]


def test_known_answers(figure):
    """Six of a hundred after an event worldwide; twenty of a hundred women after sexual assault."""
    assert figure.frames[("after-event",)].rows[0][1] == "6"
    assert figure.frames[("sexual-assault",)].rows[0][1] == "20"
