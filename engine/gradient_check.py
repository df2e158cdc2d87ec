"""Is backpropagation right? Its gradient against a numerical one, as Coursera's exercise 4 checks it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.network import INITIALIZATIONS, Architecture, Parameters, initialize
from engine.objective import Objective


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Both gradients, and how far they are apart.

    Attributes
    ----------
    numerical, backpropagated
        Shape (n_parameters,), float64.
    relative_difference
        ‖a − b‖ / (‖a‖ + ‖b‖); far below 1e-9 where backpropagation is right.
    """

    numerical: NDArray[np.float64]
    backpropagated: NDArray[np.float64]
    relative_difference: float


def numerical_gradient(
    cost: Callable[[NDArray[np.float64]], float], at: NDArray[np.float64], *, step: float = 1e-3
) -> NDArray[np.float64]:
    """The gradient by central differences of the fourth order.

    (8 (J(w + h) − J(w − h)) − (J(w + 2h) − J(w − 2h))) / 12h for each parameter: its error falls with h⁴, so that a step
    large enough to keep rounding small is still exact to 1e-10.
    """
    gradient = np.empty_like(at)
    moved = at.copy()
    for i, value in enumerate(at):
        costs = []
        for n_steps in (1, -1, 2, -2):
            moved[i] = value + n_steps * step
            costs.append(cost(moved))
        moved[i] = value
        gradient[i] = (8 * (costs[0] - costs[1]) - (costs[2] - costs[3])) / (12 * step)
    return gradient


def check_gradient(
    architecture: Architecture, *, n_samples: int = 5, weight_decay: float = 3.0, seed: int = 1
) -> GradientCheck:
    """Check the gradient of a small network on random data, in float64.

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
    backpropagated = objective.cost_and_gradient(flat)[1].astype(np.float64)
    distance = np.linalg.norm(numerical - backpropagated)
    size = np.linalg.norm(numerical) + np.linalg.norm(backpropagated)
    return GradientCheck(numerical, backpropagated, float(distance / size))
