"""Every edition says the same: each language beside the first has its facts, works, strengths, numbers, places to fill and order of answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from guide.content.markdown import slug
from guide.content.pages import GUIDE, Page
from guide.library import CONTENT, languages, load
from guide.links import FIRST_LANGUAGE
from guide.view import slides
from guide.view.prose import passages

FIRST = load(FIRST_LANGUAGE)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml reads ten times as fast, where it is there
EDITIONS = {code: load(code) for code in languages() if code != FIRST_LANGUAGE}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PLACE = re.compile(r"\{\w*\}")
# "77 of 100" and "77 of every 100" are the same number; each language says the hundred as often as it needs to.
HUNDRED = "100"
# Files of words by key. `search.yaml` and `updates.yaml` hold what people type and say in their own order; hours are written as a country writes them.
FILES = sorted(
    path.relative_to(CONTENT / FIRST_LANGUAGE).as_posix()
    for path in (CONTENT / FIRST_LANGUAGE).rglob("*.yaml")
    if path.name not in ("search.yaml", "resources.yaml")
)


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, each as often as it stands there; the hundred apart."""
    # A day in September has a figure more in one language than in another.
    return Counter(number for number in NUMBER.findall(text.replace("9/11", "11")) if number != HUNDRED)


def claims(page: Page) -> list[tuple[int, tuple[Any, ...], str]]:
    """Each claim of a page: its line, what it rests on (kind, strength, facts, how computed, works), and its words."""
    found: dict[int, list[Any]] = {}
    for stretch in page.stretches:
        head = stretch.claim
        if head:
            rests = (head.kind, head.title, head.facts, head.values.get("computed", ""))
            found.setdefault(head.line, [rests, ""])[1] += f" {stretch.text}"
    return [(page.first_line + line, (rests, works_in(page, line)), text) for line, (rests, text) in found.items()]


def works_in(page: Page, start: int) -> tuple[str, ...]:
    """The works cited inside the claim that begins on a line of the text, in order."""
    inside, level, found = False, 0, []
    for token in page.tokens:
        if token.type.startswith("container_") and token.nesting == 1 and token.meta["head"].line == start and not inside:
            inside, level = True, token.level
        elif inside and token.type.startswith("container_") and token.nesting == -1 and token.level == level:
            break
        elif inside:
            found += [key for child in token.children or () if child.type == "cite" for key in child.meta["keys"]]
    return tuple(found)


def leaves(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a file of words by where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*at, str(key)))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*at, str(place)))
    else:
        yield at, str(value)


def words(code: str, file: str) -> dict[tuple[str, ...], str]:
    """The texts of a file of a language."""
    return dict(leaves(yaml.load((CONTENT / code / file).read_text(encoding="utf-8"), LOADER)))  # noqa: S506 (our own words, as text)


def outline(page: Page) -> list[str]:
    """The ranks of a page's headings, and the containers between and around them, in order."""
    return [t.tag if t.type == "heading_open" else t.meta["head"].kind for t in page.tokens if t.type == "heading_open" or t.meta.get("head")]


@pytest.mark.parametrize("name", FIRST.pages)
@pytest.mark.parametrize("code", EDITIONS)
def test_a_page_claims_the_same(code, name):
    """Claim by claim: the same strength, facts, works and numbers; what differs is named by file and line."""
    first, other = FIRST.pages[name], EDITIONS[code].pages[name]
    ours, theirs = claims(first), claims(other)
    assert len(ours) == len(theirs), f"{other.file}: {len(theirs)} claims, {len(ours)} in {first.file}"
    for (line, rests, text), (there, their_rests, their_text) in zip(ours, theirs, strict=True):
        where = f"{other.file}:{there} ({first.file}:{line})"
        assert their_rests == rests, f"{where}: {their_rests} is not {rests}"
        assert numbers(their_text) == numbers(text), f"{where}: {numbers(their_text)} is not {numbers(text)}"


@pytest.mark.parametrize("name", FIRST.pages)
@pytest.mark.parametrize("code", EDITIONS)
def test_a_page_is_built_the_same(code, name):
    """The same containers, figures, parts, terms and headings in the same order, the same day of checking, the same right answer in the same place."""
    first, other = FIRST.pages[name], EDITIONS[code].pages[name]
    for heads in zip(first.marks.heads, other.marks.heads, strict=True):
        kinds = [(head.kind, head.title if head.kind in ("figure", "part") else "") for head in heads]
        assert kinds[0] == kinds[1], f"{other.file}:{other.first_line + heads[1].line}: {kinds[1]} is not {kinds[0]}"
    assert outline(other) == outline(first), other.file
    assert Counter(key for key, _ in first.marks.terms) == Counter(key for key, _ in other.marks.terms), other.file
    assert [href for href, _ in first.marks.links] == [href for href, _ in other.marks.links], other.file
    assert (other.front.checked_on, other.front.covers) == (first.front.checked_on, first.front.covers), other.file
    assert [q.id for q in other.front.questions] == [q.id for q in first.front.questions], other.file
    if first.front.check:
        assert other.front.check and [o.right for o in other.front.check.options] == [o.right for o in first.front.check.options], other.file


