"""Every address inside the guide is made here, so that a page, a language and a base path are written in one way.

An address of the first language carries none; every other language is `?lang=<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

# The language of an address that names none.
FIRST_LANGUAGE = "en"
START = "start"
# Where talks are shown.
SHOW = "/show"
# Where phones follow one.
JOIN = "/join"


def page_path(page: str) -> str:
    """A page's path: `/` for the start page, `/<id>` for the others."""
    return "/" if page == START else f"/{page}"


# What changed, for a reader of feeds.
FEED = "/feed.xml"
# The tables behind the guide, for whoever checks or reuses them.
DATA = "/data"
# What the claims of a page rest on.
EVIDENCE = "/evidence"
# A figure alone, for another site.
EMBED = "/embed"
# What another site asks to show a link as its figure (oembed.com).
OEMBED = "/oembed"
# The copy on a device: what keeps it, and what makes it installable.
WORKER = "/worker.js"
MANIFEST = "/manifest.webmanifest"
# What was chosen stands behind the `#` of /go, as stable numbers: no server, log or preview sees it until it is opened. assets/js/chosen.js does so in the browser.
GO = "/go"
MOST_CHOSEN = 4
# A link ends in a mark, so that one cut off on its way leads to no other treatment; one given out before links had marks goes on working.
_CHOSEN = re.compile(rf"(t[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{0,{MOST_CHOSEN - 1}}})(?:~([0-9a-z]{{2}})[.,;:)]*)?")


def chosen_part(numbers: Sequence[int]) -> str:
    """What stands behind the # of a link to treatments, by their numbers (at most four)."""
    return f"t{'.'.join(map(str, numbers[:MOST_CHOSEN]))}"


def read_chosen(part: str) -> tuple[int, ...]:
    """The numbers that stand behind a #, each once, in order; () for anything else, and for a link that was cut."""
    found = _CHOSEN.fullmatch(part)
    if not found or found[2] not in (None, _signs(_mark(found[1]))):
        return ()
    return tuple(dict.fromkeys(int(number) for number in found[1][1:].split(".")))


# A leaflet of one's own: what stands on it is `o<mark><numbers>` behind the #, two signs a number; after a figure's, `~` and three signs for each value that it
# does not begin with; then `-` and treatments as in a link to them.
OWN = "/leaflet"
MOST_PARTS = 12
# The longest part: twelve numbers and four treatments. A figure's state is written where it has room, so that no link is longer for it.
MOST_SIGNS = 44
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PART = re.compile(r"([0-9a-z]{2})((?:~[0-9a-z]{3}){0,4})")
_OWN = re.compile(rf"o([0-9a-z]{{2}})((?:[0-9a-z]{{2}}(?:~[0-9a-z]{{3}}){{0,4}}){{0,{MOST_PARTS}}})(?:-(t[0-9.]{{1,19}}))?")
# A figure's number, and the signs of the values (`value_signs`) that it does not begin with.
State = tuple[int, tuple[str, ...]]


class Own(NamedTuple):
    """What a leaflet of one's own is made of, by number.

    Attributes:
        whole: the link is as it was written, not cut or changed on its way.
        states: the figures that stand in another state than they begin in.
    """

    parts: tuple[int, ...]
    treatments: tuple[int, ...]
    whole: bool = True
    states: tuple[State, ...] = ()


def _signs(number: int, width: int = 2) -> str:
    """A number as two signs, or three."""
    found = ""
    for _ in range(width):
        number, last = divmod(number, 36)
        found = _SIGNS[last] + found
    return found


def _mark(text: str, under: int = 1291) -> int:
    """A number that another text seldom has: by it a cut link is noticed, and a value is named."""
    found = 0
    for sign in text:
        found = (found * 31 + ord(sign)) % under
    return found


def value_signs(control: str, value: str) -> str:
    """A value of a figure's control in a link, as three signs: the same whatever other values come or go."""
    return _signs(_mark(f"{control}={value}", 46649), 3)


def state_part(figure: str, values: Mapping[str, str]) -> str:
    """What stands behind the # of a link to a figure: its id, and its state when `values` names one by control."""
    state = "".join(value_signs(control, value) for control, value in values.items())
    return f"{figure}~{state}" if state else figure


def own_part(parts: Sequence[int], treatments: Sequence[int] = (), states: Sequence[State] = ()) -> str:
    """What stands behind the # of a leaflet of one's own. A figure's state for which it has no room is left out."""
    set_so = {number: "".join(f"~{signs}" for signs in values) for number, values in states}
    tail = f"-{chosen_part(treatments)}" if treatments else ""
    room, told = MOST_SIGNS - 3 - 2 * len(parts[:MOST_PARTS]) - len(tail), ""
    for number in parts[:MOST_PARTS]:
        said = set_so.get(number, "")
        said = said if len(said) <= room else ""
        told += _signs(number) + said
        room -= len(said)
    told += tail
    return f"o{_signs(_mark(told))}{told}"


