"""Signal detection: why an alarm set to miss little goes off in safe moments.

Equations (Green & Swets 1966): safe moments give evidence of danger ~ N(0, 1), dangerous ones ~ N(d, 1). The alarm sounds when the
evidence passes a threshold c, so
    false alarm rate = 1 - Phi(c),   miss rate = Phi(c - d).
A jumpy alarm adds `gain` to the evidence of every moment, which is the same as a lower threshold.
Units: evidence in standard deviations; rates as fractions of moments of that kind.
The separation d, the share of dangerous moments and the gain are chosen to teach: an illustration, measured on nobody.
Left out: learning, context, and that the cost of a miss is not the cost of a false alarm.
"""

from __future__ import annotations

import math

import numpy as np

SEPARATION = 2.0
JUMPY_GAIN = 1.0
DANGEROUS_OF_100 = 10


def normal_cdf(x: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def density(x: np.ndarray, mean: float) -> np.ndarray:
    """The unit-variance normal density at `x` (same shape as `x`, per standard deviation)."""
    return np.exp(-0.5 * (x - mean) ** 2) / math.sqrt(2.0 * math.pi)


def false_alarm_rate(threshold: float, gain: float = 0.0) -> float:
    """The share of safe moments in which the alarm sounds (0 to 1)."""
    return 1.0 - normal_cdf(threshold - gain)


def miss_rate(threshold: float, gain: float = 0.0, separation: float = SEPARATION) -> float:
    """The share of dangerous moments in which it stays silent (0 to 1)."""
    return normal_cdf(threshold - gain - separation)


def per_hundred(threshold: float, gain: float = 0.0, dangerous: int = DANGEROUS_OF_100) -> tuple[int, int]:
    """False alarms and misses among 100 moments of which `dangerous` are so, to the nearest whole moment."""
    false_alarms = (100 - dangerous) * false_alarm_rate(threshold, gain)
    misses = dangerous * miss_rate(threshold, gain)
    return round(false_alarms), round(misses)
