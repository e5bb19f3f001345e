"""A mistake of ours while the app draws."""

from __future__ import annotations

import logging

import streamlit as st

from guide.ui import page
from guide.view.render import macro

log = logging.getLogger("guide")


def failed(error: BaseException) -> bool:
    """Log it, and say it calmly in the page's language. True: Streamlit's own sentence, which is English, is not shown."""
    log.error("a page failed", exc_info=error)
    st.html(macro(page.library(), "macros/page", "broken"))
    return True
