"""Has every class of Qt made before a second thread begins.

PySide makes a class when Python first asks for it, and two threads must not do that at the same time. With PySide 6.11.3,
of 150 processes whose two threads asked for all classes in different orders, 66 crashed and 25 waited for ever. What the
window has not used yet, a worker may ask for first: pyqtgraph asks for all of them while it is loaded.
"""

import sys


def make_qt_classes() -> None:
    """Make those of all of Qt's modules that are loaded which nobody has asked for yet.

    When the window is there, these are some 130, and take some 40 ms, once.
    """
    for module in [module for name, module in [*sys.modules.items()] if name.startswith("PySide6.Qt")]:
        for name in dir(module):
            getattr(module, name)
