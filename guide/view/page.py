"""A page composed once: what stands on it, in reading order, for the served page, the app and a fragment alike."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from guide.content.pages import GUIDE, ORDER, READING, Page
from guide.library import Library
from guide.view import parts
from guide.view.given import Given
from guide.view.prose import passages
from guide.view.render import macro, render

__all__ = ["Article", "Block", "Given", "article", "compose"]


@dataclass(frozen=True)
class Block:
    """Something that stands on a page: prose or a part (`html`, and its name where it has one), or a figure by name."""

    kind: str
    name: str
    html: Markup


@dataclass(frozen=True)
class Article:
    """A page's pieces: where I am, what stands under the title, the blocks in reading order, and the foot."""

    where: Markup
    lead: Markup
    blocks: tuple[Block, ...]
    foot: Markup


def where(library: Library, page: Page) -> Markup:
    """Where I am and how long it takes."""
    bits = []
    if page.number:
        bits.append(library.say("page.where", number=page.number, of=len(READING)))
    if page.id in GUIDE:
        bits.append(library.say("page.minutes", n=page.minutes))
    return macro(library, "macros/page", "where", bits)


def foot(library: Library, page: Page) -> Markup:
    """The check, the questions, the sources, when it was checked, back and on."""
    names = [name for name, _ in ORDER]
    at = names.index(page.id)
    back = library.pages[names[at - 1]] if at > 0 else None
    onward = library.pages[names[at + 1]] if at + 1 < len(names) else None
    return render(library, "foot", page=page, back=back, onward=onward)


def compose(library: Library, page: Page, given: Given, *, drawn: frozenset[str] = frozenset()) -> Article:
    """The page's pieces.

    Args:
        library: the content.
        page: the page.
        given: what is not content.
        drawn: names of parts that the caller draws by itself: their `html` is left empty. `figure` among them leaves figures to the caller.
    """
    found = passages(library, page)
    taking = [passage for passage in found if passage.kind == "part" and parts.takes_page(passage.name, given)]
    blocks = []
    for passage in taking or found:
        html = passage.html
        if passage.kind == "figure" and "figure" not in drawn:
            html = given.figure(library, passage.name)
        elif passage.kind == "part" and passage.name not in drawn:
            html = parts.draw(library, page, given, passage.name)
        blocks.append(Block(passage.kind, passage.name, html))
    return Article(where(library, page), macro(library, "macros/page", "lead", page), tuple(blocks), foot(library, page))


def article(library: Library, page: Page, given: Given) -> Markup:
    """The page as one piece of markup, its title included."""
    return render(library, "article", page=page, article=compose(library, page, given))
