"""The tab's own memory: answers live in the browser's sessionStorage and, while the tab is open, in this session.

The component hands them over after a reload and keeps both in step; `Leave` empties both.
"""

from __future__ import annotations

import json

import streamlit as st

from guide.resources import Answers

KEY = "guide-tab"
ANSWERS = "answers"
_COMPONENT = st.components.v2.component(
    KEY,
    html="<span hidden></span>",
    js="export default ({ data, setTriggerValue }) => { window.guide?.tab.connect(data, setTriggerValue); }",
    isolate_styles=False,
)


def answers() -> Answers:
    """What the visitor chose so far."""
    return Answers.from_plain(st.session_state.get(ANSWERS, {}))


def _restored() -> None:
    try:
        plain = json.loads(st.session_state[KEY].restored)
    except (TypeError, ValueError):
        return
    if isinstance(plain, dict):
        st.session_state[ANSWERS] = Answers.from_plain(plain).to_plain()
        st.session_state["survey-restored"] = True


def _forget() -> None:
    for key in list(st.session_state):
        if key != KEY:
            del st.session_state[key]


def connect() -> None:
    """Keep the tab and this session in step. Call it once a run, before the survey."""
    _COMPONENT(
        key=KEY,
        data={"answers": st.session_state.get(ANSWERS, {})},
        on_restored_change=_restored,
        on_forget_change=_forget,
    )
