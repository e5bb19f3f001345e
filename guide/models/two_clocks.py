"""First-order kinetics: what one fright, or three, does to norepinephrine, adrenaline and cortisol over seconds, minutes and hours.

Equations. Each messenger's rise above rest, x, gains while it is being released and is cleared at a constant rate:
    dx/dt = r(t) - k x,   k = ln 2 / half-life,
with r(t) constant between the start and the end of the release it follows from one fright, and zero outside. In closed form
    x(t) = (r / k) (1 - exp(-k (t - start)))                    while released,
    x(t) = x(end) exp(-k (t - end))                             after it.
The equation is linear, so several frights add up. r is set so that one big fright in a usual alarm peaks at 100.
    norepinephrine, adrenaline: release from `delay` after the fright begins, for as long as it lasts; both scale with the fright's
        strength and with the alarm's burst rate over the usual one's.
    cortisol: release from its first rise in blood to its peak; it scales with the fright's strength only, since the burst rates
        were measured in nerves to the blood vessels, not in the adrenal cortex.
Units: minutes; levels in parts of 100 of a usual peak.
Sources: half-lives silverberg-1978-norepinephrine, fitzgerald-1980-adrenaline; cortisol timing mccann-1993-challenge; burst rates
park-2017-baroreflex. Cortisol's half-life and the nerves' delay are in content/data/parameters.yaml, marked illustrative.
The length of a fright, the half-strength fright and the 20 minutes between frights are chosen to teach.
Left out: resting levels and the day's rhythm, cortisol's brake on its own release, the second, slower phase of adrenaline's decline,
and whatever happens at nerve endings before anything reaches the blood.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

FRIGHT_MINUTES = 0.5
GAP_MINUTES = 20.0


@dataclass(frozen=True)
class Clock:
    """A messenger's timing in minutes: when its release starts and ends after a fright begins, and how fast half of it is gone."""

    starts: float
    ends: float
    half_life: float

    @property
    def rate(self) -> float:
        """The share cleared per minute (1/min)."""
        return math.log(2.0) / self.half_life


def fast(half_life: float, delay_seconds: float) -> Clock:
    """A messenger of the nerves: released while the fright lasts, `delay_seconds` behind it."""
    delay = delay_seconds / 60.0
    return Clock(delay, FRIGHT_MINUTES + delay, half_life)


def one(clock: Clock, minutes: np.ndarray) -> np.ndarray:
    """The rise after one big fright in a usual alarm at `minutes` (same shape), its peak 100."""
    t = np.asarray(minutes, dtype=float)
    k, peak_share = clock.rate, 1.0 - np.exp(-clock.rate * (clock.ends - clock.starts))
    during = (1.0 - np.exp(-k * np.clip(t - clock.starts, 0.0, None))) / peak_share
    after = np.exp(-k * np.clip(t - clock.ends, 0.0, None))
    return 100.0 * np.where(t <= clock.starts, 0.0, np.where(t <= clock.ends, during, after))


def level(clock: Clock, minutes: np.ndarray, frights: int = 1, size: float = 1.0) -> np.ndarray:
    """The rise after `frights` frights, GAP_MINUTES apart, each `size` times a big one: one after the other, added up."""
    t = np.asarray(minutes, dtype=float)
    return size * sum((one(clock, t - GAP_MINUTES * n) for n in range(frights)), np.zeros_like(t))


def gain(bursts: float, usual_bursts: float) -> float:
    """How much more the nerves release: burst rate over the usual alarm's (both per minute above rest)."""
    return bursts / usual_bursts
