"""Keeping a session where much goes wrong: files that cannot be moved, windows that close amid something."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import gui.restore.session_autosave
from engine.data.dataset import Dataset
from engine.errors import SessionError
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.training.recipes import RECIPES
from gui.main_window import MainWindow
from gui.restore.session_snapshot import show_session
from tests.digits_in_use import Gate, is_settled, source_of
from tests.runs import network_files
from tests.session_windows import SEVEN, OpenWindow, keep_a_session, on_the_disk, train_once
from tests.window_fixtures import ENDLESS, a_config, choose, drag, press

# What cannot be read and cannot be moved either


@pytest.fixture
def nothing_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where another program has a file of the folder open, on Windows."""
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.is_dir():
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_can_be_moved")
@pytest.mark.parametrize("what", ["state", "network", "marker", "bug"])
def test_what_cannot_be_restored_nor_moved_is_not_written_over(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    keep_a_session(tmp_path)
    folder = tmp_path / "kept" / "session"
    left = folder / "current"
    if what == "state":
        (left / "state.json").write_bytes(b"{")
    elif what == "network":
        network_files(tmp_path / "kept")[0].write_bytes(b"PK but no more")
    elif what == "marker":
        (folder / "restoring").write_bytes(b"..")
    else:

        def show(window: object, kept: Session) -> None:
            if kept.run is not None:
                raise ValueError("a bug")

        monkeypatch.setattr("gui.restore.session_autosave.show_session", show)
    contents = {path.name: path.read_bytes() for path in left.iterdir()}

    first = open_window()
    assert f"The saved session stays in {left}, as it cannot be moved" in first.status.errors[-1]
    assert "Permission denied" in first.status.errors[-1]
    drag(first.canvas, SEVEN)
    n_strokes = 2 if what == "network" else 1
    first.close()
    assert {path.name: path.read_bytes() for path in left.iterdir()} == contents

    monkeypatch.setattr("gui.restore.session_autosave.show_session", show_session)
    second = open_window()
    assert len(second.canvas.drawing.strokes) == n_strokes
    assert not second.status.errors
    second.close()
    assert {path.name: path.read_bytes() for path in left.iterdir()} == contents


# Digits that are on their way


@pytest.mark.slow
@pytest.mark.usefixtures("quick_blocks")
def test_digits_that_were_chosen_and_not_read_yet_come_back(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset
) -> None:
    first = open_window()
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    choose(first.panel.dataset_box, "uci-digits-8x8")
    gate.is_open.set()
    first.close()  # before anything of it came to the window
    assert first.workspace.dataset is not None
    assert first.workspace.dataset.source == "uci-digits"

    second = open_window()
    assert source_of(second) == "uci-digits-8x8"


@pytest.mark.slow
def test_a_file_that_was_chosen_and_not_read_yet_comes_back(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps([{"label": i % 10, "strokes": [[[0, 0], [i, 9]]]} for i in range(60)]))
    first = open_window()
    first.open_data(str(path))
    first.close()
    second = open_window()
    assert source_of(second) == str(path)
    assert second.panel.dataset_box.currentText() == "mine.json"


@pytest.mark.slow
def test_a_kill_while_digits_are_read_brings_those_before_as_it_may_be_because_of_them(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset, tmp_path: Path
) -> None:
    monkeypatch.setattr("gui.restore.session_autosave.DELAY_MS", 5)
    window = open_window()
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    choose(window.panel.dataset_box, "uci-digits-8x8")
    drag(window.canvas, SEVEN)
    try:
        qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and len(kept.strokes) == 1)
        kept = on_the_disk(tmp_path)
        assert kept is not None
        assert kept.source == "uci-digits"
    finally:
        gate.is_open.set()


