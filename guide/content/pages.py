"""The pages of the guide: their order, and a page's front matter with its parsed text."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from guide.content import markdown, readability
from guide.content.records import FrontMatter
from guide.links import page_path

# The pages in the order of the contents page. A number marks the twelve reading pages.
ORDER: tuple[tuple[str, int | None], ...] = (
    ("start", None),
    ("what-is-ptsd", 1),
    ("response-to-trauma", 2),
    ("norepinephrine", 3),
    ("stress-and-anxiety", 4),
    ("imbalance", 5),
    ("why-increase", 6),
    ("emotional-regulation", 7),
    ("treatments", 8),
    ("medicines", 9),
    ("talking-therapies", 10),
    ("personal", 11),
    ("looking-forward", 12),
    ("takeaways", None),
    ("resources", None),
    ("guide", None),
    ("updates", None),
    ("present", None),
    ("about", None),
    ("figures", None),
    ("glossary", None),
)
READING = tuple(name for name, number in ORDER if number)
# What is read aloud, presented and printed as "the guide", in order.
GUIDE = ("start", *READING, "takeaways")


@dataclass(frozen=True, eq=False)
class Page:
    """A page of the guide: its front matter, its parsed text, where its parts stand."""

    id: str
    number: int | None
    front: FrontMatter
    body: str
    file: str
    first_line: int
    tokens: tuple = field(repr=False, compare=False)
    term: Any = field(repr=False, compare=False)

    @property
    def path(self) -> str:
        """The page's address."""
        return page_path(self.id)

    @functools.cached_property
    def marks(self) -> markdown.Marks:
        """What the text refers to."""
        return markdown.marks(self.tokens)

    @functools.cached_property
    def figures(self) -> tuple[str, ...]:
        """The figures named in the text, in order."""
        return tuple(head.title for head in self.marks.heads if head.kind == "figure")

    @functools.cached_property
    def citations(self) -> tuple[str, ...]:
        """The works cited, in order of first mention."""
        return tuple(dict.fromkeys(key for key, _ in self.marks.citations))

    @functools.cached_property
    def stretches(self) -> tuple[markdown.Stretch, ...]:
        """The page's words, stretch by stretch."""
        return tuple(markdown.prose(self.tokens, self.term))

    @functools.cached_property
    def minutes(self) -> int:
        """Reading time of the plain text in whole minutes, at least one."""
        words = sum(len(s.text.split()) for s in self.stretches if not s.deeper)
        return max(1, round(words / readability.WORDS_PER_MINUTE))

    def passages(self, speech: markdown.Speech) -> list[markdown.Passage]:
        """The page's prose as HTML and its figures by id, in reading order."""
        return markdown.passages(self.tokens, speech)
