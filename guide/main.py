"""Streamlit's entry script: the pages, the tab's answers, the survey in the sidebar, then the page itself."""

from __future__ import annotations

import streamlit as st

from guide.ui import navigation, page, survey, tab


def main() -> None:
    """One run of the app."""
    library = page.library()
    # The survey is opened by who wants it: an open panel would move the text that is being read.
    st.set_page_config(initial_sidebar_state="collapsed")
    here = st.navigation(navigation.pages(library), position="hidden")
    tab.connect(survey.known(library))
    with st.sidebar:
        survey.show(library)
    here.run()


with navigation.TURNS:
    main()
