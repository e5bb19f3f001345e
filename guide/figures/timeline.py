"""timeline: how did we get here? A cursor to drag through the years, one lane for each theme."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from guide.content.records import Event
from guide.figures.live import Frame, LiveFigure, choice, every_frame, layout
from guide.library import Library
from guide.tokens import light

THEMES = ("stress", "messenger", "ptsd", "medicines", "therapies", "genes", "technology")
COLORS = {
    "stress": "alarm", "messenger": "norepinephrine", "ptsd": "text", "medicines": "medicine",
    "therapies": "therapy", "genes": "link", "technology": "neutral",
}  # fmt: skip
BEND, CLOSER = 1990, 0.2  # before BEND a year is CLOSER times as wide
AWAY = 99  # a place outside the axis, for dots that a state does not show
TICKS = (1980, 2000, 2010, 2020)
EARLIER = 6  # rows of the table beside the present event


def along(year: float) -> float:
    """Where a year stands on the axis: years before BEND are drawn closer together. Strictly rising."""
    return year if year >= BEND else BEND - (BEND - year) * CLOSER


def places(events: Sequence[Event], lanes: Sequence[str]) -> list[tuple[float, float]]:
    """A place for each event: its year along, its theme's lane up, set aside where dots would touch."""
    found: list[tuple[float, float]] = []
    for n, event in enumerate(events):
        lane = len(lanes) - 1 - lanes.index(event.theme)
        x = along(event.year)
        near = [y - lane for (other, y), e in zip(found, events[:n], strict=True) if e.theme == event.theme and abs(other - x) < 2.5]
        aside = next((a for a in (0.0, 0.27, -0.27) if a not in [round(y, 2) for y in near]), 0.0)
        found.append((x, lane + aside))
    return found


def build(library: Library) -> LiveFigure:
    """Every event is a step of the slider; the theme narrows what is shown and said."""
    words = library.figure_words["timeline"]
    events = tuple(sorted(library.timeline, key=lambda event: event.year))
    lanes = tuple(theme for theme in THEMES if any(event.theme == theme for event in events))
    when = [event.date or str(event.year) for event in events]
    names = [f"{event.year}-{event.fact}" for event in events]
    spots = places(events, lanes)
    controls = (
        choice("step", words("controls.step"), dict(zip(names, when, strict=True)), names[-1], "range"),
        choice("theme", words("controls.theme"), {theme: words(f"theme.{theme}") for theme in ("all", *lanes)}),
    )

    def row(n: int, at: int) -> tuple[str, ...]:
        return (when[n] if n <= at else words("later", when=when[n]), events[n].event, events[n].why)

    def draw(step: str, theme: str) -> Frame:
        at = names.index(step)
        mine = [n for n, event in enumerate(events) if theme in ("all", event.theme)]
        done = [n for n in mine if n <= at]
        total, label = len(mine), words(f"theme.{theme}")
        now = done[-1] if done else mine[0]
        if done:
            text = words(f"sentence.{'all' if theme == 'all' else 'theme'}", when=when[now], event=events[now].event, count=len(done), total=total, theme=label)
        else:
            text = words("sentence.none", theme=label, total=total, year=events[now].year)
        shown = done[::-1][: EARLIER + 1] or mine[:2]
        x, y = spots[now]
        return Frame(
            traces=(
                {"x": [along(events[at].year)] * 2},
                {"y": [spots[n][1] if n in mine else AWAY for n in range(len(events))]},
                {"y": [spots[n][1] if n in done else AWAY for n in range(len(events))]},
                {"x": [x], "y": [y if done else AWAY]},
            ),
            sentence=text,
            rows=(*(row(n, at) for n in shown), tuple(words(f"count.{name}", count=len(done), total=total, theme=label) for name in ("when", "what", "why"))),
        )

    frames = every_frame(controls, draw)
    first = frames[tuple(c.start for c in controls)]
    colors = [light(COLORS[event.theme]) for event in events]
    along_all = [x for x, _ in spots]
    dots = {"size": 11, "color": colors, "opacity": 1}
    ring = {"size": 21, "symbol": "circle-open", "color": light("text"), "line": {"width": 2.5}}
    start, end = events[0].year, events[-1].year
    ticks = [start, *(year for year in TICKS if along(year) - along(start) > 7)]
    figure = go.Figure(
        data=[
            go.Scatter(x=first.traces[0]["x"], y=[-0.6, len(lanes) - 0.4], mode="lines", line={"color": light("text"), "width": 2}),
            go.Scatter(x=along_all, y=first.traces[1]["y"], mode="markers", marker=dots | {"symbol": "circle-open", "line": {"width": 2}}),
            go.Scatter(x=along_all, y=first.traces[2]["y"], mode="markers", marker=dots),
            go.Scatter(x=first.traces[3]["x"], y=first.traces[3]["y"], mode="markers", marker=ring),
        ],
        layout=layout(
            xaxis={"range": [along(start) - 1.5, along(end) + 1.5], "tickvals": [along(year) for year in ticks], "ticktext": [str(year) for year in ticks]},
            yaxis={
                "range": [-0.6, len(lanes) - 0.4], "showgrid": True, "gridcolor": light("line"), "showline": False,
                "tickvals": list(range(len(lanes))), "ticktext": [words(f"lane.{theme}") for theme in reversed(lanes)],
            },
            margin={"l": 4, "r": 8, "t": 4, "b": 8},
        ),
    )  # fmt: skip
    return LiveFigure(
        id="timeline",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        sources=tuple(dict.fromkeys(key for event in events for key in event.references)),
        controls=controls,
        columns=tuple(words(f"columns.{name}") for name in ("when", "what", "why")),
        frames=frames,
        figure=figure,
        height=330,
        narrow_height=330,
    )
