"""The slider under the learning curves, along their axis of log time: which moment of the run is shown.

Its places are the checkpoints and now. It is a slider to screen readers and to the keyboard; the axis is the plot's.
"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from gui.plots.curve_legend import label_font
from gui.plots.curve_thinning import log_time
from gui.theming.scale import exact_px, px
from gui.theming.theme import LIGHT, Theme
from gui.widgets.speaking import Announcer

_TRACK_PX, _HANDLE_PX, _TICK_PX = 4, 7, 4
_PAGE = 8  # checkpoints that Page Up and Page Down go


class TimeSlider(QSlider):
    """The arrows go from checkpoint to checkpoint, Page Up and Down by eight, Home to the first, End to now.

    Attributes
    ----------
    now
        The epoch of the network of now.
    moment_chosen
        Signal (int or None): the checkpoint of that number is to be shown, or now.
    play_requested
        Signal: Space was pressed.
    """

    moment_chosen = Signal(object)
    play_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("timeSlider")
        self.setAccessibleName(self.tr("Time machine"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each step repaints the plot behind
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageStep(_PAGE)
        self.setEnabled(False)
        self.now = 0.0
        self._theme = LIGHT
        self._epochs: tuple[float, ...] = ()
        self._places = np.zeros(1)  # of the checkpoints and of now, from 0 to 1 along the axis
        self._note = ""
        self._handle: float | None = None  # where a film is, between two checkpoints
        self._left, self._width, self._last = 0.0, 1.0, 1.0
        self._announcer = Announcer(self)
        self.valueChanged.connect(self._on_value_changed)

    # What is shown

    @property
    def has_moments(self) -> bool:
        """Whether there are any to choose from."""
        return bool(self._epochs)

    def set_moments(self, epochs: Sequence[float], now: float, shown: int | None) -> None:
        """Take the epochs of the checkpoints and of now, and which one is shown: a number, or ``None`` for now."""
        epochs = tuple(epochs)
        is_other = (epochs, now) != (self._epochs, self.now)
        self._epochs, self.now = epochs, now
        if is_other:
            self._find_places()
        with QSignalBlocker(self):
            self.setRange(0, len(epochs))
            self.setValue(len(epochs) if shown is None else shown)
        self.setEnabled(bool(epochs))
        if is_other:
            self.update()

    def set_axis(self, left: float, width: float, last: float) -> None:
        """Take the plot's axis: where it begins, how wide it is, and the epoch at its end."""
        self._left, self._width, self._last = left, max(width, 1.0), last
        self._find_places()
        self.update()

    def set_handle(self, epoch: float | None) -> None:
        """Have the handle glide between two moments; ``None``: it stands at the one that is shown."""
        self._handle = epoch
        self.update()

    def set_words(self, words: str) -> None:
        """Say in words which moment is shown."""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self.setToolTip(words)
            if self.hasFocus():
                self._announcer.tell(words)

    def set_note(self, note: str) -> None:
        """What stands in the place of the track while there is nothing to choose from; empty for nothing."""
        if note != self._note:
            self._note = note
            self.update()

    def ring_place(self) -> QRect:
        """The ring of the focus lies within the strip: above it ends a number of the plot, below are those of the axis."""
        return self.geometry().adjusted(px(2), px(7), -px(4), -px(4))

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.update()

    def _find_places(self) -> None:
        self._places = np.atleast_1d(log_time(np.array([*self._epochs, self.now]), self._last)).clip(0.0, 1.0)

    @Slot(int)
    def _on_value_changed(self, value: int) -> None:
        self._handle = None
        self.moment_chosen.emit(None if value >= len(self._epochs) else value)
        self.update()

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go_to(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        self.setSliderDown(False)
        event.accept()

    def _go_to(self, x: float) -> None:
        """Go to the moment that is nearest; beyond now, to now."""
        place = (x - self._left) / self._width
        nearest = int(np.abs(self._places - place).argmin())
        is_late = place >= self._places[-1] and self._places[-1] == self._places.max()
        self.setValue(len(self._epochs) if is_late or self._places[nearest] == self._places[-1] else nearest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, Escape goes back to now."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self.play_requested.emit()
        elif key == Qt.Key.Key_Escape and self.value() != self.maximum():
            self.setValue(self.maximum())
        else:
            super().keyPressEvent(event)

    # On the screen

    def _x(self, place: float) -> float:
        return self._left + place * self._width

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, the way so far, a tick for each checkpoint, and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, middle, half = self._theme, self.height() / 2, exact_px(_TRACK_PX) / 2
        painter.fillRect(self.rect(), QColor(theme.card))
        if self._note and not self._epochs:
            painter.setPen(QColor(theme.muted))
            painter.setFont(label_font(self.font()))
            room = QRectF(self._x(0.0), 0.0, self._width, self.height())
            words = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.border if theme.soft != theme.card else theme.line))
        painter.drawRoundedRect(QRectF(self._x(0.0), middle - half, self._width, 2 * half), half, half)
        if not self._epochs:
            painter.end()
            return
        now, accent = float(self._places[-1]), QColor(theme.accent)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(self._x(0.0), middle - half, now * self._width, 2 * half), half, half)
        painter.setPen(QPen(QColor(theme.muted), max(exact_px(1), 1.0)))
        top = middle - half - exact_px(_TICK_PX)
        for place in self._places[:-1].tolist():
            x = round(self._x(place)) + 0.5
            painter.drawLine(QPointF(x, top), QPointF(x, middle - half - 1))
        place = float(self._places[self.value()])
        if self._handle is not None:
            place = float(log_time(self._handle, self._last))
        center, radius = QPointF(self._x(place), middle), exact_px(_HANDLE_PX)
        painter.setPen(QPen(accent, exact_px(2)))
        painter.drawLine(QPointF(center.x(), 0.0), center)
        painter.setBrush(QColor(theme.card))
        painter.drawEllipse(center, radius, radius)
        if self.hasFocus():
            painter.setBrush(accent)
            painter.drawEllipse(center, radius / 2, radius / 2)
        painter.end()
