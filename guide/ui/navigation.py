"""The pages as Streamlit knows them, and how many runs share the processor."""

from __future__ import annotations

import copy
import functools
import threading
from typing import Any

import streamlit as st

from guide.content.pages import ORDER
from guide.library import ROOT, Library

# Runs at once. A run takes some 10 ms of the interpreter; 200 threads wanting it together spend more on taking turns than on working
# (200 visitors joining on 2 cores, p95: 3.8 s without turns and with pages made anew, 3.1 s with both).
TURNS = threading.BoundedSemaphore(2)


@functools.cache
def _made(language: str, library: Library) -> tuple[Any, ...]:
    return tuple(
        st.Page(
            ROOT / "pages" / f"{name.replace('-', '_')}.py",
            title=f"{library.pages[name].front.title} · {library.say('site.title')}",
            url_path="" if name == "start" else name,
            default=name == "start",
        )
        for name, _ in ORDER
    )


def pages(library: Library) -> list[Any]:
    """Every page of the guide, for one run. Making them anew asks the file system for each (a fifth of a run's time): they are copied."""
    return [copy.copy(page) for page in _made(library.language, library)]
