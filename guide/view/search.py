"""What the searches look through: pages by section, leaflets, treatments, words, resources, each with its other names; and what the survey offers."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guide.content.match import Found, Matcher, bare, entry
from guide.content.pages import Page
from guide.library import Library
from guide.resources import Resource
from guide.treatments import Treatment, matcher

Row = dict[str, str]
MOST = 600  # characters of a passage that are searched
# The survey's questions whose options everyday words lead to.
BY_WORDS = ("audience", "need", "topic", "format")


def _sections(page: Page) -> Iterator[Row]:
    """The passages of a page under their headings."""
    heading, anchor = page.front.title, ""
    words: list[str] = []

    def kept() -> Iterator[Row]:
        if words and anchor:
            yield {"k": "section", "t": heading, "u": f"{page.path}#{anchor}", "x": " ".join(words)[:MOST]}

    for stretch in page.stretches:
        if stretch.heading:
            yield from kept()
            heading, anchor, words = stretch.text, page.places[stretch.line].id, []
        else:
            words.append(stretch.text)
    yield from kept()


def _option(library: Library, facet: str, word: str) -> tuple[str, ...]:
    """What an option of the survey is called: by itself, in a reason, and in everyday words."""
    survey = library.survey
    own = (survey.label(facet, word), survey.said.get(facet, {}).get(word, ""), *library.search.names(facet, word))
    return tuple(name for name in own if name)


def _in_words(library: Library, options: Iterable[tuple[str, str]], *more: str) -> str:
    """What options are called. Each word once: what is searched goes to the browser."""
    return " ".join(dict.fromkeys(bare(" ".join((*more, *(name for facet, word in options for name in _option(library, facet, word))))).split()))


def _plain(resource: Resource) -> list[tuple[str, str]]:
    """What a resource costs, where it is and which languages it speaks."""
    return [("cost", resource.cost), *(("country", code) for code in resource.countries), *(("language", code) for code in resource.languages)]


def _told(library: Library, resource: Resource) -> str:
    """What a resource is for, in the words of the survey and in everyday ones: whom, what, in which form, what it costs, where."""
    formats = dict.fromkeys([resource.format, *(["text"] if resource.texts else [])])
    options = [("audience", word) for word in resource.audiences]
    options += [(facet, word) for facet, words in (("need", resource.needs), ("topic", resource.topics), ("format", formats)) for word in words]
    return _in_words(library, [*options, *_plain(resource)], library.say("help.chat", chat=resource.chat) if resource.chat else "")


def index(library: Library) -> list[Row]:
    """The rows: `k` kind, `t` title, `u` address, `x` words, `a` other names."""
    rows: list[Row] = []

    def add(kind: str, key: str, title: str, address: str, words: str) -> None:
        names = library.search.names(kind, key)
        rows.append({"k": kind, "t": title, "u": address, "x": words} | ({"a": " | ".join(names)} if names else {}))

    for page in library.pages.values():
        add("page", page.id, page.front.title, library.links.page(page.id), page.front.summary)
        rows.extend(row | {"u": library.links.inside(row["u"])} for row in _sections(page))
    for treatment in library.shelf.treatments:
        add("treatment", treatment.id, treatment.name, library.links.treatment(treatment.id), treatment.words.plain)
    for key, term in library.glossary.items():
        add("term", key, term.term, library.links.term(key), term.plain)
    for leaflet in library.leaflets.values():
        add("leaflet", leaflet.id, leaflet.title, library.links.leaflet(leaflet.id), leaflet.lead)
    for resource in library.resources:
        add("resource", resource.id, resource.name, library.links.resource(resource.id), f"{resource.summary} {_told(library, resource)}")
    return rows


@functools.lru_cache(maxsize=8)
def whole(library: Library) -> Matcher[Row]:
    """What searches the whole guide on the server."""
    rows = index(library)
    return Matcher([entry(row, (row["t"], row.get("a", "")), (row["x"],)) for row in rows], library.search.small)


def pages(library: Library, text: str, count: int = 3) -> tuple[Row, ...]:
    """Where the guide speaks of something: the first rows that are no treatment."""
    found = whole(library).find(text)
    return () if found.instead or not bare(text) else tuple(row for row in found.things if row["k"] != "treatment")[:count]


@functools.lru_cache(maxsize=8)
def _words(library: Library) -> frozenset[str]:
    """Every word that the guide uses: none of them is a slip."""
    return frozenset(word for one in whole(library).entries for word in one.everything.split())


def classes(treatment: Treatment) -> Iterator[tuple[str, str]]:
    """What kind of thing a treatment is, by the fields that say it: everyday words of each lead to all of it (`synapse:ssri`, `form:tablet`)."""
    yield "kind", treatment.kind
    yield "synapse", treatment.row.synapse
    yield "living", treatment.row.living
    for name in ("form", "sleep"):
        yield from ((name, value) for value in treatment.feature(name))


@functools.lru_cache(maxsize=8)
def treatments(library: Library) -> Matcher[Treatment]:
    """What searches the treatments: by their own names and by those of their kinds."""

    def also(key: str) -> Iterator[str]:
        yield from library.search.names("treatment", key)
        for name, value in classes(library.shelf.by_id[key]):
            yield from library.search.names(name, value)

    return matcher(library.shelf.treatments, also, small=library.search.small, known=_words(library))


@functools.lru_cache(maxsize=16)
def resources(library: Library, *, named: bool = False) -> Matcher[Resource]:
    """What searches the list of help: by name, by what it says of itself, and by everyday words of what it is for. `named` leaves those out: where the words
    mean an option of the survey, the option itself finds what is for it."""
    rows = [
        entry(
            row,
            (row.name, *library.search.names("resource", row.id), _in_words(library, _plain(row)) if named else _told(library, row)),
            (row.summary, row.organisation, row.evidence_note),
        )
        for row in library.resources
    ]
    return Matcher(rows, library.search.small)


class Option(NamedTuple):
    """An option of a question of the survey."""

    question: str
    word: str


@functools.lru_cache(maxsize=64)
def options(library: Library, first: str) -> Matcher[Option]:
    """What finds the option that someone means who types into the question `first`: its own options before those of other questions."""
    asked = (first, *(facet for facet in BY_WORDS if facet != first and first in BY_WORDS))
    found = [Option(name, word) for name in asked for word, _ in library.survey.question(name).options]
    return Matcher([entry(one, _option(library, one.question, one.word)) for one in found], library.search.small)


# Two options that one word means (army: a veteran, someone in the armed forces) are both taken; more would be no answer.
MOST_MEANT = 2


def meant(library: Library, first: str, text: str) -> Found[Option]:
    """The options that words mean which are typed into the question `first`, or into a search: its own, else those of another question."""
    found = options(library, first).find(text)
    own = [option for option in found.things if option.question == first] or [one for one in found.things if one.question == found.things[0].question]
    return Found(tuple(own[:MOST_MEANT]), found.instead)


class Sought(NamedTuple):
    """What words typed into the search of the list of help lead to: options of the survey that they mean, rows that hold them, what was looked for instead."""

    meant: tuple[Option, ...]
    found: tuple[Resource, ...]
    instead: str


def sought(library: Library, text: str) -> Sought:
    """Options that the words name in full, as the survey understands them ("my husband": support for families), and rows of the list."""
    told, asked = resources(library).find(text), meant(library, "need", text)
    words = bare(asked.instead or text).split()
    whole = all(
        any(f" {word} " in f" {bare(' | '.join(_option(library, *option)))} " for word in words if word not in library.search.small) for option in asked.things
    )
    if not asked.things or not whole or asked.instead != told.instead:
        return Sought((), told.things, told.instead)
    return Sought(asked.things, resources(library, named=True).find(asked.instead or text).things, asked.instead)
