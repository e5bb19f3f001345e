"""The section "My page for the appointment": a form that works without a script, by the boxes of its lists.

With the script the boxes are the same ones as everywhere in the guide, and what is kept stands above them, in order. The boxes also are where
the script finds the words for what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guide.library import Library
from guide.resources import Resource
from guide.view import frame
from guide.view.contacts import ways
from guide.view.kept import KINDS, MOST, More, TreatmentLine, of_treatments, on_page


class Choice(NamedTuple):
    """Something to keep: what the form sends for it, its name, and a small line."""

    value: str
    name: str
    line: str = ""


class Choices(NamedTuple):
    """All choices of one kind."""

    kind: str
    rows: tuple[Choice, ...]


def _choice(library: Library, kind: str, key: str, thing: object) -> Choice:
    value = f"{kind}:{key}"
    if isinstance(thing, TreatmentLine):
        return Choice(value, thing.name, thing.group)
    if isinstance(thing, Resource):
        return Choice(value, thing.name, " · ".join(way.text + way.beside for way in ways(library, thing, paper=True)[:2]))
    return Choice(value, str(thing))


def context(library: Library, more: More | None = None) -> Mapping[str, Any]:
    """The records of the section's template."""
    paper = library.handout
    known = on_page(library, more or of_treatments(library.shelf))
    lists = [Choices(kind, tuple(_choice(library, kind, key, thing) for key, thing in known[kind].items())) for kind in KINDS]
    script = {"most": MOST, "full": paper("section.full"), "gone": paper("section.gone"), **paper.get("section.buttons"), **paper.get("section.said")}
    return {"lists": [choices for choices in lists if choices.rows], "script": script, "countries": [(one.code, one.name) for one in frame.countries(library)]}
