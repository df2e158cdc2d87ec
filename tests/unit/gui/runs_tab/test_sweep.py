"""Sweeps in the window, without one: what the form says, start, pause, end, go on, and what is done with the results."""

import csv
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from engine.data.dataset import Digits, StreamedDigits
from engine.errors import SweepError
from engine.runs.store import RunStore
from engine.sweeps import folder
from engine.sweeps.folder import SweepFolders
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import SweepPlan
from engine.sweeps.space import Choices
from engine.sweeps.sweep import Sweep
from engine.sweeps.table import csv_text
from engine.text.sentence import say
from gui.plots.sweep_map import _every
from gui.plots.sweep_picture import point_text
from gui.runs_tab.runs_pages import RunsTab
from gui.runs_tab.sweep_form import CLUSTER, HERE
from gui.runs_tab.sweep_view import SweepView
from gui.state.preferences import Preferences
from gui.state.sweep_draft import SweepDraft, draft_of, read_draft
from tests.session_windows import OpenWindow, train_once
from tests.sweeps import GRID, RATES, MakeSweepPage, SweepPage, row_of, run_sweep, type_in, write
from tests.window_fixtures import Answer, a_config, choose, press, select

RATE_OF_TWO = (Choices("learning_rate", (0.1, 0.5)),)

# The form


def test_the_form_begins_with_a_setting_and_says_how_many_runs_it_makes(page: SweepPage, qtbot: QtBot) -> None:
    assert [row.setting for row in page.view.form.rows] == ["learning_rate"]
    assert page.view.runs_label.text() == "15 runs"
    assert page.view.base_label.text().startswith(
        "From the settings of the Training tab: 400-8-10, gradient descent, 3 epochs"
    )
    assert "Start sweep" in page.view.picture.empty_text
    qtbot.waitUntil(lambda: page.view.time_label.text().startswith("about "))


@pytest.mark.parametrize(
    ("setting", "text", "sentence"),
    [
        ("learning_rate", "1..0.1", "must go from a smaller to a larger number"),
        ("learning_rate", "", "needs values to vary over"),
        ("learning_rate", "0.1, fast", "learning rate must be a number"),
        ("learning_rate", "0.1..1", "choose Random, or say how many"),
        ("momentum", "0.5, 2", "momentum must be"),
        ("hidden_layers", "25; x", "Hidden layers must be"),
        ("batch_size", "1.5", "whole number"),
        ("optimizer", "adam, foo", "must be one of gradient-descent"),
        ("shuffle", "maybe", "must be yes or no"),
    ],
)
def test_a_wrong_value_is_marked_at_its_field(page: SweepPage, setting: str, text: str, sentence: str) -> None:
    page.view.form.vary(setting)
    write(page, setting, text)
    row = row_of(page, setting)
    assert sentence.lower() in row.note.text().lower()
    assert row.note.text().endswith(".")
    assert row.edit.property("wrong") is True
    assert row.edit.accessibleDescription() == row.note.text()
    assert not page.view.main_button.isEnabled()
    assert page.view.problem_label.isHidden()  # it stands at the field
    assert page.view.main_button.toolTip() == row.note.text()
    row.remove_button.click()
    page.presenter.read_form()
    assert page.view.main_button.isEnabled()


def test_settings_are_added_from_the_menu_and_taken_out_again(page: SweepPage) -> None:
    form = page.view.form
    form._menu.aboutToShow.emit()
    actions = {action.data(): action for action in form._menu.actions()}
    assert "seed" not in actions
    assert not actions["learning_rate"].isEnabled()
    actions["hidden_activation"].trigger()
    page.presenter.read_form()
    assert form.draft.varied[-1] == ("hidden_activation", "sigmoid, tanh, relu")
    assert page.view.runs_label.text() == "45 runs"
    for setting in ("hidden_activation", "learning_rate"):
        row_of(page, setting).remove_button.click()
    form.seeds_box.setValue(1)
    page.presenter.read_form()
    assert form.rows == []
    assert page.view.problem_label.text() == "Nothing varies: give a setting two values, or train with several seeds."
    assert not page.view.main_button.isEnabled()


