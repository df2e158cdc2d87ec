"""Runs the program through its real entry point, with a script in the place of the person at the screen.

A script is a generator: it works on the window, and yields what it waits for. The event loop is the program's own.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import main
from gui.app import make_application
from gui.main_window import MainWindow

Condition = Callable[[], bool]
Script = Callable[[MainWindow], Iterator[Condition]]
_TICK_MS = 5
_LIMIT_S = 40.0


def never() -> bool:
    """What a script waits for that leaves the window to others."""
    return False


class _Person:
    """Goes on with a script whenever what it waits for has come; closes the window at its end."""

    def __init__(self, script: Script) -> None:
        self.error: Exception | None = None
        self._script = script
        self._steps: Iterator[Condition] | None = None
        self._awaited: Condition = lambda: True
        self._give_up_at = time.monotonic() + _LIMIT_S
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
        is_late = time.monotonic() > self._give_up_at
        if window is None:
            if is_late:
                self.error = TimeoutError("no window came")
                QApplication.exit(1)
            return
        try:
            if is_late:
                raise TimeoutError("the window did not get there in time")
            if self._awaited():
                self._steps = self._steps or self._script(window)
                self._awaited = next(self._steps)
            if self._awaited is never:
                self._timer.stop()
        except StopIteration:
            self.leave(window)
        except Exception as error:  # noqa: BLE001 - it is raised again where the script was started
            self.error = error
            self.leave(window)

    def leave(self, window: MainWindow) -> None:
        """Close the window, which ends the program."""
        self._timer.stop()
        window.close()


def drive(arguments: Sequence[str], script: Script) -> int:
    """Run ``main.py`` with these arguments and this script; returns its exit status."""
    application = make_application()
    person = _Person(script)
    status = main.main(arguments)
    if person.error is not None:
        raise person.error
    assert application is QApplication.instance()
    return status


def close_while_training(window: MainWindow) -> Iterator[Condition]:
    """Train, draw, and go."""
    yield lambda: not window.controller.is_reading
    window.panel.form.epochs_box.setValue(1_000_000)
    window.run_bar.set_speed(0.0)  # and not what a newcomer begins with
    window.run_bar.train_button.click()
    yield lambda: window.workspace.history.n_points > 20


def wait_for_the_end(window: MainWindow) -> Iterator[Condition]:
    """Say when the window is ready, and do nothing."""
    yield lambda: not window.controller.is_reading
    print("ready", flush=True)
    yield never


def tell_what_is_loaded(window: MainWindow) -> Iterator[Condition]:
    """Say which modules are loaded when the window is ready, a line each, and go."""
    yield lambda: not window.controller.is_reading
    print("\n".join(sys.modules))


def work_until_killed(window: MainWindow) -> Iterator[Condition]:
    """Draw, set, train, and say so once it has been kept; the run goes on."""
    yield lambda: not window.controller.is_reading
    window.canvas.set_strokes([np.array([(0.36, 0.32), (0.54, 0.14), (0.52, 0.56), (0.51, 0.86)])])
    window.panel.form.hidden_edit.setText("12")
    window.panel.form.epochs_box.setValue(1_000_000)
    window.run_bar.set_speed(0.0)
    window.run_bar.train_button.click()
    yield lambda: window.workspace.history.n_points > 20
    autosave = window.autosave
    assert autosave is not None
    state, store = autosave.folder.path / "current" / "state.json", autosave.folder.store
    yield lambda: state.is_file() and '"runs":["' in state.read_text(encoding="utf-8")
    yield lambda: store.load(store.runs()[0].id).metadata.curves.last_epoch > 0
    print("kept", flush=True)
    yield never


def tell_what_there_is(window: MainWindow) -> Iterator[Condition]:
    """Print what the window shows, as JSON, and go."""
    yield lambda: not window.controller.is_reading
    session, report = window.workspace, window.workspace.last_report
    shown = {
        "network": str(session.parameters.architecture),
        "origin": session.origin_text(),
        "train": window.run_bar.train_button.text(),
        "epoch": session.history.last_epoch,
        "reported": report.epoch if report is not None else None,
        "epochs": window.panel.form.epochs_box.value(),
        "strokes": len(window.canvas.drawing.strokes),
        "bars": float(window.reading.class_bars.probabilities.sum()),
        "progress": window.progress.text,
        "state": window.controller.state,
        "message": "; ".join(window.status.errors),
        "size": [window.width(), window.height()],
    }
    print(json.dumps(shown), flush=True)
