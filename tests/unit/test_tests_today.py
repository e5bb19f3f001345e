"""Is there a test? What each shows is read in the facts; the shared part is computed from it; no clinic uses one."""

import re
import xml.etree.ElementTree as ET

import pytest

from guide.figures import tests_today
from guide.models import overlap as model
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return tests_today.build(library)


def test_the_distances_are_read_in_the_facts(library):
    """Each d, r and share stands in a fact of its row; each work is in the reference list."""
    for row in library.tables["tests-today"]:
        text = " ".join(library.facts[fact].text for fact in row["facts"])
        for name in ("d", "r", "share"):
            if name in row:
                assert f"{row[name]:g}" in text, row["id"]
        assert all(key in library.references for key in row["source"])


def test_shared_parts_are_computed(figure, library):
    """86 of 100 in blood, 89 in the scan, 85 in the heart: from d = 0.35, 0.28 and r = 0.18."""
    for test, distance, shared in (("blood", 0.35, 86), ("scan", 0.28, 89), ("heart", model.distance(0.18), 85)):
        assert round(100 * model.overlap(distance)) == shared
        frame = figure.frames[test,]
        assert f"{shared} of 100" in frame.sentence and f"{shared} of 100" in frame.rows[0][2] and str(shared) in frame.parts["says"]["text"]


def test_hills_are_drawn_only_where_a_number_was_read(figure):
    """The pupil and the genes show no hills; the genes show a bar whose width is 6.6 of 100."""
    seen = {test: frame.parts["hills"]["style"] == "" for (test,), frame in figure.frames.items()}
    assert seen == {"blood": True, "scan": True, "heart": True, "pupil": False, "genes": False}
    assert float(figure.frames["genes",].parts["bar-fill"]["width"]) == pytest.approx(0.066 * tests_today.BAR, abs=0.1)


def test_no_test_is_for_a_clinic_and_the_interview_is(figure):
    """Every row of the table but the interview says no; the interview says yes."""
    for frame in figure.frames.values():
        said = {row[0]: row[3] for row in frame.rows}
        assert sum(value.startswith("yes") for value in said.values()) == 1
        assert said["Questions and an interview"].startswith("yes")


def test_every_test_is_a_button_with_a_name(figure):
    """The drawing's five tests can be focused, set the control, and hold no words of their own."""
    root = ET.fromstring(figure.drawing)
    assert not "".join(root.itertext()).strip()
    buttons = [el for el in root.iter() if el.get("data-set")]
    assert [el.get("data-set") for el in buttons] == [f"test={value}" for value in figure.controls[0].values]
    named = {el.get("data-part") for el in root.iter() if el.get("data-part")}
    assert all(set(frame.parts) == named for frame in figure.frames.values())


def test_each_test_changes_drawing_sentence_and_table(figure):
    """Five states, five sentences; numbers said stand in the table."""
    assert len({frame.sentence for frame in figure.frames.values()}) == 5
    for frame in figure.frames.values():
        table = " ".join(" ".join(row) for row in frame.rows)
        assert all(number in table for number in re.findall(r"\d+\.\d+|\d+", frame.sentence))
        assert len(frame.sentence.split()) <= 30
        if frame is not figure.first:
            assert frame.rows != figure.first.rows and frame.parts != figure.first.parts


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
