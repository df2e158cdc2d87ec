"""The tab "Data" in the wrong order: without data, cancelled, replaced, closed, and while a run goes on."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

import gui.data_tab.prediction_task
from engine.data.dataset import Dataset
from engine.evaluation.predictions import read_digits
from engine.models.model import Model
from gui.data_tab.data_explorer import DataExplorer
from gui.data_tab.data_view import DataView
from gui.main_window import MainWindow
from gui.theming.theme import DARK, LIGHT
from tests.data_drivers import HeldReading, click, forget_most, look_at_data, opened, readings_of
from tests.window_fixtures import ENDLESS, a_config, button, choose, count_pixels, picture_of, press


@pytest.fixture
def explorer(window: MainWindow) -> DataExplorer:
    found = window.views.presenter("Data")
    assert isinstance(found, DataExplorer)
    return found


@pytest.fixture
def view(window: MainWindow, explorer: DataExplorer, qtbot: QtBot) -> DataView:
    return opened(window, explorer, qtbot)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> HeldReading:
    held = HeldReading()
    monkeypatch.setattr(gui.data_tab.prediction_task, "read_digits", held)
    return held


# In the wrong order


@pytest.mark.slow
def test_without_data_every_button_can_be_pressed(
    window: MainWindow, explorer: DataExplorer, monkeypatch: pytest.MonkeyPatch, few_digits: Dataset, qtbot: QtBot
) -> None:
    monkeypatch.setattr(window.workspace, "dataset", None)
    view = opened(window, explorer, qtbot)
    choose(view.part_box, "test")
    choose(view.answer_box, "wrong")
    press(window, "dataSampleButton")
    press(window, "dataMeansButton")
    press(window, "dataDigitsButton")
    view.detail.canvas_requested.emit()
    assert len(view.grid.shown) == 0
    assert view.balance.counts is None
    choose(view.answer_box, "any")
    window.workspace.set_dataset(few_digits)
    assert len(view.grid.shown) == 60


@pytest.mark.slow
def test_reading_can_be_cancelled_and_asked_for_again(
    window: MainWindow, view: DataView, qtbot: QtBot, held: HeldReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(held.begun) == 1)
    assert len(view.grid.shown) == 0
    press(window, "dataCancelButton")
    qtbot.waitUntil(lambda: len(held.cancelled) == 1)
    monkeypatch.setattr(gui.data_tab.prediction_task, "read_digits", read_digits)
    forget_most(window)  # does not begin it again by itself
    qtbot.wait(100)
    assert len(view.grid.shown) == 0
    assert not button(window, "dataCancelButton").isVisible()
    press(window, "dataReadButton")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    assert not button(window, "dataReadButton").isVisible()


@pytest.mark.slow
@pytest.mark.own_window
def test_another_question_cancels_and_the_window_may_close_meanwhile(
    window: MainWindow, view: DataView, qtbot: QtBot, held: HeldReading
) -> None:
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(held.begun) == 1)
    choose(view.order_box, "confidence")
    qtbot.waitUntil(lambda: len(held.begun) == 2)
    assert len(held.cancelled) == 1
    window.close()
    assert len(held.cancelled) == 2


@pytest.mark.slow
def test_other_data_meanwhile_are_shown_and_read(
    window: MainWindow, view: DataView, qtbot: QtBot, few_digits: Dataset
) -> None:
    click(view, 3)
    choose(view.order_box, "loss")
    fewer = replace(few_digits, digits=few_digits.digits[np.arange(120)])
    window.workspace.set_dataset(fewer)
    assert view.detail.index is None
    qtbot.waitUntil(lambda: len(view.grid.shown) == 120)
    assert view.grid.shown.max() < 120


@pytest.mark.slow
def test_nothing_is_read_while_nobody_looks(
    window: MainWindow, view: DataView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.data_tab.data_explorer._LEAST_PAUSE_S", 0.0)
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    click(view, 0)
    n_read: list[int] = []

    def count(model: Model, digits: object, **_: object) -> None:
        n_read.append(1)

    window.view_tabs.setCurrentIndex(0)
    with monkeypatch.context() as patch:
        patch.setattr(gui.data_tab.prediction_task, "read_digits", count)
        patch.setattr("gui.data_tab.data_explorer.read_digits", count)
        for seed in range(5):
            forget_most(window, seed=seed)
        qtbot.wait(120)
        assert n_read == []
    look_at_data(window)
    expected = np.argsort(-readings_of(window).losses, kind="stable")
    qtbot.waitUntil(lambda: np.array_equal(view.grid.shown, expected))


@pytest.mark.slow
def test_it_follows_a_run_that_goes_on(
    window: MainWindow, view: DataView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.data_tab.data_explorer._LEAST_PAUSE_S", 0.0)
    window.panel.form.set_config(ENDLESS)
    window.run_bar.train_button.click()
    qtbot.waitUntil(lambda: window.workspace.last_report is not None)
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    click(view, 0)
    seen: list[NDArray[np.intp]] = [view.grid.shown.copy()]
    qtbot.waitUntil(lambda: not np.array_equal(view.grid.shown, seen[0]))
    assert window.controller.state == "running"
    press(window, "dataMeansButton")
    qtbot.waitUntil(lambda: view.means.means is not None)
    window.run_bar.stop_button.click()
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def test_fields_that_hold_nothing_valid_leave_the_split_as_it_was(
    window: MainWindow, view: DataView, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(view.order_box, "data")
    choose(view.part_box, "test")
    window.panel.form.set_config(a_config())
    window.panel.form.hidden_edit.setText("nonsense")
    assert window.panel.form.error()
    choose(view.part_box, "train")
    choose(view.part_box, "test")
    np.testing.assert_array_equal(view.grid.shown, np.arange(60))


@pytest.mark.slow
def test_the_theme_can_change_at_any_time(window: MainWindow, explorer: DataExplorer, qtbot: QtBot) -> None:
    window.set_theme("dark")
    view = opened(window, explorer, qtbot)
    assert count_pixels(picture_of(view.grid), DARK.paper) > 1000
    for theme in (LIGHT, DARK):
        window.set_theme(theme.name)
        click(view, 1)
        assert count_pixels(picture_of(view.detail.picture), theme.paper) > 3000
        assert count_pixels(picture_of(view.balance), theme.text) > 300
