"""synapse: how does the messenger work, and where do medicines act? A drawing of two cells, a firing rate to drag, a medicine to add."""

from __future__ import annotations

import math

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame, in_words
from guide.library import Library
from guide.models import synapse as model
from guide.models.receptors import affinities

FIRING = ("0.25", "0.35", "0.5", "0.7", "1", "1.5", "2", "4", "8")
START = "1"
DOT_PAIRS = 24
BAR = 84.0
SITES = ("alpha2", "alpha1", "beta")

# The state that shows what a medicine does, by medicine: for the take-aways and the medicines page.
STATES: dict[str, tuple[str, ...]] = {
    "none": (START, "none"),
    "ssri": (START, "ssri"),
    "snri": (START, "snri"),
    "prazosin": ("4", "prazosin"),
    "clonidine": ("4", "clonidine"),
    "guanfacine": ("4", "clonidine"),
    "propranolol": ("4", "propranolol"),
}


def dot_pairs(level: float) -> int:
    """How many pairs of dots stand in the gap: they grow with the root of the level, so that little and much both show."""
    return max(1, min(DOT_PAIRS, round(4.2 * math.sqrt(level))))


def speed(flow: float) -> str:
    """The style class of a moving dash for a flow relative to usual."""
    return "flow slow" if flow < 0.6 else "flow fast" if flow > 1.6 else "flow"


def build(library: Library) -> LiveFigure:
    """The drawing, its states, and what each state's numbers are with and without the medicine."""
    words = library.figure_words["synapse"]
    grip = affinities(library.parameters)
    usual = model.steady(1.0, grip)
    controls = (
        choice("fire", words("controls.fire"), {f: words.get("fire")[f] for f in FIRING}, START, "range"),
        choice("medicine", words("controls.medicine"), {m: words(f"medicine.{m}") for m in model.MEDICINES}),
    )

    def told(state: model.Synapse) -> dict[str, str]:
        return {
            "level": in_words(words.get("level_said"), state.level / usual.level),
            "release": in_words(words.get("level_said"), state.release / usual.release),
            "taken": in_words(words.get("use_said"), state.reuptake / state.release),
            **{site: in_words(words.get("use_said"), getattr(state, site)) for site in (*SITES, "brake")},
        }

    def draw(fire: str, medicine: str) -> Frame:
        given = model.MEDICINES[medicine]
        state = model.steady(float(fire), grip, given)
        now, without, ordinary = told(state), told(model.steady(float(fire), grip)), told(usual)
        pairs = dot_pairs(state.level)
        arriving = model.arriving(float(fire), given)
        face = words.get("face")[medicine]
        out = speed(state.release / usual.release)
        parts: dict[str, dict[str, str]] = {
            "drawing": {"aria-label": words("alt")},
            "signal": {"class": speed(arriving)},
            "release": {"class": speed(arriving).replace("flow", "pulse")},
            **{f"out-{n}": {"class": out} for n in (1, 2, 3)},
            **{f"dots-{n}": {"opacity": "1" if n <= pairs else "0"} for n in range(1, DOT_PAIRS + 1)},
            "uptake": {"class": "flow slow" if given.reuptake else speed(state.reuptake / usual.reuptake), "opacity": "0.35" if given.reuptake else "1"},
            "uptake-head": {"opacity": "0.35" if given.reuptake else "1"},
            "brake-line": {"stroke-width": f"{1.5 + 6.0 * state.brake:.1f}"},
            "load-brake": {"opacity": f"{0.0 if given.alpha2 else state.brake:.2f}"},
            "press-pump": {"aria-label": words("press.pump", n=now["taken"])},
            "press-brake": {"aria-label": words("press.brake", n=now["brake"])},
            **{f"label-{name}": {"text": words(f"labels.{name}")} for name in ("sender", "receiver", "gap", "pump", "brake", *SITES)},
            "pill": {"opacity": "0" if medicine == "none" else "1"},
            **{f"{part}": {"text": face[n]} for n, part in enumerate(("medicine-1", "medicine-2", "action-1", "action-2"))},
            "plug-pump": {"opacity": "1" if given.reuptake else "0"},
            "plug-alpha1": {"opacity": "1" if given.alpha1 else "0"},
            "plug-beta": {"opacity": "1" if given.beta else "0"},
            "key-alpha2": {"opacity": "1" if given.alpha2 else "0"},
            "key-brake": {"opacity": "1" if given.alpha2 else "0"},
        }
        for site in SITES:
            share = getattr(state, site)
            parts[f"press-{site}"] = {"aria-label": words(f"press.{site}", n=now[site])}
            parts[f"role-{site}"] = {"text": words(f"roles.{site}")}
            parts[f"fill-{site}"] = {"width": f"{BAR * share:.1f}"}
            parts[f"load-{site}"] = {"opacity": f"{0.0 if getattr(given, site) else share:.2f}"}
        key = medicine if medicine != "none" else "usual" if fire == START else "more" if state.level > usual.level else "less"
        return Frame(
            parts=parts,
            sentence=words(f"sentence.{key}", fire=controls[0].options[FIRING.index(fire)].label.split(":")[0]),
            rows=(
                (words("rows.medicine"), words(f"names.{medicine}"), words("names.none"), words("names.none")),
                *((words(f"rows.{name}"), now[name], without[name], ordinary[name]) for name in ("level", "release", "taken", *SITES)),
            ),
        )

    return LiveFigure(
        id="synapse",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("ramos-2007-adrenergic", "arnsten-2015-stress-pfc", "eisenhofer-2004-catecholamine", "tatsumi-1997-transporters", "blier-2011-noradrenergic"),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "now", "without", "usual")),
        frames=every_frame(controls, draw),
        drawing=drawing("synapse"),
        height=0,
        narrow_height=0,
    )
