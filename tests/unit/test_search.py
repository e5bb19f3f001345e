"""Search finds what people call things, mends slips, and puts help above everything where the words speak of a crisis."""

from __future__ import annotations

import functools
import json

import pytest

from guide.content.search import bare
from guide.library import ROOT, load
from guide.treatments import search
from guide.view.search import index

SEARCHES = json.loads((ROOT / "tests" / "searches.json").read_text(encoding="utf-8"))
LIBRARY = load("en")
look = functools.partial(search, LIBRARY.shelf.treatments, also=functools.partial(LIBRARY.search.names, "treatment"))


@pytest.mark.parametrize(("text", "treatment"), SEARCHES["finds"].items())
def test_treatments_are_found_by_brand_everyday_word_and_slip(text, treatment):
    """What people type leads to the treatment they mean, among the first three."""
    assert treatment in [found.id for found in look(text).treatments[:3]]


@pytest.mark.parametrize("text", ["qwertyuiop", "zzz", "insulin pump"])
def test_what_is_not_there_shows_nothing(text):
    """A word that is like none is not guessed at: no card stands under a name that is not its own."""
    assert look(text).treatments == ()


def test_a_mended_slip_is_told():
    """What was looked for in the place of a slip is said; a word that is held is not touched."""
    assert look("prazosine nightmares").instead == "prazosin nightmares"
    assert look("prazosin").instead == ""
    assert len(look("  ").treatments) == len(LIBRARY.shelf.treatments)


@pytest.mark.parametrize("text", SEARCHES["crisis"])
def test_words_of_crisis_are_heard(text):
    """Everyday forms, capitals, apostrophes and common slips are heard."""
    assert LIBRARY.search.speaks_of_crisis(text)


@pytest.mark.parametrize("text", SEARCHES["no_crisis"])
def test_other_words_are_not_taken_for_a_crisis(text):
    """A word that only looks alike puts nothing above the results."""
    assert not LIBRARY.search.speaks_of_crisis(text)


def test_bare_words():
    """Accents, capitals, apostrophes and signs do not matter."""
    assert bare("Día, y Noche – CAN’T") == "dia y noche cant"


def test_the_index_holds_every_thing_once():
    """Every page, treatment, word and resource is in the index, each address once for its kind."""
    rows = index(LIBRARY)
    kinds = {kind: [row["u"] for row in rows if row["k"] == kind] for kind in ("page", "treatment", "term", "resource")}
    assert {kind: len(found) for kind, found in kinds.items()} == {
        "page": len(LIBRARY.pages), "treatment": len(LIBRARY.shelf.treatments), "term": len(LIBRARY.glossary), "resource": len(LIBRARY.resources),
    }  # fmt: skip
    for found in kinds.values():
        assert len(set(found)) == len(found)
    assert sum("a" in row for row in rows) == len(LIBRARY.search.also)
