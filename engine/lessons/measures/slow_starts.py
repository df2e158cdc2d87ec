"""One sigmoid neuron that is to turn its only input into 0: how slowly it begins where it is very wrong.

Source: M. Nielsen, "Neural Networks and Deep Learning" (2015), chapter 3. With the squared error ½ (a − y)² the gradient
has the slope of the sigmoid as a factor, next to nothing where the neuron is sure; with cross-entropy that factor
cancels.
"""

import numpy as np

from engine.explain.worked_step import work_step
from engine.lessons.measured import Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture, Parameters
from engine.training.report import UNIT_NAMES

_INPUT, _TARGET = np.array([1.0]), np.array([0.0])
_MOST_EPOCHS = 100_000


def measure_one_neuron(subject: Subject) -> Measured:
    """Train it from a weight and a bias, and write down what it puts out before every step."""
    options = subject.options
    loss = "sigmoid-cross-entropy" if options["cross_entropy"] else "sigmoid-squared-error"
    parameters = Parameters(
        Architecture((1,), (Dense(1, LINEAR),), loss), np.array([float(options["weight"]), float(options["bias"])])
    )
    n = int(np.clip(int(options["epochs"]), 1, _MOST_EPOCHS))
    outputs, costs = np.empty(n + 1), np.empty(n + 1)
    for epoch in range(n + 1):
        check_wanted(subject.control)
        step = work_step(parameters, _INPUT, _TARGET)
        outputs[epoch], costs[epoch] = step.outputs[0], step.loss
        parameters = step.updated(float(options["rate"]))
    epochs = np.arange(n + 1.0)
    return Measured(
        {
            "first output": float(outputs[0]),
            "last output": float(outputs[-1]),
            "first cost": float(costs[0]),
            "last cost": float(costs[-1]),
            "epochs to 0.5": float(np.flatnonzero(outputs <= 0.5)[0]) if outputs[-1] <= 0.5 else float("nan"),
        },
        {"output": Curve(epochs, outputs, UNIT_NAMES["epoch"]), "cost": Curve(epochs, costs, UNIT_NAMES["epoch"])},
    )


MEASURES = (
    Measure(
        "one-neuron",
        "one sigmoid neuron with the input 1 learns to put out 0, from a weight and a bias",
        ("first output", "last output", "first cost", "last cost", "epochs to 0.5"),
        measure_one_neuron,
        drawn=("output", "cost"),
        options={"weight": 0.6, "bias": 0.9, "rate": 0.15, "epochs": 300, "cross_entropy": False},
        is_seeded=False,
        needs_data=False,
    ),
)
