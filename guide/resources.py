"""Survey answers in, help out: the list of resources, ranked with reasons, and the lines of "Help now".

Pure Python. Everything a visitor chose arrives as one frozen `Answers` and leaves as one frozen `Ranking`; nothing is kept.

How the list is ranked
----------------------
Crisis lines stand apart from the list, so that choosing more never pushes help down the page:

* `Ranking.card`: general lines (for anyone) of the country, at most two first, then the rest;
* `Ranking.lines`: lines made for one group, shown only to those who chose that group;
* `Ranking.matches`: everything else.

In the list, country, language, "free only" and format *narrow*. Each such choice a row meets adds its weight (`_WEIGHTS`); the
list holds the rows with the highest sum. When some rows meet every choice, those are the list; when none does, the nearest rows
are, and `Ranking.relaxed` says which choices gave way. So the list is never empty. Two languages mean help in both.

Audiences, needs and topics *order*: a row's score is the number of chosen words it names. Ties go to offers, then to rows of
named countries, then by name and id, never by the order of the file.

Adding an answer that a row names therefore never lowers it: it gains as much as any other row can, so it stays among the
nearest rows if it was there, and nothing can pass it. Lines for groups are sorted by how many chosen groups they serve first:
a line that becomes visible by a new group serves one, and the lines that were there before and serve that group too serve two.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from guide.content.problems import Problem

CONTENT = Path(__file__).resolve().parent.parent / "content"
ANYWHERE = "INT"
ALWAYS = "24/7"

# Words that say what a person needs the help for, not which group they belong to.
_ROLES = frozenset({"self", "family", "parent", "anyone", "clinician", "presenter"})
_FREE = frozenset({"free"})
# What a narrowing choice is worth when not every choice can be met: the country gives way last, the format first.
_WEIGHTS = {"country": 64, "language": 8, "free": 3, "format": 1}

_NUMBER = re.compile(r"\+?\d[\d -]*\d")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHARED_EUROPEAN = re.compile(r"(?<!\d)116[ -]?123(?!\d)")


# -- what a visitor chose ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answers:
    """The survey's answers. Empty means "I would rather not say". Words are those of `data/vocabulary.yaml`."""

    audiences: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    country: str | None = None
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    free_only: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was chosen."""
        return self == Answers()


class Reason(NamedTuple):
    """Why a row stands where it does: a survey question's id and the chosen word. `Survey.reason` says it in words."""

    kind: str
    value: str


# -- what the file says ------------------------------------------------------------------------------------------------


class Contact(NamedTuple):
    """One number to call (`word` empty) or to text (`word` is what to send, if any), and whom or what it is for."""

    number: str
    word: str = ""
    note: str = ""


