"""The list of resources, ranked by this tab's answers on the server and drawn as one piece of HTML."""

from __future__ import annotations

import streamlit as st

from guide.library import Library
from guide.resources import rank
from guide.ui import tab
from guide.view import parts


def show(library: Library) -> None:
    """Draw the help card, the count, what gave way, and the list."""
    st.html(parts.survey_button(library))
    st.html(parts.ranking(library, rank(library.resources, tab.answers())))
