"""Rules for the figure symptom-groups."""

import pytest

from guide.figures import symptom_groups
from tests.numbers import numbers_in
from tests.unit.figure_rules import every_control_matters, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return symptom_groups.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of the control differ from the first in all three."""
    every_control_matters(figure)


def test_links_rest_on_their_works(library):
    """Every fact behind a link rests on a work the row names."""
    for row in library.tables["symptom-groups"]:
        for fact in row["facts"]:
            assert set(library.facts[fact].references) & set(row["source"]), (row["id"], fact)


def test_lit_parts_are_the_parts_of_the_row(figure, library):
    """A part is fully seen when, and only when, the row names it; messenger paths light only from its source."""
    for row in library.tables["symptom-groups"]:
        frame = figure.frames[(row["id"],)]
        for part in symptom_groups.PARTS:
            assert (frame.parts[f"shape-{part}"]["style"] == "opacity:1") == (part in row["parts"])
        for part in symptom_groups.LINES:
            assert (frame.parts[f"path-{part}"]["class"] == "flow") == ({part, "source"} <= set(row["parts"]))


def test_four_groups_and_an_honest_not_known(figure, library):
    """There are four groups, at least one of whose links is said to be unknown, and no number is said."""
    rows = library.tables["symptom-groups"]
    assert len(rows) == 4 and any(row["link"] == "unknown" for row in rows)
    assert not any(numbers_in(frame.sentence) - {"1"} for frame in figure.frames.values())
