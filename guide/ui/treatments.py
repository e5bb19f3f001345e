"""The treatments page as a visitor shapes it: what matters to me, search, filters, cards, side by side."""

from __future__ import annotations

import html

import streamlit as st

from guide.content.pages import Page
from guide.library import Library
from guide.treatments import View, narrow, order, read_address, search
from guide.ui import markup, page
from guide.view import treatments as tp

_E = html.escape
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
    say = tp.words_of(library)
    st.html(tp.wishes_panel(library))
    labels = tp.wish_labels(library)
    chosen = st.pills(say("wishes.go"), list(labels), format_func=labels.get, selection_mode="multi", key=WISHES) or []
    if chosen:
        boxes = "".join(
            f'<li><label class="keep"><input type="checkbox" data-keep="wish:{wish}"> <span>{_E(say("page.keep_wish", wish=labels[wish]))}</span></label></li>'
            for wish in chosen
        )
        st.html(f'<ul class="plain">{boxes}</ul>')
    return list(chosen)


def _filters(library: Library) -> dict[str, list[str]]:
    say = tp.words_of(library)
    with st.expander(say("page.filters")):
        return {
            name: list(st.pills(label, list(values), format_func=values.get, selection_mode="multi", key=f"treatment-filter-{name}") or [])
            for name, (label, values) in tp.filter_labels(library).items()
        }


def listing(library: Library) -> None:
    """The whole list under the visitor's wishes and filters, then the notes on choosing."""
    say = tp.words_of(library)
    wishes = _wishes(library)
    text = st.text_input(say("page.search"), key=SEARCH, autocomplete="off", max_chars=80)
    filters = _filters(library)
    every = library.shelf.treatments
    found = search(every, text) if text.strip() else every
    if text.strip() and not found:
        st.html(f'<p role="status">{_E(say("page.search_none", q=text.strip()))}</p>')
        found = every
    filtered = narrow(found, filters)
    if wishes or text.strip() or any(filters.values()):
        st.html(f'<p role="status">{_E(say("page.shown", shown=len(filtered.shown), all=len(every)))}</p>')
        st.button(say("page.clear"), on_click=_reset, key="reset-treatments")
    st.html(tp.listing(library, order(filtered.shown, wishes), filtered))
    st.html(tp.decision_notes(library))


def show(here: Page) -> None:
    """The page: what the address asks for, or text and list."""
    library = page.library()
    view = asked(library)
    page.head(here)
    if view.show or view.compare:
        page.lead(here)
        markup.show(tp.view(library, view), key="treatment-view")
    else:
        page.text(here)
        if view.message:
            st.html(tp.message(library, view))
        listing(library)
    page.foot(here)
