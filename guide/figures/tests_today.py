"""tests-today: is there a test for this? Five kinds, what each shows, and how much people with and without PTSD share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library
from guide.models import overlap as model
from guide.models.smoke_alarm import density

GRID = np.linspace(-3.2, 4.0, 49)
# Where the drawing's hills stand: the first mean, one standard deviation, the floor, the height of the peak (units of the drawing).
CENTER, SPREAD, FLOOR, PEAK = 165.0, 46.0, 226.0, 84.0
BAR = 340.0


def apart(row: Mapping[str, Any]) -> float | None:
    """How far apart the two groups lie, in standard deviations; None where no number was read."""
    if "d" in row:
        return float(row["d"])
    return model.distance(float(row["r"])) if "r" in row else None


def outline(values: np.ndarray, *, closed: bool = False) -> str:
    """A curve over GRID as a path of the drawing."""
    top = density(np.array([0.0]), 0.0)[0]
    points = [f"{CENTER + SPREAD * x:.1f} {FLOOR - PEAK * y / top:.1f}" for x, y in zip(GRID, values, strict=True)]
    return "M" + " L".join(points) + (" Z" if closed else "")


def build(library: Library) -> LiveFigure:
    """One test at a time; the table keeps them all, and the interview that is used today."""
    words = library.figure_words["tests-today"]
    table = {row["id"]: row for row in library.tables["tests-today"]}
    tests = tuple(name for name in table if name != "questions")
    controls = (choice("test", words("controls.test"), {name: words(f"test.{name}") for name in tests}),)

    def numbers(name: str) -> dict[str, int]:
        row, distance = table[name], apart(table[name])
        if distance is not None:
            return {"shared": round(100 * model.overlap(distance))}
        return {"about": round(row["share"]), "rest": 100 - round(row["share"])} if "share" in row else {}

    def kind(name: str) -> str:
        return "questions" if name == "questions" else next((k for k in ("shared", "rest") if k in numbers(name)), "none").replace("rest", "share")

    def cells(name: str) -> tuple[str, ...]:
        today = "questions" if name == "questions" else "test"
        return (words(f"name.{name}"), words(f"shows.{name}"), words(f"apart.{kind(name)}", **numbers(name)), words(f"today.{today}"))

    def draw(test: str) -> Frame:
        row = table[test]
        distance = apart(row)
        hills = distance if distance is not None else 0.0

        def show(yes: bool) -> dict[str, str]:
            return {"style": "" if yes else "display:none"}

        parts: dict[str, dict[str, str]] = {
            "whole": {"aria-label": words("alt")},
            "hills": show(distance is not None),
            "bar": show("share" in row),
            "bar-fill": {"width": f"{BAR * row.get('share', 0) / 100:.1f}"},
            "hill-without": {"d": outline(density(GRID, 0.0))},
            "hill-with": {"d": outline(density(GRID, hills))},
            "shared": {"d": outline(model.shared(GRID, hills), closed=True)},
            "label-without": {"text": words("labels.trauma" if row["against"] == "trauma" else "labels.without")},
            "label-with": {"text": words("labels.with")},
            "says": {"text": words(f"labels.{kind(test)}", **numbers(test)), "y": "252" if kind(test) != "none" else "184"},
            "today": {"text": words("labels.today"), "y": "284" if kind(test) != "none" else "216"},
        }
        for name in tests:
            chosen = name == test
            parts[name] = {"aria-label": words("press", name=words(f"test.{name}"))}
            parts[f"ring-{name}"] = {"stroke-width": "4" if chosen else "1", "fill": "var(--tint)" if chosen else "var(--surface)"}
            parts[f"icon-{name}"] = {"text": words(f"icon.{name}"), "font-weight": "700" if chosen else "400"}
        order = sorted(table, key=lambda name: name != test)
        return Frame(parts=parts, sentence=words(f"sentence.{test}", **numbers(test)), rows=tuple(cells(name) for name in order))

    return LiveFigure(
        id="tests-today",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(key for row in table.values() for key in row["source"])),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("name", "shows", "apart", "today")),
        frames=every_frame(controls, draw),
        drawing=drawing("tests-today"),
        height=0,
        narrow_height=0,
    )
