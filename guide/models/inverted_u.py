"""The inverted U: why too little and too much of the messenger are both worse for the thinking brain, in theory.

Equation (the reading of Arnsten 2015 as arithmetic):
    lead(L) = y2(L) - (y1(L) + yb(L)) / 2
the engaged fraction of alpha-2A receptors, which strengthen the prefrontal cortex, minus the mean engaged fraction of alpha-1 and beta-1
receptors, which weaken it and feed the alarm. Because the affinities stand as 1 : 5.9 : 13.2 (guide.models.receptors), lead is 0 without
messenger, rises, has one broad top near L = 3, and falls back towards 0: a bell with no further parameter than the equal weights.
A medicine changes L, or a receptor's curve, by the same numbers as in guide.models.synapse: nothing about a medicine is set here.
Units: L in multiples of the alpha-2A half-occupancy level; lead as a fraction from 0 to 1.
Sources: Arnsten 2015 (framework), Arnsten 2011 (too little and too much), Ramos & Arnsten 2007 (affinities), mostly from animals.
Contested: in a rat study an alpha-1 agonist in the prefrontal cortex improved spatial memory and guanfacine did nothing (Hvoslef-Eide
2015); alpha-1 may hinder working memory yet help attention (Berridge & Spencer 2016). The equal weights are chosen, measured on nobody.
Left out: dopamine, the task in hand, the alarm's own cells, sleep, weeks of treatment. It does not say how a person with PTSD feels.
"""

from __future__ import annotations

from guide.models import synapse
from guide.models.receptors import Affinities, Level, blocked, stimulated
from guide.models.synapse import NONE, USUAL, Medicine, Settings, Synapse

# Where a person's level stands at an ordinary moment (illustrative): well below the top, near it, well past it.
START_LEVELS: dict[str, float] = {"low": 0.3, "typical": 2.0, "stressed": 15.0}


def lead(level: Level, affinity: Affinities, medicine: Medicine = NONE) -> Level:
    """Alpha-2A engagement minus the mean of alpha-1 and beta-1 at a level in the gap."""
    alarm = 0.5 * (blocked(level, affinity.alpha1, medicine.alpha1) + blocked(level, affinity.beta1, medicine.beta))
    ahead: Level = stimulated(level, affinity.alpha2, medicine.alpha2) - alarm
    return ahead


def lead_of(state: Synapse) -> float:
    """The same for a steady state of the synapse."""
    return state.alpha2 - state.alarm


def firing_for(level: float, settings: Settings = USUAL) -> float:
    """The firing (relative to usual) that gives a level without medicine: the synapse's balance read backwards."""
    return level / (settings.release_rate * (1.0 - settings.brake * stimulated(level, 1.0)))


def moment(start: str, factor: float, affinity: Affinities, medicine: Medicine = NONE, settings: Settings = USUAL) -> Synapse:
    """The synapse of a person who starts at `start`, in a moment that drives the cells `factor` times as hard, with a medicine."""
    return synapse.steady(firing_for(START_LEVELS[start], settings) * factor, affinity, medicine, settings)
