"""The tab "Runs" on a window: what it lists, what can be done with a run, and that none of it is lost."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from engine.data.reference import DatasetRef
from engine.runs.run_files import export_run, import_run
from engine.runs.store import RunStore
from gui.main_window import MainWindow
from gui.runs_tab.run_table import NAMES as COLUMNS
from gui.runs_tab.runs_view import RunsView
from tests.run_stores import (
    CONFIGS,
    a_stored_run,
    click_in,
    explorer_of,
    fill_store,
    names_in,
    open_runs,
    select_run,
)
from tests.session_windows import OpenWindow, train_once
from tests.window_fixtures import a_config, press


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def window(base: Path, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    window = open_window()
    qtbot.waitUntil(lambda: window.workspace.dataset is not None)
    assert window.workspace.dataset is not None
    fill_store(base, data=window.workspace.dataset.ref)
    return window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> RunsView:
    return open_runs(window, qtbot, len(CONFIGS))


def stored(base: Path, name: str) -> str:
    """The id of the run that is called so, as another process sees it."""
    return next(run.id for run in RunStore(base).runs() if name in (run.name, f"Run {run.number}"))


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))


# What is listed


def test_the_tab_says_what_it_is_for_and_lists_a_run_once_it_was_made(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    view = open_runs(window, qtbot, 0)
    qtbot.waitUntil(lambda: view.hint.isVisible() and "Press Train to make the first" in view.hint.text())
    window.panel.form.set_config(a_config(hidden_layers=(5,)))
    train_once(window, qtbot)
    qtbot.waitUntil(lambda: names_in(view) == ["Run 1"])
    assert not view.hint.isVisible()
    qtbot.waitUntil(lambda: view.size_button.text().startswith("1 run, "))


@pytest.mark.slow
def test_runs_are_listed_newest_first_with_what_differs(view: RunsView) -> None:
    assert names_in(view) == ["Run 4", "Run 3", "Run 2", "Run 1"]
    differs = [[text for text, _ in view.model.differences.parts(run)] for run in view.model.rows]
    assert differs == [["sigmoid", "rate 0.1"], ["ReLU", "rate 0.1"], ["sigmoid", "rate 0.1"], ["sigmoid", "rate 0.03"]]
    select_run(view, "Run 1")
    bold = [text for run in view.model.rows for text, is_bold in view.model.parts(run, 1) if is_bold]
    assert bold == ["rate 0.1", "ReLU", "rate 0.1", "rate 0.1"]
    assert [view.model.text(view.model.rows[0], column) for column in range(2, 8)] == [
        "88.0 %", "88.0 %", "0.540", "20", "5.5 s", "all epochs",
    ]  # fmt: skip


@pytest.mark.slow
def test_runs_of_others_appear_and_go_while_the_tab_is_open(view: RunsView, base: Path, qtbot: QtBot) -> None:
    other = RunStore(base)
    other.save(a_stored_run(a_config(hidden_layers=(9,)), 30))
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 5")
    other.delete(stored(base, "Run 2"))
    qtbot.waitUntil(lambda: names_in(view) == ["Run 5", "Run 4", "Run 3", "Run 1"])


def test_the_filter_finds_words(view: RunsView, qtbot: QtBot) -> None:
    view.filter_edit.setFocus()
    for text, expected in (
        ("relu", ["Run 3"]),
        ("6, 5", ["Run 3"]),
        ("rate 0.1 sigmoid", ["Run 4", "Run 2"]),
        ("uci", ["Run 4", "Run 3", "Run 2", "Run 1"]),
        ("no such word", []),
    ):
        view.filter_edit.selectAll()
        QTest.keyClicks(view.filter_edit, text)
        assert names_in(view) == expected
        assert view.hint.isVisible() != bool(expected)


def test_a_click_on_a_head_sorts(view: RunsView, qtbot: QtBot) -> None:
    header = view.table.horizontalHeader()
    at = header.sectionViewportPosition(2) + header.sectionSize(2) // 2
    for expected in (["Run 1", "Run 2", "Run 3", "Run 4"], ["Run 4", "Run 3", "Run 2", "Run 1"]):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(at, 8))
        assert names_in(view) == expected


@pytest.mark.slow
def test_the_run_under_way_is_listed_drawn_and_exported_as_it_is_now(
    window: MainWindow, view: RunsView, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.panel.form.set_config(a_config(hidden_layers=(5,), epochs=100_000, validation_fraction=0.1))
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.run.origin == "training")
    assert window.autosave is not None
    window.autosave.save_now()
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 5")
    window.autosave.close()  # from now on nothing is stored
    kept = RunStore(base).stored(stored(base, "Run 5")).metadata.epochs or 0.0
    qtbot.waitUntil(lambda: view.model.rows[0].epochs > kept + 5)
    assert view.model.text(view.model.rows[0], COLUMNS.index("ended")) == "under way"
    select_run(view, "Run 5")
    assert view.seeds_button.toolTip().endswith("Available once the run has ended: press Stop.")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: view.model.rows[0].state == "paused")
    now, row = window.workspace.run.metadata, view.model.rows[0]
    assert now.validation is not None
    assert (row.epochs, row.validation) == (now.epochs, now.validation)
    drawn = next(curve for curve in view.curves.shown if curve.run_id == row.id)
    assert drawn.curves is now.curves
    assert drawn.planned_end == 100_000
    save_as(monkeypatch, tmp_path / "now.digitlab-run")
    window.menus.export_run.trigger()
    other = RunStore(tmp_path / "other")
    exported = other.load(import_run(tmp_path / "now.digitlab-run", other).id, with_checkpoints=True)
    assert exported.metadata.epochs == now.epochs
    np.testing.assert_array_equal(exported.model.parameters.flat, window.workspace.parameters.flat)
    assert exported.model.state is not None
    assert [each.epoch for each in exported.checkpoints or ()] == [
        each.epoch for each in window.workspace.moment.checkpoints
    ]
    window.view_tabs.show_titled("Training")
    press(window, "stepButton")
    qtbot.waitUntil(lambda: (window.workspace.run.metadata.epochs or 0.0) > row.epochs)
    assert view.model.rows[0] is row  # nobody sees it
    window.view_tabs.show_titled("Runs")
    assert view.model.rows[0].epochs == window.workspace.run.metadata.epochs
    press(window, "stopButton")
    qtbot.waitUntil(lambda: view.model.text(view.model.rows[0], COLUMNS.index("ended")) == "stopped")


# Ticks, stars, names


@pytest.mark.slow
def test_the_latest_runs_are_ticked_until_a_click_or_space_ticks(
    window: MainWindow, view: RunsView, base: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: view.curves.names == ["Run 4", "Run 3"])
    RunStore(base).save(a_stored_run(a_config(hidden_layers=(9,)), 30))
    qtbot.waitUntil(lambda: view.curves.names == ["Run 4", "Run 5"])
    RunStore(base).delete(stored(base, "Run 5"))
    qtbot.waitUntil(lambda: view.curves.names == ["Run 4", "Run 3"])
    click_in(view, "Run 4", "tick")
    assert view.curves.names == ["Run 3"]
    select_run(view, "Run 1")
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.curves.names == ["Run 3", "Run 1"])
    assert explorer_of(window).ticked == tuple(view.model.rows[row].id for row in (1, 3))
    view.shown_buttons["ticked"].click()
    assert names_in(view) == ["Run 3", "Run 1"]


@pytest.mark.slow
def test_a_star_stays(view: RunsView, base: Path, qtbot: QtBot) -> None:
    click_in(view, "Run 2", "star")
    qtbot.waitUntil(lambda: view.model.rows[2].is_starred)
    assert RunStore(base).stored(stored(base, "Run 2")).is_starred
    view.shown_buttons["starred"].click()
    assert names_in(view) == ["Run 2"]
    QTest.keyClick(view.table, Qt.Key.Key_Asterisk)
    qtbot.waitUntil(lambda: names_in(view) == [])


def write(view: RunsView, text: str) -> None:
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


@pytest.mark.slow
def test_f2_renames_and_a_note_is_kept(window: MainWindow, view: RunsView, base: Path, qtbot: QtBot) -> None:
    select_run(view, "Run 3")
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    write(view, "best so far")
    qtbot.waitUntil(lambda: "best so far" in names_in(view))
    window.menus.note_run.trigger()
    write(view, "with ReLU")
    qtbot.waitUntil(lambda: view.model.rows[1].note == "with ReLU")
    kept = RunStore(base).stored(stored(base, "best so far"))
    assert (kept.name, kept.note, kept.number) == ("best so far", "with ReLU", 3)


def test_rename_and_note_are_asked_for_again_while_one_writes(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    select_run(view, "Run 3")
    window.menus.rename_run.trigger()
    (editor,) = view.table.findChildren(QLineEdit)
    QTest.keyClicks(editor, "best")
    window.menus.rename_run.trigger()  # what was written stays
    QTest.keyClicks(editor, " so far")
    window.menus.note_run.trigger()  # and is kept
    window.menus.note_run.trigger()
    qtbot.waitUntil(lambda: "best so far" in names_in(view))


@pytest.mark.slow
def test_digits_and_delete_in_an_editor_are_text(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    select_run(view, "Run 3")
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    write(view, "1234567")
    qtbot.waitUntil(lambda: "1234567" in names_in(view))


@pytest.mark.slow
def test_what_is_ticked_listed_and_shown_is_so_again_after_a_quit(
    window: MainWindow, view: RunsView, base: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: view.curves.names == ["Run 4", "Run 3"])
    click_in(view, "Run 4", "tick")
    click_in(view, "Run 1", "tick")
    RunStore(base).delete(stored(base, "Run 3"))
    view.column_actions["data"].trigger()
    view.column_actions["ended"].trigger()
    view.table.sortByColumn(COLUMNS.index("test_accuracy"), Qt.SortOrder.AscendingOrder)
    view.filter_edit.setText("sigmoid")
    view.shown_buttons["ticked"].click()
    view.measure_buttons["loss"].click()
    window.close()
    again = open_runs(open_window(), qtbot, 1)
    assert names_in(again) == ["Run 1"]
    assert (again.filter_edit.text(), again.shown, again.curves.measure) == ("sigmoid", "ticked", "loss")
    assert {name for name, action in again.column_actions.items() if action.isChecked()} >= {"data", "test_accuracy"}
    assert not again.column_actions["ended"].isChecked()
    qtbot.waitUntil(lambda: again.curves.names == ["Run 1"])
    again.filter_edit.clear()
    again.shown_buttons["all"].click()
    assert names_in(again) == ["Run 1", "Run 2", "Run 4"]
    click_in(again, "Run 1", "tick")
    again.window().close()
    assert open_runs(open_window(), qtbot, 3).curves.names == []  # no tick is a choice, too


# Deleting


@pytest.mark.slow
def test_delete_takes_runs_away_and_undo_brings_them_back(
    window: MainWindow, view: RunsView, base: Path, qtbot: QtBot
) -> None:
    select_run(view, "Run 2")
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names_in(view) == ["Run 4", "Run 3", "Run 1"])
    assert window.status.text == "Run 2 is deleted."
    assert [run.id for run in view.table.selected()] == [stored(base, "Run 1")]
    window.status.action_button.click()
    qtbot.waitUntil(lambda: names_in(view) == ["Run 4", "Run 3", "Run 2", "Run 1"])
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names_in(view) == [])
    assert window.status.text == "4 runs are deleted."
    window.status.action_button.click()
    qtbot.waitUntil(lambda: len(names_in(view)) == 4)


@pytest.mark.slow
def test_the_run_that_answers_is_not_deleted(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    select_run(view, "Run 2")
    press(window, "useRunButton")
    qtbot.waitUntil(lambda: not window.menus.delete_run.isEnabled())
    assert "another network answer first" in window.menus.delete_run.whatsThis()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert "another network answer first" in window.status.text
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names_in(view) == ["Run 2"])


@pytest.mark.slow
def test_a_run_that_another_window_uses_is_not_deleted(
    window: MainWindow, view: RunsView, base: Path, qtbot: QtBot
) -> None:
    other = RunStore(base)
    other.hold([stored(base, "Run 2")])
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names_in(view) == ["Run 2"])
    assert window.status.text.startswith("Run 2 is in use by another window")
    other.close()
    view.table.selectAll()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.status.text == "Run 2 is deleted.")


# What can be done with a run


@pytest.mark.slow
def test_its_network_answers(window: MainWindow, view: RunsView, base: Path, qtbot: QtBot) -> None:
    select_run(view, "Run 3")
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert window.workspace.run.id == stored(base, "Run 3")
    assert window.chip.name == "Run 3, 6, 5 hidden"
    assert not window.menus.use_run.isEnabled()


@pytest.mark.slow
def test_training_goes_on_from_it(window: MainWindow, view: RunsView, base: Path, qtbot: QtBot) -> None:
    select_run(view, "Run 3")
    press(window, "trainOnRunButton")
    qtbot.waitUntil(lambda: window.workspace.last_report is not None and window.controller.state == "idle")
    run = window.workspace.run
    assert run.id == stored(base, "Run 3")
    assert run.metadata.config == CONFIGS[2]
    assert run.metadata.curves.last_epoch == 20.0 + CONFIGS[2].epochs


@pytest.mark.slow
def test_the_same_settings_again_are_a_run_of_their_own(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    select_run(view, "Run 2")
    window.menus.repeat_run.trigger()
    qtbot.waitUntil(lambda: "Run 5" in names_in(view))
    qtbot.waitUntil(lambda: not explorer_of(window).series.is_going)
    assert window.workspace.run.metadata.config == CONFIGS[1]
    qtbot.waitUntil(lambda: explorer_of(window).ticked == (window.workspace.run.id,))


@pytest.mark.slow
def test_the_same_with_seeds_is_shown_as_mean_and_spread(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    select_run(view, "Run 2")
    window.menus.repeat_seeds[3].trigger()
    qtbot.waitUntil(lambda: len(names_in(view)) == 6)
    qtbot.waitUntil(lambda: view.curves.names == ["Run 2, 3 seeds"])
    configs = {run.setting("seed"): run for run in view.model.rows if run.id in explorer_of(window).ticked}
    assert sorted(map(str, configs)) == ["1", "2", "3"]
    assert {configs[seed].setting("validation_seed") for seed in (2, 3)} == {1}
    press(window, "meanOfSeedsButton")
    assert view.curves.names == ["Run 2", "Run 5", "Run 6"]


def test_it_is_said_what_a_comparison_is_worth(view: RunsView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(view.curves.names) == 2)
    assert view.verdict.text().startswith(
        "The first 2 do not truly differ: on these validation digits, chance makes up to "
    )


@pytest.mark.slow
def test_the_digits_of_a_run_come_with_its_settings(
    window: MainWindow, view: RunsView, base: Path, qtbot: QtBot
) -> None:
    other = DatasetRef("uci-digits-8x8", label="UCI digits, 8x8")
    RunStore(base).save(a_stored_run(CONFIGS[0], 40, data=other))
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 5")
    select_run(view, "Run 5")
    window.menus.repeat_run.trigger()
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 6")
    assert window.workspace.dataset is not None
    assert window.workspace.dataset.source == "uci-digits-8x8"
    assert window.workspace.run.model.input_format.name == "8x8"


@pytest.mark.slow
def test_digits_that_are_gone_end_the_series(window: MainWindow, view: RunsView, base: Path, qtbot: QtBot) -> None:
    RunStore(base).save(a_stored_run(CONFIGS[0], 40, data=DatasetRef("/no/such/digits.csv", label="digits.csv")))
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 5")
    select_run(view, "Run 5")
    window.menus.repeat_run.trigger()
    qtbot.waitUntil(lambda: not explorer_of(window).series.is_going)
    qtbot.waitUntil(lambda: "digits.csv" in window.status.text)
    assert window.workspace.origin == "bundled"


@pytest.mark.slow
def test_stop_ends_the_series_too(window: MainWindow, view: RunsView, base: Path, qtbot: QtBot) -> None:
    run = a_stored_run(a_config(hidden_layers=(4,), epochs=100_000), 40)
    RunStore(base).save(run)
    qtbot.waitUntil(lambda: names_in(view)[0] == "Run 5")
    select_run(view, "Run 5")
    window.menus.repeat_seeds[10].trigger()
    qtbot.waitUntil(lambda: window.controller.state == "running")
    assert window.status.text.startswith("Run 1 of 9")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: not explorer_of(window).series.is_going and window.controller.state == "idle")
    qtbot.waitUntil(lambda: len(names_in(view)) == 6)


# Side by side


def test_two_runs_stand_side_by_side(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.curves.names == ["Run 4", "Run 3"])
    select_run(view, "Run 1")
    table = view.pair.table

    def rows() -> list[list[str]]:
        texts = [[table.item(row, column) for column in range(4)] for row in range(table.rowCount())]
        return [[item.text() for item in row if item is not None] for row in texts]

    assert rows() == [
        ["Hidden layers", "4", "≠", "6, 5"],
        ["Activation", "sigmoid", "≠", "ReLU"],
        ["Learning rate η", "0.03", "≠", "0.1"],
    ]
    press(window, "alikeSettingsButton")
    assert ["Seed", "1", "", "1"] in rows()


# Room


@pytest.mark.slow
def test_how_much_room_runs_may_take_is_seen_and_set(view: RunsView, base: Path, qtbot: QtBot) -> None:
    assert view.size_button.text() == "4 runs, 1 MB of 1 GB"
    view.size_actions[250_000_000].trigger()
    qtbot.waitUntil(lambda: view.size_button.text() == "4 runs, 1 MB of 250 MB")
    assert RunStore(base).max_bytes == 250_000_000


@pytest.mark.slow
def test_parts_give_way_in_a_small_window(window: MainWindow, view: RunsView, qtbot: QtBot) -> None:
    window.resize(900, 500)
    qtbot.waitUntil(view.page_buttons["table"].isVisible)
    assert not view.curves.isVisible()
    view.page_buttons["curves"].click()
    qtbot.waitUntil(lambda: view.curves.isVisible() and not view.table.isVisible())
    select = view.page_buttons["pair"]
    select.click()
    qtbot.waitUntil(lambda: view.pair.isVisible() and not view.curves.isVisible())
    window.menus.rename_run.trigger()
    qtbot.waitUntil(view.table.isVisible)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: view.table.isVisible() and view.curves.isVisible() and view.pair.isVisible())


# Files


def test_the_table_is_exported(
    window: MainWindow, view: RunsView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "runs")
    window.menus.export_runs.trigger()
    with (tmp_path / "runs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [f"Run {row['number']}" for row in rows] == names_in(view)
    assert [float(row["learning_rate"]) for row in rows] == [0.1, 0.1, 0.1, 0.03]
    assert float(rows[0]["validation_accuracy"]) == pytest.approx(0.88)


def test_a_run_is_exported_and_opened_again(
    window: MainWindow, view: RunsView, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    select_run(view, "Run 3")
    for name in ("a.json", "a.py", "a.digitlab-run"):
        save_as(monkeypatch, tmp_path / name)
        window.menus.export_run.trigger()
        qtbot.waitUntil((tmp_path / name).exists)
    assert json.loads((tmp_path / "a.json").read_text())["about"]["config"]["hidden_layers"] == [6, 5]
    compile((tmp_path / "a.py").read_text(), "a.py", "exec")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "a.digitlab-run"), ""))
    window.menus.open_run.trigger()
    qtbot.waitUntil(lambda: len(names_in(view)) == 5)
    assert window.status.text == "The run is opened as Run 5."
    window.status.action_button.click()
    np.testing.assert_array_equal(
        window.workspace.parameters.flat, RunStore(base).load(stored(base, "Run 3")).model.parameters.flat
    )


@pytest.mark.slow
def test_a_run_is_opened_from_the_menu_before_the_tab_is(
    open_window: OpenWindow, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    export_run(a_stored_run(CONFIGS[2]), tmp_path / "a.digitlab-run")
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "a.digitlab-run"), ""))
    window.menus.open_run.trigger()
    qtbot.waitUntil(lambda: window.status.text == "The run is opened as Run 1.")
    assert explorer_of(window).view is None
    window.status.action_button.click()
    assert window.chip.name == "Run 1, 6, 5 hidden"
    assert [run.number for run in RunStore(base).runs()] == [1]


def test_a_run_that_is_dropped_on_the_window_is_opened(
    open_window: OpenWindow, base: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    export_run(a_stored_run(CONFIGS[2]), tmp_path / "a.digitlab-run")
    window = open_window()
    window.pictures.open([tmp_path / "a.digitlab-run"])  # as what is dropped
    qtbot.waitUntil(lambda: window.status.text == "The run is opened as Run 1.")
    assert [run.number for run in RunStore(base).runs()] == [1]


@pytest.mark.slow
def test_what_cannot_be_written_or_read_is_told(
    window: MainWindow, view: RunsView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save_as(monkeypatch, tmp_path / "no folder" / "a.json")
    window.menus.export_run.trigger()
    qtbot.waitUntil(lambda: "a.json was not written" in window.status.text)
    save_as(monkeypatch, tmp_path / "no folder" / "a.csv")
    window.menus.export_runs.trigger()
    assert "a.csv was not written" in window.status.text
    (tmp_path / "no.digitlab-run").write_text("no run")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "no.digitlab-run"), ""))
    window.menus.open_run.trigger()
    qtbot.waitUntil(lambda: "expected a run that Digit Lab has exported" in window.status.text)
