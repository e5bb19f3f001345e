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

Audiences, needs and topics *order*: each chosen word that a row names adds its weight, and a word that few rows name weighs more
than one that most have ("veterans" more than "me"). Whoever asks for someone to talk to now is given people before pages: a line or a
group counts for half of that word. Ties are settled by `_tie`, in the end by the row's place in the file, which its editor chose.

Rows made for groups that nobody chose (`Match.aside`) keep their place in this order and are shown folded under it.

Adding an answer that a row names therefore never lowers it: it gains as much as any other row can, so it stays among the
nearest rows if it was there, and nothing can pass it. Lines for groups are sorted by how many chosen groups they serve first:
a line that becomes visible by a new group serves one, and the lines that were there before and serve that group too serve two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guide.resources.model import ANYONE, ANYWHERE, CRISIS, ROLES, Answers, HelpCard, Match, Ranking, Reason, Resource

# What people come for, the commonest first: the order of the list before anything is chosen, and of rows that fit alike.
USUAL = ("find-therapy", "self-help", "sleep", "nightmares", "peer-support", "family-support", "cost-help", "understand", "medication", "work-benefits")
# What a narrowing choice is worth when not every choice can be met: the country gives way last, the format first.
WEIGHTS = {"country": 64, "language": 8, "free": 3, "format": 1}
# What a word is worth by the share of rows that name it: even numbers, so that half a match is a whole one.
STEPS = ((0.06, 8), (0.16, 6), (0.35, 4), (1.0, 2))
# Forms in which a person answers.
_PEOPLE = frozenset({"phone", "text", "group"})
# Whom a row is for when the visitor says nothing about themselves.
_EVERYDAY = frozenset({"self", "family", "parent"})
_TEACHING = frozenset({"clinician", "presenter"})
_PROFESSIONAL = frozenset({"teach", "research"})


def _worth(rows: Sequence[Resource]) -> dict[str, int]:
    """Each audience, need and topic with what naming it is worth."""
    counts = Counter(word for row in rows for word in {*row.audiences, *row.needs, *row.topics})
    return {word: next(worth for share, worth in STEPS if count <= share * len(rows)) for word, count in counts.items()}


def _score(resource: Resource, named: Sequence[Reason], answers: Answers, worth: Mapping[str, int]) -> int:
    """What the named words are worth together; a person to talk to is half of an answer to "someone to talk to now"."""
    score = sum(worth.get(reason.value, STEPS[-1][1]) for reason in named)
    if CRISIS in answers.needs and CRISIS not in resource.needs and resource.format in _PEOPLE:
        score += worth.get(CRISIS, 0) // 2
    return score


def _aside(resource: Resource, chosen: frozenset[str]) -> bool:
    """The row was made for groups, or for a role, that the visitor did not choose. Being close to someone opens no group's rows, but
    for a parent those for young people; who teaches sees what is made to teach with."""
    if set(resource.audiences) & chosen & _TEACHING and set(resource.needs) & _PROFESSIONAL:
        return False
    if resource.groups:
        return not resource.groups & (chosen | {"young-person"} if "parent" in chosen else chosen)
    return ANYONE not in resource.audiences and not resource.general and not set(resource.audiences) & (chosen & ROLES or _EVERYDAY)


def _form(resource: Resource, answers: Answers) -> str:
    """The chosen form that the row has: its own, or a number to text; "" for none."""
    if resource.format in answers.formats:
        return resource.format
    return "text" if resource.texts and "text" in answers.formats else ""


def free(resource: Resource, country: str | None) -> bool:
    """The row costs nothing there: public care is free in its own country."""
    return resource.cost == "free" or (resource.cost == "nhs-or-public" and (country is None or country in resource.countries))


