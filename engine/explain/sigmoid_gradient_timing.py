"""Three ways to the sigmoid's gradient, timed side by side, as the notebooks do it.

All are the same function, σ′(z) = σ(z) (1 − σ(z)), which is also the density of the logistic distribution, of which σ is
the distribution function: e⁻ᶻ / (1 + e⁻ᶻ)².

A window has them timed in another process: loading SciPy's distributions takes more than a second and holds the
interpreter's lock for a tenth of one at a time.
"""

import json
import math
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from engine.errors import DigitLabError
from engine.io.worker_process import start_module
from engine.text.sentence import say

Array = NDArray[np.float64]

SHAPE = (5000, 25)
"""The pre-activations of exercise 4's hidden layer: 5,000 digits, 25 units."""
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class SigmoidGradientWay:
    """One way.

    Attributes
    ----------
    label, formula
        For people.
    compute
        Any finite z up to ±700, shape (n, m), to σ′(z) of the same shape.
    """

    label: str
    formula: str
    compute: Callable[[Array], Array]


def _by_plain_python(z: Array) -> Array:
    gradient = []
    for row in z.tolist():
        values = []
        for value in row:
            sigmoid = 1.0 / (1.0 + math.exp(-value))
            values.append(sigmoid * (1.0 - sigmoid))
        gradient.append(values)
    return np.array(gradient)


def _by_expit(z: Array) -> Array:
    from scipy.special import expit  # noqa: PLC0415 - as below

    sigmoid: Array = expit(z)
    return sigmoid * (1.0 - sigmoid)


def _by_density(z: Array) -> Array:
    # Loading SciPy's distributions takes a second: only those who want this way wait for it.
    from scipy.stats import logistic  # noqa: PLC0415

    density: Array = logistic.pdf(z)
    return density


SIGMOID_GRADIENT_WAYS = (
    SigmoidGradientWay("Plain Python", "math.exp, element by element", _by_plain_python),
    SigmoidGradientWay("expit", "f = scipy.special.expit(z), then f (1 − f)", _by_expit),
    SigmoidGradientWay("Logistic density", "scipy.stats.logistic.pdf(z)", _by_density),
)


@dataclass(frozen=True)
class WayTimings:
    """What the ways took, in their order.

    Attributes
    ----------
    seconds
        The median of each way's repetitions.
    n_values, n_repetitions
        Of what it is the median.
    largest_difference
        The largest difference between two ways at any value.
    """

    seconds: tuple[float, ...]
    n_values: int
    n_repetitions: int
    largest_difference: float


def make_pre_activations(seed: int = 1) -> Array:
    """Values to take the gradient at, :data:`SHAPE`: normally distributed, standard deviation 3."""
    return np.random.default_rng(seed).normal(0.0, 3.0, SHAPE)


def time_ways(
    z: Array,
    *,
    n_repetitions: int = 9,
    clock: Callable[[], float] = time.perf_counter,
    progress: Callable[[float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> WayTimings | None:
    """Time the three ways in turn; each is computed once before, so that loading does not count.

    Parameters
    ----------
    z
        Where, shape (n, m).
    n_repetitions
        How often each way is timed, at least 1.
    clock
        Seconds.
    progress
        Called with the share that is done, 0 to 1.
    is_cancelled
        Asked before each computation.

    Returns
    -------
    WayTimings
        ``None`` if it was cancelled.
    """
    n_ways = len(SIGMOID_GRADIENT_WAYS)
    gradients: list[Array] = []
    seconds = np.empty((n_repetitions, n_ways))
    for done in range((1 + n_repetitions) * n_ways):
        if is_cancelled is not None and is_cancelled():
            return None
        repetition, which = divmod(done, n_ways)
        started_at = clock()
        gradient = SIGMOID_GRADIENT_WAYS[which].compute(z)
        if repetition == 0:
            gradients.append(gradient)
        else:
            seconds[repetition - 1, which] = clock() - started_at
        if progress is not None:
            progress((done + 1) / ((1 + n_repetitions) * n_ways))
    difference = max(float(np.abs(a - b).max()) for a, b in combinations(gradients, 2))
    medians = tuple(float(median) for median in np.median(seconds, axis=0))
    return WayTimings(medians, z.size, n_repetitions, difference)


def time_ways_apart(is_cancelled: Callable[[], bool]) -> WayTimings | None:
    """Time the ways in another process, at the values of :func:`make_pre_activations`.

    Parameters
    ----------
    is_cancelled
        Asked twenty times a second.

    Returns
    -------
    WayTimings
        ``None`` if it was cancelled; the process is gone then.

    Raises
    ------
    DigitLabError
        If the process cannot be started, or fails.
    """
    try:
        process = start_module("engine.explain.sigmoid_gradient_timing")
    except OSError as error:
        raise DigitLabError(say("explain.timing_not_started", reason=str(error))) from error
    output: bytes | None = None
    with process:
        while output is None:
            try:
                output, _ = process.communicate(timeout=_POLL_S)
            except subprocess.TimeoutExpired:
                if is_cancelled():
                    process.kill()
                    return None
    if process.returncode != 0:
        raise DigitLabError(say("explain.timing_ended", status=process.returncode))
    told = json.loads(output)
    return WayTimings(**{**told, "seconds": tuple(told["seconds"])})


def _main() -> None:
    """Time the ways and print what came of it as JSON."""
    timings = time_ways(make_pre_activations())
    if timings is not None:
        sys.stdout.write(json.dumps(asdict(timings)))


if __name__ == "__main__":
    _main()
