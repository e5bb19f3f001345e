"""Treatments one can compare: the rows of `content/`, sorted within three fixed groups, filtered, searched and set side by side.

Pure Python. Nothing here knows a visitor: wishes, filters and addresses come in, frozen results go out, nothing is kept.

The three groups
----------------
They follow from the guideline cells whose words were read (`data/guidelines.yaml`), and from nothing else:

* **advised-against**: a guideline advises against it, and none recommends it (strongly or as standard). A guideline that "may
  consider" it does not lift it out of this group: the card then says that guidelines disagree.
* **recommended**: at least one guideline recommends it, strongly or as standard, and none advises against it.
* **some-or-unclear**: everything else: only "may", "not enough evidence", no cell that was read, or one guideline for it and
  another against.

`order` sorts within these groups and never across them. How fast a treatment may bring relief is shown on a card and is no key.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from guide.content.problems import Problem

GROUPS = ("recommended", "some-or-unclear", "advised-against")
KINDS = ("therapy", "medicine", "procedure", "digital", "self-care", "waiting")
STATES = ("recommended-strongly", "recommended", "may", "not-enough", "advised-against", "not-addressed", "could-not-check")
# States that say something the guideline's text was read to say.
READ = STATES[:5]
FEWEST_CELLS = 10
MOST_COLUMNS, FEWEST_COLUMNS = 4, 2
PASSAGES = ("what", "asks", "acts", "found", "found2", "soon")
WAITING = "watchful-waiting"
NOT_KNOWN = "not-known"

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
    "side_effects": ("sleepiness", "poor-sleep", "sexual", "weight", "blood-pressure", "stomach", "upset-memories", "none-known", NOT_KNOWN),
    "certainty": ("strong", "moderate", "weak", "insufficient", "against", NOT_KNOWN),
}
# Effects of a treatment may be claimed only where a work says so: these features are never derived.
NEEDS_SOURCE = ("sleep", "nightmares", "alertness")
# What `filter` understands. `avoid` names side effects a person does not want.
FILTERS = ("group", "kind", "talks", "form", "where", "visits", "sleep", "nightmares", "alertness", "certainty", "avoid")


class Row(BaseModel):
    """A row of content: frozen, and strict about fields nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Row):
    """A number that was read: the work stands beside it."""

    source: str


class Effect(Sourced):
    """A difference from a comparison. Negative is better. `low` and `high` are None where the paper's interval was not read."""

    measure: str
    value: float
    low: float | None = None
    high: float | None = None
    versus: str
    people: int | None = None
    trials: int | None = None
    worked_out: bool = False


class PerHundred(Sourced):
    """How many of 100 people reached an outcome, with the treatment and with its comparison, in the same study."""

    outcome: str
    treatment: int = Field(ge=0, le=100)
    comparator: int | None = Field(None, ge=0, le=100)
    versus: str
    weeks: int | None = None
    people: int | None = None
    form: str = ""

    @model_validator(mode="after")
    def _comparator(self):
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
    """How many of 100 left the treatment early in trials; `of` names a wider class when the number is not this treatment's own."""

    value: int
    low: int
    high: int
    of: str = ""


class Stopped(Sourced):
    """How many of 100 stopped, for side effects or any reason, with the treatment and its comparison."""

    treatment: int
    comparator: int
    versus: str
    why: Literal["side-effects", "any"]


class Harm(Row):
    """Something that can go wrong. Either a work says it, or it was `read` on a page whose citation is not confirmed yet."""

    id: str
    source: str = ""
    basis: Literal["", "read"] = ""
    treatment: int | None = None
    comparator: int | None = None
    versus: str = ""

    @model_validator(mode="after")
    def _grounds(self):
        if bool(self.source) == bool(self.basis):
            raise ValueError("name the work (source: key), or say basis: read")
        if self.basis and self.treatment is not None:
            raise ValueError("a number needs a work: source: key")
        return self


