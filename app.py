"""The guide as one ASGI application: Streamlit, and around it the served pages, headers and static files.

Start it with `make run`, `streamlit run app.py`, or any ASGI server: `uvicorn app:app`.
"""

from __future__ import annotations

import streamlit as st

from guide.library import ROOT
from guide.ui import sessions, settings, trouble
from guide.web.application import around

settings.check()
# `streamlit run` looks for this very form of assignment.
app = st.App(ROOT / "guide" / "main.py", on_script_error=trouble.failed, **around(sessions.kept_short))

if __name__ == "__main__":
    app.run()
