"""The complete history of a training run, in arrays that grow."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef, reference_from
from engine.optim.minimizers import MINIMIZERS
from engine.training.report import HistoryPoint, Unit

_N_FIELDS = len(HistoryPoint._fields)
_MOST = 1e300  # beyond this a curve cannot be drawn
_STRETCH = 4096  # points that are looked through at a time


class History:
    """Every point of the learning curves; the arrays are views of (n_points,) float64.

    Attributes
    ----------
    n_points
        How many there are.
    unit
        What the run that it began with counts its length in.
    data
        The digits that it is of; ``None`` if they are not known.
    """

    def __init__(self, unit: Unit = "epoch", data: DatasetRef | None = None) -> None:
        self.unit: Unit = unit
        self.data = data
        self._values: NDArray[np.float64] = np.empty((256, _N_FIELDS))
        self.n_points = 0

    @classmethod
    def of(cls, values: NDArray[np.float64], unit: Unit, data: DatasetRef | None) -> "History":
        """A history of these points, shape (n_points, 5), which are copied."""
        history = cls(unit, data)
        history._values, history.n_points = np.array(values, dtype=np.float64), len(values)
        return history

    @property
    def values(self) -> NDArray[np.float64]:
        """All points, shape (n_points, 5); never written to again, so that another thread may read it."""
        return self._values[: self.n_points]

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
        for stop in range(index + 1, 0, -_STRETCH):  # from the end: it is near, and a history may be long
            start = max(stop - _STRETCH, 0)
            measured = start + np.flatnonzero(np.isfinite(self.validation_losses[start:stop]))
            if len(measured):
                return float(self.validation_losses[measured[-1]]), float(self.validation_accuracies[measured[-1]])
        return None

    def nearest(self, epoch: float) -> int:
        """The point nearest to an epoch, of several the first; there has to be one."""
        after = int(np.searchsorted(self.epochs, epoch))
        if after == self.n_points or (after and epoch - self.epochs[after - 1] <= self.epochs[after] - epoch):
            return int(np.searchsorted(self.epochs, self.epochs[after - 1]))
        return after


def history_in(about: Mapping[str, Any]) -> History:
    """The learning curves that a model file tells of; none if it tells of none, or of something else."""
    try:
        values = np.array(about["history"], dtype=np.float64)  # None, for what was not measured, becomes NaN
        epochs = values[:, 0]
        is_plausible = (
            values.shape[1] == _N_FIELDS
            and np.isfinite(values[:, :3]).all()
            and (np.isnan(values) | (np.abs(values) < _MOST)).all()
            and epochs[0] >= 0
            and (np.diff(epochs) >= 0).all()
        )
        if not is_plausible:
            return History()
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return History()
    config = about.get("config")
    minimizer = MINIMIZERS.get(str(config.get("optimizer"))) if isinstance(config, dict) else None
    unit = "epoch" if minimizer is None else minimizer.counts
    return History.of(values, unit, reference_from(about.get("dataset")) or reference_from(about.get("data")))
