"""A page of the guide in the app: the served article's own nodes, and between them the parts that answer to choices."""

from __future__ import annotations

import functools

import streamlit as st

from guide.library import Library, languages, load
from guide.links import FIRST_LANGUAGE
from guide.treatments import View
from guide.ui import parts
from guide.view.page import pieces

# One line of markup would be taken for a file's path.
_STRETCH = st.components.v2.component(
    "guide-stretch",
    html='<div class="prose" data-holder>\n</div>',
    js="""export default ({ data, parentElement }) => {
      window.guide?.article.stand(parentElement.querySelector("[data-holder]"), data);
    }""",
    isolate_styles=False,
)


# What the folder of the content holds does not change while it is served; each run asks twice.
_known = functools.cache(languages)


def library() -> Library:
    """The content in the language of the address."""
    asked = st.query_params.get("lang", FIRST_LANGUAGE)
    return load(asked if asked in _known() else FIRST_LANGUAGE)


@functools.lru_cache(maxsize=256)
def _alive(page_id: str, language: str, view: View) -> tuple[str, ...]:
    """The page's pieces: "" for a stretch, else the name of a part. They never change between visitors."""
    whole = load(language)
    return tuple(piece.alive for piece in pieces(whole, whole.pages[page_id], view))


def show(page_id: str) -> None:
    """A whole page. A stretch costs a message of its address: the browser has its markup, or fetches it from there."""
    whole = library()
    page, view = whole.pages[page_id], parts.asked(whole, page_id)
    src, stretch = whole.links.article(page_id, view.own_query), 0
    for alive in _alive(page_id, whole.language, view):
        if alive:
            parts.ALIVE[alive](whole, page)
        else:
            _STRETCH(key=f"stretch-{page_id}-{stretch}", data={"src": src, "at": stretch})
            stretch += 1
