"""Small requests in JSON: read with a limit, and refused with a status and no words when they are not what was asked for."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

LARGEST = 4096  # bytes of a request


class Wrong(Exception):
    """A request that is answered with a status and no more."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


async def small_json(request: Request) -> dict[str, Any]:
    """A request's small JSON. Raises Wrong."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            raise Wrong(413)
    try:
        read = json.loads(data)
    except ValueError as error:
        raise Wrong(400) from error
    if not isinstance(read, dict):
        raise Wrong(400)
    return read


def whole_number(value: Any) -> int:
    """A number of a request. Raises Wrong for anything else (True counts as no number)."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Wrong(400)
    return value
