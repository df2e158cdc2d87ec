"""Buttons beside views and in dialogs."""

from PySide6.QtWidgets import QPushButton


def push_button(text: str, name: str, tooltip: str = "") -> QPushButton:
    """A button that Enter does not press unless it has the focus.

    Parameters
    ----------
    text, tooltip
        For people; a text that says it all needs no tooltip.
    name
        Its object name.
    """
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tooltip)
    button.setAutoDefault(False)
    return button
