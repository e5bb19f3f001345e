"""The site's own addresses: the pages as served, robots, the site map, the icon."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from xml.etree import ElementTree as ET

import brotli
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from guide.handout import appointment
from guide.library import ROOT
from guide.web import handout
from guide.web.shell import Shell

# Cards and comparisons kept ready: 58 cards, the list, and some of the many comparisons (about 40 KB each).
MOST_VIEWS = 200


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


def _route(path: str, make: Callable[[], str], kind: str = "text/html; charset=utf-8") -> Route:
    kept: list[Document] = []

    def warm() -> None:
        """Make the page before anyone asks (0.1 to 1 s)."""
        if not kept:
            kept.append(Document(make(), kind))

    async def endpoint(request: Request) -> Response:
        warm()
        return kept[0].answer(request)

    endpoint.warm = warm  # type: ignore[attr-defined]
    return Route(path, endpoint, methods=["GET"])


def sitemap(shell: Shell) -> str:
    """Every page with the day it was checked."""
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in shell.library.pages.values():
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = f"{shell.origin}{page.path}"
        ET.SubElement(entry, "lastmod").text = page.front.checked_on.isoformat()
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def routes(shell: Shell) -> list[Route]:
    """All of them."""
    pages = [_route(page.path, lambda page=page: shell.page(page)) for page in shell.library.pages.values() if page.id != "treatments"]

    async def treatments(request: Request) -> Response:
        view = shell.view(request.url.query)
        if view not in kept:
            kept.clear() if len(kept) > MOST_VIEWS else None
            kept[view] = Document(shell.page(shell.library.pages["treatments"], view))
        return kept[view].answer(request)

    kept: dict[object, Document] = {}

    async def robots(_: Request) -> Response:
        lines = ["User-agent: *", "Allow: /", "Disallow: /_stcore/"]
        if shell.origin:
            lines.append(f"Sitemap: {shell.origin}/sitemap.xml")
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "max-age=3600"})

    icon = (ROOT / "assets" / "favicon.svg").read_text(encoding="utf-8")
    return [
        *pages,
        Route("/treatments", treatments, methods=["GET"]),
        *handout.routes(shell, appointment.of_treatments(shell.library.shelf)),
        Route("/robots.txt", robots),
        _route("/sitemap.xml", lambda: sitemap(shell), "application/xml"),
        _route("/favicon.svg", lambda: icon, "image/svg+xml"),
    ]
