"""Search finds what people call things, mends slips, and puts help above everything where the words speak of a crisis."""

from __future__ import annotations

import json

import pytest

from guide.content.match import bare
from guide.library import ROOT, load
from guide.resources import ANYWHERE, TALK, Answers, Reason, rank, searched
from guide.view import search
from guide.view.search import index

SEARCHES = json.loads((ROOT / "tests" / "searches.json").read_text(encoding="utf-8"))
LIBRARY = load("en")
LIBRARIES = {language: load(language) for language in ("en", "es")}
look = search.treatments(LIBRARY).find


@pytest.mark.parametrize(("text", "treatment"), SEARCHES["finds"].items())
def test_treatments_are_found_by_brand_everyday_word_and_slip(text, treatment):
    """What people type leads to the treatment they mean, among the first three."""
    assert treatment in [found.id for found in look(text).things[:3]]


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_a_kind_find_every_treatment_of_it(language):
    """A common word of a kind finds all whose data says that they are of it, and all whose card says that very word of them, in every form of the word."""
    library = LIBRARIES[language]
    found = {text: {one.id for one in search.treatments(library).find(text).things} for text in sum(SEARCHES["kinds"][language].values(), [])}
    for field, texts in SEARCHES["kinds"][language].items():
        kind = {one.id for one in library.shelf.treatments if field in {":".join(said) for said in search.classes(one)}}
        for text in texts:
            said = {one.id for one in library.shelf.treatments if f" {bare(text)} " in f" {bare(f'{one.words.name} | {one.words.plain} | {one.words.what}')} "}
            assert said | kind <= found[text], (text, (said | kind) - found[text])
            assert kind or said, text


@pytest.mark.parametrize("text", ["qwertyuiop", "zzz", "insulin pump"])
def test_what_is_not_there_shows_nothing(text):
    """A word that is like none is not guessed at: no card stands under a name that is not its own."""
    assert look(text).things == ()


def test_a_mended_slip_is_told():
    """What was looked for in the place of a slip is said; a word that is held is not touched."""
    assert look("prazosine nightmares").instead == "prazosin nightmares"
    assert look("prazosin").instead == ""
    assert len(look("  ").things) == len(LIBRARY.shelf.treatments)


def test_what_is_near_is_near_and_the_guide_says_where_it_speaks_of_the_rest():
    """Where no treatment is called so, none is named that only looks alike, no word of the guide is taken for a slip, and its own pages are named."""
    for text in SEARCHES["no_treatment"]:
        assert not look(text).things and not search.treatments(LIBRARY).near(text), text
    for text in ("flashbacks", "anger", "headache", "hypervigilance", "drinking", "teen"):
        assert search.pages(LIBRARY, text), text
    assert [near.id for near in search.treatments(LIBRARY).near("prazosine forum")][0].startswith("prazosin")
    assert search.pages(LIBRARY, "?!") == () == search.pages(LIBRARY, "qwertyuiop")


@pytest.mark.parametrize("language", ["en", "es"])
def test_everyday_words_and_slips_find_help(language):
    """Everyday words of whom help is for, what it gives and its form, and their slips, find rows of the list; a word of nothing finds none."""
    matcher = search.resources(LIBRARIES[language])
    for text, wanted in SEARCHES["helps"][language].items():
        assert wanted in [row.id for row in matcher.find(text).things], text
    assert matcher.find("qwertyuiop").things == ()


def _listed(library, text, here=None, crisis=False):
    """The list as a search leaves it."""
    found = search.sought(library, text)
    meant = [Reason(one.question, one.word) for one in found.meant]
    return [match.resource for match in searched(library.resources, Answers(), [TALK, *meant] if crisis else meant, found.found, here).matches]


@pytest.mark.parametrize(("language", "text", "need"), SEARCHES["needs"])
def test_words_of_a_need_rank_the_list_as_the_survey_does(language, text, need):
    """Words that mean a need leave what the survey gives for that need, in its order, before anything else that only holds the words."""
    library = LIBRARIES[language]
    asked = rank(library.resources, Answers(needs=(need,)))
    wanted = [match.resource.id for match in asked.shown if match.reasons]
    assert [row.id for row in _listed(library, text) if not row.is_crisis][: len(wanted)] == wanted


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("text", ["i want to die", "suicidel", "quiero morir", "helpline"])
def test_words_of_crisis_lead_to_someone_to_talk_to(language, text):
    """The list is never empty then; lines of the country that is told or guessed stand first, and no other country's before what can be reached anywhere."""
    library = LIBRARIES[language]
    for here in ("GB", "ES", "US", None):
        rows = _listed(library, text, here, crisis=True)
        own = [row.serves(here) if here else ANYWHERE in row.countries for row in rows]
        assert own[0] and own == sorted(own, reverse=True), here
        assert not here or here in rows[0].countries


@pytest.mark.parametrize(("question", "typed", "meant"), SEARCHES["answers"])
def test_what_is_typed_into_a_question_is_understood(question, typed, meant):
    """Words of one's own mean the option they name: of the question itself before any other."""
    assert ":".join(search.options(LIBRARY, question).find(typed).things[0]) == meant


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
    """Every page, treatment, word, leaflet and resource is in the index, each address once for its kind."""
    rows = index(LIBRARY)
    kinds = {kind: [row["u"] for row in rows if row["k"] == kind] for kind in ("page", "treatment", "term", "leaflet", "resource")}
    assert {kind: len(found) for kind, found in kinds.items()} == {
        "page": len(LIBRARY.pages), "treatment": len(LIBRARY.shelf.treatments), "term": len(LIBRARY.glossary), "leaflet": len(LIBRARY.leaflets), "resource": len(LIBRARY.resources),
    }  # fmt: skip
    for found in kinds.values():
        assert len(set(found)) == len(found)
    assert sum("a" in row for row in rows) == sum(name.partition(":")[0] in kinds for name in LIBRARY.search.also)
