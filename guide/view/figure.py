"""A live figure as HTML: what stands on the page before any script, and all that stays when none comes.

The same markup serves the page served without JavaScript, the Streamlit component, the slide and the printed guide. The browser
script (`assets/js/figures.js`) finds it by `data-figure` and brings it to life in place.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from guide.figures.live import Control, LiveFigure
from guide.library import ROOT, Library
from guide.tokens import TOKENS

PICTURES = ROOT / "assets" / "figures"
_E = html.escape


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


def picture_file(name: str, width: str) -> Path:
    """Where the picture of a plot's first state stands (`width`: wide or narrow)."""
    return PICTURES / f"{name}-{width}.svg"


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


def _stage(figure: LiveFigure) -> str:
    if figure.drawing is not None:
        return f'<div class="fig-stage fig-drawing">{first_drawing(figure)}</div>'
    pictures = "".join(
        f'<div class="fig-picture fig-{width}">{themed(picture_file(figure.id, width).read_text(encoding="utf-8"))}</div>'
        for width in ("wide", "narrow")
        if picture_file(figure.id, width).exists()
    )
    sizes = f"--fig-height:{figure.height}px;--fig-narrow:{figure.narrow_height}px"
    return f'<div class="fig-stage fig-plot" style="{sizes}" role="img" aria-label="{_E(figure.alt)}">{pictures}</div>'


def _control(figure: LiveFigure, control: Control, uid: str) -> str:
    name = f"{uid}-{control.id}"
    label = _E(control.label)
    at = control.values.index(control.start)
    data = f'data-control="{_E(control.id)}"'
    if control.kind == "toggle":
        checked = " checked" if control.start == control.values[1] else ""
        return f'<label class="fig-toggle"><input type="checkbox" {data} name="{name}"{checked}> <span>{label}</span></label>'
    if control.kind == "range":
        shown = _E(control.options[at].label)
        return (
            f'<div class="fig-range"><label for="{name}">{label}</label> <span class="fig-value" data-value>{shown}</span>'
            f'<input type="range" id="{name}" {data} min="0" max="{len(control.options) - 1}" step="1" value="{at}" aria-valuetext="{shown}"></div>'
        )
    if len(control.options) > 5:
        options = "".join(f'<option value="{n}"{" selected" if n == at else ""}>{_E(option.label)}</option>' for n, option in enumerate(control.options))
        return f'<div class="fig-select"><label for="{name}">{label}</label> <select id="{name}" {data}>{options}</select></div>'
    radios = "".join(
        f'<label><input type="radio" name="{name}" {data} value="{n}"{" checked" if n == at else ""}> <span>{_E(option.label)}</span></label>'
        for n, option in enumerate(control.options)
    )
    return f'<fieldset class="fig-choice"><legend>{label}</legend>{radios}</fieldset>'


def table(figure: LiveFigure) -> str:
    """The numbers of the first state as a table."""
    head = "".join(f'<th scope="col">{_E(column)}</th>' for column in figure.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_E(cell)}</td>" if n else f'<th scope="row">{_E(cell)}</th>' for n, cell in enumerate(row)) + "</tr>"
        for row in figure.first.rows
    )
    return f"<table><caption>{_E(figure.question)}</caption><thead><tr>{head}</tr></thead><tbody data-rows>{body}</tbody></table>"


def figure_html(figure: LiveFigure, library: Library, src: str, *, place: str = "page", level: int = 3) -> str:
    """The whole figure.

    Args:
        figure: what to draw.
        library: for the words around it.
        src: the address of its states.
        place: sets the ids apart where one figure stands twice in a document.
        level: the rank of its heading.
    """
    say = library.say
    uid = f"{place}-{figure.id}"
    face = [f'<span class="fig-mark">{_E(say("figure.illustration"))}</span>'] if figure.illustration else []
    face.append(_E(figure.note))
    if figure.leaves_out:
        face.append(_E(figure.leaves_out))
    sources = "; ".join(
        f'<a href="{_E(library.references[key].link)}" rel="noopener noreferrer">{_E(library.references[key].short)}</a>' for key in figure.sources
    )
    controls = "".join(_control(figure, control, uid) for control in figure.controls)
    buttons = "".join(
        f'<button type="button" data-action="{action}">{_E(say(f"figure.{action}"))}</button>' for action in ("table", "link", "full", "svg", "png")
    )
    return f"""<figure class="figure" data-figure="{figure.id}" data-state="picture" data-src="{_E(src)}" data-licence="{_E(say("figure.licence"))}" data-copied="{_E(say("figure.copied"))}" data-failed="{_E(say("figure.failed"))}" aria-labelledby="{uid}-title">
<figcaption><h{level} class="fig-title" id="{uid}-title">{_E(figure.question)}</h{level}></figcaption>
{_stage(figure)}
<fieldset class="fig-controls" disabled aria-label="{_E(say("figure.controls"))}">{controls}</fieldset>
<p class="fig-sentence"><output aria-live="off">{_E(figure.first.sentence)}</output></p>
<p class="visually-hidden" role="status" data-spoken></p>
<details class="fig-more"><summary>{_E(say("figure.more"))}</summary>
<div class="fig-buttons">{buttons}</div>
<p class="fig-said" data-said aria-live="polite"></p>
<div class="fig-table" data-table>{table(figure)}</div>
<p class="fig-note">{" ".join(face)}</p>
{f'<p class="fig-sources">{_E(say("claim.sources"))} {sources}</p>' if sources else ""}
</details>
</figure>"""
