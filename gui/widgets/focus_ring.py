"""A ring around the control that has the keyboard's focus, where the style of the control shows it hardly or not at all."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QSlider,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

_WIDTH, _OFFSET, _RADIUS = 2, 2, 6
_RINGED = (QAbstractItemView, QComboBox, QLabel, QSlider, QToolButton)
_NO_PLACE = (QSplitter, QStackedWidget)  # take every child for a part of theirs


class _Ring(QWidget):
    """Lies over a control as its sibling, so that it moves and is clipped with it."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control.parentWidget())
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._control = control
        control.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        by = _OFFSET + _WIDTH
        parent = self.parentWidget()
        around = self._control.geometry().adjusted(-by, -by, by, by)
        self.setGeometry(around if parent is None else around.intersected(parent.rect()))
        self.raise_()
        self.setVisible(self._control.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the control goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.palette().color(QPalette.ColorRole.Highlight)), _WIDTH))
        rect = QRectF(self.rect()).adjusted(_WIDTH / 2, _WIDTH / 2, -_WIDTH / 2, -_WIDTH / 2)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.end()


class FocusRing(QObject):
    """Keeps one ring in a window, around whatever has the focus there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _Ring | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._window):  # it is going, and the focus of its parts with it
            return
        ring, self._ring = self._ring, None
        if ring is not None:
            ring.hide()
            ring.deleteLater()
        is_by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if is_by_mouse or not isinstance(now, _RINGED) or now.window() is not self._window:
            return
        parent = now.parentWidget()
        if parent is not None and not isinstance(parent, _NO_PLACE):
            self._ring = _Ring(now)
            self._ring.destroyed.connect(self._on_ring_destroyed)

    @Slot()
    def _on_ring_destroyed(self) -> None:
        """Its control went with all that is around it."""
        if self.sender() is None or self._ring is self.sender():
            self._ring = None
