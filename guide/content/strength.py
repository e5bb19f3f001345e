"""How sure a label may be: never above what the facts under it can carry.

Strength is how certain a statement is. What a guideline advises is another thing and stands in another field. The rule, in the order in
which it is applied to a fact:

* its `certainty`, where its source graded itself (GRADE's certainty, or a strength of evidence), is copied and is the ceiling;
* animal work is never above weak for people, and neither are groups that nobody was compared with;
* a single trial is never above moderate;
* everything else carries any label.

A claim is as sure as the least sure of its facts. `contested` says that good sources disagree; it is on no ladder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from guide.content.records import Fact
    from guide.content.source import Source

Certainty = Literal["", "high", "moderate", "low", "very-low"]
# The kinds of work there are; what each is called stands in a language's interface.yaml (`evidence.kinds`), as do the grades.
Kind = Literal[
    "", "RCT", "meta-analysis", "systematic-review", "human-observational", "uncontrolled", "animal", "model", "expert-review", "guideline", "regulator",
    "registry",
]  # fmt: skip
# The labels from least to most sure.
LADDER = ("insufficient", "weak", "moderate", "strong")
# A source's own grade, and a kind of evidence, with the highest label that each carries.
GRADES: Mapping[str, str] = {"high": "strong", "moderate": "moderate", "low": "weak", "very-low": "weak"}
KINDS: Mapping[str, str] = {"animal": "weak", "uncontrolled": "weak", "RCT": "moderate"}


def ceiling(fact: Fact) -> str:
    """The highest label that a fact carries."""
    return GRADES.get(fact.certainty) or KINDS.get(fact.evidence, LADDER[-1])


def too_sure(label: str, names: Iterable[str], facts: Mapping[str, Fact]) -> Iterator[str]:
    """What is wrong with a label over facts: a sentence for each fact that does not carry it. Labels that are on no ladder pass."""
    if label not in LADDER:
        return
    for name in names:
        fact = facts.get(name)
        if fact and LADDER.index(label) > LADDER.index(ceiling(fact)):
            why = f"its source grades it {fact.certainty}" if fact.certainty else f"it rests on {fact.evidence}"
            yield f"{label} is above what {name} carries: {why}, so at most {ceiling(fact)}"


def check_tables(source: Source, tables: Mapping[str, Iterable[Mapping[str, Any]]], facts: Mapping[str, Fact]) -> None:
    """Note each row of a figure whose label (`sure`) its fact does not carry."""
    for name, rows in tables.items():
        for place, row in enumerate(rows):
            for message in too_sure(str(row.get("sure", "")), [str(row.get("fact", ""))], facts):
                source.wrong_at(f"data/figures/{name}.yaml", [place, "sure"], "sure", message)
