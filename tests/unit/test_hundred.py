"""A page's chief numbers as a hundred dots, and small tables of two groups."""

from __future__ import annotations

import shutil

import pytest

from guide.content import readability
from guide.library import CONTENT, languages, load
from guide.view.hundred import dots, table
from guide.view.parts import unknown
from tests.content.test_words import BANNED
from tests.numbers import numbers_in


@pytest.mark.parametrize("code", languages())
def test_a_page_shows_the_groups_that_it_names(code):
    """Each page that holds the part shows the groups its text names, in that order, with the numbers of the figure `per-hundred`."""
    library = load(code)
    held = {
        page.id: dots(library, head.values) for page in library.pages.values() for head in page.marks.heads if head.kind == "part" and head.title == "hundred"
    }
    assert {name: [bar.full for bar in shown.bars] for name, shown in held.items()} == {"start": [77, 43, 7], "takeaways": [77, 43, 7], "medicines": [58, 35]}
    assert all(bar.label and shown.outcome and "per-hundred~" in shown.more for shown in held.values() for bar in shown.bars)


def tables(library):
    """Each small table of a page, with its page and its line."""
    for page in library.pages.values():
        yield from ((page, head.line, table(head.values)) for head in page.marks.heads if head.kind == "part" and head.title == "counts")


@pytest.mark.parametrize("code", languages())
def test_a_small_table_shows_what_the_claim_above_it_says(code):
    """Each count of a table stands in the claim right above it, which holds its work, and is alike in every language; as many dots are large as it says."""
    found = list(tables(load(code)))
    assert [[[bar.full for bar in bars] for _, bars in shown.rows] for _, _, shown in found] == [
        [[5, 26]],
        [[30, 20]],
        [[35, 22], [23, 11]],
        [[31, 17], [3, 1]],
    ]
    for page, line, shown in found:
        claim = max((head for head in page.marks.heads if head.kind == "claim" and head.line < line), key=lambda head: head.line)
        said = numbers_in(" ".join(stretch.text for stretch in page.stretches if stretch.claim and stretch.claim.line == claim.line))
        for what, bars in shown.rows:
            assert what and all(str(bar.full) in said and bar.path(large=True).count("h0") == bar.full for bar in bars), what
        assert all(len(readability.words(one)) <= 25 for one in readability.sentences(shown.ask)), shown.ask
        assert shown.title and len(shown.groups) == 2 and all(shown.groups)


GOOD = {"title": "Side effects", "groups": "On it; On placebo", "rows": "Felt sick: 23, 11; Slept badly: 35, 22", "ask": "Which would trouble you?"}


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"rows": "Felt sick: 23"}, "row 'Felt sick: 23'"),
        ({"rows": "Felt sick: 23, 101"}, "row 'Felt sick: 23, 101'"),
        ({"rows": "Felt sick: 23, 11; Slept badly: many, 22"}, "row 'Slept badly: many, 22'"),
        ({"rows": ""}, "has no rows"),
        ({"title": ""}, "has no title"),
        ({"groups": "On it;"}, "two groups"),
        ({"aks": "Which?"}, "knows no aks"),
    ],
)
def test_a_table_that_cannot_be_read_says_how_it_is_written(wrong, told):
    """What is missing, unknown or no pair of counts up to 100 is named, and the form is shown; a good table is read."""
    assert len(table(GOOD).rows) == 2
    with pytest.raises(ValueError, match=told) as error:
        table(GOOD | wrong)
    assert 'write title="Side effects"' in str(error.value)


def test_a_broken_table_is_told_with_its_line(tmp_path):
    """The check names the page and the line of each table of counts that cannot be read."""
    shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("es"))
    page = tmp_path / "content" / "en" / "pages" / "medicines.md"
    text = page.read_text(encoding="utf-8").replace("Slept badly: 35, 22;", "Slept badly: 35;")
    page.write_text(text, encoding="utf-8")
    (found,) = unknown(load("en", tmp_path / "content"))
    assert text.splitlines()[found.line - 1].startswith("::: part counts") and "Slept badly: 35'" in found.message


def test_the_words_of_a_table_keep_the_rules_of_words():
    """No banned word, no amount of a medicine, and each count under the group that the claim gives it to."""
    found = [shown for _, _, shown in tables(load("en"))]
    assert [shown.groups for shown in found] == [
        ("Stayed on sertraline", "Got placebo"),
        ("On venlafaxine", "On placebo"),
        ("On sertraline", "On placebo"),
        ("After an antidepressant", "After placebo"),
    ]
    for shown in found:
        for text in (shown.title, shown.ask, *shown.groups, *(what for what, _ in shown.rows)):
            assert not BANNED.search(text), text
