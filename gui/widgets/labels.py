"""Labels beside views and in dialogs."""

import re

from PySide6.QtWidgets import QLabel, QWidget

_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|s\b|ms\b)")


class WrappingLabel(QLabel):
    """A label that breaks its text into lines, but never between a figure and its unit: "4.0 %", "15 s"."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; a figure's unit stays beside it."""
        self._text = text
        super().setText(_BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text))

    def clear(self) -> None:
        """Show no text."""
        self.setText("")

    def text(self) -> str:
        """The text as it was given."""
        return self._text


def muted_label(text: str = "", *, wraps: bool = False) -> QLabel:
    """A label in the color of what matters less, broken into lines if it wraps."""
    label = WrappingLabel(text) if wraps else QLabel(text)
    label.setProperty("role", "muted")
    return label