class TreatmentRow(Row):
    """A row of `data/treatments.yaml`."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Literal["therapy", "medicine", "procedure", "digital", "self-care", "waiting"]
    signal: Literal["raises", "lowers", "mixed", "neither", "not-known"]
    synapse: str = ""
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


class TreatmentWords(Row):
    """A treatment's words in one language. `acts` is empty where no source was read: the card says so."""

    name: str = Field(min_length=3)
    plain: str = Field(min_length=3)
    what: str
    asks: str
    acts: str = ""
    found: str
    found2: str = ""
    soon: str


class Feature(Row):
    """A feature's value, and where it comes from: works, or `derived`, or `not-known`."""

    value: str | tuple[str, ...]
    source: str | tuple[str, ...] = ()
    status: Literal["", "derived", "not-known"] = ""

    @model_validator(mode="after")
    def _grounds(self):
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


class FeatureRow(Row):
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
    side_effects: Feature


class Cell(Row):
    """What one guideline says of one treatment."""

    state: Literal["recommended-strongly", "recommended", "may", "not-enough", "advised-against", "not-addressed", "could-not-check"]
    wording: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _wording(self):
        if (self.state in READ) != bool(self.wording):
            raise ValueError("a cell has a wording exactly when the guideline's words were read")
        return self


class Guideline(Row):
    """A guideline and its cells."""

    id: str
    reference: str
    year: int
    cells: Mapping[str, Cell]


class Work(Row):
    """A work that only treatment cards cite, with what it was read to say. The library turns it into a reference."""

    id: str
    type: str
    title: str
    author: tuple[Mapping[str, str], ...] = ()
    authors_complete: bool = True
    issued: int | None = None
    container_title: str = Field("", alias="container-title")
    volume: str = ""
    issue: str = ""
    page: str = ""
    DOI: str = ""
    PMID: str = ""
    URL: str = ""
    publisher: str = ""
    genre: str = ""
    read: str = Field(min_length=20)

    @property
    def as_reference(self) -> dict[str, Any]:
        """The fields of a reference (without `read`)."""
        return self.model_dump(by_alias=True, exclude={"read"}, exclude_defaults=True) | {"id": self.id, "type": self.type, "title": self.title}


@dataclass(frozen=True)
class Treatment:
    """A treatment: its row, its words, its features, and each guideline's cell."""

    row: TreatmentRow
    words: TreatmentWords
    features: FeatureRow
    cells: Mapping[str, Cell]
    place: int

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
        """Guidelines that were read point both ways: one advises against it and another recommends it or may."""
        states = {cell.state for cell in self.cells.values()}
        return "advised-against" in states and bool(states & {"recommended-strongly", "recommended", "may"})

    def feature(self, name: str) -> tuple[str, ...]:
        """A feature's values."""
        return getattr(self.features, name).values

    @property
    def sources(self) -> tuple[str, ...]:
        """Every work the card rests on, in order of first use."""
        row = self.row
        found: list[str] = [key for name in PASSAGES for key in row.sources.get(name, ())]
        numbers = [*row.per_100, row.more_per_100, row.relapse, *row.effects, row.left_early, row.stopped]
        found += [number.source for number in numbers if number]
        found += [harm.source for harm in (*row.common, *row.serious, *row.careful) if harm.source]
        found += [key for name in VALUES for key in getattr(self.features, name).sources]
        found += [cell.source for cell in self.cells.values() if cell.source]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Item:
    """An item of a decision aid's standard, and the place where the guide meets it ("" while it does not)."""

    id: str
    part: str
    item: str
    where: str
    how: str


@dataclass(frozen=True)
class Shelf:
    """Everything the treatment pages show in one language."""

    language: str
    treatments: tuple[Treatment, ...]
    guidelines: tuple[Guideline, ...]
    words: Mapping[str, Any]
    works: Mapping[str, Work] = field(default_factory=dict)
    items: tuple[Item, ...] = ()

    @property
    def by_id(self) -> dict[str, Treatment]:
        """The treatments by id."""
        return {t.id: t for t in self.treatments}


