"""Somebody who presses anything: every command, every control, keys, strokes and sizes, by dice, in whatever state.

Unlike the simulated user of ``tests/benchmarks``, who works for an hour as people do, this one means nothing by it. Files
are answered with good ones, bad ones, or by Cancel; what asks something is answered at random after a moment.

The walk is the program in a process of its own, with the user's folders and the settings of its own: a crash ends that
process, and is told with what was done last. To walk by hand, and see what a seed comes to::

    uv run python -X faulthandler -m tests.soundness.random_walk --seed 3 --seconds 60 FOLDER

FOLDER then holds everything that was done (``walk.log``, each line written before it is done) and ``errors.log``.
"""

import argparse
import faulthandler
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QDesktopServices, QKeyEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from engine.models.files import save_model
from engine.models.model import Model
from engine.runs.session_folder import open_session_folder
from engine.runs.store import RunStore
from engine.training.train import first_parameters
from gui.app import close_for_good, make_application
from gui.main_window import MainWindow
from gui.runs_tab.sweep_form import HERE, SweepForm
from gui.state.reasons import WHY_NOT
from gui.state.sweep_draft import SweepDraft
from gui.workers.threads import is_thread_left
from tests.benchmarks.watches import Troubles
from tests.waiting import rest
from tests.window_fixtures import ENDLESS, a_config, drag

KEYS = (
    "Tab", "Backtab", "Return", "Space", "Escape", "Left", "Right", "Up", "Down", "Home", "End", "PageDown", "Delete",
    "0", "3", "7", "F1", "F2", "F5", "F6", "F8", "F10", "F11",
)  # fmt: skip
TEXTS = ("", "25", "64, 32", "conv 8 5x5, pool 2, 16", "0", "-1", "1e9", "0.1, 0.3", "nonsense", "é", "9" * 40)
SIZES = ((900, 500), (1024, 700), (1280, 800))
SPARED = ("quit", "download_mnist")
"""Commands that end the window or need a network."""
STATES = ("idle", "running", "paused", "loading", "fine-tuning", "sweeping")
SOURCES = ("handwriting:2000", "handwriting-endless:3000", "uci-digits", "uci-digits-8x8")
ONE = [(0.45, 0.3), (0.55, 0.2), (0.52, 0.85)]
_PATIENCE_S = 60.0  # the machine may be busy
_STUCK_S = 4 * _PATIENCE_S  # then the process ends, and tells where it stands
_LOOK_S = 1.0  # between two looks at which runs there are
_ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-X", "faulthandler", "-m", "tests.soundness.random_walk")
_LOG, _ERRORS, _OUTCOME = "walk.log", "errors.log", "outcome.json"
_N_LAST, _MOST_ERRORS = 25, 4000  # lines, and letters of what was written to stderr


# The process that walks


class WalkedWindow(MainWindow):
    """A window that hands on what it shows of the unexpected."""

    def __init__(self, note_crash: Callable[[str], object], **given: object) -> None:
        self._note_crash = note_crash
        super().__init__(**given)  # type: ignore[arg-type] # as the window's own

    def show_crash(self, report: str) -> None:
        """Note it too."""
        self._note_crash(report)
        super().show_crash(report)


