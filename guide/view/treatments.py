"""The HTML of the treatment pages: the list, the cards, the comparison and the notes on choosing. Pure functions, script or none.

Every function takes the library; the treatments come with `library.shelf` (`guide.treatments.Shelf`). A card's headings nest under
`level`; each number stands with its comparison and its work.
"""

from __future__ import annotations

import html
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guide.content.records import Work
from guide.content.words import Words
from guide.library import Library
from guide.treatments import (
    FILTERS,
    GROUPS,
    NOT_KNOWN,
    VALUES,
    WAITING,
    WISHES,
    Cell,
    Effect,
    Filtered,
    Harm,
    Left,
    MoreOfHundred,
    PerHundred,
    Placed,
    Shelf,
    Stopped,
    Treatment,
    View,
    compare,
    order,
)

_E = html.escape
# The colour a treatment wears, as in the figures: violet for medicine, green for therapy, slate for the rest.
COLORS = {"medicine": "medicine", "therapy": "therapy"}


def words_of(library: Library) -> Words:
    """The words of the treatment pages."""
    shelf: Shelf = library.shelf
    return Words(f"{shelf.language}/treatments.yaml", shelf.words)


def color(treatment: Treatment) -> str:
    """The class suffix of a treatment's colour."""
    return COLORS.get(treatment.kind, "neutral")


def number(value: float) -> str:
    """A number as printed: with a true minus, without trailing zeros, thousands apart."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:g}"
    return text.replace("-", "\u2212")


def work(library: Library, key: str) -> Work:
    """A work that a card cites."""
    return library.references[key]


def cite(library: Library, keys: Iterable[str]) -> str:
    """The works beside a passage or a number, as links to where they can be found."""
    links = []
    for key in dict.fromkeys(keys):
        found = work(library, key)
        links.append(f'<a href="{_E(found.link)}" rel="noopener noreferrer">{_E(found.short)}</a>' if found.link else _E(found.short))
    return f'<small class="treat-source">{_E(words_of(library)("page.source"))} {"; ".join(links)}</small>' if links else ""


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def shown_values(library: Library, treatment: Treatment, name: str) -> str:
    """A feature's values in words."""
    say = words_of(library)
    return ", ".join(say(f"labels.{name}.{value}") for value in treatment.feature(name))


# -- numbers -----------------------------------------------------------------------------------------------------------


def dots(count: int, label: str, kind: str) -> str:
    """A hundred dots, `count` of them large and filled, the others small: read by size as well as by colour."""
    at = lambda n: f"M{6 + 12 * (n % 20)} {6 + 12 * (n // 20)}h0"  # noqa: E731
    full = "".join(at(n) for n in range(count))
    rest = "".join(at(n) for n in range(count, 100))
    return (
        f'<svg class="treat-dots treat-{kind}" viewBox="0 0 240 60" role="img" aria-label="{_E(label)}">'
        f'<path class="dots-rest" d="{rest or "M0 0"}"/><path class="dots-full" d="{full or "M0 0"}"/></svg>'
    )


def _where_from(library: Library, record: Any) -> str:
    """How many people, how long, and the work."""
    say = words_of(library)
    bits = [say("numbers.people", people=number(record.people))] if getattr(record, "people", None) else []
    if getattr(record, "trials", None):
        bits.append(say("numbers.trials", trials=record.trials))
    if getattr(record, "weeks", None):
        bits.append(say("numbers.weeks", weeks=record.weeks))
    if getattr(record, "form", ""):
        bits.append(say(f"numbers.{record.form}"))
    told = f"{upper(', '.join(bits))}. " if bits else ""
    return f'<p class="treat-meta">{_E(told)}{cite(library, [record.source])}</p>'


