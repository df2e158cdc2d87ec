"""How large the gradient is in each hidden layer, at the start and as a network learns.

The size of a layer's gradient is ‖δ‖, the length of the gradient of its biases: of the mean error of its units over some
digits. Source: M. Nielsen, "Neural Networks and Deep Learning" (2015), chapter 5.
"""

import numpy as np
from numpy.typing import NDArray

from engine.lessons.measured import Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, model_of, parts_of, train_to_the_end
from engine.nn.network import Parameters
from engine.nn.objective import Objective
from engine.text.sentence import say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.report import UNIT_NAMES

_MOST_LAYERS = 4  # that have a number of their own


def measure_gradient_sizes(subject: Subject) -> Measured:
    """Train a network for the epochs of its settings, none included, and look at checkpoints of it."""
    recorder = CheckpointRecorder()
    report = train_to_the_end(subject.config, subject.dataset, subject.control, recorder=recorder)
    architecture = report.architecture
    learned, _ = parts_of(subject)
    digits = learned[: max(int(subject.options["digits"]), 1)]
    objective = Objective(architecture, model_of(report).scaling.apply(digits.values("float64")), digits.labels)
    epochs, sizes = [], []
    for checkpoint in recorder.checkpoints:
        check_wanted(subject.control)
        _, gradient = objective.cost_and_gradient(checkpoint.parameters.astype(np.float64))
        sizes.append([float(np.linalg.norm(biases)) for biases in Parameters(architecture, gradient).biases[:-1]])
        epochs.append(checkpoint.epoch)
    all_sizes, when = np.array(sizes), np.array(epochs)
    n_layers = all_sizes.shape[1]
    ratios: NDArray[np.float64] = all_sizes[:, 0] / all_sizes[:, -1] if n_layers else np.ones(len(when))
    names = tuple(say("axis.layer_number", number=number + 1) for number in range(n_layers))
    return Measured(
        {f"layer {number}": float(size) for number, size in enumerate(all_sizes[0][:_MOST_LAYERS], start=1)}
        | {"first over last": float(ratios[0]), "first over last in the end": float(ratios[-1])},
        {
            "by layer": Curve(np.arange(float(n_layers)), all_sizes[0], say("axis.hidden_layer"), names),
            "by layer in the end": Curve(np.arange(float(n_layers)), all_sizes[-1], say("axis.hidden_layer"), names),
            "first layer": Curve(when, all_sizes[:, 0] if n_layers else np.zeros(len(when)), UNIT_NAMES["epoch"]),
            "first over last": Curve(when, ratios, UNIT_NAMES["epoch"]),
        },
    )


MEASURES = (
    Measure(
        "gradient-sizes",
        "how large the gradient of each hidden layer is, at the start and as the network learns",
        (*(f"layer {number + 1}" for number in range(_MOST_LAYERS)), "first over last", "first over last in the end"),
        measure_gradient_sizes,
        drawn=("by layer", "by layer in the end", "first layer", "first over last"),
        options={"digits": 1000},
    ),
)
