"""The first tab: the training panel, the learning curves and the hidden weights."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSplitter, QWidget

from gui.plots.feature_maps import FeatureMaps
from gui.plots.learning_curves_plot import LossPlot
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px, set_font_px
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.buttons import push_button
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
_SIZES, _SIZES_WITH_MAPS, _SIZES_ABOVE = (370, 270), (224, 428), (420, 172)


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
    ) -> None:
        center = Splitter(Qt.Orientation.Vertical)
        super().__init__(panel, center)
        self.setObjectName("trainingSplitter")
        self._legend, self._mosaic = loss_plot.legend, mosaic
        self._pane, self._has_maps, self._shows_one = _CURVES, False, False
        self._switches = PaneSwitch("curves"), PaneSwitch("weights"), PaneSwitch("maps")
        self._more_ink = muted_label(self.tr("more ink: more active"))
        set_font_px(self._more_ink, NOTE_PX)
        self._more_ink.setToolTip(
            self.tr("In each layer, the least activation has the color of paper, and the greatest that of ink.")
        )
        self._cards = (
            Card(self.tr("Learning curves"), loss_plot, loss_plot.legend, self._switches[_CURVES]),
            Card(self.tr("What each unit looks for"), mosaic, mosaic.scale, self._switches[_WEIGHTS]),
            Card(self.tr("Feature maps of your drawing"), maps, self._more_ink, self._switches[_MAPS]),
        )
        mosaic.title_changed.connect(self._on_title_changed)
        self._weights_title = self._cards[_WEIGHTS].title_label.text()
        self._above = Splitter(Qt.Orientation.Horizontal)
        self._above.setObjectName("curvesSplitter")
        self._above.addWidget(self._cards[_CURVES])
        center.setObjectName("centerSplitter")
        for part in (self._above, self._cards[_WEIGHTS], self._cards[_MAPS]):
            center.addWidget(part)
        center.setStretchFactor(0, 1)
        center.setSizes([*_SIZES, 0])
        for switch in self._switches:
            switch.pressed.connect(self._on_pane_chosen)
        self._center = center
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.splitters: list[QSplitter] = [self, center, self._above]
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
        weights = self._cards[_WEIGHTS]
        if has_maps:
            self._above.addWidget(weights)
            self._above.setStretchFactor(0, 1)
            self._above.setSizes(list(map(px, _SIZES_ABOVE)))
        else:
            self._center.insertWidget(1, weights)
        self._center.setStretchFactor(self._center.count() - 1, int(has_maps))
        self._shows_one = self._has_to_show_one()
        self._show_panes()
        self._center.setSizes([px(size) for size in (_SIZES_WITH_MAPS if has_maps else (*_SIZES, 0))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets too small for all, they share their place."""
        shows_one = self._has_to_show_one()
        if shows_one != self._shows_one or shows_one:
            self._shows_one = shows_one
            self._show_panes()
        super().resizeEvent(event)
        self.share()

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

    def _show_panes(self) -> None:
        shows_one = self._shows_one
        for number, (card, switch) in enumerate(zip(self._cards, self._switches, strict=True)):
            switch.setVisible(shows_one)
            card.title_label.setVisible(not shows_one)  # the switch says it
            is_there = self._has_maps or number != _MAPS
            card.setVisible(is_there and (not shows_one or number == self._pane))
        above = [_CURVES, _WEIGHTS] if self._has_maps else [_CURVES]
        self._above.setVisible(not shows_one or self._pane in above)
        self._legend.setVisible(not shows_one)
        self._more_ink.setVisible(not shows_one)
        # Beside the curves, or three buttons in a narrow window, there is no room for the scale of the colors.
        has_room = self.width() >= px(_PANEL_WIDTH + _LEAST_WIDTH_WITH_SCALE)
        self._mosaic.scale.setVisible(not self._has_maps or (shows_one and has_room))
        self._show_titles()

    def _show_titles(self) -> None:
        card = self._cards[_WEIGHTS]
        card.set_title(self._weights_title)
        if self._has_maps:
            card.title_label.setText(self.tr("Filters") if self._mosaic.shows_filters else self.tr("Weights"))
