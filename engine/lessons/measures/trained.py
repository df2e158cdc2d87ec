"""What measures share that train networks on the way."""

from collections.abc import Callable

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.errors import CancelledError, TrainingError
from engine.lessons.measured import Subject
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.text.sentence import say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import split_validation, train


def parts_of(subject: Subject) -> tuple[Digits, Digits]:
    """What is learned from and what is measured on: the test digits where none are for validation."""
    dataset = subject.config.apply_split(subject.config.apply_format(subject.dataset))
    learned, validation = split_validation(dataset, subject.config)
    return learned, dataset.test if validation is None else validation


def train_to_the_end(
    config: TrainingConfig,
    dataset: Dataset,
    control: TrainingControl,
    *,
    publish: Callable[[TrainingReport], None] | None = None,
    recorder: CheckpointRecorder | None = None,
) -> TrainingReport:
    """Train a network as a part of a measurement; parameters are those of :func:`engine.training.train.train`.

    Raises
    ------
    CancelledError
        If it was stopped.
    TrainingError
        If its numbers overflowed.
    """
    report = train(config, dataset, control=control, publish=publish, recorder=recorder)
    check_wanted(control)
    if report.state == "failed":
        raise TrainingError(report.message or say("work.cancelled"))
    return report


def check_wanted(control: TrainingControl) -> None:
    """Raise ``CancelledError`` if the measurement is wanted no more."""
    if control.is_stopped:
        raise CancelledError(say("work.cancelled"))


def model_of(report: TrainingReport) -> Model:
    """The network that a run ended with."""
    return Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)


def some_of(digits: Digits, n: int, seed: int) -> Digits:
    """At most ``n`` of some digits, drawn by a seed, in their order."""
    if len(digits) <= n:
        return digits
    return digits[np.sort(np.random.default_rng([seed, 3]).permutation(len(digits))[:n])]
