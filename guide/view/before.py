"""The word of warning before a hard page: the headings it offers to skip to are links."""

from __future__ import annotations

import re
from typing import NamedTuple

from guide.content.pages import Page

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


class Part(NamedTuple):
    """Some words of the warning, and the heading of the page they name ("" where they name none)."""

    text: str
    anchor: str = ""


def before(page: Page) -> tuple[Part, ...]:
    """The warning in parts: words in quotes that are a heading of the page lead there."""
    headings = {stretch.text: page.places[stretch.line].id for stretch in page.stretches if stretch.heading}
    parts: list[Part] = []
    for place, text in enumerate(_QUOTED.split(page.front.before_you_read)):
        if place % 2:
            parts.append(Part(text, headings.get(text, "")))
        elif text:
            parts.append(Part(text))
    return tuple(parts)
