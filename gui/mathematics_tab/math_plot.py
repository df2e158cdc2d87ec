"""A plot with title, named axes and a legend, in the colors of the theme, for the views of the Mathematics tab."""

import re
from typing import Literal, NamedTuple, TypeAlias

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from gui.plots.curve_legend import scaled_pen
from gui.plots.still_plot import color_plot, label_px, of_screen, still_plot, title_plot
from gui.theming.scale import SCALE, exact_px, px, set_px
from gui.theming.theme import LIGHT, Theme
from gui.translation import translate
from gui.widgets.event_filter import EventFilter
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

ColorRole: TypeAlias = Literal["train", "muted", "text"]
Symbol: TypeAlias = Literal["o", "x", "s"]
"""Circle, cross, square: as pyqtgraph calls them."""

_SYMBOL_PX = {"o": 12, "x": 7, "s": 8}  # a cross fits into a circle
_LEFT_PX = 74  # "−2e−13" and the axis's name
_PICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


class CurveStyle(NamedTuple):
    """How one curve looks; two curves of a plot differ in line or symbol, not in color alone.

    Attributes
    ----------
    name
        In the legend, in English (context "CurveStyle").
    color
        Which of the theme's colors.
    line
        Solid, dashed, dotted, or no line.
    symbol
        What marks its points, if anything does.
    """

    name: str
    color: ColorRole
    line: Qt.PenStyle = Qt.PenStyle.SolidLine
    symbol: Symbol | None = None

    @property
    def label(self) -> str:
        """Its name in the user's language."""
        return translate("CurveStyle", self.name)

    def pen(self, theme: Theme) -> QPen:
        """The line's pen."""
        return QPen(self.shade(theme), 2, self.line)

    def shade(self, theme: Theme) -> QColor:
        """The color in a theme."""
        return QColor({"train": theme.train, "muted": theme.muted, "text": theme.text}[self.color])


