"""How a medicine acts, step by step from the pill to the person, and buttons that set a figure. Pure functions, script or none.

The steps stand in `data/medicine-steps.yaml` (place, evidence, facts, works) and `<language>/medicine-steps.yaml` (words). All
medicines' steps stand in the markup; the browser script (`assets/js/45-presets.js`) shows the chosen one's and sets both figures.
Nothing is sent to the server.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from guide.content.problems import ContentError, Problem
from guide.figures import inverted_u, synapse
from guide.library import CONTENT, Fact, Library, Words
from guide.treatments import Row, _Files

_E = html.escape
Figure = Callable[[str], str]
ROWS = "data/medicine-steps.yaml"
MEDICINES = ("ssri", "snri", "prazosin", "clonidine", "propranolol")
PLACES = ("where", "signal", "circuit", "people")
EVIDENCE = ("shown", "inferred", "contested", "not-known")
TAKEAWAYS = ("balance", "medicines", "therapies", "personal", "research")
# The figures that answer a pick, their controls in the order of their states, and the state that shows each medicine.
ANSWERS: dict[str, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {
    "synapse": (("fire", "medicine"), synapse.STATES),
    "inverted-u": (("level", "start", "medicine"), inverted_u.STATES),
}
# A number, but not the digit in the name of a docking site (alpha-1).
_NUMBER = re.compile(r"(?<!alpha-)(?<!beta-)\d")


class Grounded(Row):
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


class MedicineRow(Row):
    """A medicine and its steps, in order."""

    id: Literal["ssri", "snri", "prazosin", "clonidine", "propranolol"]
    steps: tuple[Step, ...] = Field(min_length=3, max_length=5)


class MedicineWords(Row):
    """A medicine's words: its name, what the pictures show, and each step's sentences by id."""

    name: str = Field(min_length=3)
    lead: str = Field(min_length=20)
    steps: Mapping[str, str]


class PresetRow(Grounded):
    """A state of a figure that a take-away's button opens."""

    id: Literal["balance", "medicines", "therapies", "personal", "research"]
    figure: str
    values: Mapping[str, str] = Field(min_length=1)


class PresetWords(Row):
    """A take-away's title, its sentence and the words on its button."""

    title: str = Field(min_length=3)
    text: str = Field(min_length=20)
    button: str = Field(min_length=3, max_length=32)


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


# -- reading -----------------------------------------------------------------------------------------------------------


def _grounds(files: _Files, row: Grounded, text: str, path: Sequence[object], references: Iterable[str], facts: Mapping[str, Fact]) -> None:
    """Notes facts and works that nobody knows, works on which none of the facts rests, and numbers that rest on nothing."""
    for key in row.facts:
        if key not in facts:
            files.wrong(ROWS, [*path, "facts"], "facts", f"no fact is called {key!r}")
    resting = {key for fact in row.facts if fact in facts for key in facts[fact].references}
    for key in row.sources:
        if key not in references:
            files.wrong(ROWS, [*path, "sources"], "sources", f"no work is called {key!r}")
        elif key not in resting:
            files.wrong(ROWS, [*path, "sources"], "sources", f"none of the facts {', '.join(row.facts)} rests on {key!r}")
    if _NUMBER.search(text) and not row.sources:
        files.wrong(ROWS, path, "sources", "the words hold a number: name the facts and the works it was read in")


def _section(files: _Files, data: Any, name: str, expected: Sequence[str], model: type[Row]) -> list[tuple[int, Any]]:
    """The rows of one list, each with its place; each expected id stands once, in this order."""
    rows = data.get(name) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        files.wrong(ROWS, [name], name, "this file holds a list of this name")
        return []
    found = [(place, record) for place, row in enumerate(rows) if (record := files.build(model, row, ROWS, [name, place])) is not None]
    if len(found) == len(rows) and tuple(record.id for _, record in found) != tuple(expected):
        files.wrong(ROWS, [name], f"{name}.id", f"the rows are {', '.join(expected)}, each once and in this order")
    return found


