"""The content of the guide, loaded once, checked as a whole, and handed out as frozen records.

`load` reads `content/` and raises `ContentError` with every mistake named by file, line and field.
Run `python -m guide.library` to check the content from a terminal.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ValidationError

from guide.content import markdown
from guide.content.pages import ORDER, Page
from guide.content.problems import ContentError, Problem
from guide.content.records import Event, Fact, FrontMatter, Parameter, Reference, SeedPoint, Term, Update
from guide.content.words import Words
from guide.links import Links
from guide.medicines.model import Steps
from guide.medicines.read import read_steps
from guide.resources import Resource, Survey, read_resources, read_survey
from guide.treatments import Shelf, read_shelf

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
LANGUAGES = ("en",)

# Every figure; each has a module in guide/figures and its words in content/<language>/figures.
FIGURE_IDS = (
    "hundred-people",
    "symptom-groups",
    "two-clocks",
    "brain-map",
    "synapse",
    "smoke-alarm",
    "day-rhythm",
    "evidence-balance",
    "inverted-u",
    "both-ways",
    "emotion-brake",
    "per-hundred",
    "guideline-matrix",
    "effect-forest",
    "relearning",
    "prazosin-story",
    "small-pieces",
    "everyday-help",
    "next-keys",
    "tests-today",
    "new-tools",
    "timeline",
    "breathe",
)


@dataclass(frozen=True, eq=False)
class Library:
    """Everything `content/` says in one language."""

    language: str
    pages: Mapping[str, Page]
    say: Words
    figure_words: Mapping[str, Words]
    glossary: Mapping[str, Term]
    facts: Mapping[str, Fact]
    references: Mapping[str, Reference]
    parameters: Mapping[str, Parameter]
    timeline: tuple[Event, ...]
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    resources: tuple[Resource, ...]
    survey: Survey
    updates: tuple[Update, ...]
    seed_points: tuple[SeedPoint, ...]
    shelf: Shelf
    steps: Steps
    handout: Words
    warnings: tuple[Problem, ...] = ()

    @functools.cached_property
    def links(self) -> Links:
        """The makers of addresses in this language."""
        return Links(self.language)

    @functools.cached_property
    def treatment_words(self) -> Words:
        """The words of the treatment pages."""
        return Words(f"{self.language}/treatments.yaml", self.shelf.words, self.say.locale)

    def speech(self) -> markdown.Speech:
        """What the Markdown renderer needs to know of this library."""
        return markdown.Speech(
            say=self.say,
            term=lambda key: self.glossary[key].term,
            short_citation=lambda key: self.references[key].short,
        )

    def page_at(self, path: str) -> Page | None:
        """The page that lives at an address, or None."""
        name = path.strip("/") or "start"
        page = self.pages.get(name)
        return page if page and page.path == (path.rstrip("/") or "/") else None


# -- reading -----------------------------------------------------------------------------------------------------------


def _line_of(node: yaml.Node | None, path: Sequence[object]) -> int:
    """The line (from 1) of the deepest part of `path` that exists in a composed YAML document."""
    line = node.start_mark.line + 1 if node else 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


# libyaml's loader reads the facts (190 KB) in 0.2 s where the Python one takes 1.6 s (measured on 2 cores).
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which only `true` and `false` are truth values: `no`, `on` and `off` are words here (countries, switches)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(text: str) -> Any:
    """A YAML text of the guide as plain Python values. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)


class _Reader:
    """Reads files of one content folder and gathers the problems it meets."""

    def __init__(self, root: Path, today: dt.date):
        self.root = root
        self.today = today
        self.problems: list[Problem] = []

    def wrong(self, file: str, line: int, name: str, message: str, *, warning: bool = False) -> None:
        self.problems.append(Problem(file, line, name, message, warning))

    def text(self, file: str) -> str | None:
        path = self.root / file
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.wrong(file, 1, "file", "this file is missing; restore it, or remove what refers to it")
        except UnicodeDecodeError:
            self.wrong(file, 1, "file", "this file is not UTF-8 text; save it as UTF-8")
        return None

    def yaml(self, file: str) -> tuple[Any, yaml.Node | None]:
        text = self.text(file)
        return (None, None) if text is None else self.yaml_text(text, file)

    def yaml_text(self, text: str, file: str, offset: int = 0) -> tuple[Any, yaml.Node | None]:
        try:
            return read_yaml(text), yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = (error.problem_mark.line if error.problem_mark else 0) + 1 + offset
            self.wrong(file, line, "yaml", f"not readable as YAML: {error.problem}")
            return None, None

    def build(self, model: type[BaseModel], row: Any, file: str, node: yaml.Node | None, at: Sequence[object], offset: int = 0):
        """One record, or None with its mistakes noted."""
        try:
            return model.model_validate(row)
        except ValidationError as error:
            for mistake in error.errors():
                path = [*at, *mistake["loc"]]
                name = ".".join(str(part) for part in mistake["loc"]) or "row"
                self.wrong(file, _line_of(node, path) + offset, name, mistake["msg"])
            return None

    def rows(self, file: str, model: type[BaseModel], *, key: str | None = "id") -> list[Any]:
        """A YAML list of records; duplicate keys are mistakes."""
        data, node = self.yaml(file)
        if data is None:
            return []
        if not isinstance(data, list):
            self.wrong(file, 1, "file", "this file must hold a list")
            return []
        found: list[Any] = []
        seen: set[Any] = set()
        for number, row in enumerate(data):
            record = self.build(model, row, file, node, [number])
            if record is None:
                continue
            if key:
                name = getattr(record, key)
                if name in seen:
                    self.wrong(file, _line_of(node, [number]), key, f"{name!r} stands twice; give each its own")
                    continue
                seen.add(name)
            found.append(record)
        return found

    def not_future(self, date: dt.date, file: str, line: int, name: str) -> None:
        if date > self.today:
            # A machine with a slow clock must still start: the tests make this an error (`strict_dates`).
            self.wrong(file, line, name, f"{date} lies in the future; give the day it was checked", warning=True)


