"""The site's own addresses: the pages as served, each page's article alone, robots, the site map, the icon."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree as ET

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from guide.content.pages import ORDER
from guide.library import ROOT
from guide.links import FIRST_LANGUAGE, Links, page_path
from guide.treatments import View
from guide.web import data, embed, evidence, feed, go, handout, kept, leaflet, oembed, own
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
Shells = Mapping[str, Shell]


def _page(shell: Shell, page: str, view: View) -> Document:
    return Document(shell.page(shell.library.pages[page], view), once=bool(view.compare or view.message))


def _article(shell: Shell, page: str, view: View) -> Document:
    return Document(str(shell.article(shell.library.pages[page], view)), once=bool(view.compare or view.message))


def _fixed(path: str, make: Callable[[], str], kind: str) -> Route:
    """An address with one answer, made when it is first asked for."""
    made = functools.cache(lambda: Document(make(), kind))

    async def endpoint(request: Request) -> Response:
        return made().answer(request)

    return Route(path, endpoint, methods=["GET"])


def _page_routes(shells: Shells, page: str, documents: Documents) -> list[Route]:
    """A page's address, and that of its article alone, in every language."""

    async def answer(request: Request, make: Callable[[Shell, str, View], Document]) -> Response:
        shell = shells[language_of(request.query_params, shells)]
        view = await anyio.to_thread.run_sync(shell.view, request.url.query) if page == "treatments" and request.url.query else View()
        lasting = not (view.compare or view.message)
        key = (shell.library.language, make, page, view)
        return await documents.answer(request, key, lambda: make(shell, page, view), lasting=lasting, full=shell.full)

    async def whole(request: Request) -> Response:
        return await answer(request, _page)

    async def alone(request: Request) -> Response:
        found = await answer(request, _article)
        found.headers["X-Robots-Tag"] = "noindex"
        return found

    return [Route(page_path(page), whole, methods=["GET"]), Route(f"/article/{page}", alone, methods=["GET"])]


def pages(own: Iterable[Route]) -> list[Route]:
    """Of the site's routes those of pages."""
    addresses = {page_path(page) for page, _ in ORDER}
    return [route for route in own if route.path in addresses]


def warm(shells: Shells, documents: Documents) -> None:
    """Make every page before anyone asks (0.1 to 1 s each)."""
    for code, shell in shells.items():
        for page in shell.library.pages:
            documents.keep((code, _page, page, View()), _page(shell, page, View()), lasting=True)


def sitemap(shells: Shells) -> str:
    """Every page in every language with the day it was checked, and its twins in the other languages."""
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    root = ET.Element(f"{{{SITEMAP}}}urlset")
    for shell in shells.values():
        for page in shell.library.pages.values():
            entry = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(entry, f"{{{SITEMAP}}}loc").text = f"{shell.origin}{shell.library.links.page(page.id)}"
            ET.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = page.front.checked_on.isoformat()
            for code in shells if len(shells) > 1 else ():
                ET.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=f"{shell.origin}{Links(code).page(page.id)}")
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def routes(shells: Shells, documents: Documents | None = None) -> list[Route]:
    """All of them; `documents` keeps the pages."""
    documents = documents or Documents()
    first = shells[FIRST_LANGUAGE]

    async def robots(_: Request) -> Response:
        lines = ["User-agent: *", "Allow: /", "Disallow: /_stcore/", "Disallow: /article/"]
        if first.origin:
            lines.append(f"Sitemap: {first.origin}/sitemap.xml")
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "max-age=3600"})

    icon = (ROOT / "assets" / "favicon.svg").read_text(encoding="utf-8")
    return [
        *(route for name, _ in ORDER for route in _page_routes(shells, name, documents)),
        *handout.routes(shells),
        *leaflet.routes(shells, documents),
        *own.routes(shells, documents),
        *go.routes(shells, documents),
        *feed.routes(shells, documents),
        *embed.routes(shells, documents),
        *data.routes(shells, documents),
        *evidence.routes(shells, documents),
        *kept.routes(shells, documents),
        *oembed.routes(shells),
        Route("/robots.txt", robots),
        _fixed("/sitemap.xml", lambda: sitemap(shells), "application/xml"),
        _fixed("/favicon.svg", lambda: icon, "image/svg+xml"),
    ]
