"""The norepinephrine synapse at steady state: release with its brake, reuptake, loss, and what medicines change.

Equations (L: messenger in the gap, F: firing relative to usual, y2: engagement of the alpha-2 brake on the sending cell):
    release   R = p F s (1 - g y2),      y2 = (L + a) / (1 + L + a),      s = 1 - g a / (1 + a)
    reuptake  U = u L / (1 + r)
    loss      W = w L                    (drift away and breakdown)
    steady    R = U + W
With c = u / (1 + r) + w this is one quadratic,
    c L^2 + (c (1 + a) - p F s (1 - g)) L - p F s (1 + a (1 - g)) = 0,
with exactly one positive root (its last coefficient is negative). p is set so that L = `usual_level` at F = 1 without medicine. s is the
brake on the distant cell body, where this gap's messenger does not reach but a medicine does: it slows the firing that arrives here.
Medicines, each at the same multiple of the amount that half-fills its target (`Medicine`):
    r  blocks the pump competitively (an SNRI at higher doses)     b1  blocks alpha-1 (prazosin)
    a  stimulates alpha-2 receptors, the brake's and the receiving cell's (clonidine, guanfacine)     bb  blocks beta (propranolol)
An SSRI changes none of them: it acts on the pump for serotonin.
Units: L in multiples of the alpha-2A receptor's half-occupancy level; F relative to usual; rates in messengers per unit of time, u + w = 1.
Sources: that most released messenger is taken back (Eisenhofer 2004), that alpha-2 receptors sit on both cells and act as a brake on
release on the sender (Ramos & Arnsten 2007), the order of affinities (same), which pump an SSRI holds on to (Tatsumi 1997).
Chosen to teach, measured on nobody: the share taken back (90 of 100), the strength of the brake, the usual level, the amount of each
medicine. So a figure made of this says "illustration".
Left out: bursts and time, other messengers, what the cell body's own messenger does to it, adaptation over weeks, differences between
brain areas, dose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from guide.models.receptors import Affinities, blocked, stimulated

# In multiples of the amount that half-fills the medicine's target: three in four of its sites when it is alone with them. Illustrative.
AMOUNT = 3.0


@dataclass(frozen=True)
class Medicine:
    """What a medicine does at this synapse, in multiples of its own half-filling amount.

    Attributes:
        reuptake: r, on the norepinephrine pump.
        alpha1, beta: b, blocking.
        alpha2: a, stimulating.
    """

    reuptake: float = 0.0
    alpha1: float = 0.0
    alpha2: float = 0.0
    beta: float = 0.0


MEDICINES: dict[str, Medicine] = {
    "none": Medicine(),
    "ssri": Medicine(),
    "snri": Medicine(reuptake=AMOUNT),
    "prazosin": Medicine(alpha1=AMOUNT),
    "clonidine": Medicine(alpha2=AMOUNT),
    "propranolol": Medicine(beta=AMOUNT),
}
NONE = MEDICINES["none"]


@dataclass(frozen=True)
class Settings:
    """The synapse's own numbers (all illustrative; see the module's docstring).

    Attributes:
        taken_back: u, the share of messenger that the pump clears when nothing blocks it; w = 1 - u is lost.
        brake: g, the share of release that a fully engaged brake holds back.
        usual_level: L at F = 1 without medicine.
    """

    taken_back: float = 0.9
    brake: float = 0.7
    usual_level: float = 2.0

    @property
    def release_rate(self) -> float:
        """p, so that the usual firing gives the usual level."""
        return self.usual_level / (1.0 - self.brake * stimulated(self.usual_level, 1.0))


USUAL = Settings()


@dataclass(frozen=True)
class Synapse:
    """A steady state: level, the three flows, and the engaged fraction of each receptor."""

    level: float
    release: float
    reuptake: float
    loss: float
    brake: float
    alpha2: float
    alpha1: float
    beta: float

    @property
    def alarm(self) -> float:
        """The mean engagement of alpha-1 and beta-1."""
        return 0.5 * (self.alpha1 + self.beta)


def arriving(firing: float, medicine: Medicine = NONE, settings: Settings = USUAL) -> float:
    """The firing that reaches the gap (relative to usual) once the brake on the cell body has slowed it."""
    return firing * (1.0 - settings.brake * medicine.alpha2 / (1.0 + medicine.alpha2))


def level(firing: float, medicine: Medicine = NONE, settings: Settings = USUAL) -> float:
    """The messenger in the gap at steady state (multiples of the alpha-2A half-occupancy level)."""
    a, g = medicine.alpha2, settings.brake
    drive = settings.release_rate * arriving(firing, medicine, settings)
    c = settings.taken_back / (1.0 + medicine.reuptake) + 1.0 - settings.taken_back
    b = c * (1.0 + a) - drive * (1.0 - g)
    return (-b + math.sqrt(b * b + 4.0 * c * drive * (1.0 + a * (1.0 - g)))) / (2.0 * c)


def steady(firing: float, affinity: Affinities, medicine: Medicine = NONE, settings: Settings = USUAL) -> Synapse:
    """The whole steady state at a firing rate (relative to usual) with a medicine."""
    at = level(firing, medicine, settings)
    brake = stimulated(at, affinity.alpha2, medicine.alpha2)
    return Synapse(
        level=at,
        release=settings.release_rate * arriving(firing, medicine, settings) * (1.0 - settings.brake * brake),
        reuptake=settings.taken_back * at / (1.0 + medicine.reuptake),
        loss=(1.0 - settings.taken_back) * at,
        brake=brake,
        alpha2=brake,  # the same kind of receptor bathed in the same gap, on the other side
        alpha1=blocked(at, affinity.alpha1, medicine.alpha1),
        beta=blocked(at, affinity.beta1, medicine.beta),
    )
