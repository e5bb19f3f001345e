"""How a medicine acts, step by step from the pill to the person, and buttons that set a figure: records for their templates.

All medicines' steps stand in the markup; the browser script shows the chosen one's and sets both figures. Nothing is sent to the server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from guide.figures import inverted_u, synapse
from guide.library import Library
from guide.medicines.model import EVIDENCE, Step, Steps
from guide.view.render import render

Figure = Callable[[str], Markup]
# The figures that answer a pick, their controls in the order of their states, and the state that shows each medicine.
ANSWERS: dict[str, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {
    "synapse": (("fire", "medicine"), synapse.STATES),
    "inverted-u": (("level", "start", "medicine"), inverted_u.STATES),
}


def preset(figure_id: str, values: Mapping[str, str]) -> str:
    """A figure's state as a button carries it: `synapse?fire=4&medicine=prazosin`."""
    return f"{figure_id}?{urlencode(values)}"


def states(medicine: str) -> tuple[str, ...]:
    """The state of each answering figure that shows a medicine, as presets."""
    return tuple(preset(name, dict(zip(controls, known[medicine], strict=True))) for name, (controls, known) in ANSWERS.items())


def sureness(steps: Steps, step: Step) -> str:
    """How sure a step is, in words, and where it was seen when that is elsewhere than in PTSD."""
    say = steps.say
    where = "" if step.evidence in ("shown", "not-known") else f", {say(f'basis.{step.basis}')}"
    return f"{say(f'evidence.{step.evidence}')}{where}"


def how_it_acts(library: Library, figure: Figure) -> Markup:
    """Pick a medicine, see two pictures answer, and read each step with how sure it is. `figure` gives a figure's markup by id."""
    steps = library.steps
    return render(
        library,
        "medicines/how-it-acts",
        medicines=steps.medicines,
        states={medicine.row.id: states(medicine.row.id) for medicine in steps.medicines},
        sure={(medicine.row.id, step.id): sureness(steps, step) for medicine in steps.medicines for step in medicine.row.steps},
        figures=[figure(name) for name in ANSWERS],
        evidence=EVIDENCE,
    )


def takeaway_presets(library: Library) -> Markup:
    """The five take-aways, each with a sentence and a button that shows it in the picture. Raises KeyError for a figure that is none."""
    presets = {takeaway.row.id: preset(takeaway.row.figure, takeaway.row.values) for takeaway in library.steps.takeaways}
    for takeaway in library.steps.takeaways:
        library.figure_words[takeaway.row.figure]
    return render(library, "medicines/takeaways", takeaways=library.steps.takeaways, presets=presets)
