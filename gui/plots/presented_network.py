"""The network of a presentation: what is on the canvas flows through its units to the ten bars."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.nn.network import Architecture
from gui.plots.network_layout import NetworkLayout, place_between, plans_of
from gui.plots.network_painter import NetworkPainter
from gui.plots.painted_network import PaintedNetwork
from gui.theming.scale import exact_px

_ZOOM = 1.6  # units, levels and lines are so many times as large as in the window


class _Painter(NetworkPainter):
    """Paints lines and units alone, on the ground of the page."""

    def _take_theme(self) -> None:
        super()._take_theme()
        self._card = QColor(self._of.theme.window)

    def paint(self, painter: QPainter) -> None:
        """The faint lines, the others, the units."""
        drawing, layout = self._of, self._of.places()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for faint in (True, False):
            for number, gap in enumerate(drawing.lines):
                self._paint_lines(painter, number, gap, layout, faint=faint)
        for column in layout.columns:
            self._paint_column(painter, column)


class PresentedNetwork(PaintedNetwork):
    """Stands between a canvas and bars whose places it is given, in the lengths of the page's design.

    Parameters
    ----------
    room
        Its own place.
    canvas
        The canvas's, at whose right edge lines begin.
    ends
        Where lines end: at the digits from 0 to 9.
    """

    def __init__(self, room: QRectF, canvas: QRectF, ends: Sequence[QPointF], parent: QWidget) -> None:
        super().__init__(parent, painter=_Painter)
        self.setObjectName("presentedNetwork")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._own, self._canvas, self._line_ends = room, canvas, ends

    def can_show(self, architecture: Architecture) -> bool:
        """Whether there is room for all of its layers."""
        return self._placed(architecture) is not None

    def _placed(self, architecture: Architecture) -> NetworkLayout | None:
        unit = exact_px(1)
        scale, origin = unit / _ZOOM, self._own.topLeft()
        canvas = QRectF((self._canvas.topLeft() - origin) * scale, self._canvas.size() * scale)
        ends = [(end - origin) * scale for end in self._line_ends]
        return place_between(plans_of(architecture), canvas, ends, self._own.height() * scale, unit)

    def places(self) -> NetworkLayout:
        """Between canvas and bars; nothing of a network for which there is no room."""
        if self._layout is None:
            layout = self._placed(self._architecture) if self._architecture is not None else None
            self._layout = layout or super().places()
        return self._layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """As large as the page is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.window))
        scale = self.width() / self._own.width() * _ZOOM / exact_px(1)
        painter.scale(scale, scale)
        self._painter.paint(painter)
        painter.end()
