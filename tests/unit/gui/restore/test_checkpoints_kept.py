"""The time machine goes back in a run of the last time, too, and what a run goes on with has its checkpoints."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from tests.session_windows import OpenWindow, on_the_disk, open_window, train_once
from tests.window_fixtures import a_config, press

__all__ = ["open_window"]


@pytest.mark.slow
def test_a_window_that_opens_again_goes_back_in_time(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, few_digits: Dataset
) -> None:
    window = open_window()
    window.panel.form.set_config(a_config(epochs=12))
    window.run_bar.set_speed(0.0)
    train_once(window, qtbot)
    before = window.workspace.moment.checkpoints
    assert len(before) > 10
    window.time_slider.setValue(3)
    past = window.workspace.parameters.flat
    window.close()

    stored = on_the_disk(tmp_path)
    assert stored is not None
    assert stored.run is not None
    assert not np.array_equal(stored.run.model.parameters.flat, past)  # the run is stored as it is now
    again = open_window()
    qtbot.waitUntil(lambda: not again.controller.is_reading and again.time_slider.isEnabled())
    assert not again.workspace.moment.is_past
    assert [each.epoch for each in again.workspace.moment.checkpoints] == [each.epoch for each in before]
    again.time_slider.setValue(3)
    np.testing.assert_array_equal(again.workspace.parameters.flat, past)

    again.run_bar.set_speed(0.0)
    press(again, "trainButton")  # another leg
    qtbot.waitUntil(lambda: again.controller.state == "idle" and again.workspace.history.last_epoch == 24)
    epochs = [each.epoch for each in again.workspace.moment.checkpoints]
    assert (epochs[0], epochs[-1]) == (0.0, 24.0)
