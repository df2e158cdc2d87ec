"""How curves of several runs are told from each other: by dashes as well as by color."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from gui.plots.curve_legend import curve_pen
from gui.theming.theme import Theme

WIDTH = 2.0
"""Of a line, in pixels of the design."""
_DASHES: tuple[tuple[float, ...], ...] = (  # in widths of the line
    (),
    (3.5, 2.0),
    (1.0, 1.5),
    (4.5, 1.5, 1.0, 1.5),
    (7.0, 2.0),
    (4.5, 1.5, 1.0, 1.5, 1.0, 1.5),
)
N_LINES = 24
"""So many can be told from each other; what comes after is drawn like the first."""


def run_pen(theme: Theme, slot: int) -> QPen:
    """The line of the run that was ticked as number ``slot``, from 0: of 24, no two share both color and dashes."""
    pen = curve_pen(theme.runs[slot % 4], WIDTH)
    dashes = _DASHES[(slot + slot // 4) % len(_DASHES) if slot >= 4 else slot]
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def paint_sample(painter: QPainter, pen: QPen, place: QRectF) -> None:
    """A piece of a line across a place."""
    painter.save()
    painter.setPen(pen)
    middle = round(place.center().y()) + 0.5
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
    painter.restore()
