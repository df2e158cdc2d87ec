"""The tab "Training": curves above weights or, in a low window, one of them."""

import pytest
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.training_tab.training_view import TrainingView
from tests.window_fixtures import ENDLESS, press


def shown_in(window: MainWindow) -> list[bool]:
    """Whether curves and weights can be seen."""
    return [window.loss_plot.isVisible(), window.mosaic.isVisible()]


@pytest.fixture
def view(window: MainWindow) -> TrainingView:
    view = window.view_tabs.widget(0)
    assert isinstance(view, TrainingView)
    return view


def test_a_low_window_switches_between_curves_and_weights(window: MainWindow, view: TrainingView, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: shown_in(window) == [True, True])
    assert window.loss_plot.legend.isVisible()
    window.resize(900, 500)
    qtbot.waitUntil(lambda: shown_in(window) == [True, False])
    press(window, "curvesWeightsButton")
    assert shown_in(window) == [False, True]
    press(window, "weightsCurvesButton")
    assert shown_in(window) == [True, False]
    press(window, "curvesCurvesButton")  # it is there already
    assert shown_in(window) == [True, False]
    assert view._switches[0].buttons[0].isChecked()
    for pane in (1, 0):
        press(window, ("weightsCurvesButton", "curvesWeightsButton")[pane])
        for button in view._switches[pane].buttons:
            assert button.width() >= button.sizeHint().width()
        assert not view._cards[pane].title_label.isVisible()  # the switch says it, and the scale has its room
        control = (window.loss_plot.legend, window.mosaic.scale)[pane]
        assert not control.isVisible() or control.width() >= control.minimumSizeHint().width()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: shown_in(window) == [True, True])
    assert not view._switches[0].isVisible()


@pytest.mark.slow
def test_curves_weights_and_progress_of_a_frame_are_of_one_report(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[tuple[bool, bool, bool]] = []

    def look() -> None:
        workspace, n_points = window.workspace, window.loss_plot.shown.curves.n_points
        if workspace.origin == "training":
            of_the_run = n_points == workspace.run.metadata.curves.n_points
            chip = window.chip.accuracy
            window.chip.show_network()  # it has shown just that
            seen.append((of_the_run, window.mosaic.parameters is workspace.parameters, window.chip.accuracy == chip))

    window._training_presenter.frame_shown.connect(look)  # after the chip
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: len(seen) >= 5)
    assert set(seen) == {(True, True, True)}
