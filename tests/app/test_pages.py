"""Every page through Streamlit's own test runner."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from guide.library import ORDER, ROOT, load


@pytest.fixture(scope="module")
def app():
    """The app after its first run."""
    return AppTest.from_file(str(ROOT / "guide" / "main.py"), default_timeout=60).run()


@pytest.mark.parametrize("name", [name for name, _ in ORDER])
def test_page_runs_and_says_its_title(app, name):
    """Each page runs without an exception and its heading is the page's title."""
    app.switch_page(f"pages/{name.replace('-', '_')}.py") if name != "start" else app
    at = app.run()
    assert not at.exception, at.exception
    assert at.title[0].value == load("en").pages[name].front.title
