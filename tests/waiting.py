"""How the tests wait beside a window: in an event loop like the program's.

While ``QTest.qWait`` lasts, it keeps the interpreter to itself, and no other thread of Python's gets its turn: what is
waited for, such as a run or a file that is read, comes late or not at all.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def rest(milliseconds: int) -> None:
    """Let the window do what there is to do, and the program's threads work, for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool], *, seconds: float = 5.0, what: str = "it") -> None:
    """Rest until something is so; looked at every millisecond, and so for what takes a few of them.

    Raises
    ------
    AssertionError
        If it is not so in that time; ``what`` is named.
    """
    give_up_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up_at, f"not in {seconds:g} s: {what}"
        rest(1)
