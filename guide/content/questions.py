"""Closed questions for a room: what they are about is one of three things, and nothing else loads. None asks about anybody's own health."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from guide.content.records import Record
from guide.content.source import Source


class RoomQuestion(Record):
    """A closed question: an opinion on a scale, or what should come next. (Knowledge is asked by the pages' own questions.)"""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    about: Literal["opinion", "next"]
    text: str = Field(min_length=5)
    answers: tuple[str, ...] = Field(min_length=2, max_length=5)


def read_questions(source: Source, language: str) -> tuple[RoomQuestion, ...]:
    """The questions that no page holds."""
    return tuple(question for _, question in source.rows(f"{language}/room-questions.yaml", RoomQuestion))
