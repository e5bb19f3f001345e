"""A page in one minute: what it claims, in its own words and order, for a night on which a whole page is too much."""

from __future__ import annotations

from itertools import groupby

from guide.content.pages import Page
from guide.content.readability import WORDS_PER_MINUTE


def minute(page: Page) -> tuple[str, ...]:
    """Of each part of a reading page the first paragraph of its first claim (of two views, what research says); () for every other page.

    As many as are read in a minute; what stands under "go deeper" is left out.
    """
    if not page.number:
        return ()
    kept: list[str] = []
    fresh, left = True, WORDS_PER_MINUTE
    for head, group in groupby(page.stretches, key=lambda stretch: stretch.claim if len(stretch.inside) == 1 else None):
        said = list(group)
        if head is None:
            fresh = fresh or any(stretch.heading and not stretch.inside for stretch in said)
            continue
        text = said[1 if head.kind == "views" else 0].text
        if fresh and len(text.split()) <= left:
            kept.append(text)
            left -= len(text.split())
        fresh = False
    return tuple(kept)
