"""Training on augmented digits: which digits, when, and that it pays."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data import augmented_batches
from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import AugmentedDigits, draw_sample
from engine.data.dataset import Dataset, Digits
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.data.scaling import UNSCALED, fit_scaling
from engine.errors import ConfigurationError, ModelError
from engine.nn.activations import Floats
from engine.nn.network import DType, Parameters
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import prepare, train

LIGHT = AUGMENTATIONS["light"]


@pytest.fixture(scope="module")
def uci() -> Dataset:
    """300 digits to train on, and others to test on."""
    whole = load_uci_digits()
    train_indices = whole.train_indices if whole.train_indices is not None else np.setdiff1d(
        np.arange(len(whole.digits)), whole.test_indices
    )  # fmt: skip
    chosen = np.concatenate([train_indices[:300], train_indices[600:]])
    return replace(whole, digits=whole.digits[chosen], test_indices=np.arange(300, len(chosen)), train_indices=None)


def a_config(**values: Any) -> TrainingConfig:
    return TrainingConfig(hidden_layers=(8,), epochs=3, batch_size=30, augmentation="light").with_values(**values)


def as_bytes(digits: Digits) -> Digits:
    return Digits(np.round(digits.values("float32") * 255).astype(np.uint8), digits.labels, gain=1 / 255)


def epoch_of(digits: AugmentedDigits, epoch: int, order: NDArray[np.intp], size: int) -> Floats:
    """All inputs of an epoch, batch by batch."""
    digits.begin_epoch(epoch, order)
    starts = range(0, len(order), size)
    return np.concatenate([digits.batch(start, min(start + size, len(order))).copy() for start in starts])


def made(
    digits: Digits, size: int, dtype: DType = "float32", *, seed: int = 1, scaling: str = "none"
) -> AugmentedDigits:
    fitted = fit_scaling(scaling, digits)
    return AugmentedDigits(digits, fitted, LIGHT, seed=seed, batch_size=size, dtype=dtype)


# Batches


def test_every_epoch_differs_and_comes_again_as_it_was(uci: Dataset) -> None:
    order = np.arange(300)
    digits = made(uci.train, 30)
    first, second, again = (epoch_of(digits, epoch, order, 30) for epoch in (0, 1, 0))
    assert (first != second).any(axis=1).all()
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != epoch_of(made(uci.train, 30, seed=2), 0, order, 30).tobytes()


def test_a_batch_holds_copies_of_the_digits_in_order(uci: Dataset) -> None:
    order = np.random.default_rng(3).permutation(300)
    hardly = replace(AUGMENTATIONS["none"], shift_px=0.1, elastic_px=0.05)
    digits = AugmentedDigits(uci.train, UNSCALED, hardly, seed=1, batch_size=32, dtype="float32")
    inputs = epoch_of(digits, 0, order, 32)
    originals = uci.train.values("float32")
    nearest = ((inputs[:, None] - originals[None]) ** 2).sum(axis=2).argmin(axis=1)
    np.testing.assert_array_equal(nearest, order)


@pytest.mark.parametrize("size", [1, 7, 200, 300])
def test_batches_of_every_size_go_through_all_digits(uci: Dataset, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(augmented_batches, "_BLOCK", 64)
    inputs = epoch_of(made(uci.train, size), 0, np.arange(300), size)
    assert inputs.shape == (300, 400)
    assert inputs.any(axis=1).all()


@pytest.mark.parametrize("scaling", ["none", "centered", "standardized"])
def test_digits_are_scaled_after_they_were_augmented(uci: Dataset, scaling: str) -> None:
    order = np.arange(300)
    plain = epoch_of(made(uci.train, 30), 0, order, 30)
    scaled = epoch_of(made(uci.train, 30, "float64", scaling=scaling), 0, order, 30)
    assert scaled.dtype == np.float64
    np.testing.assert_allclose(scaled, fit_scaling(scaling, uci.train).apply(plain.astype(np.float64)), atol=1e-5)


def test_digits_that_are_stored_as_bytes_stay_so(uci: Dataset) -> None:
    stored = as_bytes(uci.train)
    plain = Digits(stored.values("float32"), stored.labels)
    from_bytes, from_numbers = (epoch_of(made(digits, 30), 2, np.arange(300), 30) for digits in (stored, plain))
    np.testing.assert_array_equal(from_bytes, from_numbers)
    parts = prepare(a_config(input_scaling="standardized"), replace(uci, digits=as_bytes(uci.digits)))
    assert parts.unscaled is not None
    assert parts.unscaled.stored.dtype == np.uint8


def test_digits_of_8x8_are_augmented_too() -> None:
    digits = load_uci_digits_8x8().digits[np.arange(100)]
    inputs = epoch_of(made(digits, 30), 0, np.arange(100), 30)
    assert inputs.min() >= 0.0
    assert 8.0 < inputs.max() <= 16.0


# Runs


def test_a_run_with_augmentation_comes_out_the_same_again(uci: Dataset) -> None:
    config = a_config(input_scaling="standardized")
    first, again = train(config, uci), train(config, uci)
    assert first.parameters.tobytes() == again.parameters.tobytes()
    assert first.parameters.tobytes() != train(config.with_values(seed=2), uci).parameters.tobytes()
    assert first.parameters.tobytes() != train(config.with_values(augmentation="none"), uci).parameters.tobytes()


def test_a_run_that_goes_on_draws_other_copies(uci: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    epochs: list[int] = []
    begin = AugmentedDigits.begin_epoch

    def listen(self: AugmentedDigits, epoch: int, order: NDArray[np.intp]) -> None:
        epochs.append(epoch)
        begin(self, epoch, order)

    monkeypatch.setattr(AugmentedDigits, "begin_epoch", listen)
    train(a_config(), uci, first_epoch=5.0)
    assert epochs[1:] == [5, 6, 7]


@pytest.mark.parametrize("batch_size", [0, 30])
@pytest.mark.parametrize("scaling", ["none", "standardized"])
def test_only_what_is_learned_from_is_augmented(uci: Dataset, scaling: str, batch_size: int) -> None:
    """Every exact figure of a run is that of the network on the digits as they are."""
    config = a_config(validation_fraction=0.2, input_scaling=scaling, batch_size=batch_size)
    plain = prepare(config.with_values(augmentation="none"), uci)
    parts = prepare(config, uci)
    assert parts.validation is not None
    assert plain.validation is not None
    for ours, theirs in ((parts.train, plain.train), (parts.validation, plain.validation), (parts.test, plain.test)):
        assert ours.stored.tobytes() == theirs.stored.tobytes()
        assert ours.labels.tobytes() == theirs.labels.tobytes()
    report = train(config, uci)
    network = Parameters(report.architecture, report.parameters)
    assert report.train_evaluation is not None
    assert report.test_evaluation is not None
    assert report.train_evaluation.cost == pytest.approx(evaluate(network, plain.train).cost, rel=1e-5)
    assert report.test_evaluation.cost == pytest.approx(evaluate(network, plain.test).cost, rel=1e-5)
    last, watched = report.points[-1], evaluate(network, plain.validation)
    assert last.validation_loss == pytest.approx(watched.cost, rel=1e-5)
    assert last.validation_accuracy == watched.accuracy


def test_without_augmentation_nothing_is_kept_for_it(uci: Dataset) -> None:
    assert prepare(a_config(augmentation="none"), uci).unscaled is None


def test_a_minimizer_has_no_use_for_it(uci: Dataset) -> None:
    config = a_config(optimizer="l-bfgs-b", augmentation="strong")
    assert not config.augments
    assert prepare(config, uci).unscaled is None
    plain = train(config.with_values(augmentation="none"), uci)
    assert train(config, uci).parameters.tobytes() == plain.parameters.tobytes()


def test_unknown_strengths_and_shapes_are_refused(small_dataset: Dataset) -> None:
    with pytest.raises(ConfigurationError, match="augmentation must be one of none, light, strong, got 'huge'"):
        TrainingConfig(augmentation="huge")
    with pytest.raises(ModelError, match="got one of 4 × 5"):
        train(a_config(), small_dataset)


@pytest.mark.slow
def test_augmentation_reads_more_of_the_digits_that_were_never_seen(uci: Dataset) -> None:
    def right(augmentation: str, seed: int) -> float:
        config = TrainingConfig(
            hidden_layers=(60,), hidden_activation="relu", optimizer="adam", learning_rate=0.003, schedule="cosine",
            batch_size=30, epochs=120, validation_fraction=0.0, seed=seed, augmentation=augmentation,
        )  # fmt: skip
        report: TrainingReport = train(config, uci)
        assert report.test_evaluation is not None
        return report.test_evaluation.accuracy

    plain, augmented = (np.median([right(name, seed) for seed in (1, 2, 3)]) for name in ("none", "light"))
    assert augmented > plain + 0.01


# Something to look at


def test_a_sample_has_a_digit_of_each_class_and_copies_below_it(uci: Dataset) -> None:
    sample = draw_sample(uci.digits, LIGHT, seed=0)
    np.testing.assert_array_equal(sample.labels, np.arange(10))
    assert sample.before.shape == (10, 400)
    assert sample.after.shape == (3, 10, 400)
    originals = uci.digits.values("float32")
    for label, picture in zip(sample.labels, sample.before, strict=True):
        found = np.flatnonzero((originals == picture).all(axis=1))
        assert label in uci.digits.labels[found]
    assert len(np.unique(sample.after.reshape(30, -1), axis=0)) == 30


def test_a_seed_draws_the_same_digits_whatever_is_done_to_them(uci: Dataset) -> None:
    none, strong, other = (
        draw_sample(uci.digits, AUGMENTATIONS[name], seed=seed)
        for name, seed in (("none", 4), ("strong", 4), ("none", 5))
    )
    assert none.before.tobytes() == strong.before.tobytes()
    assert none.before.tobytes() != other.before.tobytes()
    assert all(copy.tobytes() == none.before.tobytes() for copy in none.after)


def test_a_class_that_is_missing_is_left_out(uci: Dataset) -> None:
    few = uci.digits[np.flatnonzero(np.isin(uci.digits.labels, (2, 7)))]
    np.testing.assert_array_equal(draw_sample(few, LIGHT, seed=0).labels, [2, 7])
