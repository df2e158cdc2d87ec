"""The tab "Evaluation" on a window: parts, pages, pictures, and a run that goes on."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from sklearn import metrics

from engine.evaluation.part_evaluation import PartEvaluation, evaluate_part
from gui.evaluation_tab import evaluated_pictures, evaluation_explorer
from gui.evaluation_tab.evaluation_explorer import EvaluationExplorer
from gui.evaluation_tab.evaluation_view import EvaluationView
from gui.main_window import MainWindow
from tests.evaluation_drivers import (
    FIGURES,
    FIT,
    MISTAKES,
    choose_part,
    choose_picture,
    click_cell,
    explorer_of,
    open_tab,
    opened,
    readings_of,
    some_drawings,
    use_random_network,
)
from tests.window_fixtures import (
    ENDLESS,
    a_config,
    picture_of,
    press,
    select,
)


@pytest.fixture
def explorer(window: MainWindow) -> EvaluationExplorer:
    return explorer_of(window)


# What is shown


@pytest.mark.slow
def test_nothing_is_read_before_the_tab_is_opened(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    assert explorer.view is None
    assert not explorer._tasks.is_busy
    view = opened(window, explorer, qtbot)
    assert view.isVisible()


@pytest.mark.parametrize("part", ["train", "test"])
def test_a_part_is_evaluated_as_the_panel_splits_it(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, part: str
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    choose_part(view, part, qtbot)
    expected = readings_of(window, part)
    n_wrong = int((~expected.is_right).sum())
    words = view.summary.text()
    assert words.startswith(f"{expected.is_right.mean() * 100:.2f} % of {len(expected)} {part}")
    assert f"{n_wrong} errors" in words
    assert f"Loss per digit {expected.losses.mean():.4f}." in words
    oracle = metrics.confusion_matrix(expected.labels, expected.predicted, labels=range(10))
    assert view.confusion_map.confusion is not None
    np.testing.assert_array_equal(view.confusion_map.confusion, oracle)


def test_another_split_is_followed(window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot) -> None:
    view = opened(window, explorer, qtbot)
    select(window.panel.form.split_box, "stratified")
    window.panel.form.test_share_box.setValue(50)
    qtbot.waitUntil(lambda: "150 test digits" in view.summary.text())


def test_drawings_are_evaluated_and_a_new_one_comes_at_once(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    n = some_drawings()
    view = opened(window, explorer, qtbot)
    choose_part(view, "drawings", qtbot)
    assert f"of {n} drawings read right" in view.summary.text()
    window.canvas.set_strokes([np.array([[0.4, 0.2], [0.6, 0.8]])])
    press(window, "labelButton1")
    qtbot.waitUntil(lambda: f"of {n + 1} drawings" in view.summary.text())
    press(window, "undoButton")  # it is kept no longer
    qtbot.waitUntil(lambda: f"of {n} drawings" in view.summary.text())


def test_the_table_is_the_report_and_is_copied_with_tabs(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(FIGURES)
    expected = readings_of(window, "test")
    oracle = metrics.classification_report(expected.labels, expected.predicted, output_dict=True, zero_division=0)
    rows = view.table.rows()
    names = [*map(str, range(10)), "macro avg", "weighted avg"]
    for row, name in zip([*rows[:10], *rows[11:]], names, strict=True):
        figures = oracle[name]
        assert row[1:4] == [f"{figures[key]:.4f}" for key in ("precision", "recall", "f1-score")]
        assert int(row[4]) == figures["support"]
    assert rows[10] == ["Accuracy", "", "", f"{oracle['accuracy']:.4f}", "60"]
    assert all(
        view.table.item(row, column).textAlignment() & Qt.AlignmentFlag.AlignRight  # type: ignore[union-attr]
        for row in range(13)
        for column in range(5)
    )
    everything = "\n".join("\t".join(cells) for cells in [list(view.table.columns), *rows])
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    press(view, "copyReportButton")
    assert clipboard.text() == everything
    clipboard.clear()
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == everything
    view.table.selectRow(2)
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "\t".join(rows[2])


def test_the_matrix_is_copied_as_it_is_written(window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot) -> None:
    view = opened(window, explorer, qtbot)
    box = view.findChild(QComboBox, "confusionModeBox")
    assert isinstance(box, QComboBox)
    select(box, "truth")
    press(view, "copyMatrixButton")
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [len(row) for row in rows] == [11] * 11
    for row in rows[1:]:
        assert sum(float(cell) for cell in row[1:]) == pytest.approx(100, abs=0.5)


# Pictures


def test_a_cell_shows_its_pictures_and_a_picture_its_bars(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    expected = readings_of(window, "test")
    truth = int(expected.labels[0])
    predicted = int(expected.predicted[0])
    click_cell(view, truth, predicted)
    members = np.flatnonzero((expected.labels == truth) & (expected.predicted == predicted))
    shown = view.cell_pictures.grid.shown
    np.testing.assert_array_equal(np.sort(shown), members)
    assert (np.diff(expected.losses[shown]) <= 0).all()
    assert view.cell_pictures.heading.text().startswith(f"{truth} read ")
    index = choose_picture(view.cell_pictures, 0)
    assert view.cell_pictures.detail.index == index
    words = view.cell_pictures.detail.verdict.text()
    assert ("Read right" in words) == (truth == predicted)
    assert f"{expected.confidence[index] * 100:.1f}" in words


def test_mistakes_come_worst_first_with_truth_and_reading_below(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(MISTAKES)
    expected = readings_of(window, "test")
    shown = view.mistakes.grid.shown
    np.testing.assert_array_equal(np.sort(shown), np.flatnonzero(~expected.is_right))
    assert (np.diff(expected.losses[shown]) <= 0).all()
    worst = int(shown[0])
    caption = view.mistakes.grid.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    assert caption == f"{expected.labels[worst]} → {expected.predicted[worst]}"
    assert view.mistakes.heading.text() == f"{len(shown)} errors among 60 test digits."


def _is_new(view: EvaluationView, before: PartEvaluation | None) -> bool:
    return view.evaluation is not before


def test_until_somebody_chooses_the_most_frequent_mistake_of_now_is_looked_at(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    for seed in (1, 2):
        before = view.evaluation
        use_random_network(window, seed=seed)
        qtbot.waitUntil(partial(_is_new, view, before))
        assert view.evaluation is not None
        confusion = view.evaluation.confusion * ~np.eye(10, dtype=bool)
        cell = divmod(int(confusion.argmax()), 10)
        assert view.confusion_map.current == cell
        np.testing.assert_array_equal(view.cell_pictures.grid.shown, view.evaluation.members(*cell))
        assert view.cell_pictures.detail.index == view.cell_pictures.grid.shown[0]
    click_cell(view, 3, 3)
    before = view.evaluation
    use_random_network(window, seed=5)
    qtbot.waitUntil(lambda: view.evaluation is not before)
    assert view.confusion_map.current == (3, 3)


def test_of_very_many_mistakes_the_worst_are_shown(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluated_pictures, "MOST_SHOWN", 7)
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(MISTAKES)
    assert view.evaluation is not None
    np.testing.assert_array_equal(view.mistakes.grid.shown, view.evaluation.mistakes[:7])
    assert "The 7 with the highest loss are shown." in view.mistakes.heading.text()


def test_a_chosen_picture_keeps_its_place_when_the_network_changes(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    use_random_network(window)
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(MISTAKES)
    index = choose_picture(view.mistakes, 3)
    before, bars = view.evaluation, picture_of(view.mistakes.detail.bars)
    use_random_network(window, seed=7)
    qtbot.waitUntil(lambda: view.evaluation is not before)
    assert view.mistakes.detail.index == index
    assert (picture_of(view.mistakes.detail.bars) != bars).any()
    choose_part(view, "train", qtbot)
    assert view.mistakes.detail.index == view.mistakes.grid.shown[0]


# Over- or underfitting


def test_the_fit_says_what_to_do_and_follows_a_run(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(FIT)
    assert view.fit is not None
    assert "Press Train" in view.fit.advice_label.text()
    window.panel.form.set_config(a_config(epochs=12, validation_fraction=0.2))
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)
    assert "Underfitting" in view.fit.verdict_label.text()
    curves = {item.name(): item for item in view.fit.plot.getPlotItem().listDataItems()}
    train, watched, gap = (curves[name].getData()[1] for name in ("training", "validation", "gap"))
    assert len(train) == 13
    np.testing.assert_allclose(gap, watched - train)


# A run that goes on


def test_a_run_is_followed_while_the_tab_is_open_and_ends_up_exact(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    window.panel.form.set_config(ENDLESS)
    view = opened(window, explorer, qtbot)
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 5)
    seen = view.evaluation
    qtbot.waitUntil(lambda: view.evaluation is not seen)
    window.menus.stop.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    expected = readings_of(window, "test")
    qtbot.waitUntil(
        lambda: view.evaluation is not None and np.array_equal(view.evaluation.readings.losses, expected.losses)
    )


def test_a_tab_that_is_not_seen_costs_nothing_and_is_up_to_date_when_it_is(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(window, explorer, qtbot)
    window.view_tabs.setCurrentIndex(0)
    before = view.evaluation
    calls: list[object] = []

    def count_and_read(*args: Any, **kwargs: Any) -> PartEvaluation | None:
        calls.append(args)
        return evaluate_part(*args, **kwargs)

    monkeypatch.setattr(evaluation_explorer, "evaluate_part", count_and_read)
    use_random_network(window)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)
    assert not calls
    assert view.evaluation is before
    open_tab(window)
    qtbot.waitUntil(lambda: view.evaluation is not before)
    assert len(calls) == 1
    expected = readings_of(window, "test")
    assert view.evaluation is not None
    np.testing.assert_array_equal(view.evaluation.readings.losses, expected.losses)