def per_hundred(library: Library, treatment: Treatment, record: PerHundred | MoreOfHundred | None, *, pictures: bool = True) -> str:
    """A number out of 100 with its comparison, as a sentence and as dots; a full row when there is none."""
    say = words_of(library)
    if record is None:
        return f'<p class="treat-none">{_E(say("page.no_number"))}.</p>'
    versus, outcome = say(f"labels.versus.{record.versus}"), say(f"labels.outcome.{record.outcome}")
    if isinstance(record, MoreOfHundred):
        sentence = say("numbers.more", value=record.value, outcome=outcome, versus=versus, low=record.low, high=record.high)
        rows = [(record.value, say("numbers.bar_more"), color(treatment))]
    elif record.comparator is None:
        sentence = say("numbers.alone", treatment=record.treatment, outcome=outcome)
        rows = [(record.treatment, say("numbers.bar_alone"), color(treatment))]
    else:
        sentence = say("numbers.pair", treatment=record.treatment, outcome=outcome, versus=versus, comparator=record.comparator)
        rows = [(record.treatment, say("numbers.bar_treatment"), color(treatment)), (record.comparator, say("numbers.bar_versus", versus=versus), "neutral")]
    drawn = "".join(
        f'<div class="treat-row"><span>{_E(label)}: <strong>{count}</strong> {_E(say("page.of_100"))}</span>'
        f"{dots(count, say('numbers.picture', treatment=count, outcome=outcome), kind)}</div>"
        for count, label, kind in rows
    )
    return f'<div class="treat-number"><p>{_E(sentence)}</p>{drawn if pictures else ""}{_where_from(library, record)}</div>'


def interval(library: Library, effect: Effect) -> str:
    """An interval in words, whole or in part."""
    say = words_of(library)
    if effect.low is not None and effect.high is not None:
        return say("numbers.interval", low=number(effect.low), high=number(effect.high))
    if effect.low is not None:
        return say("numbers.interval_low", low=number(effect.low))
    return say("numbers.interval_high", high=number(effect.high)) if effect.high is not None else say("numbers.interval_none")


def reading(effect: Effect) -> str:
    """What an effect's interval says: better, worse, unclear, or unknown without a whole interval."""
    if effect.low is None or effect.high is None:
        return "unknown"
    if effect.high < 0:
        return "better"
    return "worse" if effect.low > 0 else "unclear"


def effect(library: Library, record: Effect | None, *, full: bool = True) -> str:
    """A difference, its interval, its comparison, what that means, and the work."""
    say = words_of(library)
    if record is None:
        return f'<p class="treat-none">{_E(say("page.no_number"))}.</p>'
    sentence = say(
        "numbers.effect",
        measure=say(f"labels.measure.{record.measure}"),
        value=number(record.value),
        interval=interval(library, record),
        versus=say(f"labels.versus.{record.versus}"),
    )
    more = " ".join([say(f"numbers.{reading(record)}"), *([say("numbers.worked_out")] if record.worked_out else [])])
    return f'<div class="treat-number"><p>{_E(sentence)} {_E(more)}</p>{_where_from(library, record) if full else cite(library, [record.source])}</div>'


def harm(library: Library, record: Harm) -> str:
    """Something that can go wrong, with its numbers and its work."""
    say = words_of(library)
    text = upper(say(f"labels.harm.{record.id}"))
    if record.treatment is not None and record.comparator is not None:
        text = say("numbers.harm_pair", harm=text, treatment=record.treatment, versus=say(f"labels.versus.{record.versus}"), comparator=record.comparator)
    elif record.treatment is not None:
        text = say("numbers.harm_alone", harm=text, treatment=record.treatment)
    return _E(text)


def harms(library: Library, records: Sequence[Harm], none: str) -> str:
    """A list of what can go wrong, its works at the end, and a plain word where it was only read on a leaflet."""
    say = words_of(library)
    if not records:
        return f'<p class="treat-none">{_E(say(none))}</p>'
    cited = [record for record in records if record.source]
    only_read = [record for record in records if record.basis]
    out = ""
    if cited:
        items = "".join(f"<li>{harm(library, record)}</li>" for record in cited)
        out += f'<ul>{items}</ul><p class="treat-meta">{cite(library, (r.source for r in cited))}</p>'
    if only_read:
        out += f'<ul>{"".join(f"<li>{harm(library, record)}</li>" for record in only_read)}</ul><p class="treat-meta">{_E(say("page.read_only"))}</p>'
    return out


