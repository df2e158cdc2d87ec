"""Networks with convolutions, pools and dropout, through everything that trains, keeps and uses networks."""

import tracemalloc
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.data.registry import load_uci_digits_8x8
from engine.errors import ConfigurationError, ModelError
from engine.fine_tuning import fine_tune, rehearsal_data
from engine.fine_tuning.fine_tune import fine_tuning_config, learn_handwriting
from engine.fine_tuning.rehearsal_data import find_rehearsal_data
from engine.models.files import check_can_be_saved, load_model, save_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.activations import ACTIVATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Parameters
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.training import memory
from engine.training.config import METHODS, TrainingConfig
from engine.training.continuation import TrainedNetwork, continuation
from engine.training.memory import training_bytes
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, prepare, train

LAYERS = ("conv 4 3x3", "pool 2", 8)
RANDOM = ("dropout 0.1", "conv 4 3x3", "pool 2", "dropout 0.3", 8, "dropout 0.2")
BASE = TrainingConfig(hidden_layers=LAYERS, hidden_activation="tanh", epochs=6, batch_size=16, validation_fraction=0.2)
RATES = {"gradient-descent": 0.3, "momentum": 0.05, "nesterov": 0.05, "rmsprop": 0.01, "adam": 0.01}


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """300 digits of 8x8, 40 of them to test on."""
    all_digits = load_uci_digits_8x8()
    return Dataset("uci-digits-8x8", "Digits", Digits(*_first(all_digits.digits, 300)), np.arange(40))


def _first(digits: Digits, n: int) -> tuple[Any, Any]:
    return digits[:n].values("float32"), digits.labels[:n]


def _learned(report: TrainingReport) -> tuple[float, float]:
    """The cost of the first point and that of the last."""
    return report.points[0].loss, report.points[-1].loss


@pytest.mark.slow_but(7)
@pytest.mark.parametrize("optimizer", METHODS)
@pytest.mark.parametrize("batch_size", [1, 16, 0])
def test_every_method_lowers_the_cost(optimizer: str, batch_size: int, digits: Dataset) -> None:
    if optimizer in MINIMIZERS and batch_size:
        pytest.skip("a minimizer has no batches")
    layers = RANDOM if optimizer in OPTIMIZERS else LAYERS
    rate = RATES.get(optimizer, 0.1) / (4 if batch_size == 1 else 1)
    config = BASE.with_values(
        optimizer=optimizer, batch_size=batch_size, learning_rate=rate, hidden_layers=layers, weight_decay=0.1,
        epochs=2 if batch_size == 1 else 30, input_scaling="centered",
    )  # fmt: skip

    report = train(config, digits)

    before, after = _learned(report)
    assert report.state == "finished"
    assert after < 0.8 * before


@pytest.mark.slow_but(3)
@pytest.mark.parametrize(("activation", "loss"), list(product(ACTIVATIONS, OUTPUT_LOSSES)))
def test_every_activation_and_loss_learns(activation: str, loss: str, digits: Dataset) -> None:
    for values in ({}, {"augmentation": "light"}, {"dtype": "float64", "weight_decay": 1.0, "patience": 3}):
        config = BASE.with_values(
            hidden_activation=activation, output_loss=loss, optimizer="adam", learning_rate=0.01,
            input_scaling="centered", epochs=8, **values,
        )  # fmt: skip
        before, after = _learned(train(config, digits))
        assert after < 0.9 * before, values


def test_nothing_is_left_out_of_a_network_that_is_validated(digits: Dataset) -> None:
    config = BASE.with_values(hidden_layers=RANDOM, epochs=3)
    report, parts = train(config, digits), prepare(config, digits)
    assert parts.validation is not None
    parameters = Parameters(report.architecture, report.parameters)
    assert report.points[-1].validation_loss == pytest.approx(evaluate(parameters, parts.validation).cost)
    without = Parameters(config.with_values(hidden_layers=LAYERS).architecture((8, 8, 1)), report.parameters)
    assert evaluate(without, parts.validation).cost == evaluate(parameters, parts.validation).cost


