"""A talk as slides: pieces of the guide in an order, a content note before a hard page, a start and an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from guide.content.problems import Problem
from guide.content.questions import RoomQuestion
from guide.content.talks import Step, Talk
from guide.figures import FIGURE_IDS, build
from guide.library import Library
from guide.view.cut import Piece, pieces
from guide.view.given import Given
from guide.view.render import render

# Slides that are no piece of a page: the beginning, a moment to rest, where to turn to.
OPEN, PAUSE, HELP = "open", "pause", "help"
# What the name of a question to the room begins with.
ASK = "ask/"
# The most slides that an address can ask for.
MOST = 150


class Asked(NamedTuple):
    """A closed question of a talk: its name, what it is about, its options, and the place of the right one where there is one."""

    key: str
    about: Literal["knowledge", "opinion", "next"]
    options: tuple[str, ...]
    right: int | None


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
    there = offered(library)
    known = [key for key in dict.fromkeys(keys) if key in there][:MOST]
    return Show(library.say("site.title"), 0, whole(library, known)) if known else None


def asks(library: Library) -> dict[str, RoomQuestion]:
    """The questions to the room by the names of their slides."""
    return {f"{ASK}{question.id}": question for question in library.room_questions}


def offered(library: Library) -> frozenset[str]:
    """Every name that a talk can hold beside its start and end."""
    return frozenset((*pieces(library), *asks(library), PAUSE))


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
    if key.startswith(ASK) or piece and piece.kind == "check":
        return ("question", "answer")
    return ("",)


def slide(library: Library, given: Given, show: Show, number: int, *, told: bool = True) -> Slide:
    """One slide of a talk; not `told`, it does not say which answer is right.

    Raises IndexError for a number that it has not, KeyError for a name that nobody knows.
    """
    if number < 1:
        raise IndexError(number)
    key = show.keys[number - 1]
    ask = asks(library).get(key)
    piece = None if ask or key in (OPEN, PAUSE, HELP) else pieces(library)[key]
    title = show.title if key == OPEN else ask.text if ask else library.say(f"show.{key}_title") if piece is None else piece.title
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
        kind=piece.kind if piece else "ask" if ask else key,
        ask=ask,
        piece=piece,
        title=title,
        number=number,
        steps=_steps(library, piece, key),
        figure=figure,
        tall=_tall(figure.drawing if figure else None),
        drawn=drawn,
        told=told,
        warning=_first_sentence(piece.page.front.before_you_read) if piece and piece.kind == "before" else "",
        rest=[library.figure_words["breathe"](f"look.s{n}") for n in range(1, 6)],
    )
    return Slide(number, key, title, _steps(library, piece, key), html)


def slides(library: Library, given: Given, show: Show) -> tuple[Slide, ...]:
    """All slides of a talk."""
    return tuple(slide(library, given, show, number) for number in range(1, len(show.keys) + 1))


def asked(library: Library, show: Show) -> dict[int, Asked]:
    """The closed questions of a talk by slide number."""
    found: dict[int, Asked] = {}
    for number, key in enumerate(show.keys, 1):
        ask, piece = asks(library).get(key), pieces(library).get(key)
        if ask:
            found[number] = Asked(key, ask.about, ask.answers, None)
        elif piece and piece.kind == "check" and piece.page.front.check:
            options = piece.page.front.check.options
            right = next(n for n, option in enumerate(options) if option.right)
            found[number] = Asked(key, "knowledge", tuple(option.text for option in options), right)
    return found


def steps_of(library: Library, show: Show) -> tuple[tuple[Step | str, ...], ...]:
    """The steps of each slide of a talk."""
    return tuple(_steps(library, pieces(library).get(key), key) for key in show.keys)


def spoken(library: Library, show: Show, number: int, step: int) -> tuple[str, str]:
    """What a figure's slide shows at a step (`question`, `think`, `state`, `sentence`; "" for another slide), and its sentence then."""
    piece = pieces(library).get(show.keys[number - 1])
    if piece is None or not piece.figure:
        return "", ""
    figure = build(piece.figure, library)
    values = {control.id: control.start for control in figure.controls}
    stage = "question"
    for one in library.figure_steps[piece.figure][: step + 1]:
        if isinstance(one, dict):
            values |= one
            stage = "state"
        else:
            stage = one
    return stage, figure.frames[tuple(values.values())].sentence


def unknown(library: Library) -> list[Problem]:
    """A mistake for each slide of a talk that nobody knows, and for each figure's step that the figure cannot take."""
    found = [
        Problem("data/talks.yaml", 1, talk.id, f"no piece of the guide is called {key!r}")
        for talk in library.talks
        for key in talk.slides
        if key not in offered(library)
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
