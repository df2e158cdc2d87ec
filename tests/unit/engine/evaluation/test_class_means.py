"""Mean digits of each class, against means taken one by one, and which digits are selected."""

import numpy as np
import pytest

from engine.data.dataset import Digits
from engine.data.registry import load_uci_digits
from engine.data.splits import Split, split_dataset
from engine.evaluation.class_means import class_means
from engine.evaluation.digit_selection import SAMPLE_SIZE, Selection, answers, candidates, in_order, part_indices
from engine.evaluation.predictions import Readings, read_digits
from engine.models.files import load_model


def test_they_are_the_means_taken_one_by_one() -> None:
    rng = np.random.default_rng(5)
    stored = rng.integers(0, 256, (9001, 400), dtype=np.uint8)  # of more than two blocks
    labels, read_as = rng.integers(0, 10, (2, 9001))
    means = class_means(Digits(stored, labels, gain=1 / 255), read_as)

    assert means is not None
    values = stored / 255
    for digit in range(10):
        np.testing.assert_allclose(means.labeled[digit], values[labels == digit].mean(axis=0), rtol=1e-12)
        np.testing.assert_allclose(means.recognized[digit], values[read_as == digit].mean(axis=0), rtol=1e-12)
    np.testing.assert_array_equal(means.n_labeled, np.bincount(labels))
    np.testing.assert_array_equal(means.n_recognized, np.bincount(read_as))


@pytest.mark.parametrize(("n_pixels", "ink"), [(400, 1.0), (64, 16.0)])
def test_a_pixel_differs_by_more_than_one_step_of_a_byte(n_pixels: int, ink: float) -> None:
    pictures = np.zeros((2, n_pixels))
    pictures[1, :3] = np.array([0.9, 1.1, 200.0]) * ink / 255
    means = class_means(Digits(pictures, np.array([0, 1])), np.array([1, 0]))

    assert means is not None
    assert means.n_different[0] == means.n_different[1] == 2


def test_a_class_without_digits_has_no_mean() -> None:
    digits = Digits(np.ones((3, 64)), np.array([0, 0, 2]))
    means = class_means(digits, np.array([0, -1, 3]))

    assert means is not None
    np.testing.assert_array_equal(means.n_labeled, [2, 0, 1, *[0] * 7])
    np.testing.assert_array_equal(means.n_recognized, [1, 0, 0, 1, *[0] * 6])
    np.testing.assert_array_equal(means.n_different, [0, *[-1] * 9])
    assert np.isnan(means.labeled[1]).all()
    assert np.isnan(means.recognized[2]).all()
    assert np.isfinite(means.labeled[2]).all()


def test_perfect_reading_differs_nowhere_and_a_cancellation_is_answered() -> None:
    digits = load_uci_digits().digits
    means = class_means(digits, digits.labels)

    assert means is not None
    np.testing.assert_array_equal(means.n_different, 0)
    assert class_means(digits, digits.labels, is_cancelled=lambda: True) is None


# Selection


@pytest.fixture(scope="module")
def readings() -> Readings:
    found = read_digits(load_model(), load_uci_digits().digits)
    assert found is not None
    return found


def test_parts_are_those_of_the_split() -> None:
    dataset = load_uci_digits()
    drawn = split_dataset(dataset, Split("plain", fraction=0.2, seed=3))
    for each in (dataset, drawn):
        train, test = (part_indices(each, part) for part in ("train", "test"))
        np.testing.assert_array_equal(test, np.sort(each.test_indices))
        np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), part_indices(each, "all"))
    assert len(part_indices(drawn, "test")) == 360


def test_labels_and_answers_are_told_apart(readings: Readings) -> None:
    dataset = load_uci_digits()
    labels, read_as, part = dataset.digits.labels, answers(readings), part_indices(dataset, "test")
    wrong = candidates(labels, part, Selection(answer="wrong"), read_as)
    right = candidates(labels, part, Selection(answer="right"), read_as)
    threes = candidates(labels, part, Selection(label=3), None)

    assert set(wrong) == {i for i in part if readings.predicted[i] != labels[i]}
    assert len(right) + len(wrong) == len(part)
    assert set(threes) == {i for i in part if labels[i] == 3}


def test_the_worst_and_the_least_sure_go_first(readings: Readings) -> None:
    everything = np.arange(len(readings))
    by_loss = in_order(everything, Selection(order="loss"), readings)
    by_doubt = in_order(everything, Selection(order="confidence"), readings)

    assert (np.diff(readings.losses[by_loss]) <= 0).all()
    assert (np.diff(readings.confidence[by_doubt]) >= 0).all()
    np.testing.assert_array_equal(in_order(everything, Selection(order="data"), readings), everything)
    for order in (by_loss, by_doubt):
        np.testing.assert_array_equal(np.sort(order), everything)


def test_a_sample_is_drawn_by_its_seed_without_repetition() -> None:
    everything = np.arange(1000)
    first, again, other = (in_order(everything, Selection(seed=seed), None) for seed in (1, 1, 2))

    np.testing.assert_array_equal(first, again)
    assert len(set(first)) == SAMPLE_SIZE
    assert set(first) != set(other)
    assert set(in_order(everything[:7], Selection(), None)) == set(range(7))


def test_what_has_no_answer_is_misread_and_worst() -> None:
    probabilities = np.full((3, 10), 0.1, dtype=np.float32)
    probabilities[1] = np.nan
    readings = Readings(np.zeros(3, dtype=np.intp), probabilities, np.array([5.0, np.nan, 7.0]))
    read_as = answers(readings)

    np.testing.assert_array_equal(read_as, [0, -1, 0])
    np.testing.assert_array_equal(candidates(readings.labels, np.arange(3), Selection(answer="wrong"), read_as), [1])
    np.testing.assert_array_equal(in_order(np.arange(3), Selection(order="loss"), readings), [1, 2, 0])
    np.testing.assert_array_equal(in_order(np.arange(3), Selection(order="confidence"), readings), [1, 0, 2])
