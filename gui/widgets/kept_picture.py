"""When a widget may paint a picture that it keeps of itself, in place of what is in it."""

from PySide6.QtGui import QPaintEngine, QPainter
from PySide6.QtWidgets import QWidget


def fits_kept_picture(painter: QPainter, widget: QWidget) -> bool:
    """Whether a painter paints pixels as large as the widget's.

    An SVG or a page has none: there lines stay lines. A file with twice as many would show the picture enlarged.
    """
    engine = painter.paintEngine()
    if engine.type() != QPaintEngine.Type.Raster:
        return False
    return bool(engine.paintDevice().devicePixelRatioF() == widget.devicePixelRatioF())
