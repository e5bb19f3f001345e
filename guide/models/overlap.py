"""How much two groups share: two equal bell curves whose means lie apart.

Equations: with unit standard deviations and means a distance d (Cohen's d) apart, the curves share the area
    overlap = 2 * Phi(-|d| / 2),
with Phi the standard normal distribution function. A correlation r between a measure and belonging to one of two groups of equal
size is the distance d = 2 r / sqrt(1 - r^2) (Cohen 1988).
Units: d in standard deviations; overlap as a fraction (0 to 1) of either curve.
Left out: groups of unequal spread or size, skewed measures, and the uncertainty of d itself.
"""

from __future__ import annotations

import math

import numpy as np

from guide.models.smoke_alarm import density, normal_cdf


def overlap(distance: float) -> float:
    """The area two unit bell curves share when their means lie `distance` standard deviations apart."""
    return 2.0 * normal_cdf(-abs(distance) / 2.0)


def distance(correlation: float) -> float:
    """The distance in standard deviations that a correlation with group membership stands for (equal groups)."""
    return 2.0 * correlation / math.sqrt(1.0 - correlation**2)


def shared(x: np.ndarray, apart: float) -> np.ndarray:
    """The lower of the two curves at `x`: what lies under both."""
    under: np.ndarray = np.minimum(density(x, 0.0), density(x, apart))
    return under
