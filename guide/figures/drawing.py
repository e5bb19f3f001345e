"""Drawings: SVG and lists of `assets/drawings/`, well-formed, their changing parts named by `data-part`.

A `.svg` is drawn by hand and stands as it is; a `.html` is a Jinja template for a drawing with as many parts as there are rows.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide.library import ROOT

DRAWINGS = ROOT / "assets" / "drawings"
_ENVIRONMENT = Environment(loader=FileSystemLoader(DRAWINGS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def drawing(name: str) -> str:
    """The SVG of this name. Raises FileNotFoundError."""
    return (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")


def drawn(name: str, **given: Any) -> str:
    """The template of this name filled in. Raises jinja2.UndefinedError for a name that nobody gave."""
    return _ENVIRONMENT.get_template(f"{name}.html").render(**given)
