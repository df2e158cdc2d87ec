"""File > New session, and the way back to the previous one: nothing is lost, and what goes wrong is told."""

import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.errors import SessionError
from engine.models.model import Model
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from gui.restore.new_session import NewSession
from tests.digits_in_use import Gate, is_settled, source_of
from tests.runs import a_run, network_files
from tests.session_windows import SEVEN, OpenWindow, keep_a_session, on_the_disk, train_once
from tests.window_fixtures import a_config, choose, drag, press


def test_a_fresh_start_loses_nothing(open_window: OpenWindow, qtbot: QtBot) -> None:
    first = open_window()
    assert not first.menus.previous_session.isEnabled()
    drag(first.canvas, SEVEN)
    first.panel.form.set_config(a_config())
    train_once(first, qtbot)
    trained = first.workspace.parameters.flat

    first.menus.new_session.trigger()
    assert first.workspace.origin == "bundled"
    assert first.canvas.drawing.is_empty
    assert first.workspace.history.n_points == 0
    assert first.panel.recipe_box.currentData() == "default"
    assert "The bundled network answers." in first.progress.text
    first.menus.previous_session.trigger()
    np.testing.assert_array_equal(first.workspace.parameters.flat, trained)
    assert first.workspace.history.last_epoch == 3.0
    assert len(first.canvas.drawing.strokes) == 1
    assert first.progress.text.startswith("Finished 3 epochs")
    first.menus.new_session.trigger()
    first.close()

    second = open_window()  # the way back leads over a restart, too
    assert second.workspace.origin == "bundled"
    second.menus.previous_session.trigger()
    np.testing.assert_array_equal(second.workspace.parameters.flat, trained)
    second.menus.previous_session.trigger()
    assert second.workspace.origin == "bundled"


