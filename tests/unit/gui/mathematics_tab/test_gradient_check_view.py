"""The gradient check: on the debug network, on digits in use, cancelled, impossible, and while other things change."""

import re
import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.models.model import Model
from engine.nn.gradient_check import DEBUG_WEIGHT_DECAY, GradientCheck, check_gradient_on, make_debug_problem
from engine.nn.initializers import initialize
from engine.nn.network import Architecture, Parameters
from gui.main_window import MainWindow
from gui.mathematics_tab import gradient_checker
from gui.mathematics_tab.gradient_check_view import IN_USE, CheckedGradient, GradientCheckView, verdict_text
from gui.mathematics_tab.gradient_checker import GradientChecker
from gui.theming.theme import DARK
from gui.widgets.message_area import MessageArea
from tests.window_fixtures import ENDLESS, button, press, select

pytestmark = pytest.mark.own_window
_RIGHT = r"✓ [4-6]\.\de-13: backpropagation is right"  # rounding differs a little from one kind of processor to another

NAN = float("nan")


def a_network(n_inputs: int = 400, hidden: tuple[int, ...] = (6,)) -> Model:
    architecture = Architecture.dense(n_inputs, hidden)
    return Model(initialize(architecture, scheme="glorot", rng=np.random.default_rng(1)))


@pytest.fixture
def checker(window: MainWindow, qtbot: QtBot) -> GradientChecker:
    """The view in a tab that is open, the debug network checked."""
    checker = GradientChecker(
        window.workspace, window.settings, threads=window.threads, messages=window.status, parent=window
    )
    window.view_tabs.add_later("Check", checker.make_view)
    window.view_tabs.setCurrentIndex(window.view_tabs.count() - 1)
    wait(checker, qtbot)
    return checker


def wait(checker: GradientChecker, qtbot: QtBot) -> GradientCheckView:
    view = checker.view
    assert view is not None
    qtbot.waitUntil(view.check_button.isEnabled, timeout=30_000)
    return view


def check_in_use(
    checker: GradientChecker, qtbot: QtBot, *, n_parameters: int = 40, n_digits: int = 50
) -> GradientCheckView:
    view = checker.view
    assert view is not None
    select(view.problem_box, IN_USE)
    view.parameters_box.setValue(n_parameters)
    view.digits_box.setValue(n_digits)
    press(view, "gradientCheckButton")
    return wait(checker, qtbot)


def drawn(view: GradientCheckView) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    numerical, exact = (curve.getData() for curve in view.gradient_plot.curves)
    difference = view.difference_plot.curves[0].getData()
    if numerical[0] is None:
        return np.empty(0), np.empty(0), np.empty(0)
    np.testing.assert_array_equal(numerical[0], exact[0])
    np.testing.assert_array_equal(difference[0], exact[0])
    return numerical[1], exact[1], difference[1]


@pytest.mark.parametrize(
    ("difference", "beginning"),
    [
        (1.7e-11, "✓ 1.7e-11: backpropagation is right"),
        (0.0, "✓ 0: backpropagation is right"),
        (3e-6, "≈ 3e-06: larger than rounding explains"),
        (0.31, "✗ 0.31: too large, backpropagation is wrong"),
        (NAN, "No verdict: "),
    ],
)
def test_the_verdict(difference: float, beginning: str) -> None:
    assert verdict_text(difference).startswith(beginning)


def test_the_debug_network_is_checked_when_the_view_is_opened(checker: GradientChecker) -> None:
    view = checker.view
    assert view is not None
    assert re.fullmatch(_RIGHT, view.verdict.text())
    assert (
        "all 38 parameters of the network 3-5-3, on 5 samples of sines, weight decay λ\u00a0=\u00a03"
        in view.about.text()
    )
    expected = check_gradient_on(*make_debug_problem(), weight_decay=DEBUG_WEIGHT_DECAY)
    numerical, exact, difference = drawn(view)
    np.testing.assert_array_equal(numerical, expected.numerical)
    np.testing.assert_array_equal(exact, expected.backpropagated)
    np.testing.assert_array_equal(difference, numerical - exact)
    assert [curve.opts["symbol"] for curve in view.gradient_plot.curves] == ["o", "x"]


