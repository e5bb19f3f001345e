"""A page composed once: its article, in reading order, for the served page, the app and a fragment alike.

An article is a row of pieces. A stretch is markup that stays as it is served: the app takes its nodes over. Between stretches stand the parts that
the app draws itself, because they answer to choices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from guide.content.pages import GUIDE, ORDER, READING, Page
from guide.library import Library
from guide.treatments import View
from guide.view import parts, treatments
from guide.view.given import Given
from guide.view.minute import minute
from guide.view.prose import Passage, passages
from guide.view.render import render

__all__ = ["Given", "Piece", "article", "pieces", "title_of"]


@dataclass(frozen=True)
class Piece:
    """A stretch of a page (`alive` is ""), or the name of a part that lives in the app, with its passages."""

    alive: str
    passages: tuple[Passage, ...]


def pieces(library: Library, page: Page, view: View) -> tuple[Piece, ...]:
    """What stands on the page in reading order. It begins with a stretch (the title is in it) and ends with one (the foot)."""
    found = passages(library, page)
    taking = tuple(passage for passage in found if passage.kind == "part" and parts.takes_page(passage.name, view))
    if taking:
        return (Piece("", taking),)
    made = [Piece("", ())]
    for passage in found:
        alive = passage.name if passage.kind == "part" and parts.part(passage.name).alive else ""
        if alive or made[-1].alive:
            made.append(Piece(alive, (passage,)))
        else:
            made[-1] = Piece("", (*made[-1].passages, passage))
    return tuple(made) if not made[-1].alive else (*made, Piece("", ()))


def _drawn(library: Library, page: Page, given: Given, passage: Passage, headed: bool) -> Markup:
    """A passage's markup. Before the page's first heading (`headed` false) a figure's title is of the first rank under the page's."""
    if passage.kind == "figure":
        return given.figure(library, passage.name, lowered=0 if headed else -1)
    if passage.kind == "part":
        return parts.draw(library, page, replace(given, asked=passage.values), passage.name)
    return passage.html


def _where(library: Library, page: Page) -> list[str]:
    """Where I am and how long it takes."""
    bits = []
    if page.number:
        bits.append(library.say("page.where", number=page.number, of=len(READING)))
    if page.id in GUIDE:
        bits.append(library.say("page.minutes", n=page.minutes))
    return bits


def title_of(library: Library, page: Page, view: View) -> str:
    """The title of what is shown: a card's own, else the page's."""
    return library.shelf.by_id[view.show].words.name if view.show else page.front.title


def article(library: Library, page: Page, given: Given) -> Markup:
    """The page as one piece of markup, its title and its foot included."""
    names = [name for name, _ in ORDER]
    at = names.index(page.id)
    drawn, headed = [], False
    for piece in pieces(library, page, given.view):
        blocks = []
        for passage in piece.passages:
            blocks.append(_drawn(library, page, given, passage, headed))
            headed = headed or "<h2" in blocks[-1]
        drawn.append((piece.alive, blocks))
    return render(
        library,
        "article",
        page=page,
        title=f"{title_of(library, page, given.view)} · {library.say('site.title')}",
        src=library.links.article(page.id, given.view.own_query),
        where=_where(library, page),
        minute=minute(page),
        taken=bool(given.view.show or given.view.compare),
        named=treatments.named(library, given.view),
        share=treatments.shared(library, given.view) if page.id == "treatments" else library.links.page(page.id),
        pieces=drawn,
        back=library.pages[names[at - 1]] if at > 0 else None,
        onward=library.pages[names[at + 1]] if at + 1 < len(names) else None,
    )
