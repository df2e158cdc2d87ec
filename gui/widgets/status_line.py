"""The line at the bottom of the window: the digits in use, the network, and how fast it is trained."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from engine.data.dataset import Dataset
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from gui.widgets.phrases import data_text, speed_text


class StatusLine(QStatusBar):
    """Three labels; a message of the moment takes the place of the first two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data_label, self._network_label, self._speed_label = QLabel("Reading the digits…"), QLabel(), QLabel()
        self.addWidget(self._data_label)
        self.addWidget(self._network_label)
        self.addPermanentWidget(self._speed_label)

    def set_data(self, dataset: Dataset, config: TrainingConfig) -> None:
        """Tell of the digits, and of how many are kept for testing."""
        self._data_label.setText(data_text(dataset, config))

    @Slot(object)
    def set_network(self, parameters: Parameters) -> None:
        """Tell of the network that answers."""
        architecture = parameters.architecture
        self._network_label.setText(f"Network {architecture}, {architecture.n_parameters:,} parameters")

    def set_speed(self, samples_per_second: float | None) -> None:
        """Tell how fast a run is; ``None`` for none."""
        self._speed_label.setText("" if samples_per_second is None else speed_text(samples_per_second))
