"""A page in one minute: what it claims, in its own words and order, for a night on which a whole page is too much."""

from __future__ import annotations

from collections.abc import Iterator

from guide.content.markdown import words_of
from guide.content.pages import Page
from guide.content.readability import WORDS_PER_MINUTE
from guide.library import Library


def _heads(library: Library, page: Page) -> Iterator[str]:
    """The first claim under each heading: its first paragraph; of two views set side by side, what research says."""
    fresh, wanted, kind = True, 0, ""
    depth = 0
    for token in page.tokens:
        if token.type == "heading_open" and not depth:
            fresh = True
        elif token.type.startswith("container_"):
            depth += token.nesting
            head = token.meta.get("head")
            if token.nesting == 1 and depth == 1 and head:
                kind, wanted = (head.kind, 2 if head.kind == "views" else 1) if head.kind in ("claim", "views") else ("", 0)
            elif not depth:
                kind = ""
        elif token.type == "inline" and kind and depth == 1 and fresh:
            wanted -= 1
            if wanted == 0:
                fresh = False
                yield words_of(token, lambda key: library.glossary[key].term)


def minute(library: Library, page: Page) -> tuple[str, ...]:
    """The heads of a reading page's claims, as many as a minute holds; () for every other page."""
    if not page.number:
        return ()
    kept: list[str] = []
    for text in _heads(library, page):
        if sum(len(one.split()) for one in (*kept, text)) <= WORDS_PER_MINUTE:
            kept.append(text)
    return tuple(kept)
