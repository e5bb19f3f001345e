"""The whole guide on paper: its pages as blocks, its figures as pictures or tables in the state that makes their point, its works as numbered notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from guide.content.pages import GUIDE, Page
from guide.library import Library
from guide.view import excerpt
from guide.view.excerpt import Block
from guide.view.still import Still, in_state, still

# Figures that say nothing while they hold still.
MOVING = ("breathe",)


class Grid(NamedTuple):
    """A figure made of words, as a table: its columns, and rows of as many cells."""

    question: str
    sentence: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chapter(NamedTuple):
    """A page on paper: its blocks, and what stands in the place of each figure by its id."""

    page: Page
    blocks: tuple[Block, ...]
    figures: Mapping[str, Still | Grid]


@dataclass(frozen=True)
class Whole:
    """The guide.

    Attributes:
        works: the keys of the works in the order in which they are first cited: the first has the number 1.
        checked: the day on which the page checked longest ago was checked.
    """

    chapters: tuple[Chapter, ...]
    works: tuple[str, ...]
    checked: dt.date


def _shown(library: Library, name: str) -> Still | Grid:
    values = library.paper_states.get(name, {})
    try:
        return still(library, name, values)
    except ValueError:  # a table of words
        figure = in_state(library, name, values)
        # Names that stand one under the other on a screen follow one another on paper.
        rows = tuple(tuple(str(cell).replace("\n", ", ") for cell in row) for row in figure.first.rows)
        return Grid(figure.question, figure.first.sentence, figure.note, tuple(figure.columns), rows)


def _chapter(library: Library, page: Page, seen: set[str]) -> Chapter:
    """A page; a figure that stood in an earlier chapter is not drawn again, nor one that only moves."""
    blocks = tuple(block for block in excerpt.whole(library, page) if block.kind != "figure" or block.title not in seen)
    figures = {block.title: _shown(library, block.title) for block in blocks if block.kind == "figure"}
    seen.update(figures)
    return Chapter(page, blocks, figures)


def compose(library: Library, names: Sequence[str] = GUIDE) -> Whole:
    """The guide's pages. Raises what its figures raise: a picture that was never drawn, a state that is none."""
    seen = set(MOVING)
    chapters = tuple(_chapter(library, library.pages[name], seen) for name in names)
    works = dict.fromkeys(key for chapter in chapters for block in chapter.blocks for key in block.keys)
    return Whole(chapters, tuple(works), min(chapter.page.front.checked_on for chapter in chapters))
