"""The committed pictures of the figures' first states are those of today's numbers."""

from __future__ import annotations

import pytest

from guide.figures import FIGURE_IDS, build
from guide.library import languages, load
from guide.view.figure import fingerprint, picture_file


@pytest.mark.parametrize("name", FIGURE_IDS)
@pytest.mark.parametrize("language", languages())
def test_picture_is_of_todays_numbers(name, language):
    """A plot has a wide and a narrow picture in each language, with the fingerprint of the figure it was drawn from. Mend with `make pictures`."""
    figure = build(name, load(language))
    if figure.drawing is not None:
        assert not picture_file(name, "wide").exists(), "a drawing is its own picture"
        return
    for width in ("wide", "narrow"):
        text = picture_file(name, width, language).read_text(encoding="utf-8")
        assert fingerprint(figure) in text, f"{name}: out of date; run `make pictures`"
        assert len(text) < 60_000
