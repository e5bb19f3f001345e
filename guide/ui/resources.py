"""The list of resources, ranked by this tab's answers on the server, and searched there; each piece of it is drawn as one piece of HTML."""

from __future__ import annotations

import functools

import streamlit as st

from guide.content.pages import Page
from guide.library import Library
from guide.resources import TALK, Answers, Ranking, Reason, rank, searched
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


def _here(library: Library) -> str | None:
    """The country that was told, else the one that the browser's clock suggests, as Help now has it."""
    return tab.answers().country or library.timezones.get(st.context.timezone or "")


def _searched(library: Library, text: str) -> None:
    """What words leave of the list. Words of crisis put help above it, and lead to someone to talk to now."""
    found, here = search.sought(library, text), _here(library)
    crisis = library.search.speaks_of_crisis(text)
    meant = [Reason(option.question, option.word) for option in found.meant]
    if crisis:
        st.html(macro(library, "macros/search", "crisis_note"))
        meant = [TALK, *meant]
    elif found.instead:
        st.html(macro(library, "macros/search", "instead", text, found.instead))
    left = searched(library.resources, tab.answers(), list(dict.fromkeys(meant)), found.found, here)
    if left.count and crisis:
        st.html(macro(library, "macros/search", "talk_now", library.survey.country_name(here) if here else ""))
    st.html(listed(library, left) if left.count else macro(library, "macros/search", "unlisted", text))


def show(library: Library, page: Page) -> None:
    """Draw the help card, the search, the count, what gave way, and the list."""
    whole = ranking(library)
    st.html(card(library, whole))
    text = st.text_input(
        library.say("resources.search"), key=SEARCH, type="search", placeholder="", autocomplete="off", max_chars=80, persist_state="session", live=True
    ).strip()
    if text:
        _searched(library, text)
    else:
        st.html(listed(library, whole))