def early(library: Library, treatment: Treatment) -> str:
    """How many left early or stopped, and how many relapsed."""
    say, row = words_of(library), treatment.row
    out = []
    if row.left_early:
        left = row.left_early
        of = f" {say(f'numbers.left_of.{left.of}')}" if left.of else ""
        out.append((say("numbers.left", value=left.value, low=left.low, high=left.high) + of, left.source))
    if row.stopped:
        stop = row.stopped
        words = say(f"numbers.stopped_{stop.why}", treatment=stop.treatment, versus=say(f"labels.versus.{stop.versus}"), comparator=stop.comparator)
        out.append((words, stop.source))
    if row.relapse:
        back = row.relapse
        versus = say(f"labels.versus.{back.versus}")
        out.append((say("numbers.relapse", treatment=back.treatment, weeks=back.weeks, versus=versus, comparator=back.comparator), back.source))
    if not out:
        return f'<p class="treat-none">{_E(say("page.no_number"))}.</p>'
    return "".join(f"<p>{_E(text)} {cite(library, [source])}</p>" for text, source in out)


# -- the list ----------------------------------------------------------------------------------------------------------


def keep(library: Library, treatment: Treatment) -> str:
    """The box that keeps a treatment for the appointment."""
    return (
        f'<label class="keep needs-script"><input type="checkbox" data-keep="treatment:{treatment.id}"> '
        f'<span>{_E(words_of(library)("page.keep"))}<span class="visually-hidden">: {_E(treatment.name)}</span></span></label>'
    )


def pick(library: Library, treatment: Treatment) -> str:
    """The box that chooses a treatment for the comparison; it works in a plain form."""
    say = words_of(library)
    return (
        f'<label class="keep treat-pick"><input type="checkbox" name="compare" value="{treatment.id}"> '
        f'<span>{_E(say("page.compare_go"))}<span class="visually-hidden">: {_E(treatment.name)}</span></span></label>'
    )


def badge(library: Library, treatment: Treatment) -> str:
    """The group a treatment stands in, in words."""
    say = words_of(library)
    return f'<span class="treat-badge treat-{treatment.group}">{_E(say(f"groups.{treatment.group}.title"))}</span>'


def why(library: Library, placed: Placed) -> str:
    """Why wishes moved a treatment, or "" when they did not touch it."""
    say = words_of(library)
    if not placed.reasons:
        return ""
    fits = [say(f"wishes.reasons.{reason}") for reason in placed.reasons if reason != "others"]
    parts = []
    if placed.moved < 0:
        parts.append(f"{say('wishes.moved_down')} {say('wishes.reasons.others')}.")
    if fits:
        parts.append(f"{say('wishes.moved_up' if placed.moved > 0 else 'wishes.stays')} {'; '.join(fits)}.")
    return f'<p class="reasons">{_E(" ".join(parts))}</p>'


def row(library: Library, treatment: Treatment, placed: Placed | None = None, unsure: Sequence[str] = (), *, level: int = 3) -> str:
    """A compact item of the list: name, what it is in a line, kind, certainty, why it moved, and two boxes."""
    say = words_of(library)
    marks = [say(f"labels.kind.{treatment.kind}"), say(f"labels.certainty.{treatment.feature('certainty')[0]}")]
    doubt = f'<p class="treat-meta">{_E(say("messages.unsure", filters=", ".join(say(f"filters.{name}") for name in unsure)))}</p>' if unsure else ""
    return (
        f'<li class="treat-item treat-edge-{color(treatment)}" data-treatment="{treatment.id}">'
        f'<h{level}><a href="/treatments?show={treatment.id}">{_E(treatment.name)}</a></h{level}>'
        f"{why(library, placed) if placed else ''}<p>{_E(treatment.words.plain)}</p>"
        f'<p class="marks">{_E(" · ".join(marks))}</p>{doubt}<div class="treat-boxes">{pick(library, treatment)}{keep(library, treatment)}</div></li>'
    )


