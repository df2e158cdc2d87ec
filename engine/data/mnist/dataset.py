"""MNIST as it lies in the user's own folder, and the course's ex4data1 made from it.

MNIST is not ours to give away with the program; ``download`` fetches it. The course's 5,000 pictures are the first 500 of
each class of MNIST's training digits, class 0 first, shrunk to 20x20; so whoever has MNIST has ex4data1 as well, to
twelve digits.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.formats.idx_files import find_idx_file, read_idx_files
from engine.data.formats.picture_arrays import canonical_digits, shrink
from engine.data.splits import dataset_of
from engine.errors import DataError
from engine.ink.input_formats import FRAME, LARGE_FRAME, InputFormat
from engine.io.user_data import mnist_folder
from engine.text.program import PROGRAM
from engine.text.sentence import say

TRAIN_PICTURES = "train-images-idx3-ubyte"
"""The file of MNIST's training digits, without the .gz that may follow."""
TRAIN_LABELS = "train-labels-idx1-ubyte"
"""The file of their labels."""
TEST_PICTURES = "t10k-images-idx3-ubyte"
"""The file of MNIST's test digits."""

MNIST_TRAINING = "mnist-training"
"""The source of MNIST's training digits alone; behind a colon may stand how many of the first are trained on."""
_N_VALIDATED = 10_000
_N_OF_CLASS = 500  # pictures of each digit in ex4data1


def load_mnist(form: InputFormat = FRAME) -> Dataset:
    """MNIST's 60,000 digits to train on and its 10,000 to test on, stored as bytes: as they are, 28x28, or made 20x20.

    Without the files of the test digits, 15 % of the training digits are kept for testing, as of any other file.

    Raises
    ------
    DataError
        If MNIST is not on this computer, or its files are damaged.
    """
    pictures, labels = _read(TRAIN_PICTURES)
    n_train = len(labels)
    has_test = find_idx_file(mnist_folder(), TEST_PICTURES) is not None
    if has_test:
        test_pictures, test_labels = _read(TEST_PICTURES)
        pictures, labels = np.concatenate([pictures, test_pictures]), np.concatenate([labels, test_labels])
    digits = canonical_digits("mnist", pictures.reshape(len(pictures), -1), labels, wanted=form)
    if not has_test:
        return dataset_of("mnist", "MNIST", digits, family="mnist")
    return Dataset(
        name="mnist",
        label="MNIST",
        digits=digits,
        test_indices=np.arange(n_train, len(labels)),
        has_fixed_split=True,
        family="mnist",
    )


def load_mnist_training(
    source: str = MNIST_TRAINING, form: InputFormat = FRAME, *, folder: Path | None = None
) -> Dataset:
    """MNIST's training digits, the last 10,000 of them set aside for validation, as published experiments do.

    Nothing is kept for testing. M. Nielsen's "Neural Networks and Deep Learning" (2015) splits them so.

    Parameters
    ----------
    source
        ``mnist-training``, or ``mnist-training:1000`` for the first 1,000 digits to train on.
    form
        Of the pictures.
    folder
        Where MNIST's files are; by default the user's own.

    Raises
    ------
    DataError
        If MNIST is not on this computer, its files are damaged, or the number is none from 1 to what there is.
    """
    pictures, labels = _read(TRAIN_PICTURES, folder)
    most = len(labels) - _N_VALIDATED
    if most < 1:
        raise DataError(say("mnist.too_few_to_validate", n=_N_VALIDATED, n_got=len(labels)))
    number = source.removeprefix(MNIST_TRAINING).removeprefix(":")
    if number and not (number.isascii() and number.isdigit() and len(number) < 9 and 1 <= int(number) <= most):
        raise DataError(say("mnist.other_number", most=most, got=source))
    n = int(number or most)
    digits = canonical_digits(MNIST_TRAINING, pictures.reshape(len(pictures), -1), labels, wanted=form)
    if n < most:
        digits = digits[np.concatenate([np.arange(n), np.arange(most, len(labels))])].compact()
    validated = np.arange(n, len(digits))
    return Dataset(
        name=MNIST_TRAINING,
        label="MNIST training digits" if n == most else f"MNIST's first {n:,}",
        digits=digits,
        test_indices=np.empty(0, dtype=np.intp),
        has_fixed_split=True,
        source=source,
        family=MNIST_TRAINING if n == most else "",
        validation_indices=validated,
    )


def is_train_part_here(folder: Path | None = None) -> bool:
    """Whether MNIST's training digits, which ex4 is made from too, are in a folder, by default the user's own."""
    folder = folder or mnist_folder()
    return all(find_idx_file(folder, name) is not None for name in (TRAIN_PICTURES, TRAIN_LABELS))


def load_ex4(folder: Path | None = None) -> Dataset:
    """The 5,000 pictures of the course's exercise 4, rebuilt from MNIST, as float64.

    Parameters
    ----------
    folder
        Where MNIST's files are; by default the user's own.

    Raises
    ------
    DataError
        If MNIST is not on this computer, or its files are damaged or hold too few digits.
    """
    images, labels = rebuild_ex4(*_read(TRAIN_PICTURES, folder))
    return dataset_of("ex4", "Coursera exercise 4", Digits(images, labels, shape=FRAME.shape), family="ex4")


def rebuild_ex4(
    pictures: NDArray[np.uint8], labels: NDArray[np.integer]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The course's ex4data1 from MNIST's training digits.

    Parameters
    ----------
    pictures
        Shape (n_samples, 28, 28), uint8, paper 0, ink 255.
    labels
        Shape (n_samples,), integers 0..9.

    Returns
    -------
    images : ndarray, shape (5000, 400), float64, row-major
        Within 1e-12 of the course's own (which are column by column).
    labels : ndarray, shape (5000,)
        500 of each digit, 0 first.

    Raises
    ------
    DataError
        If pictures are not 28x28, or a digit has fewer than 500.
    """
    if pictures.shape[1:] != LARGE_FRAME.shape[:2]:
        raise DataError(say("mnist.other_shape_for_ex4", shape=str(pictures.shape)))
    first = [np.flatnonzero(labels == digit)[:_N_OF_CLASS] for digit in range(10)]
    for digit, chosen in enumerate(first):
        if len(chosen) < _N_OF_CLASS:
            raise DataError(say("mnist.too_few_for_ex4", n=_N_OF_CLASS, n_got=len(chosen), digit=digit))
    indices = np.concatenate(first)
    return np.asarray(shrink(pictures[indices] / 255.0), dtype=np.float64), labels[indices].astype(np.intp)


def _read(name: str, folder: Path | None = None) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """The pictures and labels of one of MNIST's two parts."""
    path = find_idx_file(folder or mnist_folder(), name)
    if path is None:
        raise DataError(say("mnist.not_here", program=PROGRAM))
    pictures, labels = read_idx_files(path)
    if pictures.shape[1:] != LARGE_FRAME.shape[:2]:
        raise DataError(say("mnist.other_sides", path=str(path), height=pictures.shape[1], width=pictures.shape[2]))
    return pictures, labels
