"""The tab's own memory: answers live in the browser's sessionStorage and, while the tab is open, in this session.

The component hands them over after a reload and keeps both in step; `Leave` empties both.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from typing import Any

import streamlit as st

from guide.resources import Answers

KEY = "guide-tab"
ANSWERS = "answers"
# Raised by one whenever answers come from elsewhere than the widgets: their keys carry it, so that they are drawn anew.
TURN = "survey-turn"
# Whether the visitor opened the survey: until then its questions are not drawn.
ASKED = "survey-asked"
# Characters of what a tab hands back, at the most: every answer there is, chosen at once, takes 930.
LONGEST = 4000
_COMPONENT = st.components.v2.component(
    KEY,
    html="<span hidden>\n</span>",  # one line would be taken for a file's path
    js="""export default ({ data, setTriggerValue }) => {
      window.guide?.tab.connect(data, setTriggerValue);
    }""",
    isolate_styles=False,
)


def to_plain(answers: Answers) -> dict[str, Any]:
    """Answers as the tab keeps them: only what was chosen."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(answers).items() if value}


def from_plain(plain: Mapping[str, Any], known: Mapping[str, Collection[str]]) -> Answers:
    """Answers from what the tab kept: of each field only its `known` words, each once; anything else counts as not chosen."""
    chosen: dict[str, Any] = {}
    for field in fields(Answers):
        value, words = plain.get(field.name), known.get(field.name, ())
        if isinstance(field.default, tuple) and isinstance(value, (list, tuple)):
            chosen[field.name] = tuple(dict.fromkeys(word for word in value if isinstance(word, str) and word in words))
        elif field.name == "country" and isinstance(value, str) and value in words:
            chosen[field.name] = value
        elif field.name == "free_only":
            chosen[field.name] = value is True
    return Answers(**chosen)


def read(kept: object, known: Mapping[str, Collection[str]]) -> Answers | None:
    """Answers from what a tab sends, which may be anything; None when it is no such thing."""
    if not isinstance(kept, str) or len(kept) > LONGEST:
        return None
    try:
        plain = json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return from_plain(plain, known) if isinstance(plain, dict) else None


def answers() -> Answers:
    """What the visitor chose so far."""
    kept: Answers = st.session_state.get(ANSWERS, Answers())
    return kept


def replace(new: Answers) -> None:
    """Take answers that did not come from the survey's widgets."""
    st.session_state[ANSWERS] = new
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _restored(known: Mapping[str, Collection[str]]) -> None:
    sent = st.session_state.get(KEY)
    found = read(sent.get("restored"), known) if sent else None
    if found is not None:
        replace(found)


def _forget() -> None:
    for key in list(st.session_state):
        if key not in (KEY, TURN):
            del st.session_state[key]
    replace(Answers())


def _ask() -> None:
    st.session_state[ASKED] = True


def asked() -> bool:
    """The visitor opened the survey in this session."""
    return bool(st.session_state.get(ASKED))


def connect(known: Mapping[str, Collection[str]]) -> None:
    """Keep the tab and this session in step. Call it once a run, before the survey. `known` are the words each field of the answers may hold."""
    data = {"answers": to_plain(answers()), "asked": asked()}
    _COMPONENT(key=KEY, data=data, on_restored_change=functools.partial(_restored, known), on_forget_change=_forget, on_asked_change=_ask)
