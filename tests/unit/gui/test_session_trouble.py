"""Keeping a session where much goes wrong: files that cannot be moved, windows that close amid something."""

import json
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.datasets import Dataset
from engine.errors import SessionError
from engine.kept_session import KeptSession
from engine.recipes import RECIPES
from engine.session_files import SessionFolder
from gui.keeping.session_snapshot import show_session
from tests.digits_in_use import Gate, is_settled, source_of
from tests.session_windows import SEVEN, OpenWindow, keep_a_session, on_the_disk
from tests.window_fixtures import choose, drag

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
        next(left.glob("network-*.npz")).write_bytes(b"PK but no more")
    elif what == "marker":
        (folder / "restoring").write_bytes(b"..")
    else:

        def show(window: object, kept: KeptSession) -> None:
            if kept.network is not None:
                raise ValueError("a bug")

        monkeypatch.setattr("gui.keeping.session_keeper.show_session", show)
    contents = {path.name: path.read_bytes() for path in left.iterdir()}

    first = open_window()
    assert f"What was kept stays in {left}, as it cannot be moved" in first.message_bar.text
    assert "Permission denied" in first.message_bar.text
    drag(first.canvas, SEVEN)
    n_strokes = 2 if what == "network" else 1
    first.close()
    assert {path.name: path.read_bytes() for path in left.iterdir()} == contents

    monkeypatch.setattr("gui.keeping.session_keeper.show_session", show_session)
    second = open_window()
    assert len(second.canvas.drawing.strokes) == n_strokes
    assert not second.message_bar.isVisible()
    second.close()
    assert {path.name: path.read_bytes() for path in left.iterdir()} == contents


# Digits that are on their way


@pytest.mark.usefixtures("quick_blocks")
def test_digits_that_were_chosen_and_not_read_yet_come_back(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset
) -> None:
    first = open_window()
    gate = Gate(monkeypatch, "uci-digits-8x8", few_blocks)
    choose(first.panel.dataset_box, "uci-digits-8x8")
    gate.is_open.set()
    first.close()  # before anything of it came to the window
    assert first.session.dataset is not None
    assert first.session.dataset.source == "uci-digits"

    second = open_window()
    assert source_of(second) == "uci-digits-8x8"


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


def test_a_kill_while_digits_are_read_brings_those_before_as_it_may_be_because_of_them(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset, tmp_path: Path
) -> None:
    monkeypatch.setattr("gui.keeping.session_keeper.DELAY_MS", 5)
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


def test_digits_that_cannot_be_read_are_not_kept(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_window()
    first.open_data(str(tmp_path / "nowhere.csv"))
    qtbot.waitUntil(lambda: is_settled(first))
    first.close()
    second = open_window()
    assert source_of(second) == "uci-digits"
    assert not second.panel.data_message.isVisible()


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
    assert second.session.begins_anew


# At the end


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

    def no_room(folder: SessionFolder, kept: KeptSession) -> None:
        tried.append(kept)
        raise SessionError(f"{folder.path}: No space left on device")

    monkeypatch.setattr(SessionFolder, "write", no_room)
    monkeypatch.setattr(sys, "stderr", None)
    keeper = window.keeper
    assert keeper is not None
    keeper.close()
    monkeypatch.undo()
    assert len(tried) == 1
    assert window.close()
