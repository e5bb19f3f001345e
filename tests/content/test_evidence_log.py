"""The reader's log says only what it holds: its tally is counted from its rows, and the facts it names are there."""

from __future__ import annotations

import re
from collections import Counter

from guide.library import ROOT, load

LOG = (ROOT / "docs" / "evidence-log.md").read_text(encoding="utf-8")
VERDICTS = ("supported", "mended", "not confirmed")


def rows() -> list[list[str]]:
    """The cells of each row of the log."""
    table = LOG.split("## Rows", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_tally_is_counted_from_the_rows():
    """Each verdict of the tally, and each count of readings, is what the rows hold."""
    found = Counter(row[-1] for row in rows())
    assert set(found) <= set(VERDICTS)
    told = {name: int(n) for name, n in re.findall(r"^\| (supported|mended|not confirmed|all) \| (\d+) \|$", LOG, re.MULTILINE)}
    assert told == {**found, "all": len(rows())}
    readings = Counter(row[4] for row in rows())
    assert f"First readings: {readings['1']}. Second readings: {readings['2']}." in LOG


def test_each_row_says_where_and_when_it_was_read():
    """A row has a place, a source, words, how much was read, which reading, a day and a verdict."""
    for row in rows():
        assert len(row) == 7 and all(row), row
        assert row[3] in ("abstract", "excerpt", "full text") and row[4] in ("1", "2"), row
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row[5]), row


def test_the_facts_it_names_are_there():
    """Every fact that a row names stands in the facts."""
    facts = load("en").facts
    named = {name for row in rows() for name in re.findall(r"\bfact ([a-z0-9_-]+)", row[0])}
    assert named and named <= set(facts), named - set(facts)


def test_what_was_read_twice_is_counted_from_the_claims():
    """The log says how many claims have a second reading by one of their facts, and how many a first one under the same fact."""
    library = load("en")
    readings: dict[str, set[str]] = {}
    for row in rows():
        for name in re.findall(r"[\w-]+", row[0]):
            readings.setdefault(name, set()).add(row[4])
    claims = [head for page in library.pages.values() for head in page.marks.heads if head.kind in ("claim", "views") and head.facts]
    twice = sum(any("2" in readings.get(fact, ()) for fact in head.facts) for head in claims)
    same = sum(any({"1", "2"} <= readings.get(fact, set()) for fact in head.facts) for head in claims)
    assert f"by one of their facts: {twice} of {len(claims)}; {same} of them" in LOG
