"""The plot of over- and underfitting: its lines are lines."""

import numpy as np
from pytestqt.qtbot import QtBot

from engine.evaluation.fit_diagnosis import diagnose_curves
from engine.training.learning_curves import LearningCurves
from gui.evaluation_tab.fit_view import FitView
from gui.theming.theme import LIGHT
from gui.widgets.message_area import MessageArea
from tests.window_fixtures import count_pixels, picture_of


def test_the_losses_are_lines_as_wide_as_those_of_the_learning_curves(qtbot: QtBot) -> None:
    messages = MessageArea()
    view = FitView(messages)
    for widget in (messages, view):
        qtbot.addWidget(widget)
    view.resize(600, 400)
    epochs = np.arange(60.0)
    loss = 2.0 * np.exp(-epochs / 20) + 0.1
    curves = LearningCurves(np.stack([epochs, loss, 1 - loss / 3, loss * 1.2, 1 - loss / 2.5], axis=1))
    view.set_diagnosis(diagnose_curves(curves))
    with qtbot.waitExposed(view):
        view.show()
    picture = picture_of(view.plot)
    for color in (LIGHT.train, LIGHT.validation):
        assert 100 < count_pixels(picture, color) < 4 * view.plot.width()


def test_its_axes_have_the_size_of_the_labels_of_the_window(qtbot: QtBot) -> None:
    messages = MessageArea()
    view = FitView(messages)
    for widget in (messages, view):
        qtbot.addWidget(widget)
    font = view.font()
    for pixels in (14, 28):
        font.setPixelSize(pixels)
        view.setFont(font)
        axis = view.plot.getPlotItem().getAxis("bottom")
        assert axis.style["tickFont"].pixelSize() == round(pixels * 12 / 14)
        assert f"font-size:{round(pixels * 12 / 14)}px" in axis.label.toHtml()
