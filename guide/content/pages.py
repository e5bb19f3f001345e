"""The pages of the guide: their order, and a page's front matter with its parsed text."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from markdown_it.token import Token

from guide.content import markdown, readability, strength
from guide.content.records import Fact, FrontMatter, Term
from guide.content.source import Source
from guide.links import FIRST_LANGUAGE, page_path


class Row(NamedTuple):
    """A page in the list of pages: its id, its group in the contents, and whether it is one of the numbered reading pages."""

    id: str
    group: Literal["guide", "act", "about"]
    numbered: bool = False


# Every page, in the order of the contents, of back and on, and of the site map. A new page is a row here, its text in
# content/<language>/pages/<id>.md, and its script in pages/.
PAGES = (
    Row("start", "guide"),
    Row("what-is-ptsd", "guide", numbered=True),
    Row("response-to-trauma", "guide", numbered=True),
    Row("norepinephrine", "guide", numbered=True),
    Row("stress-and-anxiety", "guide", numbered=True),
    Row("imbalance", "guide", numbered=True),
    Row("why-increase", "guide", numbered=True),
    Row("emotional-regulation", "guide", numbered=True),
    Row("treatments", "guide", numbered=True),
    Row("medicines", "guide", numbered=True),
    Row("talking-therapies", "guide", numbered=True),
    Row("personal", "guide", numbered=True),
    Row("looking-forward", "guide", numbered=True),
    Row("takeaways", "guide"),
    Row("resources", "act"),
    Row("guide", "act"),
    Row("present", "act"),
    Row("figures", "about"),
    Row("glossary", "about"),
    Row("updates", "about"),
    Row("about", "about"),
)
READING = tuple(row.id for row in PAGES if row.numbered)
ORDER: tuple[tuple[str, int | None], ...] = tuple((row.id, READING.index(row.id) + 1 if row.numbered else None) for row in PAGES)
# What is read aloud, presented and printed as "the guide", in order.
GUIDE = tuple(row.id for row in PAGES if row.group == "guide")
# The pages with which a group of the contents begins: few enough in each to be taken in at one look.
BEGINS = {"start": "alarm", "imbalance": "balance", "treatments": "helps", "resources": "act", "figures": "about"}


def _groups() -> dict[str, tuple[str, ...]]:
    """The groups of the contents, each with its pages."""
    groups: dict[str, tuple[str, ...]] = {}
    key = ""
    for row in PAGES:
        key = BEGINS.get(row.id, key)
        groups[key] = (*groups.get(key, ()), row.id)
    return groups


GROUPS = _groups()


class Place(NamedTuple):
    """Where a heading can be linked to: its id, alike in every language, and others that lead there: one of its own words, and what it was called before."""

    id: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Page:
    """A page of the guide: its front matter, its parsed text, where its parts stand.

    `first_places` are the ids of its headings in the first language, in order; () in that language itself. `moved`: ids of before, its own and the first language's.
    """

    id: str
    number: int | None
    front: FrontMatter
    head: str
    body: str
    file: str
    first_line: int
    tokens: tuple[Token, ...] = field(repr=False, compare=False)
    term: Callable[[str], str] = field(repr=False, compare=False)
    first_places: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    def line(self, words: str) -> int:
        """The first line of the head that holds these words; 1 where none does."""
        return next((number for number, text in enumerate(self.head.splitlines(), 2) if words in text), 1)

    @property
    def path(self) -> str:
        """The page's address."""
        return page_path(self.id)

    @functools.cached_property
    def marks(self) -> markdown.Marks:
        """What the text refers to."""
        return markdown.marks(self.tokens)

    @functools.cached_property
    def figures(self) -> tuple[str, ...]:
        """The figures named in the text, in order."""
        return tuple(head.title for head in self.marks.heads if head.kind == "figure")

    @functools.cached_property
    def citations(self) -> tuple[str, ...]:
        """The works cited, in order of first mention."""
        return tuple(dict.fromkeys(key for key, _ in self.marks.citations))

    @functools.cached_property
    def stretches(self) -> tuple[markdown.Stretch, ...]:
        """The page's words, stretch by stretch."""
        return tuple(markdown.prose(self.tokens, self.term))

    @functools.cached_property
    def claims(self) -> dict[int, str]:
        """The name of each claim by its line: the fact it rests on first, with a number where another claim began with that fact."""
        met: dict[str, int] = {}
        found = {}
        for head in self.marks.heads:
            if head.kind in ("claim", "views") and head.facts:
                first = head.facts[0]
                met[first] = met.get(first, 0) + 1
                found[head.line] = f"{first}.{met[first]}" if met[first] > 1 else first
        return found

    @functools.cached_property
    def places(self) -> dict[int, Place]:
        """Where each heading can be linked to, by its line. A link opens at the same heading in every language, and those of before, in its words, too."""
        own = {stretch.line: markdown.slug(stretch.text) for stretch in self.stretches if stretch.heading}
        pairs = itertools.zip_longest(own.items(), self.first_places[: len(own)])
        found = {line: (first or place, place) for (line, place), first in pairs}
        before = {line: [old for old, now in self.moved.items() if now == id] for line, (id, _) in found.items()}
        return {line: Place(id, tuple(name for name in (words, *before[line]) if name != id)) for line, (id, words) in found.items()}

    @functools.cached_property
    def minutes(self) -> int:
        """Reading time of the plain text in whole minutes, at least one."""
        words = sum(len(s.text.split()) for s in self.stretches if not s.deeper)
        return max(1, round(words / readability.WORDS_PER_MINUTE))


