"""Everything that is made of the content, made once for `make check`: figures, pages with what stands around them, cards, comparisons, lists, the paper."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from guide.content.leaflets import FILE as LEAFLETS
from guide.content.problems import Problem
from guide.content.source import Source
from guide.content.words import NoWords
from guide.figures import build
from guide.handout import appointment
from guide.library import FIGURE_IDS, Library
from guide.resources import Answers, rank
from guide.treatments import FILTERS, GROUPS, WISHES, View, narrow, order
from guide.view import search, treatments
from guide.view.kept import MOST, of_treatments
from guide.view.prose import UnknownToken
from guide.view.render import macro
from guide.view.resources import card, context, listed
from guide.view.slides import ready
from guide.web import embed, go, leaflet, own, show
from guide.web.handout import REFUSALS
from guide.web.shell import Shell

Make = Callable[[], object]
# Between what could not be made and why.
NOT_MADE = " could not be made: "


class _Addresses(dict[str, Any]):
    """Addresses of the site's files where none was built: each name leads to itself."""

    def __missing__(self, name: str) -> str:
        return f"/{name}"


def shell_of(library: Library) -> Shell:
    """What serves pages in this language, without the site's files."""
    each = {name: _Addresses({library.language: value}) for name, value in (("figures", _Addresses()), ("search", "/search.json"))}
    return Shell(library, _Addresses(each))


def line_of(root: Path, file: str, key: str) -> int:
    """The line at which a key stands, or the deepest part of it that there is."""
    tree = Source(root).yaml(file)
    return tree.line(key.split(".")) if tree.data is not None else 1


def tried(root: Path, file: str, field: str, make: Make) -> Problem | None:
    """What went wrong while something was made, said of the file that is to be mended."""
    try:
        make()
    except NoWords as error:
        return Problem(error.file, line_of(root, error.file, error.key), error.key, error.what)
    except UnknownToken as error:
        return Problem(file, 1, "markup", str(error))
    except Exception as error:  # noqa: BLE001 (content may break what is made of it in ways nobody foresaw: it is named here, with its file)
        what = absent(error.args[0]) if isinstance(error, KeyError) and error.args else f"{type(error).__name__}: {error}"
        return Problem(file, 1, field, f"{field}{NOT_MADE}{what}")
    return None


def absent(name: object) -> str:
    """Why something could not be made that asked for what is not there."""
    return f"there is no {name!r}"


def cause(problem: Problem) -> str:
    """Why something could not be made; the whole message of any other mistake."""
    return problem.message.partition(NOT_MADE)[2] or problem.message


def figures(library: Library, root: Path) -> Iterator[Problem]:
    """Build every figure and its file. A table that is missing is told as that file."""
    for name in FIGURE_IDS:
        found = tried(root, f"{library.language}/figures/{name}.yaml", name, functools.partial(_figure, name, library))
        if found and found.field == name and repr(name) in found.message and name not in library.tables:
            yield Problem(f"data/figures/{name}.yaml", 1, "file", f"this file is missing, and the figure {name} needs it; restore it")
        elif found:
            yield found


def _figure(name: str, library: Library) -> None:
    build(name, library).payload()


def everything(library: Library, root: Path, passed_over: Collection[str]) -> Iterator[Problem]:
    """Make every page but those `passed_over`, every card, each treatment side by side with others, and whatever else a visitor may meet."""
    shelf = library.shelf.treatments
    shell = shell_of(library)
    asked = [(page.file, page.id, page.id, View()) for page in library.pages.values()]
    asked += [("data/treatments.yaml", f"the card {treatment.id}", "treatments", View(show=treatment.id)) for treatment in shelf]
    fours = [shelf[at : at + 4] for at in range(0, len(shelf), 4)]
    asked += [("data/treatments.yaml", "a comparison", "treatments", View(compare=tuple(t.id for t in four))) for four in fours if len(four) > 1]
    makes: list[tuple[str, str, Make]] = [
        (file, what, functools.partial(shell.page, library.pages[page], view))
        for file, what, page, view in asked
        if page in library.pages and page not in passed_over
    ]
    language = library.language
    makes += [
        (f"{language}/interface.yaml", "the page for an unknown address", lambda: shell.not_found),
        (f"{language}/interface.yaml", "the page for a mistake of ours", shell.broken),
        (f"{language}/interface.yaml", "the page when too many are here", shell.full),
        (f"{language}/interface.yaml", "the page that a shared link opens", functools.partial(go.page, shell)),
        (LEAFLETS, "the page for an unknown leaflet", functools.partial(leaflet.missing, shell, "/leaflet/nowhere")),
        *((f"{language}/figures/{name}.yaml", f"{name} in another site", functools.partial(embed.page, shell, name)) for name in FIGURE_IDS if not passed_over),
        (f"{language}/search.yaml", "the search", functools.partial(search.index, library)),
        *((library.handout.file, "the page that refuses", functools.partial(shell.refused, key, MOST)) for key in REFUSALS),
        (f"{language}/survey.yaml", "the survey and its list", functools.partial(_survey, library)),
        (f"{language}/treatments.yaml", "the list of treatments", functools.partial(_list, library)),
        (library.handout.file, "the appointment page", functools.partial(_paper, library)),
    ]
    for one in library.leaflets.values():
        pages = {*one.pages, *(page.id for page in library.pages.values() if {item.figure for item in one.body} & set(page.figures))}
        if not pages & set(passed_over):
            makes.append((LEAFLETS, one.id, functools.partial(leaflet.page, shell, one.id, "", dt.date(2026, 1, 1))))
    if not passed_over:
        makes.append((LEAFLETS, "a leaflet of one's own", functools.partial(own.page, shell)))
        makes += [("data/talks.yaml", talk.id, functools.partial(show.page, shell, ready(library, talk))) for talk in library.talks]
    for file, what, make in makes:
        if found := tried(root, file, what, make):
            yield found


