"""Three implementations of the sigmoid's gradient: that they are one function, and how they are timed."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import DigitLabError
from engine.explain.sigmoid_gradient_timing import (
    SHAPE,
    SIGMOID_GRADIENTS,
    SigmoidGradient,
    make_pre_activations,
    time_in_worker_process,
    time_sigmoid_gradients,
)
from engine.io import worker_process


@pytest.mark.parametrize("function", SIGMOID_GRADIENTS, ids=lambda function: function.label)
def test_each_is_the_gradient(function: SigmoidGradient) -> None:
    z = np.array([[-700.0, -2.0, 0.0], [1.0, 2.0, 30.0]])
    expected = 1 / (4 * np.cosh(z / 2) ** 2)
    np.testing.assert_allclose(function.compute(z), expected, rtol=1e-12, atol=1e-16)
    assert function.compute(z)[0, 2] == 0.25


def test_they_agree_and_each_is_timed() -> None:
    timings = time_sigmoid_gradients(make_pre_activations(), n_repetitions=2)
    assert timings is not None
    assert timings.n_values == SHAPE[0] * SHAPE[1] == 125_000
    assert timings.n_repetitions == 2
    assert len(timings.seconds) == 3
    assert min(timings.seconds) > 0
    assert 0 < timings.largest_difference <= 1e-12


def test_the_time_is_the_median_of_the_repetitions_without_the_first() -> None:
    # two looks at the clock for each repetition, one for the first, which does not count
    durations = [9.0, 9.0, 9.0, 1.0, 10.0, 100.0, 5.0, 30.0, 500.0, 2.0, 20.0, 200.0]
    times = []
    now = 0.0
    for i, duration in enumerate(durations):
        times.append(now)
        now += duration
        if i >= 3:
            times.append(now)
    timings = time_sigmoid_gradients(np.zeros((2, 2)), n_repetitions=3, clock=iter(times).__next__)
    assert timings is not None
    assert timings.seconds == (2.0, 20.0, 200.0)
    assert timings.largest_difference == 0.0


def test_progress_is_told_and_a_cancellation_answered() -> None:
    shares: list[float] = []
    assert time_sigmoid_gradients(np.zeros((2, 2)), n_repetitions=4, progress=shares.append) is not None
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) == 15
    seen: list[float] = []
    assert time_sigmoid_gradients(np.zeros((2, 2)), progress=seen.append, is_cancelled=lambda: len(seen) == 2) is None
    assert len(seen) == 2


def test_the_values_are_those_of_the_seed() -> None:
    np.testing.assert_array_equal(make_pre_activations(), make_pre_activations(1))
    assert (make_pre_activations(2) != make_pre_activations()).any()
    assert np.abs(make_pre_activations()).max() < 700


# In another process


@pytest.mark.slow
def test_another_process_times_them() -> None:
    timings = time_in_worker_process(lambda: False)
    assert timings is not None
    assert timings.n_values == 125_000
    assert timings.n_repetitions == 9
    assert isinstance(timings.seconds, tuple)
    assert len(timings.seconds) == 3
    assert min(timings.seconds) > 0
    assert 0 < timings.largest_difference <= 1e-12


def test_a_cancellation_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*args: Any, **kwargs: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*args, **kwargs))
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start)
    assert time_in_worker_process(lambda: True) is None
    assert started[0].poll() not in (None, 0)


def test_a_process_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "PROGRAM_FOLDER", Path(__file__).parent)  # where there is no engine
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with pytest.raises(DigitLabError, match="ended with status 1; try again"):
        time_in_worker_process(lambda: False)


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/python")
    with pytest.raises(DigitLabError, match="expected to start another process"):
        time_in_worker_process(lambda: False)
