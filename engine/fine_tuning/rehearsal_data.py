"""Rehearsal data: the digits that a network learned before, or digits of the same format where those are missing."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.loading import in_format, load_dataset
from engine.data.registry import GENERAL, are_same_digits, is_named, load_uci_digits, load_uci_digits_8x8
from engine.errors import DataError
from engine.ink.input_formats import BLOCKS
from engine.models.model import Model
from engine.training.train import run_validation_indices

N_GENERATED = 12_000
"""How many of the general digits are generated."""
_N_SCRIBBLES = 600
_BLOCK = 500  # digits that are kept together
_SEED = 2
_DRAWINGS = "drawings"


@dataclass(frozen=True, eq=False)
class RehearsalData:
    """Digits that a network learned before, or others.

    Attributes
    ----------
    dataset
        With the network's own split; the validation digits of its run are in neither part.
    is_own
        Whether the network learned these, or such as these.
    """

    dataset: Dataset
    is_own: bool


def find_rehearsal_data(model: Model, in_use: Dataset | None = None) -> RehearsalData:
    """Find what a network has learned; if it is not at hand, digits that a network of its format should read.

    Parameters
    ----------
    model
        The network; what is known about it names its data.
    in_use
        A data set that has been read already.
    """
    learned, form = model.metadata.data, model.input_format
    is_general = learned is not None and learned.source == GENERAL
    if learned is not None and learned.source != _DRAWINGS and not is_general:
        known = in_use if in_use is not None and are_same_digits(learned, in_use.ref) else _load_by_name(learned.source)
        if known is not None:
            known = in_format(known, form)
            return RehearsalData(_without_validation(model.split_as_trained(known), model), is_own=True)
    if form == BLOCKS:
        return RehearsalData(load_uci_digits_8x8(), is_own=False)
    return RehearsalData(in_format(general_digits(), form), is_own=is_general)


def general_digits() -> Dataset:
    """Generated digits and UCI's, and among those to train on some that are no digits; they are written once."""
    blocks = [_written_block(number) for number in range(-(-N_GENERATED // _BLOCK))]
    n_test_blocks = max(len(blocks) // 6, 1)
    uci = load_uci_digits()
    train = [*blocks[n_test_blocks:], _scribbles(), _in_bytes(uci.train)]
    test = [*blocks[:n_test_blocks], _in_bytes(uci.test)]
    n_train, n_test = (sum(len(part) for part in half) for half in (train, test))
    digits = Digits(
        np.concatenate([part.pictures for part in train + test]),
        np.concatenate([part.labels for part in train + test]),
        gain=1.0 / 255.0,
    )
    return Dataset(
        GENERAL, "generated and UCI digits", digits, np.arange(n_train, n_train + n_test), has_fixed_split=True
    )


@lru_cache
def _written_block(number: int) -> Digits:
    from engine.data.handwriting.generator import write_block  # which takes a while: not at the program's start

    labels, pictures = write_block(_BLOCK, np.random.default_rng([_SEED, number, 4]))
    return Digits(pictures, labels, gain=1.0 / 255.0)


@lru_cache
def _scribbles() -> Digits:
    from engine.data.handwriting.scribbles import scribbled_digits

    return scribbled_digits(_N_SCRIBBLES, seed=_SEED)


def _in_bytes(digits: Digits) -> Digits:
    return Digits(np.rint(digits.values("float32") * 255.0).astype(np.uint8), digits.labels, gain=1.0 / 255.0)


def _load_by_name(name: str) -> Dataset | None:
    """A data set that can be made or read by its name; ``None`` if it cannot, or is not on this computer."""
    if is_named(name):
        with suppress(DataError):
            return load_dataset(name)
    return None


def _without_validation(dataset: Dataset, model: Model) -> Dataset:
    """The data set without the validation digits of the network's run: they were not learned, and are not to be."""
    config = model.metadata.config
    if config is None:
        return dataset
    return replace(dataset, train_indices=np.delete(dataset.trained_indices, run_validation_indices(dataset, config)))
