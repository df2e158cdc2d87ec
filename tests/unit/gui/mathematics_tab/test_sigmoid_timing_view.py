"""Three implementations of the sigmoid's gradient in the window: bars, times, and what goes wrong."""

import pytest
from pytestqt.qtbot import QtBot

from engine.errors import DigitLabError
from engine.explain.sigmoid_gradient_timing import SigmoidTimings
from gui.main_window import MainWindow
from gui.mathematics_tab import sigmoid_timer
from gui.mathematics_tab.sigmoid_timer import SigmoidTimer
from gui.mathematics_tab.sigmoid_timing_view import SigmoidTimingView
from gui.theming.theme import DARK, LIGHT, Theme
from gui.widgets.message_area import MessageArea
from tests.window_fixtures import TIMINGS, count_pixels, picture_of, press


@pytest.fixture
def view(qtbot: QtBot, messages: MessageArea) -> SigmoidTimingView:
    view = SigmoidTimingView(messages)
    view.resize(700, 500)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_bars_are_as_long_as_the_times(view: SigmoidTimingView, theme: Theme) -> None:
    view.set_theme(theme)
    empty = count_pixels(picture_of(view.plot), theme.train)
    view.set_timings(TIMINGS)
    bars = view._bars.opts
    assert list(bars["width"]) == pytest.approx([5.0, 1.0, 30.0])  # from the bottom up
    assert [text.toPlainText().strip() for text in view._times] == ["5.00 ms", "1.00 ms", "30.00 ms"]
    assert count_pixels(picture_of(view.plot), theme.train) > empty + 1000


def test_what_it_comes_to_text(view: SigmoidTimingView) -> None:
    view.set_timings(TIMINGS)
    text = view.summary.text()
    assert text.startswith("expit is 30 times as fast as Plain Python (median of 9 runs each).")
    assert text.endswith("largest difference at any of the 125,000 values is 1.6·10⁻¹⁶.")


def open_tab(window: MainWindow) -> tuple[SigmoidTimer, SigmoidTimingView]:
    timer = SigmoidTimer(threads=window.threads, messages=window.status, parent=window)
    window.view_tabs.add_later("Ways", timer.make_view)
    window.view_tabs.setCurrentIndex(window.view_tabs.count() - 1)
    assert timer.view is not None
    return timer, timer.view


@pytest.mark.slow
def test_they_are_timed_when_the_view_is_opened_and_again_on_demand(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = iter([TIMINGS, SigmoidTimings((0.02, 0.001, 0.005), 125_000, 9, 1e-16)])
    monkeypatch.setattr(sigmoid_timer, "time_in_worker_process", lambda is_cancelled: next(results))
    _, view = open_tab(window)
    assert not view.run_button.isEnabled()
    assert view.summary.text().startswith("Timing the three ways")
    qtbot.waitUntil(view.run_button.isEnabled)
    assert "30 times" in view.summary.text()
    press(window, "sigmoidTimingRunButton")
    qtbot.waitUntil(view.run_button.isEnabled)
    assert "20 times" in view.summary.text()


def test_what_cannot_be_timed_is_said(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_is_cancelled: object) -> None:
        raise DigitLabError("expected to start another process, got: none left")

    monkeypatch.setattr(sigmoid_timer, "time_in_worker_process", fail)
    _, view = open_tab(window)
    qtbot.waitUntil(view.run_button.isEnabled)
    assert view.summary.text() == "expected to start another process, got: none left"


@pytest.mark.slow
@pytest.mark.own_window
def test_the_window_closes_while_they_are_timed(window: MainWindow) -> None:
    timer, _ = open_tab(window)
    window.close()  # the fixtures fail the test if a thread stays
    assert not timer._tasks.is_busy
