"""A network drawn: what is on the canvas flows from the left, through units and maps, to ten digits."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.explain.ablation import Damage
from engine.explain.flow import Flow
from engine.nn.activations import Floats
from gui.plots.network_layout import Column
from gui.plots.network_shown import MORE
from gui.plots.painted_network import PaintedNetwork
from gui.plots.pixel_working import DRAWING, MapPixel
from gui.plots.unit_working import told_of
from gui.theming.scale import SCALE
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import Announcer, speak_as
from gui.widgets.unit_names import speaker_of

_TELL_EVERY_MS, _CATCH_UP_EVERY_MS = 1000, 100
_SILENCING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class NetworkDrawing(PaintedNetwork):
    """The drawing; wider than its room where a deep network would not be legible in it.

    Attributes
    ----------
    pointed_changed
        Signal: something else is pointed at, or it is pinned, or no longer.
    silence_requested
        Signal (layer, unit): it is to be silenced, or to speak again.
    more_requested
        Signal (layer): its other units are to be shown.
    """

    pointed_changed = Signal()
    silence_requested = Signal(int, int)
    more_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkDrawing")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("The network"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._announcer = Announcer(self)
        self._teller = Refresher(self._describe, interval_ms=_TELL_EVERY_MS, parent=self)
        self._follower = Refresher(self._catch_up, interval_ms=_CATCH_UP_EVERY_MS, waits=True, parent=self)
        SCALE.keep(self, "forget_layout", NetworkDrawing.forget_layout, is_last=True)

    # What has changed

    def set_flow(self, flow: Flow | None, ink: Floats | None, *, may_choose: bool, pen_is_down: bool = False) -> None:
        """As the base class does; and tell screen readers, now and then."""
        super().set_flow(flow, ink, may_choose=may_choose, pen_is_down=pen_is_down)
        if pen_is_down:
            self._follower.request()
        self._teller.request()

    @Slot()
    def _catch_up(self) -> None:
        self._painter.catch_up()
        self.update()

    def set_damage(self, damage: Damage) -> None:
        """As the base class does; and tell screen readers."""
        super().set_damage(damage)
        self._teller.request()

    def event(self, event: QEvent) -> bool:
        """On another screen, or in another font, pictures are drawn anew; the keys that silence a unit are no menu's."""
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self.forget_everything()
        is_own = isinstance(event, QKeyEvent) and event.key() in _SILENCING and self._can_silence()
        if event.type() == QEvent.Type.ShortcutOverride and is_own:
            event.accept()
            return True
        return super().event(event)

    def place_at(self, position: QPointF) -> MapPixel | None:
        """What is at a point, if there is something to be pointed at."""
        layout = self.places()
        for digit, output in enumerate(layout.outputs):
            if output.row.contains(position):
                return MapPixel(self.last_layer, digit)
        for column in layout.columns:
            if column.more is not None and column.more.contains(position):
                return MapPixel(column.plan.layer, MORE)
            for unit, slot in zip(self.shown.get(column.plan.layer, ()), column.slots, strict=False):
                if slot.whole.contains(position):
                    return self._in_slot(column, unit, slot.picture, position)
        return None

    def _in_slot(self, column: Column, unit: int, picture: QRectF, position: QPointF) -> MapPixel:
        if column.plan.kind == "units":
            return MapPixel(column.plan.layer, unit)
        rows, columns = column.plan.shape
        if not picture.contains(position):
            return MapPixel(column.plan.layer, unit, rows // 2, columns // 2)
        row = int((position.y() - picture.top()) / picture.height() * rows)
        across = int((position.x() - picture.left()) / picture.width() * columns)
        return MapPixel(column.plan.layer, unit, min(max(row, 0), rows - 1), min(max(across, 0), columns - 1))

    # Pointing

    def point_at(self, place: MapPixel | None, *, is_pinned: bool = False) -> None:
        """Point at something, or at nothing, and pin it or not."""
        is_pinned = is_pinned and place is not None
        if (place, is_pinned) == (self.pointed, self.is_pinned):
            return
        self.pointed, self.is_pinned = place, is_pinned
        if place is not None and place.channel != MORE and self.place_of(place) is None:
            self.choose_units_anew()
            self.choose_lines_anew()
        is_pressable = place is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_pressable else Qt.CursorShape.ArrowCursor)
        self.pointed_changed.emit()
        self._describe()
        if place is not None and self.hasFocus():
            self._announcer.tell(self.accessibleDescription())
        self.update()

    @Slot()
    def let_go(self) -> None:
        """Point at nothing."""
        self.point_at(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the pointer is at, unless something is pinned."""
        if not self.is_pinned:
            self.point_at(self.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing, unless something is pinned or keys point at it."""
        if not self.is_pinned and not self.hasFocus():
            self.let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pin what is clicked; what is pinned, or nothing, lets go."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.place_at(event.position())
        if place is not None and place.channel == MORE:
            self.more_requested.emit(place.layer)
        else:
            self.point_at(place, is_pinned=not (self.is_pinned and place == self.pointed))

    def _can_silence(self) -> bool:
        place = self.pointed
        if place is None or place.channel < 0 or self.parameters is None or place.layer in (DRAWING, self.last_layer):
            return False
        return speaker_of(self.parameters.architecture, place.layer) is not None

    def silence_pointed(self) -> None:
        """Ask for the unit that is pointed at to be silenced, or to speak again."""
        if self._can_silence() and self.pointed is not None and self.parameters is not None:
            speaker = speaker_of(self.parameters.architecture, self.pointed.layer)
            self.silence_requested.emit(speaker, self.pointed.channel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from unit to unit, left and right by layer; Enter pins, Delete silences, Esc lets go."""
        key, place = Qt.Key(event.key()), self.pointed
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape and place is not None:
            self.let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place is not None:
            if place.channel == MORE:
                self.more_requested.emit(place.layer)
            else:
                self.point_at(place, is_pinned=not self.is_pinned)
        elif key in _SILENCING and self._can_silence():
            self.silence_pointed()
        elif key in _STEPS:
            across, down = _STEPS[key]
            self.point_at(
                self._beside(place, across, down, by_pixel=is_shifted), is_pinned=self.is_pinned and place is not None
            )
        else:
            super().keyPressEvent(event)

    def _stages(self) -> list[tuple[int, list[int]]]:
        """Every layer that keys go to, with its units, and the button of the others."""
        stops = []
        for column in self.places().columns:
            more = [MORE] if column.more is not None else []
            stops.append((column.plan.layer, [*self.shown.get(column.plan.layer, ()), *more]))
        return [*stops, (self.last_layer, list(range(len(self.places().outputs))))]

    def _beside(self, place: MapPixel | None, across: int, down: int, *, by_pixel: bool) -> MapPixel:
        stops = self._stages()
        if place is None:
            return self._whole(stops[0][0], stops[0][1][0])
        number = next((number for number, (layer, _) in enumerate(stops) if layer == place.layer), 0)
        layer, units = stops[number]
        column = self.places().column_of(layer)
        if by_pixel and column is not None and column.plan.kind != "units" and place.channel >= 0:
            rows, columns = column.plan.shape
            return place._replace(
                row=min(max(place.row + down, 0), rows - 1), column=min(max(place.column + across, 0), columns - 1)
            )
        if down:
            at = units.index(place.channel) if place.channel in units else 0
            return self._whole(layer, units[min(max(at + down, 0), len(units) - 1)])
        layer, units = stops[min(max(number + across, 0), len(stops) - 1)]
        if layer == place.layer:
            return place
        here = self.place_of(place)
        middle = here.center().y() if here is not None else 0.0
        return self._whole(layer, min(units, key=lambda unit: self._distance(layer, unit, middle)))

    def _distance(self, layer: int, unit: int, middle: float) -> float:
        there = self.place_of(MapPixel(layer, unit))
        return abs(there.center().y() - middle) if there is not None else np.inf

    def _whole(self, layer: int, unit: int) -> MapPixel:
        """A unit, or the middle of a map."""
        column = self.places().column_of(layer)
        if column is None or column.plan.kind == "units" or unit == MORE:
            return MapPixel(layer, unit)
        return MapPixel(layer, unit, column.plan.shape[0] // 2, column.plan.shape[1] // 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keys sees where they are."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.pointed is None and self.parameters is not None:
            stops = self._stages()
            self.point_at(self._whole(stops[0][0], stops[0][1][0]))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What keys pointed at is let go, unless it is pinned."""
        super().focusOutEvent(event)
        if not self.is_pinned and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.let_go()
        self.update()

    # In words

    @Slot()
    def _describe(self) -> None:
        text = self.told()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def told(self) -> str:
        """What is pointed at, in a sentence; without that, what the drawing says."""
        place, flow = self.pointed, self.flow
        if flow is None:
            return self.hint
        if place is None or place.layer == DRAWING:
            return told_of(flow, MapPixel(self.last_layer, self.emphasized or 0), self.damage)
        if place.channel == MORE:
            return self.more_texts(place.layer)[0]
        return told_of(flow, place, self.damage)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything."""
        painter = QPainter(self)
        self._painter.paint(painter)
        painter.end()


_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
