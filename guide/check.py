"""`make check`: read everything, resolve every key that templates and code ask for, build every figure, card and page, and name each mistake.

Root causes come first: what a broken file brings down elsewhere is not told again. The exit status is 1 when something is wrong; a warning alone
does not fail the check.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import functools
import sys
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes

from guide.content.problems import ContentError, Problem, in_order
from guide.content.source import Source
from guide.content.words import NoWords, Words
from guide.figures import build
from guide.handout import appointment
from guide.library import CONTENT, FIGURE_IDS, ROOT, Library, languages, load
from guide.treatments import View
from guide.view import parts, slides
from guide.view.kept import of_treatments
from guide.view.page import Given, article
from guide.view.prose import UnknownToken
from guide.view.render import TEMPLATES

# The names under which templates and code ask for words, and the library's words they stand for.
SPEAKERS: dict[str, Callable[[Library], Words]] = {
    "say": lambda library: library.say,
    "treat": lambda library: library.treatment_words,
    "how": lambda library: library.steps.say,
    "paper": lambda library: library.handout,
}
Asked = tuple[str, str, str]  # who asks (a speaker's name), the key, and where


# -- keys --------------------------------------------------------------------------------------------------------------


def keys_of_templates(folder: Path = TEMPLATES) -> Iterator[Asked]:
    """Every key that a template asks for by name. Keys that are put together are found when the pages are built."""
    parser = jinja2.Environment(autoescape=True)
    for path in sorted(folder.rglob("*.html")):
        for call in parser.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in SPEAKERS and call.args and isinstance(call.args[0], nodes.Const):
                yield call.node.name, str(call.args[0].value), f"templates/{path.relative_to(folder).as_posix()}:{call.lineno}"


def keys_of_code(folder: Path = ROOT / "guide") -> Iterator[Asked]:
    """Every key that Python asks for by name, as `say("...")` or `library.say("...")`."""
    names = {"say": "say", "treat": "treat", "how": "how", "paper": "paper", "treatment_words": "treat", "handout": "paper"}
    for path in sorted(folder.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant) or not isinstance(call.args[0].value, str):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if name in names:
                yield names[name], call.args[0].value, f"{path.relative_to(folder.parent).as_posix()}:{call.lineno}"


def missing_keys(library: Library) -> Iterator[Problem]:
    """A mistake for each key that is asked for and has no words."""
    told: set[tuple[str, str]] = set()
    for speaker, key, where in (*keys_of_templates(), *keys_of_code()):
        words = SPEAKERS[speaker](library)
        if words.get(key) is None and (words.file, key) not in told:
            told.add((words.file, key))
            yield Problem(words.file, 1, key, f"there are no words for this key, which {where} asks for")


# -- building ----------------------------------------------------------------------------------------------------------


def _tried(root: Path, file: str, field: str, make: Callable[[], object]) -> Problem | None:
    """What went wrong while something was made, said of the file that is to be mended."""
    try:
        make()
    except NoWords as error:
        return Problem(error.file, _line_of(root, error.file, error.key), error.key, error.what)
    except UnknownToken as error:
        return Problem(file, 1, "markup", str(error))
    except Exception as error:  # noqa: BLE001 (content may break what is made of it in ways nobody foresaw: it is named here, with its file)
        what = f"there is no {error.args[0]!r}" if isinstance(error, KeyError) and error.args else f"{type(error).__name__}: {error}"
        return Problem(file, 1, field, f"{field} could not be made: {what}")
    return None


def _line_of(root: Path, file: str, key: str) -> int:
    tree = Source(root).yaml(file)
    return tree.line(key.split(".")) if tree.data is not None else 1


def figures(library: Library, root: Path) -> Iterator[Problem]:
    """Build every figure and its file. A table that is missing is told as that file."""
    for name in FIGURE_IDS:
        found = _tried(root, f"{library.language}/figures/{name}.yaml", name, functools.partial(_figure, name, library))
        if found and found.field == name and repr(name) in found.message and name not in library.tables:
            yield Problem(f"data/figures/{name}.yaml", 1, "file", f"this file is missing, and the figure {name} needs it; restore it")
        elif found:
            yield found


def _figure(name: str, library: Library) -> None:
    build(name, library).payload()


def everything(library: Library, root: Path, passed_over: Collection[str]) -> Iterator[Problem]:
    """Make every page but those `passed_over`, every card, each treatment side by side with others, and the appointment page."""
    source = "/{}.json".format
    shelf = library.shelf.treatments
    asked = [(page.file, page.id, page.id, View()) for page in library.pages.values()]
    asked += [("data/treatments.yaml", f"the card {treatment.id}", "treatments", View(show=treatment.id)) for treatment in shelf]
    fours = [shelf[at : at + 4] for at in range(0, len(shelf), 4)]
    asked += [("data/treatments.yaml", "a comparison", "treatments", View(compare=tuple(t.id for t in four))) for four in fours if len(four) > 1]
    for file, what, page, view in asked:
        if page in library.pages and page not in passed_over:
            given = Given(figure_src=source, view=view)
            found = _tried(root, file, what, functools.partial(article, library, library.pages[page], given))
            if found:
                yield found
    if found := _tried(root, library.handout.file, "the appointment page", functools.partial(_paper, library)):
        yield found


def _paper(library: Library) -> None:
    kept = [f"treatment:{treatment.id}" for treatment in library.shelf.treatments[:2]] + [f"resource:{resource.id}" for resource in library.resources[:3]]
    kept += [f"question:{question.id}" for page in library.pages.values() for question in page.front.questions[:1]]
    page = appointment.make(library, kept, today=dt.date(2026, 1, 1), more=of_treatments(library.shelf))
    appointment.as_text(page, library)
    appointment.as_pdf(page, library)


# -- the command -------------------------------------------------------------------------------------------------------


def problems_of(language: str, root: Path = CONTENT, today: dt.date | None = None) -> list[Problem]:
    """Every mistake of a language, root causes first; a date that lies ahead counts as one here.

    What could not be read is told alone: what is made of it would only say the same again.
    """
    found: list[Problem] = []
    try:
        library = load(language, root, strict_dates=True, today=today)
    except ContentError as error:
        found = list(error.problems)
        if not all(problem.warning for problem in found):
            return in_order(found)
        library = load(language, root, today=today)
    calls = parts.unknown(library)
    drawn = list(figures(library, root))
    # A page that holds a broken figure or calls for a part that is not there would only say so again, and so would the whole guide.
    lost = {Path(problem.file).stem for problem in drawn}
    broken = {page.id for page in library.pages.values() if lost & set(page.figures) or page.file in {problem.file for problem in calls}}
    made = everything(library, root, {*broken, "guide", "present", "medicines", "takeaways"} if lost else broken)
    told: dict[tuple[str, str], Problem] = {}
    talks = [] if lost or broken else slides.unknown(library)
    for problem in (*calls, *missing_keys(library), *drawn, *made, *talks):
        told.setdefault((problem.file, problem.field), problem)
    return in_order([*found, *told.values()])


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="check", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--content", type=Path, default=CONTENT, help="another content folder")
    given = parser.parse_args(arguments)
    began, wrong = time.monotonic(), 0
    for language in languages(given.content):
        found = problems_of(language, given.content)
        for problem in found:
            print(f"{'warning: ' if problem.warning else ''}{problem}", file=sys.stderr)
        wrong += len(found)
        if not found:
            library = load(language, given.content)
            print(
                f"{language}: {len(library.pages)} pages, {len(FIGURE_IDS)} figures, {len(library.shelf.treatments)} treatments, "
                f"{len(library.resources)} resources, {len(library.facts)} facts: all in order."
            )
    if not languages(given.content):
        print(f"{given.content}: there is no language here: a folder with interface.yaml", file=sys.stderr)
        return 1
    print(f"{wrong} mistakes, {time.monotonic() - began:.1f} s.")
    return 1 if wrong else 0
