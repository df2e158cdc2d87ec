"""The five lights of the next run, in the tab Mathematics."""

import math

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.lessons.measures.five_lights import Light
from engine.text.sentence import Sentence
from gui.main_window import MainWindow
from gui.mathematics_tab.five_lights_view import FiveLightsView, value_text
from gui.mathematics_tab.mathematics import Mathematics


@pytest.fixture
def view(window: MainWindow) -> FiveLightsView:
    window.view_tabs.show_titled("Mathematics")
    mathematics = window.views.presenter("Mathematics")
    assert isinstance(mathematics, Mathematics)
    assert mathematics.tabs is not None
    mathematics.tabs.setCurrentIndex(4)
    found = mathematics.tabs.findChild(FiveLightsView)
    assert found is not None
    return found


def _headings(view: FiveLightsView) -> list[str]:
    return [
        label.text()
        for label in view.findChildren(QLabel)
        if label.property("role") == "heading" and not label.isHidden()
    ]


def test_the_lights_are_looked_at_with_the_settings_of_now(
    view: FiveLightsView, window: MainWindow, qtbot: QtBot
) -> None:
    assert "400-25-10" in view.about.text()
    window.settings.replace(window.settings.config.with_values(hidden_layers=(5,), initialization="normal"))
    assert "400-5-10" in view.about.text()

    view.check_button.click()
    assert not view.check_button.isEnabled()
    qtbot.waitUntil(view.check_button.isEnabled, timeout=30_000)

    assert len(_headings(view)) == 1 + 5
    assert "are good" in view.verdict.text()


def test_the_look_can_be_cancelled(view: FiveLightsView) -> None:
    view.check_button.click()
    view.cancel_button.click()

    assert view.check_button.isEnabled()
    assert view.verdict.text().startswith("Press Check")


@pytest.mark.parametrize(
    ("value", "limits", "text"),
    [
        (2.64, (1.73, 2.88), "2.64, good from 1.73 to 2.88"),
        (0.03, (0.0, 0.115), "0.03, good up to 0.115"),
        (2.44, (1.1, math.inf), "2.44, good from 1.1"),
        (math.nan, (0.0, 1.0), "no number, good up to 1"),
    ],
)
def test_a_value_stands_beside_what_would_be_good(value: float, limits: tuple[float, float], text: str) -> None:
    assert value_text(Light("gradient", Sentence("a"), value, limits, Sentence("b"))) == text