@pytest.mark.slow
def test_a_fresh_start_and_the_way_back_bring_their_digits(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.open_data("uci-digits-8x8")
    qtbot.waitUntil(
        lambda: window.panel.dataset_box.currentData() == "uci-digits-8x8" and not window.controller.is_reading
    )
    window.panel.form.set_config(a_config())
    train_once(window, qtbot)
    window.menus.new_session.trigger()
    qtbot.waitUntil(lambda: window.panel.dataset_box.currentData() == "uci-digits" and not window.controller.is_reading)
    window.menus.previous_session.trigger()
    qtbot.waitUntil(
        lambda: window.panel.dataset_box.currentData() == "uci-digits-8x8" and not window.controller.is_reading
    )
    assert window.workspace.history.last_epoch == 3.0


@pytest.mark.slow
def test_a_window_that_keeps_nothing_can_start_afresh_and_go_back(window: MainWindow) -> None:
    drag(window.canvas, SEVEN)
    assert isinstance(window.new_session, NewSession)
    window.menus.new_session.trigger()
    assert window.canvas.drawing.is_empty
    window.menus.previous_session.trigger()
    assert len(window.canvas.drawing.strokes) == 1


def test_two_fresh_starts_do_not_hide_the_session_before(window: MainWindow) -> None:
    window.workspace.reset(a_config())
    weights = window.workspace.parameters.flat
    for _ in range(2):
        window.menus.new_session.trigger()
    assert window.workspace.origin == "bundled"
    window.menus.previous_session.trigger()
    np.testing.assert_array_equal(window.workspace.parameters.flat, weights)


@pytest.mark.slow
def test_a_fresh_start_after_a_restart_does_not_hide_the_session_before(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    keep_a_session(tmp_path)
    first = open_window()
    first.menus.new_session.trigger()
    first.close()

    second = open_window()  # nothing is made in it
    qtbot.waitUntil(lambda: is_settled(second))
    second.menus.new_session.trigger()
    second.menus.previous_session.trigger()
    assert second.workspace.origin == "random"
    assert len(second.canvas.drawing.strokes) == 1
    second.menus.previous_session.trigger()
    assert second.canvas.drawing.is_empty


@pytest.mark.slow
@pytest.mark.parametrize("restarts", [False, True])
def test_going_to_and_fro_leaves_no_more_copies(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, *, restarts: bool
) -> None:
    keep_a_session(tmp_path)
    window = open_window()
    for _ in range(3):
        window.menus.new_session.trigger()
        if restarts:
            window.close()
            window = open_window()
        qtbot.waitUntil(partial(is_settled, window))
        assert window.canvas.drawing.is_empty
        window.menus.previous_session.trigger()
        assert window.workspace.origin == "random"
        assert len(window.canvas.drawing.strokes) == 1
    folder = tmp_path / "kept" / "session"
    assert folders_in(folder) == ["current"]
    kept = on_the_disk(tmp_path)
    assert kept is not None
    assert kept.run is not None
    window.menus.previous_session.trigger()
    assert window.workspace.origin == "bundled"
    qtbot.waitUntil(lambda: folders_in(folder) == ["before-fresh-start", "current"])


def test_a_fresh_start_and_the_way_back_wait_for_digits_that_are_being_read(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset
) -> None:
    drag(window.canvas, SEVEN)
    window.menus.new_session.trigger()
    both = (window.menus.new_session, window.menus.previous_session)
    assert all(action.isEnabled() for action in both)
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    choose(window.panel.dataset_box, "uci-digits-8x8")
    assert not any(action.isEnabled() for action in both)
    for action in both:
        action.trigger()
    window.new_session.go_back()  # whoever asks
    assert window.canvas.drawing.is_empty
    gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits-8x8"
    assert all(action.isEnabled() for action in both)


def test_a_fresh_start_does_not_wait_for_digits_that_were_to_be_downloaded(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_let_through = threading.Event()
    monkeypatch.setattr(window.data_chooser.download, "_download", lambda *_, **__: is_let_through.wait(10.0))
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    assert window.data_chooser.download.is_running
    window.menus.new_session.trigger()
    with qtbot.waitSignal(window.data_chooser.download.finished):
        is_let_through.set()
    assert is_settled(window)
    assert source_of(window) == "uci-digits"
    assert "MNIST has been downloaded" in window.statusBar().currentMessage()


def test_a_fresh_start_takes_an_offer_away(window: MainWindow) -> None:
    choose(window.panel.dataset_box, "mnist")
    assert window.panel.data_row.link.isVisible()
    window.menus.new_session.trigger()
    assert not window.panel.data_row.link.isVisible()


def test_settings_that_are_not_valid_come_back_as_they_were_last(window: MainWindow) -> None:
    window.panel.form.seed_box.setValue(77)
    window.panel.form.hidden_edit.setText("8, oops")
    window.menus.new_session.trigger()
    assert window.panel.form.config().seed != 77
    window.menus.previous_session.trigger()
    assert window.panel.form.config().seed == 77


# Curves


@pytest.fixture
def curves() -> Run:
    """A network that was trained on UCI's digits at 20x20."""
    return a_run(
        Model(first_parameters(a_config())),
        "training",
        data=DatasetRef("uci-digits"),
        points=np.array([[0.0, 2.0, 0.1, np.nan, np.nan], [5.0, 1.0, 0.5, 1.1, 0.4]]),
        curves_of=DatasetRef("uci-digits"),
    )


@pytest.mark.slow
@pytest.mark.usefixtures("quick_blocks")
def test_the_way_back_shows_curves_that_are_of_the_digits_it_leaves(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, curves: Run
) -> None:
    folder = open_session_folder(tmp_path / "kept")
    folder.write(Session(curves, (curves,), source="uci-digits-8x8"))
    folder.close()
    window = open_window()
    assert source_of(window) == "uci-digits-8x8"
    assert window.workspace.history.last_epoch == 5.0
    window.menus.new_session.trigger()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits"
    assert window.workspace.history.n_points == 0
    window.menus.previous_session.trigger()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits-8x8"
    assert window.workspace.history.last_epoch == 5.0
    window.workspace.undo_fine_tuning()
    assert window.workspace.history.last_epoch == 5.0


# What goes wrong


@pytest.mark.slow
@pytest.mark.parametrize("n_strokes", [0, 2])
def test_what_is_damaged_of_the_session_before_is_told_and_not_deleted(
    open_window: OpenWindow, tmp_path: Path, n_strokes: int
) -> None:
    keep_a_session(tmp_path)
    first = open_window()
    first.menus.new_session.trigger()
    first.close()
    folder = tmp_path / "kept" / "session"
    (network,) = network_files(tmp_path / "kept")
    network.write_bytes(b"PK but no more")

    second = open_window()
    for _ in range(n_strokes):
        drag(second.canvas, SEVEN)
    second.menus.previous_session.trigger()
    assert len(second.canvas.drawing.strokes) == 1
    assert second.workspace.origin == "bundled"
    (told,) = second.status.errors
    assert told.startswith(f"Of the previous session, the network (the run {network.parent.name} is damaged")
    assert told.count(". ") == 0
    assert network.read_bytes() == b"PK but no more"
    (left,) = (path for path in folder.rglob("state.json") if network.parent.name in path.read_text())
    assert told.endswith(f" {left.parent}.")


class HeldWriting:
    """Saves that end when they are let through, or fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_let_through = threading.Event()
        self.is_full = False
        self.n_refused = 0
        self.held: list[Session] = []
        write = SessionFolder.write

        def hold(folder: SessionFolder, kept: Session, left: Sequence[Run] = ()) -> None:
            if self.is_full:
                self.n_refused += 1
                raise SessionError(f"{folder.path}: No space left on device")
            if not self.is_let_through.is_set():
                self.held.append(kept)
            assert self.is_let_through.wait(10.0)
            write(folder, kept, left)

        monkeypatch.setattr(SessionFolder, "write", hold)
        monkeypatch.setattr("gui.restore.session_autosave._PAUSE_LIMIT_S", 0.02)


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldWriting]:
    writing = HeldWriting(monkeypatch)
    writing.is_let_through.set()
    yield writing
    writing.is_full = False
    writing.is_let_through.set()


def folders_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("way", ["new_session", "previous_session"])
@pytest.mark.parametrize("trouble", ["hangs", "full"])
def test_where_the_session_of_now_cannot_be_kept_nothing_changes(
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    writing: HeldWriting,
    way: str,
    trouble: str,
) -> None:
    monkeypatch.setattr("gui.restore.session_autosave._PAUSE_LIMIT_S", 10.0)
    keep_a_session(tmp_path)
    window = open_window()
    window.menus.new_session.trigger()
    monkeypatch.setattr("gui.restore.session_autosave._PAUSE_LIMIT_S", 0.02)
    for _ in range(3):
        drag(window.canvas, SEVEN)
    folder = tmp_path / "kept" / "session"
    places = folders_in(folder)
    autosave = window.autosave
    assert autosave is not None
    writing.is_full = trouble == "full"
    writing.is_let_through.clear()

    action = getattr(window.menus, way)
    with monkeypatch.context() as patch:
        patch.setattr("gui.restore.session_autosave.DELAY_MS", 1)
        action.trigger()
        if trouble == "full":  # what it says when it fails again does not take the place of this
            n_refused = writing.n_refused
            qtbot.waitUntil(lambda: writing.n_refused > n_refused)
            qtbot.waitUntil(lambda: not autosave._writer.is_busy)
    assert len(window.canvas.drawing.strokes) == 3
    assert window.workspace.origin == "bundled"
    assert folders_in(folder) == places
    assert window.status.errors[-1].startswith("Nothing was changed, as the current session cannot be saved: ")
    assert ("it took more than 0.02 s" in window.status.errors[-1]) == (trouble == "hangs")
    assert ("No space left" in window.status.errors[-1]) == (trouble == "full")

    writing.is_full = False
    writing.is_let_through.set()
    monkeypatch.setattr("gui.restore.session_autosave._PAUSE_LIMIT_S", 10.0)
    action.trigger()
    assert len(window.canvas.drawing.strokes) == (0 if way == "new_session" else 1)
    assert not window.status.errors
    before = autosave.folder.read_before()
    assert before is not None
    assert len(before.strokes) == 3


def test_what_could_not_be_kept_is_tried_again(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writing: HeldWriting
) -> None:
    monkeypatch.setattr("gui.restore.session_autosave.DELAY_MS", 5)
    monkeypatch.setattr("gui.restore.session_autosave._RETRY_MS", 5)
    window = open_window()
    writing.is_let_through.clear()
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: len(writing.held) == 1)
    drag(window.canvas, SEVEN)
    window.menus.new_session.trigger()  # the save under way hangs, and is not of both strokes
    assert len(window.canvas.drawing.strokes) == 2
    writing.is_let_through.set()
    qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and len(kept.strokes) == 2)


@pytest.mark.slow
def test_a_session_that_cannot_be_moved_stays_where_it_is(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep_a_session(tmp_path)
    window = open_window()
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "current":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    window.menus.new_session.trigger()
    assert window.canvas.drawing.is_empty
    left = tmp_path / "kept" / "session" / "current"
    assert str(left) in window.status.errors[-1]
    assert "Permission denied" in window.status.errors[-1]
    window.close()
    assert len(network_files(tmp_path / "kept")) == 1
    again = open_window()
    assert again.canvas.drawing.is_empty
    assert again.workspace.origin == "bundled"
    assert not again.status.errors
