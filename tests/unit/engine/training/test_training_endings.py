"""Runs that end before their last epoch: early stopping, divergence, and stop in the middle of a divergence."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.training import run_loop
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train

CONFIG = TrainingConfig(hidden_layers=(6,), hidden_activation="tanh", epochs=400, batch_size=7, dtype="float64")


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[TrainingReport]:
    """Reports come after every batch."""
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    return []


def _unlearnable(small_dataset: Dataset) -> Dataset:
    """Labels drawn by lot: the more is learned of the training digits, the worse are the others read."""
    labels = np.random.default_rng(3).permutation(small_dataset.digits.labels)
    return replace(small_dataset, digits=Digits(small_dataset.digits.images, labels))


@pytest.mark.parametrize(("fraction", "which"), [(0.3, "validation"), (0.0, "training")])
def test_early_stopping_takes_back_the_best_parameters_and_says_why(
    fraction: float, which: str, small_dataset: Dataset
) -> None:
    dataset = _unlearnable(small_dataset)
    # Without watched digits it is the training loss that has to rise: a step that is too long makes it.
    rate = 0.3 if which == "validation" else 12.0
    config = CONFIG.with_values(validation_fraction=fraction, learning_rate=rate, patience=6)

    report = train(config, dataset)

    losses = [point.validation_loss if which == "validation" else point.loss for point in report.points[1:]]
    best = int(np.argmin(losses)) + 1
    assert report.state == "finished"
    assert len(losses) == best + 6 < 400
    assert str(report.message).startswith(
        f"Stopped early: the {which} loss has not fallen for 6 epochs; the network of epoch {best} is kept."
    )
    np.testing.assert_array_equal(
        report.parameters, train(config.with_values(epochs=best, patience=0), dataset).parameters
    )


def test_early_stopping_does_not_depend_on_who_listens(small_dataset: Dataset, reports: list[TrainingReport]) -> None:
    config = CONFIG.with_values(validation_fraction=0.3, learning_rate=0.3, patience=6)
    dataset = _unlearnable(small_dataset)
    quiet = train(config, dataset)

    report = train(config, dataset, publish=reports.append)

    assert report.message == quiet.message
    np.testing.assert_array_equal(report.parameters, quiet.parameters)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [1, 7, 0])
def test_a_run_that_diverges_fails_with_the_last_finite_network(
    batch_size: int, dtype: str, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(
        hidden_layers=(8, 8),
        hidden_activation="relu",
        learning_rate=1e6,
        weight_decay=1.0,
        batch_size=batch_size,
        epochs=100,
        dtype=dtype,
    )

    report = train(config, small_dataset)

    assert report.state == "failed"
    assert str(report.message).startswith("The loss became infinite or not a number in epoch ")
    assert "use a smaller learning rate than 1e+06" in str(report.message)
    assert np.isfinite(report.parameters).all()
    assert np.isfinite([point[:3] for point in report.points]).all()


def test_what_is_published_and_kept_is_finite_when_a_diverging_run_is_stopped(
    small_dataset: Dataset, reports: list[TrainingReport]
) -> None:
    config = CONFIG.with_values(
        hidden_layers=(8, 8), hidden_activation="relu", learning_rate=1e6, weight_decay=1.0, batch_size=1
    )
    control = TrainingControl()

    def stop_at_the_first_number_that_is_none(report: TrainingReport) -> None:
        reports.append(report)
        if not np.isfinite(report.parameters).all():
            control.stop()

    report = train(config, small_dataset, control=control, publish=stop_at_the_first_number_that_is_none)

    assert report.is_over
    assert np.isfinite(report.parameters).all()  # "Stop keeps the model"
