"""What several of these tests use."""

from __future__ import annotations

import pytest

from guide import golden
from guide.library import Library, load
from tests.loops import run


@pytest.fixture(scope="session")
def library() -> Library:
    """The guide's content, read once."""
    return load("en")


@pytest.fixture(scope="session")
def served() -> dict[str, str]:
    """Every served document by its address, asked for once and without a browser."""
    return dict(run(golden.documents()))
