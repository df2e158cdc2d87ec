"""Whether things may move on the screen: as the user says in View > Reduce motion, else as the system wishes.

What animates asks :func:`is_motion_reduced`. Qt's own animations (of menus, lists and widgets) are switched here.
"""

import ctypes
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStyle

from gui.state.preferences import Preferences

STILL_SHEET = "* { widget-animation-duration: 0; }"
"""The rule of a style sheet that keeps widgets from animating themselves."""
_REDUCED = "reducedMotion"
_CHOICE = "motion"
_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION
_GNOME = ["get", "org.gnome.desktop.interface", "enable-animations"]


def is_motion_reduced() -> bool:
    """Whether nothing is to move by itself."""
    application = QApplication.instance()
    return application is not None and bool(application.property(_REDUCED))


def system_reduces_motion() -> bool:
    """What the system says at once: Qt's style, Windows or macOS; GNOME is asked by :class:`MotionChooser`."""
    if sys.platform == "win32":
        has_animation = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(has_animation), 0)
        return not has_animation.value
    if sys.platform == "darwin":
        file = Path.home() / "Library/Preferences/com.apple.universalaccess.plist"
        return QSettings(str(file), QSettings.Format.NativeFormat).value("reduceMotion", 0) in (1, "1", True, "true")
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


class MotionChooser(QObject):
    """The switch in the View menu; begins as the user left it, or as the system wishes.

    Parameters
    ----------
    action
        The switch.
    preferences
        What remembers the user's choice; ``None`` for nothing.

    Attributes
    ----------
    changed
        Signal (bool): motion is to be reduced, or no longer.
    """

    changed = Signal(bool)

    def __init__(self, action: QAction, preferences: Preferences | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._action, self._preferences = action, preferences
        self._effects = {effect: QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect}
        self._desktop: QProcess | None = None
        choice = "system" if preferences is None else preferences.text(_CHOICE, "system")
        action.setChecked(choice == "reduced" or (choice == "system" and system_reduces_motion()))
        self._apply()
        action.toggled.connect(self._apply)
        action.triggered.connect(self._remember)
        if choice == "system" and "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "") and preferences is not None:
            self._ask_desktop()

    def _ask_desktop(self) -> None:
        """Ask GNOME, without waiting for its answer."""
        self._desktop = QProcess(self)
        self._desktop.finished.connect(self._on_desktop_answered)
        self._desktop.start("gsettings", _GNOME)

    @Slot()
    def _on_desktop_answered(self) -> None:
        if self._desktop is not None and bytes(self._desktop.readAllStandardOutput().data()).strip() == b"false":
            self._action.setChecked(True)

    @Slot()
    def _remember(self) -> None:
        if self._preferences is not None:
            self._preferences.set_text(_CHOICE, "reduced" if self._action.isChecked() else "full")

    @Slot()
    def _apply(self) -> None:
        is_reduced = self._action.isChecked()
        application = QApplication.instance()
        if application is not None:
            application.setProperty(_REDUCED, is_reduced)
        for effect, was_on in self._effects.items():
            QApplication.setEffectEnabled(effect, was_on and not is_reduced)
        self.changed.emit(is_reduced)