def group(library: Library, name: str, placed: Sequence[Placed], unsure: Mapping[str, Sequence[str]] | None = None, *, level: int = 2) -> str:
    """One of the three groups with its rule in words and its treatments; "" when filters left none of it."""
    say = words_of(library)
    members = [p for p in placed if p.group == name]
    if not members:
        return ""
    items = "".join(row(library, p.treatment, p, (unsure or {}).get(p.treatment.id, ()), level=level + 1) for p in members)
    return (
        f'<section class="treat-group" id="group-{name}">'
        f'<h{level}>{_E(say(f"groups.{name}.title"))} <span class="treat-count">({len(members)})</span></h{level}>'
        f'<p>{_E(say(f"groups.{name}.text"))}</p><ul class="plain treat-list">{items}</ul></section>'
    )


def listing(library: Library, placed: Sequence[Placed], filtered: Filtered | None = None, *, level: int = 2) -> str:
    """All three groups in one form that sets the picked ones side by side, with a word on what filters hide."""
    say = words_of(library)
    notes = []
    if filtered and filtered.relaxed:
        notes.append(say("messages.relaxed", filters=", ".join(say(f"filters.{name}") for name in filtered.relaxed)))
    if filtered and filtered.hidden:
        notes.append(say("messages.hidden", n=len(filtered.hidden)))
    told = "".join(f"<p>{_E(note)}</p>" for note in notes)
    inner = "".join(group(library, name, placed, filtered.unsure if filtered else None, level=level) for name in GROUPS)
    return (
        f'<div class="treat-notes" role="status">{told}</div><form method="get" action="/treatments" class="treat-form"><p>{_E(say("page.compare_pick"))}</p>'
        f'{inner}<p class="treat-bar"><button type="submit">{_E(say("page.compare_go"))}</button></p></form>'
    )


def wishes_panel(library: Library, *, level: int = 2) -> str:
    """The words above the choices: what sorting does, what it does not, and that nobody has reviewed it."""
    say = words_of(library)
    return (
        f'<section class="treat-wishes"><h{level} id="what-matters">{_E(say("wishes.title"))}</h{level}>'
        f'<p class="note-title">{_E(say("wishes.note"))}</p><p>{_E(say("wishes.how"))} {_E(say("wishes.private"))}</p></section>'
    )


def wish_labels(library: Library) -> dict[str, str]:
    """The wishes and their labels, for the controls."""
    say = words_of(library)
    return {wish: say(f"wishes.choices.{wish}") for wish in WISHES}


def filter_labels(library: Library) -> dict[str, tuple[str, dict[str, str]]]:
    """The filters with their label and the labels of their values, for the controls. What is not known is no choice."""
    say = words_of(library)
    made = {}
    for name in FILTERS:
        if name == "group":
            values = {value: say(f"groups.{value}.title") for value in GROUPS}
        elif name == "kind":
            values = dict(say.get("labels.kind"))
        else:
            feature = "side_effects" if name == "avoid" else name
            values = {v: upper(say(f"labels.{feature}.{v}")) for v in VALUES[feature] if v not in (NOT_KNOWN, "none-known")}
        made[name] = (say(f"filters.{name}"), values)
    return made


def for_appointment(library: Library) -> dict[str, dict[str, Any]]:
    """What the page for the appointment may hold from here: treatments (name, a line, group), wishes and questions, by id."""
    say, shelf = words_of(library), library.shelf
    treatments = {t.id: (t.name, t.words.plain, say(f"groups.{t.group}.title")) for t in shelf.treatments}
    return {"treatments": treatments, "wishes": wish_labels(library), "questions": dict(say.get("questions"))}


def message(library: Library, view: View) -> str:
    """The calm sentence for an address that asks for something else than there is; "" when all is well."""
    if not view.message:
        return ""
    say, shelf = words_of(library), library.shelf
    near = [shelf.by_id[key] for key in view.near if key in shelf.by_id]
    links = ", ".join(f'<a href="/treatments?show={t.id}">{_E(t.name)}</a>' for t in near)
    more = f"<p>{_E(say('messages.near'))} {links}</p>" if near else ""
    return f'<div class="note" role="status"><p>{_E(say(f"messages.{view.message}"))}</p>{more}</div>'


# -- a card ------------------------------------------------------------------------------------------------------------


