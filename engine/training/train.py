"""Training: what a run is given, and the way to start one.

``train`` runs in any thread. It is steered by a ``TrainingControl`` and tells of itself in ``TrainingReport``s: frozen,
with arrays of their own, so that whoever gets one may keep it. It never waits for its reader.
"""

import os
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset, Digits
from engine.data.scaling import InputScaling, fit_scaling
from engine.data.splits import validation_indices
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.initializers import initialize
from engine.nn.network import DType, Parameters
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.gradient_descent import DescentRun
from engine.training.memory import check_memory
from engine.training.report import TrainingReport
from engine.training.run_loop import TrainingParts, TrainingRun
from engine.training.scipy_run import MinimizerRun

_SMALL_BATCH = 200  # up to here, one BLAS thread is faster than two (measured with 25 to 512 hidden units)
_SMALL_PRODUCT = 10_000_000  # multiplications of a batch with the weights up to which threads are not worth their start


def run_validation_indices(digits: Digits, config: TrainingConfig) -> NDArray[np.intp]:
    """Which of the digits to train on a run with this configuration watches instead, ascending; drawn by its seed."""
    rng = np.random.default_rng([config.seed, 1])
    return validation_indices(digits.labels, fraction=config.validation_fraction, rng=rng)


def split_validation(digits: Digits, config: TrainingConfig) -> tuple[Digits, Digits | None]:
    """Take the digits that are watched, stratified and by the seed, out of those that are trained on."""
    watched = run_validation_indices(digits, config)
    if not len(watched):
        return digits, None
    trained = np.setdiff1d(np.arange(len(digits)), watched)
    return digits[trained], digits[watched]


def prepare(config: TrainingConfig, dataset: Dataset, *, scaling: InputScaling | None = None) -> TrainingParts:
    """Split a data set as the configuration says, and scale the parts as its network gets them.

    Parameters
    ----------
    config, dataset
        As in :func:`train`.
    scaling
        That of the network that the run goes on from; by default one is fitted to the digits that are trained on.
    """
    dataset = config.apply_split(dataset)
    train_digits, validation = split_validation(dataset.train, config)
    fresh = dataset.fresh if config.minimizer is None else None  # a minimizer's cost must stay the same function
    if fresh is not None:  # they are written over: the data set's stay as they are
        train_digits = train_digits.compact()
    scaling = scaling or fit_scaling(config.input_scaling, train_digits)
    dtype = config.computed_in
    return TrainingParts(
        train=scaling.applied_to(train_digits, dtype),
        validation=None if validation is None else scaling.applied_to(validation, dtype),
        test=scaling.applied_to(dataset.test, dtype),
        scaling=scaling,
        unscaled=train_digits if config.augments else None,
        fresh=fresh,
    )


def first_parameters(config: TrainingConfig, n_inputs: int) -> Parameters:
    """The random parameters that a run with this configuration starts from."""
    rng = np.random.default_rng([config.seed, 0])
    return initialize(config.architecture(n_inputs), scheme=config.initialization, rng=rng, dtype=config.computed_in)


def _converted(flat: Floats, dtype: DType) -> Floats:
    """A copy of parameters in another dtype."""
    with np.errstate(over="ignore"):
        converted: Floats = flat.astype(dtype)
    if np.isinf(converted).any() and np.isfinite(flat).all():
        raise ConfigurationError(
            f"the network to go on from has weights that are too large for {dtype}, up to {np.abs(flat).max():.3g}; "
            "use float64, or start anew"
        )
    return converted


def blas_threads(batch_size: int, multiply_adds: int, *, n_spared: int = 1) -> int:
    """How many threads a batch's products should use, of so many multiplications a sample.

    Large ones use every core but those spared. One is left to the window and to whatever else runs, another to the process
    that writes fresh digits, if there is one: threads of BLAS wait for each other busily, and where another process takes
    one of two cores, training with two threads is 5 to 20 times slower than with one (measured on ex4's 5,000 digits; on an
    idle machine it is 1.6 times faster).
    """
    if batch_size <= _SMALL_BATCH or batch_size * multiply_adds <= _SMALL_PRODUCT:
        return 1
    return max((os.cpu_count() or 1) - n_spared, 1)


def train(
    config: TrainingConfig,
    dataset: Dataset,
    *,
    control: TrainingControl | None = None,
    publish: Callable[[TrainingReport], None] | None = None,
    initial: Parameters | None = None,
    scaling: InputScaling | None = None,
    first_epoch: float = 0.0,
) -> TrainingReport:
    """Train a network.

    Parameters
    ----------
    config
        What to train and how.
    dataset
        Where the digits come from; its test digits are not trained on.
    control
        Requests from other threads.
    publish
        Is given a report every 40 ms or more, at every pause and step, and at the end; called in this thread.
    initial
        Parameters to go on from, of the configuration's architecture; they are copied. By default random ones.
    scaling
        How ``initial`` has pictures scaled; by default this is fitted to the digits that are trained on.
    first_epoch
        Where the history goes on from, if ``initial`` was trained before.

    Returns
    -------
    TrainingReport
        How it ended; without ``publish``, its ``points`` are the whole history.

    Raises
    ------
    ConfigurationError
        If ``initial`` does not fit, its numbers are too large for what is computed in, or the run needs more memory than is
        free.
    """
    parts = prepare(config, dataset, scaling=scaling)
    n_inputs = dataset.n_inputs
    check_memory(config, config.architecture(n_inputs), len(parts.train))
    if initial is None:
        parameters = first_parameters(config, n_inputs)
    else:
        parameters = Parameters(config.architecture(n_inputs), _converted(initial.flat, config.computed_in))
    control = control or TrainingControl()
    kind: type[TrainingRun] = DescentRun if config.minimizer is None else MinimizerRun
    n_samples = len(parts.train)
    batch_size = n_samples if config.minimizer is not None else min(config.batch_size or n_samples, n_samples)
    n_spared = 1 if parts.fresh is None else 2
    n_threads = blas_threads(batch_size, parameters.architecture.multiply_adds, n_spared=n_spared)
    with np.errstate(all="ignore"), threadpool_limits(limits=n_threads, user_api="blas"):
        run = kind(config, parts, parameters, control=control, publish=publish, first_epoch=first_epoch)
        return run.loop()
