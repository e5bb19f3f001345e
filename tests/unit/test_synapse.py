"""The synapse: its balance, its medicines, and its figure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import synapse as module
from guide.models import synapse as model
from guide.models.receptors import Affinities
from guide.view.figure import first_drawing

GRIP = Affinities(1.0, 330 / 56, 740 / 56)
firing = st.floats(0.01, 50)
medicine = st.sampled_from(sorted(model.MEDICINES))


@pytest.fixture(scope="module")
def figure(library):
    """The figure, built once."""
    return module.build(library)


def number(text: str) -> list[str]:
    """The whole numbers of a text, alpha-1 and alpha-2 being names."""
    return re.findall(r"\d+", re.sub(r"[Aa]lpha-\d", "", text))


@given(firing=firing, name=medicine)
def test_what_is_released_is_cleared(firing: float, name: str) -> None:
    """Conservation: at steady state release equals reuptake plus loss, with any medicine."""
    state = model.steady(firing, GRIP, model.MEDICINES[name])
    assert state.release == pytest.approx(state.reuptake + state.loss, rel=1e-9)


@given(firing=firing, name=medicine)
def test_faster_firing_never_means_less_messenger(firing: float, name: str) -> None:
    """Level and receptor engagement rise with firing and are finite fractions."""
    given_ = model.MEDICINES[name]
    low, high = model.steady(firing, GRIP, given_), model.steady(firing * 1.1, GRIP, given_)
    assert 0 < low.level < high.level
    for site in ("alpha2", "alpha1", "beta"):
        assert 0 <= getattr(low, site) <= getattr(high, site) <= 1


@given(firing=firing)
def test_each_medicine_does_its_one_thing(firing: float) -> None:
    """Reuptake block raises the level, alpha-2 stimulation lowers it; a blocker moves its own receptor alone; an SSRI moves nothing."""
    bare = model.steady(firing, GRIP)
    got = {name: model.steady(firing, GRIP, given_) for name, given_ in model.MEDICINES.items()}
    assert got["snri"].level > bare.level > got["clonidine"].level
    assert got["ssri"] == bare
    assert got["prazosin"].level == bare.level and got["prazosin"].alpha1 < bare.alpha1 and got["prazosin"].beta == bare.beta
    assert got["propranolol"].level == bare.level and got["propranolol"].beta < bare.beta and got["propranolol"].alpha1 == bare.alpha1
    assert got["clonidine"].alpha1 < bare.alpha1 and got["clonidine"].beta < bare.beta
    usual = [model.steady(1.0, GRIP, model.MEDICINES[name]).alpha2 for name in ("none", "clonidine")]
    assert usual[1] > usual[0], "at usual firing the medicine engages more alpha-2 sites than the lost messenger did"


def test_the_usual_state_is_the_calibrated_one() -> None:
    """Usual firing without medicine gives the usual level; 9 in 10 released are taken back; alpha-2 stands at 2/3."""
    state = model.steady(1.0, GRIP)
    assert state.level == pytest.approx(model.USUAL.usual_level)
    assert state.reuptake / state.release == pytest.approx(0.9)
    assert (state.alpha2, state.alpha1, state.beta) == pytest.approx((2 / 3, 2 / (2 + 330 / 56), 2 / (2 + 740 / 56)))


def test_a_stronger_brake_flattens_the_answer_to_firing() -> None:
    """Doubling the firing raises the level less with a stronger brake, and exactly doubles it with none."""
    rise = [model.level(2.0, settings=model.Settings(brake=g)) / model.level(1.0, settings=model.Settings(brake=g)) for g in (0.0, 0.4, 0.8)]
    assert rise[0] == pytest.approx(2.0)
    assert rise[0] > rise[1] > rise[2] > 1


def test_every_state_has_the_same_parts_and_the_drawing_holds_them(figure) -> None:
    """Parts and attributes are the same in all states, each names a part of the SVG, and no words are baked into it."""
    root = ET.fromstring(figure.drawing)  # noqa: S314
    drawn = {element.get("data-part") for element in root.iter() if element.get("data-part")}
    shape = {part: sorted(values) for part, values in figure.first.parts.items()}
    assert set(shape) <= drawn
    assert not [t.text for t in root.iter() if t.tag.endswith("text") and (t.text or "").strip()]
    assert all({part: sorted(values) for part, values in frame.parts.items()} == shape for frame in figure.frames.values())
    ET.fromstring(first_drawing(figure))  # noqa: S314


def test_pressable_parts_name_a_control_and_a_value_and_can_be_reached(figure) -> None:
    """Each pressable part sets an existing value, takes focus and has a name."""
    values = {c.id: c.values for c in figure.controls}
    parts = [e for e in ET.fromstring(figure.drawing).iter() if e.get("data-set")]  # noqa: S314
    assert len(parts) == 5
    for part in parts:
        control, value = part.get("data-set").split("=")
        assert value in values[control] and part.get("tabindex") == "0" and part.get("role") == "button"
        assert figure.first.parts[part.get("data-part")]["aria-label"]


def test_a_sentences_numbers_stand_in_its_table(figure) -> None:
    """Every number of a sentence is in its state's table (100 being the whole)."""
    for state, frame in figure.frames.items():
        cells = {cell for row in frame.rows for cell in row[1:]} | {"100"}
        assert set(number(frame.sentence)) <= cells, state
        assert len(frame.sentence.split()) <= 30, state


def test_what_the_drawing_shows_is_what_the_table_says(figure, library) -> None:
    """A longer bar under a receptor never has the word of a shorter one, neither a label nor the table holds a number of the model, and the dots grow with the level."""
    order = list(library.figure_words["synapse"].get("use_said").values())
    bars = []
    for frame in figure.frames.values():
        assert not [part["text"] for part in frame.parts.values() if number(part.get("text", ""))]
        assert not any(number(cell) for row in frame.rows for cell in row[1:])
        for site, row in zip(module.SITES, frame.rows[4:], strict=True):
            bars.append((float(frame.parts[f"fill-{site}"]["width"]), order.index(row[1])))
    assert [word for _, word in sorted(bars)] == sorted(word for _, word in bars)
    pairs = [sum(v["opacity"] == "1" for k, v in figure.frames[f, "none"].parts.items() if k.startswith("dots-")) for f in module.FIRING]
    assert pairs == sorted(pairs) and pairs[0] < pairs[-1]


def test_each_control_changes_drawing_table_and_sentence(figure) -> None:
    """Two other states of each control differ from the first in all three."""
    for state in (("0.25", "none"), ("8", "none"), ("1", "snri"), ("1", "prazosin"), ("1", "clonidine"), ("1", "propranolol")):
        frame = figure.frames[state]
        assert frame.parts != figure.first.parts and frame.rows != figure.first.rows and frame.sentence != figure.first.sentence


def test_an_ssri_leaves_the_numbers_and_says_serotonin(figure) -> None:
    """Under an SSRI the numbers equal those without a medicine at every firing, and the sentence says why."""
    for fire in module.FIRING:
        with_, without = figure.frames[fire, "ssri"], figure.frames[fire, "none"]
        assert [row[1:] for row in with_.rows[1:]] == [row[1:] for row in without.rows[1:]]
        assert "serotonin" in with_.sentence


def test_the_chosen_states_exist(figure) -> None:
    """STATES name states of the figure, one for each medicine the pages ask for."""
    assert {"ssri", "snri", "prazosin", "clonidine", "guanfacine", "propranolol"} <= set(module.STATES)
    assert set(module.STATES.values()) <= set(figure.frames)
