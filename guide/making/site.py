"""What the browser needs beside Streamlit, made once and served as immutable files.

`ensure` writes `build/site/`: the guide's script and styles, the slim Plotly build, every figure's states, the search index, and Streamlit's own bundle, each
with Brotli and gzip beside it and a content hash in its name. The same inputs give the same bytes on every machine. Nothing is done when nothing has changed.
"""

from __future__ import annotations

import argparse
import errno
import functools
import gc
import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import brotli

from guide import tokens
from guide.figures import FIGURE_IDS, build
from guide.library import CONTENT, ROOT, languages, load
from guide.making import cutting, plots
from guide.making.alone import alone
from guide.making.browser import bundle
from guide.making.files import mark, put
from guide.making.papers import papers
from guide.view.search import index
from guide.view.still import PAPER_FONT

BUILD = Path(os.environ.get("GUIDE_BUILD", ROOT / "build"))
SITE = BUILD / "site"
MANIFEST = BUILD / "manifest.json"
# The fonts: those of the papers, which `guide.handout` sets, and what is cut of Streamlit's for the pages.
FONTS = BUILD / "fonts"


STREAMLIT = plots.package_folder("streamlit") / "static"
INPUTS = (ROOT / "guide", CONTENT, ROOT / "assets")
# What no page of the guide asks for of Streamlit's bundle is left to Streamlit to serve: its chunks for charts, maps and editors, and its fonts but the
# upright one without serifs and its icons (to cut the others took 7 s of processor).
UNUSED = (
    "PlotlyChart", "DeckGl", "SyntaxHighlighter", "elk-", "ECharts", "embed.", "mermaid", "cytoscape", "katex", "ArrowVega", "glide",
    "KaTeX", "SourceCode", "SourceSerif", "SourceSansVF-Italic",
)  # fmt: skip


def _stamp() -> str:
    digest = hashlib.sha256(f"{version('streamlit')} {version('plotly')} {plots.VERSION}".encode())
    for folder in INPUTS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(path: Path, data: bytes, *, quality: int = 11, compress: bool = True) -> None:
    put(path, data)
    if compress:
        put(path.with_name(path.name + ".br"), brotli.compress(data, quality=quality))
        put(path.with_name(path.name + ".gz"), gzip.compress(data, 9, mtime=0))


def _hashed(name: str, data: bytes, **options: Any) -> str:
    """Write a file under its content's hash and give its address."""
    stem, _, ending = name.rpartition(".")
    path = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
    _write(SITE / path, data, **options)
    return f"/{path}"


def own_styles(name: str) -> str:
    """The styles of `assets/css/<name>/`: of a document that is no page of the guide."""
    parts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assets" / "css" / name).glob("*.css")))
    # Streamlit ships the fonts under names that carry a hash: `@Name` in the styles stands for the file of this version.
    for file in (STREAMLIT / "static" / "media").glob("*.woff2"):
        parts = parts.replace(f'"@{file.name.split(".")[0]}"', f'"/static/media/{file.name}"')
    return parts


def styles() -> str:
    """The tokens as custom properties, then the parts of `assets/css`."""
    return tokens.css() + own_styles("")


def _copy_streamlit() -> None:
    def one(path: Path) -> None:
        target = SITE / "static" / path.relative_to(STREAMLIT / "static")
        if path.name.startswith(("Source", "MaterialSymbols")):
            return  # what is cut of it: `_guides_own`
        text = path.suffix in (".js", ".css", ".svg")
        # Quality 9: 6 s for the bundle on 2 cores, 3 % larger than quality 11 (38 s).
        _write(target, path.read_bytes(), quality=9, compress=text)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, _copied()))


def _streamlits_own() -> None:
    """Streamlit's files, where they are not there."""
    stamp = f"{version('streamlit')} cut 4"  # raise the number when what is cut from the bundle changes
    told = SITE / ".streamlit-version"
    if not told.exists() or told.read_text() != stamp:
        _copy_streamlit()
        put(told, stamp.encode())


def make() -> dict[str, Any]:
    """Write everything and give the manifest: addresses by name."""
    SITE.mkdir(parents=True, exist_ok=True)
    with cutting.beside(STREAMLIT, FONTS, PAPER_FONT, CONTENT) as fonts_made:
        _streamlits_own()
        return _guides_own(fonts_made)


