"""Open data: `/data/<table>.csv` and `.json`, and `/data/schema.json`. The rows: `guide.view.open_data`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guide.library import Library
from guide.links import DATA
from guide.view import open_data
from guide.web.documents import Document, Documents
from guide.web.shell import Shell, language_of

KINDS: Mapping[str, tuple[str, Callable[[Library, str], str]]] = {
    "csv": ("text/csv; charset=utf-8", open_data.as_csv),
    "json": ("application/json", open_data.as_json),
}


def routes(shells: Mapping[str, Shell], documents: Documents) -> list[Route]:
    """The addresses; `documents` keeps the files."""

    def one(name: str, ending: str, kind: str, make: Callable[[Library, str], str]) -> Route:
        async def endpoint(request: Request) -> Response:
            shell = shells[language_of(request.query_params, shells)]
            key = (shell.library.language, "data", name, ending)
            answer = await documents.answer(request, key, lambda: Document(make(shell.library, name), kind), lasting=True, full=shell.full)
            answer.headers["X-Robots-Tag"] = "noindex"
            if name != "schema":
                answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{open_data.version(shell.library)}.{ending}"'
            return answer

        return Route(f"{DATA}/{name}.{ending}", endpoint, methods=["GET"])

    tables = [one(name, ending, kind, make) for name in open_data.TABLES for ending, (kind, make) in KINDS.items()]
    return [*tables, one("schema", "json", KINDS["json"][0], lambda library, _: json.dumps(open_data.schema(library), ensure_ascii=False, indent=1))]
