"""The receptor equations against known answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.models import receptors

positive = st.floats(0.001, 1000)
amounts = st.floats(0, 100)


def test_half_of_the_sites_are_engaged_at_k() -> None:
    """Occupancy is one half where the level equals K, and 10 of 11 at ten times K."""
    assert receptors.occupancy(5.9, 5.9) == pytest.approx(0.5)
    assert receptors.occupancy(10.0, 1.0) == pytest.approx(10 / 11)


@given(level=positive, k=positive, blocker=amounts)
def test_a_blocker_shifts_the_curve_by_the_gaddum_factor(level: float, k: float, blocker: float) -> None:
    """With B/KB = b, a level 1 + b times as high gives what the level gave before."""
    assert receptors.blocked(level * (1 + blocker), k, blocker) == pytest.approx(receptors.occupancy(level, k))


@given(level=positive, k=positive, amount=amounts)
def test_medicines_push_one_way_and_stay_within_bounds(level: float, k: float, amount: float) -> None:
    """A blocker never engages more, an agonist never less; all are fractions."""
    free = receptors.occupancy(level, k)
    assert 0 <= receptors.blocked(level, k, amount) <= free <= receptors.stimulated(level, k, amount) + 1e-12 <= 1 + 1e-12


def test_an_agonist_alone_fills_half_at_its_own_k() -> None:
    """Without messenger, A/KA = 1 engages half of the sites; with none of it the curve is the plain one."""
    assert receptors.stimulated(0.0, 1.0, 1.0) == pytest.approx(0.5)
    assert receptors.stimulated(2.0, 1.0) == pytest.approx(receptors.occupancy(2.0, 1.0))


def test_the_affinities_are_the_published_ratio(library) -> None:
    """Alpha-2A : alpha-1 : beta-1 stand as 1 : 5.9 : 13.2 (two affinities swapped would fail here)."""
    assert [round(k, 1) for k in receptors.affinities(library.parameters)] == [1.0, 5.9, 13.2]
