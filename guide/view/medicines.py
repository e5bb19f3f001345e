"""How a medicine acts, step by step from the pill to the person, and buttons that set a figure. Pure functions, script or none.

The steps stand in `data/medicine-steps.yaml` (place, evidence, facts, works) and `<language>/medicine-steps.yaml` (words). All
medicines' steps stand in the markup; the browser script (`assets/js/45-presets.js`) shows the chosen one's and sets both figures.
Nothing is sent to the server.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from guide.figures import inverted_u, synapse
from guide.library import Library
from guide.medicines.model import EVIDENCE, Medicine, Step, Steps

_E = html.escape
Figure = Callable[[str], str]
# The figures that answer a pick, their controls in the order of their states, and the state that shows each medicine.
ANSWERS: dict[str, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {
    "synapse": (("fire", "medicine"), synapse.STATES),
    "inverted-u": (("level", "start", "medicine"), inverted_u.STATES),
}


# -- markup ------------------------------------------------------------------------------------------------------------


def preset(figure_id: str, values: Mapping[str, str]) -> str:
    """A figure's state as a button carries it: `synapse?fire=4&medicine=prazosin`."""
    return f"{figure_id}?{urlencode(values)}"


def states(medicine: str) -> tuple[str, ...]:
    """The state of each answering figure that shows a medicine, as presets."""
    return tuple(preset(name, dict(zip(controls, known[medicine], strict=True))) for name, (controls, known) in ANSWERS.items())


def cite(library: Library, steps: Steps, keys: Iterable[str]) -> str:
    """The works a step rests on, as links."""
    links = []
    for key in keys:
        work = library.references[key]
        links.append(f'<a href="{_E(work.link)}" rel="noopener noreferrer">{_E(work.short)}</a>' if work.link else _E(work.short))
    return f'<small class="how-sources">{_E(steps.say("page.source"))} {"; ".join(links)}</small>' if links else ""


def sureness(steps: Steps, step: Step) -> str:
    """How sure a step is, in words, and where it was seen when that is elsewhere than in PTSD."""
    say = steps.say
    where = "" if step.evidence in ("shown", "not-known") else f", {say(f'basis.{step.basis}')}"
    return f"{say(f'evidence.{step.evidence}')}{where}"


def medicine_steps(library: Library, steps: Steps, medicine: Medicine) -> str:
    """One medicine's steps, each with its line, its words and its works."""
    say = steps.say
    items = "".join(
        f'<li class="how-step how-{step.evidence}" data-facts="{_E(",".join(step.facts))}">'
        f'<p class="how-place">{_E(say(f"place.{step.place}"))}</p><p>{_E(medicine.words.steps[step.id])}</p>'
        f'<p class="how-sure"><strong>{_E(sureness(steps, step))}.</strong> {cite(library, steps, step.sources)}</p></li>'
        for step in medicine.row.steps
    )
    return (
        f'<section class="how-medicine" data-steps="{medicine.row.id}"><h3 id="how-{medicine.row.id}">{_E(medicine.words.name)}</h3>'
        f'<p>{_E(medicine.words.lead)}</p><ol class="how-list">{items}</ol></section>'
    )


def legend(steps: Steps) -> str:
    """What solid, dashed, dotted and no line mean."""
    say = steps.say
    items = "".join(
        f'<li class="how-step how-{kind}"><strong>{_E(say(f"evidence.{kind}"))}.</strong> {_E(say(f"evidence_means.{kind}"))}</li>' for kind in EVIDENCE
    )
    return (
        f'<details class="how-legend"><summary>{_E(say("page.legend"))}</summary><ul class="how-list">{items}</ul>'
        f"<p>{_E(say('page.legend_note'))}</p></details>"
    )


def how_it_acts(library: Library, figure: Figure) -> str:
    """Pick a medicine, see two pictures answer, and read each step with how sure it is.

    Args:
        library: the content.
        figure: gives a figure's markup by id.
    """
    steps = library.steps
    say = steps.say
    options = "".join(
        f'<label><input type="radio" name="how-it-acts" value="{m.row.id}" data-states="{_E(json.dumps(states(m.row.id)))}" autocomplete="off"> '
        f"<span>{_E(m.words.name)}</span></label>"
        for m in steps.medicines
    )
    return (
        f'<section class="how" data-how data-showing="{_E(say("page.showing"))}"><h2 id="how-it-acts">{_E(say("page.title"))}</h2>'
        f'<p class="needs-script">{_E(say("page.intro"))}</p><p class="how-plain">{_E(say("page.all"))}</p>'
        f'<fieldset class="fig-choice how-pick needs-script"><legend>{_E(say("page.pick"))}</legend>{options}</fieldset>'
        f'<p class="how-said needs-script" data-how-said hidden><span></span> <a href="#how-it-acts">{_E(say("page.jump"))}</a></p>'
        f"{''.join(figure(name) for name in ANSWERS)}"
        f'{legend(steps)}<p class="how-none needs-script" data-how-none>{_E(say("page.none"))}</p>'
        f"{''.join(medicine_steps(library, steps, m) for m in steps.medicines)}"
        f'<p class="note">{_E(say("page.safety"))}</p></section>'
    )


def presets(library: Library, figure_id: str, items: Iterable[tuple[Mapping[str, str], str]]) -> str:
    """A row of buttons that set the nearest figure of a page.

    Args:
        library: the content (its figures are known by id).
        figure_id: which figure.
        items: for each button the values it sets, by control, and its words.

    Raises:
        KeyError: no figure has this id.
    """
    library.figure_words[figure_id]
    buttons = "".join(f'<button type="button" data-preset="{_E(preset(figure_id, values))}">{_E(words)}</button>' for values, words in items)
    return f'<p class="presets needs-script">{buttons}</p>'


def takeaway_presets(library: Library) -> str:
    """The five take-aways, each with a sentence and a button that shows it in the picture."""
    steps = library.steps
    items = "".join(
        f"<li><p><strong>{_E(t.words.title)}.</strong> {_E(t.words.text)} {cite(library, steps, t.row.sources)}</p>"
        f"{presets(library, t.row.figure, [(t.row.values, t.words.button)])}</li>"
        for t in steps.takeaways
    )
    return (
        f'<section class="takeaway-presets"><h2 id="in-the-picture">{_E(steps.say("page.takeaways"))}</h2>'
        f'<p class="needs-script">{_E(steps.say("page.takeaways_intro"))}</p><ol class="plain">{items}</ol></section>'
    )
