"""The live figure: one object that the app, the slide, the offline file and the served page all draw.

A `LiveFigure` is a question, a few controls and, for every combination of the controls' values, a `Frame`: what its traces (or its
drawing's parts) show, one sentence, and the numbers. Python computes all frames once; `payload` is the file the browser reads. The
browser draws and sends nothing.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from guide.tokens import light, palette

MOST_FRAMES = 400
FONT = '"Source Sans", "Source Sans 3", "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True)
class Option:
    """A value a control can take (`value` stands in shared links: never rename it) and its label."""

    value: str
    label: str


@dataclass(frozen=True)
class Control:
    """A native control: `range` (a slider over ordered options), `choice` (one of several) or `toggle` (off, on). One that stands `inside` is a
    button of the drawing itself (one for each value of a choice) and is not drawn beside it."""

    id: str
    label: str
    kind: Literal["range", "choice", "toggle"]
    options: tuple[Option, ...]
    start: str
    inside: bool = False

    def __post_init__(self) -> None:
        if self.start not in self.values:
            raise ValueError(f"control {self.id!r} starts at {self.start!r}, which is none of its options")
        if self.kind == "toggle" and len(self.options) != 2:
            raise ValueError(f"toggle {self.id!r} needs two options: off, on")

    @property
    def values(self) -> tuple[str, ...]:
        """The options' values in order."""
        return tuple(option.value for option in self.options)


def choice(
    id: str, label: str, options: Mapping[str, str], start: str | None = None, kind: Literal["range", "choice"] = "choice", *, inside: bool = False
) -> Control:
    """A control over `{value: label}`; it starts at the first option unless told."""
    made = tuple(Option(value, text) for value, text in options.items())
    return Control(id, label, kind, made, start if start is not None else made[0].value, inside)


def toggle(id: str, label: str, *, on: bool = False, inside: bool = False) -> Control:
    """An on/off control with the values `off` and `on`."""
    return Control(id, label, "toggle", (Option("off", ""), Option("on", "")), "on" if on else "off", inside)


def in_words(bands: Mapping[str, str], value: float) -> str:
    """The word of the first band whose end lies above a value: a reader is told "most", never a number of the model."""
    return next(word for end, word in bands.items() if end == "most" or value < float(end))


@dataclass(frozen=True)
class Frame:
    """One state of a figure.

    Attributes:
        traces: for each trace of the figure, the properties that this state sets (`x`, `y`, `text`, `marker`...). Every frame
            names the same properties of the same traces.
        sentence: what to notice, computed from the numbers.
        rows: the numbers, as rows of shown text under `LiveFigure.columns`.
        layout: shapes, annotations or axes that move with the state.
        parts: for a drawing, `{data-part: {attribute: value}}`; the attribute `text` sets the words.
    """

    sentence: str
    rows: tuple[tuple[str, ...], ...]
    traces: tuple[Mapping[str, Any], ...] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LiveFigure:
    """A figure of the guide; see the module's docstring.

    Attributes:
        id: as in the list of figures; stands in links and pages.
        question: the title, a question in plain words.
        alt: the takeaway in one or two sentences.
        note: what a point means: who was studied, compared with what, measured how.
        leaves_out: what a model leaves out, in plain words ("" for data).
        ask: the end of the first sentence that asks for a choice, said only where one can be made ("" for none).
        illustration: True when a number was not read in a source; the figure says so on its face.
        sources: keys of the works.
        controls: at most four.
        columns: the head of the table.
        frames: a frame for each combination of values, in the order of `controls`.
        figure: the Plotly figure in its first state (None for a drawing).
        narrow: layout overrides under 520 px.
        drawing: well-formed SVG or XHTML with `data-part` names (None for a plot).
        height, narrow_height: pixels of the stage; a drawing may leave them 0 to size itself.
    """

    id: str
    question: str
    alt: str
    note: str
    sources: tuple[str, ...]
    controls: tuple[Control, ...]
    columns: tuple[str, ...]
    frames: Mapping[tuple[str, ...], Frame]
    figure: go.Figure | None = None
    drawing: str | None = None
    narrow: Mapping[str, Any] = field(default_factory=dict)
    leaves_out: str = ""
    ask: str = ""
    illustration: bool = False
    height: int = 340
    narrow_height: int = 320

    def __post_init__(self) -> None:
        if (self.figure is None) == (self.drawing is None):
            raise ValueError(f"{self.id}: a live figure is either a plot or a drawing")
        if len(self.frames) > MOST_FRAMES:
            raise ValueError(f"{self.id}: {len(self.frames)} states, at most {MOST_FRAMES}")

    @property
    def start(self) -> tuple[str, ...]:
        """The values the controls begin with."""
        return tuple(control.start for control in self.controls)

    @property
    def first(self) -> Frame:
        """The frame shown before anyone touches it."""
        return self.frames[self.start]

    def at(self, values: Mapping[str, str]) -> LiveFigure:
        """The same figure beginning in another state; controls that are not named keep their start. Raises KeyError for an unknown control or value."""
        known = {control.id: control.values for control in self.controls}
        for name, value in values.items():
            if name not in known or value not in known[name]:
                raise KeyError(f"{self.id}: {name}={value}")
        return replace(self, controls=tuple(replace(control, start=values.get(control.id, control.start)) for control in self.controls))

    @property
    def state(self) -> str:
        """The state it begins in as part of a file's name; "" for a figure without controls."""
        return ".".join(self.start)

    def plot(self) -> dict[str, Any]:
        """The plot as it begins, for its file: traces, layout, what changes of it on a narrow page, and its heights on one and on a wide one."""
        plot = json.loads(self.figure.to_json()) if self.figure is not None else {}
        return {
            "data": plain(plot.get("data", [])),
            "layout": plain({k: v for k, v in plot.get("layout", {}).items() if k != "template"}),
            "narrow": plain(self.narrow),
            "height": [self.narrow_height, self.height],
        }

    def payload(self) -> dict[str, Any]:
        """The file the browser reads: payload.schema.json. Equal values are stored once in `pool` and named by their place in it."""
        pool: list[Any] = []
        places: dict[str, int] = {}

        def place(value: Any) -> int:
            key = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
            if key not in places:
                places[key] = len(pool)
                pool.append(value)
            return places[key]

        # A table's eighty parts named once, not in each of its 370 states: 220 KB instead of 640.
        names = list(dict.fromkeys(part for frame in self.frames.values() for part in frame.parts))
        frames = []
        for values in itertools.product(*(control.values for control in self.controls)):
            frame = self.frames[values]
            packed: dict[str, Any] = {"s": place(frame.sentence), "r": [place(list(row)) for row in frame.rows]}
            if frame.traces:
                packed["t"] = [{name: place(plain(value)) for name, value in trace.items()} for trace in frame.traces]
            if frame.layout:
                packed["l"] = place(plain(frame.layout))
            if names:
                packed["p"] = [place(dict(frame.parts.get(part, {}))) for part in names]
            frames.append(packed)
        return {
            "id": self.id,
            "question": self.question,
            "controls": [
                {"id": c.id, "label": c.label, "kind": c.kind, "start": c.values.index(c.start), "values": [[o.value, o.label] for o in c.options]}
                for c in self.controls
            ],
            "columns": list(self.columns),
            **self.plot(),
            "palette": palette(),
            "parts": names,
            "pool": pool,
            "frames": frames,
        }


