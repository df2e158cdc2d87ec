"""Readings: what a network makes of each digit, as evaluation and reading have it."""

import numpy as np
import pytest

from engine.data.dataset import Digits
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.evaluation.predictions import Readings, read_digits
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.recipes import RECIPES
from engine.training.train import train


def _read(model: Model, digits: Digits) -> Readings:
    readings = read_digits(model, digits)
    assert readings is not None
    return readings


@pytest.mark.parametrize("recipe", ["softmax-regression", "ex4-gradient-descent", "uci-squared-error"])
def test_they_agree_with_evaluation_and_with_reading(recipe: str) -> None:
    dataset = load_uci_digits_8x8() if recipe.startswith("uci") else load_uci_digits()
    report = train(RECIPES[recipe].config.with_values(epochs=20), dataset)
    model = Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)
    readings, evaluation = _read(model, dataset.digits), model.evaluate(dataset.digits)

    assert len(readings) == evaluation.n == 1797
    assert readings.is_right.mean() == evaluation.accuracy
    assert readings.losses.mean() == pytest.approx(evaluation.cost, rel=1e-6)
    np.testing.assert_allclose(readings.probabilities, model.read(dataset.digits.images), atol=1e-6)
    np.testing.assert_allclose(readings.probabilities.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(readings.confidence, readings.probabilities[np.arange(1797), readings.predicted])


def test_bytes_are_read_like_numbers_in_blocks() -> None:
    rng = np.random.default_rng(1)
    stored = rng.integers(0, 256, (9000, 400), dtype=np.uint8)
    labels = rng.integers(0, 10, 9000)
    as_bytes = _read(load_model(), Digits(stored, labels, gain=1 / 255))
    as_numbers = _read(load_model(), Digits((stored / 255).astype(np.float32), labels))

    np.testing.assert_allclose(as_bytes.probabilities, as_numbers.probabilities, atol=1e-4)


def test_progress_is_told_and_a_cancellation_answered() -> None:
    digits = Digits(np.zeros((10_000, 400), np.float32), np.zeros(10_000, np.intp))
    shares: list[float] = []
    read_digits(load_model(), digits, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) == 3
    assert read_digits(load_model(), digits, is_cancelled=lambda: len(shares) == 3) is None


def test_none_are_read_too() -> None:
    assert len(_read(load_model(), Digits(np.zeros((0, 400), np.float32), np.zeros(0, np.intp)))) == 0


def test_a_network_that_overflows_gives_no_numbers_and_no_warning() -> None:
    architecture = TrainingConfig(hidden_layers=()).architecture()
    model = Model(Parameters(architecture, np.full(architecture.n_parameters, 3e38, np.float32)))
    readings = _read(model, Digits(np.ones((3, 400), np.float32), np.zeros(3, np.intp)))

    assert np.isnan(readings.probabilities).all()
