"""The page for the appointment: what a person ticked anywhere in the guide, as a section of a page, a PDF and plain text.

What can be kept is a choice of the guide (`question:<id>`, `treatment:<id>`, `wish:<id>`, `resource:<id>`); no free text is ever
taken. Nothing is stored: `make` sorts the ids, `as_pdf` and `as_text` write them down, and the caller hands the bytes over.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide import tokens
from guide.content.words import Words
from guide.handout.typeset import typeset
from guide.library import Library
from guide.resources import Resource
from guide.view.card import guidelines
from guide.view.code import code
from guide.view.contacts import ways
from guide.view.frame import elsewhere
from guide.view.kept import KINDS, NONE, More, TreatmentLine, on_page
from guide.view.leaflet import Help, told
from guide.view.render import render
from guide.view.reviewed import not_advice

TEMPLATE = Path(__file__).with_name("appointment.typ")
# What is filled in by hand, on paper alone.
BLANKS = ("name", "visit", "troubles", "tried")
# The page may be named when it is left out only if it could be a choice: nobody's own words come back on paper.
_NAME = re.compile(rf"(?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]{{0,59}}")


@dataclass(frozen=True)
class Appointment:
    """The page: each kind's choices in the order they were kept, and what was left out.

    Attributes:
        unknown: choices the guide does not hold (any more), by name.
        unreadable: how many entries were no choice at all.
    """

    made_on: dt.date
    questions: tuple[str, ...] = ()
    treatments: tuple[TreatmentLine, ...] = ()
    wishes: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    unknown: tuple[str, ...] = ()
    unreadable: int = 0

    @property
    def count(self) -> int:
        """How many choices stand on the page."""
        return len(self.questions) + len(self.treatments) + len(self.wishes) + len(self.resources)


def make(library: Library, kept: Iterable[str], *, today: dt.date, more: More = NONE) -> Appointment:
    """Sort kept ids into the page. Each stands once, in the order kept; what the guide does not hold is left out and named."""
    known = on_page(library, more)
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    unknown: list[str] = []
    unreadable = 0
    for name in dict.fromkeys(kept):
        kind, _, key = name.partition(":")
        if key and key in known.get(kind, {}):
            found[kind].append(known[kind][key])
        elif _NAME.fullmatch(name):
            unknown.append(name)
        else:
            unreadable += 1
    return Appointment(
        today,
        questions=tuple(found["question"]),
        treatments=tuple(found["treatment"]),
        wishes=tuple(found["wish"]),
        resources=tuple(found["resource"]),
        unknown=tuple(unknown),
        unreadable=unreadable,
    )


# -- what is written on it ---------------------------------------------------------------------------------------------


def _confirmed(library: Library, resource: Resource) -> str:
    paper = library.handout
    if not resource.confirmed_on:
        return paper("page.not_confirmed")
    return paper("page.confirmed", where=resource.confirmed_host, when=library.say.date(resource.confirmed_on))


def left_out(appointment: Appointment, paper: Words) -> str:
    """What was left out, in a sentence; "" when nothing was."""
    parts = []
    if appointment.unknown:
        parts.append(paper("page.left_out", names=", ".join(appointment.unknown)))
    if appointment.unreadable:
        parts.append(paper("page.left_out_unreadable", n=appointment.unreadable))
    return " ".join(parts)


def _notice(appointment: Appointment, paper: Words) -> str:
    """What stands under the treatments: that numbers of two of them cannot be compared, and that no medicine is stopped on one's own."""
    several = [paper("page.apart")] if len(appointment.treatments) > 1 else []
    return " ".join([*several, paper("page.medicine")]) if appointment.treatments else ""


def _told(library: Library, line: TreatmentLine) -> list[list[str]]:
    """What matters of a treatment, as lines of a label and a text: what it asks, how well it worked and how sure that is, what can go wrong, what guidelines say."""
    treatment = library.shelf.by_id.get(line.key)
    if treatment is None:
        return []
    advice = "; ".join(f"{one.name}: {one.said}" for one in guidelines(library, treatment)[0])
    return [*(list(said) for said in told(library, treatment).lines), *([[library.treatment_words("card.guidelines"), advice]] if advice else [])]


