"""What may be done when: one table, held against every action, every button and every field."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.registry import SOURCES
from engine.fine_tuning import fine_tune, rehearsal_data
from gui.actions import Actions
from gui.main_window import MainWindow
from gui.state.availability import RULES, Availability, Situation
from gui.state.reasons import WHY_NOT, why_not
from gui.widgets.buttons import command_button
from tests.digits_in_use import Gate
from tests.session_windows import SEVEN
from tests.window_fixtures import ENDLESS, a_config, choose, drag, press

ALWAYS = {
    "about",
    "download_mnist",
    "list_keys",
    "logarithmic",
    "my_drawings",
    "next_pane",
    "open_glossary",
    "open_picture",
    "paste",
    "presentation",
    "previous_pane",
    "print_page",
    "quit",
    "reduce_motion",
    "larger",
    "smaller",
    "normal_size",
    "accessibility",
    "digit_keys",
    "open_run",
    "open_lesson",
    "open_sweep",
    "save_model",
    "search_commands",
    "tour",
    "what_is_this",
}
FREE = {"new_session", "learn_handwriting"}  # of everything else
IDLE = {"open_data", "open_folder", "open_model", "bundled_model"}
START = {"train", "step", "reset"}
DRAWN = {"undo", "clear", "labels", "copy_drawing"}
FILM = {"play_film", "export_film", "back_to_now", "train_from_here"}
SHOWN = {"undo", "clear"}  # a picture, read or not
OF_RUN = {"tick_run", "star_run", "rename_run", "note_run", "export_run"}
AGAIN = {"use_run", "train_on_run", "repeat_run", "repeat_seeds"}
CHOSEN = Situation(keeps_runs=True, has_chosen_run=True, chosen_run_is_over=True, chosen_run_is_known=True)
SWEEP = {"run_sweep", "cancel_sweep"}
SHOWN_SWEEP = {"export_sweep", "delete_sweep"}
OF_RESULT = {"use_result", "use_result_network"}
RESULT = Situation(keeps_runs=True, has_sweep_results=True, has_chosen_result=True, chosen_result_has_network=True)
NOT_ACTIONS = {"choose_data", "change_settings", "change_live_settings"}

BUTTONS = {
    "undoButton": "undo",
    "redoButton": "redo",
    "clearButton": "clear",
    "openPictureButton": "open_picture",
    "stepButton": "step",
    "stopButton": "stop",
    "resetButton": "reset",
    "learnHandwritingButton": "learn_handwriting",
    "takeBackHandwritingButton": "undo_fine_tuning",
    "stopHandwritingButton": "stop",
    **{f"labelButton{digit}": "labels" for digit in range(10)},
}

TABLE: dict[str, tuple[Situation, set[str]]] = {
    "at the start": (Situation(is_reading=True), IDLE),
    "idle": (Situation(), IDLE | FREE | START | {"evaluate"}),
    "idle, drawn": (Situation(is_drawn=True, can_undo_drawing=True), IDLE | FREE | START | DRAWN | {"evaluate"}),
    "idle, an undo taken": (Situation(can_redo_drawing=True), IDLE | FREE | START | {"evaluate", "redo"}),
    "idle, a picture over a drawing": (
        Situation(
            is_drawn=True, can_redo_drawing=True, has_picture=True, has_pictures=True, has_frame=True, has_reading=True
        ),
        IDLE | FREE | START | DRAWN | {"evaluate", "close_pictures", "picture_stages", "copy_reading"},
    ),
    "idle, a picture that cannot be read": (
        Situation(is_drawn=True, has_picture=True, has_pictures=True),
        IDLE | FREE | START | SHOWN | {"evaluate", "close_pictures", "picture_stages"},
    ),
    "loading or evaluating": (Situation(is_reading=True, has_previous_session=True), IDLE),
    "a moment that is past": (
        Situation(has_checkpoints=True, shows_past=True), IDLE | FREE | START | FILM | {"evaluate"},
    ),
    "a moment that is past of a run under way": (
        Situation(has_checkpoints=True, shows_past=True, run_state="running"), {"train", "stop"} | START | FILM,
    ),
    "an error in the form": (Situation(setting_error="No layers."), IDLE | FREE),
    "an error while loading": (Situation(setting_error="No layers.", is_reading=True), IDLE),
    "a session before": (
        Situation(has_previous_session=True), IDLE | FREE | START | {"evaluate", "previous_session"},
    ),
    "running": (Situation(run_state="running", has_previous_session=True), START | {"stop"}),
    "running, and reading": (Situation(run_state="running", is_reading=True), START | {"stop"}),
    "running, an error": (Situation(run_state="running", setting_error="No layers."), {"train", "stop"}),
    "held": (Situation(run_state="paused"), START | {"stop"}),
    "held, an error": (Situation(run_state="paused", setting_error="No layers."), {"stop"}),
    "fine-tuning": (Situation(run_state="running", is_fine_tuning=True), START | {"stop"}),
    "fine-tuned": (
        Situation(can_undo_fine_tuning=True), IDLE | FREE | START | {"evaluate", "undo_fine_tuning"},
    ),
    "a run selected": (
        replace(CHOSEN, chosen_run_can_go=True), IDLE | FREE | START | {"evaluate"} | OF_RUN | AGAIN | {"delete_run"},
    ),
    "the run that answers selected": (
        replace(CHOSEN, chosen_run_answers=True), IDLE | FREE | START | {"evaluate"} | OF_RUN | AGAIN - {"use_run"},
    ),
    "a run selected of which little is known": (
        replace(CHOSEN, chosen_run_is_known=False), IDLE | FREE | START | {"evaluate", "use_run"} | OF_RUN,
    ),
    "a run selected that is under way elsewhere": (
        replace(CHOSEN, chosen_run_is_over=False), IDLE | FREE | START | {"evaluate"} | OF_RUN,
    ),
    "a run selected in a window that keeps none": (
        replace(CHOSEN, keeps_runs=False), IDLE | FREE | START | {"evaluate", "repeat_run", "repeat_seeds"} | OF_RUN,
    ),
    "the runs listed": (Situation(lists_runs=True), IDLE | FREE | START | {"evaluate", "export_runs"}),
    "a run selected amid a run": (replace(CHOSEN, run_state="running"), START | {"stop"} | OF_RUN),
    "a run selected amid reading": (replace(CHOSEN, is_reading=True), IDLE | OF_RUN | {"use_run"}),
    "a sweep planned": (Situation(plans_sweep=True), IDLE | FREE | START | {"evaluate", "run_sweep"}),
    "a sweep planned amid a run": (
        Situation(plans_sweep=True, run_state="running"), START | {"stop", "run_sweep"},
    ),
    "a sweep of which something is wrong": (
        Situation(plans_sweep=True, sweep_error="Nothing varies."), IDLE | FREE | START | {"evaluate"},
    ),
    "a sweep under way": (
        Situation(plans_sweep=True, sweep_stage="running"), IDLE | FREE | START | SWEEP | {"evaluate"},
    ),
    "a sweep held": (Situation(plans_sweep=True, sweep_stage="paused"), IDLE | FREE | START | SWEEP | {"evaluate"}),
    "a sweep that ends": (Situation(plans_sweep=True, sweep_stage="ending"), IDLE | FREE | START | {"evaluate"}),
    "a result of a sweep selected": (RESULT, IDLE | FREE | START | OF_RESULT | {"evaluate"} | SHOWN_SWEEP),
    "a result of a sweep selected amid a run": (
        replace(RESULT, run_state="running"), START | {"stop"} | SHOWN_SWEEP,
    ),
    "a result of a sweep selected in a window that keeps none": (
        replace(RESULT, keeps_runs=False), IDLE | FREE | START | {"evaluate", "use_result"} | SHOWN_SWEEP,
    ),
    "results of a sweep under way": (
        Situation(plans_sweep=True, sweep_stage="running", has_sweep_results=True),
        IDLE | FREE | START | SWEEP | {"evaluate", "export_sweep"},
    ),
    "a run after it": (Situation(run_state="running", can_undo_fine_tuning=True), START | {"stop"}),
}  # fmt: skip


def actions_by_name(actions: Actions) -> dict[str, list[QAction]]:
    found = {name: [action] for name, action in vars(actions).items() if isinstance(action, QAction)}
    return {**found, "labels": actions.labels, "repeat_seeds": list(actions.repeat_seeds.values())}


@pytest.mark.parametrize("name", list(TABLE))
def test_what_may_be_done(actions: Actions, availability: Availability, name: str) -> None:
    situation, expected = TABLE[name]
    availability._set(situation)
    enabled = {name for name, those in actions_by_name(actions).items() if all(a.isEnabled() for a in those)}
    assert enabled == expected | ALWAYS
    assert {command for command in RULES if availability.may(command)} - NOT_ACTIONS == expected


@pytest.mark.parametrize("name", list(TABLE))
def test_what_may_not_be_done_says_why_in_menu_and_on_buttons(
    actions: Actions, availability: Availability, qtbot: QtBot, name: str
) -> None:
    stop = command_button(actions.stop, "stopButton")
    qtbot.addWidget(stop)
    availability._set(TABLE[name][0])
    for command, those in actions_by_name(actions).items():
        reasons = {action.property(WHY_NOT) for action in those}
        assert reasons == {why_not(command, availability.now)}
        assert all(reason.endswith(".") for reason in reasons) if not availability.may(command) else reasons == {""}
    assert stop.toolTip().startswith("End the run") is actions.stop.isEnabled()
    assert stop.toolTip() == (actions.stop.property(WHY_NOT) or actions.stop.toolTip())


def test_every_rule_is_of_a_command_and_every_action_is_in_the_table(actions: Actions) -> None:
    assert set(RULES) - NOT_ACTIONS <= set(actions_by_name(actions))
    assert set(actions_by_name(actions)) == ALWAYS | (set(RULES) - NOT_ACTIONS)


def test_a_situation_that_stays_is_not_told_again(availability: Availability, qtbot: QtBot) -> None:
    availability.note(is_drawn=True)
    with qtbot.assertNotEmitted(availability.changed):
        availability.note(is_drawn=True)
        availability.set_reading(False)


@pytest.mark.parametrize("fact", ["setting_error", "is_fine_tuning", "can_undo_fine_tuning"])
def test_what_others_know_is_asked_of_them(availability: Availability, fact: str) -> None:
    availability.note(**{fact: True})
    availability.set_run_state("running")  # neither settings nor workspace say so
    assert availability.now == Situation(run_state="running")


# In the window


def everything_agrees(window: MainWindow) -> None:
    """Every action, button and field does as the one state says."""
    may, now = window.availability.may, window.availability.now
    assert now.run_state == window.controller.state
    assert now.is_reading == window.controller.is_reading
    assert now.setting_error == window.panel.form.error()
    assert now.is_fine_tuning == window.workspace.is_fine_tuning
    assert now.can_undo_fine_tuning == window.workspace.can_undo_fine_tuning
    assert now.is_drawn != window.canvas.drawing.is_empty
    commands = actions_by_name(window.menus)
    for name, actions in commands.items():
        assert {action.isEnabled() for action in actions} == {may(name)}, name
    for name, command in BUTTONS.items():
        button = window.findChild(QAbstractButton, name)
        if button is not None:  # the small window of fine-tuning is made when it is wanted
            assert button.isEnabled() == may(command), name
    panel = window.panel
    assert window.run_bar.train_button.isEnabled() == may("train")
    assert panel.open_data_button.isEnabled() == may("open_data")
    assert panel.dataset_box.isEnabled() == may("choose_data")
    assert panel.recipe_box.isEnabled() == panel.form.seed_box.isEnabled() == may("change_settings")
    assert panel.form.learning_rate_box.isEnabled() == may("change_live_settings")
    text = {"idle": "Train", "running": "Pause", "paused": "Continue"}[now.run_state]
    assert window.menus.train.iconText() == text
    if now.run_state != "idle":
        assert window.run_bar.train_button.text() == text


@pytest.mark.slow
def test_actions_buttons_and_fields_agree_whatever_is_done(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, few_digits: Dataset
) -> None:
    told: list[Situation] = []
    window.availability.changed.connect(lambda: told.append(window.availability.now))
    window.availability.changed.connect(lambda: everything_agrees(window))
    everything_agrees(window)
    drag(window.canvas, SEVEN)
    press(window, "undoButton")
    press(window, "redoButton")
    window.panel.form.hidden_edit.setText("25, x")
    everything_agrees(window)
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "paused")
    press(window, "trainButton")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    everything_agrees(window)
    press(window, "labelButton7")
    monkeypatch.setattr(fine_tune, "N_REHEARSAL", 400)
    monkeypatch.setattr(rehearsal_data, "N_GENERATED", 500)
    for n in range(20):
        window.labeling.store.add(7, [np.array(SEVEN) + n / 1000])
    press(window, "learnHandwritingButton")
    qtbot.waitUntil(lambda: not window.fine_tuner.is_looking)
    everything_agrees(window)
    qtbot.waitUntil(lambda: window.controller.state == "idle", timeout=20_000)
    everything_agrees(window)
    assert window.availability.may("undo_fine_tuning"), window.progress.message.text
    press(window.fine_tuner.dialog or window, "takeBackHandwritingButton")
    everything_agrees(window)
    again = Gate(monkeypatch, "uci-digits-8x8", replace(few_digits, source="uci-digits-8x8"))
    choose(window.panel.dataset_box, "uci-digits-8x8")
    everything_agrees(window)
    again.is_open.set()
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    everything_agrees(window)
    assert {situation.run_state for situation in told} == {"idle", "running", "paused"}
    for fact in (
        "is_reading",
        "setting_error",
        "is_fine_tuning",
        "can_undo_fine_tuning",
        "is_drawn",
        "can_redo_drawing",
    ):
        assert {bool(getattr(situation, fact)) for situation in told} == {False, True}, fact


@pytest.mark.parametrize("is_by_menu", [True, False])
def test_menu_and_buttons_begin_hold_and_resume_alike(window: MainWindow, qtbot: QtBot, is_by_menu: bool) -> None:
    window.panel.form.set_config(ENDLESS)
    for state, name in (("running", "trainButton"), ("paused", "trainButton"), ("running", "trainButton")):
        if is_by_menu:
            window.menus.train.trigger()
        else:
            press(window, name)
        qtbot.waitUntil(partial(is_in_state, window, state))
        assert window.run_bar.train_button.text() == {"running": "Pause", "paused": "Continue"}[state]


def is_in_state(window: MainWindow, state: str) -> bool:
    return window.controller.state == state


def test_digits_that_cannot_be_read_leave_nothing_forbidden(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_data("/nowhere/digits.mat")
    everything_agrees(window)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    everything_agrees(window)
    assert window.availability.now == Situation()
    assert window.panel.dataset_box.currentData() in SOURCES
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.last_report is not None)


@pytest.mark.own_window
def test_fields_of_a_run_that_has_its_own_rates_stay_fixed_when_the_speed_changes(window: MainWindow) -> None:
    window.availability._set(Situation(run_state="running", is_fine_tuning=True))
    fields: list[QWidget] = [
        window.panel.form.learning_rate_box, window.panel.form.momentum_box, window.panel.form.weight_decay_box,
    ]  # fmt: skip
    window.run_bar.set_speed(1000.0)
    window.panel.form._show_what_applies()
    assert not any(field.isEnabled() for field in fields)
    assert window.run_bar.speed_slider.isEnabled()
