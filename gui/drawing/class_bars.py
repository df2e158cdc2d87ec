"""Ten bars: how probable each digit is."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.themed_widget import ThemedWidget

N_DIGITS = 10


class ClassBars(ThemedWidget):
    """One bar per digit, the winner marked by an arrow, bold type and the accent color.

    Attributes
    ----------
    probabilities
        Shape (10,), digits 0..9; all 0 while nothing is drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classBars")
        self.setAccessibleName("Probability of each digit")
        self.setToolTip("How probable the network finds each digit for the drawing on the canvas")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(N_DIGITS * 16)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.probabilities: NDArray[np.floating] = np.zeros(N_DIGITS, dtype=np.float32)

    def sizeHint(self) -> QSize:
        """Rows of 17 points; where there is more room they get it."""
        return QSize(260, N_DIGITS * 17)

    @property
    def winner(self) -> int | None:
        """The most probable digit; ``None`` while nothing is drawn."""
        return int(self.probabilities.argmax()) if self.probabilities.any() else None

    @Slot(object)
    def set_probabilities(self, probabilities: NDArray[np.floating] | None) -> None:
        """Show ten probabilities; ``None`` where nothing is drawn."""
        shown = np.zeros(N_DIGITS, dtype=np.float32) if probabilities is None else np.array(probabilities)
        if not np.array_equal(shown, self.probabilities):
            self.probabilities = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Digit, track, bar and percentage, row by row."""
        painter = QPainter(self)
        theme, winner = self._theme, self.winner
        painter.fillRect(self.rect(), QColor(theme.card))
        plain = self.font()
        bold = self.font()
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        mark_width = metrics.horizontalAdvance("▸") + 3
        label_width = mark_width + metrics.horizontalAdvance("0") + 8
        value_width = metrics.horizontalAdvance("100.0 %") + 6
        row_height = self.height() / N_DIGITS
        bar_height = max(6.0, min(14.0, row_height - 5))
        track_width = max(self.width() - label_width - value_width, 10.0)
        for digit, probability in enumerate(self.probabilities):
            top = digit * row_height
            is_winner = digit == winner
            painter.setFont(bold if is_winner else plain)
            painter.setPen(QColor(theme.text if is_winner else theme.muted))
            left_middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            if is_winner:
                painter.drawText(QRectF(0, top, mark_width, row_height), left_middle, "▸")
            painter.drawText(QRectF(mark_width, top, label_width, row_height), left_middle, str(digit))
            track = QRectF(label_width, top + (row_height - bar_height) / 2, track_width, bar_height)
            painter.fillRect(track, QColor(theme.window))
            if probability > 0:
                bar = QRectF(track)
                bar.setWidth(max(float(probability) * track_width, 1.0))
                painter.fillRect(bar, QColor(theme.accent if is_winner else theme.muted))
            if winner is not None:
                right_middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                value = QRectF(self.width() - value_width, top, value_width, row_height)
                painter.drawText(value, right_middle, f"{probability * 100:.1f} %")


def verdict_text(probabilities: NDArray[np.floating]) -> tuple[str, str]:
    """What ten probabilities mean: a headline and a remark.

    Parameters
    ----------
    probabilities
        Shape (10,), summing to 1.
    """
    first, second = (int(digit) for digit in np.argsort(-probabilities, kind="stable")[:2])
    best = float(probabilities[first])
    percent = f"{best * 100:.0f} %" if best < 0.995 else f"{np.floor(best * 1000) / 10:.1f} %"
    if best >= 0.95:
        return f"{first}", f"Surely {_with_article(first)}: {percent}."
    if best >= 0.75:
        return f"{first}", f"Probably {_with_article(first)}: {percent}."
    if best >= 0.5:
        return f"{first}", f"Perhaps {_with_article(first)}: {percent}; or {_with_article(second)}."
    return f"{first}?", f"Hard to say: {first} with {percent}, or {second}."


def _with_article(digit: int) -> str:
    return f"{'an' if digit == 8 else 'a'} {digit}"
