"""Survey answers in, help out: the list of resources, ranked with reasons, and the lines of "Help now".

Everything a visitor chose arrives as one frozen `Answers` and leaves as one frozen `Ranking`; nothing is kept.

How the list is ranked
----------------------
Crisis lines stand apart from the list, so that choosing more never pushes help down the page:

* `Ranking.card`: general lines (for anyone) of the country, at most two first, then the rest;
* `Ranking.lines`: lines made for one group, shown only to those who chose that group;
* `Ranking.matches`: everything else.

In the list, country, language, "free only" and format *narrow*. Each such choice a row meets adds its weight (`_WEIGHTS`); the
list holds the rows with the highest sum. When some rows meet every choice, those are the list; when none does, the nearest rows
are, and `Ranking.relaxed` says which choices gave way. So the list is never empty. Two languages mean help in both.

Audiences, needs and topics *order*: a row's score is the number of chosen words it names. Ties go to rows for anyone,
then by what people most come for (`USUAL`), then to rows of named countries and to those seen first-hand, then by name and id, never
by the order of the file.

Adding an answer that a row names therefore never lowers it: it gains as much as any other row can, so it stays among the
nearest rows if it was there, and nothing can pass it. Lines for groups are sorted by how many chosen groups they serve first:
a line that becomes visible by a new group serves one, and the lines that were there before and serve that group too serve two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from guide.resources.model import ANYWHERE, Answers, HelpCard, Match, Ranking, Reason, Resource

_FREE = frozenset({"free"})
# What people come for, the commonest first: the order of the list before anything is chosen, and of rows that fit alike.
USUAL = ("find-therapy", "self-help", "sleep", "nightmares", "peer-support", "family-support", "cost-help", "understand", "medication", "work-benefits")
# What a narrowing choice is worth when not every choice can be met: the country gives way last, the format first.
WEIGHTS = {"country": 64, "language": 8, "free": 3, "format": 1}


def _named(resource: Resource, answers: Answers) -> tuple[Reason, ...]:
    """The chosen audiences, needs and topics that the row names. A word chosen twice counts once."""
    found = [Reason("audience", word) for word in dict.fromkeys(answers.audiences) if word in resource.audiences]
    about = {*resource.needs, *resource.topics}
    found += [Reason("need", word) for word in dict.fromkeys(answers.needs) if word in about]
    found += [Reason("topic", word) for word in dict.fromkeys(answers.topics) if word in about and word not in answers.needs]
    return tuple(found)


def _narrowing(resource: Resource, answers: Answers) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The narrowing choices the row meets, and those it does not."""
    met: list[Reason] = []
    missing: list[Reason] = []
    if answers.country is not None:
        (met if resource.serves(answers.country) else missing).append(Reason("country", answers.country))
    for word in dict.fromkeys(answers.languages):
        (met if word in resource.languages else missing).append(Reason("language", word))
    if answers.free_only:
        (met if resource.cost in _FREE else missing).append(Reason("free", "free"))
    if answers.formats:
        if resource.format in answers.formats:
            met.append(Reason("format", resource.format))
        else:
            missing += [Reason("format", word) for word in dict.fromkeys(answers.formats)]
    return tuple(met), tuple(missing)


def _tie(resource: Resource) -> tuple[Any, ...]:
    """Where choices do not decide: what most people come for first, what is for anyone before what is for one group, own countries before anywhere."""
    need = min((USUAL.index(word) for word in resource.needs if word in USUAL), default=len(USUAL))
    return (bool(resource.groups), need, resource.countries == (ANYWHERE,), not resource.own_or_government, resource.name.casefold(), resource.id)


def _line_order(resource: Resource) -> tuple[Any, ...]:
    """General lines: whole countries before regions, what Help now may show first, numbers before text, then by name."""
    return (
        bool(resource.region),
        not resource.help_now,
        not resource.always_open,
        not resource.calls,
        len(resource.countries),
        resource.name.casefold(),
        resource.id,
    )


def help_card(resources: Iterable[Resource], country: str | None, languages: Sequence[str] = ()) -> HelpCard:
    """The general crisis lines of a country, those in a chosen language first. Without a country, all stand under `more`."""
    general = [r for r in resources if r.is_crisis and r.general and r.serves(country)]
    general.sort(key=lambda r: (-len(set(languages) & set(r.languages)), *_line_order(r)))
    first = 0 if country is None else 2
    return HelpCard(country, tuple(general[:first]), tuple(general[first:]))


def rank(resources: Iterable[Resource], answers: Answers) -> Ranking:
    """Sort the resources for one visitor. See the module's text for the rules."""
    rows = list(resources)
    chosen = set(answers.audiences)

    lines: list[tuple[tuple[Any, ...], Match]] = []
    found: list[tuple[int, Match]] = []
    for resource in rows:
        if resource.is_crisis and resource.general:
            continue
        named = _named(resource, answers)
        met, missing = _narrowing(resource, answers)
        told = tuple(r for r in met if r.kind != "country" or r.value in resource.countries)
        match = Match(resource, len(named), named + told, missing)
        if not resource.is_crisis:
            found.append((sum(WEIGHTS[reason.kind] for reason in met), match))
            continue
        groups = len(resource.groups & chosen)
        if groups and resource.serves(answers.country):
            languages = len(set(answers.languages) & set(resource.languages))
            lines.append(((-groups, -languages, -match.score, *_line_order(resource)), match))

    nearest = max((weight for weight, _ in found), default=0)
    matches = sorted(
        (match for weight, match in found if weight == nearest),
        key=lambda match: (-match.score, *_tie(match.resource)),
    )
    given_way = {reason for match in matches for reason in match.missing}
    order = ("country", "language", "free", "format")
    relaxed = tuple(sorted(given_way, key=lambda reason: (order.index(reason.kind), reason.value)))
    return Ranking(
        help_card(rows, answers.country, answers.languages),
        tuple(match for _, match in sorted(lines, key=lambda line: line[0])),
        tuple(matches),
        relaxed,
    )


def help_lines(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """Country to its general, round-the-clock lines that were seen on the service's own or a government's page."""
    found: dict[str, list[Resource]] = {}
    for resource in sorted((r for r in resources if r.help_now), key=_line_order):
        for country in resource.countries:
            found.setdefault(country, []).append(resource)
    for lines in found.values():  # a country's own lines stand before what many countries share
        lines.sort(key=lambda r: (bool(r.region), len(r.countries) > 2, *_line_order(r)))
    return found
