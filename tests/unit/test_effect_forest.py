"""Rules for the figure effect-forest."""

import pytest

from guide.figures import effect_forest
from tests.unit.figure_rules import every_control_matters, facts_hold, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return effect_forest.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of each control differ from the first in all three (another order is another sentence)."""
    every_control_matters(figure)


def test_sizes_are_those_that_were_read(library):
    """Each size, end of range and number of people stands in its fact; a range without ends says whether it was clear."""
    rows = library.tables["effect-forest"]
    facts_hold([row for row in rows if not row.get("round_low")], library, "size", "low", "high", "people")
    assert all(("low" in row and "high" in row) or "clear" in row for row in rows)
    assert all(row["low"] <= row["size"] <= row["high"] for row in rows if "low" in row)


def test_only_like_stands_with_like(figure, library):
    """One axis holds one comparison; waiting and placebo never stand together, and at most eight rows do."""
    for (versus, _), frame in figure.frames.items():
        rows = [row for row in library.tables["effect-forest"] if row["versus"] == versus]
        assert len(frame.rows) == len(rows) <= effect_forest.SLOTS
        assert sorted(frame.traces[effect_forest.SLOTS]["x"]) == sorted(row["size"] for row in rows)
        assert all(row.get("low", row["size"]) > effect_forest.LEFT and row.get("high", row["size"]) < effect_forest.RIGHT for row in rows)


def test_the_sentence_counts_its_own_rows(figure, library):
    """The counts said (all, unsure, worse) are those of the rows; the sizes said stand in the table."""
    extra = []
    for versus in {row["versus"] for row in library.tables["effect-forest"]}:
        rows = [row for row in library.tables["effect-forest"] if row["versus"] == versus]
        extra += [len(rows), sum(map(effect_forest.unsure, rows)), sum(row.get("high", 0) < 0 for row in rows)]
    numbers_stand(figure, " ".join(map(str, extra)))


def test_order(figure):
    """Largest first falls in size; narrowest first grows in width, and a range nobody read comes last."""
    for (_, sort), frame in figure.frames.items():
        if sort == "size":
            shown = frame.traces[effect_forest.SLOTS]["x"]
            assert shown == sorted(shown, reverse=True)
        else:
            unread = [row[2] == "not read" for row in frame.rows]
            assert unread == sorted(unread)


def test_null_results_are_there(library):
    """Results that could be no effect are drawn: at least one against placebo, one against active treatment, one mixed."""
    for versus in ("placebo", "active", "mixed"):
        assert any(effect_forest.unsure(row) for row in library.tables["effect-forest"] if row["versus"] == versus)
