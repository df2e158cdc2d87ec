"""Buttons beside views and in dialogs."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QDialogButtonBox, QHBoxLayout, QPushButton

from gui.state.reasons import WHY_NOT


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


def join(buttons: Iterable[QPushButton]) -> None:
    """Have the buttons of a row, of which one is chosen, look like one control; called again when some are hidden."""
    explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    shown = [button for button in buttons if not (button.testAttribute(explicit) and button.isHidden())]
    for number, button in enumerate(shown):
        is_first, is_last = number == 0, number == len(shown) - 1
        segment = "" if is_first and is_last else "first" if is_first else "last" if is_last else "middle"
        if button.property("segment") != segment:
            button.setProperty("segment", segment)
            button.style().unpolish(button)
            button.style().polish(button)


def add_pages(buttons: Iterable[QPushButton], layout: QHBoxLayout, chosen: Callable[..., object]) -> None:
    """Add buttons to a row, of which one is chosen, as one control.

    Parameters
    ----------
    buttons, layout
        Which, and the layout of a widget.
    chosen
        Called with the button that is clicked.
    """
    shown, group = list(buttons), QButtonGroup(layout.parentWidget())
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for button in shown:
        button.setProperty("role", "page")
        button.setCheckable(True)
        group.addButton(button)
        layout.addWidget(button)
    join(shown)
    group.buttonClicked.connect(chosen)


def close_box() -> QDialogButtonBox:
    """The buttons at the bottom of a dialog, Close among them, in words alone: Qt's signs follow no theme."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    return box


def command_button(action: QAction, name: str) -> QPushButton:
    """A button for a command of the menu, with the command's short text and tooltip."""
    button = push_button(action.iconText(), name, action.toolTip())
    follow(button, action)
    return button


def follow(button: QAbstractButton, action: QAction) -> None:
    """Have a button give the command, when and only when the menu could; its tooltip says why it cannot."""
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    _Reason(button, action)


class _Reason(QObject):
    """Has the tooltip of a button say why its command cannot be given, and what it does again once it can."""

    def __init__(self, button: QAbstractButton, action: QAction) -> None:
        super().__init__(button)
        self._button, self._action = button, action
        self._tip = self._why = ""
        action.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        why = str(self._action.property(WHY_NOT) or "")
        if why == self._why:
            return
        if self._button.toolTip() != self._why:
            self._tip = self._button.toolTip()
        self._why = why
        self._button.setToolTip(why or self._tip)