def _guides_own(fonts_made: Callable[[], None]) -> dict[str, Any]:
    """The guide's own files: their addresses by name. `fonts_made` waits for the fonts."""
    manifest: dict[str, Any] = {"figures": {}, "search": {}, "papers": {}}
    states: dict[str, dict[str, Any]] = {}
    dump = functools.partial(json.dumps, separators=(",", ":"), ensure_ascii=False)
    for language in languages():
        library = load(language)
        manifest["search"][language] = _hashed(f"search-{language}.json", dump(index(library)).encode())
        made = states[language] = {name: build(name, library).payload() for name in FIGURE_IDS}
        manifest["figures"][language] = {name: _hashed(f"figure-{name}-{language}.json", dump(made[name]).encode()) for name in FIGURE_IDS}
    plotly = plots.script(BUILD)
    for key, name in (("js", "guide"), ("scan", "scan"), ("join_js", "join"), ("show_js", "show")):
        manifest[key] = _hashed(f"{name}.js", bundle(name).encode())
    manifest["plotly"] = _hashed("plotly.js", plots.AHEAD + plotly)
    fonts_made()
    serif, sans, icons = ((FONTS / f"{name}.woff2").read_bytes() for name in ("serif", "sans", "icons"))
    manifest["serif"] = _hashed("serif.woff2", serif, compress=False)
    manifest["sans"] = next(f"/static/media/{file.name}" for file in (STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    put(SITE / manifest["sans"].lstrip("/"), sans)
    put(SITE / "static" / "media" / next((STREAMLIT / "static" / "media").glob("MaterialSymbols*.woff2")).name, icons)
    css, show_css = (text.replace('"@GuideSerif"', f'"{manifest["serif"]}"') for text in (styles(), own_styles("show")))
    join = tokens.css() + (ROOT / "assets" / "css" / "20-figures.css").read_text(encoding="utf-8") + own_styles("join")
    for key, name, text in (("css", "guide", css), ("show_css", "show", show_css), ("join_css", "join", join)):
        manifest[key] = _hashed(f"{name}.css", text.encode())
    letters = {manifest["serif"]: serif, manifest["sans"]: sans}
    for language in languages():
        manifest["papers"][language] = papers(
            load(language), states[language], _hashed, css=css, show_css=show_css, fonts=letters, plotly=plotly, paper_fonts=FONTS
        )
    for name in _cards():
        _write(SITE / name, (ROOT / name).read_bytes(), compress=False)
    return manifest


def _cards() -> list[str]:
    """The pictures for link previews, those of every language."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "assets" / "cards").rglob("*.png"))


def left_to_streamlit() -> list[str]:
    """The addresses of the files of Streamlit's bundle that the site does not serve itself."""
    copied = set(_copied())
    return [f"/{path.relative_to(STREAMLIT).as_posix()}" for path in (STREAMLIT / "static").rglob("*") if path.is_file() and path not in copied]


def _copied() -> list[Path]:
    """The files of Streamlit's bundle that the site serves itself."""
    return [path for path in (STREAMLIT / "static").rglob("*") if path.is_file() and not any(part in path.name for part in UNUSED)]


def _named(manifest: Any) -> Iterator[str]:
    """The addresses in a manifest, at any depth."""
    if isinstance(manifest, dict):
        for value in manifest.values():
            yield from _named(value)
    elif isinstance(manifest, str) and manifest.startswith("/assets/"):
        yield manifest.lstrip("/")


def _own(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The files of a build, each with a hash of its bytes."""
    names = [*_named(manifest), *(f"static/{path.relative_to(STREAMLIT / 'static').as_posix()}" for path in _copied())]
    names += _cards()
    found = [SITE / f"{name}{ending}" for name in names for ending in ("", ".br", ".gz")]
    return {path.relative_to(SITE).as_posix(): mark(path) for path in sorted(found) if path.exists()}


def _kept() -> dict[str, Any]:
    """The manifest as it stands; empty when there is none that can be read."""
    try:
        kept = json.loads(MANIFEST.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and isinstance(kept.get("files"), dict) else {}


def _garbled(kept: Mapping[str, Any]) -> list[str]:
    """The files of a build that are missing or not as they were made."""
    return [name for name, made in kept.get("files", {}).items() if mark(SITE / name) != made]


def _again(kept: Mapping[str, Any], stamp: str) -> dict[str, Any]:
    """Build. The files of the build before stay for pages that are open; older ones go."""
    if any(name.startswith("static/") for name in _garbled(kept)):
        (SITE / ".streamlit-version").unlink(missing_ok=True)
    manifest = make() | {"stamp": stamp}
    manifest["files"] = _own(manifest)
    manifest["before"] = kept.get("before", []) if kept.get("stamp") == stamp else list(kept.get("files", []))
    stays = {".streamlit-version", *manifest["files"], *manifest["before"]}
    for path in [path for path in SITE.rglob("*") if path.is_file()]:
        if path.relative_to(SITE).as_posix() not in stays:
            path.unlink()
    put(MANIFEST, json.dumps(manifest).encode())
    return manifest


def ensure() -> dict[str, Any]:
    """The manifest of the site's files, made again when an input changed or a file is not as it was made.

    Raises:
        SystemExit: when the folder cannot be written; one sentence says what to do.
    """
    stamp = _stamp()

    def sound() -> dict[str, Any] | None:
        kept = _kept()
        return kept if kept.get("stamp") == stamp and not _garbled(kept) and cutting.whole(FONTS) else None

    try:
        if kept := sound():
            return kept
        with alone(BUILD):
            # Another worker may have built it while this one waited.
            manifest = sound() or _again(_kept(), stamp)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SystemExit(f"The disk is full: the guide's files need 40 MB in {BUILD}. Make room, or set GUIDE_BUILD to a folder on another disk.") from None
        raise SystemExit(f"The guide's files cannot be written to {BUILD} ({error.strerror}). Set GUIDE_BUILD to a folder that can be written.") from None
    manifest_now.cache_clear()
    return manifest


@functools.cache
def manifest_now() -> dict[str, Any]:
    """The manifest, read once a process."""
    return ensure()


def main() -> int:
    """The command: make the files, say where they stand."""
    argparse.ArgumentParser(prog="build", description=(__doc__ or "").split("\n", 1)[0]).parse_args()
    gc.disable()  # a short process, which keeps what it makes
    ensure()
    print(f"The site's files stand in {SITE.relative_to(ROOT) if SITE.is_relative_to(ROOT) else SITE}.")
    return 0
