"""Rules of a run: when a tolerance ends it, batches in the order of the data, and digits that are stored as bytes."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.scaling import SCALINGS
from engine.nn.activations import Floats
from engine.nn.inference import compute_logits
from engine.nn.network import Parameters
from engine.nn.objective import Objective
from engine.training import gradient_descent
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.gradient_descent import DescentRun
from engine.training.run_loop import TOLERANCE_FROM_EPOCH
from engine.training.train import first_parameters, prepare, train
from tests.watched_batches import watch_batches

CONFIG = TrainingConfig(hidden_layers=(6,), validation_fraction=0.0, dtype="float64")
FULL = CONFIG.with_values(batch_size=0, epochs=300, learning_rate=0.5)


# The tolerance


def _notebooks_loop(
    dataset: Dataset, config: TrainingConfig, *, flat: Floats | None = None
) -> tuple[int, Floats, list[float]]:
    """Batch gradient descent as the notebook writes it: costs before each step, and no end within ten steps.

    Returns the number of steps, the parameters after them, and the costs.
    """
    digits = dataset.train
    start = first_parameters(config, dataset.input_shape)
    objective = Objective(start.architecture, digits.images, digits.labels)
    flat = start.flat.copy() if flat is None else flat.copy()
    losses: list[float] = []
    for n_steps in range(1, config.epochs + 1):
        loss, gradient = objective.cost_and_gradient(flat)
        flat -= config.learning_rate * gradient
        losses.append(loss)
        if n_steps >= 10 and losses[-2] - losses[-1] < config.tolerance:
            break
    return len(losses), flat, losses


@pytest.mark.parametrize(
    ("output_loss", "tolerance", "ends"),
    [
        ("sigmoid-squared-error", 2e-2, range(11, 15)),
        ("sigmoid-squared-error", 3e-3, range(15, 35)),
        ("sigmoid-squared-error", 1e-4, range(35, 100)),
        ("softmax-cross-entropy", 4e-3, range(11, 20)),
    ],
)
def test_a_run_stops_where_the_notebooks_loop_stops(
    output_loss: str, tolerance: float, ends: range, small_dataset: Dataset
) -> None:
    config = FULL.with_values(tolerance=tolerance, output_loss=output_loss)
    n_steps, flat, _ = _notebooks_loop(small_dataset, config)

    report = train(config, small_dataset)

    assert n_steps in ends
    assert report.epoch == report.n_batches == n_steps
    assert str(report.message).startswith(f"Stopped: epoch {n_steps} lowered the cost by less than {tolerance:g}.")
    assert report.state == "finished"
    np.testing.assert_allclose(report.parameters, flat, rtol=1e-9, atol=1e-12)


def test_within_the_first_ten_epochs_no_run_stops(small_dataset: Dataset) -> None:
    report = train(FULL.with_values(tolerance=1e6), small_dataset)

    assert TOLERANCE_FROM_EPOCH == 10
    assert (report.epoch, report.n_batches) == (10.0, 10)
    assert str(report.message).startswith("Stopped: epoch 10 lowered the cost by less than 1e+06.")


def test_a_rising_loss_has_fallen_by_less(small_dataset: Dataset) -> None:
    config = FULL.with_values(learning_rate=40.0, tolerance=1e-9, epochs=200)  # leaps over every valley
    n_steps, _, losses = _notebooks_loop(small_dataset, config)

    report = train(config, small_dataset)

    assert losses[-1] > losses[-2]
    assert report.epoch == n_steps < 200


def test_without_a_tolerance_a_run_that_stands_still_goes_on(small_dataset: Dataset) -> None:
    report = train(FULL.with_values(learning_rate=0.0, epochs=30), small_dataset)

    assert report.epoch == 30.0
    assert str(report.message).startswith("Finished 30 epochs. ")


@pytest.mark.parametrize("tolerance", [1e-12, 1e-3])
def test_a_run_that_stands_still_stops_at_the_tenth_epoch(tolerance: float, small_dataset: Dataset) -> None:
    report = train(FULL.with_values(learning_rate=0.0, epochs=30, tolerance=tolerance), small_dataset)

    assert report.epoch == 10.0


def test_a_run_that_goes_on_has_ten_epochs_again_and_counts_on(small_dataset: Dataset) -> None:
    config = FULL.with_values(tolerance=1e-2)
    before = train(config, small_dataset)
    parameters = Parameters(before.architecture, before.parameters)

    after = train(config, small_dataset, initial=parameters, first_epoch=before.epoch)

    assert after.epoch == before.epoch + 10
    assert str(after.message).startswith(f"Stopped: epoch {before.epoch + 10:.0f} lowered the cost by less than 0.01.")


def test_the_cost_that_falls_has_the_weight_decay_in_it(small_dataset: Dataset) -> None:
    """At a fixed loss the weights may still shrink: a loss of next to nothing, and decay from large weights."""
    config = FULL.with_values(
        hidden_layers=(), learning_rate=0.02, weight_decay=50.0, epochs=40, tolerance=1e-3, initialization="uniform"
    )
    dataset = replace(
        small_dataset, digits=Digits(np.zeros_like(small_dataset.digits.images), small_dataset.digits.labels)
    )
    start = first_parameters(config, (4, 5, 1))
    start.biases[0][:] = 0.0  # of blank pictures, ten of each class, nothing is learned
    start.weights[0][:] *= 100.0

    decaying = train(config, dataset, initial=start)
    fixed = train(config.with_values(weight_decay=0.0), dataset, initial=start)

    assert fixed.epoch == 10.0
    assert decaying.epoch == 40.0
    assert decaying.points[-1].loss == pytest.approx(decaying.points[0].loss, rel=1e-12)


@pytest.mark.parametrize(("batch_size", "tolerance"), [(7, 4e-3), (25, 2e-3)])
def test_with_mini_batches_the_mean_over_the_epoch_counts(
    batch_size: int, tolerance: float, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(batch_size=batch_size, learning_rate=0.05, epochs=200, tolerance=tolerance)
    losses = [point.loss for point in train(config.with_values(tolerance=0.0), small_dataset).points]
    assert len(losses) == 201  # an epoch has one point
    falls = -np.diff(losses[1:])

    report = train(config, small_dataset)

    expected = next(epoch for epoch in range(10, 200) if falls[epoch - 2] < tolerance)
    assert 10 < expected < 200
    assert report.epoch == expected


@pytest.mark.parametrize(("patience", "message"), [(9, "Stopped early: the training loss"), (10, "Stopped: epoch 10")])
def test_patience_comes_first(patience: int, message: str, small_dataset: Dataset) -> None:
    """Of a run that stands still, the first epoch is the best; both rules may want it to end after the tenth."""
    config = FULL.with_values(learning_rate=0.0, tolerance=1.0, patience=patience)

    report = train(config, small_dataset)

    assert report.epoch == 10.0
    assert str(report.message).startswith(message)


# The order of the digits


@pytest.mark.parametrize("batch_size", [1, 7, 30])
def test_unshuffled_batches_are_those_of_the_data_in_order(batch_size: int, small_dataset: Dataset) -> None:
    config = CONFIG.with_values(batch_size=batch_size, epochs=3, learning_rate=0.2, shuffle=False, weight_decay=0.3)
    digits = small_dataset.train
    flat = first_parameters(config, (4, 5, 1)).flat.copy()
    for _ in range(3):
        for start in range(0, 100, batch_size):
            batch = slice(start, start + batch_size)
            n_batch = len(digits.labels[batch])
            # Decay is λ / m of all m samples, so λ n / m in an objective of n samples.
            objective = Objective(
                config.architecture((4, 5, 1)),
                digits.images[batch],
                digits.labels[batch],
                weight_decay=0.3 * n_batch / 100,
            )
            flat -= 0.2 * objective.cost_and_gradient(flat)[1]

    report = train(config, small_dataset)

    np.testing.assert_allclose(report.parameters, flat, rtol=1e-8, atol=1e-12)
    shuffled = train(config.with_values(shuffle=True), small_dataset)
    assert not np.allclose(shuffled.parameters, report.parameters)


def test_the_order_of_a_drawn_split_is_the_order_of_the_batches(
    small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = CONFIG.with_values(batch_size=10, epochs=1, shuffle=False, split="plain", test_fraction=0.25)
    shown: list[NDArray[np.float64]] = []
    watch_batches(monkeypatch, lambda inputs, _: shown.append(inputs.astype(np.float64)))
    train(config, small_dataset)

    order = np.random.RandomState(37).permutation(120)[30:]
    np.testing.assert_array_equal(np.concatenate(shown), small_dataset.digits.images[order].astype(np.float64))


@pytest.mark.parametrize("shuffle", [False, True])
def test_full_batches_are_never_shuffled_nor_copied(
    shuffle: bool, small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Floats] = []
    watch_batches(monkeypatch, lambda inputs, _: shown.append(inputs))
    report = train(FULL.with_values(epochs=3, shuffle=shuffle), small_dataset)

    assert len(shown) == 3
    assert all(np.shares_memory(inputs, shown[0]) and inputs.shape == (100, 20) for inputs in shown)
    _, flat, _ = _notebooks_loop(small_dataset, FULL.with_values(epochs=3))
    np.testing.assert_allclose(report.parameters, flat, rtol=1e-10, atol=1e-14)


# Bytes


@pytest.fixture
def twins(small_dataset: Dataset) -> tuple[Dataset, Dataset]:
    """The same digits as bytes and as floats."""
    rng = np.random.default_rng(6)
    templates = rng.integers(0, 256, (10, 20))
    labels = small_dataset.digits.labels
    stored = np.clip(templates[labels] + rng.normal(0, 40, (120, 20)), 0, 255).astype(np.uint8)
    stored[:, 3] = 9  # a pixel that never changes
    as_bytes = Digits(stored, labels, gain=1 / 255)
    as_floats = Digits(stored.astype(np.float64) / 255, labels)
    return replace(small_dataset, digits=as_bytes), replace(small_dataset, digits=as_floats)


@pytest.mark.parametrize("input_scaling", SCALINGS)
@pytest.mark.parametrize("batch_size", [1, 7, 0])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_bytes_train_as_their_float_twins_do(
    dtype: str, batch_size: int, input_scaling: str, twins: tuple[Dataset, Dataset]
) -> None:
    config = CONFIG.with_values(
        dtype=dtype, batch_size=batch_size, input_scaling=input_scaling, epochs=4, validation_fraction=0.2
    )

    of_bytes, of_floats = (train(config, dataset) for dataset in twins)

    tolerance = {"float32": 2e-4, "float64": 1e-10}[dtype]
    np.testing.assert_allclose(of_bytes.parameters, of_floats.parameters, rtol=0, atol=tolerance)
    np.testing.assert_allclose(of_bytes.points, of_floats.points, rtol=0, atol=tolerance * 10)
    assert of_bytes.points[-1].loss < of_bytes.points[0].loss


@pytest.mark.parametrize("input_scaling", SCALINGS)
def test_minimizers_train_on_bytes_too(input_scaling: str, twins: tuple[Dataset, Dataset]) -> None:
    config = CONFIG.with_values(optimizer="l-bfgs-b", epochs=5, input_scaling=input_scaling)

    of_bytes, of_floats = (train(config, dataset) for dataset in twins)

    np.testing.assert_allclose(of_bytes.parameters, of_floats.parameters, rtol=0, atol=1e-10)


@pytest.mark.parametrize("input_scaling", SCALINGS)
def test_bytes_stay_bytes_and_are_not_copied_but_chosen(input_scaling: str, twins: tuple[Dataset, Dataset]) -> None:
    parts = prepare(CONFIG.with_values(input_scaling=input_scaling, validation_fraction=0.2), twins[0])

    assert parts.validation is not None
    for digits in (parts.train, parts.validation, parts.test):
        assert digits.stored.dtype == np.uint8
    assert [len(digits) for digits in (parts.train, parts.validation, parts.test)] == [80, 20, 20]
    whole = prepare(CONFIG.with_values(input_scaling=input_scaling), twins[0])
    assert np.shares_memory(whole.train.stored, twins[0].train.stored)


def test_a_few_batches_of_bytes_are_all_that_becomes_floats(
    twins: tuple[Dataset, Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradient_descent, "_GATHERED_VALUES", 300)
    config = CONFIG.with_values(batch_size=7, epochs=1, dtype="float32")
    parts = prepare(config, twins[0])
    run = DescentRun(
        config,
        parts,
        first_parameters(config, (4, 5, 1)),
        control=TrainingControl(),
        publish=None,
        first_epoch=0.0,
    )
    run.order = np.arange(100)[::-1].copy()

    shown: list[Floats] = []
    for start in (0, 98):
        run._gather(start)
        shown.append(run.gathered_inputs.copy())
        if start:
            np.testing.assert_array_equal(
                run._of_slot(run.slot_targets, 0, 2).argmax(axis=1), parts.train.labels[::-1][98:]
            )
    first, second = shown[0][:7], shown[1][:2]

    assert run.gathered_inputs.shape == (14, 20)
    assert run.digits.stored is parts.train.stored
    expected = parts.train.values("float32")[::-1]
    np.testing.assert_allclose(first, expected[:7], rtol=1e-6)
    np.testing.assert_allclose(second, expected[98:], rtol=1e-6)
    assert first.dtype == np.float32


def test_evaluation_of_bytes_is_that_of_floats(twins: tuple[Dataset, Dataset]) -> None:
    parameters = first_parameters(CONFIG, (4, 5, 1))

    of_bytes, of_floats = (compute_logits(parameters, dataset.test.values("float64")) for dataset in twins)

    np.testing.assert_allclose(of_bytes, of_floats, rtol=1e-12)
