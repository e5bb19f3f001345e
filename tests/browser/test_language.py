"""A second language in the running guide: chosen in Aa, kept in the tab, spoken by the page, the app and the figures."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import pseudo
from tests.__main__ import free_port, start_server


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """The address of a guide that speaks the made-up language too."""
    folder = tmp_path_factory.mktemp("second")
    root, port = pseudo.make(folder), free_port()
    # What was fetched and compressed for the guide under test serves this one too (12 s on 2 cores).
    shutil.copytree(Path(os.environ.get("GUIDE_BUILD", "build")), folder / "build")
    server = start_server(port, folder / "server.log", GUIDE_CONTENT=str(root), GUIDE_BUILD=str(folder / "build"))
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


def test_a_language_is_chosen_in_aa_and_kept_in_the_tab(browser, second):
    """Aa offers both languages; the chosen one holds for page, app, figure and the next page, and for an address that names none."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(45_000)
    page.goto(f"{second}/stress-and-anxiety")
    page.locator(".bar-settings > summary").click()
    assert page.locator("[data-language]").count() == 2
    page.locator(f'[data-language="{pseudo.CODE}"]').click()
    page.wait_for_url(f"**/stress-and-anxiety?lang={pseudo.CODE}")
    assert page.locator("html").get_attribute("lang") == pseudo.CODE
    page.wait_for_selector("html.app", state="attached")
    assert "⟦" in page.locator("[data-testid=stMain] h1").inner_text()
    page.wait_for_selector("[data-testid=stMain] [data-figure][data-state=live]")
    assert "⟦" in page.locator("[data-testid=stMain] [data-figure] output").first.inner_text()
    title = page.locator("[data-testid=stMain] h1").inner_text()
    page.locator("[data-testid=stMain] a[rel=next]").click()
    page.wait_for_function("was => { const h = document.querySelector('[data-testid=stMain] h1'); return h && h.innerText !== was; }", arg=title)
    assert f"lang={pseudo.CODE}" in page.url and "⟦" in page.locator("[data-testid=stMain] h1").inner_text()
    page.goto(f"{second}/glossary")
    page.wait_for_url(f"**/glossary?lang={pseudo.CODE}")
    context.close()
