"""The learning curves of a run: a frozen record, and how it grows during the run."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef
from engine.training.report import HistoryPoint, Unit, plain_points

N_FIELDS = len(HistoryPoint._fields)
_MOST = 1e300  # beyond this a curve cannot be drawn
_STRETCH = 4096  # points that are looked through at a time


@dataclass(frozen=True, eq=False)
class LearningCurves:
    """Every point of the learning curves.

    Attributes
    ----------
    values
        Shape (n_points, 5), float64: rows of :class:`engine.training.report.HistoryPoint`; nobody writes to it.
    unit
        What the run that they began with counts its length in.
    data
        The digits that they are of; ``None`` if they are not known.
    """

    values: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, N_FIELDS)))
    unit: Unit = "epoch"
    data: DatasetRef | None = None

    @classmethod
    def of(
        cls, points: Iterable[HistoryPoint], unit: Unit = "epoch", data: DatasetRef | None = None
    ) -> "LearningCurves":
        """The curves that consist of these points."""
        return cls(np.array(list(points), dtype=np.float64).reshape(-1, N_FIELDS), unit, data)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, LearningCurves)
            and (self.unit, self.data) == (other.unit, other.data)
            and np.array_equal(self.values, other.values, equal_nan=True)
        )

    def __hash__(self) -> int:
        return hash((self.unit, self.data, self.n_points))

    @property
    def n_points(self) -> int:
        """How many there are."""
        return len(self.values)

    def continues(self, other: "LearningCurves") -> bool:
        """Whether these are the others and more: told by their unit, their first and their last point."""
        n = other.n_points
        if not 0 < n <= self.n_points or self.unit != other.unit:
            return False
        return np.array_equal(self.values[[0, n - 1]], other.values[[0, n - 1]], equal_nan=True)

    def points(self) -> list[HistoryPoint]:
        """All points."""
        return [HistoryPoint(*row) for row in self.values.tolist()]

    def as_json(self) -> list[list[float | None]]:
        """The points as JSON can hold them: rows, ``None`` for what was not measured; :func:`curves_from` reads them."""
        return plain_points(self.points())

    @property
    def epochs(self) -> NDArray[np.float64]:
        """Passes over the training digits, or what else the unit says."""
        return self.values[:, 0]

    @property
    def losses(self) -> NDArray[np.float64]:
        """Training loss."""
        return self.values[:, 1]

    @property
    def accuracies(self) -> NDArray[np.float64]:
        """Training accuracy, 0..1."""
        return self.values[:, 2]

    @property
    def validation_losses(self) -> NDArray[np.float64]:
        """Validation loss; NaN where it was not measured."""
        return self.values[:, 3]

    @property
    def validation_accuracies(self) -> NDArray[np.float64]:
        """Validation accuracy, 0..1; NaN where it was not measured."""
        return self.values[:, 4]

    @property
    def last_epoch(self) -> float:
        """The epoch of the last point; 0 without one."""
        return float(self.epochs[-1]) if self.n_points else 0.0

    def thinned(self, most: int) -> "LearningCurves":
        """The same curves of about ``most`` points at the most, for what need not be exact.

        The first and the last stay, and as many of those where the validation digits were measured as of all.
        """
        if self.n_points <= most:
            return self
        measured = np.flatnonzero(np.isfinite(self.validation_losses))
        parts = [np.arange(self.n_points), measured]
        n_each = max(most // 2, 2)
        kept = [part[np.linspace(0, len(part) - 1, min(len(part), n_each)).round().astype(int)] for part in parts]
        return LearningCurves(self.values[np.unique(np.concatenate(kept))], self.unit, self.data)

    def last_validation(self, index: int) -> tuple[float, float] | None:
        """Validation loss and accuracy at a point, or where they were last measured before it."""
        for stop in range(index + 1, 0, -_STRETCH):  # from the end: it is near, and curves may be long
            start = max(stop - _STRETCH, 0)
            measured = start + np.flatnonzero(np.isfinite(self.validation_losses[start:stop]))
            if len(measured):
                return float(self.validation_losses[measured[-1]]), float(self.validation_accuracies[measured[-1]])
        return None

    def reached(self, epoch: float) -> int:
        """The last point that the run had come to by an epoch, or its first; there has to be one."""
        return max(int(np.searchsorted(self.epochs, epoch, side="right")) - 1, 0)

    def nearest(self, epoch: float) -> int:
        """The point nearest to an epoch, of several the first; there has to be one."""
        after = int(np.searchsorted(self.epochs, epoch))
        if after == self.n_points or (after and epoch - self.epochs[after - 1] <= self.epochs[after] - epoch):
            return int(np.searchsorted(self.epochs, self.epochs[after - 1]))
        return after


class CurveRecorder:
    """Takes the points of a run; what it hands out is never written to again.

    Parameters
    ----------
    begin_with
        The curves that it goes on with.
    """

    def __init__(self, begin_with: LearningCurves | None = None) -> None:
        begin = begin_with or LearningCurves()
        self._unit, self._data = begin.unit, begin.data
        self._values = begin.values
        self._n_points = begin.n_points

    @property
    def curves(self) -> LearningCurves:
        """All points so far; no array is copied."""
        return LearningCurves(self._values[: self._n_points], self._unit, self._data)

    def extend(self, points: Iterable[HistoryPoint]) -> None:
        """Append points."""
        new = np.array(list(points), dtype=np.float64).reshape(-1, N_FIELDS)
        needed = self._n_points + len(new)
        if needed > len(self._values):
            grown = np.empty((max(needed, 2 * len(self._values), 256), N_FIELDS))
            grown[: self._n_points] = self._values[: self._n_points]
            self._values = grown
        self._values[self._n_points : needed] = new
        self._n_points = needed


def curves_from(rows: object, unit: Unit = "epoch", data: DatasetRef | None = None) -> LearningCurves:
    """The learning curves that a file tells of; none if it tells of none, or of something else.

    Parameters
    ----------
    rows
        Whatever stands where :meth:`LearningCurves.as_json` should, or an array of shape (n_points, 5).
    unit, data
        As in :class:`LearningCurves`.
    """
    try:
        values = np.array(rows, dtype=np.float64)  # None, for what was not measured, becomes NaN
        epochs = values[:, 0]
        is_plausible = (
            values.shape[1:] == (N_FIELDS,)
            and np.isfinite(values[:, :3]).all()
            and (np.isnan(values) | (np.abs(values) < _MOST)).all()
            and epochs[0] >= 0
            and (np.diff(epochs) >= 0).all()
        )
    except (IndexError, TypeError, ValueError, OverflowError):
        return LearningCurves()
    return LearningCurves(values, unit, data) if is_plausible else LearningCurves()