_FRONT = re.compile(r"\A---\n(.*?)\n---\n?", re.DOTALL)


def page_file(language: str, name: str) -> str:
    """Where a page's text stands, from the content folder."""
    return f"{language}/pages/{name}.md"


def _first_places(source: Source, language: str, name: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The ids of a page's headings in the first language, and those of before. What is wrong there is told where that language is read."""
    if language == FIRST_LANGUAGE:
        return (), {}
    first, file = Source(source.root, source.today), page_file(FIRST_LANGUAGE, name)
    text = first.text(file) or ""
    match = _FRONT.match(text)
    front = first.yaml_text(match[1], file, dict, offset=1).data if match else None
    moved = front.get("moved") if isinstance(front, dict) else None
    body = text[match.end() :] if match else text
    ids = tuple(markdown.slug(stretch.text) for stretch in markdown.prose(markdown.parse(body), str) if stretch.heading)
    return ids, moved if isinstance(moved, dict) else {}


def read_page(source: Source, language: str, name: str, number: int | None, glossary: Mapping[str, Term]) -> Page | None:
    """A page, or None with its mistakes noted."""
    file = page_file(language, name)
    text = source.text(file)
    if text is None:
        return None
    match = _FRONT.match(text)
    if not match:
        source.wrong(file, 1, "front matter", "the page must begin with --- fields ---")
        return None
    tree = source.yaml_text(match[1], file, dict, offset=1)
    front = source.build(FrontMatter, tree) if tree.data is not None else None
    if front is None:
        return None
    source.not_future(front.checked_on, file, tree.line(["checked_on"]), "checked_on")
    if name in GUIDE:
        if len(front.questions) != 2:
            source.wrong_at(tree, ["questions"], "questions", "a page of the guide has exactly two questions for a clinician")
        if front.check is None:
            source.wrong_at(tree, ["check"], "check", "a page of the guide has one question to check oneself")
    if front.check and sum(option.right for option in front.check.options) != 1:
        source.wrong_at(tree, ["check"], "check.options", "exactly one answer is marked right: true")
    shown = {key: term.term for key, term in glossary.items()}
    body = text[match.end() :]
    first = text[: match.end()].count("\n") + 1
    places, moved = _first_places(source, language, name)
    moved = {**moved, **front.moved}
    page = Page(name, number, front, match[1], body, file, first, markdown.parse(body), lambda key: shown.get(key, key), places, moved)
    ids = {place.id for place in page.places.values()}
    for old, now in front.moved.items():
        if now not in ids or old in ids:
            source.wrong_at(
                tree, ["moved", old], f"moved.{old}", f"it leads to {now!r}, which must be the id of a heading of this page, and no heading may have its own"
            )
    return page


@dataclass(frozen=True)
class Known:
    """What a page may refer to: ids of figures, facts, works, terms, points of the seed, and paths of pages. None: could not be read, not checked."""

    figures: Collection[str]
    facts: Mapping[str, Fact] | None
    works: Collection[str] | None
    terms: Collection[str] | None
    points: Collection[str] | None
    paths: Collection[str]


def check_page(source: Source, page: Page, known: Known) -> None:
    """Note everything a page refers to that is not there, with its line."""

    def wrong(line: int, name: str, message: str) -> None:
        source.wrong(page.file, page.first_line + line, name, message)

    for line, message in markdown.fences(page.body):
        wrong(line, "container", message)
    for token in page.tokens:
        if token.meta.get("broken"):
            wrong(token.map[0] if token.map else 0, "container", f"cannot read {token.info.strip()!r}: check its quotes")
    for head in page.marks.heads:
        if head.kind == "figure" and head.title not in known.figures:
            wrong(head.line, "figure", f"no figure is called {head.title!r}")
        if head.kind in ("claim", "views"):
            if head.title not in markdown.STRENGTHS:
                wrong(head.line, "strength", f"{head.title!r} is not one of {', '.join(markdown.STRENGTHS)}")
            if not head.facts:
                wrong(head.line, "facts", "a claim names the facts it rests on: facts=id,id")
            for fact in head.facts:
                if known.facts is not None and fact not in known.facts:
                    wrong(head.line, "facts", f"no fact is called {fact!r}")
            for message in strength.too_sure(head.title, head.facts, known.facts or {}):
                wrong(head.line, "strength", message)
    for key, line in page.marks.citations:
        if known.works is not None and key not in known.works:
            wrong(line, "citation", f"no work is called {key!r} in data/references.yaml")
    for key, line in page.marks.terms:
        if known.terms is not None and key not in known.terms:
            wrong(line, "term", f"no term is called {key!r} in {page.file.split('/')[0]}/glossary.yaml")
    for href, line in page.marks.links:
        parts = urlsplit(href)
        inside = href.startswith("/") and (parts.path.rstrip("/") or "/") in known.paths
        if not inside and not (parts.scheme == "https" and parts.netloc) and not href.startswith("#"):
            wrong(line, "link", f"{href!r} is neither a page of the guide nor an https address")
    for stretch in page.stretches:
        if unclosed := re.search(r"\[@|\[\[", stretch.text):
            wrong(stretch.line, "markup", f"a citation or term was not closed properly near {unclosed[0]!r}")
    for point in page.front.covers:
        if known.points is not None and point not in known.points:
            source.wrong(page.file, page.line(point), "covers", f"no seed point is called {point!r}")
