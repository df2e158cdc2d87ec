"""Over- and underfitting: made-up curves on both sides of each threshold, and short real runs."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits
from engine.evaluation.fit_diagnosis import FitDiagnosis, diagnose_fit
from engine.training.config import TrainingConfig
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import train

NAN = float("nan")
_N = 50
_EPOCHS = np.arange(_N, dtype=float)


def _diagnosed(
    losses: ArrayLike, accuracies: ArrayLike, validation_losses: ArrayLike, validation_accuracies: ArrayLike
) -> FitDiagnosis:
    """One point an epoch, 50 epochs; a number stands for a constant curve."""
    curves = [
        np.broadcast_to(np.asarray(curve, dtype=float), (_N,))
        for curve in (losses, accuracies, validation_losses, validation_accuracies)
    ]
    return diagnose_fit(_EPOCHS, curves[0], curves[1], validation_losses=curves[2], validation_accuracies=curves[3])


def _of(points: list[HistoryPoint]) -> FitDiagnosis:
    columns = np.array(points, dtype=float).reshape(-1, 5).T
    return diagnose_fit(*columns[:3], validation_losses=columns[3], validation_accuracies=columns[4])


def _falling(start: float, end: float, *, rate: float = 0.2) -> np.ndarray:
    return end + (start - end) * np.exp(-rate * _EPOCHS)


# Made-up curves


def test_without_points_or_without_validation_it_says_what_to_do() -> None:
    nothing = _of([])
    assert nothing.fit == "none"
    assert "Press Train" in str(nothing.advice)
    not_validated = _diagnosed(_falling(2.3, 0.1), 0.97, NAN, NAN)
    assert not_validated.fit == "not validated"
    assert "Validation above 0 %" in str(not_validated.advice)
    assert len(not_validated.gaps) == 0


def test_four_measurements_are_too_few_and_five_are_not() -> None:
    points = [HistoryPoint(epoch, 2.0 - 0.1 * epoch, 0.5, 2.0 - 0.1 * epoch, 0.5) for epoch in range(5)]
    assert _of(points[:4]).fit == "early"
    assert "4 of the 5" in str(_of(points[:4]).verdict)
    assert _of(points).fit == "underfitting"


def test_a_validation_loss_that_rises_again_is_overfitting() -> None:
    rising = np.where(_EPOCHS < 20, _falling(2.3, 0.3), 0.3 + 0.01 * (_EPOCHS - 20))
    found = _diagnosed(_falling(2.3, 0.01), 0.999, rising, 0.93)
    assert found.fit == "overfitting"
    assert "near epoch 2" in str(found.verdict)  # the smoothed curve is least a little after the 20th
    assert "Stop earlier" in str(found.advice)
    np.testing.assert_array_equal(found.validation_losses, rising)


@pytest.mark.parametrize(("share", "fit"), [(0.05, "good"), (0.15, "overfitting")])
def test_it_has_to_rise_by_a_tenth(share: float, fit: str) -> None:
    curve = np.where(_EPOCHS < 30, _falling(2.3, 0.3, rate=0.5), 0.3 * (1 + share))
    assert _diagnosed(_falling(2.3, 0.25, rate=0.12), 0.95, curve, 0.94).fit == fit


def test_noise_of_a_loss_near_zero_is_not_overfitting() -> None:
    wobbling = np.where(_EPOCHS < 25, 0.004, 0.009)
    assert _diagnosed(_falling(2.3, 0.001), 0.999, wobbling, 0.998).fit == "good"


@pytest.mark.parametrize(
    ("loss", "accuracy", "fit"), [(0.29, 0.90, "good"), (0.31, 0.98, "good"), (0.31, 0.90, "overfitting")]
)
def test_a_wide_gap_is_one_in_loss_and_in_accuracy(loss: float, accuracy: float, fit: str) -> None:
    found = _diagnosed(_falling(2.3, 0.2, rate=0.5), 0.99, _falling(2.3, loss, rate=0.5), accuracy)
    assert found.fit == fit
    assert found.gaps[-1] == pytest.approx(loss - 0.2, abs=1e-6)


@pytest.mark.parametrize(("accuracy", "fit"), [(0.89, "underfitting"), (0.91, "good")])
def test_who_reads_less_than_nine_tenths_of_the_training_digits_underfits(accuracy: float, fit: str) -> None:
    assert _diagnosed(_falling(2.3, 0.5, rate=0.5), accuracy, _falling(2.3, 0.5, rate=0.5), accuracy).fit == fit


def test_a_loss_that_falls_asks_for_patience_and_one_that_stays_for_another_network() -> None:
    slow, stuck = _falling(2.3, 0.4, rate=0.03), _falling(2.3, 1.2, rate=0.9)
    assert "Train longer" in str(_diagnosed(slow, 0.6, slow, 0.6).advice)
    assert "more hidden units" in str(_diagnosed(stuck, 0.6, stuck, 0.6).advice)
    assert _diagnosed(slow, 0.95, slow, 0.94).fit == "learning"


def test_a_loss_that_rises_or_is_no_number_diverges() -> None:
    rising = 2.3 + 0.5 * _EPOCHS
    assert _diagnosed(rising, 0.1, rising, 0.1).fit == "diverging"
    broken = np.where(_EPOCHS < 49, 1.0, NAN)
    found = _diagnosed(broken, 0.1, 1.0, 0.1)
    assert found.fit == "diverging"
    assert "lower learning rate" in str(found.advice)


def test_the_points_of_an_epoch_stand_beside_its_validation_as_their_mean() -> None:
    points = [HistoryPoint(0, 2.0, 0.1, 2.1, 0.1)]
    points += [HistoryPoint(0.5, 1.0, 0.5, NAN, NAN), HistoryPoint(1.0, 0.6, 0.7, 0.9, 0.6)]
    points += [HistoryPoint(1.5, 0.4, 0.8, NAN, NAN)]  # of an epoch that is not over
    found = _of(points)
    np.testing.assert_allclose(found.epochs, [0, 1])
    np.testing.assert_allclose(found.train_losses, [2.0, 0.8])
    np.testing.assert_allclose(found.gaps, [0.1, 0.1])


def test_iterations_are_called_so() -> None:
    rising = np.where(_EPOCHS < 20, _falling(2.3, 0.3), 0.3 + 0.01 * (_EPOCHS - 20))
    found = diagnose_fit(
        _EPOCHS,
        _falling(2.3, 0.01),
        np.full(_N, 0.99),
        validation_losses=rising,
        validation_accuracies=np.full(_N, 0.9),
        unit="iteration",
    )
    assert "near iteration 2" in str(found.verdict)


# Real runs


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


def _run(dataset: Dataset, **settings: object) -> FitDiagnosis:
    points: list[HistoryPoint] = []

    def publish(report: TrainingReport) -> None:
        points.extend(report.points)

    train(TrainingConfig().with_values(**settings), dataset, publish=publish)
    return _of(points)


def test_a_wide_network_on_few_digits_overfits(uci_digits: Dataset) -> None:
    few = replace(uci_digits, digits=uci_digits.digits[np.arange(1000)], test_indices=np.arange(760))
    found = _run(few, hidden_layers=(100,), learning_rate=0.5, epochs=200, batch_size=10, validation_fraction=0.5)
    assert found.fit == "overfitting"
    assert found.gaps[-1] > 0


def test_two_units_or_hardly_any_step_underfit(uci_digits: Dataset) -> None:
    assert _run(uci_digits, hidden_layers=(2,), learning_rate=0.1, epochs=30).fit == "underfitting"
    assert _run(uci_digits, hidden_layers=(25,), learning_rate=0.001, epochs=10).fit == "underfitting"


def test_a_run_that_is_under_way_is_learning(uci_digits: Dataset) -> None:
    assert _run(uci_digits, hidden_layers=(25,), learning_rate=0.1, epochs=15).fit == "learning"


def test_the_figures_that_are_told_are_the_latest_and_the_exact_one_of_the_ending() -> None:
    epochs = np.arange(1.0, 41.0)
    loss = 2.0 * np.exp(-epochs / 10)
    accuracies, validation = 1 - loss / 4, 1 - loss / 3
    diagnosis = diagnose_fit(
        epochs, loss, accuracies, validation_losses=loss, validation_accuracies=validation, final_accuracy=0.9978
    )
    verdict = str(diagnosis.verdict)
    assert f"99.8 % of the training digits and {100 * validation[-1]:.1f} % of the validation digits" in verdict
    assert f"{loss[-1]:.3f}" in verdict
