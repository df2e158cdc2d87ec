"""The canvas and what is not a mouse: pen tablets and fingers."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.drawing.drawing_canvas import DrawingCanvas
from tests.window_fixtures import drag

SIDE = 200
TOP = [(0.1, 0.1), (0.9, 0.1)]
MIDDLE = [(0.1, 0.5), (0.9, 0.5)]

TIP = QPointingDevice.PointerType.Pen
ERASER = QPointingDevice.PointerType.Eraser


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    canvas = DrawingCanvas()
    canvas.resize(SIDE, SIDE)
    qtbot.addWidget(canvas)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


@pytest.fixture(scope="session")
def screen(qapp: QApplication) -> QPointingDevice:
    """A touch screen; a device, once made, stays."""
    return QTest.createTouchDevice()


def tablet(canvas: DrawingCanvas, pointer: QPointingDevice.PointerType, points: list[tuple[float, float]]) -> bool:
    """Draw with one end of a tablet's pen; whether the canvas took every event, so that none becomes a mouse event."""
    device = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, pointer, QInputDevice.Capability.Position, 1, 1)
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 1), QEvent.Type.TabletRelease]
    taken = True
    for kind, (x, y) in zip(kinds, [*points, points[-1]], strict=True):
        position = QPointF(SIDE * x, SIDE * y)
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
        event = QTabletEvent(
            kind, device, position, position, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, held,
        )  # fmt: skip
        event.ignore()
        QApplication.sendEvent(canvas, event)
        taken = taken and event.isAccepted()
    return taken


def at(x: float, y: float) -> QPoint:
    return QPoint(round(SIDE * x), round(SIDE * y))


def test_the_tip_of_a_tablet_pen_draws(canvas: DrawingCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignals([canvas.drawing_changed, canvas.stroke_finished]):
        assert tablet(canvas, TIP, MIDDLE)
    np.testing.assert_allclose(canvas.drawing.finished[0], MIDDLE)


def test_the_other_end_of_a_tablet_pen_erases_the_strokes_it_touches(canvas: DrawingCanvas) -> None:
    drag(canvas, TOP)
    drag(canvas, MIDDLE)
    assert tablet(canvas, ERASER, [(0.5, 0.3), (0.5, 0.8)])
    (left,) = canvas.drawing.finished
    np.testing.assert_allclose(left, TOP)


def test_the_tip_draws_again_after_the_eraser(canvas: DrawingCanvas) -> None:
    tablet(canvas, ERASER, MIDDLE)
    tablet(canvas, TIP, TOP)
    np.testing.assert_allclose(canvas.drawing.finished[0], TOP)
    assert len(canvas.drawing.finished) == 1


def test_a_finger_draws(canvas: DrawingCanvas, screen: QPointingDevice, qtbot: QtBot) -> None:
    with qtbot.waitSignals([canvas.drawing_changed, canvas.stroke_finished]):
        QTest.touchEvent(canvas, screen).press(0, at(0.1, 0.5), canvas).commit()
        QTest.touchEvent(canvas, screen).move(0, at(0.5, 0.5), canvas).commit()
        QTest.touchEvent(canvas, screen).move(0, at(0.9, 0.5), canvas).commit()
        QTest.touchEvent(canvas, screen).release(0, at(0.9, 0.5), canvas).commit()
    (stroke,) = canvas.drawing.finished
    np.testing.assert_allclose(stroke, [(0.1, 0.5), (0.5, 0.5), (0.9, 0.5)], atol=0.01)


def test_a_second_finger_or_the_palm_is_not_heeded(canvas: DrawingCanvas, screen: QPointingDevice) -> None:
    QTest.touchEvent(canvas, screen).press(0, at(0.1, 0.5), canvas).commit()
    QTest.touchEvent(canvas, screen).move(0, at(0.4, 0.5), canvas).press(1, at(0.8, 0.9), canvas).commit()
    QTest.touchEvent(canvas, screen).move(0, at(0.6, 0.5), canvas).move(1, at(0.9, 0.9), canvas).commit()
    QTest.touchEvent(canvas, screen).move(0, at(0.9, 0.5), canvas).release(1, at(0.9, 0.9), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, at(0.9, 0.5), canvas).commit()
    (stroke,) = canvas.drawing.finished
    np.testing.assert_allclose(stroke[:, 1], 0.5, atol=0.01)
    np.testing.assert_allclose(stroke[[0, -1], 0], [0.1, 0.9], atol=0.01)


def test_one_finger_after_another_makes_two_strokes(canvas: DrawingCanvas, screen: QPointingDevice) -> None:
    for y in (0.2, 0.8):
        QTest.touchEvent(canvas, screen).press(0, at(0.1, y), canvas).commit()
        QTest.touchEvent(canvas, screen).move(0, at(0.9, y), canvas).commit()
        QTest.touchEvent(canvas, screen).release(0, at(0.9, y), canvas).commit()
    assert len(canvas.drawing.finished) == 2


def test_a_finger_that_goes_on_after_the_second_was_lifted_first_leaves_no_stroke_open(
    canvas: DrawingCanvas, screen: QPointingDevice
) -> None:
    QTest.touchEvent(canvas, screen).press(0, at(0.1, 0.5), canvas).commit()
    QTest.touchEvent(canvas, screen).stationary(0).press(1, at(0.8, 0.9), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, at(0.1, 0.5), canvas).stationary(1).commit()
    QTest.touchEvent(canvas, screen).move(1, at(0.2, 0.9), canvas).commit()
    QTest.touchEvent(canvas, screen).release(1, at(0.2, 0.9), canvas).commit()
    assert not canvas.drawing.current
    assert len(canvas.drawing.finished) == 1
