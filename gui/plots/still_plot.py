"""What the plots of all views share: they stand still under the pointer, and take their colors from the theme."""

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsItem

from gui.theming.theme import Theme

_SIDES = ("left", "bottom")


def still_plot(left_width: int) -> pg.PlotWidget:
    """A plot with a faint grid that neither wheel nor drag nor a menu of pyqtgraph's changes.

    Parameters
    ----------
    left_width
        Room for the numbers on the left, in points: always the same, so that nothing moves when they grow longer.
    """
    widget = pg.PlotWidget(enableMenu=False)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    item = widget.getPlotItem()
    item.hideButtons()
    item.setMouseEnabled(x=False, y=False)
    item.showGrid(x=True, y=True, alpha=0.15)
    for side in _SIDES:
        axis = item.getAxis(side)
        axis.enableAutoSIPrefix(False)
        axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
    item.getAxis("left").setWidth(left_width)
    return widget


def color_plot(widget: pg.PlotWidget, theme: Theme, *, title: str, left: str, bottom: str) -> None:
    """Give background, title and axes the theme's colors; pyqtgraph writes words anew in another color."""
    item = widget.getPlotItem()
    widget.setBackground(theme.card)
    item.setTitle(title, color=theme.text, size="10pt")
    item.setLabel("left", left, color=theme.muted)
    item.setLabel("bottom", bottom, color=theme.muted)
    for side in _SIDES:
        axis = item.getAxis(side)
        axis.setPen(theme.line)
        axis.setTextPen(theme.muted)
