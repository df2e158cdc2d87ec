"""Going back in time: the slider under the curves, the film, and a new run from the moment that is shown."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.runs.run import Run
from engine.text.percent import percent_text
from engine.training import checkpoints as engine_checkpoints
from engine.training.checkpoints import Checkpoint
from engine.training.state import checksum
from gui.main_window import MainWindow
from gui.training_tab import time_machine
from gui.widgets.phrases import at_text, epoch_number
from tests.window_fixtures import ENDLESS, a_config, button, drag, press

THREE = [(0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trained(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> MainWindow:
    """A window with a run of 30 epochs, and a 3 on its canvas."""
    drag(window.canvas, THREE)
    window.panel.form.set_config(a_config(epochs=30, validation_fraction=0.2))
    window.run_bar.set_speed(0.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.history.last_epoch == 30)
    assert window.time_slider.maximum() == len(window.workspace.moment.checkpoints)
    return window


def checkpoints(window: MainWindow) -> tuple[Checkpoint, ...]:
    return window.workspace.moment.checkpoints


def shows_past(window: MainWindow) -> bool:
    return window.workspace.moment.is_past


def plays(window: MainWindow) -> bool:
    return window.time_machine.is_playing


def point_of(window: MainWindow, epoch: float) -> QPoint:
    """Where an epoch is on the slider."""
    frame, slider = window.loss_plot.frame(), window.time_slider
    return QPoint(round(frame.x(epoch) * window.loss_plot.zoom) - slider.x(), slider.height() // 2)


def test_nothing_can_be_gone_back_to_before_a_run(window: MainWindow) -> None:
    assert not window.time_slider.isEnabled()
    assert not button(window, "playFilmButton").isEnabled()
    assert button(window, "playFilmButton").toolTip() == "There is no film: no checkpoints of this network are kept."
    assert window.time_slider.accessibleDescription() == "No checkpoints of this network are kept"
    assert not window.reading.badge.isVisible()


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (8, "Now, epoch 3\nUp to 8 checkpoints are kept, as each takes 0.0 MB"),
        (0, "No checkpoints are kept of a network this large: 0 MB, of at most 32 MB"),
    ],
)
def test_of_a_large_network_it_is_said_how_many_checkpoints_are_kept(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset, monkeypatch: pytest.MonkeyPatch, most: int, words: str
) -> None:
    for where in (time_machine, engine_checkpoints):
        monkeypatch.setattr(where, "most_checkpoints", lambda _n_bytes: most)
    window.panel.form.set_config(a_config(epochs=3, validation_fraction=0.2))
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.history.last_epoch == 3)
    assert len(checkpoints(window)) <= most
    assert window.time_slider.accessibleDescription() == words
    if not most:
        assert window.time_slider._note == words
        assert not window.time_slider.isEnabled()


def test_the_slider_is_dragged_and_weights_bars_chip_and_badge_follow(trained: MainWindow) -> None:
    window, slider = trained, trained.time_slider
    now, flat_now = window.reading.class_bars.probabilities.copy(), checksum(window.workspace.run.model.parameters.flat)
    assert len(checkpoints(window)) > 10
    QTest.mousePress(slider, LEFT, pos=point_of(window, 0.0))
    first = checkpoints(window)[0]
    assert window.workspace.moment.checkpoint is first
    np.testing.assert_array_equal(window.workspace.parameters.flat, first.parameters)
    assert window.mosaic.parameters is window.workspace.parameters
    expected = window.workspace.shown_model.read(window.workspace.frame.reshape(1, -1))[0]  # type: ignore[union-attr]
    np.testing.assert_allclose(window.reading.class_bars.probabilities, expected, atol=1e-6)
    assert np.abs(window.reading.class_bars.probabilities - now).max() > 0.05
    assert window.reading.badge.isVisible()
    assert window.reading.badge.accessibleName() == "Epoch 0 of 30, past. Back to now"
    assert window.chip.name.startswith("Epoch 0 of ")
    assert slider.accessibleDescription() == "Epoch 0 of 30, past"

    QTest.mouseMove(slider, point_of(window, 10.0))
    shown = window.workspace.moment.checkpoint
    assert shown is not None
    assert shown.epoch == pytest.approx(10.0, abs=1.0)
    QTest.mouseMove(slider, point_of(window, 30.0) + QPoint(30, 0))
    QTest.mouseRelease(slider, LEFT)
    assert not shows_past(window)
    np.testing.assert_allclose(window.reading.class_bars.probabilities, now)
    assert not window.reading.badge.isVisible()
    assert checksum(window.workspace.run.model.parameters.flat) == flat_now  # of the stored network nothing changed


@pytest.mark.slow
def test_the_line_of_messages_says_which_moment_is_shown_and_what_the_run_does(
    window: MainWindow, qtbot: QtBot, few_digits: Dataset
) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.last_epoch > 12)
    window.workspace.moment.show_before(10.0)
    shown = window.workspace.moment.checkpoint
    assert shown is not None
    moment = at_text("epoch", epoch_number(shown.epoch))
    qtbot.waitUntil(lambda: window.status.text == f"Showing {moment}. Training goes on.")
    qtbot.waitUntil(lambda: bool(window.loss_plot.labels()[0]))
    assert window.loss_plot.labels()[0][0].text == moment  # the curves, the chip and the badge call it the same
    assert window.chip.name.lower().startswith(moment)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.progress.text.startswith("Paused"))
    qtbot.waitUntil(lambda: window.status.text.startswith(f"Showing {moment}. Training is paused at epoch "))
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.status._state.startswith("Training: "))
    qtbot.waitUntil(lambda: window.status.text == f"Showing {moment}. Training goes on.")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Stopped"))
    window.workspace.moment.show_before(0.0)
    qtbot.waitUntil(lambda: window.status.text.startswith("Showing epoch 0. The network of epoch "))
    press(window, "backToNowButton")
    qtbot.waitUntil(lambda: window.status.text.startswith("Stopped"))


@pytest.mark.parametrize("size", [(900, 500), (1280, 800)])
def test_the_ring_of_the_focus_covers_no_number(trained: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window = trained
    window.resize(*size)
    window.time_slider.setFocus(Qt.FocusReason.TabFocusReason)
    plot, frame = window.loss_plot, window.loss_plot.frame()
    ring = next(each for each in plot.findChildren(QWidget, "focusRing") if each.isVisible())
    place = QRectF(ring.geometry())
    rise = frame.metrics.tightBoundingRect("0 %").height()
    numbers_top = (frame.area.bottom() + frame.strip + 2 + frame.metrics.ascent() - rise) * plot.zoom
    assert place.bottom() < numbers_top
    least = frame.area.bottom() + frame.metrics.tightBoundingRect("0 %").height() / 2
    assert place.top() > least * plot.zoom - 2
    corner = ring.grab().toImage().pixelColor(1, 1)  # where a number ends, the ring is round
    assert corner != QColor(window.palette().accent().color())


def test_keys_go_from_checkpoint_to_checkpoint(trained: MainWindow) -> None:
    window, slider = trained, trained.time_slider
    slider.setFocus()
    every = checkpoints(window)

    def shown() -> int | None:
        checkpoint = window.workspace.moment.checkpoint
        return None if checkpoint is None else every.index(checkpoint)

    for key, expected in (
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Up, 2),
        (Qt.Key.Key_PageUp, 10),
        (Qt.Key.Key_Left, 9),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_End, None),
        (Qt.Key.Key_Left, len(every) - 1),
        (Qt.Key.Key_Escape, None),
    ):
        QTest.keyClick(slider, key)
        assert shown() == expected, key


def test_the_badge_and_the_button_and_its_keys_go_back_to_now(trained: MainWindow) -> None:
    window, slider = trained, trained.time_slider
    ways: tuple[Callable[[], object], ...] = (
        lambda: QTest.mouseClick(window.reading.badge, LEFT),
        lambda: press(window, "backToNowButton"),
        window.menus.back_to_now.trigger,
    )
    for go_back in ways:
        slider.setValue(3)
        assert shows_past(window)
        assert button(window, "backToNowButton").isEnabled()
        go_back()
        assert not shows_past(window)
        assert slider.value() == slider.maximum()
        assert not button(window, "backToNowButton").isEnabled()


def test_a_run_goes_on_while_the_past_is_shown(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> None:
    window.panel.form.set_config(ENDLESS)
    window.run_bar.set_speed(0.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.time_slider.maximum() > 5)
    QTest.mouseClick(window.time_slider, LEFT, pos=point_of(window, 0.0))
    shown, epoch = window.workspace.moment.checkpoint, window.workspace.history.last_epoch
    assert shown is not None
    qtbot.waitUntil(lambda: window.workspace.history.last_epoch > epoch + 2)
    assert window.workspace.moment.checkpoint is shown
    assert window.mosaic.parameters is not None
    np.testing.assert_array_equal(window.mosaic.parameters.flat, shown.parameters)
    assert window.workspace.run.model.parameters.flat is not shown.parameters
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.moment.checkpoint is shown  # until somebody goes back
    assert window.workspace.runs_to_save()[-1] is window.workspace.run


def test_a_moment_of_a_run_that_has_just_given_way_is_not_shown(trained: MainWindow) -> None:
    trained.time_slider.setValue(3)
    trained.new_session.start()
    trained.time_slider.setValue(5)  # before the next frame
    assert not shows_past(trained)
    assert not trained.time_slider.has_moments


@pytest.mark.slow
def test_space_plays_the_film_to_its_end_and_stops_it(
    trained: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, slider = trained, trained.time_slider
    seen: list[Checkpoint | None] = []
    window.workspace.moment.changed.connect(lambda: seen.append(window.workspace.moment.checkpoint))
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Space)
    assert plays(window)
    assert button(window, "playFilmButton").text() == "Stop the film"
    QTest.keyClick(slider, Qt.Key.Key_Space)
    assert not plays(window)
    assert shows_past(window)
    qtbot.waitUntil(lambda: window.status.text.startswith("Showing epoch "))
    monkeypatch.setattr(time_machine, "FILM_S", 0.5)
    window.menus.play_film.trigger()
    frames: list[set[str]] = []

    def is_over() -> bool:
        if shows_past(window):
            labels = window.loss_plot.labels()
            frames.append({window.chip.name.partition(" of ")[0].lower(), labels[0][0].text})
            accuracy = window.chip.accuracy
            assert accuracy is not None
            assert f"{accuracy.word()} {percent_text(accuracy.fraction)}" in [label.text for label in labels[1]]
        return not plays(window)

    qtbot.waitUntil(is_over, timeout=5000)
    assert [names for names in frames if len(names) > 1] == []  # no two epochs are named at once
    epochs = [each.epoch for each in seen[:-1] if each is not None]
    assert epochs == sorted(epochs)
    assert len(epochs) > 3
    assert seen[-1] is None


@pytest.mark.slow
def test_with_reduced_motion_the_film_steps_by_checkpoints(
    trained: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = trained
    seen: list[Checkpoint | None] = []
    window.menus.reduce_motion.setChecked(True)
    monkeypatch.setattr(time_machine, "FILM_S", 0.3)
    window.workspace.moment.changed.connect(lambda: seen.append(window.workspace.moment.checkpoint))
    window.menus.play_film.trigger()
    qtbot.waitUntil(lambda: not plays(window), timeout=5000)
    window.menus.reduce_motion.setChecked(False)
    assert seen == [*checkpoints(window), None]


@pytest.mark.slow
def test_train_on_from_here_is_a_new_run_and_the_old_one_is_kept(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    left: list[Run] = []
    before, curves = window.workspace.run, window.workspace.history
    window.workspace.run_left.connect(left.append)
    QTest.mouseClick(window.time_slider, LEFT, pos=point_of(window, 10.0))
    shown = window.workspace.moment.checkpoint
    assert shown is not None
    press(window, "trainFromHereButton")
    qtbot.waitUntil(lambda: window.status.text.endswith("The network before it can be brought back."))
    assert window.status.action_button.text() == "Undo"
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.history.n_points > curves.n_points)
    run = window.workspace.run
    assert run.id != before.id
    assert left == [before]
    assert window.workspace.history.last_epoch == pytest.approx(shown.epoch + 30)
    assert window.workspace.history_before.last_epoch == 30
    assert not shows_past(window)
    assert [leg.first_epoch for leg in run.metadata.legs] == [0.0, pytest.approx(shown.epoch)]
    assert [flag.text for flag in window.loss_plot.flags()] == ["continued"]
    kept = [each for each in checkpoints(window) if each.epoch <= shown.epoch]
    assert {each.epoch for each in kept} <= {each.epoch for each in before.checkpoints or ()}
    assert kept[0].epoch == 0.0
    assert checkpoints(window)[-1].epoch == pytest.approx(shown.epoch + 30)


@pytest.mark.slow
def test_train_on_from_here_ends_the_run_under_way(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> None:
    window.panel.form.set_config(ENDLESS)
    window.run_bar.set_speed(0.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.time_slider.maximum() > 5)
    first = window.workspace.run.id
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.progress.text.startswith("Paused"))
    QTest.mouseClick(window.time_slider, LEFT, pos=point_of(window, 0.0))
    press(window, "trainFromHereButton")
    qtbot.waitUntil(lambda: window.workspace.run.id != first and window.controller.state == "running")
    qtbot.waitUntil(lambda: window.status._state.startswith("Training: "))
    for _ in range(3):
        with qtbot.waitSignal(window._training_presenter.report_shown):
            pass
    assert window.status.action_button.text() == "Undo"  # nothing has taken its place
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def test_settings_for_another_network_are_told_in_place_of_a_new_run(trained: MainWindow) -> None:
    window, before = trained, trained.workspace.run
    window.panel.form.set_config(a_config(hidden_layers=(7,), epochs=30, validation_fraction=0.2))
    window.time_slider.setValue(3)
    press(window, "trainFromHereButton")
    assert window.workspace.run is before
    assert window.controller.state == "idle"
    assert shows_past(window)


def test_another_network_is_shown_as_it_is_now(trained: MainWindow) -> None:
    trained.time_slider.setValue(3)
    trained.menus.bundled_model.trigger()
    assert not shows_past(trained)
    assert not trained.time_slider.isEnabled()
    assert not trained.reading.badge.isVisible()


@pytest.mark.slow
def test_accuracy_and_confusion_follow_and_are_known_the_next_time(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    window.view_tabs.show_titled("Evaluation")
    view = window.views.presenter("Evaluation").view  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: view.evaluation is not None)
    now = view.evaluation
    window.time_slider.setValue(0)
    qtbot.waitUntil(lambda: view.evaluation is not now)
    first = view.evaluation
    assert np.trace(first.confusion) < np.trace(now.confusion)
    window.menus.back_to_now.trigger()
    qtbot.waitUntil(lambda: view.evaluation is not first)
    window.time_slider.setValue(0)
    assert view.evaluation is first  # at once


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("size", [(900, 500), (1024, 700), (1280, 800)])
def test_it_fits(trained: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window = trained
    window.resize(*size)
    window.time_slider.setValue(3)
    for name in ("playFilmButton", "backToNowButton", "trainFromHereButton", "pastBadge"):
        each = button(window, name)
        qtbot.waitUntil(each.isVisible)
        parent = each.parentWidget()
        assert parent is not None
        assert parent.rect().contains(each.geometry()), (name, each.geometry(), parent.rect())
        room = each.width() - 4
        words = window.reading.badge.text_shown if name == "pastBadge" else each.text()
        assert each.fontMetrics().horizontalAdvance(words) <= room, (name, words)
    assert window.time_slider.height() >= 24
