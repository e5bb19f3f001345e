"""What stands around Streamlit: checked content, the site's files, routes and middleware, as arguments of `st.App`."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

from starlette.middleware import Middleware

from guide.content import source
from guide.content.problems import ContentError
from guide.library import Library, languages, load
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.view import frame, parts
from guide.web import join, layers, leaflet, logs, routes, show, sockets
from guide.web.documents import Documents
from guide.web.listening import listen_well
from guide.web.room import Full, Room, raised
from guide.web.shell import Shell, language_of
from guide.web.stopping import Stopping
from guide.workshop.store import Store, store_of

log = logging.getLogger("guide")
# What runs beside the application, from its start to its end.
Beside = Callable[[Any], contextlib.AbstractAsyncContextManager[None]]


def contact() -> str:
    """Where a visitor reports a mistake: an e-mail address or an https page, from the setting GUIDE_CONTACT."""
    return os.environ.get("GUIDE_CONTACT", "").strip()


def store() -> Store:
    """Where rooms are kept, from the setting GUIDE_STORE. Raises SystemExit when it names nothing that can keep them."""
    setting = os.environ.get("GUIDE_STORE", "").strip()
    try:
        return store_of(setting)
    except ValueError:
        sys.exit("GUIDE_STORE names no store of rooms. Give the address of a Valkey or Redis, such as redis://127.0.0.1:6379/0, or leave it unset.")


def lifespan_of(warm: Callable[[], None], room: Room, beside: Iterable[Beside]) -> Beside:
    """Start-up's last steps: short logs, how to listen, start-up's objects frozen, the pages made in the background."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        logs.keep_short()
        log.info("%s", room.said())
        listen_well(asyncio.get_running_loop())
        # Plotly takes pandas as it finds it. While another thread was importing it, a half-made one failed the figure, and its page with 500.
        importlib.import_module("pandas")
        # What start-up made is never garbage: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        threading.Thread(target=warm, daemon=True, name="warm").start()
        async with contextlib.AsyncExitStack() as stack:
            for one in beside:
                await stack.enter_async_context(one(app))
            yield

    return lifespan


def shells_of(libraries: Mapping[str, Library], manifest: Mapping[str, Any]) -> dict[str, Shell]:
    """What serves each language."""
    names = tuple(frame.spoken(library) for library in libraries.values())
    origin = next(iter(sockets.origins()), "")
    return {code: Shell(library, manifest, origin=origin, contact=contact(), languages=names) for code, library in libraries.items()}


def not_found(shell: Shell, path: str) -> str:
    """The page for an address that is not there."""
    return leaflet.missing(shell, path) or shell.not_found


def around(*beside: Beside) -> dict[str, Any]:
    """Arguments for `st.App`; `beside` are context managers of the application that run with it.

    Raises:
        SystemExit: when the content has mistakes; each is printed with its file, line and field.
    """
    try:
        libraries = {code: load(code) for code in languages()}
        if wrong := [problem for library in libraries.values() for problem in parts.unknown(library)]:
            raise ContentError(wrong)
        source.forget()
        manifest = site.manifest_now()
    except ContentError as error:
        sys.exit(str(error))
    for library in libraries.values():
        for warning in library.warnings:
            log.warning("%s", warning)
    if not contact():
        log.warning("GUIDE_CONTACT is not set: the page /about cannot tell visitors where to report a mistake.")
    if not os.environ.get("GUIDE_ORIGIN", "").strip():
        log.warning("GUIDE_ORIGIN is not set: previews elsewhere show no picture, and codes to scan lead to the address that was asked.")
    shells = shells_of(libraries, manifest)
    documents, origins, stopping, rooms = Documents(), sockets.origins(), Stopping(), store()
    own, first, room = [*routes.routes(shells, documents), *show.routes(shells, documents)], shells[FIRST_LANGUAGE], Room(raised())
    return {
        "routes": own,
        "lifespan": lifespan_of(functools.partial(routes.warm, shells, documents), room, (stopping.watch, *beside)),
        "middleware": [
            Middleware(sockets.Sockets, known=origins, room=room),
            Middleware(
                layers.Headers,
                policy=layers.content_security_policy(first.script_hashes),
                secure=bool(origins) and all(one.startswith("https:") for one in origins),
            ),
            Middleware(Full, room=room, page=lambda query, *, posted: shells[language_of(query, shells)].full(posted=posted)),
            Middleware(layers.Calm, broken=lambda query, *, posted: shells[language_of(query, shells)].broken(posted=posted)),
            Middleware(join.Join, shells=shells, stopping=stopping, store=rooms),
            Middleware(layers.static_files, root=site.SITE),
            Middleware(
                layers.Known,
                known=[route.path for route in own],
                files=site.left_to_streamlit(),
                not_found=lambda path, query: not_found(shells[language_of(query, shells)], path),
            ),
            Middleware(layers.Straight, routes=routes.pages(own)),
        ],
    }
