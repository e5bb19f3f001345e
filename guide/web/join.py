"""`/join`: phones follow a talk and answer closed questions, by server-sent events of plain Starlette.

All of it stands apart from Streamlit and its compression, which would hold a stream back. Answers are kept with their room, in no log and no file.
"""

from __future__ import annotations

import asyncio
import functools
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from guide.links import FIRST_LANGUAGE, JOIN
from guide.view import frame, slides
from guide.view.code import code
from guide.view.render import render
from guide.view.slides import Show
from guide.web.documents import Document, Documents
from guide.web.handout import same_origin
from guide.web.shell import Shell, own_language
from guide.web.small import Wrong, small_json, whole_number
from guide.web.stopping import Stopping
from guide.web.told import Shells, Told
from guide.workshop.room import Full, Place, Question, Refused, Room, read_code, tally
from guide.workshop.store import Away, Elsewhere, Guessing, InProcess, Store

BEAT = 10.0  # seconds between beats of a stream; proxies cut what is silent for 15 to 60
POLL = 20.0  # seconds for which a long poll is held
PHONE = re.compile(r"^[0-9a-f]{32}$")


# Slides kept for phones, 5 KB each: those of every talk that is being shown.
MOST_SLIDES = 1024


def _slide(shell: Shell, talk: Show, number: int, told: bool, state: tuple[tuple[str, str], ...]) -> Document:
    """A slide for phones. What is right stands in it once it was told; its figure is in the state of the wall."""
    return Document(str(slides.slide(shell.library, shell.given(), talk, number, told=told, notes=False, values=dict(state)).html))


