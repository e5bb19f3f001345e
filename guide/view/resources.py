"""The ranked list of help as records: the help card, the lines for chosen groups, the list with its reasons, and its downloads."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from guide.library import Library
from guide.resources import Ranking, Resource
from guide.view.contacts import Way, confirmed, speaks, ways
from guide.view.render import render


@dataclass(frozen=True)
class Item:
    """A row of the list: the resource, why it stands here, the ways to reach it, its marks in words, its languages where worth saying, its day."""

    resource: Resource
    why: str
    ways: tuple[Way, ...]
    marks: tuple[str, ...]
    speaks: str
    confirmed: str


def item(library: Library, resource: Resource, why: str = "") -> Item:
    """A resource in words; `why` is what the visitor's answers say of it."""
    return replace(_row(library, resource), why=why)


@functools.lru_cache(maxsize=1024)
def _row(library: Library, resource: Resource) -> Item:
    """What is said of a resource to everybody: each visitor's list is made of the same rows."""
    survey = library.survey
    marks = [survey.label("format", resource.format), survey.label("cost", resource.cost)]
    marks += [survey.country_name(code) for code in resource.countries]
    spoken = speaks(library, resource)
    marks += [resource.hours, spoken]
    return Item(resource, "", ways(library, resource), tuple(mark for mark in marks if mark), spoken, confirmed(library, resource))


def as_csv(library: Library, ranking: Ranking) -> str:
    """The list as CSV, in the order shown: for the download that the browser makes."""
    say, survey = library.say, library.survey
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(say(f"resources.columns.{name}") for name in ("name", "summary", "phone", "website", "cost", "why", "confirmed"))
    for match in ranking.matches:
        resource = match.resource
        phone = say("resources.or").join(resource.phones)
        day = str(resource.confirmed_on or "")
        writer.writerow([resource.name, resource.summary, phone, resource.url, survey.label("cost", resource.cost), survey.reasons(match.reasons), day])
    return out.getvalue()


def as_text(library: Library, ranking: Ranking) -> str:
    """The list as plain text."""
    rows = (*ranking.card.lines, *(match.resource for match in ranking.lines), *(match.resource for match in ranking.matches))
    phones = [library.say("resources.or").join(row.phones) for row in rows]
    return "\n\n".join("\n".join(part for part in (row.name, row.summary, phone, row.url) if part) for row, phone in zip(rows, phones, strict=True))


def _tens(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The list, ten at a time."""
    return [items[at : at + 10] for at in range(0, len(items), 10)]


def _by_country(library: Library, lines: Sequence[Resource]) -> list[tuple[str, list[Item]]]:
    """Lines under the country they serve, by its name; one that serves several, under all of their names or, beyond three, their number."""
    found: dict[str, list[Item]] = {}
    for row in lines:
        names = sorted(library.survey.country_name(code) for code in row.countries)
        name = ", ".join(names) if len(names) < 4 else library.say("resources.countries", n=len(names))
        found.setdefault(name, []).append(item(library, row))
    return sorted(found.items())


def _above(library: Library, ranking: Ranking) -> Mapping[str, Any]:
    """The help card, and the lines for chosen groups."""
    survey, card = library.survey, ranking.card
    chosen = {match.resource.id for match in ranking.lines}
    return {
        "card": {"first": [item(library, row) for row in card.lines], "more": _by_country(library, card.more)},
        "country": survey.country_name(card.country) if card.country else "",
        "other_lines": [item(library, row) for row in library.resources if row.is_crisis and not row.general and row.id not in chosen],
        "elsewhere": [row for row in library.resources if row.id == survey.elsewhere],
        "special": [item(library, match.resource, survey.reasons(match.reasons)) for match in ranking.lines],
    }


def _listed(library: Library, ranking: Ranking) -> Mapping[str, Any]:
    """The count, what gave way, the list with reasons, print and downloads."""
    survey = library.survey
    return {
        "relaxed": survey.relaxed(ranking.relaxed, beside=bool(ranking.card.lines or ranking.lines)),
        "count": survey.count_words(ranking.count),
        "tens": _tens([item(library, match.resource, survey.reasons(match.reasons)) for match in ranking.shown]),
        "aside": [item(library, match.resource, survey.reasons(match.reasons)) for match in ranking.aside],
        "csv": as_csv(library, ranking),
        "text": as_text(library, ranking),
    }


def context(library: Library, ranking: Ranking) -> Mapping[str, Any]:
    """Everything the answers lead to, for the page as served."""
    return {**_above(library, ranking), **_listed(library, ranking), "pieces": ("card", "list")}


def card(library: Library, ranking: Ranking) -> Markup:
    """The help card and the lines for chosen groups, as the app draws them for one tab's answers."""
    return render(library, "parts/resource-list", **_above(library, ranking), pieces=("card",))


def listed(library: Library, ranking: Ranking) -> Markup:
    """The list under them."""
    return render(library, "parts/resource-list", **_listed(library, ranking), pieces=("list",))
