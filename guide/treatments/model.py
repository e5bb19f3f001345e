"""The records of the treatment pages, and the three groups.

The three groups
----------------
They follow from the guideline cells whose words were read (`data/guidelines.yaml`), and from nothing else:

* **advised-against**: a guideline advises against it, and none recommends it or gives it a later place.
* **recommended**: at least one guideline recommends it, strongly or less strongly, and none advises against it.
* **some-or-unclear**: everything else: only a later place, "not enough evidence", no cell that was read, or one guideline for it and
  another against (the card then says that guidelines disagree).

`order` sorts within these groups and never across them. How fast a treatment may bring relief is shown on a card and is no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from guide.content.records import Record
from guide.content.words import Words
from guide.treatments.numbers import Effect, Harm, Left, MoreOfHundred, PerHundred, Stopped

GROUPS = ("recommended", "some-or-unclear", "advised-against")
KINDS = ("therapy", "medicine", "procedure", "digital", "self-care", "waiting")
SIGNALS = ("raises", "lowers", "neither", "not-known")
STATES = ("strong", "for", "later", "unsure", "against", "unnamed", "unchecked")
# States that say something the guideline's text was read to say.
READ = STATES[:5]
# States in which a guideline recommends a treatment, and those in which it gives it any place.
RECOMMENDS, PLACES = STATES[:2], STATES[:3]
FEWEST_CELLS = 10
MOST_COLUMNS, FEWEST_COLUMNS = 4, 2
PASSAGES = ("what", "asks", "living", "acts", "found", "found2", "soon")
WAITING = "watchful-waiting"
NOT_KNOWN, SEE_CARD = "not-known", "see-card"
# What stands where a card names no kind of side effect.
NO_KIND = ("none-known", SEE_CARD, NOT_KNOWN)

# What matters to a person, and what it asks of a treatment's features: value -> how well it fits (2, 1; absent is 0).
WISHES: dict[str, tuple[str, dict[str, int]]] = {
    "sleep": ("sleep", {"some": 2, "mixed": 1}),
    "alarm": ("alertness", {"some": 2, "mixed": 1}),
    "nightmares": ("nightmares", {"some": 2, "mixed": 1}),
    "no-detail": ("talks", {"no": 2, "partly": 1}),
    "no-tablets": ("form", {"no-tablet": 2}),
    "few-visits": ("visits", {"few": 2, "several": 1}),
}
VALUES: dict[str, tuple[str, ...]] = {
    "talks": ("no", "partly", "yes", NOT_KNOWN),
    "form": ("talking", "tablet", "procedure", "digital", "self-care"),
    "where": ("home", "with-someone", "both", NOT_KNOWN),
    "how_often": ("once", "daily", "nightly", "weekly", "once-or-twice-a-week", "at-will", NOT_KNOWN),
    "how_long": ("single", "weeks", "2-to-4-months", "months", "open", NOT_KNOWN),
    "visits": ("few", "several", "many", NOT_KNOWN),
    "sleep": ("some", "mixed", "no-clear", NOT_KNOWN),
    "nightmares": ("some", "mixed", "no-clear", NOT_KNOWN),
    "alertness": ("some", "mixed", "no-clear", NOT_KNOWN),
    "side_effects": ("sleepiness", "poor-sleep", "sexual", "weight", "blood-pressure", "stomach", "upset-memories", *NO_KIND),
    "certainty": ("strong", "moderate", "weak", "insufficient", "against", NOT_KNOWN),
}
# What follows from the card's own list of common side effects and stands in no row of features: one fact feeds card, filter and table.
FROM_CARD = "side_effects"
# Effects of a treatment may be claimed only where a work says so: these features are never derived.
NEEDS_SOURCE = ("sleep", "nightmares", "alertness")
# What `narrow` understands. `avoid` names side effects a person does not want.
FILTERS = ("group", "kind", "talks", "form", "where", "visits", "sleep", "nightmares", "alertness", "certainty", "avoid")


class TreatmentRow(Record):
    """A row of `data/treatments.yaml`."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Literal["therapy", "medicine", "procedure", "digital", "self-care", "waiting"]
    signal: Literal["raises", "lowers", "neither", "not-known"]
    synapse: str = ""
    # Whose words on what living with it is like (notes.living_<...>) stand on its card, where it has none of its own.
    living: Literal["therapy", "antidepressant", "waiting", "other"] = "other"
    sources: Mapping[str, tuple[str, ...]] = {}
    effects: tuple[Effect, ...] = ()
    per_100: tuple[PerHundred, ...] = ()
    more_per_100: MoreOfHundred | None = None
    relapse: PerHundred | None = None
    left_early: Left | None = None
    stopped: Stopped | None = None
    common: tuple[Harm, ...] = ()
    serious: tuple[Harm, ...] = ()
    careful: tuple[Harm, ...] = ()
    questions: tuple[str, ...] = ()


class TreatmentWords(Record):
    """A treatment's words in one language. `acts` is empty where no source was read: the card says so. `living` is empty where its kind's words stand."""

    name: str = Field(min_length=3)
    plain: str = Field(min_length=3)
    what: str
    asks: str
    living: str = ""
    acts: str = ""
    found: str
    found2: str = ""
    soon: str


