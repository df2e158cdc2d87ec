"""The parts of the data, as the settings split it: worked out once for each split."""

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset
from engine.data.splits import Split, split_dataset
from engine.errors import ConfigurationError
from engine.evaluation.digit_selection import Part, part_indices
from gui.state.settings import Settings


class DataParts:
    """Remembers the parts of one data set."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._dataset: Dataset | None = None
        self._split = Split()
        self._parts: dict[Part, NDArray[np.intp]] = {}

    def indices(self, dataset: Dataset, part: Part) -> NDArray[np.intp]:
        """Indices of the digits of a part, ascending: the same array as long as nothing changes.

        While a field of the settings holds nothing valid, the split is the one that it said before; where that does not
        fit these digits, it is their own.
        """
        split = self._settings.config.test_split
        if dataset is not self._dataset or split != self._split:
            self._dataset, self._split = dataset, split
            self._parts = {}
        if part not in self._parts:
            try:
                split_data = split_dataset(dataset, split)
            except ConfigurationError:  # the form says so
                split_data = dataset
            self._parts[part] = part_indices(split_data, part)
        return self._parts[part]
