"""The site's own addresses: the pages as served, each page's article alone, robots, the site map, the icon."""

from __future__ import annotations

import functools
import gzip
import hashlib
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

import brotli
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from guide.content.pages import ORDER
from guide.library import ROOT
from guide.links import FIRST_LANGUAGE, Links, page_path
from guide.treatments import View
from guide.web import embed, feed, go, handout, leaflet
from guide.web.shell import Shell, language_of

# Pages kept ready in each language: 21 pages, 57 cards, the same again as fragments, and some of the many comparisons (about 40 KB each).
MOST_DOCUMENTS = 400
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
Shells = Mapping[str, Shell]


class Document:
    """A page made once: compressed in advance, with a tag that lets a browser keep its copy."""

    def __init__(self, text: str, kind: str = "text/html; charset=utf-8"):
        self.kind = kind
        self.plain = text.encode()
        self.tag = f'"{hashlib.sha256(self.plain).hexdigest()[:20]}"'
        self.brotli = brotli.compress(self.plain, quality=9 if len(self.plain) < 400_000 else 5)
        self.gzip = gzip.compress(self.plain, 6, mtime=0)

    def answer(self, request: Request) -> Response:
        """The page in the best encoding the browser takes, or 304."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        accepted = request.headers.get("accept-encoding", "")
        body = self.plain
        for name, data in (("br", self.brotli), ("gzip", self.gzip)):
            if name in accepted:
                headers["Content-Encoding"] = name
                body = data
                break
        return Response(body, media_type=self.kind, headers=headers)


@functools.lru_cache(maxsize=MOST_DOCUMENTS)
def _page(shell: Shell, page: str, view: View) -> Document:
    return Document(shell.page(shell.library.pages[page], view))


@functools.lru_cache(maxsize=MOST_DOCUMENTS)
def _article(shell: Shell, page: str, view: View) -> Document:
    return Document(str(shell.article(shell.library.pages[page], view)))


def _fixed(path: str, make: Callable[[], str], kind: str) -> Route:
    """An address with one answer, made when it is first asked for."""
    made = functools.cache(lambda: Document(make(), kind))

    async def endpoint(request: Request) -> Response:
        return made().answer(request)

    return Route(path, endpoint, methods=["GET"])


def _page_routes(shells: Shells, page: str) -> list[Route]:
    """A page's address, and that of its article alone, in every language."""

    def asked(request: Request) -> tuple[Shell, View]:
        shell = shells[language_of(request.query_params, shells)]
        return shell, shell.view(request.url.query) if page == "treatments" else View()

    async def whole(request: Request) -> Response:
        shell, view = asked(request)
        return _page(shell, page, view).answer(request)

    async def alone(request: Request) -> Response:
        shell, view = asked(request)
        answer = _article(shell, page, view).answer(request)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return [Route(page_path(page), whole, methods=["GET"]), Route(f"/article/{page}", alone, methods=["GET"])]


def warm(shells: Shells) -> None:
    """Make every page before anyone asks (0.1 to 1 s each)."""
    for shell in shells.values():
        for page in shell.library.pages:
            _page(shell, page, View())


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


def routes(shells: Shells) -> list[Route]:
    """All of them."""
    first = shells[FIRST_LANGUAGE]

    async def robots(_: Request) -> Response:
        lines = ["User-agent: *", "Allow: /", "Disallow: /_stcore/", "Disallow: /article/"]
        if first.origin:
            lines.append(f"Sitemap: {first.origin}/sitemap.xml")
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "max-age=3600"})

    icon = (ROOT / "assets" / "favicon.svg").read_text(encoding="utf-8")
    return [
        *(route for name, _ in ORDER for route in _page_routes(shells, name)),
        *handout.routes(shells),
        *leaflet.routes(shells),
        *go.routes(shells),
        *feed.routes(shells),
        *embed.routes(shells),
        Route("/robots.txt", robots),
        _fixed("/sitemap.xml", lambda: sitemap(shells), "application/xml"),
        _fixed("/favicon.svg", lambda: icon, "image/svg+xml"),
    ]
