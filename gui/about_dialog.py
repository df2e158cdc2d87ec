"""About the program: versions, and where its data comes from."""

import platform

import numpy as np
import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from engine import VERSION
from gui.theming.scale import set_px
from gui.widgets.buttons import close_box


def versions_text() -> str:
    """The versions of the program and of what it runs on."""
    import pyqtgraph as pg  # noqa: PLC0415 - a quarter of a second: no start waits for what few plots need

    return (
        f"Digit Lab {VERSION}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"PySide6 {PySide6.__version__}, pyqtgraph {pg.__version__}, {platform.platform(terse=True)}"
    )


class AboutDialog(QDialog):
    """Does not block the window: a demo goes on behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Digit Lab"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QLabel(
            f"<h3>Digit Lab {VERSION}</h3>"
            + self.tr(
                "<p>Draw a digit and watch a neural network, written from scratch in NumPy, learn to read it.</p>"
                "<p>{versions}</p>"
                "<p>The bundled digits are the UCI handwritten digits by E. Alpaydin and C. Kaynak (CC BY 4.0).<br>"
                "The program is free software under the MIT license.</p>"
            ).format(versions=versions_text())
        )
        text.setWordWrap(True)
        set_px(text.setMinimumWidth, 420)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = close_box()
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
