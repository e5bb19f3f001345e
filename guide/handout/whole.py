"""The whole guide as one tagged PDF (PDF/UA-1) with bookmarks, made once a build: a paper to print, to mail and to keep."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

from guide import tokens
from guide.handout.typeset import typeset
from guide.library import Library
from guide.view import frame
from guide.view.excerpt import Block
from guide.view.render import short
from guide.view.reviewed import not_advice
from guide.view.still import Still
from guide.view.whole import Chapter, Grid, Whole

TEMPLATE = Path(__file__).with_name("whole.typ")


def _figure(library: Library, shown: Still | Grid) -> dict[str, Any]:
    said = {"question": shown.question, "sentence": shown.sentence}
    if isinstance(shown, Grid):
        return said | {"note": shown.note, "columns": list(shown.columns), "rows": [list(row) for row in shown.rows]}
    note = f"{library.say('figure.illustration')} {shown.note}" if shown.illustration else shown.note
    return said | {"note": note, "alt": shown.alt, "svg": shown.paper, "ratio": shown.ratio}


def _blocks(library: Library, chapter: Chapter, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """The blocks of a chapter. What has a heading of its own stands under the last one, or, before the first, in its rank; a claim holds its works."""
    made, headed = [], False
    for block, after in zip_longest(chapter.blocks, chapter.blocks[1:]):
        headed = headed or block.kind == "head"
        holds = bool(after and after.kind == "source")
        made.append(_block(library, block, chapter, numbers) | {"level": 3 if headed else 2, "holds": holds})
    return made


def _block(library: Library, block: Block, chapter: Chapter, numbers: dict[str, int]) -> dict[str, Any]:
    if block.kind == "figure":
        return {"kind": "figure"} | _figure(library, chapter.figures[block.title])
    title = f"{library.say('deeper.label')} {block.title}" if block.kind == "deeper" else block.title
    strength = library.say(f"strength.{block.strength}") if block.kind == "source" else ""
    lines = [[[run.text, run.style] for run in line] for line in block.lines]
    return {"kind": block.kind, "title": title, "strength": strength, "notes": [numbers[key] for key in block.keys], "lines": lines}


def as_pdf(made: Whole, library: Library, fonts: Path) -> bytes:
    """The guide on A4, with margins wide enough that a printer with Letter paper cuts nothing off.

    Args:
        made: its pages.
        library: the words around them.
        fonts: the folder of `guide.making.site.FONTS`.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    paper, say = library.handout, library.say
    numbers = {key: number for number, key in enumerate(made.works, 1)}
    works = [library.references[key] for key in made.works]
    data = {
        "language": library.language,
        "title": say("site.title"),
        "subtitle": say("site.subtitle"),
        "not_advice": not_advice(library),
        "checked": paper("whole.checked", date=say.date(made.checked)),
        "read": paper("whole.read"),
        "danger": say("help.danger"),
        "elsewhere": f"{say('help.elsewhere_text')} {frame.elsewhere(library)}",
        "licence": say("figure.licence"),
        "contents": say("contents.title"),
        "chapters": [
            {
                "title": f"{chapter.page.number}. {chapter.page.front.title}" if chapter.page.number else chapter.page.front.title,
                "lead": chapter.page.front.summary,
                "blocks": _blocks(library, chapter, numbers),
            }
            for chapter in made.chapters
        ],
        "works_title": say("references.title"),
        "works": [{"text": f"{short(say, work)}. {work.title}.", "label": work.identifier or work.link, "link": work.link} for work in works],
        "foot": paper("page.foot", n="{n}", of="{of}"),
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }
    return typeset(TEMPLATE, data, fonts)[0]