@dataclass(frozen=True)
class Resource:
    """One row of `data/resources.csv`."""

    id: str
    name: str
    summary: str
    url: str
    calls: tuple[Contact, ...]
    phone_then: str
    texts: tuple[Contact, ...]
    chat: str
    hours: str
    always_open: bool
    countries: tuple[str, ...]
    region: str
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    format: str
    cost: str
    organisation: str
    org_type: str
    is_crisis: bool
    general: bool
    is_offer: bool
    evidence_note: str
    seen_where: str
    seen_on: dt.date | None
    own_or_government: bool
    also_seen_where: str
    also_seen_on: dt.date | None

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers to call, in order."""
        return tuple(call.number for call in self.calls)

    @property
    def text_to(self) -> str:
        """The first number to text, or nothing."""
        return self.texts[0].number if self.texts else ""

    @property
    def text_word(self) -> str:
        """The word to send to the first number, or nothing."""
        return self.texts[0].word if self.texts else ""

    @property
    def confirmed_where(self) -> str:
        """The page on which the row was last seen."""
        return self.also_seen_where or self.seen_where

    @property
    def confirmed_on(self) -> dt.date | None:
        """The day it was last seen there; None when nothing was checked."""
        return self.also_seen_on or self.seen_on

    @property
    def confirmed_host(self) -> str:
        """The site on which the row was last seen, as a reader knows it."""
        return (urlsplit(self.confirmed_where).hostname or "").removeprefix("www.")

    @property
    def groups(self) -> frozenset[str]:
        """The groups of people the row was made for; empty when it is for anyone."""
        return frozenset() if self.general else frozenset(self.audiences) - _ROLES

    @property
    def specialised(self) -> bool:
        """A crisis line made for some people only."""
        return self.is_crisis and not self.general

    @property
    def help_now(self) -> bool:
        """A general, round-the-clock crisis line, seen on the service's own or a government's page."""
        return self.is_crisis and self.general and self.always_open and self.own_or_government

    def serves(self, country: str | None) -> bool:
        """The row can be used in the country. None means no country was chosen."""
        return country is None or country in self.countries or ANYWHERE in self.countries


@dataclass(frozen=True)
class Match:
    """A row of the list: how many chosen words it names, which, and which narrowing choices it does not meet."""

    resource: Resource
    score: int
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class HelpCard:
    """The general crisis lines of the country: at most two, then the rest."""

    country: str | None
    lines: tuple[Resource, ...]
    more: tuple[Resource, ...]


@dataclass(frozen=True)
class Ranking:
    """What the answers lead to. `relaxed` names the choices that gave way; empty means every row meets them all."""

    card: HelpCard
    lines: tuple[Match, ...]
    matches: tuple[Match, ...]
    relaxed: tuple[Reason, ...]

    @property
    def count(self) -> int:
        """Rows in the list."""
        return len(self.matches)

    @property
    def help_card(self) -> HelpCard:
        """The card above the list."""
        return self.card

    def position(self, resource_id: str) -> float:
        """Where a row stands in its own part (0 is first); infinity when it is not shown."""
        parts: tuple[Sequence[Resource], ...] = (
            (*self.card.lines, *self.card.more),
            [match.resource for match in self.lines],
            [match.resource for match in self.matches],
        )
        for part in parts:
            for place, resource in enumerate(part):
                if resource.id == resource_id:
                    return place
        return float("inf")


# -- ranking -----------------------------------------------------------------------------------------------------------


def _named(resource: Resource, answers: Answers) -> tuple[Reason, ...]:
    """The chosen audiences, needs and topics that the row names. A word chosen twice counts once."""
    found = [Reason("audience", word) for word in dict.fromkeys(answers.audiences) if word in resource.audiences]
    about = {*resource.needs, *resource.topics}
    found += [Reason("need", word) for word in dict.fromkeys(answers.needs) if word in about]
    found += [Reason("topic", word) for word in dict.fromkeys(answers.topics) if word in about and word not in answers.needs]
    return tuple(found)


def _narrowing(resource: Resource, answers: Answers) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The narrowing choices the row meets, and those it does not."""
    met: list[Reason] = []
    missing: list[Reason] = []
    if answers.country is not None:
        (met if resource.serves(answers.country) else missing).append(Reason("country", answers.country))
    for word in dict.fromkeys(answers.languages):
        (met if word in resource.languages else missing).append(Reason("language", word))
    if answers.free_only:
        (met if resource.cost in _FREE else missing).append(Reason("free", "free"))
    if answers.formats:
        if resource.format in answers.formats:
            met.append(Reason("format", resource.format))
        else:
            missing += [Reason("format", word) for word in dict.fromkeys(answers.formats)]
    return tuple(met), tuple(missing)


def _tie(resource: Resource) -> tuple[Any, ...]:
    return (not resource.is_offer, resource.countries == (ANYWHERE,), resource.name.casefold(), resource.id)


def _line_order(resource: Resource) -> tuple[Any, ...]:
    """General lines: whole countries before regions, what Help now may show first, numbers before text, then by name."""
    return (
        bool(resource.region),
        not resource.help_now,
        not resource.always_open,
        not resource.calls,
        len(resource.countries),
        resource.name.casefold(),
        resource.id,
    )


