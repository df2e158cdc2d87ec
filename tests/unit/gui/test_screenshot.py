"""The window as a picture, with any of its tabs."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from engine.errors import ConfigurationError, DigitLabError
from gui.main_window import MainWindow
from gui.screenshot import open_tab, take_screenshot
from tests.evaluation_drivers import explorer_of
from tests.window_fixtures import a_config


@pytest.mark.slow
def test_any_tab_can_be_shown_with_what_is_in_it(window: MainWindow, qapp: QApplication, tmp_path: Path) -> None:
    window.panel.form.set_config(a_config())
    pictures: list[QImage] = []
    for name in ("training", "Data", "EVALUATION", " mathematics "):
        open_tab(window, name)
        assert window.view_tabs.tabText(window.view_tabs.currentIndex()).casefold() == name.strip().casefold()
        take_screenshot(qapp, window, tmp_path / "window.png", trains=not pictures)
        pictures.append(QImage(str(tmp_path / "window.png")))
    assert not any(one == other for n, one in enumerate(pictures) for other in pictures[:n])
    view = explorer_of(window).view
    assert view is not None
    assert view.evaluation is not None
    assert not window.canvas.drawing.is_empty


@pytest.mark.parametrize("name", ["", "Datas", "Training, Data"])
def test_a_tab_that_is_not_there_is_refused_with_those_that_are(shared_window: MainWindow, name: str) -> None:
    with pytest.raises(
        ConfigurationError, match=r"one of Training, .*Data, Evaluation, Mathematics, Runs, Lessons, got"
    ):
        open_tab(shared_window, name)


def test_a_place_that_cannot_be_written_is_one_sentence(
    shared_window: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    with pytest.raises(DigitLabError, match=r"window\.png"):
        take_screenshot(qapp, shared_window, tmp_path / "nowhere" / "window.png", trains=False)
