"""Reading digits without a network: by how dark they are, and by the nearest mean picture."""

import numpy as np

from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import parts_of
from engine.text.sentence import say, verbatim


def measure_darkness(subject: Subject) -> Measured:
    """Guess the digit whose mean darkness is nearest to that of the picture.

    Source: M. Nielsen, "Neural Networks and Deep Learning" (2015), chapter 1: 2,225 of MNIST's 10,000 test digits.
    """
    train, validation = parts_of(subject)
    darkness = train.values("float64").mean(axis=1)
    means = np.array([darkness[train.labels == digit].mean() for digit in range(10)])
    guessed = np.abs(validation.values("float64").mean(axis=1)[:, np.newaxis] - means).argmin(axis=1)
    digits = tuple(verbatim(str(digit)) for digit in range(10))
    return Measured(
        {"accuracy": float((guessed == validation.labels).mean())},
        {"darkness": Curve(np.arange(10.0), means / train.ink, say("axis.digit"), digits)},
    )


def measure_nearest_mean(subject: Subject) -> Measured:
    """Guess the digit whose mean picture is nearest, as the root of the sum of squares measures it."""
    train, validation = parts_of(subject)
    pixels = train.values("float64")
    means = np.stack([pixels[train.labels == digit].mean(axis=0) for digit in range(10)])
    # |x − m|² = |x|² − 2 x·m + |m|², and |x|² is the same for all m
    distances = (means**2).sum(axis=1) - 2.0 * validation.values("float64") @ means.T
    guessed = distances.argmin(axis=1)
    pictures = tuple(
        CaptionedPicture(mean.reshape(train.shape[:2]) / train.ink, say("picture.mean", digit=digit))
        for digit, mean in enumerate(means)
    )
    return Measured({"accuracy": float((guessed == validation.labels).mean())}, pictures=pictures)


MEASURES = (
    Measure(
        "darkness",
        "guesses each digit by how dark the picture is",
        ("accuracy",),
        measure_darkness,
        drawn=("darkness",),
        is_seeded=False,
    ),
    Measure(
        "nearest-mean",
        "guesses the digit whose mean picture is nearest",
        ("accuracy",),
        measure_nearest_mean,
        is_seeded=False,
    ),
)
