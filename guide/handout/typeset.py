"""Typst: one template and its data to a tagged PDF."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import typst

STANDARD: Final = "ua-1"
_ONE_AT_A_TIME = threading.Lock()


@functools.cache
def _fonts(folder: Path | None) -> typst.Fonts:
    """The fonts inside Typst's package, and those of a folder: no font of the machine is used. Loading them takes 11 ms, once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)] if folder else [])


def typeset(template: Path, data: Mapping[str, object], fonts: Path | None = None) -> tuple[bytes, int]:
    """The PDF and its number of pages. Texts travel as JSON in `sys.inputs`: Typst reads them as text, never as markup.

    A compiler made for this one page holds the choices no longer than the call.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    with _ONE_AT_A_TIME:
        compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(fonts),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARD)
        pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single document")
    return pdf, pages
