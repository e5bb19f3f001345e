"""Reads the list of help and checks every row of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from guide.content.source import Line, Source
from guide.links import FIRST_LANGUAGE
from guide.resources.model import ALWAYS, ANYWHERE, EMERGENCY_NOTES, Contact, Emergency, Resource
from guide.resources.sites import independent, is_government, own_or_government
from guide.resources.survey import VOCABULARY, Vocabulary

_NUMBER = re.compile(r"[+*]?\d[\d -]*\d")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARED_EUROPEAN = re.compile(r"(?<!\d)116[ -]?123(?!\d)")
FILE = "data/resources.csv"

COLUMNS = (
    "id", "name", "summary", "url", "phone", "phone_note", "phone_then", "text_to", "text_word", "text_note", "chat", "hours",
    "always_open", "country", "region", "languages", "audiences", "needs", "topics", "format", "cost", "organisation",
    "org_type", "is_crisis", "general", "is_offer", "evidence_note", "confirmed_where", "confirmed_on",
    "seen_on_own_or_government_page", "also_seen_where", "also_seen_on", "note",
)  # fmt: skip


class _Row:
    """One line of the file while it is checked."""

    def __init__(self, line: Line, source: Source, file: str = FILE):
        self.cells, self.number, self.source, self.file = line.cells, line.number, source, file
        self.broken = False

    def wrong(self, name: str, message: str, *, warning: bool = False) -> None:
        self.source.wrong(self.file, self.number, name, message, warning=warning)
        self.broken = self.broken or not warning

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.cells[name].strip()
        if needed and not value:
            self.wrong(name, "this field is empty")
        return value

    def flag(self, name: str) -> bool:
        value = self.text(name)
        if value not in ("true", "false"):
            self.wrong(name, f"{value!r} is neither true nor false")
        return value == "true"

    def words(self, name: str, known: Sequence[str] | None) -> tuple[str, ...]:
        found = tuple(word for word in self.text(name, needed=True).split("|") if word)
        for word in found:
            if known is not None and word not in known:
                self.wrong(name, f"{word!r} is not a word of data/vocabulary.yaml")
        if len(set(found)) != len(found):
            self.wrong(name, "a word stands here twice")
        return found

    def word(self, name: str, known: Sequence[str] | None) -> str:
        found = self.words(name, known)
        if len(found) > 1:
            self.wrong(name, "only one word may stand here")
        return found[0] if found else ""

    def address(self, name: str, *, needed: bool) -> str:
        value = self.text(name, needed=needed)
        if value:
            try:
                parts = urlsplit(value)
                host = parts.hostname or ""
                good = parts.scheme in ("http", "https") and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) and not re.search(r"\s", value)
            except ValueError:
                good = False
            if not good:
                self.wrong(name, f"{value!r} is not a web address (https://host/...)")
                return ""
        return value

    def date(self, name: str) -> dt.date | None:
        value = self.text(name)
        if not value:
            return None
        try:
            found = dt.date.fromisoformat(value)
        except ValueError:
            self.wrong(name, f"{value!r} is not a date (YYYY-MM-DD)")
            return None
        self.source.not_future(found, self.file, self.number, name)
        return found

    def contacts(self, number: str, word: str | None, note: str) -> tuple[Contact, ...]:
        numbers = self.text(number).split("|") if self.text(number) else []
        for value in numbers:
            if not _NUMBER.fullmatch(value):
                self.wrong(number, f"{value!r} is not a number to dial (digits, spaces, hyphens, a + or * in front)")
        beside: list[list[str]] = []
        for name in (word, note):
            values = self.text(name).split("|") if name and self.text(name) else [""] * len(numbers)
            if len(values) != len(numbers):
                self.wrong(name or number, f"{len(values)} entries for {len(numbers)} numbers in {number}")
                values = [""] * len(numbers)
            beside.append(values)
        return tuple(Contact(*parts) for parts in zip(numbers, *beside, strict=True))


def _read_row(row: _Row, vocabulary: Vocabulary | None) -> Resource | None:

    def known(facet: str) -> Sequence[str] | None:
        return vocabulary.words(facet) if vocabulary else None

    name = row.text("id", needed=True)
    if name and not _ID.fullmatch(name):
        row.wrong("id", f"{name!r} is not an id (small letters, digits and single hyphens)")
    calls = row.contacts("phone", None, "phone_note")
    texts = row.contacts("text_to", "text_word", "text_note")
    if row.text("phone_then") and not calls:
        row.wrong("phone_then", "a menu choice needs a number in phone")
    resource = Resource(
        id=name,
        name=row.text("name", needed=True),
        summary=row.text("summary", needed=True),
        url=row.address("url", needed=False),
        calls=calls,
        phone_then=row.text("phone_then"),
        texts=texts,
        chat=row.text("chat"),
        hours=row.text("hours"),
        always_open=row.flag("always_open"),
        countries=row.words("country", known("country")),
        region=row.text("region"),
        languages=row.words("languages", known("language")),
        audiences=row.words("audiences", known("audience")),
        needs=row.words("needs", known("need")),
        topics=row.words("topics", known("topic")),
        format=row.word("format", known("format")),
        cost=row.word("cost", known("cost")),
        organisation=row.text("organisation", needed=True),
        org_type=row.word("org_type", known("organisation")),
        is_crisis=row.flag("is_crisis"),
        general=row.flag("general"),
        is_offer=row.flag("is_offer"),
        evidence_note=row.text("evidence_note"),
        seen_where=row.address("confirmed_where", needed=False),
        seen_on=row.date("confirmed_on"),
        own_or_government=row.flag("seen_on_own_or_government_page"),
        also_seen_where=row.address("also_seen_where", needed=False),
        also_seen_on=row.date("also_seen_on"),
        place=row.number,
    )
    if resource.is_crisis and not (resource.calls or resource.texts or resource.chat):
        row.wrong("phone", "a crisis line needs a number to call or text, or a chat")
    if not (resource.url or resource.calls or resource.texts):
        row.wrong("url", "a row needs a website, or a number to call or text")
    if resource.is_crisis and not resource.general and not resource.groups:
        row.wrong("audiences", "a crisis line that is not general names the group it is for")
    if resource.general and "anyone" not in resource.audiences:
        row.wrong("general", "a general row names anyone among its audiences")
    for where, when in (("confirmed_where", "confirmed_on"), ("also_seen_where", "also_seen_on")):
        if bool(row.text(where)) != bool(row.text(when)):
            row.wrong(when, f"{where} and {when} stand together or not at all")
    seen = [page for page in (resource.seen_where, resource.also_seen_where) if page]
    if resource.own_or_government != any(own_or_government(page, resource.url) for page in seen):
        row.wrong("seen_on_own_or_government_page", "this does not agree with the sites in confirmed_where and also_seen_where")
    if len(resource.countries) != 1 or resource.countries == (ANYWHERE,):
        for field, value in row.cells.items():
            if _SHARED_EUROPEAN.search(value):
                row.wrong(field, "116 123 may stand only on a row of one country whose own service uses it")
    return None if row.broken else resource


def read_resources(source: Source, vocabulary: Vocabulary | None, language: str = FIRST_LANGUAGE) -> list[Resource]:
    """The list of help. Broken rows are left out and named by line and field, all at once.

    The table's own words are English; in another language those of `<language>/resources.yaml` stand in their place.
    """
    found: list[Resource] = []
    first_line: dict[str, int] = {}
    said = _Words(source, language) if language != FIRST_LANGUAGE else None
    for line in source.table(FILE, COLUMNS):
        name = line.cells["id"].strip()
        row = _Row(said.spoken(name, line) if said else line, source)
        # The table says it; a language may say it in words of its own.
        if line.cells["always_open"].strip() == "true" and line.cells["hours"].strip() != ALWAYS:
            row.wrong("always_open", f"only a row whose hours say {ALWAYS} and nothing else is always open")
        resource = _read_row(row, vocabulary)
        if name in first_line:
            row.wrong("id", f"{name!r} stands on line {first_line[name]} too")
            continue
        first_line[name] = line.number
        if resource:
            # A name is in the language that its row names first, unless this language has a name of its own for it.
            translated = said is not None and said.names(name)
            found.append(replace(resource, name_in=language if translated else resource.languages[0]))
    if source.readable(FILE):
        if vocabulary and vocabulary.elsewhere and vocabulary.elsewhere not in first_line and first_line:
            source.wrong(VOCABULARY, 1, "elsewhere", f"no resource is called {vocabulary.elsewhere!r}")
        if said and first_line:
            said.check(first_line)
    return found


class _Words:
    """The words of the list in another language than the table's."""

    FIELDS = ("name", "summary", "region", "phone_note", "phone_then", "text_note", "chat", "hours", "evidence_note")

    def __init__(self, source: Source, language: str):
        self.source = source
        self.tree = source.yaml(f"{language}/resources.yaml", dict)

    def spoken(self, name: str, line: Line) -> Line:
        """The row with this language's words in the place of the table's."""
        words = self.tree.get(name)
        given = {field: str(words[field]) for field in self.FIELDS if field in words} if isinstance(words, Mapping) else {}
        return Line({**line.cells, **given}, line.number)

    def names(self, name: str) -> bool:
        """Whether this language has a name of its own for the row."""
        words = self.tree.get(name)
        return isinstance(words, Mapping) and "name" in words

    def check(self, known: Collection[str]) -> None:
        """Note rows without words, and words without a row."""
        if self.tree.data is None:
            return
        for name in known:
            words = self.tree.get(name)
            if not isinstance(words, Mapping) or not words.get("summary"):
                self.source.wrong_at(self.tree, [name], f"{name}.summary", "this row of data/resources.csv has no words")
            elif unknown := set(words) - set(self.FIELDS):
                self.source.wrong_at(self.tree, [name], f"{name}.{min(map(str, unknown))}", "this is no word of a row")
        for name in set(self.tree.data) - set(known):
            self.source.wrong_at(self.tree, [name], str(name), "data/resources.csv has no such row")


