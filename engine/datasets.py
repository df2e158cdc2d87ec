"""Data sets of handwritten digits: what one is, which ones the program knows by name, and how they are split."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError
from engine.framing import FRAME_SIZE, frame_ink

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
"""The folder of the bundled data and models."""
TEST_FRACTION = 0.15
"""The share of a file's digits that is kept for testing when the file says nothing of a split."""
_SPLIT_SEED = 37


@dataclass(frozen=True, eq=False)
class Digits:
    """Pictures with their labels.

    Attributes
    ----------
    images
        Shape (n_samples, n_pixels), float32, row-major pictures, ink 1 on paper 0.
    labels
        Shape (n_samples,), integers 0..9.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, indices: NDArray[np.intp]) -> "Digits":
        return Digits(self.images[indices], self.labels[indices])


@dataclass(frozen=True, eq=False)
class Dataset:
    """One source of digits, split into a part to train on and a part to test on.

    Attributes
    ----------
    name
        As the command line and the data box call it.
    label
        For people.
    digits
        All digits.
    test_indices
        Which of them are for testing, shape (n_test,), ascending.
    image_shape
        Rows and columns of a picture.
    has_fixed_split
        Whether the split belongs to the source, rather than being drawn here.
    source
        What ``load_dataset`` was given to read it: a name or a path.

    Raises
    ------
    DataError
        If shapes disagree, labels are not 0..9, pictures are not finite, or there is nothing to train on.
    """

    name: str
    label: str
    digits: Digits
    test_indices: NDArray[np.intp]
    image_shape: tuple[int, int] = (FRAME_SIZE, FRAME_SIZE)
    has_fixed_split: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        images, labels = self.digits.images, self.digits.labels
        n_pixels = self.image_shape[0] * self.image_shape[1]
        if images.ndim != 2 or images.shape != (len(labels), n_pixels):
            raise DataError(
                f"{self.name}: {len(labels)} labels need pictures of shape ({len(labels)}, {n_pixels}), "
                f"got {images.shape}"
            )
        if len(labels) - len(self.test_indices) < 1:
            raise DataError(f"{self.name}: expected at least one digit to train on, got {len(labels)} digits in all")
        if labels.min() < 0 or labels.max() > 9:
            raise DataError(f"{self.name}: labels must be 0 to 9, got {labels.min()} to {labels.max()}")
        if not np.isfinite(images).all():
            raise DataError(f"{self.name}: pictures must be finite numbers, got NaN or infinity; check the file")

    @cached_property
    def train(self) -> Digits:
        """The digits to train on (validation digits are taken from these)."""
        is_train = np.ones(len(self.digits), dtype=bool)
        is_train[self.test_indices] = False
        return self.digits[np.flatnonzero(is_train)]

    @cached_property
    def test(self) -> Digits:
        """The digits to test on; training never sees them."""
        return self.digits[self.test_indices]


def stratified_test_indices(
    labels: NDArray[np.integer], *, fraction: float, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Choose a share of every class, as near to ``fraction`` of each as whole digits allow.

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


def dataset_of(
    name: str, label: str, digits: Digits, *, image_shape: tuple[int, int] = (FRAME_SIZE, FRAME_SIZE)
) -> Dataset:
    """A data set whose source says nothing of a split: a stratified share is kept for testing, always the same one."""
    rng = np.random.default_rng(_SPLIT_SEED)
    test_indices = stratified_test_indices(digits.labels, fraction=TEST_FRACTION, rng=rng)
    return Dataset(name, label, digits, test_indices, image_shape)


def load_uci_digits() -> Dataset:
    """The bundled 1,797 UCI digits, 8x8 framed to 20x20, with their fixed split (origin: ``resources/README.md``)."""
    with np.load(RESOURCES / "uci_digits.npz", allow_pickle=False) as file:
        pictures, labels, test_indices = file["images"], file["labels"], file["test_indices"]
    frames = [frame_ink(picture) for picture in pictures]
    images = np.stack([frame.ravel() for frame in frames if frame is not None])
    return Dataset(
        name="uci-digits",
        label="UCI handwritten digits",
        digits=Digits(images, labels.astype(np.intp)),
        test_indices=test_indices.astype(np.intp),
        has_fixed_split=True,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A data set that can be named.

    Attributes
    ----------
    name, label, description
        For the command line, for the data box, and in a sentence.
    load
        Reads it.
    """

    name: str
    label: str
    description: str
    load: Callable[[], Dataset]


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            "uci-digits",
            "UCI handwritten digits",
            "1,797 digits by 13 people, scanned at 8x8 and framed to 20x20; bundled; 15 % are kept for testing.",
            load_uci_digits,
        ),
    )
}
"""Every data set that is known by name."""
