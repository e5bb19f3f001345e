"""What a visitor takes along, made on request: `POST /appointment.pdf` and `POST /appointment.txt`.

The form carries ids of choices and the country of the help lines, nothing else. Nothing is stored or logged; the answer is `no-store`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from guide.handout import appointment
from guide.library import Library
from guide.view import frame
from guide.view.kept import MOST, More, of_treatments
from guide.view.leaflet import Help, help_of
from guide.web.shell import Shell, language_of
from guide.web.sockets import origin_of

log = logging.getLogger("guide")
LARGEST = 8 * 1024
# Seconds for a form to come in whole.
LONGEST = 10.0
FORM = "application/x-www-form-urlencoded"
# A sheet takes 20 to 200 ms of one core; a short queue keeps the other cores for the readers.
AT_ONCE = 1
# Why there may be no file: the keys of its words.
REFUSALS = ("get", "empty", "many", "unread", "elsewhere", "failed", "sheets")


class Refusal(Exception):
    """A request that is answered with a calm page: the words' key, and the status."""

    def __init__(self, key: str, status: int):
        super().__init__(key)
        self.key = key
        self.status = status


class Made(NamedTuple):
    """A kind of file: how it is made, its ending, its media type."""

    make: Callable[..., bytes]
    ending: str
    kind: str


def _pdf(page: appointment.Appointment, library: Library, address: str, help_lines: Help) -> bytes:
    return appointment.as_pdf(page, library, address=address, help_lines=help_lines)


def _text(page: appointment.Appointment, library: Library, address: str, help_lines: Help) -> bytes:
    return appointment.as_text(page, library, help_lines).encode()


FILES = (Made(_pdf, "pdf", "application/pdf"), Made(_text, "txt", "text/plain; charset=utf-8"))


def same_origin(request: Request, own: str = "") -> bool:
    """The request comes from a page of this site, or from the visitor's own hand.

    Our `Referrer-Policy: no-referrer` makes browsers write `Origin: null` on such a form, so `Sec-Fetch-Site` decides where it is sent.
    """
    site = request.headers.get("sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    if origin == "null":
        return True
    known = origin_of(origin)
    return bool(known) and (known == own or urlsplit(known).netloc == request.headers.get("host", "").lower())


def given_as(how: str, name: str, plain: str) -> str:
    """The header by which a file has a name in the reader's language. One with letters beyond ASCII travels in the form of RFC 6266, beside a `plain` one."""
    return f'{how}; filename="{name}"' if name.isascii() else f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Refusal("many", 413)
    return body


async def form(request: Request) -> list[tuple[str, str]]:
    """The names and values of a form. Raises Refusal when it is no such form, or too large."""
    if request.headers.get("content-type", FORM).split(";")[0].strip().lower() != FORM:
        raise Refusal("unread", 415)
    try:
        async with asyncio.timeout(LONGEST):
            body = await _body(request)
    except TimeoutError as error:
        raise Refusal("unread", 408) from error
    try:
        return parse_qsl(body.decode("ascii"), encoding="utf-8", errors="replace", max_num_fields=LARGEST)
    except ValueError as error:
        raise Refusal("unread", 400) from error


def kept_ids(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of a form, each once, in order. Raises Refusal when there is none, or too many."""
    ids = list(dict.fromkeys(value for name, value in pairs if name == "keep"))
    if not ids:
        raise Refusal("empty", 400)
    if len(ids) > MOST:
        raise Refusal("many", 413)
    return ids


def routes(shells: Mapping[str, Shell], more: More | None = None) -> list[Route]:
    """The addresses. `more` holds what can be kept beside the pages' questions and the resources, where that is not what the treatments offer."""
    limiter: list[anyio.CapacityLimiter] = []

    async def answer(request: Request, shell: Shell, file: Made) -> Response:
        if request.method != "POST":
            raise Refusal("get", 405)
        if not same_origin(request, shell.origin):
            raise Refusal("elsewhere", 403)
        pairs = await form(request)
        help_lines = help_of(shell.library, frame.countries(shell.library), dict(pairs).get("country", ""))
        page = appointment.make(shell.library, kept_ids(pairs), today=dt.date.today(), more=more or of_treatments(shell.library.shelf))
        known = shell.known_as(str(request.base_url))
        address = f"{known}{shell.library.links.page('start')}" if known else ""
        if not limiter:
            limiter.append(anyio.CapacityLimiter(AT_ONCE))
        try:
            data = await anyio.to_thread.run_sync(file.make, page, shell.library, address, help_lines, limiter=limiter[0])
        except RuntimeError:
            # Typst's own error, too. Its message could hold what was chosen: the log says only that it happened.
            log.error("The appointment page could not be made.")
            raise Refusal("failed", 500) from None
        name = f"{shell.library.handout('page.file')}.{file.ending}"
        headers = {"Content-Disposition": given_as("attachment", name, f"appointment.{file.ending}"), "Cache-Control": "no-store"}
        return Response(data, media_type=file.kind, headers=headers)

    def route(file: Made) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            try:
                return await answer(request, shell, file)
            except Refusal as why:
                headers = {"Cache-Control": "no-store"} | ({"Allow": "POST"} if why.status == 405 else {})
                return HTMLResponse(shell.refused(why.key, MOST), status_code=why.status, headers=headers)

        return Route(f"/appointment.{file.ending}", endpoint, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

    return [route(file) for file in FILES]
