"""The parts that live in the app, by the name under which a page calls them: lists that answer to a visitor's choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guide.content.pages import Page
from guide.library import Library
from guide.treatments import View
from guide.ui import resources, treatments

Draw = Callable[[Library, Page], None]

ALIVE: Mapping[str, Draw] = {
    "resource-list": resources.show,
    "treatment-list": treatments.show,
}


def asked(library: Library, page_id: str) -> View:
    """What the address asks of a page; nothing, for pages that cannot be asked."""
    return treatments.asked(library) if page_id == "treatments" else View()
