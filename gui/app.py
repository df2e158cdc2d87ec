"""The application: checks the system, opens the window, and ends cleanly."""

import argparse
import faulthandler
import gc
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from engine.data.loading import load_dataset
from engine.errors import ConfigurationError, SessionError
from engine.models.files import load_model
from engine.models.model import Model
from engine.text.sentence import say
from engine.training.memory import keep_large_arrays_apart, share_heaps
from gui.platform_check import check_display, check_qt_can_load
from gui.translation import QT_TRANSLATE_NOOP, speak, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QLabel

    from engine.runs.session_folder import SessionFolder
    from gui.main_window import MainWindow
    from gui.workers.exception_hook import ExceptionHook

_UNNOTICED_S, _PATIENCE_S = 0.3, 20.0
_TURN_S = 0.0002  # after which a thread that waits for the interpreter gets its turn; Python's own is 0.005
_STILL_SAVING = QT_TRANSLATE_NOOP(
    "App", "Digit Lab is still saving the window that was closed; this one opens in a moment."
)
_STILL_SAVING_ELSEWHERE = QT_TRANSLATE_NOOP(
    "App",
    "The window that was closed is still being saved. This window has a session of its own; close it "
    "and start Digit Lab again later to continue the other one.",
)


def run_window(args: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; returns the exit status.

    Raises
    ------
    DigitLabError
        If the system lacks something, or ``--data`` or ``--model`` cannot be read.
    """
    check_qt_can_load()
    check_display()
    application = make_application()
    from PySide6.QtCore import QTimer

    from gui.frame.language_chooser import first_language
    from gui.main_window import MainWindow
    from gui.state.preferences import Preferences
    from gui.workers.threads import is_thread_left

    language, why_not = first_language(Preferences(), args.language)
    speak(language)
    dataset = load_dataset(args.data) if args.data else None
    model = _named_model(args)
    folder, trouble = _session_folder(is_fresh=args.fresh)
    previous_interrupt = signal.getsignal(signal.SIGINT)
    window = hook = None
    try:
        window = MainWindow(session_folder=folder, dataset=dataset)
        if trouble or why_not:
            window.window_message.show_message(trouble or why_not)
        _open_arguments(window, args, model)
        if args.size:
            window.resize(*args.size)
        if args.theme:
            window.set_theme(args.theme)
        window.show()
        window.help_desk.begin_tour_once()
        hook = with_exceptions_shown(window)
        # Not a KeyboardInterrupt, which would come up in the middle of whatever Python code is running, painting included.
        signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window.close))
        status = application.exec()
    finally:
        signal.signal(signal.SIGINT, previous_interrupt)
        if hook is not None:
            hook.remove()
        if window is not None:
            close_for_good(window)
        else:
            delete_half_made(application)
            if folder is not None:
                folder.close()
    if is_thread_left():
        os._exit(status)  # nothing is to be kept any more, and Python would wait, or delete a thread that runs
    return status


def run_screenshot(args: argparse.Namespace) -> int:
    """Write the window as a picture, a digit drawn and a run under way; no display is needed.

    Raises
    ------
    DigitLabError
        If a library is missing, there is no such tab, or the picture cannot be written there.
    """
    if not 1 <= args.scale <= 4:
        raise ConfigurationError(say("command.picture_scale", got=args.scale))
    if args.screenshot.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise ConfigurationError(say("command.picture_kind", got=repr(str(args.screenshot))))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = f"{args.scale:g}"
    check_qt_can_load()
    application = make_application()
    from gui.frame.language_chooser import first_language
    from gui.main_window import MainWindow
    from gui.screenshot import open_tab, take_screenshot

    language, why_not = first_language(None, args.language)
    speak(language)
    if why_not:
        sys.stderr.write(f"{why_not}\n")
    model = _named_model(args)
    window = MainWindow(remembers=False, dataset=load_dataset(args.data) if args.data else None)
    try:
        _open_arguments(window, args, model)
        window.set_theme(args.theme or "light")
        window.resize(*(args.size or (1280, 800)))
        if args.tab:
            open_tab(window, args.tab)
        take_screenshot(
            application,
            window,
            args.screenshot,
            trains=not (args.model or args.window_files),
            draws=not args.window_files,
        )
    finally:
        close_for_good(window)
    return 0


def _session_folder(*, is_fresh: bool) -> "tuple[SessionFolder | None, str]":
    """Where the session is kept, and what is wrong with that in one sentence; nothing of the last one if it is fresh."""
    from engine.runs.session_folder import open_session_folder
    from gui.restore.session_autosave import leave_text, not_kept_text

    patience = _Patience()
    try:
        folder = open_session_folder(is_patient=patience.waits)
    except SessionError as error:
        return None, not_kept_text(str(error))
    finally:
        patience.end()
    try:
        if is_fresh:
            folder.put_before()
    except SessionError as error:
        return folder, translate("App", "What there was {stays}.").format(stays=leave_text(folder, error))
    return folder, translate("App", _STILL_SAVING_ELSEWHERE) if patience.is_over else ""


class _Patience:
    """Waits for the last save of a window that was closed a moment ago, and says so while it does."""

    def __init__(self) -> None:
        self._begun_at = time.monotonic()
        self._notice: QLabel | None = None
        self.is_over = False

    def waits(self) -> bool:
        """Whether to wait on."""
        from PySide6.QtCore import QCoreApplication, Qt
        from PySide6.QtWidgets import QLabel

        waited_s = time.monotonic() - self._begun_at
        if self._notice is None and waited_s > _UNNOTICED_S:
            if sys.stderr is not None:  # there is none where no console is
                sys.stderr.write(f"{translate('App', _STILL_SAVING)}\n")
            self._notice = QLabel(translate("App", _STILL_SAVING), margin=24)
            self._notice.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
            self._notice.show()
        QCoreApplication.processEvents()
        self.is_over = waited_s > _PATIENCE_S
        return not self.is_over

    def end(self) -> None:
        """Say it no more."""
        if self._notice is not None:
            self._notice.close()


def make_application() -> "QApplication":
    """The QApplication, once per process.

    Products of matrices get one thread: several wait for each other busily, and where other programs take cores, a moment's
    reading would take seconds. Large arrays are kept apart from the heap, which would keep what was used for a moment. And
    threads that wait for the interpreter get their turn sooner: while the window paints, a run that takes small steps would
    make one of them every 5 ms.
    """
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from engine.io.resources import RESOURCES
    from engine.nn.blas_threads import BLAS_THREADS

    with suppress(OSError, ValueError, RuntimeError):  # nowhere to tell it, as on Windows without a console
        if not faulthandler.is_enabled():
            faulthandler.enable()  # a crash says in which line every thread was
    keep_large_arrays_apart()
    share_heaps()
    sys.setswitchinterval(_TURN_S)
    BLAS_THREADS.fix(1)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Digit Lab")
    application.setApplicationDisplayName("Digit Lab")
    application.setDesktopFileName("digit-lab")
    application.setWindowIcon(QIcon(str(RESOURCES / "icon.png")))
    return application


def close_for_good(window: "MainWindow") -> None:
    """Close the window and delete it now: a pyqtgraph window that is left to the interpreter's exit crashes."""
    from PySide6.QtCore import QCoreApplication, QEvent

    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()  # in this thread, before another window has a worker thread


def delete_half_made(application: "QApplication") -> None:
    """Delete the window of a constructor that failed; the garbage collector takes parts in any order, and may crash."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QMainWindow

    for widget in application.topLevelWidgets():
        if isinstance(widget, QMainWindow):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def with_exceptions_shown(window: "MainWindow") -> "ExceptionHook":
    """Show unexpected exceptions of any thread in the window, with a report to copy, until the hook is removed."""
    from PySide6.QtCore import Qt

    from gui.workers.exception_hook import ExceptionHook

    hook = ExceptionHook()
    hook.crashed.connect(window.show_crash, Qt.ConnectionType.QueuedConnection)
    hook.interrupted.connect(window.close, Qt.ConnectionType.QueuedConnection)
    hook.install()
    return hook


def _open_arguments(window: "MainWindow", args: argparse.Namespace, model: Model | None) -> None:
    """Use what the command line names, in the place of what was restored."""
    if args.recipe:
        use = window.recipes.set_values if args.data else window.recipes.choose
        use(args.recipe)
        window.workspace.begins_anew = True
    if model is not None:
        window.use_model(model, Path(args.model).name)
    if args.window_files:
        window.pictures.open([Path(name).absolute() for name in args.window_files])


def _named_model(args: argparse.Namespace) -> Model | None:
    """The network that the command line names; one that cannot be opened ends the program before any window."""
    return load_model(Path(args.model)) if args.model else None