class Join:
    """The layer that answers everything under `/join`; the rest goes on to the guide."""

    def __init__(self, app: ASGIApp, shells: Shells, store: Store | None = None, stopping: Stopping | None = None):
        self.app = app
        self.stopping = stopping or Stopping()
        self.shells = shells
        self.store = store or InProcess()
        self.stopping.waking.append(self.store.wake)
        self.told = Told(shells, self.store)
        # A slide with a figure takes up to 0.19 s: made in a thread, once for all phones, it holds up no stream.
        self.documents = Documents(MOST_SLIDES)
        get, post = ["GET"], ["POST"]
        self.router = Router([
            Route(JOIN, self.door, methods=get),
            Route(JOIN, self.start, methods=post),
            Route(f"{JOIN}/ready", self.ready, methods=get),
            Route(f"{JOIN}/{{code}}", self.phone, methods=get),
            Route(f"{JOIN}/{{code}}/slide/{{number:int}}", self.slide, methods=get),
            Route(f"{JOIN}/{{code}}/events", self.events, methods=get),
            Route(f"{JOIN}/{{code}}/now", self.now, methods=get),
            Route(f"{JOIN}/{{code}}/answer", self.answer, methods=post),
            Route(f"{JOIN}/{{code}}/door", self.way_in, methods=get),
            Route(f"{JOIN}/{{code}}/totals", self.totals, methods=get),
            Route(f"{JOIN}/{{code}}/move", self.move, methods=post),
            Route(f"{JOIN}/{{code}}/end", self.end, methods=post),
        ])  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == JOIN or path.startswith(f"{JOIN}/")):
            await self.app(scope, receive, send)
            return
        try:
            await self.router(scope, receive, send)
        except (Wrong, HTTPException) as why:
            await Response(status_code=why.status if isinstance(why, Wrong) else why.status_code, headers={"Cache-Control": "no-store"})(scope, receive, send)
        except Guessing:
            await Response(status_code=429, headers={"Cache-Control": "no-store", "Retry-After": "60"})(scope, receive, send)
        except Away:
            await Response(status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "2"})(scope, receive, send)

    # -- helpers -------------------------------------------------------------------------------------------------------

    async def room(self, request: Request) -> Room:
        """The room of an address. Raises Wrong (404), Guessing, Away."""
        room = await self.store.find(read_code(request.path_params["code"]))
        if room is None:
            raise Wrong(404)
        return room

    async def presented(self, request: Request) -> Room:
        """The room of its presenter. Raises Wrong: 404 for a wrong code, 403 for a wrong token or a page of another site."""
        room = await self.room(request)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or not room.presents(token) or not same_origin(request):
            raise Wrong(403)
        return room

    # -- pages ---------------------------------------------------------------------------------------------------------

    def _page(self, request: Request, shell: Shell, code: str, status: int = 200, wrong: str = "") -> Response:
        asked, tongues = self._asked(request), frame.tongues(shell.library, shell.languages, f"{JOIN}/{code}" if code else JOIN)
        html = render(shell.library, "join", code=code, wrong=wrong, manifest=shell.manifest, join=JOIN, tongues=tongues, asked=asked)
        return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})

    async def door(self, request: Request) -> Response:
        """Where a code is typed. The wall shows one short address to all: a phone that asks for no language is met in its own."""
        shell = self.shells[self._language_of(request) or FIRST_LANGUAGE]
        typed, asked = request.query_params.get("code", ""), self._asked(request)
        code = read_code(typed)
        if code:
            return RedirectResponse(f"{JOIN}/{code}" + (f"?lang={asked}" if asked else ""), status_code=303)
        return self._page(request, shell, "", wrong="wrong" if typed else "")

    async def phone(self, request: Request) -> Response:
        """The page of a phone: in the language it asks for, else in its own, else in the talk's."""
        language = self._language_of(request)
        shell = self.shells[language or FIRST_LANGUAGE]
        try:
            room = await self.store.find(read_code(request.path_params["code"]))
        except Guessing:
            return self._page(request, shell, "", 429, "busy")
        if room is None:
            return self._page(request, shell, "", 404, "wrong")
        return self._page(request, self.told.talk(room.talk, language)[0], room.code)

    async def slide(self, request: Request) -> Response:
        """A slide as words and picture; only what the room has seen. With `step` its figure stands as it does on the wall at that step, else as it begins."""
        room, number = await self.room(request), request.path_params["number"]
        if not 1 <= number <= room.at.slide:
            raise Wrong(404)
        shell, talk = self.told.talk(room.talk, self._language_of(request))
        step = request.query_params.get("step", "")
        # A step ahead of the room's gives nothing away: whoever touches a figure sees all its states.
        state = slides.state(shell.library, talk, number, min(int(step), slides.MOST)) if step.isdecimal() and len(step) < 4 else {}
        wanted = (shell, talk, number, number in room.told, tuple(state.items()))
        return await self.documents.answer(request, wanted, functools.partial(_slide, *wanted), lasting=False, full=shell.full)

    # -- following -----------------------------------------------------------------------------------------------------

    def _language_of(self, request: Request) -> str:
        """The language that a phone asks for, or its own; "" where that is none of the guide's."""
        return self._asked(request) or own_language(request.headers.get("accept-language", ""), self.shells)

    def _asked(self, request: Request) -> str:
        asked = request.query_params.get("lang", "")
        return asked if asked in self.shells else ""

    def _phone_of(self, request: Request) -> str:
        phone = request.query_params.get("phone", "")
        if not PHONE.match(phone):
            raise Wrong(400)
        return phone

    async def events(self, request: Request) -> Response:
        """The stream of a phone: each state of the room as it comes, and a beat in between."""
        room, phone, language = await self.room(request), self._phone_of(request), self._language_of(request)
        await self._beat(room, phone)

        async def stream() -> AsyncIterator[str]:
            now: Room | None = room
            version, beaten = 0, time.monotonic()
            while not self.stopping.now:
                try:
                    if now and now.version > version:
                        state = await self.told.of(now, language)
                        version = now.version
                        yield f"event: state\ndata: {json.dumps(state)}\n\n"
                        if state["over"]:
                            return
                    elif time.monotonic() - beaten > BEAT - 0.5:
                        yield "event: beat\ndata: \n\n"
                    if time.monotonic() - beaten > BEAT - 0.5:
                        beaten = time.monotonic()
                        await self.store.beat(room.code, phone)
                    await self.store.wait(room.code, version, BEAT)
                    now = await self.store.look(room.code)
                    if now is None or now.over(self.store.now()):
                        now = now or room
                        yield f"event: state\ndata: {json.dumps(await self.told.of(now, language) | {'over': True})}\n\n"
                        return
                except Away:  # the phone stays on its slide; the store is looked for again
                    await asyncio.sleep(1)
                except (Full, Refused):
                    return

        headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)

    async def now(self, request: Request) -> Response:
        """The state once; with `after=<version>` when it is newer, or after a while: for networks that hold streams back."""
        room, phone = await self.room(request), self._phone_of(request)
        await self._beat(room, phone)
        after = request.query_params.get("after", "")
        if after.isdecimal() and int(after) >= room.version:
            await self.store.wait(room.code, int(after), POLL)
            room = await self.store.look(room.code) or room
        return JSONResponse(await self.told.of(room, self._language_of(request)), headers={"Cache-Control": "no-store"})

    async def _beat(self, room: Room, phone: str) -> None:
        try:
            await self.store.beat(room.code, phone)
        except Full:
            raise Wrong(503) from None
        except Refused:
            raise Wrong(404) from None

    async def answer(self, request: Request) -> Response:
        """A phone's answer: `{phone, question, option}`; `option: null` says that it would rather not."""
        room = await self.room(request)
        if not same_origin(request):
            raise Wrong(403)
        body = await small_json(request)
        phone, key, option = body.get("phone"), body.get("question"), body.get("option")
        if not (isinstance(phone, str) and PHONE.match(phone) and isinstance(key, str)):
            raise Wrong(400)
        try:
            await self.store.answer(room.code, phone, key, None if option is None else whole_number(option))
        except Refused:
            raise Wrong(409) from None
        return Response(status_code=204)

    # -- presenting ----------------------------------------------------------------------------------------------------

    async def start(self, request: Request) -> Response:
        """A new room for a talk: `{talk}` is the talk's query. Gives the code, the presenter's token, and the code to scan."""
        if not same_origin(request):
            raise Wrong(403)
        body = await small_json(request)
        shell, talk = self.told.talk(str(body.get("talk", "")))
        kinds = slides.asked(shell.library, talk)
        questions = {number: Question(one.key, one.about, len(one.options), one.right, one.closes, one.tells) for number, one in kinds.items()}
        try:
            room, token = await self.store.start(str(body["talk"]), questions, tuple(len(steps) for steps in slides.steps_of_all(shell.library, talk)))
        except Full:
            return JSONResponse({"why": "full"}, status_code=503, headers={"Cache-Control": "no-store"})
        except Elsewhere:
            return JSONResponse({"why": "workers"}, status_code=503, headers={"Cache-Control": "no-store"})
        except Away:
            return JSONResponse({"why": "store"}, status_code=503, headers={"Cache-Control": "no-store"})
        return JSONResponse({"code": room.code, "token": token} | self._door(request, shell, room), headers={"Cache-Control": "no-store"})

    def _door(self, request: Request, shell: Shell, room: Room) -> dict[str, Any]:
        """The way in: its address, and the code to scan."""
        address = f"{shell.known_as(str(request.base_url))}{JOIN}/{room.code}"
        return {"address": address, "scan": code(address)._asdict()}

    async def way_in(self, request: Request) -> Response:
        """The way in once more, for a wall that was loaded again or moved to another device."""
        room = await self.presented(request)
        return JSONResponse(self._door(request, self.told.talk(room.talk)[0], room), headers={"Cache-Control": "no-store"})

    async def totals(self, request: Request) -> Response:
        """What was answered, for the presenter: each closed question with its counts, or none while they are too few."""
        room, told = await self.presented(request), []
        for number, question in room.closed().items():
            if answers := await self.store.answers(room.code, question.key):
                one = tally(question, answers)
                told.append({"slide": number, "counts": list(one.counts), "few": one.few})
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    async def move(self, request: Request) -> Response:
        """The talk goes to `{slide, step}`. Gives the state, so that the wall can show what was answered."""
        room, body = await self.presented(request), await small_json(request)
        try:
            room = await self.store.move(room.code, Place(whole_number(body.get("slide")), whole_number(body.get("step"))))
        except Refused:
            raise Wrong(409) from None
        return JSONResponse(await self.told.of(room), headers={"Cache-Control": "no-store"})

    async def ready(self, request: Request) -> Response:
        """Whether this worker can take visitors: it was not told to stop, and its store of rooms answers."""
        well = not self.stopping.now and await self.store.ready()
        return Response(status_code=204 if well else 503, headers={"Cache-Control": "no-store"})

    async def end(self, request: Request) -> Response:
        """The room ends at a press."""
        room = await self.presented(request)
        try:
            await self.store.end(room.code)
        except Refused:  # it ended meanwhile
            raise Wrong(404) from None
        return Response(status_code=204)
