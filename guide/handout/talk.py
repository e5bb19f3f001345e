"""A talk as a 16:9 PDF for a locked computer: each slide a page, a question before its answer, what may be said at the end."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markupsafe import Markup

from guide import tokens
from guide.figures import build
from guide.handout.typeset import typeset
from guide.library import Library
from guide.view.asking import END, Asked, asked_on, piece_of, steps_of
from guide.view.slides import Show, first_sentence, spoken, title_of
from guide.view.still import still

# Letters of a table that can still be read from the back row; of a longer one the page says what it shows.
MOST_LETTERS = 500
TEMPLATE = Path(__file__).with_name("talk.typ")


class _Entries(HTMLParser):
    """The words of a block: of each entry of a list, or of all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """An entry begins."""
        if tag == "li":
            self.entries.append("")

    def handle_data(self, data: str) -> None:
        """Words of the entry that is on."""
        if self.entries:
            self.entries[-1] += data


def _lines(block: Markup) -> dict[str, Any]:
    """A block's words: the entries of a list, or one paragraph."""
    read = _Entries()
    read.feed(str(block))
    entries = [" ".join(entry.split()) for entry in read.entries]
    return {"list": bool(entries), "lines": entries or [block.striptags()]}


def _picture(library: Library, name: str) -> dict[str, Any]:
    """A figure as it begins: its picture, or where it is a table of words its cells, unless they are too many, and its sentence."""
    figure = build(name, library)
    try:
        one = still(library, name, {})
    except ValueError:
        rows = [[str(cell) for cell in row] for row in figure.first.rows]
        if sum(len(cell) for row in rows for cell in row) > MOST_LETTERS:
            rows = []
        return {"svg": "", "alt": figure.alt, "ratio": 1, "columns": list(figure.columns), "rows": rows, "sentence": figure.first.sentence}
    return {"svg": one.paper, "alt": one.alt, "ratio": one.ratio, "columns": [], "rows": [], "sentence": one.sentence}


def _question(asked: Asked) -> dict[str, Any]:
    return {"options": list(asked.options), "right": -1 if asked.right is None else asked.right, "why": asked.why}


def _slide(library: Library, show: Show, number: int, address: str) -> dict[str, Any]:
    """A slide's words, its picture, its question and its notes."""
    say, key = library.say, show.keys[number - 1]
    piece = piece_of(library, key)
    blocks: list[dict[str, Any]] = []
    notes: list[str] = []
    small = ""
    if piece is None:
        plain = {
            "open": [f"{say('site.title')}: {say('site.subtitle')}", say("show.open")],
            "help": [say("help.danger"), say("show.help"), f"{address}{library.links.page('resources')}"],
            "pause": [library.figure_words["breathe"](f"look.s{n}") for n in range(1, 6)],
            "taken": [f"{one.text} {one.options[one.right or 0]}" for name in show.keys if name.startswith(END) and (one := asked_on(library, name))],
        }.get(key, [])
        blocks = [{"list": key == "taken", "lines": plain}]
        small = say("site.not_advice") if key in ("open", "help") else ""
    elif piece.kind == "before":
        blocks = [{"list": False, "lines": [first_sentence(piece.page.front.before_you_read), say("show.open")]}]
    elif not piece.figure:
        blocks = [_lines(block) for block in piece.blocks]
        if piece.strength:
            small = say(f"strength.{piece.strength}")
    if piece:
        notes = [line for block in piece.around for line in _lines(block)["lines"]] + [library.references[work].full for work in piece.works]
    figure = build(piece.figure, library) if piece and piece.figure else None
    if figure:
        notes.insert(0, " ".join(text for text in (say("figure.illustration") if figure.illustration else "", figure.note, figure.leaves_out) if text))
    why = spoken(library, show, number, len(steps_of(library, key)) - 1)[1]
    asked = asked_on(library, key, figure.question if figure else "", why)
    return {
        "number": number,
        "title": title_of(library, show, key),
        "blocks": blocks if not (asked and not figure) else [],
        "small": small,
        "figure": _picture(library, figure.id) if figure else None,
        "question": _question(asked) if asked else None,
        "notes": notes,
    }


def as_pdf(library: Library, show: Show, address: str, fonts: Path) -> tuple[bytes, int]:
    """The talk and its number of pages. `address` is where this copy is known, `fonts` the folder of `guide.making.site.FONTS`.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    data = {
        "language": library.language,
        "title": show.title,
        "think": library.say("show.think"),
        "notes": library.say("show.notes"),
        "slides": [_slide(library, show, number, address) for number in range(1, len(show.keys) + 1)],
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }
    return typeset(TEMPLATE, data, fonts)
