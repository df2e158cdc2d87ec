"""How long it takes to read 97 and 99 of 100 of MNIST's validation digits, against the strongest peers.

    DIGITLAB_DATA=FOLDER uv run --with torch --with jax tests/benchmarks/time_to_accuracy.py \
        [--rounds N] [--accuracy 97 99] [--peers JAX PyTorch scikit-learn] [--json FILE]

Every program learns the first 50,000 of MNIST's training digits (28x28) and, after each epoch, reads the last 10,000; the
seconds until it reads enough of them count, that reading included. 97 %: 784-100-10, sigmoid units, batches of 32, gradient
descent with momentum. 99 %: conv 16 5x5, pool 2, conv 32 5x5, pool 2, 128, rectified units, batches of 64, at a lower rate;
scikit-learn has no convolution. One thread each (or ``--threads``), in turn, a seed a round; figures are medians, with the
least and the most. All start alike: Glorot's weights for sigmoid units, He's for rectified ones. JAX compiles before.
FOLDER holds MNIST's two files of training digits, or they have been downloaded.
"""

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from engine.data.dataset import Dataset
from engine.data.mnist.dataset import load_mnist_training
from engine.ink.input_formats import LARGE_FRAME
from engine.training.config import TrainingConfig, parse_hidden_layers
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train
from tests.benchmarks import peers
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.mnist import N_TRAIN

MOST_EPOCHS = 40
DENSE = TrainingConfig(
    hidden_layers=(100,),
    input_format="28x28",
    optimizer="momentum",
    learning_rate=peers.LEARNING_RATE,
    momentum=peers.MOMENTUM,
    batch_size=32,
    epochs=MOST_EPOCHS,
    validation_fraction=0.1,
    split="given",
)
CONVOLUTIONAL = DENSE.with_values(
    hidden_layers=parse_hidden_layers("conv 16 5x5, pool 2, conv 32 5x5, pool 2, 128", input_shape=(28, 28, 1)),
    hidden_activation="relu",
    learning_rate=0.02,
    initialization="he",
    batch_size=64,
)
GOALS = {97: ("97 %, 784-100-10", DENSE), 99: ("99 %, two convolutions", CONVOLUTIONAL)}
"""By the percentage to be reached: what the figures are called, and what is trained."""
PEERS = ("scikit-learn", "JAX", "PyTorch")
Pictures = NDArray[np.float32]
Labels = NDArray[np.int64]
Epochs = Callable[[TrainingConfig, Pictures, Labels, Pictures, int], Iterator[NDArray[np.integer]]]
"""What a peer reads the validation digits as, after each epoch: ``(settings, pictures, labels, others, seed)``."""


def own_seconds(config: TrainingConfig, dataset: Dataset, least: float) -> float:
    """Until this program's run has an epoch whose validation digits are read well enough."""
    control = TrainingControl()
    reached: list[float] = []

    def note(report: TrainingReport) -> None:
        if any(point.validation_accuracy >= least for point in report.points) and not reached:
            reached.append(time.perf_counter())
            control.stop()

    started = time.perf_counter()
    train(config, dataset, control=control, publish=note)
    return reached[0] - started if reached else np.nan


def peer_seconds(epochs: Epochs, config: TrainingConfig, dataset: Dataset, least: float) -> float:
    """Until a peer has had an epoch after which it reads the validation digits well enough."""
    pictures = dataset.digits.values("float32").astype(np.float32, copy=False)
    labels = dataset.digits.labels.astype(np.int64)
    learned, read = slice(N_TRAIN), slice(N_TRAIN, None)
    own = pictures[learned], labels[learned], pictures[read]
    started = time.perf_counter()
    for answers in epochs(config, *own, config.seed):
        if np.mean(answers == labels[read]) >= least:
            return time.perf_counter() - started
    return np.nan