def help_card(resources: Iterable[Resource], country: str | None, languages: Sequence[str] = ()) -> HelpCard:
    """The general crisis lines of a country, those in a chosen language first. Without a country, all stand under `more`."""
    general = [r for r in resources if r.is_crisis and r.general and r.serves(country)]
    general.sort(key=lambda r: (-len(set(languages) & set(r.languages)), *_line_order(r)))
    first = 0 if country is None else 2
    return HelpCard(country, tuple(general[:first]), tuple(general[first:]))


def rank(resources: Iterable[Resource], answers: Answers) -> Ranking:
    """Sort the resources for one visitor. See the module's text for the rules."""
    rows = list(resources)
    chosen = set(answers.audiences)

    lines: list[tuple[tuple[Any, ...], Match]] = []
    found: list[tuple[int, Match]] = []
    for resource in rows:
        if resource.is_crisis and resource.general:
            continue
        named = _named(resource, answers)
        met, missing = _narrowing(resource, answers)
        told = tuple(r for r in met if r.kind != "country" or r.value in resource.countries)
        match = Match(resource, len(named), named + told, missing)
        if not resource.is_crisis:
            found.append((sum(_WEIGHTS[reason.kind] for reason in met), match))
            continue
        groups = len(resource.groups & chosen)
        if groups and resource.serves(answers.country):
            languages = len(set(answers.languages) & set(resource.languages))
            lines.append(((-groups, -languages, -match.score, *_line_order(resource)), match))

    nearest = max((weight for weight, _ in found), default=0)
    matches = sorted(
        (match for weight, match in found if weight == nearest),
        key=lambda match: (-match.score, *_tie(match.resource)),
    )
    given_way = {reason for match in matches for reason in match.missing}
    order = ("country", "language", "free", "format")
    relaxed = tuple(sorted(given_way, key=lambda reason: (order.index(reason.kind), reason.value)))
    return Ranking(
        help_card(rows, answers.country, answers.languages),
        tuple(match for _, match in sorted(lines, key=lambda line: line[0])),
        tuple(matches),
        relaxed,
    )


# -- Help now ----------------------------------------------------------------------------------------------------------


def help_lines(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """Country to its general, round-the-clock lines that were seen on the service's own or a government's page."""
    found: dict[str, list[Resource]] = {}
    for resource in sorted((r for r in resources if r.help_now), key=_line_order):
        for country in resource.countries:
            found.setdefault(country, []).append(resource)
    for lines in found.values():  # a country's own lines stand before what many countries share
        lines.sort(key=lambda r: (bool(r.region), len(r.countries) > 2, *_line_order(r)))
    return found


@functools.lru_cache(maxsize=4)
def _timezones(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["timezone"]: row["country"] for row in csv.DictReader(handle)}


def read_timezones(root: Path = CONTENT) -> dict[str, str]:
    """Time zone to country, for the countries the list has help for."""
    return dict(_timezones(root / "data" / "timezones.csv"))


def guess_country(timezone: str | None, root: Path = CONTENT) -> str | None:
    """The country a browser's time zone points to, or None. A guess orders a list; it never hides anything."""
    return _timezones(root / "data" / "timezones.csv").get(timezone or "")


# -- whose page it is --------------------------------------------------------------------------------------------------

_GOVERNMENT_SECOND_LEVEL = frozenset({"gob", "gouv", "gov", "govt", "gub", "mil"})
_SECOND_LEVEL = _GOVERNMENT_SECOND_LEVEL | {"ac", "co", "com", "edu", "gc", "ltd", "mod", "net", "nhs", "or", "org", "police", "sch"}
_GOVERNMENT_SITES = ("canada.ca", "gc.ca", "europa.eu", "mod.uk", "nhs.uk", "nhs.wales", "nhs.scot", "gov.scot", "gov.wales")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def registrable(url: str) -> str:
    """The part of an address's host that one owner registers: `www.samaritans.org` is `samaritans.org`."""
    labels = _host(url).split(".")
    long = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if long else labels[-2:])