def _survey(library: Library) -> None:
    """The survey's panel and the list, for answers that meet every kind of row: none, some countries, each option alone."""
    macro(library, "macros/survey", "head")
    macro(library, "macros/survey", "note")
    macro(library, "macros/survey", "lost", "x")
    macro(library, "macros/search", "unlisted", "x")
    library.say("resources.search")
    options = {question.id: [value for value, _ in question.options] for question in library.survey.questions}
    answers = [Answers(), Answers(free_only=True), *(Answers(country=country) for country in options["country"][:3])]
    several = (("audiences", "audience"), ("needs", "need"), ("topics", "topic"), ("languages", "language"), ("formats", "format"))
    alone: list[dict[str, Any]] = [{field: (value,)} for field, question in several for value in options[question]]
    answers += [Answers(**chosen) for chosen in alone]
    for place, one in enumerate(answers):
        ranking = rank(library.resources, one)
        # Each option has words of its own in what is drawn; the markup around them is the same for all.
        for draw in (card, listed) if place < 5 else (context,):
            draw(library, ranking)
        macro(library, "macros/survey", "found", ranking.best, ranking.card.lines[:1], bool(ranking.lines))


def _list(library: Library) -> None:
    """What the app draws of the treatments: wishes, filters, a search that finds nothing or something near, and addresses that ask for nobody."""
    every = library.shelf.treatments
    treatments.wishes_panel(library)
    macro(library, "macros/treatments", "keep_wishes", list(treatments.wish_labels(library).items()))
    for wish in WISHES:
        treatments.listing(library, order(every, [wish]))
    labels = treatments.filter_labels(library)
    for name in FILTERS:
        for value in labels[name][1]:
            found = narrow(every, {name: [value]})
            treatments.listing(library, order(found.shown, []), found, folded=False)
    none = narrow(every, {name: list(labels[name][1])[:1] for name in FILTERS})
    treatments.listing(library, order(none.shown, []), none)
    macro(library, "macros/treatments", "said", library.treatment_words("page.shown", shown=1, all=len(every)))
    macro(library, "macros/search", "crisis_note")
    macro(library, "macros/search", "instead", "x", "y")
    macro(library, "macros/search", "nothing", "x", every[:2], [row for row in search.index(library) if row["k"] == "leaflet"][:1])
    macro(library, "macros/search", "nothing", "x", (), ())
    for key in ("page.search", "page.filters", "page.clear", "wishes.title", "wishes.go", *(f"groups.{group}.text" for group in GROUPS)):
        library.treatment_words(key)
    for message in ("unknown", "unknown-compare", "one-to-compare", "too-many"):
        treatments.message(library, View(message=message, near=tuple(t.id for t in every[:2])))


def _paper(library: Library) -> None:
    kept = [f"treatment:{treatment.id}" for treatment in library.shelf.treatments[:2]] + [f"resource:{resource.id}" for resource in library.resources[:3]]
    kept += [f"question:{question.id}" for page in library.pages.values() for question in page.front.questions[:1]]
    page = appointment.make(library, kept, today=dt.date(2026, 1, 1), more=of_treatments(library.shelf))
    appointment.as_text(page, library)
    appointment.as_pdf(page, library)
