"""Rooms alone, without the app: one worker of several, for `uvicorn tests.faults.joined:app` with GUIDE_STORE set."""

from __future__ import annotations

import os

from starlette.applications import Starlette

from guide.library import FIGURE_IDS, load
from guide.web.join import Join
from guide.web.shell import Shell
from guide.workshop.store import store_of

FIGURES = {name: f"/{name}.json" for name in FIGURE_IDS}
app = Join(Starlette(), {"en": Shell(load("en"), {"figures": {"en": FIGURES}})}, store_of(os.environ["GUIDE_STORE"]))
