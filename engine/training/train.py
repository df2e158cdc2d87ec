"""Training: what a run is given, and the way to start one.

``train`` runs in any thread. It is steered by a ``TrainingControl`` and publishes ``TrainingReport``s: frozen, with arrays
of their own, so that whoever gets one may keep it. It never waits for its reader.
"""

import os
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.scaling import InputScaling, fit_scaling
from engine.data.splits import validation_indices
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.blas_memory import touch_memory_of_numpy
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.initializers import initialize
from engine.nn.network import DType, Parameters
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.continuation import continuation, trained_network
from engine.training.control import TrainingControl
from engine.training.gradient_descent import DescentRun
from engine.training.memory import check_memory
from engine.training.report import TrainingReport
from engine.training.run_loop import TrainingParts, TrainingRun
from engine.training.scipy_run import MinimizerRun
from engine.training.state import LIBRARIES, Leg, TrainingState

_SMALL_BATCH = 200  # up to here, one BLAS thread is faster than two (measured with 25 to 512 hidden units)
_SMALL_PRODUCT = 10_000_000  # multiplications of a batch with the weights up to which threads are not worth their start


def run_validation_indices(dataset: Dataset, config: TrainingConfig) -> NDArray[np.intp]:
    """Which of the training digits (``dataset.train``) a run with this configuration validates on, ascending.

    Those that the data names, where it names some and the configuration wants any; else a share, stratified and by the
    seed.
    """
    if dataset.validation_indices is not None and config.validation_fraction:
        return np.flatnonzero(np.isin(dataset.trained_indices, dataset.validation_indices))
    rng = np.random.default_rng([config.drawn_validation_seed, 1])
    return validation_indices(dataset.train.labels, fraction=config.validation_fraction, rng=rng)


def split_validation(dataset: Dataset, config: TrainingConfig) -> tuple[Digits, Digits | None]:
    """Take the validation digits out of those that are trained on."""
    digits, validation = dataset.train, run_validation_indices(dataset, config)
    if not len(validation):
        return digits, None
    trained = np.setdiff1d(np.arange(len(digits)), validation)
    return digits[trained], digits[validation]


def prepare(config: TrainingConfig, dataset: Dataset, *, scaling: InputScaling | None = None) -> TrainingParts:
    """Split a data set as the configuration says, and scale the parts as its network gets them.

    Parameters
    ----------
    config, dataset
        As in :func:`train`.
    scaling
        That of the network that the run goes on from; by default one is fitted to the digits that are trained on.
    """
    ref = dataset.ref
    dataset = config.apply_split(dataset)
    train_digits, validation = split_validation(dataset, config)
    streamed = dataset.streamed if config.minimizer is None else None  # a minimizer's cost must stay the same function
    if streamed is not None:  # they are written over: the data set's stay as they are
        train_digits = train_digits.compact()
    scaling = scaling or fit_scaling(config.input_scaling, train_digits)
    dtype = config.computed_in
    return TrainingParts(
        train=scaling.applied_to(train_digits, dtype),
        validation=None if validation is None else scaling.applied_to(validation, dtype),
        test=scaling.applied_to(dataset.test, dtype),
        scaling=scaling,
        ref=ref,
        unscaled=train_digits if config.augments else None,
        streamed=streamed,
    )


def first_parameters(config: TrainingConfig, input_shape: tuple[int, ...] | None = None) -> Parameters:
    """The random parameters that a run with this configuration starts from, for pictures of a shape or of its format."""
    rng = np.random.default_rng([config.seed, 0])
    return initialize(config.architecture(input_shape), scheme=config.initialization, rng=rng, dtype=config.computed_in)


def _converted(flat: Floats, dtype: DType) -> Floats:
    """A copy of parameters in another dtype."""
    with np.errstate(over="ignore"):
        converted: Floats = flat.astype(dtype)
    if np.isinf(converted).any() and np.isfinite(flat).all():
        raise ConfigurationError(say("training.too_large_weights", dtype=dtype, largest=float(np.abs(flat).max())))
    return converted


