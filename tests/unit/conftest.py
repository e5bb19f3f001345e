"""The content, loaded once for all unit tests of a worker."""

from __future__ import annotations

import pytest

from guide.library import Library, load


@pytest.fixture(scope="session")
def library() -> Library:
    """The guide's content in its first language."""
    return load("en")
