"""What the plots of all views share: they stand still under the pointer, and take their colors from the theme."""

from html import escape
from typing import Literal

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.plots.curve_legend import label_font
from gui.theming.scale import SCALE, px, set_px
from gui.theming.theme import Theme

_SIDES = ("left", "bottom")
_TICK_PX, _OFFSETS_PX, _TEXT_PX, _TITLE_PX = -5, {"left": 5, "bottom": 2}, 18, 30  # as pyqtgraph has them
_AROUND_PX = 4  # the name of an axis, as Qt has it
_RIGHT_PX = 12  # for the second half of the last number of the horizontal axis


class _Axis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """An axis whose negative numbers have a minus rather than a hyphen, as everywhere."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


def of_screen(pen: QPen, widget: QWidget) -> QPen:
    """A pen of the design with its width in points of a widget's screen; pyqtgraph takes it for units of the axes."""
    pen = QPen(pen)
    pen.setCosmetic(True)
    pen.setWidthF(pen.widthF() * SCALE.factor * widget.devicePixelRatioF())  # a cosmetic pen counts pixels
    return pen


def still_plot(left_width: int) -> pg.PlotWidget:
    """A plot with a faint grid that neither wheel nor drag nor a menu of pyqtgraph's changes.

    Parameters
    ----------
    left_width
        Room for the numbers on the left, in pixels of the design: always the same, so that nothing moves when they
        grow longer.
    """
    widget = pg.PlotWidget(enableMenu=False, axisItems={side: _Axis(side) for side in _SIDES})
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    item = widget.getPlotItem()
    item.hideButtons()
    item.ctrlMenu.setParent(widget, item.ctrlMenu.windowFlags())  # pyqtgraph leaves it to the garbage collector
    item.setMouseEnabled(x=False, y=False)
    item.showGrid(x=True, y=True, alpha=0.15)
    set_px(item.setContentsMargins, 0, 0, _RIGHT_PX, 0)
    item.getAxis("bottom").setStyle(hideOverlappingLabels=False)
    for side in _SIDES:
        axis = item.getAxis(side)
        axis.enableAutoSIPrefix(False)
        axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
    set_px(item.getAxis("left").setWidth, left_width)
    return widget


def color_plot(widget: pg.PlotWidget, theme: Theme, *, title: str, left: str, bottom: str) -> None:
    """Give background, title and axes the theme's colors and fonts; pyqtgraph writes words anew in another color."""
    item = widget.getPlotItem()
    widget.setBackground(theme.card)
    title_plot(widget, theme, title)
    name_axis(widget, theme, "left", left)
    name_axis(widget, theme, "bottom", bottom)
    for side in _SIDES:
        axis = item.getAxis(side)
        axis.setTickFont(label_font(widget.font()))
        axis.setPen(pg.mkPen(theme.line, width=max(px(1), 1)))
        axis.setStyle(tickLength=px(_TICK_PX), tickTextOffset=px(_OFFSETS_PX[side]), tickTextHeight=px(_TEXT_PX))
        axis.setTextPen(theme.muted)


def label_px(widget: QWidget) -> int:
    """How high the letters of titles and axes are in a widget."""
    return label_font(widget.font()).pixelSize()


def title_plot(widget: pg.PlotWidget, theme: Theme, title: str) -> None:
    """Write what is drawn above the plot, as the learning curves' titles are written."""
    item = widget.getPlotItem()
    words = f'<span style="font-weight: 600">{escape(title)}</span>'  # bold would be 700, which the typeface has not
    item.setTitle(words, color=theme.text, size=f"{label_px(widget)}px", justify="left")
    item.titleLabel.setMaximumHeight(px(_TITLE_PX))
    item.layout.setRowFixedHeight(0, px(_TITLE_PX))


def name_axis(widget: pg.PlotWidget, theme: Theme, side: Literal["left", "bottom"], name: str) -> None:
    """Write what an axis counts beside it, in the size of its numbers."""
    widget.getPlotItem().getAxis(side).label.document().setDocumentMargin(px(_AROUND_PX))
    widget.getPlotItem().setLabel(side, name, color=theme.muted, **{"font-size": f"{label_px(widget)}px"})
