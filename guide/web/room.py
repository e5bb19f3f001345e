"""How many visitors the machine's limit of open files holds, and a calm answer to the one too many.

A visitor takes one descriptor for the app's socket and a few, for seconds, for the page's files. When none is left the operating system
refuses connections without a word and asyncio writes a stack trace for each (21,000 of them near 250 visitors, where a session still
held four). So the room is looked at before: sockets of the app stop first (the page stays the text it is), then pages.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Iterator

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("guide")
# What stays free for files being read and for answers that say no.
SPARE = 64
MANY = 1_000_000
# The share of the room that the app's sockets may take; the rest is for pages, their files and Help.
SOCKETS = 0.75
# Checks of health by a supervisor are answered whatever happens.
ALWAYS = ("/_stcore/health",)


def raised() -> int:
    """Raise this process's limit of open files to what the machine allows it, and give the limit that holds (a million where there is none)."""
    if sys.platform == "win32":
        return MANY
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (ValueError, OSError):  # some systems take no limit above their own for one process
            return int(soft)
    return MANY if hard == resource.RLIM_INFINITY else int(hard)


def in_use() -> int:
    """How many descriptors are open, about: the lowest free one's number (a few microseconds; the system gives the lowest first)."""
    try:
        free = os.dup(0)
    except OSError:
        return MANY
    os.close(free)
    return free


class Room:
    """What one process may hold: `limit` open files."""

    def __init__(self, limit: int):
        self.pages = max(limit - SPARE, limit // 2)
        self.sockets = int(SOCKETS * self.pages)
        self.held = 0  # sockets of the app that are open

    def for_a_socket(self) -> bool:
        """There is room for one more visitor's app.

        The lowest free number alone would not bound them: the number of a refused connection is free again a moment later, when the next one has a higher.
        """
        return self.held < self.sockets and in_use() < self.sockets

    @contextlib.contextmanager
    def one_socket(self) -> Iterator[None]:
        """While a visitor's app is open."""
        self.held += 1
        try:
            yield
        finally:
            self.held -= 1

    def for_a_page(self) -> bool:
        """There is room for one more answer."""
        return in_use() < self.pages

    def said(self) -> str:
        """The room in a sentence, for the log."""
        return f"There is room for about {self.sockets} visitors at once in this process ({self.pages} open files). More: deploy/README.md."


class Full:
    """Without room a request gets a calm page with Help and status 503, and its connection is closed."""

    def __init__(self, app: ASGIApp, room: Room, page: Callable[..., str]):
        self.app = app
        self.room = room
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"] in ALWAYS or self.room.for_a_page():
            await self.app(scope, receive, send)
            return
        log.warning("There is no room for one more page: visitors get the page that says so. See deploy/README.md on open files.")
        text = self.page(QueryParams(scope["query_string"]), posted=scope["method"] == "POST")
        answer = HTMLResponse(text, status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "30", "Connection": "close"})
        await answer(scope, receive, send)
