"""The ASGI middleware: security headers, unknown addresses, precompressed static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from servestatic import ServeStaticASGI
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What keeps a page out of other sites.
FRAMING = (b"content-security-policy", b"x-frame-options", b"cross-origin-resource-policy")
# Streamlit's own addresses that a visitor's browser asks for. (Its metrics, uploads, media, agents and components of others are closed.)
IN_USE = ("/_stcore/health", "/_stcore/host-config")
# Where files live: what is not there is missing, and a page in its place would be taken for a script or a style.
FILES = ("/assets/", "/static/", "/_stcore/", "/media/", "/component/")


def content_security_policy(script_hashes: Iterable[str]) -> str:
    """A policy without `unsafe-eval`: scripts of this host, `blob:` for Streamlit's components, inline ones by hash.

    Streamlit and Plotly write style attributes, so styles may be inline.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws: wss:",
        "manifest-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Headers:
    """Sets the security headers on every answer. `secure`: visitors come by TLS, whatever the proxy says, so cookies are for TLS alone."""

    def __init__(self, app: ASGIApp, policy: str, *, secure: bool = False):
        self.app = app
        self.secure = secure
        headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        self.names = {name for name, _ in self.headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if self.secure or scope["scheme"] == "https":
                    message["headers"] = [(name, for_tls(value) if name.lower() == b"set-cookie" else value) for name, value in message["headers"]]
                # A page that brings a policy of its own is meant to stand in other sites: its policy says where.
                framed = any(name.lower() == b"content-security-policy" for name, _ in message["headers"])
                kept = FRAMING if framed else ()
                own = [(name, value) for name, value in message["headers"] if name.lower() not in self.names or name.lower() in kept]
                message["headers"] = own + [(name, value) for name, value in self.headers if name not in kept]
            await send(message)

        await self.app(scope, receive, with_headers)


def for_tls(cookie: bytes) -> bytes:
    """A Set-Cookie line whose cookie never travels without TLS."""
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"


class Known:
    """Answers an address nobody gave out with 404; Streamlit alone would answer 200 with its empty page.

    `known` are addresses, `files` those of Streamlit's own that the site's folder does not hold. A missing page gets a helpful one, a missing
    file no text.
    """

    def __init__(self, app: ASGIApp, known: Iterable[str], files: Iterable[str], not_found: Callable[[str, Mapping[str, str]], str]):
        self.app = app
        self.known = frozenset((*known, *files, *IN_USE))
        self.not_found = not_found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path in self.known:
            await self.app(scope, receive, send)
            return
        headers = {"Cache-Control": "no-cache"}
        if path.startswith(FILES):
            await Response(status_code=404, headers=headers)(scope, receive, send)
            return
        page = HTMLResponse(self.not_found(path, QueryParams(scope.get("query_string", b""))), status_code=404, headers=headers)
        await page(scope, receive, send)


class Straight:
    """Takes a page's GET to what answers it, past Streamlit's own layers (its sessions, compression and routing), none of which a page needs.

    `routes` are those of pages: their addresses hold no parameters.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[Route]):
        self.app = app
        self.endpoints = {route.path: route.endpoint for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        endpoint = self.endpoints.get(scope.get("path", "")) if scope["type"] == "http" and scope["method"] == "GET" else None
        if endpoint:
            answer: Response = await endpoint(Request(scope, receive))
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)


class Calm:
    """A mistake of ours becomes a calm page, never a stack trace. It is still raised for the log; that a visitor went away is none."""

    def __init__(self, app: ASGIApp, broken: Callable[..., str]):
        self.app = app
        self.broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return
        except Exception:
            if scope["type"] == "http" and not started:
                text = self.broken(QueryParams(scope["query_string"]), posted=scope["method"] == "POST")
                page = HTMLResponse(text, status_code=500, headers={"Cache-Control": "no-store"})
                await page(scope, receive, send)
            raise


def static_files(app: ASGIApp, root: Path) -> ASGIApp:
    """The site's files, Brotli or gzip as the browser likes; every name carries a content hash, so they never change.

    They are listed at start: one that two later builds have taken away since is missing (servestatic would answer 200 without a body).
    """
    immutable: Any = lambda path, url: not url.startswith("/assets/cards/")  # noqa: E731 (servestatic asks for a callable)
    served: Any = ServeStaticASGI(app, root=root, max_age=3600, allow_all_origins=False, immutable_file_test=immutable)

    async def there(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        gone = path in served.files and not (root / path.lstrip("/")).exists()
        await (app if gone else served)(scope, receive, send)

    return there
