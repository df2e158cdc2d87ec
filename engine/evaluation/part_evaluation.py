"""A network evaluated on one part of the digits: its figures, confusion matrix and mistakes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.drawings_store import load_drawings
from engine.data.loading import in_format
from engine.data.reference import digits_name
from engine.errors import DataError
from engine.evaluation.classification_report import ClassificationReport, classification_report
from engine.evaluation.predictions import Readings, read_digits
from engine.ink.input_formats import InputFormat
from engine.models.model import Model
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.metrics import confusion_matrix

Part = Literal["train", "test", "drawings"]


@dataclass(frozen=True, eq=False)
class DigitsPart:
    """The digits of one part.

    Attributes
    ----------
    part
        Which part.
    label
        What they are called, for people.
    digits
        At least one, as data sets have them.
    note
        That pictures were resampled for the network, in a sentence; ``None`` if they were not.
    """

    part: Part
    label: str
    digits: Digits
    note: Sentence | None = None


@dataclass(frozen=True, eq=False)
class PartEvaluation:
    """A network's readings of a part, and what follows from them.

    Attributes
    ----------
    of
        The digits.
    readings
        What the network makes of each.
    confusion
        Shape (10, 10), int64: how often the digit of the row was read as that of the column.
    report
        Precision, recall, F1 of each digit.
    mistakes
        Which digits were misread, that with the highest loss first, shape (n_errors,).
    """

    of: DigitsPart
    readings: Readings
    confusion: NDArray[np.int64]
    report: ClassificationReport
    mistakes: NDArray[np.intp]

    @cached_property
    def mean_loss(self) -> float:
        """The mean of the losses, without weight decay."""
        return float(self.readings.losses.mean())

    def members(self, truth: int, predicted: int) -> NDArray[np.intp]:
        """Which digits of one kind were read as another or as themselves, the highest loss first."""
        chosen = np.flatnonzero((self.readings.labels == truth) & (self.readings.predicted == predicted))
        return chosen[_by_loss(self.readings, chosen)]


def part_of(part: Part, dataset: Dataset | None, config: TrainingConfig, *, form: InputFormat) -> DigitsPart:
    """The digits of a part, in the format that a network reads.

    Parameters
    ----------
    part
        The training digits (validation digits are among them), the test digits, or all drawings of the user.
    dataset
        The digits in use.
    config
        Says which of them are for testing.
    form
        What the network reads that is to read them: the drawings are laid out for it, other digits resampled if they have
        another format.

    Raises
    ------
    DataError
        If there are none.
    """
    if part == "drawings":
        drawings = load_drawings(form)
        return DigitsPart(part, drawings.label, drawings.digits)
    if dataset is None:
        raise DataError(say("evaluation.no_digits_yet"))
    dataset = in_format(dataset, form)
    split_data = config.apply_split(dataset)
    digits = split_data.train if part == "train" else split_data.test
    if not len(digits):
        raise DataError(say("evaluation.no_test_digits", data=digits_name(dataset.label)))
    return DigitsPart(part, dataset.label, digits, dataset.note)


def evaluate_part(
    model: Model,
    of: DigitsPart,
    *,
    progress: Callable[[float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> PartEvaluation | None:
    """Read the digits of a part, and count.

    Parameters
    ----------
    model, progress, is_cancelled
        As in :func:`engine.evaluation.predictions.read_digits`.
    of
        The digits, in the network's format.

    Returns
    -------
    PartEvaluation
        ``None`` if it was cancelled.

    Raises
    ------
    DataError
        If the network gives no numbers because its weights are too large.
    """
    readings = read_digits(model, of.digits, progress=progress, is_cancelled=is_cancelled)
    if readings is None:
        return None
    if not np.isfinite(readings.probabilities).all():
        raise DataError(say("evaluation.outputs_not_finite"))
    confusion = confusion_matrix(readings.labels, readings.predicted)
    wrong = np.flatnonzero(~readings.is_right)
    return PartEvaluation(of, readings, confusion, classification_report(confusion), wrong[_by_loss(readings, wrong)])


def _by_loss(readings: Readings, chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """The order of some digits by their losses, highest first; of equal ones, that of the data."""
    order: NDArray[np.intp] = np.argsort(-readings.losses[chosen], kind="stable")
    return order
