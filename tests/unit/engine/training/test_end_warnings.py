"""What a run says at its end of a network that learned nothing or little, in the window and on the command line alike."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.data.registry import load_uci_digits
from engine.training.config import TrainingConfig
from engine.training.report import TrainingReport
from engine.training.train import train

STUCK: dict[str, tuple[dict[str, Any], str, str]] = {
    "a tiny rate": ({"learning_rate": 1e-5}, "only guesses", "a higher learning rate than 1e-05"),
    "a tiny rate of Adam": ({"learning_rate": 1e-7, "optimizer": "adam"}, "only guesses", "a higher learning rate"),
    "six layers": ({"hidden_layers": (25,) * 6}, "only guesses", "fewer hidden layers than 6, or ReLU"),
    "one unit": ({"hidden_layers": (1,), "epochs": 20}, "reads only", "more than 1 unit in every hidden layer"),
}


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """500 real digits to train on, and 50 to test on."""
    whole = load_uci_digits()
    return replace(whole, digits=whole.digits[np.arange(550)], test_indices=np.arange(50))


def ended(dataset: Dataset, **settings: Any) -> TrainingReport:
    return train(TrainingConfig(epochs=6, learning_rate=0.3).with_values(**settings), dataset)


@pytest.mark.parametrize("name", list(STUCK))
def test_a_network_that_learned_nothing_or_little_is_told_with_what_to_try(name: str, digits: Dataset) -> None:
    settings, what, advice = STUCK[name]
    message = str(ended(digits, **{"learning_rate": 0.3, **settings}).message)
    assert f"The network {what}" in message
    assert advice in message


@pytest.mark.parametrize(
    "settings", [{}, {"epochs": 4, "learning_rate": 1e-5}, {"epochs": 0}, {"optimizer": "l-bfgs-b", "epochs": 10}]
)
def test_a_network_that_learned_and_one_that_was_given_no_time_are_not(
    settings: dict[str, Any], digits: Dataset
) -> None:
    report = ended(digits, **{"epochs": 20, **settings})
    assert "The network" not in str(report.message)


def test_a_validation_for_which_no_digit_can_be_spared_is_told(digits: Dataset) -> None:
    few = replace(digits, digits=digits.digits[np.arange(20)], test_indices=np.arange(2))
    assert "Validation of 10 % is set, but none" in str(ended(few, validation_fraction=0.1, epochs=1).message)
    for dataset, fraction in ((few, 0.0), (digits, 0.1)):
        assert "Validation" not in str(ended(dataset, validation_fraction=fraction, epochs=1).message)


def test_one_warning_is_enough(digits: Dataset) -> None:
    same = Digits(digits.digits.pictures, np.full_like(digits.digits.labels, 4))
    message = str(ended(replace(digits, digits=same), learning_rate=1e-5).message)
    assert "All training digits are" in message
    assert "The network only guesses" not in message
