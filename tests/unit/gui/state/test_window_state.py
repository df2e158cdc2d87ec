"""What the window remembers, in settings of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.state.preferences import Preferences
from gui.widgets.window_layout import best_size


def splitters_of(window: MainWindow) -> dict[str, list[int]]:
    shown = [splitter for splitter in window.findChildren(QSplitter) if splitter.isVisible()]
    return {s.objectName(): s.sizes() for s in shown if s.objectName().endswith("Splitter")}


def test_size_and_splitters_are_those_of_the_last_time(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.resize(900, 700)  # no wider: the offscreen screen has 800 points, the window wants 900
    QApplication.processEvents()
    fresh = splitters_of(first)
    assert set(fresh) == {"columnSplitter", "trainingSplitter", "centerSplitter"}
    sizes_of = {"columnSplitter": [720, 264], "trainingSplitter": [300, 420], "centerSplitter": [380, 200]}
    for splitter in first.findChildren(QSplitter):
        if splitter.isVisible():
            splitter.setSizes(sizes_of[splitter.objectName()])
    QApplication.processEvents()
    moved = splitters_of(first)
    assert moved != fresh
    first.close()
    second = make_window()
    assert (second.width(), second.height()) == (900, 700)
    QApplication.processEvents()
    for name, sizes in splitters_of(second).items():
        assert sizes == pytest.approx(moved[name], abs=3)


@pytest.mark.parametrize(
    ("available", "size"),
    [
        ((1920, 1040), (1280, 800)),
        ((1280, 760), (1264, 712)),
        ((1024, 660), (1008, 612)),
        ((911, 480), (895, 432)),  # 1366x768 at 150 %
    ],
)
def test_the_first_time_it_fits_the_screen(available: tuple[int, int], size: tuple[int, int]) -> None:
    assert best_size(QSize(*available)).toTuple() == size


@pytest.mark.slow
def test_a_new_window_lies_within_its_screen(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.undo()
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.height() <= room.height()
    assert window.width() == max(window.minimumWidth(), best_size(room).width())


@pytest.mark.slow
def test_switches_and_the_pen_are_remembered_at_once_should_the_program_be_killed(
    make_window: Callable[[], MainWindow],
) -> None:
    first = make_window()
    for action in (first.menus.logarithmic, first.menus.digit_keys, first.menus.pens[14]):
        action.trigger()
    second = make_window()  # while the first is open still
    assert second.menus.logarithmic.isChecked()
    assert second.loss_plot.is_logarithmic
    assert not second.menus.digit_keys.isChecked()
    assert second.menus.pens[14].isChecked()
    assert second.canvas.pen_width == pytest.approx(0.14)


@pytest.mark.slow
def test_a_window_that_does_not_remember_neither_reads_nor_writes(
    make_window: Callable[[], MainWindow], qtbot: QtBot, own_settings: Path
) -> None:
    first = make_window()
    first.resize(1000, 700)
    first.close()
    written = {path: path.read_bytes() for path in own_settings.rglob("*") if path.is_file()}
    assert written
    other = MainWindow(remembers=False)
    qtbot.addWidget(other)
    other.show()
    assert (other.width(), other.height()) == (1280, 800)
    other.menus.themes["dark"].trigger()
    other.close()
    assert {path: path.read_bytes() for path in own_settings.rglob("*") if path.is_file()} == written


@pytest.mark.slow
@pytest.mark.parametrize("value", ["nonsense", 17, b"\x00\x01broken"])
def test_settings_that_were_damaged_are_ignored(make_window: Callable[[], MainWindow], value: object) -> None:
    first = make_window()
    first.close()
    settings = QSettings("Digit Lab", "Digit Lab")
    for key in settings.allKeys():
        if key != "window/format":
            settings.setValue(key, value)
    settings.sync()
    second = make_window()
    assert (second.width(), second.height()) == (1280, 800)
    assert second.isVisible()
    assert second.menus.digit_keys.isChecked()


@pytest.mark.slow
def test_a_layout_of_another_format_is_not_forced_on_the_window(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.resize(1000, 700)
    first.close()
    QSettings("Digit Lab", "Digit Lab").setValue("window/format", 0)
    second = make_window()
    assert (second.width(), second.height()) == (1280, 800)


def test_words_are_kept_by_name(qapp: QApplication) -> None:
    state = Preferences()
    assert state.text("theme", "system") == "system"
    state.set_text("theme", "dark")
    assert Preferences().text("theme", "system") == "dark"
    assert Preferences().text("other", "default") == "default"