@pytest.mark.slow
def test_the_network_in_use_is_checked_on_the_digits_in_use(
    checker: GradientChecker, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.set_model(a_network(), "file", name="a.npz")
    window.panel.form.weight_decay_box.setValue(2.0)
    view = check_in_use(checker, qtbot)
    assert view.verdict.text().startswith("✓ ")
    about = view.about.text()
    assert "40 of 2,476 parameters of the network 400-6-10, on 50 digits of" in about
    assert "λ\u00a0=\u00a02." in about
    numerical, exact, _ = drawn(view)
    assert len(numerical) == 40
    np.testing.assert_allclose(numerical, exact, atol=1e-9)
    assert np.abs(exact).max() > 1e-3


@pytest.mark.slow
def test_all_parameters_and_no_more_digits_than_there_are(
    checker: GradientChecker, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.set_model(a_network(hidden=()), "file", name="a.npz")
    view = check_in_use(checker, qtbot, n_parameters=0, n_digits=5000)
    assert "all 4,010 parameters of the network 400-10, on 240 digits of" in view.about.text()
    assert "300 of them are drawn." in view.about.text()
    assert len(drawn(view)[0]) == 300


@pytest.mark.slow
def test_each_press_draws_other_parameters(checker: GradientChecker, window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.set_model(a_network(), "file", name="a.npz")
    first = check_in_use(checker, qtbot).gradient_plot.curves[0].getData()[0].copy()
    second = check_in_use(checker, qtbot).gradient_plot.curves[0].getData()[0]
    assert first.tolist() != second.tolist()
    assert (np.diff(second) > 0).all()


def test_a_wrong_gradient_is_called_wrong(window: MainWindow, qtbot: QtBot, messages: MessageArea) -> None:
    view = GradientCheckView(messages)
    qtbot.addWidget(view)
    check = GradientCheck(np.array([1.0, 2.0]), np.array([1.0, -2.0]))
    view.set_result(CheckedGradient(check, np.arange(2), "1-1", 2, 1, "sample", 0.0))
    assert view.verdict.text().startswith("✗ ")
    assert drawn(view)[2].tolist() == [0.0, 4.0]


@pytest.mark.slow
def test_cancel_ends_a_check(checker: GradientChecker, window: MainWindow, qtbot: QtBot) -> None:
    view = checker.view
    assert view is not None
    select(view.problem_box, IN_USE)
    view.parameters_box.setValue(0)  # of the bundled network: this would take minutes
    press(view, "gradientCheckButton")
    assert not button(view, "gradientCheckButton").isEnabled()
    assert view.verdict.text() == "Checking…"
    qtbot.waitUntil(lambda: view.progress.value() > 0, timeout=30_000)
    press(view, "gradientCancelButton")
    assert "Press Check to begin again" in view.about.text()
    assert not button(view, "gradientCancelButton").isEnabled()
    assert len(drawn(view)[0]) == 0
    view.problem_box.setCurrentIndex(0)
    press(view, "gradientCheckButton")
    assert re.fullmatch(_RIGHT, wait(checker, qtbot).verdict.text())


@pytest.mark.slow
def test_the_window_closes_in_the_middle_of_a_check(checker: GradientChecker, window: MainWindow, qtbot: QtBot) -> None:
    view = checker.view
    assert view is not None
    select(view.problem_box, IN_USE)
    view.parameters_box.setValue(0)
    press(view, "gradientCheckButton")
    qtbot.waitUntil(lambda: view.progress.value() > 0, timeout=30_000)
    window.close()  # the fixtures fail the test if a thread stays
    assert not checker._tasks.is_busy


@pytest.mark.slow
def test_without_digits_it_says_what_to_do(checker: GradientChecker, window: MainWindow) -> None:
    view = checker.view
    assert view is not None
    window.workspace.dataset = None
    select(view.problem_box, IN_USE)
    press(view, "gradientCheckButton")
    assert "no digits yet" in view.about.text()
    assert view.check_button.isEnabled()


@pytest.mark.slow
def test_digits_of_another_format_are_resampled_for_the_network(
    checker: GradientChecker, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.set_model(a_network(64), "file", name="a.npz")
    view = check_in_use(checker, qtbot)
    assert "64-6-10" in view.about.text()
    assert "digits of UCI digits" in view.about.text()


@pytest.mark.slow
def test_blocks_of_8_by_8(checker: GradientChecker, window: MainWindow, quick_blocks: str, qtbot: QtBot) -> None:
    window.open_data(quick_blocks)
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.n_inputs == 64)
    window.workspace.set_model(a_network(64), "file", name="a.npz")
    view = check_in_use(checker, qtbot)
    assert view.verdict.text().startswith("✓ ")
    assert "of the network 64-6-10" in view.about.text()


@pytest.mark.slow
def test_a_diverged_network_has_no_verdict(checker: GradientChecker, window: MainWindow, qtbot: QtBot) -> None:
    architecture = Architecture.dense(400, (6,))
    parameters = Parameters(architecture, np.full(architecture.n_parameters, np.nan, dtype=np.float32))
    window.workspace.set_model(Model(parameters), "file", name="a.npz")
    view = check_in_use(checker, qtbot)
    assert view.verdict.text().startswith("No verdict")
    assert len(drawn(view)[0]) == 0


@pytest.mark.slow
def test_a_run_goes_on_meanwhile(checker: GradientChecker, window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(ENDLESS)
    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.workspace.origin == "training", timeout=30_000)
    view = check_in_use(checker, qtbot)
    assert "of the network 400-8-10" in view.about.text()
    assert view.verdict.text().startswith("✓ ")
    assert window.controller.state == "running"


@pytest.mark.slow
def test_what_is_unexpected_is_told_by_the_window(
    checker: GradientChecker, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def fail(*_args: object, **_kwargs: object) -> GradientCheck:
        threads.append(threading.current_thread())
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(gradient_checker, "check_gradient_on", fail)
    view = checker.view
    assert view is not None
    press(view, "gradientCheckButton")
    qtbot.waitUntil(lambda: view.about.text() == "The check ended unexpectedly.")
    assert "division by zero" in window.window_message.report
    assert threads != [threading.main_thread()]


@pytest.mark.slow
def test_the_theme_is_taken(checker: GradientChecker, window: MainWindow) -> None:
    window.set_theme("dark")
    view = checker.view
    assert view is not None
    assert view.gradient_plot.widget.backgroundBrush().color().name() == DARK.card
