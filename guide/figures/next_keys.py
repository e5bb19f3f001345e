"""next-keys: which receptor is each medicine made for, and how far is it? A short list of all, and for one receptor what was found."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter

from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

STAGES = 4
MARKS = {"better": "▲", "mixed": "◆", "open": "○", "no": "="}
COLORS = {"better": "therapy", "mixed": "norepinephrine", "open": "neutral", "no": "neutral"}
# The work behind the word "brake" for alpha-2 receptors.
ROLES = ("ramos-2007-adrenergic",)
ROW = "border-top:1px solid var(--line);padding:.55rem 0 .6rem;margin:0"
# Eleven medicines on one screen of a phone: a line or two each, the rest when their receptor is chosen.
SHORT = "border-top:1px solid var(--line);padding:.25rem 0;margin:0;line-height:1.25;display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .8rem"
HIDDEN = "display:none"


def drawing(names: tuple[str, ...]) -> str:
    """The list without its words: for each medicine a name, what it is made for, how far it is, what was found."""
    root = ET.Element("ul", {"style": "list-style:none;margin:0;padding:0;line-height:1.4;font-size:1.05rem"})
    for name in names:
        item = ET.SubElement(root, "li", {"data-part": f"row-{name}"})
        head = ET.SubElement(item, "div", {"style": "display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:baseline"})
        ET.SubElement(head, "strong", {"data-part": f"name-{name}", "style": "color:var(--medicine)"})
        ET.SubElement(head, "span", {"data-part": f"made-{name}"})
        line = ET.SubElement(item, "div", {"style": "display:flex;flex-wrap:wrap;gap:0 .9rem"})
        stage = ET.SubElement(line, "span", {"style": "white-space:nowrap"})
        dots = "color:var(--medicine);letter-spacing:.1em;margin-right:.4rem"
        ET.SubElement(stage, "span", {"data-part": f"dots-{name}", "aria-hidden": "true", "style": dots})
        ET.SubElement(stage, "span", {"data-part": f"stage-{name}"})
        result = ET.SubElement(line, "span", {"style": "min-width:11.5rem"})  # the dots of all rows stand under each other
        ET.SubElement(result, "span", {"data-part": f"mark-{name}", "aria-hidden": "true"})
        ET.SubElement(result, "b", {"data-part": f"result-{name}", "style": "font-weight:600"})
        ET.SubElement(item, "div", {"data-part": f"told-{name}"})
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def build(library: Library) -> LiveFigure:
    """The list, whole or for one receptor."""
    words = library.figure_words["next-keys"]
    rows = library.tables["next-keys"]
    receptors = tuple(dict.fromkeys(row["receptor"] for row in rows))
    controls = (choice("receptor", words("controls.receptor"), {name: words(f"receptor.{name}") for name in ("all", *receptors)}),)

    def draw(receptor: str) -> Frame:
        short = receptor == "all"
        shown = [row for row in rows if short or row["receptor"] == receptor]
        found = Counter(row["result"] for row in shown)
        counts = {"total": len(shown), "used": sum(row["stage"] == STAGES for row in shown)} | {name: found[name] for name in MARKS}
        parts: dict[str, dict[str, str]] = {}
        for row in rows:
            name, stage = row["id"], int(row["stage"])
            parts |= {
                f"row-{name}": {"style": HIDDEN if row not in shown else SHORT if short else ROW},
                f"name-{name}": {"text": words(f"name.{name}")},
                f"made-{name}": {"text": words(f"made.{name}"), "style": HIDDEN if short else "color:var(--neutral)"},
                f"dots-{name}": {"text": "●" * stage + "○" * (STAGES - stage)},
                f"stage-{name}": {"text": words(f"stage.{stage}"), "style": HIDDEN if short else ""},
                f"mark-{name}": {"text": MARKS[row["result"]] + " ", "style": f"color:var(--{COLORS[row['result']]})"},
                f"result-{name}": {"text": words(f"result.{row['result']}")},
                f"told-{name}": {"text": words(f"told.{name}", people=row["people"]), "style": HIDDEN if short else ""},
            }
        table: list[tuple[str, ...]] = [
            (
                words(f"name.{row['id']}"),
                words(f"made.{row['id']}"),
                words(f"stage.{row['stage']}"),
                ". ".join((words(f"result.{row['result']}"), words(f"told.{row['id']}", people=row["people"]))),
            )
            for row in shown
        ]
        table.append(tuple(words(f"count.{name}", **counts) for name in ("name", "made", "stage", "result")))
        return Frame(parts=parts, sentence=words(f"sentence.{receptor}", **counts), rows=tuple(table))

    return LiveFigure(
        id="next-keys",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys((*(key for row in rows for key in row["source"]), *ROLES))),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("name", "made", "stage", "result")),
        frames=every_frame(controls, draw),
        drawing=drawing(tuple(row["id"] for row in rows)),
        height=0,
        narrow_height=0,
    )