def is_government(url: str) -> bool:
    """The address lies on a government's (or its health service's) domain."""
    host = _host(url)
    labels = host.split(".")
    return (
        labels[-1] in ("gov", "mil")
        or (len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GOVERNMENT_SECOND_LEVEL)
        or any(host == site or host.endswith(f".{site}") for site in _GOVERNMENT_SITES)
    )


def own_or_government(seen_at: str, url: str) -> bool:
    """A row was seen on its own service's site or on a government's."""
    return is_government(seen_at) or registrable(seen_at) == registrable(url)


# -- reading the vocabulary and the survey -----------------------------------------------------------------------------

# Survey question or label -> the list of `vocabulary.yaml` its words come from.
FACETS = {
    "audience": "audiences",
    "need": "needs",
    "topic": "topics",
    "format": "formats",
    "cost": "costs",
    "organisation": "org_types",
    "language": "languages",
    "country": "countries",
}
QUESTIONS = ("audience", "need", "country", "topic", "language", "format", "free")


@dataclass(frozen=True)
class Vocabulary:
    """The words rows and answers may use."""

    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    formats: tuple[str, ...]
    costs: tuple[str, ...]
    org_types: tuple[str, ...]
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    elsewhere: str

    def words(self, facet: str) -> tuple[str, ...]:
        """The words of a survey question or label."""
        return getattr(self, FACETS[facet])


@dataclass(frozen=True)
class Question:
    """One question of the survey. `more` questions stand behind "more choices"; `several` allows more than one answer."""

    id: str
    label: str
    why: str
    options: tuple[tuple[str, str], ...]
    several: bool
    more: bool


@dataclass(frozen=True)
class Survey:
    """The survey's words."""

    title: str
    before: str
    skip: str
    clear: str
    more_choices: str
    mark_offer: str
    count: str
    count_one: str
    questions: tuple[Question, ...]
    labels: Mapping[str, Mapping[str, str]]
    said: Mapping[str, Mapping[str, str]]
    because: str
    because_join: str
    relaxed_head: str
    relaxed_lines: Mapping[str, str]
    elsewhere: str

    def question(self, name: str) -> Question:
        """A question by id."""
        return next(question for question in self.questions if question.id == name)

    def label(self, facet: str, word: str) -> str:
        """A word as an option or a mark shows it; an unknown word shows itself."""
        return self.labels.get(facet, {}).get(word, word)

    def country_name(self, code: str) -> str:
        """A country's name."""
        return self.label("country", code)

    def _said(self, reason: Reason) -> str:
        return self.said.get(reason.kind, {}).get(reason.value, reason.value)

    def reason(self, reason: Reason) -> str:
        """One reason in words: "because you chose nightmares"."""
        return self.because.format(label=self._said(reason))

    def reasons(self, reasons: Sequence[Reason]) -> str:
        """All reasons as one line: "because you chose veterans, nightmares and apps". Empty without reasons."""
        words = list(dict.fromkeys(self._said(reason) for reason in reasons))
        if not words:
            return ""
        joined = self.because_join.format(first=", ".join(words[:-1]), last=words[-1]) if words[:-1] else words[0]
        return self.because.format(label=joined)

    def count_words(self, count: int) -> str:
        """How many rows are listed."""
        return self.count_one if count == 1 else self.count.format(count=count)

    def relaxed(self, reasons: Sequence[Reason]) -> list[str]:
        """What gave way, as sentences: the first says that it did. Empty when every choice is met."""
        if not reasons:
            return []
        lines = dict.fromkeys(self.relaxed_lines[reason.kind].format(label=self._said(reason)) for reason in reasons)
        return [self.relaxed_head, *lines]


