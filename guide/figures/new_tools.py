"""new-tools: do biofeedback and virtual reality work? Each tool with its effect, its interval and what it was compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guide.figures import intervals
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

SYMBOLS = {"waiting": "circle-open", "unknown": "diamond-open"}


def build(library: Library) -> LiveFigure:
    """All tools with a number, or one brought to the top."""
    words = library.figure_words["new-tools"]
    rows = library.tables["new-tools"]
    table = {row["id"]: row for row in rows}
    tools = tuple(dict.fromkeys(row["tool"] for row in rows))
    # Rows with an effect first, so that the marks stand under their scale.
    base = sorted(table, key=lambda name: table[name].get("effect") is None)
    lines = intervals.lines_of(words, (table[name] for name in base), SYMBOLS, "unknown")
    measured = [name for name in base if table[name].get("effect") is not None]
    # A tool's own rows first, with a number or without; under them, paler, the others that have one.
    orders = {"all": measured} | {tool: sorted(base, key=lambda name: table[name]["tool"] != tool) for tool in tools}
    orders |= {tool: [name for name in orders[tool] if name in measured or table[name]["tool"] == tool] for tool in tools}
    controls = (choice("tool", words("controls.tool"), {tool: words(f"tool.{tool}") for tool in ("all", *tools)}),)

    def said(name: str, field: str = "effect") -> str:
        return intervals.band(words, table[name][field]) if name in table else ""

    numbers = {
        "vr_waiting": said("vr-waiting"), "vr_active": said("vr-active"), "heart": said("heart"), "heart_low": said("heart", "low"),
        "heart_high": said("heart", "high"), "magnetic": said("magnetic"), "older": said("magnetic-older"), "apps": said("apps"),
    }  # fmt: skip

    def cells(name: str) -> tuple[str, ...]:
        row: Mapping[str, Any] = table[name]
        own = words.get(f"own.{name}") or ""
        if row.get("effect") is None:
            effect = own
        else:
            kind = "point" if row.get("low") is None else "full"
            effect = words(f"cell.{kind}", **{field: f"{row[field]:g}" for field in ("effect", "low", "high") if field in row}) + own
        return (words(f"label.{name}"), effect, words(f"kind.{row['kind']}"), words(f"sure.{row['sure']}"))

    yardstick = tuple(words(f"standard.{name}") for name in ("what", "effect", "against", "sure"))

    def draw(tool: str) -> Frame:
        chosen = frozenset(name for name in table if table[name]["tool"] == tool)
        names = orders[tool]
        shown = base if tool == "all" else [name for name in names if name in chosen]
        return Frame(
            traces=intervals.traces(lines, names, None if tool == "all" else chosen),
            sentence=words(f"sentence.{tool}", **numbers),
            rows=tuple(cells(name) for name in shown) + ((yardstick,) if tool != "all" else ()),
        )

    return intervals.live("new-tools", words, rows, lines, orders.values(), controls, every_frame(controls, draw))
