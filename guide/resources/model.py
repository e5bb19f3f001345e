"""The records of the list of help: what a visitor chose, a row of the list, and what the answers lead to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from guide.resources.sites import independent, own_or_government

ANYWHERE = "INT"
ALWAYS = "24/7"
# Words that say what a person needs the help for, not which group they belong to.
ROLES = frozenset({"self", "family", "parent", "clinician", "presenter"})
ANYONE = "anyone"
CRISIS = "crisis"
# A question of the survey to the field of the answers that holds what was answered.
FIELDS = {
    "audience": "audiences",
    "need": "needs",
    "country": "country",
    "topic": "topics",
    "language": "languages",
    "format": "formats",
    "free": "free_only",
}
EMERGENCY_NOTES = ("police", "ambulance", "mobile")


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


class Contact(NamedTuple):
    """One number to call (`word` empty) or to text (`word` is what to send, if any), and whom or what it is for."""

    number: str
    word: str = ""
    note: str = ""


class Emergency(NamedTuple):
    """A country's emergency numbers; each note is "" or a word of `EMERGENCY_NOTES`, which the interface says in its language."""

    calls: tuple[Contact, ...]

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers to call, in order."""
        return tuple(call.number for call in self.calls)


@dataclass(frozen=True)
class Resource:
    """One row of `data/resources.csv`; `place` is its line there, `name_in` the language of its name."""

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
    place: int = 0
    name_in: str = ""

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers to call, in order."""
        return tuple(call.number for call in self.calls)

    @property
    def _seen(self) -> tuple[str, dt.date | None]:
        """The page to name and the day: the service's own or a government's before any other, then the later one."""
        pages = ((self.also_seen_where, self.also_seen_on), (self.seen_where, self.seen_on))
        return next((page for page in pages if page[0] and own_or_government(page[0], self.url)), next((page for page in pages if page[0]), ("", None)))

    @property
    def confirmed_where(self) -> str:
        """The page on which the row was seen."""
        return self._seen[0]

    @property
    def confirmed_on(self) -> dt.date | None:
        """The day it was seen there; None when nothing was checked."""
        return self._seen[1]

    @property
    def confirmed_host(self) -> str:
        """The site on which the row was last seen, as a reader knows it."""
        return (urlsplit(self.confirmed_where).hostname or "").removeprefix("www.")

    @property
    def groups(self) -> frozenset[str]:
        """The groups of people the row was made for; empty when it is for anyone."""
        return frozenset() if self.general else frozenset(self.audiences) - ROLES - {ANYONE}

    @property
    def first_hand(self) -> bool:
        """The page on which the row was last seen is the service's own or a government's: only then is it called confirmed."""
        return bool(self.confirmed_where) and own_or_government(self.confirmed_where, self.url)

    @property
    def help_now(self) -> bool:
        """A crisis line for anyone, seen on the service's own or a government's page, or on two pages of different owners."""
        seen = self.own_or_government or independent(self.seen_where, self.also_seen_where)
        return self.is_crisis and self.general and seen

    def serves(self, country: str | None) -> bool:
        """The row can be used in the country. None means no country was chosen."""
        return country is None or country in self.countries or ANYWHERE in self.countries


@dataclass(frozen=True)
class Match:
    """A row of the list: what the chosen words it names are worth, which they are, which narrowing choices it does not meet, and
    whether it was made for groups that nobody chose."""

    resource: Resource
    score: int
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...] = ()
    aside: bool = False


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
    def shown(self) -> tuple[Match, ...]:
        """The rows that fit the visitor. While no country is told, of rows that fit alike those that can be used anywhere come first."""
        fitting = [match for match in self.matches if not match.aside]
        if self.card.country is None:
            fitting.sort(key=lambda match: (-match.score, ANYWHERE not in match.resource.countries))
        return tuple(fitting)

    @property
    def aside(self) -> tuple[Match, ...]:
        """The rows made for groups that nobody chose, which stand folded under the others."""
        return tuple(match for match in self.matches if match.aside)

    @property
    def count(self) -> int:
        """Rows in the list."""
        return len(self.matches)

    @property
    def best(self) -> tuple[Match, ...]:
        """Lines for the chosen groups, then the rows that meet most of what was chosen: as many choices as the first. None without choices."""
        shown = self.shown
        most = len(shown[0].reasons) if shown else 0
        return (*self.lines, *(match for match in shown if len(match.reasons) == most)) if most or self.lines else ()
