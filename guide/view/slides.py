"""A talk as slides: pieces of the guide in an order, a content note before a hard page, a start and an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from guide.content.problems import Problem
from guide.content.talks import Step, Talk
from guide.figures import FIGURE_IDS, build
from guide.figures.live import LiveFigure
from guide.library import Library
from guide.view import frame
from guide.view.asking import END, TAKEN, Asked, asked_on, asks, piece_of, steps_of
from guide.view.cut import pieces
from guide.view.given import Given
from guide.view.render import render

# Slides that are no piece of a page: the beginning, a moment to rest, where to turn to.
OPEN, PAUSE, HELP = "open", "pause", "help"
# Pixels of a plot's height on its page from which on it is squeezed above its words: a slide leaves it 290.
MANY_ROWS = 400
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
    return Show(talk.title, talk.minutes, whole(library, talk.slides, talk.end))


def composed(library: Library, keys: Iterable[str]) -> Show | None:
    """A talk of chosen pieces, in the order given; names that nobody knows are passed over. None when nothing is left."""
    there = offered(library)
    known = [key for key in dict.fromkeys(keys) if key in there][:MOST]
    return Show(library.say("site.title"), 0, whole(library, known)) if known else None


def offered(library: Library) -> frozenset[str]:
    """Every name that a talk can hold beside its start and end."""
    return frozenset((*pieces(library), *asks(library), PAUSE))


def whole(library: Library, keys: Sequence[str], end: Sequence[str] = ()) -> tuple[str, ...]:
    """Chosen slides with a start, an end, and the word of warning of each page before its first piece.

    `end` are the pages whose questions are asked at the end, before the slide that says what the room takes home.
    """
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
    last = (*(f"{END}{page}" for page in end), TAKEN) if end else ()
    return (*out, *last, HELP)


def first_sentence(text: str) -> str:
    """What a page warns of, without the ways round it that a reader has and a room has not."""
    return text.partition(". ")[0].rstrip(".") + "."


def _tall(figure: LiveFigure) -> bool:
    """Whether a picture is higher than wide, or a plot of many rows: it takes the slide's height, and its words stand beside it."""
    if figure.drawing is None:
        return figure.height >= MANY_ROWS
    box = re.search(r'viewBox="([^"]+)"', figure.drawing)
    if not box:
        return False
    _, _, width, height = map(float, box[1].split())
    return height > 1.1 * width


def title_of(library: Library, show: Show, key: str) -> str:
    """What stands over a slide: a figure's own question, a question, the heading of a piece."""
    piece = piece_of(library, key)
    if piece and piece.kind == "before":
        return library.say("show.before")
    if piece and piece.figure:
        return build(piece.figure, library).question
    if question := asked_on(library, key):
        return question.text
    return show.title if key == OPEN else piece.title if piece else library.say(f"show.{key}_title")


def slide(library: Library, given: Given, show: Show, number: int, *, told: bool = True, notes: bool = True, values: Mapping[str, str] | None = None) -> Slide:
    """One slide of a talk; not `told`, it does not say which answer is right; without `notes`, not what a presenter may say; with its figure in the state `values`.

    Raises IndexError for a number that it has not, KeyError for a name that nobody knows.
    """
    if number < 1:
        raise IndexError(number)
    key = show.keys[number - 1]
    piece = piece_of(library, key)
    figure = build(piece.figure, library) if piece and piece.figure else None
    steps = steps_of(library, key)
    why = spoken(library, show, number, len(steps) - 1)[1]
    question = asked_on(library, key, figure.question if figure else "", why)
    kind = "figure" if figure else "asked" if question else piece.kind if piece else key
    title = title_of(library, show, key)
    here = replace(given, place=f"slide-{number}", widths=("narrow",))
    drawn = here.figure(library, figure.id, lowered=-1, values=values) if figure and not given.alone else ""
    taken = [(n, one) for n, one in asked(library, show).items() if one.key.startswith(END)] if key == TAKEN else []
    html = render(
        library,
        "show/slide",
        key=key,
        kind=kind,
        question=question,
        taken=taken,
        piece=piece,
        title=title,
        number=number,
        steps=steps,
        figure=figure,
        tall=bool(figure and _tall(figure)),
        drawn=drawn,
        alone=given.alone,
        elsewhere=frame.elsewhere(library),
        told=told,
        notes=notes,
        warning=first_sentence(piece.page.front.before_you_read) if piece and piece.kind == "before" else "",
        rest=[library.figure_words["breathe"](f"look.s{n}") for n in range(1, 6)],
    )
    return Slide(number, key, title, steps, html)


def slides(library: Library, given: Given, show: Show) -> tuple[Slide, ...]:
    """All slides of a talk."""
    return tuple(slide(library, given, show, number) for number in range(1, len(show.keys) + 1))


def asked(library: Library, show: Show) -> dict[int, Asked]:
    """The closed questions of a talk by slide number."""
    found = {number: asked_on(library, key) for number, key in enumerate(show.keys, 1)}
    return {number: one for number, one in found.items() if one}


def steps_of_all(library: Library, show: Show) -> tuple[tuple[Step | str, ...], ...]:
    """The steps of each slide of a talk."""
    return tuple(steps_of(library, key) for key in show.keys)


def spoken(library: Library, show: Show, number: int, step: int) -> tuple[str, str]:
    """What a figure's slide shows at a step (`question`, `think`, `state`, `sentence`, `answer`; "" for another slide), and its sentence then."""
    piece = pieces(library).get(show.keys[number - 1])
    if piece is None or not piece.figure:
        return "", ""
    stage = "question"
    for one in steps_of(library, piece.key)[: step + 1]:
        stage = "state" if isinstance(one, dict) else one
    return stage, build(piece.figure, library).at(state(library, show, number, step)).first.sentence


def state(library: Library, show: Show, number: int, step: int) -> dict[str, str]:
    """The controls of a slide's figure that stand elsewhere at a step than at its start, with their values: the states so far laid upon each other."""
    piece = pieces(library).get(show.keys[number - 1])
    if piece is None or not piece.figure:
        return {}
    values = {name: value for one in steps_of(library, piece.key)[: step + 1] if isinstance(one, dict) for name, value in one.items()}
    start = {control.id: control.start for control in build(piece.figure, library).controls}
    return {name: values[name] for name in start if name in values and values[name] != start[name]}


def unknown(library: Library) -> list[Problem]:
    """A mistake for each slide of a talk that nobody knows, and for each figure's step that the figure cannot take."""
    found = [
        Problem("data/talks.yaml", 1, talk.id, f"no piece of the guide is called {key!r}")
        for talk in library.talks
        for key in (*talk.slides, *(f"{page}/check" for page in talk.end))
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
