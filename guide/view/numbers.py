"""The numbers of a treatment in words: each with its comparison, how many people it rests on, and the work it was read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from guide.content.words import Words
from guide.library import Library
from guide.treatments import OWN, Effect, Harm, MoreOfHundred, PerHundred, Treatment
from guide.view.render import capital

# The color a treatment wears, as in the figures: violet for medicine, green for therapy, slate for the rest.
COLORS = {"medicine": "medicine", "therapy": "therapy"}
# Dots in a row of the picture of a hundred, and how far they stand apart.
ROW, APART = 20, 12


def color(treatment: Treatment) -> str:
    """The class suffix of a treatment's color."""
    return COLORS.get(treatment.kind, "neutral")


class Bar(NamedTuple):
    """A hundred dots, `full` of them large and filled: read by size as well as by color. `more`: the count in words where it is a difference."""

    label: str
    full: int
    alt: str
    kind: str
    more: str = ""

    def path(self, *, large: bool) -> str:
        """The large dots or the rest, as the path of an SVG."""
        spots = range(self.full) if large else range(self.full, 100)
        return "".join(f"M{6 + APART * (n % ROW)} {6 + APART * (n // ROW)}h0" for n in spots) or "M0 0"


@dataclass(frozen=True)
class Number:
    """A number in words, its picture, what it rests on in words (""), and its work."""

    sentence: str
    source: str
    told: str = ""
    bars: tuple[Bar, ...] = ()


def rests_on(treat: Words, record: PerHundred | MoreOfHundred | Effect) -> str:
    """How many people, trials and weeks a number rests on, as a sentence of its own; "" when none of that was read."""
    bits = []
    people, groups, arms, trials, weeks, form = (getattr(record, name, None) for name in ("people", "groups", "arms", "trials", "weeks", "form"))
    if arms:
        bits.append(treat("numbers.arms", treatment=treat.number(arms[0]), comparator=treat.number(arms[1])))
    if people:
        bits.append(treat("numbers.people_groups" if groups else "numbers.people", people=treat.number(people), groups=groups))
    if trials:
        bits.append(treat("numbers.trials", trials=trials))
    if weeks:
        bits.append(treat("numbers.weeks", weeks=weeks))
    if form:
        bits.append(treat(f"numbers.{form}"))
    return f"{capital(', '.join(bits))}." if bits else ""


def _bars(treat: Words, counts: Mapping[str, int], kind: str, picture: Callable[[str, int], str]) -> tuple[Bar, ...]:
    """Counts out of 100 as dots, good and bad ones alike: the treatment's own, then each comparison's by its id."""
    labels = {key: treat("numbers.bar_versus", versus=treat(f"labels.versus.{key}")) for key in counts if key != OWN}
    labels[OWN] = treat("numbers.bar_treatment" if labels else "numbers.bar_alone")
    return tuple(Bar(labels[key], n, picture(labels[key], n), kind if key == OWN else "neutral") for key, n in counts.items())


def per_hundred(library: Library, treatment: Treatment, record: PerHundred | MoreOfHundred | None) -> Number | None:
    """A number out of 100 with its comparison, as a sentence and as dots; None when there is none."""
    treat = library.treatment_words
    if record is None:
        return None
    versus, outcome, kind = treat(f"labels.versus.{record.versus}"), treat(f"labels.outcome.{record.outcome}"), color(treatment)

    def picture(_: str, count: int) -> str:
        return treat("numbers.picture", treatment=count, outcome=outcome)

    if isinstance(record, MoreOfHundred):
        sentence = treat("numbers.more", value=record.value, outcome=outcome, versus=versus, low=record.low, high=record.high)
        told = treat("numbers.picture_more", value=record.value, outcome=outcome, versus=versus)
        bar = Bar(treat("numbers.bar_more", versus=versus), record.value, told, kind, treat("numbers.more_count", value=record.value))
        return Number(sentence, record.source, rests_on(treat, record), (bar,))
    if record.comparator is None:
        sentence = treat("numbers.alone", treatment=record.treatment, outcome=outcome)
        return Number(sentence, record.source, rests_on(treat, record), _bars(treat, {OWN: record.treatment}, kind, picture))
    sentence = treat("numbers.pair", treatment=record.treatment, outcome=outcome, versus=versus, comparator=record.comparator)
    bars = _bars(treat, {OWN: record.treatment, record.versus: record.comparator}, kind, picture)
    return Number(sentence, record.source, rests_on(treat, record), bars)


def interval(treat: Words, effect: Effect) -> str:
    """An interval in words, whole or in part."""
    low, high = (None if value is None else treat.number(value) for value in (effect.low, effect.high))
    if low is not None and high is not None:
        return treat("numbers.interval", low=low, high=high)
    if low is not None:
        return treat("numbers.interval_low", low=low)
    return treat("numbers.interval_high", high=high) if high is not None else treat("numbers.interval_none")


def reading(effect: Effect) -> str:
    """What an effect's interval says: better, worse, unclear, or unknown without a whole interval; undirected where its direction was not read."""
    if effect.direction:
        return "undirected"
    if effect.low is None or effect.high is None:
        return "unknown"
    if effect.high < 0:
        return "better"
    return "worse" if effect.low > 0 else "unclear"