def synapse_state(treatment: Treatment) -> dict[str, str] | None:
    """The state of the synapse figure that shows this medicine, by control; None when there is none.

    An SSRI has a state too: the norepinephrine synapse stays as it is, and the figure says why.
    """
    if not treatment.row.synapse:
        return None
    from guide.figures.synapse import STATES

    values = STATES.get(treatment.row.synapse)
    return dict(zip(("fire", "medicine"), values, strict=True)) if values else None


def synapse_link(treatment: Treatment) -> str:
    """The address of the synapse in this medicine's state, or ""."""
    state = synapse_state(treatment)
    return f"/norepinephrine#synapse?{urllib.parse.urlencode(state)}" if state else ""


def passage(library: Library, treatment: Treatment, *names: str) -> str:
    """Passages of a card with their works; what was not checked says so."""
    out = ""
    for name in names:
        text = getattr(treatment.words, name)
        if text:
            out += f"<p>{_E(text)} {cite(library, treatment.row.sources.get(name, ()))}</p>"
        elif name == "acts":
            out += f'<p class="treat-none">{_E(words_of(library)("page.not_checked"))}</p>'
    return out


def guideline_cell(library: Library, guideline: Any, cell: Cell) -> str:
    """What one guideline says, in short, with a link to it."""
    say = words_of(library)
    state = say(f"guidelines.states.{cell.state}")
    detail = f"“{say(f'guidelines.{guideline.id}.wordings.{cell.wording}')}”" if cell.wording else say(f"guidelines.explain_{cell.state}")
    return f'<strong class="treat-state treat-state-{cell.state}">{_E(state)}</strong>: {_E(detail)} {cite(library, [cell.source or guideline.reference])}'


def guidelines(library: Library, treatment: Treatment) -> str:
    """Every guideline of the guide: what was read first, then what does not mention it, then what could not be checked."""
    say, shelf = words_of(library), library.shelf
    rank = {"not-addressed": 1, "could-not-check": 2}
    ordered = sorted(shelf.guidelines, key=lambda g: rank.get(treatment.cells[g.id].state, 0))
    items = "".join(f"<li>{_E(say(f'guidelines.{g.id}.name'))}. {guideline_cell(library, g, treatment.cells[g.id])}</li>" for g in ordered)
    disputed = f"<p><strong>{_E(say('page.disputed'))}</strong></p>" if treatment.disputed else ""
    return f'{disputed}<ul>{items}</ul><p class="treat-meta">{_E(say("guidelines.left_out"))}</p>'


def glance(library: Library, treatment: Treatment) -> str:
    """The features a person filters by, each in a word or two, with its works."""
    say = words_of(library)
    items = "".join(
        f"<div><dt>{_E(say(f'labels.features.{name}'))}</dt><dd>{_E(upper(shown_values(library, treatment, name)))} "
        f"{cite(library, getattr(treatment.features, name).sources)}</dd></div>"
        for name in ("certainty", "form", "talks", "where", "how_often", "how_long", "visits", "sleep", "nightmares", "alertness")
    )
    return f'<dl class="treat-glance">{items}</dl><p class="treat-meta">{_E(say("card.derived"))}</p>'


def questions(library: Library, treatment: Treatment) -> str:
    """Questions to ask, each with a box to keep it."""
    say = words_of(library)
    items = "".join(
        f'<li><label class="keep"><input type="checkbox" data-keep="question:{key}"> <span>{_E(say(f"questions.{key}"))}</span></label></li>'
        for key in treatment.row.questions
    )
    return f'<ul class="plain">{items}</ul>'


def sources(library: Library, treatment: Treatment) -> str:
    """Every work of the card with its DOI, PMID or address, folded away."""
    say, shelf = words_of(library), library.shelf
    read = [g.reference for g in shelf.guidelines if treatment.cells[g.id].wording]
    keys = list(dict.fromkeys((*treatment.sources, *read)))
    items = []
    for key in keys:
        found = work(library, key)
        label = found.identifier or found.link
        link = f'<a href="{_E(found.link)}" rel="noopener noreferrer">{_E(label)}</a>' if found.link else _E(label)
        items.append(f"<li>{_E(found.full)} {link}</li>")
    title = _E(say("page.sources", n=len(keys)))
    return f'<details class="references" id="{treatment.id}-sources"><summary>{title}</summary><ol>{"".join(items)}</ol></details>'


