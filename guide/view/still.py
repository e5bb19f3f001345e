"""A figure on paper: its picture in one state, its question, what to notice, and words for those who cannot see it."""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from guide.content.pages import Page
from guide.figures import build
from guide.figures.live import LiveFigure
from guide.library import Library
from guide.links import value_signs
from guide.tokens import TOKENS
from guide.view.figure import first_drawing, picture, pictured, state_of, themed
from guide.view.render import render

SVG = "{http://www.w3.org/2000/svg}"
# The font that `guide.making.site` cuts for the papers.
PAPER_FONT = "Guide Sans"


class Still(NamedTuple):
    """A figure in one state.

    Attributes:
        svg: its picture, colors as custom properties, for a page of the guide.
        paper: the same with the light colors and the guide's font named in it, for a PDF.
        note: what a point means; illustrations and models say so first.
    """

    id: str
    question: str
    sentence: str
    alt: str
    note: str
    illustration: bool
    svg: Markup
    paper: str

    @property
    def ratio(self) -> float:
        """Its width by its height."""
        box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', self.paper)
        return float(box[1]) / float(box[2]) if box else 1.0


def in_state(library: Library, name: str, values: Mapping[str, str]) -> LiveFigure:
    """A figure that begins in a state. Raises KeyError for a control or a value that it has not."""
    return build(name, library).at(values)


def values_of(library: Library, name: str, signs: Sequence[str]) -> dict[str, str]:
    """What the signs of a link say of a figure's controls, by their ids; signs that no value has any more are passed over."""
    return {control.id: value for control in build(name, library).controls for value in control.values if value_signs(control.id, value) in signs}


def _drawing(figure: LiveFigure) -> str:
    """The SVG of a drawing. Raises ValueError for a drawing made of words, which is no picture."""
    root = ET.fromstring(first_drawing(figure))  # noqa: S314 (our own file)
    found = root if root.tag == f"{SVG}svg" else root.find(f".//{SVG}svg")
    if found is None:
        raise ValueError(f"{figure.id} is a table of words, not a picture: a leaflet cannot show it")
    return ET.tostring(found, encoding="unicode")


def _on_paper(svg: str) -> str:
    """A picture with the colors of the light theme in it and its words in the font of the papers."""
    for name, token in TOKENS.items():
        svg = svg.replace(f"var(--{name})", token.light)
    svg = svg.replace("&quot;Source Sans&quot;", PAPER_FONT)
    return re.sub(r"<text\b(?![^>]*\bfont-family)", f'<text font-family="{PAPER_FONT}" fill="{TOKENS["text"].light}"', svg)


def main_picture(library: Library, page: Page) -> Still | None:
    """The first figure of a page that is a picture, as it begins: what a preview of the page shows. None for a page without one."""
    return next((still(library, name, {}) for name in page.figures if pictured(name)), None)


def small(library: Library, name: str) -> Markup | None:
    """A figure's picture as it begins, for a list of them: nothing in it answers. None for a table of words. A plot was drawn ahead: none is built for it."""
    if not pictured(name):
        return None
    drawn = picture(name, "narrow", library.language) or _drawing(build(name, library))
    quiet = re.sub(r' (?:tabindex|role|data-set|aria-[a-z]+)="[^"]*"', "", themed(drawn))
    return Markup(quiet.replace(f"{name}-narrow-", f"small-{name}-"))  # noqa: S704 (our own files)


# The picture as a file: its width, the margin on its sides, and the letters on a line of its question, of what to notice, of whose it is.
FILE_WIDTH, FILE_MARGIN, FILE_LINES = 500, 20, (40, 56, 76)


def on_its_own(library: Library, name: str) -> str:
    """A figure's picture as a file of its own: its question above, what to notice and whose it is below. Raises ValueError for a table of words."""
    shown, room = still(library, name, {}), FILE_WIDTH - 2 * FILE_MARGIN
    whose = f"{library.say('figure.illustration') if shown.illustration else ''} {library.say('figure.licence')}".strip()
    words = [textwrap.wrap(text, letters) for text, letters in zip((shown.question, shown.sentence, whose), FILE_LINES, strict=True)]
    svg = shown.paper.replace(PAPER_FONT, "Source Sans, Arial, sans-serif")
    top, height = 20 + 28 * len(words[0]), round(room / shown.ratio)
    placed = svg.replace("<svg", f'<svg x="{FILE_MARGIN}" y="{top}" width="{room}" height="{height}"', 1)
    drawn = Markup(placed)  # noqa: S704 (our own files)
    return str(render(library, "picture", shown=shown, words=words, drawn=drawn, top=top, height=height, tokens=TOKENS, width=FILE_WIDTH, margin=FILE_MARGIN))


def still(library: Library, name: str, values: Mapping[str, str]) -> Still:
    """A figure in a state.

    Raises:
        KeyError: when it has no such control or value.
        ValueError: when it is no picture.
        FileNotFoundError: when the picture of a plot in this state was never drawn (`make pictures`).
    """
    figure = in_state(library, name, values)
    state = state_of(library, figure)
    drawn = _drawing(figure) if figure.drawing is not None else picture(name, "narrow", library.language, state)
    if not drawn:
        raise FileNotFoundError(f"{name}: its picture in the state {state} is missing; run `make pictures`")
    drawn = themed(drawn)
    note = " ".join(text for text in (figure.note, figure.leaves_out) if text)
    alt = f"{figure.question} {figure.first.sentence}"
    # On a page with other figures its ids are its own.
    svg = Markup(drawn.replace(f"{name}-narrow-", f"leaflet-{name}-{state}-"))  # noqa: S704 (our own files)
    return Still(name, figure.question, figure.first.sentence, alt, note, figure.illustration, svg, _on_paper(drawn))
