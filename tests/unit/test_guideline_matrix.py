"""Rules for the figure guideline-matrix."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.figures import guideline_matrix as matrix
from guide.library import languages, load
from guide.treatments import READ, wording
from tests.unit.figure_rules import every_control_matters, well_formed


def all_cells(library):
    """Each cell that the figure shows: the treatment, the column, and the cell."""
    for row in library.tables["guideline-matrix"]:
        for column, guideline in matrix.GUIDELINES.items():
            yield row["id"], column, library.shelf.by_id[row["id"]].cells[guideline]


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
    read = Counter(column for _, column, cell in all_cells(library) if cell.state in READ)
    assert set(read) == set(matrix.GUIDELINES) and min(read.values()) >= 10


def test_a_treatment_of_the_figure_is_one_that_was_read_and_no_other(library):
    """The rows are exactly the cards with a cell whose words were read, each with those guidelines; a read cell names a known fact."""
    works = {guideline.id: guideline.reference for guideline in library.shelf.guidelines}
    rows = {row["id"]: set(row["source"]) for row in library.tables["guideline-matrix"]}
    assert set(rows) == {t.id for t in library.shelf.treatments if any(cell.state in READ for cell in t.cells.values())}
    for name, column, cell in all_cells(library):
        assert (works[matrix.GUIDELINES[column]] in rows[name]) == (cell.state in READ), name
        assert (cell.state in READ) <= (cell.fact in library.facts), name


def test_wording_and_state_agree(library):
    """A yes is never drawn for a wording that says insufficient or against, nor a no for one that recommends."""
    begins = {
        "strong": ("strong", "offer"),
        "for": ("weak for", "conditional", "standard", "consider if", "should be considered", "treatment with low effect"),
        "later": ("not first", "consider as an add-on"),
        "unsure": ("insufficient", "emerging", "neither"),
        "against": ("strong against", "weak against", "do not offer"),
    }
    for name, column, cell in all_cells(library):
        if cell.state in READ:
            words = wording(library.treatment_words, matrix.GUIDELINES[column], cell)
            assert words.startswith(begins[cell.state]), (name, column, words)
            plain = words.split("(")[0].replace("neither for nor against", "")
            assert ("against" in plain) <= (cell.state == "against"), (name, column)


def test_words_about_another_time_are_no_advice_on_ptsd(library):
    """What a guideline says of preventing PTSD, or of the first month, counts for nothing in PTSD, and says of what it speaks."""
    elsewhere = {(name, column): cell for name, column, cell in all_cells(library) if cell.elsewhere}
    assert set(elsewhere) == {("benzodiazepines", "nice"), ("benzodiazepines", "who")}
    for (_, column), cell in elsewhere.items():
        assert "does not speak of" in wording(library.treatment_words, matrix.GUIDELINES[column], cell)


def test_not_named_and_not_read_look_and_read_differently(library):
    """The two kinds of absence share neither word, nor look, nor sentence."""
    words = library.figure_words["guideline-matrix"]
    assert words("states.unnamed") != words("states.unchecked") and library.treatment_words("guidelines.explain_unnamed") != library.treatment_words(
        "guidelines.explain_unchecked"
    )
    assert len(set(matrix.STYLE.values())) == len(matrix.STYLE)


@pytest.mark.parametrize("code", languages())
def test_heads_break_between_words_first(code):
    """Each word of a column's head that may be parted stands on a line of its own, so that it is parted only where its column is narrower than the word."""
    for head in load(code).figure_words["guideline-matrix"].get("guidelines").values():
        assert all(" " not in line for line in head.split("\n") if "\u00ad" in line), head


def test_every_treatment_is_reached_by_agreement_and_by_kind(figure, library):
    """Each treatment with a read cell stands in exactly one list of agreement and one of kind, and fits the places."""
    names = {row["id"] for row in library.tables["guideline-matrix"]}
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
    for name, _, cell in all_cells(library):
        cells.setdefault(name, []).append(cell.state)
    for (show, treatment), frame in figure.frames.items():
        if treatment == matrix.NONE:
            assert " say yes" not in frame.sentence.rsplit(". ", 1)[-1]
            continue
        states = cells[treatment]
        yes, later, read = sum(s in ("strong", "for") for s in states), states.count("later"), sum(s in READ for s in states)
        ends = f": {yes} of {read} say yes" + (f", {later} not as a first choice." if later else ".")
        assert frame.sentence.endswith(ends), (show, treatment)


def test_known_answer(figure):
    """All five say yes to the talking therapies that face the trauma."""
    assert {row[0] for row in figure.first.rows} == {
        "Exposure therapy",
        "Cognitive processing therapy",
        "Eye movement therapy (EMDR)",
        "Therapies that work on the memory",
        "Cognitive therapy for PTSD",
    }


@given(st.lists(st.sampled_from((*READ, "unnamed", "unchecked")), min_size=5, max_size=5).filter(lambda s: any(x in READ for x in s)))
def test_absence_never_counts(states):
    """What was not named or not read changes no treatment's group."""
    assert matrix.group(states) == matrix.group([s for s in states if s in READ])
