"""Printing from the browser on a dark device: white paper, dark ink, nothing folded, nothing to press, whose page it is on every sheet."""

from __future__ import annotations

import re
import subprocess

import pytest
from PIL import Image

from guide.library import load
from tests.browser.conftest import without_the_app

PAGES = (
    "/",
    "/what-is-ptsd",
    "/stress-and-anxiety",
    "/medicines",
    "/treatments?show=sertraline",
    "/treatments?compare=pe,sertraline",
    "/resources",
    "/glossary",
    "/leaflet/first-visit",
)
IN_THE_APP = ("/stress-and-anxiety", "/resources", "/treatments?compare=pe,sertraline")
LISTED = ("/", "/resources")  # their lists hold lines that read like a button
FOLDED = "details.deeper > div > p, details.references li, details.answer > p"


def letters(text: str) -> str:
    """The letters and digits of a text: what a line break or a ligature does not change."""
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def words_of(pdf: bytes, folder) -> list[str]:
    """Each sheet's words."""
    path = folder / "print.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]


def sheets(pdf: bytes, folder) -> list[tuple[str, Image.Image]]:
    """Each sheet's words and its picture."""
    words = words_of(pdf, folder)
    subprocess.run(["pdftoppm", "-r", "24", "-gray", str(folder / "print.pdf"), str(folder / "sheet")], check=True)
    pictures = [Image.open(name) for name in sorted(folder.glob("sheet-*.pgm"))]
    return list(zip(words, pictures, strict=True))


STATE = "() => [document.querySelectorAll('details[open]').length, document.querySelector('[data-figure=smoke-alarm] .fig-canvas')?.innerHTML, document.title]"


@pytest.mark.parametrize("address", PAGES)
def test_a_print_from_a_dark_device(open_page, tab, tmp_path, url, address):
    """White paper with dark ink; the foot of each sheet says address and whom to call; no heading ends a sheet; folded words are there, but for
    the page's own foot under a card or a comparison; figures are whole; no button's words stand there. When the print is over, folds, colors and title are
    as they were. (In the app: an article with plots, a list, a comparison. The other pages as they are served, whose article the app takes over as it is.)"""
    path, live = address.partition("?")[0], address in IN_THE_APP
    page = tab(address, color_scheme="dark") if live else open_page(address, live=False, color_scheme="dark", before=without_the_app)
    scope = "#root" if live else "main"
    page.wait_for_function(f"() => !document.querySelector('{scope} [data-figure]') || document.querySelector('{scope} [data-figure][data-state=live]')")
    before = page.evaluate(STATE)
    found = sheets(page.pdf(format="A4", print_background=True), tmp_path)
    assert page.evaluate(STATE) == before
    lines = {line.strip() for words, _ in found for line in words.splitlines()}
    buttons = {text.strip() for text in page.locator(f"{scope} button, {scope} .onward a, .bar summary, .bar a").all_inner_texts()} - {""}
    assert address in LISTED or not lines & buttons
    for words, picture in found:
        shades = picture.histogram()
        assert max(range(256), key=shades.__getitem__) == 255 and sum(shades[:64]) < sum(shades) * 0.2
        assert all(picture.getpixel(corner) == 255 for corner in ((1, 1), (picture.width - 2, picture.height - 2)))
        assert f"{url}{path}" in words and "emergency number" in words
    headings = {letters(text) for text in page.locator(f"{scope} :is(h1, h2, h3, h4):not(.bar *)").all_inner_texts()} - {""}
    for words, _ in found[:-1]:
        lines = [line for line in words.splitlines() if line.strip() and not re.fullmatch(r"\d+ / \d+", line.strip())]
        text = [line for line in lines if url not in line and "emergency number" not in line]
        assert letters(text[-1]) not in headings, text[-1]
    whole = letters(" ".join(words for words, _ in found))
    folded = page.eval_on_selector_all(f"{scope} :is({FOLDED}):not(.no-print *, .needs-script)", "parts => parts.map(part => part.textContent)")
    for text in folded:
        # A foot may stand between two halves of a paragraph that runs over two sheets.
        assert letters(text)[:40] in whole, text[:80]
    figures = page.eval_on_selector_all(
        f"{scope} [data-figure]", "all => all.map(one => [one.querySelector('.fig-title').textContent, one.querySelector('output').textContent])"
    )
    for question, sentence in figures:
        assert any(letters(question) in letters(words) and letters(sentence) in letters(words) for words, _ in found), question


def test_without_a_script_folds_are_printed_too(open_page, tmp_path):
    """Where no script runs, what is folded stands on paper all the same, and the page's address under it."""
    page = open_page("/medicines", live=False, color_scheme="dark", java_script_enabled=False)
    found = words_of(page.pdf(format="A4", print_background=True), tmp_path)
    whole = letters(" ".join(found))
    assert letters("SSRIs in trials: how much, and for whom") in whole and letters("Most of these trials lasted a few months") in whole
    assert "/medicines" in found[-1] and "emergency number" in found[-1]


def test_a_leaflet_prints_on_two_sheets_from_the_browser(open_page, url, tmp_path):
    """Each leaflet's page prints on two sheets (of the other paper too: three of them), with the name that was typed in, which is in no request."""
    leaflets = list(load("en").leaflets)
    page = open_page("/robots.txt", live=False, asked=True, color_scheme="dark")
    for key in leaflets:
        page.goto(f"{url}/leaflet/{key}")
        page.locator(".leaflet-tools details > summary").click()
        page.fill("[data-practice=name]", "Practice by the lake")
        for paper in ("A4", "Letter") if key in leaflets[:3] else ("A4",):
            found = words_of(page.pdf(format=paper, print_background=True), tmp_path)
            assert len(found) == 2, (key, paper)
            assert "Practice by the lake" in found[-1], (key, paper)
    assert not any("lake" in address for address in page.watch.requests)
