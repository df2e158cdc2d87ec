"""Times the three implementations of the sigmoid's gradient in the background."""

from PySide6.QtCore import QObject, Slot

from engine.explain.sigmoid_gradient_timing import SigmoidTimings, time_in_worker_process
from gui.mathematics_tab.sigmoid_timing_view import SigmoidTimingView
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskControl, TaskThreads


class SigmoidTimer(QObject):
    """Times them when the view is first opened, and again when asked to.

    Attributes
    ----------
    view
        ``None`` before it is wanted.
    """

    def __init__(self, *, threads: TaskThreads, messages: MessageArea, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self.view: SigmoidTimingView | None = None
        self._tasks = threads.make("sigmoid-timing")
        self._tasks.done.connect(self._on_done)
        self._tasks.failed.connect(self._on_failed)

    def make_view(self) -> SigmoidTimingView:
        """The view, made when it is first wanted; the first run begins at once."""
        self.view = SigmoidTimingView(self._messages)
        self.view.run_requested.connect(self.run)
        self.run()
        return self.view

    @Slot()
    def run(self) -> None:
        """Time the three implementations."""
        if self.view is not None:
            self.view.set_running(True)
            self._tasks.start(_time)

    @Slot(object)
    def _on_done(self, timings: SigmoidTimings) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.set_timings(timings)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.show_message(sentence or self.tr("The timing ended unexpectedly; press Run again."))


def _time(control: TaskControl) -> SigmoidTimings | None:
    return time_in_worker_process(lambda: control.is_cancelled)
