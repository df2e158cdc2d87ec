"""Is backpropagation right? Its gradient against a numerical one, as Coursera's exercise 4 checks it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.nn.activations import Floats
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.initializers import INITIALIZATIONS, initialize
from engine.nn.network import Architecture, Parameters
from engine.nn.numerical_gradient import numerical_gradient, numerical_gradient_of_network
from engine.nn.objective import Objective
from engine.text.sentence import say

DEBUG_NETWORK = Architecture.dense(
    n_inputs=3, hidden_layers=(5,), n_outputs=3, hidden_activation="sigmoid", output_loss="sigmoid-cross-entropy"
)
"""The small network that exercise 4 checks its gradient on."""
DEBUG_WEIGHT_DECAY = 3.0
"""λ of that check."""


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Both gradients, and how far they are apart.

    Attributes
    ----------
    numerical, backpropagated
        Shape (n_checked,), float64: of all parameters, or of those that were chosen.
    """

    numerical: NDArray[np.float64]
    backpropagated: NDArray[np.float64]

    @property
    def relative_difference(self) -> float:
        """‖a − b‖ / (‖a‖ + ‖b‖), far below 1e-8 where backpropagation is right; 0 for two gradients of zeros."""
        size = float(np.linalg.norm(self.numerical)) + float(np.linalg.norm(self.backpropagated))
        return float(np.linalg.norm(self.numerical - self.backpropagated)) / size if size else 0.0


def check_gradient(
    architecture: Architecture, *, n_samples: int = 5, weight_decay: float = 3.0, seed: int = 1
) -> GradientCheck:
    """Check the gradient of a small network on random data, in float64, with the whole cost for each parameter.

    Parameters
    ----------
    architecture
        The network; a few inputs and units are enough.
    n_samples
        Random samples, at least 1.
    weight_decay
        λ.
    seed
        Of parameters, inputs and labels.
    """
    rng = np.random.default_rng(seed)
    scheme = INITIALIZATIONS["glorot"].name
    parameters: Parameters = initialize(architecture, scheme=scheme, rng=rng, dtype="float64")
    for biases in parameters.biases:
        biases[:] = rng.uniform(-0.5, 0.5, biases.shape)
    inputs = rng.uniform(0.0, 1.0, (n_samples, architecture.n_inputs))
    labels = rng.integers(0, architecture.n_outputs, n_samples)
    objective = Objective(architecture, inputs, labels, weight_decay=weight_decay)
    flat = parameters.flat.astype(np.float64)
    numerical = numerical_gradient(objective.cost, flat)
    return GradientCheck(numerical, objective.cost_and_gradient(flat)[1].astype(np.float64))


def make_debug_problem(
    architecture: Architecture = DEBUG_NETWORK, *, n_samples: int = 5
) -> tuple[Parameters, NDArray[np.float64], NDArray[np.intp]]:
    """The parameters, inputs and labels of exercise 4's ``checkNNGradients``: sines, the same on every machine.

    Each layer's Theta, shape (units after, units before + 1) with the biases in its first column, is filled with
    sin(1), sin(2), ... / 10 column by column, and so are the inputs; sample t (from 1) has the class t mod n_outputs. The
    filters of a convolution are filled in the order in which they lie in memory, and the upper half of all pictures stays
    blank paper where a network takes pictures: there all pixels of a pool are equal.

    Parameters
    ----------
    architecture
        By default the exercise's own, 3-5-3; any other is filled in the same way.
    n_samples
        5 in the exercise.

    Returns
    -------
    parameters
        float64.
    inputs
        Shape (n_samples, n_inputs).
    labels
        Shape (n_samples,).
    """
    parameters = Parameters.zeros(architecture, "float64")
    for weights, biases in zip(parameters.weights, parameters.biases, strict=True):
        n_units = len(biases)
        theta = _sines(n_units, weights.size // n_units + 1)
        weights[...] = theta[:, 1:].T if weights.ndim == 2 else theta[:, 1:].reshape(weights.shape)
        biases[:] = theta[:, 0]
    labels = np.arange(1, n_samples + 1) % architecture.n_outputs
    inputs = _sines(n_samples, architecture.n_inputs)
    if not architecture.is_dense:
        inputs[:, : architecture.n_inputs // 2] = 0.0
    return parameters, inputs, labels


def check_gradient_on(
    parameters: Parameters,
    inputs: Floats,
    labels: NDArray[np.integer],
    *,
    weight_decay: float,
    chosen: NDArray[np.intp] | None = None,
    progress: Callable[[int, float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> GradientCheck:
    """Check the gradient of a whole network on a whole data set, in float64.

    Parameters
    ----------
    parameters
        The network, of either dtype.
    inputs
        Shape (n_samples, n_inputs).
    labels
        Classes 0 .. n_outputs - 1, shape (n_samples,).
    weight_decay
        λ.
    chosen
        The parameters to check, as indices of the flat vector without repetition; by default all.
    progress, is_cancelled
        As in :func:`engine.nn.numerical_gradient.numerical_gradient_of_network`.

    Raises
    ------
    ModelError
        If the network does not fit the samples.
    DigitLabError
        If it was cancelled.
    """
    architecture = parameters.architecture
    if inputs.shape[1] != architecture.n_inputs or labels.max() >= architecture.n_outputs:
        raise ModelError(
            say(
                "gradient.wrong_data",
                n_inputs=inputs.shape[1],
                n_outputs=int(labels.max()) + 1,
                network=str(architecture),
            )
        )
    exact = Parameters(architecture, parameters.flat.astype(np.float64))
    values = inputs.astype(np.float64, copy=False)
    # A diverged network gives a difference of NaN. The products are small: several threads would wait for each other.
    with np.errstate(all="ignore"), BLAS_THREADS.held(1):
        objective = Objective(architecture, values, labels, weight_decay=weight_decay)
        backpropagated = objective.cost_and_gradient(exact.flat)[1].astype(np.float64)
        numerical = numerical_gradient_of_network(
            exact,
            values,
            labels,
            weight_decay=weight_decay,
            chosen=chosen,
            progress=progress,
            is_cancelled=is_cancelled,
        )
    return GradientCheck(numerical, backpropagated if chosen is None else backpropagated[chosen])


def _sines(n_rows: int, n_columns: int) -> NDArray[np.float64]:
    """The course's ``debugInitializeWeights``: sin(1), sin(2), ... / 10, column by column."""
    sines: NDArray[np.float64] = np.sin(np.arange(1.0, n_rows * n_columns + 1)) / 10
    return sines.reshape(n_columns, n_rows).T
