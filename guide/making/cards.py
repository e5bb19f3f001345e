"""Draw the card a shared link shows, one a page and language (`make cards`): 1200 x 630 pixels, title and summary in the guide's own look."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json

from markupsafe import Markup

from guide import tokens
from guide.content.pages import Page
from guide.library import ROOT, Library, languages, load
from guide.making.pictures import browser
from guide.making.site import STREAMLIT
from guide.view.render import render
from guide.view.still import main_picture

MARKS = ROOT / "assets" / "cards" / "marks.json"


def document(library: Library, page: Page, serif: str, sans: str) -> str:
    """A card as a document; `serif` and `sans` are the addresses of its fonts."""
    return render(library, "card", page=page, picture=main_picture(library, page), tokens=Markup(tokens.css()), serif=serif, sans=sans)  # noqa: S704 (our own styles)


def mark(library: Library, page: Page) -> str:
    """A hash of all that a card is drawn from, but its fonts: words, picture, colors."""
    return hashlib.sha256(document(library, page, "", "").encode()).hexdigest()[:16]


def main() -> int:
    """Draw every card."""
    argparse.ArgumentParser(prog="cards", description=(__doc__ or "").split("\n", 1)[0]).parse_args()

    def font(name: str) -> str:
        file = next((STREAMLIT / "static" / "media").glob(f"{name}*.woff2"))
        return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"

    marks: dict[str, str] = {}
    serif, sans = font("SourceSerifVariable-Roman"), font("SourceSansVF-Upright")
    with browser() as running:
        page = running.new_page(viewport={"width": 1200, "height": 630})
        for library in map(load, languages()):
            for one in library.pages.values():
                page.set_content(document(library, one, serif, sans))
                page.evaluate("document.fonts.ready")
                file = ROOT / library.links.card(one.id).lstrip("/")
                file.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(file))
                marks[library.links.card(one.id)] = mark(library, one)
    MARKS.write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8")
    print(f"{len(marks)} cards drawn")
    return 0