def group_of(states: Iterable[str]) -> str:
    """The group that guideline states put a treatment in (see the module's docstring)."""
    found = set(states)
    recommended = bool(found & {"recommended-strongly", "recommended"})
    against = "advised-against" in found
    if against and not recommended:
        return "advised-against"
    return "recommended" if recommended and not against else "some-or-unclear"


# -- reading -----------------------------------------------------------------------------------------------------------

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An amount of a medicine: it may stand nowhere.
AMOUNT = re.compile(r"\d+(?:[.,]\d+)?[\s\u00a0]?(?:mg|µg|μg|mcg|milligram|microgram)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def _line(node: Any, path: Sequence[object]) -> int:
    """The line (from 1) of the deepest part of `path` in a composed YAML document."""
    line = node.start_mark.line + 1 if node else 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


class _Files:
    """Reads YAML files of one content folder and gathers what is wrong with them."""

    def __init__(self, root: Path):
        self.root = root
        self.problems: list[Problem] = []
        self.nodes: dict[str, Any] = {}

    def wrong(self, file: str, path: Sequence[object], name: str, message: str) -> None:
        self.problems.append(Problem(file, _line(self.nodes.get(file), path), name, message))

    def read(self, file: str) -> Any:
        try:
            text = (self.root / file).read_text(encoding="utf-8")
            self.nodes[file] = yaml.compose(text, Loader=_Loader)
            data = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)
        except FileNotFoundError:
            self.wrong(file, (), "file", "this file is missing; restore it")
            return None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.problems.append(Problem(file, (mark.line if mark else 0) + 1, "yaml", f"not readable as YAML: {getattr(error, 'problem', error)}"))
            return None
        for number, line in enumerate(text.splitlines(), 1):
            if AMOUNT.search(line):
                self.problems.append(Problem(file, number, "amount", "no amount of a medicine may stand here; say form, how often, how long"))
        return data

    def build(self, model: type[BaseModel], data: Any, file: str, path: Sequence[object]) -> Any:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for mistake in error.errors():
                where = [*path, *mistake["loc"]]
                self.wrong(file, where, ".".join(str(part) for part in where if not isinstance(part, int)) or "row", mistake["msg"])
            return None

    def rows(self, file: str, model: type[BaseModel]) -> dict[str, tuple[int, Any]]:
        """The records of a list by id, each with its place in the file."""
        data = self.read(file)
        if data is None:
            return {}
        if not isinstance(data, list):
            self.wrong(file, (), "file", "this file must hold a list")
            return {}
        found: dict[str, tuple[int, Any]] = {}
        for place, row in enumerate(data):
            record = self.build(model, row, file, [place])
            if record is None:
                continue
            if record.id in found:
                self.wrong(file, [place], "id", f"{record.id!r} stands twice; give each its own")
                continue
            found[record.id] = (place, record)
        return found


_ROWS, _FEATURES, _GUIDELINES, _WORKS, _ITEMS = (
    "data/treatments.yaml", "data/treatment-features.yaml", "data/guidelines.yaml", "data/treatment-references.yaml", "data/ipdas.yaml",
)  # fmt: skip


def _known_works(files: _Files, references: Iterable[str] | None) -> tuple[set[str], dict[str, Work]]:
    works = {key: work for key, (_, work) in files.rows(_WORKS, Work).items()}
    if references is None:
        try:  # only the keys are needed: the library checks the file
            references = re.findall(r"^- id: (\S+)", (files.root / "data" / "references.yaml").read_text(encoding="utf-8"), re.MULTILINE)
        except (OSError, UnicodeDecodeError):
            references = ()
    return set(references) | set(works), works


