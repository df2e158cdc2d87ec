"""Reduced motion: as the user says, else as the system wishes; one switch for whatever animates."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle

import gui.theming.motion
from gui.actions import Actions
from gui.main_window import MainWindow
from gui.my_drawings.fine_tuning_dialog import FineTuningDialog
from gui.theming.motion import is_motion_reduced
from tests.window_fixtures import delete_what_is_due

DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


@pytest.fixture(autouse=True)
def motion_as_before(qapp: QApplication) -> Iterator[None]:
    effects = {effect: QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect}
    yield
    qapp.setProperty("reducedMotion", None)
    for effect, is_on in effects.items():
        QApplication.setEffectEnabled(effect, is_on)


def duration(window: MainWindow) -> int:
    """How long the widgets of a window animate themselves, in milliseconds."""
    field = window.panel.dataset_box
    return field.style().styleHint(DURATION, None, field)


@pytest.mark.slow
def test_the_switch_stills_what_qt_animates(window: MainWindow) -> None:
    QApplication.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, True)
    assert not is_motion_reduced()
    assert duration(window) > 0
    window.menus.reduce_motion.trigger()
    assert is_motion_reduced()
    assert duration(window) == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)
    window.menus.reduce_motion.trigger()
    assert duration(window) > 0


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("system_reduces", [True, False])
def test_the_window_begins_as_the_system_wishes(
    make_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch, system_reduces: bool
) -> None:
    monkeypatch.setattr(gui.theming.motion, "system_reduces_motion", lambda: system_reduces)
    window = make_window()
    assert window.menus.reduce_motion.isChecked() is system_reduces
    assert (duration(window) == 0) is system_reduces


@pytest.mark.slow
def test_what_the_user_says_is_remembered_and_outdoes_the_system(
    make_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.theming.motion, "system_reduces_motion", lambda: True)
    window = make_window()
    window.menus.reduce_motion.trigger()
    window.close()
    assert not make_window().menus.reduce_motion.isChecked()


def test_a_bar_without_an_end_stands_still(qapp: QApplication, actions: Actions) -> None:
    dialog = FineTuningDialog(actions)
    dialog.show_beginning("It begins.")
    assert dialog.progress_bar.maximum() == 0
    qapp.setProperty("reducedMotion", True)
    dialog.show_beginning("It begins.")
    assert dialog.progress_bar.maximum() == 1
    dialog.deleteLater()
    delete_what_is_due()