def waiting(library: Library, *, level: int) -> str:
    """When not to wait, and who to call: only on the card of waiting and watching."""
    say = words_of(library)
    items = "".join(f"<li>{_E(text)}</li>" for text in say.get("waiting.when"))
    return (
        f'<h{level} id="when-not-to-wait">{_E(say("waiting.when_title"))}</h{level}><ul>{items}</ul>'
        f'<h{level} id="who-to-call">{_E(say("waiting.who_title"))}</h{level}><p>{_E(say("waiting.who"))}</p>'
    )


def card(library: Library, treatment: Treatment, *, level: int = 2) -> str:
    """A treatment on one page, under the same headings in the same order whatever it is and wherever it stands."""
    say, row_ = words_of(library), treatment.row
    h, kind, inner = level + 1, color(treatment), level + 2
    head = lambda key: f'<h{h} id="{treatment.id}-{key}">{_E(say(f"card.{key}"))}</h{h}>'  # noqa: E731
    sub = lambda key: f"<h{inner}>{_E(say(f'card.{key}'))}</h{inner}>"  # noqa: E731
    link = synapse_link(treatment)
    acts = f'<p class="treat-signal treat-edge-{kind}"><strong>{_E(say(f"labels.signal.{row_.signal}"))}.</strong></p>{passage(library, treatment, "acts")}'
    if link:
        acts += f'<p><a href="{_E(link)}">{_E(say("page.link_mechanism"))}</a></p>'
    hundred = [*row_.per_100, *([row_.more_per_100] if row_.more_per_100 else [])] or [None]
    numbers = "".join(per_hundred(library, treatment, record) for record in hundred)
    effects = "".join(effect(library, record) for record in row_.effects or (None,))
    sign = f'<p class="treat-meta">{_E(say("numbers.sign"))}</p>' if row_.effects else ""
    arms = f'<p class="treat-meta">{_E(say("waiting.arms"))}</p>' if treatment.id == WAITING else ""
    never = f"<p>{_E(say('page.never_stop'))}</p>" if "tablet" in treatment.feature("form") else ""
    careful = waiting(library, level=inner) if treatment.id == WAITING else harms(library, row_.careful, "page.no_careful")
    return (
        f'<article class="treat-card treat-edge-{kind}" id="treatment-{treatment.id}"><h{level}>{_E(treatment.name)}</h{level}>'
        f'<p class="lead">{_E(treatment.words.plain)}</p><p>{_E(say("page.group"))} {badge(library, treatment)}</p>{keep(library, treatment)}'
        f"{head('at_a_glance')}{glance(library, treatment)}"
        f"{head('what')}{passage(library, treatment, 'what')}"
        f"{head('asks')}{passage(library, treatment, 'asks')}"
        f"{head('acts')}{acts}"
        f"{head('works')}{sub('per_100')}{numbers}{arms}{sub('effect')}{sign}{effects}{sub('studied')}{passage(library, treatment, 'found', 'found2')}"
        f"{head('wrong')}{sub('common')}{harms(library, row_.common, 'page.no_list')}{sub('serious')}{harms(library, row_.serious, 'page.no_serious')}"
        f"{sub('careful')}{careful}{never}{sub('early')}{early(library, treatment)}"
        f"{head('soon')}{passage(library, treatment, 'soon')}"
        f"{head('guidelines')}{guidelines(library, treatment)}"
        f"{head('questions')}{questions(library, treatment)}{sources(library, treatment)}</article>"
    )


# -- side by side ------------------------------------------------------------------------------------------------------


def _compared(library: Library, treatment: Treatment, key: str, value: Any) -> str:
    """One cell of a comparison."""
    say = words_of(library)
    if key == "group":
        return badge(library, treatment)
    if key == "signal":
        return f"<p>{_E(say(f'labels.signal.{value}'))}</p>"
    if key == "per_100":
        return per_hundred(library, treatment, value)
    if key == "effect":
        return effect(library, value, full=False)
    if key == "common":
        return harms(library, value, "page.no_list")
    if key == "serious":
        return harms(library, value, "page.no_serious")
    if key == "left_early":
        return early(library, treatment) if isinstance(value, Left | Stopped) else f'<p class="treat-none">{_E(say("page.no_number"))}.</p>'
    if key in ("asks", "found", "soon"):
        return passage(library, treatment, key)
    if key.startswith("guideline."):
        guideline = next(g for g in library.shelf.guidelines if g.id == key.partition(".")[2])  # type: ignore[attr-defined]
        return f"<p>{guideline_cell(library, guideline, value)}</p>"
    return f"<p>{_E(upper(shown_values(library, treatment, key)))} {cite(library, getattr(treatment.features, key).sources)}</p>"