def test_every_setting_can_be_added_as_it_is_proposed(page: SweepPage) -> None:
    form = page.view.form
    form._menu.aboutToShow.emit()
    for action in form._menu.actions():
        form.set_draft(SweepDraft())
        form.vary(action.data())
        page.presenter.read_form()
        assert row_of(page, action.data()).edit.property("wrong") is False, action.data()


def test_random_draws_combinations_from_ranges(page: SweepPage) -> None:
    form = page.view.form
    write(page, "learning_rate", "0.01..1 log")
    assert form.random_box.isHidden()
    choose(form.way_box, True)
    form.random_box.setValue(7)
    page.presenter.read_form()
    assert not form.random_box.isHidden()
    assert page.view.runs_label.text() == "21 runs"
    assert row_of(page, "learning_rate").note.text() == "drawn from 0.01 to 1, even in powers"
    form.runs_box.setValue(4)
    page.presenter.read_form()
    assert page.view.runs_label.text() == "4 runs"


def test_settings_that_do_not_go_together_are_told_before_anything_begins(page: SweepPage, qtbot: QtBot) -> None:
    type_in(page, SweepDraft((("optimizer", "adam, cg"), ("hidden_layers", "8; 8, dropout 0.5")), n_seeds=1))
    qtbot.waitUntil(lambda: "does not work" in page.view.problem_label.text(), timeout=5000)
    assert not page.view.main_button.isEnabled()


def test_streamed_digits_cannot_be_swept(page: SweepPage) -> None:
    dataset = page.workspace.dataset
    assert dataset is not None
    in_bytes = Digits((255 * dataset.digits.images).astype(np.uint8), dataset.digits.labels)
    page.workspace.set_dataset(replace(dataset, digits=in_bytes, streamed=StreamedDigits(1)))
    page.presenter.read_form()
    assert "cannot be repeated" in page.view.problem_label.text()