def read_own(part: str) -> Own | None:
    """What a leaflet's link names; of a cut one, what can still be read (its last treatment may be another's number, cut); None for anything else."""
    found = _OWN.match(part)
    if not found:
        return None
    named = {int(number, 36): tuple(state.split("~")[1:]) for number, state in _PART.findall(found[2])}
    treatments, whole = read_chosen(found[3] or ""), _signs(_mark(part[3:])) == found[1]
    own = Own(tuple(named), treatments if whole else treatments[:-1], whole, tuple((number, state) for number, state in named.items() if state))
    return own if own.parts or own.treatments else None


def oembed(origin: str, address: str) -> str:
    """Where another site asks how to show an address of this copy; "" where the copy does not know its own."""
    return f"{origin}{OEMBED}?{urlencode({'url': origin + address, 'format': 'json'})}" if origin else ""


@dataclass(frozen=True)
class Links:
    """The makers of addresses in one language."""

    language: str = FIRST_LANGUAGE

    @property
    def first(self) -> bool:
        """Whether this is the language of an address that names none."""
        return self.language == FIRST_LANGUAGE

    def to(self, path: str, anchor: str = "", query: Mapping[str, str] | None = None, *, chosen: bool = False) -> str:
        """An address from its path, what it asks for, and a place on the page. `chosen`: it names its language even where that is the first one."""
        asked = dict(query or {})
        if chosen or not self.first:
            asked["lang"] = self.language
        # A comparison reads better, and is shorter, with its commas left as they are.
        told = f"?{urlencode(asked, safe=',')}" if asked else ""
        return f"{path}{told}{f'#{anchor}' if anchor else ''}"

    def chosen(self, path: str, anchor: str = "", query: Mapping[str, str] | None = None) -> str:
        """The same, by a link that chooses the language: a choice that a tab remembers."""
        return self.to(path, anchor, query, chosen=True)

    def inside(self, href: str) -> str:
        """An address written in the content (`/about#contact`), in this language."""
        parts = urlsplit(href)
        if not parts.path:
            return href
        query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
        return self.to(parts.path, parts.fragment, query)

    def page(self, page: str, anchor: str = "") -> str:
        """A page, or a place on it."""
        return self.to(page_path(page), anchor)

    def card(self, page: str) -> str:
        """The picture that a page shows where its link is pasted."""
        return f"/assets/cards/{'' if self.language == FIRST_LANGUAGE else f'{self.language}/'}{page}.png"

    def term(self, key: str) -> str:
        """A word of the glossary."""
        return self.page("glossary", f"term-{key}")

    def resource(self, key: str) -> str:
        """A row of the list of resources."""
        return self.page("resources", f"resource-{key}")

    def talk(self, talk: str) -> str:
        """A ready-made talk."""
        return self.to(SHOW, query={"talk": talk})

    def treatment(self, key: str) -> str:
        """A treatment's card."""
        return self.to("/treatments", query={"show": key})

    def compare(self, keys: Sequence[str]) -> str:
        """Treatments side by side."""
        return self.to("/treatments", query={"compare": ",".join(keys)})

    def go(self, numbers: Sequence[int]) -> str:
        """A link to hand on that leads to a treatment's card, or to treatments side by side, and names none of them."""
        part = chosen_part(numbers)
        return self.to(GO, f"{part}~{_signs(_mark(part))}")

    def own(self, parts: Sequence[int] = (), treatments: Sequence[int] = (), states: Sequence[State] = ()) -> str:
        """A leaflet of one's own; without numbers, where one is put together."""
        return self.to(OWN, own_part(parts, treatments, states) if parts or treatments else "")

    @property
    def own_pdf(self) -> str:
        """Where the PDF of a leaflet of one's own is made."""
        return self.to(f"{OWN}.pdf")

    @property
    def feed(self) -> str:
        """What changed, as a feed."""
        return self.to(FEED)

    def data(self, table: str, ending: str) -> str:
        """A table of the open data (`csv` or `json`), or the `schema` of all of them."""
        return self.to(f"{DATA}/{table}.{ending}")

    def evidence(self, page: str, claim: str = "") -> str:
        """What the claims of a page rest on, or one of them."""
        return self.to(f"{EVIDENCE}/{page}", claim)

    def embed(self, figure: str) -> str:
        """A figure alone, to stand in another site."""
        return self.to(f"{EMBED}/{figure}")

    def picture(self, figure: str) -> str:
        """A figure's picture as a file."""
        return self.to(f"{EMBED}/{figure}.svg")

    def leaflet(self, key: str) -> str:
        """A ready-made leaflet as a page."""
        return self.to(f"/leaflet/{key}")

    def leaflet_pdf(self, key: str) -> str:
        """A ready-made leaflet as a PDF."""
        return self.to(f"/leaflet/{key}.pdf")

    def article(self, page: str, query: Mapping[str, str] | None = None) -> str:
        """A page's article alone, as a fragment: what the app takes in when a page is turned."""
        return self.to(f"/article/{page}", query=query)

    def figure(self, page: str, figure: str, values: Mapping[str, str] | None = None) -> str:
        """A figure on its page, in a state when `values` names one by control. (Links of before name it `?control=value&…`: assets/js/figure/state.js reads both.)"""
        return self.page(page, state_part(figure, values or {}))
