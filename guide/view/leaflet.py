"""A ready-made leaflet composed once: its pieces in reading order, for the page and for the PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from guide.content.leaflets import Item, Leaflet
from guide.library import Library
from guide.treatments import Treatment
from guide.view import excerpt, frame, numbers
from guide.view.excerpt import Block
from guide.view.kept import of_treatments, on_page
from guide.view.still import Still, still

# Of what can go wrong, a leaflet has room for the first ones of the card, which stand there by how common they are.
MOST_HARMS = 3
MOST_LINES = 2


class Said(NamedTuple):
    """One line about a treatment: what it answers, and the answer."""

    label: str
    text: str


class Told(NamedTuple):
    """A treatment on paper: its name, one plain line, and the lines that matter."""

    name: str
    plain: str
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of a leaflet: blocks of words, a figure, or treatments beside each other."""

    blocks: tuple[Block, ...] = ()
    figure: Still | None = None
    treatments: tuple[Told, ...] = ()


class HelpLine(NamedTuple):
    """A help line on paper: its name, the ways to reach it in words, and when it answers."""

    name: str
    ways: str
    hours: str


class Help(NamedTuple):
    """Whom to call: the country ("" for anywhere), its emergency numbers in words (""), and at most two lines."""

    country: str
    urgent: str
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True)
class Composed:
    """A leaflet with all its words.

    Attributes:
        checked: the day on which the page checked longest ago was checked.
        medicine: whether it speaks of a medicine, so that it must say never to stop one suddenly.
    """

    leaflet: Leaflet
    pieces: tuple[Piece, ...]
    questions: tuple[str, ...]
    checked: dt.date
    medicine: bool


def _works(library: Library, treatment: Treatment) -> list[str]:
    """How well it worked: the first number out of 100 with its comparison, else that there is none."""
    treat, row = library.treatment_words, treatment.row
    record = row.per_100[0] if row.per_100 else row.more_per_100
    number = numbers.per_hundred(library, treatment, record)
    return [f"{number.sentence} {number.told}".strip()] if number else [treat("page.no_hundred")]


def told(library: Library, treatment: Treatment) -> Told:
    """A treatment in the four lines that matter: what it asks, how well it worked out of 100, how sure that is, what can go wrong."""
    treat, row = library.treatment_words, treatment.row
    common, serious = (numbers.harms(library, kind).cited for kind in (row.common, row.serious))
    common = tuple(harm if any(map(str.isdigit, harm)) else treat("page.uncounted", harm=harm.rstrip(".")) for harm in common)
    # The gravest always: taken in the order of the card, three common ones kept an official warning off the paper.
    grave = serious[: max(MOST_HARMS - len(common), MOST_HARMS - 1)]
    harms = [*common[: MOST_HARMS - len(grave)], *grave]
    wrong = " ".join(f"{harm.rstrip('.')}." for harm in harms) or treat("page.no_list")
    sure = Said(treat("labels.features.certainty"), treat(f"labels.certainty.{treatment.feature('certainty')[0]}"))
    asks, works = Said(treat("card.asks"), treatment.words.asks), Said(treat("card.works"), " ".join(_works(library, treatment)))
    return Told(treatment.name, treatment.words.plain, (asks, works, sure, Said(treat("card.wrong"), wrong)))


def _piece(library: Library, item: Item) -> Piece:
    name, _, part = (item.section or item.note).partition("/")
    if item.section:
        return Piece(blocks=excerpt.section(library, library.pages[name], part, item.only))
    if item.note:
        return Piece(blocks=excerpt.note(library, library.pages[name], int(part)))
    if item.figure:
        return Piece(figure=still(library, item.figure, item.state))
    return Piece(treatments=tuple(told(library, library.shelf.by_id[key]) for key in item.compare))


def compose(library: Library, leaflet: Leaflet) -> Composed:
    """A leaflet's pieces. Raises what its parts raise; the content check makes every leaflet."""
    asked = on_page(library, of_treatments(library.shelf))["question"]
    kinds = {library.shelf.by_id[key].kind for item in leaflet.body for key in item.compare}
    return Composed(
        leaflet,
        tuple(_piece(library, item) for item in leaflet.body),
        tuple(str(asked[key]) for key in leaflet.questions),
        min(library.pages[name].front.checked_on for name in (*leaflet.pages, "about")),
        "medicine" in kinds or "medicines" in leaflet.pages,
    )


def _line(line: frame.Line) -> HelpLine:
    ways = " · ".join(way.text + way.beside for way in line.ways if not way.outside)
    return HelpLine(line.resource.name, ways, "" if line.resource.always_open else line.resource.hours)


def help_of(library: Library, countries: Sequence[frame.Country], code: str) -> Help:
    """Whom to call in a country; where none is named or none of its lines was seen, the directory for everywhere."""
    country = next((one for one in countries if one.code == code), None)
    lines = tuple(_line(line) for line in country.lines[:MOST_LINES]) if country else ()
    if not lines:
        found = [resource for resource in library.resources if resource.id == library.survey.elsewhere]
        lines = tuple(HelpLine(resource.name, resource.url, "") for resource in found)
    urgent = " · ".join(way.text + way.beside for way in country.emergency) if country else ""
    return Help(country.name if country else "", urgent, lines)
