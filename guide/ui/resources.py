"""The list of resources, ranked by this tab's answers on the server and drawn as one piece of HTML."""

from __future__ import annotations

import streamlit as st

from guide.content.pages import Page
from guide.library import Library
from guide.resources import rank
from guide.ui import tab
from guide.view.resources import ranked


def show(library: Library, page: Page) -> None:
    """Draw the help card, the count, what gave way, and the list."""
    st.html(ranked(library, rank(library.resources, tab.answers())))
