"""Whether a network is as often right as it is sure, and what it makes of what is no digit.

The expected calibration error is the mean distance between how sure the readings in a bin of equal width are and how
many of them are right, weighted by how many there are: C. Guo et al., "On calibration of modern neural networks" (2017).
"""

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Digits
from engine.data.resampling import resampled_digits
from engine.evaluation.predictions import Readings, read_digits
from engine.explain.ideal_picture import CertainNoise
from engine.ink.input_formats import FRAME
from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, model_of, parts_of, some_of, train_to_the_end
from engine.models.model import Model
from engine.models.rejection import are_digits
from engine.text.sentence import say

_SURE = 0.9
_N_GROWN, _MOST_STEPS = 3, 400
_SHOWN = 4


def measure_calibration(subject: Subject) -> Measured:
    """Train a network, and compare how sure it is of the validation digits with how many it reads right."""
    model, digits = _trained(subject)
    readings = _read(model, digits)
    sure, right = readings.confidence.astype(np.float64), readings.is_right
    n_bins = int(np.clip(int(subject.options["bins"]), 2, 100))
    error, means, shares = calibration(sure, right, n_bins)
    return Measured(
        {
            "accuracy": float(right.mean()),
            "mean certainty": float(sure.mean()),
            "calibration error": error,
            "sure and wrong": float((~right & (sure >= _SURE)).sum() / max((sure >= _SURE).sum(), 1)),
        },
        {"share right": Curve(means, shares, say("axis.how_sure"))},
    )


def calibration(
    sure: NDArray[np.float64], right: NDArray[np.bool_], n_bins: int
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """The expected calibration error, and of each bin that is not empty how sure its readings are and how many are right.

    Parameters
    ----------
    sure
        The probability of what each digit was read as, shape (n,).
    right
        Whether it is that, shape (n,).
    n_bins
        Of equal width, from 0 to 1.
    """
    number = np.minimum((sure * n_bins).astype(np.intp), n_bins - 1)
    counts = np.bincount(number, minlength=n_bins)
    filled = counts > 0
    means = np.bincount(number, sure, n_bins)[filled] / counts[filled]
    shares = np.bincount(number, right.astype(np.float64), n_bins)[filled] / counts[filled]
    return float((np.abs(means - shares) * counts[filled]).sum() / len(sure)), means, shares


def measure_no_digits(subject: Subject) -> Measured:
    """Train a network, and show it noise, scribbles, and noise that was changed until it was certain."""
    from engine.data.handwriting.scribbles import scribbled_digits  # which takes a while: not at the program's start

    model, digits = _trained(subject)
    n, seed = int(np.clip(int(subject.options["pictures"]), 1, 100_000)), subject.config.seed
    rng = np.random.default_rng([seed, 6])
    some = some_of(digits, n, seed)
    ink, form = model.input_format.ink, model.input_format
    noise = Digits(ink * rng.random((n, some.n_pixels)), np.zeros(n, np.intp), shape=some.shape)
    framed = scribbled_digits(n, seed=seed)
    scribbles = resampled_digits(framed, form)
    check_wanted(subject.control)
    sure = {
        name: float((_read(model, of).confidence >= _SURE).mean())
        for name, of in (("digits", some), ("noise", noise), ("scribbles", scribbles))
    }
    refused = {
        name: 1.0 - float(are_digits(of.values("float64")).mean())
        for name, of in (("digits", resampled_digits(some, FRAME)), ("scribbles", framed))
    }
    grown = []
    for digit in range(_N_GROWN):
        check_wanted(subject.control)
        certain = CertainNoise(model, digit, seed=seed)
        certain.grow(_MOST_STEPS)
        grown.append(certain)
    side = form.shape[:2]
    pictures = [
        CaptionedPicture(
            certain.picture.reshape(side) / ink, say("picture.read_as", share=certain.probability, digit=digit)
        )
        for digit, certain in enumerate(grown)
    ]
    read = _read(model, scribbles[:_SHOWN])
    values = scribbles[:_SHOWN].values("float64") / ink
    pictures += [
        CaptionedPicture(picture.reshape(side), say("picture.read_as", share=certainty, digit=digit))
        for picture, certainty, digit in zip(values, read.confidence.tolist(), read.predicted.tolist(), strict=True)
    ]
    names = {"digits": say("axis.digits"), "noise": say("axis.noise"), "scribbles": say("axis.scribbles")}
    return Measured(
        {
            "digits surely read": sure["digits"],
            "noise surely read": sure["noise"],
            "scribbles surely read": sure["scribbles"],
            "grown noise surely read": float(np.mean([certain.is_certain for certain in grown])),
            "scribbles refused": refused["scribbles"],
            "digits refused": refused["digits"],
        },
        {
            "surely read": Curve(
                np.arange(3.0), np.array([sure[name] for name in names]), say("axis.shown"), tuple(names.values())
            )
        },
        pictures=tuple(pictures),
    )


def _trained(subject: Subject) -> tuple[Model, Digits]:
    """The network, and the digits to try it on."""
    model = model_of(train_to_the_end(subject.config, subject.dataset, subject.control))
    return model, parts_of(subject)[1]


def _read(model: Model, digits: Digits) -> Readings:
    readings = read_digits(model, digits)
    assert readings is not None  # noqa: S101 - nobody cancels it
    return readings


MEASURES = (
    Measure(
        "calibration",
        "trains a network, and compares how sure it is with how often it is right",
        ("accuracy", "mean certainty", "calibration error", "sure and wrong"),
        measure_calibration,
        drawn=("share right",),
        options={"bins": 10},
    ),
    Measure(
        "no-digits",
        "trains a network, and shows it noise and scribbles; sure is from 90 % on",
        (
            "digits surely read",
            "noise surely read",
            "scribbles surely read",
            "grown noise surely read",
            "scribbles refused",
            "digits refused",
        ),
        measure_no_digits,
        drawn=("surely read",),
        options={"pictures": 1000},
    ),
)