class RandomWalk:
    """Does one thing after the other.

    Parameters
    ----------
    window
        The window, shown.
    files
        What file dialogs may be answered with, missing ones and ones of another kind among them.
    seed
        Of the dice.
    note
        Called with each thing in words, before it is done.

    Attributes
    ----------
    done
        How often each thing was done.
    """

    def __init__(self, window: MainWindow, files: Sequence[Path], *, seed: int, note: Callable[[str], object]) -> None:
        self.done: Counter[str] = Counter()
        self._window, self._note = window, note
        self._dice = random.Random(seed)
        _answer_dialogs(self._dice, files)
        self._things: dict[str, tuple[int, Callable[[], None]]] = {
            "command": (4, self._command),
            "control": (8, self._control),
            "menu": (1, self._menu),
            "wheel": (1, self._wheel),
            "key": (4, self._key),
            "stroke": (2, self._stroke),
            "size": (1, self._size),
            "wait": (3, self._wait),
        }
        self._answers = QTimer()
        self._answers.timeout.connect(self._answer)

    def go_on(self, seconds: float) -> None:
        """Do things for so long."""
        self._answers.start(60)
        names, weights = list(self._things), [weight for weight, _ in self._things.values()]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            (name,) = self._dice.choices(names, weights)
            self._things[name][1]()
            self.done[name] += 1
            rest(self._dice.choice((0, 0, 1, 10)))
        self._answers.stop()
        self._close_all()

    def enter(self, state: str) -> None:
        """Bring the window into a state of a run, whatever it is in now.

        Raises
        ------
        TimeoutError
            If it does not get there.
        """
        self._note(f"go to {state}")
        self._become_idle()
        window = self._window
        if state == "loading":
            window.open_data(self._dice.choice(SOURCES))
        elif state == "fine-tuning":
            self._learn_drawings()
        elif state == "sweeping":
            self._sweep()
        elif state != "idle":
            self._have_digits()
            window.panel.form.set_config(ENDLESS)
            self._give("train")
            _wait("the run begins", lambda: window.controller.state == "running")
            if state == "paused":
                window.menus.train.trigger()
                _wait("the run is held", lambda: window.controller.state == "paused")

    def _become_idle(self) -> None:
        window = self._window
        self._close_all()
        for top in QApplication.topLevelWidgets():
            if top is not window and top.isVisible():
                top.close()
        _wait("nothing goes on", self._is_idle, self._what_goes_on)

    def _is_idle(self) -> bool:
        """Whether nothing goes on; what does, and what a change of language begins again, is told to end."""
        window = self._window
        for action in (window.menus.cancel_sweep, window.menus.stop):
            if action.isEnabled():
                action.trigger()
        if window.controller.is_reading and window.digits.coming != "uci-digits":
            window.open_data("uci-digits")  # in the place of digits that may take long to be written
        return not self._what_goes_on()

    def _what_goes_on(self) -> list[str]:
        """Asked of what is in the window now: another language makes all of it anew."""
        controller = self._window.controller
        goes_on = {
            f"a run is {controller.state}": controller.state != "idle",
            "digits are read": controller.is_reading,
            "a sweep is on": self._window.sweeps.is_on,
        }
        return [what for what, is_so in goes_on.items() if is_so]

    def _have_digits(self) -> None:
        """Have digits that a run and a sweep can learn, whatever was chosen."""
        self._window.open_data("uci-digits")
        _wait("the digits are read", lambda: not self._window.controller.is_reading)

    def _sweep(self) -> None:
        """Whatever was written into its form."""
        self._have_digits()
        self._window.panel.form.set_config(a_config(epochs=200))
        self._window.menus.open_sweep.trigger()
        form = self._window.findChild(SweepForm)
        assert form is not None
        form.where_box.setCurrentIndex(form.where_box.findData(HERE))
        form.set_draft(SweepDraft((("learning_rate", "0.1, 0.5"),), n_seeds=2))
        self._give("run_sweep")

    def _learn_drawings(self) -> None:
        window = self._window
        window.pictures.close()
        window.workspace.use_bundled_model()
        for digit in (1, 1, 7):
            window.menus.clear.trigger()
            if window.canvas.isVisible():
                drag(window.canvas, ONE)
            window.menus.labels[digit].trigger()
        self._give("learn_handwriting")

    def _give(self, name: str) -> None:
        """Give a command, as soon as it may be given."""

        def action() -> QAction:  # asked anew: another language makes all of them anew
            found: QAction = getattr(self._window.menus, name)
            return found

        _wait(f"{name} may be given", lambda: action().isEnabled(), lambda: action().property(WHY_NOT))
        action().trigger()

    # What comes up

    def _answer(self) -> None:
        """Press something in what waits for an answer; in the end, go away."""
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is None:
            return
        buttons = [
            button for button in asked.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()
        ]
        if buttons and self._dice.random() < 0.5:
            button = self._dice.choice(buttons)
            self._note(f"answer {_name(button)} {button.text()!r} of {_name(asked)}")
            button.click()
        else:
            self._note(f"close {_name(asked)}")
            asked.close()

    def _close_all(self) -> None:
        self._window.presentation.leave()
        while (asked := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            asked.close()

    # What is done

    def _command(self) -> None:
        menus = self._window.menus
        spared = [getattr(menus, name) for name in SPARED]
        actions = [
            action
            for action in self._window.menuBar().findChildren(QAction)  # and not those of pyqtgraph's own menus
            if action.isEnabled() and not action.isSeparator() and action.menu() is None and action not in spared
        ]
        action = self._dice.choice(actions)
        self._note(f"command {action.text()}")
        action.trigger()

    def _control(self) -> None:
        control, dice = self._chosen(), self._dice
        if control is None:
            return
        name = f"control {_name(control)}"
        if isinstance(control, QComboBox) and control.count():
            index = dice.randrange(control.count())
            self._note(f"{name} {control.itemText(index)!r}")
            control.setCurrentIndex(index)
            if isValid(control):  # what is chosen may have closed it
                control.activated.emit(index)
        elif isinstance(control, QAbstractSpinBox):
            steps = dice.choice((-10, -1, 1, 10))
            self._note(f"{name} {steps:+d}")
            control.stepBy(steps)
        elif isinstance(control, QLineEdit) and not control.isReadOnly():
            text = dice.choice(TEXTS)
            self._note(f"{name} {text!r}")
            control.selectAll()
            for letter in text:
                _type(control, letter)
        elif isinstance(control, QAbstractSlider):
            value = dice.randint(control.minimum(), control.maximum())
            self._note(f"{name} {value}")
            control.setValue(value)
        elif isinstance(control, QTabBar) and control.count():
            index = dice.randrange(control.count())
            self._note(f"{name} {control.tabText(index)!r}")
            control.setCurrentIndex(index)
        else:
            at, button, plain = self._place_in(control), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            twice = isinstance(control, QAbstractItemView) and dice.random() < 0.2
            self._note(f"{name} {'pressed twice' if twice else 'pressed'} at {at.x()}, {at.y()}")
            QTest.mouseMove(control, at)
            if isValid(control):
                (QTest.mouseDClick if twice else QTest.mouseClick)(control, button, plain, at)

    def _menu(self) -> None:
        """Ask for the menu of a place."""
        control = self._chosen()
        if control is not None:
            at = self._place_in(control)
            self._note(f"menu of {_name(control)} at {at.x()}, {at.y()}")
            everywhere = control.mapToGlobal(at)
            QApplication.sendEvent(control, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, everywhere))

    def _wheel(self) -> None:
        control = self._chosen()
        if control is not None:
            at, turned = QPointF(self._place_in(control)), QPoint(0, self._dice.choice((-240, 240)))
            self._note(f"wheel over {_name(control)} {turned.y():+d}")
            none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
            everywhere, phase = QPointF(control.mapToGlobal(at)), Qt.ScrollPhase.NoScrollPhase
            event = QWheelEvent(at, everywhere, QPoint(), turned, none, plain, phase, False)
            QApplication.sendEvent(control, event)

    def _chosen(self) -> QWidget | None:
        """Any control that can be used now."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        controls = [
            widget
            for widget in top.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and not _is_spared(widget)
        ]
        return self._dice.choice(controls) if controls else None

    def _place_in(self, widget: QWidget) -> QPoint:
        dice = self._dice
        return QPoint(dice.randrange(max(widget.width(), 1)), dice.randrange(max(widget.height(), 1)))

    def _key(self) -> None:
        name = self._dice.choice(KEYS)
        target = QApplication.focusWidget() or self._window
        self._note(f"key {name} to {_name(target)}")
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"))

    def _stroke(self) -> None:
        canvas = self._window.canvas
        if canvas.isVisible() and canvas.isEnabled():
            self._note("stroke")
            drag(canvas, [(self._dice.random(), self._dice.random()) for _ in range(4)])

    def _wait(self) -> None:
        self._note("wait")

    def _size(self) -> None:
        size = self._dice.choice(SIZES)
        if not self._window.isFullScreen():
            self._note(f"size {size[0]} x {size[1]}")
            self._window.resize(*size)


def _answer_dialogs(dice: random.Random, files: Sequence[Path]) -> None:
    """Answer by dice what the system's own dialogs would ask, and open no browser."""
    names = [str(path) for path in files]

    def one(*_args: object, **_more: object) -> tuple[str, str]:
        return dice.choice(["", *names]), ""

    def several(*_args: object, **_more: object) -> tuple[list[str], str]:
        return dice.sample(names, 2), ""

    def folder(*_args: object, **_more: object) -> str:
        return dice.choice(["", str(files[0].parent)])

    answers: dict[str, Callable[..., object]] = {
        "getOpenFileName": one,
        "getSaveFileName": one,
        "getOpenFileNames": several,
        "getExistingDirectory": folder,
    }
    for name, answer in answers.items():
        setattr(QFileDialog, name, staticmethod(answer))
    QPrintDialog.exec = lambda _dialog: 0  # type: ignore[method-assign]
    QDesktopServices.openUrl = staticmethod(lambda _url: True)  # type: ignore[method-assign]


