"""The tab "Network": the drawing, the inspector or the strip for one pixel, and the bar that breaks it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from engine.nn.network import Architecture
from gui.actions import Actions
from gui.network_tab.break_bar import BreakBar
from gui.plots.network_drawing import NetworkDrawing
from gui.plots.network_layout import beside
from gui.plots.pixel_strip import PixelStrip
from gui.plots.pixel_working import PixelWorking, has_maps
from gui.plots.unit_inspector import UnitInspector
from gui.plots.unit_working import UnitWorking
from gui.theming.scale import SCALE, px, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import push_button
from gui.widgets.labels import muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.themed_widget import ThemedWidget
from gui.widgets.unit_names import speaker_of

_STRIP_HEIGHT = 190
_LEAST_HEIGHT_WITH_STRIP = 500


class NetworkView(ThemedWidget):
    """A card with the drawing; with a network that makes maps, the strip for one pixel is below it.

    Attributes
    ----------
    drawing, inspector, strip, break_bar
        The parts.
    shown
        Signal: it can be seen again, and has to be told of what has changed meanwhile.
    """

    shown = Signal()

    def __init__(self, actions: Actions, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkView")
        card = QFrame()
        card.setObjectName("card")
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(card)
        self.drawing = NetworkDrawing()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.drawing)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inspector, self.strip = UnitInspector(self.drawing), PixelStrip()
        self.inspector.hide()
        self._hint = muted_label(self.tr("Point at a unit or a digit for its numbers; click to keep it."), wraps=True)
        self._hint.setParent(self.drawing)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._below = QStackedWidget()
        self._below.addWidget(self.strip)
        self.break_bar = BreakBar(actions)
        self._has_maps = self._has_strip = False
        layout = QVBoxLayout(card)
        set_px(layout.setContentsMargins, 1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        self._lines = [_rule(), _rule()]
        layout.addWidget(self._lines[0])
        self._place = QWidget()
        inside = QVBoxLayout(self._place)
        set_px(inside.setContentsMargins, 16, 8, 16, 4)
        inside.addWidget(self._below)
        set_px(self._place.setFixedHeight, _STRIP_HEIGHT)
        self.silence_button = push_button("", "silenceMapButton")
        self.silence_button.setProperty("role", "low")
        self.silence_button.setParent(self._place)
        self.silence_button.hide()
        self.silence_button.clicked.connect(self.drawing.silence_pointed)
        layout.addWidget(self._place)
        layout.addWidget(self._lines[1])
        layout.addWidget(self.break_bar)
        PictureMenu(self.drawing, "network", messages)
        self.drawing.arranged.connect(self.arrange)
        self._arrange_strip()
        SCALE.keep(self, "arrange", NetworkView._arrange_strip, is_last=True)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.drawing.set_theme(theme)
        self.inspector.set_theme(theme)
        self.strip.set_theme(theme)
        for line in self._lines:
            line.setStyleSheet(f"background: {theme.border};")

    def set_architecture(self, architecture: Architecture) -> None:
        """Make room for what such a network has."""
        self.break_bar.set_architecture(architecture)
        if has_maps(architecture) != self._has_maps:
            self._has_maps = not self._has_maps
            self._arrange_strip()

    @property
    def has_strip(self) -> bool:
        """Whether the strip for one pixel is there."""
        return self._has_strip

    def _arrange_strip(self) -> None:
        self._has_strip = self._has_maps and self.height() >= px(_LEAST_HEIGHT_WITH_STRIP)
        self._place.setVisible(self._has_strip)
        self._lines[0].setVisible(self._has_strip)
        is_below = self.inspector.parentWidget() is self._below
        if self._has_strip and not is_below:
            self._below.addWidget(self.inspector)
        elif not self._has_strip and is_below:
            self._below.removeWidget(self.inspector)
            self.inspector.setParent(self.drawing)
            self.inspector.hide()
        self.arrange()

    def show_unit(self, unit: UnitWorking | None, pixel: PixelWorking | None, *, is_pinned: bool) -> None:
        """Show the unit, or the pixel of a map, that is pointed at; neither for none."""
        if self._has_strip:
            self.strip.set_working(pixel, is_kept=is_pinned)
            self._offer_silence(is_map=pixel is not None)
            if unit is not None and pixel is None:
                self.inspector.show_unit(unit, is_pinned=is_pinned)
                self._below.setCurrentWidget(self.inspector)
            else:
                self._below.setCurrentWidget(self.strip)
            return
        self.inspector.show_unit(unit, is_pinned=is_pinned)
        self.arrange()
        self.inspector.setVisible(unit is not None)
        self._show_hint()

    def _offer_silence(self, *, is_map: bool) -> None:
        """Beside a pixel, the button that silences its map."""
        place, parameters = self.drawing.pointed, self.drawing.parameters
        can = is_map and place is not None and parameters is not None
        if can and place is not None and parameters is not None:
            can = speaker_of(parameters.architecture, place.layer) is not None
            name = self.tr("Mend map {map}") if self.drawing.silent(*place[:2]) else self.tr("Silence map {map}")
            self.silence_button.setText(name.format(map=place.channel + 1))
        self.silence_button.setVisible(can)
        size = self.silence_button.sizeHint()
        right, bottom = self._place.width() - px(16), self._place.height() - px(6)
        self.silence_button.setGeometry(right - size.width(), bottom - size.height(), size.width(), size.height())

    @Slot()
    def arrange(self) -> None:
        """The inspector has its place under the legend; where it has to cover something, not what is pointed at."""
        layout = self.drawing.places()
        self._show_hint()
        if self._has_strip:
            return
        place = layout.inspector
        if layout.is_covering and self.drawing.pointed is not None:
            target = self.drawing.place_of(self.drawing.pointed)
            if target is not None:
                place = beside(layout, target)
        self.inspector.setGeometry(place.toRect())

    def _show_hint(self) -> None:
        layout = self.drawing.places()
        can_show = self.inspector.isHidden() and not self._has_strip and not layout.is_covering
        top = layout.legend.bottom() + px(16)
        self._hint.setGeometry(round(layout.legend.left()), round(top), px(200), px(64))
        self._hint.setVisible(can_show and self.drawing.flow is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets too low, the strip goes."""
        super().resizeEvent(event)
        self._arrange_strip()

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed while it could not be seen is asked for."""
        super().showEvent(event)
        self.shown.emit()


def _rule() -> QFrame:
    line = QFrame()
    set_px(line.setFixedHeight, 1)
    return line
