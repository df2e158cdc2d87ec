"""One worked step in the window: its numbers, the copy that steps change, and a network that changes meanwhile."""

import re
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.explain.kernel_path import KernelPath, follow_kernel_weight
from engine.explain.worked_step import BIAS, WeightIndex, without_dropout, work_step
from engine.models.model import Model
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import initialize
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, Parameters
from engine.training.config import TrainingConfig
from gui.main_window import MainWindow
from gui.mathematics_tab.number_format import bracketed, number
from gui.mathematics_tab.step_demonstrator import StepDemonstrator
from gui.mathematics_tab.worked_step_view import DRAWING, MAZUR, WorkedStepView
from gui.theming.theme import DARK, LIGHT
from tests.window_fixtures import ENDLESS, button, count_pixels, drag, picture_of, press, select

NAN = float("nan")
STEP, BACK, NEWER = "stepButtonOfLesson", "stepBackButton", "stepNetworkButton"


def a_network(n_inputs: int = 400, hidden: tuple[int, ...] = (6,), *, seed: int = 1, **kind: str) -> Model:
    architecture = Architecture.dense(n_inputs, hidden, **kind)  # type: ignore[arg-type]
    return Model(initialize(architecture, scheme="glorot", rng=np.random.default_rng(seed)))


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    """One window for all tests, with its digits and a blank canvas; each opens a tab of its own in it."""
    shared_window.canvas.clear()
    return shared_window


@pytest.fixture
def demonstrator(window: MainWindow) -> StepDemonstrator:
    """The view in a tab that is open, on a small network."""
    return opened_in(window)


def opened_in(window: MainWindow) -> StepDemonstrator:
    demonstrator = StepDemonstrator(window.workspace, window.settings, window.availability, parent=window)
    window.workspace.set_model(a_network(), "file", name="a.npz")
    window.view_tabs.add_later("One step", demonstrator.make_view)
    window.view_tabs.setCurrentIndex(window.view_tabs.count() - 1)
    return demonstrator


@pytest.fixture
def view(demonstrator: StepDemonstrator) -> WorkedStepView:
    assert demonstrator.view is not None
    return demonstrator.view


def text(view: WorkedStepView) -> str:
    return view.document.toPlainText().replace("\xa0", " ")


def results(view: WorkedStepView) -> list[str]:
    """What stands after each "=" that is a number."""
    return re.findall(r"^([−\d.·⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$", text(view), re.MULTILINE)


# Numbers as formulas write them


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.298371109, "0.298371"), (-1.5, "−1.5"), (0.0, "0"), (1.7e-11, "1.7·10⁻¹¹"), (-2.5e20, "−2.5·10²⁰"),
        (123456.7, "123457"), (NAN, "not a number"), (float("inf"), "∞"), (-float("inf"), "−∞"),
    ],
)  # fmt: skip
def test_numbers(value: float, expected: str) -> None:
    assert number(value) == expected
    assert bracketed(value) == (f"({expected})" if expected.startswith("−") else expected)


# Mazur's example


def test_mazurs_numbers_before_the_step(view: WorkedStepView) -> None:
    select(view.source_box, MAZUR)
    shown = text(view)
    for printed in ("0.3775", "0.59327", "1.10591", "0.751365", "0.274811083 + 0.0235600256", "0.298371109"):
        assert printed in shown
    assert "(0.751365 − 0.01) · 0.751365 · 0.248635" in shown
    assert "0.59327 · 0.138499" in shown
    assert results(view)[-2:] == ["0.082167", "0.35891648"]  # ∂E/∂w5 and w5 after the step
    assert view.weight == WeightIndex(1, 0, 0)
    assert "∂E/∂w5" in shown
    assert not view.picture.isVisible()


def test_mazurs_hidden_weight(view: WorkedStepView) -> None:
    select(view.source_box, MAZUR)
    view.layer_box.setCurrentIndex(0)
    assert view.weight == WeightIndex(0, 0, 0)
    shown = text(view)
    assert "0.241301 · 0.0363503" in shown
    assert "0.138499·0.4 + (−0.0380982)·0.5" in shown
    assert results(view)[-2:] == ["0.000438568", "0.149780716"]
    assert "new w1" in shown


