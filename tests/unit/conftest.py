"""What several of these tests use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from guide import golden
from guide.library import Library, load
from guide.web.application import around
from tests.loops import run


@pytest.fixture(scope="session")
def library() -> Library:
    """The guide's content, read once."""
    return load("en")


@pytest.fixture(scope="session")
def served() -> dict[str, str]:
    """Every served document by its address, asked for once and without a browser."""
    return dict(run(golden.documents()))


@pytest.fixture(scope="session")
def ask() -> Callable[..., Any]:
    """Ask the application in this process: `ask(method, path, **more)`."""
    made = around()
    app = Starlette(routes=made["routes"], middleware=made["middleware"])

    async def sent(method: str, path: str, **more: Any) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://guide.test") as client:
            return await client.request(method, path, **more)

    return lambda method, path, **more: run(sent(method, path, **more))
