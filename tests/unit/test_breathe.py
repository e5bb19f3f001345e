"""The breath to follow: nothing moves until it is started, and the stylesheet keeps the same time as the words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from guide.figures import breathe
from guide.library import ROOT
from guide.view.figure import figure_html

CSS = (ROOT / "assets" / "css" / "breathe.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return breathe.build(library)


def test_drawing_is_well_formed_and_has_no_words(figure):
    """XML that parses, with every part the states name and no text of its own."""
    root = ET.fromstring(figure.drawing)
    parts = {element.get("data-part") for element in root.iter()} - {None}
    for frame in figure.frames.values():
        assert set(frame.parts) == parts
        assert {part: set(values) for part, values in frame.parts.items()} == {part: set(values) for part, values in figure.first.parts.items()}
    assert not "".join(root.itertext()).strip()


def test_nothing_moves_until_started(figure):
    """Every animation stands behind `breathe-run`, and only a started state has that class."""
    assert figure.start[0] == "off"
    for values, frame in figure.frames.items():
        assert ("breathe-run" in frame.parts["stage"]["class"].split()) == (values[0] == "on")
    for selector, body in re.findall(
        r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/|@media[^{]*\{|@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", CSS, flags=re.DOTALL)
    ):
        if "animation" in body:
            assert all("breathe-run" in one for one in selector.split(",")), selector


def test_the_circle_is_still_where_less_motion_is_wished():
    """The circle's animation stands only inside `prefers-reduced-motion: no-preference`; the words do not."""
    inside = re.search(r"@media \(prefers-reduced-motion: no-preference\) \{(.*?)\n\}", CSS, re.DOTALL)[1]
    assert "breathe-grow" in inside
    outside = re.sub(r"@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", CSS.replace(inside, ""))
    assert "breathe-grow" not in outside
    assert "breathe-in-5" in outside
    assert "infinite" not in CSS


@pytest.mark.parametrize("pace", breathe.PACES)
@pytest.mark.parametrize("minutes", breathe.MINUTES)
def test_stylesheet_and_table_count_the_same_breaths(figure, pace, minutes):
    """The classes hold the seconds and the whole breaths that the table names, and they fill the minutes."""
    assert f".breathe-{pace}s {{ --half: {pace}s; }}" in CSS
    count = int(re.search(rf"\.breathe-{pace}s\.breathe-{minutes}m \{{ --count: (\d+); \}}", CSS)[1])
    frame = figure.frames["on", "breathe", str(pace), str(minutes)]
    assert count == breathe.breaths(pace, minutes) == int(frame.rows[-1][1])
    assert minutes * 60 <= count * 2 * pace < minutes * 60 + 2 * pace


def test_about_six_a_minute(figure):
    """It begins at six breaths a minute, and no pace is faster than eight or slower than five."""
    assert "6 breaths a minute" in figure.first.sentence
    assert all(5 <= 30 / pace <= 8 for pace in breathe.PACES)


def test_nothing_flashes():
    """No change repeats more often than once in eight seconds (WCAG: three in one second)."""
    assert min(breathe.PACES) * 2 >= 8
    assert breathe.STEP_SECONDS >= 8


def test_each_control_changes_drawing_table_and_sentence(figure):
    """Two other states of each control (one where there are two) differ from the first in all three."""
    for other in (
        ("on", "breathe", "5", "1"),
        ("off", "look", "5", "1"),
        ("off", "breathe", "4", "1"),
        ("off", "breathe", "6", "1"),
        ("off", "breathe", "5", "2"),
        ("off", "breathe", "5", "3"),
    ):
        frame = figure.frames[other]
        assert frame.parts != figure.first.parts
        assert frame.rows != figure.first.rows
        assert frame.sentence != figure.first.sentence


def test_sentences_are_short_and_their_numbers_shown(figure):
    """At most 30 words; every number stands in the table."""
    for frame in figure.frames.values():
        assert len(frame.sentence.split()) <= 30
        cells = set(re.findall(r"[\d.]*\d", " ".join(" ".join(row) for row in frame.rows)))
        assert set(re.findall(r"\d+(?:\.\d+)?", frame.sentence)) <= cells, frame.sentence


def test_while_it_runs_it_says_that_stopping_is_fine(figure):
    """Each started state names the way out; the one button then stops it, and says so. A tap on the circle does the same."""
    for values, frame in figure.frames.items():
        if values[0] == "on":
            assert "If this feels worse, stop" in frame.sentence
            assert frame.parts["press"] == {"data-set": "run=off", "text": "Stop"}
            assert frame.parts["circle"]["data-set"] == "run=off"


def test_one_named_start_and_no_hidden_words(library, figure):
    """One control starts it, a button named "Start" that both ways show; the words that come and go stand in a picture that no screen reader reads."""
    root = ET.fromstring(figure.drawing)
    assert [element.get("data-part") for element in root.iter("button")] == ["press"]
    assert figure.first.parts["press"]["text"] == "Start"
    assert not [element for element in root.iter() if element.get("role") or element.get("tabindex")]
    picture = next(element for element in root.iter() if element.get("class") == "breathe-picture")
    assert picture.get("aria-hidden") == "true"
    assert {element.get("data-part") for element in picture.iter() if element.tag.endswith("text")} == {"in", "out", "rest"}
    shown = figure_html(figure, library, "")
    assert 'data-control="run"' not in shown and 'data-control="way"' in shown


def test_what_it_says_of_health_stands_in_the_facts(library, figure):
    """The note's number is in the fact it rests on, and the fact names the works shown."""
    fact = library.facts["slow-breathing-body-calm"]
    assert set(figure.sources) <= set(fact.references)
    for number in re.findall(r"\d+", figure.note):
        assert number in fact.text
