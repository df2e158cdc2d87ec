"""Training, test and validation digits: every way to split a data set.

Test digits are those that the data names, or drawn, or the last ones. They are drawn by NumPy's legacy generator, in the
order in which scikit-learn draws them, so that a fraction and a seed give the very digits of
``train_test_split(test_size=fraction, random_state=seed)``, with or without ``stratify=labels``. The figures that the
notebooks print hang on it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.errors import ConfigurationError
from engine.text.sentence import Sentence, say

DEFAULT_TEST_FRACTION = 0.15
"""The share of the digits that is kept for testing when nothing is said of a split: that of the notebooks."""
DEFAULT_SPLIT_SEED = 37
"""The seed of that split: that of the notebooks."""
DEFAULT_TEST_COUNT = 10_000
"""How many of the last digits are kept where no number is named: as many as MNIST's test digits."""


@dataclass(frozen=True, slots=True)
class Split:
    """Which digits are kept for testing.

    Attributes
    ----------
    kind
        A key of :data:`SPLITS`.
    fraction, seed
        For "stratified" and "plain": the share of all digits, 0 to below 1, and what draws them, 0 to 2³² - 1.
    count
        For "last": how many, 0 or more, and fewer than there are digits.
    """

    kind: str = "given"
    fraction: float = DEFAULT_TEST_FRACTION
    seed: int = DEFAULT_SPLIT_SEED
    count: int = DEFAULT_TEST_COUNT


@dataclass(frozen=True, slots=True)
class SplitKind:
    """A way to split, as it is chosen.

    Attributes
    ----------
    name
        As configurations spell it.
    label, description
        For people.
    settings
        Which settings of a run it goes by.
    """

    name: str
    label: Sentence
    description: Sentence
    settings: tuple[str, ...] = ()


SPLITS: dict[str, SplitKind] = {
    kind.name: kind
    for kind in (
        SplitKind("given", say("split.given"), say("split.given_description")),
        SplitKind(
            "stratified",
            say("split.stratified"),
            say("split.stratified_description"),
            ("test_fraction", "split_seed"),
        ),
        SplitKind("plain", say("split.plain"), say("split.plain_description"), ("test_fraction", "split_seed")),
        SplitKind("last", say("split.last"), say("split.last_description"), ("test_count",)),
    )
}
"""Every way to split by its name."""
SPLIT_SETTINGS = tuple(dict.fromkeys(("split", *(name for kind in SPLITS.values() for name in kind.settings))))
"""The settings that say which digits are kept for testing."""


def split_dataset(dataset: Dataset, split: Split) -> Dataset:
    """The same digits with another choice of those to test on.

    Raises
    ------
    ConfigurationError
        If the last digits are to be kept, and there are not more than that.
    """
    if split.kind == "given":
        return dataset
    if split.kind == "last":
        check_fits(split, dataset)
        train, test = np.split(np.arange(len(dataset.digits)), [len(dataset.digits) - split.count])
    else:
        train, test = train_test_indices(
            dataset.digits.labels, fraction=split.fraction, seed=split.seed, stratified=split.kind == "stratified"
        )
    return replace(dataset, train_indices=train, test_indices=test, validation_indices=None)


def check_fits(split: Split, dataset: Dataset) -> None:
    """Raise ``ConfigurationError`` if a split would leave no digit of a data set to train on."""
    n = len(dataset.digits)
    if split.kind == "last" and split.count >= n:
        raise ConfigurationError(say("split.too_many", most=n - 1, n=n, got=split.count))


def n_test_digits(dataset: Dataset, split: Split) -> int:
    """How many digits :func:`split_dataset` keeps for testing."""
    if split.kind == "given":
        return len(dataset.test_indices)
    if split.kind == "last":
        return min(split.count, len(dataset.digits) - 1)
    return _n_test(len(dataset.digits), split.fraction)


