"""two-clocks: what happens in seconds, minutes and hours after a fright? A time line to drag through three curves."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.models import two_clocks as model
from guide.tokens import light

# Where the time line stops, in seconds.
STOPS = (5, 10, 20, 30, 45, 60, 120, 180, 300, 420, 600, 900, 1200, 1320, 1500, 1800, 2100, 2400, 2700, 3000, 3600, 5400, 7200, 10800, 21600)
START = 1200
SMALL = 0.5
TOP = 400
# Denser where the curves bend: while a fright lasts, and where a release begins or ends.
_FAST = (0, 0.05, 0.3, 0.5333, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 19.9)
GRID = np.array(sorted({*np.linspace(0, 1, 17), 0.0333, 0.5333, *(20 * n + offset for n in range(3) for offset in _FAST), *np.linspace(60, 360, 21)}))


def place(minutes: np.ndarray | float) -> np.ndarray:
    """Minutes on a time line of three equal parts: the first minute, the first hour, the hours up to six."""
    t = np.asarray(minutes, dtype=float)
    return np.where(t <= 1, t, np.where(t <= 60, 1 + (t - 1) / 59, 2 + (t - 60) / 300))


def build(library: Library) -> LiveFigure:
    """Norepinephrine, adrenaline and cortisol after one fright or three, in a usual or an over-ready alarm."""
    words = library.figure_words["two-clocks"]

    def number(name: str) -> float:
        return float(library.parameters[name].value)

    delay = number("sam_onset_delay")
    norepinephrine = model.fast(number("norepinephrine_plasma_half_life"), delay)
    adrenaline = model.fast(number("epinephrine_plasma_half_life"), delay)
    cortisol = model.Clock(number("cortisol_first_rise_delay"), number("cortisol_peak_delay_blood"), number("cortisol_half_life"))
    usual, ready = number("sympathetic_rise_mental_arithmetic_controls"), number("sympathetic_rise_mental_arithmetic_ptsd")
    gains = {"usual": 1.0, "over-reactive": model.gain(ready, usual)}

    def moment(seconds: int) -> str:
        if seconds < 60:
            return words("moment.seconds", n=seconds)
        if seconds < 3600:
            return words("moment.minute" if seconds == 60 else "moment.minutes", n=seconds // 60)
        return words("moment.hour" if seconds == 3600 else "moment.hours", n=f"{seconds / 3600:g}")

    controls = (
        choice("time", words("controls.time"), {str(s): moment(s) for s in STOPS}, str(START), "range"),
        choice("size", words("controls.size"), {"small": words("size.small"), "big": words("size.big")}, "big"),
        choice("row", words("controls.row"), {"1": words("row.one"), "3": words("row.three")}),
        choice("alarm", words("controls.alarm"), {"usual": words("alarm.usual"), "over-reactive": words("alarm.over-reactive")}),
    )

    def draw(time: str, size: str, row: str, alarm: str) -> Frame:
        frights, scale = int(row), SMALL if size == "small" else 1.0
        curves = {
            "norepinephrine": (norepinephrine, scale * gains[alarm]),
            "adrenaline": (adrenaline, scale * gains[alarm]),
            "cortisol": (cortisol, scale),
        }
        lines = {name: model.level(clock, GRID, frights, height) for name, (clock, height) in curves.items()}
        at = int(time) / 60
        now = {name: float(model.level(clock, np.array([at]), frights, height)[0]) for name, (clock, height) in curves.items()}
        peaks = {name: float(line.max()) for name, line in lines.items()}
        shown = {name: round(value) for name, value in now.items()}
        if now["cortisol"] == 0:
            kind = "early"
        elif shown["norepinephrine"] < shown["cortisol"] / 4:
            kind = "late" if at > 60 else "between"
        else:
            kind = "both"
        where = float(place(at))
        summit = int(np.argmax(lines["cortisol"]))
        return Frame(
            traces=(
                {"y": lines["norepinephrine"]},
                {"y": lines["adrenaline"]},
                {"y": lines["cortisol"]},
                {"x": [where, where]},
                {"x": [where] * 3, "y": [now[name] for name in curves]},
                {
                    "x": [0.53, 0.6, float(place(GRID[summit])) + 0.36],
                    "y": [peaks["norepinephrine"] + 18, max(14.0, 0.35 * peaks["adrenaline"]), peaks["cortisol"] + 14],
                },
            ),
            sentence=words(
                f"sentence.{alarm}.{kind}",
                time=moment(int(time)),
                first=words("first") if frights > 1 else words("only"),
                ne=shown["norepinephrine"],
                cort=shown["cortisol"],
                peak=round(peaks["norepinephrine"]),
                usual=round(peaks["norepinephrine"] / gains[alarm]),
            ),
            rows=tuple(
                (
                    words(f"name.{name}"),
                    str(shown[name]),
                    str(round(peaks[name])),
                    str(round(peaks[name] / (1.0 if name == "cortisol" else gains[alarm]))),
                    words(
                        "half_chosen" if library.parameters["cortisol_half_life"].illustrative and name == "cortisol" else "half",
                        minutes=f"{curves[name][0].half_life:g}",
                    ),
                )
                for name in curves
            ),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    x = place(GRID)
    ink = {"norepinephrine": light("norepinephrine"), "adrenaline": light("alarm"), "cortisol": light("neutral")}
    figure = go.Figure(
        data=[
            go.Scatter(
                x=x, y=first.traces[0]["y"], mode="lines", line={"color": ink["norepinephrine"], "width": 3.5}, fill="tozeroy", fillcolor="rgba(154,103,0,0.14)"
            ),
            go.Scatter(x=x, y=first.traces[1]["y"], mode="lines", line={"color": ink["adrenaline"], "width": 2.5, "dash": "dash"}),
            go.Scatter(
                x=x,
                y=first.traces[2]["y"],
                mode="lines",
                line={"color": ink["cortisol"], "width": 3.5, "dash": "dot"},
                fill="tozeroy",
                fillcolor="rgba(82,96,109,0.14)",
            ),
            go.Scatter(x=first.traces[3]["x"], y=[0, TOP - 40], mode="lines", line={"color": light("text"), "width": 2}),
            go.Scatter(
                x=first.traces[4]["x"],
                y=first.traces[4]["y"],
                mode="markers",
                marker={"size": 12, "color": list(ink.values()), "symbol": ["circle", "diamond", "square"], "line": {"color": light("surface"), "width": 1.5}},
            ),
            go.Scatter(
                x=first.traces[5]["x"],
                y=first.traces[5]["y"],
                mode="text",
                text=[words("label.norepinephrine"), words("label.adrenaline"), words("label.cortisol")],
                textfont={"size": 15, "color": list(ink.values())},
                cliponaxis=False,
            ),
        ],
        layout=layout(
            xaxis={
                "range": [-0.03, 3.03],
                "tickvals": [float(place(m)) for m in (0, 0.5, 1, 20, 40, 60, 180, 360)],
                "ticktext": [words(f"ticks.{name}") for name in ("t0", "s30", "m1", "m20", "m40", "h1", "h3", "h6")],
                "tickangle": 0,
            },
            yaxis={"range": [0, TOP], "tickvals": [0, 100, 200, 300], "title": {"text": words("labels.level"), "font": {"size": 14}}},
            shapes=[{"type": "rect", "x0": 1, "x1": 2, "y0": 0, "y1": TOP, "fillcolor": light("tint"), "line": {"width": 0}, "layer": "below"}],
            annotations=[
                {"x": 0.5 + n, "y": TOP - 2, "yanchor": "top", "showarrow": False, "text": words(f"bands.{name}"), "font": {"size": 14, "color": light("text")}}
                for n, name in enumerate(("seconds", "minutes", "hours"))
            ],
        ),
    )
    return LiveFigure(
        id="two-clocks",
        question=words("question"),
        alt=words("alt"),
        note=words("note", ready=f"{ready:.1f}", usual=f"{usual:.1f}"),
        leaves_out=words("leaves_out"),
        illustration=True,
        sources=("silverberg-1978-norepinephrine", "fitzgerald-1980-adrenaline", "mccann-1993-challenge", "park-2017-baroreflex"),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("what", "now", "peak", "usual", "half")),
        frames=frames,
        figure=figure,
        narrow={"yaxis": {"title": {"text": ""}}, "margin": {"l": 4, "r": 6}},
        height=340,
        narrow_height=300,
    )
