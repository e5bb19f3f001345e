"""inverted-u: more or less, which is better? A bell, a level to drag, a start and a medicine to choose. Contested, mostly from animals."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import inverted_u as model
from guide.models import synapse
from guide.models.receptors import affinities
from guide.tokens import light

LEVELS = ("0.25", "0.35", "0.5", "0.7", "1", "1.4", "2", "2.8", "4")
START = ("1", "stressed", "none")
GRID = np.logspace(-2.0, 2.5, 90)
X_RANGE = (-2.1, 2.8)
# Where the words "too little", "in between", "too much" stand on the axis (log10 of the level).
ZONES = (-1.35, 0.45, 2.1)
EDGE = 1.9
# A level counts as near the top while its lead is at least this share of the top's: the plateau is broad.
NEAR = 0.9
# Below this share of the top's lead, the sentence says "much less".
FAR = 0.6

# The state that shows what a medicine does, by medicine: for the medicines page.
STATES: dict[str, tuple[str, ...]] = {
    "none": START,
    "ssri": ("1", "stressed", "ssri"),
    "snri": ("1", "stressed", "snri"),  # one start for all: nobody's PTSD is drawn as a shortage
    "prazosin": ("1", "stressed", "prazosin"),
    "clonidine": ("1", "stressed", "clonidine"),
    "guanfacine": ("1", "stressed", "clonidine"),
    "propranolol": ("1", "stressed", "propranolol"),
}


def of_hundred(share: float) -> int:
    """A fraction as a whole number out of 100."""
    return round(100.0 * share)


def build(library: Library) -> LiveFigure:
    """The bell without medicine, the bell with one, and the dot before and after."""
    words = library.figure_words["inverted-u"]
    grip = affinities(library.parameters)
    plain_bell = model.lead(GRID, grip)
    at_top = float(GRID[plain_bell.argmax()])
    top = of_hundred(float(plain_bell.max()))
    middle = model.START_LEVELS["typical"]
    controls = (
        choice("level", words("controls.level"), {f: words.get("level")[f] for f in LEVELS}, START[0], "range"),
        choice("start", words("controls.start"), {s: words(f"start.{s}") for s in model.START_LEVELS}, START[1]),
        choice("medicine", words("controls.medicine"), {m: words(f"medicine.{m}") for m in synapse.MEDICINES}, START[2]),
    )

    def numbers(state: synapse.Synapse) -> dict[str, int]:
        steady, alarm = of_hundred(state.alpha2), of_hundred(state.alarm)
        # The difference of the shown numbers, so that a reader who subtracts finds it.
        return {"level": of_hundred(state.level / middle), "steady": steady, "alarm": alarm, "lead": steady - alarm}

    def draw(level: str, start: str, medicine: str) -> Frame:
        given = synapse.MEDICINES[medicine]
        state, bare = (model.moment(start, float(level), grip, m) for m in (given, synapse.NONE))
        now, without = numbers(state), numbers(bare)
        moved = state != bare
        rising = not given.alpha2 and state.level < at_top  # the words stand clear of the bell's flank
        x0, x1 = np.log10([bare.level, state.level])
        y0, y1 = model.lead_of(bare), model.lead_of(state)
        bell = model.lead(GRID, grip, given)
        other = bool(given.alpha1 or given.alpha2 or given.beta)
        # Beside the bell a medicine changes: above its top, or right of the falling curve that an agonist makes.
        beside = (1.75, 0.64) if given.alpha2 else (float(np.log10(GRID[50])), float(bell[50]) + 0.06)
        if medicine != "none":
            key = f"{medicine}.same" if other and now["lead"] == without["lead"] else medicine
        elif y0 >= NEAR * plain_bell.max():
            key = "top"
        else:
            key = "low" if bare.level < at_top else "high"
        steady = "less" if y0 >= FAR * plain_bell.max() else "much_less"
        return Frame(
            traces=(
                {"y": bell},
                {"y": plain_bell},
                {"x": [x0, x1], "y": [y0, y1]},
                {"x": [x0], "y": [y0], "text": [words("labels.without") if moved else " "], "textposition": f"bottom {'right' if rising else 'left'}"},
                {"x": [x1], "y": [y1], "text": [words("labels.now")], "textposition": "top center" if x1 > EDGE else f"top {'left' if rising else 'right'}"},
                {
                    "x": [beside[0]],
                    "y": [beside[1]],
                    "text": [words("labels.curve", name=words(f"names.{medicine}").split(" ")[0]) if other else " "],
                },
            ),
            sentence=words.get("sentence")[key].format(steady=words(f"steady.{steady}")),
            rows=(
                (words("rows.medicine"), words(f"names.{medicine}"), words("names.none")),
                *((words(f"rows.{name}"), str(now[name]), str(without[name])) for name in ("level", "steady", "alarm", "lead")),
                (words("rows.top"), str(of_hundred(float(bell.max()))), str(top)),
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[START].traces
    x = np.log10(GRID)
    mark = {"size": 16, "line": {"width": 3, "color": light("text")}}
    unseen = {"size": 1, "opacity": 0}  # a text trace without marks would cost a slower redraw
    figure = go.Figure(
        data=[
            go.Scatter(x=x, y=first[0]["y"], mode="lines", line={"color": light("medicine"), "width": 4, "dash": "dash"}),
            go.Scatter(x=x, y=first[1]["y"], mode="lines", line={"color": light("norepinephrine"), "width": 4}),
            go.Scatter(**first[2], mode="lines", line={"color": light("text"), "width": 2, "dash": "dot"}),
            go.Scatter(
                **first[3], mode="markers+text", marker={**mark, "color": light("surface")},
                textfont={"size": 15, "color": light("text")},
            ),
            go.Scatter(
                **first[4], mode="markers+text", marker={**mark, "color": light("norepinephrine")},
                textfont={"size": 16, "color": light("text")},
            ),
            go.Scatter(**first[5], mode="markers+text", marker=unseen, textfont={"size": 15, "color": light("medicine")}),
        ],
        layout=layout(
            xaxis={
                "title": {"text": words("labels.level")}, "range": list(X_RANGE), "tickvals": list(ZONES),
                "ticktext": [words(f"labels.{zone}") for zone in ("low", "middle", "high")],
            },
            yaxis={"title": {"text": words("labels.height")}, "range": [0, 0.92], "showticklabels": False},
            annotations=[
                {
                    "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "top", "showarrow": False,
                    "text": words("labels.contested"), "font": {"size": 15, "color": light("neutral")},
                }
            ],
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
        frames=frames,
        figure=figure,
        narrow={"yaxis": {"title": {"font": {"size": 14}}}, "annotations": [
            {
                "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "top", "showarrow": False,
                "text": words("labels.contested").replace(", ", ",<br>"), "font": {"size": 14, "color": light("neutral")},
            }
        ]},
        height=360,
        narrow_height=330,
    )  # fmt: skip
