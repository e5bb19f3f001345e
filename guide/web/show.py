"""`/show`: a talk in one light document, ready-made (`?talk=<id>`) or chosen (`?slide=<name>&slide=…`). Nothing about who looks is kept."""

from __future__ import annotations

from collections.abc import Mapping

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from guide.handout.talk import as_pdf
from guide.links import FIRST_LANGUAGE, JOIN, SHOW
from guide.making import site
from guide.view.render import render
from guide.view.slides import Show, composed, ready, slides
from guide.web.documents import Document, Documents
from guide.web.leaflet import KIND
from guide.web.shell import Shell, language_of

# What the wall says of phones.
ROOM_WORDS = (
    "scan",
    "or",
    "few",
    "share",
    "here",
    "local",
    "lost",
    "full",
    "workers",
    "store",
    "failed",
    "end",
    "totals",
    "question",
    "answer",
    "count",
    "chose",
)


def asked(shell: Shell, query: Mapping[str, str], chosen: list[str]) -> Show | None:
    """The talk that an address asks for; None when it names none that is here."""
    talk = next((talk for talk in shell.library.talks if talk.id == query.get("talk")), None)
    return ready(shell.library, talk) if talk else composed(shell.library, chosen)


def page(shell: Shell, show: Show) -> str:
    """A talk's document."""
    made = slides(shell.library, shell.given(), show)
    words = {name: shell.library.say.get(f"room.{name}") for name in ROOM_WORDS}
    return render(shell.library, "show", show=show, slides=made, manifest=shell.manifest, join=JOIN, words=words, end=shell.library.links.page("present"))


def pdf(shell: Shell, key: str, origin: str) -> bytes:
    """A ready-made talk as a PDF of 16:9 with its notes."""
    library = shell.library
    return as_pdf(library, ready(library, next(talk for talk in library.talks if talk.id == key)), origin, site.FONTS)[0]


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The address; `documents` keeps the talks (100 KB each), the ready-made ones always."""
    papers = Documents(most=12, waiting=4)  # a talk's PDF takes some seconds: pages and leaflets must not wait for it

    async def endpoint(request: Request) -> Response:
        shell = shells[language_of(request.query_params, shells)]
        show = await anyio.to_thread.run_sync(asked, shell, request.query_params, request.query_params.getlist("slide"))
        if show is None:
            if request.query_params.get("talk"):
                return HTMLResponse(shell.not_found, status_code=404, headers={"Cache-Control": "no-cache"})
            return RedirectResponse(shell.library.links.page("present"), status_code=303)
        made = bool(request.query_params.get("talk"))
        key = (shell.library.language, "show", show)
        return await documents.answer(request, key, lambda: Document(page(shell, show), once=not made), lasting=made, full=shell.full)

    def paper(key: str) -> Route:
        async def printed(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            origin = shell.known_as(str(request.base_url))
            name = (shell.library.language, "show.pdf", key, origin)
            answer = await papers.answer(request, name, lambda: Document(pdf(shell, key, origin), KIND), lasting=False, full=shell.full)
            if answer.status_code == 200:
                answer.headers["Content-Disposition"] = f'inline; filename="{key}.pdf"'
            return answer

        return Route(f"{SHOW}/{key}.pdf", printed, methods=["GET"])

    return [Route(SHOW, endpoint, methods=["GET"]), *(paper(talk.id) for talk in shells[FIRST_LANGUAGE].library.talks)]
