"""Reads the treatments, their features, the guidelines and their words, and names every mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from guide.content.records import Fact
from guide.content.source import Source
from guide.content.strength import too_sure
from guide.treatments.model import (
    FEWEST_CELLS,
    FROM_CARD,
    NEEDS_SOURCE,
    NO_KIND,
    PASSAGES,
    READ,
    VALUES,
    FeatureRow,
    Guideline,
    Item,
    Shelf,
    Treatment,
    TreatmentRow,
    TreatmentWords,
)
from guide.treatments.numbers import OWN, HarmKinds, kinds_of_harm

_DIGIT = re.compile(r"\d")
_ROWS, _FEATURES, _GUIDELINES, _ITEMS = "data/treatments.yaml", "data/treatment-features.yaml", "data/guidelines.yaml", "data/ipdas.yaml"
_KINDS = "data/side-effects.yaml"


def _check_row(source: Source, place: int, row: TreatmentRow, words: TreatmentWords, known: Collection[str], labels: Mapping[str, Any]) -> None:
    def at(*path: str) -> list[object]:
        return [place, *path]

    for name, keys in row.sources.items():
        if name not in PASSAGES:
            source.wrong_at(_ROWS, at("sources", name), "sources", f"{name!r} is none of the passages {', '.join(PASSAGES)}")
        for key in keys:
            if key not in known:
                source.wrong_at(_ROWS, at("sources", name), "sources", f"no work is called {key!r}")
    for name in PASSAGES:
        if _DIGIT.search(getattr(words, name)) and not row.sources.get(name):
            source.wrong_at(_ROWS, at("sources"), f"sources.{name}", "this passage holds a digit: name the works it was read in")
    numbers: list[tuple[str, Any]] = [("effects", e) for e in row.effects] + [("per_100", p) for p in row.per_100]
    numbers += [(name, getattr(row, name)) for name in ("more_per_100", "relapse", "left_early", "stopped") if getattr(row, name)]
    harms = [(name, harm) for name in ("common", "serious", "careful") for harm in getattr(row, name)]
    for name, record in (*numbers, *harms):
        if record.source and record.source not in known:
            source.wrong_at(_ROWS, at(name), f"{name}.source", f"no work is called {record.source!r}")
        if record.source == "" and name not in ("common", "serious", "careful"):
            source.wrong_at(_ROWS, at(name), name, "a number names its work")
        for kind in ("measure", "versus", "outcome"):
            value = getattr(record, kind, "")
            if value and value not in labels.get(kind, {}):
                source.wrong_at(_ROWS, at(name), f"{name}.{kind}", f"no words for {value!r} under labels.{kind}")
    for name, harm in harms:
        if harm.id not in labels.get("harm", {}):
            source.wrong_at(_ROWS, at(name), f"{name}.id", f"no words for {harm.id!r} under labels.harm")
        for key in harm.drawn:
            if key != OWN and key not in labels.get("versus", {}):
                source.wrong_at(_ROWS, at(name), f"{name}.drawn", f"no words for {key!r} under labels.versus")


def _check_features(source: Source, place: int, row: FeatureRow, known: Collection[str]) -> None:
    for name, allowed in VALUES.items():
        if name == FROM_CARD:
            continue
        feature = row.feature(name)
        for value in feature.values:
            if value not in allowed:
                source.wrong_at(_FEATURES, [place, name], name, f"{value!r} is none of {', '.join(allowed)}")
        for key in feature.sources:
            if key not in known:
                source.wrong_at(_FEATURES, [place, name], f"{name}.source", f"no work is called {key!r}")
        if name in NEEDS_SOURCE and feature.status == "derived":
            source.wrong_at(_FEATURES, [place, name], name, "an effect is never derived: name the work, or say not-known")


def _read_kinds(source: Source, labels: Mapping[str, Any], words_file: str) -> dict[str, tuple[str, ...]]:
    """What a filter calls a harm, by the harm's id."""
    rows = source.rows(_KINDS, HarmKinds)
    allowed = [value for value in VALUES[FROM_CARD] if value not in NO_KIND]
    for place, row in rows:
        if row.id not in labels.get("harm", {}) and source.readable(words_file):
            source.wrong_at(_KINDS, [place, "id"], "id", f"no words for {row.id!r} under labels.harm")
        for kind in row.kinds:
            if kind not in allowed:
                source.wrong_at(_KINDS, [place, "kinds"], "kinds", f"{kind!r} is none of {', '.join(allowed)}")
    return {row.id: row.kinds for _, row in rows}


