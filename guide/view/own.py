"""A leaflet of one's own: what there is to choose from, and what was chosen as a leaflet."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from guide.content.leaflets import Item, Leaflet, section_of
from guide.content.markdown import words_of
from guide.content.pages import GUIDE, Page
from guide.library import Library
from guide.links import State
from guide.view.figure import home_of, pictured
from guide.view.kept import of_treatments, on_page
from guide.view.leaflet import Composed, compose
from guide.view.still import values_of


class Choice(NamedTuple):
    """Something to tick: the numbers that lead to it (it is written by the first), its kind, the name of what it is, and its words."""

    numbers: tuple[int, ...]
    kind: str
    name: str
    words: str


class Choices(NamedTuple):
    """What is offered together: a page's parts, figures and questions in reading order, or (without a page) the questions about treatments."""

    page: Page | None
    choices: tuple[Choice, ...]


def _of_page(library: Library, page: Page) -> tuple[Choice, ...]:
    sections: dict[int, Choice] = {}
    figures = {head.title: at for at, token in enumerate(page.tokens) if (head := token.meta.get("head")) and head.kind == "figure"}
    placed: list[tuple[int, Choice]] = []
    for number, part in library.parts.items():
        name, _, fact = part.name.partition("/")
        if part.kind == "section" and name == page.id:
            at = section_of(page, fact).start
            title = words_of(page.tokens[at + 1], page.term) if page.tokens[at].type == "heading_open" else page.front.short
            before = sections.get(at)
            sections[at] = before._replace(numbers=(*before.numbers, number)) if before else Choice((number,), part.kind, part.name, title)
        elif part.kind == "figure" and name in figures and home_of(library, name) == page.id and pictured(name):
            placed.append((figures[name], Choice((number,), part.kind, name, library.figure_words[name]("question"))))
    asked = {question.id: question.text for question in page.front.questions}
    questions = [
        Choice((number,), part.kind, part.name, asked[part.name]) for number, part in library.parts.items() if part.kind == "question" and part.name in asked
    ]
    return (*(choice for _, choice in sorted([*sections.items(), *placed], key=lambda one: one[0])), *questions)


@functools.lru_cache(maxsize=16)
def offered(library: Library) -> tuple[Choices, ...]:
    """Everything a leaflet can be made of, page by page, then the questions about treatments."""
    pages = tuple(Choices(page, _of_page(library, page)) for page in (library.pages[name] for name in GUIDE))
    met = {choice.name for group in pages for choice in group.choices if choice.kind == "question"}
    words = on_page(library, of_treatments(library.shelf))["question"]
    more = tuple(
        Choice((number,), part.kind, part.name, str(words[part.name]))
        for number, part in library.parts.items()
        if part.kind == "question" and part.name not in met
    )
    return (*(group for group in pages if group.choices), Choices(None, more))


def composed(library: Library, parts: Collection[int], treatments: Collection[int], states: Sequence[State] = ()) -> Composed:
    """The leaflet that these numbers name, in reading order, its figures in their states; a number that leads to nothing is passed over.

    Whoever it is given to may take a medicine: it always says never to stop one suddenly.
    """
    chosen = [choice for group in offered(library) for choice in group.choices if {*choice.numbers} & {*parts}]
    signs = dict(states)
    body = [
        Item(section=one.name) if one.kind == "section" else Item(figure=one.name, state=values_of(library, one.name, signs.get(one.numbers[0], ())))
        for one in chosen
        if one.kind != "question"
    ]
    if keys := tuple(key for number in treatments if (key := library.numbers.get(number))):
        body.append(Item(compare=keys))
    leaflet = Leaflet.model_construct(
        id="",
        title=library.handout("leaflet.own_title"),
        lead=library.handout("leaflet.own_intro"),
        body=tuple(body),
        questions=tuple(one.name for one in chosen if one.kind == "question"),
    )
    return replace(compose(library, leaflet), medicine=True)
