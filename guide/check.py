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
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes

from guide.content.pages import ORDER
from guide.content.problems import ContentError, Problem, in_order
from guide.content.words import Words
from guide.library import CONTENT, FIGURE_IDS, ROOT, Library, languages, load
from guide.made import absent, cause, everything, figures, line_of
from guide.view import parts, slides
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


@functools.cache
def asked() -> tuple[Asked, ...]:
    """All of them: they are the same for every language and content (1 s of processor to read)."""
    return (*keys_of_templates(), *keys_of_code())


def missing_keys(library: Library, root: Path) -> Iterator[Problem]:
    """A mistake for each key that is asked for and has no words."""
    told: set[tuple[str, str]] = set()
    for speaker, key, where in asked():
        words = SPEAKERS[speaker](library)
        if words.get(key) is None and (words.file, key) not in told:
            told.add((words.file, key))
            yield Problem(words.file, line_of(root, words.file, key), key, f"there are no words for this key, which {where} asks for")


# -- files that belong together -----------------------------------------------------------------------------------------


def beside(library: Library, root: Path) -> Iterator[Problem]:
    """A mistake for each file that nothing asks for, and each page without its script."""
    code = library.language
    known = {f"{code}/pages": {name for name, _ in ORDER}, f"{code}/figures": set(FIGURE_IDS), "data/figures": set(FIGURE_IDS)}
    for folder, names in known.items():
        for path in sorted((root / folder).iterdir()) if (root / folder).is_dir() else ():
            if path.stem not in names:
                message = "nothing in the guide asks for this file: a page has a row in PAGES (guide/content/pages.py), a figure one in FIGURE_IDS"
                yield Problem(f"{folder}/{path.name}", 1, "file", message)
    shown = {name for page in library.pages.values() for name in page.figures}
    for name in FIGURE_IDS:
        if name not in shown:
            yield Problem(f"{code}/figures/{name}.yaml", 1, "figure", f"no page holds this figure: write ::: figure {name} in one")


def scripts(folder: Path = ROOT / "pages") -> Iterator[Problem]:
    """A mistake for each page whose script is missing or shows another page, and each script that no page has."""
    there = {path.stem: path for path in folder.glob("*.py")}
    wanted = {name.replace("-", "_"): name for name, _ in ORDER}
    for stem in sorted({*there, *wanted}):
        file = f"../pages/{stem}.py"
        if stem not in there:
            yield Problem(file, 1, "file", f"this script is missing: the page {wanted[stem]} is drawn by it; write it like the others")
        elif stem not in wanted:
            yield Problem(file, 1, "file", "no page of the guide has this script: give the page a row in PAGES (guide/content/pages.py)")
        elif f'show("{wanted[stem]}")' not in (text := there[stem].read_text(encoding="utf-8")):
            yield Problem(file, text.count("\n"), "show", f'this script shows another page: write page.show("{wanted[stem]}")')


# -- the command -------------------------------------------------------------------------------------------------------


def problems_of(language: str, root: Path = CONTENT, today: dt.date | None = None, *, making: bool = True) -> list[Problem]:
    """Every mistake of a language, root causes first; a date that lies ahead counts as one here.

    What could not be read is told alone: what is made of it would only say the same again. Without `making`, only what is read is checked.
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
    if not making:
        return in_order([*found, *calls, *beside(library, root), *missing_keys(library, root)])
    drawn = list(figures(library, root))
    # A page that holds a broken figure or calls for a part that is not there would only say so again; so would whatever else is made of that figure.
    lost = {Path(problem.file).stem for problem in drawn}
    broken = {page.id for page in library.pages.values() if lost & set(page.figures) or page.file in {problem.file for problem in calls}}
    causes = {cause(problem) for problem in drawn} | {absent(name) for name in lost}
    made = [problem for problem in everything(library, root, broken) if cause(problem) not in causes]
    told: dict[tuple[str, str], Problem] = {}
    talks = [] if lost or broken else slides.unknown(library)
    for problem in (*calls, *beside(library, root), *missing_keys(library, root), *drawn, *made, *talks):
        told.setdefault((problem.file, problem.field), problem)
    return in_order([*found, *told.values()])


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="check", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--content", type=Path, default=CONTENT, help="another content folder")
    given = parser.parse_args(arguments)
    began, wrong = time.monotonic(), 0
    if not given.content.is_dir():
        print(f"{given.content}: there is no such folder", file=sys.stderr)
        return 1
    for problem in scripts():
        print(problem, file=sys.stderr)
        wrong += 1
    for language in languages(given.content):
        found = problems_of(language, given.content)
        for problem in found:
            print(f"{'warning: ' if problem.warning else ''}{problem}", file=sys.stderr)
        wrong += len(found)
        if not found:
            library = load(language, given.content, strict_dates=True, today=None)  # as `problems_of` read it: not read again
            print(
                f"{language}: {len(library.pages)} pages, {len(FIGURE_IDS)} figures, {len(library.shelf.treatments)} treatments, "
                f"{len(library.resources)} resources, {len(library.facts)} facts: all in order."
            )
    print(f"{wrong} mistakes, {time.monotonic() - began:.1f} s.")
    return 1 if wrong else 0
