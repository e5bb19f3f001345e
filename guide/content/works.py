"""What must hold of the works that the guide cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guide.content.records import Event, Fact, Parameter, Work
from guide.content.source import Source


def check_labels(source: Source, works: Mapping[str, Work]) -> None:
    """No two works with a year may be named alike beside a claim: first author, others or none, year and letter tell them apart."""
    named: dict[tuple[str, bool, str], str] = {}
    for place, work in enumerate(works.values()):
        other = named.setdefault((work.first, work.several, work.year), work.id) if work.year else work.id
        if other != work.id:
            message = f"{other} and this work would both be called {work.first}, {work.year}: give each a letter, in the order of their titles"
            source.wrong_at("data/references.yaml", [place, "issued"], f"{work.id}.letter", message)


def check_works(source: Source, file: str, records: Iterable[Fact | Parameter | Event], works: Mapping[str, Work]) -> None:
    """Note every work that a record names and that is not there."""
    names = [row.get("id") or row.get("name") for row in source.yaml(file, list).data or () if isinstance(row, dict)]
    for record in records:
        name = record.name if isinstance(record, Parameter) else record.id
        for key in record.references:
            if key not in works:
                source.wrong_at(file, [names.index(name), "references"], f"{name}.references", f"no work is called {key!r}")
