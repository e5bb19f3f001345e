"""The guide's facts, trials, results, treatments, guideline cells and works as open tables: every row names its works with DOI or PMID.

A fact whose words hold an amount of a medicine keeps its works and its grade, and says that its words are left out: no paper or file of the guide tells
one. So says `left_out`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from guide.content.records import Fact, Work
from guide.library import Library
from guide.treatments.model import VALUES

Row = dict[str, Any]
AMOUNT = re.compile(r"\d\s*(?:mg|µg|μg|mcg|milligram|microgram)|_mg\b|_mcg\b|\bdos(?:e|es|age)\b", re.IGNORECASE)
# The figures whose rows are single trials and pooled results.
TRIALS = ("effect-forest", "prazosin-story", "per-hundred", "everyday-help", "new-tools", "evidence-balance", "hundred-people")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def holds_amount(fact: Fact) -> bool:
    """Whether the words of a fact tell an amount of a medicine."""
    return bool(AMOUNT.search(fact.text))


def _identified(library: Library, keys: Iterable[str]) -> Row:
    works = [library.references[key] for key in keys if key in library.references]
    return {"works": [work.id for work in works], "doi": [work.DOI for work in works if work.DOI], "pmid": [work.PMID for work in works if work.PMID]}


def _keys(source: Any) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) and source else tuple(source or ())


def facts(library: Library) -> Iterator[Row]:
    """What each source says."""
    for fact in library.facts.values():
        left = holds_amount(fact)
        said = {"statement": "" if left else fact.statement, "numbers": None if left else fact.numbers or None, "left_out": left}
        yield {"id": fact.id, "topic": fact.topic, **said, "evidence": fact.evidence, "certainty": fact.certainty, **_identified(library, fact.references)}


def trials(library: Library) -> Iterator[Row]:
    """Single trials and pooled results as the figures draw them."""
    for figure in TRIALS:
        for row in library.tables.get(figure, ()):
            values = {name: value for name, value in row.items() if name not in ("id", "source")}
            yield {"figure": figure, "id": row.get("id", ""), **values, **_identified(library, _keys(row.get("source")))}


def results(library: Library) -> Iterator[Row]:
    """The numbers on the treatments' cards: out of 100, differences, who left, what went wrong."""
    for treatment in library.shelf.treatments:
        row = treatment.row
        found: dict[str, tuple[Any, ...]] = {
            "per_100": row.per_100, "more_per_100": (row.more_per_100,), "relapse": (row.relapse,), "effect": row.effects, "left_early": (row.left_early,),
            "stopped": (row.stopped,), "common": row.common, "serious": row.serious, "careful": row.careful,
        }  # fmt: skip
        for kind, record in ((kind, record) for kind, records in found.items() for record in records if record is not None and record.source):
            values = record.model_dump(mode="json", exclude={"source", "drawn"}, exclude_none=True)
            # In a record `treatment` is the number of the group that was treated.
            values = {"out_of_100" if name == "treatment" else name: value for name, value in values.items()}
            yield {"treatment": treatment.id, "kind": kind, **values, **_identified(library, _keys(record.source))}


def treatments(library: Library) -> Iterator[Row]:
    """Each treatment with what can be filtered."""
    for treatment in library.shelf.treatments:
        features = {name: "|".join(treatment.feature(name)) for name in VALUES}
        yield {
            "id": treatment.id, "name": treatment.name, "plain": treatment.words.plain, "kind": treatment.kind, "signal": treatment.row.signal,
            "group": treatment.group, **features, **_identified(library, treatment.sources),
        }  # fmt: skip


def guidelines(library: Library) -> Iterator[Row]:
    """What each guideline says of each treatment."""
    for guideline in library.shelf.guidelines:
        for treatment, cell in guideline.cells.items():
            said = {"state": cell.state, "wording": cell.wording, "scope": cell.scope, "fact": cell.fact}
            yield {
                "guideline": guideline.id,
                "year": guideline.year,
                "treatment": treatment,
                **said,
                **_identified(library, [cell.source or guideline.reference]),
            }


def _work(work: Work) -> Row:
    names = [author.name for author in work.author]
    place = {"container": work.container_title, "volume": work.volume, "issue": work.issue, "page": work.page, "publisher": work.publisher}
    return {"id": work.id, "type": work.type, "title": work.title, "authors": names, "year": work.issued, **place, "url": work.URL}


def references(library: Library) -> Iterator[Row]:
    """Every work."""
    for work in library.references.values():
        yield {**_work(work), "doi": [work.DOI] if work.DOI else [], "pmid": [work.PMID] if work.PMID else []}


TABLES: Mapping[str, Callable[[Library], Iterator[Row]]] = {
    "facts": facts,
    "trials": trials,
    "results": results,
    "treatments": treatments,
    "guidelines": guidelines,
    "references": references,
}


def version(library: Library) -> str:
    """The day of the newest entry under updates: every change of the evidence has one."""
    return max(update.date for update in library.updates).isoformat()


def columns(rows: Iterable[Row]) -> list[str]:
    """Every column of some rows, in the order in which they are first met."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _cell(value: Any) -> Any:
    """A value in a cell: a list of names with `|` between them, anything deeper as JSON."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    return value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def as_csv(library: Library, name: str) -> str:
    """A table as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    rows = list(TABLES[name](library))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names := columns(rows))
    for row in rows:
        cells = [_cell(row.get(column)) for column in names]
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+@" and cell else cell for cell in cells])
    return out.getvalue()


def as_json(library: Library, name: str) -> str:
    """A table as JSON: its version, its license, how each column is called and what it holds, and its rows."""
    rows = list(TABLES[name](library))
    head = {"name": name, "version": version(library), "language": library.language, "license": LICENCE, "columns": schema(library)[name]}
    return json.dumps(head | {"rows": rows}, ensure_ascii=False, indent=1)


def schema(library: Library) -> dict[str, dict[str, str]]:
    """Each table's columns and what they hold, in words; "" for a column that its name tells."""
    told = dict(library.handout.get("data.columns") or {})
    # Codes are alike in every language; what they mean is said in the language of the file.
    for column, words in (("evidence", "kinds"), ("certainty", "grades")):
        told[column] = f"{told.get(column, '')}. {'; '.join(f'{code}: {said}' for code, said in library.say.get(f'evidence.{words}').items())}."
    return {name: {column: str(told.get(column, "")) for column in columns(make(library))} for name, make in TABLES.items()}
