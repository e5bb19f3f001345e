"""The optional survey in the sidebar: three questions, then "more choices". Every question says why it is asked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from guide.library import Library
from guide.resources import FIELDS, Answers, Question
from guide.ui import resources, tab
from guide.view import search
from guide.view.render import macro

MORE = "survey-more"
# The country that the clock suggests, while it stands in its question as a guess; and that something was answered or cleared here, after which none is made.
GUESSED = "survey-guessed"
SETTLED = "survey-settled"
# What was typed into a question (its id) and is no answer; and that the words typed spoke of a crisis.
LOST = "survey-lost"
CRISIS = "survey-crisis"


def _key(name: str) -> str:
    return f"survey-{st.session_state.get(tab.TURN, 0)}-{name}"


def _guess(library: Library) -> str | None:
    """The country that the browser's clock suggests, before anything is answered or cleared. It is in no answer until then, and nothing else is told of it."""
    if not tab.answers().empty or st.session_state.get(SETTLED):
        return None
    return library.timezones.get(st.context.timezone or "")


def _meant(library: Library, question: Question, typed: str) -> list[search.Option]:
    """The options that words typed into a question mean: its own, else the first of another question."""
    if library.search.speaks_of_crisis(typed):
        st.session_state[CRISIS] = True
        return [search.Option("need", "crisis")]
    return list(search.meant(library, question.id, typed).things)


def _understand(library: Library, question: Question) -> None:
    """Words that were typed give way to the answers they mean; what means none is told under its question."""
    key, labels = _key(question.id), dict(question.options)
    value = st.session_state[key]
    chosen = list(value or ()) if question.several else [value] if value else []
    typed = [word for word in chosen if word not in labels]
    st.session_state[LOST], st.session_state[CRISIS] = {}, False
    if not typed:
        return
    meant = [option for words in typed for option in _meant(library, question, words)]
    if not meant:
        st.session_state[LOST] = {question.id: typed[0]}
    own = [word for word in chosen if word in labels] + [option.word for option in meant if option.question == question.id]
    st.session_state[key] = list(dict.fromkeys(own)) if question.several else next(iter(own), None)
    for option in meant:
        if option.question != question.id:
            other, before = _key(option.question), getattr(tab.answers(), FIELDS[option.question])
            st.session_state[other] = list(dict.fromkeys([*st.session_state.get(other, before), option.word]))
            if library.survey.question(option.question).more:
                st.session_state[MORE] = True


def _collect(library: Library, asked: Question) -> None:
    if asked.id != "free":
        _understand(library, asked)
    st.session_state[SETTLED] = True
    if asked.id == "country":
        st.session_state.pop(GUESSED, None)
    chosen: dict[str, Any] = {}
    for question in library.survey.questions:
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
    st.session_state[SETTLED] = True  # what was cleared is not guessed again
    for name in (GUESSED, LOST, CRISIS):
        st.session_state.pop(name, None)
    tab.replace(Answers())


def _ask(library: Library, question: Question) -> None:
    """One compact question: choose from a list or type. The reason stands under it in small text."""
    labels = dict(question.options)
    now = getattr(tab.answers(), FIELDS[question.id])
    key = _key(question.id)
    changed: dict[str, Any] = {"key": key, "on_change": _collect, "args": (library, question)}
    listed = changed | {
        "options": list(labels),
        "format_func": labels.__getitem__,
        "placeholder": library.survey.skip,
        "filter_mode": "contains",
        "accept_new_options": True,
    }
    if question.id == "free":
        st.session_state.setdefault(key, bool(now))
        st.checkbox(question.label, **changed)
    elif question.several:
        st.session_state.setdefault(key, [word for word in now if word in labels])
        st.multiselect(question.label, select_all=False, **listed)
    else:
        one = now[0] if isinstance(now, tuple) and now else now or None
        if question.id == "country" and key not in st.session_state and (guess := _guess(library)):
            st.session_state[GUESSED] = one = guess
        st.session_state.setdefault(key, one if one in labels else None)
        st.selectbox(question.label, index=None, **listed)
    if lost := st.session_state.get(LOST, {}).get(question.id):
        st.html(macro(library, "macros/survey", "lost", lost))
    guessed = question.id == "country" and st.session_state.get(GUESSED)
    st.caption(f"{library.survey.guessed} {question.why}" if guessed and guessed == st.session_state[key] else question.why)


def _found(library: Library) -> None:
    """What the answers lead to, at once: how many fit best, the first three by name, and the way to the list."""
    ranking = resources.ranking(library)
    if st.session_state.get(CRISIS):
        st.html(macro(library, "macros/search", "crisis_note"))
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
