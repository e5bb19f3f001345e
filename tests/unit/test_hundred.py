"""A page's chief numbers as a hundred dots."""

from __future__ import annotations

import pytest

from guide.library import languages, load
from guide.view.hundred import dots


@pytest.mark.parametrize("code", languages())
def test_a_page_shows_the_groups_that_it_names(code):
    """Each page that holds the part shows the groups its text names, in that order, with the numbers of the figure `per-hundred`."""
    library = load(code)
    held = {
        page.id: dots(library, page) for page in library.pages.values() if any(head.kind == "part" and head.title == "hundred" for head in page.marks.heads)
    }
    assert {name: [bar.full for bar in shown.bars] for name, shown in held.items()} == {"start": [77, 43, 7], "takeaways": [77, 43, 7], "medicines": [58, 35]}
    assert all(bar.label and shown.outcome and "per-hundred~" in shown.more for shown in held.values() for bar in shown.bars)
