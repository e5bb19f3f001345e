"""The timeline: each event has a work, the axis never runs backwards, and the words follow the cursor and the theme."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import timeline
from tests.unit.figure_rules import every_control_matters, numbers_stand, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure."""
    return timeline.build(library)


def steps(figure):
    """The values of the slider."""
    return figure.controls[0].values


def test_every_event_has_a_work_a_fact_and_a_theme(library):
    """No event without a confirmed work; themes are of the seven; a year is one a person could live through."""
    for event in library.timeline:
        assert event.references and all(key in library.references for key in event.references)
        assert event.fact in library.facts
        assert event.theme in timeline.THEMES
        assert 1900 <= event.year <= 2026


@given(st.floats(1900, 2030), st.floats(1900, 2030))
def test_the_axis_rises(a, b):
    """A later year stands further right, on both sides of the bend, and the bend is a point of both."""
    low, high = sorted((a, b))
    assert timeline.along(low) <= timeline.along(high)
    assert timeline.along(timeline.BEND) == timeline.BEND


def test_no_two_dots_of_a_lane_cover_each_other(library):
    """Dots of one theme stand apart, or one above the other."""
    events = sorted(library.timeline, key=lambda event: event.year)
    spots = timeline.places(events, timeline.THEMES)
    assert len({(round(x, 2), round(y, 2)) for x, y in spots}) == len(spots)


def test_dragging_only_adds_dots(figure):
    """A later step fills at least the dots of the step before; the last fills all."""
    before = -1
    for step in steps(figure):
        filled = sum(y != timeline.AWAY for y in figure.frames[step, "all"].traces[2]["y"])
        assert filled == before + 1 or before == -1
        before = filled
    assert before == len(steps(figure))


def test_the_sentence_is_the_event_and_its_count(figure, library):
    """The sentence holds the event of the cursor, the table its reason; the counts agree with the dots and the table."""
    events = sorted(library.timeline, key=lambda event: event.year)
    for n, step in enumerate(steps(figure)):
        frame = figure.frames[step, "all"]
        assert events[n].event in frame.sentence
        assert frame.rows[0][2] == events[n].why
        assert f"{n + 1} of {len(events)}" in frame.sentence and frame.rows[-1][1] == f"{n + 1} of {len(events)}"


def test_every_state_is_short_and_its_numbers_stand_in_its_table(figure):
    """At most 30 words, 2 to 12 rows, and each number said is in the table."""
    for key, frame in figure.frames.items():
        table = " ".join(" ".join(row) for row in frame.rows)
        assert len(frame.sentence.split()) <= 30, (key, frame.sentence)
        assert 2 <= len(frame.rows) <= 12
        assert all(number in table for number in re.findall(r"\d[\d,.]*\d|\d", frame.sentence)), (key, frame.sentence)


def test_a_theme_shows_its_own_events_only(figure, library):
    """Choosing a theme leaves its dots; the themes together make all."""
    last = steps(figure)[-1]
    shown = 0
    for theme in figure.controls[1].values[1:]:
        frame = figure.frames[last, theme]
        visible = sum(y != timeline.AWAY for y in frame.traces[1]["y"])
        assert visible == sum(event.theme == theme for event in library.timeline)
        assert frame.traces != figure.first.traces and frame.sentence != figure.first.sentence and frame.rows != figure.first.rows
        shown += visible
    assert shown == len(library.timeline)


def test_the_rules_of_every_figure_hold(figure, library):
    """Well formed in every state, each control matters, each number said stands in the table."""
    well_formed(figure, library)
    every_control_matters(figure)
    numbers_stand(figure)
