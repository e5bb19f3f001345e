"""The whole guide to keep: the PDF that a person would print, and what the HTML file holds. (How it lives: tests/browser/test_offline.py.)"""

from __future__ import annotations

import html
import re
import subprocess

import pytest
from fontTools.ttLib import TTFont

from guide.content.pages import GUIDE
from guide.library import languages, load
from guide.making import site
from guide.view.still import Still
from guide.view.whole import compose

LIBRARY = load("en")
# The lines of a full sheet are about 45; a figure counts by its words alone.
THIRD = 12
LARGEST = 4_000_000  # bytes of the HTML file


@pytest.fixture(scope="module")
def made():
    """The whole guide, put together once and only where a test asks for it."""
    return compose(LIBRARY)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> str:
    """The path of the PDF that the build made."""
    kept = site.SITE / site.manifest_now()["papers"]["en"]["pdf"].lstrip("/")
    path = tmp_path_factory.mktemp("whole") / "guide.pdf"
    path.write_bytes(kept.read_bytes())
    return str(path)


def told(*command: str) -> str:
    """What a program of poppler says."""
    return subprocess.run(command, check=True, capture_output=True).stdout.decode(errors="replace")


def letters(text: str) -> str:
    """The letters and digits of a text: what a line break or a ligature does not change."""
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def test_it_is_a_tagged_paper_of_24_to_40_sheets(pdf):
    """The PDF is tagged, names its title, is 24 to 40 sheets long, and no sheet but the last is nearly empty."""
    said = told("pdfinfo", pdf)
    assert "Tagged:          yes" in said and LIBRARY.say("site.title") in said
    sheets = told("pdftotext", "-layout", pdf, "-").split("\f")[:-1]
    assert 24 <= len(sheets) <= 40
    for number, sheet in enumerate(sheets[:-1], 1):
        assert len([line for line in sheet.splitlines() if line.strip()]) >= THIRD, number


def test_it_says_what_the_pages_say(pdf, made):
    """Every paragraph of every page, every figure's question and sentence, and every work that is cited stand in it, in the order of the guide."""
    # Between two halves of a paragraph stands the foot of a sheet.
    foot = f"{LIBRARY.say('site.title')}. {LIBRARY.say('help.danger')}"
    said = letters(re.sub(rf"Page \d+ of \d+|{re.escape(foot)}", "", told("pdftotext", pdf, "-")))
    for chapter in made.chapters:
        assert letters(chapter.page.front.title) in said
        for block in chapter.blocks:
            for line in block.lines:
                assert letters("".join(run.text for run in line)) in said, line
        for shown in chapter.figures.values():
            assert letters(shown.question) in said and letters(shown.sentence) in said, shown.question
            assert not isinstance(shown, Still) or shown.alt
    places = [said.rindex(letters(LIBRARY.pages[name].front.summary)) for name in GUIDE]
    assert places == sorted(places)
    for key in made.works:
        assert letters(LIBRARY.references[key].title) in said, key


def test_its_bookmarks_are_its_chapters(pdf, made):
    """A reader of PDFs finds every page of the guide among the bookmarks."""
    titles = re.findall(r"<item[^>]*>(.*?)</item>", told("pdftohtml", "-xml", "-i", "-stdout", pdf))
    for chapter in made.chapters:
        assert any(html.unescape(title).endswith(chapter.page.front.title) for title in titles), chapter.page.front.title


@pytest.mark.parametrize("language", languages())
def test_the_file_to_keep_holds_each_thing_once(language):
    """One file of 4 MB at most in each language: the talks' slides borrow the figures that the pages hold, so no talk shows a figure twice."""
    kept = site.SITE / site.manifest_now()["papers"][language]["html"].lstrip("/")
    assert kept.stat().st_size <= LARGEST
    talks = dict(re.findall(r'<template id="talk-([a-z]+)"(.*?)</template>', text := kept.read_text(encoding="utf-8"), flags=re.DOTALL))
    assert list(talks) == [talk.id for talk in LIBRARY.talks]
    for talk in talks.values():
        borrowed = re.findall(r'data-borrow="([^"]+)"', talk)
        assert len(borrowed) == len(set(borrowed)) > 2 and "<figure" not in talk
        assert all(f'data-figure="{name}"' in text and text.count(f'id="file-{name}"') == 1 for name in borrowed)


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "Italic"])
def test_the_fonts_of_the_papers_hold_every_letter(style):
    """Each letter that the content writes and Streamlit's font has stands in the papers' fonts, in whatever language."""
    site.manifest_now()
    held = TTFont(site.FONTS / f"{style}.ttf").getBestCmap()
    source = TTFont(next((site.STREAMLIT / "static" / "media").glob("SourceSansVF-Upright*.woff2"))).getBestCmap()
    written = {ord(letter) for file in site.CONTENT.rglob("*") if file.suffix in {".md", ".yaml", ".csv"} for letter in file.read_text(encoding="utf-8")}
    assert len(written & set(source)) > 100
    assert not [chr(letter) for letter in written & set(source) if letter not in held]
