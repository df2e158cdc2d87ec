"""The work behind the view of the data: a network reads all digits, and mean digits are taken; no widget in here."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.loading import in_format
from engine.evaluation.class_means import ClassMeans, class_means
from engine.evaluation.digit_selection import answers
from engine.evaluation.predictions import Readings, read_digits
from engine.models.model import Model
from gui.workers.background_tasks import TaskControl


@dataclass(frozen=True, eq=False)
class DigitsRead:
    """What came of it.

    Attributes
    ----------
    model
        The network that has read.
    digits
        What it has read, as the data set has them.
    readings
        Its answers.
    read_as
        What each digit is read as, -1 where there is no answer, shape (n,).
    part
        The indices that the means are of; ``None`` if none were wanted.
    means
        The mean digits of that part.
    seconds
        How long it took.
    """

    model: Model
    digits: Digits
    readings: Readings
    read_as: NDArray[np.intp]
    part: NDArray[np.intp] | None
    means: ClassMeans | None
    seconds: float


def reading_of(
    model: Model, dataset: Dataset, part: NDArray[np.intp] | None, known: DigitsRead | None
) -> Callable[[TaskControl], DigitsRead | None]:
    """The work of reading digits, and of taking the means of a part of them if one is given.

    Digits of another format than the network's are resampled for it; means are of what the data set has. What is known of
    the same network and digits already is not read again. A work that is cancelled returns ``None``.
    """
    digits = dataset.digits

    def work(control: TaskControl) -> DigitsRead | None:
        begun = perf_counter()
        if known is not None and known.model.parameters is model.parameters and known.digits is digits:
            readings: Readings | None = known.readings
        else:
            read = in_format(dataset, model.input_format).digits
            readings = read_digits(model, read, progress=control.progress, is_cancelled=lambda: control.is_cancelled)
        if readings is None:
            return None
        read_as = answers(readings)
        means = None
        if part is not None:
            means = class_means(digits[part], read_as[part], is_cancelled=lambda: control.is_cancelled)
        return DigitsRead(model, digits, readings, read_as, part, means, perf_counter() - begun)

    return work
