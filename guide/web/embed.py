"""A figure alone, to stand in another site: `/embed/<figure>`, without Streamlit and under a policy of its own that lets any site frame it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.figures import FIGURE_IDS, build
from guide.links import EMBED
from guide.view.figure import figure_html, home_of
from guide.view.render import render
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of

# Nothing but this host's files: no inline script, no socket, no form; any site may frame it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    )
)


def page(shell: Shell, name: str) -> str:
    """The page: the figure, whose it is, and the way to its own page."""
    library = shell.library
    figure = build(name, library)
    drawn = figure_html(figure, library, shell.manifest["figures"][library.language][name], level=1)
    return str(render(library, "embed", figure=figure, drawn=drawn, manifest=shell.manifest, home=library.links.figure(home_of(library, name), name)))


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The address of each figure; `documents` keeps them."""

    def one(name: str) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            key = (shell.library.language, "embed", name)
            answer = await documents.answer(request, key, lambda: Document(page(shell, name)), lasting=True, full=shell.full)
            answer.headers.update({"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"})
            return answer

        return Route(f"{EMBED}/{name}", endpoint, methods=["GET"])

    return [one(name) for name in FIGURE_IDS]
