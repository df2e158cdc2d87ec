"""The tab "Data" of the window: what is shown of the digits, and what the network makes of them meanwhile."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.loading import in_format
from engine.data.splits import Split, split_dataset
from engine.evaluation.class_means import class_means
from engine.evaluation.digit_selection import Selection
from engine.evaluation.predictions import read_digits
from engine.ink.input_formats import FRAME
from engine.models.model import Model
from engine.nn.network import Parameters
from gui.data_tab.data_explorer import DataExplorer
from gui.data_tab.data_text import nothing_text, selection_text
from gui.data_tab.data_view import DataView
from gui.main_window import MainWindow
from tests.data_drivers import captions, click, dataset_of, forget_most, opened, readings_of
from tests.window_fixtures import choose, picture_of, press


@pytest.fixture
def explorer(window: MainWindow) -> DataExplorer:
    found = window.views.presenter("Data")
    assert isinstance(found, DataExplorer)
    return found


@pytest.fixture
def view(window: MainWindow, explorer: DataExplorer, qtbot: QtBot) -> DataView:
    return opened(window, explorer, qtbot)


# What is shown


@pytest.mark.slow
def test_before_it_is_opened_nothing_is_made(window: MainWindow, explorer: DataExplorer) -> None:
    assert explorer.view is None
    window.workspace.network_changed.emit(window.workspace.parameters)
    window.set_theme("dark")
    assert explorer.view is None


def test_a_hundred_digits_are_drawn_and_another_hundred(window: MainWindow, view: DataView) -> None:
    first = view.grid.shown.copy()
    assert len(set(first)) == 100
    assert captions(view) == [str(label) for label in dataset_of(window).digits.labels[first]]
    assert view.summary.text() == "300 digits. Shown: 100 at random."
    press(window, "dataSampleButton")
    assert len(set(view.grid.shown)) == 100
    assert set(view.grid.shown) != set(first)


def test_labels_and_parts_are_picked(window: MainWindow, view: DataView) -> None:
    dataset = dataset_of(window)
    choose(view.order_box, "data")
    choose(view.part_box, "test")
    np.testing.assert_array_equal(view.grid.shown, np.arange(60))
    choose(view.label_box, 4)
    expected = [index for index in range(60) if dataset.digits.labels[index] == 4]
    np.testing.assert_array_equal(view.grid.shown, expected)
    assert view.summary.text() == f"{len(expected)} test digits labeled 4, in the order of the data."
    choose(view.part_box, "train")
    choose(view.label_box, None)
    np.testing.assert_array_equal(view.grid.shown, np.arange(60, 300))
    assert not view.sample_button.isEnabled()


def test_the_part_and_its_balance_follow_the_panels_split(window: MainWindow, view: DataView) -> None:
    choose(view.order_box, "data")
    choose(view.part_box, "test")
    form = window.panel.form
    form.set_config(form.config().with_values(split="plain", test_fraction=0.25, split_seed=5))
    expected = split_dataset(dataset_of(window), Split("plain", fraction=0.25, seed=5)).test_indices
    np.testing.assert_array_equal(view.grid.shown, np.sort(expected))
    counts = np.bincount(dataset_of(window).digits.labels[expected], minlength=10)
    np.testing.assert_array_equal(view.balance.counts, counts)


def test_without_test_digits_it_says_what_to_do(window: MainWindow, view: DataView) -> None:
    form = window.panel.form
    form.set_config(form.config().with_values(split="plain", test_fraction=0.0))
    choose(view.part_box, "test")
    assert len(view.grid.shown) == 0
    assert "No digits are kept for testing" in nothing_text(view.selection)
    press(window, "dataMeansButton")
    assert "No digits are kept for testing" in view.means.accessibleDescription()


# What the network makes of them


def test_the_misread_are_counted_and_shown_worst_first(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    forget_most(window)
    readings = readings_of(window)
    wrong = np.flatnonzero(~readings.is_right[:60])
    assert 0 < len(wrong) < 60
    choose(view.part_box, "test")
    choose(view.order_box, "loss")
    choose(view.answer_box, "wrong")
    qtbot.waitUntil(lambda: len(view.grid.shown) == len(wrong))
    np.testing.assert_array_equal(view.grid.shown, wrong[np.argsort(-readings.losses[wrong], kind="stable")])
    assert view.summary.text().startswith(f"{len(wrong)} of 60 test digits {'are' if len(wrong) > 1 else 'is'} misread")
    labels = readings.labels
    assert captions(view) == [f"{labels[i]} → {readings.predicted[i]}" for i in view.grid.shown]


def test_the_least_sure_go_first(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    choose(view.order_box, "confidence")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    expected = np.argsort(readings_of(window).confidence.astype(float), kind="stable")
    np.testing.assert_array_equal(view.grid.shown, expected)


def test_another_network_is_asked_again(
    window: MainWindow, view: DataView, explorer: DataExplorer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.data_tab.data_explorer._LEAST_PAUSE_S", 0.0)
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    click(view, 0)
    chosen = view.detail.index
    before = view.grid.shown.copy()
    forget_most(window)
    qtbot.waitUntil(lambda: not np.array_equal(view.grid.shown, before))
    expected = np.argsort(-readings_of(window).losses, kind="stable")
    np.testing.assert_array_equal(view.grid.shown, expected)
    assert view.detail.index == chosen
    assert view.grid.shown[view.grid.currentIndex().row()] == chosen


@pytest.mark.slow
@pytest.mark.own_window
def test_a_network_that_overflows_misreads_everything(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    parameters = window.workspace.parameters
    huge = Parameters(parameters.architecture, np.full_like(parameters.flat, np.nan))
    window.workspace.set_model(Model(huge, scaling=window.workspace.scaling), "file")
    choose(view.answer_box, "wrong")
    choose(view.order_box, "data")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    assert captions(view)[0].endswith("→ ?")
    click(view, 0)
    assert "overflow" in view.detail.verdict.text()
    press(window, "dataMeansButton")
    qtbot.waitUntil(lambda: view.means.means is not None)
    assert view.means.means is not None
    assert not view.means.means.n_recognized.any()
    picture_of(view)


def test_digits_of_another_format_are_seen_as_they_are_and_resampled_for_the_network(
    window: MainWindow, view: DataView, few_blocks: Dataset, qtbot: QtBot
) -> None:
    note = "The pictures are 8 × 8; for this network they are resampled to 20 × 20."
    assert note not in view.summary.text()
    window.workspace.set_dataset(few_blocks)
    assert len(view.grid.shown) == 100
    assert note in view.summary.text()
    click(view, 2)
    index = view.detail.index
    assert index is not None
    read = read_digits(window.workspace.model(), in_format(few_blocks, FRAME).digits)
    assert read is not None
    np.testing.assert_allclose(view.detail.bars.probabilities, read.probabilities[index], atol=0.01)  # type: ignore[arg-type]
    choose(view.order_box, "loss")
    qtbot.waitUntil(lambda: len(view.grid.shown) == 300)
    assert view.grid.shown[0] == read.losses.argmax()
    press(window, "dataMeansButton")
    qtbot.waitUntil(lambda: view.means.means is not None)
    assert view.means.means is not None
    assert view.means.means.shape == (8, 8, 1)
    assert note in view.summary.text()


# The chosen digit


def test_a_click_shows_the_digit_and_its_answer(window: MainWindow, view: DataView) -> None:
    click(view, 7)
    index = view.detail.index
    assert index == view.grid.shown[7]
    readings = readings_of(window)
    assert view.detail.bars.label == readings.labels[index]
    np.testing.assert_allclose(view.detail.bars.probabilities, readings.probabilities[index], atol=1e-5)  # type: ignore[arg-type]
    assert view.detail.loss_label.text().startswith("Loss ")


def test_the_answer_follows_the_network(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    click(view, 7)
    forget_most(window)
    index = view.detail.index
    expected = readings_of(window).probabilities[index]
    qtbot.waitUntil(lambda: np.allclose(view.detail.bars.probabilities, expected, atol=1e-5))  # type: ignore[arg-type]


def test_the_digit_is_put_on_the_canvas_and_can_be_taken_back(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    click(view, 0)
    press(window, "digitToCanvasButton")
    qtbot.waitUntil(lambda: not window.canvas.drawing.is_empty)
    frame, index = window.workspace.frame, view.detail.index
    assert frame is not None
    assert index is not None
    picture = dataset_of(window).digits.values("float32")[index].reshape(20, 20)
    assert np.corrcoef(frame.ravel(), picture.ravel())[0, 1] > 0.8
    assert window.workspace.probabilities is not None
    assert view.detail.remark.text() == f"Traced; on the canvas: read as {window.workspace.probabilities.argmax()}."
    press(window, "undoButton")
    assert window.canvas.drawing.is_empty


def test_a_blank_picture_has_nothing_to_trace(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    digits = dataset_of(window).digits
    window.workspace.set_dataset(
        replace(dataset_of(window), digits=replace(digits, stored=np.zeros_like(digits.stored)))
    )
    click(view, 0)
    press(window, "digitToCanvasButton")
    qtbot.waitUntil(lambda: view.detail.remark.text() == "The picture has no ink to be traced.")
    assert window.canvas.drawing.is_empty


# Class means


def test_means_are_those_of_the_part_under_the_network(window: MainWindow, view: DataView, qtbot: QtBot) -> None:
    forget_most(window)
    press(window, "dataMeansButton")
    assert not view.order_box.isVisible()
    check_means(window, view, np.arange(300), qtbot)
    choose(view.part_box, "test")
    check_means(window, view, np.arange(60), qtbot)
    assert "misread" in view.summary.text()
    press(window, "dataDigitsButton")
    assert len(view.grid.shown) == 60


def check_means(window: MainWindow, view: DataView, indices: NDArray[np.intp], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.means.means is not None and view.means.means.n_labeled.sum() == len(indices))
    expected = class_means(dataset_of(window).digits[indices], readings_of(window).predicted[indices])
    assert expected is not None
    assert view.means.means is not None
    np.testing.assert_array_equal(view.means.means.n_recognized, expected.n_recognized)
    np.testing.assert_allclose(view.means.means.recognized, expected.recognized, rtol=1e-9)
    np.testing.assert_array_equal(view.means.means.n_different, expected.n_different)


# Words


def test_counts_are_said_text() -> None:
    def words(selection: Selection, n_of_label: int, n_chosen: int, n_misread: int | None) -> str:
        return selection_text(selection, n_of_label=n_of_label, n_chosen=n_chosen, n_misread=n_misread)

    wrong = Selection(part="test", answer="wrong", order="data")
    assert words(wrong, 270, 37, 37).startswith("37 of 270 test digits are misread, in the order of the data.")
    assert words(replace(wrong, label=3), 27, 1, 1).startswith("1 of 27 test digits labeled 3 is misread")
    right = Selection(answer="right", order="confidence")
    assert words(right, 1797, 1700, 97) == "1,700 of 1,797 digits are read right, least sure first."
    everything = Selection(part="train", order="loss")
    assert words(everything, 1, 1, 0) == "1 training digit, 0 of them misread, greatest loss first."
    assert words(Selection(answer="wrong"), 5000, 120, 120).startswith("120 of 5,000 digits are misread. Shown: 100")
    assert nothing_text(wrong) == "The network misreads no test digit."
    assert nothing_text(Selection(label=2, answer="right")) == "The network reads no digit labeled 2 right."