def _check_row(files: _Files, place: int, row: TreatmentRow, words: TreatmentWords, known: set[str], labels: Mapping[str, Any]) -> None:
    at = lambda *path: [place, *path]  # noqa: E731
    for name, keys in row.sources.items():
        if name not in PASSAGES:
            files.wrong(_ROWS, at("sources", name), "sources", f"{name!r} is none of the passages {', '.join(PASSAGES)}")
        for key in keys:
            if key not in known:
                files.wrong(_ROWS, at("sources", name), "sources", f"no work is called {key!r}")
    for name in PASSAGES:
        if _DIGIT.search(getattr(words, name)) and not row.sources.get(name):
            files.wrong(_ROWS, at("sources"), f"sources.{name}", "this passage holds a digit: name the works it was read in")
    numbers: list[tuple[str, Any]] = [("effects", e) for e in row.effects] + [("per_100", p) for p in row.per_100]
    numbers += [(name, getattr(row, name)) for name in ("more_per_100", "relapse", "left_early", "stopped") if getattr(row, name)]
    harms = [(name, harm) for name in ("common", "serious", "careful") for harm in getattr(row, name)]
    for name, record in (*numbers, *harms):
        if record.source and record.source not in known:
            files.wrong(_ROWS, at(name), f"{name}.source", f"no work is called {record.source!r}")
        if record.source == "" and name not in ("common", "serious", "careful"):
            files.wrong(_ROWS, at(name), name, "a number names its work")
        for kind in ("measure", "versus", "outcome"):
            value = getattr(record, kind, "")
            if value and value not in labels.get(kind, {}):
                files.wrong(_ROWS, at(name), f"{name}.{kind}", f"no words for {value!r} under labels.{kind}")
    for name, harm in harms:
        if harm.id not in labels.get("harm", {}):
            files.wrong(_ROWS, at(name), f"{name}.id", f"no words for {harm.id!r} under labels.harm")


def _check_features(files: _Files, place: int, row: FeatureRow, known: set[str]) -> None:
    for name, allowed in VALUES.items():
        feature: Feature = getattr(row, name)
        for value in feature.values:
            if value not in allowed:
                files.wrong(_FEATURES, [place, name], name, f"{value!r} is none of {', '.join(allowed)}")
        for key in feature.sources:
            if key not in known:
                files.wrong(_FEATURES, [place, name], f"{name}.source", f"no work is called {key!r}")
        if name in NEEDS_SOURCE and feature.status == "derived":
            files.wrong(_FEATURES, [place, name], name, "an effect is never derived: name the work, or say not-known")


def read_shelf(root: Path, language: str = "en", references: Iterable[str] | None = None) -> tuple[Shelf, list[Problem]]:
    """Everything the treatment pages show, and every mistake by file, line and field.

    Args:
        root: the content folder.
        language: a folder of it.
        references: keys of the works that may be cited, where they are loaded already; read from the folder by default.
    """
    files = _Files(root)
    words_file = f"{language}/treatments.yaml"
    known, works = _known_works(files, references)
    rows = files.rows(_ROWS, TreatmentRow)
    features = files.rows(_FEATURES, FeatureRow)
    guidelines = {key: record for key, (_, record) in files.rows(_GUIDELINES, Guideline).items()}
    words = files.read(words_file) or {}
    if not isinstance(words, dict):
        files.wrong(words_file, (), "file", "this file must hold keys and words")
        words = {}
    labels, said, asked = words.get("labels") or {}, words.get("treatments") or {}, words.get("questions") or {}

    for key, (place, _) in features.items():
        if key not in rows:
            files.wrong(_FEATURES, [place], "id", f"no treatment is called {key!r}")
    for key in said:
        if key not in rows:
            files.wrong(words_file, ["treatments", key], key, f"no treatment is called {key!r}")
    for number, guideline in enumerate(guidelines.values()):
        if guideline.reference not in known:
            files.wrong(_GUIDELINES, [number, "reference"], "reference", f"no work is called {guideline.reference!r}")
        read = sum(cell.state in READ for cell in guideline.cells.values())
        if read < FEWEST_CELLS:
            files.wrong(_GUIDELINES, [number], "cells", f"{read} cells were read, fewer than {FEWEST_CELLS}: leave this guideline out")
        for key, cell in guideline.cells.items():
            if key not in rows:
                files.wrong(_GUIDELINES, [number, "cells", key], key, f"no treatment is called {key!r}")
            wordings = (words.get("guidelines") or {}).get(guideline.id, {}).get("wordings", {})
            if cell.wording and cell.wording not in wordings:
                files.wrong(_GUIDELINES, [number, "cells", key], "wording", f"no words for {cell.wording!r} under guidelines.{guideline.id}.wordings")
            if cell.source and cell.source not in known:
                files.wrong(_GUIDELINES, [number, "cells", key], "source", f"no work is called {cell.source!r}")

    treatments = []
    for key, (place, row) in rows.items():
        spoken = files.build(TreatmentWords, said[key], words_file, ["treatments", key]) if key in said else None
        if key not in said:
            files.wrong(words_file, ["treatments"], key, "this treatment has no words")
        if key not in features:
            files.wrong(_FEATURES, (), key, "this treatment has no features")
        for question in row.questions:
            if question not in asked:
                files.wrong(_ROWS, [place, "questions"], "questions", f"no question is called {question!r} in {words_file}")
        for guideline in guidelines.values():
            if key not in guideline.cells:
                files.wrong(_GUIDELINES, (), key, f"{guideline.id} has no cell for it: say could-not-check or not-addressed")
        if spoken is None or key not in features:
            continue
        _check_row(files, place, row, spoken, known, labels)
        _check_features(files, *features[key], known)
        cells = {g.id: g.cells[key] for g in guidelines.values() if key in g.cells}
        treatments.append(Treatment(row, spoken, features[key][1], cells, place))
    items = _read_items(files, words)
    shelf = Shelf(language, tuple(treatments), tuple(guidelines.values()), words, works, items)
    return shelf, files.problems


