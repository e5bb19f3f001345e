"""A page's chief numbers as a hundred dots, and small tables of two groups."""

from __future__ import annotations

import pytest

from guide.content import readability
from guide.library import languages, load
from guide.view.hundred import dots, table
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


@pytest.mark.parametrize("rows", ["", "Felt sick", "Felt sick: 23", "Felt sick: 23, 101", "Felt sick: 23, 11; Slept badly: many, 22"])
def test_a_table_that_cannot_be_read_says_how_it_is_written(rows):
    """A row without its two counts up to 100 is an error that names it and shows the form."""
    with pytest.raises(ValueError, match="::: part counts needs title="):
        table({"title": "Side effects", "groups": "On it; On placebo", "rows": rows})
