"""Templates to markup: one Jinja environment a language, autoescape on, a name that nobody gave an error.

Python gives a template plain records; the template decides the markup. What the Markdown renderer and other templates made arrives as
`Markup`; `|safe` stands nowhere but where tests/unit/test_templates.py names it.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from guide.content.records import Work
from guide.content.words import Words
from guide.library import Library
from guide.links import FIRST_LANGUAGE
from guide.view import before, reviewed

TEMPLATES = Path(__file__).with_name("templates")


def compact(value: Any) -> str:
    """A value as JSON without white space, for a data attribute (autoescape does the rest)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def fill(text: str, **values: Any) -> Markup:
    """A sentence with its `{name}` places filled by markup (or by words, which are escaped)."""
    return escape(text).format(**values)


@functools.lru_cache(maxsize=16)
def _names(library: Library) -> re.Pattern[str] | None:
    names = sorted(library.about.names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)") if names else None


def named(library: Library, text: str) -> Markup:
    """A text with the names that stay in the first language told as such, so that a screen reader says them rightly."""
    rule = _names(library)
    parts = rule.split(text) if rule else [text]
    return macro(library, "macros/names", "names", parts, FIRST_LANGUAGE) if len(parts) > 1 else escape(text)


def short(say: Words, work: Work) -> str:
    """First author and year, as a work is named beside a claim."""
    name = say("claim.others", name=work.first) if work.several else work.first
    return f"{name}, {work.year}" if work.year else name


class Compiled(BytecodeCache):
    """Templates compiled once for all languages (0.5 s of processor each), in this process's memory."""

    def __init__(self) -> None:
        self.kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled."""
        bucket.code = self.kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self.kept[bucket.key] = bucket.code


COMPILED = Compiled()


@functools.lru_cache(maxsize=16)
def environment(library: Library) -> Environment:
    """The environment of one language. Every template knows:

    `say` (interface), `treat` (treatments.yaml), `how` (medicine-steps.yaml), `paper` (handout.yaml), `rated` (ratings.yaml), `survey`, `link` (addresses), `library`, `warned` (the word
    of warning), and what was reviewed (`not_advice`, `standing`, `of_page`); the filters
    `day` (a date), `number`, `capital`, `compact` (JSON), `fill` (places filled by markup), `named` (names of another language), `short` (a work).
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=COMPILED,
    )
    made.globals.update(
        library=library,
        say=library.say,
        treat=library.treatment_words,
        how=library.steps.say,
        paper=library.handout,
        rated=library.rating_words,
        survey=library.survey,
        link=library.links,
        not_advice=reviewed.not_advice(library),
        standing=reviewed.standing(library),
        warned=before.before,
        of_page=functools.partial(reviewed.of_page, library),
    )
    made.filters.update(
        day=library.say.date,
        number=library.say.number,
        capital=capital,
        compact=compact,
        fill=fill,
        named=functools.partial(named, library),
        short=functools.partial(short, library.say),
    )
    return made


def render(library: Library, template: str, **context: Any) -> Markup:
    """A template of `templates/` (named without its ending) filled in. Raises jinja2.UndefinedError for a name that nobody gave."""
    return Markup(environment(library).get_template(f"{template}.html").render(**context))  # noqa: S704 (autoescape made it)


def macro(library: Library, template: str, name: str, *values: Any, **named: Any) -> Markup:
    """One macro of a template, called from Python: for a piece that the app draws by itself."""
    return Markup(getattr(environment(library).get_template(f"{template}.html").module, name)(*values, **named))  # noqa: S704
