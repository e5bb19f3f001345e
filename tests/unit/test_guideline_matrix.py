"""Rules for the figure guideline-matrix."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import guideline_matrix as matrix
from tests.unit.figure_rules import every_control_matters, well_formed


@pytest.fixture(scope="module")
def figure(library):
    """The figure under test."""
    return matrix.build(library)


def test_it_is_well_formed(figure, library):
    """All states are whole, light and alike in their parts."""
    well_formed(figure, library)


def test_each_choice_changes_picture_sentence_and_table(figure):
    """Two states of each control differ from the first in all three."""
    every_control_matters(figure)


def test_a_column_has_at_least_ten_read_cells(library):
    """A guideline of which fewer than ten cells were read is no column."""
    read = Counter(row["guideline"] for row in library.tables["guideline-matrix"] if row["state"] in matrix.READ)
    assert set(read) == set(matrix.GUIDELINES) and min(read.values()) >= 10


def test_a_read_cell_has_a_wording_and_a_fact_and_no_other_has(library):
    """Wording stands for exactly the cells that were read, and each of them names a known fact."""
    words = library.figure_words["guideline-matrix"]
    for row in library.tables["guideline-matrix"]:
        wording = words.get(f"wording.{row['treatment']}.{row['guideline']}")
        assert bool(wording) == (row["state"] in matrix.READ) == ("fact" in row), row["id"]
        assert "fact" not in row or row["fact"] in library.facts


def test_wording_and_state_agree(library):
    """A yes is never drawn for a wording that says insufficient or against, nor a no for one that recommends."""
    words = library.figure_words["guideline-matrix"]
    begins = {
        "strong": ("strong", "offer"),
        "for": ("weak for", "conditional", "standard", "consider", "should be considered", "low effect"),
        "later": ("not first line",),
        "unsure": ("insufficient", "emerging"),
        "against": ("strong against", "weak against", "should not", "do not offer"),
    }
    for row in library.tables["guideline-matrix"]:
        if row["state"] in matrix.READ:
            wording = words(f"wording.{row['treatment']}.{row['guideline']}")
            assert wording.startswith(begins[row["state"]]), row["id"]
            assert ("against" in wording.split("(")[0]) <= (row["state"] == "against"), row["id"]


def test_not_named_and_not_read_look_and_read_differently(library):
    """The two kinds of absence share neither word, nor look, nor sentence."""
    words = library.figure_words["guideline-matrix"]
    assert words("states.unnamed") != words("states.unchecked") and words("said.unnamed") != words("said.unchecked")
    assert len(set(matrix.STYLE.values())) == len(matrix.STYLE)


def test_every_treatment_is_reached_by_agreement_and_by_kind(figure, library):
    """Each treatment with a read cell stands in exactly one list of agreement and one of kind, and fits the places."""
    names = {row["treatment"] for row in library.tables["guideline-matrix"]}
    for shows in (("first", "milder", "differ", "none", "one-yes", "one-no"), matrix.KINDS):
        seen = Counter()
        for show in shows:
            frame = figure.frames[(show, "pe")]
            shown = [frame.parts[f"name-{n}"]["data-set"] for n in range(matrix.SLOTS) if frame.parts[f"row-{n}"]["style"] != "display:none"]
            seen.update(shown)
        assert len(seen) == len(names) and set(seen.values()) == {1}


def test_the_sentence_counts_its_own_table(figure, library):
    """How many say yes of those read is what the chosen treatment's cells show."""
    cells = {}
    for row in library.tables["guideline-matrix"]:
        cells.setdefault(row["treatment"], []).append(row["state"])
    for (show, treatment), frame in figure.frames.items():
        if treatment == matrix.NONE:
            assert " say yes" not in frame.sentence.rsplit(". ", 1)[-1]
            continue
        states = cells[treatment]
        yes, later, read = sum(s in ("strong", "for") for s in states), states.count("later"), sum(s in matrix.READ for s in states)
        ends = f": {yes} of {read} say yes" + (f", {later} not as a first choice." if later else ".")
        assert frame.sentence.endswith(ends), (show, treatment)


def test_known_answer(figure):
    """All five say yes to the talking therapies that face the trauma."""
    assert {row[0] for row in figure.first.rows} == {
        "Exposure therapy",
        "Cognitive processing therapy",
        "EMDR",
        "Trauma-focused CBT",
        "Cognitive therapy for PTSD",
    }


@given(st.lists(st.sampled_from((*matrix.READ, "unnamed", "unchecked")), min_size=5, max_size=5).filter(lambda s: any(x in matrix.READ for x in s)))
def test_absence_never_counts(states):
    """What was not named or not read changes no treatment's group."""
    assert matrix.group(states) == matrix.group([s for s in states if s in matrix.READ])