@pytest.mark.parametrize("name", FIRST.pages)
@pytest.mark.parametrize("code", EDITIONS)
def test_a_place_is_the_same_in_every_language(code, name):
    """A link to a heading opens at it in every language; a link of before too, in the language's own words or to what the heading was once called; no place
    stands twice."""
    first, other = FIRST.pages[name], EDITIONS[code].pages[name]
    assert [place.id for place in other.places.values()] == [place.id for place in first.places.values()], other.file
    for page, library in ((first, FIRST), (other, EDITIONS[code])):
        ids = re.findall(r' id="([^"]+)"', "".join(passage.html for passage in passages(library, page)))
        words = {slug(stretch.text) for stretch in page.stretches if stretch.heading}
        assert sorted(ids) == sorted(set(ids)) and words | {*first.front.moved, *page.front.moved} | {place.id for place in page.places.values()} <= set(ids), (
            page.file
        )


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("code", EDITIONS)
def test_words_by_key_hold_the_same(code, file):
    """Each key of a file has its words, with the same places to fill and the same numbers."""
    ours, theirs = ({at: text for at, text in words(one, file).items() if at[:2] != ("language", "names")} for one in (FIRST_LANGUAGE, code))
    if file == "survey.yaml":  # a word's label may stand alone where a reason says it the same way
        ours, theirs = ({at: text for at, text in found.items() if at[0] != "words"} for found in (ours, theirs))
    free = {at for at in {*ours} ^ {*theirs} if at[-1] == "say"}  # how a word is said: where it is hard in that language
    assert {*ours} - free == {*theirs} - free, f"{code}/{file}: {sorted({*ours} ^ {*theirs} - free)[:5]}"
    for at in {*ours} & {*theirs} - {("language", "locale")}:
        where = f"{code}/{file}: {'.'.join(at)}"
        assert Counter(PLACE.findall(theirs[at])) == Counter(PLACE.findall(ours[at])), where
        assert numbers(theirs[at]) == numbers(ours[at]), f"{where}: {theirs[at]}"


@pytest.mark.parametrize("code", EDITIONS)
def test_the_list_of_help_says_the_same(code):
    """Each row has its words, and the numbers in them are the row's, hours apart, which each country writes its own way."""
    for ours, theirs in zip(FIRST.resources, EDITIONS[code].resources, strict=True):
        assert (theirs.calls and [call.number for call in theirs.calls]) == (ours.calls and [call.number for call in ours.calls]), ours.id
        for name in ("summary", "phone_then", "chat", "evidence_note"):
            assert numbers(getattr(theirs, name)) == numbers(getattr(ours, name)), f"{code}/resources.yaml: {ours.id}.{name}: {getattr(theirs, name)}"
        assert [bool(line.note) for line in (*theirs.calls, *theirs.texts)] == [bool(line.note) for line in (*ours.calls, *ours.texts)], ours.id


@pytest.mark.parametrize("code", EDITIONS)
def test_a_talk_has_the_same_slides(code):
    """Phones may follow in another language than the wall: slides, steps and answers stand at the same places."""
    for talk, other in zip(FIRST.talks, EDITIONS[code].talks, strict=True):
        ours, theirs = slides.ready(FIRST, talk), slides.ready(EDITIONS[code], other)
        assert ours.keys == theirs.keys
        assert [len(steps) for steps in slides.steps_of_all(FIRST, ours)] == [len(steps) for steps in slides.steps_of_all(EDITIONS[code], theirs)]
        answers = [
            {n: (one.about, len(one.options), one.right) for n, one in slides.asked(lib, show).items()}
            for lib, show in ((FIRST, ours), (EDITIONS[code], theirs))
        ]
        assert answers[0] == answers[1]


@pytest.mark.parametrize("code", EDITIONS)
def test_outside_a_claim_no_digit_stands(code):
    """In every language a plain sentence outside a claim holds no digit."""
    for name in GUIDE:
        page = EDITIONS[code].pages[name]
        for stretch in page.stretches:
            assert stretch.claim or stretch.heading or not re.search(r"\d", stretch.text), f"{page.file}:{page.first_line + stretch.line}: {stretch.text}"
