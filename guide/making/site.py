"""What the browser needs beside Streamlit, made once and served as immutable files.

`ensure` writes `build/site/`: the guide's script and styles, the slim Plotly build, every figure's states, the search index, and
Streamlit's own bundle, each with Brotli and gzip beside it and a content hash in its name. It does nothing when the inputs have
not changed.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from guide import tokens
from guide.figures import FIGURE_IDS, build
from guide.library import CONTENT, ROOT, languages, load
from guide.making.browser import bundle
from guide.view.search import index

BUILD = Path(os.environ.get("GUIDE_BUILD", ROOT / "build"))
SITE = BUILD / "site"
MANIFEST = BUILD / "manifest.json"


def package_folder(name: str) -> Path:
    """Where an installed package stands, without importing it. Raises ModuleNotFoundError."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed; run `make run` once to set everything up")
    return Path(found.origin).parent


STREAMLIT = package_folder("streamlit") / "static"
PLOTLY_PACKAGE = "plotly.js-basic-dist-min"
PLOTLY_VERSION = "4.1.1"
INPUTS = (ROOT / "guide", CONTENT, ROOT / "assets")
# Streamlit's chunks that no page of the guide asks for (charts, maps, editors): left to Streamlit to serve.
UNUSED = ("PlotlyChart", "DeckGl", "SyntaxHighlighter", "elk-", "ECharts", "embed.", "mermaid", "cytoscape", "katex", "ArrowVega", "glide")


def _stamp() -> str:
    digest = hashlib.sha256(f"{version('streamlit')} {version('plotly')} {PLOTLY_VERSION}".encode())
    for folder in INPUTS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(path: Path, data: bytes, *, quality: int = 11, compress: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if compress:
        path.with_name(path.name + ".br").write_bytes(brotli.compress(data, quality=quality))
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))


def _hashed(name: str, data: bytes, **options: Any) -> str:
    """Write a file under its content's hash and give its address."""
    stem, _, ending = name.rpartition(".")
    path = f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
    _write(SITE / path, data, **options)
    return f"/{path}"


def styles() -> str:
    """The tokens as custom properties, then the parts of `assets/css`."""
    parts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assets" / "css").glob("*.css")))
    # Streamlit ships the fonts under names that carry a hash: `@Name` in the styles stands for the file of this version.
    for file in (STREAMLIT / "static" / "media").glob("*.woff2"):
        parts = parts.replace(f'"@{file.name.split(".")[0]}"', f'"/static/media/{file.name}"')
    return tokens.css() + parts


def own_styles(name: str) -> str:
    """The styles of a document that is no page of the guide: `assets/css/<name>/`."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assets" / "css" / name).glob("*.css")))


def _cut(file: Path, unicodes: Iterable[int], features: list[str], **axes: float) -> bytes:
    """A font of Streamlit's with fewer letters and its axes fixed (`axes`; the rest at their defaults)."""
    font = TTFont(file)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | axes)
    cut = subset.Subsetter(subset.Options(layout_features=features, notdef_outline=True))
    cut.populate(unicodes=unicodes)
    cut.subset(font)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def serif() -> bytes:
    """The serif of the headings: Source Serif (OFL) at weight 600 with the Latin letters alone, 20 KB instead of 430."""
    letters = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2032, 0x2033, 0x20AC, 0x2190, 0x2192]
    return _cut(next((STREAMLIT / "static" / "media").glob("SourceSerifVariable-Roman*.woff2")), letters, ["kern", "liga"], wght=600)


def icons(file: Path) -> bytes:
    """Streamlit asks for its icon font (375 KB) for three arrows that the styles draw as text: letters without the pictures do (8 KB)."""
    return _cut(file, [*range(0x30, 0x3A), 0x5F, *range(0x61, 0x7B)], [])


