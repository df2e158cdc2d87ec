"""What the network reads: the frame that it sees, the verdict in words, and the ten bars."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.ink.framing import Image
from engine.ink.input_formats import InputFormat
from gui.drawing.class_bars import ClassBars, verdict_text
from gui.theming.theme import Theme
from gui.widgets.network_input import NetworkInput


class ReadingPanel(QWidget):
    """Network input, verdict and bars.

    Attributes
    ----------
    network_input, class_bars
        The two views.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network_input = NetworkInput()
        self.class_bars = ClassBars()
        self._digit = QLabel("–")
        self._digit.setObjectName("verdictDigit")
        font = self._digit.font()
        font.setPointSizeF(font.pointSizeF() * 3.2)
        font.setBold(True)
        self._digit.setFont(font)
        self._remark = QLabel()
        self._remark.setObjectName("verdict")
        self._remark.setWordWrap(True)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._digit)
        words.addWidget(self._remark, 1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.network_input)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.class_bars, 1)
        self.set_reading(None, None)

    @property
    def verdict(self) -> str:
        """What is said in words."""
        return self._remark.text()

    @Slot(object, object)
    def set_reading(self, frame: Image | None, probabilities: NDArray[np.floating] | None) -> None:
        """Show a frame and what the network makes of it; ``None`` for nothing drawn."""
        self.network_input.set_frame(frame)
        self.class_bars.set_probabilities(probabilities)
        if probabilities is not None:
            digit, remark = verdict_text(probabilities)
        elif frame is not None:
            digit, remark = "–", "The network gives no numbers: its weights are too large. Press Reset."
        else:
            digit, remark = "–", "Nothing drawn yet."
        if remark != self._remark.text():
            self._digit.setText(digit)
            self._remark.setText(remark)

    @Slot(object)
    def set_format(self, input_format: InputFormat) -> None:
        """Take the format that the network reads."""
        self.network_input.set_format(input_format)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.network_input.set_theme(theme)
        self.class_bars.set_theme(theme)
