"""The page for the appointment: what a person ticked anywhere in the guide, as a section of a page, a PDF and plain text.

What can be kept is a choice of the guide (`question:<id>`, `treatment:<id>`, `wish:<id>`, `resource:<id>`); no free text is ever
taken. Nothing is stored: `make` sorts the ids, `as_pdf` and `as_text` write them down, and the caller hands the bytes over.
"""

from __future__ import annotations

import datetime as dt
import functools
import html as markup
import json
import re
import textwrap
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import typst

from guide import tokens
from guide.content.words import Words
from guide.library import Library
from guide.resources import Contact, Resource

KINDS = ("question", "treatment", "wish", "resource")
MOST = 60
TEMPLATE = Path(__file__).with_name("appointment.typ")
STANDARD = "ua-1"
# The page may be named when it is left out only if it could be a choice: nobody's own words come back on paper.
_NAME = re.compile(rf"(?:{'|'.join(KINDS)}):[a-z0-9][a-z0-9-]{{0,59}}")
_E = markup.escape


class TreatmentLine(NamedTuple):
    """What the page says of a treatment: its name, one plain line, the group it stands in."""

    name: str
    line: str = ""
    group: str = ""


@dataclass(frozen=True)
class More:
    """What can be kept beside the pages' questions and the resources.

    Attributes:
        treatments: id to (name, one line, group label).
        wishes: id to words; those of `handout.yaml` when empty.
        questions: id to words, for questions that stand outside the pages' front matter (on treatment cards).
    """

    treatments: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    wishes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    questions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NONE = More()


def of_treatments(shelf: Any) -> More:
    """What the treatment pages offer to keep. `shelf` is what `guide.treatments.read_shelf` gives."""
    said = shelf.words
    return More(
        treatments={t.id: TreatmentLine(t.words.name, t.words.plain, said["groups"][t.group]["title"]) for t in shelf.treatments},
        wishes=said["wishes"]["choices"],
        questions=said["questions"],
    )


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


def on_page(library: Library, more: More = NONE) -> dict[str, dict[str, object]]:
    """Everything that can be kept, by kind and id."""
    questions = {question.id: question.text for page in library.pages.values() for question in page.front.questions}
    return {
        "question": questions | dict(more.questions),
        "treatment": {name: TreatmentLine(*row) for name, row in more.treatments.items()},
        "wish": dict(more.wishes or library.handout.get("wishes") or {}),
        "resource": {resource.id: resource for resource in library.resources},
    }


def make(library: Library, kept: Iterable[str], *, today: dt.date, more: More = NONE) -> Appointment:
    """Sort kept ids into the page. Each stands once, in the order kept; what the guide does not hold is left out and named."""
    known = on_page(library, more)
    found: dict[str, list] = {kind: [] for kind in KINDS}
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
        *(tuple(found[kind]) for kind in KINDS),
        unknown=tuple(unknown),
        unreadable=unreadable,
    )


# -- what is written on it ---------------------------------------------------------------------------------------------


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit() or c == "+")


