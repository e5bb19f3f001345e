"""The ready-made leaflets as served: `/leaflet/<set>` as a page and `/leaflet/<set>.pdf`, and what is said of one that is not there.

A PDF asked for by its address names the directory for everywhere; posted from the page it takes the country that stands in the form, which is then
in no address and in no log. A leaflet is made once a day for each country that was asked for, in a worker thread, and kept as far as there is room.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup
from rapidfuzz import process
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.content.leaflets import Leaflet
from guide.content.markdown import slug
from guide.handout.leaflet import as_pdf
from guide.links import FIRST_LANGUAGE
from guide.making import site
from guide.view import frame
from guide.view.code import code
from guide.view.leaflet import Composed, compose, help_of
from guide.view.render import render
from guide.web.documents import Document, Documents
from guide.web.handout import Refusal, form, given_as, same_origin
from guide.web.shell import Shell, language_of

PATH = "/leaflet/"
KIND = "application/pdf"


def drawn(
    shell: Shell,
    made: Composed,
    origin: str,
    today: dt.date,
    *,
    link: str,
    posts: str,
    path: str,
    hidden: Sequence[tuple[str, object]] = (),
    fits: bool = True,
    part: str = "",
    live: Mapping[str, Markup] = MappingProxyType({}),
    short: bool = False,
) -> str:
    """A leaflet as a page. Its preview elsewhere is neutral: a lock screen shows no more than the guide's name.

    Args:
        shell: what stands around it.
        made: its words and pictures.
        origin: the address by which this copy is known.
        today: the day that stands on it.
        link: where its code leads.
        posts: where its PDF is made.
        path: its address.
        hidden: what the form for the PDF carries beside the country: what was ticked, for one's own.
        fits: whether two sheets hold it.
        part: what its link holds behind the #, of one that a form asked for.
        live: figures that can be set on it, by their ids.
        short: whether its link has no room for how they are set.
    """
    library = shell.library
    countries = frame.countries(library)
    address = f"{origin}{link}"
    main = render(
        library,
        "leaflet",
        made=made,
        countries=countries,
        help=help_of(library, countries, ""),
        scan=render(library, "scan", code=code(address), alt=library.handout("leaflet.code_alt", address=address)),
        address=address,
        today=today,
        shared=link,
        posts=posts,
        hidden=hidden,
        fits=fits,
        live=live,
        short=short,
    )
    title, lead = made.leaflet.title, made.leaflet.lead
    preview = library.say("site.title")
    return shell.wrap(main, title=title, description=lead, path=path, page=None, app=False, preview=preview, posted=bool(part), part=part)


def page(shell: Shell, key: str, origin: str, today: dt.date) -> str:
    """A ready-made leaflet as a page."""
    link, posts = shell.library.links.leaflet(key), shell.library.links.leaflet_pdf(key)
    return drawn(shell, compose(shell.library, shell.library.leaflets[key]), origin, today, link=link, posts=posts, path=f"{PATH}{key}")


def pdf(shell: Shell, key: str, country: str, origin: str, today: dt.date) -> bytes:
    """A leaflet as a PDF, with the help lines of a country ("" for everywhere)."""
    library = shell.library
    help_lines = help_of(library, frame.countries(library), country)
    return as_pdf(compose(library, library.leaflets[key]), library, help_lines, f"{origin}{library.links.leaflet(key)}", today, site.FONTS)


async def _country(shell: Shell, request: Request) -> str:
    """The country of a posted form; "" where it names none that the guide knows."""
    if request.method != "POST" or not same_origin(request, shell.origin):
        return ""
    try:
        asked = dict(await form(request)).get("country", "")
    except Refusal:
        return ""
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


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The addresses of every leaflet; in a language that has none of them, the first language's. `documents` keeps the last ones of the day."""

    def asked(request: Request, key: str) -> Shell:
        shell = shells[language_of(request.query_params, shells)]
        return shell if key in shell.library.leaflets else shells[FIRST_LANGUAGE]

    def two(key: str) -> list[Route]:
        async def shown(request: Request) -> Response:
            shell, today = asked(request, key), dt.date.today()
            origin = shell.known_as(str(request.base_url))
            name = (shell.library.language, "leaflet", key, origin, today)
            return await documents.answer(request, name, lambda: Document(page(shell, key, origin, today)), lasting=False, full=shell.full)

        async def printed(request: Request) -> Response:
            shell, today = asked(request, key), dt.date.today()
            country, origin = await _country(shell, request), shell.known_as(str(request.base_url))
            name = (shell.library.language, "leaflet.pdf", key, country, origin, today)
            made = lambda: Document(pdf(shell, key, country, origin, today), KIND)  # noqa: E731 (what is made when it is not kept)
            answer = await documents.answer(request, name, made, lasting=False, full=shell.full, kept=not country)
            if answer.status_code == 200:
                answer.headers["Content-Disposition"] = given_as("inline", f"{slug(shell.library.leaflets[key].title)}.pdf", f"{key}.pdf")
            if country:
                answer.headers["Cache-Control"] = "no-store"
            return answer

        return [Route(f"{PATH}{key}", shown, methods=["GET"]), Route(f"{PATH}{key}.pdf", printed, methods=["GET", "POST"])]

    return [route for key in shells[FIRST_LANGUAGE].library.leaflets for route in two(key)]
