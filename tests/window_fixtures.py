"""What the tests of the window share: its fixtures, and hands to draw and to press with.

Loaded by the ``conftest.py`` of ``tests/unit/gui`` and ``tests/e2e``, and only where PySide6 and pytest-qt are installed.
"""

import gc
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeAlias
from weakref import ref

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QMenuBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython, getCppPointer

from engine.data.dataset import Dataset
from engine.data.handwriting import generator
from engine.data.handwriting.generator import load_handwriting
from engine.data.registry import SOURCES, load_uci_digits, load_uci_digits_8x8
from engine.explain.sigmoid_gradient_timing import SigmoidTimings
from engine.training.config import TrainingConfig
from gui.actions import Actions
from gui.main_window import MainWindow
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.theming.scale import SCALE
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.message_area import MessageArea
from gui.workers import garbage_collection
from tests.waiting import wait_until

TIMINGS = SigmoidTimings((0.03, 0.001, 0.005), n_values=125_000, n_repetitions=9, largest_difference=1.6e-16)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_NONE = Qt.MouseButton.NoButton
_FOLDERS = tuple(str(Path(__file__).parent.joinpath(*names)) + os.sep for names in (("unit", "gui"), ("e2e",)))
TAKE_OVER, GIVE_BACK = garbage_collection._take_over, garbage_collection._give_back
_FAILED = pytest.StashKey[bool]()
_MANY_OBJECTS, _MANY_TIMES = 100_000, 20

Points: TypeAlias = Sequence[tuple[float, float]]
Picture: TypeAlias = NDArray[np.uint8]
"""Bytes of shape (height, width, 3)."""


# What every test of the window gets without asking


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No test of the window may pass with a warning of Qt's."""
    for item in items:
        if str(item.path).startswith(_FOLDERS) and not item.get_closest_marker("qt_log_level_fail"):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note which tests failed: their tracebacks hold on to widgets, and that is no leak."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session", autouse=True)
def heap_set_aside(qapp: QApplication) -> Iterator[None]:
    """Looking for leaks collects garbage after every window: what was imported is not gone through each time.

    A window sets the heap aside too while a thread works for it, and would take it back when it closes. No thread
    of a test, such as a web server's, is to collect what a window left: garbage is collected between tests alone.
    """
    # SciPy has a BLAS of its own, whose threads are called after the one that loads it and stay as long as the process:
    # not after the training thread, which would look as if it had been left running.
    import scipy.optimize  # noqa: F401

    TAKE_OVER()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_take_over", "_give_back"):
            patch.setattr(garbage_collection, name, lambda: None)
        yield
    GIVE_BACK()


