"""The treatments page as a visitor shapes it: what matters to me, search, filters, cards, side by side."""

from __future__ import annotations

import streamlit as st

from guide.content.pages import Page
from guide.library import Library
from guide.treatments import View, narrow, order, read_address, search
from guide.view import treatments as view
from guide.view.render import macro

WISHES = "treatment-wishes"
SEARCH = "treatment-search"


def asked(library: Library) -> View:
    """What the address asks for."""
    return read_address(st.query_params.to_dict(), library.shelf.treatments)


def _reset() -> None:
    for key in list(st.session_state):
        if str(key).startswith("treatment-"):
            del st.session_state[key]


def _wishes(library: Library) -> list[str]:
    """The choices that sort within the groups, and boxes that keep them for the appointment."""
    st.html(view.wishes_panel(library))
    labels = view.wish_labels(library)
    chosen = st.pills(library.treatment_words("wishes.go"), list(labels), format_func=labels.__getitem__, selection_mode="multi", key=WISHES) or []
    if chosen:
        st.html(macro(library, "macros/treatments", "keep_wishes", [(wish, labels[wish]) for wish in chosen]))
    return list(chosen)


def _filters(library: Library) -> dict[str, list[str]]:
    with st.expander(library.treatment_words("page.filters")):
        return {
            name: list(st.pills(label, list(values), format_func=values.__getitem__, selection_mode="multi", key=f"treatment-filter-{name}") or [])
            for name, (label, values) in view.filter_labels(library).items()
        }


def _said(library: Library, text: str) -> None:
    st.html(macro(library, "macros/treatments", "said", text))


def _list(library: Library) -> None:
    """The whole list under the visitor's wishes and filters, then the notes on choosing."""
    treat = library.treatment_words
    wishes = _wishes(library)
    text = st.text_input(treat("page.search"), key=SEARCH, autocomplete="off", max_chars=80)
    filters = _filters(library)
    every = library.shelf.treatments
    found = search(every, text) if text.strip() else every
    if text.strip() and not found:
        _said(library, treat("page.search_none", q=text.strip()))
        found = every
    filtered = narrow(found, filters)
    if wishes or text.strip() or any(filters.values()):
        _said(library, treat("page.shown", shown=len(filtered.shown), all=len(every)))
        st.button(treat("page.clear"), on_click=_reset, key="reset-treatments")
    st.html(view.listing(library, order(filtered.shown, wishes), filtered))
    st.html(view.decision_notes(library))


def show(library: Library, page: Page) -> None:
    """The list, under a calm sentence when the address asks for what is not there. (A card or a comparison takes the whole page.)"""
    wanted = asked(library)
    if wanted.message:
        st.html(view.message(library, wanted))
    _list(library)
