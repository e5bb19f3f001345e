"""The list of resources, ranked by this tab's answers on the server and drawn as one piece of HTML."""

from __future__ import annotations

import functools

import streamlit as st

from guide.content.pages import Page
from guide.library import Library
from guide.resources import Answers, Ranking, rank
from guide.ui import tab
from guide.view.resources import ranked


# Most visitors answer nothing: one ranking a language serves them all (it took half of each run on every page).
@functools.lru_cache(maxsize=16)
def _unasked(library: Library) -> Ranking:
    return rank(library.resources, Answers())


def ranking(library: Library) -> Ranking:
    """The resources as this tab's answers rank them."""
    answers = tab.answers()
    return _unasked(library) if answers.empty else rank(library.resources, answers)


def show(library: Library, page: Page) -> None:
    """Draw the help card, the count, what gave way, and the list."""
    st.html(ranked(library, ranking(library)))
