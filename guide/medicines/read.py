"""Reads the medicines' steps and the take-aways' buttons, and names every mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from guide.content.records import Fact, Record
from guide.content.source import Source
from guide.content.words import Words
from guide.medicines.model import MEDICINES, PLACES, TAKEAWAYS, Grounded, Medicine, MedicineRow, MedicineWords, Preset, PresetRow, PresetWords, Steps

ROWS = "data/medicine-steps.yaml"
# A number, but not the digit in the name of a docking site (alpha-1).
_NUMBER = re.compile(r"(?<!alpha-)(?<!beta-)\d")


def _grounds(source: Source, row: Grounded, text: str, path: Sequence[object], references: Collection[str], facts: Mapping[str, Fact]) -> None:
    """Notes facts and works that nobody knows, works on which none of the facts rests, and numbers that rest on nothing."""
    for key in row.facts:
        if key not in facts:
            source.wrong_at(ROWS, [*path, "facts"], "facts", f"no fact is called {key!r}")
    resting = {key for fact in row.facts if fact in facts for key in facts[fact].references}
    for key in row.sources:
        if key not in references:
            source.wrong_at(ROWS, [*path, "sources"], "sources", f"no work is called {key!r}")
        elif key not in resting:
            source.wrong_at(ROWS, [*path, "sources"], "sources", f"none of the facts {', '.join(row.facts)} rests on {key!r}")
    if _NUMBER.search(text) and not row.sources:
        source.wrong_at(ROWS, path, "sources", "the words hold a number: name the facts and the works it was read in")


def _section(source: Source, data: Any, name: str, expected: Sequence[str], model: type[MedicineRow] | type[PresetRow]) -> list[tuple[int, Any]]:
    """The rows of one list, each with its place; each expected id stands once, in this order."""
    rows = data.get(name) if isinstance(data, dict) else None
    if not isinstance(rows, list):
        source.wrong_at(ROWS, [name], name, "this file holds a list of this name")
        return []
    found = [(place, record) for place, row in enumerate(rows) if (record := source.build(model, source.yaml(ROWS), [name, place], row)) is not None]
    if len(found) == len(rows) and tuple(record.id for _, record in found) != tuple(expected):
        source.wrong_at(ROWS, [name], f"{name}.id", f"the rows are {', '.join(expected)}, each once and in this order")
    return found


def read_steps(source: Source, language: str, works: Collection[str], facts: Mapping[str, Fact]) -> Steps:
    """The medicines' steps and the take-aways' buttons.

    Args:
        source: the content.
        language: a folder of it.
        works: keys of the works that may be cited.
        facts: the facts by id.
    """
    words_file = f"{language}/medicine-steps.yaml"
    data, words = source.yaml(ROWS, dict).data, source.yaml(words_file, dict).data
    for file in (ROWS, words_file):
        source.no_amounts(file)
    if not source.readable(ROWS, words_file, "data/references.yaml", "data/facts.yaml") or words is None:
        return Steps((), (), Words(words_file, words or {}))

    def spoken(part: str, key: str, model: type[Record]) -> Any:
        entry = (words.get(part) or {}).get(key)
        if entry is None:
            source.wrong_at(words_file, [part], f"{part}.{key}", "these have no words")
            return None
        return source.build(model, source.yaml(words_file), [part, key], entry)

    medicines = []
    for place, row in _section(source, data, "medicines", MEDICINES, MedicineRow):
        said = spoken("medicines", row.id, MedicineWords)
        if said is None:
            continue
        ids = [step.id for step in row.steps]
        if len(set(ids)) < len(ids) or set(ids) != set(said.steps):
            message = f"the words are those of the steps {', '.join(ids)}, each once"
            source.wrong_at(words_file, ["medicines", row.id, "steps"], f"medicines.{row.id}.steps", message)
            continue
        order = [PLACES.index(step.place) for step in row.steps]
        if order != sorted(order) or set(order) != set(range(len(PLACES))):
            source.wrong_at(ROWS, ["medicines", place, "steps"], "steps.place", f"the steps go through {', '.join(PLACES)}, in this order")
        for n, step in enumerate(row.steps):
            if step.evidence == "shown" and step.basis != "ptsd":
                source.wrong_at(ROWS, ["medicines", place, "steps", n, "basis"], "basis", "shown means shown in people with PTSD: basis: ptsd")
            _grounds(source, step, said.steps[step.id], ["medicines", place, "steps", n], works, facts)
        medicines.append(Medicine(row, said))
    takeaways = []
    for place, row in _section(source, data, "takeaways", TAKEAWAYS, PresetRow):
        said = spoken("takeaways", row.id, PresetWords)
        if said is not None:
            _grounds(source, row, said.text, ["takeaways", place], works, facts)
            takeaways.append(Preset(row, said))
    return Steps(tuple(medicines), tuple(takeaways), Words(words_file, words))
