"""What a network makes of digits that stand a few pixels aside."""

import numpy as np

from engine.data.dataset import Digits
from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, model_of, parts_of, train_to_the_end
from engine.text.sentence import say

_MOST = 4


def measure_moved_digits(subject: Subject) -> Measured:
    """Train a network, and let it read the validation digits moved to the right by up to four pixels.

    Of a network without hidden layers the pictures are its ten templates: the weights of each output.
    """
    report = train_to_the_end(subject.config, subject.dataset, subject.control)
    model, (_, digits) = model_of(report), parts_of(subject)
    height, width = digits.shape[:2]
    whole = digits.values("float32").reshape(len(digits), height, width)
    accuracies = []
    for shift in range(_MOST + 1):
        check_wanted(subject.control)
        moved = np.zeros_like(whole)
        moved[:, :, shift:] = whole[:, :, : width - shift]
        part = Digits(moved.reshape(len(digits), -1), digits.labels, shape=digits.shape)
        accuracies.append(model.evaluate(part).accuracy)
    pictures: tuple[CaptionedPicture, ...] = ()
    if len(report.architecture.layers) == 1:
        weights = model.parameters.weights[0].astype(np.float64)
        pictures = tuple(
            CaptionedPicture(
                weights[:, digit].reshape(height, width), say("picture.template", digit=digit), is_signed=True
            )
            for digit in range(weights.shape[1])
        )
    return Measured(
        {f"moved by {shift}": accuracy for shift, accuracy in enumerate(accuracies)},
        {"accuracy": Curve(np.arange(_MOST + 1.0), np.array(accuracies), say("axis.pixels_to_the_right"))},
        pictures=pictures,
    )


MEASURES = (
    Measure(
        "moved-digits",
        "trains a network, and lets it read digits that are moved by up to four pixels",
        tuple(f"moved by {shift}" for shift in range(_MOST + 1)),
        measure_moved_digits,
        drawn=("accuracy",),
    ),
)