def shown_address(url: str) -> str:
    """An address as paper shows it."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def ways(library: Library, resource: Resource) -> list[tuple[str, str]]:
    """The ways to reach a resource: words, and the address behind them ("" for none)."""
    say = library.say

    def noted(text: str, contact: Contact) -> str:
        return f"{text} ({contact.note})" if contact.note else text

    found = [(noted(say("help.call", number=call.number), call), f"tel:{_digits(call.number)}") for call in resource.calls]
    if found and resource.phone_then:
        found[0] = (f"{found[0][0]} ({resource.phone_then})", found[0][1])
    for line in resource.texts:
        text = say("help.text_word", word=line.word, number=line.number) if line.word else say("help.text", number=line.number)
        found.append((noted(text, line), f"sms:{_digits(line.number)}"))
    if resource.chat:
        found.append((say("help.chat", chat=resource.chat), ""))
    if resource.url:
        found.append((shown_address(resource.url), resource.url))
    return found


def _day(date: dt.date) -> str:
    return date.strftime("%-d %B %Y")


def _confirmed(say: Words, resource: Resource) -> str:
    if not resource.confirmed_on:
        return say("page.not_confirmed")
    return say("page.confirmed", where=resource.confirmed_host, when=_day(resource.confirmed_on))


def left_out(appointment: Appointment, say: Words) -> str:
    """What was left out, in a sentence; "" when nothing was."""
    parts = []
    if appointment.unknown:
        parts.append(say("page.left_out", names=", ".join(appointment.unknown)))
    if appointment.unreadable:
        one = appointment.unreadable == 1
        parts.append(say("page.left_out_unreadable_one") if one else say("page.left_out_unreadable", n=appointment.unreadable))
    return " ".join(parts)


def _blocks(appointment: Appointment, library: Library) -> list[dict]:
    """The page's groups in reading order: title, and items of a name, a line, ways to reach it and a small line."""
    say = library.handout
    groups = {
        "question": [{"name": text} for text in appointment.questions],
        "treatment": [{"name": t.name, "mark": t.group, "line": t.line} for t in appointment.treatments],
        "wish": [{"name": text} for text in appointment.wishes],
        "resource": [
            {"name": r.name, "line": r.summary, "ways": [{"text": t, "to": to} for t, to in ways(library, r)], "small": _confirmed(say, r)}
            for r in appointment.resources
        ],
    }
    return [{"kind": kind, "title": say(f"groups.{kind}"), "items": groups[kind]} for kind in KINDS if groups[kind]]


# -- the PDF -----------------------------------------------------------------------------------------------------------

# Typst ships its fonts inside the package: no font of the machine is used. Loading them takes 11 ms, once.
_FONTS = functools.cache(lambda: typst.Fonts(include_system_fonts=False))
_ONE_AT_A_TIME = threading.Lock()


def _typeset(template: Path, data: Mapping[str, object]) -> tuple[bytes, int]:
    """The PDF and its number of pages. Texts travel as JSON in `sys.inputs`: Typst reads them as text, never as markup.

    A compiler made for this one page holds the choices no longer than the call.
    """
    with _ONE_AT_A_TIME:
        compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=_FONTS(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARD)
        pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single document")
    return pdf, pages


def as_pdf(appointment: Appointment, library: Library, *, template: Path = TEMPLATE) -> bytes:
    """The page as a tagged PDF (PDF/UA-1) of one or two sheets. The more it holds, the closer it is set.

    The paper is A4 with margins wide enough that a printer with Letter paper cuts nothing off.

    Raises:
        typst.TypstError: when the template has a picture without alternative, or a mistake.
    """
    say = library.handout
    notice = say("page.medicine") if appointment.treatments else ""
    data = {
        "language": library.language,
        "title": say("section.title"),
        "guide": f"{library.say('site.title')}: {library.say('site.subtitle')}",
        "made": say("page.made", date=_day(appointment.made_on)),
        "not_advice": say("page.not_advice"),
        "order": say("page.order"),
        "notice": notice,
        "notes": say("page.notes"),
        "danger": say("page.danger"),
        "foot": say("page.foot", n="{n}", of="{of}"),
        "left_out_title": say("page.left_out_title"),
        "left_out": left_out(appointment, say),
        "groups": _blocks(appointment, library),
        "colors": {name: token.light for name, token in tokens.TOKENS.items()},
    }
    pdf = b""
    for closeness in range(4):
        pdf, pages = _typeset(template, data | {"closeness": closeness})
        if pages <= 2:
            break
    return pdf


