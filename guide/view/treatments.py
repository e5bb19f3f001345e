"""The treatment pages: the list under a visitor's wishes and filters, the notes on choosing, and what an address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from guide.library import Library
from guide.treatments import FILTERS, GROUPS, KINDS, NO_KIND, VALUES, WISHES, Filtered, Placed, Treatment, View, order
from guide.view.card import card, colors, compare_table, standing
from guide.view.render import capital, macro, render


@dataclass(frozen=True)
class Kind:
    """Items of a group that are of one kind, under its name ("" where a group is not parted)."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Entry:
    """An item of the list: the treatment, its marks in words, why wishes moved it (""), and what is not known of it ("")."""

    treatment: Treatment
    marks: tuple[str, ...]
    why: str
    doubt: str


def why(library: Library, placed: Placed) -> str:
    """Why wishes moved a treatment, or "" when they did not touch it."""
    treat = library.treatment_words
    if not placed.reasons:
        return ""
    fits = [treat(f"wishes.reasons.{reason}") for reason in placed.reasons if reason != "others"]
    parts = []
    if placed.moved < 0:
        parts.append(f"{treat('wishes.moved_down')} {treat('wishes.reasons.others')}.")
    if fits:
        parts.append(f"{treat('wishes.moved_up' if placed.moved > 0 else 'wishes.stays')} {'; '.join(fits)}.")
    return " ".join(parts)


def _filters(library: Library, names: Sequence[str]) -> str:
    return ", ".join(library.treatment_words(f"filters.{name}") for name in names)


def _entry(library: Library, placed: Placed, unsure: Sequence[str]) -> Entry:
    treat, treatment = library.treatment_words, placed.treatment
    stands = standing(library, treatment)
    marks = (treat(f"labels.kind.{treatment.kind}"), treat(f"labels.certainty.{treatment.feature('certainty')[0]}"), *([stands] if stands else []))
    doubt = treat("messages.unsure", filters=_filters(library, unsure)) if unsure else ""
    return Entry(treatment, marks, why(library, placed), doubt)


# As many items as are taken in at one look: a longer list is parted by kind, then by what tells its items apart, then by how sure research is.
LONGEST = 7


def _apart(treatment: Treatment) -> str:
    """The key of the words that tell it apart in a long list of its kind: what is told in a therapy, where a medicine pushes."""
    if treatment.kind == "therapy":
        return "talking.untold" if treatment.feature("talks") == ("no",) else "talking.told"
    return f"pushing.{treatment.row.signal}" if treatment.kind == "medicine" else f"kind.{treatment.kind}"


def _sure(treatment: Treatment) -> str:
    return f"certainty.{treatment.feature('certainty')[0]}"


def _parted(entries: Sequence[Entry], ways: Sequence[Callable[[Treatment], str]], keys: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], list[Entry]]]:
    """Lists no longer than a look, each with the keys of its name: parted one way after the other while they are too long."""
    if len(entries) <= LONGEST or not ways:
        return [(keys, list(entries))]
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(ways[0](entry.treatment), []).append(entry)
    return [part for key, some in found.items() for part in _parted(some, ways[1:], (*keys, key))]


def by_kind(library: Library, entries: Sequence[Entry]) -> tuple[Kind, ...]:
    """A group's items by kind, each in the order it had; not parted where there are few."""
    if len(entries) <= LONGEST:
        return (Kind("", tuple(entries)),)
    treat, made = library.treatment_words, []
    for kind in KINDS:
        for keys, found in _parted([entry for entry in entries if entry.treatment.kind == kind], (_apart, _sure)):
            name, *more = (treat(f"labels.{key}") for key in keys or (f"kind.{kind}",))
            made.append(Kind(": ".join([name, *map(str.lower, more)]) + f" ({len(found)})", tuple(found)))
    return tuple(kind for kind in made if kind.entries)


def listing(library: Library, placed: Sequence[Placed], filtered: Filtered | None = None, *, level: int = 2, folded: bool = True) -> Markup:
    """All three groups in one form that sets the picked ones side by side, with a word on what filters hide.

    `folded`: only the first group stands open, and each is parted by kind, since nobody asked for anything yet.
    """
    treat = library.treatment_words
    notes = []
    if filtered and filtered.relaxed:
        notes.append(treat("messages.relaxed", filters=_filters(library, filtered.relaxed)))
    if filtered and filtered.hidden:
        notes.append(treat("messages.hidden", n=len(filtered.hidden)))
    unsure: Mapping[str, Sequence[str]] = filtered.unsure if filtered else {}
    groups = {name: [_entry(library, p, unsure.get(p.treatment.id, ())) for p in placed if p.group == name] for name in GROUPS}
    kinds = {name: by_kind(library, entries) if folded else (Kind("", tuple(entries)),) for name, entries in groups.items()}
    return render(library, "treatments/list", groups=groups, kinds=kinds, notes=notes, level=level, folded=folded, colors=colors([p.treatment for p in placed]))


