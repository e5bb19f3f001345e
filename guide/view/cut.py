"""A page cut into pieces that a wall or a phone can show alone: one heading's words, one claim, one figure.

A piece is the page's own tokens; nothing is written a second time. Its name holds in every language: a page (`imbalance`), a claim by the first
fact it rests on (`imbalance/catecholamine-meta-analysis`), a figure by its id, the plain words and the notes of the page in order (`words-2`, `do-1`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token
from markupsafe import Markup, escape

from guide.content.markdown import Head, words_of
from guide.content.pages import GUIDE, Page
from guide.library import Library
from guide.view.prose import rendered

# Paragraphs and entries of lists that stand together on a slide. Counted, not measured by letters: pieces have the same names in every language.
ROOM = 4

Block = Sequence[Token]
Kind = Literal["page", "before", "words", "claim", "figure", "do", "check"]


@dataclass(frozen=True)
class Piece:
    """A piece of a page.

    Attributes:
        key: its name.
        kind: what it is; `do` is a note with something to do, `before` a word of warning.
        title: the heading it stands under (a figure has its own question).
        blocks: its markup, paragraph by paragraph.
        strength: of a claim, else "".
        works: keys of the works it cites.
        figure: the id of a figure, else "".
        around: the plain words beside it on the page: what a presenter may say.
    """

    key: str
    kind: Kind
    page: Page
    title: str
    blocks: tuple[Markup, ...] = ()
    strength: str = ""
    works: tuple[str, ...] = ()
    figure: str = ""
    around: tuple[Markup, ...] = ()


@dataclass(frozen=True)
class _Raw:
    """A block of a page with the heading it stands under."""

    section: int
    title: str
    block: Block
    head: Head | None
    deeper: bool


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The outermost blocks, each with all that is inside."""
    run: list[Token] = []
    depth = 0
    for token in tokens:
        run.append(token)
        depth += token.nesting
        if depth == 0:
            yield run
            run = []


def _raw(page: Page) -> Iterator[_Raw]:
    section, title = 0, page.front.title
    for block in _blocks(page.tokens):
        head = block[0].meta.get("head")
        if block[0].type == "heading_open":
            section, title = section + 1, words_of(block[1], page.term)
        elif head and head.kind == "deeper":
            section += 1
            for inner in _blocks(block[1:-1]):
                yield _Raw(section, head.title, inner, inner[0].meta.get("head"), True)
        else:
            yield _Raw(section, title, block, head, False)


def _html(library: Library, block: Block) -> Markup:
    return rendered(library, block)[0].strip()


def _packed(library: Library, page: Page, section: int, title: str, words: Sequence[Block]) -> Iterator[Piece]:
    """The plain words of a section, parted where they would be too many for one slide."""
    runs: list[list[Block]] = [[]]
    used = 0
    for block in words:
        size = sum(token.type == "inline" for token in block)
        if runs[-1] and used + size > ROOM:
            runs.append([])
            used = 0
        runs[-1].append(block)
        used += size
    for n, run in enumerate(runs, 1):
        key = f"{page.id}/words-{section}" + (f".{n}" if n > 1 else "")
        yield Piece(key, "words", page, title, tuple(_html(library, block) for block in run))


@functools.lru_cache(maxsize=64)
def cut(library: Library, name: str) -> tuple[Piece, ...]:
    """The pieces of a page in reading order. Raises KeyError for a page that does not exist."""
    page = library.pages[name]
    found = [Piece(name, "page", page, page.front.title, (escape(page.front.summary),))]
    if page.front.before_you_read:
        found.append(Piece(f"{name}/before", "before", page, page.front.title))
    # Before the first heading a figure is the page's message; the words there lead to a list.
    raws = [raw for raw in _raw(page) if raw.head and raw.head.kind == "figure" or raw.section and not (raw.head and raw.head.kind == "part")]
    counts: dict[str, int] = {}

    def named(what: str) -> str:
        counts[what] = counts.get(what, 0) + 1
        return f"{name}/{what}" + (f".{counts[what]}" if counts[what] > 1 else "")

    notes = 0
    for section in dict.fromkeys(raw.section for raw in raws):
        own = [raw for raw in raws if raw.section == section]
        words = [raw.block for raw in own if raw.head is None]
        around = tuple(_html(library, block) for block in words)
        if words and not own[0].deeper:
            found += _packed(library, page, section, own[0].title, words)
        for raw in own:
            if raw.head is None:
                continue
            if raw.head.kind in ("claim", "views"):
                inner = list(_blocks(raw.block[1:-1]))
                made = [rendered(library, block) for block in inner]
                works = tuple(dict.fromkeys(key for _, cited in made for key in cited))
                blocks = tuple(html.strip() for html, _ in made)
                found.append(Piece(f"{name}/{page.claims[raw.head.line]}", "claim", page, raw.title, blocks, raw.head.title, works, around=around))
            elif raw.head.kind == "figure" and raw.head.title in library.figure_steps:
                found.append(Piece(named(raw.head.title), "figure", page, raw.title, figure=raw.head.title, around=around))
            elif raw.head.kind == "note":
                notes += 1
                found.append(Piece(f"{name}/do-{notes}", "do", page, raw.head.title, tuple(_html(library, block) for block in _blocks(raw.block[1:-1]))))
    if page.front.check:
        found.append(Piece(f"{name}/check", "check", page, page.front.check.question))
    return tuple(found)


@functools.lru_cache(maxsize=8)
def pieces(library: Library) -> dict[str, Piece]:
    """Every piece of the guide by its name, in reading order."""
    return {piece.key: piece for name in GUIDE for piece in cut(library, name)}
