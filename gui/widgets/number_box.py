"""A box for real numbers of any magnitude: shows 0.03 and 1e-05, steps by a tenth of the magnitude."""

import math

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from engine.training.config import Bounds
from gui.theming.controls import inset_number


class NumberBox(QDoubleSpinBox):
    """A spin box for real numbers within bounds."""

    def __init__(self, bounds: Bounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inset_number(self)
        self.setDecimals(10)
        self.setRange(bounds.least, bounds.greatest)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        """The shortest text for the number."""
        return f"{value:.6g}"

    def valueFromText(self, text: str) -> float:
        """The number; a decimal comma is understood too."""
        return float(self._plain(text))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Numbers within the bounds are accepted; what may become one is let pass while typing."""
        plain = self._plain(text)
        try:
            value = float(plain)
        except ValueError:
            typing = all(character in "0123456789.,-+eE" for character in plain)
            return (QValidator.State.Intermediate if typing else QValidator.State.Invalid), text, position
        fits = math.isfinite(value) and self.minimum() <= value <= self.maximum()
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate), text, position

    def stepBy(self, steps: int) -> None:
        """One step is 1, 2 or 5 of the magnitude: 0.01, 0.02, 0.05, 0.1, ..."""
        value = self.value()
        for _ in range(abs(steps)):
            value = _next_round(value) if steps > 0 else _previous_round(value)
        self.setValue(min(max(value, self.minimum()), self.maximum()))

    def _plain(self, text: str) -> str:
        return text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip().replace(",", ".")


_LEAST_STEP = 1e-6


def _next_round(value: float) -> float:
    """The next of ..., 0.1, 0.2, 0.5, 1, 2, 5, ... above a value."""
    if value < _LEAST_STEP:
        return _LEAST_STEP
    magnitude = 10.0 ** math.floor(math.log10(value * (1 + 1e-9)))
    return float(next(f"{m * magnitude:.6g}" for m in (1, 2, 5, 10) if m * magnitude > value * (1 + 1e-9)))


def _previous_round(value: float) -> float:
    """The next of ..., 0.1, 0.2, 0.5, 1, 2, 5, ... below a value; 0 below the least."""
    if value <= _LEAST_STEP * (1 + 1e-9):
        return 0.0
    magnitude = 10.0 ** math.floor(math.log10(value * (1 - 1e-9)))
    return float(next(f"{m * magnitude:.6g}" for m in (5, 2, 1, 0.5) if m * magnitude < value * (1 - 1e-9)))