def test_a_cluster_needs_an_address_and_the_package(
    page: SweepPage, make_sweep_page: MakeSweepPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = page.view.form
    select(form.where_box, CLUSTER)
    page.presenter.read_form()
    assert page.view.problem_label.text().startswith("Enter the address of the scheduler")
    form.address_edit.setText("tcp://127.0.0.1:1")
    page.presenter.read_form()
    assert page.view.problem_label.text() == ""
    other = make_sweep_page().view.form
    assert not other.is_on_cluster  # no sweep was computed there
    monkeypatch.setattr("gui.runs_tab.sweep_presenter.has_dask", lambda: False)
    box = make_sweep_page().view.form.where_box
    item = box.model().index(1, 0)
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "distributed" in str(item.data(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.slow
def test_the_address_of_a_cluster_is_remembered(make_sweep_page: MakeSweepPage, qtbot: QtBot) -> None:
    for executor in (Unreachable, OneByOne):
        page = make_sweep_page(executor)
        assert not page.view.form.is_on_cluster
        select(page.view.form.where_box, CLUSTER)
        page.view.form.address_edit.setText("tcp://10.0.0.1:8786")
        run_sweep(page, qtbot, RATES)
    page = make_sweep_page()
    assert page.view.form.address == "tcp://10.0.0.1:8786"
    select(page.view.form.where_box, HERE)
    run_sweep(page, qtbot, GRID)
    form = make_sweep_page().view.form
    assert (form.is_on_cluster, form.address_edit.text()) == (False, "tcp://10.0.0.1:8786")


@pytest.mark.slow
def test_very_many_runs_are_asked_about_first(page: SweepPage, qtbot: QtBot) -> None:
    type_in(page, SweepDraft((("learning_rate", "0..1 linear 1000"), ("momentum", "0..0.9 linear 1000")), n_seeds=1))
    assert page.view.runs_label.text() == "1,000,000 runs"
    page.view.main_button.click()
    question = page.view.window().findChild(QMessageBox, "sweepQuestion")
    assert question is not None
    assert "1,000,000 runs" in question.text()
    texts = question.text
    qtbot.waitUntil(lambda: "runs and takes about" in texts(), timeout=20_000)
    question.reject()
    assert not page.controller.is_on
    type_in(page, SweepDraft((("learning_rate", "0.01..1 linear 1001"),), n_seeds=1))
    page.view.main_button.click()
    question = page.view.window().findChildren(QMessageBox, "sweepQuestion")[-1]
    button = question.findChild(QPushButton, "sweepQuestionStart")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: page.controller.is_on)
    page.view.cancel_button.click()
    qtbot.waitUntil(lambda: not page.controller.is_on)


# Under way


def test_a_sweep_is_run_and_its_results_are_listed_best_first(page: SweepPage, qtbot: QtBot, user_data: Path) -> None:
    run_sweep(page, qtbot, GRID)
    shown = page.controller.shown
    assert shown is not None
    assert shown.n_done == 6
    means = [row.ranked.mean for row in page.view.model.rows if row.ranked is not None]
    assert means == sorted(means, reverse=True)
    assert len(means) == 6
    assert page.view.runs_label.text() == "6 of 6 runs"
    assert page.view.time_label.text() == "done"
    assert page.messages.text.startswith("The sweep is done. Best: ")
    assert page.view.picture is page.view.pictures["map"]
    assert page.view.verdict.text()
    assert len(RunStore(user_data).runs()) == 6
    assert page.view.main_button.toolTip() == "All runs of this sweep are done: change something for a new one."
    assert page.view.focusWidget() is not page.view.main_button
    write(page, "learning_rate", "0.1, 0.2")
    assert page.view.main_button.isEnabled()
    assert page.view.runs_label.text() == "4 runs"


@pytest.mark.slow
def test_pause_holds_and_go_on_goes_on(make_sweep_page: MakeSweepPage, qtbot: QtBot) -> None:
    page = make_sweep_page(epochs=400)
    place = page.view.main_button.geometry()
    type_in(page, RATES)
    page.view.main_button.click()
    assert page.view.main_button.text() == "Pause sweep"
    assert not page.view.form.seeds_box.isEnabled()
    assert not row_of(page, "learning_rate").edit.isEnabled()
    qtbot.waitUntil(lambda: page.controller.shown is not None and bool(page.controller.shown.under_way))
    page.view.main_button.click()
    assert (page.view.main_button.text(), page.view.time_label.text()) == ("Go on", "paused")
    assert page.actions.run_sweep.text() == "&Go on with the sweep"
    page.view.main_button.click()
    assert page.view.main_button.text() == "Pause sweep"
    qtbot.waitUntil(lambda: not page.controller.is_on, timeout=20_000)
    assert page.controller.shown is not None
    assert page.controller.shown.is_done
    assert page.view.main_button.geometry() == place
    assert page.view.form.seeds_box.isEnabled()


class OneRun(OneByOne):
    """Says after the first run that it has ended, and waits."""

    ended = threading.Event()

    def submit(self, job: object) -> None:
        if getattr(job, "index", 0) >= 1:
            self.ended.set()
        else:
            super().submit(job)  # type: ignore[arg-type]


@pytest.mark.slow
def test_what_was_canceled_goes_on_without_repeating_what_is_done(
    make_sweep_page: MakeSweepPage, qtbot: QtBot, user_data: Path
) -> None:
    page = make_sweep_page(OneRun)
    type_in(page, GRID)
    page.view.main_button.click()
    qtbot.waitUntil(lambda: page.controller.shown is not None and page.controller.shown.n_done == 1)
    assert [row.state for row in page.view.model.rows][:2] == ["done", "running"]
    QTest.mouseClick(page.view.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.controller.is_on)
    assert page.messages.text == "The sweep has ended; 1 of 6 runs are done and kept. It can go on later."
    assert (page.view.main_button.text(), page.view.runs_label.text()) == ("Go on", "1 of 6 runs")
    assert page.view.main_button.isEnabled()
    first = RunStore(user_data).ids()

    # as after a quit: another view, in which it is opened
    page.settings.replace(page.settings.config.with_values(epochs=2))
    other = make_sweep_page()
    with qtbot.waitSignal(other.controller.listed):
        other.view.earlier_menu.aboutToShow.emit()
        other.controller.refresh()
    other.view.earlier_menu.aboutToShow.emit()
    actions = other.view.earlier_menu.actions()
    assert "Learning rate η, Hidden layers; 1 of 6 runs" in actions[0].text()
    actions[0].trigger()
    qtbot.waitUntil(lambda: other.view.main_button.text() == "Go on")
    assert other.view.form.draft.varied == (("learning_rate", "0.1, 0.3, 1"), ("hidden_layers", "4, 6"))
    assert other.view.picture.figure.points[0].is_measured
    assert other.view.base_label.text().startswith(
        "From the settings of this sweep: 400-8-10, gradient descent, 3 epochs"
    )
    assert not other.view.base_button.isHidden()
    other.view.main_button.click()
    qtbot.waitUntil(lambda: not other.controller.is_on, timeout=20_000)
    assert other.controller.shown is not None
    assert other.controller.shown.is_done
    ids = RunStore(user_data).ids()
    assert len(ids) == 6
    assert set(first) <= set(ids)
    assert len(SweepFolders(user_data).all()) == 1
    other.view.base_button.click()
    assert other.view.base_label.text().startswith(
        "From the settings of the Training tab: 400-8-10, gradient descent, 2 epochs"
    )
    assert other.view.main_button.text() == "Start sweep"


def test_the_window_goes_at_once_and_the_sweep_is_kept(
    make_sweep_page: MakeSweepPage, qtbot: QtBot, user_data: Path
) -> None:
    page = make_sweep_page(OneRun)
    type_in(page, GRID)
    page.view.main_button.click()
    qtbot.waitUntil(lambda: page.controller.shown is not None and page.controller.shown.n_done == 1)
    page.threads.cancel()
    begun = time.monotonic()
    page.threads.shutdown()
    assert time.monotonic() - begun < 1.0
    stored = SweepFolders(user_data).all()[0]
    assert stored.n_done == 1
    with SweepFolders(user_data).held(stored.id):  # nobody works on it any more
        pass


class Unreachable(OneByOne):
    """Where nobody answers."""

    def open(self, digits: object) -> None:
        raise SweepError(say("sweep.no_cluster", address="tcp://127.0.0.1:1", seconds=4.0))


def test_what_cannot_be_reached_is_one_sentence_and_nothing_is_lost(
    make_sweep_page: MakeSweepPage, qtbot: QtBot
) -> None:
    page = make_sweep_page(Unreachable)
    run_sweep(page, qtbot, RATES)
    assert page.messages.text.startswith("No cluster answers at tcp://127.0.0.1:1 within 4 seconds")
    assert page.view.main_button.isEnabled()


def test_a_full_disk_is_one_sentence_and_what_is_done_is_kept(
    page: SweepPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = folder.SweepFolders.write_result

    def write_result(self: SweepFolders, sweep: object, result: object) -> None:
        if getattr(result, "index", 0) == 1:
            raise SweepError(say("sweep.unwritable", folder="sweeps", reason="No space left on device"))
        whole(self, sweep, result)  # type: ignore[arg-type]

    monkeypatch.setattr(folder.SweepFolders, "write_result", write_result)
    run_sweep(page, qtbot, RATES)
    assert "No space left on device" in page.messages.text
    assert (page.view.main_button.text(), page.view.runs_label.text()) == ("Go on", "1 of 2 runs")
    monkeypatch.undo()
    run_sweep(page, qtbot)
    assert page.view.runs_label.text() == "2 of 2 runs"


def test_a_sweep_of_the_command_line_goes_on_as_it_was_planned(
    page: SweepPage, qtbot: QtBot, make_sweep_page: MakeSweepPage
) -> None:
    dataset = page.workspace.dataset
    assert dataset is not None
    config = page.settings.config
    plan = SweepPlan(config=config, varied=RATE_OF_TWO, seeds=(5, 2), recipe="first-steps", max_minutes=1.5)
    folders = SweepFolders(page.library.store.base)
    stored = folders.begin(plan, dataset.ref)
    one = Sweep(
        replace(stored, plan=replace(plan, max_runs=1)),
        dataset,
        executor=OneByOne(),
        folders=folders,
        store=RunStore(folders.base),
    )
    (first,) = one.run()
    page.presenter.open(stored.id)
    qtbot.waitUntil(lambda: (page.view.main_button.text(), page.view.runs_label.text()) == ("Go on", "1 of 4 runs"))
    run_sweep(page, qtbot)
    shown = page.controller.shown
    assert shown is not None
    assert (shown.stored.id, shown.plan, shown.results[0]) == (stored.id, plan, first)
    assert sorted({result.seed for result in shown.results.values()}) == [2, 5]
    write(page, "learning_rate", "0.2, 0.4")  # another sweep, whose seeds follow each other again
    assert page.view.main_button.text() == "Start sweep"


# The pictures


@pytest.mark.slow_but(3)
@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        (SweepDraft((), n_seeds=2), "line"),
        (SweepDraft((("learning_rate", "0.1..1 log 2"),), n_seeds=2), "line"),
        (SweepDraft((("hidden_activation", "tanh, relu"),), n_seeds=1), "line"),
        (SweepDraft((("learning_rate", "0.1, 1"), ("hidden_activation", "tanh, relu")), n_seeds=1), "map"),
        (SweepDraft((("learning_rate", "0.1..1 log"), ("momentum", "0..0.9")), True, 3, 1), "scatter"),
        (SweepDraft((("learning_rate", "0.1..1 log"), ("hidden_activation", "tanh, relu")), True, 9, 1), "map"),
        (
            SweepDraft((("learning_rate", "0.1, 1"), ("batch_size", "30"), ("hidden_layers", "4; 5")), n_seeds=1),
            "parallel",
        ),
    ],
)
def test_each_number_of_settings_has_its_picture(page: SweepPage, qtbot: QtBot, draft: SweepDraft, kind: str) -> None:
    empty = page.view.picture.grab().toImage()
    run_sweep(page, qtbot, draft)
    picture, table = page.view.picture, page.view.table
    assert picture is page.view.pictures[kind]
    assert picture.isVisible()
    assert picture.grab().toImage() != empty
    best = page.view.model.rows[0]
    assert picture.figure.best == best.point
    assert "Best: " in picture.accessibleDescription()
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Home)
    chosen = table.chosen()
    assert chosen is not None
    assert chosen.point == best.point
    place = picture.place_of(picture.figure.by_point[best.point])
    assert place is not None
    found = picture.point_at(place.center())
    assert found is not None
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up)
    seen = {best.point}
    for key in keys * 2:
        QTest.keyClick(picture, key)
        chosen = table.chosen()
        assert chosen is not None
        assert picture.chosen == chosen.point
        seen.add(chosen.point)
    assert len(seen) >= min(len(page.view.model.rows), 2)


