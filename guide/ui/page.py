"""A page of the guide as the app draws it: the same parts as the served page, the figures alive."""

from __future__ import annotations

import functools
import os

import streamlit as st

from guide.content.pages import Page
from guide.handout import appointment
from guide.library import Library, load
from guide.ui import figure
from guide.view import parts


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
    """Where I am, and the title."""
    where = _edges(page.id, library().language)[0]
    if where:
        st.html(where)
    st.title(page.front.title, anchor=False)


def lead(page: Page) -> None:
    """The page in one sentence, where no text follows that begins with it."""
    st.html(_edges(page.id, library().language)[1])


def text(page: Page, *, last: bool = False) -> None:
    """The page in one sentence, then the passages, each figure where the text names it; with `last` the foot of the page follows.

    Neighbors are sent as one: each element is a message of its own to every visitor.
    """
    whole = library()
    _, html, foot_html = _edges(page.id, whole.language)
    first = True
    for passage, name in _passages(page.id, whole.language):
        html += passage
        if name:
            if html:
                st.html(html)
            figure.show(whole, name, first=first)
            html, first = "", False
    html += foot_html if last else ""
    if html:
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


def show(page_id: str) -> None:
    """A whole page."""
    page = library().pages[page_id]
    more = _extra(page_id, library().language)
    head(page)
    text(page, last=not more)
    if more:
        more(key=f"extra-{page_id}")
        foot(page)
