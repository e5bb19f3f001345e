"""symptom-groups: what can PTSD feel like? Four groups of signs, the parts of the alarm system behind each, and norepinephrine's place."""

from __future__ import annotations

from collections.abc import Sequence

from guide.content.words import Words
from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

PARTS = ("thinking", "alarm", "memory", "source", "body")
LINES = ("thinking", "alarm", "memory", "body")  # what the messenger's paths lead to
EXAMPLES = 3


def listed(names: Sequence[str], words: Words) -> str:
    """`a, b and c`, in the guide's language."""
    return words("and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]


def build(library: Library) -> LiveFigure:
    """A head whose parts light up, and three short passages below it."""
    words = library.figure_words["symptom-groups"]
    rows = {row["id"]: row for row in library.tables["symptom-groups"]}
    controls = (choice("group", words("controls.group"), {id: words(f"group.{id}") for id in rows}),)

    def draw(group: str) -> Frame:
        row = rows[group]
        lit = row["parts"]
        named = listed([words(f"part_names.{part}") for part in lit], words)
        parts: dict[str, dict[str, str]] = {"picture": {"aria-label": words("picture", parts=named)}}
        for part in PARTS:
            on = part in lit
            first, _, second = words(f"parts.{part}").partition("|")
            parts[f"shape-{part}"] = {"class": "pulse slow" if on else "still", "style": f"opacity:{'1' if on else '.25'}"}
            parts[f"label-{part}"] = {"style": f"font-size:16px;font-weight:{'700' if on else '400'}"}
            parts[f"word-{part}"] = {"text": first}
            parts[f"more-{part}"] = {"text": second}
        for part in LINES:
            on = part in lit and "source" in lit
            parts[f"path-{part}"] = {"class": "flow" if on else "flow none", "style": f"opacity:{'1' if on else '.12'}"}
        examples = words.get(f"feels.{group}")
        texts = {
            "head-feels": words("heads.feels"),
            "head-part": words("heads.part"),
            "head-link": words("heads.link"),
            "part": words(f"part.{group}"),
            "link": words(f"link.{row['link']}"),
            "how": words(f"how.{group}"),
        } | {f"feels-{n}": examples[n] for n in range(EXAMPLES)}
        parts |= {part: {"text": text} for part, text in texts.items()}
        return Frame(
            sentence=words(f"sentence.{group}", parts=named),
            rows=(
                (words("rows.group"), words(f"group.{group}")),
                (words("heads.feels"), " ".join(examples)),
                (words("heads.part"), named),
                (words("heads.link"), f"{texts['link']} {texts['how']}"),
            ),
            parts=parts,
        )

    return LiveFigure(
        id="symptom-groups",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        sources=tuple(dict.fromkeys(key for row in rows.values() for key in row["source"])),
        controls=controls,
        columns=(words("columns.what"), words("columns.here")),
        frames=every_frame(controls, draw),
        drawing=drawing("symptom-groups"),
        height=0,
        narrow_height=0,
    )