def test_of_very_many_cells_those_that_wait_are_drawn_and_named(page: SweepPage, qtbot: QtBot) -> None:
    values = (("learning_rate", "0.1..1 linear 40"), ("hidden_layers", "3..42"))
    run_sweep(page, qtbot, SweepDraft(values, n_seeds=1, max_runs=3))
    picture = page.view.picture
    assert picture is page.view.pictures["map"]
    assert (picture.figure.n_points, len(picture.figure.points)) == (1600, 3)
    assert [len(axis.ticks) for axis in picture.figure.axes] == [40, 40]
    cell = picture.place_of(replace(picture.figure.points[0], at=(30, 20)))
    assert cell is not None
    waiting = picture.point_at(cell.center())
    assert waiting is not None
    assert point_text(waiting) == "Learning rate η 0.7923, Hidden layers 23: waits"
    shown = picture.grab().toImage()
    ground = shown.pixelColor((cell.center() * shown.devicePixelRatio()).toPoint())
    assert ground == QColor(picture._theme.soft)
    chosen = picture.chosen
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert picture.chosen == chosen
    assert _every(12.0, 0.5) == 24  # names do not lie over each other where cells are smaller than a pixel
    picture.resize(300, 200)  # cells of less than a pixel stay within the picture
    assert picture._grid()[0].right() <= 300  # type: ignore[attr-defined] # it is a map