def _read_items(files: _Files, words: Mapping[str, Any]) -> tuple[Item, ...]:
    data = files.read(_ITEMS) or []
    items = []
    for place, row in enumerate(data if isinstance(data, list) else []):
        try:
            items.append(Item(**{"where": "", "how": "", **row}))
        except TypeError as error:
            files.wrong(_ITEMS, [place], "row", str(error).removeprefix("Item.__init__() "))
    return tuple(items)


def read_treatments(root: Path, language: str = "en") -> tuple[tuple[Treatment, ...], list[Problem]]:
    """The treatments, and every mistake by file, line and field. See `read_shelf` for the rest of what a page needs."""
    shelf, problems = read_shelf(root, language)
    return shelf.treatments, problems


# -- what matters to me ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """A treatment where wishes put it: its group, the reasons it moved (keys of the words), and by how many places.

    `moved` counts places within the group: above 0 it stands higher than without wishes, below 0 lower.
    """

    treatment: Treatment
    group: str
    reasons: tuple[str, ...]
    moved: int


def _fit(treatment: Treatment, wish: str) -> tuple[int, str]:
    """How well a treatment fits a wish (2, 1 or 0) and the value that says so."""
    name, worth = WISHES[wish]
    values = treatment.feature(name)
    if wish == "no-tablets":
        values = () if "tablet" in values else ("no-tablet",)
    return max(((worth.get(value, 0), value) for value in values), default=(0, ""))


def order(treatments: Sequence[Treatment], wishes: Iterable[str] = ()) -> tuple[Placed, ...]:
    """The treatments, group by group, each group sorted by how well it fits the wishes.

    Every wish counts alike: 2 for a full fit, 1 for a part. Ties keep the order of the content file, so the result is the same
    for the same input, in whatever order wishes are named. A value that is not known counts 0 and hides nothing.
    A treatment that moved carries at least one reason: `<wish>.<value>` for each wish it fits, and `others` when others passed it.
    """
    asked = [wish for wish in WISHES if wish in set(wishes)]
    placed: list[Placed] = []
    for group in GROUPS:
        base = sorted((t for t in treatments if t.group == group), key=lambda t: t.place)
        fits = {t.id: [(wish, *_fit(t, wish)) for wish in asked] for t in base}
        ranked = sorted(base, key=lambda t: (-sum(worth for _, worth, _ in fits[t.id]), t.place))
        before = {t.id: place for place, t in enumerate(base)}
        for now, treatment in enumerate(ranked):
            reasons = tuple(f"{wish}.{value}" for wish, worth, value in fits[treatment.id] if worth)
            moved = before[treatment.id] - now
            placed.append(Placed(treatment, group, reasons + (("others",) if moved < 0 else ()), moved))
    return tuple(placed)


# -- filters -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filtered:
    """What filters leave: the treatments shown, those hidden with the filters that hide them, and filters that had to give way."""

    shown: tuple[Treatment, ...]
    hidden: Mapping[str, tuple[str, ...]]
    relaxed: tuple[str, ...] = ()
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _passes(treatment: Treatment, name: str, wanted: frozenset[str]) -> bool | None:
    """Whether a treatment passes one filter; None when it is not known (and so passes)."""
    if name == "group":
        return treatment.group in wanted
    if name == "kind":
        return treatment.kind in wanted
    if name == "avoid":
        values = set(treatment.feature("side_effects"))
        return None if NOT_KNOWN in values else not values & wanted
    values = set(treatment.feature(name))
    if NOT_KNOWN in values:
        return None
    if name == "where" and "both" in values:
        return True
    return bool(values & wanted)


def filter(treatments: Sequence[Treatment], filters: Mapping[str, Iterable[str]]) -> Filtered:  # noqa: A001 (the word of the page)
    """The treatments that pass every filter. A value that is not known passes.

    When filters contradict each other so that nothing (or only what is not known) is left, the fewest filters give way that let
    something pass for sure: the result names them in `relaxed`. Filters nobody knows, and empty ones, are ignored.
    """
    asked = {name: frozenset(filters[name]) for name in FILTERS if filters.get(name)}
    names = tuple(asked)
    results = {t.id: {name: _passes(t, name, asked[name]) for name in names} for t in treatments}
    refusing = {key: {name for name, passed in result.items() if passed is False} for key, result in results.items()}
    doubting = {key: {name for name, passed in result.items() if passed is None} for key, result in results.items()}

    def sure(kept: set[str]) -> int:
        return sum(not refusing[key] & kept and not doubting[key] & kept for key in results)

    for count in range(len(names) + 1):
        # The last filters of the page give way first; of equal sets the one that leaves most.
        choices = [set(names) - set(dropped) for dropped in itertools.combinations(reversed(names), count)]
        kept = max(choices, key=sure)
        if sure(kept) or count == len(names):
            break
    pick = lambda found: tuple(name for name in names if name in found & kept)  # noqa: E731
    shown = tuple(t for t in treatments if not refusing[t.id] & kept)
    return Filtered(
        shown=shown,
        hidden={key: pick(refused) for key, refused in refusing.items() if refused & kept},
        relaxed=tuple(name for name in names if name not in kept),
        unsure={t.id: pick(doubting[t.id]) for t in shown if doubting[t.id] & kept},
    )


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def search(treatments: Sequence[Treatment], text: str) -> tuple[Treatment, ...]:
    """The treatments whose words hold every word of `text` (as the beginning of a word): names first, then the rest. All for no text."""
    asked = _plain(text).split()
    if not asked:
        return tuple(treatments)
    ranked = []
    for treatment in treatments:
        words = treatment.words
        title = f" {_plain(f'{words.name} {words.plain} {treatment.id}')}"
        everything = f"{title} {_plain(' '.join((words.what, words.asks, words.acts, words.found)))}"
        if all(f" {word}" in title for word in asked):
            ranked.append((0, treatment.place, treatment))
        elif all(f" {word}" in everything for word in asked):
            ranked.append((1, treatment.place, treatment))
    return tuple(treatment for _, _, treatment in sorted(ranked, key=lambda entry: entry[:2]))


# -- side by side ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CompareRow:
    """One row of a comparison: what it is about, a value for each treatment, and whether they differ.

    A value is what the words need to say the cell: a tuple of keys, a passage, a record with a number, or None for "no number found".
    """

    key: str
    values: tuple[Any, ...]
    differs: bool


def headline(treatment: Treatment) -> PerHundred | MoreOfHundred | None:
    """The number out of 100 that a comparison shows: one study's two numbers, or else how many more of 100. None: not found."""
    return treatment.row.per_100[0] if treatment.row.per_100 else treatment.row.more_per_100


