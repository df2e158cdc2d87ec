"""How fast a convolutional network is trained, against PyTorch, JAX and a plain NumPy program on the same batches.

    uv run tests/benchmarks/convolution.py [--rounds N] [--seconds S] [--batches N ...] [--json FILE]
    uv run --with torch --with jax tests/benchmarks/convolution.py

Each step is forward, backward and update (gradient descent) of one batch of random pictures in float32, on one thread. The
two networks, rectified units throughout:

    20x20    conv 8 5x5, pool 2, conv 16 5x5, pool 2, 64, 10
    LeNet    conv 6 5x5 same, pool 2, conv 16 5x5, pool 2, 120, 84, 10 on 28x28

All take their turn in every round; figures are medians, by the processor's time of the process, which on an idle machine is
the time on the clock. The plain NumPy program stands below, and is what one writes who knows how: pictures with their
channels last, what the filters see copied by one strided copy, one product a layer, the input gradient by k² strided
additions, a pool as the maximum of four views. JAX learns 1,024 digits in one compiled ``lax.scan``: the batch again and
again, in other orders. Exits with 0 if every figure that was to be reached is.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from engine.ink.input_formats import INPUT_FORMATS
from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation
from engine.nn.initializers import initialize
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture
from engine.nn.objective import one_hot
from engine.optim.optimizers import OPTIMIZERS
from engine.training.config import TrainingConfig, parse_hidden_layers
from tests.benchmarks import peers
from tests.benchmarks.figures import Figure, add_json_option, finish

NETWORKS = {
    "20x20": ("20x20", "conv 8 5x5, pool 2, conv 16 5x5, pool 2, 64"),
    "LeNet": ("28x28", "conv 6 5x5 same, pool 2, conv 16 5x5, pool 2, 120, 84"),
}
BATCHES = (16, 32, 64, 128)
LEAST = {
    ("20x20", "PyTorch", 16): 1.5,
    ("20x20", "PyTorch", 64): 1.0,
    ("LeNet", "PyTorch", 64): 0.7,
    ("20x20", "plain NumPy", 64): 1.15,
}
"""What was to be reached: times as fast as the peer, by network, peer and batch."""
RATE = 0.01
JAX_EPOCH = 1024  # digits
Batch = tuple[NDArray[np.float32], NDArray[np.intp]]


@dataclass(frozen=True)
class Step:
    """What a program is timed at.

    Attributes
    ----------
    run
        Learns a batch, or several.
    n_batches
        How many.
    """

    run: Callable[[], object]
    n_batches: int = 1


def architecture_of(network: str) -> Architecture:
    """One of the two."""
    form, text = NETWORKS[network]
    layers = parse_hidden_layers(text, input_shape=INPUT_FORMATS[form].shape)
    config = TrainingConfig(hidden_layers=layers, hidden_activation="relu", initialization="he", input_format=form)
    return config.architecture()


def random_batch(architecture: Architecture, n: int) -> Batch:
    """Pictures and labels."""
    rng = np.random.default_rng(0)
    return rng.random((n, architecture.n_inputs), np.float32), rng.integers(0, 10, n)


def our_step(architecture: Architecture, batch: Batch) -> Step:
    """A step of this program's engine."""
    inputs, labels = batch
    parameters = initialize(architecture, scheme="he", rng=np.random.default_rng(1))
    backpropagation = Backpropagation(architecture, max_batch=len(inputs))
    optimizer = OPTIMIZERS["gradient-descent"].make(parameters.flat)
    targets = one_hot(labels, architecture.n_outputs)
    logits: Floats = np.empty_like(targets)

    def step() -> None:
        gradient = backpropagation.run(parameters, inputs, targets, logits=logits)
        optimizer.step(parameters.flat, gradient, learning_rate=RATE, momentum=0.0)

    return Step(step)


def pytorch_step(architecture: Architecture, batch: Batch) -> Step:
    """A step of PyTorch's modules and optimizer, as its users write it."""
    import torch  # type: ignore[import-not-found,unused-ignore]
    from torch import nn  # type: ignore[import-not-found,unused-ignore]

    inputs, labels = (torch.from_numpy(array) for array in batch)
    inputs = inputs.reshape(-1, 1, *architecture.input_shape[:2])
    modules: list[nn.Module] = []
    for layer, before in zip(architecture.layers, architecture.shapes[:-1], strict=True):
        if isinstance(layer, Convolution):  # the pool first, which leaves less to rectify, as here
            convolution = nn.Conv2d(before[2], layer.n_filters, layer.size, padding=layer.margin)
            modules += [convolution, nn.MaxPool2d(2), nn.ReLU()]
        elif isinstance(layer, Dense):
            modules += [nn.Flatten()] if len(before) == 3 else []
            modules += [nn.Linear(int(np.prod(before)), layer.units), nn.ReLU()]
    model = nn.Sequential(*modules[:-1])
    loss_of, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=RATE)

    def step() -> None:
        optimizer.zero_grad()
        loss_of(model(inputs), labels).backward()
        optimizer.step()

    return Step(step)


