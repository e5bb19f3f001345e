"""per-hundred: out of 100 people, how many get better? The arms of one study as 100 dots each, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

ARMS = 4
# For 2, 3 and 4 arms: the left edges, the top and the scale of each arm's field of 100 x 100.
PLACES: Mapping[int, tuple[tuple[float, float, float], ...]] = {
    2: ((12, 130, 1.5), (198, 130, 1.5)),
    3: ((25, 76, 1.05), (215, 76, 1.05), (25, 262, 1.05)),
    4: ((25, 76, 1.05), (215, 76, 1.05), (25, 262, 1.05), (215, 262, 1.05)),
}
COLOR = {"therapy": "var(--therapy)", "medicine": "var(--medicine)", "both": "var(--link)", "comparison": "var(--neutral)"}


def dots(numbers: range) -> str:
    """The dots with these numbers, ten in a row on a field of 100 x 100, as zero-length lines for a round pen."""
    return "".join(f"M{5 + 10 * (n % 10)} {5 + 10 * (n // 10)}h0" for n in numbers) or "M5 5"


def count(arm: Mapping[str, Any]) -> int:
    """An arm's share as whole people out of 100."""
    return round(float(arm["exact"]))


def build(library: Library) -> LiveFigure:
    """One picture for each study."""
    words = library.figure_words["per-hundred"]
    rows = {row["id"]: row for row in library.tables["per-hundred"]}
    controls = (choice("study", words("controls.study"), {id: words(f"study.{id}") for id in rows}),)

    def draw(study: str) -> Frame:
        row = rows[study]
        arms = row["arms"]
        counts = [count(arm) for arm in arms]
        labels = [words(f"arms.{study}.{arm['id']}") for arm in arms]
        people = f"{row['people']:,}"
        parts: dict[str, dict[str, str]] = {
            "picture": {"aria-label": words("picture", n=len(arms), counts=", ".join(map(str, counts)))},
            "outcome": {"text": words(f"outcome.{study}")},
            "who": {"text": words(f"who.{study}", people=people, trials=row.get("trials", 1))},
        }
        for slot in range(ARMS):
            used = slot < len(arms)
            left, top, scale = PLACES[len(arms)][slot] if used else (0, 0, 1)
            number = counts[slot] if used else 0
            first, _, second = (labels[slot] if used else "").partition("|")
            under = f"{top + 100 * scale + 17:g}"
            parts |= {
                f"arm-{slot}": {"style": "" if used else "display:none"},
                f"field-{slot}": {"transform": f"translate({left:g} {top:g}) scale({scale:g})"},
                f"yes-{slot}": {"d": dots(range(number)), "style": f"stroke:{COLOR[arms[slot]['kind']] if used else 'none'}"},
                f"ring-{slot}": {"d": dots(range(number, 100))},
                f"hole-{slot}": {"d": dots(range(number, 100))},
                f"big-{slot}": {"x": f"{left:g}", "y": f"{top - 7:g}"},
                f"count-{slot}": {"text": words("big", count=number)},
                f"of-{slot}": {"text": words("of")},
                f"label-{slot}": {"text": first, "x": f"{left:g}", "y": under},
                f"more-{slot}": {"text": second, "x": f"{left:g}", "y": f"{float(under) + 16:g}"},
            }
        # Whole people with the difference worked out: nobody has to subtract. The shares as published stand in the open data.
        than = [words("than.more", n=number - counts[-1]) if number > counts[-1] else words("than.same") for number in counts[:-1]]
        table = tuple(
            (label.replace("|", " ").strip(), words("count", count=number), said)
            for label, number, said in zip(labels, counts, [*than, words("than.last")], strict=True)
        )
        named = dict(zip("abcd", counts, strict=False))
        # `a_c`: how many more the first group holds than the third. `more`: than the last.
        apart = {f"{one}_{other}": named[one] - named[other] for one, other in combinations(named, 2)}
        sentence = words(f"sentence.{study}", **named, **apart, more=counts[0] - counts[-1], people=people)
        return Frame(sentence=sentence, rows=table, parts=parts)

    return LiveFigure(
        id="per-hundred",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(row["source"] for row in rows.values())),
        controls=controls,
        columns=(words("columns.arm"), words("columns.count"), words("columns.than")),
        frames=every_frame(controls, draw),
        drawing=drawing("per-hundred"),
        height=0,
        narrow_height=0,
    )