def read_timezones(source: Source) -> dict[str, str]:
    """Time zone to country, for the countries the list has help for."""
    return {line.cells["timezone"]: line.cells["country"] for line in source.table("data/timezones.csv", ("timezone", "country"))}


EMERGENCY = "data/emergency.csv"
EMERGENCY_COLUMNS = ("country", "numbers", "notes", "seen_where", "also_seen_where", "seen_on")


def read_emergency(source: Source, vocabulary: Vocabulary | None) -> dict[str, Emergency]:
    """Country to its emergency numbers, seen as a help line must be: on a government's page or on two pages of different owners."""
    found: dict[str, Emergency] = {}
    for line in source.table(EMERGENCY, EMERGENCY_COLUMNS):
        row = _Row(line, source, EMERGENCY)
        country = row.word("country", vocabulary.words("country") if vocabulary else None)
        calls, where, when = row.contacts("numbers", None, "notes"), row.address("seen_where", needed=True), row.date("seen_on")
        if not calls:
            row.wrong("numbers", "this field is empty")
        for note in {call.note for call in calls} - {"", *EMERGENCY_NOTES}:
            row.wrong("notes", f"{note!r} is none of {', '.join(EMERGENCY_NOTES)}")
        if not when:
            row.wrong("seen_on", "say on which day the number was seen (YYYY-MM-DD)")
        also = row.address("also_seen_where", needed=False)
        if where and not (is_government(where) or independent(where, also)):
            row.wrong("also_seen_where", "a number needs a government's page, or a second page of another owner")
        if country in found:
            row.wrong("country", f"{country!r} stands here twice")
        if not row.broken and when:
            found[country] = Emergency(calls)
    return found
