"""How fast the cost and gradient of the course's exercise 4 are: 5,000 digits, 400-25-10, float64, weight decay 1.

    uv run tests/benchmarks/cost.py [--rounds N] [--json FILE]

against its two big matrix products alone, and against two ways that the notebooks take: the logarithms of the cost one by
one in Python, and a loop over the digits, each forward, backward, and two outer products. All take their turn in a round,
on one thread; figures are medians of the rounds' ratios. All ways give the same numbers, or the benchmark stops.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import Objective, one_hot
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.peers import generated_digits

N_DIGITS = 5000
WEIGHT_DECAY = 1.0
ARCHITECTURE = Architecture.dense(n_inputs=400, hidden_layers=(25,), output_loss="sigmoid-cross-entropy")

Matrix: TypeAlias = NDArray[np.float64]


def cost_with_single_logarithms(
    parameters: Parameters, inputs: Matrix, targets: Matrix, decay: float
) -> tuple[float, Matrix]:
    """Products of matrices, and a logarithm at a time."""
    hidden, outputs = _forward(parameters, inputs)
    cost = 0.0
    for output_row, target_row in zip(outputs, targets, strict=True):
        for output, target in zip(output_row, target_row, strict=True):
            cost -= target * math.log(output) + (1.0 - target) * math.log(1.0 - output)
    delta = outputs - targets
    hidden_delta = delta @ parameters.weights[1].T * hidden * (1.0 - hidden)
    gradients = [inputs.T @ hidden_delta, hidden.T @ delta, hidden_delta.sum(axis=0), delta.sum(axis=0)]
    return _with_decay(parameters, cost, gradients, len(inputs), decay)


def cost_with_outer_products(
    parameters: Parameters, inputs: Matrix, targets: Matrix, decay: float
) -> tuple[float, Matrix]:
    """Digit by digit, forward and backward, as the exercise's text has it."""
    cost = 0.0
    gradients = [np.zeros(array.shape) for array in (*parameters.weights, *parameters.biases)]
    for pixels, target in zip(inputs, targets, strict=True):
        units, output = _forward(parameters, pixels)
        cost -= float((target * np.log(output) + (1.0 - target) * np.log(1.0 - output)).sum())
        delta = output - target
        hidden_delta = parameters.weights[1] @ delta * units * (1.0 - units)
        gradients[0] += np.outer(pixels, hidden_delta)
        gradients[1] += np.outer(units, delta)
        gradients[2] += hidden_delta
        gradients[3] += delta
    return _with_decay(parameters, cost, gradients, len(inputs), decay)


def _forward(parameters: Parameters, inputs: Matrix) -> tuple[Matrix, Matrix]:
    hidden = 1.0 / (1.0 + np.exp(-(inputs @ parameters.weights[0] + parameters.biases[0])))
    return hidden, 1.0 / (1.0 + np.exp(-(hidden @ parameters.weights[1] + parameters.biases[1])))


def _with_decay(
    parameters: Parameters, cost: float, gradients: list[Matrix], n_samples: int, decay: float
) -> tuple[float, Matrix]:
    gradients = [gradient / n_samples for gradient in gradients]
    cost /= n_samples
    for number, weights in enumerate(parameters.weights):
        cost += decay / (2 * n_samples) * float((weights**2).sum())
        gradients[number] = gradients[number] + decay / n_samples * weights
    return cost, np.concatenate([gradient.ravel() for gradient in gradients])


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, metavar="N")
    add_json_option(parser)
    args = parser.parse_args()
    digits = generated_digits(N_DIGITS).train
    inputs, targets = digits.stored.astype(np.float64), one_hot(digits.labels, 10, "float64").astype(np.float64)
    parameters = initialize(ARCHITECTURE, scheme="uniform", rng=np.random.default_rng(0), dtype="float64")
    objective = Objective(ARCHITECTURE, inputs, digits.labels, weight_decay=WEIGHT_DECAY)
    weights, delta = parameters.weights[0], np.random.default_rng(1).normal(size=(N_DIGITS, 25))
    values, gradient = np.empty_like(delta), np.empty_like(weights)

    def products() -> None:
        np.dot(inputs, weights, out=values)
        np.dot(inputs.T, delta, out=gradient)

    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: objective.cost_and_gradient(parameters.flat),
        "products": products,
        "logarithms": lambda: cost_with_single_logarithms(parameters, inputs, targets, WEIGHT_DECAY),
        "outer products": lambda: cost_with_outer_products(parameters, inputs, targets, WEIGHT_DECAY),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    with threadpool_limits(1):
        cost, exact = objective.cost_and_gradient(parameters.flat)
        for slow in (cost_with_single_logarithms, cost_with_outer_products):
            its_cost, its_gradient = slow(parameters, inputs, targets, WEIGHT_DECAY)
            np.testing.assert_allclose(its_cost, cost, rtol=1e-12)
            np.testing.assert_allclose(its_gradient, exact, rtol=0, atol=1e-13)
        for _ in range(args.rounds):
            for name, run in ways.items():
                start = time.perf_counter()
                run()
                times[name].append(time.perf_counter() - start)
    own = np.array(times["ours"])
    figures = [
        Figure("cost and gradient", float(np.median(own)) * 1000, unit="ms"),
        Figure("as long as its two big products", float(np.median(own / np.array(times["products"]))), at_most=1.3),
        Figure(
            "times as fast as with single logarithms",
            float(np.median(np.array(times["logarithms"]) / own)),
            at_least=4.0,
        ),
        Figure(
            "times as fast as with outer products",
            float(np.median(np.array(times["outer products"]) / own)),
            at_least=12.0,
        ),
    ]
    return finish(f"cost and gradient of {N_DIGITS:,} digits, {ARCHITECTURE}, float64, one thread", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
