"""What holds for every test."""

from __future__ import annotations

import gc
import logging

from hypothesis import settings

# Hypothesis's deadline is a timed assertion: on a busy machine a call of 0.3 ms once took 352. Speed is measured by `make bench` alone.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")

# Most of what tests make (content, figures, pages) is kept for the next one, so the collector of garbage found little and looked at all of it each 700 objects:
# 58 s of processor instead of 65 for the tests without a browser.
gc.set_threshold(100_000, 50, 1000)


def pytest_collection_finish() -> None:
    """Streamlit's 65 loggers hand nothing on, so pytest laid its two hands on each of them, three times a test (0.9 ms of processor); now it hears them at the root."""
    for one in logging.root.manager.loggerDict.values():
        if isinstance(one, logging.Logger):
            one.propagate = True


def pytest_sessionfinish() -> None:
    """What stands at the end goes with the process: pytest looks through all of it for garbage twice otherwise (1.5 s of processor each time).
    What an object would have warned of at such an end is not heard."""
    gc.freeze()
