"""The list of what to look at again by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt

from guide.library import load
from guide.making import again

LIBRARY = load("en")
TODAY = dt.date(2026, 12, 1)
ROW = next(row for row in LIBRARY.resources if row.id == "us-988-lifeline")


def seen(where: str, also: str = "", days: int = 1):
    """A row seen on these pages, so many days ago."""
    day = TODAY - dt.timedelta(days=days)
    return dataclasses.replace(ROW, seen_where=where, seen_on=day if where else None, also_seen_where=also, also_seen_on=day if also else None)


def test_how_a_row_was_seen_is_told_by_its_pages():
    """Own page, government, two owners, one, an encyclopedia, nobody: each sighting has its name."""
    kinds = {
        "own page": seen("https://988lifeline.org/help"),
        "government": seen("https://www.example.com/", "https://health.wyo.gov/988"),
        "two other pages": seen("https://one.example.com/", "https://two.example.org/"),
        "one other page": seen("https://one.example.com/", "https://www.example.com/other"),
        "encyclopedia": seen("https://en.wikipedia.org/wiki/988"),
        "never": seen(""),
    }
    assert {name: again.how(row) for name, row in kinds.items()} == {name: name for name in kinds}


def test_the_weakest_and_oldest_rows_come_first():
    """No row stands before a weaker one, nor before an older one of its kind, and every row is listed."""
    rows = again.queue(LIBRARY, TODAY, every=True)
    keys = [(again.HOW.index(row.how), -row.days(TODAY)) for row in rows]
    assert keys == sorted(keys)
    assert len(rows) == len(LIBRARY.resources) + len(LIBRARY.emergency)


def test_a_row_seen_at_the_source_is_left_in_peace_for_a_year():
    """A service's own page makes a row due after a year; somebody else's alone makes it due at once."""
    made = [seen("https://988lifeline.org/help", days=days) for days in (364, 365)] + [seen("https://one.example.com/", days=0)]
    library = dataclasses.replace(LIBRARY, resources=tuple(made))
    due = [row.days(TODAY) for row in again.queue(library, TODAY) if row.place.startswith("data/resources.csv")]
    assert due == [0, 365]


def test_the_table_names_the_line_to_change(capsys):
    """The command prints a table whose every row has a box, a line of a file and a page."""
    assert again.main([]) == 0
    out = capsys.readouterr().out
    lines = [line for line in out.splitlines() if line.startswith("| [ ] |")]
    assert len(lines) == len(again.queue(LIBRARY, dt.date.today())) > 20
    assert all(line.count(" | ") == len(again.COLUMNS) - 1 and "data/" in line for line in lines)