def test_the_seed_draws_what_is_left_out(digits: Dataset) -> None:
    config = BASE.with_values(hidden_layers=RANDOM, epochs=2)
    one, same = (train(config, digits).parameters for _ in range(2))
    np.testing.assert_array_equal(one, same)
    plain = train(config.with_values(hidden_layers=LAYERS), digits).parameters
    assert not np.array_equal(one, plain)
    np.testing.assert_array_equal(
        first_parameters(config, (8, 8, 1)).flat,
        first_parameters(config.with_values(hidden_layers=LAYERS), (8, 8, 1)).flat,
    )


def test_a_file_keeps_the_network_and_its_settings(digits: Dataset, tmp_path: Path) -> None:
    config = BASE.with_values(hidden_layers=RANDOM, epochs=1)
    report = train(config, digits)
    model = Model(
        Parameters(report.architecture, report.parameters),
        metadata_from({"config": config.as_dict()}),
        report.scaling,
        state=report.training_state,
    )

    save_model(model, tmp_path / "m.npz")
    loaded = load_model(tmp_path / "m.npz")

    assert loaded.parameters.architecture == report.architecture
    assert loaded.metadata.config == config
    pictures = digits.digits.values("float32")
    np.testing.assert_array_equal(loaded.read(pictures), model.read(pictures))
    assert loaded.state is not None
    refusal = r"a \.mat file holds networks of dense layers alone, got 8x8, dropout 0\.1, .*; save it as \.npz"
    with pytest.raises(ModelError, match=refusal):
        check_can_be_saved(report.architecture, tmp_path / "m.mat")
    with pytest.raises(ModelError, match=refusal):
        save_model(model, tmp_path / "m.mat")


def test_handwriting_is_learned_by_a_convolutional_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fine_tune, "N_REHEARSAL", 300)
    monkeypatch.setattr(rehearsal_data, "N_GENERATED", 600)
    data = load_uci_digits_8x8()
    config = BASE.with_values(hidden_layers=RANDOM, optimizer="adam", learning_rate=0.01, input_scaling="centered")
    report = train(config, data)
    model = Model(Parameters(report.architecture, report.parameters), metadata_from({}), report.scaling)
    pictures, labels = _first(data.test, 60)
    lying = Digits(pictures.reshape(-1, 8, 8).transpose(0, 2, 1).reshape(-1, 64), labels)  # nobody's digits lie so
    drawings = Dataset("drawings", "My drawings", lying, np.arange(50, 60))
    rehearsal = find_rehearsal_data(model, data)
    assert rehearsal is not None

    learned = learn_handwriting(model, drawings, rehearsal)

    assert fine_tuning_config(model).hidden_layers == RANDOM
    assert learned is not None
    assert learned.model.parameters.architecture == report.architecture
    assert learned.after.learned.cost < learned.before.learned.cost


def test_other_layers_of_the_same_sizes_are_another_network(digits: Dataset) -> None:
    config = BASE.with_values(hidden_layers=("conv 4 3x3", "pool 2"))
    there = TrainedNetwork(config.architecture((8, 8, 1)), "none")
    other = BASE.with_values(hidden_layers=("pool 2", "conv 4 1x1"))
    for settings, kind in ((config, "new leg"), (other, "new run"), (BASE, "new run")):
        assert continuation(there, settings, digits.ref, input_shape=(8, 8, 1)).kind == kind


@pytest.mark.parametrize("batch_size", [16, 0])
def test_a_run_takes_about_the_memory_that_is_foreseen(batch_size: int, digits: Dataset) -> None:
    config = BASE.with_values(
        hidden_layers=("conv 300 3x3 same", "pool 2", 8), batch_size=batch_size, epochs=1, validation_fraction=0.0
    )
    train(config.with_values(hidden_layers=LAYERS), digits)  # modules are loaded
    tracemalloc.start()
    try:
        train(config, digits)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0.7 * peak < training_bytes(config, config.architecture((8, 8, 1)), 260) < 1.6 * peak


def test_ten_thousand_filters_are_refused_where_there_is_no_memory_for_them(
    digits: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda: 100_000_000)
    with pytest.raises(
        ConfigurationError,
        match=r"^this run needs about 0\.\d GB of memory, and 0\.1 GB are free; use fewer filters or hidden units",
    ):
        train(BASE.with_values(hidden_layers=("conv 10000 3x3", "pool 2")), digits)
