"""What the guide's search box looks through: pages by section, treatments, words, resources, each with its other names."""

from __future__ import annotations

from collections.abc import Iterator

from guide.content.pages import Page
from guide.library import Library

Row = dict[str, str]
MOST = 600  # characters of a passage that are searched


def _sections(page: Page) -> Iterator[Row]:
    """The passages of a page under their headings."""
    heading, anchor = page.front.title, ""
    words: list[str] = []

    def kept() -> Iterator[Row]:
        if words and anchor:
            yield {"k": "section", "t": heading, "u": f"{page.path}#{anchor}", "x": " ".join(words)[:MOST]}

    for stretch in page.stretches:
        if stretch.heading:
            yield from kept()
            heading, anchor, words = stretch.text, page.places[stretch.line].id, []
        else:
            words.append(stretch.text)
    yield from kept()


def index(library: Library) -> list[Row]:
    """The rows: `k` kind, `t` title, `u` address, `x` words, `a` other names."""
    rows: list[Row] = []

    def add(kind: str, key: str, title: str, address: str, words: str) -> None:
        names = library.search.names(kind, key)
        rows.append({"k": kind, "t": title, "u": address, "x": words} | ({"a": " | ".join(names)} if names else {}))

    for page in library.pages.values():
        add("page", page.id, page.front.title, library.links.page(page.id), page.front.summary)
        rows.extend(row | {"u": library.links.inside(row["u"])} for row in _sections(page))
    for treatment in library.shelf.treatments:
        add("treatment", treatment.id, treatment.name, library.links.treatment(treatment.id), treatment.words.plain)
    for key, term in library.glossary.items():
        add("term", key, term.term, library.links.term(key), term.plain)
    for resource in library.resources:
        add("resource", resource.id, resource.name, library.links.resource(resource.id), resource.summary)
    return rows