def plain(value: Any, digits: int = 4) -> Any:
    """JSON-ready: arrays as lists, floats to `digits` significant figures (a pixel is a thousandth of a plot), NaN as null."""
    # The common kinds first: a figure's file holds up to 100,000 values, and asking each whether it is a mapping took half of the time.
    if isinstance(value, (str, int, type(None))):
        return value
    if isinstance(value, (float, np.floating)):
        if not math.isfinite(value):
            return None
        short = float(f"{value:.{digits}g}")
        return int(short) if short.is_integer() and abs(short) < 1e9 else short
    if isinstance(value, (list, tuple)):
        return [plain(v, digits) for v in value]
    if isinstance(value, np.ndarray):
        return [plain(v, digits) for v in value.tolist()]
    if isinstance(value, Mapping):
        if {"dtype", "bdata"} <= set(value):  # plotly writes arrays as base64 of their bytes
            import base64

            array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]))
            shape = [int(n) for n in str(value.get("shape", "")).split(",") if n.strip()]
            return plain(array.reshape(shape) if shape else array, digits)
        return {str(k): plain(v, digits) for k, v in value.items()}
    if isinstance(value, np.integer):
        return int(value)
    return str(value)


def every_frame(controls: Sequence[Control], draw: Callable[..., Frame]) -> dict[tuple[str, ...], Frame]:
    """Call `draw(**{control id: value})` for each combination of the controls' values."""
    names = [control.id.replace("-", "_") for control in controls]
    return {values: draw(**dict(zip(names, values, strict=True))) for values in itertools.product(*(control.values for control in controls))}


def layout(**overrides: Any) -> dict[str, Any]:
    """The layout all plots share: calm, no zoom, no legend (lines are labelled where they run), room for thumbs."""
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": light("neutral"),
        "tickfont": {"size": 14},
        "tickangle": 0,
        "title": {"font": {"size": 15}, "standoff": 8},
        "ticks": "",
        "automargin": True,
    }
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": 15, "color": light("text")},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 12, "r": 12, "t": 12, "b": 12},
        "showlegend": False,
        "dragmode": False,
        "hovermode": False,
        "xaxis": axis,
        "yaxis": axis,
    }
    return merged(base, overrides)


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with `over` laid upon it, dictionaries within dictionaries."""
    out = dict(base)
    for key, value in over.items():
        out[key] = merged(out[key], value) if isinstance(value, Mapping) and isinstance(out.get(key), Mapping) else value
    return out
