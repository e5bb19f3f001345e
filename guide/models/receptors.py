"""Receptors: how much of a kind of docking site is engaged at a level of messenger, and what a medicine does to that.

Equations, at equilibrium, one site a receptor:
    occupancy                              y = L / (L + K)
    with a competitive blocker (Gaddum)    y = L / (L + K (1 + b)),   b = B / KB
        (a blocker shifts the curve by the factor 1 + b: K becomes K (1 + b))
    with a second agonist beside it        y = (L/K + a) / (1 + L/K + a),   a = A / KA
Units: L and K in the same unit of concentration (the guide gives both in multiples of the alpha-2A receptor's K, so that K is 1 for
alpha-2A); a and b are amounts of medicine in multiples of the amount that fills half of its sites; y is a fraction from 0 to 1.
Sources: the order of the affinities was read in Ramos & Arnsten 2007 (norepinephrine grips alpha-2A most readily, alpha-1 less,
beta-1 less still); the three K were seen on a supplier's page only, so their ratio, about 1 : 5.9 : 13.2, is there to teach.
Left out: subtypes, receptor number and reserve, partial agonists (a medicine that stimulates counts here as fully as the messenger),
desensitisation, and where on the cell a receptor sits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import numpy as np

Level = TypeVar("Level", float, np.ndarray)


class Affinities(NamedTuple):
    """Half-occupancy levels in multiples of the alpha-2A receptor's (a smaller number is a tighter grip)."""

    alpha2: float
    alpha1: float
    beta1: float


def affinities(parameters: Mapping[str, object]) -> Affinities:
    """The affinities relative to alpha-2A, from the parameter table (each record's `value` in nM)."""
    alpha2, alpha1, beta1 = (float(parameters[f"ne_Ki_{name}"].value) for name in ("alpha2", "alpha1", "beta1"))  # type: ignore[attr-defined]
    return Affinities(1.0, alpha1 / alpha2, beta1 / alpha2)


def occupancy(level: Level, k: float) -> Level:
    """The engaged fraction of receptors at `level`; one half at `level == k`."""
    return level / (level + k)


def blocked(level: Level, k: float, blocker: float = 0.0) -> Level:
    """The fraction engaged by the messenger beside a competitive blocker of `blocker` = B / KB (Gaddum)."""
    return occupancy(level, k * (1.0 + blocker))


def stimulated(level: Level, k: float, agonist: float = 0.0) -> Level:
    """The fraction engaged by messenger and a second agonist of `agonist` = A / KA together."""
    return (level / k + agonist) / (1.0 + level / k + agonist)