def compare(treatments: Sequence[Treatment], guidelines: Sequence[str] = ()) -> tuple[CompareRow, ...]:
    """Two to four treatments in the same rows. Every number is out of 100, and carries its comparison with it.

    Args:
        treatments: the columns, in order.
        guidelines: ids of guidelines, a row for each.

    Raises:
        ValueError: for fewer than two or more than four columns.
    """
    if not FEWEST_COLUMNS <= len(treatments) <= MOST_COLUMNS:
        raise ValueError(f"{len(treatments)} treatments; {FEWEST_COLUMNS} to {MOST_COLUMNS} can be compared")
    rows: list[CompareRow] = []

    def add(key: str, values: Iterable[Any]) -> None:
        found = tuple(values)
        rows.append(CompareRow(key, found, any(value != found[0] for value in found[1:])))

    def features(name: str) -> None:
        add(name, (t.feature(name) for t in treatments))

    add("group", (t.group for t in treatments))
    add("asks", (t.words.asks for t in treatments))
    for name in ("form", "talks", "where", "visits"):
        features(name)
    add("per_100", (headline(t) for t in treatments))
    add("effect", (t.row.effects[0] if t.row.effects else None for t in treatments))
    add("found", (t.words.found for t in treatments))
    features("certainty")
    for name in ("sleep", "nightmares", "alertness"):
        features(name)
    add("common", (t.row.common for t in treatments))
    add("serious", (t.row.serious for t in treatments))
    add("left_early", (t.row.left_early or t.row.stopped for t in treatments))
    add("soon", (t.words.soon for t in treatments))
    add("signal", (t.row.signal for t in treatments))
    for guideline in guidelines:
        add(f"guideline.{guideline}", (t.cells.get(guideline) for t in treatments))
    return tuple(rows)


