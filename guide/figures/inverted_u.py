"""inverted-u: more or less, which is better? A bell, a level to drag, a start and a medicine to choose. Contested, mostly from animals."""

from __future__ import annotations

import numpy as np

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame, in_words
from guide.library import Library
from guide.models import inverted_u as model
from guide.models import synapse
from guide.models.receptors import affinities

LEVELS = ("0.25", "0.35", "0.5", "0.7", "1", "1.4", "2", "2.8", "4")
START = ("1", "stressed", "none")
GRID = np.logspace(-2.0, 2.5, 90)
# The drawing (assets/drawings/inverted-u.svg) in its own units: log10 of the level from end to end, the ground, and a lead of 0.92 above it.
LEFT, RIGHT, ENDS = 28.0, 396.0, (-2.1, 2.8)
GROUND, HIGH, MOST = 222.0, 190.0, 0.92
# Where the words "too little", "in between", "too much" stand on the axis (log10 of the level).
ZONES = {"low": -1.35, "middle": 0.45, "high": 2.1}
# Beyond these, a label beside a dot would leave the drawing.
NEAR_LEFT, NEAR_RIGHT = 150.0, 328.0
# A level counts as near the top while its lead is at least this share of the top's: the plateau is broad.
NEAR = 0.9
# Below this share of the top's lead, the sentence says "much less".
FAR = 0.6


def across(level: float) -> float:
    """How far from the left a level stands, in the drawing's units."""
    return LEFT + (RIGHT - LEFT) * (float(np.log10(level)) - ENDS[0]) / (ENDS[1] - ENDS[0])


def down(lead: float) -> float:
    """How far from the top a lead stands, in the drawing's units."""
    return GROUND - HIGH * lead / MOST


def curve(bell: np.ndarray) -> str:
    """The path of a bell over GRID."""
    return "M" + " L".join(f"{across(level):.1f} {down(lead):.1f}" for level, lead in zip(GRID, bell, strict=True))


def build(library: Library) -> LiveFigure:
    """The bell without medicine, the bell with one, and the dot before and after."""
    words = library.figure_words["inverted-u"]
    grip = affinities(library.parameters)
    plain_bell = model.lead(GRID, grip)
    at_top = float(GRID[plain_bell.argmax()])
    top = float(plain_bell.max())
    middle = model.START_LEVELS["typical"]
    controls = (
        choice("level", words("controls.level"), {f: words.get("level")[f] for f in LEVELS}, START[0], "range"),
        choice("start", words("controls.start"), {s: words(f"start.{s}") for s in model.START_LEVELS}, START[1]),
        choice("medicine", words("controls.medicine"), {m: words(f"medicine.{m}") for m in synapse.MEDICINES}, START[2]),
    )

    def told(state: synapse.Synapse, bell: np.ndarray) -> dict[str, str]:
        lead, best = model.lead_of(state), float(bell.max())
        where = "top" if lead >= NEAR * best else "low" if state.level < GRID[bell.argmax()] else "high"
        return {
            "level": in_words(words.get("level_said"), state.level / middle),
            "steady": in_words(words.get("use_said"), 100 * state.alpha2),
            "alarm": in_words(words.get("use_said"), 100 * state.alarm),
            "lead": in_words(words.get("height_said"), lead / top),
            "where": words(f"where_said.{where}"),
        }

    still = {
        "picture": {"aria-label": words("alt")},
        "hill": {"d": curve(plain_bell)},
        **{zone: {"text": words(f"labels.{zone}"), "x": f"{across(10**at):.1f}"} for zone, at in ZONES.items()},
        **{name: {"text": words(f"labels.{name}")} for name in ("contested", "height", "level")},
    }

    def draw(level: str, start: str, medicine: str) -> Frame:
        given = synapse.MEDICINES[medicine]
        state, bare = (model.moment(start, float(level), grip, m) for m in (given, synapse.NONE))
        moved = state != bare
        rising = not given.alpha2 and state.level < at_top  # the words stand clear of the hill's flank
        y0, y1 = model.lead_of(bare), model.lead_of(state)
        before, here = (across(bare.level), down(y0)), (across(state.level), down(y1))
        bell = model.lead(GRID, grip, given)
        now, without = told(state, bell), told(bare, plain_bell)
        other = bool(given.alpha1 or given.alpha2 or given.beta)
        if medicine != "none":
            key = f"{medicine}.same" if other and round(100 * y1) == round(100 * y0) else medicine
        elif y0 >= NEAR * plain_bell.max():
            key = "top"
        else:
            key = "low" if bare.level < at_top else "high"
        steady = "less" if y0 >= FAR * plain_bell.max() else "much_less"
        below = rising or before[0] < NEAR_LEFT
        above = ("middle", 0, -18) if here[0] > NEAR_RIGHT else ("end", -14, -10) if rising and here[0] > NEAR_LEFT / 2 else ("start", 14, -10)
        return Frame(
            parts=still
            | {
                "changed": {"d": curve(bell)},
                "way": {"d": f"M{before[0]:.1f} {before[1]:.1f} L{here[0]:.1f} {here[1]:.1f}"},
                "before": {"cx": f"{before[0]:.1f}", "cy": f"{before[1]:.1f}"},
                "here": {"cx": f"{here[0]:.1f}", "cy": f"{here[1]:.1f}"},
                "label-without": {
                    "text": words("labels.without") if moved else "", "x": f"{before[0] + (12 if below else -12):.1f}", "y": f"{min(before[1] + 24, GROUND - 7):.1f}",  # above the ground
                    "text-anchor": "start" if below else "end",
                },
                "label-here": {"text": words("labels.now"), "x": f"{here[0] + above[1]:.1f}", "y": f"{here[1] + above[2]:.1f}", "text-anchor": above[0]},
                "label-changed": {"text": words("labels.curve", name=words(f"names.{medicine}").split(" ")[0]) if other else ""},
                "sample": {"d": "M366 41 H396" if other else "M0 0"},
            },
            sentence=words.get("sentence")[key].format(steady=words(f"steady.{steady}")),
            rows=(
                (words("rows.medicine"), words(f"names.{medicine}"), words("names.none")),
                *((words(f"rows.{name}"), now[name], without[name]) for name in now),
            ),
        )  # fmt: skip

    return LiveFigure(
        id="inverted-u",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=(
            "arnsten-2015-stress-pfc", "arnsten-2011-catecholamine", "ramos-2007-adrenergic", "hvoslef-eide-2015-phenylephrine", "berridge-2016-pfc",
            "tatsumi-1997-transporters", "davidson-2006-venlafaxine-six-month", "davidson-2006-venlafaxine-sertraline", "raskind-2018-pact",
            "neylan-2006-guanfacine", "davis-2008-guanfacine", "brunet-2018-reconsolidation", "roullet-2021-propranolol",
        ),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "now", "without")),
        frames=every_frame(controls, draw),
        drawing=drawing("inverted-u"),
        height=0,
        narrow_height=0,
    )  # fmt: skip
