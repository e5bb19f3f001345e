"""`/leaflet`: a leaflet of one's own from ticks, as a page and as a PDF of two sheets.

What was ticked travels as numbers in a posted form and stands in a link behind its # alone: it is in no address that a server sees, and in no log.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from guide.handout.leaflet import MOST_SHEETS, as_pdf, sheets
from guide.links import MOST_CHOSEN, MOST_PARTS, OWN, State, own_part, read_own, state_part
from guide.making import site
from guide.treatments import GROUPS
from guide.view import frame
from guide.view.figure import figure_html
from guide.view.leaflet import help_of
from guide.view.own import composed, offered
from guide.view.render import render
from guide.view.still import in_state
from guide.web.documents import Document, Documents
from guide.web.handout import Refusal, form, given_as, same_origin
from guide.web.leaflet import KIND, drawn
from guide.web.shell import Shell, language_of

# A figure's number, and the signs of the values in which it stands.
_STATE = re.compile(r"([0-9]{1,4})((?:~[0-9a-z]{3}){1,4})")


class Asked(NamedTuple):
    """What a form asks for: numbers of parts and of treatments, figures in another state than they begin in, the country of the help lines ("" for anywhere)."""

    parts: tuple[int, ...]
    treatments: tuple[int, ...]
    states: tuple[State, ...] = ()
    country: str = ""

    @property
    def chosen(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[State, ...]]:
        """What stands on the leaflet."""
        return self.parts, self.treatments, self.states


def page(shell: Shell) -> str:
    """Where a leaflet is put together: everything there is to tick. The same for all."""
    library = shell.library
    groups = [(library.treatment_words(f"groups.{group}.title"), [t for t in library.shelf.treatments if t.group == group]) for group in GROUPS]
    numbers = {key: number for number, key in library.numbers.items()}
    main = render(library, "own", offered=offered(library), groups=groups, numbers=numbers, most=MOST_PARTS, most_treatments=MOST_CHOSEN)
    title = library.handout("leaflet.own")
    return shell.wrap(main, title=title, description=library.handout("leaflet.own_lead"), path=OWN, page=None, app=False, preview=library.say("site.title"))


def shown(shell: Shell, asked: Asked, origin: str, today: dt.date) -> str:
    """The leaflet as a page, which says so when it is more than two sheets hold."""
    library = shell.library
    made, link = composed(library, *asked.chosen), library.links.own(*asked.chosen)
    fits = sheets(made, library, help_of(library, frame.countries(library), ""), f"{origin}{link}", today, site.FONTS) <= MOST_SHEETS
    states = [("state", "~".join((str(number), *signs))) for number, signs in asked.states]
    hidden = [*(("part", number) for number in asked.parts), *(("treatment", number) for number in asked.treatments), *states]
    read = read_own(own_part(*asked.chosen))
    short = read is None or read.states != asked.states
    live = {item.figure: _live(shell, item.figure, item.state) for item in made.leaflet.body if item.figure}
    return drawn(
        shell,
        made,
        origin,
        today,
        link=link,
        posts=library.links.own_pdf,
        path=OWN,
        hidden=hidden,
        fits=fits,
        live=live,
        short=short,
        part=urlsplit(link).fragment,
    )


def _live(shell: Shell, name: str, values: Mapping[str, str]) -> Markup:
    """A figure on a leaflet, where it can be set: the leaflet then carries its state."""
    library = shell.library
    src, begin = shell.manifest["figures"][library.language][name], state_part(name, values) if values else ""
    return figure_html(in_state(library, name, values), library, src, place="leaflet", level=2, widths=("narrow",), begin=begin)


def pdf(shell: Shell, asked: Asked, origin: str, today: dt.date) -> bytes:
    """The leaflet as a PDF. Raises Refusal when it is more than two sheets hold."""
    library = shell.library
    made, link = composed(library, *asked.chosen), library.links.own(*asked.chosen)
    help_lines = help_of(library, frame.countries(library), asked.country)
    least = sheets(made, library, help_lines, f"{origin}{link}", today, site.FONTS)
    if least > MOST_SHEETS:
        raise Refusal("sheets", 413)
    return as_pdf(made, library, help_lines, f"{origin}{link}", today, site.FONTS, least)


async def _asked(shell: Shell, request: Request) -> Asked:
    """What a form asks for. Raises Refusal for a form of another site, one that is no such form, or one with too much in it."""
    if not same_origin(request, shell.origin):
        raise Refusal("elsewhere", 403)
    library = shell.library
    found: dict[str, list[int]] = {"part": [], "treatment": []}
    states: dict[int, tuple[str, ...]] = {}
    country = ""
    for name, value in await form(request):
        if name in found and value.isascii() and value.isdecimal() and len(value) < 5:
            found[name].append(int(value))
        elif name == "state" and (state := _STATE.fullmatch(value)):
            states[int(state[1])] = tuple(state[2].split("~")[1:])
        elif name == "country":
            country = value if value in {one.code for one in frame.countries(library)} else ""
    parts = tuple(number for number in dict.fromkeys(found["part"]) if number in library.parts)
    treatments = tuple(number for number in dict.fromkeys(found["treatment"]) if library.numbers.get(number))
    if len(parts) > MOST_PARTS:
        raise Refusal("many", 413)
    return Asked(parts, treatments[:MOST_CHOSEN], tuple((number, states[number]) for number in parts if number in states), country)


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The addresses; `documents` makes what was asked for, one at a time."""

    async def choose(request: Request, shell: Shell) -> Response:
        return await documents.answer(request, (shell.library.language, "own"), lambda: Document(page(shell)), lasting=True, full=shell.full)

    async def make(request: Request, shell: Shell, *, printed: bool) -> Response:
        asked = await _asked(shell, request)
        if not asked.parts and not asked.treatments:
            return RedirectResponse(shell.library.links.own(), status_code=303)
        origin, today = shell.known_as(str(request.base_url)), dt.date.today()
        key = (shell.library.language, "own", printed, asked, origin, today)
        as_file, as_page = lambda: Document(pdf(shell, asked, origin, today), KIND), lambda: Document(shown(shell, asked, origin, today), once=True)
        answer = await documents.answer(request, key, as_file if printed else as_page, lasting=False, full=shell.full, kept=False)
        answer.headers["Cache-Control"] = "no-store"
        if printed and answer.status_code == 200:
            answer.headers["Content-Disposition"] = given_as("inline", f"{shell.library.handout('leaflet.file')}.pdf", "leaflet.pdf")
        return answer

    def route(path: str, *, printed: bool) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            if request.method != "POST":
                return RedirectResponse(shell.library.links.own(), status_code=303) if printed else await choose(request, shell)
            try:
                return await make(request, shell, printed=printed)
            except (Refusal, RuntimeError) as error:
                # Typst's own message could hold what was chosen: it goes nowhere.
                why = error if isinstance(error, Refusal) else Refusal("failed", 500)
                words = shell.refused(why.key, MOST_PARTS, back=shell.library.links.own(), named="leaflet.own")
                return HTMLResponse(words, status_code=why.status, headers={"Cache-Control": "no-store"})

        return Route(path, endpoint, methods=["GET", "POST"])

    return [route(OWN, printed=False), route(f"{OWN}.pdf", printed=True)]
