"""The window as a picture: a digit drawn, a run under way. The README's picture comes from here."""

import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication

from engine.errors import ConfigurationError, DigitLabError
from engine.ink.framing import Stroke
from engine.io.file_writing import DISK
from engine.text.sentence import say
from gui.main_window import MainWindow

_EPOCHS_SHOWN = 300
_SETTLE_S = 0.5  # until the last words have the room that they need, and bars and lines are where they belong
_LIMIT_S = 60.0


def example_digit() -> list[Stroke]:
    """A handwritten 3 in fractions of the canvas's side: two bows, the pen never lifted."""
    angle = np.linspace(-2.5, 1.45, 24)
    upper = np.stack([0.47 + 0.17 * np.cos(angle), 0.33 + 0.15 * np.sin(angle)], axis=1)
    angle = np.linspace(-1.5, 2.5, 28)
    lower = np.stack([0.47 + 0.21 * np.cos(angle), 0.655 + 0.185 * np.sin(angle)], axis=1)
    return [np.concatenate([upper, lower])]


def open_tab(window: MainWindow, name: str) -> None:
    """Open the tab of this label, in whichever case.

    Raises
    ------
    ConfigurationError
        If there is none.
    """
    labels = [window.view_tabs.name(index) for index in range(window.view_tabs.count())]
    found = [index for index, label in enumerate(labels) if label.casefold() == name.strip().casefold()]
    if not found:
        raise ConfigurationError(say("command.no_such_tab", tabs=", ".join(labels), got=repr(name)))
    window.view_tabs.setCurrentIndex(found[0])


def take_screenshot(
    application: QApplication, window: MainWindow, path: Path, *, trains: bool = True, draws: bool = True
) -> None:
    """Write the window to ``path`` with what its tab has to work out, a digit drawn and a run under way if that is wanted.

    Raises
    ------
    DigitLabError
        If the picture cannot be written there.
    """
    window.show()
    if draws:
        window.canvas.set_strokes(example_digit())
    give_up_at = time.monotonic() + _LIMIT_S
    while (window.pictures.is_opening or window.controller.is_reading) and time.monotonic() < give_up_at:
        application.processEvents()
        time.sleep(0.005)
    if trains:
        window.run_bar.set_speed(0.0)  # not at the pace of somebody who watches
        window.run_bar.train_button.click()
    while window.workspace.history.last_epoch < _EPOCHS_SHOWN and time.monotonic() < give_up_at:
        application.processEvents()
        if window.controller.state == "idle":
            break
        time.sleep(0.005)
    while any(tasks.is_busy for tasks in window.threads.made) and time.monotonic() < give_up_at:
        application.processEvents()
        time.sleep(0.005)
    settled_at = time.monotonic() + _SETTLE_S
    while time.monotonic() < settled_at:
        application.processEvents()
        time.sleep(0.005)
    picture = window.grab()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    try:
        if not picture.save(content, path.suffix[1:].upper() or "PNG"):
            raise DigitLabError(say("command.picture_name", path=str(path)))
        DISK.write_whole(path, lambda file: file.write(content.data().data()))
    except OSError as error:
        raise DigitLabError(say("command.picture_place", path=str(path))) from error
