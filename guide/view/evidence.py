"""What each claim of a page rests on: its words, the facts that were read for it, and their works."""

from __future__ import annotations

from typing import NamedTuple

from guide.content.pages import Page
from guide.library import Library
from guide.view.open_data import holds_amount
from guide.view.prose import claim_place


class Read(NamedTuple):
    """A fact: what was read ("" where it tells an amount of a medicine), the kind of work, and the source's own grade ("")."""

    text: str
    kind: str
    certainty: str


class Claim(NamedTuple):
    """A claim: its place on the page, the key of its strength, its paragraphs, its facts, and the keys of their works."""

    place: str
    strength: str
    lines: tuple[str, ...]
    facts: tuple[Read, ...]
    works: tuple[str, ...]


def claims(library: Library, page: Page) -> tuple[Claim, ...]:
    """Every claim of a page, in reading order."""
    found = []
    for head in page.marks.heads:
        if head.line in page.claims:
            lines = tuple(stretch.text for stretch in page.stretches if stretch.claim == head)
            facts = [library.facts[key] for key in head.facts]
            read = tuple(Read("" if holds_amount(fact) else fact.statement, fact.evidence, fact.certainty) for fact in facts)
            works = tuple(dict.fromkeys(key for fact in facts for key in fact.references))
            found.append(Claim(claim_place(page, head.line), head.title, lines, read, works))
    return tuple(found)
