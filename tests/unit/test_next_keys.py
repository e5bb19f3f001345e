"""Receptors and new medicines: stage and result as the trials say; what failed is told as plainly as what worked."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from guide.figures import next_keys
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return next_keys.build(library)


def test_every_row_rests_on_a_fact_and_a_work(library):
    """The count of people stands in the fact, the works in the reference list; stage and result are of the known kinds."""
    for row in library.tables["next-keys"]:
        assert row["people"] in library.facts[row["fact"]].text
        assert all(key in library.references for key in row["source"])
        assert row["stage"] in range(1, next_keys.STAGES + 1) and row["result"] in next_keys.MARKS


def test_what_the_facts_call_negative_is_not_called_better(library):
    """A fact marked negative gives no row that did better; prazosin, negative in its largest trial only, is mixed."""
    for row in library.tables["next-keys"]:
        if library.facts[row["fact"]].strength == "negative":
            assert row["result"] in ("no", "mixed")
    assert [row["result"] for row in library.tables["next-keys"] if row["id"] == "prazosin"] == ["mixed"]


def test_the_sentence_counts_what_the_list_shows(figure, library):
    """The totals said are the rows counted; every number stands in the table of that state."""
    counts = Counter(row["result"] for row in library.tables["next-keys"])
    said = [int(n) for n in re.findall(r"\d+", figure.first.sentence)]
    assert said == [sum(counts.values()), counts["no"], counts["better"]]
    for frame in figure.frames.values():
        table = " ".join(" ".join(row) for row in frame.rows)
        assert all(number in table for number in re.findall(r"\d+", frame.sentence))
        assert len(frame.sentence.split()) <= 30 and 2 <= len(frame.rows) <= 12


def test_a_receptor_narrows_the_list_and_loses_nothing(figure, library):
    """The five receptors together show each medicine once."""
    shown = Counter()
    for (receptor,), frame in figure.frames.items():
        if receptor != "all":
            shown.update(part for part, values in frame.parts.items() if part.startswith("row-") and values["style"] != "display:none")
            assert frame.sentence != figure.first.sentence and frame.rows != figure.first.rows and frame.parts != figure.first.parts
    assert set(shown.values()) == {1} and len(shown) == len(library.tables["next-keys"])


def test_the_drawing_holds_no_words(figure):
    """Words come from content; every frame names the same parts, all in the drawing."""
    root = ET.fromstring(figure.drawing)
    assert not "".join(root.itertext()).strip()
    named = {el.get("data-part") for el in root.iter() if el.get("data-part")}
    assert all(set(frame.parts) == named for frame in figure.frames.values())


def test_no_dose_is_shown(figure):
    """No milligram anywhere in the figure."""
    text = str(figure.payload())
    assert not re.search(r"\d\s*(mg|µg|milligram)", text)


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
