"""The numbers that a treatment's card shows, each with the work it was read in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from guide.content.records import Record

# The treatment's own count among those that a harm's words say.
OWN = "it"


class Sourced(Record):
    """A number that was read: the work stands beside it; `where` names the table or figure and the subgroup where they were noted."""

    source: str
    where: str = ""


class Compared(Sourced):
    """A number of two groups: `arms` holds how many people were in each (treatment, comparison) where that was read.

    Otherwise `people` is the whole study, and `groups` says in how many groups they were when there were more than two.
    """

    people: int | None = None
    groups: int | None = Field(None, gt=2)
    arms: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _counted_once(self) -> Self:
        if self.arms and self.people:
            raise ValueError("give the people of the two arms, or of the whole study, not both")
        return self


class Effect(Compared):
    """A difference from a comparison. Negative is better. `low` and `high` are None where the paper's interval was not read.

    `direction: not-read`: the size was read and not the groups' own changes, so the number has no sign and favors nobody.
    """

    measure: str
    value: float
    low: float | None = None
    high: float | None = None
    versus: str
    trials: int | None = None
    worked_out: bool = False
    direction: Literal["", "not-read"] = ""

    @model_validator(mode="after")
    def _unsigned(self) -> Self:
        if self.direction and self.value < 0:
            raise ValueError("a difference whose direction was not read has no minus sign")
        return self


class PerHundred(Compared):
    """How many of 100 people reached an outcome, with the treatment and with its comparison, in the same study."""

    outcome: str
    treatment: int = Field(ge=0, le=100)
    comparator: int | None = Field(None, ge=0, le=100)
    versus: str
    weeks: int | None = None
    form: str = ""

    @model_validator(mode="after")
    def _comparator(self) -> Self:
        if (self.comparator is None) != (self.versus == "none"):
            raise ValueError("a number out of 100 names its comparison's number, or says versus: none")
        return self


class MoreOfHundred(Sourced):
    """How many more of 100 people reach an outcome than with the comparison."""

    outcome: str
    value: int
    low: int
    high: int
    versus: str


class Left(Sourced):
    """How many of 100 left the treatment early in trials; `of` names whose number it is when it is not this treatment's own.

    `low` and `high` are None where an interval was not read or is not given, as in a single trial.
    """

    value: int
    low: int | None = None
    high: int | None = None
    of: str = ""


class Stopped(Sourced):
    """How many of 100 stopped, for side effects or any reason, or were not seen again, with the treatment and its comparison."""

    treatment: int
    comparator: int
    versus: str
    why: Literal["side-effects", "any", "not-seen"]


class Harm(Record):
    """Something that can go wrong. Either a work says it, or it was `read` on a page whose citation is not confirmed yet.

    `drawn`: counts out of 100 that its own words say already, so that they are drawn and not said again: `it`, then any comparisons.
    """

    id: str
    source: str = ""
    basis: Literal["", "read"] = ""
    treatment: int | None = None
    comparator: int | None = None
    versus: str = ""
    drawn: Mapping[str, int] = {}

    @model_validator(mode="after")
    def _grounds(self) -> Self:
        if bool(self.source) == bool(self.basis):
            raise ValueError("name the work (source: key), or say basis: read")
        if self.basis and (self.treatment is not None or self.drawn):
            raise ValueError("a number needs a work: source: key")
        if self.drawn and (self.treatment is not None or next(iter(self.drawn)) != OWN):
            raise ValueError("give a number as treatment, or as drawn, which begins with the treatment's own: it")
        return self


class HarmKinds(Record):
    """A row of `data/side-effects.yaml`: what a filter calls a harm that a card lists as common."""

    id: str
    kinds: tuple[str, ...] = Field(min_length=1)


def kinds_of_harm(common: tuple[Harm, ...], of_harm: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The kinds of side effects that a card's common ones are; `see-card` where it lists others alone, nothing where it lists none."""
    kinds = dict.fromkeys(kind for harm in common for kind in of_harm.get(harm.id, ()))
    return tuple(kinds) or (("see-card",) if common else ())
