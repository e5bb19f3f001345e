"""Pages and their parts as plain blocks of words, for papers: what HTML and Typst both draw, so that the two cannot differ.

A paper has no figure that answers, no fold and no link inside a sentence. So the paragraph that leads to a figure stays on its page, and on a
leaflet what stands under "go deeper" does too. A claim's works stand after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from markdown_it.token import Token

from guide.content.leaflets import notes_of, section_of
from guide.content.markdown import Head, words_of
from guide.content.pages import Page
from guide.library import Library
from guide.view.render import short


class Run(NamedTuple):
    """Some words of a paragraph, and how they are set: plain, strong or em."""

    text: str
    style: Literal["plain", "strong", "em"] = "plain"


Line = tuple[Run, ...]


class Block(NamedTuple):
    """A block of a paper.

    `head` has a title; `text`, `list` (a line for each item) and `quote` have lines; `source` closes a claim with its strength (a key), its works and
    their keys; `note` has a title and lines. In a whole page `deeper` is the heading of what goes deeper, and `figure` has a figure's id as its title.
    """

    kind: Literal["head", "text", "list", "quote", "source", "note", "deeper", "figure"]
    lines: tuple[Line, ...] = ()
    title: str = ""
    strength: str = ""
    works: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def _runs(token: Token, page: Page) -> Line:
    """The words of an inline token. Citations are left out: they stand after the claim."""
    made: list[Run] = []
    styles: list[Literal["plain", "strong", "em"]] = []
    for child in token.children or ():
        if child.type in ("strong_open", "em_open"):
            styles.append("strong" if child.type == "strong_open" else "em")
        elif child.type in ("strong_close", "em_close"):
            styles.pop()
        elif child.type == "cite":
            if made:
                made[-1] = made[-1]._replace(text=made[-1].text.rstrip())
        elif child.type in ("softbreak", "hardbreak"):
            made.append(Run(" "))
        else:
            text = (child.meta["shown"] or page.term(child.meta["key"])) if child.type == "term" else child.content
            if text:
                made.append(Run(text, styles[-1] if styles else "plain"))
    return tuple(made)


def _inside(tokens: Sequence[Token], at: int) -> int:
    """The place of the token that closes the one at `at`."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _lines(tokens: Iterable[Token], page: Page) -> tuple[Line, ...]:
    return tuple(_runs(token, page) for token in tokens if token.type == "inline")


def _cited(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for token in tokens for child in token.children or () if child.type == "cite" for key in child.meta["keys"]))


def _walk(library: Library, page: Page, tokens: Sequence[Token], only: Sequence[str], *, full: bool = False) -> Iterator[Block]:
    """The blocks of some tokens; with `only`, their headings and those claims that rest on one of these facts; `full` takes figures and what goes deeper along."""
    at = 0
    while at < len(tokens):
        token, end = tokens[at], _inside(tokens, at)
        inner, head = tokens[at + 1 : end], token.meta.get("head")
        follows = tokens[end + 1].type if end + 1 < len(tokens) else ""
        if token.type == "heading_open":
            yield Block("head", title=words_of(inner[0], page.term))
        elif isinstance(head, Head):
            if head.kind in ("claim", "views") and (not only or set(only) & set(head.facts)):
                keys = _cited(inner)
                yield from _walk(library, page, inner, (), full=full)
                yield Block("source", strength=head.title, works=tuple(short(library.say, library.references[key]) for key in keys), keys=keys)
            elif head.kind == "note" and not only:
                yield Block("note", _lines(inner, page), title=head.title)
            elif head.kind == "figure" and full:
                yield Block("figure", title=head.title)
            elif head.kind == "deeper" and full:
                yield Block("deeper", title=head.title)
                yield from _walk(library, page, inner, (), full=True)
        elif only:
            pass
        elif token.type == "paragraph_open" and follows != "container_figure_open":
            yield Block("text", _lines(inner, page))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Block("list", _lines(inner, page))
        elif token.type == "blockquote_open":
            yield Block("quote", _lines(inner, page))
        at = end + 1


def section(library: Library, page: Page, fact: str, only: Sequence[str] = ()) -> tuple[Block, ...]:
    """The part of a page whose claim rests on a fact, its heading first. Raises LookupError."""
    place = section_of(page, fact)
    return tuple(_walk(library, page, page.tokens[place.start : place.stop], only))


def note(library: Library, page: Page, number: int) -> tuple[Block, ...]:
    """A note of a page by its number from 1. Raises IndexError."""
    place = notes_of(page)[number - 1]
    return tuple(_walk(library, page, page.tokens[place.start : place.stop], ()))


def words(library: Library, page: Page, inner: Sequence[Token]) -> tuple[Block, ...]:
    """Some blocks of a page, a claim's own for instance."""
    return tuple(_walk(library, page, inner, ()))


def whole(library: Library, page: Page) -> tuple[Block, ...]:
    """A page as a whole: its words, what goes deeper, the places of its figures. What a part offers stays on the page."""
    return tuple(_walk(library, page, page.tokens, (), full=True))