def _named(resource: Resource, answers: Answers) -> tuple[Reason, ...]:
    """The chosen audiences, needs and topics that the row names. A word chosen twice counts once."""
    audiences = {*resource.audiences, "self"} if ANYONE in resource.audiences else resource.audiences  # for anyone is for me
    found = [Reason("audience", word) for word in dict.fromkeys(answers.audiences) if word in audiences]
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
        (met if free(resource, answers.country) else missing).append(Reason("free", "free"))
    if answers.formats:
        if form := _form(resource, answers):
            met.append(Reason("format", form))
        else:
            missing += [Reason("format", word) for word in dict.fromkeys(answers.formats)]
    return tuple(met), tuple(missing)


def _tie(resource: Resource, country: str | None) -> tuple[Any, ...]:
    """Where choices do not decide: own countries before anywhere, what most people come for, rows for few before
    rows for many, those seen first-hand."""
    last = len(USUAL)  # what is made to teach with stands after what is made for the person
    need = last if "teach" in resource.needs else min((USUAL.index(word) for word in resource.needs if word in USUAL), default=last)
    own = country in resource.countries if country else resource.countries != (ANYWHERE,)
    return (not own, need, len(resource.audiences), not resource.own_or_government, resource.place, resource.id)


def _line_order(resource: Resource) -> tuple[Any, ...]:
    """Whole countries before regions, what Help now shows and what answers at any hour first, numbers before text, few steps before many."""
    return (
        bool(resource.region),
        not resource.help_now,
        not resource.always_open,
        not resource.calls,
        bool(resource.phone_then),
        len(resource.countries),
        not resource.first_hand,
        resource.place,
        resource.id,
    )


def help_card(resources: Iterable[Resource], country: str | None, languages: Sequence[str] = ()) -> HelpCard:
    """The general crisis lines of a country, those in a chosen language first. Where a country has none, the directories of lines.

    Without a country, all stand under `more`.
    """
    rows = list(resources)
    general = [r for r in rows if r.is_crisis and r.general and r.serves(country)]
    if country and not general:
        general = [r for r in rows if r.format == "directory" and CRISIS in r.needs and r.serves(country)]
    general.sort(key=lambda r: (-len(set(languages) & set(r.languages)), *_line_order(r)))
    first = 0 if country is None else 2
    return HelpCard(country, tuple(general[:first]), tuple(general[first:]))


def rank(resources: Iterable[Resource], answers: Answers) -> Ranking:
    """Sort the resources for one visitor. See the module's text for the rules."""
    rows = list(resources)
    chosen = frozenset(answers.audiences)
    worth = _worth([row for row in rows if not row.is_crisis])

    card = help_card(rows, answers.country, answers.languages)
    lines: list[tuple[tuple[Any, ...], Match]] = []
    found: list[tuple[int, Match]] = []
    for resource in rows:
        if (resource.is_crisis and resource.general) or resource in card.lines:
            continue
        named = _named(resource, answers)
        met, missing = _narrowing(resource, answers)
        told = tuple(r for r in met if r.kind != "country" or r.value in resource.countries)
        match = Match(resource, _score(resource, named, answers, worth), named + told, missing, _aside(resource, chosen))
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
        key=lambda match: (-match.score, *_tie(match.resource, answers.country)),
    )
    given_way = {reason for match in matches for reason in match.missing}
    order = ("country", "language", "free", "format")
    relaxed = tuple(sorted(given_way, key=lambda reason: (order.index(reason.kind), reason.value)))
    return Ranking(
        card,
        tuple(match for _, match in sorted(lines, key=lambda line: line[0])),
        tuple(matches),
        relaxed,
    )


def help_lines(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """Country to its lines for anyone: those of the whole country and those that answer day and night first."""
    found: dict[str, list[Resource]] = {}
    for resource in sorted((r for r in resources if r.help_now), key=_line_order):
        for country in resource.countries:
            found.setdefault(country, []).append(resource)
    for lines in found.values():  # a country's own lines stand before what many countries share
        lines.sort(key=lambda r: (bool(r.region), not r.always_open, len(r.countries) > 2, *_line_order(r)))
    return found
