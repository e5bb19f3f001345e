"""A live figure as HTML: what stands on the page before any script, and all that stays when none comes.

The same markup serves the page served without JavaScript, the Streamlit component, the slide and the printed guide. The browser
script finds it by `data-figure` and brings it to life in place.
"""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from guide.figures.live import LiveFigure
from guide.library import ROOT, Library
from guide.links import FIRST_LANGUAGE, START
from guide.tokens import TOKENS
from guide.view.render import render

# A figure on its own page: there its id stands in the markup, so that a link finds it without a script.
PAGE = "served"
# For which widths a plot is drawn.
WIDTHS = ("wide", "narrow")
PICTURES = ROOT / "assets" / "figures"


class Picture(NamedTuple):
    """A picture of a figure's first state, and for which width it was drawn (or `drawing`)."""

    width: str
    svg: Markup


def fingerprint(figure: LiveFigure) -> str:
    """A hash of all that the first state's picture shows: a picture made from other numbers is out of date."""
    first = {
        "data": figure.payload()["data"],
        "layout": figure.payload()["layout"],
        "narrow": figure.payload()["narrow"],
        "height": [figure.narrow_height, figure.height],
        "frame": repr(figure.first),
    }
    return hashlib.sha256(json.dumps(first, sort_keys=True).encode()).hexdigest()[:12]


def picture_file(name: str, width: str, language: str = FIRST_LANGUAGE, state: str = "") -> Path:
    """Where the picture of a plot stands (`width`: wide or narrow), in the state it begins in or in another one (`LiveFigure.state`)."""
    return (PICTURES if language == FIRST_LANGUAGE else PICTURES / language) / f"{name}{f'.{state}' if state else ''}-{width}.svg"


def picture(name: str, width: str, language: str, state: str = "") -> str:
    """A plot as SVG; "" when there is none. In a language whose pictures are not drawn yet it shows the lines without their words."""
    own, first = picture_file(name, width, language, state), picture_file(name, width, state=state)
    if own.exists():
        return own.read_text(encoding="utf-8")
    return re.sub(r"<text\b.*?</text>", "", first.read_text(encoding="utf-8"), flags=re.DOTALL) if first.exists() else ""


def themed(svg: str) -> str:
    """An SVG drawn with the light colours, its colours turned into custom properties so that it follows the page's theme."""
    for name, token in TOKENS.items():
        value = token.light.lstrip("#")
        red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
        svg = re.sub(rf"#{value}\b|rgb\({red}, ?{green}, ?{blue}\)", f"var(--{name})", svg, flags=re.IGNORECASE)
    return svg


def first_drawing(figure: LiveFigure) -> str:
    """A drawing with its first state's values set, as XML."""
    for prefix, uri in (("", "http://www.w3.org/2000/svg"), ("xlink", "http://www.w3.org/1999/xlink")):
        ET.register_namespace(prefix, uri)
    root = ET.fromstring(figure.drawing or "")  # noqa: S314 (our own file)
    parts = {element.get("data-part"): element for element in root.iter() if element.get("data-part")}
    for part, values in figure.first.parts.items():
        if part not in parts:
            raise KeyError(f"{figure.id}: the drawing has no part {part!r}")
        for name, value in values.items():
            if name == "text":
                parts[part].text = value
            else:
                parts[part].set(name, value)
    # HTML has no self-closing div: short_empty_elements would turn `<div/>` into an open one.
    return ET.tostring(root, encoding="unicode", short_empty_elements=False).replace("html:", "").replace(":html", "")


def _drawn(figure: LiveFigure, language: str, uid: str, widths: Sequence[str]) -> tuple[Picture, ...]:
    """A figure's first state: its drawing, or the pictures of a plot in `widths`, their ids under `uid`."""
    if figure.drawing is not None:
        return (Picture("drawing", Markup(first_drawing(figure))),)  # noqa: S704 (well-formed XML of ours)
    found = [(width, picture(figure.id, width, language)) for width in widths]
    return tuple(Picture(width, Markup(themed(svg).replace(f"{figure.id}-{width}-", f"{uid}-{width}-"))) for width, svg in found if svg)  # noqa: S704 (our own files)


def home_of(library: Library, name: str) -> str:
    """The page on which a figure is at home: the first numbered page that holds it, else the start page. Its links lead there, from a slide too."""
    return next((page.id for page in library.pages.values() if page.number and name in page.figures), START)


def figure_html(figure: LiveFigure, library: Library, src: str, *, place: str = PAGE, level: int = 3, widths: Sequence[str] = WIDTHS) -> Markup:
    """The whole figure.

    Args:
        figure: what to draw.
        library: for the words around it.
        src: the address of its states.
        place: sets the ids apart where one figure stands twice in a document.
        level: the rank of its heading.
        widths: which pictures of a plot it holds.
    """
    uid = f"{place}-{figure.id}"
    # Room for the longest sentence is kept from the start: nothing under it moves when a shorter one changes for it.
    longest = max(len(frame.sentence) for frame in figure.frames.values())
    return render(
        library,
        "figure",
        figure=figure,
        longest=longest,
        src=src,
        embed=library.links.embed(figure.id),
        home=library.links.page(home_of(library, figure.id)),
        uid=uid,
        named=place == PAGE,
        level=level,
        pictures=_drawn(figure, library.language, uid, widths),
    )
