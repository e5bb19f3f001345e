"""Reads the medicines' steps and the take-aways' buttons, and names every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from guide.content.problems import Problem
from guide.content.records import Fact
from guide.content.words import Words
from guide.medicines.model import MEDICINES, PLACES, TAKEAWAYS, Grounded, Medicine, MedicineRow, MedicineWords, Preset, PresetRow, PresetWords, Steps
from guide.treatments import Row, _Files

ROWS = "data/medicine-steps.yaml"
# A number, but not the digit in the name of a docking site (alpha-1).
_NUMBER = re.compile(r"(?<!alpha-)(?<!beta-)\d")


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
