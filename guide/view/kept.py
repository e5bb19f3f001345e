"""What can be kept for the appointment: the choices of the guide by kind and id. No free text is ever taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from guide.library import Library
from guide.treatments import Shelf

KINDS = ("question", "treatment", "wish", "resource")
MOST = 60


class TreatmentLine(NamedTuple):
    """What the page says of a treatment: its name, one plain line, the group it stands in, and its id where it has a card."""

    name: str
    line: str = ""
    group: str = ""
    key: str = ""


@dataclass(frozen=True)
class More:
    """What can be kept beside the pages' questions and the resources.

    Attributes:
        treatments: id to (name, one line, group label).
        wishes: id to words; those of `handout.yaml` when empty.
        questions: id to words, for questions that stand outside the pages' front matter (on treatment cards).
    """

    treatments: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    wishes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    questions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NONE = More()


def of_treatments(shelf: Shelf) -> More:
    """What the treatment pages offer to keep."""
    said = shelf.words
    return More(
        treatments={t.id: TreatmentLine(t.words.name, t.words.plain, said["groups"][t.group]["title"], t.id) for t in shelf.treatments},
        wishes=said["wishes"]["choices"],
        questions=said["questions"],
    )


def on_page(library: Library, more: More = NONE) -> dict[str, dict[str, object]]:
    """Everything that can be kept, by kind and id."""
    questions: dict[str, object] = {question.id: question.text for page in library.pages.values() for question in page.front.questions}
    return {
        "question": questions | dict(more.questions),
        "treatment": {name: TreatmentLine(*row) for name, row in more.treatments.items()},
        "wish": dict(more.wishes or library.handout.get("wishes") or {}),
        "resource": {resource.id: resource for resource in library.resources},
    }
