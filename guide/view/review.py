"""The form that a clinician fills in: every claim of the guide with its strength, what its sources were read to say, and the works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from guide import tokens
from guide.content.pages import GUIDE, Page
from guide.content.records import Fact, Work
from guide.content.reviews import VERDICTS, Claim, claims
from guide.library import ROOT, Library
from guide.view import excerpt
from guide.view.excerpt import Block
from guide.view.prose import rendered
from guide.view.render import render

# The form's own script, put into the file: the form stands alone, under a policy that lets it send nothing.
SCRIPT = ROOT / "assets" / "js" / "review.js"


@dataclass(frozen=True)
class Asked:
    """A claim to judge.

    Attributes:
        number: what stands beside it on paper and screen, page and place ("5.2").
        blocks: its words; links inside them are left out, since the form stands alone.
        facts: what its sources were read to say.
        works: what it cites.
    """

    number: str
    claim: Claim
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True)
class Sheet:
    """A page with its claims."""

    page: Page
    asked: tuple[Asked, ...]


def _asked(library: Library, page: Page, number: str, claim: Claim) -> Asked:
    _, cited = rendered(library, claim.inner)
    facts = tuple(library.facts[name] for name in claim.head.facts)
    return Asked(number, claim, excerpt.words(library, page, claim.inner), facts, tuple(library.references[key] for key in cited))


def sheets(library: Library) -> tuple[Sheet, ...]:
    """The pages of the guide that make claims, in reading order."""
    found = []
    for place, name in enumerate(GUIDE, 1):
        page = library.pages[name]
        asked = tuple(_asked(library, page, f"{place}.{n}", claim) for n, claim in enumerate(claims(page), 1))
        if asked:
            found.append(Sheet(page, asked))
    return tuple(found)


def form(library: Library, today: dt.date) -> Markup:
    """The form as one HTML file that needs nothing else. Its button saves what `python -m guide review <file>` reads."""
    return render(
        library,
        "review",
        sheets=sheets(library),
        today=today,
        verdicts=VERDICTS[:-1],
        script=Markup(SCRIPT.read_text(encoding="utf-8")),  # noqa: S704 (our own file)
        colors=Markup(tokens.css()),  # noqa: S704 (our own styles)
    )