def compare_table(library: Library, treatments: Sequence[Treatment], *, level: int = 2) -> str:
    """Two to four treatments, a heading for each row and a short cell for each treatment under it: no sideways scrolling.

    Each cell names its treatment, so that it can be read alone; rows whose cells differ are marked in words.
    """
    say, shelf = words_of(library), library.shelf
    rows = []
    for line in compare(treatments, [g.id for g in shelf.guidelines]):
        if line.key.startswith("guideline."):
            label = say(f"guidelines.{line.key.partition('.')[2]}.short")
        else:
            label = say.get(f"labels.rows.{line.key}") or say(f"labels.features.{line.key}")
        mark = say("page.differs" if line.differs else "page.same")
        cells = "".join(
            f'<li class="treat-edge-{color(t)}"><span class="treat-name">{_E(t.name)}</span>{_compared(library, t, line.key, value)}</li>'
            for t, value in zip(treatments, line.values, strict=True)
        )
        rows.append(
            f'<section class="cmp-row{" cmp-differs" if line.differs else ""}" data-row="{line.key}"><h{level + 1}>{_E(label)} '
            f'<span class="cmp-mark">{_E(mark)}</span></h{level + 1}><ul class="plain cmp-cells cmp-{len(treatments)}">{cells}</ul></section>'
        )
    names = "".join(f'<li><a href="/treatments?show={t.id}">{_E(t.name)}</a>{keep(library, t)}</li>' for t in treatments)
    arms = f"<p>{_E(say('waiting.arms'))}</p>{waiting(library, level=level + 1)}" if any(t.id == WAITING for t in treatments) else ""
    return (
        f'<section class="compare"><h{level} id="compare">{_E(say("page.compare_title"))}</h{level}><ul class="plain">{names}</ul>'
        f'<p class="treat-meta">{_E(say("page.compare_note"))} {_E(say("numbers.sign"))}</p>{"".join(rows)}{arms}'
        f'<p><a class="button" href="/treatments">{_E(say("page.back"))}</a></p></section>'
    )


# -- notes on choosing -------------------------------------------------------------------------------------------------


def decision_notes(library: Library, *, level: int = 2) -> str:
    """What a person should know before choosing: the choice, no treatment, living with results, numbers, sources, dates, funding."""
    say = words_of(library)
    out = []
    for key, note in (say.get("notes") or {}).items():
        if not isinstance(note, Mapping):
            continue
        link = f' <a href="{_E(note["link"])}">{_E(note["link_text"])}</a>' if "link" in note else ""
        out.append(f'<h{level + 1} id="notes-{key}">{_E(note["title"])}</h{level + 1}><p>{_E(note["text"])}{link} {cite(library, note.get("sources", ()))}</p>')
    return f'<section class="treat-notes-section"><h{level} id="notes">{_E(say("notes.title"))}</h{level}>{"".join(out)}</section>'


# -- the page ----------------------------------------------------------------------------------------------------------


def view(library: Library, asked: View) -> str:
    """What an address of /treatments asks for, without wishes and filters: a card, a comparison, or the whole list with its notes."""
    shelf = library.shelf
    say = words_of(library)
    back = f'<p><a class="button back" href="/treatments">{_E(say("page.back"))}</a></p>'
    if asked.show:
        return message(library, asked) + back + card(library, shelf.by_id[asked.show])
    if asked.compare:
        return message(library, asked) + back + compare_table(library, [shelf.by_id[name] for name in asked.compare])
    return message(library, asked) + wishes_panel(library) + listing(library, order(shelf.treatments)) + decision_notes(library)
