"""A figure alone, to stand in another site: `/embed/<figure>`, without Streamlit and under a policy of its own that lets any site frame it; its picture
as a file, `/embed/<figure>.svg`."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.figures import FIGURE_IDS, build
from guide.links import EMBED, oembed
from guide.view.figure import figure_html, home_of, pictured
from guide.view.render import render
from guide.view.still import on_its_own
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
    return str(
        render(
            library,
            "embed",
            figure=figure,
            drawn=drawn,
            manifest=shell.manifest,
            oembed=oembed(shell.origin, library.links.embed(name)),
            home=library.links.figure(home_of(library, name), name),
        )
    )


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The addresses of each figure; `documents` keeps what they answer."""

    def drawn(name: str) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            made = lambda: Document(on_its_own(shell.library, name), "image/svg+xml")  # noqa: E731 (what is made when it is not kept)
            return await documents.answer(request, (shell.library.language, "picture", name), made, lasting=True, full=shell.full)

        return Route(f"{EMBED}/{name}.svg", endpoint, methods=["GET"])

    def one(name: str) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            key = (shell.library.language, "embed", name)
            answer = await documents.answer(request, key, lambda: Document(page(shell, name)), lasting=True, full=shell.full)
            answer.headers.update({"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"})
            return answer

        return Route(f"{EMBED}/{name}", endpoint, methods=["GET"])

    return [*map(one, FIGURE_IDS), *(drawn(name) for name in FIGURE_IDS if pictured(name))]
