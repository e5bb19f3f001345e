"""A page of the guide as the app draws it: the same parts as the served page, the figures alive."""

from __future__ import annotations

import functools
import os

import streamlit as st

from guide import parts
from guide.handout import appointment
from guide.library import Library, Page, load
from guide.ui import figure


def library() -> Library:
    """The content in the visitor's language."""
    return load("en")


@functools.cache
def _passages(page_id: str, language: str) -> list[tuple[str, str]]:
    whole = load(language)
    return [(p.html, p.figure) for p in whole.pages[page_id].passages(whole.speech())]


@functools.cache
def _edges(page_id: str, language: str) -> tuple[str, str, str]:
    """What never changes between visitors: above the title, below it, and the foot of the page."""
    whole = load(language)
    page = whole.pages[page_id]
    return parts.where(whole, page), parts.top(whole, page, with_title=False), parts.bottom(whole, page)


def head(page: Page) -> None:
    """Where I am, the title, the page in one sentence."""
    whole = library()
    where, top, _ = _edges(page.id, whole.language)
    if where:
        st.html(where)
    st.title(page.front.title, anchor=False)
    st.html(top)


def text(page: Page) -> None:
    """The passages, each figure where the text names it."""
    whole = library()
    for html, name in _passages(page.id, whole.language):
        if name:
            figure.show(whole, name)
        else:
            st.html(html)


def foot(page: Page) -> None:
    """The check, the questions, the sources, back and on."""
    st.html(_edges(page.id, library().language)[2])


@functools.cache
def _extra(page_id: str, language: str):
    """The component that holds a page's further parts: `st.html` would strip the figures' SVG."""
    whole = load(language)
    contact = os.environ.get("GUIDE_CONTACT", "").strip()
    html = parts.extra(whole, whole.pages[page_id], lambda name: figure.markup(whole, name, page_id), contact)
    if page_id == "guide":
        html = appointment.html(whole, appointment.of_treatments(whole.shelf)) + html
    if not html:
        return None
    return st.components.v2.component(f"guide-extra-{page_id}-{language}", html=f'<div class="prose">{html}</div>', js=figure.JS, isolate_styles=False)


def extra(page: Page) -> None:
    """What some pages hold beside their text."""
    component = _extra(page.id, library().language)
    if component:
        component(key=f"extra-{page.id}")


def show(page_id: str) -> None:
    """A whole page."""
    page = library().pages[page_id]
    head(page)
    text(page)
    extra(page)
    foot(page)
