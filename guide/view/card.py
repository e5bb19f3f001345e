"""A treatment on one page, and treatments side by side: the records that their templates show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from guide.figures.synapse import STATES
from guide.library import Library
from guide.treatments import WAITING, Cell, Guideline, Treatment, compare, out_of_100, wording
from guide.view import numbers
from guide.view.render import capital, render

UNKNOWN = "not-known"
# Rows of a comparison that are told once where they are the same for all: long words on a kind of treatment.
ONCE = ("living", "common", "serious")
GLANCE = ("certainty", "form", "talks", "where", "how_often", "how_long", "visits", "sleep", "nightmares", "alertness")


@dataclass(frozen=True)
class Feature:
    """A feature in a word or two, with its works."""

    label: str
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """What one guideline says of a treatment: its name, the state, the state in words, its wording or why there is none, and the work."""

    name: str
    state: str
    said: str
    detail: str
    source: str


def feature(library: Library, treatment: Treatment, name: str) -> Feature:
    """A feature of a treatment in words."""
    treat = library.treatment_words
    words = ", ".join(treat(f"labels.{name}.{value}") for value in treatment.feature(name))
    label = treat.get(f"labels.features.{name}")
    return Feature(str(label or ""), capital(words), treatment.features.feature(name).sources)


def advice(library: Library, guideline: Guideline, cell: Cell) -> Advice:
    """What one guideline says."""
    treat = library.treatment_words
    words = wording(treat, guideline.id, cell)
    quoted = f"“{words}”" if cell.wording else words
    name = treat(f"guidelines.{guideline.id}.name")
    said = treat(f"guidelines.scopes.{cell.scope}" if cell.elsewhere else f"guidelines.states.{cell.state}")
    return Advice(name, cell.state, said, quoted, cell.source or guideline.reference)


# The states that a treatment's standing counts, in order; and those told beside them, so that the numbers add up to all.
COUNTED: tuple[str, ...] = ("strong", "for", "later", "against")
BESIDE: tuple[str, ...] = ("unsure", "silent")
SILENT = ("unnamed", "unchecked")


def standing(library: Library, treatment: Treatment) -> str:
    """How many guidelines recommend a treatment and how strongly, put it later or advise against it: one word on a group hides the difference; "" for none."""
    counts = Counter[str]("silent" if cell.state in SILENT else cell.state for cell in treatment.cells.values())
    if not any(counts[state] for state in COUNTED):
        return ""
    told = [library.treatment_words(f"guidelines.counted.{state}", n=counts[state]) for state in (*COUNTED, *BESIDE) if counts[state]]
    return library.treatment_words("guidelines.standing", all=len(treatment.cells), counts="; ".join(told))


def is_silent(cell: Cell) -> bool:
    """Whether a guideline says nothing at all of a treatment, or could not be read on it."""
    return cell.state in SILENT and not cell.wording


def guidelines(library: Library, treatment: Treatment) -> tuple[list[Advice], dict[str, list[Advice]]]:
    """Every guideline of the guide: what was read in each, and, by state, those that do not mention it or could not be checked."""
    said: list[Advice] = []
    silent: dict[str, list[Advice]] = {}
    for guideline in library.shelf.guidelines:
        cell = treatment.cells[guideline.id]
        (silent.setdefault(cell.state, []) if is_silent(cell) else said).append(advice(library, guideline, cell))
    return said, silent


def missing(library: Library, treatment: Treatment) -> dict[str, list[str]]:
    """What nobody could find for this card, by the heading it would stand under: each is told in one line instead of a line a piece."""
    row, treat = treatment.row, library.treatment_words
    gaps = {
        "works": {
            "per_100": not (row.per_100 or row.more_per_100),
            "effect": not row.effects,
            "early": not (row.left_early or row.stopped or row.relapse),
        },
        "wrong": {name: not getattr(row, name) for name in ("common", "serious", "careful")},
    }
    found = {head: [treat(f"card.{name}") for name, gap in names.items() if gap] for head, names in gaps.items()}
    found["at_a_glance"] = [treat(f"labels.features.{name}") for name in GLANCE if treatment.feature(name) == (UNKNOWN,)]
    return {head: [name.lower() for name in names] for head, names in found.items()}


def synapse_state(treatment: Treatment) -> dict[str, str] | None:
    """The state of the synapse figure that shows this medicine, by control; None when there is none.

    An SSRI has a state too: the norepinephrine synapse stays as it is, and the figure says why.
    """
    values = STATES.get(treatment.row.synapse) if treatment.row.synapse else None
    return dict(zip(("fire", "medicine"), values, strict=True)) if values else None


def synapse_link(library: Library, treatment: Treatment) -> str:
    """The address of the synapse in this medicine's state, or ""."""
    state = synapse_state(treatment)
    return library.links.figure("norepinephrine", "synapse", state) if state else ""


def living(library: Library, treatment: Treatment) -> tuple[Mapping[str, Any], ...]:
    """What living with a treatment is like: its own words, or else the notes on its kind, the years and the days after the first."""
    if own := treatment.words.living:
        return ({"text": own, "sources": treatment.row.sources.get("living", ())},)
    first = f"living_{treatment.row.living}"
    return tuple(note for key, note in library.treatment_words.get("notes").items() if key == first or key.startswith(f"{first}_"))


