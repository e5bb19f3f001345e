"""The ready-made leaflets as served: `/leaflet/<set>` as a page and `/leaflet/<set>.pdf`, and what is said of one that is not there.

A PDF asked for by its address names the directory for everywhere; posted from the page it takes the country that stands in the form, which is then
in no address and in no log. A leaflet is made once a day for each country that was asked for.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping

import anyio
from rapidfuzz import process
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from guide.content.leaflets import Leaflet
from guide.handout.leaflet import as_pdf
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.view import frame
from guide.view.code import code
from guide.view.leaflet import compose, help_of
from guide.view.render import render
from guide.web.handout import LARGEST, same_origin
from guide.web.shell import Shell, language_of

PATH = "/leaflet/"
# Leaflets kept ready (about 45 KB each): every one for the directory and for some countries.
MOST_KEPT = 120
_HOST = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]{1,100}")


def origin_of(shell: Shell, request: Request) -> str:
    """The address under which this copy is known: GUIDE_ORIGIN, else the one that was asked. A code needs an absolute one."""
    asked = str(request.base_url).rstrip("/")
    return shell.origin or (asked if _HOST.fullmatch(asked) else "")


@functools.lru_cache(maxsize=MOST_KEPT)
def page(shell: Shell, key: str, origin: str, today: dt.date) -> str:
    """A leaflet as a page. Its preview elsewhere is neutral: a lock screen shows no more than the guide's name."""
    library = shell.library
    made, countries = compose(library, library.leaflets[key]), frame.countries(library)
    address = f"{origin}{library.links.leaflet(key)}"
    alt = library.handout("leaflet.code_alt", address=address)
    main = render(
        library,
        "leaflet",
        made=made,
        countries=countries,
        help=help_of(library, countries, ""),
        scan=render(library, "scan", code=code(address), alt=alt),
        address=address,
        today=today,
    )
    return shell.wrap(
        main, title=made.leaflet.title, description=made.leaflet.lead, path=f"{PATH}{key}", page=None, app=False, preview=library.say("site.title")
    )


@functools.lru_cache(maxsize=MOST_KEPT)
def pdf(shell: Shell, key: str, country: str, origin: str, today: dt.date) -> bytes:
    """A leaflet as a PDF, with the help lines of a country ("" for everywhere)."""
    library = shell.library
    help_lines = help_of(library, frame.countries(library), country)
    return as_pdf(compose(library, library.leaflets[key]), library, help_lines, f"{origin}{library.links.leaflet(key)}", today, site.FONTS)


async def _country(shell: Shell, request: Request) -> str:
    """The country of a posted form; "" where it names none that the guide knows."""
    if request.method != "POST" or not same_origin(request, shell.origin):
        return ""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return ""
    found = re.search(rb"(?:^|&)country=([A-Z]{2})(?:&|$)", body)
    asked = found[1].decode() if found else ""
    return asked if asked in {one.code for one in frame.countries(shell.library)} else ""


def nearest(leaflets: Mapping[str, Leaflet], path: str) -> Leaflet:
    """The leaflet whose name is nearest to an address."""
    name = f"{path}/".removeprefix(PATH).strip("/").removesuffix(".pdf").lower()[:60]
    found = process.extractOne(name, list(leaflets))
    return leaflets[found[0]] if found and found[1] > 0 else next(iter(leaflets.values()))


def missing(shell: Shell, path: str) -> str:
    """The page for a leaflet that is not there; "" for an address that asks for none."""
    library = shell.library
    if not library.leaflets or not f"{path}/".startswith(PATH):
        return ""
    title, text = library.handout("leaflet.missing_title"), library.handout("leaflet.missing")
    main = render(library, "leaflet-missing", near=nearest(library.leaflets, path), leaflets=tuple(library.leaflets.values()))
    return shell.wrap(main, title=title, description=text, path="/guide", page=None, app=False)


def routes(shells: Mapping[str, Shell]) -> list[Route]:
    """The addresses of every leaflet; in a language that has none of them, the first language's."""

    def asked(request: Request, key: str) -> Shell:
        shell = shells[language_of(request.query_params, shells)]
        return shell if key in shell.library.leaflets else shells[FIRST_LANGUAGE]

    def two(key: str) -> list[Route]:
        async def shown(request: Request) -> Response:
            shell = asked(request, key)
            text = page(shell, key, origin_of(shell, request), dt.date.today())
            return HTMLResponse(text, headers={"Cache-Control": "no-cache"})

        async def printed(request: Request) -> Response:
            shell = asked(request, key)
            country, origin = await _country(shell, request), origin_of(shell, request)
            data = await anyio.to_thread.run_sync(pdf, shell, key, country, origin, dt.date.today())
            headers = {"Content-Disposition": f'inline; filename="{key}.pdf"', "Cache-Control": "no-store" if country else "no-cache"}
            return Response(data, media_type="application/pdf", headers=headers)

        return [Route(f"{PATH}{key}", shown, methods=["GET"]), Route(f"{PATH}{key}.pdf", printed, methods=["GET", "POST"])]

    return [route for key in shells[FIRST_LANGUAGE].library.leaflets for route in two(key)]
