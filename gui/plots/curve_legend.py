"""The legend of the learning curves: a piece of each line beside its name, above the plots, where it covers nothing."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from gui.theming.scale import exact_px, px
from gui.theming.theme import Theme
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_LINE_PX, _SHORT_LINE_PX = 24, 16
_GAP_PX = 6
_DASHES = [3.0, 2.0]  # in widths of the line, which is 2: dashes of 6, gaps of 4
_LABEL_TO_TEXT = 12 / 14
_LEAST_PX = 12


def label_font(font: QFont, *, is_bold: bool = False) -> QFont:
    """The font of labels and axes beside text in a font: 12 to its 14 pixels, not below 12 of the design unless that is."""
    pixels = QFontInfo(font).pixelSize()
    smaller = QFont(font)
    smaller.setPixelSize(max(round(pixels * _LABEL_TO_TEXT), min(pixels, px(_LEAST_PX))))
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


def scaled_pen(pen: QPen) -> QPen:
    """A pen of the design as wide as all else is."""
    pen = QPen(pen)
    pen.setWidthF(exact_px(pen.widthF()))
    return pen


def before_color(theme: Theme) -> QColor:
    """The gray of the run before."""
    return QColor(theme.run_before)


class CurveLegend(ThemedWidget):
    """The names, "training", "validation" and, if there is one, "the run before", each after a piece of its line.

    In little room the pieces are shorter, and that of the run before is called "before".
    """

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, QAccessible.Role.StaticText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._has_before = True
        self.set_has_before(False)

    def set_has_before(self, has_before: bool) -> None:
        """Name the run before too, or not; the room for it is always there, so that nothing moves."""
        if has_before == self._has_before:
            return
        self._has_before = has_before
        words = self.tr("Training: solid line. Validation: dashed line.")
        self.setAccessibleName(" ".join([words, self.tr("The run before: thin gray line.")]) if has_before else words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as all names with their lines."""
        return self._size(is_short=False)

    def minimumSizeHint(self) -> QSize:
        """The same, short."""
        return self._size(is_short=True)

    def _size(self, *, is_short: bool) -> QSize:
        names, height = self._names(is_short=is_short), QFontMetricsF(label_font(self.font())).height()
        width = sum(self._width_of(name, is_short=is_short) for name in names)
        return QSize(math.ceil(width), round(height) + px(2))

    def _names(self, *, is_short: bool) -> list[str]:
        before = self.tr("before") if is_short else self.tr("the run before")
        return [self.tr("training"), self.tr("validation"), before]

    def _width_of(self, name: str, *, is_short: bool) -> float:
        """Of a name with its line and what is left free after it."""
        name_width = QFontMetricsF(label_font(self.font())).horizontalAdvance(name)
        return _line_px(is_short=is_short) + px(_GAP_PX) + name_width + _apart_px(is_short=is_short)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, name, line, name, at the right."""
        painter = QPainter(self)
        font = label_font(self.font())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        is_short = self.width() < self.sizeHint().width()
        names = self._names(is_short=is_short)[: 3 if self._has_before else 2]
        middle = self.height() / 2
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        widths = [self._width_of(name, is_short=is_short) for name in names]
        x = self.width() - sum(widths) + _apart_px(is_short=is_short)
        line = _line_px(is_short=is_short)
        pens = (train_pen(self._theme), validation_pen(self._theme), before_pen(self._theme))
        for name, width, pen in zip(names, widths, pens, strict=False):
            painter.setPen(scaled_pen(pen))
            painter.drawLine(QPointF(x, middle), QPointF(x + line, middle))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + line + px(_GAP_PX), baseline), name)
            x += width


def _line_px(*, is_short: bool) -> int:
    return px(_SHORT_LINE_PX if is_short else _LINE_PX)


def _apart_px(*, is_short: bool) -> int:
    return (2 if is_short else 3) * px(_GAP_PX)
