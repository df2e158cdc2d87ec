"""Buttons beside views and in dialogs."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton


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


def command_button(action: QAction, name: str) -> QPushButton:
    """A button for a command of the menu, with the command's short text and tooltip."""
    button = push_button(action.iconText(), name, action.toolTip())
    follow(button, action)
    return button


def follow(button: QAbstractButton, action: QAction) -> None:
    """Have a button give the command, when and only when the menu could."""
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
