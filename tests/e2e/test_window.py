"""The main job, end to end: open the window, train on real digits, draw a digit, read the bars."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QWidget

from engine.data.loading import read_strokes
from engine.ink.framing import Stroke
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.about_dialog import AboutDialog
from gui.drawing.class_bars import ClassBars
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.main_window import MainWindow
from tests.e2e.driver import Condition, drive
from tests.window_fixtures import a_config, count_pixels, drag, picture_of, press

Points = list[tuple[float, float]]

# Drawn by hand on paper with a grid, in fractions of the sheet's side, y down.
DIGITS: dict[int, list[Points]] = {
    0: [
        [(0.52, 0.16), (0.40, 0.19), (0.31, 0.30), (0.27, 0.46), (0.28, 0.62), (0.34, 0.76), (0.45, 0.84), (0.57, 0.83),
         (0.67, 0.74), (0.72, 0.60), (0.73, 0.44), (0.69, 0.29), (0.61, 0.19), (0.51, 0.16)],
    ],
    1: [[(0.36, 0.32), (0.46, 0.24), (0.54, 0.14), (0.53, 0.34), (0.52, 0.56), (0.51, 0.86)]],
    2: [
        [(0.29, 0.31), (0.35, 0.20), (0.47, 0.15), (0.60, 0.18), (0.67, 0.28), (0.65, 0.41), (0.55, 0.54), (0.43, 0.67),
         (0.29, 0.82), (0.45, 0.82), (0.60, 0.82), (0.74, 0.81)],
    ],
    3: [
        [(0.30, 0.24), (0.40, 0.16), (0.54, 0.15), (0.65, 0.22), (0.66, 0.34), (0.58, 0.44), (0.45, 0.48), (0.58, 0.51),
         (0.69, 0.60), (0.70, 0.72), (0.61, 0.82), (0.47, 0.86), (0.34, 0.82), (0.27, 0.74)],
    ],
    4: [
        [(0.55, 0.14), (0.46, 0.30), (0.36, 0.46), (0.26, 0.60), (0.42, 0.60), (0.58, 0.59), (0.76, 0.58)],
        [(0.60, 0.42), (0.60, 0.58), (0.59, 0.72), (0.58, 0.87)],
    ],
    6: [
        [(0.62, 0.14), (0.50, 0.24), (0.39, 0.38), (0.32, 0.54), (0.31, 0.68), (0.37, 0.81), (0.49, 0.86), (0.62, 0.81),
         (0.67, 0.70), (0.62, 0.59), (0.51, 0.54), (0.39, 0.58), (0.33, 0.68)],
    ],
    7: [[(0.26, 0.20), (0.42, 0.20), (0.58, 0.19), (0.74, 0.19), (0.65, 0.34), (0.56, 0.52), (0.49, 0.70), (0.44, 0.87)]],
}  # fmt: skip


def read_by_drawing(window: MainWindow, strokes: Sequence[Points]) -> int:
    """Draw strokes with the mouse on an empty sheet; the digit that the bars say."""
    canvas = window.findChild(DrawingCanvas, "drawingCanvas")
    bars = window.findChild(ClassBars, "classBars")
    assert isinstance(canvas, DrawingCanvas)
    assert isinstance(bars, ClassBars)
    if not canvas.drawing.is_empty:
        press(window, "clearButton")
    assert not bars.probabilities.any()
    for stroke in strokes:
        drag(canvas, stroke)
    assert bars.probabilities.shape == (10,)
    assert bars.probabilities.sum() == pytest.approx(1.0, abs=1e-3)
    return int(bars.probabilities.argmax())


def fit_on_sheet(strokes: Sequence[Stroke]) -> list[Points]:
    """Strokes in any unit, as a person would draw them: most of the sheet, in its middle."""
    points = np.concatenate(list(strokes))
    low, extent = points.min(axis=0), np.ptp(points, axis=0).max() or 1.0
    margin = (1 - np.ptp(points, axis=0) / extent * 0.7) / 2
    return [[(float(x), float(y)) for x, y in (stroke - low) / extent * 0.7 + margin] for stroke in strokes]


@pytest.mark.slow
def test_train_on_the_bundled_digits_then_draw_and_be_read() -> None:
    answers: dict[str, dict[int, int]] = {}

    def script(window: MainWindow) -> Iterator[Condition]:
        # The bundled network answers in the first second.
        answers["bundled"] = {digit: read_by_drawing(window, strokes) for digit, strokes in DIGITS.items()}
        yield lambda: not window.controller.is_reading
        press(window, "trainButton")
        yield lambda: window.workspace.history.n_points > 5
        # While the network learns, the bars answer as well.
        assert window.controller.state == "running"
        read_by_drawing(window, DIGITS[3])
        window.run_bar.set_speed(0.0)  # a newcomer begins slowly
        yield lambda: window.controller.state == "idle"
        report, history = window.workspace.last_report, window.workspace.history
        assert report is not None
        assert report.state == "finished"
        assert report.test_evaluation is not None
        assert report.test_evaluation.accuracy >= 0.96
        assert report.test_evaluation.n > 250
        assert history.losses[-1] < history.losses[0] / 5
        assert not window.status.errors
        answers["trained"] = {digit: read_by_drawing(window, strokes) for digit, strokes in DIGITS.items()}
        assert "7" in window.reading.verdict

    assert drive([], script) == 0
    for who in ("bundled", "trained"):
        assert answers[who] == {digit: digit for digit in DIGITS}


@pytest.mark.slow
def test_digits_that_other_people_wrote_on_a_tablet_are_read(data_folder: Path) -> None:
    drawings, labels = read_strokes(data_folder / "pen-strokes-7494.json.gz")
    read: list[int] = []

    def script(window: MainWindow) -> Iterator[Condition]:
        read.extend(read_by_drawing(window, fit_on_sheet(strokes)) for strokes in drawings[:40])
        yield lambda: True

    assert drive([], script) == 0
    right = sum(one == other for one, other in zip(read, labels[:40], strict=True))
    assert right >= 0.8 * 40


def test_data_model_theme_and_size_of_the_command_line_are_used(tmp_path: Path) -> None:
    strokes = [[[float(100 * x), float(100 * y)] for x, y in stroke] for stroke in DIGITS[7]]
    ones = [[[float(100 * x), float(100 * y)] for x, y in stroke] for stroke in DIGITS[1]]
    data = tmp_path / "mine.json"
    data.write_text(json.dumps([{"label": 7, "strokes": strokes}, {"label": 1, "strokes": ones}] * 20))
    model = tmp_path / "mine.npz"
    save_model(Model(first_parameters(a_config(hidden_layers=(11,)))), model)

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: window.workspace.dataset is not None and window.workspace.dataset.source == str(data)
        np.testing.assert_array_equal(window.workspace.parameters.flat, load_model(model).parameters.flat)
        box = window.findChild(QComboBox, "datasetBox")
        assert isinstance(box, QComboBox)
        assert box.currentText() == "mine.json"
        assert window.status.facts.toolTip().startswith("mine.json: 40 digits")
        assert window.chip.toolTip().startswith("Network 400-11-10")
        assert (window.width(), window.height()) == (1100, 720)
        assert count_pixels(picture_of(window), "#20252d") > 100_000  # the dark theme's cards

    arguments = ["--data", str(data), "--model", str(model), "--theme", "dark", "--size", "1100x720"]
    assert drive(arguments, script) == 0


def test_closing_the_window_ends_the_program_though_the_about_box_is_open() -> None:
    def script(window: MainWindow) -> Iterator[Condition]:
        window.menus.about.trigger()
        yield lambda: any(dialog.isVisible() for dialog in window.findChildren(AboutDialog))

    assert drive([], script) == 0


@pytest.mark.slow
def test_what_the_command_line_asks_for_once_is_not_remembered() -> None:
    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: True

    assert drive(["--theme", "dark"], script) == 0
    assert QSettings("Digit Lab", "Digit Lab").value("choice/theme") is None


@pytest.mark.slow
def test_the_program_can_be_opened_again_and_again_in_one_process() -> None:
    seen: list[int] = []
    tours: list[bool] = []

    def script(window: MainWindow) -> Iterator[Condition]:
        tours.append(window.findChild(QWidget, "tourCard") is not None)
        seen.append(read_by_drawing(window, DIGITS[3]))
        yield lambda: True

    for arguments in ([], [], ["--fresh"]):
        assert drive(arguments, script) == 0
    assert seen == [3, 3, 3]
    assert tours == [True, False, False]  # the first start ever
