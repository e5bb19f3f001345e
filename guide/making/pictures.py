"""Draw the figures' first states as SVG files (`make pictures`), or look at them (`--preview`).

The pictures are drawn by the browser script itself in Chromium, so a picture and the live figure cannot differ. Each file carries
its figure's fingerprint; tests/unit/test_pictures.py compares. Running the guide needs no browser: the files are committed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from guide.figures import FIGURE_IDS, build
from guide.figures.live import LiveFigure
from guide.library import Library, languages, load
from guide.making import site
from guide.making.browser import bundle
from guide.view.figure import figure_html, fingerprint, picture_file
from guide.view.render import render
from guide.view.still import drawn_ahead

# The width of a figure's stage on a desk (a column of 44.5 rem) and on a phone of 390 px.
WIDTHS = {"wide": 632, "narrow": 322}
# The hinting is the one of a window: without it the shell draws letters of another width.
CHROMIUM_FLAGS = [
    "--font-render-hinting=slight",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """The path of Chromium: the setting GUIDE_CHROMIUM, or what Debian installs. Raises FileNotFoundError with what to do.

    Its shell without windows comes first where it is there: a page opened in it costs a third of the processor's time (0.5 s against 1.4 s).
    """
    for name in (os.environ.get("GUIDE_CHROMIUM", ""), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise FileNotFoundError("Chromium is missing. Install it (Debian: apt-get install chromium) or set GUIDE_CHROMIUM to its path.")


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        try:
            yield running
        finally:
            running.close()


def document(figure: LiveFigure, library: Library, *, dark: bool = False) -> str:
    """A page that holds one figure and the guide's own script and styles."""
    drawn = figure_html(figure, library, "/figure.json", level=2)
    return render(library, "figure-alone", figure=figure, drawn=drawn, theme="dark" if dark else "light")


def open_figure(page: Any, figure: LiveFigure, library: Library, *, dark: bool = False) -> None:
    """Show a figure in a browser page and wait until it lives."""
    files = {
        "/": ("text/html", document(figure, library, dark=dark)),
        "/figure.json": ("application/json", json.dumps(figure.payload())),
        "/guide.css": ("text/css", site.styles().replace("font-display: optional", "font-display: block")),
        "/guide.js": ("text/javascript", bundle("guide")),
        "/plotly.js": ("text/javascript", site.plotly_script()),
    }
    fonts = site.STREAMLIT / "static" / "media"

    def serve(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/media/"):
            route.fulfill(path=str(fonts / Path(path).name))
        elif path in files:
            kind, body = files[path]
            route.fulfill(content_type=kind, body=body)
        else:
            route.fulfill(status=404, body="")

    page.unroute_all()
    page.route("**/*", serve)
    page.goto("http://figure.test/")
    page.wait_for_selector(f'[data-figure="{figure.id}"][data-state="live"]', timeout=20_000)
    page.evaluate("document.fonts.ready")


def clean(svg: str, name: str) -> str:
    """Plotly's SVG made fit to stand inside a page: ids of its own, no width of its own, no numbers finer than a hundredth."""
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    for one in sorted(ids, key=len, reverse=True):
        svg = svg.replace(f'id="{one}"', f'id="{name}-{one}"').replace(f"#{one}", f"#{name}-{one}")
    svg = re.sub(r"-?\d+\.\d{3,}", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), svg)
    size = re.search(r'<svg[^>]*\bwidth="([\d.]+)"[^>]*\bheight="([\d.]+)"', svg)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[1]} {size[2]}" aria-hidden="true" focusable="false">' if size else "<svg>"
    return re.sub(r"<svg[^>]*>", head, svg, count=1)


def wanted(names: list[str], library: Library) -> Iterator[tuple[LiveFigure, str, Path]]:
    """The pictures of the named plots: each with its width and where it stands; in the states that leaflets show, the narrow one alone."""
    for name in names:
        figure = build(name, library)
        if figure.drawing is None:
            for width in WIDTHS:
                yield figure, width, picture_file(name, width, library.language)
    for figure in drawn_ahead(library):
        if figure.id in names:
            yield figure, "narrow", picture_file(figure.id, "narrow", library.language, figure.state)


def draw(names: list[str], library: Library) -> None:
    """Write the pictures of the named plots."""
    with browser() as running:
        for figure, width, file in wanted(names, library):
            name, pixels = figure.id, WIDTHS[width]
            page = running.new_page(viewport={"width": pixels + (82 if width == "wide" else 68), "height": 900})
            open_figure(page, figure, library)
            height = figure.height if width == "wide" else figure.narrow_height
            size = {"format": "svg", "width": pixels, "height": height}
            url = page.evaluate("size => Plotly.toImage(document.querySelector('.fig-canvas'), size)", size)
            svg = clean(unquote(url.partition(",")[2]), f"{name}-{width}")
            mark = f"<!-- {fingerprint(figure)} -->"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{svg}\n{mark}\n", encoding="utf-8")
            page.close()
            print(f"{file.stem}: drawn")


def preview(names: list[str], library: Library, out: Path) -> None:
    """Write screenshots of the named figures: wide and narrow, light and dark."""
    out.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        for name in names:
            figure = build(name, library)
            for width, pixels in {"wide": 712, "narrow": 390}.items():
                for theme in ("light", "dark"):
                    page = running.new_page(viewport={"width": pixels, "height": 700})
                    page.on("pageerror", lambda error: print("page error:", error))
                    page.on("console", lambda m: print("console:", m.text) if m.type in ("error", "warning") else None)
                    open_figure(page, figure, library, dark=theme == "dark")
                    page.wait_for_timeout(150)
                    page.screenshot(path=str(out / f"{name}-{width}-{theme}.png"), full_page=True)
                    page.close()
            print(f"{name}: {out}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[], help="figures to draw; all by default")
    parser.add_argument("--preview", nargs="*", help="screenshots of these figures instead")
    parser.add_argument("--out", type=Path, default=Path("test-results"))
    given = parser.parse_args()
    if unknown := set(given.names or given.preview or ()) - set(FIGURE_IDS):
        parser.error(f"no figure is called {', '.join(sorted(unknown))}; there are {', '.join(FIGURE_IDS)}")
    if given.preview is not None:
        preview(given.preview or list(FIGURE_IDS), load(), given.out)
    else:
        for language in languages():
            draw(given.names or list(FIGURE_IDS), load(language))
    return 0
