"""The guide as one ASGI application: Streamlit, and around it the served pages, headers and static files.

Start it with `make run`, `streamlit run app.py`, or any ASGI server: `uvicorn app:app`.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator

import streamlit as st
from starlette.middleware import Middleware

from guide import site
from guide.library import ROOT, load
from guide.problems import ContentError
from guide.web import layers, routes
from guide.web.shell import Shell

log = logging.getLogger("guide")


def contact() -> str:
    """Where a visitor reports a mistake: an e-mail address or an https page, from the setting GUIDE_CONTACT."""
    return os.environ.get("GUIDE_CONTACT", "").strip()


def make_app() -> st.App:
    """Check the content, make the site's files when they are out of date, and put the layers around Streamlit.

    Raises:
        SystemExit: when the content has mistakes; each is printed with its file, line and field.
    """
    try:
        library = load("en")
        manifest = site.manifest_now()
    except ContentError as error:
        sys.exit(str(error))
    for warning in library.warnings:
        log.warning("%s", warning)
    if not contact():
        log.warning("GUIDE_CONTACT is not set: the page /about cannot tell visitors where to report a mistake.")
    shell = Shell(library, manifest, origin=os.environ.get("GUIDE_ORIGIN", "").rstrip("/"), contact=contact())
    own = routes.routes(shell)
    known = [route.path for route in own]

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        # What lives from here on is never garbage: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        yield

    return st.App(
        ROOT / "guide" / "main.py",
        routes=own,
        lifespan=lifespan,
        middleware=[
            Middleware(layers.Headers, policy=layers.content_security_policy(shell.script_hashes)),
            Middleware(layers.Calm, broken=shell.broken),
            Middleware(layers.static_files, root=site.SITE),
            Middleware(layers.Known, known=known, not_found=shell.not_found),
        ],
        on_script_error=lambda error: bool(log.error("a page failed", exc_info=error)),
    )


app = make_app()

if __name__ == "__main__":
    app.run()