_FRONT = re.compile(r"\A---\n(.*?)\n---\n?", re.DOTALL)


def _read_page(reader: _Reader, language: str, name: str, number: int | None, glossary: Mapping[str, Term]) -> Page | None:
    file = f"{language}/pages/{name}.md"
    text = reader.text(file)
    if text is None:
        return None
    match = _FRONT.match(text)
    if not match:
        reader.wrong(file, 1, "front matter", "the page must begin with --- fields ---")
        return None
    data, node = reader.yaml_text(match[1], file, offset=1)
    if data is None:
        return None
    front = reader.build(FrontMatter, data, file, node, [], offset=1)
    if front is None:
        return None
    reader.not_future(front.checked_on, file, _line_of(node, ["checked_on"]) + 1, "checked_on")
    if number or name in ("start", "takeaways"):
        line = _line_of(node, ["questions"]) + 1
        if len(front.questions) != 2:
            reader.wrong(file, line, "questions", "a page of the guide has exactly two questions for a clinician")
        if front.check is None:
            reader.wrong(file, line, "check", "a page of the guide has one question to check oneself")
    if front.check and sum(option.right for option in front.check.options) != 1:
        reader.wrong(file, _line_of(node, ["check"]) + 1, "check.options", "exactly one answer is marked right: true")
    body = text[match.end() :]
    first = text[: match.end()].count("\n") + 1
    shown = {key: term.term for key, term in glossary.items()}
    term = lambda key: shown.get(key, key)  # noqa: E731 (a page carries it)
    return Page(name, number, front, body, file, first, tuple(markdown.parse(body)), term)


def _check_page(reader: _Reader, page: Page, library: Library, figures: Iterable[str]) -> None:
    wrong = lambda line, name, message: reader.wrong(page.file, page.first_line + line, name, message)  # noqa: E731
    figures = set(figures)
    for token in page.tokens:
        if token.meta.get("broken"):
            wrong(token.map[0], "container", f"cannot read {token.info.strip()!r}: check its quotes")
    for head in page.marks.heads:
        if head.kind == "figure" and head.title not in figures:
            wrong(head.line, "figure", f"no figure is called {head.title!r}")
        if head.kind in ("claim", "views"):
            if head.title not in markdown.STRENGTHS:
                wrong(head.line, "strength", f"{head.title!r} is not one of {', '.join(markdown.STRENGTHS)}")
            if not head.facts:
                wrong(head.line, "facts", "a claim names the facts it rests on: facts=id,id")
            for fact in head.facts:
                if fact not in library.facts:
                    wrong(head.line, "facts", f"no fact is called {fact!r}")
    for key, line in page.marks.citations:
        if key not in library.references:
            wrong(line, "citation", f"no work is called {key!r} in data/references.yaml")
    for key, line in page.marks.terms:
        if key not in library.glossary:
            wrong(line, "term", f"no term is called {key!r} in {library.language}/glossary.yaml")
    for href, line in page.marks.links:
        parts = urlsplit(href)
        inside = href.startswith("/") and library.page_at(parts.path) is not None
        if not inside and not (parts.scheme == "https" and parts.netloc) and not href.startswith("#"):
            wrong(line, "link", f"{href!r} is neither a page of the guide nor an https address")
    for unclosed in re.finditer(r"\[@|\[\[", "\n".join(s.text for s in page.stretches)):
        wrong(0, "markup", f"a citation or term was not closed properly near {unclosed[0]!r}")
        break
    for point in page.front.covers:
        if point not in {seed.id for seed in library.seed_points}:
            reader.wrong(page.file, 1, "covers", f"no seed point is called {point!r}")