@dataclass(frozen=True)
class View:
    """What an address asks for: one card, a comparison, or the list. `message` is a key of the words ("" for none)."""

    show: str = ""
    compare: tuple[str, ...] = ()
    message: str = ""
    near: tuple[str, ...] = ()


def nearest(treatments: Sequence[Treatment], text: str, count: int = 3) -> tuple[str, ...]:
    """The ids nearest to a word nobody knows."""
    ids = [t.id for t in treatments]
    found = [t.id for t in search(treatments, text)] + difflib.get_close_matches(text.lower(), ids, count, 0.5)
    return tuple(dict.fromkeys(found))[:count]


def read_address(query: str | Mapping[str, Any], treatments: Sequence[Treatment]) -> View:
    """What `?show=<id>` or `?compare=a,b` asks for. Whatever stands there, the answer is a view and at most one calm message.

    Args:
        query: the part after "?", or its fields.
        treatments: the treatments there are.
    """
    if isinstance(query, str):
        query = parse_qs(query.lstrip("?"))
    # A plain form repeats its field: compare=a&compare=b says what compare=a,b says.
    fields = {name: ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value) for name, value in query.items()}
    known = {t.id for t in treatments}
    if asked := fields.get("compare", "").strip():
        names = list(dict.fromkeys(part.strip().lower() for part in asked.split(",") if part.strip()))
        found = tuple(name for name in names if name in known)
        unknown = [name for name in names if name not in known]
        near = tuple(dict.fromkeys(key for name in unknown[:3] for key in nearest(treatments, name[:60])))[:3]
        if len(found) > MOST_COLUMNS:
            return View(compare=found[:MOST_COLUMNS], message="too-many", near=found[MOST_COLUMNS:])
        if len(found) >= FEWEST_COLUMNS:
            return View(compare=found, message="unknown-compare" if unknown else "", near=near)
        if found:
            return View(show=found[0], message="one-to-compare", near=near)
        return View(message="unknown-compare", near=near)
    if asked := fields.get("show", "").strip().lower():
        return View(show=asked) if asked in known else View(message="unknown", near=nearest(treatments, asked[:60]))
    return View()
