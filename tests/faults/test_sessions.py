"""A visitor's session: what it holds of the machine, when it ends, and what it takes from the browser."""

from __future__ import annotations

import contextlib
import json
import random
from contextlib import ExitStack, closing

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from websockets.exceptions import ConnectionClosed

from guide.library import load
from guide.resources import Answers
from guide.ui import sessions, survey, tab


def test_a_visitor_holds_one_descriptor_and_leaves_none_and_ends_in_time(guide):
    """Each open page holds its socket and no other descriptor; a page left holds none; its session ends though nobody else comes."""
    with ExitStack() as held:
        guide.visit().close()
        assert guide.until(lambda: guide.sessions() == 0)
        before = guide.descriptors()
        for _ in range(6):
            held.enter_context(closing(guide.visit("resources")))
        assert guide.sessions() == 6
        assert guide.descriptors() - before <= 6 + 3
        held.close()
        assert guide.until(lambda: guide.descriptors() - before <= 3)
        assert guide.until(lambda: guide.sessions() == 0)
        assert "Traceback" not in guide.log
        assert guide.ways_out == []


def component(messages):
    """The name under which the app knows the tab's memory."""
    parts = [message.delta.new_element.bidi_component for message in messages]
    return next(part.id for part in parts if part.component_name.endswith("guide-tab"))


def drawn(messages):
    """All words that a run drew."""
    return b"".join(message.SerializeToString() for message in messages)


@pytest.fixture(scope="module")
def words():
    """The words that each field of the answers may hold."""
    return survey.known(load("en"))


def hand_over(guide, peer, value):
    """What a run draws after the tab has handed `value` over."""
    name = component(guide.run(peer, "resources"))
    sent = json.dumps([{"event": "restored", "value": value}])
    values = {name: ("json_value", "{}"), f"$$STREAMLIT_INTERNAL_KEY_{name}__events": ("json_trigger_value", sent)}
    return drawn(guide.run(peer, "resources", **values))


def test_what_a_tab_hands_back_is_taken_only_as_known_choices(guide):
    """Answers that a tab sends are taken; unknown words, endless ones, a deep nest and no JSON at all are not, and the page stands."""
    with closing(guide.visit("resources")) as peer:
        assert b"because you chose veterans" in hand_over(guide, peer, json.dumps({"audiences": ["veteran", "nobody-knows-this"]}))
    for value in (
        "",
        "[" * 300,
        "nonsense",
        json.dumps({"audiences": ["x" * 100_000]}),
        json.dumps({"country": {"a": []}}),
        7,
        {"audiences": ["veteran"]},
        None,
    ):
        with closing(guide.visit("resources")) as peer:
            after = hand_over(guide, peer, value)
            assert b"because you chose" not in after and b"ecursion" not in after and b"went wrong" not in after, value
    assert "Traceback" not in guide.log


def test_what_is_no_message_of_the_app_ends_the_socket_and_no_more(guide):
    """A nest of 100,000, a text, bytes that mean nothing and an empty one: the socket closes or stays, the server writes no stack trace and serves on."""
    nest = BackMsg()
    nest.rerun_script.widget_states.widgets.add(id="anything").json_trigger_value = "[" * 100_000
    dice = random.Random(10)
    rubbish = [dice.randbytes(dice.randrange(1, 3000)) for _ in range(60)]
    for sent in (nest.SerializeToString(), "words", b"", *rubbish):
        with closing(guide.visit()) as peer, contextlib.suppress(ConnectionClosed, TimeoutError):
            peer.send(sent)
            peer.recv(timeout=0.05)
            peer.recv(timeout=0.05)
    assert guide.ask("/_stcore/health").status == 200
    assert guide.log.count("Error deserializing") <= 1  # Streamlit's own words, once a minute


def test_only_known_words_count(words):
    """Each word counts once, where its question offers it; whatever else stands there does not."""
    everything = {name: sorted(known) * 50 for name, known in words.items()} | {"country": "CA", "free_only": True}
    assert tab.from_plain(everything, words).audiences == tuple(sorted(words["audiences"]))
    assert tab.from_plain({"audiences": ["veteran", "<b>", 7, None, ["veteran"]], "country": "XX", "free_only": 1}, words) == Answers(audiences=("veteran",))
    assert tab.from_plain({"audiences": "veteran", "needs": {"a": 1}, "country": ["US"]}, words) == Answers()


@pytest.mark.parametrize("kept", [None, 7, [], "", "[]", "7", "nonsense", "[" * 4000, "{" * 4000, '[{"a":' * 500 + "1" + "}]" * 500, "x" * 4001, "\ud800"])
def test_what_is_no_answer_is_not_read(words, kept):
    """What is no object, too long or too deep gives nothing at all."""
    assert tab.read(kept, words) is None


def test_all_answers_at_once_are_read(words):
    """The limit of length leaves room for every answer there is."""
    everything = {name: sorted(known) for name, known in words.items()} | {"country": "CA", "free_only": True}
    found = tab.read(json.dumps(everything), words)
    assert found == tab.from_plain(everything, words) and found != Answers()


def test_the_theme_is_copied_as_streamlit_puts_it_together(monkeypatch):
    """What a visitor is told of the theme is what Streamlit alone would say, section by section, and it is put together once."""
    put = getattr(app_session._populate_theme_msg, "__wrapped__", app_session._populate_theme_msg)
    asked = []

    def counted(message, section="theme"):
        asked.append(section)
        put(message, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    sessions.theme_once()
    for section in ("theme", "theme.light", "theme.dark", "theme.sidebar"):
        first, again, own = CustomThemeConfig(), CustomThemeConfig(), CustomThemeConfig()
        app_session._populate_theme_msg(first, section)
        app_session._populate_theme_msg(again, section)
        put(own, section)
        assert first == again == own and asked.count(section) == 1
