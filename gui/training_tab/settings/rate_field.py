"""The learning rate: a number, and a slider beside it that goes by 1, 2 and 5 of each magnitude."""

import math

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from gui.theming.scale import set_px
from gui.widgets.number_box import NumberBox

RATES = tuple(float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 2, 5))
"""Where the slider goes; the number may be any other."""


class RateField(QWidget):
    """A box and its slider, side by side.

    Attributes
    ----------
    box
        Holds the number.
    slider
        Its values are places in :data:`RATES`.
    """

    def __init__(self, box: NumberBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box, self.slider = box, QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("learningRateSlider")
        set_px(self.slider.setMinimumHeight, 24)
        self.slider.setRange(0, len(RATES) - 1)
        self.slider.setPageStep(3)
        self.slider.setAccessibleName(self.tr("Learning rate"))
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addWidget(box, 1)
        layout.addWidget(self.slider, 1)
        box.valueChanged.connect(self._show)
        self.slider.valueChanged.connect(self._take)
        self._show(box.value())

    @Slot(float)
    def _show(self, rate: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(_nearest(rate))

    @Slot(int)
    def _take(self, place: int) -> None:
        self.box.setValue(RATES[place])


def _nearest(rate: float) -> int:
    """The place of the slider that is nearest to a rate, by how many times it is larger or smaller."""
    if rate <= RATES[0]:
        return 0
    return min(range(len(RATES)), key=lambda place: abs(math.log(RATES[place] / rate)))