def _type(control: QLineEdit, letter: str) -> None:
    """One letter, as a keyboard of any language sends it: QTest knows none but those of ASCII, and aborts."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if isValid(control):  # what is typed may have closed it
            QApplication.sendEvent(control, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()


def _is_spared(widget: QWidget) -> bool:
    """Whether a control fetches something from the network."""
    name = widget.objectName().casefold()
    return "download" in name or "link" in type(widget).__name__.casefold()


def _wait(what: str, condition: Callable[[], bool], told: Callable[[], object] = str) -> None:
    give_up_at = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > give_up_at:
            faulthandler.dump_traceback()
            raise TimeoutError(f"not in {_PATIENCE_S:g} s: {what} {told()}")
        rest(5)


def main() -> int:
    """Walk, and say on the last line what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="in all states together")
    parser.add_argument("--states", nargs="+", choices=STATES, default=STATES)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["DIGITLAB_USER_DATA"] = str(args.folder / "user")
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(args.folder / "settings"))
    with (args.folder / _LOG).open("w", buffering=1, encoding="utf-8") as log:
        done, troubles = _walk(args.folder, args.seed, args.seconds, args.states, partial(_write_line, log))
    if is_thread_left():
        faulthandler.dump_traceback()
        troubles.append("a thread did not end when the window was closed")
    sys.stdout.write(json.dumps({"done": done, "troubles": troubles}) + "\n")
    sys.stdout.flush()
    status = 1 if troubles else 0
    if is_thread_left():
        os._exit(status)  # as the program does, too
    return status


