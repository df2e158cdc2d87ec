"""Data sets: what one must be, how it is split, and the bundled digits against scikit-learn's copy."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from engine.data.dataset import Dataset, Digits
from engine.data.registry import SOURCES, load_uci_digits
from engine.data.splits import DEFAULT_TEST_FRACTION, dataset_of, validation_indices
from engine.errors import DataError
from engine.ink.framing import frame_ink
from engine.io.resources import RESOURCES
from engine.nn.network import DType


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


def _dataset(
    *,
    images: Any = None,
    labels: Any = (0, 1, 2, 3),
    test_indices: Any = (1,),
    image_shape: tuple[int, int] = (2, 3),
) -> Dataset:
    if images is None:
        images = np.arange(len(labels) * 6, dtype=np.float32).reshape(-1, 6)
    digits = Digits(np.asarray(images), np.asarray(labels, dtype=np.intp), shape=(*image_shape, 1))
    return Dataset("mine", "Mine", digits, np.asarray(test_indices, dtype=np.intp))


def test_the_parts_are_disjoint_and_in_order() -> None:
    dataset = _dataset(test_indices=(1, 3))

    np.testing.assert_array_equal(dataset.train.labels, [0, 2])
    np.testing.assert_array_equal(dataset.test.labels, [1, 3])
    np.testing.assert_array_equal(dataset.train.images, dataset.digits.images[[0, 2]])
    np.testing.assert_array_equal(dataset.test.images, dataset.digits.images[[1, 3]])


def test_digits_are_chosen_by_number() -> None:
    digits = _dataset().digits

    chosen = digits[np.array([2, 0])]

    assert len(digits) == 4
    assert len(chosen) == 2
    np.testing.assert_array_equal(chosen.labels, [2, 0])
    np.testing.assert_array_equal(chosen.images, digits.images[[2, 0]])


# Values


def _bytes(**scaled: Any) -> Digits:
    return Digits(np.array([[0, 51, 255], [102, 204, 7]], np.uint8), np.array([4, 7]), **scaled)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("gain", "bias"), [(1.0, 0.0), (1 / 255, 0.0), (2.0, -1.0), (np.array([1.0, 0.5, 2.0]), np.array([0.0, -3.0, 1.0]))]
)
def test_a_value_is_what_is_stored_times_gain_plus_bias(gain: Any, bias: Any, dtype: DType) -> None:
    for digits in (
        _bytes(gain=gain, bias=bias),
        Digits(_bytes().stored.astype(np.float32), np.array([4, 7]), gain, bias),
    ):
        stored = digits.stored.copy()

        values = digits.values(dtype)

        assert values.dtype == dtype
        np.testing.assert_allclose(values, stored * np.asarray(gain) + bias, rtol=1e-6)
        np.testing.assert_array_equal(digits.stored, stored)
        np.testing.assert_allclose(digits.images, values, rtol=1e-6)
        assert digits.images.dtype == np.float32


def test_only_floats_without_gain_and_bias_are_plain_and_are_given_out_as_they_are() -> None:
    floats = np.ones((2, 3), np.float64)
    labels = np.array([4, 7])

    assert Digits(floats, labels).is_plain
    assert Digits(floats, labels).values("float64") is floats
    assert Digits(floats, labels).images is floats
    assert Digits(floats, labels).values("float32").dtype == np.float32
    assert not _bytes().is_plain
    for changed in ({"gain": 2.0}, {"bias": 1.0}, {"gain": np.ones(3)}, {"bias": np.zeros(3)}):
        assert not replace(Digits(floats, labels), **changed).is_plain


def test_a_transformation_of_a_transformation_is_both() -> None:
    once = _bytes(gain=1 / 255, bias=0.25)
    gain, bias = np.array([2.0, 3.0, 0.5]), np.array([-1.0, 0.0, 4.0])

    twice = once.transformed(gain=gain, bias=bias)

    np.testing.assert_allclose(twice.values("float64"), once.values("float64") * gain + bias, rtol=1e-12)
    assert twice.stored is once.stored


def test_chosen_bytes_stay_bytes_of_the_same_values() -> None:
    digits = _bytes(gain=np.array([1.0, 0.5, 2.0]), bias=-0.5)

    chosen = digits[np.array([1])]

    assert chosen.stored.dtype == np.uint8
    np.testing.assert_array_equal(chosen.values("float64"), digits.values("float64")[[1]])
    np.testing.assert_array_equal(digits[1:].values("float32"), digits.values("float32")[1:])
    assert digits.n_pixels == 3


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"images": np.zeros((4, 5), np.float32)},
            "mine: 4 labels need pictures of shape (4, 6), got (4, 5)",
        ),
        (
            {"images": np.zeros((3, 6), np.float32)},
            "mine: 4 labels need pictures of shape (4, 6), got (3, 6)",
        ),
        (
            {"images": np.zeros((4, 2, 3), np.float32)},
            "mine: 4 labels need pictures of shape (4, 6), got (4, 2, 3)",
        ),
        (
            {"labels": (), "test_indices": ()},
            "mine: expected at least one digit to train on, got 0 digits in all",
        ),
        (
            {"test_indices": (0, 1, 2, 3)},
            "mine: expected at least one digit to train on, got 4 digits in all",
        ),
        ({"labels": (0, 1, 10, 3)}, "mine: labels must be 0 to 9, got 0 to 10"),
        ({"labels": (0, 1, -1, 3)}, "mine: labels must be 0 to 9, got -1 to 3"),
        (
            {"images": np.full((4, 6), np.nan, np.float32)},
            "mine: pictures must be finite numbers, got NaN or infinity in picture 1; correct it or leave it out",
        ),
        (
            {"images": np.diag([0.0, 0.0, 0.0, -np.inf, 0.0, 0.0])[:4].astype(np.float32)},
            "mine: pictures must be finite numbers, got NaN or infinity in picture 4; correct it or leave it out",
        ),
    ],
)
def test_what_is_no_data_set_is_refused_in_a_line(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError) as caught:
        _dataset(**parts)

    assert str(caught.value) == message


# Splitting


@given(
    counts=st.lists(st.integers(0, 40), min_size=1, max_size=10).filter(any),
    fraction=st.floats(0.0, 0.99),
    seed=st.integers(0, 2**32),
)
def test_a_share_of_each_class_is_chosen_and_one_of_each_stays(counts: list[int], fraction: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.repeat(np.arange(len(counts)), counts))

    chosen = validation_indices(labels, fraction=fraction, rng=rng)

    np.testing.assert_array_equal(chosen, np.unique(chosen))  # ascending, each once
    for digit, n_members in enumerate(counts):
        n_chosen = np.count_nonzero(labels[chosen] == digit)
        assert abs(n_chosen - fraction * n_members) <= 1
        assert n_members == 0 or n_chosen < n_members


def test_the_generator_draws_who_is_chosen() -> None:
    labels = np.repeat(np.arange(10), 20)

    def choose(seed: int) -> NDArray[np.intp]:
        return validation_indices(labels, fraction=0.2, rng=np.random.default_rng(seed))

    np.testing.assert_array_equal(choose(1), choose(1))
    assert not np.array_equal(choose(1), choose(2))
    assert choose(1).tolist() != [i for digit in range(10) for i in range(20 * digit, 20 * digit + 4)]


def test_of_no_labels_none_are_chosen() -> None:
    assert not len(validation_indices(np.empty(0, np.intp), fraction=0.5, rng=np.random.default_rng(1)))


def test_a_source_without_a_split_gets_the_same_one_every_time() -> None:
    digits = Digits(np.zeros((200, 400), np.float32), np.repeat(np.arange(10), 20))

    one, two = dataset_of("file", "File", digits), dataset_of("file", "File", digits)

    np.testing.assert_array_equal(one.test_indices, two.test_indices)
    np.testing.assert_array_equal(np.bincount(one.test.labels), 20 * DEFAULT_TEST_FRACTION)
    assert not one.has_fixed_split
    assert one.image_shape == (20, 20)


# The bundled digits


def test_the_bundled_digits_are_scikit_learns() -> None:
    original = load_digits()

    with np.load(RESOURCES / "uci_digits.npz") as file:
        np.testing.assert_array_equal(file["images"], original.images)
        np.testing.assert_array_equal(file["labels"], original.target)


def test_the_bundled_digits_are_split_as_the_notebooks_do_it(uci_digits: Dataset) -> None:
    _, test = train_test_split(np.arange(1797), test_size=0.15, random_state=37)

    assert len(uci_digits.digits) == 1797
    assert len(uci_digits.test) == 270
    assert uci_digits.has_fixed_split
    np.testing.assert_array_equal(uci_digits.test_indices, np.sort(test))


def test_the_bundled_digits_are_framed(uci_digits: Dataset) -> None:
    original = load_digits()
    images = uci_digits.digits.images

    assert images.shape == (1797, 400)
    assert images.dtype == np.float32
    assert images.min() >= 0.0
    assert images.max() <= 1.0
    np.testing.assert_array_equal(uci_digits.digits.labels, original.target)
    for index in (0, 17, 1796):
        frame = frame_ink(original.images[index])
        assert frame is not None
        np.testing.assert_array_equal(images[index], frame.ravel())


@pytest.mark.parametrize("name", ["uci-digits", "uci-digits-8x8"])  # the others have to be downloaded
def test_a_source_goes_by_its_name(name: str) -> None:
    source = SOURCES[name]

    dataset = source.load()

    assert source.name == dataset.name == name
    assert source.label == dataset.label
    assert f"{len(dataset.digits):,}" in str(source.description)
