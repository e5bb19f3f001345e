"""`make check-links`: what to look at again by hand, as a table to work through: the weakest sightings first, then the oldest.

Nothing is fetched: a number is only seen by a person who opens the page. The rows of the list of help, the emergency numbers, and the works that have
no DOI or PMID (their address is all that leads to them) are named with the line of the file to change.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guide.content.source import Source
from guide.library import CONTENT, Library, load
from guide.links import FIRST_LANGUAGE
from guide.resources import Resource
from guide.resources.read import EMERGENCY, EMERGENCY_COLUMNS, FILE
from guide.resources.sites import independent, is_encyclopedia, is_government, own_or_government

# How a row was seen, the weakest first, and after how many days it is due again.
DUE = {"never": 0, "encyclopedia": 0, "one other page": 0, "two other pages": 90, "government": 365, "own page": 365}
HOW = tuple(DUE)
COLUMNS = ("done", "how it was seen", "last seen", "days", "file and line", "what", "numbers", "open", "seen at")


class Row(NamedTuple):
    """One thing to look at again.

    Attributes:
        how: a key of `DUE`. seen_on: None when it was never seen.
        place: the file and line to change.
        open: the address to look at; where: the one on which it was seen.
    """

    how: str
    seen_on: dt.date | None
    place: str
    name: str
    numbers: str
    open: str
    where: str

    def days(self, today: dt.date) -> int:
        """How long ago it was seen; a row that never was is as old as can be."""
        return (today - self.seen_on).days if self.seen_on else 9999

    def due(self, today: dt.date) -> bool:
        """Whether it is time to look again."""
        return self.days(today) >= DUE[self.how]


def how(resource: Resource) -> str:
    """How a row of the list was seen: a key of `DUE`."""
    where = resource.confirmed_where
    if not where or not resource.confirmed_on:
        return "never"
    if is_government(where):
        return "government"
    if own_or_government(where, resource.url):
        return "own page"
    others = [page for page in (resource.seen_where, resource.also_seen_where) if page and not is_encyclopedia(page)]
    if not others:
        return "encyclopedia"
    return "two other pages" if len(others) > 1 and independent(*others) else "one other page"


def _resources(library: Library) -> Iterator[Row]:
    for one in library.resources:
        numbers = ", ".join([*one.phones, *(f"text {line.number}" for line in one.texts)])
        name = f"{one.name} ({', '.join(one.countries)}{', crisis line' if one.is_crisis else ''})"
        yield Row(how(one), one.confirmed_on, f"{FILE}:{one.place}", name, numbers, one.url, one.confirmed_where)


def _emergency(root: Path) -> Iterator[Row]:
    for line in Source(root).table(EMERGENCY, EMERGENCY_COLUMNS):
        cells = line.cells
        seen = "government" if is_government(cells["seen_where"]) else "two other pages"
        day = dt.date.fromisoformat(cells["seen_on"])
        yield Row(seen, day, f"{EMERGENCY}:{line.number}", f"Emergency number ({cells['country']})", cells["numbers"], "", cells["seen_where"])


def queue(library: Library, today: dt.date, *, root: Path = CONTENT, every: bool = False) -> list[Row]:
    """What is due, the weakest sighting first and the oldest of these before the others; `every` lists what is not due, too."""
    found = [row for row in (*_resources(library), *_emergency(root)) if every or row.due(today)]
    return sorted(found, key=lambda row: (HOW.index(row.how), -row.days(today), "crisis line" not in row.name))


def by_address(library: Library) -> list[tuple[str, str]]:
    """The works that have no DOI or PMID, so that only their address leads to them: key and address."""
    return [(work.id, work.URL) for work in library.references.values() if work.URL and not work.identifier]


def table(rows: list[Row], today: dt.date) -> str:
    """The rows as a Markdown table, which an editor shows as it stands and a box in it can be ticked."""
    lines = [COLUMNS, tuple("---" for _ in COLUMNS)]
    for row in rows:
        seen = row.seen_on.isoformat() if row.seen_on else "never"
        days = str(row.days(today)) if row.seen_on else ""
        lines.append(("[ ]", row.how, seen, days, row.place, row.name, row.numbers, row.open, row.where))
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def main(arguments: list[str] | None = None) -> int:
    """The command: prints the tables. It finds nothing wrong; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="check-links", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--all", action="store_true", help="list what is not due yet, too")
    given = parser.parse_args(arguments)
    library, today = load(FIRST_LANGUAGE, CONTENT), dt.date.today()
    rows = queue(library, today, every=given.all)
    counts = {kind: sum(how(one) == kind for one in library.resources) for kind in HOW}
    first_hand = counts["own page"] + counts["government"]
    print(f"# To look at again: {len(rows)} rows\n")
    print(
        f"Of {len(library.resources)} places to turn to, {first_hand} were seen on their own or a government's page. "
        + ", ".join(f"{kind}: {n}" for kind, n in counts.items())
        + ".\n"
    )
    print("Open each page, see the number with your own eyes, then write where and when into confirmed_where and confirmed_on.\n")
    print(table(rows, today))
    works = by_address(library)
    print(f"\n# Works that only their address leads to: {len(works)}\n\n" + "\n".join(f"- [ ] {key}: {address}" for key, address in works))
    return 0
