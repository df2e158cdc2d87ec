"""The first tab: the training panel, the learning curves and the hidden weights."""

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSplitter, QWidget

from gui.plots.learning_curves_plot import LossPlot
from gui.theming.scale import px
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.splitters import SharingSplitter, Splitter

Pane = Literal["curves", "weights"]
_PANES: tuple[Pane, ...] = ("curves", "weights")
_PANEL_WIDTH = 280
_LEAST_HEIGHT = 480  # of the tab, from which there is room for curves and weights; the window is some 150 higher


class PaneSwitch(QWidget):
    """Two buttons, "Curves" and "Weights", in the card of the one that is shown.

    Attributes
    ----------
    buttons
        Both; that of the card's own pane stays pressed.
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

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.buttons[self._own].setChecked(True)
        self.pressed.emit(number)


class TrainingView(SharingSplitter):
    """The panel on the left, the curves above the weights beside it or, where there is no room for both, one of them.

    Attributes
    ----------
    splitters
        This one and that between the plots: what a window remembers.
    """

    def __init__(
        self,
        panel: TrainingPanel,
        loss_plot: LossPlot,
        mosaic: WeightMosaic,
        messages: MessageArea,
        parent: QWidget | None = None,
    ) -> None:
        center = Splitter(Qt.Orientation.Vertical)
        super().__init__(panel, center, parent)
        self.setObjectName("trainingSplitter")
        self._legend, self._pane, self._is_low = loss_plot.legend, 0, False
        self._switches = PaneSwitch("curves"), PaneSwitch("weights")
        self._cards = (
            Card(self.tr("Learning curves"), loss_plot, loss_plot.legend, self._switches[0]),
            Card(self.tr("What each unit looks for"), mosaic, mosaic.scale, self._switches[1]),
        )
        mosaic.title_changed.connect(self._cards[1].set_title)
        center.setObjectName("centerSplitter")
        for card, switch in zip(self._cards, self._switches, strict=True):
            center.addWidget(card)
            switch.hide()
            switch.pressed.connect(self._on_pane_chosen)
        center.setStretchFactor(0, 1)
        center.setStretchFactor(1, 0)
        center.setSizes([370, 270])
        self._center = center
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.splitters: list[QSplitter] = [self, center]
        PictureMenu(loss_plot, "learning-curves", messages, values=loss_plot.values_as_csv)
        PictureMenu(mosaic.tiles, "hidden-weights", messages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets too low for both, curves and weights share their place."""
        is_low = self.height() < px(_LEAST_HEIGHT)
        if is_low != self._is_low:
            self._is_low = is_low
            for card, switch in zip(self._cards, self._switches, strict=True):
                switch.setVisible(is_low)
                card.title_label.setVisible(not is_low)  # the switch says it
            self._legend.setVisible(not is_low)
            self._show_panes()
        super().resizeEvent(event)
        self.share()

    def left_width(self, room: int) -> int:
        """As wide as the settings like to be, the rest for the plots, unless these need more."""
        return min(px(_PANEL_WIDTH), room - self._center.minimumSizeHint().width())

    @Slot(int)
    def _on_pane_chosen(self, pane: int) -> None:
        if pane != self._pane:
            self._pane = pane
            self._show_panes()
            self._switches[pane].buttons[pane].setFocus()

    def _show_panes(self) -> None:
        for number, card in enumerate(self._cards):
            card.setVisible(not self._is_low or number == self._pane)
