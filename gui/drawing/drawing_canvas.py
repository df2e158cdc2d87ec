"""The canvas where people draw: mouse, pen, touch and keys; the right button, or a pen's eraser, takes strokes away."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QEventPoint,
    QFocusEvent,
    QKeyEvent,
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
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from engine.ink.drawing import Drawing
from engine.ink.framing import Stroke
from engine.text.sentence import Sentence
from gui.state.picture import Picture
from gui.theming.fonts import HINT_PX
from gui.theming.scale import exact_px, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.foot_bar import foot_height
from gui.widgets.images import gray_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

DEFAULT_PEN_WIDTH = 0.07
"""Width of the pen as a fraction of the canvas's side."""
_ERASER_REACH = 0.02  # beyond the pen's own half-width, as a fraction of the side
_STEP, _LARGE_STEP = 0.02, 0.1  # of the pen that is moved by keys, as fractions of the side
_DIRECTIONS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-1, -1),
    Qt.Key.Key_PageUp: (1, -1),
    Qt.Key.Key_End: (-1, 1),
    Qt.Key.Key_PageDown: (1, 1),
}
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # of another window, or of a menu


class DrawingCanvas(ThemedWidget):
    """A square sheet of paper.

    Strokes are kept in fractions of its side, so a drawing keeps its place when the window changes its size. With the
    focus, it is drawn on by keys as well: arrows move the pen, two at a time aslant, and so do Home, End, Page Up and Page
    Down; Shift makes larger steps; Space puts the pen down and lifts it, Enter and Escape lift it; Backspace
    takes away the strokes at the pen.

    Attributes
    ----------
    drawing
        The strokes, with undo and redo.
    picture
        What is shown in place of the drawing; ``None`` while the drawing is. A pen on it begins a new drawing; undo and
        clear go back to the drawing as it was.
    pen_point
        Where the pen is that keys move, in fractions of the side.
    drawing_changed
        Signal: the strokes changed, the one under way included.
    stroke_finished
        Signal: the pen went up.
    begun_anew
        Signal: what there is now has nothing to do with what there was.
    """

    drawing_changed = Signal()
    stroke_finished = Signal()
    begun_anew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawingCanvas")
        speak_as(self, QAccessible.Role.Canvas)
        self.setAccessibleName(self.tr("Canvas: draw a digit here"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 120, 120)
        self.drawing = Drawing()
        self._pen_width = DEFAULT_PEN_WIDTH
        self._erasing_from: tuple[float, float] | None = None
        self._touch_id: int | None = None
        self._finished_layer: QPixmap | None = None
        self.pen_point = (0.5, 0.5)
        self._held_keys: set[int] = set()
        self._is_keyed = False  # whether the focus came by keys, or keys have drawn since
        self.describe("")
        self.picture: Picture | None = None

    def sizeHint(self) -> QSize:
        """A comfortable size for drawing with a mouse."""
        return px_size(336, 336)

    @Slot(str)
    def describe(self, reading: str) -> None:
        """Have screen readers say what is read, and how to draw by keys."""
        how = self.tr(
            "Arrow keys move the pen, with Shift in larger steps. Space puts it down and lifts it, Enter or Escape lifts "
            "it. Backspace erases the strokes there. Keys 0 to 9 label the drawing."
        )
        self.setAccessibleDescription(f"{reading} {how}".strip())

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
    def set_strokes(self, strokes: Sequence[Stroke], change: Sentence | None = None) -> None:
        """Show other strokes, (n_points, 2) in fractions of the side; can be undone: see :meth:`Drawing.replace`."""
        self.drawing.replace([np.asarray(stroke, dtype=np.float64) for stroke in strokes], change)
        self._drawing_replaced()

    def begin_with(self, strokes: Sequence[Stroke]) -> None:
        """Show strokes as if they had always been there: there is nothing to undo."""
        self.drawing = Drawing(tuple(strokes))
        self._erasing_from = self._touch_id = None
        self.begun_anew.emit()
        self._drawing_replaced()

    def go_on_with(self, drawing: Drawing) -> None:
        """Show the drawing of another canvas, with what can be undone."""
        self.drawing = drawing
        self._drawing_replaced()

    def set_picture(self, picture: Picture | None) -> None:
        """Show a picture in place of the drawing, over what lies at the foot; or the drawing."""
        self.picture = picture
        self.update()

    @Slot()
    def clear(self) -> None:
        """Take away all strokes; can be undone."""
        if self.picture is not None:
            self.drawing_changed.emit()  # which the picture gives way to
        elif not self.drawing.is_empty:
            self.drawing.clear()
            self._drawing_replaced()

    @Slot()
    def finish_stroke(self) -> None:
        """The pen goes up, wherever it is; nothing happens if it is up."""
        self._pen_up()

    @Slot()
    def undo(self) -> None:
        """Go back one change."""
        if self.picture is not None:
            self.drawing_changed.emit()
        elif self.drawing.undo():
            self._drawing_replaced()

    @Slot()
    def redo(self) -> None:
        """Take back an undo."""
        if self.drawing.redo():
            self._drawing_replaced()

    def paint_content(self, painter: QPainter, paper: QRectF, theme: Theme) -> None:
        """Paint the drawing, or the picture in its place, on a square of another device; nothing around it."""
        if self.picture is not None:
            self._paint_pixels(painter, self.picture, paper)
        else:
            for stroke in self.drawing.strokes:
                self._paint_stroke(painter, stroke, paper, theme)

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is shown; with the mouse over a picture alone, as the right button erases."""
        if self.picture is None and event.reason() == QContextMenuEvent.Reason.Mouse:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen or the eraser moves."""
        self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The pen or the eraser goes up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pen_up()
        elif event.button() == Qt.MouseButton.RightButton:
            self._erasing_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the pen, put it down, lift it."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_down = bool(self.drawing.current)
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in _DIRECTIONS:
            self._held_keys.add(key)
            self._step_pen(_LARGE_STEP if held else _STEP)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._show_pen()
            if is_down:
                self._pen_up()
            else:
                self._pen_down(self._on_widget(self.pen_point))
        elif key == Qt.Key.Key_Backspace and not is_down:
            self._show_pen()
            self._eraser_down(self._on_widget(self.pen_point))
            self._erasing_from = None
        elif is_down and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._pen_up()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """An arrow counts no more."""
        if not event.isAutoRepeat():
            self._held_keys.discard(event.key())
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the pen to who came by keys."""
        if event.reason() not in _PASSING:
            self._is_keyed = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys draw no more: a stroke of theirs is finished."""
        self._held_keys.clear()
        if self._is_keyed:
            self._pen_up()
        self._is_keyed = self._is_keyed and event.reason() in _PASSING
        self.update()
        super().focusOutEvent(event)

    def _step_pen(self, step: float) -> None:
        self._show_pen()
        x, y = np.sum([_DIRECTIONS[key] for key in self._held_keys], axis=0).clip(-1, 1)
        left, top = self.pen_point
        self.pen_point = (min(max(left + step * x, 0.0), 1.0), min(max(top + step * y, 0.0), 1.0))
        if self.drawing.current:
            self._move(self._on_widget(self.pen_point))

    def _show_pen(self) -> None:
        self._is_keyed = True
        self.update()

    def _on_widget(self, point: tuple[float, float]) -> QPointF:
        paper = self.paper()
        return QPointF(paper.left() + point[0] * paper.width(), paper.top() + point[1] * paper.height())

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
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_escape and self.drawing.current:
            event.accept()  # it lifts the pen, whatever else it would do
            return True
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
        if self.picture is not None:  # nobody wants strokes on top of a drawing that could not be seen
            self.drawing.clear()
            self._redraw()
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
        if self.picture is None:
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
        has_ring = self._is_keyed and self.hasFocus()
        painter.setPen(QPen(QColor(self._theme.accent), px(2)) if has_ring else QPen(QColor(self._theme.muted), px(1)))
        painter.setBrush(QColor(self._theme.paper))
        inset = px(2) / 2 if has_ring else px(1) / 2
        painter.drawRoundedRect(paper.adjusted(inset, inset, -inset, -inset), px(4), px(4))
        if self.picture is not None:
            self._paint_picture(painter, self.picture)
            return
        if self.drawing.is_empty:
            self._paint_hint(painter, paper)
        else:
            painter.setClipRect(paper.adjusted(2 * inset, 2 * inset, -2 * inset, -2 * inset))
            if self.drawing.finished:
                painter.drawPixmap(paper.topLeft(), self._layer(paper))
            if self.drawing.current:
                self._paint_stroke(painter, np.array(self.drawing.current), paper)
        if has_ring:
            self._paint_pen(painter, paper)

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

    def _paint_stroke(self, painter: QPainter, stroke: Stroke, paper: QRectF, theme: Theme | None = None) -> None:
        """A stroke as a smooth curve: through the middles between its points, which steer it."""
        points = [QPointF(paper.left() + x * paper.width(), paper.top() + y * paper.height()) for x, y in stroke]
        width = self._pen_width * paper.width()
        ink = QColor((theme or self._theme).ink)
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

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        """A picture as large as there is room, or why there is none."""
        room = self.paper().adjusted(px(8), px(8), -px(8), -px(8))
        room.setBottom(max(min(room.bottom(), self.height() - foot_height(self) - px(8)), room.top() + 1))
        if picture.error:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, picture.error)
            return
        self._paint_pixels(painter, picture, room)

    def _paint_pixels(self, painter: QPainter, picture: Picture, room: QRectF) -> None:
        image = gray_image(picture.pixels)
        size = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(), size)
        target.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)

    def _paint_hint(self, painter: QPainter, paper: QRectF) -> None:
        painter.setPen(QColor(self._theme.muted))
        font = self.font()
        font.setPixelSize(px(HINT_PX))
        painter.setFont(font)
        painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, self.tr("Draw a digit"))

    def _paint_pen(self, painter: QPainter, paper: QRectF) -> None:
        """The pen that keys move: a ring with a cross of hairs, full where it is down."""
        point, radius = self._on_widget(self.pen_point), max(self._pen_width * paper.width() / 2, exact_px(5))
        painter.setPen(QPen(QColor(self._theme.accent), px(2)))
        painter.setBrush(QColor(self._theme.accent) if self.drawing.current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(point, radius, radius)
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            out = QPointF(x, y)
            painter.drawLine(point + out * (radius + exact_px(2)), point + out * (radius + exact_px(7)))
