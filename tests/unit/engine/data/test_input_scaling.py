"""Input scaling: scikit-learn's numbers, fitted to what is trained on and to nothing else, for floats and for bytes."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.preprocessing import StandardScaler

from engine.data.dataset import Dataset, Digits
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.data.scaling import SCALINGS, UNSCALED, InputScaling, fit_scaling
from engine.errors import ConfigurationError
from engine.nn.inference import compute_logits
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, DType, Parameters
from engine.training.config import TrainingConfig
from engine.training.train import prepare, split_validation, train

CONFIG = TrainingConfig(hidden_layers=(6,), epochs=2, batch_size=10, input_scaling="standardized", dtype="float64")


@pytest.fixture(scope="module")
def uci_8x8() -> Dataset:
    return load_uci_digits_8x8()


def _digits(n: int = 50, n_pixels: int = 64, seed: int = 1) -> Digits:
    """Pixels of several means and deviations; the first is always 3, the second always 0."""
    rng = np.random.default_rng(seed)
    images = rng.normal(rng.uniform(-5, 5, n_pixels), rng.uniform(0.01, 4, n_pixels), (n, n_pixels))
    images[:, 0], images[:, 1] = 3.0, 0.0
    return Digits(images, rng.integers(0, 10, n))


def _bytes(n: int = 40, n_pixels: int = 64) -> Digits:
    rng = np.random.default_rng(2)
    stored = rng.integers(0, 256, (n, n_pixels), dtype=np.uint8)
    stored[:, 0], stored[:, 1] = 77, 0
    return Digits(stored, rng.integers(0, 10, n), gain=1.3 / 255, bias=-0.1)


# What is fitted


@pytest.mark.parametrize("n", [1, 2, 50, 9000])
def test_standardized_is_scikit_learns(n: int) -> None:
    digits = _digits(n)
    theirs = StandardScaler().fit(digits.images)

    scaling = fit_scaling("standardized", digits)

    np.testing.assert_allclose(scaling.shift, theirs.mean_, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(scaling.divisor, theirs.scale_, rtol=1e-9)
    assert scaling.divisor[0] == scaling.divisor[1] == 1.0  # pixels that never change
    np.testing.assert_allclose(scaling.apply(digits.images), theirs.transform(digits.images), rtol=1e-8, atol=1e-8)


def test_the_notebooks_own_digits_are_standardized_as_scikit_learn_does_it(uci_8x8: Dataset) -> None:
    theirs = StandardScaler().fit(uci_8x8.train.images.astype(np.float64))

    parts = prepare(CONFIG.with_values(validation_fraction=0.0), uci_8x8)

    expected = theirs.transform(uci_8x8.digits.images.astype(np.float64))
    np.testing.assert_allclose(parts.train.images, np.delete(expected, uci_8x8.test_indices, axis=0), atol=1e-12)
    np.testing.assert_allclose(parts.test.images, expected[uci_8x8.test_indices], atol=1e-12)
    assert parts.validation is None
    assert np.count_nonzero(parts.scaling.divisor == 1.0) >= 3  # edge pixels that no digit inks


@given(offset=st.floats(-1e6, 1e6), seed=st.integers(0, 1000))
def test_a_pixel_far_from_zero_that_never_changes_is_not_blown_up_by_rounding(offset: float, seed: int) -> None:
    noise = np.random.default_rng(seed).normal(size=(37, 2))
    digits = Digits(np.column_stack([np.full(37, offset), noise]).astype(np.float32), np.zeros(37, np.intp))

    scaled = fit_scaling("standardized", digits).apply(digits.images)

    assert np.abs(scaled[:, 0]).max() <= 1e-6 * abs(offset) + 1e-12


@pytest.mark.parametrize(
    ("n_inputs", "values", "expected"),
    [(64, [0, 4, 8, 16], [-1, -0.5, 0, 1]), (400, [0, 0.25, 0.5, 1], [-1, -0.5, 0, 1]), (9, [0, 0.5], [-1, 0])],
)
def test_centered_goes_from_minus_one_on_paper_to_one_on_ink(
    n_inputs: int, values: list[float], expected: list[float]
) -> None:
    images = np.tile(np.array(values)[:, None], n_inputs)

    scaling = fit_scaling("centered", Digits(images, np.zeros(len(values), np.intp)))

    np.testing.assert_array_equal(scaling.apply(images), np.tile(np.array(expected)[:, None], n_inputs))


def test_centered_fits_each_source(uci_8x8: Dataset) -> None:
    for dataset in (uci_8x8, load_uci_digits()):
        images = prepare(CONFIG.with_values(input_scaling="centered"), dataset).train.images
        assert (images.min(), images.max()) == (-1.0, pytest.approx(1.0, abs=0.05))


def test_none_leaves_the_very_same_pictures() -> None:
    digits = _digits()
    scaling = fit_scaling("none", digits)

    assert scaling.is_identity
    assert scaling.apply(digits.images) is digits.images
    assert scaling.applied_to(digits, "float64").stored is digits.stored


@pytest.mark.parametrize("split", ["given", "stratified"])
@pytest.mark.parametrize("optimizer", ["momentum", "l-bfgs-b"])
def test_neither_test_nor_validation_digits_change_the_scaling(
    optimizer: str, split: str, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(validation_fraction=0.2, split=split, test_fraction=0.25, optimizer=optimizer)
    before = prepare(config, small_dataset)
    assert before.validation is not None
    raw_train = {image.tobytes() for image in before.scaling.divisor * before.train.images + before.scaling.shift}
    assert len(raw_train) == len(before.train)
    trained = {tuple(np.round(row, 5)) for row in before.train.images * before.scaling.divisor + before.scaling.shift}
    images = small_dataset.digits.images.copy()
    is_trained = np.array([tuple(np.round(row.astype(np.float64), 5)) in trained for row in images])
    assert np.count_nonzero(is_trained) == len(before.train)

    images[~is_trained] = 9.0 - images[~is_trained]
    changed = replace(small_dataset, digits=Digits(images, small_dataset.digits.labels))
    after = prepare(config, changed)

    np.testing.assert_array_equal(after.scaling.shift, before.scaling.shift)
    np.testing.assert_array_equal(after.scaling.divisor, before.scaling.divisor)
    np.testing.assert_array_equal(after.train.images, before.train.images)
    assert after.validation is not None
    assert not np.allclose(after.validation.images, before.validation.images)
    assert not np.allclose(after.test.images, before.test.images)
    np.testing.assert_array_equal(train(config, changed).parameters, train(config, small_dataset).parameters)


def test_digits_that_are_trained_on_do_change_it(small_dataset: Dataset) -> None:
    digits, _ = split_validation(small_dataset, CONFIG)
    changed = digits.images.copy()
    changed[0] += 1.0

    one, other = (fit_scaling("standardized", Digits(images, digits.labels)) for images in (digits.images, changed))

    assert not np.allclose(one.shift, other.shift)


def test_a_run_that_goes_on_keeps_the_scaling_of_its_network(small_dataset: Dataset) -> None:
    first = train(CONFIG, small_dataset)
    other = CONFIG.with_values(seed=2)  # watches others, so that a new scaling would be another

    again = train(other, small_dataset, initial=Parameters(first.architecture, first.parameters), scaling=first.scaling)

    np.testing.assert_array_equal(again.scaling.shift, first.scaling.shift)
    assert not np.allclose(prepare(other, small_dataset).scaling.shift, first.scaling.shift)


# How it is applied


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", SCALINGS)
def test_bytes_stay_bytes_and_become_what_floats_become(name: str, dtype: DType) -> None:
    stored = _bytes()
    floats = Digits(stored.values("float64"), stored.labels)
    scaling = fit_scaling(name, stored)
    np.testing.assert_allclose(scaling.divisor, fit_scaling(name, floats).divisor, rtol=1e-12)

    scaled, expected = scaling.applied_to(stored, dtype), scaling.applied_to(floats, "float64")

    assert scaled.stored is stored.stored
    assert scaled.stored.dtype == np.uint8
    rounding = {"float32": 1e-5, "float64": 1e-12}[dtype]
    np.testing.assert_allclose(scaled.values(dtype), expected.stored, rtol=0, atol=rounding)
    assert scaled.values(dtype).dtype == dtype
    assert not scaled.is_plain
    np.testing.assert_array_equal(scaled.labels, stored.labels)


@pytest.mark.parametrize("stored_dtype", ["float32", "float64"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", SCALINGS)
def test_floats_become_floats_of_the_dtype_that_is_computed_in(name: str, dtype: DType, stored_dtype: str) -> None:
    digits = Digits(_digits().images.astype(stored_dtype), _digits().labels)
    kept = digits.stored.copy()
    scaling = fit_scaling(name, digits)

    scaled = scaling.applied_to(digits, dtype)

    assert scaled.stored.dtype == dtype
    assert scaled.is_plain
    expected = (digits.stored.astype(np.float64) - scaling.shift) / scaling.divisor
    np.testing.assert_allclose(scaled.stored, expected.astype(dtype), rtol=1e-15)
    np.testing.assert_array_equal(digits.stored, kept)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ["centered", "standardized"])
def test_pictures_keep_their_dtype(name: str, dtype: str) -> None:
    images = _digits().images.astype(dtype)
    kept = images.copy()

    scaled = fit_scaling(name, _digits()).apply(images)

    assert scaled.dtype == dtype
    np.testing.assert_array_equal(images, kept)


@pytest.mark.parametrize("hidden_layers", [(), (5,), (5, 4)])
@pytest.mark.parametrize("name", SCALINGS)
def test_folded_parameters_answer_to_raw_values_as_the_others_do_to_scaled_ones(
    name: str, hidden_layers: tuple[int, ...]
) -> None:
    digits = _digits()
    scaling = fit_scaling(name, digits)
    architecture = Architecture.dense(n_inputs=64, hidden_layers=hidden_layers)
    parameters = initialize(architecture, scheme="uniform", rng=np.random.default_rng(4), dtype="float64")
    kept = parameters.flat.copy()

    folded = scaling.folded_into(parameters)

    raw = digits.images
    np.testing.assert_allclose(
        compute_logits(folded, raw), compute_logits(parameters, scaling.apply(raw)), rtol=1e-9, atol=1e-10
    )
    assert folded.dtype == "float64"
    assert not np.shares_memory(folded.flat, parameters.flat)
    np.testing.assert_array_equal(parameters.flat, kept)


# What it must be


def _array(*values: float) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(
    ("shift", "divisor", "said"),
    [
        (_array(0, 0), _array(1, 0), "no divisor of 0"),
        (_array(0, np.nan), _array(1, 1), "finite numbers"),
        (_array(0, 0), _array(1, np.inf), "finite numbers"),
        (_array(0, 0), _array(1), r"a shift and a divisor for each pixel, got \(2,\) and \(1,\)"),
        (np.zeros((2, 2)), np.ones((2, 2)), r"a shift and a divisor for each pixel, got \(2, 2\)"),
    ],
)
def test_numbers_that_scale_nothing_are_refused(shift: Any, divisor: Any, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        InputScaling("standardized", shift, divisor)


@pytest.mark.parametrize(
    "make", [lambda: InputScaling("log", np.zeros(1), np.ones(1)), lambda: fit_scaling("log", _digits())]
)
def test_an_unknown_name_is_answered_with_those_that_are_known(make: Any) -> None:
    with pytest.raises(
        ConfigurationError, match="input scaling must be one of none, centered, standardized, got 'log'"
    ):
        make()


def test_scalings_go_by_their_names() -> None:
    assert all(name == kind.name for name, kind in SCALINGS.items())
    assert UNSCALED.is_identity
