"""Which of the digits in use are for training and which for testing, as the panel says; worked out when that changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.analysis.digit_selection import Part, part_indices
from engine.datasets import Dataset
from engine.errors import ConfigurationError
from engine.splits import split_dataset
from gui.settings.settings_form import SettingsForm


class _Split(NamedTuple):
    kind: str = "given"
    fraction: float = 0.0
    seed: int = 0


class DataParts:
    """Remembers the parts of one data set."""

    def __init__(self, form: SettingsForm) -> None:
        self._form = form
        self._dataset: Dataset | None = None
        self._split = _Split()
        self._parts: dict[Part, NDArray[np.intp]] = {}

    def indices(self, dataset: Dataset, part: Part) -> NDArray[np.intp]:
        """Indices of the digits of a part, ascending: the same array as long as nothing changes.

        While a field of the panel holds nothing valid, the split is the one that it said before.
        """
        split = self._chosen()
        if dataset is not self._dataset or split != self._split:
            self._dataset, self._split = dataset, split
            self._parts = {}
        if part not in self._parts:
            parted = split_dataset(dataset, split.kind, fraction=split.fraction, seed=split.seed)
            self._parts[part] = part_indices(parted, part)
        return self._parts[part]

    def _chosen(self) -> _Split:
        try:
            config = self._form.config()
        except ConfigurationError:
            return self._split
        return _Split(config.split, config.test_fraction, config.split_seed)
