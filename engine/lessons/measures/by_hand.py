"""Backpropagation with every number: a worked example of a textbook's size, and one weight of a real digit."""

import numpy as np

from engine.errors import ConfigurationError
from engine.explain.worked_step import WeightIndex, mazur_example, work_step
from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, parts_of
from engine.nn.gradient_check import DEBUG_WEIGHT_DECAY, check_gradient_on, make_debug_problem
from engine.nn.initializers import initialize
from engine.text.sentence import say

_STEPS = 10.0 ** np.arange(-12.0, 0.0)
_STEP = 1e-4


def measure_mazur(subject: Subject) -> Measured:
    """Matt Mazur's network of six units: forward, back, one update, then as many more as are asked for.

    Source: M. Mazur, "A step by step backpropagation example" (2015).
    """
    example = mazur_example()
    parameters, errors = example.parameters, []
    n = max(int(subject.options["updates"]), 1)
    first = work_step(parameters, example.inputs, example.targets)
    after = first.updated(example.learning_rate, biases_too=example.updates_biases)
    for _ in range(n + 1):
        check_wanted(subject.control)
        step = work_step(parameters, example.inputs, example.targets)
        errors.append(step.loss)
        parameters = step.updated(example.learning_rate, biases_too=example.updates_biases)
    return Measured(
        {
            "output 1": float(first.outputs[0]),
            "output 2": float(first.outputs[1]),
            "error": first.loss,
            "gradient of w5": first.derivative(WeightIndex(1, 0, 0)),
            "w5 after one update": float(after.weights[1][0, 0]),
            "w1 after one update": float(after.weights[0][0, 0]),
            "error after one update": errors[1],
            "error in the end": errors[-1],
        },
        {"error": Curve(np.arange(n + 1.0), np.array(errors), say("axis.update"))},
    )


def measure_one_weight(subject: Subject) -> Measured:
    """The gradient of one weight for one digit, by backpropagation and by moving the weight a little.

    The digit is the first that is there of those that are asked for, the network new, and the weight the one of its first
    layer whose gradient is the largest. ``difference`` is (E(w + h) − E(w − h)) / 2h with h = 10⁻⁴.
    """
    digits, _ = parts_of(subject)
    shown = np.flatnonzero(digits.labels == subject.options["digit"])
    if not len(shown):
        raise ConfigurationError(say("lesson.no_such_digit", digit=int(subject.options["digit"])))
    config = subject.config
    picture = digits[shown[:1]]
    architecture = config.architecture(picture.shape)
    rng = np.random.default_rng(config.seed)
    parameters = initialize(architecture, scheme=config.initialization, rng=rng, dtype="float64")
    inputs, targets = picture.values("float64")[0], np.eye(10)[picture.labels[0]]
    step = work_step(parameters, inputs, targets)
    at = step.steepest(0)

    def loss_at(moved_by: float) -> float:
        moved = parameters.copy()
        layer = architecture.layers[0]
        layer.by_source(moved.layers[0].weights)[at.source, at.unit] += moved_by
        return work_step(moved, inputs, targets).loss

    backpropagated = step.derivative(at)
    ink = inputs.astype(np.float64).reshape(picture.shape[:2]) / picture.ink
    differences = np.array([(loss_at(h) - loss_at(-h)) / (2.0 * h) for h in (*_STEPS, _STEP)])
    errors = np.abs(differences - backpropagated) / max(abs(backpropagated), np.finfo(np.float64).tiny)
    return Measured(
        {
            "backpropagated": backpropagated,
            "difference": float(differences[-1]),
            "relative error": float(errors[-1]),
        },
        {"relative error": Curve(np.log10(_STEPS), errors[:-1], say("axis.step_h"))},
        pictures=(CaptionedPicture(ink, say("picture.the_digit", digit=int(picture.labels[0]))),),
    )


def measure_gradient_check(_subject: Subject) -> Measured:
    """Exercise 4's own check: a network of 3-5-3 on five samples of sines, with weight decay 3."""
    parameters, inputs, labels = make_debug_problem()
    check = check_gradient_on(parameters, inputs, labels, weight_decay=DEBUG_WEIGHT_DECAY)
    return Measured({"relative difference": check.relative_difference})


MEASURES = (
    Measure(
        "mazur",
        "Matt Mazur's worked example of backpropagation, a network of 2-2-2",
        (
            "output 1",
            "output 2",
            "error",
            "gradient of w5",
            "w5 after one update",
            "w1 after one update",
            "error after one update",
            "error in the end",
        ),
        measure_mazur,
        drawn=("error",),
        options={"updates": 10_000},
        is_seeded=False,
        needs_data=False,
    ),
    Measure(
        "one-weight",
        "the gradient of one weight of a new network for one digit, by backpropagation and by difference",
        ("backpropagated", "difference", "relative error"),
        measure_one_weight,
        drawn=("relative error",),
        options={"digit": 3},
    ),
    Measure(
        "gradient-check",
        "exercise 4's gradient check: how far backpropagation is from differences",
        ("relative difference",),
        measure_gradient_check,
        is_seeded=False,
        needs_data=False,
    ),
)
