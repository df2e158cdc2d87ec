"""Ten small buttons, 0 to 9, in a row."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.theming.scale import set_px
from gui.widgets.buttons import push_button

_MIN_WIDTH_PX = 18


class DigitButtons(QWidget):
    """Says which digit was pressed.

    Parameters
    ----------
    name
        Object name of a button, its digit left out.
    tooltip
        What a button does, with ``{digit}`` for its digit.

    Attributes
    ----------
    buttons
        0 first.
    pressed
        Signal (digit).
    """

    pressed = Signal(int)

    def __init__(self, name: str, *, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 2)
        for digit in range(10):
            button = push_button(str(digit), f"{name}{digit}", tooltip.format(digit=digit))
            button.setAccessibleName(button.toolTip())
            button.setProperty("digit", digit)
            set_px(button.setMinimumWidth, _MIN_WIDTH_PX)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_clicked)
            layout.addWidget(button, 1)
            self.buttons.append(button)

    @Slot(bool)
    def set_enabled(self, enabled: bool) -> None:
        """Whether they can be pressed."""
        for button in self.buttons:
            button.setEnabled(enabled)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.pressed.emit(button.property("digit"))
