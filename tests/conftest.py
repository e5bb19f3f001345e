"""What holds for every test."""

from __future__ import annotations

import functools

from hypothesis import settings

from guide.content import source

# Hypothesis's deadline is a timed assertion: on a busy machine a call of 0.3 ms once took 352. Speed is measured by `make bench` alone.
settings.register_profile("guide", deadline=None)
settings.load_profile("guide")

# What a YAML text holds, kept by the text: most tests of a broken content change one file of ninety, and reading them all takes 0.6 s of processor.
source._composed = functools.cache(source._composed)
