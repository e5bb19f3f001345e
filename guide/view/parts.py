"""The parts that a page can hold beside its prose and figures, by the name under which its Markdown calls them: `::: part <name>`.

A part is a template of `templates/parts/` and a function that gives the template its records. A part that lives in the app (a list that
answers to choices) is drawn there by the function of the same name in `guide.ui.parts`; everywhere else by what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from guide.content import readability
from guide.content.markdown import Head
from guide.content.pages import GUIDE, Page
from guide.content.problems import Problem
from guide.content.words import Words
from guide.library import Library
from guide.links import MANIFEST, SHOW, WORKER
from guide.resources import Answers, rank
from guide.treatments import View
from guide.view import appointment, frame, medicines, open_data, ratings, resources, reviewed, slides, treatments
from guide.view.asking import asks
from guide.view.cut import cut
from guide.view.embedded import HEIGHTS
from guide.view.figure import home_of
from guide.view.given import Given
from guide.view.hundred import dots, table
from guide.view.render import render
from guide.view.section import sections
from guide.view.still import small

Context = Callable[[Library, Page, Given], Mapping[str, Any]]


def _never(view: View) -> bool:
    return False


class Part(NamedTuple):
    """A part: what its template is given, when it stands in the place of the whole text, and whether the app draws it anew as choices are made."""

    context: Context
    alive: bool = False
    takes_page: Callable[[View], bool] = _never


class Stored(NamedTuple):
    """A cookie or a key of the browser's storage: its name, where it stands, and the key of the words that say why."""

    name: str
    kind: str
    why: str


# Every cookie and storage key; a browser test compares this list with what a browser holds. A language is kept where there is one to choose.
LANGUAGE = Stored("guide.lang", "sessionStorage", "lang")
STORAGE = (
    Stored("guide.answers", "sessionStorage", "answers"),
    Stored("guide.kept", "sessionStorage", "kept"),
    Stored("guide.picks", "sessionStorage", "picks"),
    Stored("guide.theme", "sessionStorage", "theme"),
    Stored("guide.text", "sessionStorage", "text"),
    Stored("guide.place", "sessionStorage", "place"),
    Stored("guide.motion", "sessionStorage", "motion"),
    Stored("guide.trail", "sessionStorage", "trail"),
    Stored("guide.phone", "sessionStorage", "phone"),
    Stored("guide.still", "sessionStorage", "still"),
    Stored("stActiveTheme-<page>-v2", "localStorage", "streamlit_theme"),
    Stored("stSidebarSectionsState-", "localStorage", "streamlit_sidebar"),
    Stored("_streamlit_xsrf", "cookie", "xsrf"),
    Stored("guide-copy-<build>", "CacheStorage", "copy"),
)


class Shown(NamedTuple):
    """A figure of the gallery: its id, its words, the page it stands on, its picture (none for a table of words), and its height in another site."""

    figure: str
    words: Words
    page: Page
    picture: Markup | None
    height: int


class Plainness(NamedTuple):
    """How plain a page's words are."""

    page: Page
    figure: float
    words: int


def _gallery(library: Library) -> list[Shown]:
    return [Shown(name, words, library.pages[home_of(library, name)], small(library, name), HEIGHTS[name]) for name, words in library.figure_words.items()]


def _plainness(library: Library) -> list[Plainness]:
    found = []
    for page in (library.pages[name] for name in GUIDE):
        plain = [s.text for s in page.stretches if not s.deeper and not s.heading]
        found.append(Plainness(page, readability.plainness(plain, library.language), readability.measure(plain).words))
    return found


def _doors(library: Library) -> tuple[tuple[str, str], ...]:
    """The three ways into the guide."""
    page = library.links.page
    return (("understand", page("what-is-ptsd")), ("find", page("resources")), ("prepare", page("guide", "appointment")))


def _works(library: Library) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in GUIDE for key in library.pages[name].citations))


def _talks(library: Library) -> dict[str, Any]:
    """The ready-made talks, and every piece to choose from, page by page."""
    return {
        "show": SHOW,
        "asks": asks(library),
        "pause": slides.PAUSE,
        "talks": library.talks,
        "parts": [(library.pages[name], cut(library, name)) for name in GUIDE],
    }


# Where the example answers to the three questions of why-increase were read.
ANSWERED = ("blier-2011-noradrenergic", "davidson-2006-venlafaxine-six-month", "davidson-2006-venlafaxine-sertraline")
# Where the words for someone beside a person with PTSD were read.
BESIDE = ("ncptsd-2018-family", "ncptsd-2019-family")

