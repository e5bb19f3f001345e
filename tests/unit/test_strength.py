"""How sure a label may be: the rule of guide/content/strength.py, and that the content keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.content import strength
from guide.content.records import Fact

KINDS = ("", "RCT", "meta-analysis", "guideline", "human-observational", "uncontrolled", "animal")


def fact(certainty: str = "", evidence: str = "") -> Fact:
    """A fact of one grade and kind."""
    return Fact(id="a", topic="t", statement="s", certainty=certainty, evidence=evidence)


@pytest.mark.parametrize(
    ("certainty", "evidence", "most"),
    [
        ("high", "meta-analysis", "strong"),
        ("moderate", "meta-analysis", "moderate"),
        ("low", "guideline", "weak"),
        ("very-low", "", "weak"),
        ("", "RCT", "moderate"),
        ("", "animal", "weak"),
        ("", "uncontrolled", "weak"),
        ("", "guideline", "strong"),
    ],
)
def test_the_ceiling_is_the_sources_grade_and_else_the_kind_of_work(certainty, evidence, most):
    """A source's own grade decides; a single trial is at most moderate, animals and groups without a comparison at most weak."""
    assert strength.ceiling(fact(certainty, evidence)) == most


@given(st.sampled_from(strength.LADDER), st.lists(st.tuples(st.sampled_from(["", *strength.GRADES]), st.sampled_from(KINDS)), min_size=1, max_size=4))
def test_a_claim_is_as_sure_as_the_least_sure_of_its_facts(label, kinds):
    """A label passes exactly when every fact carries it; each fact that does not is named."""
    facts = {str(n): fact(*kind) for n, kind in enumerate(kinds)}
    short = [name for name, one in facts.items() if strength.LADDER.index(strength.ceiling(one)) < strength.LADDER.index(label)]
    told = list(strength.too_sure(label, facts, facts))
    assert len(told) == len(short) and all(f"what {name} carries" in message for name, message in zip(short, told, strict=True))


def test_contested_is_on_no_ladder():
    """Good sources that disagree are no grade: the label passes over any fact."""
    assert not list(strength.too_sure("contested", ["a"], {"a": fact("very-low")}))


def test_known_labels(library):
    """Cognitive processing therapy, EMDR and cognitive therapy are moderate as their review grades them; sertraline is low there; waiting is weak."""
    sure = {treatment.id: treatment.feature("certainty")[0] for treatment in library.shelf.treatments}
    assert (sure["pe"], sure["cpt"], sure["emdr"], sure["ct-ptsd"]) == ("strong", "moderate", "moderate", "moderate")
    assert (sure["venlafaxine"], sure["sertraline"], sure["watchful-waiting"]) == ("moderate", "weak", "weak")


def test_every_grade_that_a_card_copies_is_there(library):
    """Every card that is called strong or moderate names the fact, or the facts, whose grade it copies, but for one that no source graded."""
    ungraded = {
        treatment.id
        for treatment in library.shelf.treatments
        if treatment.feature("certainty")[0] in ("strong", "moderate") and not treatment.features.certainty.facts
    }
    assert ungraded == {"cbt-i"}
