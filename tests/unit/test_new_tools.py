"""New tools: each with effect, interval and comparison as read; none is said to be better than standard therapy."""

import re

import pytest

from guide.figures import new_tools
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return new_tools.build(library)


def test_effects_and_intervals_are_read_in_the_facts(library):
    """Each number stands in the fact the row names (a fact may write 2.1 as 2.10); each work is in the reference list."""
    for row in library.tables["new-tools"]:
        text = library.facts[row["fact"]].text
        for name in ("effect", "low", "high"):
            if name in row:
                assert re.search(rf"(?<![\d.]){re.escape(f'{abs(row[name]):g}')}0?(?!\d)", text), (row["id"], name)
        assert all(key in library.references for key in row["source"])


def test_against_waiting_looks_larger_than_against_treatment(library):
    """The comparison decides: virtual reality against waiting is above virtual reality against treatment."""
    rows = {row["id"]: row for row in library.tables["new-tools"]}
    assert rows["vr-waiting"]["effect"] > rows["vr-active"]["effect"]
    assert rows["vr-waiting"]["kind"] == "waiting" and rows["vr-active"]["kind"] == "active"


def test_null_results_are_drawn(figure, library):
    """The newest review of magnetic stimulation, near zero, is a mark like any other."""
    effects = list(figure.figure.data[4].x)
    assert 0.14 in effects and len(effects) == sum("effect" in row for row in library.tables["new-tools"])


def test_a_chosen_tool_comes_first_with_its_own_rows(figure, library):
    """Choosing a tool brings its rows to the top and its table names them and the yardstick, standard therapy."""
    for (tool,), frame in figure.frames.items():
        assert 2 <= len(frame.rows) <= 12
        if tool != "all":
            own = [row for row in library.tables["new-tools"] if row["tool"] == tool]
            assert len(frame.rows) == len(own) + 1
            assert frame.rows != figure.first.rows and frame.sentence != figure.first.sentence and frame.traces != figure.first.traces


def test_sentences_say_the_numbers_of_the_table(figure):
    """Every number of a sentence stands in the rows of that state; 30 words at most."""
    for frame in figure.frames.values():
        table = " ".join(" ".join(row) for row in frame.rows)
        for number in re.findall(r"\d+\.\d+|\d+", frame.sentence):
            assert number in table, (number, frame.sentence)
        assert len(frame.sentence.split()) <= 30


def test_nothing_is_said_to_beat_standard_therapy(figure):
    """The first state says that no tool was shown better than standard trauma-focused therapy."""
    assert "No tool here has been shown better than standard trauma-focused therapy" in figure.first.sentence


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
