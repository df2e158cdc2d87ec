"""View > Language: the window is made anew in another language, nothing of what was done is lost, and a run goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import SweepPlan
from engine.text.language import language_in_use
from engine.text.sentence import say
from gui.frame import language_chooser
from gui.frame.language_chooser import first_language
from gui.main_window import MainWindow
from gui.state.preferences import Preferences
from gui.translation import speak, translate
from gui.widgets.focus_order import FocusListener
from gui.workers import sweep_controller
from tests.session_windows import SEVEN, OpenWindow, on_the_disk
from tests.window_fixtures import ENDLESS, press

pytestmark = pytest.mark.own_window


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test here needs a font: what is drawn is not looked at."""
    monkeypatch.setattr(language_chooser, "has_characters", lambda _language: True)
    yield
    speak("en")


def change_to(window: MainWindow, language: str, qtbot: QtBot) -> None:
    """Choose it in the menu, and wait until the window is ready."""
    window.menus.languages[language].trigger()
    qtbot.waitUntil(lambda: language_in_use() == language)
    qtbot.waitUntil(lambda: window.updatesEnabled() and window.workspace.dataset is not None)


def begin_endless_run(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.replace(ENDLESS, batches_per_second=0.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.last_epoch > 2)


def test_a_run_under_way_goes_on_and_all_that_a_session_holds_stays(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.canvas.set_strokes([np.array(SEVEN), np.array(SEVEN) / 2])
    window.view_tabs.show_titled("Data")
    window.set_theme("dark")
    begin_endless_run(window, qtbot)
    run, epoch = window.workspace.run.id, window.workspace.history.last_epoch
    autosave = window.autosave
    assert autosave is not None
    folder = autosave.folder
    change_to(window, "zh", qtbot)
    assert window.menus.languages["zh"].isChecked()
    qtbot.waitUntil(lambda: window.controller.state == "running" and window.workspace.history.last_epoch > epoch + 2)
    assert window.workspace.run.id == run
    assert window.settings.config == ENDLESS
    assert window.view_tabs.name(window.view_tabs.currentIndex()) == "Data"
    assert len(window.canvas.drawing.strokes) == 2
    window.menus.undo.trigger()
    assert window.canvas.drawing.is_empty
    assert window.menus.themes["dark"].isChecked()
    assert window.autosave is not None
    assert window.autosave.folder is folder
    assert Preferences().text("language", "") == "zh"
    window.controller.stop()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.autosave.save_now() == ""
    kept = on_the_disk(tmp_path)
    assert kept is not None
    assert kept.run is not None
    assert kept.run.id == run


@pytest.mark.slow
def test_a_window_that_keeps_nothing_changes_too_and_a_run_that_waits_waits_on(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window(remembers=False)
    window.menus.pens[14].trigger()
    window.menus.logarithmic.trigger()
    window.resize(1100, 720)
    window._splitters[0].setSizes([720, 356])
    sizes = window._splitters[0].sizes()
    begin_endless_run(window, qtbot)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "paused")
    run, epoch = window.workspace.run.id, window.workspace.history.last_epoch
    change_to(window, "zh", qtbot)
    assert window.controller.state == "paused"
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.last_epoch > epoch)
    assert window.workspace.run.id == run
    assert window.drawing_panel.pen_percent == 14
    assert window.menus.logarithmic.isChecked()
    assert (window.width(), window.height()) == (1100, 720)
    assert window._splitters[0].sizes() == sizes
    change_to(window, "en", qtbot)
    assert window.workspace.run.id == run


def test_a_sweep_under_way_goes_on_and_can_be_held_and_ended_from_any_tab(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_controller, "Processes", lambda *_args, **_more: OneByOne())
    window = open_window()
    assert window.workspace.dataset is not None
    window.sweeps.start(SweepPlan(config=ENDLESS, seeds=(1, 2)), window.workspace.dataset)
    qtbot.waitUntil(lambda: window.sweeps.stage == "running")
    assert window.menus.cancel_sweep.isEnabled()
    change_to(window, "zh", qtbot)
    assert window.view_tabs.name(window.view_tabs.currentIndex()) == "Training"
    qtbot.waitUntil(lambda: window.sweeps.stage == "running")
    window.menus.run_sweep.trigger()
    assert window.sweeps.stage == "paused"
    window.menus.cancel_sweep.trigger()
    qtbot.waitUntil(lambda: not window.sweeps.is_on)


def test_who_follows_the_focus_is_gone_before_the_widgets_that_it_moves_between(
    make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window(remembers=False)
    followers = [listener.parent() for listener in window.findChildren(FocusListener)]
    assert len(followers) > 3
    left: list[list[QObject | None]] = []
    for widget in (window.canvas, window.menuBar(), window.statusBar()):
        widget.destroyed.connect(lambda: left.append([follower for follower in followers if isValid(follower)]))
    change_to(window, "zh", qtbot)
    assert left == [[], [], []]


def test_the_window_the_engine_and_qt_speak_it(qapp: QApplication) -> None:
    def of_qt() -> str:
        box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
        return box.buttons()[0].text()

    texts = [lambda: translate("Actions", "&File"), lambda: str(say("drawing.stroke")), of_qt]
    english = [text() for text in texts]
    speak("zh")
    assert all(text() != before for text, before in zip(texts, english, strict=True))
    assert len(qapp.findChildren(QTranslator)) == 2
    speak("en")
    assert [text() for text in texts] == english


def test_without_a_font_for_it_chinese_is_refused_in_words_that_can_be_read(
    make_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    monkeypatch.setattr(language_chooser, "has_characters", lambda language: language == "en")
    window.menus.languages["zh"].trigger()
    message = window._language_chooser.message
    assert message.text.startswith("Chinese needs a font with Chinese characters, and this computer has none: install")
    assert "fonts-noto-cjk" in message.text
    assert window.menus.languages["en"].isChecked()
    assert (language_in_use(), Preferences().text("language", "")) == ("en", "")
    assert first_language(Preferences(), "zh") == ("en", message.text)


@pytest.mark.parametrize(
    ("chosen", "wished", "system_is_chinese", "language"),
    [
        ("", None, False, "en"),
        ("", None, True, "zh"),
        ("en", None, True, "en"),
        ("zh", None, False, "zh"),
        ("zh", "en", True, "en"),
        ("", "zh", False, "zh"),
        ("tlh", None, False, "en"),
    ],
)
def test_the_command_line_decides_then_what_was_chosen_then_the_system(
    chosen: str, wished: str | None, system_is_chinese: bool, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_chooser, "_system_speaks_chinese", lambda: system_is_chinese)
    preferences = Preferences()
    preferences.set_text("language", chosen)
    assert first_language(preferences, wished) == (language, "")
    assert first_language(None, wished)[0] == (wished or "en")
