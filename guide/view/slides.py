"""A talk as slides: pieces of the guide in an order, a content note before a hard page, a start and an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from guide.content.problems import Problem
from guide.content.talks import Step, Talk
from guide.figures import FIGURE_IDS, build
from guide.library import Library
from guide.view.cut import Piece, pieces
from guide.view.given import Given
from guide.view.render import render

# Slides that are no piece of a page: the beginning, a moment to rest, where to turn to.
OPEN, PAUSE, HELP = "open", "pause", "help"
# The most slides that an address can ask for.
MOST = 150


@dataclass(frozen=True)
class Slide:
    """A slide: its number from 1, its name, its title in the overview, the steps it walks through, its markup."""

    number: int
    key: str
    title: str
    steps: tuple[Step | str, ...]
    html: Markup


@dataclass(frozen=True)
class Show:
    """A talk to be shown: its title, its length in minutes (0 when nobody set one), its slides by name."""

    title: str
    minutes: int
    keys: tuple[str, ...]


def ready(library: Library, talk: Talk) -> Show:
    """A ready-made talk."""
    return Show(talk.title, talk.minutes, whole(library, talk.slides))


def composed(library: Library, keys: Iterable[str]) -> Show | None:
    """A talk of chosen pieces, in the order given; names that nobody knows are passed over. None when nothing is left."""
    known = [key for key in dict.fromkeys(keys) if key in pieces(library)][:MOST]
    return Show(library.say("site.title"), 0, whole(library, known)) if known else None


def whole(library: Library, keys: Sequence[str]) -> tuple[str, ...]:
    """Chosen slides with a start, an end, and the word of warning of each page before its first piece."""
    known = pieces(library)
    told: set[str] = set()
    out = [OPEN]
    for key in keys:
        piece = known.get(key)
        warning = f"{piece.page.id}/before" if piece and piece.kind not in ("page", "check", "do") else ""
        if warning in known and warning not in (*told, key):
            out.append(warning)
        told.add(warning)
        out.append(key)
    return (*out, HELP)


def _first_sentence(text: str) -> str:
    """What a page warns of, without the ways round it that a reader has and a room has not."""
    return text.partition(". ")[0].rstrip(".") + "."


def _tall(drawing: str | None) -> bool:
    """Whether a drawing is higher than wide: beside it there is room for words."""
    box = re.search(r'viewBox="([^"]+)"', drawing or "")
    if not box:
        return False
    _, _, width, height = map(float, box[1].split())
    return height > 1.1 * width


def _steps(library: Library, piece: Piece | None, key: str) -> tuple[Step | str, ...]:
    if piece and piece.kind == "figure":
        return library.figure_steps[piece.figure]
    if piece and piece.kind == "check":
        return ("question", "answer")
    return ("",)


def slide(library: Library, given: Given, show: Show, number: int) -> Slide:
    """One slide of a talk. Raises IndexError for a number that it has not, KeyError for a name that nobody knows."""
    if number < 1:
        raise IndexError(number)
    key = show.keys[number - 1]
    piece = None if key in (OPEN, PAUSE, HELP) else pieces(library)[key]
    title = show.title if key == OPEN else library.say(f"show.{key}_title") if piece is None else piece.title
    if piece and piece.kind == "before":
        title = library.say("show.before")
    drawn = escape("")
    figure = build(piece.figure, library) if piece and piece.figure else None
    if piece and figure:
        title = figure.question
        drawn = replace(given, place=f"slide-{number}").figure(library, piece.figure, lowered=-1)
    html = render(
        library,
        "show/slide",
        key=key,
        kind=piece.kind if piece else key,
        piece=piece,
        title=title,
        number=number,
        steps=_steps(library, piece, key),
        figure=figure,
        tall=_tall(figure.drawing if figure else None),
        drawn=drawn,
        warning=_first_sentence(piece.page.front.before_you_read) if piece and piece.kind == "before" else "",
        rest=[library.figure_words["breathe"](f"look.s{n}") for n in range(1, 6)],
    )
    return Slide(number, key, title, _steps(library, piece, key), html)


def slides(library: Library, given: Given, show: Show) -> tuple[Slide, ...]:
    """All slides of a talk."""
    return tuple(slide(library, given, show, number) for number in range(1, len(show.keys) + 1))


def unknown(library: Library) -> list[Problem]:
    """A mistake for each slide of a talk that nobody knows, and for each figure's step that the figure cannot take."""
    known = pieces(library)
    found = [
        Problem("data/talks.yaml", 1, talk.id, f"no piece of the guide is called {key!r}")
        for talk in library.talks
        for key in talk.slides
        if key not in known and key != PAUSE
    ]
    for name, steps in library.figure_steps.items():
        if name not in FIGURE_IDS:
            found.append(Problem("data/figure-steps.yaml", 1, name, f"no figure is called {name!r}"))
            continue
        controls = {control.id: control.values for control in build(name, library).controls}
        for step in steps:
            for control, value in step.items() if isinstance(step, dict) else ():
                if value not in controls.get(control, ()):
                    found.append(Problem("data/figure-steps.yaml", 1, name, f"the figure has no state {control}: {value}"))
    return found
