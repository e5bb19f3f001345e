"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# Hypothesis's deadline is a timed assertion: on a busy machine a call of 0.3 ms once took 352. Speed is measured by `make bench` alone.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")
