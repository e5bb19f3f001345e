"""What changed, as an Atom feed (RFC 4287): `/feed.xml`."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.content.records import Update
from guide.links import FEED
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml"


def _stamp(update: Update) -> str:
    """The day of an entry as RFC 3339 asks for it."""
    return f"{update.date.isoformat()}T00:00:00Z"


def feed(shell: Shell, origin: str) -> str:
    """Every entry of the page of updates, newest first, each with a name that never changes: its day and its place on that day."""
    library = shell.library
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": library.language})

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        made.text = text or None
        return made

    newest = sorted(library.updates, key=lambda update: update.date, reverse=True)
    here = f"{origin}{library.links.page('updates')}"
    add(root, "title", f"{library.say('site.title')}: {library.pages['updates'].front.title}")
    add(root, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'updates {library.language}')}")
    add(root, "updated", _stamp(newest[0]) if newest else "1970-01-01T00:00:00Z")
    add(root, "link", rel="self", type=KIND, href=f"{origin}{library.links.feed}")
    add(root, "link", rel="alternate", type="text/html", href=here)
    add(add(root, "author"), "name", library.say("site.title"))
    left = Counter(update.date for update in newest)
    for update in newest:
        entry = add(root, "entry")
        name = f"updates {library.language} {update.date} {left[update.date]}"
        left[update.date] -= 1
        add(entry, "title", update.title)
        add(entry, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}")
        add(entry, "updated", _stamp(update))
        add(entry, "link", rel="alternate", type="text/html", href=f"{origin}{library.links.page(update.pages[0])}" if update.pages else here)
        add(entry, "summary", update.text)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """Its address; `documents` keeps the last ones, by the address of the site that was asked."""

    async def endpoint(request: Request) -> Response:
        shell = shells[language_of(request.query_params, shells)]
        origin = shell.known_as(str(request.base_url))
        key = (shell.library.language, "feed", origin)
        return await documents.answer(request, key, lambda: Document(feed(shell, origin), KIND), lasting=False, full=shell.full)

    return [Route(FEED, endpoint, methods=["GET"])]
