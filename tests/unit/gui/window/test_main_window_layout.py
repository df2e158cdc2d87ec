"""The window at its sizes: nothing cut off, nothing out of reach."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.models.files import load_model, save_model
from engine.nn.network import Architecture
from gui.main_window import MainWindow
from gui.widgets.message_area import HEIGHT
from tests.window_fixtures import ENDLESS, a_config, button, choose, drag, press

SIZES = [(1024, 700), (1280, 800), (1920, 1080)]
CONTROLS = (QPushButton, QToolButton, QComboBox, QCheckBox, QSlider, QAbstractSpinBox)
VIEWS = ("drawingCanvas", "networkInput", "classBars", "lossPlot", "weightMosaic", "trainButton")


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    """One window for all tests: each sizes it anew, and looks at what it needs to see."""
    return shared_window


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> MainWindow:
    width, height = request.param
    window.resize(width, height)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))
    QApplication.processEvents()
    return window


def controls_of(window: MainWindow) -> Iterator[QWidget]:
    """What a user works with, the parts of other controls aside."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget.parent(), CONTROLS) or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, (*CONTROLS, QLineEdit)) or widget.objectName() in VIEWS:
            yield widget


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r}"


def check_nothing_is_cut_off(window: MainWindow) -> None:
    for widget in controls_of(window):
        area = scroll_area_of(widget)
        if area is not None:
            for corner in (widget.rect().topLeft(), widget.rect().bottomRight()):
                content = area.widget()
                assert content is not None
                place = widget.mapTo(content, corner)
                area.ensureVisible(place.x(), place.y(), 1, 1)
        whole = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        assert window.rect().contains(whole), f"{name_of(widget)} at {whole} leaves the window"
        assert widget.visibleRegion().boundingRect() == widget.rect(), f"{name_of(widget)} is cut off"
        if isinstance(widget, (QPushButton, QCheckBox)):
            words = widget.fontMetrics().horizontalAdvance(widget.text())
            assert widget.width() >= words + 2, f"the words of {name_of(widget)} are cut off"


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and widget is not parent.widget():
            return parent
        parent = parent.parentWidget()
    return None


def test_every_control_can_be_seen_or_scrolled_to(sized: MainWindow) -> None:
    assert len(list(controls_of(sized))) > 20
    check_nothing_is_cut_off(sized)
    sized.panel.form.more_button.setChecked(True)
    QApplication.processEvents()
    assert len(list(controls_of(sized))) > 35
    check_nothing_is_cut_off(sized)


def test_during_a_run_with_a_drawing_too(sized: MainWindow, qtbot: QtBot) -> None:
    drag(sized.canvas, [(0.3, 0.3), (0.7, 0.7)])
    sized.panel.form.set_config(ENDLESS)
    press(sized, "trainButton")
    qtbot.waitUntil(lambda: "digits/s" in sized.progress.text)
    QApplication.processEvents()
    check_nothing_is_cut_off(sized)
    for name in ("trainButton", "stepButton", "stopButton", "resetButton"):
        assert button(sized, name).isVisible()


def test_with_every_message_showing_too(sized: MainWindow) -> None:
    sentence = "course.mat: expected X of shape (n, 400) and y of shape (n, 1), got X (5000, 401) and y (4999, 1). " * 2
    sized.window_message.show_message(sentence, "a report")
    sized.panel.data_message.show_message(sentence)
    sized.progress.message.show_message(sentence)
    sized.panel.form.hidden_edit.setText("nonsense")
    QApplication.processEvents()
    QApplication.processEvents()
    check_nothing_is_cut_off(sized)
    assert sized.status.height() == HEIGHT


