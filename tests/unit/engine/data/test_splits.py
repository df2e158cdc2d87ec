"""Splits: the very digits that scikit-learn's ``train_test_split`` gives, in its order, and the other ways to split."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.data.splits import (
    DEFAULT_SPLIT_SEED,
    DEFAULT_TEST_FRACTION,
    SPLITS,
    Split,
    n_test_digits,
    split_dataset,
    train_test_indices,
)
from engine.errors import ConfigurationError

Labels = NDArray[np.intp]


def _scikit_learns(labels: Labels, *, fraction: float, seed: int, stratified: bool) -> tuple[Labels, Labels]:
    """Indices to train on and to test on; a ``ValueError`` where scikit-learn has rules of its own."""
    train, test = train_test_split(
        np.arange(len(labels)), test_size=fraction, random_state=seed, stratify=labels if stratified else None
    )
    return train, test


def _assert_each_once(train: Labels, test: Labels, n_samples: int) -> None:
    np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(n_samples))


@pytest.mark.parametrize("stratified", [False, True])
@pytest.mark.parametrize(("fraction", "seed"), [(0.15, 37), (0.15, 0), (0.5, 37), (0.2, 2**31 - 1), (0.9, 1)])
def test_the_uci_digits_are_split_as_scikit_learn_splits_them(fraction: float, seed: int, stratified: bool) -> None:
    labels = load_digits().target

    train, test = train_test_indices(labels, fraction=fraction, seed=seed, stratified=stratified)

    their_train, their_test = _scikit_learns(labels, fraction=fraction, seed=seed, stratified=stratified)
    np.testing.assert_array_equal(train, their_train)
    np.testing.assert_array_equal(test, their_test)


@given(
    labels=st.lists(st.integers(0, 9), min_size=2, max_size=80).map(np.array),
    fraction=st.floats(0.01, 0.9),
    seed=st.integers(0, 2**31 - 1),
    stratified=st.booleans(),
)
def test_so_is_whatever_scikit_learn_accepts_and_the_rest_is_split_too(
    labels: Labels, fraction: float, seed: int, stratified: bool
) -> None:
    train, test = train_test_indices(labels, fraction=fraction, seed=seed, stratified=stratified)

    _assert_each_once(train, test, len(labels))
    assert len(train) >= 1
    try:
        their_train, their_test = _scikit_learns(labels, fraction=fraction, seed=seed, stratified=stratified)
    except ValueError:  # for instance, a class of one digit cannot be shared out
        return
    np.testing.assert_array_equal(train, their_train)
    np.testing.assert_array_equal(test, their_test)


@given(
    class_sizes=st.lists(st.integers(2, 12), min_size=2, max_size=10),
    fraction=st.sampled_from([0.15, 0.25, 0.5]),
    seed=st.integers(0, 2**31 - 1),
)
def test_equal_remainders_are_given_to_the_classes_that_scikit_learn_chooses(
    class_sizes: list[int], fraction: float, seed: int
) -> None:
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(class_sizes)), class_sizes))
    n_test = int(np.ceil(fraction * len(labels)))
    if min(n_test, len(labels) - n_test) < len(class_sizes):
        return  # scikit-learn refuses parts that are smaller than the number of classes

    ours = train_test_indices(labels, fraction=fraction, seed=seed, stratified=True)

    for part, their_part in zip(
        ours, _scikit_learns(labels, fraction=fraction, seed=seed, stratified=True), strict=True
    ):
        np.testing.assert_array_equal(part, their_part)


@given(
    counts=st.lists(st.integers(1, 40), min_size=1, max_size=10),
    fraction=st.floats(0.0, 0.99),
    seed=st.integers(0, 2**31 - 1),
)
def test_a_stratified_split_takes_the_same_share_of_every_class(counts: list[int], fraction: float, seed: int) -> None:
    labels = np.repeat(np.arange(len(counts)), counts)

    train, test = train_test_indices(labels, fraction=fraction, seed=seed, stratified=True)

    _assert_each_once(train, test, len(labels))
    share = len(test) / len(labels)
    for digit, n_members in enumerate(counts):
        assert abs(np.count_nonzero(labels[test] == digit) - share * n_members) < 2


@pytest.mark.parametrize("stratified", [False, True])
@pytest.mark.parametrize("n_samples", [1, 2, 50])
def test_a_share_of_0_leaves_all_digits_to_train_on_in_order(n_samples: int, stratified: bool) -> None:
    labels = np.arange(n_samples) % 10

    train, test = train_test_indices(labels, fraction=0.0, seed=3, stratified=stratified)

    np.testing.assert_array_equal(train, np.arange(n_samples))
    assert test.shape == (0,)
    assert test.dtype == train.dtype == np.intp  # also none of them can be used as indices


@pytest.mark.parametrize("stratified", [False, True])
@pytest.mark.parametrize(("n_samples", "n_test"), [(1, 0), (2, 1), (3, 2), (10, 9)])
def test_one_digit_always_stays_to_train_on(n_samples: int, n_test: int, stratified: bool) -> None:
    train, test = train_test_indices(np.arange(n_samples), fraction=0.99, seed=3, stratified=stratified)

    assert (len(train), len(test)) == (n_samples - n_test, n_test)
    _assert_each_once(train, test, n_samples)


# Kinds of split


@pytest.mark.parametrize("load", [load_uci_digits, load_uci_digits_8x8])
def test_the_bundled_split_is_the_plain_one_of_the_notebooks(load: object) -> None:
    assert callable(load)
    dataset = load()

    drawn = split_dataset(dataset, Split("plain", fraction=0.15, seed=37))

    assert (DEFAULT_TEST_FRACTION, DEFAULT_SPLIT_SEED) == (0.15, 37)
    assert drawn.train_indices is not None
    np.testing.assert_array_equal(np.sort(drawn.test_indices), dataset.test_indices)
    _, their_test = train_test_split(np.arange(1797), test_size=0.15, random_state=37)
    np.testing.assert_array_equal(drawn.test_indices, their_test)


def test_the_given_split_is_left_as_it_is(small_dataset: Dataset) -> None:
    assert split_dataset(small_dataset, Split("given", fraction=0.5, seed=3)) is small_dataset


@pytest.mark.parametrize(("kind", "stratified"), [("plain", False), ("stratified", True)])
def test_a_drawn_split_gives_the_parts_in_the_order_drawn(kind: str, stratified: bool, small_dataset: Dataset) -> None:
    digits = small_dataset.digits
    train, test = train_test_indices(digits.labels, fraction=0.3, seed=4, stratified=stratified)

    split = split_dataset(small_dataset, Split(kind, fraction=0.3, seed=4))

    assert kind in SPLITS
    np.testing.assert_array_equal(split.train.images, digits.images[train])
    np.testing.assert_array_equal(split.train.labels, digits.labels[train])
    np.testing.assert_array_equal(split.test.images, digits.images[test])
    np.testing.assert_array_equal(split.test.labels, digits.labels[test])
    assert split.digits is digits
    assert len(small_dataset.train) == 100  # the data set itself has its own split still


def test_another_seed_draws_others_and_the_same_seed_the_same(small_dataset: Dataset) -> None:
    one, again, other = (
        split_dataset(small_dataset, Split("stratified", fraction=0.3, seed=seed)) for seed in (1, 1, 2)
    )

    np.testing.assert_array_equal(one.test_indices, again.test_indices)
    assert not np.array_equal(np.sort(one.test_indices), np.sort(other.test_indices))


def test_a_split_may_be_drawn_of_a_drawn_one(small_dataset: Dataset) -> None:
    none_to_test = split_dataset(small_dataset, Split("stratified", fraction=0.0, seed=1))
    assert (len(none_to_test.train), len(none_to_test.test)) == (120, 0)

    again = split_dataset(none_to_test, Split("plain", fraction=0.5, seed=1))

    assert again.train_indices is not None
    assert (len(again.train), len(again.test)) == (60, 60)
    _assert_each_once(again.train_indices, again.test_indices, 120)


@pytest.mark.parametrize("fraction", [0.0, 0.001, 0.15, 0.25, 0.9])
@pytest.mark.parametrize("kind", SPLITS)
def test_how_many_are_kept_is_known_before_they_are_drawn(kind: str, fraction: float, small_dataset: Dataset) -> None:
    split = Split(kind, fraction=fraction, seed=1, count=round(120 * fraction))

    assert n_test_digits(small_dataset, split) == len(split_dataset(small_dataset, split).test)


@pytest.mark.parametrize("count", [0, 1, 20, 119])
def test_the_last_digits_are_kept_in_the_order_of_the_data(count: int, small_dataset: Dataset) -> None:
    split = split_dataset(small_dataset, Split("last", count=count))

    labels = small_dataset.digits.labels
    np.testing.assert_array_equal(split.train.labels, labels[: 120 - count])
    np.testing.assert_array_equal(split.test.labels, labels[120 - count :])
    np.testing.assert_array_equal(split.test.images, small_dataset.digits.images[120 - count :])
    assert split.test_indices.dtype == np.intp


@pytest.mark.parametrize("count", [120, 10_000])
def test_as_many_test_digits_as_there_are_digits_are_refused_in_a_sentence(count: int, small_dataset: Dataset) -> None:
    split = Split("last", count=count)
    with pytest.raises(ConfigurationError, match=f"^test count must be from 0 to 119 for 120 digits, got {count:,}$"):
        split_dataset(small_dataset, split)
    assert n_test_digits(small_dataset, split) == 119  # for sentences: nothing is refused there


def test_without_train_indices_all_but_the_test_digits_are_trained_on_in_order(small_dataset: Dataset) -> None:
    dataset = replace(small_dataset, test_indices=np.array([119, 3, 0]))

    np.testing.assert_array_equal(dataset.train.labels, np.delete(dataset.digits.labels, [0, 3, 119]))
    np.testing.assert_array_equal(dataset.test.labels, dataset.digits.labels[[119, 3, 0]])