PARTS: Mapping[str, Part] = {
    "tonight": Part(lambda library, page, given: {"beside": BESIDE}),
    "doors": Part(lambda library, page, given: {"doors": _doors(library)}),
    "survey-button": Part(lambda library, page, given: {}),
    "hundred": Part(lambda library, page, given: {"dots": dots(library, given.asked)}),
    "counts": Part(lambda library, page, given: {"table": table(given.asked)}),
    "asked": Part(lambda library, page, given: {"works": ANSWERED}),
    "taken": Part(lambda library, page, given: {}),
    "contents": Part(lambda library, page, given: {"groups": frame.contents(library), "page": page}),
    "resource-list": Part(lambda library, page, given: resources.context(library, given.ranking or rank(library.resources, Answers())), alive=True),
    "treatment-notes": Part(lambda library, page, given: {"notes": treatments.decision_notes(library)}),
    "treatment-list": Part(
        lambda library, page, given: {"view": treatments.view(library, given.view)}, alive=True, takes_page=lambda view: bool(view.show or view.compare)
    ),
    "how-it-acts": Part(lambda library, page, given: {"how": medicines.how_it_acts(library, lambda name: given.figure(library, name))}),
    "takeaway-presets": Part(lambda library, page, given: {"buttons": medicines.takeaway_presets(library)}),
    "appointment": Part(lambda library, page, given: appointment.context(library)),
    "whole-guide": Part(
        lambda library, page, given: {
            "pages": [library.pages[name] for name in GUIDE],
            "sections": sections(library, given),
            "works": _works(library),
            "papers": given.papers,
        }
    ),
    "leaflets": Part(lambda library, page, given: {"leaflets": tuple(library.leaflets.values())}),
    "talks": Part(lambda library, page, given: _talks(library)),
    "reviewed": Part(lambda library, page, given: {"reviewers": reviewed.reviewers(library)}),
    "ratings": Part(
        lambda library, page, given: {
            "rows": ratings.rows(library),
            "days": sorted({rating.rated_on for rating in library.ratings}),
            "standard": ratings.standard(library),
        }
    ),
    "updates": Part(lambda library, page, given: {"updates": sorted(library.updates, key=lambda update: update.date, reverse=True)}),
    "glossary": Part(lambda library, page, given: {"terms": sorted(library.glossary.items(), key=lambda item: item[1].term.lower())}),
    "gallery": Part(lambda library, page, given: {"rows": _gallery(library)}),
    "contact": Part(lambda library, page, given: {"contact": given.contact}),
    "storage": Part(
        lambda library, page, given: {
            "rows": (*STORAGE[:10], LANGUAGE, *STORAGE[10:]) if given.languages > 1 else STORAGE,
            "worker": WORKER,
            "manifest": MANIFEST,
        }
    ),
    "open-data": Part(lambda library, page, given: {"tables": tuple(open_data.TABLES), "version": open_data.version(library)}),
    "readability": Part(lambda library, page, given: {"rows": _plainness(library)}),
}


def part(name: str) -> Part:
    """A part by its name. Raises LookupError with the names there are."""
    if name not in PARTS:
        raise LookupError(f"no part is called {name!r}; there are {', '.join(PARTS)}")
    return PARTS[name]


def _wrong(head: Head) -> str:
    """What is wrong with the call of a part, "" for nothing."""
    if head.title not in PARTS:
        return f"no part is called {head.title!r}; there are {', '.join(PARTS)}"
    if head.title == "counts":
        try:
            table(head.values)
        except ValueError as error:
            return str(error)
    return ""


def unknown(library: Library) -> list[Problem]:
    """A mistake for each part that a page calls and nobody made, and for each table of counts that cannot be read."""
    found = []
    for page in library.pages.values():
        for head in page.marks.heads:
            wrong = _wrong(head) if head.kind == "part" else ""
            if wrong:
                found.append(Problem(page.file, page.first_line + head.line, "part", wrong))
    return found


def takes_page(name: str, view: View) -> bool:
    """Whether what was asked for stands in the place of the page's text."""
    return part(name).takes_page(view)


def draw(library: Library, page: Page, given: Given, name: str) -> Markup:
    """A part as markup."""
    return render(library, f"parts/{name}", **part(name).context(library, page, given))