# Measures in the spread of people's scores, which a rule of thumb puts into words (Cohen 1992); other measures are points of a scale of their own.
IN_SPREADS = ("smd", "cohen-d", "effect-size", "nightmare-frequency")
SIZES = ((0.05, "zero"), (0.2, "least"), (0.5, "a"), (0.8, "b"), (math.inf, "c"))


def size(effect: Effect) -> str:
    """What a difference is called: a word of `numbers.sizes`; `some` on a scale that no rule of thumb puts into words."""
    if not effect.measure.startswith(IN_SPREADS):
        return "some"
    return next(name for top, name in SIZES if abs(effect.value) < top)


def side(effect: Effect) -> str:
    """Whom a difference is for; `either` where there is next to none, `none` where its direction was not read."""
    if size(effect) == "zero":
        return "either"
    return "none" if effect.direction else "for" if effect.value < 0 else "against"


def difference(library: Library, record: Effect | None, *, full: bool = True) -> Number | None:
    """A difference in words, its comparison and how sure that is; None when there is none. `full` adds it as published and what it rests on."""
    treat = library.treatment_words
    if record is None:
        return None
    sentence = treat(
        "numbers.effect",
        measure=treat(f"labels.measure.{record.measure}"),
        size=treat(f"numbers.sizes.{size(record)}"),
        side=treat(f"numbers.sides.{side(record)}"),
        versus=treat(f"labels.versus.{record.versus}"),
    )
    more = [treat(f"numbers.{reading(record)}")]
    if full:
        more += [treat("numbers.exact", value=treat.number(record.value), interval=interval(treat, record))]
        more += [treat("numbers.worked_out")] if record.worked_out else []
    return Number(" ".join([sentence, *more]), record.source, rests_on(treat, record) if full else "")


class Harms(NamedTuple):
    """What can go wrong: what works treat, those works, what was only read on a leaflet, and the dots beside each of the first where it has a number."""

    cited: tuple[str, ...]
    works: tuple[str, ...]
    read: tuple[str, ...]
    drawn: tuple[tuple[Bar, ...], ...]


def _harm(treat: Words, record: Harm) -> str:
    text = capital(treat(f"labels.harm.{record.id}"))
    if record.treatment is not None and record.comparator is not None:
        return treat("numbers.harm_pair", harm=text, treatment=record.treatment, versus=treat(f"labels.versus.{record.versus}"), comparator=record.comparator)
    return treat("numbers.harm_alone", harm=text, treatment=record.treatment) if record.treatment is not None else text


def _harm_bars(treat: Words, record: Harm, kind: str) -> tuple[Bar, ...]:
    """A harm as dots, drawn like a benefit; () where it has no number."""
    counts = dict(record.drawn)
    if record.treatment is not None:
        counts = {OWN: record.treatment} | ({} if record.comparator is None else {record.versus: record.comparator})
    # Words that say their numbers themselves stand above the dots: these say in words which of them they show.
    text = capital(treat(f"labels.harm.{record.id}"))
    return _bars(treat, counts, kind, lambda label, n: treat("numbers.picture_harm", harm=label if record.drawn else text, n=n))


def harms(library: Library, records: Sequence[Harm], kind: str = "neutral") -> Harms:
    """What can go wrong, with its numbers; `kind` is the color of its treatment."""
    treat = library.treatment_words
    cited, read = [record for record in records if record.source], [record for record in records if record.basis]
    works = tuple(dict.fromkeys(record.source for record in cited))
    drawn = tuple(_harm_bars(treat, record, kind) for record in cited)
    return Harms(tuple(_harm(treat, record) for record in cited), works, tuple(_harm(treat, record) for record in read), drawn)


def early(library: Library, treatment: Treatment) -> tuple[Number, ...]:
    """How many left early or stopped, and how many relapsed, drawn as benefits are."""
    treat, row, kind = library.treatment_words, treatment.row, color(treatment)
    found = []

    def dots(outcome: str, own: int, versus: str = "", comparator: int | None = None) -> tuple[Bar, ...]:
        counts = {OWN: own} | ({} if comparator is None else {versus: comparator})
        return _bars(treat, counts, kind, lambda _, n: treat("numbers.picture", treatment=n, outcome=outcome))

    if row.left_early:
        left = row.left_early
        of = f" {treat(f'numbers.left_of.{left.of}')}" if left.of else ""
        said = "numbers.left_alone" if left.low is None else "numbers.left"
        found.append(
            Number(treat(said, value=left.value, low=left.low, high=left.high) + of, left.source, bars=dots(treat("numbers.left_outcome.left"), left.value))
        )
    if row.stopped:
        stop = row.stopped
        words = treat(f"numbers.stopped_{stop.why}", treatment=stop.treatment, versus=treat(f"labels.versus.{stop.versus}"), comparator=stop.comparator)
        bars = dots(treat(f"numbers.left_outcome.{stop.why}"), stop.treatment, stop.versus, stop.comparator)
        found.append(Number(words, stop.source, bars=bars))
    if row.relapse:
        back = row.relapse
        versus = treat(f"labels.versus.{back.versus}")
        words = treat("numbers.relapse", treatment=back.treatment, weeks=back.weeks, versus=versus, comparator=back.comparator)
        bars = dots(treat(f"labels.outcome.{back.outcome}"), back.treatment, back.versus, back.comparator)
        found.append(Number(words, back.source, bars=bars))
    return tuple(found)
