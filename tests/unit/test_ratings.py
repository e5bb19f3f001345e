"""The guide's own ratings: what is shown is what was given, item by item, and a broken row is named."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil

import pytest

from guide.content.ratings import FILE, INSTRUMENTS, Rating, read_ratings
from guide.content.source import Source
from guide.library import CONTENT, languages, load
from guide.view import ratings as shown

LIBRARY = load("en")
ROWS = {(row.first.instrument, row.page.id): row for row in shown.rows(LIBRARY)}


@pytest.mark.parametrize("rating", LIBRARY.ratings, ids=lambda rating: rating.id)
@pytest.mark.parametrize("name", ["a", "b"])
def test_a_total_is_the_sum_of_its_items(rating, name):
    """The total of a rating is the sum of its items' scores (or the items that are met), out of those that apply; every item is there."""
    scores, total = getattr(rating, name), rating.total(getattr(rating, name))
    given = [score for score in scores.values() if score is not None]
    assert tuple(scores) == INSTRUMENTS[rating.instrument].items
    if rating.instrument == "discern":
        assert total == (sum(given), 5 * len(given)) and total.of == 80
    elif rating.instrument == "ipdas-c":
        assert total == (len([score for score in given if score >= 3]), 6)
    else:
        assert total == (sum(given), len(given)) and set(given) <= {0, 1}


def test_each_rating_names_a_page_that_is_there():
    """Every rated page is a page of the guide."""
    assert LIBRARY.ratings and {rating.page for rating in LIBRARY.ratings} <= set(LIBRARY.pages)


@pytest.mark.parametrize("language", languages())
def test_the_page_shows_the_totals_and_every_open_item(language):
    """In each language a row's cells begin with its points, and each item on which the two differ or that lacks a point has its words."""
    library = load(language)
    found = shown.rows(library)
    assert len(found) == len({(rating.instrument, rating.page) for rating in library.ratings})
    for row in found:
        for cell, scores in ((row.a, row.latest.a), (row.b, row.latest.b)):
            total = row.latest.total(scores)
            assert [str(total.points), str(total.of)] in [re.findall(r"\d+", cell)[n : n + 2] for n in range(len(cell))], cell
        assert len(row.open) == len(row.latest.open) and all(one.item for one in row.open)
    assert len(shown.standard(library)) == len(library.shelf.items)


def test_the_first_ratings_are_those_that_were_made():
    """A sample by hand: DISCERN 72 and 73 of 80, the index on treatments 9 and 14 of 20, five of six qualifying items."""
    for key, totals in ((("discern", "guide"), ((72, 80), (73, 80))), (("cdc", "treatments"), ((9, 20), (14, 20)))):
        one = ROWS[key].first
        assert (one.total(one.a), one.total(one.b)) == totals
    assert ROWS["ipdas-q", "treatments"].first.a["Q6"] == 0


def test_a_later_pair_stands_beside_the_first():
    """Where a page was rated again, its cells say the first total and the latest, and what is open is that of the latest."""
    first = next(rating for rating in LIBRARY.ratings if rating.instrument == "ipdas-q")
    scores = dict.fromkeys(first.a, 1)
    later = Rating(id="later", instrument=first.instrument, page=first.page, rated_on=first.rated_on + dt.timedelta(1), a=scores, b=scores)
    library = dataclasses.replace(LIBRARY, ratings=(*LIBRARY.ratings, later))
    row = next(row for row in shown.rows(library) if row.first.instrument == "ipdas-q")
    assert row.a == "first 5 of 6; now 6 of 6" and not row.open


@pytest.mark.parametrize(
    "old, new, name",
    [
        ("page: guide", "page: nowhere", "page"),
        ("{1: 4,", "{1: 6,", ""),
        ("{1: 4, 2: 5,", "{2: 5,", ""),
        ("instrument: discern", "instrument: discernment", ""),
        ("rated_on: 2026-11-28", "rated_on: 2999-01-01", "rated_on"),
        ("id: discern-guide-1", "id: cdc-start-1", "id"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, old, new, name):
    """A broken row is a problem that names the file, a line in it and the field."""
    (tmp_path / "data").mkdir()
    shutil.copy(CONTENT / FILE, tmp_path / FILE)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    source = Source(tmp_path)
    read_ratings(source, LIBRARY.pages, complete=True)
    assert any(problem.file == FILE and problem.line > 1 and name in problem.field for problem in source.problems), source.problems