def _walk(
    folder: Path, seed: int, seconds: float, states: Sequence[str], note: Callable[[str], object]
) -> tuple[dict[str, int], list[str]]:
    troubles = Troubles()
    application = make_application()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    deleted = _note_deleted_runs()
    session = open_session_folder()
    window = WalkedWindow(troubles.note_crash, session_folder=session)
    window.resize(1280, 800)
    window.show()
    walk = RandomWalk(window, _files(folder / "files"), seed=seed, note=note)
    known: set[str] = set()
    try:
        for state in states:
            if not troubles.seen:
                walk.enter(state)
            end = time.monotonic() + seconds / len(states)
            while not troubles.seen and (left := end - time.monotonic()) > 0:
                faulthandler.dump_traceback_later(_STUCK_S, exit=True)
                walk.go_on(min(left, _LOOK_S))
                now = {run.id for run in session.store.runs()}
                troubles.seen += [f"the run {run_id} is lost" for run_id in sorted(known - now - deleted)]
                known = now
            faulthandler.dump_traceback_later(_STUCK_S, exit=True)
    except Exception:  # noqa: BLE001 - nothing that a walk meets may keep its window from being closed
        troubles.seen.append(traceback.format_exc())
    if troubles.seen:
        note(f"TROUBLE {troubles.seen[0]}")
    note("close")
    close_for_good(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application.clipboard().clear()
    faulthandler.cancel_dump_traceback_later()
    return dict(walk.done), troubles.seen


def _note_deleted_runs() -> set[str]:
    """The ids of the runs that are deleted because somebody asks for it, from now on."""
    deleted: set[str] = set()
    delete = RunStore.delete

    def noted(self: RunStore, run_id: str) -> None:
        deleted.add(run_id)
        delete(self, run_id)

    RunStore.delete = noted  # type: ignore[method-assign]
    return deleted


def _files(folder: Path) -> tuple[Path, ...]:
    """A network, a table that is none, and a name that nothing has."""
    folder.mkdir(parents=True)
    network, bad = folder / "network.npz", folder / "bad.csv"
    save_model(Model(first_parameters(a_config())), network)
    bad.write_text("nothing\nof,use\n")
    return network, bad, folder / "missing.npz"


# Who sends it


@dataclass(frozen=True)
class Walked:
    """What came of a walk.

    Attributes
    ----------
    seed
        Of the dice.
    done
        How often each thing was done; nothing if the process did not come to its end.
    troubles
        Exceptions, messages of Qt, warnings of Python, runs that are lost, a state that was not reached, or how the process
        ended.
    last
        What was done last.
    """

    seed: int
    done: dict[str, int]
    troubles: tuple[str, ...]
    last: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"random walk, seed {self.seed}:", *self.troubles]
        return "\n".join([*lines, "what was done last:", *self.last] if self.troubles else [lines[0], f"{self.done}"])


