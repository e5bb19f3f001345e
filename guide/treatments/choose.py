"""What a visitor chooses: wishes that sort within the groups, filters, and a search. Nothing here knows a visitor, and nothing is kept.

`order` sorts within the groups and never across them. How fast a treatment may bring relief is shown on a card and is no key.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from guide.content.search import bare
from guide.treatments.model import FILTERS, GROUPS, NOT_KNOWN, SEE_CARD, WISHES, Treatment

# Slips: words shorter than this are not guessed at; a word is like another when so much of it stays (prazosine and prazosin: 0.89).
SHORTEST = 4
LIKE = 0.72


@dataclass(frozen=True)
class Placed:
    """A treatment where wishes put it: its group, the reasons it moved (keys of the words), and by how many places.

    `moved` counts places within the group: above 0 it stands higher than without wishes, below 0 lower.
    """

    treatment: Treatment
    group: str
    reasons: tuple[str, ...]
    moved: int


def _fit(treatment: Treatment, wish: str) -> tuple[int, str]:
    """How well a treatment fits a wish (2, 1 or 0) and the value that says so."""
    name, worth = WISHES[wish]
    values = treatment.feature(name)
    if wish == "no-tablets":
        values = () if "tablet" in values else ("no-tablet",)
    return max(((worth.get(value, 0), value) for value in values), default=(0, ""))


def order(treatments: Sequence[Treatment], wishes: Iterable[str] = ()) -> tuple[Placed, ...]:
    """The treatments, group by group, each group sorted by how well it fits the wishes.

    Every wish counts alike: 2 for a full fit, 1 for a part. Ties keep the order of the content file, so the result is the same
    for the same input, in whatever order wishes are named. A value that is not known counts 0 and hides nothing.
    A treatment that moved carries at least one reason: `<wish>.<value>` for each wish it fits, and `others` when others passed it.
    """
    asked = [wish for wish in WISHES if wish in set(wishes)]
    placed: list[Placed] = []
    for group in GROUPS:
        base = sorted((t for t in treatments if t.group == group), key=lambda t: t.place)
        fits = {t.id: [(wish, *_fit(t, wish)) for wish in asked] for t in base}
        ranked = sorted(base, key=lambda t: (-sum(worth for _, worth, _ in fits[t.id]), t.place))
        before = {t.id: place for place, t in enumerate(base)}
        for now, treatment in enumerate(ranked):
            reasons = tuple(f"{wish}.{value}" for wish, worth, value in fits[treatment.id] if worth)
            moved = before[treatment.id] - now
            placed.append(Placed(treatment, group, reasons + (("others",) if moved < 0 else ()), moved))
    return tuple(placed)


@dataclass(frozen=True)
class Filtered:
    """What filters leave: the treatments shown, those hidden with the filters that hide them, and filters that had to give way."""

    shown: tuple[Treatment, ...]
    hidden: Mapping[str, tuple[str, ...]]
    relaxed: tuple[str, ...] = ()
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _passes(treatment: Treatment, name: str, wanted: frozenset[str]) -> bool | None:
    """Whether a treatment passes one filter; None when it is not known (and so passes)."""
    if name == "group":
        return treatment.group in wanted
    if name == "kind":
        return treatment.kind in wanted
    if name == "avoid":
        values = set(treatment.feature("side_effects"))
        return None if values & {NOT_KNOWN, SEE_CARD} else not values & wanted
    values = set(treatment.feature(name))
    if NOT_KNOWN in values:
        return None
    if name == "where" and "both" in values:
        return True
    return bool(values & wanted)


def narrow(treatments: Sequence[Treatment], filters: Mapping[str, Iterable[str]]) -> Filtered:
    """The treatments that pass every filter. A value that is not known passes.

    When filters contradict each other so that nothing (or only what is not known) is left, the fewest filters give way that let
    something pass for sure: the result names them in `relaxed`. Filters nobody knows, and empty ones, are ignored.
    """
    asked = {name: frozenset(filters[name]) for name in FILTERS if filters.get(name)}
    names = tuple(asked)
    results = {t.id: {name: _passes(t, name, asked[name]) for name in names} for t in treatments}
    refusing = {key: {name for name, passed in result.items() if passed is False} for key, result in results.items()}
    doubting = {key: {name for name, passed in result.items() if passed is None} for key, result in results.items()}

    def sure(kept: set[str]) -> int:
        return sum(not refusing[key] & kept and not doubting[key] & kept for key in results)

    for count in range(len(names) + 1):
        # The last filters of the page give way first; of equal sets the one that leaves most.
        choices = [set(names) - set(dropped) for dropped in itertools.combinations(reversed(names), count)]
        kept = max(choices, key=sure)
        if sure(kept) or count == len(names):
            break

    def pick(found: set[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name in found & kept)

    shown = tuple(t for t in treatments if not refusing[t.id] & kept)
    return Filtered(
        shown=shown,
        hidden={key: pick(refused) for key, refused in refusing.items() if refused & kept},
        relaxed=tuple(name for name in names if name not in kept),
        unsure={t.id: pick(doubting[t.id]) for t in shown if doubting[t.id] & kept},
    )


@dataclass(frozen=True)
class Found:
    """What a search found. `instead` is the word that was looked for in the place of one that nothing holds ("" when none was)."""

    treatments: tuple[Treatment, ...]
    instead: str = ""


def _holding(texts: Sequence[tuple[Treatment, str, str]], asked: Sequence[str]) -> tuple[Treatment, ...]:
    """The treatments that hold every word as the beginning of a word: in their names first, then elsewhere."""
    ranked = []
    for treatment, names, everything in texts:
        if all(f" {word}" in names for word in asked):
            ranked.append((0, treatment.place, treatment))
        elif all(f" {word}" in everything for word in asked):
            ranked.append((1, treatment.place, treatment))
    return tuple(treatment for _, _, treatment in sorted(ranked, key=lambda entry: entry[:2]))


def search(treatments: Sequence[Treatment], text: str, also: Callable[[str], Iterable[str]] = lambda key: ()) -> Found:
    """The treatments whose words or other names hold every word of `text`; all for no text.

    A word that nothing holds gives way to the likest one that is held (a slip of the hand); when there is none, nothing is found.

    Args:
        treatments: where to look.
        text: what was typed.
        also: other names of a treatment by its id (brand names, everyday words).
    """
    asked = bare(text).split()
    if not asked:
        return Found(tuple(treatments))
    texts = []
    for treatment in treatments:
        words = treatment.words
        names = f" {bare(' '.join((words.name, words.plain, treatment.id.replace('-', ' '), *also(treatment.id))))}"
        texts.append((treatment, names, f"{names} {bare(' '.join((words.what, words.asks, words.acts, words.found)))}"))
    if found := _holding(texts, asked):
        return Found(found)
    held = sorted({word for _, names, _ in texts for word in names.split() if len(word) >= SHORTEST})
    instead = [word if any(f" {word}" in everything for _, _, everything in texts) else _likest(word, held) for word in asked]
    found = _holding(texts, instead) if all(instead) else ()
    return Found(found, " ".join(instead) if found else "")


def _likest(word: str, held: Sequence[str]) -> str:
    """The held word that a slip of the hand would make into `word`; "" when none is like enough."""
    if len(word) < SHORTEST:
        return ""
    best = process.extractOne(word, held, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LIKE)
    return best[0] if best else ""
