"""What stands around Streamlit: checked content, the site's files, routes and middleware, as arguments of `st.App`."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from starlette.middleware import Middleware

from guide.content.problems import ContentError
from guide.library import Library, languages, load
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.view import parts
from guide.web import layers, leaflet, routes
from guide.web.shell import Shell, language_of

log = logging.getLogger("guide")


class NoQuery(logging.Filter):
    """Takes the query off addresses in uvicorn's access log: what a link says is nobody's business."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's path; every record is kept."""
        if isinstance(record.args, tuple) and len(record.args) >= 3:
            client, method, path, *rest = record.args
            record.args = (client, method, str(path).partition("?")[0], *rest)
        return True


def contact() -> str:
    """Where a visitor reports a mistake: an e-mail address or an https page, from the setting GUIDE_CONTACT."""
    return os.environ.get("GUIDE_CONTACT", "").strip()


def failed(error: BaseException) -> bool:
    """Log a page's failure; the visitor sees Streamlit's short notice without details."""
    log.error("a page failed", exc_info=error)
    return False


def lifespan_of(shells: Mapping[str, Shell]) -> Callable[[Any], contextlib.AbstractAsyncContextManager[None]]:
    """Start-up's last steps: logs without queries, start-up's objects frozen, the pages made in the background."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        logging.getLogger("uvicorn.access").addFilter(NoQuery())
        # What start-up made is never garbage: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        threading.Thread(target=routes.warm, args=(shells,), daemon=True, name="warm").start()
        yield

    return lifespan


def shells_of(libraries: Mapping[str, Library], manifest: Mapping[str, Any]) -> dict[str, Shell]:
    """What serves each language."""
    names = tuple((code, library.about.name) for code, library in libraries.items())
    origin = os.environ.get("GUIDE_ORIGIN", "").rstrip("/")
    return {code: Shell(library, manifest, origin=origin, contact=contact(), languages=names) for code, library in libraries.items()}


def not_found(shell: Shell, path: str) -> str:
    """The page for an address that is not there."""
    return leaflet.missing(shell, path) or shell.not_found(path)


def around() -> dict[str, Any]:
    """Arguments for `st.App`.

    Raises:
        SystemExit: when the content has mistakes; each is printed with its file, line and field.
    """
    try:
        libraries = {code: load(code) for code in languages()}
        if wrong := [problem for library in libraries.values() for problem in parts.unknown(library)]:
            raise ContentError(wrong)
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
    own, first = routes.routes(shells), shells[FIRST_LANGUAGE]
    return {
        "routes": own,
        "lifespan": lifespan_of(shells),
        "on_script_error": failed,
        "middleware": [
            Middleware(layers.Headers, policy=layers.content_security_policy(first.script_hashes)),
            Middleware(layers.Calm, broken=first.broken),
            Middleware(layers.static_files, root=site.SITE),
            Middleware(layers.Known, known=[route.path for route in own], not_found=lambda path, query: not_found(shells[language_of(query, shells)], path)),
        ],
    }
