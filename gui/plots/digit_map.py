"""Digits in a plane as their own numerals, two classes in color, and a drawing among them as a dot with a tail.

The numerals are painted once into a picture that is kept until they, the view or the two classes change: the dot that
moves with the pen is painted upon it. Each numeral is set in type once and stamped from then on.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.data.dataset import Digits
from engine.nn.network import N_CLASSES
from gui.plots.curve_legend import label_font
from gui.plots.ink_parts import paint_old_mark
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.digit_grid import digit_image
from gui.widgets.images import ink_shades
from gui.widgets.kept_picture import fits_kept_picture
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_OTHERS_PX, _TWO_PX = 10, 12
_MARGIN, _DOT, _PLACE = 12, 18, 5
_REACH = 9  # of the pointer, around a numeral
_PICTURE = 60
_MOST_ZOOM, _ZOOM_STEP = 40.0, 1.25
_PAN = 0.1  # of the view, at each press of an arrow
_MOST_STRETCHED = 1.8  # a unit in one direction against one in the other
_MOST_BEYOND = 0.35  # of the digits' extent: a drawing that is farther off is shown at the edge
_ROOMY = 0.72  # of the view that the digits fill at least, before it is fitted anew


class _View(NamedTuple):
    """What of the plane is in sight: its middle, and points of the screen for each unit across and up."""

    x: float
    y: float
    across: float
    up: float


class DigitMap(ThemedWidget):
    """The plane.

    The wheel, + and - zoom, dragging and the arrows move, 0 and Home show all of it
    again. The view stays while it can: it is fitted anew where digits would lie beyond it, or fill too little of it.

    Attributes
    ----------
    places
        Where the digits are, shape (n, 2), the second axis upwards.
    path
        Where the drawing was, and at last is, shape (n, 2).
    zoom
        1 while all is in sight.
    zoom_changed
        Signal (bool): whether a part is enlarged.
    """

    zoom_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitMap")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Map of training digits, with your drawing among them"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 160, 80)
        self.places: NDArray[np.float64] = np.empty((0, 2))
        self.path: NDArray[np.float64] = np.empty((0, 2))
        self.is_old = False
        self.zoom = 1.0
        self._digits: Digits | None = None
        self._rows: NDArray[np.intp] = np.empty(0, np.intp)
        self._labels: NDArray[np.intp] = np.empty(0, np.intp)
        self._pair: tuple[int, int] | None = None
        self._whole: _View | None = None
        self._middle: tuple[float, float] | None = None  # of the part that is enlarged
        self._hint = ""
        self._pointed: int | None = None
        self._dragged_from: QPointF | None = None
        self._kept: QPixmap | None = None
        self._stamps: dict[tuple[int, str, bool], QPixmap] = {}
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """As in the design."""
        return px_size(408, 248)

    # What is shown

    def show_digits(
        self,
        digits: Digits,
        rows: NDArray[np.intp],
        places: NDArray[np.float64],
    ) -> None:
        """Show digits of a data set at their places.

        Parameters
        ----------
        digits, rows
            All of the data, and which of them are shown, shape (n,).
        places
            Where, shape (n, 2).
        """
        if digits is not self._digits or not np.array_equal(rows, self._rows):
            self._pointed = None
            self._whole = None
        self._digits, self._rows, self.places = digits, rows, places
        self._labels = digits.labels[rows]
        self._hint = ""
        self._fit()
        self._repaint_all()

    def clear(self, hint: str) -> None:
        """Show no digits, and a sentence that says why."""
        self._digits, self._pointed, self._whole = None, None, None
        self.places = self.path = np.empty((0, 2))
        self._hint = hint
        self._repaint_all()

    def set_path(self, path: NDArray[np.float64]) -> None:
        """Show where the drawing was, and at last is; nothing of it for an empty one."""
        self.path = path
        self.update()

    def fit(self) -> None:
        """Have the drawing in sight too: not with every movement of the pen, as all numerals are painted anew."""
        whole = self._whole
        self._fit()
        if self._whole != whole:
            self._repaint_all()

    def set_pair(self, pair: tuple[int, int] | None) -> None:
        """Show two classes in color; ``None``: all are muted."""
        if pair != self._pair:
            self._pair = pair
            self._repaint_all()

    def set_old(self, is_old: bool) -> None:
        """Say that what is shown is of a network that is no longer."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._stamps.clear()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._kept = None
        self.update()

    # The view

    def _fit(self) -> None:
        """Have all digits in sight, and the drawing unless it is far from all; a view that still suits them stays."""
        if not len(self.places) or not self.width():
            self._whole = None
            return
        margin = px(_MARGIN)
        room = np.maximum(np.array([self.width() - 2 * margin, self.height() - 2 * margin], dtype=np.float64), 1.0)
        least, most = self.places.min(axis=0), self.places.max(axis=0)
        if len(self.path):
            far = _MOST_BEYOND * (most - least)
            here = np.clip(self.path[-1], least - far, most + far)
            least, most = np.minimum(least, here), np.maximum(most, here)
        if self._whole is not None:
            middle, unit = np.array([self._whole.x, self._whole.y]), np.array([self._whole.across, self._whole.up])
            reach = np.maximum(most - middle, middle - least) * unit / (room / 2)
            fills = (most - least) * unit / room
            if (reach <= 1.0).all() and fills.max() >= _ROOMY:
                return
        size = np.maximum(most - least, 1e-9)
        across, up = room / size
        across, up = min(across, _MOST_STRETCHED * up), min(up, _MOST_STRETCHED * across)
        x, y = (least + most) / 2
        self._whole = _View(float(x), float(y), float(across), float(up))

    @property
    def _view(self) -> _View | None:
        if self._whole is None:
            return None
        x, y = self._middle if self._middle is not None else (self._whole.x, self._whole.y)
        return _View(x, y, self._whole.across * self.zoom, self._whole.up * self.zoom)

    def on_screen(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where points of the plane are on the widget, shape (n, 2)."""
        view = self._view
        if view is None:
            return np.zeros_like(places)
        across = self.width() / 2 + (places[:, 0] - view.x) * view.across
        down = self.height() / 2 - (places[:, 1] - view.y) * view.up
        return np.stack([across, down], axis=1)

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Enlarge, with what is at a point of the widget staying there; by default at its middle."""
        view = self._view
        zoom = min(max(zoom, 1.0), _MOST_ZOOM)
        if view is None or zoom == self.zoom:
            return
        at = about if about is not None else QPointF(self.width() / 2, self.height() / 2)
        right, up = at.x() - self.width() / 2, self.height() / 2 - at.y()
        x, y = view.x + right / view.across, view.y + up / view.up
        larger = zoom / self.zoom
        was_enlarged, self.zoom = self.zoom > 1.0, zoom
        self._middle = (x - right / view.across / larger, y - up / view.up / larger) if zoom > 1.0 else None
        self._pointed = None
        self._repaint_all()
        if was_enlarged != (zoom > 1.0):
            self.zoom_changed.emit(zoom > 1.0)

    def show_all(self) -> None:
        """Have all of it in sight again."""
        self.set_zoom(1.0)

    def _move(self, across: float, down: float) -> None:
        """Move what is in sight by points of the widget."""
        view = self._view
        if view is not None and self.zoom > 1.0:
            self._middle = view.x - across / view.across, view.y + down / view.up
            self._repaint_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it stays in sight."""
        super().resizeEvent(event)
        self._whole = None
        self._fit()
        self._repaint_all()

    # Hands

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        notches = event.angleDelta().y() / 120
        if notches:
            self.set_zoom(self.zoom * _ZOOM_STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drag no more."""
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all of it."""
        self.show_all()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or point at a digit."""
        if self._dragged_from is not None:
            moved = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._move(moved.x(), moved.y())
            return
        self._point_at(event.position())

    def leaveEvent(self, event: object) -> None:
        """Nothing is pointed at."""
        self._set_pointed(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, move, and show all of it."""
        key = event.key()
        across, down = _PAN * self.width(), _PAN * self.height()
        moves = {
            Qt.Key.Key_Left: (across, 0.0),
            Qt.Key.Key_Right: (-across, 0.0),
            Qt.Key.Key_Up: (0.0, down),
            Qt.Key.Key_Down: (0.0, -down),
        }
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self.zoom * _ZOOM_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.set_zoom(self.zoom / _ZOOM_STEP)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key in moves and self.zoom > 1.0:
            self._move(*moves[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _point_at(self, position: QPointF) -> None:
        if not len(self.places):
            return
        away = self.on_screen(self.places) - (position.x(), position.y())
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = int(distances.argmin())
        self._set_pointed(nearest if distances[nearest] <= px(_REACH) else None)

    def _set_pointed(self, pointed: int | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    @property
    def pointed(self) -> int | None:
        """The digit that is pointed at, as its index into the data."""
        return None if self._pointed is None else int(self._rows[self._pointed])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The numerals as they were kept, the drawing's path and dot, and the digit that is pointed at."""
        painter = QPainter(self)
        if self._hint or self._view is None or not fits_kept_picture(painter, self):
            painter.fillRect(event.rect(), QColor(self._theme.card))
        if self._hint:
            painter.setPen(QColor(self._theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(px(8), 0, -px(8), 0), flags, self._hint)
            return
        if self._view is None:
            return
        if fits_kept_picture(painter, self):
            painter.drawPixmap(0, 0, self._kept or self._keep())
        else:
            self._paint_numerals(painter, 1.0, is_typed=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self.path):
            self._paint_path(painter)
        if self._pointed is not None:
            self._paint_pointed(painter, self._pointed)
        if self.is_old:
            paint_old_mark(painter, self.rect(), self.tr("Being worked out…"), self)

    def _keep(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        kept = QPixmap((QSize(self.width(), self.height()).toSizeF() * ratio).toSize())
        kept.setDevicePixelRatio(ratio)
        kept.fill(QColor(self._theme.card))
        painter = QPainter(kept)
        self._paint_numerals(painter, ratio)
        painter.end()
        self._kept = kept
        return kept

    def _paint_numerals(self, painter: QPainter, ratio: float, *, is_typed: bool = False) -> None:
        """Muted ones first, then the two classes upon them."""
        theme, pair = self._theme, self._pair
        half = px(_TWO_PX)
        corners = self.on_screen(self.places) - half
        is_seen = (corners > -2 * half).all(axis=1) & (corners < (self.width(), self.height())).all(axis=1)
        looks = dict.fromkeys(range(N_CLASSES), (theme.run_before, False))
        if pair is not None:
            looks[pair[1]], looks[pair[0]] = (theme.weight_negative, True), (theme.weight_positive, True)
        for is_bold in (False, True):
            stamps = {
                label: None if is_typed else self._stamp(label, color, ratio, is_bold=is_bold)
                for label, (color, is_of_pair) in looks.items()
                if is_of_pair == is_bold
            }
            chosen = is_seen & np.isin(self._labels, list(stamps))
            places = zip(self._labels[chosen].tolist(), np.rint(corners[chosen]).astype(int).tolist(), strict=True)
            for label, (x, y) in places:
                stamp = stamps[label]
                if stamp is not None:
                    painter.drawPixmap(x, y, stamp)
                else:
                    painter.setFont(self._numeral_font(is_bold=is_bold))
                    painter.setPen(QColor(looks[label][0]))
                    painter.drawText(QRectF(x, y, 2 * half, 2 * half), Qt.AlignmentFlag.AlignCenter, str(label))

    def _numeral_font(self, *, is_bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(_TWO_PX if is_bold else _OTHERS_PX))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def _stamp(self, label: int, color: str, ratio: float, *, is_bold: bool) -> QPixmap:
        key = label, f"{color} {ratio} {px(100)}", is_bold
        stamp = self._stamps.get(key)
        if stamp is None:
            side = 2 * px(_TWO_PX)
            pixels = math.ceil(side * ratio)
            stamp = QPixmap(pixels, pixels)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            painter = QPainter(stamp)
            painter.setFont(self._numeral_font(is_bold=is_bold))
            painter.setPen(QColor(color))
            painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, str(label))
            painter.end()
            self._stamps[key] = stamp
        return stamp

    def _paint_path(self, painter: QPainter) -> None:
        """The last places, joined by dots, the dot, and its name."""
        theme = self._theme
        accent, card = QColor(theme.accent), QColor(theme.card)
        points = [QPointF(x, y) for x, y in self.on_screen(self.path)]
        painter.setPen(QPen(accent, exact_px(1.5), Qt.PenStyle.DotLine))
        painter.drawPolyline(points)
        painter.setPen(QPen(card, exact_px(1)))
        painter.setBrush(accent)
        for point in points[:-1]:
            painter.drawEllipse(point, exact_px(_PLACE) / 2, exact_px(_PLACE) / 2)
        here, radius = points[-1], exact_px(_DOT) / 2
        edge = QRectF(self.rect()).adjusted(radius, radius, -radius, -radius)
        inside = QPointF(min(max(here.x(), edge.left()), edge.right()), min(max(here.y(), edge.top()), edge.bottom()))
        is_beyond = (inside - here).manhattanLength() > 0.5
        painter.setPen(QPen(accent if is_beyond else card, exact_px(2)))
        painter.setBrush(card if is_beyond else accent)  # beyond the edge: where it would be, hollow
        painter.drawEllipse(inside, radius, radius)
        self._paint_name(painter, inside)

    def _paint_name(self, painter: QPainter, at: QPointF) -> None:
        text = self.tr("your drawing")
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        metrics = painter.fontMetrics()
        width, height, gap = metrics.horizontalAdvance(text), metrics.height(), px(4)
        left = at.x() + exact_px(_DOT) / 2 + gap
        if left + width > self.width():
            left = at.x() - exact_px(_DOT) / 2 - gap - width
        top = at.y() - exact_px(_DOT) / 2 - height + px(4)
        place = QRectF(left, max(top, 0.0), width, height)
        ground = QColor(self._theme.card)
        ground.setAlphaF(0.75)
        painter.fillRect(place.adjusted(-px(2), 0, px(2), 0), ground)
        painter.setPen(QColor(self._theme.accent))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_pointed(self, painter: QPainter, pointed: int) -> None:
        """A ring around the numeral, and its picture beside it."""
        theme, digits = self._theme, self._digits
        if digits is None:
            return
        (x, y), *_ = self.on_screen(self.places[pointed : pointed + 1])
        painter.setPen(QPen(QColor(theme.text), exact_px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), exact_px(9), exact_px(9))
        index = int(self._rows[pointed])
        image: QImage = digit_image(digits, index, ink_shades(theme))
        side = max(px(_PICTURE) // image.width(), 1) * image.width()
        painter.setFont(label_font(self.font()))
        line = painter.fontMetrics().height() + px(2)
        card = QRect(0, 0, max(side, px(_PICTURE)) + px(12), side + line + px(10))
        gap = px(12)
        card.moveTopLeft(QPoint(round(x) + gap, round(y) + gap))
        if card.right() >= self.width() - 1:
            card.moveRight(round(x) - gap)
        if card.bottom() >= self.height() - 1:
            card.moveBottom(max(round(y) - gap, card.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(card, QColor(theme.card))
        paint_frame(painter, card, QColor(theme.line))
        picture = QRect(card.left() + (card.width() - side) // 2, card.top() + px(5), side, side)
        painter.drawImage(picture, image)
        paint_frame(painter, picture, QColor(theme.border))
        painter.setPen(QColor(theme.text))
        words = QRectF(card.left(), picture.bottom() + px(2), card.width(), line)
        text = self.tr("{label}, no. {number:,}").format(label=int(self._labels[pointed]), number=index + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
