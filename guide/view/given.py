"""What a page is handed beside the content: addresses, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from guide.figures import build
from guide.library import Library
from guide.links import state_part
from guide.resources import Ranking
from guide.treatments import View
from guide.view.figure import PAGE, WIDTHS, figure_html


@dataclass(frozen=True)
class Given:
    """What is not content.

    Attributes:
        figure_src: the address of a figure's states, by its id.
        contact: where mistakes are reported ("" when unset).
        view: what the address asks of /treatments.
        ranking: the list of help as answers sort it; without answers when None.
        languages: how many there are to choose from.
        papers: the files of the whole guide: their addresses (`pdf`, `html`) and their sizes in MB (`pdf_size`, `html_size`); none where they are not made.
        alone: whether it all stands in one file without a server: a figure is there once, and what a server would show is not promised.
        widths: which pictures of a plot a figure holds until it lives: a slide, drawn at once, one.
        asked: what is written beside a part's name where it is called.
        place: sets the ids of figures apart where one stands twice in a document.
    """

    figure_src: Callable[[str], str]
    contact: str = ""
    view: View = View()
    ranking: Ranking | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    place: str = PAGE
    alone: bool = False
    widths: tuple[str, ...] = WIDTHS
    languages: int = 1
    papers: Mapping[str, Any] = field(default_factory=dict)

    def figure(self, library: Library, name: str, *, lowered: int = 0, values: Mapping[str, str] | None = None) -> Markup:
        """A figure's markup; `lowered` is how many ranks its heading stands below that of a page, `values` the state it begins in where that is another."""
        figure, begin = build(name, library).at(values or {}), state_part(name, values) if values else ""
        return figure_html(figure, library, self.figure_src(name), place=self.place, level=3 + lowered, widths=self.widths, begin=begin)
