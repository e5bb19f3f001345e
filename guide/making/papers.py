"""The whole guide as files to keep, made once a build (4 s): a PDF and one HTML file that asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from guide.handout import whole
from guide.library import Library
from guide.making import offline
from guide.making.browser import bundle
from guide.view.whole import compose


def papers(
    library: Library,
    states: Mapping[str, object],
    write: Callable[..., str],
    *,
    css: str,
    show_css: str,
    fonts: Mapping[str, bytes],
    plotly: bytes,
    paper_fonts: Path,
) -> dict[str, Any]:
    """Write the files and give their addresses (`pdf`, `html`) and their sizes in MB (`pdf_size`, `html_size`).

    Args:
        library: the words.
        states: every figure's states by its id.
        write: takes a name and bytes, writes the file and gives its address.
        css: the guide's styles; `show_css`: those of a talk.
        fonts: the fonts of the pages by the addresses under which the styles name them.
        plotly: Plotly's script.
        paper_fonts: the folder of the fonts of the papers.
    """
    kept = offline.document(library, css=css, show_css=show_css, fonts=fonts, script=bundle("offline"), plotly=plotly.decode(), figures=states)
    made = {"pdf": whole.as_pdf(compose(library), library, paper_fonts), "html": kept.encode()}
    addresses: dict[str, Any] = {kind: write(f"guide-{library.language}.{kind}", data, compress=False) for kind, data in made.items()}
    return addresses | {f"{kind}_size": round(len(data) / 1e6, 1) for kind, data in made.items()}