def test_mazurs_weights_after_the_step(view: WorkedStepView) -> None:
    select(view.source_box, MAZUR)
    press(view, STEP)
    shown = re.sub(r"\s+", " ", text(view))
    assert "E 0.298371109 → 0.291027774" in shown
    assert "The article prints 0.291027924" in shown
    printed = [0.149780716, 0.19956143, 0.24975114, 0.29950229, 0.35891648, 0.408666186, 0.511301270, 0.561370121]
    for i, expected in enumerate(printed, 1):
        found = re.search(rf"w{i} [\d.]+ → ([\d.]+)", shown)
        assert found is not None
        assert float(found[1]) == pytest.approx(expected, abs=5e-9)
    press(view, BACK)
    assert "→ 0.291027774" not in text(view)
    assert "0.298371109" in text(view)


def test_mazurs_steps_and_those_of_the_network_are_apart(view: WorkedStepView) -> None:
    press(view, STEP)
    stepped = text(view)
    select(view.source_box, MAZUR)
    assert not button(view, BACK).isEnabled()
    press(view, STEP)
    press(view, STEP)
    assert "Step 2:" in text(view)
    view.source_box.setCurrentIndex(0)
    assert re.findall("Step .:", text(view)) == re.findall("Step .:", stepped) == ["Step 1:"]


# Convolutions


def show(window: MainWindow, *hidden_layers: int | str, activation: str = "sigmoid") -> Parameters:
    """Have a new network answer."""
    config = TrainingConfig(hidden_layers=hidden_layers, hidden_activation=activation)
    parameters = initialize(config.architecture(), scheme="glorot", rng=np.random.default_rng(1))
    window.workspace.set_model(Model(parameters), "file", name="b.npz")
    return parameters


def kernel_path(view: WorkedStepView, window: MainWindow, parameters: Parameters) -> KernelPath:
    """What is shown, worked out by the engine alone."""
    assert window.workspace.dataset is not None
    digit = window.workspace.dataset.train[np.array([view.digit_index])]
    targets = np.eye(10)[int(digit.labels[0])]
    step = work_step(without_dropout(parameters), digit.values("float64")[0], targets)
    return follow_kernel_weight(step, view.weight, n_terms=3)


@pytest.mark.slow_but(3)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(
    "hidden_layers",
    [("conv 3 5x5", "pool 2", 12), ("conv 2 3x3 same", "conv 3 7x7", 8), ("pool 2", "conv 2 3x3", "dropout 0.5", 6)],
)
def test_a_convolution_is_worked_through(
    view: WorkedStepView, window: MainWindow, hidden_layers: tuple[int | str, ...], activation: str
) -> None:
    parameters = show(window, *hidden_layers, activation=activation)
    entries = [view.layer_box.itemText(index) for index in range(view.layer_box.count())]
    layers = without_dropout(parameters).architecture.layers
    offered = [int(entry.partition(":")[0]) - 1 for entry in entries]
    assert offered == [n for n, layer in enumerate(layers) if isinstance(layer, Convolution | Dense)]
    for index, number_ in enumerate(offered):
        if not isinstance(layers[number_], Convolution):
            continue
        view.layer_box.setCurrentIndex(index)
        assert view.weight.layer == number_
        path, shown = kernel_path(view, window, parameters), text(view)
        assert results(view)[-2] == number(path.derivative)
        assert {number(path.pre_activation), number(path.delta)} <= set(results(view))
        assert f"filter {path.at.unit + 1} at row {path.place[0] + 1}, column {path.place[1] + 1}" in shown
        for term in path.terms:
            assert f"{bracketed(term.value)}·{bracketed(term.delta)}" in shown
        sums = {True: "the largest of its pool", False: "Another pixel of its pool"}
        assert [sentence in shown for sentence in sums.values()] == [path.is_largest is each for each in sums]


