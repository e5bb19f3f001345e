"""A language is a folder: a made-up one is served whole, and no English word is left outside names and works."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape
from starlette.applications import Starlette
from starlette.testclient import TestClient

from guide.content.markdown import slug
from guide.figures import build
from guide.library import FIGURE_IDS, Library, languages, load
from guide.making import site
from guide.view.render import short
from guide.web import leaflet, routes
from guide.web.application import shells_of
from guide.web.handout import REFUSALS
from guide.web.shell import Shell
from tests import pseudo

# English words (and names) that may stand in every language, with the reason.
NAMES = frozenset({
    "PTSD", "Aa", "CC", "BY", "SVG", "PNG", "CSV", "JSON", "PDF", "et", "al", "doi", "PMID", "English", "sessionStorage", "localStorage", "CacheStorage", "cookie",
})  # fmt: skip


def _values(value: str) -> list[object]:
    """The words of a data attribute: those of its JSON, or all of it."""
    if value[0] not in "[{":
        return [value]
    try:
        read = json.loads(value)
    except ValueError:  # a sentence that begins with a place to fill
        return [value]
    return list(read.values() if isinstance(read, dict) else read)


class _Texts(HTMLParser):
    """The texts of a document that a reader meets: words, names of controls, alternatives; no address, no work, no name of a service."""

    TOLD = ("aria-label", "title", "alt", "placeholder", "aria-valuetext", "content")
    # What another site shows of a link.
    PREVIEW = ("og:title", "og:description", "og:site_name", "og:image:alt")
    # Names and works stand in their own language.
    PROPER = ("sources", "treat-source", "how-sources", "references", "works", "fig-sources")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.passed: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        proper = set((given.get("class") or "").split()) & set(self.PROPER) or tag in ("script", "style", "pre", "code")
        own = given.get("lang", pseudo.CODE) != pseudo.CODE
        if tag not in ("br", "img", "input", "meta", "link", "path", "hr", "circle", "rect", "line"):
            self.passed.append(tag if proper or own or self.passed and self.passed[-1] else "")
        if tag != "meta" or given.get("name") == "description" or given.get("property") in self.PREVIEW:
            self.found += [value for name, value in attrs if name in self.TOLD and value]
        # Words for the browser script travel in data attributes, alone or as JSON.
        for name, value in attrs:
            if name.startswith("data-") and value and " " in value:
                self.found += [str(text) for text in _values(value)]

    def handle_endtag(self, tag):
        if self.passed and tag not in ("br", "img", "input", "meta", "link", "path", "hr", "circle", "rect", "line"):
            self.passed.pop()

    def handle_data(self, data):
        if not (self.passed and self.passed[-1]):
            self.found.append(data)


@pytest.fixture(scope="module")
def root() -> Path:
    """A content folder that holds the made-up language beside the first one."""
    return pseudo.made()


@pytest.fixture(scope="module")
def library(root) -> Library:
    """The made-up language."""
    assert languages(root) == ("en", pseudo.CODE)
    return load(pseudo.CODE, root)


@pytest.fixture(scope="module")
def shells(library, root) -> dict[str, Shell]:
    """What serves both languages."""
    manifest = site.manifest_now() | {"search": {"en": "/s", pseudo.CODE: "/x"}}
    manifest["figures"] = {code: {name: f"/{code}/{name}.json" for name in FIGURE_IDS} for code in ("en", pseudo.CODE)}
    return shells_of({"en": load("en", root), pseudo.CODE: library}, manifest)


@pytest.fixture(scope="module")
def client(shells) -> TestClient:
    """The addresses in both languages."""
    return TestClient(Starlette(routes=routes.routes(shells)))


def left(text: str, names: frozenset[str]) -> list[str]:
    """The words of a text that are not marked, names aside."""
    text = re.sub(
        r"https?://\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", " ", re.sub(r"\{\w+\}", " ", pseudo.MARKED.sub(" ", text))
    )  # addresses of sites, places to fill
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in names]


@pytest.fixture(scope="module")
def names(library) -> frozenset[str]:
    """Words to send to a help line stay as they are, and the names above."""
    return NAMES | {line.word for row in library.resources for line in row.texts if line.word}


ROUND = " :·;()"  # what stands around a name


@pytest.fixture(scope="module")
def proper(library) -> frozenset[str]:
    """Whole texts that are a name: of a place of the list, of a work."""
    names = {row.name for row in library.resources} | {short(library.say, work) for work in library.references.values()}
    return frozenset({name.strip(ROUND) for name in names})


def english(text: str, names: frozenset[str], proper: frozenset[str]) -> list[tuple[str, str]]:
    """The words of a document that were left in English, each with the text it stands in. Works may stand in a sentence."""
    texts = _Texts()
    texts.feed(text)
    works = re.compile("|".join(re.escape(name) for name in sorted(proper, key=len, reverse=True)))
    found = [text for text in texts.found if text.strip(ROUND) not in proper and left(text, names)]
    return [(word, text.strip()[:80]) for text in found for word in left(works.sub(" ", text), names)]


# Beside the pages and cards: one address of each kind that stands in the same frame.
OTHERS = ("/leaflet", "/leaflet/first-visit", "/go", "/evidence/medicines")


def test_every_page_and_card_is_served_in_it(client, library, names, proper):
    """Each page, card, comparison and its article, leaflets and evidence answer in the language, say so, lead on in it, and hold no English word, nor does what
    another site shows of them."""
    shelf = library.shelf.treatments
    asked = (
        [*(page.path for page in library.pages.values()), *OTHERS]
        + [f"/treatments?show={t.id}" for t in shelf]
        + ["/treatments?compare=pe,sertraline,watchful-waiting"]
    )
    for address in asked:
        answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={pseudo.CODE}")
        assert answer.status_code == 200, address
        assert f'<html lang="{pseudo.CODE}"' in answer.text and 'hreflang="en"' in answer.text, address
        assert escape(f"{address}{'&' if '?' in address else '?'}lang=en") in answer.text, "without a script the other language shows the same"
        inside = re.findall(r'<a [^>]*?href="(/[^"#]*)', re.sub(r"<a [^>]*hreflang[^>]*>", "", answer.text))
        assert inside and all("lang=" in href for href in inside), [href for href in inside if "lang=" not in href][:5]
        assert "and others" not in answer.text, address
        # Around a card stands what stands around each page, two thirds of the whole.
        read = re.sub(r"(?s)<body.*?(?=<main)", "<body>", answer.text) if "?show=" in address else answer.text
        wrong = english(read, names, proper)
        assert not wrong, f"{address}: {wrong[:8]}"


def test_what_stands_alone_speaks_it(client, shells, names, proper):
    """A figure for another site, the calm pages (an address or a leaflet that is not there, a mistake of ours, no room, each refusal) and what changed are in the
    language."""
    shell = shells[pseudo.CODE]
    calm = [shell.not_found, shell.broken(), shell.full(), leaflet.missing(shell, "/leaflet/nowhere"), *(shell.refused(key, 1) for key in REFUSALS)]
    for text in [client.get(f"/embed/guideline-matrix?lang={pseudo.CODE}").text, *calm]:
        wrong = english(text, names, proper)
        assert f'lang="{pseudo.CODE}"' in text and not wrong, wrong[:8]
    feed = re.sub(r"<id>[^<]*</id>", "", client.get(f"/feed.xml?lang={pseudo.CODE}").text)
    assert "⟦" in feed and not english(feed, names, proper)


@pytest.mark.parametrize("name", FIGURE_IDS)
def test_every_figure_speaks_it(library, names, name):
    """Question, note, alternative, controls, and every sentence and table of every state are in the language."""
    figure = build(name, library)
    controls = [text for control in figure.controls for text in (control.label, *(option.label for option in control.options))]
    told = [figure.question, figure.alt, figure.note, figure.leaves_out, *figure.columns, *controls]
    told += [text for frame in figure.frames.values() for text in (frame.sentence, *(cell for row in frame.rows for cell in row))]
    wrong = {word for text in set(told) for word in left(text, names)}
    assert not wrong, wrong


def test_the_paper_the_errors_and_the_map_speak_it(client, library, names):
    """The appointment's text and refusals, an unknown address and the site map know the language; a language nobody wrote is the first one."""
    form = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    kept = f"keep=treatment:pe&keep=wish:sleep&keep=question:{library.pages['start'].front.questions[0].id}"
    text = client.post(f"/appointment.txt?lang={pseudo.CODE}", content=kept, headers=form).text
    assert not left(text.replace("appointment", ""), names), left(text, names)
    assert "⟦" in client.get(f"/appointment.pdf?lang={pseudo.CODE}").text
    assert f"/imbalance?lang={pseudo.CODE}" in client.get("/sitemap.xml").text and 'hreflang="en"' in client.get("/sitemap.xml").text
    assert '<html lang="en"' in client.get("/imbalance?lang=zz").text and "⟦" not in client.get("/imbalance").text.partition("<main")[2]


def test_letters_beyond_ascii_make_anchors():
    """A heading in another alphabet has an anchor that can be told from others; accents are folded."""
    assert slug("¿Qué es el TEPT?") == "que-es-el-tept" and slug("Was heißt das?") == "was-heisst-das"
    assert slug("Что это?") == "что-это" and slug("First “words”, then") == "first-words-then"
