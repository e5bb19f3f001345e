"""Draw the figures' first states as SVG files and all their states for paper (`make pictures`), or look at them (`--preview`).

The pictures are drawn by the browser script itself in Chromium, so a picture and the live figure cannot differ. Each file carries
its figure's fingerprint; tests/unit/test_pictures.py compares. Running the guide needs no browser: the files are committed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
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
from guide.making import plots, site
from guide.making.browser import SOURCES, bundle
from guide.view.figure import figure_html, fingerprint, fingerprint_of_states, picture_file, states_file
from guide.view.render import render

# The width of a figure's stage on a desk (a column of 44.5 rem) and on a phone of 390 px.
WIDTHS = {"wide": 632, "narrow": 322}
# All states of a plot, drawn one after the other by the guide's own module.
ALL_STATES = """async ([file, size, states]) => {
  const { State } = await import("/js/figure/state.js"), state = new State(file), drawn = [];
  for (const values of states) {
    state.set(values);
    drawn.push(await Plotly.toImage({ data: state.traces(), layout: state.layout({ narrow: true, ...size }) }, { format: "svg", ...size }));
  }
  return drawn;
}"""
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
        "/plotly.js": ("text/javascript", plots.script(site.BUILD)),
    }
    fonts = site.STREAMLIT / "static" / "media"

    def serve(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/media/"):
            route.fulfill(path=str(fonts / Path(path).name))
        elif path.startswith("/js/"):
            route.fulfill(path=str(SOURCES / path.removeprefix("/js/")), content_type="text/javascript")
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


# A figure in the place of the one that a page shows; its states stand in the page, a touch wakes it.
EXCHANGE = """async ([language, drawn, id, states]) => {
  const main = document.querySelector("main"), held = document.createElement("script");
  document.documentElement.lang = language;
  delete document.documentElement.dataset.text;
  for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame); // what hears of the words' size has heard it
  main.innerHTML = drawn;
  main.append(Object.assign(held, { type: "application/json", id, textContent: states }));
  for (const one of main.querySelectorAll(".fig-controls, .fig-stage button")) one.disabled = false;
  main.querySelector("[data-figure]").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
}"""


def exchange_figure(page: Any, figure: LiveFigure, library: Library) -> None:
    """Show another figure on a page that `open_figure` opened, and wait until it lives: 0.2 s of the processor's time instead of 0.7, since the script and Plotly are read already."""
    own = f"states-{figure.id}-{library.language}"
    page.evaluate(EXCHANGE, [library.language, str(figure_html(figure, library, f"#{own}", level=2)), own, json.dumps(figure.payload())])
    page.wait_for_selector(f'[data-figure="{figure.id}"][data-state="live"]', timeout=20_000)
    page.evaluate("document.fonts.ready")


def clean(svg: str, name: str) -> str:
    """Plotly's SVG made fit to stand inside a page: ids of its own, no width of its own, no numbers finer than a hundredth, nothing that chance chose."""
    if chance := re.search(r'\bid="clip([0-9a-f]{6})', svg):
        svg = re.sub(r" trace[0-9a-f]{6}\b", "", svg.replace(chance[1], ""))
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    for one in sorted(ids, key=len, reverse=True):
        svg = svg.replace(f'id="{one}"', f'id="{name}-{one}"').replace(f"#{one}", f"#{name}-{one}")
    svg = re.sub(r"-?\d+\.\d{3,}", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), svg)
    size = re.search(r'<svg[^>]*\bwidth="([\d.]+)"[^>]*\bheight="([\d.]+)"', svg)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[1]} {size[2]}" aria-hidden="true" focusable="false">' if size else "<svg>"
    return re.sub(r"<svg[^>]*>", head, svg, count=1)


def draw(names: list[str], library: Library) -> None:
    """Write the pictures of the named plots: as they begin wide and narrow, and in all their states narrow."""
    with browser() as running:
        for figure in (figure for name in names if (figure := build(name, library)).drawing is None):
            for width, pixels in WIDTHS.items():
                page = running.new_page(viewport={"width": pixels + (82 if width == "wide" else 68), "height": 900})
                open_figure(page, figure, library)
                size = {"width": pixels, "height": figure.height if width == "wide" else figure.narrow_height}
                url = page.evaluate("size => Plotly.toImage(document.querySelector('.fig-canvas'), { format: 'svg', ...size })", size)
                _write(picture_file(figure.id, width, library.language), _svg(url, f"{figure.id}-{width}"), f"<!-- {fingerprint(figure)} -->")
                if width == "narrow":
                    _draw_states(page, figure, size, states_file(figure.id, library.language))
                page.close()
            print(f"{figure.id} ({library.language}): drawn")


def _svg(url: str, name: str) -> str:
    return clean(unquote(url.partition(",")[2]), name)


def _write(file: Path, *lines: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _draw_states(page: Any, figure: LiveFigure, size: dict[str, int], file: Path) -> None:
    """Write the pictures of a plot's states (`guide.view.figure.states_file`). `page`: one on which it lives."""
    ids = [control.id for control in figure.controls]
    states = list(itertools.product(*(control.values for control in figure.controls)))
    drawn = page.evaluate(ALL_STATES, [figure.payload(), size, [dict(zip(ids, state, strict=True)) for state in states]])
    lines = [f"{'.'.join(state)}\t{' '.join(_svg(url, f'{figure.id}-narrow').split())}" for state, url in zip(states, drawn, strict=True)]
    file.write_bytes(lzma.compress("\n".join([fingerprint_of_states(figure), *lines]).encode(), preset=9))


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
