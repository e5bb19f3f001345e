"""Streamlit's entry script: the pages, the tab's answers, the survey in the sidebar, then the page itself."""

from __future__ import annotations

import streamlit as st

from guide.library import ORDER, ROOT
from guide.ui import page, survey, tab


def main() -> None:
    """One run of the app."""
    library = page.library()
    pages = {
        name: st.Page(
            ROOT / "pages" / f"{name.replace('-', '_')}.py",
            title=f"{library.pages[name].front.title} · {library.say('site.title')}",
            url_path="" if name == "start" else name,
            default=name == "start",
        )
        for name, _ in ORDER
    }
    here = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=here.title, page_icon=None, layout="centered", initial_sidebar_state="auto")
    tab.connect()
    with st.sidebar:
        survey.show(library)
    here.run()


main()
