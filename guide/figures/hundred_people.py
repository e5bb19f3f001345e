"""hundred-people: how common is PTSD, and after what? A hundred small people who change shape and color."""

from __future__ import annotations

from collections.abc import Iterable

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

PITCH_X, PITCH_Y, LEFT, TOP = 33.6, 29.0, 28.8, 62.0


def person(x: float, y: float) -> str:
    """A head and shoulders around (x, y), as SVG path data: 16 wide, 21 high."""
    return f"M{x:g} {y - 11:g}a4.6 4.6 0 1 0 .01 0zm-8 21v-3a8 8.5 0 0 1 16 0v3z"


def crowd(numbers: Iterable[int]) -> str:
    """The people with these numbers (0 to 99), ten in a row; a mark too small to see when there are none."""
    return "".join(person(round(LEFT + PITCH_X * (n % 10), 1), TOP + PITCH_Y * (n // 10)) for n in numbers) or "M0 0"


def build(library: Library) -> LiveFigure:
    """One picture of 100 people for each event or group."""
    words = library.figure_words["hundred-people"]
    rows = {row["id"]: row for row in library.tables["hundred-people"]}
    controls = (choice("group", words("controls.group"), {id: words(f"group.{id}") for id in rows}),)

    def draw(group: str) -> Frame:
        row = rows[group]
        count, met = row["count"], row.get("met", row["count"])
        rest = 100 - count
        third = "met" in row
        parts = {
            "picture": {"aria-label": words("picture", count=count, rest=rest)},
            "head": {"text": words("head", count=count)},
            "group": {"text": words(f"group.{group}")},
            "ptsd": {"d": crowd(range(count))},
            "met": {"d": crowd(range(count, met))},
            "rest": {"d": crowd(range(met, 100))},
            "key-ptsd": {"text": words("key.ptsd")},
            "key-rest": {"text": words("key.rest_met" if third else "key.rest")},
            "key-met": {"text": words("key.met")},
            "met-row": {"style": "" if third else "display:none"},
        }

        # The shares as published, in percent, stand in the open data.
        table = [(words("rows.ptsd"), str(count))]
        table += [(words("rows.met"), str(met)), (words("rows.rest_met"), str(100 - met))] if third else [(words("rows.rest"), str(rest))]
        values = {"count": count, "rest": rest, "met": met}
        if "low" in row:
            values |= {"low": round(row["low"]), "high": round(row["high"])}
            table.append((words("rows.range"), words("range", low=values["low"], high=values["high"])))
        return Frame(sentence=words(f"sentence.{group}", **values), rows=tuple(table), parts=parts)

    return LiveFigure(
        id="hundred-people",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(row["source"] for row in rows.values())),
        controls=controls,
        columns=(words("columns.what"), words("columns.count")),
        frames=every_frame(controls, draw),
        drawing=drawing("hundred-people"),
        height=0,
        narrow_height=0,
    )
