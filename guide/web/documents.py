"""Pages as bytes: compressed once, tagged, made in a worker thread, kept as far as there is room."""

from __future__ import annotations

import asyncio
import functools
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable

import anyio
import brotli
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

# Codings in the order in which they are taken.
CODINGS = ("br", "gzip")
# Combinations of visitors (comparisons, leaflets of a day, addresses that ask for what is not there) kept ready, about 60 KB each. Pages and cards stay always.
MOST_COMBINED = 100
# Pages being made at once, and waiting for it. A comparison takes 64 ms of one core: more at once only take the processor from each other.
AT_ONCE, MOST_WAITING = 1, 100


class Crowded(Exception):
    """Too many new pages are being asked for at this moment."""


def quality(text: str) -> float:
    """The weight of a coding's parameters (`q=0.5`; 1 without); 0 for what is no weight."""
    for parameter in text.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


@functools.lru_cache(maxsize=64)  # browsers send a handful; a strange one costs its 40 microseconds again
def coding(header: str) -> str:
    """The best of our codings that an Accept-Encoding takes; "" for the plain text (RFC 9110, 12.5.3)."""
    weights = {}
    for entry in header.split(","):
        name, _, parameters = entry.partition(";")
        weights[name.strip().lower()] = quality(parameters)
    taken = {name: weights.get(name, weights.get("*", 0.0)) for name in CODINGS}
    best = max(CODINGS, key=lambda name: taken[name])
    return best if taken[best] > 0 else ""


def is_known(header: str, tag: str) -> bool:
    """An If-None-Match names this tag: in a list, weakly, or all with `*` (RFC 9110, 13.1.2)."""
    named = [one.strip().removeprefix("W/") for one in header.split(",")]
    return "*" in named or tag in named


class Document:
    """A page or a file made once, with a tag for each coding that lets a browser keep its copy.

    A text is compressed; `once`: for one visitor, quickly. Bytes (a PDF) go as they are.
    """

    def __init__(self, made: str | bytes, kind: str = "text/html; charset=utf-8", *, once: bool = False):
        self.kind = kind
        plain = made if isinstance(made, bytes) else made.encode()
        self.mark = hashlib.sha256(plain).hexdigest()[:20]
        self.bodies = {"": plain}
        if isinstance(made, str):
            # Of the 40 pages under 400 KB, quality 8 makes 987,567 bytes in 0.3 s of processor; 9 makes 984,467 in 1.6.
            self.bodies |= {"br": brotli.compress(plain, quality=4 if once else 5 if len(plain) > 400_000 else 8), "gzip": gzip.compress(plain, 6, mtime=0)}

    def answer(self, request: Request) -> Response:
        """The page in the best coding the browser takes, or 304."""
        chosen = coding(request.headers.get("accept-encoding", "")) if len(self.bodies) > 1 else ""
        tag = f'"{self.mark}-{chosen}"' if chosen else f'"{self.mark}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if is_known(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        if chosen:
            headers["Content-Encoding"] = chosen
        return Response(self.bodies[chosen], media_type=self.kind, headers=headers)


class Documents:
    """Documents by what was asked for. Each is made once, in a thread, however many ask for it at the same time."""

    def __init__(self, most: int = MOST_COMBINED, waiting: int = MOST_WAITING):
        self.most, self.waiting = most, waiting
        self.lasting: dict[Hashable, Document] = {}
        self.combined: OrderedDict[Hashable, Document] = OrderedDict()
        self.coming: dict[Hashable, asyncio.Task[Document]] = {}
        self.limiter: anyio.CapacityLimiter | None = None

    async def of(self, key: Hashable, make: Callable[[], Document], *, lasting: bool, kept: bool = True) -> Document:
        """The document; `lasting` ones are kept always, of the others the last ones, none that is not to be `kept`.

        Raises Crowded when too many wait to be made.
        """
        if found := self.lasting.get(key):
            return found
        if found := self.combined.get(key):
            self.combined.move_to_end(key)
            return found
        if key not in self.coming:
            if not lasting and len(self.coming) >= self.waiting:
                raise Crowded
            task = self.coming[key] = asyncio.create_task(self._make(key, make, lasting=lasting, kept=kept))
            task.add_done_callback(lambda _: self.coming.pop(key, None))
        # One visitor who goes away takes the page from nobody else.
        return await asyncio.shield(self.coming[key])

    async def answer(
        self, request: Request, key: Hashable, make: Callable[[], Document], *, lasting: bool, full: Callable[..., str], kept: bool = True
    ) -> Response:
        """The answer to a request: the document, 304, or the page `full` with 503 when too many wait to be made."""
        try:
            found = await self.of(key, make, lasting=lasting, kept=kept)
        except Crowded:
            return HTMLResponse(full(posted=request.method == "POST"), status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "30"})
        return found.answer(request)

    async def _make(self, key: Hashable, make: Callable[[], Document], *, lasting: bool, kept: bool) -> Document:
        self.limiter = self.limiter or anyio.CapacityLimiter(AT_ONCE)
        document = await anyio.to_thread.run_sync(make, limiter=self.limiter)
        if kept:
            self.keep(key, document, lasting=lasting)
        return document

    def keep(self, key: Hashable, document: Document, *, lasting: bool) -> None:
        """Keep a document that was made elsewhere."""
        if lasting:
            self.lasting[key] = document
            return
        self.combined[key] = document
        while len(self.combined) > self.most:
            self.combined.popitem(last=False)
