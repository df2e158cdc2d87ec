"""Settings and digits at the edge of what they may be: what a run says of them, and that what it leaves can be used."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.augmentation import AUGMENTATIONS
from engine.data.dataset import Dataset, Digits
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS, dataset_of
from engine.errors import ConfigurationError
from engine.models.model import Model
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Parameters
from engine.optim.schedules import SCHEDULES
from engine.training import run_loop
from engine.training.config import METHODS, TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train

RELU = TrainingConfig(hidden_layers=(8, 8), hidden_activation="relu", epochs=100, batch_size=7)
BRIEF = TrainingConfig(hidden_layers=(4,), epochs=3, batch_size=16, validation_fraction=0.0)


def _digits(n: int, *, kind: str = "noise") -> Dataset:
    """So many pictures of the frame's size."""
    labels = np.arange(n) % 10
    pictures = np.random.default_rng(n).random((n, 400)).astype(np.float32)
    if kind == "blank":
        pictures[:] = 0.0
    elif kind == "bytes":
        return dataset_of("few", "Few", Digits((pictures * 255).astype(np.uint8), labels, gain=1 / 255))
    elif kind == "one class":
        labels[:] = 3
    return dataset_of("few", "Few", Digits(pictures, labels))


DATA = {
    "noise": _digits(40),
    "blank": _digits(40, kind="blank"),
    "one class": _digits(40, kind="one class"),
    "bytes": _digits(40, kind="bytes"),
    "two": _digits(2),
    "one": _digits(1),
}

_CONFIGS = st.builds(
    TrainingConfig,
    hidden_layers=st.sampled_from([(), (1,), (6,), (3, 3), (2,) * 10]),
    hidden_activation=st.sampled_from(list(ACTIVATIONS)),
    output_loss=st.sampled_from(list(OUTPUT_LOSSES)),
    initialization=st.sampled_from(list(INITIALIZATIONS)),
    optimizer=st.sampled_from(list(METHODS)),
    learning_rate=st.sampled_from([0.0, 1e-300, 0.1, 1e3, 1e6]),
    momentum=st.sampled_from([0.0, 0.9, 0.9999]),
    batch_size=st.sampled_from([0, 1, 7, 1_000_000]),
    epochs=st.sampled_from([0, 1, 5, 12]),
    weight_decay=st.sampled_from([0.0, 1.0, 1e9]),
    validation_fraction=st.sampled_from([0.0, 0.1, 0.9]),
    patience=st.sampled_from([0, 1]),
    tolerance=st.sampled_from([0.0, 1e-9, 1e6]),
    augmentation=st.sampled_from(list(AUGMENTATIONS)),
    input_scaling=st.sampled_from(list(SCALINGS)),
    split=st.sampled_from(list(SPLITS)),
    test_fraction=st.sampled_from([0.0, 0.9]),
    test_count=st.sampled_from([0, 3]),
    shuffle=st.booleans(),
    schedule=st.sampled_from(list(SCHEDULES)),
    step_epochs=st.just(1),
    step_factor=st.sampled_from([0.0, 10.0]),
    dtype=st.sampled_from(["float32", "float64"]),
)


@pytest.mark.slow
@given(config=_CONFIGS, kind=st.sampled_from(list(DATA)))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_set_the_end_is_told_and_what_is_left_can_be_used(config: TrainingConfig, kind: str) -> None:
    dataset = DATA[kind]
    reports: list[TrainingReport] = []

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        report = train(config, dataset, publish=reports.append)

    assert report.state in ("finished", "failed")
    assert str(report.message).endswith(".")
    assert all(np.isfinite(each.parameters).all() for each in reports)
    points = [point for each in reports for point in each.points]
    assert np.isfinite([point[:3] for point in points]).all()
    assert not np.isinf([point[3:] for point in points]).any()
    figures = report.train_evaluation
    assert figures is not None
    if report.state == "finished":
        assert np.isfinite(figures.cost)
    network = Parameters(report.architecture, report.parameters)
    assert np.isfinite(Model(network, scaling=report.scaling).evaluate(dataset.train).cost)


