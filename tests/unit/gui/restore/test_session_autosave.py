"""The session is kept while the window is open, and is there again in the next one."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import gui.restore.session_autosave
from engine.data.dataset import Dataset
from engine.data.registry import SOURCES
from engine.errors import SessionError
from engine.io.file_lock import FileLock
from engine.models.files import save_model
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from engine.training.control import TrainingControl
from engine.training.train import train
from gui.main_window import MainWindow
from gui.restore.session_snapshot import SessionParts, show_session
from gui.workers.session_writer import SessionWriter
from tests.runs import network_files
from tests.session_windows import SEVEN, OpenWindow, keep_a_session, on_the_disk, train_once
from tests.window_fixtures import ENDLESS, Answer, a_config, button, drag, goes_on, open_network, press


def test_a_run_that_a_crash_cut_short_goes_on_to_its_planned_end(
    open_window: OpenWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    config = ENDLESS.with_values(optimizer="momentum", epochs=100_000)
    window = open_window()
    window.panel.form.set_config(config)
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.workspace.training_state is not None and window.workspace.history.n_points > 3)
    kept = window.workspace.runs_to_save()  # what a save amid the run finds
    window.menus.stop.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    (network,) = kept
    assert network is not None
    state = network.model.state
    assert state is not None
    assert network.metadata.curves.last_epoch <= state.last.epoch
    n_left = 5
    resumed = train(state.config, few_digits, control=TrainingControl(stops_after=n_left), state=state)
    whole = train(config, few_digits, control=TrainingControl(stops_after=state.n_batches + n_left))
    assert window.workspace.dataset is not None
    assert window.workspace.dataset.ref == few_digits.ref
    np.testing.assert_array_equal(resumed.parameters, whole.parameters)
    points = np.concatenate([network.metadata.curves.values, np.array(resumed.points).reshape(-1, 5)])
    np.testing.assert_array_equal(points, np.array(whole.points))


@pytest.mark.parametrize("folder", ["", "."])
def test_how_the_digits_of_a_file_are_turned_is_kept_with_it(
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    few_digits: Dataset,
    folder: str,
) -> None:
    digits = few_digits.digits[:60]
    np.savez(tmp_path / "d.npz", X=digits.images.reshape(-1, 20, 20).transpose(0, 2, 1), y=digits.labels)
    monkeypatch.chdir(tmp_path)
    first = open_window()
    source = str(Path(folder or tmp_path) / "d.npz::transposed")
    first.open_data(source)
    qtbot.waitUntil(lambda: first.workspace.dataset is not None and first.workspace.dataset.source == source)
    first.close()

    second = open_window()
    assert second.workspace.dataset is not None
    assert second.workspace.dataset.source == str(tmp_path / "d.npz::transposed")
    np.testing.assert_allclose(second.workspace.dataset.digits.images, digits.images, atol=1e-6)


def test_after_a_restart_the_window_looks_as_it_was_left_and_training_goes_on(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    first = open_window()
    assert not first.status.errors
    drag(first.canvas, SEVEN)
    config = a_config(input_scaling="standardized", validation_fraction=0.2)
    first.panel.form.set_config(config)
    first.run_bar.set_speed(1000.0)
    train_once(first, qtbot)
    first.view_tabs.show_titled("Data")
    first.close()

    second = open_window()
    session = second.workspace
    assert second.view_tabs.tabText(second.view_tabs.currentIndex()) == "Data"
    second.view_tabs.setCurrentIndex(0)
    np.testing.assert_array_equal(session.parameters.flat, first.workspace.parameters.flat)
    np.testing.assert_array_equal(second.reading.class_bars.probabilities, first.reading.class_bars.probabilities)
    np.testing.assert_array_equal(session.history.values, first.workspace.history.values)
    qtbot.waitUntil(lambda: second.mosaic.parameters is session.parameters)
    assert second.loss_plot.description == first.loss_plot.description
    assert second.progress.text == first.progress.text
    assert second.progress.text.startswith("Finished 3 epochs. ")
    assert second.progress.bar.value() == 1000
    assert second.panel.form.config() == config
    assert second.run_bar.batches_per_second == 1000.0
    assert session.origin_text() == first.workspace.origin_text()
    assert session.origin_text() == "The network trained on UCI digits answers."
    assert not button(second, "undoButton").isEnabled()
    assert button(second, "clearButton").isEnabled()
    assert "Continued where you left off." in second.statusBar().currentMessage()
    assert session.model().metadata.as_json()["history"] == first.workspace.model().metadata.as_json()["history"]

    train_once(second, qtbot)
    assert session.dataset is not None
    without_restart = train(config, session.dataset, state=first.workspace.training_state)
    np.testing.assert_array_equal(session.parameters.flat, without_restart.parameters)
    np.testing.assert_array_equal(
        session.history.values[: first.workspace.history.n_points], first.workspace.history.values
    )
    assert session.history.last_epoch == 6.0


@pytest.mark.slow
def test_what_happens_is_on_the_disk_soon_with_the_window_open(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.restore.session_autosave, "DELAY_MS", 20)
    window = open_window()

    def kept() -> Session:
        found = on_the_disk(tmp_path)
        return Session() if found is None else found

    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: len(kept().strokes) == 1)
    window.panel.form.seed_box.setValue(77)
    qtbot.waitUntil(lambda: getattr(kept().config, "seed", 0) == 77)
    window.panel.form.hidden_edit.setText("8, oops")  # what is not valid yet is not kept
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: len(kept().strokes) == 2)
    assert getattr(kept().config, "seed", 0) == 77

    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: (run := kept().run) is not None and run.metadata.curves.n_points > 10)
    run = kept().run
    assert run is not None
    assert run.metadata.state == "stopped"
    assert run.metadata.curves.data is not None
    assert run.metadata.curves.data.source == "uci-digits"
    assert window.controller.state == "running"


def test_closing_during_a_run_keeps_all_that_was_learned(open_window: OpenWindow, qtbot: QtBot) -> None:
    first = open_window()
    first.panel.form.set_config(ENDLESS)
    press(first, "trainButton")
    qtbot.waitUntil(lambda: first.workspace.history.n_points > 10)
    first.close()

    second = open_window()
    np.testing.assert_array_equal(second.workspace.parameters.flat, first.workspace.parameters.flat)
    assert second.controller.state == "idle"
    assert second.progress.text.startswith("Stopped. What was learned is kept.")
    assert goes_on(second.workspace, ENDLESS)


@pytest.mark.slow
def test_digits_that_are_gone_are_told_and_network_curves_and_drawing_stay(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps([{"label": i % 10, "strokes": [[[0, 0], [i, 9]]]} for i in range(60)]))
    first = open_window()
    first.open_data(str(path))
    qtbot.waitUntil(lambda: first.panel.dataset_box.currentData() == str(path) and not first.controller.is_reading)
    drag(first.canvas, SEVEN)
    first.panel.form.set_config(a_config())
    train_once(first, qtbot)
    first.close()
    path.unlink()

    second = open_window()
    assert second.panel.data_message.text == (
        f"The data of your last session cannot be used: {path} is not there any more. UCI digits are in use instead."
    )
    assert second.panel.dataset_box.currentData() == "uci-digits"
    np.testing.assert_array_equal(second.workspace.parameters.flat, first.workspace.parameters.flat)
    np.testing.assert_array_equal(second.workspace.history.values, first.workspace.history.values)
    assert len(second.canvas.drawing.strokes) == 1

    train_once(second, qtbot)  # on other digits: another leg of the run, whose curves begin anew
    assert second.workspace.history.last_epoch == 6.0
    assert second.workspace.history.epochs[0] == 3.0


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("what", ["state", "future", "marker", "bug"])
def test_what_cannot_be_restored_is_told_and_set_aside_and_the_window_is_fresh(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    keep_a_session(tmp_path)
    folder = tmp_path / "kept" / "session"
    state = folder / "current" / "state.json"
    content = state.read_bytes()
    if what == "state":
        state.write_bytes(content[:100])
    elif what == "future":
        state.write_bytes(content.replace(b'"version":2,', b'"version":99,', 1))
    elif what == "marker":  # the last two starts were killed while they restored
        (folder / "restoring").write_bytes(b"..")
    else:

        def show(parts: SessionParts, kept: Session) -> None:
            show_session(parts, kept)
            if kept.run is not None:
                raise ValueError("a bug")

        monkeypatch.setattr("gui.restore.session_autosave.show_session", show)

    second = open_window()
    assert second.status.errors
    assert "his window starts with a new one." in second.status.errors[-1]
    assert ("newer Digit Lab" in second.status.errors[-1]) == (what == "future")
    assert second.status.copy_button.isVisible() == (what == "bug")
    assert second.autosave is not None
    assert ("ValueError: a bug" in second.autosave.restore_message.report) == (what == "bug")
    (aside,) = folder.glob("set-aside-*")
    assert str(aside) in second.status.errors[-1]
    assert (aside / "state.json").is_file()
    assert len(network_files(tmp_path / "kept")) == 1
    assert second.workspace.origin == "bundled"
    assert second.canvas.drawing.is_empty
    assert second.panel.recipe_box.currentData() == "default"
    qtbot.waitUntil(lambda: not (folder / "restoring").exists())


def test_the_rest_comes_back_where_the_network_is_damaged(open_window: OpenWindow, tmp_path: Path) -> None:
    keep_a_session(tmp_path)
    (network,) = network_files(tmp_path / "kept")
    network.write_bytes(b"PK but no more")

    second = open_window()
    assert "the network" in second.status.errors[-1]
    assert network.parent.name in second.status.errors[-1]
    assert second.workspace.origin == "bundled"
    assert len(second.canvas.drawing.strokes) == 1


@pytest.mark.slow
def test_two_windows_keep_two_sessions(open_window: OpenWindow) -> None:
    first, second = open_window(), open_window()
    drag(first.canvas, SEVEN)
    second.close()
    first.close()
    again, other = open_window(), open_window()
    assert len(again.canvas.drawing.strokes) == 1
    assert other.canvas.drawing.is_empty


@pytest.mark.slow
def test_digits_that_are_given_overrule_those_of_the_session(open_window: OpenWindow, qtbot: QtBot) -> None:
    first = open_window()
    first.panel.form.set_config(a_config())
    train_once(first, qtbot)
    first.close()
    dataset = SOURCES["uci-digits"].load()
    second = open_window(dataset=dataset)
    assert second.workspace.dataset is dataset
    assert second.workspace.history.n_points == first.workspace.history.n_points  # they are the same


@pytest.mark.slow
@pytest.mark.own_window
def test_a_window_without_a_folder_neither_reads_nor_writes(window: MainWindow, qtbot: QtBot, user_data: Path) -> None:
    drag(window.canvas, SEVEN)
    window.close()
    assert window.autosave is None
    assert not user_data.exists()


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("is_closed", [True, False])
def test_what_cannot_be_kept_is_told_once_and_tried_again(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, is_closed: bool
) -> None:
    monkeypatch.setattr(gui.restore.session_autosave, "DELAY_MS", 1)
    monkeypatch.setattr(gui.restore.session_autosave, "_RETRY_MS", 1)
    window = open_window()
    write, tried = SessionFolder.write, []

    def no_room(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        tried.append(kept)
        raise SessionError(f"{folder.path}: No space left on device")

    monkeypatch.setattr(SessionFolder, "write", no_room)
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: bool(window.status.errors))
    assert "No space left on device" in window.status.errors[-1]
    assert "Save the network with Ctrl+S" in window.status.errors[-1]
    if is_closed:
        window.status.close_button.click()
    n_tried = len(tried)
    qtbot.waitUntil(lambda: len(tried) > n_tried + 2)
    assert bool(window.status.errors) is not is_closed
    monkeypatch.setattr(SessionFolder, "write", write)
    qtbot.waitUntil(lambda: (kept := on_the_disk(tmp_path)) is not None and len(kept.strokes) == 1)
    qtbot.waitUntil(lambda: not window.status.errors)


@pytest.mark.slow
def test_what_holds_is_still_told_after_a_file_was_refused_and_another_opened(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer_open: Answer
) -> None:
    monkeypatch.setattr(gui.restore.session_autosave, "DELAY_MS", 1)
    window = open_window()

    def no_room(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        raise SessionError(f"{folder.path}: No space left on device")

    monkeypatch.setattr(SessionFolder, "write", no_room)
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: bool(window.status.errors))
    (tmp_path / "damaged.npz").write_bytes(b"no archive")
    answer_open(tmp_path / "damaged.npz")
    open_network(window)
    assert "damaged.npz" in window.status.errors[-1]
    save_model(window.workspace.model(), tmp_path / "good.npz")
    answer_open(tmp_path / "good.npz")
    open_network(window)
    assert [error.endswith("Save the network with Ctrl+S.") for error in window.status.errors] == [True]


@pytest.mark.slow
def test_a_network_that_takes_long_to_save_rests_and_the_drawing_does_not(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.restore.session_autosave, "DELAY_MS", 1)
    window = open_window()
    autosave = window.autosave
    assert autosave is not None
    written: list[Session] = []
    monkeypatch.setattr(SessionWriter, "write", lambda _, kept, left: written.append(kept))
    autosave._on_written(60.0, ())
    press(window, "resetButton")
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: bool(written) and len(written[-1].strokes) == 1)
    drag(window.canvas, SEVEN)
    qtbot.waitUntil(lambda: len(written[-1].strokes) == 2)
    assert written[-1].run is None  # as before the reset
    autosave._on_state_changed("idle")  # the end of a run
    qtbot.waitUntil(lambda: written[-1].run is not None)
    monkeypatch.undo()


@pytest.mark.slow
def test_a_last_save_that_fails_is_told_where_errors_are_told(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window()

    def bug(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(SessionFolder, "write", bug)
    window.close()
    assert "could not be kept for the next start: something unexpected happened" in capsys.readouterr().err
    window.close()
    assert capsys.readouterr().err == ""


def test_a_save_that_hangs_does_not_keep_the_window_from_closing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_there_again = threading.Event()
    written: list[Session] = []

    def hang(folder: SessionFolder, kept: Session, left: Sequence[Run]) -> None:
        is_there_again.wait(10.0)
        written.append(kept)

    monkeypatch.setattr(SessionFolder, "write", hang)
    writer = SessionWriter(SessionFolder(tmp_path, FileLock(tmp_path / "lock")))
    first, last = Session(view="first"), Session(view="last")
    writer.write(first)
    assert not writer.write_now(last, limit_s=0.05)
    is_there_again.set()
    assert writer.write_now(last, limit_s=10.0)
    assert written == [first, last]
    qtbot.waitUntil(lambda: not writer.is_busy)
