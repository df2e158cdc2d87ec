"""The curves of several runs over each other: told apart by more than color, pointed at, in words and as a table."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.training.learning_curves import LearningCurves
from gui.plots.overlaid_curves import OverlaidCurves, RunCurve, bands_of
from gui.plots.run_lines import N_LINES, run_pen
from gui.theming.theme import THEMES, Theme
from gui.widgets.picture_export import export_widget


def a_curve(number: int, last: float, *, has_validation: bool = True, loss: float = 1.0) -> RunCurve:
    epochs = np.linspace(0, 100, 101)
    rise = last * epochs / 100
    validation = rise if has_validation else np.full_like(rise, np.nan)
    values = np.stack([epochs, loss - rise / 2, rise, loss - validation / 2, validation], axis=1)
    return RunCurve(f"id {number}", f"Run {number}", number - 1, LearningCurves(values))


@pytest.fixture
def plot(qtbot: QtBot) -> OverlaidCurves:
    plot = OverlaidCurves()
    qtbot.addWidget(plot)
    plot.resize(520, 240)
    plot.show()
    plot.show_curves([a_curve(1, 0.5), a_curve(2, 0.9), a_curve(3, 0.7)], empty="nothing")
    return plot


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_lines_are_told_apart_by_color_and_dashes(theme: Theme) -> None:
    pens = [run_pen(theme, slot) for slot in range(N_LINES)]
    looks = {(pen.color().name(), tuple(pen.dashPattern())) for pen in pens}
    assert len(looks) == N_LINES
    assert len({tuple(pen.dashPattern()) for pen in pens[:4]}) == 4  # without any color, too


def test_names_stand_best_first_with_what_each_came_to(plot: OverlaidCurves) -> None:
    labels = [plot._label_texts()[index] for index, _ in plot._labels()]
    assert labels == ["Run 2  90.0 %", "Run 3  70.0 %", "Run 1  50.0 %"]
    assert plot.accessibleDescription().startswith("3 curves of the accuracy, best first. Run 2: 90.0 % at epoch 100.")
    plot.set_measure("loss")
    assert [plot._label_texts()[index] for index, _ in plot._labels()][-1] == "Run 2  0.550"
    assert "Run 2: 0.550 at epoch 100." in plot.accessibleDescription()


def test_many_names_never_lie_over_each_other(plot: OverlaidCurves) -> None:
    plot.show_curves([a_curve(number, 0.9 + number / 1000) for number in range(1, 51)])
    places = [place for _, place in plot._labels()]
    assert 5 < len(places) < 50
    assert all(above.bottom() <= below.top() + 0.01 for above, below in itertools.pairwise(places))
    assert places[-1].bottom() <= plot.height()


def test_pointing_brings_a_curve_up_and_leaving_lets_go(plot: OverlaidCurves, qtbot: QtBot) -> None:
    before = plot.grab().toImage()
    area = plot._area()
    at = QPoint(round(area.right()) - 2, round(plot._y(0.7, area)))
    with qtbot.waitSignal(plot.pointed_changed, check_params_cb=lambda name: name == "Run 3"):
        QTest.mouseMove(plot, at)
    assert plot.grab().toImage() != before
    index, place = plot._labels()[0]
    with qtbot.waitSignal(plot.pointed_changed, check_params_cb=lambda name: name == "Run 2"):
        QTest.mouseMove(plot, place.center().toPoint())
    assert index == 1


def test_arrows_go_from_curve_to_curve(plot: OverlaidCurves, qtbot: QtBot) -> None:
    told: list[str] = []
    plot.pointed_changed.connect(told.append)
    plot.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Escape):
        QTest.keyClick(plot, key)
    assert told == ["Run 2", "Run 3", "Run 2", "Run 1", ""]


def test_seeds_are_drawn_as_mean_and_spread(plot: OverlaidCurves) -> None:
    curves = [a_curve(1, 0.8), a_curve(2, 0.9), a_curve(3, 0.5)]
    bands = list(bands_of(curves, ["same", "same", None]))
    plot.show_curves(curves, bands)
    assert plot.names == ["Run 3", "Run 1, 2 seeds"]
    band = plot._drawn[-1]
    spread = np.std([0.8, 0.9], ddof=1)
    assert band.value == pytest.approx(0.85)
    assert band.spread == pytest.approx(float(spread))
    np.testing.assert_allclose(
        band.high - band.low, 2 * np.std([0.8 * band.y / 0.85, 0.9 * band.y / 0.85], axis=0, ddof=1), atol=1e-9
    )
    assert "Run 1, 2 seeds  85.0 ± 7.1 %" in plot._label_texts()


def test_a_run_without_validation_digits_is_drawn_by_what_it_was_trained_on(plot: OverlaidCurves) -> None:
    plot.show_curves([a_curve(1, 0.6, has_validation=False)])
    assert plot._drawn[0].value == pytest.approx(0.6)


@pytest.mark.parametrize("curves", [[], [RunCurve("x", "Run 1", 0, LearningCurves())]])
def test_without_curves_it_says_what_to_do(plot: OverlaidCurves, curves: list[RunCurve]) -> None:
    plot.show_curves(curves, empty="Tick runs.")
    assert plot.names == []
    assert plot.accessibleDescription() == "Tick runs."
    QTest.keyClick(plot, Qt.Key.Key_Down)
    plot.grab()


def test_values_as_a_table(plot: OverlaidCurves) -> None:
    plot.show_curves([a_curve(1, 0.5, has_validation=False)])
    lines = plot.values_as_csv().splitlines()
    assert lines[0].startswith("run,epoch,")
    assert lines[1] == '"Run 1",0.0,1.0,0.0,,'
    assert len(lines) == 102


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_it_is_saved_as_a_picture(plot: OverlaidCurves, tmp_path: Path, suffix: str) -> None:
    export_widget(plot, tmp_path / f"runs{suffix}")
    content = (tmp_path / f"runs{suffix}").read_bytes()
    if suffix == ".svg":
        assert b"<polyline" in content  # lines, and no picture of them
        assert b"<image" not in content
