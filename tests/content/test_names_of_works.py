"""A work is named beside a claim so that it can be read at a glance."""

from __future__ import annotations

from guide.library import load
from guide.view.render import short


def test_no_name_beside_a_claim_is_long():
    """The name and year of every work that has an author fit a line of a phone."""
    library = load("en")
    long = [name for work in library.references.values() if work.author and len(name := short(library.say, work)) > 40]
    assert not long
