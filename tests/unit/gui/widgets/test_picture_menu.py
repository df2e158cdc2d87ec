"""A right click on a plot saves its picture or copies it, and says what came of it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.widgets.picture_menu import PictureMenu


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    """One window for all tests: none of them changes anything that another looks at."""
    return shared_window


def menu_of(view: QWidget) -> PictureMenu:
    menu = view.findChild(PictureMenu)
    assert menu is not None
    return menu


def views_of(window: MainWindow) -> list[QWidget]:
    return [window.loss_plot, window.mosaic.tiles]


@pytest.mark.parametrize("which", [0, 1])
def test_a_right_click_opens_the_menu(window: MainWindow, which: int, monkeypatch: pytest.MonkeyPatch) -> None:
    view = views_of(window)[which]
    children = [child for child in view.findChildren(QWidget) if child.isVisible() and not child.isWindow()]
    target = children[-1] if children else view
    opened: list[object] = []
    monkeypatch.setattr(menu_of(view).menu, "popup", opened.append)
    place = target.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, target.mapToGlobal(place))
    QApplication.sendEvent(target, event)
    assert opened == [target.mapToGlobal(place)]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_picture_is_saved(
    window: MainWindow, which: int, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"plot.{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    view = views_of(window)[which]
    menu_of(view).save.trigger()
    assert window.statusBar().currentMessage() == f"Saved as plot.{suffix}."
    if suffix == "png":
        assert QImage(str(path)).size() == view.size() * 2
    else:
        assert path.read_text().startswith("<?xml")


def test_what_cannot_be_saved_is_told(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "missing" / "plot.png"), ""))
    menu_of(window.loss_plot).save.trigger()
    assert "expected a place to write to" in window.status.text
    assert window.status.kind == "error"


def test_nothing_is_said_if_nothing_is_chosen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.statusBar().clearMessage()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    menu_of(window.loss_plot).save.trigger()
    assert window.statusBar().currentMessage() == ""


def test_the_values_of_the_curves_are_copied(window: MainWindow) -> None:
    menu = menu_of(window.loss_plot)
    assert menu.copy_values in menu.menu.actions()
    menu.copy_values.trigger()
    assert QGuiApplication.clipboard().text().startswith("epoch,training loss,")
    assert window.statusBar().currentMessage() == "The values are on the clipboard."
    assert menu_of(window.mosaic.tiles).copy_values not in menu_of(window.mosaic.tiles).menu.actions()


def test_the_picture_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    menu_of(window.loss_plot).copy.trigger()
    assert window.statusBar().currentMessage() == "The picture is on the clipboard."
    assert not QGuiApplication.clipboard().image().isNull()
