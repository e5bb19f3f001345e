"""both-ways: do treatments push norepinephrine's signal up or down? How many push which way, and the names of one way with the strength of its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guide.content.words import Words
from guide.figures.drawing import drawn
from guide.figures.live import Frame, LiveFigure, choice, every_frame
from guide.library import Library

WAYS = ("lowers", "neither", "raises", "not-known")
# The last is no direction: what was read does not settle it, so no sentence counts it among those that push or do not.
READ = WAYS[:3]
GRADES = ("strong", "moderate", "weak", "insufficient", "against")
BETTER = ("strong", "moderate")
KINDS = ("therapy", "medicine", "other")
STAR = "*"
ARROWS = {"lowers": "↓", "neither": "–", "raises": "↑", "not-known": "?"}
BARS = {"strong": 3, "moderate": 2, "weak": 1, "insufficient": 0, "against": 0}
HIDDEN = "display:none"
NAME = "display:inline-block;margin-right:.5em"
KEY = "margin:.4em 0 0;color:var(--neutral)"
GROUP = "margin:0 0 .5em;line-height:1.45"
# The names of one way at a time: all of them were two screens of a phone. The buttons are the control: words beside a bar of bare numbers said it twice.
SEGMENT = (
    "min-height:2.75rem;padding:.3em .4em;text-align:center;font:inherit;font-weight:600;color:var(--text);"
    "border-radius:8px;background:{ground};border:{line} solid var(--neutral);cursor:pointer"
)

Row = Mapping[str, Any]
# Names of one way, one strength and one kind stand together: at most seven, what a reader takes in at a time.
GROUPS = tuple((way, grade, kind) for way in WAYS for grade in GRADES for kind in KINDS)


def group_of(row: Row) -> tuple[str, str, str]:
    """A row's way, strength and kind."""
    return row["way"], row["grade"], row["kind"]


def placed(library: Library) -> tuple[Row, ...]:
    """The figure's rows, each with its card's way and certainty."""
    cards = library.shelf.by_id
    return tuple({**row, "way": cards[row["id"]].row.signal, "grade": cards[row["id"]].feature("certainty")[0]} for row in library.tables["both-ways"])


def shown(rows: Sequence[Row], kind: str) -> list[Row]:
    """The rows of one kind, or all."""
    return [row for row in rows if kind in ("all", row["kind"])]


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows push which way."""
    return {way: sum(row["way"] == way for row in rows) for way in WAYS}


def first_named(rows: Sequence[Row]) -> str:
    """The id of the row of the strongest research, "" without rows: on a phone that follows a talk and in a presenter's notes the sentence stands without the
    names, so it says one of them itself."""
    return min(rows, key=lambda row: GRADES.index(row["grade"]))["id"] if rows else ""


def _drawing(rows: Sequence[Row], words: Words) -> str:
    """A bar of the ways, and under it the names of each, grouped by strength."""
    groups = {key: [row for row in rows if group_of(row) == key] for key in GROUPS}
    return drawn("both-ways", words=words, ways=WAYS, groups={key: found for key, found in groups.items() if found}, filled=BARS, star=STAR)


def build(library: Library) -> LiveFigure:
    """The lists, and which of them each choice shows."""
    words = library.figure_words["both-ways"]
    rows = placed(library)
    controls = (
        choice("kind", words("controls.kind"), {kind: words(f"kind.{kind}") for kind in ("therapy", "medicine", "all")}, "medicine"),
        choice("way", words("controls.way"), {way: words(f"way.{way}") for way in WAYS}, inside=True),
    )

    def read(found: Sequence[Row]) -> str:
        return str(sum(bool(row.get("place")) for row in found))

    def table(here: Sequence[Row]) -> Iterator[tuple[str, ...]]:
        for way in WAYS:
            of_way = [row for row in here if row["way"] == way]
            yield words(f"way.{way}"), words("all_grades"), str(len(of_way)), read(of_way), words("below") if of_way else words("none")
            for group in GROUPS:
                found = [row for row in of_way if group_of(row) == group]
                kind = words("of_a_kind", grade=words(f"short.{group[1]}"), kind=words(f"kinds.{group[2]}"))
                if found:
                    yield words(f"way.{way}"), kind, str(len(found)), read(found), "\n".join(words(f"names.{row['id']}") for row in found)
        yield words("total"), words("all_grades"), str(len(here)), read(here), words("all_named")

    def draw(kind: str, way: str) -> Frame:
        here = shown(rows, kind)
        ids = {row["id"] for row in here}
        by_way = counts(here)
        parts: dict[str, dict[str, str]] = {}
        for one in WAYS:
            number, chosen = by_way[one], one == way
            look = {"ground": "var(--tint)", "line": "2px"} if chosen else {"ground": "var(--background)", "line": "1px"}
            parts[f"names-{one}"] = {"style": "" if chosen else HIDDEN}
            parts[f"none-{one}"] = {"style": HIDDEN if number else "margin:0;color:var(--neutral)"}
            parts[f"head-{one}"] = {"text": f"{ARROWS[one]} {words(f'way.{one}')}: {number}"}
            parts[f"bar-{one}"] = {
                **parts[f"head-{one}"],
                "aria-pressed": str(chosen).lower(),
                "style": SEGMENT.format(**look),
            }
        for row in rows:
            parts[f"row-{row['id']}"] = {"style": NAME if row["id"] in ids else HIDDEN}
        starred = any(row["way"] == way and not row.get("place") for row in here)
        parts["key"] = {"style": KEY if starred else HIDDEN}
        groups = {group_of(row) for row in here}
        for group in {group_of(row): None for row in rows}:
            name, (_, grade, of) = "{}-{}-{}".format(*group), group
            parts[f"group-{name}"] = {"style": GROUP if group in groups else HIDDEN}
            # Which kind it is stands there where there are several.
            said = words(f"grade.{grade}")
            parts[f"grade-{name}"] = {"text": words("with_kind", grade=said, kind=words(f"kinds.{of}")) if kind == "all" else said}
        pushes = by_way["lowers"] + by_way["raises"]
        unread = by_way["not-known"]
        template = words.get("sentence")
        more = template["both"] if by_way["lowers"] and by_way["raises"] else ""
        named = first_named([row for row in here if row["way"] == way])
        counted = template["any"] + (template["unread"] if unread else "") + "." if pushes else template["none"]
        whole = counted + more + (template["one"][way] if named else "")
        return Frame(
            parts=parts,
            sentence=whole.format(
                total=len(here),
                unread=unread,
                what=words(f"what.{kind}"),
                better=sum(row["grade"] in BETTER for row in here),
                name=words(f"names.{named}") if named else "",
                **{one: by_way[one] for one in READ},
            ),
            rows=tuple(table(here)),
        )

    keys = [key for row in rows for key in ([row["source"]] if isinstance(row["source"], str) else row["source"])]
    return LiveFigure(
        id="both-ways",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        sources=tuple(dict.fromkeys(keys)),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("way", "sure", "count", "read", "names")),
        frames=every_frame(controls, draw),
        drawing=_drawing(rows, words),
        height=0,
        narrow_height=0,
    )
