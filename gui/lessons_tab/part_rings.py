"""Rings around the parts of the window that a lesson points at, each with the number that it has in the text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

from gui.help.pointer import RING_OFFSET_PX, RING_PX, rect_in
from gui.theming.scale import SCALE
from gui.widgets.event_filter import EventFilter
from gui.widgets.ring import Ring

_OBJECTS = {
    "canvas": "drawingCanvas",
    "bars": "classBars",
    "train": "trainButton",
    "step": "stepButton",
    "speed": "speedSlider",
    "answer": "answer",
}
"""Object names of the parts that are no settings."""
_MOVING = {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest, QEvent.Type.Move}


class PartRings(QObject):
    """Keeps a ring around each part as long as the page of the lesson can be seen.

    Parameters
    ----------
    page
        Of the lesson.
    watched
        Whatever moves when a field of it does.
    field_of
        The field of a setting, if the page has one.
    """

    def __init__(self, page: QWidget, watched: Sequence[QWidget], field_of: Callable[[str], QWidget | None]) -> None:
        super().__init__(page)
        self._page, self._field_of = page, field_of
        self._parts: tuple[str, ...] = ()
        self._rings: list[tuple[Ring, QLabel]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._place)
        for widget in (page, *watched):
            EventFilter(widget, self._on_event)
        SCALE.changed.connect(self._timer.start)

    def point_at(self, parts: tuple[str, ...]) -> None:
        """Have a ring around each of these, and around nothing else."""
        self._parts = parts
        self._timer.start(0)

    def widget_of(self, part: str) -> QWidget | None:
        """The widget of a part, if it can be seen."""
        found = self._field_of(part)
        if found is None and part in _OBJECTS:
            found = self._page.window().findChild(QWidget, _OBJECTS[part])
        return found if found is not None and found.isVisible() else None

    @property
    def shown(self) -> list[str]:
        """The numbers that are seen beside rings."""
        return [badge.text() for _, badge in self._rings if badge.isVisible()]

    def _on_event(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._timer.start(0)  # once all of it is done
        return False

    @Slot()
    def _place(self) -> None:
        root = self._page.window()
        found = [(number, self.widget_of(part)) for number, part in enumerate(self._parts)]
        wanted = [(number, widget) for number, widget in found if widget is not None and self._page.isVisible()]
        while len(self._rings) < len(wanted):
            badge = QLabel(root)
            badge.setProperty("role", "mark")
            badge.setObjectName("lessonMark")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._rings.append((Ring(root, width=RING_PX, offset=RING_OFFSET_PX), badge))
        for ring, badge in self._rings[len(wanted) :]:
            ring.hide()
            badge.hide()
        for (ring, badge), (number, widget) in zip(self._rings, wanted, strict=False):
            place = rect_in(widget, root)
            ring.surround(place, root.rect())
            badge.setText(str(number + 1))
            badge.adjustSize()
            badge.move(place.right() - badge.width() * 2 // 3, place.top() - badge.height() * 2 // 3)
            badge.show()
            badge.raise_()
