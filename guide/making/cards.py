"""Draw the card a shared link shows, one a page (`make cards`): 1200 x 630 pixels, title and summary in the guide's own look."""

from __future__ import annotations

import html

from guide import tokens
from guide.library import ROOT, load
from guide.making.pictures import browser
from guide.making.site import STREAMLIT

CARDS = ROOT / "assets" / "cards"


def document(title: str, summary: str, site: str, subtitle: str, serif: str, sans: str) -> str:
    """The card as a page. `serif` and `sans` are data addresses of the fonts."""
    return f"""<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>
@font-face {{ font-family: S; src: url({serif}) format("woff2"); font-weight: 200 900; }}
@font-face {{ font-family: N; src: url({sans}) format("woff2"); font-weight: 200 900; }}
{tokens.css()}
body {{ margin: 0; width: 1200px; height: 630px; background: var(--background); color: var(--text); display: flex; flex-direction: column;
  justify-content: center; padding: 0 90px; box-sizing: border-box; position: relative; overflow: hidden; }}
h1 {{ font: 600 68px/1.12 S; margin: 0 0 26px; max-width: 960px; text-wrap: balance; }}
p {{ font: 400 31px/1.4 N; margin: 0; max-width: 900px; color: var(--neutral); }}
.site {{ position: absolute; left: 90px; bottom: 46px; font: 600 27px N; color: var(--brake); }}
svg {{ position: absolute; right: -40px; bottom: -30px; }}</style>
<h1>{html.escape(title)}</h1><p>{html.escape(summary)}</p><p class="site">{html.escape(site)}: {html.escape(subtitle)}</p>
<svg width="560" height="260" viewBox="0 0 560 260" fill="none" aria-hidden="true"><path d="M0 240C140 240 150 90 280 90s140 150 280 150"
 stroke="var(--norepinephrine)" stroke-width="12" stroke-linecap="round" opacity=".55"/></svg></html>"""


def main() -> int:
    """Draw every card."""
    import base64

    def font(name: str) -> str:
        file = next((STREAMLIT / "static" / "media").glob(f"{name}*.woff2"))
        return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"

    library = load("en")
    CARDS.mkdir(parents=True, exist_ok=True)
    serif, sans = font("SourceSerifVariable-Roman"), font("SourceSansVF-Upright")
    with browser() as running:
        page = running.new_page(viewport={"width": 1200, "height": 630})
        for one in library.pages.values():
            page.set_content(document(one.front.title, one.front.summary, library.say("site.title"), library.say("site.subtitle"), serif, sans))
            page.evaluate("document.fonts.ready")
            page.screenshot(path=str(CARDS / f"{one.id}.png"))
    print(f"{len(library.pages)} cards drawn")
    return 0