def check_certainty(source: Source, shelf: Shelf, facts: Mapping[str, Fact]) -> None:
    """Note each certainty of a treatment that the facts it names do not carry, or that names a fact there is not."""
    places = {str(row.get("id")): place for place, row in enumerate(source.yaml(_FEATURES, list).data or ()) if isinstance(row, Mapping)}
    for treatment in shelf.treatments:
        feature = treatment.features.certainty
        wrong = [f"no fact is called {name!r}" for name in feature.facts if name not in facts and source.readable("data/facts.yaml")]
        for message in (*wrong, *too_sure(feature.values[0], feature.facts, facts)):
            source.wrong_at(_FEATURES, [places[treatment.id], "certainty"], "certainty", message)


def _declared(source: Source, file: str) -> set[str]:
    """The ids that a list names, those of broken rows too: a row with a mistake is not also told to be missing."""
    return {str(row.get("id")) for row in source.yaml(file, list).data or () if isinstance(row, Mapping)}


def _check_guideline(source: Source, number: int, guideline: Guideline, words: Mapping[str, Any], ids: Collection[str], known: Collection[str]) -> None:
    def wrong(at: list[object], name: str, message: str) -> None:
        source.wrong_at(_GUIDELINES, [number, *at], name, message)

    if guideline.reference not in known:
        wrong(["reference"], "reference", f"no work is called {guideline.reference!r}")
    read = sum(cell.state in READ for cell in guideline.cells.values())
    if read < FEWEST_CELLS:
        wrong([], "cells", f"{read} cells were read, fewer than {FEWEST_CELLS}: leave this guideline out")
    wordings = (words.get("guidelines") or {}).get(guideline.id, {}).get("wordings", {})
    for key, cell in guideline.cells.items():
        if key not in ids:
            wrong(["cells", key], key, f"no treatment is called {key!r}")
        if cell.wording and cell.wording not in wordings:
            wrong(["cells", key], "wording", f"no words for {cell.wording!r} under guidelines.{guideline.id}.wordings")
        if cell.note and cell.note not in (words.get("guidelines") or {}).get("notes", {}):
            wrong(["cells", key], "note", f"no words for {cell.note!r} under guidelines.notes")
        if cell.source and cell.source not in known:
            wrong(["cells", key], "source", f"no work is called {cell.source!r}")
    for key in ids:
        if key not in guideline.cells:
            wrong(["cells"], key, f"{guideline.id} has no cell for it: say unchecked or unnamed")


def read_shelf(source: Source, language: str, works: Collection[str]) -> Shelf:
    """Everything the treatment pages show. Where a whole file could not be read, nothing is said of what is missing because of it.

    Args:
        source: the content.
        language: a folder of it.
        works: keys of the works that may be cited.
    """
    words_file = f"{language}/treatments.yaml"
    rows = {row.id: (place, row) for place, row in source.rows(_ROWS, TreatmentRow)}
    features = {row.id: (place, row) for place, row in source.rows(_FEATURES, FeatureRow)}
    guidelines = source.rows(_GUIDELINES, Guideline)
    words = source.yaml(words_file, dict).data or {}
    labels = words.get("labels") or {}
    items, of_harm = tuple(item for _, item in source.rows(_ITEMS, Item)), _read_kinds(source, labels, words_file)
    for file in (_ROWS, _FEATURES, _GUIDELINES, _ITEMS, _KINDS, words_file):
        source.no_amounts(file)
    if not source.readable(_ROWS, _FEATURES, _GUIDELINES, words_file, "data/references.yaml"):
        return Shelf(language, (), tuple(guideline for _, guideline in guidelines), words, items)

    said, asked = words.get("treatments") or {}, words.get("questions") or {}
    ids = _declared(source, _ROWS)
    for key, (place, _) in features.items():
        if key not in ids:
            source.wrong_at(_FEATURES, [place], "id", f"no treatment is called {key!r}")
    for key in said:
        if key not in ids:
            source.wrong_at(words_file, ["treatments", key], str(key), f"no treatment is called {key!r}")
    for number, guideline in guidelines:
        _check_guideline(source, number, guideline, words, ids, works)
    for key in ids - _declared(source, _FEATURES):
        source.wrong_at(_FEATURES, (), key, "this treatment has no features")
    treatments = []
    for key, (place, row) in rows.items():
        spoken = source.build(TreatmentWords, source.yaml(words_file), ["treatments", key]) if key in said else None
        if key not in said:
            source.wrong_at(words_file, ["treatments"], key, "this treatment has no words")
        for question in row.questions:
            if question not in asked:
                source.wrong_at(_ROWS, [place, "questions"], "questions", f"no question is called {question!r} in {words_file}")
        if spoken is None or key not in features:
            continue
        _check_row(source, place, row, spoken, works, labels)
        _check_features(source, *features[key], works)
        cells = {guideline.id: guideline.cells[key] for _, guideline in guidelines if key in guideline.cells}
        treatments.append(Treatment(row, spoken, features[key][1], cells, place, kinds_of_harm(row.common, of_harm)))
    return Shelf(language, tuple(treatments), tuple(guideline for _, guideline in guidelines), words, items)