class _Yaml:
    """A YAML file with the line of each entry."""

    def __init__(self, path: Path, file: str, problems: list[Problem]):
        self.file, self.problems, self.data, self.node = file, problems, None, None
        try:
            text = path.read_text(encoding="utf-8")
            self.data = yaml.safe_load(text)
            self.node = yaml.compose(text, Loader=yaml.SafeLoader)
        except FileNotFoundError:
            self.wrong((), "file", "this file is missing; restore it")
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            problems.append(Problem(file, mark.line + 1 if mark else 1, "yaml", f"not readable: {getattr(error, 'problem', error)}"))
        if self.data is not None and not isinstance(self.data, dict):
            self.wrong((), "file", "this file must hold named entries")
            self.data = None

    def line(self, at: Sequence[str]) -> int:
        node, line = self.node, 1
        for part in at:
            pair = next(((k, v) for k, v in node.value if k.value == part), None) if isinstance(node, yaml.MappingNode) else None
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        return line

    def wrong(self, at: Sequence[str], name: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.line(at), name, message))

    def get(self, *at: str) -> Any:
        node: Any = self.data
        for part in at:
            node = node.get(part) if isinstance(node, dict) else None
        return node

    def text(self, *at: str) -> str:
        value = self.get(*at)
        if isinstance(value, str) and value.strip():
            return value
        self.wrong(at, ".".join(at), "words are missing here")
        return ""


def read_vocabulary(root: Path = CONTENT) -> tuple[Vocabulary | None, list[Problem]]:
    """The words of `data/vocabulary.yaml`, and what is wrong with it."""
    problems: list[Problem] = []
    source = _Yaml(root / "data" / "vocabulary.yaml", "data/vocabulary.yaml", problems)
    if source.data is None:
        return None, problems
    found: dict[str, tuple[str, ...]] = {}
    for name in FACETS.values():
        words = source.get(name)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            source.wrong((name,), name, "this must be a list of words (quote a word that YAML reads as yes or no, such as 'NO')")
            words = []
        if len(set(words)) != len(words):
            source.wrong((name,), name, "a word stands here twice")
        found[name] = tuple(words)
    return Vocabulary(**found, elsewhere=source.text("elsewhere")), problems


def read_survey(root: Path = CONTENT, language: str = "en") -> tuple[Survey, list[Problem]]:
    """The survey's words in one language, and what is wrong with them: every word of the vocabulary needs its label."""
    vocabulary, problems = read_vocabulary(root)
    problems = []  # the vocabulary's own mistakes are told once, with the resources
    source = _Yaml(root / language / "survey.yaml", f"{language}/survey.yaml", problems)
    labels: dict[str, dict[str, str]] = {}
    said: dict[str, dict[str, str]] = {}
    for facet in (*FACETS, "free"):
        labels[facet], said[facet] = {}, {}
        known = ("free",) if facet == "free" else vocabulary.words(facet) if vocabulary else ()
        rows = source.get("words", facet)
        for word, entry in (rows if isinstance(rows, dict) else {}).items():
            if vocabulary and word not in known:
                source.wrong(("words", facet, str(word)), f"words.{facet}.{word}", "the vocabulary has no such word")
            row = entry if isinstance(entry, dict) else {"label": entry}
            if not all(isinstance(text, str) and text for text in row.values()) or "label" not in row or set(row) - {"label", "said"}:
                source.wrong(("words", facet, str(word)), f"words.{facet}.{word}", "give label, and said where a reason says it otherwise")
                continue
            labels[facet][word] = row["label"]
            said[facet][word] = row.get("said", row["label"])
        if source.data is not None:
            for word in known:
                if word not in (rows or {}):
                    source.wrong(("words", facet), f"words.{facet}.{word}", "this word of the vocabulary has no label")

    questions = []
    if source.data is not None:
        for name in QUESTIONS:
            at = ("questions", name)
            listed = source.get(*at, "options")
            options = []
            for word in listed if isinstance(listed, list) else labels[name]:
                special = source.get(*at, "labels", word)
                if word not in labels[name]:
                    source.wrong((*at, "options"), f"questions.{name}.options", f"no word is called {word!r}")
                    continue
                options.append((word, special if isinstance(special, str) else labels[name][word]))
            if not isinstance(listed, list):  # all words of the facet, by label
                options.sort(key=lambda option: (option[0] == ANYWHERE, option[1].casefold()))
            questions.append(
                Question(
                    name,
                    source.text(*at, "label"),
                    source.text(*at, "why"),
                    tuple(options),
                    bool(source.get(*at, "several")),
                    bool(source.get(*at, "more")),
                )
            )
    text = source.text if source.data is not None else lambda *at: ""
    for at, places in ((("because",), ("{label}",)), (("because_join",), ("{first}", "{last}")), (("count",), ("{count}",))):
        words = source.get(*at)
        if isinstance(words, str) and not all(place in words for place in places):
            source.wrong(at, at[0], f"these words must hold {' and '.join(places)}")
    survey = Survey(
        title=text("title"),
        before=text("before"),
        skip=text("skip"),
        clear=text("clear"),
        more_choices=text("more_choices"),
        mark_offer=text("mark_offer"),
        count=text("count"),
        count_one=text("count_one"),
        questions=tuple(questions),
        labels=labels,
        said=said,
        because=text("because"),
        because_join=text("because_join"),
        relaxed_head=text("relaxed", "head"),
        relaxed_lines={kind: text("relaxed", kind) for kind in _WEIGHTS},
        elsewhere=vocabulary.elsewhere if vocabulary else "",
    )
    return survey, problems


