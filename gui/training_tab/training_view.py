"""The first tab: the training panel, the learning curves and the hidden weights."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.plots.learning_curves_plot import LossPlot
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.cards import Card
from gui.widgets.picture_menu import PictureMenu


class TrainingView(QSplitter):
    """The panel on the left, the two plots beside it.

    Attributes
    ----------
    splitters
        This one and that between the plots: what a window remembers.
    """

    def __init__(
        self, panel: TrainingPanel, loss_plot: LossPlot, mosaic: WeightMosaic, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("trainingSplitter")
        mosaic_card = Card("Hidden weights", mosaic)
        mosaic.title_changed.connect(mosaic_card.title_label.setText)
        center = QSplitter(Qt.Orientation.Vertical)
        center.setObjectName("centerSplitter")
        center.addWidget(Card("Learning curves", loss_plot, loss_plot.legend, loss_plot.log_box))
        center.addWidget(mosaic_card)
        center.setStretchFactor(0, 5)
        center.setStretchFactor(1, 7)
        center.setSizes([258, 492])
        self.addWidget(panel)
        self.addWidget(center)
        self.setStretchFactor(1, 1)
        self.setSizes([340, 610])
        self.splitters: list[QSplitter] = [self, center]
        PictureMenu(loss_plot, "learning-curves")
        PictureMenu(mosaic.tiles, "hidden-weights")