def walk(folder: Path, *, seed: int, seconds: float, states: Sequence[str] = STATES) -> Walked:
    """Let the program be walked over in a process of its own.

    Parameters
    ----------
    folder
        For all that it writes; new or empty.
    seed
        Of the dice. What comes of it depends on the time that things take, too: the same seed begins in the same way.
    seconds
        In all states together.
    states
        Of :data:`STATES`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [*COMMAND, str(folder), "--seed", f"{seed}", "--seconds", f"{seconds:g}", "--states", *states]
    outcome = folder / _OUTCOME  # no pipe, which a process of a sweep that ends a moment later would keep open
    with outcome.open("w", encoding="utf-8") as told, (folder / _ERRORS).open("w", encoding="utf-8") as errors:
        ended = subprocess.run(command, cwd=_ROOT, stdout=told, stderr=errors, check=False)
    log = folder / _LOG
    last = tuple(log.read_text(encoding="utf-8").splitlines()[-_N_LAST:]) if log.exists() else ()
    try:
        came = json.loads(outcome.read_text(encoding="utf-8").splitlines()[-1])
    except (IndexError, ValueError):
        came = {"done": {}, "troubles": []}
    troubles = list(came["troubles"])
    if ended.returncode != (1 if troubles else 0):
        troubles.append(_how_it_ended(ended.returncode))
    if troubles:
        troubles.append((folder / _ERRORS).read_text(encoding="utf-8")[-_MOST_ERRORS:])
    return Walked(seed, came["done"], tuple(troubles), last)


def _how_it_ended(status: int) -> str:
    return f"ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"


def _write_line(log: TextIO, text: str) -> None:
    log.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
