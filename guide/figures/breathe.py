"""breathe: can I slow down now? A breath to follow, or five steps to look around. Nothing moves until it is started."""

from __future__ import annotations

import math

from guide.figures.drawing import drawing
from guide.figures.live import Frame, LiveFigure, choice, every_frame, toggle
from guide.library import Library

# Seconds in, and as many out. The stylesheet (assets/css/breathe.css) has a class for each, and the same counts of breaths.
PACES = (4, 5, 6)
START_PACE = 5
MINUTES = (1, 2, 3)
STEPS = 5
STEP_SECONDS = 10


def breaths(pace: int, minutes: int) -> int:
    """Whole breaths that fill the minutes."""
    return math.ceil(minutes * 60 / (2 * pace))


def build(library: Library) -> LiveFigure:
    """A circle that grows and shrinks with the breath; its motion is the stylesheet's."""
    words = library.figure_words["breathe"]
    controls = (
        toggle("run", words("press.start"), inside=True),
        choice("way", words("controls.way"), {"breathe": words("way.breathe"), "look": words("way.look")}),
        choice("pace", words("controls.pace"), {str(p): words("pace", seconds=p) for p in PACES}, str(START_PACE), "range"),
        choice("minutes", words("controls.minutes"), {str(m): words("minute" if m == 1 else "minutes", n=m) for m in MINUTES}, kind="range"),
    )

    def draw(run: str, way: str, pace: str, minutes: str) -> Frame:
        running, looking = run == "on", way == "look"
        turn = f"run={'off' if running else 'on'}"
        seconds, length = int(pace), int(minutes)
        count, rate = breaths(seconds, length), f"{30 / seconds:g}"
        classes = ["breathe", f"breathe-{pace}s", f"breathe-{minutes}m", *(["breathe-looking"] if looking else []), *(["breathe-run"] if running else [])]
        moving = (words("rows.moving"), words("yes" if running else "no"))
        if looking:
            rows = (
                moving,
                *((words("rows.step", n=n), words(f"look.s{n}")) for n in range(1, STEPS + 1)),
                (words("rows.each"), words("seconds", n=STEP_SECONDS)),
            )
        else:
            rows = (
                moving,
                (words("rows.in"), words("seconds", n=seconds)),
                (words("rows.out"), words("seconds", n=seconds)),
                (words("rows.rate"), rate),
                (words("rows.minutes"), minutes),
                (words("rows.count"), str(count)),
            )
        return Frame(
            sentence=words(
                f"sentence.{way}.{run}",
                seconds=seconds,
                rate=rate,
                count=count,
                each=STEP_SECONDS,
                length=words("minute" if length == 1 else "minutes", n=length),
            ),
            rows=rows,
            parts={
                "stage": {"class": " ".join(classes)},
                "press": {"data-set": turn, "text": words("press.stop" if running else "press.start")},
                "circle": {"data-set": turn},
                "in": {"text": words("in")},
                "out": {"text": words("out")},
                "rest": {"text": words("done" if running else "ready")},
                **{f"look-{n}": {"text": words(f"look.s{n}")} for n in range(1, STEPS + 1)},
            },
        )

    return LiveFigure(
        id="breathe",
        question=words("question"),
        alt=words("alt"),
        note=words("note"),
        leaves_out=words("leaves_out"),
        sources=("laborde-2022-slow-breathing", "shao-2024-slow-breathing"),
        controls=controls,
        columns=(words("columns.what"), words("columns.value")),
        frames=every_frame(controls, draw),
        drawing=drawing("breathe"),
        height=0,
        narrow_height=0,
    )
