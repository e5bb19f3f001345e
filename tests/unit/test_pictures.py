"""The committed pictures of the figures are those of today's numbers."""

from __future__ import annotations

import dataclasses
import lzma

import numpy as np
import pytest

from guide.figures import FIGURE_IDS, build
from guide.figures.live import LiveFigure
from guide.library import languages, load
from guide.view.figure import fingerprint, fingerprint_of_states, picture, picture_file, states_file


@pytest.mark.parametrize("name", FIGURE_IDS)
@pytest.mark.parametrize("language", languages())
def test_picture_is_of_todays_numbers(name, language):
    """A plot has in each language a wide and a narrow picture as it begins, and one of each state, with the fingerprint of the numbers they were drawn from.
    Mend with `make pictures`."""
    figure = build(name, load(language))
    if figure.drawing is not None:
        assert not picture_file(name, "wide").exists(), "a drawing is its own picture"
        return
    for width in ("wide", "narrow"):
        text = picture_file(name, width, language).read_text(encoding="utf-8")
        assert fingerprint(figure) in text, f"{name}: out of date; run `make pictures`"
        assert len(text) < 60_000
    lines = lzma.decompress(states_file(name, language).read_bytes()).decode().split("\n")
    assert lines[0] == fingerprint_of_states(figure), f"{name}: its states are out of date; run `make pictures`"
    assert [line.partition("\t<svg ")[0] for line in lines[1:]] == [".".join(state) for state in figure.frames]


def test_a_fingerprint_does_not_see_a_processors_last_bits():
    """Two processors' exponentials differ in their last bits, and the pictures are the same: so are their fingerprints. Another number has another."""
    figure = build("two-clocks", load("en"))

    def moved(by: float) -> LiveFigure:
        frames = {}
        for state, frame in figure.frames.items():
            traces = tuple({key: np.asarray(value, dtype=float) * (1 + by) if key == "y" else value for key, value in trace.items()} for trace in frame.traces)
            frames[state] = dataclasses.replace(frame, traces=traces)
        return dataclasses.replace(figure, frames=frames)

    assert any("y" in trace for trace in figure.first.traces)
    for made in (fingerprint, fingerprint_of_states):
        assert made(moved(3e-16)) == made(moved(-3e-16)) == made(figure) != made(moved(0.01))


def test_a_state_that_begins_a_page_is_drawn_as_its_page_shows_it():
    """The picture of a state is the one that the page shows where it begins in it; another state has another; in an unknown language it has no words."""
    figure = build("smoke-alarm", load("en"))
    first = picture(figure.id, "narrow", "en").partition("\n<!--")[0]
    assert picture(figure.id, "narrow", "en", figure.state).strip() == first
    other = picture(figure.id, "narrow", "xx", figure.at({"alarm": "jumpy"}).state)
    assert other.startswith("<svg") and other != first and "<text" not in other
