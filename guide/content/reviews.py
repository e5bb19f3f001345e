"""What people who know the subject said of the guide's claims: `data/reviews.yaml`, which `python -m guide review <file>` writes.

A verdict is about a claim in the words it had that day. Where the words, the strength or the works of the claim have changed since, it no longer counts,
so that nobody stands for a sentence they have not read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from markdown_it.token import Token
from pydantic import Field, model_validator

from guide.content.markdown import Head, words_of
from guide.content.pages import Page
from guide.content.records import Record
from guide.content.source import Source, Tree

FILE = "data/reviews.yaml"
VERDICTS = ("right", "change", "wrong", "unsure", "comment")


class Verdict(Record):
    """What a reviewer says of one claim: its name, the fingerprint of the words they read, a verdict, and a comment.

    Attributes:
        verdict: right as it stands, to be changed, wrong, not theirs to judge, or a comment alone.
    """

    claim: str = Field(pattern=r"^[a-z0-9-]+/[\w.-]+$")
    words: str = Field(pattern=r"^[0-9a-f]{8}$")
    verdict: Literal["right", "change", "wrong", "unsure", "comment"]
    comment: str = Field("", max_length=4000)


class Review(Record):
    """What one person said on one day."""

    by: str = Field(min_length=2, max_length=80)
    role: str = Field(min_length=2, max_length=120)
    reviewed_on: dt.date
    claims: tuple[Verdict, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [verdict.claim for verdict in self.claims]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise ValueError(f"{twice} stands twice; a person says one thing of a claim")
        return self


@dataclass(frozen=True)
class Claim:
    """A claim of a page as a reviewer meets it.

    Attributes:
        name: the page and the first fact it rests on, the same in every language.
        words: the fingerprint of its words, its strength and the works it cites.
        title: the heading it stands under.
        inner: its own tokens, without the container.
    """

    name: str
    words: str
    title: str
    head: Head
    inner: tuple[Token, ...]


def claims(page: Page) -> Iterator[Claim]:
    """The claims of a page in reading order, those under "go deeper" included."""
    title = page.front.title
    for at, token in enumerate(page.tokens):
        head: Head | None = token.meta.get("head")
        if token.type == "heading_open":
            title = words_of(page.tokens[at + 1], page.term)
        elif head and head.kind == "deeper":
            title = head.title
        elif head and head.kind in ("claim", "views") and head.facts:
            close = token.type.replace("_open", "_close")
            end = next(place for place in range(at, len(page.tokens)) if page.tokens[place].type == close)
            inner = page.tokens[at + 1 : end]
            said = " ".join(" ".join([head.title, *(part.content for part in inner if part.type == "inline")]).split())
            yield Claim(f"{page.id}/{page.claims[head.line]}", hashlib.sha256(said.encode()).hexdigest()[:8], title, head, tuple(inner))


def wrong_names(source: Source, tree: Tree, at: Sequence[object], review: Review, pages: Mapping[str, Page]) -> None:
    """Note each verdict on a claim that the pages do not hold, and a day that lies ahead."""
    known = {claim.name for page in pages.values() for claim in claims(page)}
    for place, verdict in enumerate(review.claims):
        if verdict.claim not in known:
            message = f"no claim is called {verdict.claim!r}: its page has changed since. Take this entry out, or ask the reviewer about the new words"
            source.wrong_at(tree, [*at, "claims", place, "claim"], "claims.claim", message)
    source.not_future(review.reviewed_on, tree.file, tree.line([*at, "reviewed_on"]), "reviewed_on")


def read_reviews(source: Source, pages: Mapping[str, Page], *, complete: bool) -> tuple[Review, ...]:
    """The reviews there are. The names of claims are looked up where all pages could be read (`complete`)."""
    found = source.rows(FILE, Review, key=None)
    for place, review in found:
        if complete:
            wrong_names(source, source.yaml(FILE, list), [place], review, pages)
    return tuple(review for _, review in found)