# -- reading the list --------------------------------------------------------------------------------------------------

COLUMNS = (
    "id", "name", "summary", "url", "phone", "phone_note", "phone_then", "text_to", "text_word", "text_note", "chat", "hours",
    "always_open", "country", "region", "languages", "audiences", "needs", "topics", "format", "cost", "organisation",
    "org_type", "is_crisis", "general", "is_offer", "evidence_note", "confirmed_where", "confirmed_on",
    "seen_on_own_or_government_page", "also_seen_where", "also_seen_on", "note",
)  # fmt: skip


class _Row:
    """One line of the file while it is checked."""

    def __init__(self, cells: Mapping[str, str], file: str, line: int, problems: list[Problem]):
        self.cells, self.file, self.line, self.problems = cells, file, line, problems
        self.broken = False

    def wrong(self, name: str, message: str, *, warning: bool = False) -> None:
        self.problems.append(Problem(self.file, self.line, name, message, warning))
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

    def date(self, name: str, today: dt.date) -> dt.date | None:
        value = self.text(name)
        if not value:
            return None
        try:
            found = dt.date.fromisoformat(value)
        except ValueError:
            self.wrong(name, f"{value!r} is not a date (YYYY-MM-DD)")
            return None
        if found > today:
            self.wrong(name, f"{found} lies in the future of this machine's clock ({today})", warning=True)
        return found

    def contacts(self, number: str, word: str | None, note: str) -> tuple[Contact, ...]:
        numbers = self.text(number).split("|") if self.text(number) else []
        for value in numbers:
            if not _NUMBER.fullmatch(value):
                self.wrong(number, f"{value!r} is not a number to dial (digits, spaces, hyphens, a + in front)")
        beside: list[list[str]] = []
        for name in (word, note):
            values = self.text(name).split("|") if name and self.text(name) else [""] * len(numbers)
            if len(values) != len(numbers):
                self.wrong(name or number, f"{len(values)} entries for {len(numbers)} numbers in {number}")
                values = [""] * len(numbers)
            beside.append(values)
        return tuple(Contact(*parts) for parts in zip(numbers, *beside, strict=True))


