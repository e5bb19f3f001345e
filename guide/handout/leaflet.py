"""A ready-made leaflet as a tagged PDF (PDF/UA-1) of two sheets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from guide import tokens
from guide.handout.typeset import typeset
from guide.library import Library
from guide.view.code import code
from guide.view.excerpt import Block
from guide.view.leaflet import Composed, Help, Piece
from guide.view.render import render
from guide.view.reviewed import not_advice

# Where a long address may break.
SOFT = "\u200b"
TEMPLATE = Path(__file__).with_name("leaflet.typ")
MOST_SHEETS = 2
# The size of the words in points and the lines to write on, from the widest on; the first that fits is taken. For one sheet instead of two words are not set smaller than SMALL.
SMALL = 10.5
STEPS = ((12, 9), (12, 5), (11.5, 5), (11, 5), (11, 3), (10.5, 3), (10.5, 0), (10, 0), (9.5, 0), (9, 0), (8.5, 0))


def _block(library: Library, block: Block) -> dict[str, Any]:
    source = ""
    if block.kind == "source":
        source = ". ".join(part for part in (library.say(f"strength.{block.strength}"), "; ".join(block.works)) if part)
    return {"kind": block.kind, "title": block.title, "source": source, "lines": [[[run.text, run.style] for run in line] for line in block.lines]}


def _piece(library: Library, piece: Piece) -> dict[str, Any]:
    figure = piece.figure
    note = f"{library.say('figure.illustration')} {figure.note}" if figure and figure.illustration else figure.note if figure else ""
    return {
        "blocks": [_block(library, block) for block in piece.blocks],
        "figure": {"question": figure.question, "sentence": figure.sentence, "alt": figure.alt, "note": note, "svg": figure.paper, "ratio": figure.ratio}
        if figure
        else None,
        "treatments": [{"name": one.name, "plain": one.plain, "lines": [list(said) for said in one.lines]} for one in piece.treatments],
    }


def _data(made: Composed, library: Library, help_lines: Help, address: str, today: dt.date) -> dict[str, Any]:
    """What the template is given, but the size of the words."""
    paper, say = library.handout, library.say
    place, _, chosen = address.partition("#")
    shown = place.replace("://", f"://{SOFT}").replace("/leaflet", f"/leaflet{SOFT}") + (f"#{SOFT.join(chosen)}" if chosen else "")
    return {
        "language": library.language,
        "title": made.leaflet.title,
        "lead": made.leaflet.lead,
        "guide": f"{say('site.title')}: {say('site.subtitle')}",
        "pieces": [_piece(library, piece) for piece in made.pieces],
        "compared": paper("leaflet.compared"),
        "compare_note": library.treatment_words("page.compare_note"),
        "medicine": library.treatment_words("page.never_stop") if made.medicine else "",
        "ask": paper("leaflet.ask"),
        "questions": list(made.questions),
        "help": paper("leaflet.help_in", country=help_lines.country) if help_lines.country else paper("leaflet.help"),
        "danger": say("help.danger"),
        "urgent": f"{say('help.emergency')} {help_lines.urgent}" if help_lines.urgent else "",
        "lines": [list(line) for line in help_lines.lines],
        "from": paper("leaflet.from"),
        "code": str(render(library, "scan", code=code(address), alt="")),
        "code_alt": paper("leaflet.code_alt", address=address),
        "code_words": paper("leaflet.code"),
        "address": address,
        "address_shown": shown,
        "checked": paper("leaflet.checked", checked=say.date(made.checked), today=say.date(today)),
        "not_advice": not_advice(library),
        "notes_title": paper("page.notes"),
        "foot": paper("page.foot", n="{n}", of="{of}"),
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }


def as_pdf(made: Composed, library: Library, help_lines: Help, address: str, today: dt.date, fonts: Path, goal: int = MOST_SHEETS) -> bytes:
    """The leaflet.

    The paper is A4 with margins wide enough that a printer with Letter paper cuts nothing off.

    Args:
        made: its words and pictures.
        library: the words around them.
        help_lines: whom to call.
        address: where the code leads: the leaflet's page.
        today: the day that stands on it.
        fonts: the folder of `guide.making.site.FONTS`.
        goal: one sheet is aimed at where the least size needs no more (`sheets`), but not below `SMALL` points.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    data = _data(made, library, help_lines, address, today)
    pdf, two = b"", b""
    for size, notes in STEPS:
        if two and size < SMALL:
            return two
        pdf, pages = typeset(TEMPLATE, data | {"size": size, "notes": notes}, fonts)
        if pages <= goal:
            return pdf
        two = two or (pdf if pages <= MOST_SHEETS else b"")
    return two or pdf


def sheets(made: Composed, library: Library, help_lines: Help, address: str, today: dt.date, fonts: Path) -> int:
    """How many sheets the leaflet needs at the least. As `as_pdf`."""
    size, notes = STEPS[-1]
    return typeset(TEMPLATE, _data(made, library, help_lines, address, today) | {"size": size, "notes": notes}, fonts)[1]
