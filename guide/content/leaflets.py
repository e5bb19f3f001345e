"""The ready-made leaflets: what each is made of, by the names of things the guide holds, with a title and one sentence of its own.

A leaflet has no words of its own beside those two. `section: <page>/<fact>` is the part of a page whose claim rests on that fact, so that a
leaflet keeps its parts in every language and when a heading is worded anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Self

from markdown_it.token import Token
from pydantic import Field, model_validator

from guide.content.pages import Page
from guide.content.records import Record
from guide.content.source import Source, Tree
from guide.links import FIRST_LANGUAGE

FILE = "data/leaflets.yaml"
KINDS = ("section", "note", "figure", "compare")


class Item(Record):
    """One thing of a leaflet: a part of a page, a note of a page, a figure in a state, or treatments beside each other.

    Attributes:
        section: `<page>/<fact>`. `only`: of its claims, those that rest on these facts; the whole part when empty.
        note: `<page>/<number>`, counted from 1 outside "go deeper".
        figure: its id. `state`: the values of its controls by their ids; those left out stand as they begin.
        compare: ids of treatments.
    """

    section: str = ""
    only: tuple[str, ...] = ()
    note: str = ""
    figure: str = ""
    state: Mapping[str, str] = Field(default_factory=dict)
    compare: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(bool(getattr(self, kind)) for kind in KINDS) != 1:
            raise ValueError(f"an item is exactly one of {', '.join(KINDS)}")
        if (self.only and not self.section) or (self.state and not self.figure):
            raise ValueError("`only` belongs to a section, `state` to a figure")
        return self


class LeafletRow(Record):
    """What a leaflet is made of, in reading order, and the questions that it offers to ask."""

    id: str = Field(pattern=r"^[a-z][a-z-]{2,30}$")
    body: tuple[Item, ...] = Field(min_length=2)
    questions: tuple[str, ...] = Field(min_length=2, max_length=6)


class LeafletWords(Record):
    """The words of its own that a leaflet has."""

    title: str = Field(min_length=3)
    lead: str = Field(min_length=20)


class Leaflet(LeafletRow, LeafletWords):
    """A leaflet in one language."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages its parts come from, in order of first use."""
        return tuple(dict.fromkeys((item.section or item.note).partition("/")[0] for item in self.body if item.section or item.note))


def _blocks(page: Page) -> Iterator[tuple[int, Token]]:
    """The tokens of a page outside "go deeper", each with its place."""
    deep = 0
    for at, token in enumerate(page.tokens):
        if token.type.startswith("container_deeper"):
            deep += token.nesting
        elif not deep:
            yield at, token


def sections(page: Page) -> tuple[tuple[range, tuple[str, ...]], ...]:
    """The parts of a page that hold a claim, each from its heading to the next, with the facts that its claims rest on."""
    found: list[tuple[range, tuple[str, ...]]] = []
    begun, facts = 0, list[str]()
    for at, token in _blocks(page):
        if token.type == "heading_open":
            found.append((range(begun, at), tuple(facts)))
            begun, facts = at, []
        elif token.meta.get("head"):
            facts += token.meta["head"].facts
    found.append((range(begun, len(page.tokens)), tuple(facts)))
    return tuple(one for one in found if one[1])


def section_of(page: Page, fact: str) -> range:
    """Where the part of a page stands whose claim rests on a fact: the first one. Raises LookupError."""
    for place, facts in sections(page):
        if fact in facts:
            return place
    raise LookupError(f"no claim of the page {page.id} rests on {fact!r}")


def notes_of(page: Page) -> tuple[range, ...]:
    """Where the notes of a page stand, heads and ends included."""
    opened = [at for at, token in _blocks(page) if token.type == "container_note_open"]
    closed = [at for at, token in _blocks(page) if token.type == "container_note_close"]
    return tuple(range(first, last + 1) for first, last in zip(opened, closed, strict=True))


def _wrong(item: Item, pages: Mapping[str, Page], treatments: Collection[str], figures: Collection[str]) -> str:
    """What an item names that is not there, in a sentence; "" when all is well."""
    name, _, part = (item.section or item.note).partition("/")
    if name and name not in pages:
        return f"no page is called {name!r}"
    if item.section:
        try:
            section_of(pages[name], part)
        except LookupError as error:
            return str(error.args[0])
    if item.note and (not part.isdecimal() or not 1 <= int(part) <= len(notes_of(pages[name]))):
        return f"the page {name} has {len(notes_of(pages[name]))} notes"
    if item.figure and item.figure not in figures:
        return f"no figure is called {item.figure!r}"
    return next((f"no treatment is called {key!r}" for key in item.compare if key not in treatments), "")


def read_leaflets(
    source: Source, language: str, pages: Mapping[str, Page], treatments: Collection[str], questions: Collection[str], figures: Collection[str]
) -> tuple[Leaflet, ...]:
    """The leaflets of a language. A language whose `leaflets.yaml` is not written yet has none; the first language must have it.

    What they name is looked up only where all else is in order: a broken page would only be told again by every leaflet that it is in.
    """
    sound = not any(not problem.warning for problem in source.problems)
    file = f"{language}/leaflets.yaml"
    if language != FIRST_LANGUAGE and not (source.root / file).exists():
        return ()
    words = source.yaml(file, dict)
    rows = source.rows(FILE, LeafletRow)
    found: list[Leaflet] = []
    for place, row in rows:
        if row.id not in (words.data or {}):
            if words.data is not None:
                source.wrong(file, 1, row.id, f"this leaflet of {FILE} has no words")
            continue
        said = source.build(LeafletWords, words, [row.id])
        if sound:
            _check(source, source.yaml(FILE, list), place, row, pages, treatments, questions, figures)
        if said:
            found.append(Leaflet(**row.model_dump(), **said.model_dump()))
    if source.readable(FILE):
        named = {row.get("id") for row in source.yaml(FILE, list).data or () if isinstance(row, dict)}
        for key in sorted(set(words.data or {}) - named):
            source.wrong_at(words, [key], str(key), f"{FILE} has no such leaflet")
    return tuple(found)


def _check(
    source: Source,
    tree: Tree,
    place: int,
    row: LeafletRow,
    pages: Mapping[str, Page],
    treatments: Collection[str],
    questions: Collection[str],
    figures: Collection[str],
) -> None:
    """Note everything a leaflet names that is not there."""
    for at, item in enumerate(row.body):
        if what := _wrong(item, pages, treatments, figures):
            source.wrong_at(tree, [place, "body", at], f"{row.id}.body", what)
    for at, key in enumerate(row.questions):
        if key not in questions:
            source.wrong_at(tree, [place, "questions", at], f"{row.id}.questions", f"no question is called {key!r}")
