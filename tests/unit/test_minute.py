"""A page in one minute."""

from __future__ import annotations

import pytest

from guide.content.readability import WORDS_PER_MINUTE
from guide.library import load
from guide.view.minute import minute

LIBRARY = load("en")


@pytest.mark.parametrize("page", [p for p in LIBRARY.pages.values() if p.number], ids=lambda p: p.id)
def test_a_minute_is_the_pages_own_claims(page):
    """A reading page's minute holds three claims or more, each word for word from the page outside "go deeper", and takes a minute at most."""
    claims = minute(page)
    shown = {" ".join(stretch.text.split()) for stretch in page.stretches if not stretch.deeper}
    assert len(claims) >= 3
    assert all(any(" ".join(claim.split()) in text for text in shown) for claim in claims)
    assert sum(len(claim.split()) for claim in claims) <= WORDS_PER_MINUTE


def test_other_pages_have_none():
    """Lists, search and utility pages have no version of their own."""
    assert [p.id for p in LIBRARY.pages.values() if not p.number and minute(p)] == []
