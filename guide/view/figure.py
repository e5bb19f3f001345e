"""A live figure as HTML: what stands on the page before any script, and all that stays when none comes.

The same markup serves the page served without JavaScript, the Streamlit component, the slide and the printed guide. The browser
script finds it by `data-figure` and brings it to life in place.
"""

from __future__ import annotations

import functools
import hashlib
import json
import lzma
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from guide.figures import build
from guide.figures.drawing import DRAWINGS
from guide.figures.live import Frame, LiveFigure, plain
from guide.library import ROOT, Library
from guide.links import FIRST_LANGUAGE, START
from guide.tokens import TOKENS
from guide.view.embedded import HEIGHTS
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


def _seen(frame: Frame) -> list[Any]:
    """What a plot shows of a state, to a plot's digits. Through twelve digits first: the last bits of a number differ between processors, and may lie on the edge
    between two of a plot's (1.5625)."""
    return [[plain(plain(trace, 12)) for trace in frame.traces], plain(plain(frame.layout, 12))]


def fingerprint(figure: LiveFigure) -> str:
    """A hash of all that the first state's picture shows: a picture made from other numbers is out of date."""
    first = figure.plot() | {"frame": _seen(figure.first)}
    return hashlib.sha256(json.dumps(first, sort_keys=True).encode()).hexdigest()[:12]


def fingerprint_of_states(figure: LiveFigure) -> str:
    """A hash of all that the pictures of all states show."""
    plot = figure.plot()
    told = [plot["data"], plot["layout"], plot["narrow"], figure.narrow_height, list(figure.frames), [_seen(frame) for frame in figure.frames.values()]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def _folder(language: str) -> Path:
    return PICTURES if language == FIRST_LANGUAGE else PICTURES / language


def picture_file(name: str, width: str, language: str = FIRST_LANGUAGE) -> Path:
    """Where the picture of a plot stands (`width`: wide or narrow), in the state it begins in."""
    return _folder(language) / f"{name}-{width}.svg"


def states_file(name: str, language: str = FIRST_LANGUAGE) -> Path:
    """Where the narrow pictures of all states of a plot stand: a line each, its state (`LiveFigure.state`) and a tab before it. The first line is their fingerprint.

    One state is much like the next: 304 pictures of 23 KB are 87 KB together.
    """
    return _folder(language) / f"{name}.states.xz"


@functools.lru_cache(maxsize=64)
def _of_states(file: Path, state: str) -> str:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        return next((line.partition("\t")[2] for line in lines if line.startswith(f"{state}\t")), "")


def picture(name: str, width: str, language: str, state: str = "") -> str:
    """A plot as SVG, in a state (drawn narrow alone) or as it begins; "" when there is none. In a language whose pictures are not drawn yet it shows the lines
    without their words."""

    def read(code: str) -> str:
        file = states_file(name, code) if state else picture_file(name, width, code)
        return "" if not file.exists() else _of_states(file, state) if state else file.read_text(encoding="utf-8")

    return read(language) or re.sub(r"<text\b.*?</text>", "", read(FIRST_LANGUAGE), flags=re.DOTALL)


def themed(svg: str) -> str:
    """An SVG drawn with the light colours, its colours turned into custom properties so that it follows the page's theme."""
    for name, token in TOKENS.items():
        value = token.light.lstrip("#")
        red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
        svg = re.sub(rf"#{value}\b|rgb\({red}, ?{green}, ?{blue}\)", f"var(--{name})", svg, flags=re.IGNORECASE)
    return svg


def _asleep(pressed: ET.Element) -> None:
    """A part that can be pressed, as it stands until a script is there (meet.js wakes it): a button is disabled, a part of a drawing is no button."""
    if pressed.tag.rpartition("}")[2] == "button":
        pressed.set("disabled", "")
    elif pressed.attrib.pop("role", ""):
        for name in ("tabindex", "aria-label"):
            pressed.attrib.pop(name, None)
        pressed.set("data-asleep", "")
    pressed.attrib.pop("aria-pressed", None)


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
    for element in root.iter():
        if element.get("data-set") is not None:
            _asleep(element)
    # HTML has no self-closing div: short_empty_elements would turn `<div/>` into an open one.
    return ET.tostring(root, encoding="unicode", short_empty_elements=False).replace("html:", "").replace(":html", "")


def state_of(library: Library, figure: LiveFigure) -> str:
    """The state of a figure where it is not the one it begins in on its page; else ""."""
    return figure.state if figure.start != build(figure.id, library).start else ""


def _drawn(figure: LiveFigure, library: Library, uid: str, widths: Sequence[str]) -> tuple[Picture, ...]:
    """A figure's first state: its drawing, or the pictures of a plot in `widths`, their ids under `uid`."""
    if figure.drawing is not None:
        return (Picture("drawing", Markup(first_drawing(figure))),)  # noqa: S704 (well-formed XML of ours)
    state = state_of(library, figure)
    found = [(width, picture(figure.id, width, library.language, state)) for width in widths]
    return tuple(Picture(width, Markup(themed(svg).replace(f"{figure.id}-{width}-", f"{uid}-{width}-"))) for width, svg in found if svg)  # noqa: S704 (our own files)


def pictured(name: str) -> bool:
    """Whether a figure is a picture, which paper can show, and not a table of words."""
    return picture_file(name, "narrow").exists() or (DRAWINGS / f"{name}.svg").exists()


def home_of(library: Library, name: str) -> str:
    """The page on which a figure is at home: the first numbered page that holds it, else the start page. Its links lead there, from a slide too."""
    return next((page.id for page in library.pages.values() if page.number and name in page.figures), START)


def figure_html(
    figure: LiveFigure, library: Library, src: str, *, place: str = PAGE, level: int = 3, widths: Sequence[str] = WIDTHS, begin: str = ""
) -> Markup:
    """The whole figure.

    Args:
        figure: what to draw.
        library: for the words around it.
        src: the address of its states.
        place: sets the ids apart where one figure stands twice in a document.
        level: the rank of its heading.
        widths: which pictures of a plot it holds.
        begin: the state in which it begins here, as in a link to it (`guide.links.state_part`), where that is not the one of its page.
    """
    uid = f"{place}-{figure.id}"
    number = next((number for number, part in library.parts.items() if part == ("figure", figure.id)), 0)
    # Room for the longest sentence is kept from the start: nothing under it moves when a shorter one changes for it.
    longest = max(len(frame.sentence) for frame in figure.frames.values())
    return render(
        library,
        "figure",
        figure=figure,
        longest=longest,
        src=src,
        embed=library.links.embed(figure.id),
        embed_height=HEIGHTS[figure.id],
        home=library.links.page(home_of(library, figure.id)),
        begin=begin,
        number=number,
        leaflet=library.links.own([number]) if number and pictured(figure.id) else "",
        uid=uid,
        named=place == PAGE,
        level=level,
        pictures=_drawn(figure, library, uid, widths),
    )
