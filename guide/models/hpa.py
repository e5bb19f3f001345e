"""The stress hormone's daily rhythm: four coupled equations of the hypothalamus, pituitary and adrenal loop (Sriram and others, 2012).

Equations (time in hours; C = CRH, A = ACTH, F = cortisol, R = the receptor that cortisol acts on):
    brake = Ki^n2 / (Ki^n2 + R^n2)
    dC/dt = k_stress brake       - V_S3 C / (Km1 + C) - K_d1 C
    dA/dt = K_P2 C brake         - V_S4 A / (Km2 + A) - K_d2 A
    dF/dt = K_P3 A               - V_S5 F / (Km3 + F) - K_d3 F
    dR/dt = K_b F (G_tot - R) + V_S2 R^n1 / (K1^n1 + R^n1) - K_d5 R
Only k_stress (the drive) and Ki (a lower one is a stronger brake) differ between the typical, depression and PTSD patterns.
Units: model concentrations; cortisol's is taken as micrograms in a tenth of a litre of blood, and shown only as parts of 100 of the
typical day's average.
Source: sriram-2012-cortisol; values and expected results in content/data/parameters.yaml (group hpa-ode-sriram). The expected means,
ranges and periods there are results of the same equations; tests/unit/test_day_rhythm.py reproduces them.
A scare multiplies k_stress for a while: SCARE_DRIVE and SCARE_HOURS are chosen to teach.
Left out: daylight, sleep, meals and hourly pulses; everything outside the loop. The rhythm arises within the loop, which later work
disputes (hosseinichimeh-2015-hpa), and a scare echoes for hours where a person's cortisol peaks within half an hour or so.
Three people stood behind each pattern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.integrate import odeint

START = (1.0, 28.7, 8.6123, 2.0)
SHARED = ("V_S3", "Km1", "K_P2", "V_S4", "Km2", "K_P3", "V_S5", "Km3", "K_d1", "K_d2", "K_d3", "n1", "n2", "K_b", "G_tot", "V_S2", "K1", "K_d5")
SETTLED = 360.0
SCARE_DRIVE = 3.0
SCARE_HOURS = 1.0
CORTISOL = 2


@dataclass(frozen=True)
class Rhythm:
    """What a steady rhythm looks like: cortisol in model units, period in hours, `state` (C, A, F, R) at cortisol's peak."""

    mean: float
    lowest: float
    highest: float
    period: float
    state: tuple[float, ...]


def slope(state: Sequence[float], values: Mapping[str, float], drive: float, feedback: float) -> tuple[float, float, float, float]:
    """d(C, A, F, R)/dt per hour.

    Args:
        state: C, A, F, R.
        values: the shared parameters, by the names in SHARED.
        drive: k_stress.
        feedback: Ki.
    """
    crh, acth, cortisol, receptor = (max(float(x), 0.0) for x in state)
    v = values
    brake = feedback ** v["n2"] / (feedback ** v["n2"] + receptor ** v["n2"])
    return (
        drive * brake - v["V_S3"] * crh / (v["Km1"] + crh) - v["K_d1"] * crh,
        v["K_P2"] * crh * brake - v["V_S4"] * acth / (v["Km2"] + acth) - v["K_d2"] * acth,
        v["K_P3"] * acth - v["V_S5"] * cortisol / (v["Km3"] + cortisol) - v["K_d3"] * cortisol,
        v["K_b"] * cortisol * (v["G_tot"] - receptor) + v["V_S2"] * receptor ** v["n1"] / (v["K1"] ** v["n1"] + receptor ** v["n1"]) - v["K_d5"] * receptor,
    )


def run(values: Mapping[str, float], drive: float, feedback: float, start: tuple[float, ...], hours: np.ndarray) -> np.ndarray:
    """The four states at `hours` (first one: the start), shape (4, len(hours))."""
    found: np.ndarray = odeint(lambda state, _: slope(state, values, drive, feedback), start, hours, rtol=1e-7, atol=1e-9).T
    return found


def rhythm(values: Mapping[str, float], drive: float, feedback: float, days: int = 5) -> Rhythm:
    """The steady rhythm, measured over whole periods after SETTLED hours. Raises ValueError when there is none."""
    hours = np.linspace(0.0, SETTLED + 24.0 * (days + 1), int((SETTLED + 24 * (days + 1)) * 10) + 1)
    states = run(values, drive, feedback, START, hours)
    late = hours >= SETTLED
    hours, states = hours[late], states[:, late]
    cortisol = states[CORTISOL]
    inner = cortisol[1:-1]
    peaks = np.flatnonzero((inner > cortisol[:-2]) & (inner >= cortisol[2:])) + 1
    if len(peaks) < 2:
        raise ValueError("cortisol does not rise and fall: no rhythm")
    whole = cortisol[peaks[0] : peaks[-1]]
    return Rhythm(
        mean=float(whole.mean()),
        lowest=float(whole.min()),
        highest=float(cortisol[peaks].max()),
        period=float((hours[peaks[-1]] - hours[peaks[0]]) / (len(peaks) - 1)),
        state=tuple(float(x) for x in states[:, peaks[0]]),
    )


def day(values: Mapping[str, float], drive: float, feedback: float, found: Rhythm, hours: np.ndarray, scare_at: float | None = None) -> np.ndarray:
    """Cortisol at `hours` after its peak, with or without a scare that begins `scare_at` hours after that peak."""
    hours = np.asarray(hours, dtype=float)
    if scare_at is None:
        calm: np.ndarray = run(values, drive, feedback, found.state, np.concatenate([[0.0], hours]))[CORTISOL][1:]
        return calm
    ends = scare_at + SCARE_HOURS
    out, state, before = [], found.state, 0.0
    for until, push in ((scare_at, 1.0), (ends, SCARE_DRIVE), (max(ends, hours[-1]) + 1.0, 1.0)):
        wanted = hours[(hours > before) & (hours <= until)] if before else hours[hours <= until]
        times = np.unique(np.concatenate([[before], wanted, [until]]))
        states = run(values, drive * push, feedback, state, times)
        out.append(states[CORTISOL][np.searchsorted(times, wanted)])
        state, before = tuple(states[:, -1]), until
    return np.concatenate(out)
