"""The shared part of two bell curves: known answers and properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.models import overlap as model

far = st.floats(0, 6)


def test_known_answers():
    """Equal curves share all; one standard deviation apart they share 0.617; a correlation of 0.5 is d = 1.155."""
    assert model.overlap(0) == pytest.approx(1)
    assert model.overlap(1) == pytest.approx(0.6171, abs=1e-4)
    assert model.overlap(0.35) == pytest.approx(0.861, abs=1e-3)  # "roughly 86%" in the fact on blood norepinephrine
    assert model.distance(0.5) == pytest.approx(1.1547, abs=1e-4)


@given(far, far)
def test_farther_apart_shares_less(a, b):
    """Overlap falls with distance, lies between 0 and 1, and does not ask which group stands to the right."""
    low, high = sorted((a, b))
    assert 0 <= model.overlap(high) <= model.overlap(low) <= 1
    assert model.overlap(-a) == model.overlap(a)


@given(st.floats(0, 3))
def test_the_shared_area_is_the_overlap(d):
    """Summing the lower curve gives the closed form."""
    x = np.linspace(-8, 12, 8001)
    assert np.trapezoid(model.shared(x, d), x) == pytest.approx(model.overlap(d), abs=1e-4)


@given(st.floats(-0.95, 0.95))
def test_a_correlation_keeps_its_sign_and_grows(r):
    """The distance has the sign of r and is at least twice it."""
    assert model.distance(r) * r >= 0 and abs(model.distance(r)) >= 2 * abs(r)
