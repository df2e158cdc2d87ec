"""The glossary: every setting has an entry, and its numbers and formulas are the engine's."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.data.scaling import SCALINGS
from engine.ink.framing import INK_SPAN_PX
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.layer_table import LayerTable, read_layer_table
from engine.nn.layers.registry import LAYERS
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture
from engine.optim.optimizers import OPTIMIZERS, Adam, RMSProp
from engine.optim.schedules import SCHEDULES
from engine.training.config import TrainingConfig
from gui.help.entry_card import HelpCard
from gui.help.glossary import ENTRIES
from gui.help.glossary_label import GlossaryLabel, entry_for
from gui.training_tab.settings.settings_form import SettingsForm


def test_every_setting_of_the_form_has_an_entry(form: SettingsForm) -> None:
    assert set(form.fields) <= set(TrainingConfig.__dataclass_fields__) <= set(ENTRIES)


def test_an_entry_is_a_sentence_and_something_to_try() -> None:
    for term, entry in ENTRIES.items():
        assert entry.term == term
        assert entry.title[0].isupper(), term
        assert entry.meaning[0].isupper(), term
        assert entry.meaning.endswith("."), term
        assert entry.try_this[0].isupper(), term
        assert entry.try_this.endswith("."), term
        assert entry.formula or term in {"recipe", "speed"}, term


FORMULAS = {
    "hidden_activation": [str(ACTIVATIONS[name].formula).partition(",")[0] for name in ("sigmoid", "tanh")],
    "sigmoid": [str(ACTIVATIONS["sigmoid"].formula).replace(",  ", ", ")],
    "tanh": [str(ACTIVATIONS["tanh"].formula).replace(",  ", ", ")],
    "relu": [str(ACTIVATIONS["relu"].formula).replace(",  ", ", ")],
    "output_loss": [
        "−log hₜ" if name.startswith("softmax") else str(pair.formula).removesuffix(" over the ten outputs")
        for name, pair in OUTPUT_LOSSES.items()
    ],
    "initialization": [str(INITIALIZATIONS[name].label).partition(",")[0] for name in ("glorot", "he")],
    "momentum": [str(OPTIMIZERS["momentum"].formula).replace(",  ", ", ")],
    "nesterov": [str(OPTIMIZERS["nesterov"].formula).replace(",  ", ", ")],
    "gradient-descent": [str(OPTIMIZERS["gradient-descent"].formula)],
    "rmsprop": [
        str(OPTIMIZERS["rmsprop"].formula).replace(",  ", ", "),
        f"ε = {RMSProp.EPSILON:.0e}".replace("e-0", "e-"),
    ],
    "adam": [f"β₁ = {Adam.BETA1}", f"β₂ = {Adam.BETA2}", f"ε = {Adam.EPSILON:.0e}".replace("e-0", "e-")],
    "schedule": [str(SCHEDULES["cosine"].formula).partition(":")[0], "η γ^⌊epoch / s⌋"],
    "input_scaling": [str(SCALINGS["standardized"].formula).partition(",")[0]],
}


@pytest.mark.parametrize("term", FORMULAS)
def test_formulas_are_those_of_the_engine(term: str) -> None:
    for formula in FORMULAS[term]:
        assert formula in ENTRIES[term].formula


def _price(probability: float) -> str:
    """The loss of a digit whose class has this probability, by the engine."""
    logits = np.full((1, 10), math.log((1 - probability) / 9))
    logits[0, 0] = math.log(probability)
    return f"{OUTPUT_LOSSES['softmax-cross-entropy'].per_sample(logits, np.array([0]))[0]:.2f}"


def _table(hidden_layers: str) -> LayerTable:
    return read_layer_table(hidden_layers, (20, 20, 1))


NUMBERS = {
    "loss": [f"{OUTPUT_LOSSES['softmax-cross-entropy'].per_sample(np.zeros((1, 10)), np.array([3]))[0]:.3f}"],
    "cross-entropy": [f"{_price(share / 100)} at {share} %" for share in (97, 50, 10, 1)],
    "parameters": [
        f"{Architecture.dense(n_inputs=400, hidden_layers=(25,), hidden_activation='sigmoid').n_parameters:,}"
    ],
    "convolution": [f"= {_table('conv 8 5x5').rows[0].n_parameters} parameters"],
    "feature-map": ["×".join(map(str, (_table("conv 8 5x5").rows[0].output_shape or ())[:2]))],
    "dtype": [f"{np.finfo(kind).eps:.1e}".replace("e-0", "e-") for kind in ("float32", "float64")],
    "network_input": [f"{INK_SPAN_PX:g} pixels"],
    "initialization": [f"±{INITIALIZATIONS[name].spread(1, 1):g}" for name in ("uniform", "uniform-0.1")],
    "schedule": [f"η / {round(1 / SCHEDULES['one-cycle'].factor(share, 0, 1, 1)):,}" for share in (0.0, 1.0)],
}


@pytest.mark.parametrize("term", NUMBERS)
def test_numbers_are_those_of_the_engine(term: str) -> None:
    for number in NUMBERS[term]:
        assert number in ENTRIES[term].formula


def test_every_kind_of_layer_but_the_plainest_has_an_entry() -> None:
    assert set(LAYERS) - {"dense"} <= set(ENTRIES)


def test_a_pool_leaves_a_quarter_of_the_parameters() -> None:
    without, with_pool = _table("conv 8 5x5, 64").n_parameters, _table("conv 8 5x5, pool 2, 64").n_parameters
    assert without is not None
    assert with_pool is not None
    assert with_pool / without == pytest.approx(0.25, abs=0.01)
    assert "conv 8 5x5, 64, then to conv 8 5x5, pool 2, 64" in ENTRIES["pooling"].try_this


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_a_click_on_a_term_shows_its_entry_and_escape_closes_it(qtbot: QtBot) -> None:
    label = GlossaryLabel("Learning rate η", "learning_rate")
    qtbot.addWidget(label)
    label.show()
    assert "η g" in label.toolTip()
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    card = QApplication.activePopupWidget()
    assert isinstance(card, HelpCard)
    assert "w ← w − η g" in card.text
    assert card.accessibleName() == "Learning rate η"
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_dots_are_under_a_term_that_is_explained_and_under_no_other(qtbot: QtBot) -> None:
    explained, other = GlossaryLabel("Seed", "seed"), GlossaryLabel("Seed", "no such term")
    for label in (explained, other):
        qtbot.addWidget(label)
        label.resize(60, 24)
    assert entry_for(explained) is ENTRIES["seed"]
    assert entry_for(other) is None
    assert explained.grab().toImage() != other.grab().toImage()
