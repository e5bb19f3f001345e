"""The hundred dots of genes: what is lit is what the studies found, no more."""

import re

import pytest

from guide.figures import small_pieces
from guide.tokens import light
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return small_pieces.build(library)


def counts(frame):
    """Dots surely lit (filled), perhaps lit (outlined diamonds), and not (rings)."""
    marker, full = frame.traces[0]["marker"], light("brake")
    drawn = list(zip(marker["color"], marker["symbol"], marker["line"]["color"], strict=True))
    kinds = ((full, "circle", full), ("rgba(0, 0, 0, 0)", "diamond", full), ("rgba(0, 0, 0, 0)", "circle", light("neutral")))
    return [drawn.count(kind) for kind in kinds]


def test_the_dots_are_the_published_shares(figure):
    """13 surely and 17 more perhaps for twins; 7 and 1 for the score; none for a single gene: always 100 dots."""
    assert counts(figure.frames["twins",]) == [13, 17, 70]
    assert counts(figure.frames["score",]) == [7, 0, 93]
    assert counts(figure.frames["score-african",]) == [1, 0, 99]
    assert counts(figure.frames["gene",]) == [0, 0, 100]


def test_the_shares_stand_in_the_facts(library):
    """Each share of the table is read in the fact it names, and its work is in the reference list."""
    for row in library.tables["small-pieces"]:
        text = library.facts[row["fact"]].text
        for name in ("low", "high"):
            if row.get(name) is not None:
                assert f"{row[name]:g}%" in text
        assert row["people"] in text
        assert all(key in library.references for key in row["source"])


def test_the_numbers_of_each_sentence_stand_in_its_table(figure):
    """A number said is a number in the table of the same state."""
    for frame in figure.frames.values():
        table = " ".join(" ".join(row) for row in frame.rows)
        for number in re.findall(r"\d[\d,.]*\d|\d", frame.sentence):
            assert number in table
        assert len(frame.sentence.split()) <= 30


def test_a_range_is_told_by_shape_too(figure):
    """The dots of a range differ in shape from those surely lit, not in color alone."""
    marker = figure.frames["twins",].traces[0]["marker"]
    assert {marker["symbol"][n] for n in range(13)}.isdisjoint({marker["symbol"][n] for n in range(13, 30)})


def test_each_view_changes_dots_sentence_and_table(figure):
    """All four views differ from one another."""
    frames = list(figure.frames.values())
    for one in frames[1:]:
        assert one.traces != frames[0].traces and one.sentence != frames[0].sentence and one.rows != frames[0].rows
    assert all("no, research only" in row for frame in frames for row in frame.rows)


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
