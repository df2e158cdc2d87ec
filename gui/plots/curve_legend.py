"""The legend of the learning curves: a piece of each line beside its name, above the plots, where it covers nothing."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from gui.theming.theme import Theme
from gui.widgets.themed_widget import ThemedWidget

_LINE_PX = 24
_GAP_PX = 6
_DASHES = [3.0, 2.0]  # in widths of the line, which is 2: dashes of 6, gaps of 4
_LABEL_TO_TEXT = 12 / 14
_LEAST_PX = 12


def label_font(font: QFont, *, is_bold: bool = False) -> QFont:
    """The font of labels and axes beside text in a font: 12 to its 14 pixels, but not below 12 unless that is."""
    pixels = QFontInfo(font).pixelSize()
    smaller = QFont(font)
    smaller.setPixelSize(max(round(pixels * _LABEL_TO_TEXT), min(pixels, _LEAST_PX)))
    smaller.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return smaller


def train_pen(theme: Theme) -> QPen:
    """The solid line of the training curve."""
    return curve_pen(theme.train, 2.0)


def validation_pen(theme: Theme) -> QPen:
    """The dashed line of the validation curve."""
    pen = curve_pen(theme.validation, 2.0)
    pen.setDashPattern(_DASHES)
    return pen


def before_pen(theme: Theme) -> QPen:
    """The faint line of the run before."""
    return curve_pen(before_color(theme), 1.5)


def curve_pen(color: QColor | str, width: float) -> QPen:
    """A line that joins points without spikes."""
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def before_color(theme: Theme) -> QColor:
    """The gray of the run before."""
    return QColor(theme.run_before)


class CurveLegend(ThemedWidget):
    """The names, "training", "validation" and, if there is one, "the run before", each after a piece of its line."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._has_before = False
        self.set_has_before(False)

    def set_has_before(self, has_before: bool) -> None:
        """Name the run before too, or not; the room for it is always there, so that nothing moves."""
        self._has_before = has_before
        words = self.tr("Training: solid line. Validation: dashed line.")
        self.setAccessibleName(" ".join([words, self.tr("The run before: thin gray line.")]) if has_before else words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as all names with their lines."""
        metrics = QFontMetricsF(label_font(self.font()))
        return QSize(round(sum(map(self._width_of, self._names(all_of_them=True)))), round(metrics.height()) + 2)

    def _names(self, *, all_of_them: bool = False) -> list[str]:
        names = [self.tr("training"), self.tr("validation")]
        return [*names, self.tr("the run before")] if self._has_before or all_of_them else names

    def _width_of(self, name: str) -> float:
        return _LINE_PX + _GAP_PX + QFontMetricsF(label_font(self.font())).horizontalAdvance(name) + 3 * _GAP_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, name, line, name, at the right."""
        painter = QPainter(self)
        font = label_font(self.font())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        names = self._names()
        middle = self.height() / 2
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        x = self.width() - sum(map(self._width_of, names)) + 3 * _GAP_PX
        pens = (train_pen(self._theme), validation_pen(self._theme), before_pen(self._theme))
        for name, pen in zip(names, pens, strict=False):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + _LINE_PX, middle))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + _LINE_PX + _GAP_PX, baseline), name)
            x += self._width_of(name)