# What is told


def test_a_cost_that_is_infinite_by_its_decay_alone_is_no_success(small_dataset: Dataset) -> None:
    config = RELU.with_values(hidden_activation="sigmoid", weight_decay=1e9, epochs=3, dtype="float64")

    report = train(config, small_dataset)

    assert report.state == "failed"
    assert "use less weight decay than 1e+09 or a smaller learning rate than 0.1" in str(report.message)


def test_decay_that_pulls_too_hard_is_named(small_dataset: Dataset) -> None:
    report = train(RELU.with_values(weight_decay=1e9), small_dataset)

    assert report.state == "failed"
    assert str(report.message).startswith("The loss became infinite or not a number in epoch ")
    assert ": use less weight decay than 1e+09 or a smaller learning rate than 0.1. " in str(report.message)


def test_a_schedule_that_raises_the_learning_rate_is_named(small_dataset: Dataset) -> None:
    config = RELU.with_values(schedule="step", step_epochs=1, step_factor=10.0, epochs=60)

    report = train(config, small_dataset)

    assert report.state == "failed"
    assert ": use a smaller step factor than 10 or a smaller learning rate than 0.1. " in str(report.message)


def test_the_epoch_of_a_failure_counts_on(small_dataset: Dataset) -> None:
    config = RELU.with_values(learning_rate=1e6, weight_decay=1.0)
    start = first_parameters(config, (4, 5, 1))
    epoch = int(str(train(config, small_dataset).message).partition(" in epoch ")[2].partition(":")[0])

    report = train(config, small_dataset, initial=start, first_epoch=500)

    assert f" in epoch {500 + epoch}: " in str(report.message)


@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum", "nesterov", "rmsprop", "adam"])
def test_a_cost_that_rose_is_told(optimizer: str) -> None:
    report = train(BRIEF.with_values(optimizer=optimizer, learning_rate=1e6), DATA["noise"])

    assert report.state == "finished"
    assert report.train_evaluation is not None
    assert str(report.message) == (
        f"Finished 3 epochs. The cost rose from {report.points[0].loss:.4g} to {report.train_evaluation.cost:.4g}: "
        "use a smaller learning rate than 1e+06."
    )


def test_momentum_that_carries_too_far_is_named() -> None:
    config = BRIEF.with_values(optimizer="nesterov", momentum=0.9999, learning_rate=10.0, batch_size=1)

    report = train(config, DATA["noise"])

    assert str(report.message).endswith(": use less momentum than 0.9999 or a smaller learning rate than 10.")


def test_a_cost_that_rose_is_told_after_patience_too() -> None:
    report = train(BRIEF.with_values(learning_rate=1e6, patience=1, epochs=50), DATA["noise"])

    assert str(report.message).startswith("Stopped early: the training loss has not fallen for 1 epoch; ")
    assert str(report.message).endswith("use a smaller learning rate than 1e+06.")


def test_a_cost_that_falls_is_passed_over(small_dataset: Dataset) -> None:
    assert str(train(BRIEF.with_values(epochs=1), small_dataset).message) == "Finished 1 epoch."


def test_the_cost_that_rises_has_the_weight_decay_in_it(small_dataset: Dataset) -> None:
    learned = train(RELU.with_values(learning_rate=0.1), small_dataset)
    config = RELU.with_values(weight_decay=100.0, epochs=3, learning_rate=0.01)

    report = train(config, small_dataset, initial=Parameters(learned.architecture, learned.parameters))

    assert (
        report.points[-1].loss > 2 * report.points[0].loss
    )  # smaller weights read worse, and that is what was asked for
    assert str(report.message) == "Finished 3 epochs."


