"""What a network predicts for each of many digits: the basis of every view of single digits, mistakes and tables."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits
from engine.models.model import Model
from engine.nn.inference import compute_logits, to_probabilities

_BLOCK = 4096  # digits that are read at a time, so that memory stays bounded and a cancellation is answered


@dataclass(frozen=True, eq=False)
class Readings:
    """The network's answers, in the order of the digits.

    Attributes
    ----------
    labels
        What the digits are, shape (n,).
    probabilities
        What the network finds, shape (n, 10), float32, rows summing to 1; NaN where its numbers overflow.
    losses
        Its loss on each digit by its own loss function, shape (n,), float64; for softmax the negative log-likelihood.
    """

    labels: NDArray[np.intp]
    probabilities: NDArray[np.float32]
    losses: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def predicted(self) -> NDArray[np.intp]:
        """What each is read as, shape (n,); of equal probabilities the lowest digit."""
        best: NDArray[np.intp] = self.probabilities.argmax(axis=1)
        return best

    @cached_property
    def confidence(self) -> NDArray[np.float32]:
        """The probability of what each is read as, shape (n,)."""
        highest: NDArray[np.float32] = self.probabilities.max(axis=1)
        return highest

    @cached_property
    def is_right(self) -> NDArray[np.bool_]:
        """Whether each is read as what it is, shape (n,)."""
        right: NDArray[np.bool_] = self.predicted == self.labels
        return right


def read_digits(
    model: Model,
    digits: Digits,
    *,
    progress: Callable[[float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Readings | None:
    """Read digits, block by block.

    Parameters
    ----------
    model
        The network, of as many inputs as the digits have pixels.
    digits
        As data sets have them, in the network's format, not scaled yet.
    progress
        Called with the share that is done, 0 to 1, after each block.
    is_cancelled
        Asked before each block.

    Returns
    -------
    Readings
        ``None`` if it was cancelled.
    """
    n = len(digits)
    parameters, loss = model.parameters, model.parameters.architecture.loss
    probabilities = np.empty((n, parameters.architecture.n_outputs), dtype=np.float32)
    losses = np.empty(n)
    with np.errstate(all="ignore"):
        scaled = model.scaling.applied_to(digits, parameters.dtype)
        for start in range(0, n, _BLOCK):
            if is_cancelled is not None and is_cancelled():
                return None
            block = scaled[start : start + _BLOCK]
            logits = compute_logits(parameters, block.values(parameters.dtype))
            losses[start : start + _BLOCK] = loss.per_sample(logits, block.labels)
            probabilities[start : start + _BLOCK] = to_probabilities(parameters.architecture, logits)
            if progress is not None:
                progress(min(start + _BLOCK, n) / n)
    return Readings(digits.labels, probabilities, losses)