@functools.lru_cache(maxsize=8)
def load(language: str = "en", root: Path = CONTENT, *, strict_dates: bool = False, today: dt.date | None = None) -> Library:
    """Read and check all content in one language.

    Args:
        language: a folder of `content/`.
        root: the content folder.
        strict_dates: make a date in the future an error (the tests do); otherwise it is one of `Library.warnings`.
        today: the day to compare dates with; the machine's own by default.

    Raises:
        ContentError: with every mistake, named by file, line and field.
    """
    reader = _Reader(root, today or dt.date.today())
    interface, _ = reader.yaml(f"{language}/interface.yaml")
    glossary_rows, glossary_node = reader.yaml(f"{language}/glossary.yaml")
    glossary = {}
    for key, row in (glossary_rows or {}).items():
        term = reader.build(Term, row, f"{language}/glossary.yaml", glossary_node, [key])
        if term:
            glossary[key] = term
    facts = {fact.id: fact for fact in reader.rows("data/facts.yaml", Fact)}
    references = {work.id: work for work in reader.rows("data/references.yaml", Reference)}
    parameters = {p.name: p for p in reader.rows("data/parameters.yaml", Parameter, key="name")}
    timeline = tuple(reader.rows("data/timeline.yaml", Event, key=None))
    updates = tuple(reader.rows(f"{language}/updates.yaml", Update, key=None))
    seed_points = tuple(reader.rows("data/seed-points.yaml", SeedPoint))
    survey, problems = read_survey(root, language)
    reader.problems += problems
    resources, problems = read_resources(root / "data" / "resources.csv", root=root, today=reader.today)
    reader.problems += problems

    shelf, problems = read_shelf(root, language, references)
    reader.problems += problems
    references |= {work.id: Reference.model_validate(work.as_reference) for work in shelf.works.values() if work.id not in references}

    steps, problems = read_steps(root, language, references, facts)
    reader.problems += problems
    handout, _ = reader.yaml(f"{language}/handout.yaml")

    for fact in (*facts.values(), *parameters.values(), *timeline):
        name = getattr(fact, "id", None) or getattr(fact, "name", None) or str(getattr(fact, "year", ""))
        for key in fact.references:
            if key not in references:
                kind = {Fact: "facts", Parameter: "parameters", Event: "timeline"}[type(fact)]
                reader.wrong(f"data/{kind}.yaml", 1, f"{name}.references", f"no work is called {key!r}")

    tables: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in sorted((root / "data" / "figures").glob("*.yaml")):
        file = f"data/figures/{path.name}"
        data, node = reader.yaml(file)
        if not isinstance(data, list):
            if data is not None:
                reader.wrong(file, 1, "file", "this file must hold a list of rows")
            continue
        for number, row in enumerate(data):
            sources = row.get("source") if isinstance(row, dict) else None
            for key in [sources] if isinstance(sources, str) else sources or [""]:
                if key not in references:
                    message = f"no work is called {key!r}" if key else "each row names the work it comes from: source: key"
                    reader.wrong(file, _line_of(node, [number, "source"]), "source", message)
        tables[path.stem] = tuple(data)

    figure_words: dict[str, Words] = {}
    for name in FIGURE_IDS:
        file = f"{language}/figures/{name}.yaml"
        data, _ = reader.yaml(file)
        if isinstance(data, dict):
            figure_words[name] = Words(file, data)

    pages = {}
    for name, number in ORDER:
        page = _read_page(reader, language, name, number, glossary)
        if page:
            pages[name] = page
    library = Library(
        language, pages, Words(f"{language}/interface.yaml", interface or {}), figure_words, glossary, facts, references,
        parameters, timeline, tables, tuple(resources), survey, updates, seed_points, shelf, steps,
        Words(f"{language}/handout.yaml", handout if isinstance(handout, dict) else {}),
    )  # fmt: skip
    questions: dict[str, str] = {}
    for page in pages.values():
        _check_page(reader, page, library, FIGURE_IDS)
        for question in page.front.questions:
            if question.id in questions:
                reader.wrong(page.file, 1, "questions.id", f"{question.id!r} stands in {questions[question.id]} too")
            questions[question.id] = page.file
    for update in updates:
        reader.not_future(update.date, f"{language}/updates.yaml", 1, "date")
        for name in update.pages:
            if name not in pages:
                reader.wrong(f"{language}/updates.yaml", 1, "pages", f"no page is called {name!r}")

    errors = [p for p in reader.problems if strict_dates or not p.warning]
    if errors:
        raise ContentError(errors)
    object.__setattr__(library, "warnings", tuple(p for p in reader.problems if p.warning))
    return library


def main() -> int:
    """Check the content of every language; print what is wrong. Exit status 1 when something is."""
    status = 0
    for language in LANGUAGES:
        try:
            library = load(language)
        except ContentError as error:
            print(error, file=sys.stderr)
            status = 1
        else:
            print(f"{language}: {len(library.pages)} pages, {len(library.resources)} resources, {len(library.facts)} facts: all in order.")
    return status


if __name__ == "__main__":
    sys.exit(main())
