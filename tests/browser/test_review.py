"""The form for a clinician's review, filled in by hand in a browser."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from guide.library import load
from guide.making import review
from tests.browser.conftest import PHONE, Watch

pytestmark = pytest.mark.browser


def test_what_is_ticked_is_saved_without_a_request_and_opens_again(browser, tmp_path):
    """A tick, a comment and a name reach the saved file, the file is one that the command reads, and opened again the form is as it was."""
    library = load("en")
    screen, _ = review.make(library, tmp_path, dt.date(2026, 11, 2))
    page = browser.new_page(viewport=PHONE, accept_downloads=True)
    watch = Watch(page, asked=True)
    page.goto(screen.as_uri())
    page.get_by_label("Name").fill("Test Person")
    page.get_by_label("Role").fill("test role")
    page.get_by_label("Day").fill("2026-11-02")
    third = page.locator("fieldset").nth(2)
    third.get_by_label("Should change").check()
    third.get_by_label("Comment").fill('A "word" more')
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my review").click()
    file = Path(tmp_path / "filled.json")
    saved.value.save_as(file)
    read = review.read(file, library)
    assert (read.by, [(one.verdict, one.comment) for one in read.claims]) == ("Test Person", [("change", 'A "word" more')])
    page.reload()
    page.get_by_label("Open a saved file").set_input_files(file)
    page.locator("#count", has_text="1 of ").wait_for()
    assert third.get_by_label("Should change").is_checked() and page.get_by_label("Role").input_value() == "test role"
    assert watch.errors == [] and all(address.startswith(("file:", "blob:")) for address in watch.requests)
    page.close()
