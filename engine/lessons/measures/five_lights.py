"""Five lights before a network is trained: what can be looked at in seconds, before hours are spent.

Source: A. Karpathy, "A Recipe for Training Neural Networks" (2019), and his course CS231n: the loss at the start, one batch
that is learned by heart, inputs that are blanked, the size of an update to that of the weights, and the gradient check.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.scaling import fit_scaling
from engine.lessons.measured import Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, some_of
from engine.nn.gradient_check import check_gradient_on
from engine.nn.network import Parameters
from engine.nn.objective import total_loss
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, split_validation, train

_N_DIGITS = 1000
_N_IN_BATCH, _N_STEPS_OF_BATCH = 20, (300, 1500)  # the second only where the first do not do
_N_STEPS = 300
_N_CHECKED_DIGITS, _N_CHECKED = 20, 200
_GUESSING = {
    "softmax-cross-entropy": math.log(10.0),
    "sigmoid-cross-entropy": 10.0 * math.log(2.0),
    "sigmoid-squared-error": 10.0 * 0.5 * 0.25,
}
"""The loss of a network that knows nothing: ten equal probabilities, or ten outputs of one half."""


@dataclass(frozen=True, slots=True)
class Light:
    """One of the five.

    Attributes
    ----------
    key
        Which: "first loss", "one batch", "blanked inputs", "update to weight" or "gradient".
    name
        For people, short.
    value
        What was measured; NaN where it cannot be.
    limits
        The least and the greatest value that is good.
    sentence
        What it says, or where to look.
    """

    key: str
    name: Sentence
    value: float
    limits: tuple[float, float]
    sentence: Sentence

    @property
    def is_good(self) -> bool:
        """Whether the value lies within the limits; else there is something to look at."""
        return self.limits[0] <= self.value <= self.limits[1]


@dataclass(frozen=True, eq=False)
class Lights:
    """All five, and of the fourth what it is layer by layer.

    Attributes
    ----------
    lights
        In the order in which to look at them.
    updates
        The standard deviation of the last update over that of the weights, of each layer that has weights; empty for a
        minimizer, which takes no such steps.
    """

    lights: tuple[Light, ...]
    updates: NDArray[np.float64]


def five_lights(config: TrainingConfig, dataset: Dataset, control: TrainingControl) -> tuple[Light, ...]:
    """The lights of a run that has not begun; some seconds. A minimizer has no "update to weight", and four.

    Parameters
    ----------
    config, dataset
        What is to be trained, and on what.
    control
        Stops it.

    Raises
    ------
    CancelledError
        If it was stopped.
    ConfigurationError, DataError
        As :func:`engine.training.train.train` does.
    """
    return look(config, dataset, control).lights


def look(config: TrainingConfig, dataset: Dataset, control: TrainingControl) -> Lights:
    """As :func:`five_lights`, with what is drawn."""
    dataset = config.apply_split(config.apply_format(dataset))
    learned, _ = split_validation(dataset, config)
    digits = some_of(learned, _N_DIGITS, config.seed)
    short = config.with_values(validation_fraction=0.0, split="given", patience=0, tolerance=0.0, augmentation="none")
    guessing = _GUESSING[config.output_loss]
    first = _first_loss(config, digits, guessing)
    check_wanted(control)
    batch = _one_batch(short, digits, guessing)
    check_wanted(control)
    trained = _shortly(short, digits, _N_STEPS)
    blanked = _blanked(short, digits, trained)
    check_wanted(control)
    updates = np.empty(0) if config.minimizer is not None else _updates(short, digits, trained)
    check_wanted(control)
    update = (_update_light(updates),) if len(updates) else ()
    return Lights((first, batch, blanked, *update, _gradient(config, digits)), updates)


def _first_loss(config: TrainingConfig, digits: Digits, guessing: float) -> Light:
    parameters = first_parameters(config, digits.shape)
    value = _loss(parameters, config, digits)
    limits = 0.75 * guessing, 1.25 * guessing
    key = "light.first_loss_good" if limits[0] <= value <= limits[1] else "light.first_loss_other"
    said = say(key, value=f"{value:.3f}", wanted=f"{guessing:.3f}")
    return Light("first loss", say("light.first_loss"), value, limits, said)


def _one_batch(config: TrainingConfig, digits: Digits, guessing: float) -> Light:
    batch = some_of(digits, _N_IN_BATCH, config.seed)
    n = len(batch)
    layers = tuple(layer for layer in config.hidden_layers if not str(layer).startswith("dropout"))
    changed = config.with_values(batch_size=n, weight_decay=0.0, schedule="constant", hidden_layers=layers)
    value, limit, steps = math.inf, 0.05 * guessing, 0
    for steps in _N_STEPS_OF_BATCH:
        report = _shortly(changed, batch, steps)
        value = _loss(Parameters(report.architecture, report.parameters), changed, batch)
        if value <= limit:
            break
    key = "light.one_batch_good" if value <= limit else "light.one_batch_other"
    said = say(key, value=f"{value:.4f}", n=n, steps=steps)
    return Light("one batch", say("light.one_batch"), value, (0.0, limit), said)


def _blanked(config: TrainingConfig, digits: Digits, trained: TrainingReport) -> Light:
    paper = replace(digits, stored=np.zeros_like(digits.pictures), rows=None)
    real, blank = (
        _loss(Parameters(report.architecture, report.parameters), config, part)
        for part, report in ((digits, trained), (paper, _shortly(config, paper, _N_STEPS)))
    )
    value = blank / real if real > 0 else math.nan
    limits = 1.1, math.inf
    key = "light.blanked_good" if limits[0] <= value <= limits[1] else "light.blanked_other"
    said = say(key, real=f"{real:.3f}", blank=f"{blank:.3f}", steps=_N_STEPS)
    return Light("blanked inputs", say("light.blanked"), value, limits, said)


def _updates(config: TrainingConfig, digits: Digits, trained: TrainingReport) -> NDArray[np.float64]:
    """By layer; runs are the same to the last bit, so the next step is the difference of two."""
    further = _shortly(config, digits, _N_STEPS + 1)
    old, new = (Parameters(report.architecture, report.parameters) for report in (trained, further))
    with np.errstate(all="ignore"):
        ratios = [
            float((b.astype(np.float64) - a).std() / a.astype(np.float64).std())
            for a, b in zip(old.weights, new.weights, strict=True)
        ]
    return np.array(ratios)


def _update_light(updates: NDArray[np.float64]) -> Light:
    limits = 1e-4, 1e-2
    with np.errstate(all="ignore"):
        distance = np.abs(np.log10(updates) + 3.0)
    layer = int(np.where(np.isnan(distance), np.inf, distance).argmax())
    value = float(updates[layer])
    key = "light.update_good" if limits[0] <= value <= limits[1] else "light.update_other"
    said = say(key, value=f"{value:.1e}", layer=layer + 1)
    return Light("update to weight", say("light.update"), value, limits, said)


def _gradient(config: TrainingConfig, digits: Digits) -> Light:
    few = digits[:_N_CHECKED_DIGITS]
    parameters = first_parameters(config, digits.shape)
    rng = np.random.default_rng([config.seed, 4])
    n = parameters.architecture.n_parameters
    chosen = np.sort(rng.permutation(n)[:_N_CHECKED])
    scaling = fit_scaling(config.input_scaling, digits)
    check = check_gradient_on(
        parameters,
        scaling.apply(few.values("float64")),
        few.labels,
        weight_decay=config.weight_decay,
        chosen=chosen,
    )
    value, limits = check.relative_difference, (0.0, 1e-6)
    key = "light.gradient_good" if limits[0] <= value <= limits[1] else "light.gradient_other"
    said = say(key, value=f"{value:.1e}", n=len(chosen))
    return Light("gradient", say("light.gradient"), value, limits, said)


def _shortly(config: TrainingConfig, digits: Digits, n_steps: int) -> TrainingReport:
    """The first steps of a run on these digits."""
    longer = config.with_values(epochs=max(config.epochs, _N_STEPS + 1, n_steps))
    return train(longer, _dataset_of(digits), control=TrainingControl(stops_after=n_steps))


def _loss(parameters: Parameters, config: TrainingConfig, digits: Digits) -> float:
    """The mean loss on these digits, scaled as if they were what is learned from."""
    scaling = fit_scaling(config.input_scaling, digits)
    inputs = parameters.as_inputs(scaling.apply(digits.values("float64")))
    with np.errstate(all="ignore"):
        return total_loss(parameters, inputs, digits.labels) / len(digits)


def _dataset_of(digits: Digits) -> Dataset:
    return Dataset("some digits", "some digits", digits.compact(), np.empty(0, dtype=np.intp), has_fixed_split=True)


def measure_five_lights(subject: Subject) -> Measured:
    """The lights as numbers."""
    found = look(subject.config, subject.dataset, subject.control)
    names = tuple(say("axis.layer_number", number=number + 1) for number in range(len(found.updates)))
    return Measured(
        {light.key: light.value for light in found.lights}
        | {"good lights": float(sum(light.is_good for light in found.lights))},
        {"update to weight": Curve(np.arange(float(len(names))), found.updates, say("axis.layer"), names)},
    )


MEASURES = (
    Measure(
        "five-lights",
        "first loss, one batch, blanked inputs, update to weight, gradient: before a network is trained",
        ("first loss", "one batch", "blanked inputs", "update to weight", "gradient", "good lights"),
        measure_five_lights,
        drawn=("update to weight",),
    ),
)