def _read_row(row: _Row, vocabulary: Vocabulary | None, today: dt.date) -> Resource | None:
    v = vocabulary
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
        url=row.address("url", needed=True),
        calls=calls,
        phone_then=row.text("phone_then"),
        texts=texts,
        chat=row.text("chat"),
        hours=row.text("hours"),
        always_open=row.flag("always_open"),
        countries=row.words("country", v and v.countries),
        region=row.text("region"),
        languages=row.words("languages", v and v.languages),
        audiences=row.words("audiences", v and v.audiences),
        needs=row.words("needs", v and v.needs),
        topics=row.words("topics", v and v.topics),
        format=row.word("format", v and v.formats),
        cost=row.word("cost", v and v.costs),
        organisation=row.text("organisation", needed=True),
        org_type=row.word("org_type", v and v.org_types),
        is_crisis=row.flag("is_crisis"),
        general=row.flag("general"),
        is_offer=row.flag("is_offer"),
        evidence_note=row.text("evidence_note"),
        seen_where=row.address("confirmed_where", needed=False),
        seen_on=row.date("confirmed_on", today),
        own_or_government=row.flag("seen_on_own_or_government_page"),
        also_seen_where=row.address("also_seen_where", needed=False),
        also_seen_on=row.date("also_seen_on", today),
    )
    if resource.is_crisis and not (resource.calls or resource.texts or resource.chat):
        row.wrong("phone", "a crisis line needs a number to call or text, or a chat")
    if resource.is_crisis and not resource.general and not resource.groups:
        row.wrong("audiences", "a crisis line that is not general names the group it is for")
    if resource.general and "anyone" not in resource.audiences:
        row.wrong("general", "a general row names anyone among its audiences")
    if resource.always_open and resource.hours != ALWAYS:
        row.wrong("always_open", f"only a row whose hours say {ALWAYS} and nothing else is always open")
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


def read_resources(
    path: Path,
    vocabulary: Vocabulary | None = None,
    *,
    root: Path | None = None,
    today: dt.date | None = None,
) -> tuple[list[Resource], list[Problem]]:
    """Read and check the list of help. Broken rows are left out and named by line and field, all at once.

    Args:
        path: the CSV file.
        vocabulary: the words rows may use; by default those of `vocabulary.yaml` in the content folder.
        root: the content folder, from which files are named in problems; by default the folder above the file's.
        today: the day to compare dates with. A later date is a warning.
    """
    root = root or path.parent.parent
    problems: list[Problem] = []
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    if vocabulary is None:
        vocabulary, problems = read_vocabulary(root)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return [], [*problems, Problem(file, 1, "file", "this file is missing; restore it")]
    except UnicodeDecodeError:
        return [], [*problems, Problem(file, 1, "file", "this file is not UTF-8 text; save it as UTF-8")]

    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    for column in COLUMNS:
        if column not in head:
            problems.append(Problem(file, 1, column, "this column is missing"))
    for column in head:
        if column not in COLUMNS or head.count(column) > 1:
            problems.append(Problem(file, 1, column, "this column is unknown or stands twice"))
    if set(head) != set(COLUMNS) or len(head) != len(COLUMNS):
        return [], problems

    found: list[Resource] = []
    first_line: dict[str, int] = {}
    line = reader.line_num + 1
    for cells in reader:
        at, line = line, reader.line_num + 1
        if not cells:
            continue
        if len(cells) != len(head):
            problems.append(Problem(file, at, "row", f"this row has {len(cells)} cells, the head has {len(head)}"))
            continue
        row = _Row(dict(zip(head, cells, strict=True)), file, at, problems)
        resource = _read_row(row, vocabulary, today or dt.date.today())
        name = row.cells["id"].strip()
        if name in first_line:
            row.wrong("id", f"{name!r} stands on line {first_line[name]} too")
            continue
        first_line[name] = at
        if resource:
            found.append(resource)
    if vocabulary and vocabulary.elsewhere and vocabulary.elsewhere not in first_line:
        problems.append(Problem("data/vocabulary.yaml", 1, "elsewhere", f"no resource is called {vocabulary.elsewhere!r}"))
    return found, problems


assert {f.name for f in fields(Vocabulary)} == {*FACETS.values(), "elsewhere"}
