"""Markup that changes with the visitor's choices and holds drawings: `st.html` would strip its SVG."""

from __future__ import annotations

import streamlit as st

_COMPONENT = st.components.v2.component(
    "guide-markup",
    html='<div class="prose">\n</div>',
    js="""export default ({ data, parentElement }) => {
      const box = parentElement.querySelector(".prose");
      if (box.held === data.html) return;
      box.held = data.html;
      box.innerHTML = data.html;
    }""",
    isolate_styles=False,
)


def show(html: str, key: str) -> None:
    """Draw trusted markup of ours here."""
    _COMPONENT(key=key, data={"html": html})
