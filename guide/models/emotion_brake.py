"""Two coupled variables: a feeling that rises with a trigger, and the brake that the thinking brain lays on it.

Equations (a: the alarm, 0 and up, shown as parts of 100; b: the brake in use, 0 to 1; t in minutes):
    da/dt = s(t) - (DECAY + GRIP b) a           s(t) = loudness for the TRIGGER minutes, then 0
    db/dt = (strength w(a) a / (a + HALF) - b) / LAG
    w(a)  = 1 / (1 + (a / TOO_MUCH)^STEEP)      what a strong alarm leaves of the brake
so the brake follows the alarm with a lag, and a strong alarm weakens it.
All numbers are chosen to teach: an illustration, measured on nobody. The shape of w follows the idea, mostly from animal work, that
a moderate amount of norepinephrine strengthens the prefrontal cortex and a large one weakens it (arnsten-2015-stress-pfc).
Left out: thoughts, people, place, learning, and that feelings are not one number.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

MINUTES = 40.0
STEP = 0.05
TRIGGER = 3.0
DECAY = 0.08
GRIP = 0.9
HALF = 0.12
LAG = 1.5
TOO_MUCH = 0.62
STEEP = 4.0
SETTLED = 0.10
Height = TypeVar("Height", float, np.ndarray)


def left_of_brake(alarm: Height) -> Height:
    """What a feeling of this height leaves of the brake (0 to 1)."""
    left: Height = 1.0 / (1.0 + (alarm / TOO_MUCH) ** STEEP)
    return left


def react(strength: float, loudness: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Minutes, the alarm and the brake in use, from rest.

    Args:
        strength: how strong the brake can be (0 to 1).
        loudness: how fast the trigger drives the alarm up, per minute.
    """
    times = np.arange(0.0, MINUTES + STEP / 2, STEP)
    alarm, brake = np.zeros_like(times), np.zeros_like(times)

    def slope(t: float, a: float, b: float) -> tuple[float, float]:
        push = loudness if t < TRIGGER else 0.0
        return push - (DECAY + GRIP * b) * a, (strength * left_of_brake(a) * a / (a + HALF) - b) / LAG

    a = b = 0.0  # plain numbers on the way: 0.8 ms for the whole, where numbers of numpy took 3.1
    for n, t in enumerate(times[:-1].tolist()):  # the midpoint rule
        da, db = slope(t, a, b)
        da, db = slope(t + STEP / 2, a + da * STEP / 2, b + db * STEP / 2)
        alarm[n + 1], brake[n + 1] = a, b = a + da * STEP, b + db * STEP
    return times, alarm, brake


def settles(times: np.ndarray, alarm: np.ndarray) -> float:
    """Minutes after which the alarm stays under SETTLED."""
    over = np.flatnonzero(alarm >= SETTLED)
    return float(times[over[-1]]) if len(over) else 0.0