def test_curves_of_the_best_are_drawn(page: SweepPage, qtbot: QtBot, make_sweep_page: MakeSweepPage) -> None:
    run_sweep(page, qtbot, RATES)
    page.view.picture_buttons["curves"].click()
    assert page.view.curves.isVisible()
    assert sorted(page.view.curves.names) == ["rate 0.1", "rate 0.5"]
    other = make_sweep_page()  # reads them from the store
    other.view.picture_buttons["curves"].click()
    shown = page.controller.shown
    assert shown is not None
    other.presenter.open(shown.stored.id)
    qtbot.waitUntil(lambda: sorted(other.view.curves.names) == ["rate 0.1", "rate 0.5"])


# What is done with a result


def click_use(page: SweepPage, row: int) -> None:
    """The button at the end of a row."""
    table, model = page.view.table, page.view.model
    column = next(number for number, column in enumerate(model.columns) if column.name == "use")
    cell = table.visualRect(model.index(row, column))
    place = table.delegate.button_place(cell, table.font())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_the_columns_of_the_table_fit_into_it(page: SweepPage, qtbot: QtBot) -> None:
    run_sweep(page, qtbot, replace(GRID, n_seeds=3, max_runs=2))  # nothing is known of the spread yet
    table = page.view.table
    shown = [number for number in range(len(page.view.model.columns)) if not table.isColumnHidden(number)]
    assert sum(map(table.columnWidth, shown)) <= table.viewport().width()
    table.setColumnWidth(shown[0], 5)  # whatever the style, no head is made wider than it was to be
    assert table.columnWidth(shown[0]) == 5


