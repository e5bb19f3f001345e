"""The pages as they are served, before any script: whole, well formed, each with its own title, words and card."""

# ruff: noqa: D102 (the methods are HTMLParser's)
from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fontTools.ttLib import TTFont

from guide.content.pages import ORDER
from guide.library import CONTENT, ROOT, load
from guide.making import site

PAGES = [load("en").pages[name] for name, _ in ORDER]
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class Document(HTMLParser):
    """The elements of a document, each with its attributes and all the text within it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict] = []
        self.open: list[dict] = []
        self.torn: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        for left in self.open:
            self.end(left)
        self.torn += [f"<{left['tag']}> is never closed" for left in self.open]

    def handle_starttag(self, tag, attrs):
        made = {"tag": tag, "attributes": dict(attrs), "text": "", "within": [*self.open], "from": len(self.texts)}
        self.elements.append(made)
        if tag not in VOID:
            self.open.append(made)

    def end(self, element):
        element["text"] = "".join(self.texts[element["from"] :])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1]["tag"] != tag:
            self.torn.append(f"</{tag}> at line {self.getpos()[0]} closes {self.open[-1]['tag'] if self.open else 'nothing'}")
            return
        self.end(self.open.pop())

    def handle_data(self, data):
        self.texts.append(data)

    def all(self, tag: str | None = None, **attributes: str) -> list[dict]:
        """The elements with this tag and these attributes (`_` for `-`; "" for any value)."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            e
            for e in self.elements
            if tag in (None, e["tag"]) and all(name in e["attributes"] and value in ("", e["attributes"][name]) for name, value in wanted.items())
        ]


def words(element: dict) -> str:
    """An element's text with its white space folded."""
    return " ".join(element["text"].split())


@pytest.fixture(scope="module")
def parsed() -> Callable[[str], Document]:
    """Each document, parsed once."""
    return functools.cache(Document)


@pytest.fixture(scope="module")
def documents(served, parsed) -> dict[str, Document]:
    """The pages, parsed."""
    return {page.id: parsed(served[page.path]) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_page_is_whole_without_a_script(documents, page):
    """The served page holds its title, its figures with a picture, a sentence and a table, Help now and Leave; every tag is closed."""
    document = documents[page.id]
    assert document.torn == []
    headings = document.all("h1")
    assert [words(heading) for heading in headings] == [page.front.title]
    assert any(outer["attributes"].get("id") == "served" for outer in headings[0]["within"])
    assert len(document.all(data_help_now="")) == 1 and len(document.all(data_action="leave")) == 1
    figures = {figure["attributes"]["data-figure"]: figure for figure in document.all(data_figure="")}
    assert set(page.figures) <= set(figures)
    for name in page.figures:
        inside = [element for element in document.elements if figures[name] in element["within"]]
        assert words(next(e for e in inside if e["tag"] == "output")), name
        stage = next(e for e in inside if "fig-stage" in e["attributes"].get("class", ""))
        assert any(stage in e["within"] and e["tag"] in ("svg", "table", "ul", "dl") for e in inside), name
        assert any("data-rows" in outer["attributes"] for e in inside if e["tag"] == "td" for outer in e["within"]), name
        assert figures[name]["attributes"]["data-state"] == "picture"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_page_says_who_it_is(documents, page):
    """A page has its own title, description, language and card, and the card's picture is there."""
    document = documents[page.id]
    assert words(document.all("title")[0]).startswith(page.front.title)
    assert document.all("html")[0]["attributes"]["lang"] == "en"
    assert document.all("meta", name="description")[0]["attributes"]["content"] == page.front.description
    image = document.all("meta", property="og:image")[0]["attributes"]["content"]
    assert image.endswith(f"/assets/cards/{page.id}.png")
    assert (ROOT / "assets" / "cards" / f"{page.id}.png").read_bytes().startswith(b"\x89PNG")


def test_every_id_stands_once_and_every_label_finds_its_field(served, parsed):
    """In every served document an id stands once, and what `for`, `aria-labelledby`, `aria-describedby` and `href="#…"` name is there."""
    for address, text in served.items():
        if not text.lstrip().startswith("<!"):
            continue
        document = parsed(text)
        ids = [e["attributes"]["id"] for e in document.elements if e["attributes"].get("id")]
        assert sorted(set(ids)) == sorted(ids), (address, sorted({one for one in ids if ids.count(one) > 1}))
        named = [e["attributes"][name] for e in document.elements for name in ("for", "aria-labelledby", "aria-describedby") if e["attributes"].get(name)]
        named += [e["attributes"]["href"][1:] for e in document.all("a", href="") if re.fullmatch(r"#[\w-]+", e["attributes"]["href"])]
        missing = {one for names in named for one in names.split()} - set(ids)
        assert not missing, (address, missing)


def heard(element: dict) -> str:
    """The name by which a link or a box's label is heard."""
    return " ".join(element["attributes"].get("aria-label", element["text"]).split())


def test_what_is_tabbed_to_is_heard_with_what_it_belongs_to(served, parsed):
    """An answer to choose, and a question to keep, stands in a group with a name (an answer heard alone would be a statement) or in the fold it is chosen
    from; and a fold has its name from its own words, since one from `aria-label` is heard before them and they after it."""
    for address, text in served.items():
        if not text.lstrip().startswith("<!"):
            continue
        document = parsed(text)
        asked = [
            *document.all("details", class_="answer"),
            *[box for box in document.all("input", data_keep="") if box["attributes"]["data-keep"].startswith("question:")],
        ]
        alone = [
            one
            for one in asked
            if not any(
                around["tag"] == "details" or "aria-labelledby" in around["attributes"] and around["attributes"].get("role") == "group"
                for around in one["within"]
            )
        ]
        assert not alone, (address, alone[0])
        assert not document.all("summary", aria_label=""), address


@pytest.mark.parametrize("page", PAGES, ids=[page.id for page in PAGES])
def test_one_name_leads_to_one_place(documents, page):
    """Heard in a list of links, a name leads to one place; and no two boxes to tick for the appointment or a comparison have the same name."""
    document = documents[page.id]
    leads: dict[str, set[str]] = {}
    for link in document.all("a", href=""):
        # A work is named beside its claim and in the list of works alike: both lead to it. The bar's Contents is a list of its own.
        if "#ref-" not in link["attributes"]["href"] and not any(around["attributes"].get("id") == "bar" for around in link["within"]):
            leads.setdefault(heard(link), set()).add(link["attributes"]["href"])
    assert {name: places for name, places in leads.items() if len(places) > 1} == {}
    # A talk's pieces stand folded under the page they are of.
    kept = [label for label in document.all("label") if label["attributes"].get("class", "").startswith("keep")]
    boxes = [heard(label) for label in kept if not any(around["attributes"].get("class") == "compose" for around in label["within"])]
    assert sorted(set(boxes)) == sorted(boxes)


def test_the_cut_font_has_every_letter_that_stands_in_the_guide(served):
    """Each sign of the served documents and of every language's content that Streamlit's text font has is in what is left of it."""
    texts = [*served.values(), *(path.read_text(encoding="utf-8") for path in CONTENT.rglob("*") if path.is_file())]
    stands = set(map(ord, html.unescape("".join(texts))))
    for file in (site.STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2"):
        lost = stands & set(TTFont(file).getBestCmap()) - set(TTFont(site.SITE / "static" / "media" / file.name).getBestCmap())
        assert not lost, [chr(one) for one in lost]
