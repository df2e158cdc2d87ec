"""The first tab: the training panel, the learning curves and the hidden weights."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSplitter, QWidget

from gui.plots.feature_maps import FeatureMaps
from gui.plots.learning_curves_plot import LossPlot
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px, set_font_px, set_px
from gui.training_tab.time_controls import CurvesOverTime, TimeControls
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.buttons import join, push_button
from gui.widgets.cards import Card
from gui.widgets.labels import muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.splitters import SharingSplitter, Splitter

Pane = Literal["curves", "weights", "maps"]
_PANES: tuple[Pane, ...] = ("curves", "weights", "maps")
_CURVES, _WEIGHTS, _MAPS = range(3)
_PANEL_WIDTH = 280
_LEAST_HEIGHT = 480  # of the tab, from which there is room for curves and weights; the window is some 150 higher
_LEAST_HEIGHT_WITH_MAPS, _LEAST_WIDTH_WITH_MAPS = 600, 560  # for curves beside weights, above maps
_LEAST_WIDTH_WITH_SCALE = 420
_SIZES, _SIZES_WITH_MAPS, _SIZES_ABOVE = (388, 252), (272, 380), (396, 196)  # three columns of filters


class PaneSwitch(QWidget):
    """The buttons "Curves", "Weights" and "Maps", in the card of the one that is shown.

    Attributes
    ----------
    buttons
        All; that of the card's own pane stays pressed, and that of the maps is there where a network makes any.
    pressed
        Signal (int): a button was pressed, 0 for the curves.
    """

    pressed = Signal(int)

    def __init__(self, own: Pane) -> None:
        super().__init__()
        self._own = _PANES.index(own)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # no letter of its words is cut
        self.buttons = (
            push_button(self.tr("Curves"), f"{own}CurvesButton", self.tr("Show the learning curves")),
            push_button(
                self.tr("Weights"),
                f"{own}WeightsButton",
                self.tr("Show what each unit looks for"),
            ),
            push_button(self.tr("Maps"), f"{own}MapsButton", self.tr("Show the feature maps of your drawing")),
        )
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, button in enumerate(self.buttons):
            button.setProperty("role", "page")
            button.setCheckable(True)
            button.setChecked(number == self._own)
            group.addButton(button, number)
            layout.addWidget(button)
        group.idClicked.connect(self._on_clicked)
        self.set_has_maps(False)

    def set_has_maps(self, has_maps: bool) -> None:
        """Whether there are maps to be shown."""
        self.buttons[_MAPS].setVisible(has_maps)
        join(self.buttons)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.buttons[self._own].setChecked(True)
        self.pressed.emit(number)


class TrainingView(SharingSplitter):
    """The panel on the left, the curves above the weights beside it.

    With a network that makes feature maps, the curves stand beside the weights, and the maps below both. Where there is no
    room for all of them, one is shown at a time.

    Attributes
    ----------
    splitters
        This one and those between the views: what a window remembers.
    """

    def __init__(
        self,
        panel: TrainingPanel,
        loss_plot: LossPlot,
        mosaic: WeightMosaic,
        maps: FeatureMaps,
        messages: MessageArea,
        *,
        time_controls: TimeControls,
    ) -> None:
        self._center = _Place()
        super().__init__(panel, self._center)
        self.setObjectName("trainingSplitter")
        set_px(self.setContentsMargins, 0, 8, 0, 0)
        self._legend, self._mosaic = loss_plot.legend, mosaic
        self._pane, self._has_maps, self._shows_one = _CURVES, False, False
        self._switches = PaneSwitch("curves"), PaneSwitch("weights"), PaneSwitch("maps")
        self._more_ink = muted_label(self.tr("more ink: more active"))
        set_font_px(self._more_ink, NOTE_PX)
        self._more_ink.setToolTip(
            self.tr("In each layer, the least activation has the color of paper, and the greatest that of ink.")
        )
        self._cards = (
            Card(
                self.tr("Learning curves"),
                CurvesOverTime(loss_plot, time_controls),
                loss_plot.legend,
                self._switches[_CURVES],
            ),
            Card(self.tr("What each unit looks for"), mosaic, mosaic.scale, self._switches[_WEIGHTS]),
            Card(self.tr("Feature maps of your drawing"), maps, self._more_ink, self._switches[_MAPS]),
        )
        mosaic.title_changed.connect(self._on_title_changed)
        self._weights_title = self._cards[_WEIGHTS].title_label.text()
        # Each way to share the room is a splitter of its own, so that each keeps its proportions; the cards go from one to
        # the other.
        self._dense = _splitter(Qt.Orientation.Vertical, "centerSplitter", _SIZES, _Place(), _Place())
        self._above = _splitter(Qt.Orientation.Horizontal, "curvesSplitter", _SIZES_ABOVE, _Place(), _Place())
        self._convolutional = _splitter(
            Qt.Orientation.Vertical, "mapsSplitter", _SIZES_WITH_MAPS, self._above, _Place()
        )
        self._convolutional.setStretchFactor(1, 1)
        for splitter in (self._dense, self._convolutional):
            self._center.take(splitter)
        for switch in self._switches:
            switch.pressed.connect(self._on_pane_chosen)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.splitters: list[QSplitter] = [self, self._dense, self._convolutional, self._above]
        PictureMenu(loss_plot, "learning-curves", messages, values=loss_plot.values_as_csv)
        PictureMenu(mosaic.tiles, "hidden-weights", messages)
        PictureMenu(maps.picture, "feature-maps", messages)
        self._show_panes()

    @Slot(bool)
    def set_has_maps(self, has_maps: bool) -> None:
        """Make room for feature maps, or give it back."""
        if has_maps == self._has_maps:
            return
        self._has_maps = has_maps
        for switch in self._switches:
            switch.set_has_maps(has_maps)
        if not has_maps and self._pane == _MAPS:
            self._pane = _CURVES
        self._shows_one = self._has_to_show_one()
        self._show_panes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets too small for all, they share their place."""
        shows_one = self._has_to_show_one()
        if shows_one != self._shows_one:
            self._shows_one = shows_one
            self._show_panes()
        self._show_scale()
        super().resizeEvent(event)
        self.share()

    def event(self, event: QEvent) -> bool:
        """Parts that need more or less room than before share it anew."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.share()
        return is_done

    def _has_to_show_one(self) -> bool:
        if not self._has_maps:
            return self.height() < px(_LEAST_HEIGHT)
        width = self.width() - self.left_width(self.width()) - self.handleWidth()
        return self.height() < px(_LEAST_HEIGHT_WITH_MAPS) or width < px(_LEAST_WIDTH_WITH_MAPS)

    def left_width(self, room: int) -> int:
        """As wide as the settings like to be, the rest for the plots, unless these need more."""
        return min(px(_PANEL_WIDTH), room - self._center.minimumSizeHint().width())

    @Slot(int)
    def _on_pane_chosen(self, pane: int) -> None:
        if pane != self._pane:
            self._pane = pane
            self._show_panes()
            self._switches[pane].buttons[pane].setFocus()

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        self._weights_title = title
        self._show_titles()

    def _slots(self) -> tuple["_Place", "_Place", "_Place"]:
        """Where curves, weights and maps are now."""
        above = self._above if self._has_maps else self._dense
        parts = above.widget(0), above.widget(1), self._convolutional.widget(1)
        curves, weights, maps = (part for part in parts if isinstance(part, _Place))
        return curves, weights, maps

    def _show_panes(self) -> None:
        shows_one = self._shows_one
        slots = self._slots()
        for number, (card, switch, slot) in enumerate(zip(self._cards, self._switches, slots, strict=True)):
            slot.take(card)
            switch.setVisible(shows_one)
            card.title_label.setVisible(not shows_one)  # the switch says it
            is_there = self._has_maps or number != _MAPS
            slot.setVisible(is_there and (not shows_one or number == self._pane))
        self._above.setVisible(not shows_one or self._pane != _MAPS)
        self._dense.setVisible(not self._has_maps)
        self._convolutional.setVisible(self._has_maps)
        self._legend.setVisible(not shows_one)
        self._more_ink.setVisible(not shows_one)
        self._show_scale()
        self._show_titles()

    def _show_scale(self) -> None:
        """Beside the curves, or three buttons in a narrow window, there is no room for the scale of the colors."""
        has_room = self.width() >= px(_PANEL_WIDTH + _LEAST_WIDTH_WITH_SCALE)
        self._mosaic.scale.setVisible(not self._has_maps or (self._shows_one and has_room))

    def _show_titles(self) -> None:
        card = self._cards[_WEIGHTS]
        card.set_title(self._weights_title)
        if self._has_maps:
            card.title_label.setText(self.tr("Filters") if self._mosaic.shows_filters else self.tr("Weights"))


class _Place(QWidget):
    """A place for a card or a splitter, which stays where it is when that goes; as large, and as small, as what is there.

    Without a layout, which would know sizes only after some rounds of events.
    """

    def take(self, part: QWidget) -> None:
        """Have something here, beside what is here already; one at a time can be seen."""
        if part.parentWidget() is not self:
            part.setParent(self)
            part.setGeometry(self.rect())
            part.show()

    def _parts(self) -> list[QWidget]:
        return [part for part in self.children() if isinstance(part, QWidget) and part.isVisibleTo(self)]

    def sizeHint(self) -> QSize:
        """That of what is here."""
        return max((part.sizeHint() for part in self._parts()), key=QSize.width, default=QSize(0, 0))

    def minimumSizeHint(self) -> QSize:
        """That of what is here."""
        return max((part.minimumSizeHint() for part in self._parts()), key=QSize.width, default=QSize(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is here fills it."""
        super().resizeEvent(event)
        for part in self.children():
            if isinstance(part, QWidget):
                part.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """What is here needs other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def _splitter(orientation: Qt.Orientation, name: str, sizes: tuple[int, int], *parts: QWidget) -> Splitter:
    """A splitter whose first part takes what is more than these sizes."""
    splitter = Splitter(orientation)
    splitter.setObjectName(name)
    for part in parts:
        splitter.addWidget(part)
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 0)
    splitter.setSizes(list(sizes))
    return splitter
