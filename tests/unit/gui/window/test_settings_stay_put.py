"""Whatever is chosen, typed in, missing or under way: nothing moves for it, and Train says what it will do or why not."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from engine.training.recipes import RECIPES
from gui.main_window import MainWindow
from gui.state.reasons import why_not
from gui.training_tab.settings.settings_form import FIRST
from tests.digits_in_use import is_settled
from tests.window_fixtures import button, choose

pytestmark = pytest.mark.own_window

N_STEPS = 40
TEXTS = ("25", "64, 32", "400-512-10", "none", "25,", "nonsense", "10001", "")
NUMBERS = ("0.3", "5e9", "1e-", "", "0", "-1", "x")
Places = dict[str, QRect]


def of_first_group(window: MainWindow) -> list[QWidget]:
    panel, bar, form = window.panel, window.run_bar, window.panel.form
    return [
        *(panel.recipe_box, panel.dataset_box, panel.open_data_button),
        *(form.fields[name] for name in FIRST),
        *(form.more_button, bar.train_button, bar.step_button, bar.stop_button, bar.speed_slider, bar.progress),
        *(window.chip, window.status),
    ]


def places(window: MainWindow) -> Places:
    QApplication.processEvents()
    return {
        f"{n} {widget.objectName()}": QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        for n, widget in enumerate(of_first_group(window))
    }


def train_agrees(window: MainWindow) -> None:
    """The button can be pressed just when a run could begin or be paused, and says what it will do or why it cannot."""
    train, now, plan = window.run_bar.train_button, window.availability.now, window.next_run.plan
    is_blocked = bool(window.panel.form.error() or now.missing_digits or now.is_reading)
    why = why_not("train", now)
    assert train.isEnabled() == window.menus.train.isEnabled() == (now.run_state == "running" or not is_blocked)
    assert bool(why) is not train.isEnabled()
    if now.run_state == "idle":
        assert train.text() == str(plan.label)
        assert train.toolTip() == (why or f"{plan.why} (F5)")
        assert plan == window.workspace.plan(window.settings.config)
    if window.panel.form.error() and now.run_state == "idle":
        assert why == window.panel.form.error()


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, text)


def something_to_do(window: MainWindow, rng: np.random.Generator) -> tuple[str, Callable[[], object]]:
    """What a user may do now, drawn at random."""
    form, panel = window.panel.form, window.panel
    setting = str(rng.choice([name for name, field in form.fields.items() if field.isEnabled()]))
    field = form.fields[setting]

    def change() -> None:
        if isinstance(field, QComboBox):
            field.setCurrentIndex(int(rng.integers(field.count())))
        else:
            type_into(field, str(rng.choice(TEXTS if setting == "hidden_layers" else NUMBERS)))

    things: list[tuple[str, Callable[[], object]]] = [
        (f"change {setting}", change),
        ("put back", panel.recipe_row.link.click),
        (f"put {setting} back", form.rows[setting].link.click),
        ("leave the field", window.canvas.setFocus),
        ("Train", window.run_bar.train_button.click),
        ("Stop", window.run_bar.stop_button.click),
        ("New random weights", panel.reset_button.click),
        ("an error", lambda: window.window_message.show_message("Something is wrong. " * 9, "report")),
        ("news", lambda: window.status.tell("Something is new.", action="Undo")),
        ("close", button(window, "messageClose").click),
        ("More settings", form.more_button.click),
    ]
    if panel.recipe_box.isEnabled():
        recipe = str(rng.choice(list(RECIPES)))
        source = str(rng.choice(["uci-digits", "uci-digits-8x8", "mnist", "ex4"]))
        things += [
            (f"recipe {recipe}", lambda: choose(panel.recipe_box, recipe)),
            (f"data {source}", lambda: choose(panel.dataset_box, source)),
        ]
    return things[int(rng.integers(len(things)))]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "seed"), [((1280, 800), 0), ((1280, 800), 1), ((900, 500), 2), ((900, 500), 3)])
def test_nothing_moves_whatever_is_done_and_train_agrees_with_the_plan(
    window: MainWindow, qtbot: QtBot, quick_blocks: str, size: tuple[int, int], seed: int
) -> None:
    window.resize(*size)
    QApplication.processEvents()
    window.run_bar.set_speed(1.0)
    scroll, rng = window.panel._scroll.verticalScrollBar(), np.random.default_rng(seed)
    before = places(window)
    done: list[str] = []
    for _ in range(N_STEPS):
        name, do = something_to_do(window, rng)
        done.append(name)
        do()
        qtbot.waitUntil(lambda: is_settled(window))
        if name == "Stop":
            qtbot.waitUntil(lambda: window.controller.state == "idle")
        train_agrees(window)
        scroll.setValue(0)
        now = places(window)
        assert now == before, (done, {key for key in now if now[key] != before[key]})
