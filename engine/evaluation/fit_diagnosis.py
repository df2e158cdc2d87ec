"""Over- or underfitting, read off the learning curves, with what to try next.

The curves are compared where the validation digits were measured: each measurement stands beside the mean training loss of
the points since the one before, which is that epoch's. Both are smoothed by a running mean over a tenth of the
measurements, so that the noise of single epochs decides nothing.

Training figures are of the moment when each digit was trained on, half an epoch before the validation figures on average,
and of distorted digits where the run augments: early in a run, and with augmentation, validation can look the better one.
That is no sign of anything, and nothing here takes it for one.

The thresholds are rules of thumb for digits, where a good network reads more than 95 %; they are documented one by one.
What they look for is in Goodfellow, Bengio, Courville: Deep Learning (2016), sections 5.2 and 7.8.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.text.percent import percent_text
from engine.text.sentence import Sentence, say
from engine.training.learning_curves import LearningCurves
from engine.training.report import UNIT_NAMES, Unit

LEAST_MEASUREMENTS = 5
"""Fewer measurements of the validation digits than this say nothing yet."""
SMOOTHED_SHARE = 0.1
"""The share of the measurements that a running mean takes in."""
TREND_SHARE = 0.2
"""The last share of the measurements, over which a loss is called falling or not."""
FALLING = 0.02
"""A loss falls if it loses at least this share of itself over that stretch."""
RISEN = 0.10
"""A run diverges if its training loss is above that of its start by at least this share; the validation loss has risen
again if it is above its least value by at least this share ..."""
RISEN_LOSS = 0.01
"""... and by at least this much, lest the noise of a loss near 0 counts."""
GAP_RATIO = 1.5
"""The gap is wide if the validation loss is at least this many times the training loss ..."""
GAP_ACCURACY = 0.03
"""... and the validation accuracy is lower than the training accuracy by at least this much."""
LOW_ACCURACY = 0.90
"""A network that reads less than this share of its own training digits has not learned them."""

Fit = Literal["none", "not validated", "early", "diverging", "overfitting", "underfitting", "learning", "good"]


@dataclass(frozen=True, eq=False)
class FitDiagnosis:
    """What the curves say.

    Attributes
    ----------
    fit
        "none": there is no run; "not validated": no validation digits; "early": too few measurements; "diverging": the loss
        rises or is no number; "overfitting", "underfitting"; "learning": still getting better; "good".
    verdict
        One or two sentences: what is seen, with its figures.
    advice
        What to try next.
    epochs, train_losses, validation_losses
        The curves that were compared, shape (n_measurements,), not smoothed; a loss may be infinite or NaN.
    """

    fit: Fit
    verdict: Sentence
    advice: Sentence
    epochs: NDArray[np.float64]
    train_losses: NDArray[np.float64]
    validation_losses: NDArray[np.float64]

    @property
    def gaps(self) -> NDArray[np.float64]:
        """Validation loss minus training loss, shape (n_measurements,)."""
        return self.validation_losses - self.train_losses


@dataclass(frozen=True, eq=False)
class _Curves:
    """Smoothed curves, shape (n_measurements,) each."""

    train_loss: NDArray[np.float64]
    train_accuracy: NDArray[np.float64]
    loss: NDArray[np.float64]
    accuracy: NDArray[np.float64]


class _Told(NamedTuple):
    """The latest figures."""

    train_loss: float
    train_accuracy: float
    loss: float
    accuracy: float


def diagnose_curves(
    curves: LearningCurves, *, final_accuracy: float | None = None, final_loss: float | None = None
) -> FitDiagnosis:
    """Read the learning curves of a run: for the tab Evaluation, and for the command line when a run has ended.

    Parameters
    ----------
    curves
        The curves.
    final_accuracy, final_loss
        As in :func:`diagnose_fit`.
    """
    return diagnose_fit(
        curves.epochs,
        curves.losses,
        curves.accuracies,
        validation_losses=curves.validation_losses,
        validation_accuracies=curves.validation_accuracies,
        unit=curves.unit,
        final_accuracy=final_accuracy,
        final_loss=final_loss,
    )


def diagnose_fit(
    epochs: NDArray[np.float64],
    losses: NDArray[np.float64],
    accuracies: NDArray[np.float64],
    *,
    validation_losses: NDArray[np.float64],
    validation_accuracies: NDArray[np.float64],
    unit: Unit = "epoch",
    final_accuracy: float | None = None,
    final_loss: float | None = None,
) -> FitDiagnosis:
    """Read learning curves, see :class:`engine.training.report.HistoryPoint`.

    What they say is judged by smoothed curves; the figures that are told are the latest, as everywhere.

    Parameters
    ----------
    epochs, losses, accuracies
        Of the training digits, shape (n_points,); accuracies 0 to 1.
    validation_losses, validation_accuracies
        The same of the validation digits, NaN where they were not measured.
    unit
        What the epochs are called where the run counts in something else.
    final_accuracy, final_loss
        Of the network at the end on all training digits, where they were measured; they are told rather than the means over
        the last epoch, in which the network learned.
    """
    none = np.empty(0)
    if not len(epochs):
        return FitDiagnosis("none", say("fit.no_run"), say("fit.train_first"), none, none, none)
    measured = np.flatnonzero(np.isfinite(validation_accuracies))
    if not len(measured):
        return FitDiagnosis(
            "not validated",
            say("fit.no_validation"),
            say("fit.set_validation"),
            none,
            none,
            none,
        )
    train_losses, train_accuracies = _since_last(losses, measured), _since_last(accuracies, measured)
    measured_losses = validation_losses[measured]
    compared = (epochs[measured], train_losses, measured_losses)
    if not np.isfinite(measured_losses[-1]) or not np.isfinite(train_losses[-1]):
        return _diverging(say("fit.loss_overflowed"), *compared)
    if len(measured) < LEAST_MEASUREMENTS:
        verdict = say("fit.early", n=len(measured), needed=LEAST_MEASUREMENTS)
        return FitDiagnosis("early", verdict, say("fit.train_on"), *compared)
    width = max(1, round(SMOOTHED_SHARE * len(measured)))
    measured_accuracies = validation_accuracies[measured]
    curves = _Curves(
        *(_smoothed(values, width) for values in (train_losses, train_accuracies, measured_losses, measured_accuracies))
    )
    told = _Told(
        train_loss=float(train_losses[-1]) if final_loss is None else final_loss,
        train_accuracy=float(train_accuracies[-1]) if final_accuracy is None else final_accuracy,
        loss=float(measured_losses[-1]),
        accuracy=float(measured_accuracies[-1]),
    )
    if curves.train_loss[-1] >= (1 + RISEN) * curves.train_loss[0]:
        first, last = _number(curves.train_loss[0]), _number(curves.train_loss[-1])
        return _diverging(say("fit.loss_rises", first=first, last=last), *compared)
    return FitDiagnosis(*_judged(curves, told, compared[0], unit), *compared)


def _judged(curves: _Curves, told: _Told, epochs: NDArray[np.float64], unit: Unit) -> tuple[Fit, Sentence, Sentence]:
    """What finite curves say whose training loss has fallen."""
    train_loss, loss = float(curves.train_loss[-1]), float(curves.loss[-1])
    train_accuracy, accuracy = float(curves.train_accuracy[-1]), float(curves.accuracy[-1])
    best = int(curves.loss.argmin())
    least = float(curves.loss[best])
    read = say("fit.read", train=percent_text(told.train_accuracy), validation=percent_text(told.accuracy))
    train_number, number = _number(told.train_loss), _number(told.loss)
    if loss >= (1 + RISEN) * least and loss - least >= RISEN_LOSS and train_loss < curves.train_loss[best]:
        verdict = say(
            "fit.rises_again",
            least=_number(least),
            unit=UNIT_NAMES[unit],
            epoch=float(epochs[best]),
            loss=number,
            train_loss=train_number,
            read=read,
        )
        return "overfitting", verdict, say("fit.stop_earlier", otherwise=say("fit.against_overfitting"))
    if loss >= GAP_RATIO * train_loss and train_accuracy - accuracy >= GAP_ACCURACY:
        times = told.loss / max(told.train_loss, 1e-12)
        verdict = say("fit.wide_gap", loss=number, times=times, train_loss=train_number, read=read)
        return "overfitting", verdict, say("fit.against_overfitting")
    if train_accuracy < LOW_ACCURACY:
        if _falls(curves.train_loss):
            verdict = say("fit.underfits_and_learns", train_loss=train_number, read=read)
            return "underfitting", verdict, say("fit.train_longer")
        return "underfitting", say("fit.underfits", train_loss=train_number, read=read), say("fit.learn_more")
    if _falls(curves.loss):
        return "learning", say("fit.fits_and_learns", loss=number, read=read), say("fit.train_on")
    return "good", say("fit.fits", train_loss=train_number, loss=number, read=read), say("fit.better_still")


def _diverging(verdict: Sentence, *compared: NDArray[np.float64]) -> FitDiagnosis:
    return FitDiagnosis("diverging", verdict, say("fit.lower_rate"), *compared)


def _since_last(values: NDArray[np.float64], measured: NDArray[np.intp]) -> NDArray[np.float64]:
    """The mean of the values since the measurement before, that of the measurement among them."""
    ends = measured + 1
    starts = np.concatenate([[0], ends[:-1]])
    sums = np.add.reduceat(values[: ends[-1]], starts)
    return np.asarray(sums / (ends - starts))


def _smoothed(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of each value and the ``width - 1`` before it, of fewer at the beginning."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    ends = np.arange(1, len(values) + 1)
    starts = np.maximum(ends - width, 0)
    return np.asarray((sums[ends] - sums[starts]) / (ends - starts))


def _falls(smoothed: NDArray[np.float64]) -> bool:
    stretch = max(1, round(TREND_SHARE * len(smoothed)))
    before, now = float(smoothed[-1 - stretch]), float(smoothed[-1])
    return now <= (1 - FALLING) * before


def _number(loss: float) -> str:
    return f"{loss:.3f}" if 0.001 <= loss < 1e6 else f"{loss:.2g}"
