"""`/go`: where a shared link opens. What it names stands behind its #, so this page is the same for all, and so is its preview."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.links import GO
from guide.view.render import render
from guide.view.reviewed import not_advice
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of


def page(shell: Shell) -> str:
    """The page: the table of numbers for the script, and words for whoever has none."""
    library = shell.library
    ways = {
        "table": {str(number): key for number, key in library.numbers.items()},
        "one": library.links.treatment("KEY"),
        "many": library.links.compare(["KEY"]),
    }
    main = render(library, "go", ways=ways)
    title = library.say("site.title")
    return shell.wrap(main, title=library.say("share.go_title"), description=not_advice(library), path=GO, page=None, app=False, preview=title)


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """Its address; `documents` keeps it."""

    async def endpoint(request: Request) -> Response:
        shell = shells[language_of(request.query_params, shells)]
        answer = await documents.answer(request, (shell.library.language, "go"), lambda: Document(page(shell)), lasting=True, full=shell.full)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return [Route(GO, endpoint, methods=["GET"])]
