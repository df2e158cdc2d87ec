"""The first minutes of a newcomer: the speed of the first run, and what a new session begins with."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.runs.session_folder import open_session_folder
from engine.training.recipes import DEFAULT_RECIPE, FIRST_SPEED
from gui.main_window import MainWindow


@pytest.mark.parametrize("keeps", [False, True])
def test_a_newcomers_window_begins_with_the_default_recipe_slow_enough_to_watch(
    qtbot: QtBot, quick_source: str, tmp_path: Path, keeps: bool
) -> None:
    folder = open_session_folder(tmp_path / "kept") if keeps else None
    window = MainWindow(remembers=False, session_folder=folder)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    assert window.panel.recipe_box.currentData() == DEFAULT_RECIPE
    assert window.settings.live.batches_per_second == FIRST_SPEED
    assert window.run_bar.batches_per_second == FIRST_SPEED
    window.run_bar.set_speed(0.0)
    if keeps:
        window.menus.new_session.trigger()
        qtbot.waitUntil(lambda: not window.controller.is_reading)
        assert window.run_bar.batches_per_second == FIRST_SPEED
    window.close()
