"""The list of resources, ranked by this tab's answers on the server, and searched there; each piece of it is drawn as one piece of HTML."""

from __future__ import annotations

import functools

import streamlit as st

from guide.content.match import Found
from guide.content.pages import Page
from guide.library import Library
from guide.resources import Answers, Ranking, rank
from guide.ui import tab
from guide.view import search
from guide.view.render import macro
from guide.view.resources import card, listed

SEARCH = "resource-search"


# Most visitors answer nothing: one ranking a language serves them all (it took half of each run on every page).
@functools.lru_cache(maxsize=16)
def _unasked(library: Library) -> Ranking:
    return rank(library.resources, Answers())


def ranking(library: Library) -> Ranking:
    """The resources as this tab's answers rank them."""
    answers = tab.answers()
    return _unasked(library) if answers.empty else rank(library.resources, answers)


def show(library: Library, page: Page) -> None:
    """Draw the help card, the search, the count, what gave way, and the list."""
    whole = ranking(library)
    st.html(card(library, whole))
    text = st.text_input(
        library.say("resources.search"), key=SEARCH, type="search", placeholder="", autocomplete="off", max_chars=80, persist_state="session", live=True
    ).strip()
    crisis = library.search.speaks_of_crisis(text)
    if crisis:
        st.html(macro(library, "macros/search", "crisis_note"))
    found = search.resources(library).find(text) if text else Found(library.resources)
    if found.instead and not crisis:
        st.html(macro(library, "macros/search", "instead", text, found.instead))
    left = whole.only(found.things) if text else whole
    if left.count:
        st.html(listed(library, left))
    elif not crisis:  # where help stands above, "nothing found" has no place
        st.html(macro(library, "macros/search", "unlisted", text))
