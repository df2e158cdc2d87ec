"""The same training run by this program's engine and by its peers: what the benchmarks compare it with.

Each runner trains a new network of one hidden layer by gradient descent with momentum, in float32, on the same digits, and
returns the seconds that it took: as a user calls it, from the digits in memory to the end of the last epoch. What JAX
compiles of convolutional networks stands here, too.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier

from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.generator import write_block
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture
from engine.training.config import FULL_BATCH, TrainingConfig
from engine.training.train import train

HAS_PYTORCH = importlib.util.find_spec("torch") is not None
HAS_JAX = importlib.util.find_spec("jax") is not None
HAS_C = shutil.which("cc") is not None
LEARNING_RATE = 0.05
MOMENTUM = 0.9
_JAX_PART = 16  # digits whose gradient a convolutional network computes at once


@dataclass(frozen=True)
class Workload:
    """What is trained.

    Attributes
    ----------
    n_hidden
        Units of the hidden layer.
    activation
        "sigmoid", "tanh" or "relu".
    batch_size
        Digits of a step.
    epochs
        How often all digits are gone through.
    """

    n_hidden: int
    activation: str
    batch_size: int
    epochs: int


def generated_digits(n_samples: int, *, seed: int = 0) -> Dataset:
    """The program's own handwriting as float32 numbers, which all can take as they are; all of it to train on."""
    labels, stored = write_block(n_samples, np.random.default_rng(seed))
    digits = Digits(stored.astype(np.float32) / 255, labels)
    return Dataset("handwriting", "Generated handwriting", digits, np.arange(0), has_fixed_split=True)


Runner = Callable[[Workload, Dataset], float]


def run_digit_lab(work: Workload, dataset: Dataset) -> float:
    """This program's engine, with the learning curve that it always records."""
    config = TrainingConfig(
        hidden_layers=(work.n_hidden,),
        hidden_activation=work.activation,
        optimizer="momentum",
        learning_rate=LEARNING_RATE,
        momentum=MOMENTUM,
        batch_size=FULL_BATCH if work.batch_size >= len(dataset.train) else work.batch_size,
        epochs=work.epochs,
        validation_fraction=0.0,
        split="given",
    )
    start = time.perf_counter()
    report = train(config, dataset)
    seconds = time.perf_counter() - start
    assert report.state == "finished", report.message
    return seconds


def run_scikit_learn(work: Workload, dataset: Dataset) -> float:
    """scikit-learn's ``MLPClassifier``, with the loss curve that it always records."""
    size = min(work.batch_size, len(dataset.train))
    classifier = scikit_learn_network(work.n_hidden, work.activation, size, epochs=work.epochs)
    pictures, labels = _plain(dataset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "did not converge": it was not meant to
        start = time.perf_counter()
        classifier.fit(pictures, labels)
        return time.perf_counter() - start


def scikit_learn_network(n_hidden: int, activation: str, batch_size: int, *, epochs: int, seed: int = 0) -> Any:
    """An ``MLPClassifier`` that is trained as the others are, and never stops by itself."""
    return MLPClassifier(
        hidden_layer_sizes=(n_hidden,),
        activation={"sigmoid": "logistic"}.get(activation, activation),
        solver="sgd",
        alpha=0.0,
        learning_rate_init=LEARNING_RATE,
        momentum=MOMENTUM,
        nesterovs_momentum=False,
        batch_size=batch_size,
        max_iter=epochs,
        tol=0.0,
        n_iter_no_change=epochs + 1,
        random_state=seed,
    )


def run_pytorch(work: Workload, dataset: Dataset, *, compiles: bool = False) -> float:
    """PyTorch's modules and optimizer, in the loop that its users write; no learning curve.

    With ``compiles``, forward pass and loss go through ``torch.compile``, before the time is taken.
    """
    import torch  # type: ignore[import-not-found,unused-ignore]

    pictures, labels = (torch.from_numpy(array) for array in _plain(dataset))
    n_samples, size = len(pictures), work.batch_size
    is_whole = size >= n_samples  # then nobody picks digits out, in whatever order
    model, loss_on = _pytorch_model(dataset.n_inputs, work.n_hidden, work.activation, size if compiles else 0)
    if compiles:
        for n in {min(size, n_samples), n_samples % size or size}:
            loss_on(pictures[:n], labels[:n]).backward()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    start = time.perf_counter()
    for _ in range(work.epochs):
        batches = [slice(None)] if is_whole else torch.randperm(n_samples).split(size)
        for chosen in batches:
            inputs, targets = pictures[chosen], labels[chosen]
            optimizer.zero_grad()
            loss_on(inputs, targets).backward()
            optimizer.step()
    return time.perf_counter() - start


@cache
def _pytorch_model(n_inputs: int, n_hidden: int, activation: str, compiled_for: int) -> tuple[Any, Callable[..., Any]]:
    """A model, and its loss on a batch; compiled for batches of that size, or as it is for 0."""
    import torch
    from torch import nn  # type: ignore[import-not-found,unused-ignore]

    hidden = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}[activation]
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(n_inputs, n_hidden), hidden(), nn.Linear(n_hidden, 10))
    loss_of = nn.CrossEntropyLoss()

    def loss_on(inputs: Any, targets: Any) -> Any:
        return loss_of(model(inputs), targets)

    if compiled_for:
        torch._dynamo.reset()  # else it gives up after eight networks
        return model, torch.compile(loss_on, dynamic=False)
    return model, loss_on


