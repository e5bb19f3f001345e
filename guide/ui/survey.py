"""The optional survey in the sidebar: three questions, then "more choices". Every question says why it is asked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from guide.library import Library
from guide.resources import Answers, Question
from guide.ui import resources, tab
from guide.view.render import macro

# A question's id to the field of the answers that holds it.
FIELDS = {
    "audience": "audiences",
    "need": "needs",
    "country": "country",
    "topic": "topics",
    "language": "languages",
    "format": "formats",
    "free": "free_only",
}


MORE = "survey-more"


def _key(name: str) -> str:
    return f"survey-{st.session_state.get(tab.TURN, 0)}-{name}"


def _collect(questions: tuple[Question, ...]) -> None:
    chosen: dict[str, Any] = {}
    for question in questions:
        name = FIELDS[question.id]
        key = _key(question.id)
        if key not in st.session_state:  # not on screen: what was answered before still holds
            chosen[name] = getattr(tab.answers(), name)
            continue
        value = st.session_state[key]
        if question.id == "free":
            chosen[name] = bool(value)
        elif name == "country":
            chosen[name] = value
        else:
            chosen[name] = tuple(value or ()) if question.several else (value,) if value else ()
    st.session_state[tab.ANSWERS] = Answers(**chosen)


def known(library: Library) -> dict[str, frozenset[str]]:
    """The words that each field of the answers may hold: what the questions offer."""
    return {FIELDS[question.id]: frozenset(dict(question.options)) for question in library.survey.questions}


def _clear() -> None:
    tab.replace(Answers())


def _ask(library: Library, question: Question) -> None:
    """One compact question: choose from a list or type. The reason stands under it in small text."""
    labels = dict(question.options)
    words = list(labels)
    now = getattr(tab.answers(), FIELDS[question.id])
    key = _key(question.id)
    asked, skip = (library.survey.questions,), library.survey.skip
    if question.id == "free":
        st.session_state.setdefault(key, bool(now))
        st.checkbox(question.label, key=key, on_change=_collect, args=asked)
    elif question.several:
        st.session_state.setdefault(key, [word for word in now if word in labels])
        st.multiselect(
            question.label,
            words,
            format_func=labels.__getitem__,
            placeholder=skip,
            select_all=False,
            filter_mode="contains",
            key=key,
            on_change=_collect,
            args=asked,
        )
    else:
        one = now[0] if isinstance(now, tuple) and now else now or None
        st.session_state.setdefault(key, one if one in labels else None)
        st.selectbox(question.label, words, format_func=labels.__getitem__, index=None, placeholder=skip, key=key, on_change=_collect, args=asked)
    st.caption(question.why)


def _found(library: Library) -> None:
    """What the answers lead to, at once: how many fit best, the first three by name, and the way to the list."""
    ranking = resources.ranking(library)
    talk = "crisis" in tab.answers().needs
    st.html(macro(library, "macros/survey", "found", ranking.best, ranking.card.lines[:1] if talk else (), talk or bool(ranking.lines)))


def show(library: Library) -> None:
    """Draw the survey here: its questions once it was opened (they were 45 % of what a visitor's first run costs the server)."""
    survey = library.survey
    st.html(macro(library, "macros/survey", "head"))
    if not tab.asked():
        st.html(macro(library, "macros/survey", "coming"))
        return
    for question in survey.questions:
        if not question.more:
            _ask(library, question)
    _found(library)
    # Drawn only when asked for: four questions less to send to the many who never open them.
    if st.toggle(survey.more_choices, key=MORE):
        for question in survey.questions:
            if question.more:
                _ask(library, question)
    # Always there and never off, so that pressing it does not take it from under the hand.
    st.button(survey.clear, on_click=_clear, key="survey-clear")
    st.html(macro(library, "macros/survey", "note"))
