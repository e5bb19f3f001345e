"""A page of the guide as the app draws it: the same pieces as the served page, its figures alive, its lists answering to choices."""

from __future__ import annotations

import functools
import os

import streamlit as st
from markupsafe import Markup

from guide.library import Library, languages, load
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.treatments import View
from guide.ui import figure, parts
from guide.view.page import Article, Block, Given, compose


def library() -> Library:
    """The content in the language of the address."""
    asked = st.query_params.get("lang", FIRST_LANGUAGE)
    return load(asked if asked in languages() else FIRST_LANGUAGE)


@functools.lru_cache(maxsize=256)
def _composed(page_id: str, language: str, view: View) -> Article:
    """A page's pieces: they never change between visitors. What lives in the app is left to `_draw`."""
    whole = load(language)
    sources = site.manifest_now()["figures"][language]
    given = Given(figure_src=sources.__getitem__, contact=os.environ.get("GUIDE_CONTACT", "").strip(), view=view, place=page_id, languages=len(languages()))
    return compose(whole, whole.pages[page_id], given, drawn=frozenset({"figure", *parts.ALIVE}))


@functools.cache
def _static(page_id: str, language: str, at: int, html: str):  # type: ignore[no-untyped-def]
    """The component that holds parts which only stand there: `st.html` would strip the SVG of their figures."""
    name = f"guide-part-{page_id}-{at}-{language}"
    return st.components.v2.component(name, html=f'<div class="prose">{html}</div>', js=figure.JS, isolate_styles=False)


def _groups(blocks: tuple[Block, ...]) -> list[tuple[str, str, Markup]]:
    """What is drawn as one element: kind, name and markup. Neighbors are sent as one: each element is a message of its own to every visitor."""
    found: list[tuple[str, str, Markup]] = []
    for block in blocks:
        kind = "alive" if block.kind == "part" and block.name in parts.ALIVE else block.kind
        if found and found[-1][0] == kind and kind in ("prose", "part"):
            found[-1] = (kind, "", found[-1][2] + block.html)
        else:
            found.append((kind, block.name, block.html))
    return found


def show(page_id: str) -> None:
    """A whole page."""
    whole = library()
    page = whole.pages[page_id]
    article = _composed(page_id, whole.language, parts.asked(whole, page_id))
    if article.where:
        st.html(article.where)
    st.title(page.front.title, anchor=False)
    waiting, first = article.lead, True
    for at, (kind, name, html) in enumerate(_groups(article.blocks)):
        if kind == "prose":
            waiting += html
            continue
        if waiting:
            st.html(waiting)
            waiting = Markup()
        if kind == "figure":
            figure.show(whole, name, first=first)
            first = False
        elif kind == "alive":
            parts.ALIVE[name](whole, page)
        else:
            _static(page_id, whole.language, at, html)(key=f"part-{page_id}-{at}")
    st.html(waiting + article.foot)