def read_steps(root: Path, language: str, references: Iterable[str], facts: Mapping[str, Fact]) -> tuple[Steps, list[Problem]]:
    """The medicines' steps and the take-aways' buttons, and every mistake by file, line and field.

    Args:
        root: the content folder.
        language: a folder of it.
        references: keys of the works that may be cited.
        facts: the facts by id.
    """
    files = _Files(root)
    known = set(references)
    words_file = f"{language}/medicine-steps.yaml"
    data, words = files.read(ROWS), files.read(words_file)
    if data is None or not isinstance(words, dict):
        if words is not None and not isinstance(words, dict):
            files.wrong(words_file, (), "file", "this file must hold keys and words")
        return Steps((), (), Words(words_file, {})), files.problems

    def spoken(part: str, key: str, model: type[Row]) -> Any:
        entry = (words.get(part) or {}).get(key)
        if entry is None:
            files.wrong(words_file, [part], f"{part}.{key}", "these have no words")
            return None
        return files.build(model, entry, words_file, [part, key])

    medicines = []
    for place, row in _section(files, data, "medicines", MEDICINES, MedicineRow):
        said = spoken("medicines", row.id, MedicineWords)
        if said is None:
            continue
        ids = [step.id for step in row.steps]
        if len(set(ids)) < len(ids) or set(ids) != set(said.steps):
            message = f"the words are those of the steps {', '.join(ids)}, each once"
            files.wrong(words_file, ["medicines", row.id, "steps"], f"medicines.{row.id}.steps", message)
            continue
        order = [PLACES.index(step.place) for step in row.steps]
        if order != sorted(order) or set(order) != set(range(len(PLACES))):
            files.wrong(ROWS, ["medicines", place, "steps"], "steps.place", f"the steps go through {', '.join(PLACES)}, in this order")
        for n, step in enumerate(row.steps):
            if step.evidence == "shown" and step.basis != "ptsd":
                files.wrong(ROWS, ["medicines", place, "steps", n, "basis"], "basis", "shown means shown in people with PTSD: basis: ptsd")
            _grounds(files, step, said.steps[step.id], ["medicines", place, "steps", n], known, facts)
        medicines.append(Medicine(row, said))
    takeaways = []
    for place, row in _section(files, data, "takeaways", TAKEAWAYS, PresetRow):
        said = spoken("takeaways", row.id, PresetWords)
        if said is not None:
            _grounds(files, row, said.text, ["takeaways", place], known, facts)
            takeaways.append(Preset(row, said))
    return Steps(tuple(medicines), tuple(takeaways), Words(words_file, words)), files.problems


def steps_of(library: Library, root: Path = CONTENT) -> Steps:
    """The steps in the library's language. Raises ContentError with every mistake named."""
    steps, problems = read_steps(root, library.language, library.references, library.facts)
    if problems:
        raise ContentError(problems)
    return steps


# -- markup ------------------------------------------------------------------------------------------------------------


def preset(figure_id: str, values: Mapping[str, str]) -> str:
    """A figure's state as a button carries it: `synapse?fire=4&medicine=prazosin`."""
    return f"{figure_id}?{urlencode(values)}"


def states(medicine: str) -> tuple[str, ...]:
    """The state of each answering figure that shows a medicine, as presets."""
    return tuple(preset(name, dict(zip(controls, known[medicine], strict=True))) for name, (controls, known) in ANSWERS.items())


def cite(library: Library, steps: Steps, keys: Iterable[str]) -> str:
    """The works a step rests on, as links."""
    links = []
    for key in keys:
        work = library.references[key]
        links.append(f'<a href="{_E(work.link)}" rel="noopener noreferrer">{_E(work.short)}</a>' if work.link else _E(work.short))
    return f'<small class="how-sources">{_E(steps.say("page.source"))} {"; ".join(links)}</small>' if links else ""


def sureness(steps: Steps, step: Step) -> str:
    """How sure a step is, in words, and where it was seen when that is elsewhere than in PTSD."""
    say = steps.say
    where = "" if step.evidence in ("shown", "not-known") else f", {say(f'basis.{step.basis}')}"
    return f"{say(f'evidence.{step.evidence}')}{where}"