@pytest.mark.slow
def test_digits_that_cannot_be_read_are_not_kept(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_window()
    first.open_data(str(tmp_path / "nowhere.csv"))
    qtbot.waitUntil(lambda: is_settled(first))
    first.close()
    second = open_window()
    assert source_of(second) == "uci-digits"
    assert not second.panel.data_message.is_shown()


@pytest.mark.slow
@pytest.mark.usefixtures("quick_blocks")
def test_a_recipe_chosen_while_digits_are_read_begins_anew_after_a_restart(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset
) -> None:
    first = open_window()
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    choose(first.panel.dataset_box, "uci-digits-8x8")
    choose(first.panel.recipe_box, "momentum")
    gate.is_open.set()
    first.close()
    second = open_window()
    assert second.panel.form.config() == RECIPES["momentum"].config
    assert second.workspace.begins_anew


def a_table(path: Path) -> Path:
    """Sixty pictures of 64 values each."""
    rows = np.random.default_rng(0).integers(0, 17, (60, 64))
    path.write_text("\n".join(",".join(map(str, [i % 10, *row])) for i, row in enumerate(rows)))
    return path


@pytest.mark.slow
def test_the_digits_in_use_come_back_where_those_that_were_chosen_last_cannot_be_read(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    good, bad = a_table(tmp_path / "good.csv"), tmp_path / "bad.csv"
    bad.write_text("nonsense,1\n" * 10)
    first = open_window()
    first.open_data(str(good))
    qtbot.waitUntil(lambda: is_settled(first))
    first.panel.form.set_config(a_config())
    train_once(first, qtbot)
    first.open_data(str(bad))
    first.close()  # while it is being read

    second = open_window()
    assert source_of(second) == str(good)
    assert second.workspace.history.last_epoch == 3.0
    assert second.panel.data_message.text.startswith("The data of your last session cannot be used: bad.csv: expected ")
    assert second.panel.data_message.text.endswith(". good.csv is in use instead.")
    second.close()
    third = open_window()
    assert source_of(third) == str(good)
    assert not third.panel.data_message.is_shown()


@pytest.mark.slow
def test_where_none_of_the_digits_of_the_last_time_can_be_read_each_is_told(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    good, bad = a_table(tmp_path / "good.csv"), tmp_path / "bad.csv"
    first = open_window()
    first.open_data(str(good))
    qtbot.waitUntil(lambda: is_settled(first))
    bad.write_text("nonsense,1\n")
    first.open_data(str(bad))
    first.close()
    good.unlink()
    bad.unlink()

    second = open_window()
    assert source_of(second) == "uci-digits"
    assert second.panel.data_message.text == (
        f"The data of your last session cannot be used: {bad} is not there any more; {good} is not there any more. "
        "UCI digits are in use instead."
    )


@pytest.mark.slow
def test_a_kill_while_the_digits_of_the_last_time_are_read_does_not_forget_those_in_use_before(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset
) -> None:
    folder = open_session_folder(tmp_path / "kept")
    folder.write(Session(source="uci-digits-8x8", source_in_use=str(tmp_path / "good.csv")))
    folder.close()
    monkeypatch.setattr("gui.restore.session_autosave.DELAY_MS", 5)
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    window = MainWindow(session_folder=open_session_folder(tmp_path / "kept"))
    qtbot.addWidget(window)
    try:
        drag(window.canvas, SEVEN)
        qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and len(kept.strokes) == 1)
        kept = on_the_disk(tmp_path)
        assert kept is not None
        assert (kept.source, kept.source_in_use) == ("uci-digits-8x8", str(tmp_path / "good.csv"))
    finally:
        gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    window.close()
    kept = on_the_disk(tmp_path)
    assert kept is not None
    assert (kept.source, kept.source_in_use) == ("uci-digits-8x8", "")


@pytest.mark.slow
def test_digits_of_which_the_system_cannot_tell_whether_they_are_there_do_not_keep_the_session_from_being_kept(
    open_window: OpenWindow,
) -> None:
    first = open_window()
    drag(first.canvas, SEVEN)
    first.open_data("x" * 5000)  # longer than a path can be
    first.close()
    second = open_window()
    assert source_of(second) == "uci-digits"
    assert len(second.canvas.drawing.strokes) == 1
    assert second.panel.data_message.text.endswith("x'. UCI digits are in use instead.")


# Saves one after the other


def test_a_save_that_failed_is_not_told_once_a_later_one_has_succeeded(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    autosave = window.autosave
    assert autosave is not None
    with monkeypatch.context() as patch:

        def no_room(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
            raise SessionError(f"{folder.path}: No space left on device")

        patch.setattr(SessionFolder, "write", no_room)
        autosave._save()
        assert autosave._writer._thread is not None
        autosave._writer._thread.join(10.0)  # it has failed, and the window does not know yet
    assert autosave.save_now() == ""
    qtbot.waitUntil(lambda: not autosave._writer.is_busy)
    assert not window.status.errors
    assert not autosave._has_told


# At the end


@pytest.mark.slow
def test_the_last_valid_settings_are_kept_when_a_field_is_not_valid_at_the_end(open_window: OpenWindow) -> None:
    first = open_window()
    form = first.panel.form
    form.seed_box.setValue(77)
    form.hidden_edit.setText("9")
    form.hidden_edit.setText("9, oops")
    first.close()

    second = open_window()
    config = second.panel.form.config()
    assert (config.seed, config.hidden_layers) == (77, (9,))
    second.panel.form.hidden_edit.setText("oops")  # those of the session before are valid, too
    second.close()

    assert open_window().panel.form.config() == config


def test_a_last_save_that_fails_where_no_console_is_does_not_raise(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    tried = []

    def no_room(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        tried.append(kept)
        raise SessionError(f"{folder.path}: No space left on device")

    monkeypatch.setattr(SessionFolder, "write", no_room)
    monkeypatch.setattr(sys, "stderr", None)
    autosave = window.autosave
    assert autosave is not None
    autosave.close()
    monkeypatch.undo()
    assert len(tried) == 1
    assert window.close()


@pytest.mark.slow
def test_where_runs_cannot_be_stored_there_is_one_warning_and_the_run_goes_on(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.restore.session_autosave, "DELAY_MS", 10)
    monkeypatch.setattr(gui.restore.session_autosave, "_RETRY_MS", 10)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "runs").write_text("in the way")
    window = open_window()
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: bool(window.status.errors))
    assert "expected a folder where runs can be kept, got: " in window.status.errors[-1]
    assert "Save the network with Ctrl+S" in window.status.errors[-1]
    window.status.close_button.click()
    drag(window.canvas, SEVEN)  # all but the run is saved further
    qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and len(kept.strokes) == 1)
    n_points = window.workspace.history.n_points
    qtbot.waitUntil(lambda: window.workspace.history.n_points > n_points + 20)
    assert window.controller.state == "running"
    assert not window.status.errors
    (tmp_path / "kept" / "runs").unlink()
    press(window, "stopButton")
    qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and kept.run is not None)
