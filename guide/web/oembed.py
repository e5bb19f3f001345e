"""`/oembed?url=…&format=json` (oembed.com): how another site shows a link to a page as that page's figure. A figure named behind the # goes before the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guide.figures import FIGURE_IDS
from guide.library import Library
from guide.links import EMBED, OEMBED
from guide.view.embedded import HEIGHTS
from guide.view.render import render
from guide.web.shell import Shell, language_of

WIDTH = 600
# A state behind the #, as `guide.links` writes it.
_STATE = re.compile(r"([a-z-]{1,40})(~[0-9a-z]{0,30})?")


def figure_at(library: Library, path: str, part: str) -> tuple[str, str]:
    """The figure that an address shows, and its state ("" as it begins); ("", "") where it shows none."""
    page = next((page for page in library.pages.values() if page.path == path), None)
    first = path.removeprefix(f"{EMBED}/") if path.startswith(f"{EMBED}/") else page.figures[0] if page and page.figures else ""
    # A link of before named the values (`?control=value`): the figure is the same, and begins as it does on its page.
    named = _STATE.fullmatch(unquote(part).partition("?")[0])
    if named and named[1] in FIGURE_IDS and (page or named[1] == first):
        return named[1], named[2] or ""
    return (first, "") if first in FIGURE_IDS else ("", "")


def _at_most(asked: str, most: int) -> int:
    """A width or height no larger than was asked for."""
    return min(most, int(asked)) if re.fullmatch(r"[1-9][0-9]{0,4}", asked) else most


def routes(shells: Mapping[str, Shell]) -> list[Route]:
    """The address."""

    async def endpoint(request: Request) -> Response:
        if request.query_params.get("format", "json") != "json":
            return Response(status_code=501)
        try:
            address = urlsplit(request.query_params.get("url", "")[:500])
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        except ValueError:
            return Response(status_code=404)
        shell = shells[language_of(asked, shells)]
        library, origin = shell.library, shell.known_as(str(request.base_url))
        name, state = figure_at(library, address.path, address.fragment)
        if not name or f"{address.scheme}://{address.netloc}" != origin:
            return Response(status_code=404)
        title = library.figure_words[name]("question")
        width, height = (_at_most(request.query_params.get(key, ""), most) for key, most in (("maxwidth", WIDTH), ("maxheight", HEIGHTS[name])))
        source = f"{origin}{library.links.embed(name)}{f'#{name}{state}' if state else ''}"
        told = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": library.say("site.title"),
            "provider_url": f"{origin}{library.links.page('start')}",
        }
        line = str(render(library, "embed-line", src=source, title=title, height=height)).strip()
        return JSONResponse(told | {"html": line, "width": width, "height": height, "cache_age": 86400}, headers={"Cache-Control": "max-age=3600"})

    return [Route(OEMBED, endpoint, methods=["GET"])]