def n_training_digits(dataset: Dataset, split: Split, *, validation_fraction: float) -> int:
    """How many digits are left to train on, to a few: a validation share is rounded for each label."""
    n_left = len(dataset.digits) - n_test_digits(dataset, split)
    if split.kind == "given":
        n_left = len(dataset.trained_indices)
        if dataset.validation_indices is not None and validation_fraction:
            return n_left - len(dataset.validation_indices)
    return round(n_left * (1.0 - validation_fraction))


def _n_test(n_samples: int, fraction: float) -> int:
    """The share, rounded up to whole digits; one digit always stays to train on."""
    return min(int(np.ceil(fraction * n_samples)), n_samples - 1)


def dataset_of(name: str, label: str, digits: Digits, *, family: str = "") -> Dataset:
    """A data set whose source says nothing of a split: a stratified share is kept for testing, always the same one."""
    whole = Dataset(name, label, digits, np.empty(0, dtype=np.intp), family=family)
    return split_dataset(whole, Split("stratified"))


def train_test_indices(
    labels: NDArray[np.integer], *, fraction: float, seed: int, stratified: bool
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Draw the digits to train on and to test on, as scikit-learn's ``train_test_split`` does, order included.

    Parameters
    ----------
    labels
        Shape (n_samples,), n_samples at least 1.
    fraction
        The share to test on, 0 to below 1, rounded up to whole digits; one digit always stays to train on.
    seed
        0 to 2³² - 1.
    stratified
        Whether every class gives the same share, as near as whole digits allow.

    Returns
    -------
    train, test : ndarrays of indices
        Together each of 0 .. n_samples - 1 once.
    """
    n_samples = len(labels)
    n_test = _n_test(n_samples, fraction)
    if n_test == 0:
        return np.arange(n_samples), np.empty(0, dtype=np.intp)
    rng = np.random.RandomState(seed)
    if not stratified:
        order = rng.permutation(n_samples)
        return order[n_test:], order[:n_test]
    class_sizes = np.unique(labels, return_counts=True)[1]
    n_train_of = _apportion(class_sizes, n_samples - n_test, rng)
    n_test_of = _apportion(class_sizes - n_train_of, n_test, rng)
    members_of = np.split(np.argsort(labels, kind="stable"), np.cumsum(class_sizes)[:-1])
    train, test = [], []
    for members, n_train, n_rest in zip(members_of, n_train_of, n_test_of, strict=True):
        drawn = members[rng.permutation(len(members))]
        train.append(drawn[:n_train])
        test.append(drawn[n_train : n_train + n_rest])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))


def _apportion(sizes: NDArray[np.intp], total: int, rng: "np.random.RandomState") -> NDArray[np.intp]:
    """Whole numbers in proportion to ``sizes`` that add up to ``total``; the largest remainders are rounded up.

    Among equal remainders the generator chooses.
    """
    exact = sizes / sizes.sum() * total
    shares = np.floor(exact)
    n_missing = int(total - shares.sum())
    remainders = exact - shares
    for remainder in np.unique(remainders)[::-1]:
        if n_missing <= 0:
            break
        equals = np.flatnonzero(remainders == remainder)
        n_chosen = min(len(equals), n_missing)
        shares[rng.choice(equals, size=n_chosen, replace=False)] += 1
        n_missing -= n_chosen
    whole: NDArray[np.intp] = shares.astype(np.intp)
    return whole


def validation_indices(labels: NDArray[np.integer], *, fraction: float, rng: np.random.Generator) -> NDArray[np.intp]:
    """Choose validation digits: a share of every class, as near to ``fraction`` of each as whole digits allow.

    Parameters
    ----------
    labels
        Shape (n_samples,).
    fraction
        From 0 to below 1.
    rng
        Draws the digits within each class.

    Returns
    -------
    ndarray, shape (n_chosen,), ascending
        At least one digit of every class stays unchosen.
    """
    chosen = []
    for digit in np.unique(labels):
        members = np.flatnonzero(labels == digit)
        n_chosen = min(round(fraction * len(members)), len(members) - 1)
        chosen.append(rng.permutation(members)[:n_chosen])
    return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, dtype=np.intp)
