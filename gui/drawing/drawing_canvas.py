"""The canvas where people draw: mouse, pen and touch; the right button, or a pen's eraser, takes strokes away."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.ink.drawing import Drawing
from engine.ink.framing import Stroke
from gui.theming.theme import Theme
from gui.widgets.themed_widget import ThemedWidget

DEFAULT_PEN_WIDTH = 0.07
"""Width of the pen as a fraction of the canvas's side."""
_ERASER_REACH = 0.02  # beyond the pen's own half-width, as a fraction of the side


class DrawingCanvas(ThemedWidget):
    """A square sheet of paper.

    Strokes are kept in fractions of its side, so a drawing keeps its place when the window changes its size.

    Attributes
    ----------
    drawing
        The strokes, with undo and redo.
    drawing_changed
        Signal: the strokes changed, the one under way included.
    stroke_finished
        Signal: the pen went up.
    """

    drawing_changed = Signal()
    stroke_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawingCanvas")
        self.setAccessibleName("Canvas: draw a digit here")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.drawing = Drawing()
        self._pen_width = DEFAULT_PEN_WIDTH
        self._erasing_from: tuple[float, float] | None = None
        self._touch_id: int | None = None
        self._finished_layer: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """A comfortable size for drawing with a mouse."""
        return QSize(290, 290)

    @property
    def pen_width(self) -> float:
        """Width of the pen as a fraction of the side; it changes how the drawing looks, not what the network sees."""
        return self._pen_width

    @Slot(float)
    def set_pen_width(self, width: float) -> None:
        """Choose the pen's width as a fraction of the side."""
        self._pen_width = width
        self._redraw()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's paper and ink."""
        super().set_theme(theme)
        self._redraw()

    @Slot(list)
    def set_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show other strokes, (n_points, 2) in fractions of the side; can be undone."""
        self.drawing.replace([np.asarray(stroke, dtype=np.float64) for stroke in strokes])
        self._drawing_replaced()

    def begin_with(self, strokes: Sequence[Stroke]) -> None:
        """Show strokes as if they had always been there: there is nothing to undo."""
        self.drawing = Drawing(tuple(strokes))
        self._drawing_replaced()

    @Slot()
    def clear(self) -> None:
        """Take away all strokes; can be undone."""
        if not self.drawing.is_empty:
            self.drawing.clear()
            self._drawing_replaced()

    @Slot()
    def finish_stroke(self) -> None:
        """The pen goes up, wherever it is; nothing happens if it is up."""
        self._pen_up()

    @Slot()
    def undo(self) -> None:
        """Go back one change."""
        if self.drawing.undo():
            self._drawing_replaced()

    @Slot()
    def redo(self) -> None:
        """Take back an undo."""
        if self.drawing.redo():
            self._drawing_replaced()

    def paper(self) -> QRectF:
        """The square that is drawn on, centered in the widget."""
        side = float(min(self.width(), self.height()))
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left button draws, right button erases; beside the paper, neither."""
        if not self.paper().contains(event.position()):
            return
        if event.button() == Qt.MouseButton.LeftButton and self._erasing_from is None:
            self._pen_down(event.position())
        elif event.button() == Qt.MouseButton.RightButton and not self.drawing.current:
            self._eraser_down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen or the eraser moves."""
        self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The pen or the eraser goes up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pen_up()
        elif event.button() == Qt.MouseButton.RightButton:
            self._erasing_from = None

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen tablet: its tip draws, its other end erases."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._eraser_down(event.position())
            else:
                self._pen_down(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._move(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._erasing_from = None
            self._pen_up()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Touch: the first finger draws, further ones are not heeded."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._redraw()
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._touch_id = None
            self._pen_up()
            return
        for point in event.points():
            if self._touch_id is None and point.state() == QEventPoint.State.Pressed:
                self._touch_id = point.id()
                self._pen_down(point.position())
            elif point.id() == self._touch_id:
                self._move(point.position())
                if point.state() == QEventPoint.State.Released:
                    self._touch_id = None
                    self._pen_up()

    def _fraction(self, position: QPointF) -> tuple[float, float]:
        paper = self.paper()
        x = (position.x() - paper.left()) / paper.width()
        y = (position.y() - paper.top()) / paper.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _pen_down(self, position: QPointF) -> None:
        self._pen_up()
        self.drawing.begin_stroke(*self._fraction(position))
        self.update()
        self.drawing_changed.emit()

    def _move(self, position: QPointF) -> None:
        if self._erasing_from is not None:
            self._erase_to(position)
        elif self.drawing.extend_stroke(*self._fraction(position)):
            self.update()
            self.drawing_changed.emit()

    def _pen_up(self) -> None:
        if self.drawing.end_stroke():
            self._redraw()
            self.drawing_changed.emit()
            self.stroke_finished.emit()

    def _eraser_down(self, position: QPointF) -> None:
        self._erasing_from = self._fraction(position)
        self._erase_to(position)

    def _erase_to(self, position: QPointF) -> None:
        start, end = self._erasing_from, self._fraction(position)
        if start is not None and self.drawing.erase_at(start, end, reach=self._pen_width / 2 + _ERASER_REACH):
            self._drawing_replaced()
        self._erasing_from = end

    def _drawing_replaced(self) -> None:
        self._redraw()
        self.drawing_changed.emit()

    # Painting

    def _redraw(self) -> None:
        self._finished_layer = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Strokes are drawn anew at the new size."""
        self._redraw()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, finished strokes from their layer, the stroke under way, and a hint on an empty sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self.paper()
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(QColor(self._theme.paper))
        painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.drawing.is_empty:
            self._paint_hint(painter, paper)
            return
        painter.setClipRect(paper.adjusted(1, 1, -1, -1))
        if self.drawing.finished:
            painter.drawPixmap(paper.topLeft(), self._layer(paper))
        if self.drawing.current:
            self._paint_stroke(painter, np.array(self.drawing.current), paper)

    def _layer(self, paper: QRectF) -> QPixmap:
        """The finished strokes as a picture, drawn once per change."""
        if self._finished_layer is None:
            ratio = self.devicePixelRatioF()
            self._finished_layer = QPixmap((paper.size() * ratio).toSize())
            self._finished_layer.setDevicePixelRatio(ratio)
            self._finished_layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._finished_layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for stroke in self.drawing.finished:
                self._paint_stroke(painter, stroke, QRectF(QPointF(0, 0), paper.size()))
            painter.end()
        return self._finished_layer

    def _paint_stroke(self, painter: QPainter, stroke: Stroke, paper: QRectF) -> None:
        """A stroke as a smooth curve: through the middles between its points, which steer it."""
        points = [QPointF(paper.left() + x * paper.width(), paper.top() + y * paper.height()) for x, y in stroke]
        width = self._pen_width * paper.width()
        ink = QColor(self._theme.ink)
        if len(points) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(points[0], width / 2, width / 2)
            return
        path = QPainterPath(points[0])
        for previous, point in pairwise(points):
            path.quadTo(previous, (previous + point) / 2)
        path.lineTo(points[-1])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)

    def _paint_hint(self, painter: QPainter, paper: QRectF) -> None:
        painter.setPen(QColor(self._theme.muted))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(paper.adjusted(6, 6, -6, -6), flags, "Draw a digit here\n\nright button: erase a stroke")