def scikit_learn_epochs(
    config: TrainingConfig, pictures: Pictures, labels: Labels, others: Pictures, seed: int
) -> Iterator[NDArray[np.integer]]:
    """``MLPClassifier``, an epoch at a time."""
    classifier = peers.scikit_learn_network(100, "sigmoid", config.batch_size, epochs=1, seed=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "did not converge": one epoch was asked for
        for _ in range(MOST_EPOCHS):
            classifier.partial_fit(pictures, labels, classes=np.arange(10))
            yield classifier.predict(others)


def pytorch_epochs(
    config: TrainingConfig, pictures: Pictures, labels: Labels, others: Pictures, seed: int
) -> Iterator[NDArray[np.integer]]:
    """PyTorch's modules and optimizer, as its users write them."""
    import torch  # type: ignore[import-not-found,unused-ignore]
    from torch import nn  # type: ignore[import-not-found,unused-ignore]

    torch.manual_seed(seed)
    learned, read = torch.from_numpy(pictures), torch.from_numpy(others)
    targets = torch.from_numpy(labels)
    if config.hidden_activation == "relu":
        learned, read = learned.reshape(-1, 1, 28, 28), read.reshape(-1, 1, 28, 28)
        maps = [nn.Conv2d(1, 16, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(16, 32, 5), nn.MaxPool2d(2), nn.ReLU()]
        model = nn.Sequential(*maps, nn.Flatten(), nn.Linear(512, 128), nn.ReLU(), nn.Linear(128, 10))
    else:
        model = nn.Sequential(nn.Linear(784, 100), nn.Sigmoid(), nn.Linear(100, 10))
    for module in model:
        if isinstance(module, nn.Linear | nn.Conv2d):
            start = nn.init.kaiming_normal_ if config.hidden_activation == "relu" else nn.init.xavier_uniform_
            start(module.weight)
            nn.init.zeros_(module.bias)
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=config.learning_rate, momentum=peers.MOMENTUM)
    for _ in range(MOST_EPOCHS):
        for chosen in torch.randperm(len(targets)).split(config.batch_size):
            optimizer.zero_grad()
            loss_of(model(learned[chosen]), targets[chosen]).backward()
            optimizer.step()
        with torch.no_grad():
            yield torch.cat([model(part).argmax(dim=1) for part in read.split(1000)]).numpy()


def jax_epochs(
    config: TrainingConfig, pictures: Pictures, labels: Labels, others: Pictures, seed: int
) -> Iterator[NDArray[np.integer]]:
    """A whole epoch in one ``lax.scan``; 16 of 50,000 digits are left out of each, as they fill no batch."""
    import jax  # type: ignore[import-not-found,unused-ignore]
    import jax.numpy as jnp  # type: ignore[import-not-found,unused-ignore]

    rng = np.random.default_rng(seed)
    learned, targets, read = jnp.asarray(pictures), jnp.asarray(labels), jnp.asarray(others)
    if config.hidden_activation == "relu":
        architecture = config.architecture()
        epoch = peers.jax_convolutional_epoch(architecture, config.learning_rate, config.momentum)
        logits_of = peers.jax_convolutional_logits(architecture)
        parameters, velocity = peers.jax_convolutional_start(architecture, rng)
    else:
        epoch, logits_of = peers.jax_epoch("sigmoid"), _dense_logits
        parameters = [
            (jnp.asarray(rng.uniform(-1, 1, (i, o)).astype(np.float32) * np.sqrt(6 / (i + o))), jnp.zeros(o))
            for i, o in ((784, 100), (100, 10))
        ]
        velocity = jax.tree.map(jnp.zeros_like, parameters)
    n_batches = len(labels) // config.batch_size
    for _ in range(MOST_EPOCHS):
        order = rng.permutation(len(labels))[: n_batches * config.batch_size].reshape(n_batches, -1)
        parameters, velocity = epoch(parameters, velocity, learned, targets, jnp.asarray(order))
        parts = np.split(np.arange(len(others)), 10)
        yield np.concatenate([np.asarray(logits_of(parameters, read[part]).argmax(axis=1)) for part in parts])


def _dense_logits(parameters: Any, inputs: Any) -> Any:
    import jax

    (first, first_biases), (second, second_biases) = parameters
    return jax.nn.sigmoid(inputs @ first + first_biases) @ second + second_biases


def measure(
    name: str, config: TrainingConfig, dataset: Dataset, least: float, rounds: int, wanted: Sequence[str]
) -> list[Figure]:
    """Seconds of this program and of those peers that are wanted, and how many times as long as this one each takes."""
    programs: dict[str, Epochs] = {}
    if config.hidden_activation != "relu" and "scikit-learn" in wanted:
        programs["scikit-learn"] = scikit_learn_epochs
    if peers.HAS_JAX and "JAX" in wanted:
        programs["JAX"] = jax_epochs
        peer_seconds(jax_epochs, config, dataset, 0.0)  # compiles
    if peers.HAS_PYTORCH and "PyTorch" in wanted:
        programs["PyTorch"] = pytorch_epochs
    seconds: dict[str, list[float]] = {"Digit Lab": [], **{program: [] for program in programs}}
    for seed in range(1, rounds + 1):
        seeded = config.with_values(seed=seed)
        seconds["Digit Lab"].append(own_seconds(seeded, dataset, least))
        for program, epochs in programs.items():
            seconds[program].append(peer_seconds(epochs, seeded, dataset, least))
    own = float(np.median(seconds["Digit Lab"]))
    figures = [
        Figure(f"{name}: {program}{said}", float(of(each)), unit="s")
        for program, each in seconds.items()
        for said, of in (("", np.median), (", the least", np.min), (", the most", np.max))
    ]
    return figures + [
        Figure(f"{name}: times as fast as {program}", float(np.median(seconds[program])) / own) for program in programs
    ]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--accuracy", type=int, nargs="+", choices=GOALS, default=list(GOALS), metavar="PERCENT")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS, metavar="NAME")
    add_json_option(parser)
    args = parser.parse_args()
    peers.hold_to(args.threads)
    folder = os.environ.get("DIGITLAB_DATA")
    dataset = load_mnist_training(form=LARGE_FRAME, folder=Path(folder) if folder else None)
    with threadpool_limits(args.threads):
        figures = [
            figure
            for percent in args.accuracy
            for figure in measure(*GOALS[percent], dataset, percent / 100, args.rounds, args.peers)
        ]
    return finish(f"time to an accuracy on MNIST, {args.threads} thread(s)", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
