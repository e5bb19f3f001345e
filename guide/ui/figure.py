"""A live figure on a Streamlit page: a component that brings its own markup and hands it to the browser script.

The component receives one word (is it the page's first?) and sends none: its states are a static file, so a drag never reaches the server.
"""

from __future__ import annotations

import functools

import streamlit as st

from guide.figures import build
from guide.library import Library
from guide.making import site
from guide.view.figure import figure_html

# The page's own script does the drawing; without it the picture, sentence and table in the markup stay.
JS = """export default ({ parentElement, data }) => {
  const all = [...parentElement.querySelectorAll("[data-figure]")];
  all.forEach((figure, n) => window.guide?.figures.meet(figure, false, data ? Boolean(data.first) : n === 0));
}"""


@functools.cache
def _component(name: str, language: str, library: Library):  # type: ignore[no-untyped-def]
    """The component of a figure: its markup with the address of its states."""
    html = figure_html(build(name, library), library, site.manifest_now()["figures"][language][name])
    return st.components.v2.component(f"guide-figure-{name}-{language}", html=html, js=JS, isolate_styles=False)


def show(library: Library, name: str, *, first: bool = False) -> None:
    """Draw the figure `name` here. The `first` of a page starts at once, the others when they come near."""
    _component(name, library.language, library)(key=f"figure-{name}", data={"first": first})
