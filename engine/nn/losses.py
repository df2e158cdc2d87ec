"""Output unit and loss, as one named pair.

They are paired because only the pair has a simple gradient: for softmax or sigmoid with cross-entropy the error of the
output layer is ``h - y``; for sigmoid with squared error it is ``(h - y) h (1 - h)``.

How a cost is normalized, said once: the cost of a network on m samples is the **mean over samples of the sum over
classes**, plus weight decay ``λ / (2m) · Σ w²`` over all weights, biases excepted. For the squared error the sum over
classes carries a factor ½. (This is the J of Coursera's exercise 4.)

So the figures of the notebooks mean the same here as there, given these correspondences:

- ex4 (NumPy with SciPy, and Theano): ``1/m Σ_samples Σ_classes (-y log h - (1 - y) log(1 - h)) + λ/(2m) Σ w²``: this cost.
- softmax regression and MLP by SGD: the negative log-likelihood ``-log h_y`` of one sample, or its mean: this cost with a
  batch of 1 (whose gradient is that of one sample) and without weight decay.
- MLP with squared error: ``1/(2m) Σ_samples Σ_classes (h - y)²``: this cost; 2/10 of it is what a mean over samples *and*
  classes without the ½ gives (Keras's "mse").
- scikit-learn's ``MLPClassifier`` adds ``alpha/(2n) Σ w²`` with n the size of the *batch*: alpha = λ n / m.

Everything is computed from the logits (the pre-activations ``z`` of the output layer), so that no logarithm meets a
zero and nothing overflows, however sure and however wrong the network is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import SIGMOID, Floats
from engine.nn.calls import Call, run_calls
from engine.text.sentence import Sentence, say


@dataclass(frozen=True, slots=True)
class OutputLoss:
    """One output unit with its loss.

    Attributes
    ----------
    name
        As configurations and model files spell it.
    label
        For people.
    formula
        The loss of one sample, for people.
    output_calls
        What turns logits (n_samples, n_classes) into the network's outputs in place, laid out.
    delta_calls
        ``(outputs, targets, scratch)``: what turns outputs into the derivative of the summed loss by the logits, in place,
        laid out; ``targets`` is one-hot, of the same shape.
    per_sample
        ``(logits, labels)``: the loss of each sample, shape (n_samples,), float64; labels are class numbers.
    sums_to_one
        Whether the outputs of a sample add up to 1.
    """

    name: str
    label: Sentence
    formula: Sentence
    output_calls: Callable[[Floats], list[Call]]
    delta_calls: Callable[[Floats, Floats, Floats], list[Call]]
    per_sample: Callable[[Floats, NDArray[np.integer]], NDArray[np.float64]]
    sums_to_one: bool = False

    def apply(self, logits: Floats) -> None:
        """Do what :attr:`output_calls` lays out."""
        run_calls(self.output_calls(logits))

    def to_delta(self, outputs: Floats, targets: Floats, scratch: Floats) -> None:
        """Do what :attr:`delta_calls` lays out."""
        run_calls(self.delta_calls(outputs, targets, scratch))


def apply_softmax(z: Floats) -> None:
    """The softmax of each row, in place; the row's largest logit is taken off first, so nothing overflows."""
    run_calls(_softmax(z))


def _softmax(z: Floats) -> list[Call]:
    """exp(z − m) / Σ exp(z − m) with m = max z, class by class: what is done to ten classes is done to long rows."""
    n, n_classes = z.shape
    # Of one sample with numbers in the place of rows of one: NumPy is quicker with them.
    by_class, shape = (z[0], ()) if n == 1 else (z.T, (n,))
    greatest, total = np.empty(shape, z.dtype), np.empty(shape, z.dtype)
    ones: Floats = np.ones(n_classes, z.dtype)
    return [
        partial(np.maximum.reduce, by_class, 0, None, greatest),
        partial(np.subtract, by_class, greatest, by_class),
        partial(np.exp, by_class, by_class),
        partial(np.dot, ones, by_class, total),
        partial(np.divide, by_class, total, by_class),
    ]


def _difference(outputs: Floats, targets: Floats, _scratch: Floats) -> list[Call]:
    return [partial(np.subtract, outputs, targets, outputs)]


def _squared_error_delta(outputs: Floats, targets: Floats, scratch: Floats) -> list[Call]:
    return [
        partial(np.subtract, 1.0, outputs, scratch),
        partial(np.multiply, scratch, outputs, scratch),
        partial(np.subtract, outputs, targets, outputs),
        partial(np.multiply, outputs, scratch, outputs),
    ]


def _softmax_cross_entropy(logits: Floats, labels: NDArray[np.integer]) -> NDArray[np.float64]:
    # In float32, where the logits are: the largest term is 1 exactly, and the small ones need no more; their sum does.
    by_class = logits.T
    z: Floats = np.subtract(by_class, np.maximum.reduce(by_class, axis=0), order="C")
    true_logit = of_class(z, labels).astype(np.float64)
    np.exp(z, out=z)
    loss: NDArray[np.float64] = np.log(np.add.reduce(z, axis=0, dtype=np.float64)) - true_logit
    return loss


def _sigmoid_cross_entropy(logits: Floats, labels: NDArray[np.integer]) -> NDArray[np.float64]:
    # -y log h - (1 - y) log(1 - h) = log(1 + e^z) - y z, and log(1 + e^z) = max(z, 0) + log(1 + e^-|z|)
    z = logits.astype(np.float64)
    softplus = np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))
    loss: NDArray[np.float64] = softplus.sum(axis=1) - z[np.arange(len(z)), labels]
    return loss


def _sigmoid_squared_error(logits: Floats, labels: NDArray[np.integer]) -> NDArray[np.float64]:
    error = logits.astype(np.float64)
    SIGMOID.apply(error)
    error[np.arange(len(error)), labels] -= 1.0
    loss: NDArray[np.float64] = 0.5 * (error * error).sum(axis=1)
    return loss


def of_class(by_class: Floats, labels: NDArray[np.integer]) -> Floats:
    """Of each sample its value for its class, shape (n,).

    Parameters
    ----------
    by_class
        Shape (n_classes, n).
    labels
        Classes, shape (n,).
    """
    n = by_class.shape[1]
    values: Floats = by_class.reshape(-1).take(labels * n + np.arange(n))
    return values


SOFTMAX_CROSS_ENTROPY = OutputLoss(
    name="softmax-cross-entropy",
    label=say("loss.softmax_cross_entropy"),
    formula=say("loss.softmax_cross_entropy_formula"),
    output_calls=_softmax,
    delta_calls=_difference,
    per_sample=_softmax_cross_entropy,
    sums_to_one=True,
)
SIGMOID_CROSS_ENTROPY = OutputLoss(
    name="sigmoid-cross-entropy",
    label=say("loss.sigmoid_cross_entropy"),
    formula=say("loss.sigmoid_cross_entropy_formula"),
    output_calls=SIGMOID.calls,
    delta_calls=_difference,
    per_sample=_sigmoid_cross_entropy,
)
SIGMOID_SQUARED_ERROR = OutputLoss(
    name="sigmoid-squared-error",
    label=say("loss.sigmoid_squared_error"),
    formula=say("loss.sigmoid_squared_error_formula"),
    output_calls=SIGMOID.calls,
    delta_calls=_squared_error_delta,
    per_sample=_sigmoid_squared_error,
)

OUTPUT_LOSSES: dict[str, OutputLoss] = {
    pair.name: pair for pair in (SOFTMAX_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY, SIGMOID_SQUARED_ERROR)
}
"""Every pair of output unit and loss by its name."""