@pytest.mark.parametrize("optimizer", ["momentum", "l-bfgs-b"])
def test_digits_of_one_class_are_told(optimizer: str) -> None:
    report = train(BRIEF.with_values(optimizer=optimizer), DATA["one class"])

    assert report.state == "finished"
    assert str(report.message).endswith(
        "All training digits are labeled 3: the network learned to answer nothing else; use data with all ten digits."
    )


@pytest.mark.parametrize("optimizer", ["adam", "tnc"])
def test_pictures_that_are_all_the_same_are_told(optimizer: str) -> None:
    report = train(BRIEF.with_values(optimizer=optimizer), DATA["blank"])

    assert report.state == "finished"
    assert str(report.message).endswith(
        "All training pictures are the same: there is nothing to tell digits apart by; check the data."
    )


def test_pictures_are_the_same_or_not_whatever_block_differs(small_dataset: Dataset) -> None:
    pictures = np.zeros((10_000, 20), np.uint8)
    pictures[9_999, 3] = 1
    labels = np.arange(10_000) % 10
    digits = Digits(pictures, labels, gain=1 / 255)
    config = BRIEF.with_values(epochs=1, validation_fraction=0.0, batch_size=0)

    report = train(config, replace(small_dataset, digits=digits, test_indices=np.arange(20)))

    assert str(report.message) == "Finished 1 epoch."


def test_a_learning_rate_of_nothing_is_told(small_dataset: Dataset) -> None:
    report = train(BRIEF.with_values(learning_rate=0.0), small_dataset)

    assert str(report.message) == "Finished 3 epochs. With a learning rate of 0 no weight changes: use a greater one."


# What is kept


def test_the_network_that_is_kept_has_finite_answers() -> None:
    config = TrainingConfig(
        hidden_layers=(8,),
        epochs=12,
        batch_size=16,
        input_scaling="standardized",
        hidden_activation="relu",
        learning_rate=1e6,
    )
    dataset = DATA["noise"]
    failed = 0
    for seed in range(20):
        report = train(config.with_values(seed=seed), dataset)
        failed += report.state == "failed"
        assert report.train_evaluation is not None
        assert np.isfinite(report.train_evaluation.cost)
        assert np.isfinite(report.parameters).all()
    assert failed > 5


def test_answers_that_are_no_numbers_at_the_end_are_no_success(
    small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The weights are finite still, but what comes of them is not: nothing but the exact figures at the end can show it.
    good = evaluate(first_parameters(RELU, (4, 5, 1)), small_dataset.train)
    costs = iter([2.3, np.nan, np.nan, 2.3, 2.3, 2.3])
    monkeypatch.setattr(run_loop, "evaluate", lambda *_args, **_kwargs: replace(good, cost=next(costs)))

    report = train(RELU.with_values(epochs=1, batch_size=0, validation_fraction=0.0), small_dataset)

    assert report.state == "failed"
    assert report.train_evaluation is not None
    assert report.train_evaluation.cost == 2.3
    np.testing.assert_array_equal(report.parameters, first_parameters(RELU, (4, 5, 1)).flat)  # those before the last


def test_a_validation_loss_that_is_no_number_fails(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    good = evaluate(first_parameters(RELU, (4, 5, 1)), small_dataset.train)

    def no_number_on_what_is_watched(_parameters: object, digits: Digits, **_kwargs: object) -> object:
        return replace(good, cost=np.nan if len(digits) < 20 else 2.3)

    monkeypatch.setattr(run_loop, "evaluate", no_number_on_what_is_watched)

    report = train(RELU.with_values(epochs=5, validation_fraction=0.1), small_dataset)

    assert report.state == "failed"


def test_weights_too_great_for_single_precision_are_refused(small_dataset: Dataset) -> None:
    config = RELU.with_values(dtype="float64")
    start = first_parameters(config, (4, 5, 1))
    start.flat[5] = 1e300

    with pytest.raises(ConfigurationError, match=r"too large for float32.*float64"):
        train(RELU, small_dataset, initial=start)
