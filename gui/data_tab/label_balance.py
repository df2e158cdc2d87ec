"""How many digits of each class there are: a bar for each, its count above it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.nn.network import N_CLASSES
from gui.theming.scale import px, px_size, set_px
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_SMALL = 0.88  # of the font's size, for counts
_APART = 4  # points between two counts


class LabelBalance(ThemedWidget):
    """Ten bars with their axes.

    Attributes
    ----------
    counts
        Shape (10,), digits 0 to 9; ``None`` while there are no digits.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelBalance")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Digits of each class"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumHeight, 100)
        self.counts: NDArray[np.intp] | None = None

    def sizeHint(self) -> QSize:
        """Room for counts of four figures."""
        return px_size(270, 130)

    @Slot(object)
    def set_counts(self, counts: NDArray[np.intp] | None) -> None:
        """Show how many digits there are of each class, shape (10,); ``None`` while there are no digits."""
        self.counts = counts
        words = "" if counts is None else ", ".join(f"{digit}: {n:,}" for digit, n in enumerate(counts))
        self.setToolTip(words.replace(", ", "\n") if words else "")
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes with their names, bars, counts."""
        painter = QPainter(self)
        theme = self._theme
        painter.setPen(QColor(theme.muted))
        center = Qt.AlignmentFlag.AlignCenter
        if self.counts is None:
            painter.drawText(self.rect(), center, self.tr("No digits are loaded yet."))
            return
        line = QFontMetricsF(self.font()).height()
        plot = QRectF(line + px(2), line + px(2), self.width() - line - px(4), self.height() - 3 * line - px(4))
        self._paint_axes(painter, plot, line)
        step = plot.width() / N_CLASSES
        small = self.font()
        small.setPointSizeF(_SMALL * small.pointSizeF())
        widest = max(QFontMetricsF(small).horizontalAdvance(f"{n:,}") for n in self.counts)
        most = max(int(self.counts.max()), 1)
        for digit, n in enumerate(self.counts):
            middle = plot.left() + (digit + 0.5) * step
            height = float(n) / most * plot.height()
            bar = QRectF(middle - 0.35 * step, plot.bottom() - height, 0.7 * step, height)
            painter.fillRect(bar, QColor(theme.text))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(middle - step, plot.bottom() + px(1), 2 * step, line), center, str(digit))
            painter.setFont(small)
            if widest <= step - px(_APART):
                painter.drawText(QRectF(middle - step, bar.top() - line, 2 * step, line), center, f"{n:,}")
            else:
                self._paint_upright(painter, bar, f"{n:,}", widest + px(6))
            painter.setFont(self.font())

    def _paint_upright(self, painter: QPainter, bar: QRectF, count: str, length: float) -> None:
        """A count that is wider than its bar, turned: in the bar, or above it if that is too short."""
        fits = bar.height() >= length
        painter.save()
        painter.setPen(QColor(self._theme.card if fits else self._theme.text))
        painter.translate(bar.center().x(), bar.top() + length if fits else bar.top())
        painter.rotate(-90)
        place = QRectF(px(3), -bar.width(), length - px(6), 2 * bar.width())
        flag = Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, flag | Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()

    def _paint_axes(self, painter: QPainter, plot: QRectF, line: float) -> None:
        center = Qt.AlignmentFlag.AlignCenter
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        painter.drawText(QRectF(plot.left(), plot.bottom() + line, plot.width(), line), center, self.tr("label"))
        painter.save()
        painter.translate(QPointF(0.0, plot.bottom()))
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, plot.height(), line), center, self.tr("digits"))
        painter.restore()
