"""The legend of the learning curves: a piece of each line beside its name, above the plots, where it covers nothing."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theming.theme import Theme
from gui.widgets.themed_widget import ThemedWidget

_LINE_PX = 26
_GAP_PX = 6


def train_pen(theme: Theme) -> QPen:
    """The solid line of the training curve."""
    return _pen(theme.train, Qt.PenStyle.SolidLine)


def validation_pen(theme: Theme) -> QPen:
    """The dashed line of the validation curve."""
    return _pen(theme.validation, Qt.PenStyle.DashLine)


def _pen(color: str, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(color), 2, style)
    pen.setCosmetic(True)
    return pen


class CurveLegend(ThemedWidget):
    """Both names, "training" and "validation", each after a piece of its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Training: solid line. Validation: dashed line.")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as both names with their lines."""
        metrics = QFontMetricsF(self.font())
        names = metrics.horizontalAdvance("training") + metrics.horizontalAdvance("validation")
        return QSize(round(names) + 2 * (_LINE_PX + _GAP_PX) + 4 * _GAP_PX, round(metrics.height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, name, line, name."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        middle = self.height() / 2
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        x = 0.0
        for name, pen in (("training", train_pen(self._theme)), ("validation", validation_pen(self._theme))):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + _LINE_PX, middle))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + _LINE_PX + _GAP_PX, baseline), name)
            x += _LINE_PX + _GAP_PX + metrics.horizontalAdvance(name) + 2 * _GAP_PX
