"""The inverted U: its bell, its agreement with the synapse, and its figure."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import inverted_u as module
from guide.models import inverted_u as model
from guide.models import synapse
from guide.models.receptors import Affinities
from tests.unit.figure_rules import well_formed

GRIP = Affinities(1.0, 330 / 56, 740 / 56)
starts = st.sampled_from(sorted(model.START_LEVELS))
medicine = st.sampled_from(sorted(synapse.MEDICINES))


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return module.build(library)


def test_the_bell_rises_once_falls_once_and_tops_near_three() -> None:
    """One top, near three times the alpha-2A half-level, about 0.49 high; nothing at both ends (swapped affinities would turn it over)."""
    levels = np.logspace(-3, 4, 2001)
    lead = model.lead(levels, GRIP)
    turns = np.flatnonzero(np.diff(np.sign(np.diff(lead))))
    assert len(turns) == 1
    assert levels[lead.argmax()] == pytest.approx(3.0, abs=0.1)
    assert lead.max() == pytest.approx(0.489, abs=0.003)
    assert lead[0] < 0.01 and lead[-1] < 0.01 and lead.min() >= 0


@given(level=st.floats(0.01, 500))
def test_firing_for_a_level_is_the_synapse_read_backwards(level: float) -> None:
    """The firing found for a level gives that level in the synapse."""
    assert synapse.level(model.firing_for(level)) == pytest.approx(level, rel=1e-9)


@given(start=starts, factor=st.floats(0.25, 4), name=medicine)
def test_a_medicine_does_here_what_it_does_in_the_synapse(start: str, factor: float, name: str) -> None:
    """The state is the synapse's own at that firing, and the dot lies on the bell drawn for that medicine."""
    given_ = synapse.MEDICINES[name]
    state = model.moment(start, factor, GRIP, given_)
    assert state == synapse.steady(model.firing_for(model.START_LEVELS[start]) * factor, GRIP, given_)
    assert model.lead_of(state) == pytest.approx(model.lead(state.level, GRIP, given_))
    assert -1 <= model.lead_of(state) <= 1


def test_one_push_moves_people_different_ways() -> None:
    """A reuptake block lifts the dot of one who starts too low and lowers that of one who starts too high; the blockers lift the latter."""
    change = lambda start, name: model.lead_of(model.moment(start, 1, GRIP, synapse.MEDICINES[name])) - model.lead_of(model.moment(start, 1, GRIP))  # noqa: E731
    assert change("low", "snri") > 0.1 > -0.1 > change("stressed", "snri")
    assert change("stressed", "prazosin") > 0 and change("stressed", "propranolol") > 0
    assert change("stressed", "ssri") == 0


def spot(frame, part="here"):
    """Where a dot stands, in the drawing's units."""
    return tuple(float(frame.parts[part][name]) for name in ("cx", "cy"))


def test_every_state_is_whole(figure, library) -> None:
    """A short sentence, a full table and the same parts in every state; the dot lies on the hill that is drawn, inside the axes."""
    well_formed(figure, library)
    shape = {part: set(given) for part, given in figure.first.parts.items()}
    for state, frame in figure.frames.items():
        assert {part: set(given) for part, given in frame.parts.items()} == shape, state
        for dot, hill in (("here", "changed"), ("before", "hill")):
            curve = [tuple(map(float, point.split())) for point in frame.parts[hill]["d"].removeprefix("M").split(" L")]
            x, y = spot(frame, dot)
            assert y == pytest.approx(float(np.interp(x, *zip(*curve, strict=True))), abs=1.6), state
            assert module.LEFT < x < module.RIGHT and module.GROUND - module.HIGH < y < module.GROUND, state


def test_a_reader_meets_words_and_no_number_of_the_model(figure, library) -> None:
    """Neither a sentence nor a table says a number of the model, and a higher dot never has the word of a lower one."""
    order = list(library.figure_words["inverted-u"].get("height_said").values())
    heights = []
    for state, frame in figure.frames.items():
        assert not re.search(r"\d", frame.sentence + " ".join(cell for row in frame.rows for cell in row)), state
        assert len(frame.sentence.split()) <= 30, state
        heights.append((module.GROUND - spot(frame)[1], order.index(frame.rows[4][1])))
    assert [word for _, word in sorted(heights)] == sorted(word for _, word in heights)
    assert figure.first.rows[1:] == (
        ("Level of norepinephrine",) + ("far above the middle",) * 2,
        ("Steadying sites in use",) + ("nearly all",) * 2,
        ("Alarm sites in use",) + ("about half",) * 2,
        ("How high the dot is",) + ("two thirds as high as the top",) * 2,
        ("Where on the hill",) + ("past the top",) * 2,
    )


def test_each_control_changes_drawing_table_and_sentence(figure) -> None:
    """Two other states of each control differ from the first in all three."""
    for state in (
        ("0.25", "stressed", "none"), ("4", "stressed", "none"), ("1", "low", "none"), ("1", "typical", "none"),
        ("1", "stressed", "snri"), ("1", "stressed", "prazosin"),
    ):  # fmt: skip
        frame = figure.frames[state]
        assert frame.parts != figure.first.parts and frame.rows != figure.first.rows and frame.sentence != figure.first.sentence


def test_an_ssri_moves_nothing_and_says_serotonin(figure) -> None:
    """Under an SSRI dot, bell and numbers stay, and the sentence says why."""
    for level, start, name in figure.frames:
        if name == "ssri":
            with_, without = figure.frames[level, start, "ssri"], figure.frames[level, start, "none"]
            assert [row[1] for row in with_.rows[1:]] == [row[1] for row in without.rows[1:]]
            assert spot(with_) == spot(without) and "serotonin" in with_.sentence


def test_contested_and_animal_stand_on_the_face(figure, library) -> None:
    """The drawing itself and the note say that the theory is contested and mostly from animals, and the numbers are marked illustrative."""
    assert figure.first.parts["contested"]["text"] == "Disputed theory, mostly from animals"
    assert "contested theory, mostly from animals" in figure.note
    assert figure.illustration
    assert set(figure.sources) <= set(library.references)
