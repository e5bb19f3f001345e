"""How a medicine acts, step by step from the pill to the person, and buttons that set a figure: records for their templates.

All medicines' steps stand in the markup; the browser script shows the chosen one's and sets the figure. Nothing is sent to the server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from guide.figures import synapse
from guide.library import Library
from guide.medicines.model import EVIDENCE, Step, Steps
from guide.view.render import render

Figure = Callable[[str], Markup]
# The figure that answers a pick, and its controls in the order of its states.
FIGURE, CONTROLS = "synapse", ("fire", "medicine")
NONE = "none"


def preset(figure_id: str, values: Mapping[str, str]) -> str:
    """A figure's state as a button carries it: `synapse?fire=4&medicine=prazosin`."""
    return f"{figure_id}?{urlencode(values)}"


def state(medicine: str) -> str:
    """The state of the answering figure that shows a medicine, or none, as a preset."""
    return preset(FIGURE, dict(zip(CONTROLS, synapse.STATES[medicine], strict=True)))


def sureness(steps: Steps, step: Step) -> str:
    """How sure a step is, in words, and where it was seen when that is elsewhere than in PTSD."""
    say = steps.say
    where = "" if step.evidence in ("shown", "not-known") else f", {say(f'basis.{step.basis}')}"
    return f"{say(f'evidence.{step.evidence}')}{where}"


def how_it_acts(library: Library, figure: Figure) -> Markup:
    """Pick a medicine, see the picture answer, and read each step with how sure it is. `figure` gives a figure's markup by id."""
    steps = library.steps
    return render(
        library,
        "medicines/how-it-acts",
        medicines=steps.medicines,
        states={NONE: state(NONE)} | {medicine.row.id: state(medicine.row.id) for medicine in steps.medicines},
        names={NONE: library.figure_words[FIGURE](f"medicine.{NONE}")} | {medicine.row.id: medicine.words.name for medicine in steps.medicines},
        sure={(medicine.row.id, step.id): sureness(steps, step) for medicine in steps.medicines for step in medicine.row.steps},
        figure=figure(FIGURE),
        hill=library.links.page("why-increase", "see-the-hill-and-what-medicines-do"),
        evidence=EVIDENCE,
    )


def takeaway_presets(library: Library) -> Markup:
    """The five take-aways, each with a sentence and a button that shows it in the picture. Raises KeyError for a figure that is none."""
    presets = {takeaway.row.id: preset(takeaway.row.figure, takeaway.row.values) for takeaway in library.steps.takeaways}
    for takeaway in library.steps.takeaways:
        library.figure_words[takeaway.row.figure]
    return render(library, "medicines/takeaways", takeaways=library.steps.takeaways, presets=presets)
