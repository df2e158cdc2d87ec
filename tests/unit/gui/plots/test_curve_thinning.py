"""Which points of a curve that grows are drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gui.plots.curve_thinning import MAX_DRAWN_POINTS, GrowingCurve


def _grown(values: NDArray[np.float64], step: int) -> GrowingCurve:
    curve = GrowingCurve()
    for stop in range(step, len(values) + step, step):
        curve.extend(values[:stop])
    return curve


@pytest.mark.parametrize("n", [0, 1, 2, MAX_DRAWN_POINTS])
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_few_points_are_drawn_as_they_are(n: int, step: int) -> None:
    values = np.sin(np.arange(n, dtype=float))

    np.testing.assert_array_equal(_grown(values, step).indices(values), np.arange(n))


@given(
    n=st.integers(MAX_DRAWN_POINTS + 1, 6000),
    step=st.sampled_from([1, 3, 100, 999, 6000]),
    seed=st.integers(0, 1000),
    measured=st.sampled_from([1.0, 0.3]),
)
def test_thinning_keeps_peaks_ends_and_order(n: int, step: int, seed: int, measured: float) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 1, n)
    peak, dip = rng.choice(n, 2, replace=False)
    values[rng.random(n) > measured] = np.nan
    values[peak], values[dip] = 50.0, -50.0

    chosen = _grown(values, step).indices(values)

    there = np.flatnonzero(~np.isnan(values))
    assert len(chosen) <= MAX_DRAWN_POINTS
    assert (np.diff(chosen) > 0).all()
    assert (chosen[0], chosen[-1]) == (there[0], there[-1])
    assert {peak, dip} <= set(chosen)
    assert not np.isnan(values[chosen]).any()


def test_every_stretch_of_a_long_curve_has_its_extremes() -> None:
    values = np.random.default_rng(3).normal(0, 1, 100_000)

    chosen = _grown(values, 350).indices(values)

    assert 250 < len(chosen) <= MAX_DRAWN_POINTS
    stretch = 100_000 // 100  # none of the stretches is as long
    for start in range(0, 100_000, stretch):
        within = chosen[(chosen >= start) & (chosen < start + stretch)]
        assert values[within].max() > 2.0
        assert values[within].min() < -2.0


def test_nothing_that_was_measured_is_nothing_that_is_drawn() -> None:
    values = np.full(1000, np.nan)

    assert len(_grown(values, 10).indices(values)) == 0
