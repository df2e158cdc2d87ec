"""What the network sees, on the screen."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.network_input import NetworkInput
from gui.theme import DARK, LIGHT, Theme
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
    assert picture.shape == (102, 102, 3)
    cells = picture[1:-1, 1:-1].reshape(20, 5, 20, 5, 3)
    assert (cells == cells[:, :1, :, :1]).all()  # no smoothing within a pixel of the frame
    paper, ink = np.array(rgb(theme.paper), float), np.array(rgb(theme.ink), float)
    expected = paper + frame[:, :, None] * (ink - paper)
    np.testing.assert_allclose(cells[:, 0, :, 0].astype(float), expected, atol=1.0)


def test_rows_are_rows(view: NetworkInput) -> None:
    frame = np.zeros((20, 20), dtype=np.float32)
    frame[2, :] = 1.0
    view.set_frame(frame)
    picture = picture_of(view)
    assert (picture[13, 1:-1] == rgb(LIGHT.ink)).all()
    assert (picture[1:-1, 13] == rgb(LIGHT.ink)).all(axis=1).sum() == 5


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
