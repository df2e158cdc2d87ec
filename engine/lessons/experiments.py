"""Carries out the experiments of lessons, without a window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.data.mnist.dataset import MNIST_TRAINING, is_train_part_here, load_ex4, load_mnist_training
from engine.data.registry import needs_mnist
from engine.data.resampling import resampled_dataset
from engine.ink.input_formats import FRAME, INPUT_FORMATS
from engine.lessons.lesson import Experiment, Measurement
from engine.lessons.measured import Curve, Measured, Subject
from engine.lessons.measures.registry import MEASURES
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.learning_curves import LearningCurves
from engine.training.report import UNIT_NAMES, HistoryPoint, TrainingReport
from engine.training.train import train

RUN_VALUES = (
    "validation accuracy",
    "best validation accuracy",
    "best epoch",
    "training accuracy",
    "training loss",
    "validation loss",
    "first loss",
    "epochs",
)
"""The numbers that a run gives."""
RUN_CURVES = ("validation accuracy", "validation loss", "training loss", "training accuracy")
"""The curves that a run gives."""
_MOST_DRAWN = 2000  # points, more than a plot has pixels
INSTEAD_OF_MNIST = "uci-digits"
"""The digits that take MNIST's place where that is not on this computer."""


def source_here(source: str, mnist: Path | None = None) -> str:
    """A source that can be read now: itself or, where it needs MNIST that is missing, the bundled digits.

    Parameters
    ----------
    source
        What a lesson asks for.
    mnist
        The folder of MNIST's files; by default the user's own.
    """
    return INSTEAD_OF_MNIST if needs_mnist(source) and not is_train_part_here(mnist) else source


def digits_of(experiment: Experiment, mnist: Path | None = None) -> Dataset:
    """The digits of an experiment, in its format, or those that take their place here.

    Parameters
    ----------
    experiment
        What is to be carried out.
    mnist
        The folder of MNIST's two training files; by default the user's own.

    Raises
    ------
    DataError
        If they cannot be read.
    """
    source, read_as = source_here(source_of(experiment), mnist), experiment.setup.config.input_format
    if mnist is None or not needs_mnist(source):
        return load_dataset(source, read_as)
    wanted = INPUT_FORMATS.get(read_as)
    if source.startswith(MNIST_TRAINING):
        dataset = load_mnist_training(source, wanted or FRAME, folder=mnist)
    else:
        dataset = replace(load_ex4(mnist), source=source)
    return dataset if wanted is None else replace(resampled_dataset(dataset, wanted), read_as=read_as)


def source_of(experiment: Experiment) -> str:
    """The source of its digits: the bundled ones for what looks at none."""
    looks_at_none = isinstance(experiment, Measurement) and not MEASURES[experiment.kind].needs_data
    return INSTEAD_OF_MNIST if looks_at_none else experiment.setup.data


def carry_out(
    experiment: Experiment,
    *,
    seed: int | None = None,
    dataset: Dataset | None = None,
    control: TrainingControl | None = None,
    publish: Callable[[TrainingReport], None] | None = None,
) -> Measured:
    """What an experiment comes to.

    Parameters
    ----------
    experiment
        What to do.
    seed
        In the place of that of its settings.
    dataset
        The digits; by default those of :func:`digits_of`.
    control
        Stops it.
    publish
        Is told how a run goes on, in this thread.

    Raises
    ------
    DigitLabError
        If its digits cannot be read, or it cannot be done with them.
    """
    config = with_seed(experiment.setup.config, seed)
    control = control or TrainingControl()
    if dataset is None:
        dataset = digits_of(experiment)
    if isinstance(experiment, Measurement):
        measure = MEASURES[experiment.kind]
        return measure.measure(Subject(dataset, config, {**measure.options, **experiment.options}, control))
    points: list[HistoryPoint] = []

    def keep(report: TrainingReport) -> None:
        points.extend(report.points)
        if publish is not None:
            publish(report)

    report = train(config, dataset, control=control, publish=keep)
    return measured_of_run(LearningCurves.of(points, report.unit, dataset.ref), report)


def with_seed(config: TrainingConfig, seed: int | None) -> TrainingConfig:
    """The same settings with another seed, if there is one."""
    return config if seed is None else config.with_values(seed=seed)


def measured_of_run(curves: LearningCurves, report: TrainingReport) -> Measured:
    """What a run came to that has ended."""
    validated = np.isfinite(curves.validation_accuracies)
    epochs, read = curves.epochs[validated], curves.validation_accuracies[validated]
    values = {"epochs": report.epoch, "training loss": _last(curves.losses), "first loss": _first(curves.losses)}
    if len(read):
        best = int(read.argmax())
        values |= {
            "validation accuracy": float(read[-1]),
            "best validation accuracy": float(read[best]),
            "best epoch": float(epochs[best]),
            "validation loss": float(curves.validation_losses[validated][-1]),
        }
    if report.train_evaluation is not None:
        values["training accuracy"] = report.train_evaluation.accuracy
    return Measured(values, curves_of_run(curves))


def curves_of_run(curves: LearningCurves) -> dict[str, Curve]:
    """The curves of a run to be drawn, whether it goes on or not, by quantity; of very many points a part."""
    curves = curves.thinned(_MOST_DRAWN)
    validated = np.isfinite(curves.validation_losses)
    unit = UNIT_NAMES[curves.unit]
    drawn = {
        "training loss": Curve(curves.epochs, curves.losses, unit),
        "training accuracy": Curve(curves.epochs, curves.accuracies, unit),
    }
    if validated.any():
        epochs = curves.epochs[validated]
        drawn["validation accuracy"] = Curve(epochs, curves.validation_accuracies[validated], unit)
        drawn["validation loss"] = Curve(epochs, curves.validation_losses[validated], unit)
    return drawn


def _last(values: NDArray[np.float64]) -> float:
    return float(values[-1]) if len(values) else np.nan


def _first(values: NDArray[np.float64]) -> float:
    return float(values[0]) if len(values) else np.nan