def plotly_script() -> bytes:
    """Plotly for the browser: the slim build from npm where npm can fetch it, else the file inside plotly.py.

    1.2 MB (0.33 MB in Brotli) against 4.7 MB (1.1 MB).
    """
    kept = BUILD / f"{PLOTLY_PACKAGE}-{PLOTLY_VERSION}.js"
    if not kept.exists() and (npm := shutil.which("npm")):
        with tempfile.TemporaryDirectory() as folder:
            try:
                command = [npm, "pack", "--silent", f"{PLOTLY_PACKAGE}@{PLOTLY_VERSION}"]
                subprocess.run(command, cwd=folder, check=True, timeout=90, capture_output=True)
                with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                    member = archive.extractfile("package/plotly-basic.min.js")
                    if member:
                        kept.parent.mkdir(parents=True, exist_ok=True)
                        kept.write_bytes(member.read())
            except (subprocess.SubprocessError, OSError, KeyError, StopIteration) as error:
                print(f"npm could not fetch {PLOTLY_PACKAGE} ({error}); using the larger Plotly that came with Python.")
    if kept.exists():
        return kept.read_bytes()
    return (package_folder("plotly") / "package_data" / "plotly.min.js").read_bytes()


def _copy_streamlit() -> None:
    files = [p for p in (STREAMLIT / "static").rglob("*") if p.is_file() and not any(part in p.name for part in UNUSED)]

    def one(path: Path) -> None:
        target = SITE / "static" / path.relative_to(STREAMLIT / "static")
        if path.name.startswith("MaterialSymbols"):
            _write(target, icons(path), compress=False)
            return
        text = path.suffix in (".js", ".css", ".svg")
        # Quality 9: 6 s for the bundle on 2 cores, 3 % larger than quality 11 (38 s).
        _write(target, path.read_bytes(), quality=9, compress=text)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, files))


def make() -> dict[str, Any]:
    """Write everything and give the manifest: addresses by name."""
    SITE.mkdir(parents=True, exist_ok=True)
    stamp = f"{version('streamlit')} cut 1"  # raise the number when what is cut from the bundle changes
    mark = SITE / ".streamlit-version"
    if not mark.exists() or mark.read_text() != stamp:
        _copy_streamlit()
        mark.write_text(stamp)
    shutil.rmtree(SITE / "assets", ignore_errors=True)
    manifest: dict[str, Any] = {
        "css": _hashed("guide.css", styles().replace('"@GuideSerif"', f'"{_hashed("serif.woff2", serif(), compress=False)}"').encode()),
        "js": _hashed("guide.js", bundle("guide").encode()),
        "show_css": _hashed("show.css", own_styles("show").encode()),
        "join_css": _hashed(
            "join.css", (tokens.css() + (ROOT / "assets" / "css" / "20-figures.css").read_text(encoding="utf-8") + own_styles("join")).encode()
        ),
        "join_js": _hashed("join.js", bundle("join").encode()),
        "show_js": _hashed("show.js", bundle("show").encode()),
        "plotly": _hashed("plotly.js", plotly_script()),
        "figures": {},
        "search": {},
    }
    for language in languages():
        library = load(language)
        dump = functools.partial(json.dumps, separators=(",", ":"), ensure_ascii=False)
        manifest["search"][language] = _hashed(f"search-{language}.json", dump(index(library)).encode())
        manifest["figures"][language] = {name: _hashed(f"figure-{name}-{language}.json", dump(build(name, library).payload()).encode()) for name in FIGURE_IDS}
    for path in sorted((ROOT / "assets" / "cards").glob("*.png")):
        _write(SITE / "assets" / "cards" / path.name, path.read_bytes(), compress=False)
    return manifest


def ensure() -> dict[str, Any]:
    """The manifest of the site's files, made again when an input changed."""
    stamp = _stamp()
    if MANIFEST.exists():
        kept: dict[str, Any] = json.loads(MANIFEST.read_text())
        if kept.get("stamp") == stamp:
            return kept
    manifest = make() | {"stamp": stamp}
    MANIFEST.write_text(json.dumps(manifest))
    manifest_now.cache_clear()
    return manifest


@functools.cache
def manifest_now() -> dict[str, Any]:
    """The manifest, read once a process."""
    return ensure()


def main() -> int:
    """The command: make the files, say where they stand."""
    ensure()
    print(f"The site's files stand in {SITE.relative_to(ROOT) if SITE.is_relative_to(ROOT) else SITE}.")
    return 0
