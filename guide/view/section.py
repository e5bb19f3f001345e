"""A page of the guide as one section of a longer document: the whole guide, the slides."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from guide.content.pages import GUIDE, Page
from guide.library import Library
from guide.view.given import Given
from guide.view.prose import passages
from guide.view.render import render


def section(library: Library, page: Page, given: Given, works_on: str) -> Markup:
    """The page's passages with headings one rank lower. Parts are what a page offers beside its text: they stay on the page."""
    # A figure may stand in several sections: its ids carry the section's name.
    given = replace(given, place=f"{given.place}-{page.id}")
    found = passages(library, page, shift=1, prefix=f"{page.id}-", works_on=works_on)
    blocks = [passage.html or given.figure(library, passage.name, lowered=1) for passage in found if passage.kind != "part"]
    return render(library, "section", page=page, blocks=blocks)


def sections(library: Library, given: Given, works_on: str = "") -> tuple[Markup, ...]:
    """Every page of the guide, in order. `works_on` is the address of the page that lists the works; "" for this one."""
    return tuple(section(library, library.pages[name], given, works_on) for name in GUIDE)
