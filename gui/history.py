"""The complete history of a training run, in arrays that grow."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from engine.training_report import HistoryPoint, Unit

_N_FIELDS = len(HistoryPoint._fields)


class History:
    """Every point of the learning curves; the arrays are views of (n_points,) float64.

    Attributes
    ----------
    n_points
        How many there are.
    unit
        What the run that it began with counts its length in.
    """

    def __init__(self, unit: Unit = "epoch") -> None:
        self.unit: Unit = unit
        self._values: NDArray[np.float64] = np.empty((256, _N_FIELDS))
        self.n_points = 0

    def extend(self, points: Iterable[HistoryPoint]) -> None:
        """Append points."""
        new = np.array(list(points), dtype=np.float64).reshape(-1, _N_FIELDS)
        needed = self.n_points + len(new)
        if needed > len(self._values):
            grown = np.empty((max(needed, 2 * len(self._values)), _N_FIELDS))
            grown[: self.n_points] = self._values[: self.n_points]
            self._values = grown
        self._values[self.n_points : needed] = new
        self.n_points = needed

    def points(self) -> list[HistoryPoint]:
        """All points."""
        return [HistoryPoint(*row) for row in self._values[: self.n_points].tolist()]

    def _column(self, index: int) -> NDArray[np.float64]:
        return self._values[: self.n_points, index]

    @property
    def epochs(self) -> NDArray[np.float64]:
        """Passes over the training digits, or what else the unit says."""
        return self._column(0)

    @property
    def losses(self) -> NDArray[np.float64]:
        """Training loss."""
        return self._column(1)

    @property
    def accuracies(self) -> NDArray[np.float64]:
        """Training accuracy, 0..1."""
        return self._column(2)

    @property
    def validation_losses(self) -> NDArray[np.float64]:
        """Validation loss; NaN where it was not measured."""
        return self._column(3)

    @property
    def validation_accuracies(self) -> NDArray[np.float64]:
        """Validation accuracy, 0..1; NaN where it was not measured."""
        return self._column(4)

    @property
    def last_epoch(self) -> float:
        """The epoch of the last point; 0 without one."""
        return float(self.epochs[-1]) if self.n_points else 0.0

    def last_validation(self, index: int) -> tuple[float, float] | None:
        """Validation loss and accuracy at a point, or where they were last measured before it."""
        measured = np.flatnonzero(np.isfinite(self.validation_losses[: index + 1]))
        if not len(measured):
            return None
        return float(self.validation_losses[measured[-1]]), float(self.validation_accuracies[measured[-1]])
