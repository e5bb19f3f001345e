"""A visitor's session on the server: what it holds open, and when it ends.

Streamlit offers no setting for either: this knows `runtime._session_mgr` and `app_session._populate_theme_msg` of version 1.67. tests/faults/test_sessions.py fails where they change.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
from collections.abc import AsyncIterator, Callable
from typing import Any

import streamlit as st
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

# How often the sessions of visitors who left are looked at: four times in the time they are kept, in seconds at the most.
LOOKS, LONGEST = 4, 15.0


class NoLoop(asyncio.BaseEventLoop):
    """The event loop of a session whose scripts start nothing on it: it opens nothing.

    Streamlit opens a real one with each session, three descriptors until the session ends, minutes after its visitor left: with the socket
    four a visitor, and 1,024 were used up by 250. The guide's scripts are plain functions.
    """

    def run_until_complete(self, future: Any) -> Any:
        """Streamlit's farewell to a loop, which awaits nothing here."""
        future.close()


def hold_little(manager: Any) -> None:
    """Let every session made from now on hold no descriptors."""
    connect: Callable[..., str] = manager.connect_session

    def connect_session(*given: Any, **named: Any) -> str:
        session_id = connect(*given, **named)
        session = manager.get_active_session_info(session_id).session
        if not isinstance(session._script_event_loop, NoLoop):
            session._script_event_loop.close()
            session._script_event_loop = NoLoop()
        return session_id

    manager.connect_session = connect_session


def theme_once() -> None:
    """Let the theme be put together once and copied for each visitor after that.

    Streamlit reads six sections of its settings again for each, though they are read from the file at start alone: with 200 joining at once a sixth
    of what the server did.
    """
    put: Callable[..., None] = app_session._populate_theme_msg
    if hasattr(put, "__wrapped__"):
        return

    @functools.cache
    def made(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        put(theme, section)
        return theme

    @functools.wraps(put)
    def copied(message: CustomThemeConfig, section: str = "theme") -> None:
        if made(section).ListFields():
            message.MergeFrom(made(section))

    app_session._populate_theme_msg = copied  # type: ignore[assignment]


def end_expired(manager: Any) -> int:
    """End the sessions whose visitors left longer ago than `disconnectedSessionTTL`, answers and all; how many there were.

    Streamlit looks at them only when a visitor comes or goes: 330 s after the last of 2,000 had left, 128 still stood.
    """
    gone = [info.session for _, info in manager._session_storage._cache.expire()]
    ended = len(gone)
    while gone:
        session = gone.pop()
        session.shutdown()
        # Streamlit's own loop keeps hold of the last session it served, on a quiet server for hours: its answers go all the same.
        session.session_state.clear()
        session._client_state.Clear()
    if ended:
        # A session is a ring of references, taken apart only by a collection, which a quiet server would not make.
        del session
        gc.collect()
    return ended


@contextlib.asynccontextmanager
async def kept_short(app: st.App) -> AsyncIterator[None]:
    """While the application runs: sessions hold little, begin quickly and end in time."""
    manager: Any = app._runtime._session_mgr  # type: ignore[union-attr]
    hold_little(manager)
    theme_once()
    every = min(LONGEST, manager._session_storage._cache.ttl / LOOKS)

    async def watch() -> None:
        while True:
            await asyncio.sleep(every)
            end_expired(manager)

    task = asyncio.create_task(watch())
    try:
        yield
    finally:
        task.cancel()
