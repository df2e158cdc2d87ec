"""One window for the tests of a module, put back for each as it opened: making one takes many times as long."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QSplitter, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from engine.data.dataset import Dataset
from gui.main_window import MainWindow
from tests.window_fixtures import delete_what_is_due


@dataclass(frozen=True)
class OpenedWindow:
    """A window, and what it looked like when it opened."""

    window: MainWindow
    dataset: Dataset
    splitters: list[tuple[QSplitter, QByteArray]]
    switches: list[tuple[QAction, bool]]
    n_threads: int


@pytest.fixture(scope="module")
def opened_window(request: pytest.FixtureRequest) -> OpenedWindow | None:
    """The window that is lent; none to a module whose tests all have their own."""
    if request.node.get_closest_marker("own_window") is not None:
        return None
    shared_window: MainWindow = request.getfixturevalue("shared_window")
    dataset = shared_window.workspace.dataset
    assert dataset is not None
    actions = [action for action in shared_window.findChildren(QAction) if action.isCheckable()]
    return OpenedWindow(
        shared_window,
        dataset,
        [(splitter, splitter.saveState()) for splitter in shared_window.findChildren(QSplitter)],
        [(action, action.isChecked()) for action in actions],
        len(shared_window.threads.made),
    )


@pytest.fixture
def window(request: pytest.FixtureRequest, opened_window: OpenedWindow | None, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window as it opens, with few digits read and without a memory.

    It is lent: what a test began is ended after it, and what it changed is put back before the next, when nothing is
    patched any more. Tests, or modules, that close it, connect something of theirs to it, or change what is not put back
    are marked with ``own_window``.
    """
    if opened_window is None or request.node.get_closest_marker("own_window") is not None:
        yield request.getfixturevalue("make_window")()
        return
    _put_back(opened_window, qtbot)
    yield opened_window.window
    _end(opened_window.window, qtbot)


def is_at_rest(window: MainWindow) -> bool:
    """Whether nothing goes on."""
    is_free = window.controller.state == "idle" and not window.controller.is_reading
    return is_free and not any(tasks.is_busy for tasks in window.threads.made)


def _end(window: MainWindow, qtbot: QtBot) -> None:
    """End all that goes on, and close what was opened."""
    window.presentation.leave()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    if window.help_desk.what_is_this is not None:
        window.help_desk.what_is_this.hide()
    if window.data_chooser.download.is_running:
        window.data_chooser.download.cancel()
    if window.controller.state != "idle":
        window.controller.stop()
    window.threads.cancel()
    if not is_at_rest(window):
        qtbot.waitUntil(lambda: is_at_rest(window))
    _forget_views(window)


def _forget_views(window: MainWindow) -> None:
    """Have the views beside Training be made anew when they are looked at again."""
    window.view_tabs.show_titled("Training")
    tabs, views = window.view_tabs, window.views
    for index in range(1, tabs.count()):
        title, place = tabs.name(index), tabs.widget(index)
        presenter: object = views._presenters.pop(title, None)
        if isinstance(presenter, QObject):
            presenter.deleteLater()
        for view in place.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if place else []:
            view.deleteLater()
            tabs._makers[index] = partial(views._make_view, title)
    tabs._made.clear()
    delete_what_is_due()


def _put_back(opened: OpenedWindow, qtbot: QtBot) -> None:
    """Have a window as it opened."""
    window = opened.window
    for tasks in window.threads.made[opened.n_threads :]:
        tasks.shutdown()
        tasks.deleteLater()
    del window.threads.made[opened.n_threads :]
    window.setUpdatesEnabled(False)  # of all that changes now, nothing is painted before it is at rest
    window.new_session.start()
    window.run_bar.set_speed(0.0)
    for action, is_on in opened.switches:
        if isValid(action) and action.isChecked() != is_on:  # a view that was made before it was lent may have gone
            action.trigger()
    form = window.panel.form
    for button in (form.more_button, form.layers_button):
        if button.isChecked():
            button.click()
    window.showNormal()
    window.resize(1280, 800)
    for splitter, state in opened.splitters:
        if isValid(splitter):
            splitter.restoreState(state)
    if not is_at_rest(window):
        qtbot.waitUntil(lambda: is_at_rest(window))
    if window.workspace.dataset is not opened.dataset:
        window.digits.files.clear()
        window.data_chooser.use(opened.dataset)
        qtbot.waitUntil(lambda: window.workspace.dataset is opened.dataset and is_at_rest(window))
    qtbot.waitUntil(lambda: not window.time_slider.has_moments)  # of a run before; a frame or two
    window.status.clearMessage()
    window.new_session.before = None
    window.activateWindow()
    window.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    delete_what_is_due()
    window.setUpdatesEnabled(True)
