"""Rules that several figures' tests ask of a figure (not a test file itself)."""

from __future__ import annotations

import json
import math
import re

import brotli

from guide.figures.live import LiveFigure
from guide.links import value_signs
from tests.numbers import numbers_in

WEIGHT = 60_000


def well_formed(figure: LiveFigure, library) -> None:
    """Every state has a short sentence and a full table, no number missing, and the same parts and traces; the file stays light."""
    packed = json.dumps(figure.payload(), separators=(",", ":"))
    assert len(brotli.compress(packed.encode(), quality=9)) <= WEIGHT
    assert "NaN" not in packed and set(figure.sources) <= set(library.references)
    assert len(figure.question) <= 70 and figure.alt and figure.note
    signs = [value_signs(control.id, value) for control in figure.controls for value in control.values]
    assert len(set(signs)) == len(signs) and all(value.isascii() for control in figure.controls for value in control.values), "a link would name two values"
    names = lambda frame: ([sorted(trace) for trace in frame.traces], {part: sorted(values) for part, values in frame.parts.items()})  # noqa: E731
    expected = names(figure.first)
    for values, frame in figure.frames.items():
        assert 0 < len(frame.sentence.split()) <= 30, (values, frame.sentence)
        assert 2 <= len(frame.rows) <= 12, values
        assert all(len(row) == len(figure.columns) and all(row) for row in frame.rows), values
        assert names(frame) == expected, values
        for trace in frame.traces:
            for axis in ("x", "y"):
                shown = trace.get(axis, [0])
                assert len(shown) and all(value is not None and math.isfinite(value) for value in shown), values
    if figure.drawing:
        drawn = set(re.findall(r'data-part="([^"]+)"', figure.drawing))
        assert drawn == set(figure.first.parts)
        bare = re.sub(r"<[^>]+>", "", figure.drawing)
        assert not re.search(r"[A-Za-z]", bare), "a drawing holds no words"


def every_control_matters(figure: LiveFigure) -> None:
    """Two other values of each control change what is drawn, the sentence and the table of the first state."""
    for at, control in enumerate(figure.controls):
        others = [value for value in control.values if value != control.start][:2]
        for value in others:
            state = tuple(value if n == at else start for n, start in enumerate(figure.start))
            frame = figure.frames[state]
            assert (repr(frame.traces), frame.parts) != (repr(figure.first.traces), figure.first.parts), state
            assert frame.sentence != figure.first.sentence, state
            assert frame.rows != figure.first.rows, state


def numbers_stand(figure: LiveFigure, also: str = "") -> None:
    """Each number of a sentence stands in that state's table, its columns or the chosen labels (or in `also`)."""
    for values, frame in figure.frames.items():
        labels = [option.label for control, value in zip(figure.controls, values, strict=True) for option in control.options if option.value == value]
        there = numbers_in(" ".join([" ".join(map(" ".join, frame.rows)), " ".join(figure.columns), " ".join(labels), also]).replace("−", "-"))
        missing = numbers_in(re.sub(r"\b(one|two|four|ten)\b", "", frame.sentence.replace("−", "-"), flags=re.IGNORECASE)) - there
        assert not missing, (values, frame.sentence, missing)


def facts_hold(rows, library, *names: str) -> None:
    """Each number of a data row stands in the fact it names, and the fact rests on the row's work."""
    for row in rows:
        fact = library.facts[row["fact"]]
        for name in names:
            value = row.get(name)
            if value is not None:
                there = numbers_in(fact.text)
                forms = {f"{value:g}", f"{abs(value):g}", f"{abs(value):.2f}", f"{abs(value):.1f}"}
                groups = {int(n) for n in there if n.isdigit()} if name == "people" else set()
                both = any(value - group in groups for group in groups)  # people may be the sum of two groups
                assert forms & there or both, (row["id"], name, value, fact.text)
        assert row["source"] in fact.references, (row["id"], row["source"])
