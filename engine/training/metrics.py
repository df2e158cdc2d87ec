"""How well a network does on data: accuracy, cost, confusion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.dataset import Digits
from engine.nn.activations import Floats
from engine.nn.inference import compute_logits
from engine.nn.losses import of_class
from engine.nn.network import Parameters
from engine.nn.objective import decay_cost

_BLOCK = 4096  # samples that are evaluated at a time, so that memory stays bounded


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Figures of one network on some digits.

    Attributes
    ----------
    n
        How many digits.
    accuracy
        The share that is read right, 0..1; of equal outputs the lowest digit counts.
    cost
        J, weight decay included where one is given (see ``losses`` for how it is normalized).
    confusion
        Shape (n_classes, n_classes): how often the digit of the row was read as that of the column.
    """

    n: int
    accuracy: float
    cost: float
    confusion: NDArray[np.int64]


def confusion_matrix(
    labels: NDArray[np.integer], predicted: NDArray[np.integer], *, n_classes: int = 10
) -> NDArray[np.int64]:
    """How often each class was read as each.

    Parameters
    ----------
    labels, predicted
        What the digits are and what they were read as, shape (n_samples,), 0 to n_classes - 1.
    n_classes
        How many classes there are.

    Returns
    -------
    ndarray, shape (n_classes, n_classes), int64
        How often the class of the row was read as that of the column.
    """
    pairs = labels.astype(np.int64) * n_classes + predicted
    counts: NDArray[np.int64] = np.bincount(pairs, minlength=n_classes**2).astype(np.int64)
    return counts.reshape(n_classes, n_classes)


def n_right(logits: Floats, labels: NDArray[np.integer]) -> int:
    """How many samples are read right; of equal outputs the lowest digit counts.

    Parameters
    ----------
    logits
        Shape (n_samples, n_classes); quickest in Fortran order.
    labels
        Shape (n_samples,).
    """
    by_class = logits.T
    greatest = np.maximum.reduce(by_class, axis=0)
    if np.count_nonzero(by_class == greatest) == len(labels):  # none are equal, none is no number: a third of the time
        return int(np.count_nonzero(of_class(by_class, labels) == greatest))
    return int(np.count_nonzero(logits.argmax(axis=1) == labels))


def evaluate(parameters: Parameters, digits: Digits, *, weight_decay: float = 0.0) -> Evaluation:
    """Evaluate a network on at least one digit, scaled as it gets them, block by block, in the network's dtype."""
    n_classes = parameters.architecture.n_outputs
    confusion = np.zeros((n_classes, n_classes), dtype=np.int64)
    loss = 0.0
    for start in range(0, len(digits), _BLOCK):
        check_cancelled()
        block = digits[start : start + _BLOCK]
        labels = block.labels
        logits = compute_logits(parameters, block.values(parameters.dtype))
        loss += float(parameters.architecture.loss.per_sample(logits, labels).sum())
        confusion += confusion_matrix(labels, logits.argmax(axis=1), n_classes=n_classes)
    return Evaluation(
        n=len(digits),
        accuracy=float(np.trace(confusion)) / len(digits),
        cost=loss / len(digits) + decay_cost(parameters, weight_decay, len(digits)),
        confusion=confusion,
    )
