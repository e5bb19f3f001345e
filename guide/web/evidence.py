"""`/evidence/<page>`: what the claims of a page rest on."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.content.pages import GUIDE
from guide.links import EVIDENCE
from guide.view.evidence import claims
from guide.view.render import render
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of


def page(shell: Shell, name: str) -> str:
    """The evidence behind one page."""
    library = shell.library
    shown = library.pages[name]
    main = render(library, "evidence", page=shown, claims=claims(library, shown))
    title = library.say("evidence.title", title=shown.front.title)
    return shell.wrap(main, title=title, description=library.say("evidence.lead"), path=f"{EVIDENCE}/{name}", page=None, app=False, card=name)


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The addresses; `documents` keeps the pages."""

    def one(name: str) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            key = (shell.library.language, "evidence", name)
            return await documents.answer(request, key, lambda: Document(page(shell, name)), lasting=True, full=shell.full)

        return Route(f"{EVIDENCE}/{name}", endpoint, methods=["GET"])

    return [one(name) for name in GUIDE]