@pytest.mark.slow
def test_every_weight_of_a_filter_can_be_chosen(view: WorkedStepView, window: MainWindow) -> None:
    parameters = show(window, "conv 3 5x5", "pool 2", 12)
    assert (view.from_box.maximum(), view.to_box.maximum()) == (25, 3)
    assert view.from_box.accessibleName().startswith("Which weight of the filter")
    for number_, unit in ((1, 1), (25, 3), (8, 2)):
        view.from_box.setValue(number_)
        view.to_box.setValue(unit)
        assert view.weight == WeightIndex(0, number_ - 1, unit - 1)
        path = kernel_path(view, window, parameters)
        assert results(view)[-2] == number(path.derivative)
        seen = view.picture.seen
        assert seen == path.window
        assert seen is not None
        row, column = divmod(view.picture.pixel or 0, 20)
        assert (row - seen.top, column - seen.left) == divmod(number_ - 1, 5)
    press(view, "stepSteepestButton")
    assert view.weight == work_step(parameters, *sample(view, window)).steepest(0)
    show(window, 6)
    assert view.picture.seen is None
    assert view.from_box.accessibleName().startswith("From which input")


def sample(view: WorkedStepView, window: MainWindow) -> tuple[np.ndarray, np.ndarray]:
    assert window.workspace.dataset is not None
    digit = window.workspace.dataset.train[np.array([view.digit_index])]
    return digit.values("float64")[0], np.eye(10)[int(digit.labels[0])]


def test_a_step_changes_filters_too(view: WorkedStepView, window: MainWindow) -> None:
    parameters = show(window, "conv 3 5x5", "pool 2", 12)
    before, stored = results(view)[-1], parameters.flat.copy()
    press(view, STEP)
    shown = re.sub(r"\s+", " ", text(view))
    assert "Step 1: before → after" in shown
    assert results(view)[-1] != before
    np.testing.assert_array_equal(window.workspace.parameters.flat, stored)
    press(view, BACK)
    assert results(view)[-1] == before


def test_dropout_is_left_out_of_a_dense_network(view: WorkedStepView, window: MainWindow) -> None:
    show(window, "dropout 0.5", 6)
    assert view.layer_box.count() == 2
    assert "Loss of this sample" in text(view)


@pytest.mark.parametrize("hidden_layers", [("conv 3 5x5", "pool 2", 12), ("pool 2", 6, 5), (6,)])
def test_dense_layers_and_biases_are_worked_through_in_every_network(
    view: WorkedStepView, window: MainWindow, hidden_layers: tuple[int | str, ...]
) -> None:
    parameters = show(window, *hidden_layers)
    step, layers = work_step(parameters, *sample(view, window)), parameters.architecture.layers
    offered = [number_ for number_, own in enumerate(parameters.layers) if own.weights.size]
    for index, number_ in enumerate(offered):
        view.layer_box.setCurrentIndex(index)
        view.from_box.setValue(view.from_box.minimum())
        assert view.from_box.text() == "bias"
        assert view.weight == WeightIndex(number_, BIAS, view.weight.unit)
        assert results(view)[-2] == number(step.derivative(view.weight))
        assert "Gradient of the bias" in text(view)
        assert view.picture.pixel is None
        view.from_box.setValue(view.from_box.maximum())
        assert results(view)[-2] == number(step.derivative(view.weight))
        assert "Gradient of the weight" in text(view)
        comes_from_maps = number_ > 0 and len(parameters.architecture.shapes[number_]) == 3
        is_dense = isinstance(layers[number_], Dense)
        assert ("The maps before come in pixel by pixel" in text(view)) is (comes_from_maps and is_dense)


def test_mazurs_biases_are_not_offered(view: WorkedStepView) -> None:
    select(view.source_box, MAZUR)
    assert view.from_box.minimum() == 1
    assert view.from_box.specialValueText() == ""


# Training digits


def loss_of(view: WorkedStepView) -> float:
    """The loss that is shown."""
    section = text(view).partition("2  Loss of this sample")[2].partition("output")[0]
    return float([line for line in section.split() if re.fullmatch(r"[\d.]+", line)][-1])