def medicine_steps(library: Library, steps: Steps, medicine: Medicine) -> str:
    """One medicine's steps, each with its line, its words and its works."""
    say = steps.say
    items = "".join(
        f'<li class="how-step how-{step.evidence}" data-facts="{_E(",".join(step.facts))}">'
        f'<p class="how-place">{_E(say(f"place.{step.place}"))}</p><p>{_E(medicine.words.steps[step.id])}</p>'
        f'<p class="how-sure"><strong>{_E(sureness(steps, step))}.</strong> {cite(library, steps, step.sources)}</p></li>'
        for step in medicine.row.steps
    )
    return (
        f'<section class="how-medicine" data-steps="{medicine.row.id}"><h3 id="how-{medicine.row.id}">{_E(medicine.words.name)}</h3>'
        f'<p>{_E(medicine.words.lead)}</p><ol class="how-list">{items}</ol></section>'
    )


def legend(steps: Steps) -> str:
    """What solid, dashed, dotted and no line mean."""
    say = steps.say
    items = "".join(
        f'<li class="how-step how-{kind}"><strong>{_E(say(f"evidence.{kind}"))}.</strong> {_E(say(f"evidence_means.{kind}"))}</li>' for kind in EVIDENCE
    )
    return (
        f'<details class="how-legend"><summary>{_E(say("page.legend"))}</summary><ul class="how-list">{items}</ul>'
        f"<p>{_E(say('page.legend_note'))}</p></details>"
    )


def how_it_acts(library: Library, figure: Figure) -> str:
    """Pick a medicine, see two pictures answer, and read each step with how sure it is.

    Args:
        library: the content.
        figure: gives a figure's markup by id.
    """
    steps = steps_of(library)
    say = steps.say
    options = "".join(
        f'<label><input type="radio" name="how-it-acts" value="{m.row.id}" data-states="{_E(json.dumps(states(m.row.id)))}" autocomplete="off"> '
        f"<span>{_E(m.words.name)}</span></label>"
        for m in steps.medicines
    )
    return (
        f'<section class="how" data-how data-showing="{_E(say("page.showing"))}"><h2 id="how-it-acts">{_E(say("page.title"))}</h2>'
        f'<p class="needs-script">{_E(say("page.intro"))}</p><p class="how-plain">{_E(say("page.all"))}</p>'
        f'<fieldset class="fig-choice how-pick needs-script"><legend>{_E(say("page.pick"))}</legend>{options}</fieldset>'
        f'<p class="how-said needs-script" data-how-said hidden><span></span> <a href="#how-it-acts">{_E(say("page.jump"))}</a></p>'
        f"{''.join(figure(name) for name in ANSWERS)}"
        f'{legend(steps)}<p class="how-none needs-script" data-how-none>{_E(say("page.none"))}</p>'
        f"{''.join(medicine_steps(library, steps, m) for m in steps.medicines)}"
        f'<p class="note">{_E(say("page.safety"))}</p></section>'
    )


def presets(library: Library, figure_id: str, items: Iterable[tuple[Mapping[str, str], str]]) -> str:
    """A row of buttons that set the nearest figure of a page.

    Args:
        library: the content (its figures are known by id).
        figure_id: which figure.
        items: for each button the values it sets, by control, and its words.

    Raises:
        KeyError: no figure has this id.
    """
    library.figure_words[figure_id]
    buttons = "".join(f'<button type="button" data-preset="{_E(preset(figure_id, values))}">{_E(words)}</button>' for values, words in items)
    return f'<p class="presets needs-script">{buttons}</p>'


def takeaway_presets(library: Library) -> str:
    """The five take-aways, each with a sentence and a button that shows it in the picture."""
    steps = steps_of(library)
    items = "".join(
        f"<li><p><strong>{_E(t.words.title)}.</strong> {_E(t.words.text)} {cite(library, steps, t.row.sources)}</p>"
        f"{presets(library, t.row.figure, [(t.row.values, t.words.button)])}</li>"
        for t in steps.takeaways
    )
    return (
        f'<section class="takeaway-presets"><h2 id="in-the-picture">{_E(steps.say("page.takeaways"))}</h2>'
        f'<p class="needs-script">{_E(steps.say("page.takeaways_intro"))}</p><ol class="plain">{items}</ol></section>'
    )