# -- plain text --------------------------------------------------------------------------------------------------------


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    start = indent if first is None else first
    return textwrap.fill(text, 76, initial_indent=start, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def as_text(appointment: Appointment, library: Library) -> str:
    """The page as plain text, to paste or to read aloud by a program."""
    say = library.handout
    title = say("section.title")
    out = [title, "=" * len(title), f"{library.say('site.title')}: {library.say('site.subtitle')}", "", _wrap(say("page.made", date=_day(appointment.made_on)))]
    out += [_wrap(say("page.not_advice")), _wrap(say("page.order"))]
    for group in _blocks(appointment, library):
        out += ["", group["title"], "-" * len(group["title"])]
        for item in group["items"]:
            mark = f" ({item['mark']})" if item.get("mark") else ""
            out.append(_wrap(f"{item['name']}{mark}", "    ", "[ ] "))
            out += [_wrap(text, "    ") for text in (item.get("line"), *(way["text"] for way in item.get("ways", ())), item.get("small")) if text]
        if group["kind"] == "treatment":
            out += ["", _wrap(say("page.medicine"))]
    missing = left_out(appointment, say)
    if missing:
        out += ["", say("page.left_out_title"), "-" * len(say("page.left_out_title")), _wrap(missing)]
    out += ["", _wrap(say("page.danger"))]
    return "\n".join(out) + "\n"


# -- the section of the page -------------------------------------------------------------------------------------------


def _choice(kind: str, key: str, name: str, line: str = "") -> str:
    small = f" <small data-line>{_E(line)}</small>" if line else ""
    return (
        f'<li><label class="keep"><input type="checkbox" name="keep" value="{kind}:{_E(key)}" data-keep="{kind}:{_E(key)}"> '
        f"<span><span data-name>{_E(name)}</span>{small}</span></label></li>"
    )


def html(library: Library, more: More = NONE) -> str:
    """The section "My page for the appointment": a form that works without a script, by the boxes of its lists.

    With the script the boxes are the same ones as everywhere in the guide, and what is kept stands above them, in order. The boxes
    also are where the script finds the words for what is kept.
    """
    say = library.handout
    known = on_page(library, more)
    lists = []
    for kind in KINDS:
        rows = []
        for key, thing in known[kind].items():
            if isinstance(thing, TreatmentLine):
                rows.append(_choice(kind, key, thing.name, thing.group))
            elif kind == "resource":
                rows.append(_choice(kind, key, thing.name, " · ".join(text for text, _ in ways(library, thing)[:2])))
            else:
                rows.append(_choice(kind, key, str(thing)))
        if rows:
            hint = _E(say("section.lists_hint", n=len(rows)))
            lists.append(
                f'<details class="deeper" data-kind="{kind}"><summary><strong data-title>{_E(say(f"groups.{kind}"))}</strong> <span>{hint}</span></summary>'
                f'<ul class="plain">{"".join(rows)}</ul></details>'
            )
    button = lambda key: _E(say(f"section.buttons.{key}"))  # noqa: E731
    script = {"most": MOST, "full": say("section.full"), "gone": say("section.gone"), **say.get("section.buttons"), **say.get("section.said")}
    return (
        f'<section class="appointment" data-appointment data-words="{_E(json.dumps(script, ensure_ascii=False))}" aria-labelledby="appointment">'
        f'<h2 id="appointment">{_E(say("section.title"))}</h2><p>{_E(say("section.intro"))}</p>'
        '<p class="visually-hidden" role="status" data-said></p>'
        '<form method="post" action="/appointment.pdf" target="_self">'
        f'<div class="note needs-script" data-empty><p class="note-title" tabindex="-1">{_E(say("section.empty_title"))}</p>'
        f"<p>{_E(say('section.empty'))}</p></div>"
        '<div data-kept hidden></div><p class="appointment-full" data-full hidden></p>'
        f'<p class="appointment-tools" data-tools><button type="submit">{button("pdf")}</button> '
        f'<button type="submit" formaction="/appointment.txt">{button("text")}</button> '
        f'<button type="button" class="needs-script" data-act="print">{button("print")}</button> '
        f'<button type="button" class="needs-script" data-act="clear">{button("clear")}</button></p>'
        f'<p data-undo hidden><button type="button" data-act="undo">{button("undo")}</button></p>'
        f"<h3>{_E(say('section.lists'))}</h3>{''.join(lists)}</form>"
        f'<p class="appointment-privacy">{_E(say("section.privacy"))}</p></section>'
    )