def test_a_digit_of_the_data_is_worked_through(view: WorkedStepView, window: MainWindow, few_digits: Dataset) -> None:
    view.digit_box.setValue(7)
    digit = few_digits.train[np.array([6])]
    step = work_step(window.workspace.parameters, digit.images[0], np.eye(10)[digit.labels[0]])
    assert loss_of(view) == pytest.approx(step.loss, rel=1e-5)
    label = view.findChild(QLabel, "stepTrueLabel")
    assert label is not None
    assert label.text().endswith(f" {digit.labels[0]}")
    assert view.picture.frame is not None
    np.testing.assert_array_equal(view.picture.frame.ravel(), digit.images[0])
    assert view.digit_box.maximum() == 240


def test_the_largest_gradient_is_found(view: WorkedStepView, few_digits: Dataset, window: MainWindow) -> None:
    view.layer_box.setCurrentIndex(0)
    view.from_box.setValue(200)
    view.to_box.setValue(2)
    assert view.weight == WeightIndex(0, 199, 1)
    assert view.picture.pixel == 199
    press(view, "stepSteepestButton")
    digit = few_digits.train[np.array([0])]
    step = work_step(window.workspace.parameters, digit.images[0], np.eye(10)[digit.labels[0]])
    assert view.weight == step.steepest()
    assert number(step.derivative(step.steepest())) in results(view)


def test_another_layer_shows_its_largest_gradient(
    view: WorkedStepView, few_digits: Dataset, window: MainWindow
) -> None:
    digit = few_digits.train[np.array([0])]
    step = work_step(window.workspace.parameters, digit.images[0], np.eye(10)[digit.labels[0]])
    for layer in (0, 1, 0):
        view.layer_box.setCurrentIndex(layer)
        assert view.weight == step.steepest(layer)


def test_outputs_are_called_by_their_digit(view: WorkedStepView) -> None:
    view.layer_box.setCurrentIndex(1)
    assert (view.to_box.minimum(), view.to_box.maximum()) == (0, 9)
    assert (view.from_box.minimum(), view.from_box.maximum()) == (0, 6)
    view.to_box.setValue(4)
    assert view.weight.unit == 4
    view.layer_box.setCurrentIndex(0)
    assert (view.to_box.minimum(), view.to_box.maximum()) == (1, 6)
    assert (view.from_box.minimum(), view.from_box.maximum()) == (0, 400)


def test_a_step_changes_a_copy_alone(view: WorkedStepView, window: MainWindow) -> None:
    before = window.workspace.parameters.flat.copy()
    first = loss_of(view)
    window.panel.form.learning_rate_box.setValue(0.5)
    for n in (1, 2, 3):
        press(view, STEP)
        assert f"Step {n}:" in text(view)
    assert loss_of(view) < first
    np.testing.assert_array_equal(window.workspace.parameters.flat, before)
    press(view, BACK)
    assert loss_of(view) == first
    assert "Step" not in text(view)
    assert not button(view, BACK).isEnabled()


def test_the_step_is_as_long_as_the_panels_learning_rate(
    view: WorkedStepView, window: MainWindow, qtbot: QtBot
) -> None:
    window.panel.form.learning_rate_box.setValue(0.25)
    qtbot.waitUntil(lambda: "learning rate η = 0.25" in text(view))
    assert view.rate_label.text().startswith("η = 0.25")
    announced = results(view)[-1]
    press(view, STEP)
    shown = re.sub(r"\s+", " ", text(view))
    found = re.search(r"w\S* ?\S* [−\d.]+ → ([−\d.]+) change", shown.partition("h")[2])
    assert found is not None
    assert number(float(found[1].replace("−", "-"))) == announced


@pytest.mark.slow
@pytest.mark.parametrize("loss", OUTPUT_LOSSES)
def test_every_loss_and_depth(view: WorkedStepView, window: MainWindow, loss: str) -> None:
    depths: tuple[tuple[int, ...], ...] = ((), (5,), (7, 5, 4))
    for activation, hidden in product(ACTIVATIONS, depths):
        window.workspace.set_model(
            a_network(hidden=hidden, output_loss=loss, hidden_activation=activation), "file", name="a.npz"
        )
        assert view.layer_box.count() == len(hidden) + 1
        view.layer_box.setCurrentIndex(0)
        view.from_box.setValue(190)
        shown = text(view)
        assert shown.count("δ") >= 2 + 2 * len(hidden)
        assert shown.count("   f′ ") == len(hidden)
        press(view, STEP)
        assert "Step 1:" in text(view)
        press(view, BACK)


