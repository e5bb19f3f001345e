"""The content of the guide in one language, loaded once, checked as a whole, and handed out as frozen records.

`load` reads `content/` and raises `ContentError` with every mistake named by file, line and field; `make check` does that and more.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.content.leaflets import Leaflet, read_leaflets
from guide.content.numbered import Part, read_numbers
from guide.content.pages import ORDER, Known, Page, check_page, read_page
from guide.content.problems import ContentError, Problem
from guide.content.questions import RoomQuestion, read_questions
from guide.content.ratings import Rating, read_ratings
from guide.content.records import Event, EventRow, EventWords, Fact, Language, Parameter, SeedPoint, Term, Update, Work
from guide.content.reviews import Review, read_reviews
from guide.content.search import SearchWords, read_search
from guide.content.source import Source, Tree
from guide.content.strength import check_tables
from guide.content.talks import Step, Talk, read_talks
from guide.content.waiting import uncollected
from guide.content.words import Words, no_text
from guide.content.works import check_labels, check_works
from guide.links import FIRST_LANGUAGE, Links, page_path
from guide.medicines.model import Steps
from guide.medicines.read import read_steps
from guide.resources import FACETS, Emergency, Resource, Survey, read_emergency, read_resources, read_survey, read_timezones, read_vocabulary
from guide.treatments import KINDS, VALUES, Shelf, check_certainty, read_shelf

ROOT = Path(__file__).resolve().parent.parent
# Another folder can be served, to look at a translation or a change before it is taken over.
CONTENT = Path(os.environ.get("GUIDE_CONTENT") or ROOT / "content")

# Every figure; each has a module in guide/figures and its words in content/<language>/figures.
FIGURE_IDS = (
    "balance",
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
    about: Language
    pages: Mapping[str, Page]
    say: Words
    figure_words: Mapping[str, Words]
    glossary: Mapping[str, Term]
    facts: Mapping[str, Fact]
    references: Mapping[str, Work]
    parameters: Mapping[str, Parameter]
    timeline: tuple[Event, ...]
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]
    resources: tuple[Resource, ...]
    survey: Survey
    timezones: Mapping[str, str]
    emergency: Mapping[str, Emergency]
    updates: tuple[Update, ...]
    seed_points: tuple[SeedPoint, ...]
    shelf: Shelf
    treatment_words: Words
    search: SearchWords
    steps: Steps
    handout: Words
    leaflets: Mapping[str, Leaflet]
    numbers: Mapping[int, str]
    parts: Mapping[int, Part]
    talks: tuple[Talk, ...]
    figure_steps: Mapping[str, tuple[Step, ...]]
    paper_states: Mapping[str, Mapping[str, str]]
    room_questions: tuple[RoomQuestion, ...]
    rating_words: Words
    ratings: tuple[Rating, ...] = ()
    reviews: tuple[Review, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @functools.cached_property
    def links(self) -> Links:
        """The makers of addresses in this language."""
        return Links(self.language)


def languages(root: Path = CONTENT) -> tuple[str, ...]:
    """The languages there are: the first one, then every other folder of `content/` but `data`."""
    others = sorted(path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")) if root.is_dir() else []
    return (FIRST_LANGUAGE, *(name for name in others if name not in (FIRST_LANGUAGE, "data")))


@functools.lru_cache(maxsize=16)
def load(language: str = FIRST_LANGUAGE, root: Path = CONTENT, *, strict_dates: bool = False, today: dt.date | None = None) -> Library:
    """Read and check all content in one language.

    Args:
        language: a folder of `content/`.
        root: the content folder.
        strict_dates: make a date in the future an error (the tests do); otherwise it is one of `Library.warnings`.
        today: the day to compare dates with; the machine's own by default.

    Raises:
        ContentError: with every mistake, named by file, line and field.
    """
    source = Source(root, today)
    with uncollected():
        library = _read(source, language)
    errors = [problem for problem in source.problems if strict_dates or not problem.warning]
    if errors or library is None:
        raise ContentError(errors)
    return library


def _read(source: Source, language: str) -> Library | None:
    """Everything there is, with its mistakes noted; None where the interface has no words."""
    interface = source.yaml(f"{language}/interface.yaml", dict)
    if interface.data is None:
        return None  # all that is missing beside it would only say the same
    about = source.build(Language, interface, ["language"]) if interface.get("language") else None
    if about is None:
        if not interface.get("language"):
            source.wrong(
                interface.file, 1, "language", "say how the language is called and which locale writes its dates: language: {name: ..., locale: ..., og: ...}"
            )
        about = Language(name=language, locale="en_001", og=language)

    def words(tree: Tree) -> Words:
        for at in no_text(tree.data or {}):
            source.wrong_at(tree, at, ".".join(map(str, at)), "words are text: write them, in quotes where they are a number, yes or no")
        return Words(tree.file, tree.data or {}, about.locale)

    glossary_tree = source.yaml(f"{language}/glossary.yaml", dict)
    glossary = {str(key): term for key in glossary_tree.data or {} if (term := source.build(Term, glossary_tree, [key]))}
    facts = {fact.id: fact for _, fact in source.rows("data/facts.yaml", Fact)}
    references = {work.id: work for _, work in source.rows("data/references.yaml", Work)}
    parameters = {p.name: p for _, p in source.rows("data/parameters.yaml", Parameter, key="name")}
    timeline = _read_timeline(source, language)
    seed_points = tuple(point for _, point in source.rows("data/seed-points.yaml", SeedPoint))
    vocabulary = read_vocabulary(source)
    survey = read_survey(source, language, vocabulary)
    resources = read_resources(source, vocabulary, language)
    timezones = read_timezones(source)
    emergency = read_emergency(source, vocabulary)
    shelf = read_shelf(source, language, references)
    steps = read_steps(source, language, references, facts)
    treatment_words = source.yaml(f"{language}/treatments.yaml", dict)
    handout = source.yaml(f"{language}/handout.yaml", dict)
    if source.readable("data/references.yaml"):
        for file, records in (("facts", facts.values()), ("parameters", parameters.values()), ("timeline", timeline)):
            check_works(source, f"data/{file}.yaml", records, references)
        check_labels(source, references)
    tables = _read_tables(source, references)
    check_tables(source, tables, facts)
    check_certainty(source, shelf, facts)
    figure_words = {name: words(source.yaml(f"{language}/figures/{name}.yaml", dict)) for name in FIGURE_IDS}
    pages = {name: page for name, number in ORDER if (page := read_page(source, language, name, number, glossary))}
    known = Known(
        figures=FIGURE_IDS,
        facts=facts if source.readable("data/facts.yaml") else None,
        works=references if source.readable("data/references.yaml") else None,
        terms=glossary if source.readable(glossary_tree.file) else None,
        points={point.id for point in seed_points} if source.readable("data/seed-points.yaml") else None,
        paths={page_path(name) for name, _ in ORDER},
    )
    search = read_search(
        source,
        language,
        {
            "treatment": [treatment.id for treatment in shelf.treatments] or None,
            "resource": [resource.id for resource in resources] or None,
            "page": pages if len(pages) == len(ORDER) else None,
            "term": glossary if source.readable(glossary_tree.file) else None,
            "kind": KINDS,
            "synapse": [treatment.row.synapse for treatment in shelf.treatments] or None,
            "living": [treatment.row.living for treatment in shelf.treatments] or None,
            "form": VALUES["form"],
            "sleep": VALUES["sleep"],
            **{facet: vocabulary.words(facet) if vocabulary else None for facet in FACETS},
        },
    )
    questions: dict[str, str] = {}
    for page in pages.values():
        check_page(source, page, known)
        for question in page.front.questions:
            if question.id in questions:
                source.wrong(page.file, page.line(question.id), "questions.id", f"{question.id!r} stands in {questions[question.id]} too")
            questions[question.id] = page.file
    asked = [*questions, *(shelf.words.get("questions") or {})]
    leaflets = read_leaflets(source, language, pages, list(shelf.by_id), asked, FIGURE_IDS)
    numbered = read_numbers(source, list(shelf.by_id), pages, FIGURE_IDS, asked)
    talks, figure_steps, paper_states = read_talks(source, language)
    return Library(
        language=language,
        about=about,
        pages=pages,
        say=words(interface),
        figure_words=figure_words,
        glossary=glossary,
        facts=facts,
        references=references,
        parameters=parameters,
        timeline=timeline,
        tables=tables,
        resources=tuple(resources),
        survey=survey,
        timezones=timezones,
        emergency=emergency,
        updates=_read_updates(source, language, pages),
        seed_points=seed_points,
        shelf=shelf,
        treatment_words=words(treatment_words),
        search=search,
        steps=steps,
        handout=words(handout),
        leaflets={leaflet.id: leaflet for leaflet in leaflets},
        numbers=numbered.treatments,
        parts=numbered.parts,
        talks=talks,
        figure_steps=figure_steps,
        paper_states=paper_states,
        room_questions=read_questions(source, language),
        rating_words=words(source.yaml(f"{language}/ratings.yaml", dict)),
        ratings=read_ratings(source, pages, complete=len(pages) == len(ORDER)),
        reviews=read_reviews(source, pages, complete=len(pages) == len(ORDER)),
        warnings=tuple(problem for problem in source.problems if problem.warning),
    )


def _read_timeline(source: Source, language: str) -> tuple[Event, ...]:
    rows = source.rows("data/timeline.yaml", EventRow)
    words = source.yaml(f"{language}/timeline.yaml", dict)
    found = []
    for _, row in rows:
        if row.id in (words.data or {}):
            if said := source.build(EventWords, words, [row.id]):
                found.append(Event(**row.model_dump(), **said.model_dump()))
        elif words.data is not None:
            source.wrong(words.file, 1, row.id, "this event of data/timeline.yaml has no words")
    if source.readable("data/timeline.yaml"):
        for key in set(words.data or {}) - {row.id for _, row in rows}:
            source.wrong_at(words, [key], str(key), "data/timeline.yaml has no such event")
    return tuple(found)


def _read_updates(source: Source, language: str, pages: Mapping[str, Page]) -> tuple[Update, ...]:
    tree = source.yaml(f"{language}/updates.yaml", list)
    found = source.rows_of(tree, Update, key=None)
    for place, update in found:
        source.not_future(update.date, tree.file, tree.line([place, "date"]), "date")
        for name in (name for name in update.pages if name not in dict(ORDER)):
            source.wrong_at(tree, [place, "pages"], "pages", f"no page is called {name!r}")
    return tuple(update for _, update in found)


def _read_tables(source: Source, references: Mapping[str, Work]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The rows of each figure's table. A figure whose table is missing is found when it is built (`make check`)."""
    tables: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in sorted((source.root / "data" / "figures").glob("*.yaml")):
        tree = source.yaml(f"data/figures/{path.name}", list)
        if tree.data is None:
            continue
        for number, row in enumerate(tree.data):
            if not isinstance(row, dict):
                source.wrong_at(tree, [number], "row", "each row holds names and values")
                continue
            named = row.get("source")
            for key in [named] if isinstance(named, str) else named or [""]:
                if key not in references and source.readable("data/references.yaml"):
                    message = f"no work is called {key!r}" if key else "each row names the work it comes from: source: key"
                    source.wrong_at(tree, [number, "source"], "source", message)
        tables[path.stem] = tuple(row for row in tree.data if isinstance(row, dict))
    return tables