def run_c(work: Workload, dataset: Dataset, *, n_threads: int = 1) -> float:
    """``step.c``, compiled for this very processor: how fast it can be. No learning curve, sigmoid units.

    A last batch of fewer digits is left out.

    Raises
    ------
    ValueError
        If the units are others.
    """
    if work.activation != "sigmoid":
        raise ValueError(f"step.c has sigmoid units only, got {work.activation}")
    pictures, labels = _plain(dataset)
    n, n_inputs = pictures.shape
    size, lanes = min(work.batch_size, n), 16
    n_hidden = -(-work.n_hidden // lanes) * lanes
    rng = np.random.default_rng(0)
    parameters = np.zeros(n_inputs * n_hidden + n_hidden + n_hidden * lanes + lanes + lanes, np.float32)
    first = parameters[: n_inputs * n_hidden].reshape(n_inputs, n_hidden)
    first[:, : work.n_hidden] = rng.normal(0, n_inputs**-0.5, (n_inputs, work.n_hidden))
    velocity = np.zeros_like(parameters)
    memory = np.zeros(size * (n_inputs + 2 * n_hidden + lanes) + (n_hidden + 2) * lanes, np.float32)
    own = _c_train()
    start = time.perf_counter()
    for _ in range(work.epochs):
        order = rng.permutation(n)
        arrays = (pictures, labels, order)
        own(
            *(ctypes.c_void_p(array.ctypes.data) for array in arrays),
            *(ctypes.c_long(number) for number in (n, size, n_inputs, n_hidden)),
            *(ctypes.c_void_p(array.ctypes.data) for array in (parameters, velocity, memory)),
            ctypes.c_float(LEARNING_RATE),
            ctypes.c_float(MOMENTUM),
            ctypes.c_int(n_threads),
        )
    return time.perf_counter() - start


@cache
def _c_train() -> Callable[..., Any]:
    """The function ``train`` of ``step.c``."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "step.so"
        options = ["-O3", "-march=native", "-ffast-math", "-fopenmp", "-shared", "-fPIC", "-lm"]
        source = str(Path(__file__).with_name("step.c"))
        subprocess.run(["cc", source, "-o", str(library), *options], check=True)
        function: Callable[..., Any] = ctypes.CDLL(str(library)).train
    return function


def run_jax(work: Workload, dataset: Dataset) -> float:
    """JAX with a whole epoch in one ``lax.scan``, which is compiled when it is run for the first time; no learning curve.

    A last batch of fewer digits is left out.
    """
    import jax.numpy as jnp  # type: ignore[import-not-found,unused-ignore]

    pictures, labels = (jnp.asarray(array) for array in _plain(dataset))
    rng = np.random.default_rng(0)
    size = min(work.batch_size, len(pictures))
    n_batches = len(pictures) // size
    epoch = jax_epoch(work.activation)
    start = time.perf_counter()
    sizes = (dataset.n_inputs, work.n_hidden, 10)
    parameters = [
        (jnp.asarray(rng.normal(0, n_in**-0.5, (n_in, n_out)).astype(np.float32)), jnp.zeros(n_out))
        for n_in, n_out in pairwise(sizes)
    ]
    velocity = [(jnp.zeros_like(weights), jnp.zeros_like(biases)) for weights, biases in parameters]
    for _ in range(work.epochs):
        order = jnp.asarray(rng.permutation(len(pictures))[: n_batches * size].reshape(n_batches, size))
        parameters, velocity = epoch(parameters, velocity, pictures, labels, order)
    parameters[0][0].block_until_ready()
    return time.perf_counter() - start


@cache
def jax_epoch(activation: str) -> Callable[..., Any]:
    """``(parameters, velocity, pictures, labels, order)`` -> parameters and velocity after the batches in that order."""
    import jax  # type: ignore[import-not-found,unused-ignore]
    import jax.numpy as jnp  # type: ignore[import-not-found,unused-ignore]

    hidden = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}[activation]

    def loss_of(parameters: Any, inputs: Any, targets: Any) -> Any:
        (first, first_biases), (second, second_biases) = parameters
        logits = hidden(inputs @ first + first_biases) @ second + second_biases
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), targets[:, None], 1))

    return _jax_epoch(jax.grad(loss_of), LEARNING_RATE, MOMENTUM)


def _jax_epoch(gradient_of: Callable[..., Any], learning_rate: float, momentum: float) -> Callable[..., Any]:
    """Steps by ``gradient_of(parameters, pictures, labels)`` in one compiled scan; no momentum, no velocity."""
    import jax

    @partial(jax.jit, donate_argnums=(0, 1))
    def epoch(parameters: Any, velocity: Any, pictures: Any, labels: Any, order: Any) -> Any:
        def step(carry: Any, chosen: Any) -> Any:
            parameters, velocity = carry
            gradient = gradient_of(parameters, pictures[chosen], labels[chosen])
            if momentum:
                velocity = jax.tree.map(lambda v, g: momentum * v - learning_rate * g, velocity, gradient)
                return (jax.tree.map(lambda p, v: p + v, parameters, velocity), velocity), None
            return (jax.tree.map(lambda p, g: p - learning_rate * g, parameters, gradient), velocity), None

        return jax.lax.scan(step, (parameters, velocity), order)[0]

    return epoch  # type: ignore[no-any-return,unused-ignore]


def jax_convolutional_start(architecture: Architecture, rng: np.random.Generator) -> tuple[Any, Any]:
    """Parameters by He's rule, a pair for each layer that has some, and velocities of zero."""
    import jax
    import jax.numpy as jnp

    parameters = []
    for layer, before in zip(architecture.layers, architecture.shapes[:-1], strict=True):
        if isinstance(layer, Convolution):
            sides = before[2] * layer.size**2, layer.n_filters
        elif isinstance(layer, Dense):
            sides = int(np.prod(before)), layer.units
        else:
            continue
        weights = rng.normal(0, np.sqrt(2 / sides[0]), sides).astype(np.float32)
        parameters.append((jnp.asarray(weights), jnp.zeros(sides[1])))
    return parameters, jax.tree.map(jnp.zeros_like, parameters)


@cache
def jax_convolutional_epoch(architecture: Architecture, learning_rate: float, momentum: float) -> Callable[..., Any]:
    """What :func:`jax_epoch` is, for convolutions, pools of 2x2 and rectified units, written as is fastest for JAX here.

    What filters see is copied for one product a layer, and a gradient is summed over parts of 16 digits. JAX's own
    convolution takes four to six times as long, its own window for pools 1.4 times, 128 digits at once up to 2.7 times.
    """
    import jax
    import jax.numpy as jnp

    logits_of = jax_convolutional_logits(architecture)

    def loss_of(parameters: Any, inputs: Any, targets: Any) -> Any:
        return -jnp.sum(jnp.take_along_axis(jax.nn.log_softmax(logits_of(parameters, inputs)), targets[:, None], 1))

    def gradient_of(parameters: Any, inputs: Any, targets: Any) -> Any:
        n = len(targets)
        size = _JAX_PART if n % _JAX_PART == 0 else n

        def add(total: Any, part: Any) -> Any:
            return jax.tree.map(jnp.add, total, jax.grad(loss_of)(parameters, *part)), None

        parts = inputs.reshape(-1, size, inputs.shape[1]), targets.reshape(-1, size)
        total = jax.lax.scan(add, jax.tree.map(jnp.zeros_like, parameters), parts)[0]
        return jax.tree.map(lambda values: values / n, total)

    return _jax_epoch(gradient_of, learning_rate, momentum)


@cache
def jax_convolutional_logits(architecture: Architecture) -> Callable[[Any, Any], Any]:
    """``(parameters, pictures as rows)`` -> the last layer's z, compiled."""
    import jax
    import jax.numpy as jnp

    def maps_of(layer: Convolution, values: Any, weights: Any) -> Any:
        margin = layer.margin
        values = jnp.pad(values, ((0, 0), (margin, margin), (margin, margin), (0, 0)))
        height, width = (side - layer.size + 1 for side in values.shape[1:3])
        offsets = [(i, j) for i in range(layer.size) for j in range(layer.size)]
        return jnp.concatenate([values[:, i : i + height, j : j + width] for i, j in offsets], axis=3) @ weights

    def logits_of(parameters: Any, inputs: Any) -> Any:
        values, left = inputs.reshape(-1, *architecture.input_shape), list(parameters)
        for layer in architecture.layers:
            if isinstance(layer, Convolution):  # the pool first, which leaves less to rectify, as here
                weights, biases = left.pop(0)
                maps = maps_of(layer, values, weights)
                n, height, width, n_maps = maps.shape
                pooled = maps.reshape(n, height // 2, 2, width // 2, 2, n_maps).max(axis=(2, 4))
                values = jax.nn.relu(pooled + biases)
            elif isinstance(layer, Dense):
                weights, biases = left.pop(0)
                z = values.reshape(len(values), -1) @ weights + biases
                values = jax.nn.relu(z) if left else z
        return values

    return jax.jit(logits_of)  # type: ignore[no-any-return,unused-ignore]


def hold_to(n_threads: int) -> None:
    """Let all programs use so many threads and, on Linux, cores. To be called before JAX is loaded, which counts them."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-n_threads:])
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    if n_threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    set_pytorch_threads(n_threads)


def runners(activation: str, n_threads: int) -> dict[str, Runner]:
    """This program first, then its peers that are on this computer and have such units."""
    found: dict[str, Runner] = {"Digit Lab": run_digit_lab, "scikit-learn": run_scikit_learn}
    if HAS_PYTORCH:
        found["PyTorch"] = run_pytorch
        if HAS_C:  # torch.compile writes C++
            found["PyTorch, compiled"] = partial(run_pytorch, compiles=True)
    if HAS_JAX:
        found["JAX"] = run_jax
    if HAS_C and activation == "sigmoid":
        found["C"] = partial(run_c, n_threads=n_threads)
    return found


def set_pytorch_threads(n_threads: int) -> None:
    """PyTorch's threads are its own; threadpoolctl does not reach all of them."""
    if HAS_PYTORCH:
        import torch

        torch.set_num_threads(n_threads)


def time_matrix_products(work: Workload, n_samples: int, n_inputs: int = 400, n_outputs: int = 10) -> float:
    """Seconds of the bare matrix products of as many steps: forward, backward, gradients; nothing else.

    Five products per step: two forward, one for the hidden layer's error, two for the gradients.
    """
    rng = np.random.default_rng(0)
    size = min(work.batch_size, n_samples)

    def matrix(rows: int, columns: int) -> NDArray[np.float32]:
        return rng.random((rows, columns), np.float32)

    inputs, hidden, outputs = matrix(size, n_inputs), matrix(size, work.n_hidden), matrix(size, n_outputs)
    first, second = matrix(n_inputs, work.n_hidden), matrix(work.n_hidden, n_outputs)
    hidden_out, outputs_out = np.empty_like(hidden), np.empty_like(outputs)
    first_gradient, second_gradient = np.empty_like(first), np.empty_like(second)
    start = time.perf_counter()
    for _ in range(work.epochs * (n_samples // size)):
        np.dot(inputs, first, out=hidden_out)
        np.dot(hidden, second, out=outputs_out)
        np.dot(hidden.T, outputs, out=second_gradient)
        np.dot(outputs, second.T, out=hidden_out)
        np.dot(inputs.T, hidden, out=first_gradient)
    return time.perf_counter() - start


def _plain(dataset: Dataset) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    return dataset.train.values("float32").astype(np.float32), dataset.train.labels.astype(np.int64)