# The drawing


def test_the_drawing_is_worked_through(view: WorkedStepView, window: MainWindow, qtbot: QtBot) -> None:
    select(view.source_box, DRAWING)
    assert "Draw a digit on the right" in text(view)
    assert not button(view, STEP).isEnabled()
    view.label_box.setValue(1)
    drag(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    assert window.workspace.frame is not None
    step = work_step(window.workspace.parameters, window.workspace.frame.ravel(), np.eye(10)[1])
    qtbot.waitUntil(lambda: "Forward" in text(view) and loss_of(view) == pytest.approx(step.loss, rel=1e-5))
    view.label_box.setValue(8)
    assert loss_of(view) != pytest.approx(step.loss, rel=1e-5)
    window.canvas.clear()
    qtbot.waitUntil(lambda: "Draw a digit on the right" in text(view))


def test_a_drawing_that_is_read_again_by_a_network_in_training_is_not_worked_out_again(
    demonstrator: StepDemonstrator,
    view: WorkedStepView,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    select(view.source_box, DRAWING)
    drag(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    resting = demonstrator._refresher._timer
    qtbot.waitUntil(lambda: "Forward" in text(view) and not resting.isActive())
    calls: list[object] = []
    monkeypatch.setattr(view, "set_lesson", calls.append)
    window.workspace.reading_changed.emit(window.workspace.frame, window.workspace.probabilities)
    assert calls == []
    assert not resting.isActive()
    drag(window.canvas, [(0.3, 0.2), (0.3, 0.8)])
    assert calls != []


# In the wrong order


def test_without_digits_it_says_what_to_do(
    view: WorkedStepView, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.workspace, "dataset", None)
    view.sample_changed.emit()
    assert "no digits yet" in text(view)
    assert not button(view, STEP).isEnabled()
    select(view.source_box, MAZUR)
    assert "0.298371109" in text(view)


def test_a_digit_of_another_format_is_resampled_for_the_network(view: WorkedStepView, window: MainWindow) -> None:
    window.workspace.set_model(a_network(64), "file", name="a.npz")
    assert "Forward" in text(view)
    assert view.picture.input_format.size == 8
    assert view.picture.frame is not None
    assert view.picture.frame.shape == (8, 8)
    window.workspace.set_model(a_network(), "file", name="b.npz")
    assert "Forward" in text(view)
    assert view.picture.input_format.size == 20


@pytest.mark.slow
def test_blocks_of_8_by_8(make_window: Callable[[], MainWindow], quick_blocks: str, qtbot: QtBot) -> None:
    window = make_window()
    view = opened_in(window).view
    assert view is not None
    window.open_data(quick_blocks)
    qtbot.waitUntil(lambda: window.workspace.dataset is not None and window.workspace.dataset.n_inputs == 64)
    window.workspace.set_model(a_network(64), "file", name="a.npz")
    qtbot.waitUntil(lambda: "Forward" in text(view))
    assert view.picture.input_format.size == 8
    view.layer_box.setCurrentIndex(0)
    assert view.from_box.maximum() == 64
    view.from_box.setValue(20)
    assert count_pixels(picture_of(view.picture), LIGHT.accent) > 10


def test_a_diverged_network_is_said_to_have_diverged(view: WorkedStepView, window: MainWindow) -> None:
    architecture = Architecture.dense(400, (6,))
    diverged = Parameters(architecture, np.full(architecture.n_parameters, np.nan, dtype=np.float32))
    window.workspace.set_model(Model(diverged), "file", name="a.npz")
    assert "numbers overflow" in text(view)
    assert not button(view, STEP).isEnabled()


@pytest.mark.slow
def test_steps_that_diverge_can_be_taken_back(view: WorkedStepView, window: MainWindow) -> None:
    window.panel.form.learning_rate_box.setValue(1e6)
    window.workspace.set_model(a_network(hidden=(6, 6), hidden_activation="relu"), "file", name="a.npz")
    for _ in range(60):
        if not button(view, STEP).isEnabled():
            break
        press(view, STEP)
    press(view, BACK)
    assert "Forward" in text(view)


def test_a_network_that_changes_while_steps_are_made_is_offered(view: WorkedStepView, window: MainWindow) -> None:
    press(view, STEP)
    before = text(view)
    window.workspace.set_model(a_network(hidden=(9,), seed=2), "file", name="b.npz")
    assert text(view) == before
    press(view, NEWER)
    assert text(view) != before
    assert not button(view, NEWER).isVisible()
    assert view.layer_box.itemText(0).startswith("1: inputs")
    view.layer_box.setCurrentIndex(0)
    assert view.to_box.maximum() == 9


def test_numbers_do_not_jump_while_a_run_goes_on(view: WorkedStepView, window: MainWindow, qtbot: QtBot) -> None:
    before = loss_of(view)
    window.panel.form.set_config(ENDLESS)
    window.menus.train.trigger()
    qtbot.waitUntil(button(view, NEWER).isVisible, timeout=30_000)
    assert loss_of(view) == before
    press(view, NEWER)
    assert loss_of(view) != before
    during = loss_of(view)
    qtbot.waitUntil(button(view, NEWER).isVisible, timeout=30_000)
    assert loss_of(view) == during
    window.controller.stop()
    qtbot.waitUntil(lambda: window.controller.state == "idle", timeout=30_000)
    assert not button(view, NEWER).isVisible()
    assert loss_of(view) != during


def test_nothing_is_worked_out_while_nobody_looks(
    demonstrator: StepDemonstrator, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.mathematics_tab import step_demonstrator

    calls: list[int] = []

    def counted(*args: object) -> object:
        calls.append(1)
        return work_step(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(step_demonstrator, "work_step", counted)
    window.view_tabs.setCurrentIndex(0)
    for seed in range(5):
        window.workspace.set_model(a_network(seed=seed), "file", name="b.npz")
    window.panel.form.learning_rate_box.setValue(0.7)
    assert calls == []
    window.view_tabs.setCurrentIndex(window.view_tabs.count() - 1)
    assert calls != []
    assert demonstrator.view is not None
    assert loss_of(demonstrator.view) > 0


def test_the_view_before_it_is_made_minds_nothing(make_window: Callable[[], MainWindow]) -> None:
    window = make_window()
    demonstrator = StepDemonstrator(window.workspace, window.settings, window.availability, parent=window)
    window.workspace.set_model(a_network(), "file", name="a.npz")
    assert demonstrator.view is None


@pytest.mark.slow
def test_the_theme_is_taken(window: MainWindow, view: WorkedStepView) -> None:
    window.set_theme("dark")
    assert DARK.accent in view.document.toHtml()
    assert LIGHT.accent not in view.document.toHtml()
    assert "Forward" in text(view)


def test_the_theme_is_taken_while_another_tab_is_open(window: MainWindow, view: WorkedStepView) -> None:
    window.view_tabs.setCurrentIndex(0)
    window.set_theme("dark")
    window.view_tabs.setCurrentIndex(window.view_tabs.count() - 1)
    assert DARK.accent in view.document.toHtml()
    assert LIGHT.accent not in view.document.toHtml()


def test_a_theme_leaves_alone_what_is_said_instead_of_a_lesson(window: MainWindow, view: WorkedStepView) -> None:
    select(view.source_box, DRAWING)
    said = text(view)
    assert "Draw a digit" in said
    window.set_theme("dark")
    assert text(view) == said


def test_the_place_that_is_being_read_stays(view: WorkedStepView) -> None:
    bar = view.document.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    place = bar.value()
    view.digit_box.setValue(3)
    assert bar.value() == pytest.approx(place, abs=40)
    select(view.source_box, MAZUR)
    assert bar.value() == 0
