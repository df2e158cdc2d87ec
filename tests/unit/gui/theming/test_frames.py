"""Frames, at the pixel ratios that screens have."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.mathematics_tab.worked_step_sample import SamplePicture
from gui.theming.frames import paint_frame
from gui.theming.theme import CONTRAST
from gui.widgets.digit_detail import DigitDetail
from gui.widgets.network_input import NetworkInput
from tests.window_fixtures import rgb

RATIOS = [1.0, 1.25, 1.5, 1.75, 2.0]


def _rendered(widget: QWidget, ratio: float) -> np.ndarray:
    """The widget's picture at a pixel ratio, shape (rows, columns, 3), uint8."""
    size = widget.size()
    image = QImage(QSize(round(size.width() * ratio), round(size.height() * ratio)), QImage.Format.Format_RGB888)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    widget.render(image)
    return _pixels(image)


def _pixels(image: QImage) -> np.ndarray:
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _lengths(edge_of: np.ndarray) -> list[int]:
    """How many pixels are of the frame in the outermost row or column of each side, from the first that has any."""
    return [
        next((int(line.sum()) for line in lines if line.any()), 0)
        for lines in (edge_of, edge_of[::-1], edge_of.T, edge_of.T[::-1])
    ]


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_frame_has_four_whole_edges_and_leaves_what_is_inside_alone(ratio: float) -> None:
    for left in range(4):  # each has its own rounding
        image = QImage(QSize(round(60 * ratio), round(60 * ratio)), QImage.Format.Format_RGB888)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        inside = QRect(5 + left, 6, 40, 40)
        painter = QPainter(image)
        paint_frame(painter, inside, QColor("black"))
        framed = (_pixels(image) == 0).all(axis=2)
        painter.fillRect(inside, QColor("red"))
        painter.end()
        inner = (_pixels(image) == (255, 0, 0)).all(axis=2)
        assert not (framed & inner).any()
        rows, columns = np.nonzero(inner)
        around = np.zeros_like(inner)
        around[rows.min() - 1 : rows.max() + 2, columns.min() - 1 : columns.max() + 2] = True
        assert framed[around & ~inner].all()


@pytest.mark.parametrize("ratio", RATIOS)
def test_pictures_of_digits_have_whole_frames(qtbot: QtBot, ratio: float) -> None:
    digit = np.zeros((20, 20), np.float32)
    shown = NetworkInput()
    shown.set_frame(digit)
    detail = DigitDetail()
    large = detail.picture
    large.image = QImage(20, 20, QImage.Format.Format_RGB888)
    large.image.fill(Qt.GlobalColor.white)
    qtbot.addWidget(shown)
    qtbot.addWidget(detail)
    for widget in (shown, large):
        widget.set_theme(CONTRAST)
        widget.resize(widget.sizeHint())
        picture = _rendered(widget, ratio)
        of_frame = (picture == rgb(CONTRAST.border)).all(axis=2)
        assert _lengths(of_frame) == [picture.shape[1], picture.shape[1], picture.shape[0], picture.shape[0]]


def test_the_marked_pixel_of_a_sample_is_the_one_that_is_framed(qtbot: QtBot) -> None:
    sample = SamplePicture()
    qtbot.addWidget(sample)
    sample.set_theme(CONTRAST)
    sample.resize(sample.sizeHint())
    for pixel in (0, 19, 210, 399):
        digit = np.zeros(400, np.float32)
        digit[pixel] = 1.0
        sample.set_frame(digit.reshape(20, 20))
        sample.set_pixel(pixel)
        picture = _rendered(sample, 1.0)
        inked = np.argwhere((picture == rgb(CONTRAST.ink)).all(axis=2))
        framed = np.argwhere((picture == rgb(CONTRAST.accent)).all(axis=2))
        place = sample.picture_rect().adjusted(1, 1, -1, -1)
        inside = [at for at in inked if place.contains(int(at[1]), int(at[0]))]
        middle = np.mean(framed, axis=0)
        assert np.abs(middle - np.mean(inside, axis=0)).max() < 1.0