class MathPlot(ThemedWidget):
    """A plot whose curves are named and styled once; neither wheel nor drag moves its axes.

    Attributes
    ----------
    widget, item
        pyqtgraph's widget, and the plot in it.
    curves
        The curves in the order of their styles.
    x_picked
        Signal (x): the pointer was pressed, or dragged, at this place of the horizontal axis.
    x_stepped
        Signal (steps): an arrow key asks for a step to the left (−1) or to the right (+1).
    """

    x_picked = Signal(float)
    x_stepped = Signal(int)

    def __init__(
        self, title: str, bottom: str, left: str, styles: tuple[CurveStyle, ...], messages: MessageArea
    ) -> None:
        super().__init__()
        self._title, self._bottom, self._left = title, bottom, left
        self._styles = styles
        self._is_picking = False
        self._styled_for = 0.0  # the factor of the lengths that pyqtgraph keeps
        set_px(self.setMinimumSize, 200, 180)
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(title)
        self._describe()
        self.widget = still_plot(_LEFT_PX)
        self._label_px = label_px(self.widget)
        self.item = self.widget.getPlotItem()
        self.curves: list[pg.PlotDataItem] = [self.item.plot(name=style.label, antialias=True) for style in styles]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        PictureMenu(self, re.sub(r"\W+", "-", title.lower()), messages)
        self.set_theme(LIGHT)

    def _describe(self) -> None:
        """Tell screen readers of the axes and the curves."""
        curves = ", ".join(style.label for style in self._styles)
        words = self.tr("Across: {bottom}. Upwards: {left}. Curves: {curves}.")
        self.setAccessibleDescription(words.format(bottom=self._bottom, left=self._left, curves=curves))

    def set_picking(self) -> None:
        """Tell of presses, drags and arrow keys from now on."""
        self._is_picking = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.widget.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        EventFilter(self.widget.viewport(), self._on_viewport_event)

    def set_title(self, title: str) -> None:
        """Say what is drawn."""
        self._title = title
        self.setAccessibleName(title)
        title_plot(self.widget, self._theme, title)

    def set_ranges(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fix both axes."""
        view = self.item.getViewBox()
        view.setXRange(*x, padding=0.03)
        view.setYRange(*y, padding=0.05)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        if theme is self._theme and self._styled_for == SCALE.factor:
            return
        super().set_theme(theme)
        self._style()

    def changeEvent(self, event: QEvent) -> None:
        """Title and axes have the size of the window's labels."""
        if event.type() == QEvent.Type.FontChange and label_px(self.widget) != self._label_px:
            self._style()
        super().changeEvent(event)

    def _style(self) -> None:
        theme, self._label_px = self._theme, label_px(self.widget)
        self._styled_for = SCALE.factor
        if self.hasFocus():
            self.item.getViewBox().setBorder(pg.mkPen(theme.accent, width=exact_px(2)))
        color_plot(self.widget, theme, title=self._title, left=self._left, bottom=self._bottom)
        for curve, style in zip(self.curves, self._styles, strict=True):
            curve.setPen(of_screen(style.pen(theme), self.widget) if style.line != Qt.PenStyle.NoPen else None)
            if style.symbol is not None:
                curve.setSymbol(style.symbol)
                curve.setSymbolSize(px(_SYMBOL_PX[style.symbol]))
                curve.setSymbolPen(pg.mkPen(style.shade(theme), width=exact_px(1.5)))
                curve.setSymbolBrush(None)

    def _on_viewport_event(self, _viewport: QObject, event: QEvent) -> bool:
        """Presses and drags with the left button pick a place; the plot itself gets none of them."""
        if isinstance(event, QMouseEvent) and event.type() in _PICKS:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            if event.buttons() & Qt.MouseButton.LeftButton:
                scene = self.widget.mapToScene(event.position().toPoint())
                self.x_picked.emit(float(self.item.getViewBox().mapSceneToView(scene).x()))
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a frame: the arrow keys are for this plot."""
        self.item.getViewBox().setBorder(pg.mkPen(self._theme.accent, width=exact_px(2)))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show none."""
        self.item.getViewBox().setBorder(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys to the left and to the right."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if self._is_picking and steps is not None:
            self.x_stepped.emit(steps)
        else:
            super().keyPressEvent(event)


class PlotLegend(ThemedWidget):
    """The curves' names, each after a piece of its line or its symbol, above the plot where they cover nothing."""

    _SAMPLE_PX = 26
    _GAP_PX = 6

    def __init__(self, *styles: CurveStyle) -> None:
        super().__init__()
        speak_as(self, QAccessible.Role.StaticText)
        self._styles = styles
        self.setAccessibleName(", ".join(style.label for style in styles))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(round(sum(self._widths())), self.heightForWidth(100_000))

    def hasHeightForWidth(self) -> bool:
        """Names that do not fit into one row begin another."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the rows."""
        rows = 1 + max((row for row, _ in self._places(width)), default=0)
        return rows * self._row_height() + px(2)

    def minimumSizeHint(self) -> QSize:
        """The longest name."""
        return QSize(round(max(self._widths(), default=0.0)), self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sample, name, sample, name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        for style, (row, x) in zip(self._styles, self._places(self.width()), strict=True):
            middle = (row + 0.5) * self._row_height() + px(1)
            self._paint_sample(painter, style, QPointF(x + px(self._SAMPLE_PX) / 2, middle))
            painter.setPen(QColor(self._theme.text))
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + px(self._SAMPLE_PX + self._GAP_PX), baseline), style.label)

    def _row_height(self) -> int:
        return round(QFontMetricsF(self.font()).height()) + px(2)

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self.font())
        return [
            px(self._SAMPLE_PX + 4 * self._GAP_PX) + metrics.horizontalAdvance(style.label) for style in self._styles
        ]

    def _places(self, width: int) -> list[tuple[int, float]]:
        """Row and left edge of each sample."""
        places: list[tuple[int, float]] = []
        row, x = 0, 0.0
        for needed in self._widths():
            if x and x + needed - px(3 * self._GAP_PX) > width:
                row, x = row + 1, 0.0
            places.append((row, x + px(2)))
            x += needed
        return places

    def _paint_sample(self, painter: QPainter, style: CurveStyle, center: QPointF) -> None:
        half = px(self._SAMPLE_PX) / 2
        if style.line != Qt.PenStyle.NoPen:
            painter.setPen(scaled_pen(style.pen(self._theme)))
            painter.drawLine(center - QPointF(half, 0), center + QPointF(half, 0))
        if style.symbol is None:
            return
        painter.setPen(QPen(style.shade(self._theme), exact_px(1.5)))
        box = QRectF(0, 0, px(_SYMBOL_PX[style.symbol]), px(_SYMBOL_PX[style.symbol]))
        box.moveCenter(center)
        if style.symbol == "o":
            painter.drawEllipse(box)
        elif style.symbol == "s":
            painter.drawRect(box)
        else:
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
