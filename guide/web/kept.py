"""The copy of the guide that a visitor may keep on a device: its worker (`/worker.js`), and what makes it installable (`/manifest.webmanifest`).

The worker keeps what is listed here and nothing else. Its text holds the build, so that a browser finds a new one at the next visit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide import tokens
from guide.links import MANIFEST, WORKER
from guide.making import site
from guide.making.browser import bundle
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of


def listed(shell: Shell) -> dict[str, Any]:
    """What the copy holds: every page by its path, and the files that pages and figures are made of."""
    links, manifest = shell.library.links, shell.manifest
    styles = (site.SITE / manifest["css"].lstrip("/")).read_text(encoding="utf-8")
    fonts = re.findall(r'url\("(/[^"]+)"\)', styles)
    code = shell.library.language
    files = [
        *(manifest[name] for name in ("css", "js", "scan", "plotly")),
        *manifest["figures"][code].values(),
        manifest["search"][code],
        *fonts,
        "/favicon.svg",
    ]
    pages = {page.path: links.page(page.id) for page in shell.library.pages.values()}
    return {"pages": pages, "files": sorted(set(files))}


def worker(shell: Shell) -> str:
    """The worker's script, its list before it."""
    what = listed(shell)
    build = hashlib.sha256(json.dumps([shell.manifest["stamp"], shell.contact, shell.origin, what]).encode()).hexdigest()[:12]
    return f"self.guide={json.dumps(what | {'build': build}, separators=(',', ':'))};{bundle('worker')}"


def manifest(shell: Shell) -> str:
    """The web app manifest. On a home screen the guide is called no more than that."""
    library = shell.library
    ground = tokens.TOKENS["background"].light
    said = {
        "name": library.say("site.title"),
        "short_name": library.say("bar.neutral"),
        "lang": library.language,
        "start_url": library.links.page("start"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": ground,
        "theme_color": ground,
        "icons": [{"src": "/favicon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    return json.dumps(said, ensure_ascii=False)


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The two addresses; `documents` keeps what they answer. The browser asks for the worker again by itself to see whether there is a new build."""
    made = {WORKER: (worker, "text/javascript; charset=utf-8"), MANIFEST: (manifest, "application/manifest+json")}

    def one(path: str) -> Route:
        make, kind = made[path]

        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            return await documents.answer(request, (shell.library.language, path), lambda: Document(make(shell), kind), lasting=True, full=shell.full)

        return Route(path, endpoint, methods=["GET"])

    return [one(path) for path in made]
