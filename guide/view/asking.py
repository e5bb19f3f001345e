"""What a talk asks its room: closed questions, each on a slide of its own or on a figure's, with the step that closes it and the step that tells.

A page's own question (knowledge), a question to the room (opinion, what next), a figure's own question with answers to guess from before it shows, and
at the end of a talk three pages' questions once more: what the room takes home.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from guide.content.questions import RoomQuestion
from guide.content.talks import Step
from guide.library import Library
from guide.view.cut import Piece, pieces

# What the name of a question to the room begins with, and of a page's question at the end of a talk; the slide that says what was taken home.
ASK, END, TAKEN = "ask/", "end/", "taken"


class Asked(NamedTuple):
    """A closed question of a talk: its slide's name, what it is about, its options, the place of the right one where there is one, why it is right.

    It takes answers before the step `closes` (from 0) and is told from the step `tells` on.
    """

    key: str
    about: Literal["knowledge", "opinion", "next"]
    text: str
    options: tuple[str, ...]
    right: int | None = None
    why: str = ""
    closes: int = 1
    tells: int = 1


def asks(library: Library) -> dict[str, RoomQuestion]:
    """The questions to the room by the names of their slides."""
    return {f"{ASK}{question.id}": question for question in library.room_questions}


def piece_of(library: Library, key: str) -> Piece | None:
    """The piece of a page that a slide shows; None for a slide that is none. A question at the end is its page's own."""
    return pieces(library).get(f"{key.removeprefix(END)}/check" if key.startswith(END) else key)


def steps_of(library: Library, key: str) -> tuple[Step | str, ...]:
    """The steps that a slide walks through. A figure that was guessed at ends with what is right."""
    piece = piece_of(library, key)
    if piece and piece.kind == "figure":
        guessed = ("answer",) if library.figure_words[piece.figure].get("guess") else ()
        return (*library.figure_steps[piece.figure], *guessed)
    if key.startswith(ASK) or piece and piece.kind == "check":
        return ("question", "answer")
    return ("",)


def asked_on(library: Library, key: str, question: str = "", why: str = "") -> Asked | None:
    """The question of a slide; None where it asks none. `question` and `why` are a figure's own, where it is one."""
    if ask := asks(library).get(key):
        return Asked(key, ask.about, ask.text, ask.answers)
    piece = piece_of(library, key)
    if piece and piece.kind == "check" and piece.page.front.check:
        check = piece.page.front.check
        right = next(n for n, option in enumerate(check.options) if option.right)
        return Asked(key, "knowledge", check.question, tuple(option.text for option in check.options), right, check.options[right].feedback)
    words = library.figure_words[piece.figure].get("guess") if piece and piece.figure else None
    if not words:
        return None
    before, after = tuple(words.get("before") or ()), tuple(words.get("after") or ())
    steps = steps_of(library, key)
    closes = next(n for n, step in enumerate(steps) if isinstance(step, dict))
    return Asked(key, "knowledge", question, (*before, words["right"], *after), len(before), why, closes, len(steps) - 1)
