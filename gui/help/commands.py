"""Every command that a window has, found where it is: in its menus, on its widgets and in the menus of its buttons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QPushButton, QTabWidget, QToolButton, QWidget
from shiboken6 import isValid

from gui.state.reasons import WHY_NOT

_MNEMONIC = re.compile(r"\(&\w\)")  # of a command in Chinese
SEPARATOR = " › "
"""Between a menu and one within it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it is listed.

    Attributes
    ----------
    action
        What gives it.
    name, place
        What it is called, and the menu or the tab that it is in.
    keys
        Its shortcuts, as they are written here; empty for none.
    remark
        What it does or, while it cannot be given, why.
    is_enabled, is_checked
        As the action is.
    """

    action: QAction
    name: str
    place: str
    keys: str
    remark: str
    is_enabled: bool
    is_checked: bool


def commands_of(root: QWidget) -> list[Command]:
    """The commands of a window: those of its menu bars first, in their order; each once.

    A menu that two buttons share is filled twice, which ends what it was filled with before.
    """
    seen: set[QAction] = set()
    found: list[Command] = []
    for place, action in _actions_of(root):
        if action not in seen and action.text() and not action.isSeparator() and action.isVisible():
            seen.add(action)
            found.append(_command(action, place))
    return [command for command in found if isValid(command.action)]


def give(command: Command, root: QWidget) -> None:
    """Give a command that was listed; where its menu has been filled anew meanwhile, the one of the same name there."""
    action = command.action
    if not isValid(action):
        same = (each.action for each in commands_of(root) if (each.name, each.place) == (command.name, command.place))
        found = next(same, None)
        if found is None:
            return
        action = found
    action.trigger()


def plain(text: str) -> str:
    """The text of a menu without its mnemonic, and without what stands at the right end of its line."""
    text = _MNEMONIC.sub("", text.partition("\t")[0])
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_text(action: QAction) -> str:
    """The shortcuts of an action, as this system writes them."""
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())


def _command(action: QAction, place: str) -> Command:
    tip = action.toolTip()
    keys = keys_text(action)
    remark = "" if plain(tip).strip("….") == plain(action.text()).strip("….") else tip
    for key in keys.split(", "):
        remark = remark.replace(f" ({key})", "")
    if not action.isEnabled():
        remark = str(action.property(WHY_NOT) or "") or QCoreApplication.translate("Commands", "Not available now.")
    return Command(action, plain(action.text()), place, keys, remark, action.isEnabled(), action.isChecked())


def _actions_of(root: QWidget) -> Iterator[tuple[str, QAction]]:
    bars = root.findChildren(QMenuBar)
    for bar in bars:
        yield from _of_menu(bar.actions(), "")
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QMenuBar | QMenu):
            continue
        place = _place_of(widget, root)
        for action in widget.actions():
            yield place, action
        menu = widget.menu() if isinstance(widget, QToolButton | QPushButton) else None
        if menu is not None:
            name = plain(widget.text()) if isinstance(widget, QAbstractButton) else ""
            yield from _of_menu(_filled(menu), widget.accessibleName() or name or place)


def _of_menu(actions: list[QAction], place: str) -> Iterator[tuple[str, QAction]]:
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(_filled(menu), f"{place}{SEPARATOR if place else ''}{plain(action.text())}")
        else:
            yield place, action


def _filled(menu: QMenu) -> list[QAction]:
    """What is in a menu when it opens now: some are filled then."""
    menu.aboutToShow.emit()
    return menu.actions()


def _place_of(widget: QWidget, root: QWidget) -> str:
    """The title of the tab that a widget is in; empty outside of all."""
    child, parent = widget, widget.parentWidget()
    while parent is not None and child is not root:
        tabs = parent.parentWidget()
        if isinstance(tabs, QTabWidget) and tabs.indexOf(child) >= 0:
            return plain(tabs.tabText(tabs.indexOf(child)))
        child, parent = parent, parent.parentWidget()
    return ""
