"""The tab "Network" in a window: it follows the pen, tells of units, and breaks the network for the view alone."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import gui.widgets.easing
from engine.explain.ablation import Damage
from gui.drawing.past_badge import PastBadge
from gui.main_window import MainWindow
from gui.network_tab.network_presenter import NetworkPresenter
from gui.network_tab.network_view import NetworkView
from gui.network_tab.unit_list import UnitList
from gui.plots.pixel_working import MapPixel
from gui.screenshot import example_digit
from gui.widgets.easing import EASE_S
from tests.window_fixtures import CONVOLUTIONS, a_config


@pytest.fixture
def view(shared_window: MainWindow) -> Iterator[NetworkView]:
    """The tab, open, a 3 on the canvas and a small network answering."""
    window = shared_window
    window.workspace.reset(a_config())
    window.canvas.set_strokes(example_digit())
    window.canvas.setFocus()
    window.view_tabs.show_titled("Network")
    presenter = window.views.presenter("Network")
    assert isinstance(presenter, NetworkPresenter)
    assert presenter.view is not None
    yield presenter.view
    window.workspace.damage.mend()
    presenter.view.drawing.let_go()
    window.canvas.clear()


def _center(view: NetworkView, place: MapPixel) -> QPointF:
    rect = view.drawing.place_of(place)
    assert rect is not None
    return rect.center()


def _read(window: MainWindow) -> NDArray[np.floating]:
    """What the network that answers makes of the drawing."""
    assert window.workspace.probabilities is not None
    return window.workspace.probabilities


def _click(view: NetworkView, place: MapPixel) -> None:
    QTest.mouseClick(view.drawing, Qt.MouseButton.LeftButton, pos=_center(view, place).toPoint())


def test_the_drawing_follows_the_pen(view: NetworkView, shared_window: MainWindow) -> None:
    flow = view.drawing.flow
    assert flow is not None
    np.testing.assert_allclose(flow.activations.probabilities, _read(shared_window), atol=1e-6)
    assert len(view.drawing.lines) == 2
    shared_window.canvas.clear()
    assert view.drawing.flow is None
    assert "Draw a digit" in view.drawing.accessibleDescription() or "Draw a digit" in view.drawing.told()


def test_levels_and_lines_ease_to_another_drawing_but_follow_the_pen_at_once(
    view: NetworkView, shared_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = view.drawing
    clock = SimpleNamespace(now=time.monotonic() + 10)
    monkeypatch.setattr(gui.widgets.easing, "time", SimpleNamespace(monotonic=lambda: clock.now))

    def shown() -> NDArray[np.floating]:
        values = drawing.values_of(0)
        assert values is not None
        return values

    before = shown()
    shared_window.canvas.set_strokes([stroke[::-1] * 0.5 + 0.2 for stroke in example_digit()])
    flow = drawing.flow
    assert flow is not None
    clock.now += EASE_S / 2
    drawing.update()
    np.testing.assert_allclose(shown(), (before + flow.activations.layers[0]) / 2, atol=1e-5)
    clock.now += EASE_S
    np.testing.assert_allclose(shown(), flow.activations.layers[0], atol=1e-5)
    shared_window.canvas.set_strokes(example_digit())  # in quick succession
    np.testing.assert_allclose(shown(), before, atol=1e-5)
    assert not drawing.grab().isNull()
    drawing.settle()
    for gap in drawing.lines:
        assert gap.peak == pytest.approx(np.abs(gap.parts).max())


def test_pointing_fills_the_inspector_a_click_pins_and_esc_lets_go(view: NetworkView) -> None:
    QTest.mouseMove(view.drawing, _center(view, MapPixel(0, 2)).toPoint())
    _click(view, MapPixel(0, 2))
    assert view.drawing.pointed == MapPixel(0, 2)
    assert view.drawing.is_pinned
    assert view.inspector.isVisible()
    working = view.inspector.working
    assert working is not None
    assert working.title == "Hidden unit 3"
    flow = view.drawing.flow
    assert flow is not None
    assert working.says is not None
    np.testing.assert_allclose(working.says, flow.gaps[-1].parts[2])
    assert len(working.parts) == 5
    view.drawing.setFocus()
    QTest.keyClick(view.drawing, Qt.Key.Key_Escape)
    assert view.inspector.isHidden()


def test_keys_reach_every_unit_and_every_digit(view: NetworkView) -> None:
    drawing = view.drawing
    drawing.setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(8):
        assert drawing.pointed is not None
        seen.add(drawing.pointed.channel)
        QTest.keyClick(drawing, Qt.Key.Key_Down)
    assert seen == set(range(8))
    assert drawing.told().startswith("Hidden unit 8, active")
    QTest.keyClick(drawing, Qt.Key.Key_Right)
    assert drawing.pointed is not None
    assert drawing.pointed.layer == 1
    assert drawing.told().startswith("Digit ")
    QTest.keyClick(drawing, Qt.Key.Key_Left)
    QTest.keyClick(drawing, Qt.Key.Key_Return)
    assert drawing.is_pinned


def test_a_unit_is_silenced_for_the_view_alone_and_mended(
    view: NetworkView, shared_window: MainWindow, qtbot: QtBot
) -> None:
    window, workspace = shared_window, shared_window.workspace
    whole, stored = _read(window), workspace.model().parameters.flat.copy()
    _click(view, MapPixel(0, 1))
    drawing = view.drawing
    drawing.setFocus()
    QTest.keyClick(drawing, Qt.Key.Key_Delete)
    assert workspace.damage.now == Damage(silenced=frozenset({(0, 1)}))
    assert workspace.frame is not None  # Delete did not clear the canvas
    assert not np.array_equal(_read(window), whole)
    assert workspace.whole_probabilities is not None
    np.testing.assert_allclose(workspace.whole_probabilities, whole, atol=1e-6)
    np.testing.assert_array_equal(workspace.model().parameters.flat, stored)
    assert window.reading.broken_badge.isVisible()
    window.view_tabs.show_titled("Evaluation")  # whose figures are those of the broken network, too
    badge = window.findChild(PastBadge, "brokenTabBadge")
    assert badge is not None
    assert badge.isVisible()
    assert badge.text_shown == "Broken: unit 2 silenced"
    window.view_tabs.show_titled("Network")
    assert "unit 2 silenced" in window.chip.name
    assert "The stored network is unchanged" in window.status.text
    assert not any(gap.before == 0 and 1 in gap.sources for gap in drawing.lines)
    qtbot.waitUntil(lambda: "test" in view.break_bar.result, timeout=5000)
    badge.click()
    assert not workspace.damage
    assert badge.isHidden()
    np.testing.assert_allclose(_read(window), whole, atol=1e-6)
    assert window.reading.broken_badge.isHidden()
    assert "silenced" not in window.status.text


@pytest.mark.parametrize("name", ["layerBox1", "biasesBox"])
def test_a_box_that_is_not_ticked_breaks(view: NetworkView, shared_window: MainWindow, name: str) -> None:
    bar = view.break_bar
    box = bar.layer_boxes[0] if name == "layerBox1" else bar.biases_box
    box.click()
    damage = shared_window.workspace.damage.now
    assert damage == (Damage(layers_off=frozenset({0})) if name == "layerBox1" else Damage(without_biases=True))
    bar.mend_button.click()
    assert box.isChecked()
    bar.noise_slider.setValue(20)
    assert shared_window.workspace.damage.now.noise == 0.5


def test_other_networks_and_trainings_begin_whole(view: NetworkView, shared_window: MainWindow) -> None:
    workspace = shared_window.workspace
    workspace.damage.set(Damage(without_biases=True))
    workspace.reset(a_config(seed=3))
    assert not workspace.damage
    assert shared_window.reading.broken_badge.isHidden()
    workspace.damage.set(Damage(without_biases=True))
    workspace.begin_run(a_config())
    assert not workspace.damage
    workspace.end_run()
    assert view.break_bar.biases_box.isChecked()


def test_maps_are_drawn_and_a_pixel_of_them_is_worked_out(view: NetworkView, shared_window: MainWindow) -> None:
    shared_window.workspace.reset(a_config(hidden_layers=CONVOLUTIONS))
    drawing = view.drawing
    assert drawing.flow is not None
    assert [column.plan.kind for column in drawing.places().columns] == ["maps", "pool", "maps", "units"]
    drawing.point_at(MapPixel(0, 2, 5, 5), is_pinned=True)
    assert view.has_strip
    assert view.strip.working is not None
    assert len(drawing.frames) == 2
    view.silence_button.click()
    assert shared_window.workspace.damage.now == Damage(silenced=frozenset({(0, 2)}))
    assert drawing.silent(1, 2)  # what the pool makes of it, too
    drawing.point_at(MapPixel(3, 1), is_pinned=True)
    assert view.inspector.isVisible()


def test_all_units_of_a_wide_layer_can_be_pinned(view: NetworkView, shared_window: MainWindow) -> None:
    shared_window.workspace.reset(a_config(hidden_layers=(40,)))
    drawing = view.drawing
    assert len(drawing.shown[0]) == 12
    hidden = next(unit for unit in range(40) if unit not in drawing.shown[0])
    drawing.more_requested.emit(0)
    grid = view.findChild(UnitList)
    assert grid is not None
    assert grid.units.count() == 40
    grid.units.itemActivated.emit(grid.units.item(hidden))
    assert drawing.pointed == MapPixel(0, hidden)
    assert hidden in drawing.shown[0]
    assert len(drawing.shown[0]) == 12


@pytest.mark.parametrize("layers", [(), (30, 20, 10, 8)])
def test_networks_without_and_with_many_hidden_layers_are_painted(
    view: NetworkView, shared_window: MainWindow, layers: tuple[int, ...]
) -> None:
    shared_window.workspace.reset(a_config(hidden_layers=layers))
    assert len(view.drawing.lines) == len(layers) + 1
    view.drawing.point_at(MapPixel(len(layers), 3))
    assert view.inspector.working is not None
    assert view.inspector.working.title == "Digit 3"
    assert not view.drawing.grab().isNull()


def test_what_is_nearly_certain_is_never_told_as_certain(
    view: NetworkView, shared_window: MainWindow, qtbot: QtBot
) -> None:
    workspace = shared_window.workspace
    workspace.use_bundled_model()
    assert _read(shared_window).max() > 0.9995
    view.drawing.point_at(MapPixel(view.drawing.last_layer, 3), is_pinned=True)
    assert "> 99.9 %" in view.drawing.told()
    workspace.damage.set(Damage(silenced=frozenset({(0, 4)})))
    qtbot.waitUntil(lambda: "> 99.9 → " in view.break_bar.result)
