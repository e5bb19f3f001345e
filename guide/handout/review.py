"""The review form on paper: a tagged PDF (PDF/UA-1) with boxes to tick and lines to write on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from guide import tokens
from guide.content.reviews import VERDICTS
from guide.handout.typeset import typeset
from guide.library import Library
from guide.view.review import Asked, sheets

TEMPLATE = Path(__file__).with_name("review.typ")


def _asked(library: Library, asked: Asked) -> dict[str, Any]:
    return {
        "number": asked.number,
        "title": asked.claim.title,
        "blocks": [{"kind": block.kind, "lines": [[[run.text, run.style] for run in line] for line in block.lines]} for block in asked.blocks],
        "strength": library.say(f"strength.{asked.claim.head.title}"),
        "works": [f"{work.full} {work.identifier or work.link}".strip() for work in asked.works],
    }


def as_pdf(library: Library, today: dt.date, fonts: Path) -> bytes:
    """The form. `fonts` is the folder of `guide.making.site.FONTS`.

    Raises:
        typst.TypstError: when the template has a mistake.
    """
    paper, say = library.handout, library.say
    found = sheets(library)
    data = {
        "language": library.language,
        "guide": f"{say('site.title')}: {say('site.subtitle')}",
        "title": paper("review.title"),
        "lead": paper("review.lead"),
        "how": paper.get("review.how"),
        "paper": paper("review.paper"),
        "made": paper("review.made", n=sum(len(sheet.asked) for sheet in found), date=say.date(today)),
        "fields": [paper(f"review.{name}") for name in ("by", "role", "reviewed_on")],
        "verdicts": [paper(f"review.verdicts.{verdict}") for verdict in VERDICTS[:-1]],
        "comment": paper("review.comment"),
        "foot": paper("page.foot", n="{n}", of="{of}"),
        "sheets": [{"title": sheet.page.front.title, "asked": [_asked(library, asked) for asked in sheet.asked]} for sheet in found],
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }
    return typeset(TEMPLATE, data, fonts)[0]
