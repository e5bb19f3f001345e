"""The pictures that a page shows where its link is pasted."""

from __future__ import annotations

import hashlib
import json
import logging

from guide.content.pages import GUIDE
from guide.library import ROOT, languages, load
from guide.making.cards import MARKS, mark
from guide.view.render import render
from guide.view.still import main_picture
from guide.web.application import around

LIBRARY = load("en")


def test_a_card_shows_its_pages_own_figure():
    """Each page of the guide shows the first of its figures that is a picture; a page without one keeps the curve."""
    for page in LIBRARY.pages.values():
        picture = main_picture(LIBRARY, page)
        card = render(LIBRARY, "card", page=page, picture=picture, tokens="", serif="", sans="")
        assert (picture is not None) == (page.id in GUIDE), page.id
        assert ('class="picture"' in card) == (picture is not None)
        if picture:
            assert picture.id in page.figures and str(picture.svg) in card


def test_each_card_is_drawn_from_todays_words():
    """Title, summary, picture and colors of a card are the page's own of today; otherwise `make cards` draws them."""
    marks = json.loads(MARKS.read_text(encoding="utf-8"))
    wanted = {library.links.card(page.id): mark(library, page) for library in map(load, languages()) for page in library.pages.values()}
    assert [card for card, made in wanted.items() if marks.get(card) != made] == [], "draw them again: make cards"
    assert set(marks) == set(wanted)


def test_no_two_pages_have_the_same_card():
    """Every page's card is a picture of its own."""
    seen = {hashlib.sha256((ROOT / "assets" / "cards" / f"{page}.png").read_bytes()).hexdigest() for page in LIBRARY.pages}
    assert len(seen) == len(LIBRARY.pages)


def test_a_copy_without_its_address_is_told(monkeypatch, caplog):
    """Whoever starts a copy without GUIDE_ORIGIN hears what that costs; with it nothing is said."""
    for value, said in (("", True), ("https://guide.example", False)):
        monkeypatch.setenv("GUIDE_ORIGIN", value)
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="guide"):
            around()
        assert any("GUIDE_ORIGIN" in record.message for record in caplog.records) == said
