"""Which digits of a data set to look at, and in which order: by part, by label, by what a network makes of them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.evaluation.predictions import Readings

SAMPLE_SIZE = 100
"""Digits in a random sample."""
Part = Literal["all", "train", "test"]
Answer = Literal["any", "right", "wrong"]
Order = Literal["random", "data", "loss", "confidence"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be looked at.

    Attributes
    ----------
    part
        All digits, those to train on (validation digits are taken from these) or those to test on.
    label
        Only digits that are labeled so; ``None`` for all.
    answer
        Only digits that the network reads right, or wrong; what it has no answer to is wrong.
    order
        A random sample of :data:`SAMPLE_SIZE`, as in the data, greatest loss first, or least confidence first.
    seed
        Draws the random sample.
    """

    part: Part = "all"
    label: int | None = None
    answer: Answer = "any"
    order: Order = "random"
    seed: int = 0

    @property
    def needs_readings(self) -> bool:
        """Whether it takes a network's answers."""
        return self.answer != "any" or self.order in ("loss", "confidence")


def part_indices(dataset: Dataset, part: Part) -> NDArray[np.intp]:
    """Which digits of a data set, split as it is, belong to a part; ascending."""
    if part == "test":
        return np.sort(dataset.test_indices)
    if part == "train":
        return np.sort(dataset.trained_indices)
    everything: NDArray[np.intp] = np.arange(len(dataset.digits))
    return everything


def answers(readings: Readings) -> NDArray[np.intp]:
    """What each digit is read as, shape (n,); -1 where the network's numbers overflow and it has no answer."""
    return np.where(np.isfinite(readings.confidence), readings.predicted, -1)


def candidates(
    labels: NDArray[np.intp], part: NDArray[np.intp], selection: Selection, read_as: NDArray[np.intp] | None
) -> NDArray[np.intp]:
    """All digits of a part with the label and the answer that are selected, ascending.

    Parameters
    ----------
    labels
        Of all digits, shape (n,).
    part
        As :func:`part_indices` returns it.
    selection
        What to look at.
    read_as
        What :func:`answers` says of all digits, shape (n,); may be ``None`` if the selection names no answer.
    """
    chosen = part if selection.label is None else part[labels[part] == selection.label]
    if selection.answer != "any" and read_as is not None:
        is_right = read_as[chosen] == labels[chosen]
        chosen = chosen[is_right if selection.answer == "right" else ~is_right]
    return chosen


def in_order(chosen: NDArray[np.intp], selection: Selection, readings: Readings | None) -> NDArray[np.intp]:
    """The digits in the order that is selected; of a random sample, :data:`SAMPLE_SIZE` at most.

    Digits that are equal stay as in the data. What the network has no answer to goes first where the worst do.
    """
    if selection.order == "random":
        rng = np.random.default_rng(selection.seed)
        return rng.permutation(chosen)[:SAMPLE_SIZE]
    if readings is None or selection.order == "data":
        return chosen
    if selection.order == "loss":
        badness = np.nan_to_num(readings.losses[chosen], nan=np.inf)
    else:
        badness = -np.nan_to_num(readings.confidence[chosen], nan=-np.inf).astype(np.float64)
    return chosen[np.argsort(-badness, kind="stable")]
