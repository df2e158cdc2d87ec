"""The tab "Evaluation" on a window: files, and things in the wrong order."""

import csv
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sklearn import metrics

from engine.data.dataset import Dataset
from engine.models.model import Model
from engine.nn.network import Parameters
from gui.evaluation_tab import evaluation_explorer
from gui.evaluation_tab.evaluation_explorer import EvaluationExplorer
from gui.main_window import MainWindow
from gui.theming.theme import DARK, LIGHT
from tests.evaluation_drivers import (
    FIGURES,
    FIT,
    MATRIX,
    MISTAKES,
    choose_picture,
    explorer_of,
    open_tab,
    opened,
    readings_of,
    use_random_network,
)
from tests.window_fixtures import (
    Answer,
    a_config,
    choose,
    count_pixels,
    picture_of,
    press,
)


@pytest.fixture
def explorer(window: MainWindow) -> EvaluationExplorer:
    return explorer_of(window)


# Files


@pytest.mark.slow
def test_the_report_is_saved_as_csv(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, answer_save: Answer, tmp_path: Path
) -> None:
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(FIGURES)
    answer_save(None)
    press(view, "saveReportButton")
    answer_save(tmp_path / "figures")
    press(view, "saveReportButton")
    with (tmp_path / "figures.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    expected = readings_of(window, "test")
    oracle = metrics.classification_report(expected.labels, expected.predicted, output_dict=True, zero_division=0)
    assert float(rows[1][1]) == oracle["0"]["precision"]
    assert float(rows[11][3]) == oracle["accuracy"]
    assert view.message.text == ""


@pytest.mark.parametrize(("page", "button"), [(MATRIX, "saveMatrixButton"), (FIGURES, "saveReportButton")])
def test_what_cannot_be_saved_is_told(
    window: MainWindow,
    explorer: EvaluationExplorer,
    qtbot: QtBot,
    answer_save: Answer,
    tmp_path: Path,
    page: int,
    button: str,
) -> None:
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(page)
    answer_save(tmp_path / "missing" / "file")
    press(view, button)
    assert "expected a place to write to" in window.status.errors[-1]
    answer_save(tmp_path / "file")
    press(view, button)
    assert not window.status.errors
    assert len(list(tmp_path.glob("file.*"))) == 1


def test_matrix_and_fit_are_saved_as_pictures(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, answer_save: Answer, tmp_path: Path
) -> None:
    view = opened(window, explorer, qtbot)
    answer_save(tmp_path / "matrix.svg")
    press(view, "saveMatrixButton")
    assert "<image" not in (tmp_path / "matrix.svg").read_text()
    window.panel.form.set_config(a_config(epochs=6, validation_fraction=0.2))
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)
    view.pages.setCurrentIndex(FIT)
    qtbot.waitUntil(lambda: view.fit is not None and view.fit.isVisible())
    answer_save(tmp_path / "fit.png")
    press(view, "saveFitButton")
    assert (tmp_path / "fit.png").read_bytes().startswith(b"\x89PNG")


# In the wrong order


def test_without_digits_it_says_what_to_do(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, few_digits: Dataset
) -> None:
    window.workspace.dataset = None
    open_tab(window)
    view = explorer.view
    assert view is not None
    qtbot.waitUntil(lambda: "choose data" in view.summary.text())
    assert view.confusion_map.confusion is None
    assert not view.copy_matrix_button.isEnabled()
    window.workspace.set_dataset(few_digits)
    qtbot.waitUntil(lambda: view.evaluation is not None)
    assert view.copy_matrix_button.isEnabled()


def test_without_drawings_and_without_test_digits_it_says_what_to_do(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, few_digits: Dataset
) -> None:
    view = opened(window, explorer, qtbot)
    choose(view.part_box, "drawings")
    qtbot.waitUntil(lambda: "You have no drawings yet" in view.summary.text())
    view.pages.setCurrentIndex(FIGURES)
    assert view.table.rows() == []
    choose(view.part_box, "test")
    qtbot.waitUntil(lambda: view.evaluation is not None)
    window.workspace.set_dataset(replace(few_digits, test_indices=np.empty(0, dtype=np.intp)))
    qtbot.waitUntil(lambda: "no test digits" in view.summary.text())


