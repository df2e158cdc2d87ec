"""Ten bars of a network's answer to a digit whose label is known: what it is, and what it is read as."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.nn.network import N_CLASSES
from engine.text.percent import percent_texts
from gui.theming.scale import exact_px, follow_factor, px_size, set_px
from gui.theming.tracks import paint_track
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget


class TruthBars(ThemedWidget):
    """One bar per digit; an arrow and bold type mark what is read, a frame and the word "true" what it is.

    Attributes
    ----------
    probabilities
        Shape (10,); ``None`` while there is no answer.
    label
        What the digit is; ``None`` while there is none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("truthBars")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Probability of each digit, and the true one"))
        self.setToolTip(
            self.tr("How probable the network finds each digit for this picture; the framed bar is that of the label")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumHeight, N_CLASSES * 15)
        self.probabilities: NDArray[np.floating] | None = None
        self.label: int | None = None
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """Rows of 17 points."""
        return px_size(250, N_CLASSES * 17)

    def set_answer(self, probabilities: NDArray[np.floating] | None, label: int | None) -> None:
        """Show ten probabilities, none of them NaN, or none; and what the digit is."""
        self.probabilities, self.label = probabilities, label
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row: arrow, digit, track, bar, percentage, and the word beside the true one."""
        painter = QPainter(self)
        theme, shown = self._theme, self.probabilities
        winner = None if shown is None else int(shown.argmax())
        plain, bold = self.font(), self.font()
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        mark = metrics.horizontalAdvance("▸") + exact_px(3)
        before = mark + metrics.horizontalAdvance("0") + exact_px(8)
        value = metrics.horizontalAdvance("100.0 %") + exact_px(6)
        word = metrics.horizontalAdvance("true") + exact_px(8)
        row_height = self.height() / N_CLASSES
        bar_height = max(exact_px(6), min(exact_px(14), row_height - exact_px(5)))
        track_width = max(self.width() - before - value - word, exact_px(10))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        figures = percent_texts(shown) if shown is not None else []
        for digit in range(N_CLASSES):
            top = digit * row_height
            is_winner, is_true = digit == winner, digit == self.label
            painter.setFont(bold if is_winner or is_true else plain)
            painter.setPen(QColor(theme.text if is_winner or is_true else theme.muted))
            if is_winner:
                painter.drawText(QRectF(0, top, mark, row_height), left, "▸")
            painter.drawText(QRectF(mark, top, before, row_height), left, str(digit))
            track = QRectF(before, top + (row_height - bar_height) / 2, track_width, bar_height)
            paint_track(painter, track, theme)
            after = track.right()
            if shown is not None:
                share = float(shown[digit])
                if share > 0:
                    bar = QRectF(track)
                    bar.setWidth(max(share * track_width, exact_px(1)))
                    painter.fillRect(bar, QColor(theme.accent if is_winner else theme.muted))
                painter.drawText(QRectF(after, top, value, row_height), right, figures[digit])
            if is_true:
                painter.drawText(QRectF(after + value, top, word, row_height), right, self.tr("true"))
                edge = exact_px(1)
                painter.setPen(QPen(QColor(theme.text), exact_px(1.5)))
                painter.drawRect(track.adjusted(-edge, -edge, edge, edge))
