"""Draw the card a shared link shows, one a page and language (`make cards`): 1200 x 630 pixels, title and summary in the guide's own look."""

from __future__ import annotations

import argparse
import base64

from markupsafe import Markup

from guide import tokens
from guide.library import ROOT, languages, load
from guide.making.pictures import browser
from guide.making.site import STREAMLIT
from guide.view.render import render
from guide.view.still import main_picture


def main() -> int:
    """Draw every card."""
    argparse.ArgumentParser(prog="cards", description=(__doc__ or "").split("\n", 1)[0]).parse_args()

    def font(name: str) -> str:
        file = next((STREAMLIT / "static" / "media").glob(f"{name}*.woff2"))
        return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"

    drawn = 0
    serif, sans = font("SourceSerifVariable-Roman"), font("SourceSansVF-Upright")
    with browser() as running:
        page = running.new_page(viewport={"width": 1200, "height": 630})
        for library in map(load, languages()):
            for one in library.pages.values():
                page.set_content(render(library, "card", page=one, picture=main_picture(library, one), tokens=Markup(tokens.css()), serif=serif, sans=sans))  # noqa: S704 (our own styles)
                page.evaluate("document.fonts.ready")
                file = ROOT / library.links.card(one.id).lstrip("/")
                file.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=str(file))
                drawn += 1
    print(f"{drawn} cards drawn")
    return 0