def test_digits_of_another_format_are_resampled_for_the_network_and_it_is_told(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, few_blocks: Dataset
) -> None:
    view = opened(window, explorer, qtbot)
    view.pages.setCurrentIndex(MISTAKES)
    window.workspace.set_dataset(few_blocks)
    qtbot.waitUntil(lambda: "the pictures are 8 × 8; they were resampled to 20 × 20." in view.summary.text())
    use_random_network(window)
    qtbot.waitUntil(lambda: view.evaluation is not None and view.evaluation.of.digits.shape == (8, 8, 1))
    assert "resampled" not in view.summary.text()
    assert len(view.mistakes.grid.shown) > 0
    assert view.mistakes.detail.index == view.mistakes.grid.shown[0]
    assert choose_picture(view.mistakes, 1) == view.mistakes.detail.index


def test_a_network_without_numbers_says_so(window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot) -> None:
    view = opened(window, explorer, qtbot)
    architecture = window.workspace.parameters.architecture
    broken = Parameters(architecture, np.full(architecture.n_parameters, np.nan, np.float32))
    window.workspace.set_model(Model(broken), "file")
    qtbot.waitUntil(lambda: "has no answer" in view.summary.text())
    window.workspace.use_bundled_model()
    qtbot.waitUntil(lambda: view.evaluation is not None)


def test_other_digits_meanwhile_take_the_place_of_those_that_are_read(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot, few_digits: Dataset
) -> None:
    open_tab(window)
    other = replace(few_digits, label="Others", test_indices=np.arange(30))
    window.workspace.set_dataset(other)  # before anything was read
    view = explorer.view
    assert view is not None
    qtbot.waitUntil(lambda: view.evaluation is not None)
    assert "30 test digits of Others" in view.summary.text()


def test_a_form_with_an_error_keeps_the_last_split(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    view = opened(window, explorer, qtbot)
    window.panel.form.hidden_edit.setText("no number")
    before = view.evaluation
    window.workspace.use_bundled_model()
    qtbot.waitUntil(lambda: view.evaluation is not before)
    assert "60 test digits" in view.summary.text()


@pytest.mark.slow
def test_the_theme_is_taken_before_and_after_the_view_is_made(
    window: MainWindow, explorer: EvaluationExplorer, qtbot: QtBot
) -> None:
    window.set_theme("dark")
    view = opened(window, explorer, qtbot)
    assert count_pixels(picture_of(view.confusion_map), DARK.card) > 1000
    view.pages.setCurrentIndex(FIT)
    assert view.fit is not None
    assert count_pixels(picture_of(view.fit.plot), DARK.card) > 1000
    window.set_theme("light")
    assert count_pixels(picture_of(view.fit.plot), LIGHT.card) > 1000
    view.pages.setCurrentIndex(MATRIX)
    assert count_pixels(picture_of(view.confusion_map), LIGHT.card) > 1000


@pytest.mark.own_window
def test_a_window_that_is_closed_while_digits_are_read_ends(
    make_window: Callable[[], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, cancelled = threading.Event(), threading.Event()

    def read_until_cancelled(*_args: object, is_cancelled: Callable[[], bool], **_kwargs: object) -> None:
        begun.set()
        while not is_cancelled():
            time.sleep(0.001)
        cancelled.set()

    monkeypatch.setattr(evaluation_explorer, "evaluate_part", read_until_cancelled)
    window = make_window()
    explorer = explorer_of(window)
    open_tab(window)
    qtbot.waitUntil(begun.is_set)
    window.close()
    QApplication.processEvents()
    assert cancelled.is_set()
    assert explorer.view is not None
    assert explorer.view.evaluation is None
