"""The figures of the guide. Each module has `build(library) -> LiveFigure`; `build(id, library)` calls the right one."""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING

from guide.library import FIGURE_IDS

if TYPE_CHECKING:
    from guide.figures.live import LiveFigure
    from guide.library import Library

__all__ = ["FIGURE_IDS", "build"]


def build(name: str, library: Library) -> LiveFigure:
    """The figure `name`, with words in the library's language. Raises KeyError for an id that does not exist."""
    if name not in FIGURE_IDS:
        raise KeyError(name)
    return _build(name, library.language, library)


@functools.lru_cache(maxsize=256)
def _build(name: str, language: str, library: Library) -> LiveFigure:
    module = importlib.import_module(f"guide.figures.{name.replace('-', '_')}")
    figure: LiveFigure = module.build(library)
    return figure
