"""A reference to the digits of a network or a curve: where they came from, and a hash of their content."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.nn.activations import Floats
from engine.text.catalogue import ENGLISH
from engine.text.sentence import Sentence, say, verbatim

_KEYS = (
    "digits.uci",
    "digits.generated",
    "digits.endless",
    "digits.mnist",
    "digits.mnist_training",
    "digits.ex4",
    "digits.drawings",
)
_NAMES = {ENGLISH[key]: key for key in _KEYS}


@dataclass(frozen=True, slots=True)
class DatasetRef:
    """A reference to a data set that need not be loaded.

    Attributes
    ----------
    source
        What :func:`engine.data.loading.load_dataset` read it from: a name or a path.
    content_hash
        SHA-256 of pictures, labels and split, 64 hexadecimal digits; empty where it is not known, as in older files.
    label
        For people.
    """

    source: str
    content_hash: str = ""
    label: str = ""

    def as_json(self) -> dict[str, str]:
        """As JSON can hold it; :func:`reference_from` reads it back."""
        return asdict(self)

    @property
    def shown(self) -> str:
        """For people, in the language in use."""
        return str(digits_name(self.label or self.name))

    @property
    def name(self) -> str:
        """As the command line and files call it: the source's name, or that of its file without the folders."""
        return Path(self.source).name or self.label


def digits_name(label: str) -> Sentence:
    """What digits are called: their label is English, also in files, and known ones have a name in other languages."""
    if label in _NAMES:
        return say(_NAMES[label])
    name, _, more = label.partition(", ")
    return say("digits.more", name=say(_NAMES[name]), more=more) if name in _NAMES else verbatim(label)


def reference_from(value: object) -> DatasetRef | None:
    """A reference from what a file says, which may be anything; a text is the name that older files have."""
    if isinstance(value, str):
        return DatasetRef(value) if value else None
    if not isinstance(value, dict):
        return None
    parts = [value.get(part, "") for part in ("source", "content_hash", "label")]
    return DatasetRef(*parts) if all(isinstance(part, str) for part in parts) and any(parts) else None


def content_hash(
    pictures: NDArray[np.uint8] | Floats,
    labels: NDArray[np.intp],
    *,
    image_shape: tuple[int, ...],
    values: tuple[float | NDArray[np.float64], ...],
    indices: Sequence[NDArray[np.intp] | None],
    streamed_seed: int | None,
) -> str:
    """SHA-256 of all that a data set is but its names, in hexadecimal; some 15 ms for 60,000 digits stored as bytes.

    Parameters
    ----------
    pictures, labels
        As they are stored, shapes (n_samples, n_pixels) and (n_samples,).
    image_shape
        Rows and columns of a picture.
    values
        What turns what is stored into pixels: gain and bias.
    indices
        The digits to test on, to train on if that is not all the others and, where the source names them, to validate on.
    streamed_seed
        Of the digits that a run gets besides; ``None`` for none.
    """
    digest = hashlib.sha256(
        repr((image_shape, pictures.shape, pictures.dtype.str, streamed_seed, [i is None for i in indices])).encode()
    )
    arrays = [pictures, labels.astype(np.uint8), *(np.asarray(value, dtype="<f8") for value in values)]
    arrays += [each.astype("<i8") for each in indices if each is not None]
    for array in arrays:
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
    return digest.hexdigest()