def jax_step(architecture: Architecture, batch: Batch) -> Step:
    """An epoch of JAX's."""
    import jax  # type: ignore[import-not-found,unused-ignore]
    import jax.numpy as jnp  # type: ignore[import-not-found,unused-ignore]

    pictures, labels = (jnp.asarray(array) for array in batch)
    rng = np.random.default_rng(1)
    state = peers.jax_convolutional_start(architecture, rng)
    epoch = peers.jax_convolutional_epoch(architecture, RATE, 0.0)
    n_batches = max(JAX_EPOCH // len(pictures), 1)
    order = jnp.asarray([rng.permutation(len(pictures)) for _ in range(n_batches)])

    def step() -> None:
        nonlocal state
        state = jax.block_until_ready(epoch(*state, pictures, labels, order))

    return Step(step, n_batches)


class _PlainConvolution:
    """A convolution, rectified units and a pool of 2x2, channels last."""

    def __init__(self, layer: Convolution, shape: tuple[int, ...], rng: np.random.Generator) -> None:
        height, width, channels = shape
        self.size, self.margin = layer.size, layer.margin
        self.places = (height + 2 * layer.margin - layer.size + 1, width + 2 * layer.margin - layer.size + 1)
        n_seen = channels * layer.size**2
        self.weights = rng.normal(0, np.sqrt(2 / n_seen), (n_seen, layer.n_filters)).astype(np.float32)
        self.biases = np.zeros(layer.n_filters, np.float32)

    def forward(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        margin = self.margin
        if margin:
            picture = np.pad(picture, ((0, 0), (margin, margin), (margin, margin), (0, 0)))
        self.padded_shape = picture.shape
        n, _, _, channels = picture.shape
        at_n, at_y, at_x, at_c = picture.strides
        shape = (n, *self.places, self.size, self.size, channels)
        seen = as_strided(picture, shape, (at_n, at_y, at_x, at_y, at_x, at_c))
        self.seen = np.ascontiguousarray(seen).reshape(-1, len(self.weights))
        self.maps = np.maximum((self.seen @ self.weights).reshape(n, *self.places, -1) + self.biases, 0)
        views = self._views(self.maps)
        pooled: NDArray[np.float32] = np.maximum(np.maximum(views[0], views[1]), np.maximum(views[2], views[3]))
        self.outputs = pooled
        return pooled

    def _views(self, maps: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        height, width = self.places[0] // 2 * 2, self.places[1] // 2 * 2
        return [maps[:, i:height:2, j:width:2] for i in (0, 1) for j in (0, 1)]

    def backward(self, delta: NDArray[np.float32], *, needs_input_gradient: bool) -> NDArray[np.float32] | None:
        delta = delta.reshape(self.outputs.shape)
        maps_delta = np.zeros_like(self.maps)
        is_open = np.ones(delta.shape, bool)
        for view, share in zip(self._views(self.maps), self._views(maps_delta), strict=True):
            is_largest = (view == self.outputs) & is_open
            is_open ^= is_largest
            share[...] = delta * is_largest
        error = (maps_delta * (self.maps > 0)).reshape(len(self.seen), -1)
        gradient, bias_gradient = self.seen.T @ error, error.sum(axis=0)
        below = self._input_gradient(error) if needs_input_gradient else None
        self.weights -= RATE * gradient
        self.biases -= RATE * bias_gradient
        return below

    def _input_gradient(self, error: NDArray[np.float32]) -> NDArray[np.float32]:
        height, width = self.places
        shares = (error @ self.weights.T).reshape(-1, height, width, self.size, self.size, self.padded_shape[3])
        below = np.zeros(self.padded_shape, np.float32)
        for i in range(self.size):
            for j in range(self.size):
                below[:, i : i + height, j : j + width] += shares[:, :, :, i, j]
        margin = self.margin
        return below[:, margin:-margin, margin:-margin] if margin else below


class _PlainDense:
    """A dense layer of rectified units, or the output layer."""

    def __init__(self, n_inputs: int, n_units: int, *, is_last: bool, rng: np.random.Generator) -> None:
        self.weights = rng.normal(0, np.sqrt(2 / n_inputs), (n_inputs, n_units)).astype(np.float32)
        self.biases = np.zeros(n_units, np.float32)
        self.is_last = is_last

    def forward(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        self.inputs = values.reshape(len(values), -1)
        z = self.inputs @ self.weights + self.biases
        self.outputs: NDArray[np.float32] = z if self.is_last else np.maximum(z, 0)
        return self.outputs

    def backward(self, delta: NDArray[np.float32], *, needs_input_gradient: bool) -> NDArray[np.float32] | None:
        if not self.is_last:
            delta = delta * (self.outputs > 0)
        below = delta @ self.weights.T if needs_input_gradient else None
        self.weights -= RATE * (self.inputs.T @ delta)
        self.biases -= RATE * delta.sum(axis=0)
        return below


def plain_step(architecture: Architecture, batch: Batch) -> Step:
    """A step of the plain NumPy program."""
    inputs, labels = batch
    n, rng = len(inputs), np.random.default_rng(1)
    layers: list[_PlainConvolution | _PlainDense] = []
    for layer, before in zip(architecture.layers, architecture.shapes[:-1], strict=True):
        if isinstance(layer, Convolution):
            layers.append(_PlainConvolution(layer, before, rng))
        elif isinstance(layer, Dense):
            is_last = layer is architecture.layers[-1]
            layers.append(_PlainDense(int(np.prod(before)), layer.units, is_last=is_last, rng=rng))
    pictures = inputs.reshape(n, *architecture.input_shape)
    rows = np.arange(n)

    def step() -> None:
        values = pictures
        for layer in layers:
            values = layer.forward(values)
        exponentials = np.exp(values - values.max(axis=1, keepdims=True))
        delta: NDArray[np.float32] | None = exponentials / exponentials.sum(axis=1, keepdims=True)
        assert delta is not None
        delta[rows, labels] -= 1
        delta /= n
        for layer in reversed(layers):
            assert delta is not None
            delta = layer.backward(delta, needs_input_gradient=layer is not layers[0])

    return Step(step)


MAKERS: dict[str, Callable[[Architecture, Batch], Step]] = {
    "Digit Lab": our_step,
    "plain NumPy": plain_step,
    **({"PyTorch": pytorch_step} if peers.HAS_PYTORCH else {}),
    **({"JAX": jax_step} if peers.HAS_JAX else {}),
}
"""Every program that takes its turn."""


def measure(network: str, batch_size: int, *, rounds: int, seconds: float) -> list[Figure]:
    """Digits a second of all programs with this network and batch, and how they compare."""
    architecture = architecture_of(network)
    batch = random_batch(architecture, batch_size)
    steps = {name: make(architecture, batch) for name, make in MAKERS.items()}
    speeds: dict[str, list[float]] = {name: [] for name in steps}
    for step in steps.values():
        _seconds_of(step, 3)  # whatever is done once is done before
    for _ in range(rounds):
        for name, step in steps.items():
            n_steps = max(round(seconds / (_seconds_of(step, 1) + 1e-9)), 1)
            speeds[name].append(n_steps * step.n_batches * batch_size / _seconds_of(step, n_steps))
    called = f"{network}, batch {batch_size}"
    figures = [Figure(f"{called}: {name}", float(np.median(each)), unit="digits/s") for name, each in speeds.items()]
    own = np.array(speeds["Digit Lab"])
    return figures + [
        Figure(
            f"{called}: times as fast as {peer}",
            float(np.median(own / np.array(speeds[peer]))),
            at_least=LEAST.get((network, peer, batch_size)),
        )
        for peer in list(steps)[1:]
    ]


def _seconds_of(step: Step, n: int) -> float:
    start = time.process_time()
    for _ in range(n):
        step.run()
    return time.process_time() - start


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    parser.add_argument("--seconds", type=float, default=0.3, metavar="S", help="of each program's part of a round")
    parser.add_argument("--batches", type=int, nargs="*", default=BATCHES)
    parser.add_argument("--networks", nargs="*", choices=NETWORKS, default=tuple(NETWORKS))
    add_json_option(parser)
    args = parser.parse_args()
    peers.hold_to(1)
    figures = []
    with threadpool_limits(1):
        for network in args.networks:
            for batch_size in args.batches:
                figures += measure(network, batch_size, rounds=args.rounds, seconds=args.seconds)
    title = "training convolutional networks, one thread each"
    missing = [name for name in ("PyTorch", "JAX") if name not in MAKERS]
    if missing:
        title += f"; not on this computer: {', '.join(missing)}"
    return finish(title, figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
