"""Training: what it computes, against steps worked out by hand, a plain re-implementation, and scikit-learn."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.neural_network import MLPClassifier

from engine.data.dataset import Dataset, Digits
from engine.data.splits import Split, split_dataset
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import Objective
from engine.optim.optimizers import OPTIMIZERS
from engine.training import gradient_descent, run_loop
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, run_validation_indices, split_validation, train
from tests.watched_batches import watch_batches

CONFIG = TrainingConfig(hidden_layers=(6,), hidden_activation="tanh", epochs=4, batch_size=7, dtype="float64")
ALL_DIGITS = CONFIG.with_values(validation_fraction=0.0)


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[TrainingReport]:
    """Reports come after every batch."""
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    return []


def _with_images(dataset: Dataset, changed: NDArray[np.intp]) -> Dataset:
    images = dataset.digits.images.copy()
    images[changed] = 1.0 - images[changed]
    return replace(dataset, digits=Digits(images, dataset.digits.labels))


# What determines a run


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_two_runs_are_equal_to_the_last_bit_and_another_seed_differs(
    optimizer: str, dtype: str, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(optimizer=optimizer, learning_rate=0.01, dtype=dtype)

    one, two = train(config, small_dataset), train(config, small_dataset)
    other = train(config.with_values(seed=2), small_dataset)

    assert one.parameters.dtype == dtype
    np.testing.assert_array_equal(one.parameters, two.parameters)
    np.testing.assert_array_equal(one.points, two.points)
    assert not np.allclose(one.parameters, other.parameters)


def test_neither_test_nor_validation_digits_are_trained_on(small_dataset: Dataset) -> None:
    labels = small_dataset.train.labels
    watched = np.setdiff1d(
        np.arange(len(labels)), _indices_of(split_validation(small_dataset, CONFIG)[0], small_dataset.train)
    )
    plain = train(CONFIG, small_dataset)

    unseen = train(CONFIG, _with_images(small_dataset, np.concatenate([small_dataset.test_indices, watched + 20])))
    seen = train(CONFIG, _with_images(small_dataset, np.array([119 if 99 not in watched else 118])))

    assert len(watched) == 10
    np.testing.assert_array_equal(plain.parameters, unseen.parameters)
    assert plain.points[-1].validation_loss != unseen.points[-1].validation_loss
    assert not np.array_equal(plain.parameters, seen.parameters)


def _indices_of(part: Digits, whole: Digits) -> NDArray[np.intp]:
    places = {image.tobytes(): index for index, image in enumerate(whole.images)}
    return np.array([places[image.tobytes()] for image in part.images], dtype=np.intp)


@pytest.mark.parametrize(("fraction", "per_class"), [(0.1, 1), (0.25, 2), (0.5, 5), (0.9, 9)])
def test_the_watched_digits_are_a_share_of_each_class_and_apart(
    fraction: float, per_class: int, small_dataset: Dataset
) -> None:
    whole = small_dataset.train
    config = CONFIG.with_values(validation_fraction=fraction)

    trained, watched = split_validation(small_dataset, config)

    assert watched is not None
    together = np.concatenate([_indices_of(trained, whole), _indices_of(watched, whole)])
    np.testing.assert_array_equal(np.sort(together), np.arange(100))  # disjoint and complete
    np.testing.assert_array_equal(np.bincount(watched.labels, minlength=10), per_class)
    again, other = (split_validation(small_dataset, config.with_values(seed=seed))[1] for seed in (1, 2))
    assert again is not None
    assert other is not None
    np.testing.assert_array_equal(watched.images, again.images)
    assert not np.array_equal(watched.images, other.images)


def test_validation_digits_have_a_seed_of_their_own(small_dataset: Dataset) -> None:
    def validated(**seeds: int) -> list[int]:
        return [int(i) for i in run_validation_indices(small_dataset, CONFIG.with_values(**seeds))]

    assert validated(seed=3) == validated(seed=3, validation_seed=-1) == validated(seed=9, validation_seed=3)
    assert validated(seed=3) != validated(seed=3, validation_seed=4)
    one, other = (first_parameters(CONFIG.with_values(validation_seed=seed), (4, 5, 1)).flat for seed in (-1, 7))
    np.testing.assert_array_equal(one, other)


def test_validation_digits_that_the_data_names_are_used_in_place_of_drawn_ones(small_dataset: Dataset) -> None:
    named = np.sort(small_dataset.trained_indices[::7])
    dataset = replace(small_dataset, validation_indices=named)

    trained, watched = split_validation(dataset, CONFIG.with_values(validation_fraction=0.3))

    assert watched is not None
    np.testing.assert_array_equal(watched.images, dataset.digits[named].images)
    assert len(trained) == len(dataset.train) - len(named)
    assert split_validation(dataset, ALL_DIGITS)[1] is None
    assert dataset.ref.content_hash != small_dataset.ref.content_hash
    assert split_dataset(dataset, Split("stratified")).validation_indices is None


def test_nothing_is_watched_if_so_configured(small_dataset: Dataset) -> None:
    trained, watched = split_validation(small_dataset, ALL_DIGITS)
    report = train(ALL_DIGITS, small_dataset)

    assert watched is None
    assert len(trained) == 100
    assert np.isnan([point.validation_loss for point in report.points]).all()


# The numbers


def test_a_full_batch_is_a_step_along_the_gradient(small_dataset: Dataset) -> None:
    config = ALL_DIGITS.with_values(batch_size=0, epochs=1, learning_rate=0.3, weight_decay=2.0)
    start = first_parameters(config, (4, 5, 1))
    objective = Objective(start.architecture, small_dataset.train.images, small_dataset.train.labels, weight_decay=2.0)

    report = train(config, small_dataset)

    expected = start.flat - 0.3 * objective.cost_and_gradient(start.flat)[1]
    np.testing.assert_allclose(report.parameters, expected, rtol=1e-10, atol=1e-14)
    assert report.n_batches == 1


@pytest.mark.parametrize(("batch_size", "per_epoch"), [(1, 100), (7, 15), (100, 1), (0, 1), (5000, 1)])
def test_an_epoch_has_as_many_batches_as_cover_all_digits(
    batch_size: int, per_epoch: int, small_dataset: Dataset
) -> None:
    report = train(ALL_DIGITS.with_values(batch_size=batch_size, epochs=3, learning_rate=0.05), small_dataset)

    assert report.n_batches == 3 * per_epoch
    assert report.points[-1].loss < report.points[0].loss
    assert (report.epoch, report.epochs, report.state) == (3.0, 3.0, "finished")


def test_batches_larger_than_the_data_are_full_batches(small_dataset: Dataset) -> None:
    full, larger = (train(ALL_DIGITS.with_values(batch_size=n), small_dataset) for n in (0, 101))

    np.testing.assert_array_equal(full.parameters, larger.parameters)


def test_mini_batches_against_a_plain_implementation(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    config = ALL_DIGITS.with_values(epochs=3, optimizer="momentum", learning_rate=0.1, momentum=0.8, weight_decay=0.7)
    batches: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    watch_batches(
        monkeypatch,
        lambda inputs, targets: batches.append((inputs.astype(np.float64), targets.astype(np.float64))),
    )
    report = train(config, small_dataset)

    # Every epoch shows each digit once with its label, in an order of its own.
    places = {image.tobytes(): index for index, image in enumerate(small_dataset.train.images.astype(np.float64))}
    shown = np.array([places[row.tobytes()] for inputs, _ in batches for row in inputs]).reshape(3, 100)
    labels = np.concatenate([targets.argmax(axis=1) for _, targets in batches]).reshape(3, 100)
    np.testing.assert_array_equal(np.sort(shown, axis=1), [np.arange(100)] * 3)
    np.testing.assert_array_equal(labels, small_dataset.train.labels[shown])
    assert not np.array_equal(shown[0], shown[1])
    assert not np.array_equal(shown[0], np.arange(100))

    start = first_parameters(config, (4, 5, 1))
    arrays = [array.astype(np.float64) for array in (*start.weights, *start.biases)]
    velocities = [np.zeros_like(array) for array in arrays]
    for inputs, targets in batches:
        w1, w2, b1, b2 = arrays
        a = np.tanh(inputs @ w1 + b1)
        delta = (softmax(a @ w2 + b2, axis=1) - targets) / len(inputs)
        hidden = (delta @ w2.T) * (1 - a**2)
        decay = 0.7 / 100
        gradients = [inputs.T @ hidden + decay * w1, a.T @ delta + decay * w2, hidden.sum(axis=0), delta.sum(axis=0)]
        velocities = [0.8 * v - 0.1 * g for v, g in zip(velocities, gradients, strict=True)]
        arrays = [array + v for array, v in zip(arrays, velocities, strict=True)]
    expected = np.concatenate([array.ravel() for array in arrays])
    np.testing.assert_allclose(report.parameters, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.slow_but(7)
@pytest.mark.parametrize("hidden_layers", [(6,), (7, 5)])
@pytest.mark.parametrize(("activation", "peers"), [("sigmoid", "logistic"), ("tanh", "tanh"), ("relu", "relu")])
@pytest.mark.parametrize("optimizer", ["gradient-descent", "momentum", "nesterov", "adam"])
def test_full_batches_are_those_of_scikit_learn(
    optimizer: str,
    activation: str,
    peers: str,
    hidden_layers: tuple[int, ...],
    small_dataset: Dataset,
) -> None:
    # alpha is our λ: its penalty is alpha / (2 n) Σ w², n being the batch.
    config = ALL_DIGITS.with_values(
        hidden_layers=hidden_layers,
        hidden_activation=activation,
        optimizer=optimizer,
        learning_rate=0.02,
        momentum=0.7,
        weight_decay=0.5,
        batch_size=0,
        epochs=12,
    )
    images, labels = small_dataset.train.images.astype(np.float64), small_dataset.train.labels
    peer = MLPClassifier(
        hidden_layer_sizes=hidden_layers,
        activation=peers,
        solver="adam" if optimizer == "adam" else "sgd",
        alpha=0.5,
        batch_size=100,
        momentum=0.7 if optimizer in ("momentum", "nesterov") else 0.0,
        nesterovs_momentum=optimizer == "nesterov",
        learning_rate_init=0.02,
        shuffle=False,
    )
    peer.partial_fit(images, labels, classes=np.arange(10))  # makes its arrays
    del peer._optimizer
    start = first_parameters(config, (4, 5, 1))
    for theirs, ours in zip((*peer.coefs_, *peer.intercepts_), (*start.weights, *start.biases), strict=True):
        theirs[:] = ours
    for _ in range(12):
        peer.partial_fit(images, labels)

    report = train(config, small_dataset)

    expected = np.concatenate([array.ravel() for array in (*peer.coefs_, *peer.intercepts_)])
    np.testing.assert_allclose(report.parameters, expected, rtol=1e-8, atol=1e-10)
    assert np.abs(expected - start.flat).max() > 0.01


def test_float32_goes_the_way_of_float64(small_dataset: Dataset) -> None:
    double, single = (train(CONFIG.with_values(dtype=dtype), small_dataset) for dtype in ("float64", "float32"))

    np.testing.assert_allclose(single.parameters, double.parameters, atol=1e-4)
    assert not np.array_equal(single.parameters, double.parameters)


# What a run tells


def test_the_history_is_complete_and_its_epochs_increase(small_dataset: Dataset, reports: list[TrainingReport]) -> None:
    quiet = train(CONFIG, small_dataset)
    train(CONFIG, small_dataset, publish=reports.append)

    told = [point for report in reports for point in report.points]
    np.testing.assert_array_equal(told, quiet.points)
    np.testing.assert_array_equal([point.epoch for point in told], [0, 1, 2, 3, 4])
    assert not np.isnan([point.validation_accuracy for point in told]).any()
    assert [report.state for report in reports] == ["running"] * 52 + ["finished"]
    assert [report.n_batches for report in reports] == [*range(1, 53), 52]


def test_long_epochs_have_points_within(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient_descent, "POINT_SAMPLES", 30)

    report = train(ALL_DIGITS.with_values(epochs=2), small_dataset)

    epochs = [point.epoch for point in report.points]
    np.testing.assert_allclose(epochs, [0, 0.35, 0.7, 1, 1.35, 1.7, 2])


def test_points_hold_the_loss_of_each_digit_when_it_was_trained_on(small_dataset: Dataset) -> None:
    config = ALL_DIGITS.with_values(learning_rate=0.0, weight_decay=5.0, epochs=2)
    first = evaluate(first_parameters(config, (4, 5, 1)), small_dataset.train)  # without weight decay

    report = train(config, small_dataset)

    for point in report.points:
        assert point.loss == pytest.approx(first.cost, rel=1e-12)
        assert point.accuracy == pytest.approx(first.accuracy, rel=1e-12)


def test_the_last_report_holds_exact_figures(small_dataset: Dataset) -> None:
    config = CONFIG.with_values(weight_decay=0.5)
    report = train(config, small_dataset)
    parameters = Parameters(report.architecture, report.parameters)
    trained, watched = split_validation(small_dataset, config)

    assert report.train_evaluation is not None
    assert report.test_evaluation is not None
    assert watched is not None
    assert report.train_evaluation.cost == evaluate(parameters, trained, weight_decay=0.5).cost
    assert report.test_evaluation.accuracy == evaluate(parameters, small_dataset.test).accuracy
    assert report.test_evaluation.n == 20
    assert report.points[-1].validation_loss == evaluate(parameters, watched).cost
    assert report.points[-1].validation_accuracy == evaluate(parameters, watched).accuracy
    assert str(report.message) == "Finished 4 epochs."


def test_without_test_digits_there_are_no_test_figures(small_dataset: Dataset) -> None:
    report = train(CONFIG, replace(small_dataset, test_indices=np.empty(0, dtype=np.intp)))

    assert report.test_evaluation is None


def test_whoever_gets_a_report_may_keep_it_and_spoil_it(small_dataset: Dataset, reports: list[TrainingReport]) -> None:
    quiet = train(CONFIG, small_dataset)
    copies: list[Floats] = []

    def spoil_those_before(report: TrainingReport) -> None:
        for earlier, copied in zip(reports, copies, strict=True):
            np.testing.assert_array_equal(earlier.parameters, copied)
            earlier.parameters[:] = copied[:] = np.nan
        reports.append(report)
        copies.append(report.parameters.copy())

    last = train(CONFIG, small_dataset, publish=spoil_those_before)

    np.testing.assert_array_equal(last.parameters, quiet.parameters)


def test_no_epoch_leaves_the_first_parameters(small_dataset: Dataset) -> None:
    report = train(CONFIG.with_values(epochs=0), small_dataset)

    np.testing.assert_array_equal(report.parameters, first_parameters(CONFIG, (4, 5, 1)).flat)
    assert (report.state, report.n_batches, report.epoch, len(report.points)) == ("finished", 0, 0.0, 1)
    assert report.test_evaluation is not None


# Going on from earlier parameters


def test_a_run_goes_on_from_given_parameters(small_dataset: Dataset) -> None:
    before = train(CONFIG, small_dataset)
    initial = Parameters(before.architecture, before.parameters.copy())

    after = train(CONFIG, small_dataset, initial=initial, first_epoch=before.epoch)

    np.testing.assert_array_equal(initial.flat, before.parameters)  # they were copied
    np.testing.assert_array_equal([point.epoch for point in after.points], [4, 5, 6, 7, 8])
    assert (after.epoch, after.epochs) == (8.0, 8.0)
    assert after.points[-1].loss < before.points[-1].loss
    started, trained = after.points[0].loss, split_validation(small_dataset, CONFIG)[0]
    assert started == pytest.approx(evaluate(initial, trained).cost, rel=1e-12)


def test_parameters_of_another_network_are_refused(small_dataset: Dataset) -> None:
    initial = Parameters.zeros(Architecture.dense(n_inputs=20, hidden_layers=(5,)))

    with pytest.raises(ConfigurationError, match="a 20-6-10 network has 196 parameters, got "):
        train(CONFIG, small_dataset, initial=initial)
