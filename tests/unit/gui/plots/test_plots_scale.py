"""Plots follow the factor of all lengths, and come back to it pixel for pixel."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.mathematics_tab.math_plot import CurveStyle, MathPlot, PlotLegend
from gui.plots.curve_legend import CurveLegend
from gui.theming.scale import SCALE
from gui.theming.theme import LIGHT
from gui.widgets.message_area import MessageArea

STYLES = (CurveStyle("line", "train"), CurveStyle("points", "muted", symbol="o"))


def test_a_plot_and_its_legends_come_back_to_the_pixel(qtbot: QtBot, messages: MessageArea) -> None:
    plot, legend, curves = MathPlot("Title", "x", "y", STYLES, messages), PlotLegend(*STYLES), CurveLegend()
    curves.set_has_before(True)
    for curve in plot.curves:
        curve.setData([0.0, 1.0], [0.0, 1.0])
    plot.set_ranges((0.0, 1.0), (0.0, 1.0))
    for widget in (plot, legend, curves):
        qtbot.addWidget(widget)
        widget.resize(500, 300)
        widget.show()

    def seen(factor: float) -> tuple[list[QImage], tuple[float, ...]]:
        SCALE.set_factor(factor)
        plot.set_theme(LIGHT)
        QCoreApplication.processEvents()
        pictures = [widget.grab().toImage() for widget in (plot, legend, curves)]
        left = plot.item.getAxis("left").width()
        return pictures, (left, legend.sizeHint().width(), curves.sizeHint().width())

    before, sizes = seen(1.0)
    larger, larger_sizes = seen(1.5)
    after, sizes_after = seen(1.0)
    assert after == before
    assert sizes_after == sizes
    assert all(picture != other for picture, other in zip(before, larger, strict=True))
    assert all(size < other for size, other in zip(sizes, larger_sizes, strict=True))