class Feature(Record):
    """A feature's value, and where it comes from: works, or `derived`, or `not-known`. `facts` hold the grade that a certainty copies."""

    value: str | tuple[str, ...]
    source: str | tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    status: Literal["", "derived", "not-known"] = ""

    @model_validator(mode="after")
    def _grounds(self) -> Self:
        if bool(self.source) == bool(self.status):
            raise ValueError("name the work (source: key), or say status: derived or not-known")
        if (NOT_KNOWN in self.values) != (self.status == NOT_KNOWN):
            raise ValueError("the value not-known and the status not-known go together")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The value or values."""
        return (self.value,) if isinstance(self.value, str) else self.value

    @property
    def sources(self) -> tuple[str, ...]:
        """The works."""
        return (self.source,) if isinstance(self.source, str) else self.source


class FeatureRow(Record):
    """A row of `data/treatment-features.yaml`."""

    id: str
    talks: Feature
    form: Feature
    where: Feature
    how_often: Feature
    how_long: Feature
    visits: Feature
    sleep: Feature
    nightmares: Feature
    alertness: Feature
    certainty: Feature

    def feature(self, name: str) -> Feature:
        """A feature by its name. Raises AttributeError for a name that is none."""
        found: Feature = getattr(self, name)
        return found


class Cell(Record):
    """What one guideline says of one treatment, of adults with PTSD; `scope` names another time that its words are about."""

    state: Literal["strong", "for", "later", "unsure", "against", "unnamed", "unchecked"]
    wording: str = ""
    source: str = ""
    fact: str = ""
    scope: Literal["", "prevention", "first-month"] = ""
    note: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether the guideline speaks of the treatment at another time only: nothing follows for PTSD."""
        return self.state == "unnamed" and bool(self.scope)

    @model_validator(mode="after")
    def _wording(self) -> Self:
        if (self.state in READ or self.elsewhere) != bool(self.wording):
            raise ValueError("a cell has a wording exactly when the guideline's words were read")
        if self.note and self.state != "unchecked":
            raise ValueError("a note says what is known of a cell that could not be checked")
        return self


def wording(treat: Words, guideline: str, cell: Cell) -> str:
    """The guideline's own words for a treatment, or why there are none."""
    if cell.wording:
        return treat(f"guidelines.{guideline}.wordings.{cell.wording}")
    return treat(f"guidelines.notes.{cell.note}" if cell.note else f"guidelines.explain_{cell.state}")


class Guideline(Record):
    """A guideline and its cells."""

    id: str
    reference: str
    year: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Treatment:
    """A treatment: its row, its words, its features, each guideline's cell, and the kinds of its common side effects."""

    row: TreatmentRow
    words: TreatmentWords
    features: FeatureRow
    cells: Mapping[str, Cell]
    place: int
    side_effects: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id that stands in addresses."""
        return self.row.id

    @property
    def kind(self) -> str:
        """therapy, medicine, procedure, digital, self-care or waiting."""
        return self.row.kind

    @property
    def name(self) -> str:
        """The name, in the language it was read in."""
        return self.words.name

    @property
    def group(self) -> str:
        """The group it stands in, by the rule in this module's docstring."""
        return group_of(cell.state for cell in self.cells.values())

    @property
    def disputed(self) -> bool:
        """Guidelines that were read point both ways: one advises against it and another gives it a place."""
        states = {cell.state for cell in self.cells.values()}
        return "against" in states and bool(states & set(PLACES))

    @property
    def never_stop(self) -> bool:
        """Whether "never stop suddenly" belongs beside it: it is a tablet, or a medicine that a guideline advises against."""
        return "tablet" in self.feature("form") or (self.kind == "medicine" and any(cell.state == "against" for cell in self.cells.values()))

    def feature(self, name: str) -> tuple[str, ...]:
        """A feature's values."""
        if name == FROM_CARD:
            return self.side_effects or (("none-known",) if self.kind == "waiting" else (NOT_KNOWN,))
        return self.features.feature(name).values

    @property
    def sources(self) -> tuple[str, ...]:
        """Every work the card rests on, in order of first use."""
        row = self.row
        found: list[str] = [key for name in PASSAGES for key in row.sources.get(name, ())]
        numbers = [*row.per_100, row.more_per_100, row.relapse, *row.effects, row.left_early, row.stopped]
        found += [number.source for number in numbers if number]
        found += [harm.source for harm in (*row.common, *row.serious, *row.careful) if harm.source]
        found += [key for name in VALUES if name != FROM_CARD for key in self.features.feature(name).sources]
        found += [cell.source for cell in self.cells.values() if cell.source]
        return tuple(dict.fromkeys(found))


class Item(Record):
    """An item of a decision aid's standard, and the place where the guide meets it ("" while it does not)."""

    id: str
    part: str
    where: str = ""


@dataclass(frozen=True)
class Shelf:
    """Everything the treatment pages show in one language."""

    language: str
    treatments: tuple[Treatment, ...]
    guidelines: tuple[Guideline, ...]
    words: Mapping[str, Any]
    items: tuple[Item, ...] = ()

    @property
    def by_id(self) -> dict[str, Treatment]:
        """The treatments by id."""
        return {t.id: t for t in self.treatments}


def group_of(states: Iterable[str]) -> str:
    """The group that guideline states put a treatment in (see the module's docstring)."""
    found = set(states)
    if "against" in found:
        return "some-or-unclear" if found & set(PLACES) else "advised-against"
    return "recommended" if found & set(RECOMMENDS) else "some-or-unclear"
