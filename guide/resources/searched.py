"""What a search of the list of help leaves, in the order in which the survey would set it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from guide.resources.model import CRISIS, FIELDS, Answers, HelpCard, Match, Ranking, Reason, Resource
from guide.resources.rank import rank

TALK = Reason("need", CRISIS)


def searched(resources: Iterable[Resource], answers: Answers, meant: Sequence[Reason], found: Collection[Resource], here: str | None) -> Ranking:
    """The rows that name what was meant and those whose own words were found, as the survey ranks for these answers together.

    Lines of the country `here` (told or guessed) come first; lines of other countries never before the list. Whoever means someone to talk to now is
    given the general lines of the country too; where no country is known, the directories for everywhere.

    Args:
        resources: the whole list.
        answers: what the visitor answered, which still narrows and orders.
        meant: options that the words mean.
        found: rows that hold the words.
        here: the country where the visitor seems to be.
    """
    rows = list(resources)
    for question, word in meant:
        if word not in getattr(answers, name := FIELDS[question]):
            added: dict[str, Any] = {name: (*getattr(answers, name), word)}
            answers = replace(answers, **added)
    talk = TALK in meant
    ranking = rank(rows, replace(answers, country=here) if talk else answers)
    kept = {row.id for row in found}
    general = [*ranking.card.lines, *ranking.card.more] if talk and here else []
    special = [match.resource for match in ranking.lines if match.resource.id in kept or set(match.reasons) & set(meant)]
    lines = list(dict.fromkeys([*general, *special, *(row for row in found if row.is_crisis and row.serves(answers.country))]))
    # Lines that are for what was meant, and stand in no list of the survey's: after it.
    about = {word for _, word in meant if word != CRISIS}
    others = [row for row in rows if row.is_crisis and row not in lines and about & {*row.audiences, *row.needs, *row.topics} and row.serves(answers.country)]
    # Nothing is said to have been chosen that was only typed.
    matches = [
        replace(match, aside=False, reasons=tuple(reason for reason in match.reasons if reason not in meant and (reason.kind != "country" or answers.country)))
        for match in (*ranking.shown, *ranking.aside)
        if match.resource.id in kept or set(match.reasons) & set(meant)
    ]
    foreign = {row.id for row in lines if not row.serves(here) or (talk and not here)}
    near, far = ([Match(row, 0, ()) for row in lines if (row.id in foreign) == away] for away in (False, True))
    # No country stands in this card, so that nothing sorts the rows again by whether they can be used anywhere.
    return Ranking(HelpCard("", (), ()), (), (*near, *matches, *far, *(Match(row, 0, ()) for row in others)), ranking.relaxed)
