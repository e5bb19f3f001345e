"""What in daily life helps: the numbers are the facts', like stands beside like, nothing without a number gets one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import everyday_help, intervals, new_tools
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return everyday_help.build(library)


def test_effects_and_intervals_are_read_in_the_facts(library):
    """Each effect and each end of an interval stands in the fact the row names; each work is in the reference list."""
    for row in library.tables["everyday-help"]:
        text = library.facts[row["fact"]].text
        for name in ("effect", "low", "high"):
            if name in row:
                assert re.search(rf"(?<![\d.]){re.escape(f'{abs(row[name]):g}')}0?(?![\d])", text), (row["id"], name)
        assert all(key in library.references for key in row["source"])


def test_an_interval_holds_its_effect(library):
    """low < effect < high wherever an interval was read."""
    for table in ("everyday-help", "new-tools"):
        for row in library.tables[table]:
            if "low" in row:
                assert row["low"] < row["effect"] < row["high"]


def test_every_row_is_shown_in_one_view(library):
    """Those with a number stand in both orders, ones with no comparison group last; those without a number have a view of their own."""
    rows = library.tables["everyday-help"]
    measured = sorted(row["id"] for row in rows if "effect" in row)
    for sort in ("effect", "sure"):
        names = everyday_help.order(rows, sort)
        assert sorted(names) == measured
        assert names[-1] == "breathing-mask"
    assert sorted((*measured, *everyday_help.order(rows, "open"))) == sorted(row["id"] for row in rows)


def test_a_view_fits_the_screen_of_a_phone(library):
    """Each of these figures draws at most 500 pixels of rows: with its sentence and its control it stands on a phone of 844."""
    for figure in (everyday_help.build(library), new_tools.build(library)):
        assert figure.narrow_height <= 500


def test_sorting_by_effect_is_monotone(library):
    """Among rows with a comparison group the effects fall from the top down."""
    rows = {row["id"]: row for row in library.tables["everyday-help"]}
    names = everyday_help.order(tuple(rows.values()), "effect")
    values = [rows[name]["effect"] for name in names if "effect" in rows[name] and rows[name]["kind"] != "before-after"]
    assert values == sorted(values, reverse=True)


def test_the_first_row_is_the_sentence(figure):
    """The sentence names the row that stands on top and says its numbers; the table holds every row in each view."""
    for (sort,), frame in figure.frames.items():
        assert sort == "open" or frame.rows[0][0] in frame.sentence
        assert len(frame.sentence.split()) <= 30
        table = " ".join(" ".join(row) for row in frame.rows)
        assert all(number in table for number in re.findall(r"\d+\.\d+|\d+", frame.sentence))
    views = list(figure.frames.values())
    assert len({frame.sentence for frame in views}) == len({repr(frame.traces) for frame in views}) == len(views)
    assert len({frozenset(frame.rows) for frame in views}) == 1


@given(st.permutations(["a", "b", "c", "d"]))
def test_no_two_rows_share_a_place(order):
    """Whatever the order, rows stand from the top down without overlap and within the stage."""
    lines = [intervals.Line(name, name, "", 0.1 if name in "ab" else None) for name in "abcd"]
    at = intervals.places(lines, order)
    down = [at[name] for name in order]
    assert down == sorted(down, reverse=True)
    assert all(a - b >= intervals.SHORT - 1e-9 for a, b in zip(down, down[1:], strict=False))
    assert down[-1] > -(2 * intervals.TALL + 2 * intervals.SHORT)


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
