"""The loss along a line and over a plane between two networks.

The line between two points of the space of all weights, by I. Goodfellow, O. Vinyals and A. Saxe, "Qualitatively
characterizing neural network optimization problems" (2015): w = (1 − α) w₀ + α w₁. Over the plane, the second direction is
drawn at random and normalized filter by filter, by H. Li et al., "Visualizing the loss landscape of neural nets" (2018):
each unit's part of it is as long as the unit's own weights, so that networks of different weights can be compared.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.errors import ConfigurationError
from engine.lessons.lesson import Value
from engine.lessons.measured import Curve, Measure, Measured, Subject, Surface
from engine.lessons.measures.trained import check_wanted, model_of, parts_of, some_of, train_to_the_end
from engine.nn.network import Parameters
from engine.nn.objective import total_loss
from engine.text.sentence import say
from engine.training.train import first_parameters

_OPTIONS: dict[str, Value] = {
    "other_optimizer": "",
    "other_learning_rate": 0.0,
    "other_batch_size": 0,
    "other_seed": 0,
    "digits": 2000,
}
_BEYOND = 0.25  # how far the line goes on at both ends


def measure_line(subject: Subject) -> Measured:
    """The loss on some of the digits that are learned, from one network straight to another."""
    here = _Landscape(subject)
    shares = np.linspace(-_BEYOND, 1.0 + _BEYOND, _count(subject.options["points"]))
    losses = np.array([here.loss(here.first + share * here.way) for share in shares])
    between = losses[(shares >= 0.0) & (shares <= 1.0)]
    ends = here.loss(here.first), here.loss(here.first + here.way)
    return Measured(
        {
            "loss at 0": ends[0],
            "loss at 1": ends[1],
            "barrier": max(float(between.max()) - max(ends), 0.0),
            "distance": float(np.linalg.norm(here.way)),
        },
        {"loss": Curve(shares, losses, say("axis.share_of_the_way"))},
    )


def measure_plane(subject: Subject) -> Measured:
    """The same over a plane: the way to the other network, and a random direction that is normalized filter by filter."""
    here = _Landscape(subject)
    n = _count(subject.options["points"])
    along, across = np.linspace(-0.5, 1.5, n), np.linspace(-1.0, 1.0, n)
    direction = here.random_direction(np.random.default_rng([subject.config.seed, 7]))
    losses = np.empty((n, n))
    for row, y in enumerate(across):
        for column, x in enumerate(along):
            losses[row, column] = here.loss(here.first + x * here.way + y * direction)
    return Measured(
        {"least loss": float(losses.min()), "greatest loss": float(losses.max())},
        surfaces={"loss": Surface(along, across, losses, ((0.0, 0.0, here.names[0]), (1.0, 0.0, here.names[1])))},
    )


class _Landscape:
    """Two networks of one shape, and the loss anywhere between and around them."""

    def __init__(self, subject: Subject) -> None:
        self._control, config = subject.control, subject.config
        report = train_to_the_end(config, subject.dataset, self._control)
        self._architecture = report.architecture
        digits = some_of(parts_of(subject)[0], _count(subject.options["digits"]), config.seed)
        self._labels = digits.labels
        self._dtype = config.computed_in
        self._inputs = model_of(report).inputs_of(digits.values(self._dtype))
        end = report.parameters.astype(np.float64)
        changes = _changes(subject.options)
        if changes:
            other = train_to_the_end(config.with_values(**changes), subject.dataset, self._control)
            self.first, second = end, other.parameters.astype(np.float64)
            self.names = say("picture.first_network"), say("picture.second_network")
        else:
            start = first_parameters(config, report.architecture.input_shape)
            self.first, second = start.flat.astype(np.float64), end
            self.names = say("picture.start"), say("picture.end")
        self.way: NDArray[np.float64] = second - self.first

    def loss(self, flat: NDArray[np.float64]) -> float:
        """The mean loss of a network, without weight decay."""
        check_wanted(self._control)
        parameters = Parameters(self._architecture, flat.astype(self._dtype))
        with np.errstate(all="ignore"):
            return total_loss(parameters, self._inputs, self._labels) / len(self._labels)

    def random_direction(self, rng: np.random.Generator) -> NDArray[np.float64]:
        """Of each unit as long as its weights in the second network are; biases stay."""
        end = Parameters(self._architecture, self.first + self.way)
        direction = Parameters.zeros(self._architecture, "float64")
        for layer, own, into in zip(self._architecture.layers, end.layers, direction.layers, strict=True):
            if own.weights.size:
                drawn = rng.normal(size=own.weights.shape)
                by_unit, lengths = layer.by_source(drawn), layer.by_source(own.weights)
                into.weights[...] = drawn
                scale = np.linalg.norm(lengths, axis=0) / np.linalg.norm(by_unit, axis=0)
                layer.by_source(into.weights)[...] = by_unit * scale
        return direction.flat.astype(np.float64)


def _changes(options: Mapping[str, Value]) -> dict[str, Value]:
    """The settings of the second network that differ."""
    names = ("optimizer", "learning_rate", "batch_size", "seed")
    return {name: options[f"other_{name}"] for name in names if options[f"other_{name}"]}


def _count(value: Value) -> int:
    n = int(value)
    if not 2 <= n <= 100_000:
        raise ConfigurationError(say("lesson.other_number", option="points", most=100_000, n=n))
    return n


MEASURES = (
    Measure(
        "loss-line",
        "the loss on the straight line from a network's start to its end, or to a network of other settings",
        ("loss at 0", "loss at 1", "barrier", "distance"),
        measure_line,
        drawn=("loss",),
        options={**_OPTIONS, "points": 31},
    ),
    Measure(
        "loss-plane",
        "the loss over a plane through the same two networks",
        ("least loss", "greatest loss"),
        measure_plane,
        drawn=("loss",),
        options={**_OPTIONS, "digits": 500, "points": 25},
    ),
)