def works_of(library: Library, treatment: Treatment) -> list[str]:
    """Every work of the card: those of its row, and the guidelines whose words were read."""
    read = [guideline.reference for guideline in library.shelf.guidelines if treatment.cells[guideline.id].wording]
    lived = [key for note in living(library, treatment) for key in note.get("sources", ())]
    return list(dict.fromkeys((*treatment.sources, *read, *lived)))


def card(library: Library, treatment: Treatment, *, level: int = 2) -> Markup:
    """A treatment under the same headings in the same order whatever it is and wherever it stands."""
    row = treatment.row
    read, silent = guidelines(library, treatment)
    return render(
        library,
        "treatments/card",
        treatment=treatment,
        color=numbers.color(treatment),
        level=level,
        standing=standing(library, treatment),
        glance=[feature(library, treatment, name) for name in GLANCE if treatment.feature(name) != (UNKNOWN,)],
        living=living(library, treatment),
        synapse=synapse_link(library, treatment),
        hundred=[numbers.per_hundred(library, treatment, record) for record in out_of_100(treatment)],
        effects=[numbers.difference(library, record) for record in row.effects],
        harms={name: numbers.harms(library, getattr(row, name), numbers.color(treatment)) for name in ("common", "serious", "careful")},
        early=numbers.early(library, treatment),
        waiting=treatment.id == WAITING,
        guidelines=read,
        silent=silent,
        missing=missing(library, treatment),
        cited=works_of(library, treatment),
    )


@dataclass(frozen=True)
class Cells:
    """A row of a comparison: its key, its label, what it says of its cells (`mark`), and each treatment with its cell (`kind` says how it is shown).

    `once`: the words are on a kind of treatment and the same for all, so they are told once for all of them.
    """

    key: str
    label: str
    mark: str
    kind: str
    cells: tuple[tuple[Treatment, Any], ...]
    once: bool


def _cell(library: Library, treatment: Treatment, key: str, value: Any) -> tuple[str, Any]:
    """How a cell of a comparison is shown, and what."""
    treat = library.treatment_words
    if key == "signal":
        return "words", treat(f"labels.signal.{value}")
    if key == "per_100":
        return "hundred", [numbers.per_hundred(library, treatment, record) for record in value]
    if key == "effect":
        return "number", numbers.difference(library, value, full=False)
    if key in ("common", "serious", "careful"):
        return key, numbers.harms(library, getattr(treatment.row, key), numbers.color(treatment))
    if key == "left_early":
        return "early", numbers.early(library, treatment)
    if key == "living":
        return key, living(library, treatment)
    if key == "group":
        return key, standing(library, treatment)
    if key in ("asks", "found", "soon"):
        return "passage", key
    if key.startswith("guideline."):
        guideline = next(g for g in library.shelf.guidelines if g.id == key.partition(".")[2])
        return "advice", advice(library, guideline, value)
    return "feature", feature(library, treatment, key)


def compare_table(library: Library, treatments: Sequence[Treatment], *, level: int = 2) -> Markup:
    """Two to four treatments, a heading for each row and a short cell for each treatment under it: no sideways scrolling.

    Each cell names its treatment, so that it can be read alone; rows whose cells differ are marked in words. What decides first stands open, the other rows
    are one press away, and what is known of no treatment is told in one line.
    """
    treat = library.treatment_words
    first: list[Cells] = []
    rest: list[Cells] = []
    unknown: list[tuple[str, str]] = []
    begins = capital(treat("labels.where.not-known"))
    for line in compare(treatments, [guideline.id for guideline in library.shelf.guidelines], begins):
        if line.key.startswith("guideline."):
            label = treat(f"guidelines.{line.key.partition('.')[2]}.short")
        else:
            label = treat.get(f"labels.rows.{line.key}") or treat.get(f"card.{line.key}") or treat(f"labels.features.{line.key}")
        if line.mark == "none" and not line.more:
            unknown.append((line.key, treat.get(f"labels.unknown.{line.key}") or label))
            continue
        made = [_cell(library, treatment, line.key, value) for treatment, value in zip(treatments, line.values, strict=True)]
        cells = tuple((treatment, shown) for treatment, (_, shown) in zip(treatments, made, strict=True))
        row = Cells(line.key, label, line.mark, made[0][0], cells, line.key in ONCE and line.equal)
        (first if line.first else rest).append(row)
    return render(
        library,
        "treatments/compare",
        treatments=treatments,
        first=first,
        rest=rest,
        unknown=[label if key.startswith("guideline.") else label[0].lower() + label[1:] for key, label in unknown],
        harm=any(key in ("common", "serious", "careful") for key, _ in unknown),
        level=level,
        waiting=any(treatment.id == WAITING for treatment in treatments),
        colors=colors(treatments),
    )


def colors(treatments: Sequence[Treatment]) -> Mapping[str, str]:
    """Each treatment's color, by its id."""
    return {treatment.id: numbers.color(treatment) for treatment in treatments}
