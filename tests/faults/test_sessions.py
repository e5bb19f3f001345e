"""A visitor's session: what it holds of the machine, when it ends, and what it takes from the browser."""

from __future__ import annotations

from contextlib import ExitStack, closing

from tests.faults.conftest import running

KEPT = 2


def test_a_visitor_holds_one_descriptor_and_leaves_none_and_ends_in_time(tmp_path):
    """Each open page holds its socket and no other descriptor; a page left holds none; its session ends though nobody else comes."""
    with running(tmp_path, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(KEPT)) as guide, ExitStack() as held:
        guide.visit().close()
        assert guide.until(lambda: guide.sessions() == 0)
        before = guide.descriptors()
        for _ in range(12):
            held.enter_context(closing(guide.visit("resources")))
        assert guide.sessions() == 12
        assert guide.descriptors() - before <= 12 + 3
        held.close()
        assert guide.until(lambda: guide.descriptors() - before <= 3)
        assert guide.until(lambda: guide.sessions() == 0)
        assert "Traceback" not in guide.log
        assert guide.ways_out == []
