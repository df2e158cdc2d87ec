"""Whether the units of a layer stay alike: from equal first weights they do, for ever.

Equal weights give equal outputs, equal outputs equal gradients, and equal gradients equal weights again. A layer of such
units is worth one.
"""

import numpy as np

from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import model_of, parts_of, train_to_the_end
from engine.nn.activations import Floats
from engine.nn.network import Architecture, Parameters
from engine.text.sentence import say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.report import UNIT_NAMES

_SHOWN = 6
_ALIKE = 1e-6


def measure_symmetry(subject: Subject) -> Measured:
    """Train a network, and see how far the units of its first layer come to differ."""
    recorder = CheckpointRecorder()
    report = train_to_the_end(subject.config, subject.dataset, subject.control, recorder=recorder)
    checkpoints = recorder.checkpoints
    differences = [_greatest_difference(_first_weights(report.architecture, each.parameters)) for each in checkpoints]
    weights = _first_weights(report.architecture, report.parameters)
    _, validated = parts_of(subject)
    pictures: tuple[CaptionedPicture, ...] = ()
    shape = report.architecture.input_shape
    if weights.shape[0] == int(np.prod(shape[:2])):
        pictures = tuple(
            CaptionedPicture(
                weights[:, unit].astype(np.float64).reshape(shape[:2]),
                say("picture.unit", number=unit + 1),
                is_signed=True,
            )
            for unit in range(min(_SHOWN, weights.shape[1]))
        )
    return Measured(
        {
            "unit difference": _greatest_difference(weights),
            "different units": float(_n_different(weights)),
            "validation accuracy": model_of(report).evaluate(validated).accuracy,
        },
        {
            "unit difference": Curve(
                np.array([each.epoch for each in checkpoints]), np.array(differences), UNIT_NAMES["epoch"]
            )
        },
        pictures=pictures,
    )


def _first_weights(architecture: Architecture, flat: Floats) -> Floats:
    """Of the first layer, shape (sources, units)."""
    return architecture.layers[0].by_source(Parameters(architecture, flat).layers[0].weights)


def _n_different(weights: Floats) -> int:
    """How many units there are when those count once whose weights differ by next to nothing."""
    others, n = weights, 0
    while others.shape[1]:
        others = others[:, np.abs(others - others[:, :1]).max(axis=0) > _ALIKE]
        n += 1
    return n


def _greatest_difference(weights: Floats) -> float:
    """Between two units' weights of the same input."""
    return float(np.ptp(weights, axis=1).max()) if weights.size else 0.0


MEASURES = (
    Measure(
        "symmetry",
        "trains a network, and measures how far the units of its first layer differ",
        ("unit difference", "different units", "validation accuracy"),
        measure_symmetry,
        drawn=("unit difference",),
    ),
)
