"""The treatments page as a visitor shapes it: what matters to me, search, filters, cards, side by side."""

from __future__ import annotations

import streamlit as st

from guide.content.match import Found
from guide.content.pages import Page
from guide.library import Library
from guide.treatments import View, narrow, order, read_address
from guide.view import search
from guide.view import treatments as view
from guide.view.render import macro

WISHES = "treatment-wishes"
SEARCH = "treatment-search"


def asked(library: Library) -> View:
    """What the address asks for, a field that a plain form repeats included: Streamlit alone would keep its last value."""
    return read_address({name: st.query_params.get_all(name) for name in st.query_params}, library.shelf.treatments)


def _reset() -> None:
    for key in list(st.session_state):
        if str(key).startswith("treatment-"):
            del st.session_state[key]


def _wishes(library: Library) -> list[str]:
    """The choices that sort within the groups, and boxes that keep them for the appointment."""
    labels = view.wish_labels(library)
    with st.expander(library.treatment_words("wishes.title"), expanded=bool(st.session_state.get(WISHES))):
        st.html(view.wishes_panel(library))
        chosen = (
            st.pills(
                library.treatment_words("wishes.go"), list(labels), format_func=labels.__getitem__, selection_mode="multi", key=WISHES, persist_state="session"
            )
            or []
        )
    if chosen:
        st.html(macro(library, "macros/treatments", "keep_wishes", [(wish, labels[wish]) for wish in chosen]))
    return list(chosen)


def _filters(library: Library) -> dict[str, list[str]]:
    with st.expander(library.treatment_words("page.filters")):
        return {
            name: list(
                st.pills(label, list(values), format_func=values.__getitem__, selection_mode="multi", key=f"treatment-filter-{name}", persist_state="session")
                or []
            )
            for name, (label, values) in view.filter_labels(library).items()
        }


def _said(library: Library, text: str) -> None:
    st.html(macro(library, "macros/treatments", "said", text))


def _list(library: Library) -> None:
    """The whole list under the visitor's wishes and filters."""
    treat, every = library.treatment_words, library.shelf.treatments
    text = st.text_input(
        treat("page.search"), key=SEARCH, type="search", placeholder="", autocomplete="off", max_chars=80, persist_state="session", live=True
    ).strip()
    crisis = library.search.speaks_of_crisis(text)
    if crisis:
        st.html(macro(library, "macros/search", "crisis_note"))
    found = search.treatments(library).find(text) if text else Found(every)
    if found.instead and not crisis:
        st.html(macro(library, "macros/search", "instead", text, found.instead))
    if not found.things:
        if not crisis:  # where help stands above, "nothing found" has no place
            st.html(macro(library, "macros/search", "nothing", text, search.treatments(library).near(text), search.pages(library, text)))
        st.button(treat("page.clear"), on_click=_reset, key="reset-treatments")
        return
    wishes = _wishes(library)
    filters = _filters(library)
    filtered = narrow(found.things, filters)
    asked = bool(wishes or text or any(filters.values()))
    if asked:
        _said(library, treat("page.shown", shown=len(filtered.shown), all=len(every)))
        st.button(treat("page.clear"), on_click=_reset, key="reset-treatments")
    st.html(view.listing(library, order(filtered.shown, wishes), filtered, folded=not asked))


def show(library: Library, page: Page) -> None:
    """The list, under a calm sentence when the address asks for what is not there. (A card or a comparison takes the whole page.)"""
    wanted = asked(library)
    if wanted.message:
        st.html(view.message(library, wanted))
    _list(library)
