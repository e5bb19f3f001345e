"""The brain map: what each part says rests on works, and the signals change as the story says."""

import xml.etree.ElementTree as ET

import pytest

from guide.figures import brain_map
from guide.view.figure import first_drawing
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed

REGIONS = ("locus", "amygdala", "pfc", "hippocampus", "hypothalamus", "adrenals")


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return brain_map.build(library)


def width(figure, path, state):
    """How wide a path is drawn."""
    return float(figure.frames[state, "all"].parts[path]["stroke-width"])


def test_the_alarm_strengthens_the_messenger_and_weakens_the_brake(figure):
    """From calm to alarm to stuck alarm every norepinephrine path grows and the brake on the amygdala shrinks."""
    for path in ("lc-pfc", "lc-amygdala", "lc-hypothalamus", "lc-adrenals", "amygdala-hypothalamus"):
        assert width(figure, path, "calm") < width(figure, path, "alarm") < width(figure, path, "stuck")
    assert width(figure, "pfc-amygdala", "calm") > width(figure, "pfc-amygdala", "alarm") > width(figure, "pfc-amygdala", "stuck")


def test_the_drawing_holds_every_part_and_no_words(figure):
    """Each part a frame names is in the drawing, every frame names the same, and words come from content only."""
    root = ET.fromstring(figure.drawing)
    named = {el.get("data-part") for el in root.iter() if el.get("data-part")}
    shapes = {frozenset((part, frozenset(values)) for part, values in frame.parts.items()) for frame in figure.frames.values()}
    assert len(shapes) == 1
    assert set(figure.first.parts) <= named
    assert not "".join(root.itertext()).strip()
    assert "Amygdala" in first_drawing(figure)


def test_each_part_can_be_focused_and_has_a_name(figure):
    """A part is a button with a name that says what it does now, and pressing it chooses an option that exists."""
    root = ET.fromstring(figure.drawing)
    buttons = {el.get("data-part"): el for el in root.iter() if el.get("data-set")}
    assert set(buttons) == set(REGIONS)
    for name, el in buttons.items():
        assert (el.get("role"), el.get("tabindex")) == ("button", "0")
        assert el.get("data-set") == f"region={name}"
        for frame in figure.frames.values():
            assert len(frame.parts[name]["aria-label"]) > 15


def test_every_sentence_is_said_once_and_stands_in_the_table(figure):
    """The sentence of a chosen part is in the table of that state, so its numbers are too; no two states say the same."""
    sentences = [frame.sentence for frame in figure.frames.values()]
    assert len(set(sentences)) == len(sentences) == 21
    for (_, region), frame in figure.frames.items():
        assert len(frame.rows) == (6 if region == "all" else 3)
        assert len(frame.sentence.split()) <= 30
        if region != "all":
            assert frame.rows[0][2] == frame.sentence


def test_the_numbers_are_those_of_the_facts(library, figure):
    """Numbers in the sentences are read from the facts: 28 and 26 people, 37 studies, 7 minutes, 21 against 7, rounded."""
    say = {region: figure.frames["stuck", region].sentence for region in REGIONS}
    noise, nerves = library.facts["lc-fmri-naegeli"].numbers, library.facts["sympathetic-nerve-recording"].numbers
    assert str(noise["n_ptsd"]) in say["locus"] and str(noise["n_trauma_controls"]) in say["locus"]
    assert f"about {round(nerves['bursts_per_min_rise_mental_arithmetic_ptsd'])} " in say["adrenals"]
    assert f"about {round(nerves['bursts_per_min_rise_mental_arithmetic_controls'])} " in say["adrenals"]
    assert str(library.facts["cortisol-not-always-high-or-low"].numbers["studies"]) in say["hippocampus"]
    assert str(library.facts["cortisol-response-delay"].numbers["first_rise_blood_min"]) in figure.frames["alarm", "adrenals"].sentence


def test_each_part_rests_on_a_confirmed_work(library, figure):
    """Every part of the map names works that the reference list holds."""
    rows = library.tables["brain-map"]
    assert {row["id"] for row in rows} == set(REGIONS)
    for row in rows:
        assert row["source"] and all(key in library.references for key in row["source"])
        assert all(fact in library.facts for fact in row["facts"])


def test_each_control_changes_the_drawing_the_words_and_the_table(figure):
    """Alarm and a chosen part each differ from the first state in parts, sentence and rows."""
    for other in (("alarm", "all"), ("calm", "pfc")):
        frame = figure.frames[other]
        assert frame.parts != figure.first.parts
        assert frame.sentence != figure.first.sentence
        assert frame.rows != figure.first.rows


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
