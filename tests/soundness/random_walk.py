"""Somebody who presses anything: every command, every control, keys, strokes and sizes, by dice, in whatever state.

Unlike the simulated user of ``tests/benchmarks``, who works for an hour as people do, this one means nothing by it. Files
are answered with good ones, bad ones, or by Cancel; what asks something is answered at random after a moment.
"""

import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from gui.main_window import MainWindow
from tests.window_fixtures import drag

KEYS = (
    "Tab", "Backtab", "Return", "Space", "Escape", "Left", "Right", "Up", "Down", "Home", "End", "PageDown", "Delete",
    "0", "3", "7", "F1", "F5", "F6", "F8", "F10", "F11",
)  # fmt: skip
TEXTS = ("", "25", "64, 32", "conv 8 5x5, pool 2, 16", "0", "-1", "1e9", "0.1, 0.3", "nonsense", "é", "9" * 40)
SIZES = ((900, 500), (1024, 700), (1280, 800))
SPARED = ("quit", "download_mnist", "delete_run", "delete_sweep")
"""Commands that end the window, need a network, or lose a run because they are asked to."""


class RandomWalk:
    """Does one thing after the other.

    Parameters
    ----------
    window
        The window, shown.
    files
        What file dialogs may be answered with, missing ones and ones of another kind among them.
    patch
        Holds what takes the place of dialogs of the system.
    seed
        Of the dice.

    Attributes
    ----------
    done
        How often each thing was done.
    last
        The last things that were done, the newest at the end.
    """

    def __init__(self, window: MainWindow, files: Sequence[Path], patch: pytest.MonkeyPatch, *, seed: int) -> None:
        self.done: Counter[str] = Counter()
        self.last: list[str] = []
        self._window = window
        self._dice = random.Random(seed)
        spared = [getattr(window.menus, name) for name in SPARED] + list(window.menus.languages.values())
        self._spared = {id(action) for action in spared}
        names = [str(path) for path in files]
        for dialog in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, dialog, lambda *_args, **_more: (self._dice.choice(["", *names]), ""))
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: (self._dice.sample(names, 2), ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(files[0].parent))
        patch.setattr(QPrintDialog, "exec", lambda _dialog: 0)
        self._things = {
            "command": (4, self._command),
            "control": (8, self._control),
            "key": (4, self._key),
            "stroke": (2, self._stroke),
            "size": (1, self._size),
            "wait": (3, lambda: ""),
        }

    def go_on(self, seconds: float) -> None:
        """Do things for so long."""
        answers = QTimer(self._window)
        answers.timeout.connect(self._answer)
        answers.start(60)
        names, weights = list(self._things), [weight for weight, _ in self._things.values()]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            (name,) = self._dice.choices(names, weights)
            what = self._things[name][1]()
            self.done[name] += 1
            self.last = [*self.last[-20:], f"{name} {what}"]
            QTest.qWait(self._dice.choice((0, 0, 1, 10)))
        answers.stop()
        answers.deleteLater()
        self._close_all()

    def _answer(self) -> None:
        """Press something in what waits for an answer; in the end, go away."""
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is None:
            return
        buttons = [
            button for button in asked.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()
        ]
        if buttons and self._dice.random() < 0.5:
            self._dice.choice(buttons).click()
        else:
            asked.close()

    def _close_all(self) -> None:
        self._window.presentation.leave()
        while (asked := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            asked.close()

    def _command(self) -> str:
        actions = [
            action
            for action in self._window.menuBar().findChildren(
                QAction
            )  # and not those of pyqtgraph's own menus, which nobody sees
            if action.isEnabled()
            and not action.isSeparator()
            and action.menu() is None
            and id(action) not in self._spared
        ]
        action = self._dice.choice(actions)
        text = action.text()
        action.trigger()
        return text

    def _control(self) -> str:
        top = QApplication.activeModalWidget() or self._window
        controls = [
            widget
            for widget in top.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and not _is_spared(widget)
        ]
        if not controls:
            return "none"
        control, dice = self._dice.choice(controls), self._dice
        name = f"{type(control).__name__} {control.objectName()}"
        if isinstance(control, QComboBox) and control.count():
            control.setCurrentIndex(dice.randrange(control.count()))
            control.activated.emit(control.currentIndex())
        elif isinstance(control, QAbstractSpinBox):
            control.stepBy(dice.choice((-10, -1, 1, 10)))
        elif isinstance(control, QLineEdit) and not control.isReadOnly():
            control.selectAll()
            for letter in dice.choice(TEXTS):
                if isValid(control):  # what is typed may have closed it
                    QTest.keyClicks(control, letter)
        elif isinstance(control, QAbstractSlider):
            control.setValue(dice.randint(control.minimum(), control.maximum()))
        elif isinstance(control, QTabBar) and control.count():
            control.setCurrentIndex(dice.randrange(control.count()))
        else:
            at = QPoint(dice.randrange(max(control.width(), 1)), dice.randrange(max(control.height(), 1)))
            QTest.mouseMove(control, at)
            button = Qt.MouseButton.LeftButton
            twice = isinstance(control, QAbstractItemView) and dice.random() < 0.2
            (QTest.mouseDClick if twice else QTest.mouseClick)(control, button, Qt.KeyboardModifier.NoModifier, at)
        return name

    def _key(self) -> str:
        name = self._dice.choice(KEYS)
        target = QApplication.focusWidget() or self._window
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"))
        return name

    def _stroke(self) -> str:
        if self._window.canvas.isVisible() and self._window.canvas.isEnabled():
            drag(self._window.canvas, [(self._dice.random(), self._dice.random()) for _ in range(4)])
        return ""

    def _size(self) -> str:
        size = self._dice.choice(SIZES)
        if not self._window.isFullScreen():
            self._window.resize(*size)
        return f"{size}"


def _is_spared(widget: QWidget) -> bool:
    """Whether a control deletes runs or sweeps, or fetches something from the network."""
    name = widget.objectName().casefold()
    return "delete" in name or "download" in name or "link" in type(widget).__name__.casefold()
