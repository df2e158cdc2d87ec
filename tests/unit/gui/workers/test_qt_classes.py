"""The classes of Qt: all of them are made before a second thread can ask for one."""

import subprocess
import sys

import pytest

# In a process of its own: here, most classes have been made for other tests.
TELL_WHAT_IS_MISSING = """
from types import SimpleNamespace
from PySide6 import QtCore, QtGui, QtWidgets
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.session_writer import SessionWriter
from gui.workers.training_controller import TrainingController

def missing(*_args):
    return [name for module in (QtCore, QtGui, QtWidgets) for name in dir(module) if name not in vars(module)]

application = QtCore.QCoreApplication([])
assert missing(), "PySide makes all classes at once now: gui.workers.qt_classes is not needed any more"
"""
STARTS = {
    "a task": "work = BackgroundTasks('test'); work.start(missing); print(missing()); work.shutdown()",
    "reading digits": "work = TrainingController(); work.load('bundled'); print(missing()); work.shutdown()",
    "a save": """
work = SessionWriter(SimpleNamespace(write=missing, close=missing))
work.write(SimpleNamespace(runs=()))
print(missing())
work.leave_folder(limit_s=10)
""",
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_all_are_made_when_a_thread_begins(start: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TELL_WHAT_IS_MISSING + start], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
