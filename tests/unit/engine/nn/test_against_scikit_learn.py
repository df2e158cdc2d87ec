"""The same run in scikit-learn: from the same start, on the same batches, every epoch has the same loss.

scikit-learn's ``MLPClassifier`` adds alpha / (2 n) Σ w² to the loss of a batch of n samples, so that its decay per sample
is alpha / n; here it is λ / m with all m samples that are trained on. Where all batches have n samples, λ = alpha m / n
makes the two exactly the same.
"""

import warnings
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from engine.data.loading import load_dataset
from engine.nn.backpropagation import Backpropagation
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import decay_cost, one_hot
from engine.optim.optimizers import OPTIMIZERS

N_EPOCHS = 5
LEARNING_RATES = {"gradient-descent": 0.3, "momentum": 0.1, "nesterov": 0.1, "adam": 0.005}
SOLVERS: dict[str, dict[str, Any]] = {
    "gradient-descent": {"solver": "sgd", "momentum": 0.0},
    "momentum": {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": False},
    "nesterov": {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True},
    "adam": {"solver": "adam", "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
}
SKLEARN_ACTIVATIONS = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}


# scikit-learn has no types
class _StartedAt(MLPClassifier):  # type: ignore[misc]
    """scikit-learn's network, started from given parameters instead of its own random ones."""

    start: Parameters

    def _init_coef(self, fan_in: int, fan_out: int, dtype: Any) -> Any:
        layer = self.start.architecture.weight_shapes.index((fan_in, fan_out))
        return self.start.weights[layer].astype(dtype), self.start.biases[layer].astype(dtype)


def _their_losses(
    start: Parameters, images: NDArray[np.float64], labels: NDArray[np.intp], optimizer: str, **options: Any
) -> tuple[list[float], Parameters]:
    network = _StartedAt(
        hidden_layer_sizes=start.architecture.hidden_layers,
        activation=SKLEARN_ACTIVATIONS[start.architecture.hidden_activation],
        learning_rate_init=LEARNING_RATES[optimizer],
        max_iter=N_EPOCHS,
        shuffle=False,
        **SOLVERS[optimizer],
        **options,
    )
    network.start = start
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(images, labels)
    flat = np.concatenate([array.ravel() for array in (*network.coefs_, *network.intercepts_)])
    return network.loss_curve_, Parameters(start.architecture, flat)


def _our_losses(
    start: Parameters,
    images: NDArray[np.float64],
    labels: NDArray[np.intp],
    optimizer: str,
    *,
    batch_size: int,
    weight_decay: float,
) -> tuple[list[float], Parameters]:
    parameters, architecture, m = start.copy(), start.architecture, len(images)
    targets = one_hot(labels, architecture.n_outputs, "float64")
    backpropagation = Backpropagation(architecture, max_batch=batch_size, dtype="float64")
    steps = OPTIMIZERS[optimizer].make(parameters.flat)
    losses = []
    for _ in range(N_EPOCHS):
        total = 0.0
        for first in range(0, m, batch_size):
            batch = slice(first, first + batch_size)
            logits = np.empty_like(targets[batch])
            total += len(logits) * decay_cost(parameters, weight_decay, m)
            gradient = backpropagation.run(
                parameters, images[batch], targets[batch], logits=logits, decay=weight_decay / m
            )
            total += float(architecture.loss.per_sample(logits, labels[batch]).sum())
            steps.step(parameters.flat, gradient, learning_rate=LEARNING_RATES[optimizer], momentum=0.9)
        losses.append(total / m)
    return losses, parameters


def _start(hidden_activation: str = "sigmoid", hidden_layers: tuple[int, ...] = (25,)) -> Parameters:
    architecture = Architecture.dense(
        hidden_layers=hidden_layers, hidden_activation=hidden_activation, output_loss="softmax-cross-entropy"
    )
    return initialize(architecture, scheme="glorot", rng=np.random.default_rng(1), dtype="float64")


def _digits(n_samples: int) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    digits = load_dataset("uci-digits").digits[:n_samples]
    return digits.values("float64").astype(np.float64), digits.labels


@pytest.mark.parametrize("alpha", [0.0, 0.1])
@pytest.mark.parametrize("optimizer", SOLVERS)
def test_every_epochs_loss_is_scikit_learns(optimizer: str, alpha: float) -> None:
    images, labels = _digits(1500)
    start = _start()

    theirs, their_end = _their_losses(start, images, labels, optimizer, batch_size=50, alpha=alpha)
    ours, our_end = _our_losses(start, images, labels, optimizer, batch_size=50, weight_decay=alpha * 1500 / 50)

    assert len(theirs) == N_EPOCHS
    assert ours[-1] < 0.8 * ours[0]  # something was learned
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
    np.testing.assert_allclose(our_end.flat, their_end.flat, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("hidden_activation", "hidden_layers"), [("tanh", (12,)), ("relu", (16, 12)), ("tanh", ())])
def test_so_it_is_with_other_networks_and_a_short_last_batch(
    hidden_activation: str, hidden_layers: tuple[int, ...]
) -> None:
    images, labels = _digits(1797)
    start = _start(hidden_activation, hidden_layers)

    theirs, their_end = _their_losses(start, images, labels, "momentum", batch_size=200, alpha=0.0)
    ours, our_end = _our_losses(start, images, labels, "momentum", batch_size=200, weight_decay=0.0)

    assert 1797 % 200 != 0
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
    np.testing.assert_allclose(our_end.flat, their_end.flat, rtol=0, atol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("optimizer", ["momentum", "nesterov", "adam"])
def test_losses_of_different_optimizers_are_far_enough_apart_to_be_told(optimizer: str) -> None:
    images, labels = _digits(1500)
    start = _start()
    others = [name for name in SOLVERS if name != optimizer]

    theirs, _ = _their_losses(start, images, labels, optimizer, batch_size=50, alpha=0.0)

    for other in others:
        ours, _ = _our_losses(start, images, labels, other, batch_size=50, weight_decay=0.0)
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) > 1e-3
