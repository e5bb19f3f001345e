"""What a visitor chooses: wishes that sort within the groups, filters, and a search. Nothing here knows a visitor, and nothing is kept.

`order` sorts within the groups and never across them. How fast a treatment may bring relief is shown on a card and is no key.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guide.content.match import Entry, Matcher, entry
from guide.treatments.model import FILTERS, GROUPS, NOT_KNOWN, SEE_CARD, WISHES, Treatment


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


def matcher(
    treatments: Sequence[Treatment], also: Callable[[str], Iterable[str]] = lambda key: (), *, small: Collection[str] = (), known: Collection[str] = ()
) -> Matcher[Treatment]:
    """What searches the treatments.

    Args:
        treatments: where to look; found in the order of their places.
        also: other names of a treatment by its id (brand names, everyday words).
        small: words that look for nothing by themselves.
        known: words of the guide, none of which is taken for a slip.
    """

    def words(treatment: Treatment) -> Entry[Treatment]:
        told = treatment.words
        return entry(treatment, (told.name, told.plain, treatment.id.replace("-", " "), *also(treatment.id)), (told.what, told.asks, told.acts, told.found))

    return Matcher([words(treatment) for treatment in sorted(treatments, key=lambda treatment: treatment.place)], small, known)
