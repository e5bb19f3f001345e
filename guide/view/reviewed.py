"""Who has reviewed what, in words: for the whole guide, and for one page. Only verdicts on today's words count."""

from __future__ import annotations

import functools

from guide.content.pages import Page
from guide.content.reviews import Review, Verdict, claims
from guide.library import Library

# Said of a claim that the reviewer could judge.
JUDGED = ("right", "change", "wrong")


@functools.lru_cache(maxsize=16)
def _today(library: Library) -> dict[str, str]:
    """The fingerprint of each claim's words by its name."""
    return {claim.name: claim.words for page in library.pages.values() for claim in claims(page)}


def _counted(library: Library, review: Review, page: str = "") -> list[Verdict]:
    """The judgements of a review that hold for today's words, of one page or of all."""
    now = _today(library)
    return [
        verdict
        for verdict in review.claims
        if verdict.verdict in JUDGED and now.get(verdict.claim) == verdict.words and (not page or verdict.claim.partition("/")[0] == page)
    ]


def _said(library: Library, key: str, review: Review, found: list[Verdict], of: int) -> str:
    say = library.say
    line = say(key, by=review.by, role=review.role, n=len(found), of=of, date=say.date(review.reviewed_on))
    differs = sum(verdict.verdict != "right" for verdict in found)
    return f"{line} {say('review.differs', n=differs)}" if differs else line


def standing(library: Library) -> str:
    """How much of the guide has been reviewed, in a sentence."""
    seen = {verdict.claim for review in library.reviews for verdict in _counted(library, review)}
    return library.say("review.some", n=len(seen), of=len(_today(library))) if seen else library.say("review.none")


def not_advice(library: Library) -> str:
    """What stands at the foot of everything: this is information, and how much of it was reviewed."""
    return f"{library.say('site.not_advice')} {standing(library)}"


def reviewers(library: Library) -> tuple[str, ...]:
    """Who reviewed how many of all claims, and when: a sentence for each person and day."""
    counted = [(review, _counted(library, review)) for review in library.reviews]
    return tuple(_said(library, "review.all", review, found, len(_today(library))) for review, found in counted if found)


def of_page(library: Library, page: Page) -> tuple[str, ...]:
    """Who reviewed which part of a page, and when; where nobody did, that nobody has."""
    own = sum(name.partition("/")[0] == page.id for name in _today(library))
    counted = [(review, _counted(library, review, page.id)) for review in library.reviews]
    said = tuple(_said(library, "review.page", review, found, own) for review, found in counted if found)
    if said:
        return said
    anywhere = any(_counted(library, review) for review in library.reviews)
    return (library.say("review.page_none") if own and anywhere else standing(library),)
