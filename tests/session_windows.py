"""Windows that keep their session, for tests, and hands to look at what they keep."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.io.file_lock import FileLock
from engine.models.model import Model
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from tests.runs import a_run
from tests.window_fixtures import a_config, press

SEVEN = [(0.26, 0.2), (0.74, 0.19), (0.5, 0.85)]
OpenWindow: TypeAlias = Callable[..., MainWindow]


@pytest.fixture
def open_window(make_window: Callable[..., MainWindow], tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens windows as ``main.py`` does, with the first session that no other has."""
    folders: list[SessionFolder] = []

    def make(**given: object) -> MainWindow:
        folders.append(open_session_folder(tmp_path / "kept"))
        return make_window(session_folder=folders[-1], **given)

    yield make
    for folder in folders:
        folder.close()


def on_the_disk(tmp_path: Path) -> Session | None:
    """What a start of the program would find if this one were killed now."""
    path = tmp_path / "kept" / "session"
    return SessionFolder(path, FileLock(path / "lock")).read()


def a_session() -> Session:
    """Random weights, and one stroke."""
    network = a_run(Model(first_parameters(a_config())), "random", config=a_config())
    return Session(network, config=a_config(), source="uci-digits", strokes=(np.array(SEVEN),))


def keep_a_session(tmp_path: Path) -> None:
    """What a window with it leaves."""
    folder = open_session_folder(tmp_path / "kept")
    folder.write(a_session())
    folder.close()


def train_once(window: MainWindow, qtbot: QtBot) -> None:
    """A run, until its end."""
    before = window.workspace.last_report
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not before)
