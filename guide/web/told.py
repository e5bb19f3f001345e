"""What a room tells its phones and its wall: which talk it shows, and the state of each version, worked out once for all of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from guide.view import slides
from guide.view.slides import Show
from guide.web import show
from guide.web.shell import Shell, language_of
from guide.web.small import Wrong
from guide.workshop.room import Room, tally
from guide.workshop.store import Store

Shells = Mapping[str, Shell]
MOST_STATES = 256  # what rooms say now, kept ready: hundreds of phones are told the same


def _talk(shells: Shells, query: str, language: str = "") -> tuple[Shell, Show]:
    """The talk that a room's query names, in the language asked for: the talk's own where it is none of the guide's. Raises Wrong."""
    read = parse_qs(query, max_num_fields=slides.MOST + 5)
    flat = {name: values[0] for name, values in read.items()}
    shell = shells[language if language in shells else language_of(flat, shells)]
    found = show.asked(shell, flat, read.get("slide", []))
    if found is None:
        raise Wrong(404)
    return shell, found


class Told:
    """The talks and states of rooms."""

    def __init__(self, shells: Shells, store: Store):
        self.store = store
        # Asked at each change by each phone: 500 of them read the same query.
        self.talk = functools.lru_cache(maxsize=256)(functools.partial(_talk, shells))
        self.states: dict[tuple[str, int, bool, str], dict[str, Any]] = {}

    async def of(self, room: Room, language: str = "") -> dict[str, Any]:
        """What phones and the wall need to know now, alike for all of one language: a version is worked out once."""
        over = room.over(self.store.now())
        key = (room.code, room.version, over, language)
        if key not in self.states:
            shell, talk = self.talk(room.talk, language)
            stage, sentence = slides.spoken(shell.library, talk, room.at.slide, room.at.step)
            told = tally(room.question, await self.store.answers(room.code, room.question.key)) if room.question and room.tells else None
            while len(self.states) >= MOST_STATES:
                self.states.pop(next(iter(self.states)))
            self.states[key] = {
                "version": room.version,
                "over": over,
                "slide": room.at.slide,
                "step": room.at.step,
                "of": len(room.steps),
                "told": sorted(room.told),
                "stage": stage,
                "state": ",".join(map("=".join, slides.state(shell.library, talk, room.at.slide, room.at.step).items())),
                "sentence": sentence if stage in ("state", "sentence") else "",
                "question": room.question.key if room.question else "",
                "open": room.open,
                "counts": list(told.counts) if told else [],
                "few": bool(told and told.few),
            }
        return self.states[key]
