"""Three implementations of the sigmoid's gradient, timed side by side, as the notebooks do it.

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
from engine.text.sentence import Sentence, say, verbatim

Array = NDArray[np.float64]

SHAPE = (5000, 25)
"""The pre-activations of exercise 4's hidden layer: 5,000 digits, 25 units."""
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class SigmoidGradient:
    """One implementation.

    Attributes
    ----------
    label, formula
        For people.
    compute
        Any finite z up to ±700, shape (n, m), to σ′(z) of the same shape.
    """

    label: Sentence
    formula: Sentence
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
    # Loading SciPy's distributions takes a second: only those who want this one wait for it.
    from scipy.stats import logistic  # noqa: PLC0415

    density: Array = logistic.pdf(z)
    return density


SIGMOID_GRADIENTS = (
    SigmoidGradient(say("timing.plain"), say("timing.plain_formula"), _by_plain_python),
    SigmoidGradient(verbatim("expit"), say("timing.expit_formula"), _by_expit),
    SigmoidGradient(say("timing.density"), verbatim("scipy.stats.logistic.pdf(z)"), _by_density),
)


@dataclass(frozen=True)
class SigmoidTimings:
    """What the implementations took, in their order.

    Attributes
    ----------
    seconds
        The median of the repetitions of each.
    n_values, n_repetitions
        Of what it is the median.
    largest_difference
        The largest difference between two of them at any value.
    """

    seconds: tuple[float, ...]
    n_values: int
    n_repetitions: int
    largest_difference: float


def make_pre_activations(seed: int = 1) -> Array:
    """Values to take the gradient at, :data:`SHAPE`: normally distributed, standard deviation 3."""
    return np.random.default_rng(seed).normal(0.0, 3.0, SHAPE)


def time_sigmoid_gradients(
    z: Array,
    *,
    n_repetitions: int = 9,
    clock: Callable[[], float] = time.perf_counter,
    progress: Callable[[float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> SigmoidTimings | None:
    """Time the three implementations in turn; each is computed once before, so that loading does not count.

    Parameters
    ----------
    z
        Where, shape (n, m).
    n_repetitions
        How often each is timed, at least 1.
    clock
        Seconds.
    progress
        Called with the share that is done, 0 to 1.
    is_cancelled
        Asked before each computation.

    Returns
    -------
    SigmoidTimings
        ``None`` if it was cancelled.
    """
    n_functions = len(SIGMOID_GRADIENTS)
    gradients: list[Array] = []
    seconds = np.empty((n_repetitions, n_functions))
    for done in range((1 + n_repetitions) * n_functions):
        if is_cancelled is not None and is_cancelled():
            return None
        repetition, which = divmod(done, n_functions)
        started_at = clock()
        gradient = SIGMOID_GRADIENTS[which].compute(z)
        if repetition == 0:
            gradients.append(gradient)
        else:
            seconds[repetition - 1, which] = clock() - started_at
        if progress is not None:
            progress((done + 1) / ((1 + n_repetitions) * n_functions))
    difference = max(float(np.abs(a - b).max()) for a, b in combinations(gradients, 2))
    medians = tuple(float(median) for median in np.median(seconds, axis=0))
    return SigmoidTimings(medians, z.size, n_repetitions, difference)


def time_in_worker_process(is_cancelled: Callable[[], bool]) -> SigmoidTimings | None:
    """Time the implementations in another process, at the values of :func:`make_pre_activations`.

    Parameters
    ----------
    is_cancelled
        Asked twenty times a second.

    Returns
    -------
    SigmoidTimings
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
    return SigmoidTimings(**{**told, "seconds": tuple(told["seconds"])})


def _main() -> None:
    """Time the implementations and print what came of it as JSON."""
    timings = time_sigmoid_gradients(make_pre_activations())
    if timings is not None:
        sys.stdout.write(json.dumps(asdict(timings)))


if __name__ == "__main__":
    _main()
