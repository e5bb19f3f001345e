"""Settings of Streamlit that the guide cannot serve under."""

from __future__ import annotations

import streamlit as st


def check() -> None:
    """Refuse what would half work.

    Raises:
        SystemExit: with one sentence that says what to do.
    """
    if base := str(st.get_option("server.baseUrlPath") or "").strip("/"):
        raise SystemExit(
            f"server.baseUrlPath is {base!r}, but the guide stands at the root of its address. Give it a name of its own: https://guide.example.org"
        )