@pytest.fixture(scope="session", autouse=True)
def clipboard_emptied(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard goes: without a desktop, Qt would delete it after Python has ended, and crash."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def own_settings(new_folders: Iterator[Path]) -> Path:
    """Settings in a folder of the test's own, in whichever format they are asked for."""
    folder = next(new_folders)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(autouse=True)
def scale_of_the_design() -> Iterator[None]:
    """Everything as large as it was designed, whatever a test before has done."""
    SCALE.set_factor(1.0)
    yield
    SCALE.set_factor(1.0)


@pytest.fixture(autouse=True)
def timings_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens the page of the sigmoid's gradient does not wait for another process that times it."""
    monkeypatch.setattr("gui.mathematics_tab.sigmoid_timer.time_in_worker_process", lambda _is_cancelled: TIMINGS)


@pytest.fixture(autouse=True)
def nothing_left_behind(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, new_threads: Callable[[], list[str]]
) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window alive."""
    before = {getCppPointer(widget) for widget in qapp.topLevelWidgets()}
    palette = qapp.palette()

    def new_windows() -> list[QWidget]:
        new = [widget for widget in qapp.topLevelWidgets() if getCppPointer(widget) not in before]
        # Layouts of scenes have widgets of their own, of which nobody knows, and which only they may delete.
        return [widget for widget in new if widget.parent() is None and createdByPython(widget)]

    yield
    request.node.funcargs.clear()
    forget_exceptions()
    qapp.setPalette(palette)
    delete_what_is_due()
    gone = delete_windows(new_windows())
    if gone or gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect(0)  # what came since the last time, for a fifth of what it takes to go through all
    if any(each() is not None for each in gone) or gc.get_count()[1] > _MANY_TIMES:
        gc.collect()
    left = [widget for each in gone if (widget := each()) is not None]
    if not request.node.stash.get(_FAILED, False):
        # A thread that is over has still to go: the system takes a moment.
        qtbot.waitUntil(lambda: new_threads() == [])
        assert not left


def delete_windows(windows: list[QWidget]) -> list["ref[QWidget]"]:
    """Have Qt delete windows while Python has all of them still, as the garbage collector takes the parts in any order.

    What is returned tells whether Python has them after it.
    """
    for window in windows:
        window.deleteLater()
    delete_what_is_due()
    return [ref(window) for window in windows]


def delete_what_is_due() -> None:
    """Process events, and delete what was told to go later."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def forget_exceptions() -> None:
    """Let go of what Python keeps for exceptions: the last one, and the hook of the moment with every thread it met."""
    for name in ("last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    for thread in threading.enumerate():
        if thread.name.startswith("Dummy-"):
            vars(thread).pop("_invoke_excepthook", None)


@pytest.fixture
def new_threads() -> Callable[[], list[str]]:
    """Names of the threads that run and did not when the test began: those of a shared window did, and those Dask keeps."""
    before = Counter(running_threads())
    return lambda: list((Counter(running_threads()) - before).elements())


def running_threads() -> list[str]:
    """Names of the Python threads and the QThreads that run, the main thread aside.

    A QThread names its native thread after itself; Python forgets only on exit which of them it has met.
    """
    names = [
        thread.name
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not thread.name.startswith("Dummy-")
    ]
    for task in Path("/proc/self/task").glob("*/comm"):
        try:
            name = task.read_text().strip()
        except OSError:
            continue  # it has ended meanwhile
        if name in ("training", "QThread", "mnist-download"):
            names.append(name)
    return names


# Digits and windows


@pytest.fixture(scope="session")
def uci_digits() -> Dataset:
    """The bundled digits, read once."""
    return load_uci_digits()


@pytest.fixture(scope="session")
def few_digits(uci_digits: Dataset) -> Dataset:
    """240 of the bundled digits to train on, in eight batches of 30, and 60 to test on."""
    return replace(
        uci_digits,
        digits=uci_digits.digits[np.concatenate([uci_digits.test_indices[:60], _first_train(uci_digits, 240)])],
        test_indices=np.arange(60),
    )


@pytest.fixture(scope="session")
def few_blocks() -> Dataset:
    """As many of the same digits at 8x8."""
    digits = load_uci_digits_8x8()
    chosen = np.concatenate([digits.test_indices[:60], _first_train(digits, 240)])
    return replace(digits, digits=digits.digits[chosen], test_indices=np.arange(60))


@lru_cache
def _little_handwriting(source: str) -> Dataset:
    """Generated digits, written once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "_BLOCK", 200)
        return load_handwriting(source)


def _first_train(dataset: Dataset, n: int) -> NDArray[np.intp]:
    train: NDArray[np.intp] = np.setdiff1d(np.arange(len(dataset.digits)), dataset.test_indices)
    return train[:n]


@pytest.fixture
def quick_source(few_digits: Dataset, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the bundled digits, with few of them behind it and nothing to be read."""
    return _with_few_digits(few_digits, monkeypatch)


def _with_few_digits(few_digits: Dataset, patch: pytest.MonkeyPatch) -> str:
    name = "uci-digits"
    patch.setitem(SOURCES, name, replace(SOURCES[name], load=lambda: few_digits))
    for source in ("handwriting", "handwriting-endless"):
        load = partial(_little_handwriting, f"{source}:200")
        patch.setitem(SOURCES, source, replace(SOURCES[source], load=load))
    return name


@pytest.fixture
def quick_blocks(few_blocks: Dataset, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same for the digits at 8x8."""
    name = "uci-digits-8x8"
    monkeypatch.setitem(SOURCES, name, replace(SOURCES[name], load=lambda: few_blocks))
    return name


@pytest.fixture
def make_window(
    qtbot: QtBot, quick_source: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows, with what is given to them, each with few digits read."""
    monkeypatch.setattr("gui.main_window.fit_to_screen", lambda window: window.resize(1280, 800))
    made: list[MainWindow] = []  # one that only a test's variables hold may be collected with its threads running

    def make(**given: Any) -> MainWindow:
        window = MainWindow(**given)
        if "session_folder" not in given:
            window.run_bar.set_speed(0.0)  # and not what a newcomer begins with
        made.append(window)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        wait_for_digits(window)
        return window

    yield make
    for window in made:
        window.close()


def wait_for_digits(window: MainWindow) -> None:
    """Wait until a window that was opened just now has its digits: a few milliseconds, so not by steps of ten."""
    wait_until(
        lambda: window.workspace.dataset is not None and not window.controller.is_reading, seconds=20.0, what="digits"
    )


@pytest.fixture(scope="module")
def shared_window(qapp: QApplication, few_digits: Dataset) -> Iterator[MainWindow]:
    """One window for all tests of a module that look at it, or leave it as they found it."""
    with pytest.MonkeyPatch.context() as patch:
        _with_few_digits(few_digits, patch)
        window = MainWindow(remembers=False)
        window.run_bar.set_speed(0.0)
        window.show()
        assert QTest.qWaitForWindowExposed(window)
        wait_for_digits(window)
        yield window
        window.close()
        window.deleteLater()
        delete_what_is_due()


@pytest.fixture
def form(qtbot: QtBot) -> SettingsForm:
    """The settings on their own."""
    form = SettingsForm()
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.fixture(scope="module")
def shared_form(qapp: QApplication) -> Iterator[SettingsForm]:
    """One form for all tests of a module, which :func:`lent_form` puts back: making one takes a tenth of a second."""
    form = SettingsForm()
    form.show()
    yield form
    form.close()
    form.deleteLater()
    delete_what_is_due()


@pytest.fixture
def lent_form(shared_form: SettingsForm) -> SettingsForm:
    """The settings on their own, as they open."""
    shared_form.more_button.setChecked(False)
    shared_form.layers_button.setChecked(False)
    shared_form.set_fixed("")
    shared_form.layer_list.view.selectionModel().clear()
    shared_form.hidden_edit.setText("none")  # nothing that was typed stays, in other words for the same layers
    shared_form.activateWindow()
    shared_form.hidden_edit.setFocus()
    shared_form.set_usual(TrainingConfig())
    shared_form.set_digits(None)
    shared_form.set_config(TrainingConfig())
    shared_form.resize(shared_form.sizeHint())
    return shared_form


@pytest.fixture
def settings(qapp: QApplication) -> Settings:
    """The settings, without a form."""
    return Settings()


@pytest.fixture
def availability(settings: Settings) -> Availability:
    """What may be done, without a window."""
    return Availability(Workspace(), settings)


@pytest.fixture
def messages(qtbot: QtBot) -> MessageArea:
    """A line of messages without a window."""
    area = MessageArea()
    qtbot.addWidget(area)
    return area


@pytest.fixture
def menu_bar(qtbot: QtBot) -> QMenuBar:
    """A menu bar without a window; it owns what is put in."""
    menu_bar = QMenuBar()
    qtbot.addWidget(menu_bar)
    return menu_bar


@pytest.fixture
def actions(menu_bar: QMenuBar, availability: Availability) -> Actions:
    """The commands, without a window."""
    return Actions(menu_bar, availability)


def a_config(**values: object) -> TrainingConfig:
    """A small network and a run of 24 batches."""
    return TrainingConfig(
        hidden_layers=(8,), batch_size=30, epochs=3, learning_rate=0.5, validation_fraction=0.0
    ).with_values(**values)


ENDLESS = a_config(epochs=1_000_000, learning_rate=0.05)
"""A run that is still going on when the test is over."""


CONVOLUTIONS = ("conv 4 5x5", "pool 2", "conv 3 3x3", 6)
"""Hidden layers that make maps."""


def goes_on(workspace: Workspace, config: TrainingConfig) -> bool:
    """Whether a run with this configuration goes on from the current network, rather than from a random one."""
    return workspace.plan(config).kind != "train a new network"


# Answers to dialogs

Answer: TypeAlias = Callable[[Path | None], None]
"""Says what the next dialog comes to: a path, or ``None`` for Cancel."""


def _answer(monkeypatch: pytest.MonkeyPatch, dialog: str, chosen_filter: str) -> Answer:
    def answer(path: Path | None) -> None:
        chosen = ("", "") if path is None else (str(path), chosen_filter)
        monkeypatch.setattr(QFileDialog, dialog, lambda *_args, **_kwargs: chosen)

    return answer


@pytest.fixture
def answer_open(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers the dialog that asks for a file to open."""
    return _answer(monkeypatch, "getOpenFileName", "All files (*)")


@pytest.fixture
def answer_save(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers the dialog that asks for a place to save."""
    return _answer(monkeypatch, "getSaveFileName", "Networks (*.npz)")


@pytest.fixture
def answer_save_for_octave(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """The same, with the other kind of file chosen."""
    return _answer(monkeypatch, "getSaveFileName", "Theta1, Theta2 for Octave and MATLAB (*.mat)")


@pytest.fixture
def answer_folder(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers the dialog that asks for a folder."""

    def answer(path: Path | None) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_kwargs: str(path or ""))

    return answer


# Hands


def choose(box: QComboBox, data: object) -> None:
    """Choose an entry of a box, as a user does: the box says so."""
    wait_until_enabled(box)
    select(box, data)
    box.activated.emit(box.currentIndex())


def select(box: QComboBox, data: object) -> None:
    """Set a box to one of its entries."""
    index = box.findData(data)
    assert index >= 0
    box.setCurrentIndex(index)


def press(window: QWidget, name: str) -> None:
    """Click the button of this object name, as a user can: it has to be visible, and enabled within five seconds."""
    found = button(window, name)
    assert found.isVisible()
    wait_until_enabled(found)
    found.click()


def wait_until_enabled(widget: QWidget) -> None:
    """Wait as a user does who sees that something is not ready yet; at most five seconds."""
    wait_until(widget.isEnabled, what=f"{widget.objectName()} enabled")


def open_network(window: MainWindow) -> None:
    """File > Open network: the one that is answered with is in use, or it is told why not."""
    window.menus.open_model.trigger()
    wait_until(lambda: not window.file_dialogs.is_reading, seconds=20.0, what="a network")


def button(window: QWidget, name: str) -> QAbstractButton:
    """The button of this object name."""
    found = window.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def send_mouse(
    widget: QWidget,
    kind: QEvent.Type,
    position: QPointF,
    *,
    pressed: Qt.MouseButton = _NONE,
    held: Qt.MouseButton = _NONE,
) -> None:
    """Send one mouse event, position in points of the widget."""
    everywhere = QPointF(widget.mapToGlobal(position))
    event = QMouseEvent(kind, position, everywhere, pressed, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def on_paper(canvas: QWidget, point: tuple[float, float]) -> QPointF:
    """Where a point in fractions of the sheet is on the widget; the sheet is the greatest square, in the middle."""
    side = min(canvas.width(), canvas.height())
    left, top = (canvas.width() - side) / 2, (canvas.height() - side) / 2
    return QPointF(left + point[0] * side, top + point[1] * side)


def pen_down(canvas: QWidget, point: tuple[float, float], *, with_button: Qt.MouseButton = LEFT) -> None:
    """Press a mouse button on the canvas."""
    position = on_paper(canvas, point)
    send_mouse(canvas, QEvent.Type.MouseButtonPress, position, pressed=with_button, held=with_button)


def pen_move(canvas: QWidget, point: tuple[float, float], *, with_button: Qt.MouseButton = LEFT) -> None:
    """Drag."""
    send_mouse(canvas, QEvent.Type.MouseMove, on_paper(canvas, point), held=with_button)


def pen_up(canvas: QWidget, point: tuple[float, float], *, with_button: Qt.MouseButton = LEFT) -> None:
    """Release the button."""
    send_mouse(canvas, QEvent.Type.MouseButtonRelease, on_paper(canvas, point), pressed=with_button)


def drag(canvas: QWidget, points: Points, *, with_button: Qt.MouseButton = LEFT) -> None:
    """One stroke with the button held, points in fractions of the sheet."""
    pen_down(canvas, points[0], with_button=with_button)
    for point in points[1:]:
        pen_move(canvas, point, with_button=with_button)
    pen_up(canvas, points[-1], with_button=with_button)


# Eyes


def picture_of(widget: QWidget) -> Picture:
    """What a widget paints, as bytes."""
    return pixels_of(widget.grab().toImage())


def pixels_of(image: QImage) -> Picture:
    """An image as bytes."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def rgb(color: str) -> tuple[int, int, int]:
    """The numbers of ``#rrggbb``."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def count_pixels(picture: Picture, color: str) -> int:
    """How many pixels have this color, give or take a hair's breadth."""
    return int((np.abs(picture.astype(int) - rgb(color)).max(axis=2) <= 2).sum())
