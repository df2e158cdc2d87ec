"""The drawing, the reading and the plots are copied, and a page is printed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from gui.main_window import MainWindow
from gui.state.reasons import WHY_NOT
from gui.theming.theme import LIGHT
from tests.unit.gui.pictures.test_pictures_in import SEVEN, open_files, shown_frame, wait, written
from tests.window_fixtures import a_config, count_pixels, drag, pixels_of, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
PLAIN_ONE = [(0.5, 0.15), (0.5, 0.5), (0.5, 0.85)]


def keys(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, modifiers)


def menu_at(widget: QWidget, reason: QContextMenuEvent.Reason) -> list[str]:
    """What the menu offers that a right click, or a key, opens; it is closed again."""
    middle = widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle)))
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return []
    names = [action.text().replace("&", "") for action in menu.actions()]
    menu.close()
    return names


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_copied_drawing_is_dark_on_white_and_reads_the_same_when_it_is_pasted(
    window: MainWindow, qtbot: QtBot, theme: str
) -> None:
    window.set_theme(theme)
    drag(window.canvas, PLAIN_ONE)
    frame, read = shown_frame(window), window.reading.class_bars.winner
    keys(window, Qt.Key.Key_C)
    image = QGuiApplication.clipboard().image()
    pixels = pixels_of(image)
    assert count_pixels(pixels, LIGHT.paper) > 0.5 * image.width() * image.height()
    assert count_pixels(pixels, LIGHT.ink) > 100
    keys(window, Qt.Key.Key_V)
    wait(window, qtbot)
    assert window.workspace.picture is not None
    assert window.reading.class_bars.winner == read
    assert np.abs(shown_frame(window) - frame).mean() < 0.02
    keys(window, Qt.Key.Key_C)  # the picture in its place is copied as well
    again = pixels_of(QGuiApplication.clipboard().image())
    assert np.abs(again.astype(int) - pixels).mean() < 5


def test_a_copied_reading_is_an_answer_and_a_table(window: MainWindow) -> None:
    assert (
        window.menus.copy_reading.property(WHY_NOT) == "There is no reading to copy: draw a digit, or open a picture."
    )
    drag(window.canvas, ONE)
    probabilities = window.reading.class_bars.probabilities
    keys(window, Qt.Key.Key_C, CONTROL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    first, empty, header, *rows = data.text().strip("\n").split("\n")
    assert first.startswith(f"{probabilities.argmax()}, ")
    assert first.endswith(" %")
    assert (empty, header) == ("", "digit\tprobability in %")
    np.testing.assert_allclose([float(row.split("\t")[1]) for row in rows], 100 * probabilities, atol=6e-4)
    assert [row.split("\t")[0] for row in rows] == list("0123456789")
    assert data.html().count("<tr>") == 11
    assert first in window.status.text


def test_the_edit_menu_copies_the_plots_that_can_be_seen(window: MainWindow) -> None:
    plots = window.menus.copy_plot
    plots.aboutToShow.emit()
    names = [action.text() for action in plots.actions()]
    assert "Learning curves" in names
    QGuiApplication.clipboard().clear()
    plots.actions()[names.index("Learning curves")].trigger()
    assert QGuiApplication.clipboard().image().width() == window.loss_plot.width()
    window.view_tabs.show_titled("Evaluation")
    plots.aboutToShow.emit()
    assert "Learning curves" not in [action.text() for action in plots.actions()]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_offers_what_can_be_copied_and_erases_on_a_drawing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    mouse, keyboard = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
    drag(window.canvas, SEVEN)
    assert menu_at(window.reading, mouse) == ["Copy the reading", "Copy the drawing"]
    assert menu_at(window.canvas, mouse) == []
    assert menu_at(window.canvas, keyboard) == ["Copy the drawing", "Copy the reading"]
    open_files(window, qtbot, written(tmp_path, "one.png"))
    assert menu_at(window.canvas, mouse) == ["Copy the drawing", "Copy the reading"]


@pytest.fixture
def print_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the print dialog: to a PDF file."""

    def answer(path: Path) -> None:
        def accept(dialog: QPrintDialog) -> int:
            printer = dialog.printer()
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))
            return QPrintDialog.DialogCode.Accepted.value

        monkeypatch.setattr(QPrintDialog, "exec", accept)

    return answer


@pytest.mark.qt_log_ignore("QPdfWriter|QPrinter|begin|CUPS|cups|propagateSizeHints")
def test_a_page_is_printed_and_where_it_cannot_be_that_is_said(
    window: MainWindow, print_to: Callable[[Path], None], tmp_path: Path
) -> None:
    drag(window.canvas, ONE)
    print_to(tmp_path / "page.pdf")
    keys(window, Qt.Key.Key_P)
    content = (tmp_path / "page.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Count 1" in content
    assert window.status.text == "The page is printed."
    print_to(tmp_path / "no such folder" / "page.pdf")
    keys(window, Qt.Key.Key_P)
    assert "nothing was printed" in window.status.text


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("shows_curves", [False, True])
def test_the_page_has_all_that_is_shown_dark_on_white(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset, shows_curves: bool
) -> None:
    window.set_theme("dark")
    if shows_curves:
        window.settings.replace(a_config(epochs=3))
        press(window, "trainButton")
        qtbot.waitUntil(lambda: window.workspace.history.n_points > 1 and window.controller.state == "idle")
    drag(window.canvas, ONE)
    page = QImage(1000, 1400, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.scale(2, 2)
    window.printing.paint(painter, QRectF(0, 0, 500, 700))
    painter.end()
    pixels = pixels_of(page)
    dark = (pixels.astype(int).sum(axis=2) < 200).mean(axis=1)
    assert (pixels > 230).all(axis=2).mean() > 0.85  # paper
    assert dark[100:480].any()  # the drawing
    assert dark[600:].any() == shows_curves
    assert window.canvas.theme.name == "dark"
