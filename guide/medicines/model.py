"""The records of `data/medicine-steps.yaml` and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from guide.content.records import Record
from guide.content.words import Words

MEDICINES = ("ssri", "snri", "prazosin", "clonidine", "propranolol")
PLACES = ("where", "signal", "circuit", "people")
EVIDENCE = ("shown", "inferred", "contested", "not-known")
TAKEAWAYS = ("balance", "medicines", "therapies", "personal", "research")


class Grounded(Record):
    """What rests on facts, and cites works of those facts."""

    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    computed: str = ""


class Step(Grounded):
    """One step of how a medicine acts: its place on the way, how sure it is, and where that was seen."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    place: Literal["where", "signal", "circuit", "people"]
    evidence: Literal["shown", "inferred", "contested", "not-known"]
    basis: Literal["laboratory", "animals", "healthy", "depression", "ptsd"]
    facts: tuple[str, ...] = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)


class MedicineRow(Record):
    """A medicine and its steps, in order."""

    id: Literal["ssri", "snri", "prazosin", "clonidine", "propranolol"]
    steps: tuple[Step, ...] = Field(min_length=3, max_length=5)


class MedicineWords(Record):
    """A medicine's words: its name, what the picture shows, and each step's sentences by id."""

    name: str = Field(min_length=3)
    lead: str = Field(min_length=20)
    steps: Mapping[str, str]


class PresetRow(Grounded):
    """A state of a figure that a take-away's button opens."""

    id: Literal["balance", "medicines", "therapies", "personal", "research"]
    figure: str
    values: Mapping[str, str] = Field(min_length=1)


class PresetWords(Record):
    """A take-away's title, its sentence and the words on its button."""

    title: str = Field(min_length=3)
    text: str = Field(min_length=20)
    button: str = Field(min_length=3)


@dataclass(frozen=True)
class Medicine:
    """A medicine with its words."""

    row: MedicineRow
    words: MedicineWords


@dataclass(frozen=True)
class Preset:
    """A take-away's button with its words."""

    row: PresetRow
    words: PresetWords


@dataclass(frozen=True)
class Steps:
    """Everything that `data/medicine-steps.yaml` and its words say in one language."""

    medicines: tuple[Medicine, ...]
    takeaways: tuple[Preset, ...]
    say: Words
