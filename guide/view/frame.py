"""What stands around every page: Contents, Aa, Help now, Leave. It stays when the app cannot start."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from guide.content.match import bare
from guide.content.pages import GROUPS, Page
from guide.library import Library
from guide.links import Links
from guide.resources import ANYWHERE, Resource, help_lines
from guide.view.contacts import Way, confirmed, emergency, shown_address, speaks, ways
from guide.view.render import render

# What "Aa" offers.
SETTINGS = {"text": ("normal", "large", "largest"), "theme": ("system", "light", "dark"), "motion": ("device", "off"), "trail": ("keep", "none")}


class Line(NamedTuple):
    """A help line: its row, the ways to reach it, the languages worth saying, and when it was last confirmed."""

    resource: Resource
    ways: tuple[Way, ...]
    speaks: str
    confirmed: str


@dataclass(frozen=True)
class Country:
    """A country under Help now: its emergency numbers and its lines, either of which may be empty."""

    code: str
    name: str
    emergency: tuple[Way, ...]
    lines: tuple[Line, ...]


class Group(NamedTuple):
    """A group of the contents page: the key of its title, and its pages."""

    key: str
    pages: tuple[Page, ...]


class Spoken(NamedTuple):
    """A language this copy speaks, in its own words: its code, its name, how it offers itself, and how its offer is closed."""

    code: str
    name: str
    offer: str
    close: str


class Tongue(NamedTuple):
    """A language to choose: its words, the address of this page in it, and whether it is the one shown."""

    spoken: Spoken
    href: str
    here: bool


def line(library: Library, resource: Resource) -> Line:
    """A help line with its ways, its languages and its day."""
    return Line(resource, ways(library, resource), speaks(library, resource), confirmed(library, resource))


@functools.lru_cache(maxsize=16)
def countries(library: Library) -> tuple[Country, ...]:
    """Every country that the survey offers, by its name; lines that speak the page's language first in each.

    A number that is the country's emergency number stands there alone.
    """
    lines = help_lines(library.resources)
    found = []
    for code, name in library.survey.question("country").options:
        if code == ANYWHERE:
            continue
        urgent = library.emergency.get(code)
        shown = [resource for resource in lines.get(code, ()) if not urgent or resource.phones != urgent.phones]
        shown.sort(key=lambda resource: library.language not in resource.languages)
        found.append(Country(code, name, emergency(library, code), tuple(line(library, resource) for resource in shown)))
    return tuple(sorted(found, key=lambda country: bare(country.name)))


def elsewhere(library: Library) -> str:
    """The address of the directory of help lines for every country, as paper shows it."""
    return next((shown_address(resource.url) for resource in library.resources if resource.id == library.survey.elsewhere), "")


def contents(library: Library) -> tuple[Group, ...]:
    """Every page in its group: the guide itself in three, what one can do, what is said about the guide."""
    return tuple(Group(key, tuple(library.pages[name] for name in names)) for key, names in GROUPS.items())


def spoken(library: Library) -> Spoken:
    """A language as it names and offers itself."""
    return Spoken(library.language, library.about.name, library.say("bar.offer"), library.say("bar.close"))


def tongues(library: Library, languages: Sequence[Spoken], path: str, anchor: str = "", query: Mapping[str, str] | None = None) -> tuple[Tongue, ...]:
    """The languages to choose from, each with the same thing in it; none while there is one alone."""
    if len(languages) < 2:
        return ()
    return tuple(Tongue(one, Links(one.code).chosen(path, anchor, query), one.code == library.language) for one in languages)


def bar(library: Library, tongues: str = "", *, app: bool = True, offline: bool = False) -> Markup:
    """The bar above everything, outside what Streamlit draws.

    `tongues` is the choice of languages. Without the `app` the bar leads to the list of help in the survey's place. `offline`: in the file to keep, where
    there is help and Aa alone.
    """
    elsewhere = [resource for resource in library.resources if resource.id == library.survey.elsewhere]
    return render(
        library,
        "bar",
        app=app,
        groups=contents(library),
        countries=countries(library),
        elsewhere=elsewhere,
        tongues=tongues,
        settings=SETTINGS if not offline else {name: values for name, values in SETTINGS.items() if name != "trail"},
        offline=offline,
        leaving=[library.say(f"bar.{key}") for key in ("leaving", "shift_two", "shift_one", "shift_expired")],
    )
