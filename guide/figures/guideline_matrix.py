"""guideline-matrix: what do the guidelines agree on? Treatments by guidelines, from the cells that were read and no other."""

from __future__ import annotations

from collections.abc import Sequence

from guide.figures.drawing import drawn
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library
from guide.treatments import PLACES, READ, wording

# The columns, and the guideline whose cells each shows (data/guidelines.yaml, as on the cards).
GUIDELINES = {"va": "vadod-2023", "apa": "apa-2017", "nice": "nice-2018", "istss": "istss-2018", "who": "who-2013"}
KINDS = ("therapy", "antidepressant", "medicine", "other")
SLOTS = 11
NONE = "none"  # no treatment's wording is asked for: the table alone fits the screen of a phone
_COLUMN = "box-sizing:border-box;flex:1 1 0;min-width:0;margin:1px;text-align:center;font-size:.9rem;line-height:1.2;"
_CELL = _COLUMN + "display:flex;align-items:center;justify-content:center;min-height:2.8rem;border-radius:6px;overflow-wrap:anywhere;"
# Never color alone: the word stands in the cell, and fill, border and pattern differ.
STYLE = {
    "strong": "background:var(--therapy);color:var(--background);border:2px solid var(--therapy);font-weight:650",
    "for": "color:var(--therapy);border:2px solid var(--therapy);font-weight:650",
    "later": "color:var(--therapy);border:2px dashed var(--therapy)",
    "unsure": "background:var(--tint);color:var(--text);border:2px solid var(--tint)",
    "against": "color:var(--alarm);border:4px double var(--alarm);font-weight:700",
    "unnamed": "color:var(--neutral);border:2px solid transparent",
    "unchecked": "color:var(--neutral);border:2px dotted var(--line);background:repeating-linear-gradient(135deg,transparent 0 7px,var(--tint) 7px 10px)",
}
_ROW = "display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:center;padding:.3rem 0;border-top:1px solid var(--line)"
_NAME = "flex:1 1 11rem;min-width:0;max-width:100%"
_CELLS = "display:flex;flex:5 1 15rem;min-width:0"
_BUTTON = "font:inherit;font-size:1.02rem;text-align:left;color:var(--link);background:none;border:0;padding:.2rem 0;min-height:1.75rem;cursor:pointer"
_LOOKS = {"column": _COLUMN, "name": _NAME, "cells": _CELLS, "head": _ROW.replace("border-top:1px solid var(--line)", "padding:0 0 .2rem")}
_CHOSEN = ";font-weight:700;text-decoration:underline"
_WORDING = "margin:.8rem 0 0;padding:.7rem .9rem;background:var(--tint);border-radius:8px;font-size:1.02rem;line-height:1.45"


def group(states: Sequence[str]) -> str:
    """How far the guidelines that were read agree on a treatment."""
    read = [state for state in states if state in READ]
    yes = sum(state in PLACES for state in read)
    if len(read) == 1:
        return "one-yes" if yes else "one-no"
    if yes == 0:
        return "none"
    if yes < len(read):
        return "differ"
    return "first" if 2 * read.count("strong") > len(read) else "milder"


def build(library: Library) -> LiveFigure:
    """The table, by agreement or by kind, and the wording for one treatment."""
    words = library.figure_words["guideline-matrix"]
    kinds = {row["id"]: row["kind"] for row in library.tables["guideline-matrix"]}
    cells = {treatment: {g: library.shelf.by_id[treatment].cells[id] for g, id in GUIDELINES.items()} for treatment in kinds}
    states = {treatment: [cell.state for cell in cells[treatment].values()] for treatment in cells}
    name = {treatment: words(f"names.{treatment}") for treatment in cells}
    yes = {treatment: sum(state in PLACES for state in states[treatment]) for treatment in cells}
    read = {treatment: sum(state in READ for state in states[treatment]) for treatment in cells}

    def strength(treatment: str) -> tuple[float, int, str]:
        return (-(yes[treatment] - read[treatment] / 10), -states[treatment].count("strong"), name[treatment])

    lists = {show: sorted((t for t in cells if (kinds[t] == show if show in KINDS else group(states[t]) == show)), key=strength) for show in words.get("show")}
    controls = (
        choice("show", words("controls.show"), {show: words(f"show.{show}") for show in lists}),
        choice("treatment", words("controls.treatment"), {NONE: words("none_chosen")} | dict(sorted(name.items(), key=lambda item: item[1].lower()))),
    )

    def says(treatment: str, guideline: str) -> str:
        return wording(library.treatment_words, GUIDELINES[guideline], cells[treatment][guideline])

    def draw(show: str, treatment: str) -> Frame:
        shown = lists[show]
        parts: dict[str, dict[str, str]] = {
            "table": {"aria-label": words(f"show.{show}")},
            "col-name": {"text": words("head")},
            "wording": {"style": "display:none" if treatment == NONE else _WORDING},
            "chosen": {"text": name.get(treatment, "")},
        }
        for g in GUIDELINES:
            parts[f"col-{g}"] = {"text": words(f"guidelines.{g}")}
            parts[f"from-{g}"] = {"text": words(f"full.{g}")}
            parts[f"says-{g}"] = {"text": "" if treatment == NONE else says(treatment, g)}
        for slot in range(SLOTS):
            used = slot < len(shown)
            one = shown[slot] if used else shown[0]
            chosen = used and one == treatment
            parts[f"row-{slot}"] = {"style": _ROW if used else "display:none"}
            parts[f"name-{slot}"] = {
                "text": name[one],
                "data-set": f"treatment={one}",
                "aria-pressed": str(chosen).lower(),
                "style": _BUTTON + (_CHOSEN if chosen else ""),
            }
            for g, state in zip(GUIDELINES, states[one], strict=True):
                parts[f"cell-{slot}-{g}"] = {"text": words(f"states.{state}"), "style": _CELL + STYLE[state]}
        rows = []
        for one in [*shown, *([] if treatment in (NONE, *shown) else [treatment])]:
            line = [words(f"states.{state}") for state in states[one]]
            if one == treatment:
                line = [words("with", word=word, wording=says(one, g)) if cells[one][g].wording else word for word, g in zip(line, GUIDELINES, strict=True)]
            rows.append((name[one], *line))
        sentence = words(f"sentence.{show}", n=len(shown), all=sum(yes[t] == read[t] for t in shown))
        if treatment == NONE:
            return Frame(sentence=f"{sentence} {words('ask')}", rows=tuple(rows), parts=parts)
        later = states[treatment].count("later")
        said = words("chosen_later" if later else "chosen", name=name[treatment], yes=yes[treatment] - later, later=later, seen=read[treatment])
        return Frame(sentence=f"{sentence} {said}", rows=tuple(rows), parts=parts)

    return LiveFigure(
        id="guideline-matrix",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        ask=words("ask"),
        sources=tuple(dict.fromkeys(key for row in library.tables["guideline-matrix"] for key in row["source"])),
        controls=controls,
        columns=tuple(words(f"columns.{key}") for key in ("treatment", *GUIDELINES)),
        frames=every_frame(controls, draw),
        drawing=drawn("guideline-matrix", guidelines=tuple(GUIDELINES), slots=SLOTS, looks=_LOOKS),
        height=0,
        narrow_height=0,
    )