def test_one_click_takes_the_settings_and_it_can_be_undone(page: SweepPage, qtbot: QtBot) -> None:
    before = page.settings.config
    run_sweep(page, qtbot, GRID)
    row = page.view.model.rows[2]
    click_use(page, 2)
    wanted = before.with_values(**dict(row.values))
    assert page.settings.config == wanted
    qtbot.waitUntil(lambda: page.workspace.begins_anew)
    assert row.name in page.messages.text
    page.messages.action_button.click()
    assert page.settings.config == before
    assert not page.workspace.begins_anew
    page.view.table.setFocus()
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert page.settings.config == wanted
    page.availability.set_run_state("running")
    assert not page.actions.use_result.isEnabled()
    click_use(page, 0)
    assert page.settings.config == wanted
    assert "press Stop" in page.messages.text


def test_its_network_answers(page: SweepPage, qtbot: QtBot) -> None:
    run_sweep(page, qtbot, RATES)
    with qtbot.waitSignal(page.library.use_requested) as asked:
        page.view.network_button.click()
    assert asked.args is not None
    assert asked.args[0] == page.view.model.rows[0].best_run_id


def test_a_click_on_a_head_sorts(page: SweepPage, qtbot: QtBot) -> None:
    run_sweep(page, qtbot, GRID)
    header = page.view.table.horizontalHeader()
    column = [each.name for each in page.view.model.columns].index("learning_rate")
    at = QPoint(header.sectionViewportPosition(column) + 10, 8)
    for is_up in (True, False):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        rates = [dict(row.values)["learning_rate"] for row in page.view.model.rows]
        assert rates == sorted(rates, reverse=not is_up)


def test_the_table_leaves_as_that_of_the_command_line(
    page: SweepPage, qtbot: QtBot, tmp_path: Path, answer_save: Answer
) -> None:
    run_sweep(page, qtbot, RATES)
    shown = page.controller.shown
    assert shown is not None
    answer_save(tmp_path / "out")
    page.actions.export_sweep.trigger()
    text = (tmp_path / "out.csv").read_text()
    assert text == csv_text([shown.results[0], shown.results[1]], ["learning_rate"])
    assert len(list(csv.reader(text.splitlines()))) == 3
    answer_save(tmp_path / "picture.svg")
    page.view.save_button.click()
    assert (tmp_path / "picture.svg").read_text().startswith("<?xml")


