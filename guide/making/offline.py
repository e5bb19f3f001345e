"""The whole guide as one HTML file that asks for nothing: for a stick, a ward's computer without a network, a room (`python -m guide offline`)."""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from guide.content.pages import GUIDE, ORDER
from guide.library import Library, languages
from guide.links import FIRST_LANGUAGE, page_path
from guide.view import frame, parts
from guide.view.given import Given
from guide.view.render import render
from guide.view.slides import Show, Slide, ready, slides

PAGE_OF = {page_path(name): name for name, _ in ORDER}


class Kept(NamedTuple):
    """A ready-made talk in the file: where it stands there, for whom it is, its slides."""

    place: str
    audience: str
    show: Show
    slides: tuple[Slide, ...]


def _talks(library: Library, given: Given) -> tuple[Kept, ...]:
    shows = [(talk, ready(library, talk)) for talk in library.talks]
    return tuple(Kept(f"talk-{talk.id}", talk.audience, show, slides(library, given, show)) for talk, show in shows)


def _inside(html: str) -> str:
    """The document with links into the guide leading to their place in this file; what is not in it stays as words."""
    places = set(re.findall(r'\bid="([^"]+)"', html))

    def led(match: re.Match[str]) -> str:
        asked = urlsplit(match[1])
        page = PAGE_OF.get(asked.path, "")
        if asked.query:
            page = ""
        found = next((place for place in (f"{page}-{asked.fragment}", asked.fragment, f"section-{page}", page) if page and place in places), "")
        return f' href="#{found}"' if found else ""

    return re.sub(r' href="(/[^"]*)"', led, html)


def _safe(text: str) -> Markup:
    """A script or data that stands in the document: nothing in it closes its element."""
    return Markup(re.sub(r"</(?=script|style)", r"<\\/", text, flags=re.IGNORECASE))  # noqa: S704 (our own files)


def _with_fonts(css: str, fonts: Mapping[str, bytes]) -> str:
    """The styles with their fonts in them. `fonts`: bytes by the address under which the styles name them; a face of another font goes.

    The sans has one name here: the second is there because Streamlit, which is not in this file, declares the first itself.
    """
    css = re.sub(r'@font-face \{ font-family: "Guide Source Sans"[^}]*\}', "", css).replace('"Guide Source Sans"', '"Source Sans"')
    for address, data in fonts.items():
        css = css.replace(f'"{address}"', f'"data:font/woff2;base64,{base64.b64encode(data).decode()}"')
    # A font that stands in the file is there in a moment: the first paint waits for it.
    css = css.replace("font-display: optional", "font-display: block")
    return re.sub(r'@font-face \{[^}]*url\("/[^}]*\}', "", css)


def document(library: Library, *, css: str, show_css: str, fonts: Mapping[str, bytes], script: str, plotly: str, figures: Mapping[str, object]) -> str:
    """The file.

    Args:
        library: the words.
        css: the guide's styles; `show_css`: those of a talk, whose fonts are the same; `fonts`: the fonts they name, by address.
        script: the bundle `offline`; `plotly`: Plotly's.
        figures: every figure's states by its id.
    """
    given = Given(figure_src=lambda name: f"#file-{name}", place="kept", alone=True)
    page = library.pages["guide"]
    html = render(
        library,
        "offline",
        css=_safe(_with_fonts(css, fonts)),
        show_css=_safe(_with_fonts(show_css, {})),
        talks=_talks(library, given),
        bar=frame.bar(library, offline=True),
        checked=min(library.pages[name].front.checked_on for name in GUIDE),
        elsewhere=frame.elsewhere(library),
        figures={name: _safe(json.dumps(states, separators=(",", ":"), ensure_ascii=False)) for name, states in figures.items()},
        plotly=Markup(),
        script=Markup(),
        **parts.part("whole-guide").context(library, page, given),
        **parts.part("glossary").context(library, page, given),
    )
    head, foot = _inside(html).rsplit("<script></script><script></script>", 1)
    return f"{head}<script>{_safe(plotly)}</script><script>{_safe(script)}</script>{foot}"


def main() -> int:
    """The command: write the file, say where it stands and how large it is."""
    from guide.making import site

    parser = argparse.ArgumentParser(prog="offline", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("path", nargs="?", default="your-guide-to-ptsd.html", help="where to write it")
    parser.add_argument("--language", choices=languages(), default=FIRST_LANGUAGE, help="its language")
    given = parser.parse_args()
    path, kept = Path(given.path), site.ensure()["papers"][given.language]["html"]
    path.write_bytes((site.SITE / kept.lstrip("/")).read_bytes())
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0
