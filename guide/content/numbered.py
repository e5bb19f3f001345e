"""The stable numbers under which treatments stand in shared links."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pydantic import Field

from guide.content.records import Record
from guide.content.source import Source

FILE = "data/link-numbers.yaml"


class Retired(Record):
    """A treatment that left the guide: the number it had, and the id that now says most about it ("" for the whole list)."""

    number: int = Field(ge=1, le=9999)
    now: str = ""


class Numbers(Record):
    """The table: each treatment's number, and those that left."""

    treatments: Mapping[str, int]
    retired: Mapping[str, Retired] = Field(default_factory=dict)


def read_numbers(source: Source, treatments: Collection[str]) -> dict[int, str]:
    """What each number leads to: a treatment's id, or "" for the whole list. Notes a treatment without a number and a number given twice.

    Only where all else is in order: a treatment that could not be read is told itself.
    """
    sound = not any(not problem.warning for problem in source.problems)
    tree = source.yaml(FILE, dict)
    table = source.build(Numbers, tree) if tree.data else None
    if table is None:
        return {}
    found: dict[int, str] = {}
    entries = [(key, number, key) for key, number in table.treatments.items()] + [(key, one.number, one.now) for key, one in table.retired.items()]
    for key, number, leads in entries:
        at = ["treatments" if key in table.treatments else "retired", key]
        if number in found:
            source.wrong_at(tree, at, key, f"the number {number} is given twice; take the next free one")
        if sound and leads and leads not in treatments:
            source.wrong_at(tree, at, key, f"no treatment is called {leads!r}; move it to `retired`, with the id that now says most about it")
        found[number] = leads
    for key in treatments if sound else ():
        if key not in table.treatments:
            source.wrong_at(tree, ["treatments"], key, f"this treatment has no number; give it {max(found, default=0) + 1}")
    return found