def _blocks(appointment: Appointment, library: Library) -> list[dict[str, Any]]:
    """The page's groups in reading order: title, and items of a name, a line, ways to reach it and a small line."""
    paper = library.handout
    groups: dict[str, list[dict[str, Any]]] = {
        "question": [{"name": text} for text in appointment.questions],
        "treatment": [{"name": t.name, "mark": t.group, "line": t.line, "told": _told(library, t)} for t in appointment.treatments],
        "wish": [{"name": text} for text in appointment.wishes],
        "resource": [
            {
                "name": r.name,
                "line": r.summary,
                "ways": [
                    {"text": way.text + way.beside, "to": way.to.partition("?")[0] if way.to.startswith("sms:") else way.to}
                    for way in ways(library, r, paper=True)
                ],
                "small": _confirmed(library, r),
            }
            for r in appointment.resources
        ],
    }
    return [{"kind": kind, "title": paper(f"groups.{kind}"), "items": groups[kind]} for kind in KINDS if groups[kind]]


# -- the PDF -----------------------------------------------------------------------------------------------------------


def _whom(library: Library, help_lines: Help | None) -> str:
    """Whom to call: the emergency numbers and lines of the country that was chosen, else the directory for everywhere."""
    say = library.say
    if not help_lines or not help_lines.country:
        return f"{say('help.elsewhere_text')} {elsewhere(library)}"
    lines = [f"{one.name}: {one.ways}{f' ({one.hours})' if one.hours else ''}" for one in help_lines.lines]
    urgent = [f"{say('help.emergency')} {help_lines.urgent}"] if help_lines.urgent else []
    return f"{help_lines.country}. {' · '.join([*urgent, *lines])}"


def as_pdf(appointment: Appointment, library: Library, *, address: str = "", help_lines: Help | None = None, template: Path = TEMPLATE) -> bytes:
    """The page as a tagged PDF (PDF/UA-1) of one or two sheets. The more it holds, the closer it is set. `address` is the way back to the guide ("" for none),
    `help_lines` whom to call in the country that was chosen.

    The paper is A4 with margins wide enough that a printer with Letter paper cuts nothing off.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    paper = library.handout
    data = {
        "language": library.language,
        "title": paper("section.title"),
        "guide": f"{library.say('site.title')}: {library.say('site.subtitle')}",
        "made": paper("page.made", date=library.say.date(appointment.made_on)),
        "not_advice": not_advice(library),
        "order": paper("page.order"),
        "notice": _notice(appointment, paper),
        "notes": paper("page.notes"),
        "danger": paper("page.danger"),
        "blanks": [paper(f"page.{name}") for name in BLANKS],
        "whom": _whom(library, help_lines),
        "address": address,
        "code": str(render(library, "scan", code=code(address), alt="")) if address else "",
        "code_alt": paper("leaflet.code_alt", address=address),
        "back": paper("page.back"),
        "foot": paper("page.foot", n="{n}", of="{of}"),
        "left_out_title": paper("page.left_out_title"),
        "left_out": left_out(appointment, paper),
        "groups": _blocks(appointment, library),
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }
    pdf = b""
    for closeness in range(5):
        pdf, pages = typeset(template, data | {"closeness": closeness})
        if pages <= 2:
            break
    return pdf


# -- plain text --------------------------------------------------------------------------------------------------------


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    start = indent if first is None else first
    return textwrap.fill(text, 76, initial_indent=start, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def as_text(appointment: Appointment, library: Library, help_lines: Help | None = None) -> str:
    """The page as plain text, to paste or to read aloud by a program."""
    paper = library.handout
    title = paper("section.title")
    out = [
        title,
        "=" * len(title),
        f"{library.say('site.title')}: {library.say('site.subtitle')}",
        "",
        _wrap(paper("page.made", date=library.say.date(appointment.made_on))),
    ]
    out += [_wrap(not_advice(library)), _wrap(paper("page.order")), "", *(f"{paper(f'page.{name}')}: ____________________" for name in BLANKS)]
    for group in _blocks(appointment, library):
        out += ["", group["title"], "-" * len(group["title"])]
        for item in group["items"]:
            mark = f" ({item['mark']})" if item.get("mark") else ""
            out.append(_wrap(f"{item['name']}{mark}", "    ", "[ ] "))
            out += [
                _wrap(text, "    ")
                for text in (
                    item.get("line"),
                    *(f"{label}: {text}" for label, text in item.get("told", ())),
                    *(way["text"] for way in item.get("ways", ())),
                    item.get("small"),
                )
                if text
            ]
        if group["kind"] == "treatment":
            out += ["", _wrap(_notice(appointment, paper))]
    missing = left_out(appointment, paper)
    if missing:
        out += ["", paper("page.left_out_title"), "-" * len(paper("page.left_out_title")), _wrap(missing)]
    out += ["", _wrap(f"{paper('page.danger')} {_whom(library, help_lines)}")]
    return "\n".join(out) + "\n"