def wishes_panel(library: Library) -> Markup:
    """The words above the choices: what sorting does, what it does not, and that nobody has reviewed it."""
    return render(library, "treatments/wishes")


def wish_labels(library: Library) -> dict[str, str]:
    """The wishes and their labels, for the controls."""
    return {wish: library.treatment_words(f"wishes.choices.{wish}") for wish in WISHES}


def filter_labels(library: Library) -> dict[str, tuple[str, dict[str, str]]]:
    """The filters with their label and the labels of their values, for the controls. What is not known is no choice."""
    treat = library.treatment_words
    made = {}
    for name in FILTERS:
        if name == "group":
            values = {value: treat(f"groups.{value}.title") for value in GROUPS}
        elif name == "kind":
            values = dict(treat.get("labels.kind"))
        else:
            feature = "side_effects" if name == "avoid" else name
            values = {v: capital(treat(f"labels.{feature}.{v}")) for v in VALUES[feature] if v not in NO_KIND}
        made[name] = (treat(f"filters.{name}"), values)
    return made


def message(library: Library, asked: View) -> Markup:
    """The calm sentence for an address that asks for something else than there is; nothing when all is well."""
    near = [library.shelf.by_id[key] for key in asked.near if key in library.shelf.by_id]
    return macro(library, "macros/treatments", "message", asked.message, near)


# The notes that stand open above the list; the others are one press away.
FIRST_NOTES = ("decision", "untreated", "steps")


def decision_notes(library: Library) -> Markup:
    """What a person should know before choosing: the choice, no treatment and the steps; folded, living with results, numbers, sources, dates, funding."""
    notes: dict[str, Any] = {key: note for key, note in (library.treatment_words.get("notes") or {}).items() if isinstance(note, Mapping)}
    first = {key: notes.pop(key) for key in FIRST_NOTES}
    return render(library, "treatments/notes", first=first, notes=notes, checked=library.pages["treatments"].front.checked_on)


def shared(library: Library, asked: View) -> str:
    """The link to hand on for what an address of /treatments asks for: it names no treatment."""
    numbers = {key: number for number, key in library.numbers.items()}
    keys = (asked.show,) if asked.show else asked.compare
    return library.links.go([numbers[key] for key in keys]) if keys else library.links.page("treatments")


def named(library: Library, asked: View) -> str:
    """The link that does name what an address of /treatments asks for, so that its preview does; "" for the list."""
    return library.links.to("/treatments", query=asked.query) if asked.query else ""


# On two sheets there is room for so many questions beside the treatments.
MOST_ASKED = 8


def on_leaflet(library: Library, keys: Sequence[str]) -> str:
    """The way to a leaflet of one's own with these treatments and what to ask about them; "" without treatments."""
    if not keys:
        return ""
    numbers = {key: number for number, key in library.numbers.items()}
    of_questions = {part.name: number for number, part in library.parts.items() if part.kind == "question"}
    asked = dict.fromkeys(name for key in keys for name in library.shelf.by_id[key].row.questions[: MOST_ASKED // len(keys)])
    return library.links.own([of_questions[name] for name in asked], [numbers[key] for key in keys])


def view(library: Library, asked: View) -> Markup:
    """What an address of /treatments asks for, without wishes and filters: a card, a comparison, or the whole list."""
    shelf = library.shelf
    keys = (asked.show,) if asked.show else asked.compare
    if asked.show:
        shown = card(library, shelf.by_id[asked.show])
    elif asked.compare:
        shown = compare_table(library, [shelf.by_id[name] for name in asked.compare])
    else:
        shown = wishes_panel(library) + listing(library, order(shelf.treatments))
    return render(
        library,
        "treatments/view",
        message=message(library, asked),
        shown=shown,
        back=bool(keys),
        leaflet=on_leaflet(library, keys),
        share=shared(library, asked),
        named=named(library, asked),
    )
