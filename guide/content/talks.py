"""Ready-made talks: which pieces of the guide they show, in which order, and the steps that a figure's slide walks through.

`data/talks.yaml` holds names alone, so that every language shows the same talks; their titles stand in `<language>/talks.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from guide.content.records import Record
from guide.content.source import Source

# What a figure's slide shows next: its question, the wish to guess, a state of its controls, what the state says.
Step = Literal["question", "think", "sentence"] | dict[str, str]


class TalkRow(Record):
    """A row of `data/talks.yaml`: a talk, how long it takes, its slides by name, and the pages whose questions are asked at its end."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    minutes: int = Field(ge=1)
    slides: tuple[str, ...] = Field(min_length=3)
    end: tuple[str, ...] = ()


class TalkWords(Record):
    """A talk's words: its title and for whom it is."""

    title: str = Field(min_length=3)
    audience: str = Field(min_length=3)


class Talk(TalkRow, TalkWords):
    """A ready-made talk with its words."""


class FigureSteps(Record):
    """The steps of a figure's slide, in order, and the state in which it stands on paper where that is not the one it begins in."""

    id: str
    paper: Mapping[str, str] = Field(default_factory=dict)
    steps: tuple[Step, ...] = Field(min_length=2)


def read_talks(source: Source, language: str) -> tuple[tuple[Talk, ...], Mapping[str, tuple[Step, ...]], Mapping[str, Mapping[str, str]]]:
    """The talks, each figure's steps by its id, and its state on paper."""
    rows = source.rows("data/talks.yaml", TalkRow)
    words = source.yaml(f"{language}/talks.yaml", dict)
    found = []
    for _, row in rows:
        if row.id in (words.data or {}):
            said = source.build(TalkWords, words, [row.id])
            if said:
                found.append(Talk(**row.model_dump(), **said.model_dump()))
        elif words.data is not None:
            source.wrong(words.file, 1, row.id, "this talk of data/talks.yaml has no words")
    if source.readable("data/talks.yaml"):
        for key in set(words.data or {}) - {row.id for _, row in rows}:
            source.wrong_at(words, [key], str(key), "data/talks.yaml has no such talk")
    figures = [row for _, row in source.rows("data/figure-steps.yaml", FigureSteps)]
    return tuple(found), {row.id: row.steps for row in figures}, {row.id: row.paper for row in figures if row.paper}
