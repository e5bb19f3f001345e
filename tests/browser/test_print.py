"""Printing from the browser on a dark device: white paper, dark ink, nothing folded, nothing to press, whose page it is on every sheet."""

from __future__ import annotations

import re
import subprocess

import pytest
from PIL import Image

from guide.library import load

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
FOLDED = "details.deeper > div > p, details.references li, details.answer > p"


def letters(text: str) -> str:
    """The letters and digits of a text: what a line break or a ligature does not change."""
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def sheets(pdf: bytes, folder) -> list[tuple[str, Image.Image]]:
    """Each sheet's words and its picture."""
    path = folder / "print.pdf"
    path.write_bytes(pdf)
    words = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    subprocess.run(["pdftoppm", "-r", "24", "-gray", str(path), str(folder / "sheet")], check=True)
    pictures = [Image.open(name) for name in sorted(folder.glob("sheet-*.pgm"))]
    return list(zip(words, pictures, strict=True))


@pytest.fixture(params=PAGES)
def printed(request, open_page, tmp_path):
    """A page of the guide on a dark device, and its sheets."""
    page = open_page(request.param, live=not request.param.startswith("/leaflet"), color_scheme="dark")
    page.wait_for_function("!document.querySelector('#root [data-figure]') || document.querySelector('#root [data-figure][data-state=live]')")
    return page, sheets(page.pdf(format="A4", print_background=True), tmp_path), request.param.partition("?")[0]


def test_a_print_from_a_dark_device(printed, url):
    """White paper with dark ink; the foot of each sheet says address and whom to call; no heading ends a sheet; folded words are there, but for
    the page's own foot under a card or a comparison; figures are whole."""
    page, found, path = printed
    scope = "main" if path.startswith("/leaflet") else "#root"
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
    folded = page.eval_on_selector_all(f"{scope} :is({FOLDED}):not(.no-print *)", "parts => parts.map(part => part.textContent)")
    for text in folded:
        # A foot may stand between two halves of a paragraph that runs over two sheets.
        assert letters(text)[:40] in whole, text[:80]
    figures = page.eval_on_selector_all(
        f"{scope} [data-figure]", "all => all.map(one => [one.querySelector('.fig-title').textContent, one.querySelector('output').textContent])"
    )
    for question, sentence in figures:
        assert any(letters(question) in letters(words) and letters(sentence) in letters(words) for words, _ in found), question


def test_nothing_to_press_is_printed_and_the_screen_is_as_before(open_page, tmp_path):
    """No button's words stand on paper, and when the print is over folds, colors and title are as they were."""
    page = open_page("/stress-and-anxiety", color_scheme="dark")
    page.wait_for_selector("#root [data-figure='smoke-alarm'][data-state=live]")
    state = "() => [document.querySelectorAll('details[open]').length, document.querySelector('#root .fig-canvas').innerHTML, document.title]"
    before = page.evaluate(state)
    text = "\n".join(words for words, _ in sheets(page.pdf(format="A4", print_background=True), tmp_path))
    lines = {line.strip() for line in text.splitlines()}
    buttons = {text.strip() for text in page.locator("#root button, #root .onward a, .bar summary, .bar a").all_inner_texts()} - {""}
    assert not lines & buttons
    assert page.evaluate(state) == before


def test_without_a_script_folds_are_printed_too(open_page, tmp_path):
    """Where no script runs, what is folded stands on paper all the same, and the page's address under it."""
    page = open_page("/medicines", live=False, color_scheme="dark", java_script_enabled=False)
    found = sheets(page.pdf(format="A4", print_background=True), tmp_path)
    whole = letters(" ".join(words for words, _ in found))
    assert letters("What the trials say in more detail") in whole and letters("Most of these trials lasted a few months") in whole
    assert "/medicines" in found[-1][0] and "emergency number" in found[-1][0]


LEAFLETS = list(load("en").leaflets)


@pytest.mark.parametrize(("key", "paper"), [*((key, "A4") for key in LEAFLETS), *((key, "Letter") for key in LEAFLETS[:3])])
def test_a_leaflet_prints_on_two_sheets_from_the_browser(open_page, tmp_path, key, paper):
    """Each leaflet's page prints on two sheets (of the other paper too: three of them), with the name that was typed in, which is in no request."""
    page = open_page(f"/leaflet/{key}", live=False, color_scheme="dark")
    page.locator(".leaflet-tools details > summary").click()
    page.fill("[data-practice=name]", "Practice by the lake")
    found = sheets(page.pdf(format=paper, print_background=True), tmp_path)
    assert len(found) == 2
    assert "Practice by the lake" in found[-1][0]
    assert not any("lake" in address for address in page.watch.requests)