def test_a_sweep_is_deleted_and_its_runs_stay(page: SweepPage, qtbot: QtBot, user_data: Path) -> None:
    run_sweep(page, qtbot, RATES)
    page.actions.delete_sweep.trigger()
    question = page.view.window().findChild(QMessageBox, "sweepQuestion")
    assert question is not None
    assert "Learning rate η; 2 runs" in question.text()
    button = question.findChild(QPushButton, "sweepQuestionDelete")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: SweepFolders(user_data).all() == page.controller.earlier == ())
    assert not page.view.model.rows
    assert page.view.picture.figure.points == ()
    assert len(RunStore(user_data).ids()) == 2
    assert page.view.main_button.text() == "Start sweep"


@pytest.mark.parametrize(
    "text", ["0.001..1 log 7", "10..50 step 10", "0.1, 0.3, 1", "0..1 linear 4", "25; 128, 64; none", "10..1000 log 5"]
)
def test_values_come_back_as_they_were_typed(text: str) -> None:
    setting = "hidden_layers" if "none" in text or "1000" in text else "learning_rate"
    reading = read_draft(SweepDraft(((setting, text),)), a_config())
    assert reading.plan is not None
    assert draft_of(reading.plan).varied == ((setting, text),)


@pytest.mark.parametrize(("size", "visible"), [((888, 648), "ftp"), ((888, 360), "fp"), ((600, 340), "f")])
def test_what_has_no_room_folds(page: SweepPage, size: tuple[int, int], visible: str) -> None:
    view = page.view
    view.resize(*size)
    parts = {"f": view.form, "p": view.picture, "t": view.verdict}
    assert {name for name, part in parts.items() if part.isVisible()} == set(visible)
    for name, button in (("p", "picture"), ("t", "table")):
        if len(visible) < 3:
            view.page_buttons[button].click()  # type: ignore[index]
            assert parts[name].isVisible()
    assert isinstance(view, SweepView)


# In a window


@pytest.mark.slow
def test_a_sweep_that_was_broken_off_is_offered_at_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.restore.sweep_reminder._LOOK_AFTER_MS", 0)
    monkeypatch.setattr("gui.workers.sweep_controller._MOST_PAUSE_MS", 150)
    window = open_window()
    window.sweeps._make_executor = lambda _place, _plan: OneRun()
    window.settings.replace(a_config(validation_fraction=0.1))
    window.menus.open_sweep.trigger()
    tab = window.views.presenter("Runs")
    assert isinstance(tab, RunsTab)
    view = tab.sweep.view
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    view.form.set_draft(GRID)
    window.menus.run_sweep.trigger()
    qtbot.waitUntil(lambda: window.sweeps.shown is not None and window.sweeps.shown.n_done == 1)
    assert window.progress.label.text() == "Sweep runs beside the window"
    press(window, "backToRunsButton")
    assert tab.runs.view is not None
    assert tab.runs.view.isVisible()
    assert tab.runs.view.sweep_button.text() == "Sweep: 1 of 6 runs"
    press(window, "openSweepButton")
    assert view.isVisible()
    train_once(window, qtbot)  # beside it
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 1.0
    told_late: list[str] = []  # by a window that is closed, of a sweep that goes on in another
    window.sweeps.changed.connect(lambda: told_late.append(window.sweeps.stage))

    after = open_window()
    qtbot.waitUntil(lambda: after.status.text == "A sweep was broken off: 1 of 6 runs are done and kept.")
    after.status.action_button.click()
    qtbot.waitUntil(lambda: after.sweeps.shown is not None)
    shown = after.views.presenter("Runs")
    assert isinstance(shown, RunsTab)
    assert shown.sweep.view is not None
    qtbot.waitUntil(lambda: after.menus.run_sweep.text() == "&Go on with the sweep")
    assert shown.sweep.view.main_button.text() == "Go on"
    after.menus.run_sweep.trigger()
    after.menus.cancel_sweep.trigger()
    qtbot.waitUntil(lambda: not after.sweeps.is_on)
    assert Preferences().text("sweepUnderWay", "") == ""  # ended on purpose
    assert not told_late
