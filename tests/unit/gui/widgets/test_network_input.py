"""What the network sees, on the screen."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.ink.input_formats import BLOCKS, FRAME, InputFormat
from gui.actions import Actions
from gui.drawing.reading_panel import ReadingPanel
from gui.theming.theme import DARK, LIGHT, Theme
from gui.widgets.network_input import NetworkInput
from tests.window_fixtures import picture_of, rgb


@pytest.fixture
def view(qtbot: QtBot) -> NetworkInput:
    view = NetworkInput()
    view.resize(view.sizeHint())
    qtbot.addWidget(view)
    return view


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_number_is_a_crisp_square_between_paper_and_ink(view: NetworkInput, theme: Theme) -> None:
    frame = np.random.default_rng(3).uniform(0, 1, (20, 20)).astype(np.float32)
    frame[0, 0], frame[19, 19] = 0.0, 1.0
    view.set_theme(theme)
    view.set_frame(frame)
    picture = picture_of(view)
    assert picture.shape == (88, 88, 3)
    cells = picture[4:-4, 4:-4].reshape(20, 4, 20, 4, 3)
    assert (cells == cells[:, :1, :, :1]).all()  # no smoothing within a pixel of the frame
    paper, ink = np.array(rgb(theme.paper), float), np.array(rgb(theme.ink), float)
    expected = paper + frame[:, :, None] * (ink - paper)
    np.testing.assert_allclose(cells[:, 0, :, 0].astype(float), expected, atol=1.0)


def test_rows_are_rows(view: NetworkInput) -> None:
    frame = np.zeros((20, 20), dtype=np.float32)
    frame[2, :] = 1.0
    view.set_frame(frame)
    picture = picture_of(view)
    assert (picture[14, 4:-4] == rgb(LIGHT.ink)).all()
    assert (picture[4:-4, 14] == rgb(LIGHT.ink)).all(axis=1).sum() == 4


def test_nothing_drawn_is_no_frame(view: NetworkInput) -> None:
    assert view.frame is None
    view.set_frame(np.zeros((20, 20), dtype=np.float32))
    blank = picture_of(view)
    assert (blank[1:-1, 1:-1] == 255).all()
    view.set_frame(None)
    assert view.frame is None
    assert (picture_of(view)[1:-1, 1:-1] != 255).any()  # the words "20 × 20"


def test_the_frame_it_was_given_is_the_frame_it_has(view: NetworkInput) -> None:
    frame = np.full((20, 20), 0.5, dtype=np.float32)
    view.set_frame(frame)
    np.testing.assert_array_equal(view.frame, frame)
    assert view.objectName() == "networkInput"


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_no_pixel_is_left_unpainted_at_any_pixel_ratio(view: NetworkInput, ratio: int) -> None:
    picture = QImage(view.size() * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.magenta)
    view.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    corners = [(0, 0), (picture.width() - 1, 0), (0, picture.height() - 1), (picture.width() - 1, picture.height() - 1)]
    assert all(picture.pixelColor(x, y) != QColor("magenta") for x, y in corners)


# Eight by eight


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_count_of_ink_is_a_crisp_square_between_paper_and_ink(view: NetworkInput, theme: Theme) -> None:
    frame = np.random.default_rng(3).uniform(0, 16, (8, 8)).astype(np.float32)
    frame[0, 0], frame[7, 7] = 0.0, 16.0
    view.set_theme(theme)
    view.set_format(BLOCKS)
    view.set_frame(frame)
    assert view.sizeHint() == QSize(88, 88)
    cells = picture_of(view)[4:-4, 4:-4].reshape(8, 10, 8, 10, 3)
    assert (cells == cells[:, :1, :, :1]).all()
    paper, ink = np.array(rgb(theme.paper), float), np.array(rgb(theme.ink), float)
    expected = paper + frame[:, :, None] / 16.0 * (ink - paper)
    np.testing.assert_allclose(cells[:, 0, :, 0].astype(float), expected, atol=1.0)


def test_more_ink_than_there_can_be_is_ink(view: NetworkInput) -> None:
    view.set_format(BLOCKS)
    view.set_frame(np.full((8, 8), 16.01, dtype=np.float32))
    assert (picture_of(view)[4:-4, 4:-4] == rgb(LIGHT.ink)).all()


@pytest.mark.parametrize(
    ("input_format", "numbers"),
    [
        (FRAME, "20 × 20 numbers between 0 (paper) and 1 (ink),\nits longer side scaled to 14.3 pixels, "),
        (BLOCKS, "8 × 8 numbers between 0 (paper) and 16 (ink),\nset upright, stretched to 20 by 32 fine pixels, "),
    ],
)
def test_the_tool_tip_has_the_formats_numbers(view: NetworkInput, input_format: InputFormat, numbers: str) -> None:
    view.set_format(input_format)
    assert view.toolTip().startswith(f"The drawing as the network gets it: {numbers}")
    assert view.input_format is input_format


def test_the_words_of_an_empty_view_follow_the_format(view: NetworkInput) -> None:
    before = picture_of(view)
    view.set_format(BLOCKS)
    assert (picture_of(view) != before).any()
    view.set_format(FRAME)
    assert (picture_of(view) == before).all()


def test_a_frame_of_another_shape_goes_with_its_format(view: NetworkInput) -> None:
    frame = np.ones((20, 20), dtype=np.float32)
    view.set_frame(frame)
    view.set_format(FRAME)
    assert view.frame is frame
    view.set_format(BLOCKS)
    assert view.frame is None


def test_the_reading_panel_hands_the_format_on(qtbot: QtBot, actions: Actions) -> None:
    panel = ReadingPanel(actions)
    qtbot.addWidget(panel)
    panel.set_format(BLOCKS)
    assert panel.network_input.input_format is BLOCKS
