"""Saves of a session: one writes the folder at a time, whatever was given up meanwhile."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from engine.io.file_lock import FileLock
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from gui.workers.session_writer import SessionWriter


class HeldSaves:
    """Saves that begin when they are asked to, and end when they are let through: each by its number."""

    def __init__(self) -> None:
        self.begun = [threading.Event() for _ in range(3)]
        self.is_let_through = [threading.Event() for _ in range(3)]
        self.n_begun = self.n_at_once = self.most_at_once = 0
        self._lock = threading.Lock()

    def write(self, kept: Session) -> None:
        with self._lock:
            number = self.n_begun
            self.n_begun += 1
            self.n_at_once += 1
            self.most_at_once = max(self.most_at_once, self.n_at_once)
        self.begun[number].set()
        self.is_let_through[number].wait(10.0)
        with self._lock:
            self.n_at_once -= 1


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldSaves]:
    saves = HeldSaves()
    monkeypatch.setattr(SessionFolder, "write", lambda _folder, kept, _left: saves.write(kept))
    yield saves
    for gate in saves.is_let_through:
        gate.set()


@pytest.fixture
def writer(qapp: QCoreApplication, tmp_path: Path) -> SessionWriter:
    return SessionWriter(SessionFolder(tmp_path, FileLock(tmp_path / "lock")))


def test_a_save_that_is_given_up_counts_as_under_way_though_the_end_of_the_one_before_comes_later(
    writer: SessionWriter, saves: HeldSaves, qtbot: QtBot
) -> None:
    saves.is_let_through[0].set()
    writer.write(Session())
    assert writer._thread is not None
    writer._thread.join(10.0)  # it has ended, and the window does not know yet
    assert not writer.write_now(Session(), limit_s=0.02)
    QCoreApplication.processEvents()
    assert writer.is_busy
    saves.is_let_through[1].set()
    qtbot.waitUntil(lambda: not writer.is_busy)


def test_a_folder_is_let_go_of_when_a_save_that_was_given_up_has_ended(
    qapp: QCoreApplication, saves: HeldSaves, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = open_session_folder(tmp_path)
    writer = SessionWriter(folder)
    assert not writer.write_now(Session(), limit_s=0.02)
    writer.close_folder()
    lock = FileLock(folder.path / "lock")
    assert not lock.acquire()  # its thread writes there still
    saves.is_let_through[0].set()
    qtbot.waitUntil(lock.acquire)
    lock.release()


def test_a_folder_that_nobody_writes_to_is_let_go_of_at_once(qapp: QCoreApplication, tmp_path: Path) -> None:
    folder = open_session_folder(tmp_path)
    SessionWriter(folder).close_folder()
    lock = FileLock(folder.path / "lock")
    assert lock.acquire()
    lock.release()


def test_the_folder_is_written_by_one_save_at_a_time(writer: SessionWriter, saves: HeldSaves, qtbot: QtBot) -> None:
    for _ in range(2):
        writer.write(Session())
    assert saves.begun[0].wait(10.0)
    assert not saves.begun[1].wait(0.05)
    for gate in saves.is_let_through:
        gate.set()
    qtbot.waitUntil(lambda: not writer.is_busy)
    assert (saves.n_begun, saves.most_at_once) == (2, 1)
