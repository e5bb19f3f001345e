"""The stable numbers under which treatments and parts of leaflets stand in links that are handed on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from guide.content.leaflets import sections
from guide.content.pages import GUIDE, Page
from guide.content.records import Record
from guide.content.source import Source

FILE = "data/link-numbers.yaml"
Kind = Literal["section", "figure", "question"]


class Part(NamedTuple):
    """What can stand on a leaflet of one's own: a part of a page (`<page>/<fact>`), a figure or a question by its id."""

    kind: Kind
    name: str


class Retired(Record):
    """A treatment that left the guide: the number it had, and the id that now says most about it ("" for the whole list)."""

    number: int = Field(ge=1, le=9999)
    now: str = ""


class Numbers(Record):
    """The table: the number of each treatment and each part, and those that left. A part that left keeps its number in `retired_parts` alone."""

    treatments: Mapping[str, int]
    retired: Mapping[str, Retired] = Field(default_factory=dict)
    parts: Mapping[Kind, Mapping[str, int]]
    retired_parts: tuple[int, ...] = ()


class Numbered(NamedTuple):
    """What each number leads to: a treatment's id, or "" for the whole list; a part."""

    treatments: Mapping[int, str]
    parts: Mapping[int, Part]


def read_numbers(source: Source, treatments: Collection[str], pages: Mapping[str, Page], figures: Collection[str], questions: Collection[str]) -> Numbered:
    """The numbers. Notes a treatment or a part without one, and a number given twice.

    Only where all else is in order: a treatment that could not be read is told itself.
    """
    sound = not any(not problem.warning for problem in source.problems)
    tree = source.yaml(FILE, dict)
    table = source.build(Numbers, tree) if tree.data else None
    if table is None:
        return Numbered({}, {})

    def wrong(at: list[str], message: str) -> None:
        source.wrong_at(tree, at, at[-1], message)

    found: dict[int, str] = {}
    entries = [(key, number, key) for key, number in table.treatments.items()] + [(key, one.number, one.now) for key, one in table.retired.items()]
    for key, number, leads in entries:
        at = ["treatments" if key in table.treatments else "retired", key]
        if number in found:
            wrong(at, f"the number {number} is given twice; take the next free one")
        if sound and leads and leads not in treatments:
            wrong(at, f"no treatment is called {leads!r}; move it to `retired`, with the id that now says most about it")
        found[number] = leads
    for key in treatments if sound else ():
        if key not in table.treatments:
            source.wrong_at(tree, ["treatments"], key, f"this treatment has no number; give it {max(found, default=0) + 1}")

    parts: dict[int, Part] = {}
    facts: dict[tuple[str, str], int] = {}
    for page in (pages[name] for name in GUIDE if name in pages):
        for place, named in sections(page):
            for fact in named:
                facts.setdefault((page.id, fact), place.start)
    known = {"section": {"/".join(key) for key in facts}, "figure": set(figures), "question": set(questions)}
    for kind, names in table.parts.items():
        for name, number in names.items():
            if number in parts or number in table.retired_parts or not 0 < number < 1296:
                wrong(["parts", kind, name], f"the number {number} is given twice, or has more than two signs; take the next free one")
            if sound and name not in known[kind]:
                wrong(["parts", kind, name], f"there is no {kind} {name!r}; move its number to `retired_parts`")
            parts[number] = Part(kind, name)
    if sound:
        free = max((*parts, *table.retired_parts), default=0) + 1
        has = {(name, facts.get((name, fact))) for name, _, fact in (one.partition("/") for one in table.parts.get("section", {}))}
        for (name, fact), begun in facts.items():
            if (name, begun) not in has:
                wrong(["parts", "section"], f"the part of {name} that rests on {fact!r} has no number; give it {free}: {name}/{fact}")
                has.add((name, begun))
        for kind in ("figure", "question"):
            for name in sorted(known[kind] - {*table.parts.get(kind, {})}):
                wrong(["parts", kind], f"the {kind} {name!r} has no number; give it {free}")
    return Numbered(found, parts)
