"""Which points of a curve that grows are drawn."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gui.plots.curve_thinning import MAX_DRAWN_POINTS, GrowingCurve, thinned

LAST = 1500.0


def grown(epochs: NDArray[np.float64], values: NDArray[np.float64], step: int, last: float = LAST) -> list[int]:
    curve = GrowingCurve(last)
    for stop in range(step, len(values) + step, step):
        curve.extend(epochs[:stop], values[:stop])
    chosen: list[int] = curve.indices().tolist()
    return chosen


@pytest.mark.parametrize("n", [0, 1, 2, 9])
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_few_points_are_drawn_as_they_are(n: int, step: int) -> None:
    epochs = np.arange(n, dtype=float) * 100
    assert grown(epochs, np.sin(epochs), step) == [*range(n)]


@pytest.mark.slow
@given(
    n=st.integers(MAX_DRAWN_POINTS + 1, 6000),
    step=st.sampled_from([1, 3, 100, 999, 6000]),
    seed=st.integers(0, 1000),
    measured=st.sampled_from([1.0, 0.3]),
)
def test_thinning_keeps_peaks_ends_and_order(n: int, step: int, seed: int, measured: float) -> None:
    rng = np.random.default_rng(seed)
    epochs, values = np.linspace(0, LAST, n), rng.normal(0, 1, n)
    peak, dip = rng.choice(n, 2, replace=False)
    values[rng.random(n) > measured] = np.nan
    values[peak], values[dip] = 50.0, -50.0

    chosen = grown(epochs, values, step)

    there = np.flatnonzero(~np.isnan(values))
    assert len(chosen) <= MAX_DRAWN_POINTS
    assert (np.diff(chosen) > 0).all()
    assert (chosen[0], chosen[-1]) == (there[0], there[-1])
    assert {peak, dip} <= set(chosen)
    assert not np.isnan(values[chosen]).any()


def test_the_first_epochs_of_a_long_run_are_drawn_as_well_as_the_last_ones() -> None:
    epochs = np.arange(100_000) / 5
    values = np.random.default_rng(3).normal(0, 1, len(epochs))

    chosen = np.array(grown(epochs, values, 350, last=20_000.0))

    ends = np.expm1(np.linspace(0, np.log1p(20_000.0), 6))[1:]  # of fifths of the axis
    counts = [int(np.count_nonzero(epochs[chosen] <= end)) for end in ends]
    assert counts[0] == np.count_nonzero(epochs <= ends[0])  # there are few, and all of them are drawn
    assert all(n > 80 for n in np.diff(counts)[1:])
    for start, stop in itertools.pairwise(ends):
        within = values[chosen[(epochs[chosen] > start) & (epochs[chosen] <= stop)]]
        assert (within.min(), within.max()) == (
            values[(epochs > start) & (epochs <= stop)].min(),
            values[(epochs > start) & (epochs <= stop)].max(),
        )


def test_what_was_not_measured_overflowed_or_lies_beyond_the_axis_is_not_drawn() -> None:
    epochs = np.arange(6.0)
    assert grown(epochs, np.full(6, np.nan), 2) == []
    assert grown(epochs, np.array([1.0, np.inf, 2.0, np.nan, 3.0, 1.0]), 4, last=4.0) == [0, 2, 4]


@pytest.mark.parametrize("n", [0, 1, MAX_DRAWN_POINTS])
def test_few_points_stay_as_they_are(n: int) -> None:
    x, y = np.arange(n, dtype=float), np.sin(np.arange(n, dtype=float))
    drawn = thinned(x, y)
    np.testing.assert_array_equal(drawn, [x, y])


@pytest.mark.parametrize("n", [MAX_DRAWN_POINTS + 1, 999, 12_345, 200_000])
def test_thinning_a_whole_curve_keeps_peaks_ends_and_order(n: int) -> None:
    rng = np.random.default_rng(n)
    x, y = np.arange(n, dtype=float), rng.normal(0, 1, n)
    peak, dip = rng.choice(n, 2, replace=False)
    y[peak], y[dip] = 50.0, -50.0
    drawn_x, drawn_y = thinned(x, y)
    assert (np.diff(drawn_x) > 0).all()
    assert (drawn_x[0], drawn_x[-1]) == (0, n - 1)
    assert {peak, dip} <= set(drawn_x.astype(int))
    np.testing.assert_array_equal(y[drawn_x.astype(int)], drawn_y)


@pytest.mark.parametrize("n", [MAX_DRAWN_POINTS + 1, 999, 12_345, 200_000, 1_000_003])
def test_no_more_points_are_drawn_than_promised(n: int) -> None:
    drawn_x, _ = thinned(np.arange(n, dtype=float), np.random.default_rng(n).normal(0, 1, n))
    assert len(drawn_x) <= MAX_DRAWN_POINTS
