"""The table of facts left out of sight is complete: nothing is missing from it, and nothing in it is told elsewhere."""

from __future__ import annotations

import re

from guide.library import ROOT, load

TABLE = (ROOT / "docs" / "facts-left-out.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([a-z0-9_-]+) \| (yes|no) \| (yes|no) \| (.+) \|$", TABLE, re.MULTILINE)


def named() -> set[str]:
    """Every word that the content writes, its facts and its works aside."""
    files = (file for file in (ROOT / "content").rglob("*") if file.suffix in {".md", ".yaml", ".csv"})
    told = (file.read_text(encoding="utf-8") for file in files if file.name not in {"facts.yaml", "references.yaml"})
    return {word for text in told for word in re.findall(r"[A-Za-z0-9_-]+", text)}


def test_every_fact_out_of_sight_has_its_reason():
    """A fact that nothing names, or that has no work, stands in the table, and every row is such a fact."""
    facts, words = load("en").facts, named()
    expected = {name: ("yes" if name in words else "no", "yes" if fact.references else "no") for name, fact in facts.items()}
    out = {name: state for name, state in expected.items() if state != ("yes", "yes")}
    assert {name: (told, work) for name, told, work, _ in ROWS} == out


def test_the_numbers_above_the_table_are_counted():
    """What the first lines say is what the rows hold."""
    works = sum(work == "no" for _, _, work, _ in ROWS)
    alone = sum(told == "no" for _, told, _, _ in ROWS)
    assert f"Facts here: {len(ROWS)}. Without a citable work: {works}. Named by nothing: {alone}." in TABLE
