"""Where the two plots of the learning curves stand, and their axes: numbers, lines and titles.

The titles stand above the plots, where no curve and no label comes.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from engine.training.report import Unit
from gui.plots.axis_ticks import epoch_ticks, without_collisions
from gui.plots.curve_thinning import log_time
from gui.theming.theme import Theme
from gui.widgets.phrases import at_text, epoch_number

_WIDEST_NUMBERS = ("100 %", "10,000", "1e−08")
_TITLE_UP = 6  # from a plot's top to the baseline of its title
_WORDS_FROM = 22  # lines of text along the axis from which labels have names; below, numbers only
_APART = 10.0  # between two numbers below the axis


@dataclass(frozen=True, eq=False)
class CurveFrame:
    """The places of one widget's size and one axis.

    Attributes
    ----------
    rect
        The widget's.
    last
        The epoch at which the axis ends.
    unit
        What the axis counts.
    font, bold
        Of numbers and labels, and of titles.
    strip
        How high a strip is left free between the plots and the numbers below: for a slider along the axis.
    """

    rect: QRectF
    last: float
    unit: Unit
    font: QFont
    bold: QFont
    strip: float = 0.0

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """Of numbers and labels."""
        return QFontMetricsF(self.font)

    @cached_property
    def bold_metrics(self) -> QFontMetricsF:
        """Of titles."""
        return QFontMetricsF(self.bold)

    @cached_property
    def area(self) -> QRectF:
        """Both plots, from the top of the one to the bottom of the other."""
        left = max(map(self.metrics.horizontalAdvance, _WIDEST_NUMBERS)) + 8
        line = math.ceil(self.metrics.height() + 6)
        return self.rect.adjusted(math.ceil(left), line, -8, -line - self.strip)

    @cached_property
    def plots(self) -> tuple[QRectF, QRectF]:
        """The loss above, the accuracy below; its title stands between them."""
        area = self.area
        gap = math.ceil(self.metrics.height()) + 8
        height = max((area.height() - gap) // 2, 1.0)
        return (
            QRectF(area.left(), area.top(), area.width(), height),
            QRectF(area.left(), area.bottom() - height, area.width(), height),
        )

    @cached_property
    def has_names(self) -> bool:
        """Whether there is room for names beside the numbers."""
        return self.area.width() >= _WORDS_FROM * self.metrics.height()

    def x(self, epoch: float) -> float:
        """Where an epoch is."""
        return self.area.left() + float(log_time(epoch, self.last)) * self.area.width()

    def epoch_at(self, x: float) -> float:
        """Which epoch is there; the nearest end of the axis where there is none."""
        part = (x - self.area.left()) / max(self.area.width(), 1.0)
        return math.expm1(min(max(part, 0.0), 1.0) * math.log1p(self.last))

    # The axis of epochs

    @cached_property
    def ticks(self) -> list[float]:
        """The epochs that have a number below the axis."""

        def room_of(tick: float) -> tuple[float, float]:
            left = self.tick_left(tick)
            return left, left + self.metrics.horizontalAdvance(self.tick_text(tick))

        return without_collisions(epoch_ticks(self.last), room_of, _APART)

    def tick_text(self, tick: float) -> str:
        """The first number names the axis, where there is room for it."""
        return at_text(self.unit, "0") if tick == 0 and self.has_names else epoch_number(tick)

    def tick_left(self, tick: float) -> float:
        """Where its number begins: in the middle below the tick, after the axis's name; no number leaves the widget."""
        width, number = map(self.metrics.horizontalAdvance, (self.tick_text(tick), epoch_number(tick)))
        return min(max(self.x(tick) + number / 2 - width, 0.0), self.rect.width() - width)

    @cached_property
    def _tick_places(self) -> list[tuple[float, float, str]]:
        """Line, left end of the number, number."""
        return [(round(self.x(tick)) + 0.5, self.tick_left(tick), self.tick_text(tick)) for tick in self.ticks]

    # Painting

    def paint_epochs(self, painter: QPainter, theme: Theme) -> None:
        """Numbers below, and a dotted line up through both plots from each."""
        baseline = self.area.bottom() + self.strip + (2 if self.strip else 6) + self.metrics.ascent()
        painter.setFont(self.font)
        upper, lower = self.plots
        painter.setPen(QPen(QColor(theme.grid), 1, Qt.PenStyle.DotLine))
        for x, _, _ in self._tick_places:
            painter.drawLine(QPointF(x, upper.top()), QPointF(x, upper.bottom()))
            painter.drawLine(QPointF(x, lower.top()), QPointF(x, lower.bottom()))
        painter.setPen(QColor(theme.muted))
        for _, left, text in self._tick_places:
            painter.drawText(QPointF(left, baseline), text)

    def paint_values(self, painter: QPainter, theme: Theme, box: QRectF, numbers: list[tuple[float, str]]) -> None:
        """Numbers on the left of a plot, each at its height, those that have room; and a line from each."""
        rise = (self.metrics.ascent() - self.metrics.descent()) / 2
        free_below = math.inf
        painter.setFont(self.font)
        for y, text in numbers:
            middle = round(y) + 0.5
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            if middle + self.metrics.height() / 2 <= free_below:
                free_below = middle - self.metrics.height() / 2
                painter.setPen(QColor(theme.muted))
                left = box.left() - 8 - self.metrics.horizontalAdvance(text)
                painter.drawText(QPointF(left, middle + rise), text)

    def title_width(self, title: str) -> float:
        """How far a title reaches."""
        return self.bold_metrics.horizontalAdvance(title)

    def paint_title(self, painter: QPainter, theme: Theme, box: QRectF, title: str) -> None:
        """The title of a plot, above its left end."""
        painter.setFont(self.bold)
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(box.left(), box.top() - _TITLE_UP), title)
        painter.setFont(self.font)
