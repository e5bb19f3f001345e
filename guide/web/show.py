"""`/show`: a talk in one light document, ready-made (`?talk=<id>`) or chosen (`?slide=<name>&slide=…`). Nothing about who looks is kept."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from guide.links import JOIN, SHOW
from guide.view.render import render
from guide.view.slides import Show, composed, ready, slides
from guide.web.routes import Document
from guide.web.shell import Shell, language_of

# What the wall says of phones.
ROOM_WORDS = ("scan", "or", "few", "share", "here", "local", "lost", "full", "workers", "failed", "end", "totals", "question", "answer", "count")


def asked(shell: Shell, query: Mapping[str, str], chosen: list[str]) -> Show | None:
    """The talk that an address asks for; None when it names none that is here."""
    talk = next((talk for talk in shell.library.talks if talk.id == query.get("talk")), None)
    return ready(shell.library, talk) if talk else composed(shell.library, chosen)


def page(shell: Shell, show: Show) -> str:
    """A talk's document."""
    made = slides(shell.library, shell.given(), show)
    words = {name: shell.library.say.get(f"room.{name}") for name in ROOM_WORDS}
    return render(shell.library, "show", show=show, slides=made, manifest=shell.manifest, join=JOIN, words=words)


# The three ready-made talks and some chosen ones, in each language (100 KB each).
@functools.lru_cache(maxsize=16)
def _document(shell: Shell, show: Show) -> Document:
    return Document(page(shell, show))


def routes(shells: Mapping[str, Shell]) -> list[Route]:
    """The address."""

    async def endpoint(request: Request) -> Response:
        shell = shells[language_of(request.query_params, shells)]
        show = asked(shell, request.query_params, request.query_params.getlist("slide"))
        if show is None:
            if request.query_params.get("talk"):
                return HTMLResponse(shell.not_found(request.url.path), status_code=404, headers={"Cache-Control": "no-cache"})
            return RedirectResponse(shell.library.links.page("present"), status_code=303)
        return _document(shell, show).answer(request)

    return [Route(SHOW, endpoint, methods=["GET"])]
