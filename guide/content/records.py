"""The records of `content/` that belong to no single part of the guide: frozen, and strict about fields nobody declared."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from guide.content.strength import Certainty, Kind


class Record(BaseModel):
    """A row of content: frozen, and strict about fields nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Language(Record):
    """How a language is called by those who speak it, how it writes dates and numbers (a locale of CLDR), and its name in link previews."""

    name: str
    locale: str
    og: str
    # Names in another language that stand in its texts as they are: of scales, apps, programs (`lang` tells screen readers).
    names: tuple[str, ...] = ()


class Question(Record):
    """A question to ask a clinician, in the reader's own voice."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    text: str = Field(min_length=10)


class Option(Record):
    """One answer to a check-yourself question, with kind feedback."""

    text: str
    right: bool = False
    feedback: str


class Check(Record):
    """A question to check oneself."""

    question: str
    options: tuple[Option, ...] = Field(min_length=2, max_length=4)


class FrontMatter(Record):
    """What stands above a page's text. `moved`: the id of a heading as it was once called, and the id that says it now: links that were given out go on."""

    title: str = Field(min_length=3)
    short: str = Field(min_length=3)
    summary: str
    description: str = Field(min_length=60)
    checked_on: dt.date
    covers: tuple[str, ...] = ()
    before_you_read: str = ""
    questions: tuple[Question, ...] = ()
    moved: dict[str, str] = {}
    check: Check | None = None


class Term(Record):
    """A word of the glossary."""

    term: str
    plain: str
    say: str = ""


class Fact(Record):
    """What a source was read to say. `references` are the confirmed works a claim about it may cite."""

    id: str
    topic: str
    statement: str
    numbers: Any = ()
    evidence: Kind = ""
    certainty: Certainty = ""
    strength: str = ""
    references: tuple[str, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """Every word and number of the fact, for checks."""
        return f"{self.statement} {self.numbers} {self.note}"


class Author(Record):
    """A person (`family`, `given`) or a body (`literal`; `short` is how it is named beside a claim, where its own name is long)."""

    family: str = ""
    given: str = ""
    literal: str = ""
    short: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """Family name and initials, or the body's name."""
        initials = "".join(part[0] for part in re.split(r"[\s.\-]+", self.given) if part)
        return self.literal or " ".join(part for part in (self.family, initials, self.suffix) if part)


class Work(Record):
    """A work the guide cites (CSL fields), with what it was read to say where only treatment cards cite it."""

    id: str
    type: str
    title: str
    author: tuple[Author, ...] = ()
    authors_complete: bool = True
    issued: int | None = None
    letter: str = Field("", pattern="^[a-z]?$")
    container_title: str = Field("", alias="container-title")
    volume: str = ""
    issue: str = ""
    page: str = ""
    DOI: str = ""
    PMID: str = ""
    URL: str = ""
    publisher: str = ""
    genre: str = ""
    read: str = ""

    @property
    def first(self) -> str:
        """The first author's name as it stands beside a claim, or the title of a work without one."""
        first = self.author[0] if self.author else None
        return (first.family or first.short or first.literal) if first else self.title

    @property
    def several(self) -> bool:
        """Whether the first author had others beside them."""
        return len(self.author) > 1 or not self.authors_complete

    @property
    def year(self) -> str:
        """The year, with the letter that tells it from another work of the same first author and year; "" where no year was seen."""
        return f"{self.issued}{self.letter}" if self.issued else ""

    @property
    def link(self) -> str:
        """The work's own address."""
        return f"https://doi.org/{self.DOI}" if self.DOI else self.URL

    @property
    def full(self) -> str:
        """The work as a reference list shows it, without its address."""
        names = [author.name for author in self.author[:6]]
        people = ", ".join(names) + (", et al" if len(self.author) > 6 or not self.authors_complete else "")
        place = " ".join(part for part in (self.container_title, self.publisher) if part)
        numbers = f"{self.volume}{f'({self.issue})' if self.issue else ''}{f':{self.page}' if self.page else ''}"
        parts = (people, f"{self.title.rstrip('.')}", place, self.year, numbers)
        return ". ".join(part for part in parts if part) + "."

    @property
    def identifier(self) -> str:
        """DOI or PMID, as printed."""
        return f"doi:{self.DOI}" if self.DOI else f"PMID {self.PMID}" if self.PMID else ""


class Parameter(Record):
    """A number a model uses. `illustrative` numbers were not read in a source, and the figure says so."""

    name: str
    group: str
    value: float | str
    unit: str = ""
    range: tuple[float, float] | None = None
    fact: str
    references: tuple[str, ...] = ()
    illustrative: bool
    note: str = ""


class Update(Record):
    """A dated entry of what changed."""

    date: dt.date
    title: str
    text: str
    pages: tuple[str, ...] = ()


class SeedPoint(Record):
    """A point that the guide sets out to cover; some page must."""

    id: str
    point: str


class EventRow(Record):
    """A row of `data/timeline.yaml`: when, about what, and on which fact and works it rests."""

    year: int
    theme: str
    fact: str
    references: tuple[str, ...]

    @property
    def id(self) -> str:
        """The key of its words, and its value in shared links: never rename it."""
        return f"{self.year}-{self.fact}"


class EventWords(Record):
    """An event's words: what happened, why it matters, and the date where more than the year is known."""

    event: str = Field(min_length=3)
    why: str = Field(min_length=3)
    date: Annotated[str, BeforeValidator(str)] = ""


class Event(EventRow, EventWords):
    """A dated event of the timeline with its words."""
