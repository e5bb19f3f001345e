"""Thirty visitors: what the list shows each of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from guide.content.source import read_yaml
from guide.library import load
from guide.resources import Answers, rank

VISITORS = read_yaml((Path(__file__).parents[1] / "visitors.yaml").read_text(encoding="utf-8"))
ROWS = load("en").resources


def answers_of(visitor: dict) -> Answers:
    """The visitor's answers."""
    return Answers(**{name: tuple(value) if isinstance(value, list) else value for name, value in visitor["answers"].items()})


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor["who"])
def test_the_list_is_what_a_person_who_knows_it_would_show(visitor):
    """The first row, the first ten that stand unfolded, and the first line of the help card are those of tests/visitors.yaml."""
    ranking = rank(ROWS, answers_of(visitor))
    ten = [match.resource.id for match in ranking.shown][:10]
    known = {row.id for row in ROWS}
    for name in ("first", "among", "never", "card"):
        assert set(visitor.get(name, ())) <= known, (name, set(visitor.get(name, ())) - known)
    if "first" in visitor:
        assert ten[0] in visitor["first"], ten
    assert set(visitor.get("among", ())) <= set(ten), ten
    assert not set(visitor.get("never", ())) & set(ten), ten
    if "card" in visitor:
        assert ranking.card.lines[0].id in visitor["card"]


def test_no_tie_is_settled_by_the_alphabet():
    """Rows that fit alike stand as their editor set them: names exchanged, the order stays."""
    turned = [dataclasses.replace(row, name=row.name[::-1]) for row in ROWS]
    assert [m.resource.id for m in rank(turned, Answers()).matches] == [m.resource.id for m in rank(ROWS, Answers()).matches]