def blas_threads(batch_size: int, multiply_adds: int, *, n_spared: int = 1) -> int:
    """How many threads a batch's products should use, of so many multiplications a sample.

    Large ones use every core but those spared. One is left to whatever else runs, another to the process that writes
    streamed digits, if there is one: threads of BLAS wait for each other busily, and where another process takes one of two
    cores, training with two threads is 5 to 20 times slower than with one (measured on ex4's 5,000 digits; on an idle
    machine it is 1.6 times faster). Where the process has a number of its own, it stays: see ``blas_threads``.
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
    legs: tuple[Leg, ...] = (),
    state: TrainingState | None = None,
    recorder: CheckpointRecorder | None = None,
) -> TrainingReport:
    """Train a network: from random weights, from a network, or from where a run was.

    Parameters
    ----------
    config
        What to train and how.
    dataset
        Where the digits come from; its test digits are not trained on. Pictures of another format than that of the
        configuration are resampled.
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
    legs
        Those of the run before that.
    state
        A run to go on with, in the place of the four before: along its plan, or with a new leg, as
        :func:`engine.training.continuation.continuation` says.
    recorder
        What takes checkpoints of the run, and has those so far of one that goes on; by default none are taken.

    Returns
    -------
    TrainingReport
        How it ended; without ``publish``, its ``points`` are the whole history.

    Raises
    ------
    ConfigurationError
        If ``initial`` or ``state`` does not fit, its numbers are too large for what is computed in, or the run needs more
        memory than is free.
    DataError
        If a label is none of the classes.
    """
    follows_plan = False
    dataset = config.apply_format(dataset)
    input_shape = dataset.input_shape
    if state is not None:
        what = continuation(trained_network(state), config, dataset.ref, input_shape=input_shape)
        if what.kind == "new run":
            raise ConfigurationError(what.why)
        follows_plan = what.kind == "same plan"
        initial, scaling, first_epoch = (
            Parameters(state.architecture, state.last.parameters),
            state.scaling,
            state.last.epoch,
        )
    parts = prepare(config, dataset, scaling=scaling)
    check_memory(config, config.architecture(input_shape), len(parts.train))
    if initial is None:
        parameters = first_parameters(config, input_shape)
    else:
        parameters = Parameters(config.architecture(input_shape), _converted(initial.flat, config.computed_in))
    control = control or TrainingControl()
    kind: type[TrainingRun] = DescentRun if config.minimizer is None else MinimizerRun
    n_samples = len(parts.train)
    batch_size = n_samples if config.minimizer is not None else min(config.batch_size or n_samples, n_samples)
    n_spared = 1 if parts.streamed is None else 2
    n_threads = blas_threads(batch_size, parameters.architecture.multiply_adds, n_spared=n_spared)
    if follows_plan and state is not None and state.n_threads <= (os.cpu_count() or 1):
        n_threads = state.n_threads
    with np.errstate(all="ignore"), BLAS_THREADS.held(n_threads) as n_held:
        touch_memory_of_numpy()
        run = kind(
            config,
            parts,
            parameters,
            control=control,
            publish=publish,
            first_epoch=first_epoch,
            n_threads=n_held,
            recorder=recorder,
        )
        if state is None:
            run.legs = (*legs, *run.legs)
        elif not follows_plan:
            run.begin_leg(state)
        elif isinstance(run, DescentRun) and state.descent is not None:
            run.resume(state, state.descent)
            run.rounding = _rounding(state, n_held)
        return run.loop()


def _rounding(state: TrainingState, n_threads: int) -> Sentence | None:
    """Why a run that goes on from a state may differ from one that was never stopped; ``None`` if it cannot."""
    if state.libraries != LIBRARIES:
        return say("training.other_libraries", now=LIBRARIES, before=state.libraries)
    if state.n_threads != n_threads:
        return say("training.other_threads", now=n_threads, before=state.n_threads)
    return None