@pytest.mark.slow
@pytest.mark.parametrize("optimizer", ["nesterov", "tnc"])
@pytest.mark.parametrize("download", ["offer", "progress", "error"])
def test_with_every_row_and_the_download_showing_too(sized: MainWindow, optimizer: str, download: str) -> None:
    sized.panel.form.more_button.setChecked(True)
    config = a_config(optimizer=optimizer, split="stratified", schedule="step", weight_decay=1e9, tolerance=1e-7)
    sized.panel.form.set_config(config)
    if download == "offer":
        choose(sized.panel.dataset_box, "ex4")
    elif download == "progress":
        sized.data_chooser.download.progressed.emit(4_200_000, 11_600_000)
    else:
        sized.data_chooser.download.failed.emit(
            "The server of the files cannot be reached; check the connection and try again. " * 2
        )
    sized.progress.set_idle_text("Truncated Newton ended after 1,000,000 evaluations: that is how many were set. " * 3)
    QApplication.processEvents()
    QApplication.processEvents()
    check_nothing_is_cut_off(sized)
    shown = [field for field in sized.panel.form.fields.values() if field.isVisible()]
    n_fields = len(sized.panel.form.fields) - 1  # a share for testing is asked for, or a count
    assert len(shown) == (n_fields if optimizer == "nesterov" else n_fields - 2)


def test_labels_beside_the_fields_are_not_cut_off(sized: MainWindow) -> None:
    sized.panel.form.more_button.setChecked(True)
    for optimizer in ("momentum", "tnc", "newton-cg"):
        sized.panel.form.set_config(a_config(optimizer=optimizer, split="plain", schedule="step"))
        QApplication.processEvents()
        labels = [
            label for label in sized.panel.form.findChildren(QLabel) if label.buddy() is not None and label.isVisible()
        ]
        assert len(labels) > 20
        for label in labels:
            assert label.width() >= label.sizeHint().width(), label.text()


def test_the_sheet_is_large_enough_to_draw_on(sized: MainWindow) -> None:
    assert sized.canvas.paper().width() >= 150
    network_input = sized.reading.network_input
    assert (network_input.width(), network_input.height()) == (88, 88)
    assert sized.reading.class_bars.height() >= 200


def test_it_cannot_be_made_so_small_that_it_is_of_no_use(window: MainWindow) -> None:
    window.resize(300, 200)
    for _ in range(3):  # a scroll bar comes, and what is beside it moves
        QApplication.processEvents()
    assert window.width() <= 900
    assert window.height() <= 416  # of 1366x768 at 150 %, a task bar and a title leave that
    check_nothing_is_cut_off(window)


@pytest.mark.slow
def test_files_with_long_names_push_nothing_aside(
    make_window: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.resize(1024, 700)
    name = "digits_" + "x" * 150
    data, model = tmp_path / f"{name}.json", tmp_path / f"{name}.npz"
    strokes = [[[0, 0], [5, 9]]]
    data.write_text(json.dumps([{"label": i % 10, "strokes": strokes} for i in range(40)]))
    save_model(load_model(), model)
    window.open_data(str(data))
    qtbot.waitUntil(lambda: window.panel.dataset_box.currentData() == str(data))
    window.open_model(model)
    QApplication.processEvents()
    QApplication.processEvents()
    assert window.width() == 1024
    assert name in window.progress.text
    check_nothing_is_cut_off(window)
    for label in window.statusBar().findChildren(QLabel):
        assert label.geometry().right() <= window.statusBar().width()
    window.open_data(str(tmp_path / f"no_{name}.json"))
    qtbot.waitUntil(window.panel.data_message.is_shown)
    QApplication.processEvents()
    check_nothing_is_cut_off(window)


def test_the_title_of_the_mosaic_does_not_widen_the_window(window: MainWindow) -> None:
    window.resize(1024, 700)
    longest = "What layer 1 looks for"
    window.mosaic.title_changed.emit(longest)
    assert str(Architecture.dense(hidden_layers=(25,))) == "400-25-10"
    QApplication.processEvents()
    assert window.width() == 1024
    (title,) = [label for label in window.findChildren(QLabel) if label.text() == longest]
    assert title.width() >= title.sizeHint().width()
