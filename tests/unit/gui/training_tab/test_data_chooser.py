"""Which digits are in use: what the data box and the recipes bring, and when."""

import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scipy.io import savemat

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.data.registry import load_uci_digits
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.training.recipes import RECIPES
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from gui.screenshot import take_screenshot
from gui.state.reasons import why_not
from tests.digits_in_use import Gate, data_label, is_settled, source_of
from tests.slow_drive import SlowDrive
from tests.window_fixtures import a_config, button, choose, drag, press

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
OF_EX4 = [name for name, recipe in RECIPES.items() if recipe.source == "ex4"]
OF_BLOCKS = [name for name, recipe in RECIPES.items() if recipe.source == "uci-digits-8x8"]
OF_UCI = [name for name, recipe in RECIPES.items() if recipe.source == "uci-digits"]

pytestmark = pytest.mark.usefixtures("quick_blocks")


def pictures(n: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Noise of shape (n, 400), and the labels 1 to 10 in turn."""
    rng = np.random.default_rng(3)
    return rng.uniform(0.0, 1.0, (n, 400)), 1 + np.arange(n) % 10


@pytest.fixture
def course_file(tmp_path: Path) -> Path:
    """Sixty digits as the course gives them."""
    x, y = pictures(60)
    savemat(str(tmp_path / "ex4data1.mat"), {"X": x, "y": y[:, None]})
    return tmp_path / "ex4data1.mat"


def open_data(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.open_data(str(path))
    qtbot.waitUntil(lambda: is_settled(window))


def take_recipe(window: MainWindow, qtbot: QtBot, name: str) -> None:
    choose(window.panel.recipe_box, name)
    qtbot.waitUntil(lambda: is_settled(window))
    assert window.panel.form.config() == RECIPES[name].config  # whose layers may not fit the digits in use before
    assert window.panel.recipe_box.currentData() == name
    assert window.panel.form.error() == ""


# Recipes and their digits


def test_a_recipe_brings_all_its_values_and_its_digits(window: MainWindow, qtbot: QtBot) -> None:
    for name in OF_BLOCKS:
        take_recipe(window, qtbot, OF_UCI[0])
        window.panel.form.seed_box.setValue(99)
        take_recipe(window, qtbot, name)
        assert source_of(window) == "uci-digits-8x8", name
        assert data_label(window) == "UCI digits, 8×8: 300 digits, 60 of them for testing", name


@pytest.mark.slow
def test_one_name_means_one_run_whatever_digits_were_in_use(window: MainWindow, qtbot: QtBot) -> None:
    for name in OF_UCI:
        take_recipe(window, qtbot, OF_BLOCKS[0])
        take_recipe(window, qtbot, name)
        assert source_of(window) == "uci-digits", name


def test_a_recipe_whose_digits_are_in_use_reads_nothing_and_keeps_the_curves(window: MainWindow, qtbot: QtBot) -> None:
    take_recipe(window, qtbot, "mlp-sgd")
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    n_points, dataset = window.workspace.history.n_points, window.workspace.dataset
    choose(window.panel.recipe_box, "uci-squared-error")
    assert is_settled(window)
    assert window.workspace.dataset is dataset
    assert window.workspace.history.n_points == n_points


def test_a_course_file_that_is_open_stays_for_the_recipes_of_the_course(
    window: MainWindow, qtbot: QtBot, course_file: Path
) -> None:
    open_data(window, qtbot, course_file)
    dataset = window.workspace.dataset
    for name in OF_EX4:
        take_recipe(window, qtbot, name)
        assert window.workspace.dataset is dataset, name
        assert not window.panel.data_row.link.isVisible(), name
        assert data_label(window) == "ex4data1.mat: 60 digits, none for testing"  # all of them are trained on


@pytest.mark.slow
def test_after_other_digits_a_recipe_of_the_course_goes_back_to_the_course_file(
    window: MainWindow, qtbot: QtBot, course_file: Path
) -> None:
    open_data(window, qtbot, course_file)
    for leave in ("uci-digits", "uci-digits-8x8"):
        choose(window.panel.dataset_box, leave)
        qtbot.waitUntil(lambda: is_settled(window))
        assert source_of(window) == leave
        take_recipe(window, qtbot, "ex4-newton-cg")
        assert source_of(window) == str(course_file)
    take_recipe(window, qtbot, "uci-squared-error")
    assert source_of(window) == "uci-digits-8x8"
    take_recipe(window, qtbot, "ex4-tnc")
    assert source_of(window) == str(course_file)
    assert not window.panel.data_row.link.isVisible()


def test_a_course_file_that_went_away_is_told_and_then_forgotten(
    window: MainWindow, qtbot: QtBot, course_file: Path
) -> None:
    open_data(window, qtbot, course_file)
    take_recipe(window, qtbot, "mlp-sgd")
    course_file.unlink()
    take_recipe(window, qtbot, "ex4-tnc")
    assert "ex4data1.mat is not there any more" in window.panel.data_message.text
    assert not button(window, "trainButton").isEnabled()
    take_recipe(window, qtbot, "ex4-tnc")
    assert window.panel.data_message.text.startswith("Exercise 4, truncated Newton needs ex4data1.mat")
    assert window.panel.data_row.link.text() == "download"
    assert window.digits.source == "uci-digits-8x8"
    assert not button(window, "trainButton").isEnabled()


@pytest.mark.parametrize("name", [OF_EX4[0], OF_EX4[-1]])
def test_a_recipe_never_trains_other_digits_under_its_name(window: MainWindow, qtbot: QtBot, name: str) -> None:
    take_recipe(window, qtbot, "mlp-sgd")  # ex4 on the UCI digits at 8x8 was the fault
    dataset, panel = window.workspace.dataset, window.panel
    take_recipe(window, qtbot, name)
    assert panel.dataset_box.currentData() == "ex4"
    assert panel.data_row.note.text() == "not on this computer"
    assert (panel.data_row.link.text(), panel.data_row.link.isVisible()) == ("download", True)
    assert window.workspace.dataset is dataset
    sentence = f"{RECIPES[name].label} needs ex4data1.mat: open it, or download MNIST to make these digits from."
    assert panel.data_message.text == sentence
    for command, action in (("train", window.menus.train), ("step", window.menus.step), ("reset", window.menus.reset)):
        assert not action.isEnabled()
        assert why_not(command, window.availability.now) == sentence
    window.menus.train.trigger()
    assert window.controller.state == "idle"


@pytest.mark.parametrize("how", ["another recipe", "a recipe of the digits in use", "other data", "the file"])
def test_what_is_missing_is_forgotten_with_its_cause(
    window: MainWindow, qtbot: QtBot, course_file: Path, how: str
) -> None:
    take_recipe(window, qtbot, "ex4-tnc")
    if how == "another recipe":
        take_recipe(window, qtbot, "mlp-sgd")
    elif how == "a recipe of the digits in use":
        take_recipe(window, qtbot, "momentum")
    elif how == "other data":
        choose(window.panel.dataset_box, "uci-digits")
    else:
        open_data(window, qtbot, course_file)
    qtbot.waitUntil(lambda: is_settled(window))
    assert not window.panel.data_row.link.isVisible()
    assert not window.panel.data_message.is_shown()
    expected = {"another recipe": "uci-digits-8x8", "the file": str(course_file)}.get(how, "uci-digits")
    assert source_of(window) == expected
    names = {"another recipe": "mlp-sgd", "a recipe of the digits in use": "momentum", "the file": "ex4-tnc"}
    assert window.panel.recipe_box.currentData() == names.get(how, "")
    window.panel.form.set_config(a_config())
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    assert window.workspace.data is not None
    assert window.workspace.data.source == expected


@pytest.mark.parametrize("name", ["weights.mat", "network.npz"])
def test_a_network_that_is_opened_as_data_can_be_opened_as_what_it_is(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    config = RECIPES["ex4-tnc"].config
    save_model(Model(first_parameters(config)), tmp_path / name)
    threads: list[str] = []

    def load(path: Path) -> Model:
        threads.append(threading.current_thread().name)
        return load_model(path)

    monkeypatch.setattr("gui.workers.network_files.load_model", load)
    open_data(window, qtbot, tmp_path / name)
    qtbot.waitUntil(lambda: window.status.text == f"{name} holds a network, not digits.")
    assert not window.panel.data_message.is_shown()
    assert threads
    assert threading.main_thread().name not in threads  # a large one takes a while
    assert source_of(window) == "uci-digits"
    press(window, "messageAction")
    assert (window.workspace.origin, window.workspace.name) == ("file", name)
    assert window.status.text != f"{name} holds a network, not digits."


# While digits are being read


def test_digits_that_lie_otherwise_are_told_and_turned_by_one_click(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    digits = load_uci_digits().digits[:120]
    np.savez(tmp_path / "d.npz", X=digits.images.reshape(-1, 20, 20).transpose(0, 2, 1), y=digits.labels)
    open_data(window, qtbot, tmp_path / "d.npz")
    area = window.status
    qtbot.waitUntil(lambda: "right if they are transposed" in area.text)
    assert area.action_button.text() == "Turn them so"

    area.action_button.click()
    qtbot.waitUntil(lambda: source_of(window).endswith("d.npz::transposed") and is_settled(window))
    dataset = window.workspace.dataset
    assert dataset is not None
    np.testing.assert_allclose(dataset.digits.images, digits.images, atol=1e-6)
    assert "transposed" not in area.text


def test_whether_a_file_is_there_is_looked_at_beside_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = SlowDrive(monkeypatch, "gui.workers.training_worker.is_gone")
    missing = tmp_path / "missing.mat"
    window.open_data(str(missing))
    qtbot.waitUntil(lambda: drive.asked_for == [str(missing)])
    assert not window.panel.data_message.is_shown()
    drive.answer()
    qtbot.waitUntil(window.panel.data_message.is_shown)
    assert f"{missing} is not there any more. The digits in use stay: " in window.panel.data_message.text


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, few_blocks: Dataset) -> Gate:
    return Gate(monkeypatch, "uci-digits-8x8", few_blocks)


@pytest.mark.parametrize("how", ["recipe", "data box"])
def test_nothing_begins_on_the_digits_before_while_others_are_being_read(
    window: MainWindow, qtbot: QtBot, gate: Gate, how: str
) -> None:
    if how == "recipe":
        choose(window.panel.recipe_box, "mlp-sgd")
    else:
        choose(window.panel.dataset_box, "uci-digits-8x8")
    names = ("trainButton", "stepButton", "resetButton")
    actions = (window.menus.train, window.menus.step, window.menus.reset)
    assert not any(button(window, name).isEnabled() for name in names)
    assert not any(action.isEnabled() for action in actions)
    for name in names:
        button(window, name).click()
    for action in actions:
        action.trigger()
    assert window.controller.state == "idle"
    assert window.workspace.origin == "bundled"
    drag(window.canvas, ONE)
    assert window.reading.class_bars.winner == 1  # the window answers all the while
    gate.is_open.set()
    qtbot.waitUntil(button(window, "trainButton").isEnabled)
    assert all(action.isEnabled() for action in actions)
    assert source_of(window) == "uci-digits-8x8"
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.origin == "training")
    assert window.workspace.parameters.architecture.n_inputs == 64


def test_settings_that_are_wrong_cannot_be_trained_once_the_digits_are_here(
    window: MainWindow, qtbot: QtBot, gate: Gate
) -> None:
    choose(window.panel.dataset_box, "uci-digits-8x8")
    window.panel.form.hidden_edit.setText("nonsense")
    gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    assert not button(window, "trainButton").isEnabled()
    window.panel.form.hidden_edit.setText("5")
    assert button(window, "trainButton").isEnabled()


def test_a_recipe_chosen_while_others_are_being_read_gets_its_own_digits(
    window: MainWindow, qtbot: QtBot, course_file: Path, gate: Gate
) -> None:
    open_data(window, qtbot, course_file)
    choose(window.panel.dataset_box, "uci-digits-8x8")
    choose(window.panel.recipe_box, "ex4-tnc")  # the course file is still in use, and about to go
    gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == str(course_file)


def test_a_network_opened_after_a_recipe_is_trained_further_though_its_digits_come_later(
    window: MainWindow, qtbot: QtBot, gate: Gate
) -> None:
    choose(window.panel.dataset_box, "uci-digits-8x8")
    choose(window.panel.recipe_box, "uci-squared-error")
    assert window.workspace.begins_anew
    window.use_model(Model(first_parameters(RECIPES["uci-squared-error"].config, (8, 8, 1))), "mine.npz")
    gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits-8x8"
    assert not window.workspace.begins_anew


def test_digits_chosen_after_a_recipe_are_the_last_word(
    window: MainWindow, qtbot: QtBot, gate: Gate, course_file: Path
) -> None:
    open_data(window, qtbot, course_file)
    choose(window.panel.dataset_box, "uci-digits-8x8")
    choose(window.panel.recipe_box, "ex4-tnc")
    choose(window.panel.dataset_box, "uci-digits")
    gate.is_open.set()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits"


def test_the_last_of_many_choices_counts(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("uci-digits-8x8", "uci-digits") * 4:
        choose(window.panel.dataset_box, name)
    choose(window.panel.recipe_box, "mlp-sgd")
    choose(window.panel.recipe_box, "uci-squared-error")
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits-8x8"
    assert window.panel.form.config() == RECIPES["uci-squared-error"].config


@pytest.mark.parametrize("recipe", [OF_EX4[0], "uci-squared-error"])
def test_why_a_file_cannot_be_read_stays_told_though_a_recipe_was_chosen_meanwhile(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, recipe: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("nonsense,1\n")
    window.open_data(str(bad))
    choose(window.panel.recipe_box, recipe)
    qtbot.waitUntil(lambda: is_settled(window))
    assert window.panel.data_row.link.isVisible() == (recipe != "uci-squared-error")
    assert window.digits.source == ("uci-digits-8x8" if recipe == "uci-squared-error" else "uci-digits")
    assert window.panel.data_message.is_shown()
    assert window.panel.data_message.text.startswith("bad.csv: expected ")
    choose(window.panel.dataset_box, "uci-digits")  # the next choice takes it away, as ever
    assert not window.panel.data_message.is_shown()
    qtbot.waitUntil(lambda: is_settled(window))


def test_digits_that_are_gone_are_told_in_the_words_of_those_who_chose_them(
    window: MainWindow, qtbot: QtBot, course_file: Path
) -> None:
    open_data(window, qtbot, course_file)
    window.menus.new_session.trigger()
    qtbot.waitUntil(lambda: is_settled(window))
    course_file.unlink()
    window.menus.previous_session.trigger()
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits"
    assert window.panel.data_message.text == (
        f"{course_file} is not there any more. The digits in use stay: UCI digits."
    )


@pytest.mark.parametrize("source", ["handwriting:nonsense", "x" * 5000])
def test_what_names_no_file_is_told_as_it_was_read(window: MainWindow, qtbot: QtBot, source: str) -> None:
    window.open_data(source)
    qtbot.waitUntil(lambda: is_settled(window))
    assert window.panel.data_message.is_shown()
    assert "is not there any more" not in window.panel.data_message.text
    assert source[:20] in window.panel.data_message.text
    assert window.status.errors == (window.panel.data_message.text,)


# From outside


def test_digits_that_were_read_before_the_window_opened_are_used(
    window: MainWindow, qtbot: QtBot, course_file: Path
) -> None:
    dataset = load_dataset(str(course_file))
    window.data_chooser.use(dataset)
    window.recipes.choose("ex4-tnc")
    qtbot.waitUntil(partial(is_settled, window))
    assert window.workspace.dataset is dataset
    assert source_of(window) == str(course_file)
    assert not window.panel.data_row.link.isVisible()
    assert window.panel.form.config() == RECIPES["ex4-tnc"].config


@pytest.mark.own_window
def test_a_recipe_from_outside_brings_its_digits_though_the_first_are_still_being_read(
    qtbot: QtBot, quick_source: str
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.recipes.choose("uci-squared-error")
    assert window.panel.recipe_box.currentData() == "uci-squared-error"
    qtbot.waitUntil(lambda: is_settled(window))
    assert source_of(window) == "uci-digits-8x8"
    window.close()


@pytest.mark.slow
@pytest.mark.own_window
def test_a_screenshot_of_a_recipe_waits_for_its_digits(
    qapp: QApplication, qtbot: QtBot, quick_source: str, gate: Gate, tmp_path: Path
) -> None:
    window = MainWindow(remembers=False)
    qtbot.addWidget(window)
    window.recipes.choose("uci-squared-error")
    window.workspace.dataset_changed.connect(lambda _: QTimer.singleShot(20, gate.is_open.set))
    take_screenshot(qapp, window, tmp_path / "window.png")
    assert (tmp_path / "window.png").is_file()
    assert window.workspace.origin == "training"
    assert window.workspace.parameters.architecture.n_inputs == 64
    window.close()
