"""How far a run is, how it ended, and what there is to say of the network while there is none."""

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engine.training.report import TrainingReport
from gui.theming.scale import set_px
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.message_area import Message
from gui.widgets.phrases import place_text, progress_text, rough_duration_text, sentence_case

_WIDTH, _SHORT_WIDTH = 200, 80


class RunProgress(QWidget):
    """A few words over a bar.

    Attributes
    ----------
    bar, label
        Bar and words.
    text
        All that there is to say.
    is_outlook
        Whether that is which network answers and what Train will do, and not what came of something.
    message
        What is wrong with the run.
    state_changed
        Signal (sentence, is_news): what goes on or how it ended, for the line of messages, and whether the user should know
        of it at once.
    """

    state_changed = Signal(str, bool)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.text, self.is_outlook = "", False
        self._report: TrainingReport | None = None
        self._is_fine_tuning = self._is_sweeping = self._is_starting = False
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        set_px(self.bar.setFixedHeight, 4)
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self.label = ElidedLabel()
        self.label.setObjectName("progressLabel")
        self.label.setProperty("role", "muted")
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 2, 0, 4)
        set_px(layout.setSpacing, 2)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.bar)
        self.set_short(is_short=False)

    def set_short(self, *, is_short: bool) -> None:
        """Take less room, and so use fewer words."""
        set_px(self.setMaximumWidth, _SHORT_WIDTH if is_short else _WIDTH)
        set_px(self.setMinimumWidth, _SHORT_WIDTH if is_short else _WIDTH)

    @Slot(bool)
    def set_sweeping(self, is_sweeping: bool) -> None:
        """A sweep is computed beside the window, or is not: said while there is no run."""
        self._is_sweeping = is_sweeping
        self._show()

    def set_starting(self, *, is_starting: bool) -> None:
        """A run was asked for and has told nothing yet, or is not to come any more."""
        self._is_starting = is_starting
        self._show()

    @property
    def has_report(self) -> bool:
        """Whether it shows a run, rather than that there is none."""
        return self._report is not None

    def set_report(self, report: TrainingReport, *, is_fine_tuning: bool = False) -> None:
        """Show how far the run is, or how it ended; ``is_fine_tuning`` if it learns the user's handwriting."""
        self._is_fine_tuning, self.is_outlook, self._is_starting = is_fine_tuning, False, False
        done = report.epoch / report.epochs if report.epochs and report.state != "finished" else 1.0
        self._report = report
        self.bar.setValue(round(1000 * min(done, 1.0)))
        self.message.show_message(str(report.message) if report.state == "failed" else "")
        self._tell(progress_text(report), is_news=True)

    def set_idle_text(self, text: str, *, is_news: bool = False, is_outlook: bool = False) -> None:
        """Say something where the progress is told, while there is none.

        Parameters
        ----------
        text
            What to say.
        is_news
            Whether it is what came of something that the user has just done.
        is_outlook
            Whether it is which network answers and what Train will do.
        """
        self._report, self.is_outlook = None, is_outlook
        self.bar.setValue(0)
        self.message.clear()
        self._tell(text, is_news=is_news)

    def _tell(self, text: str, *, is_news: bool) -> None:
        if text != self.text:
            self.text = text
            self.label.setToolTip(text)
        self._show()
        if self._report is not None and self._report.state == "running":
            text = self._what_can_change(self._report)
        self.state_changed.emit(text, is_news)

    def _what_can_change(self, report: TrainingReport) -> str:
        """What is going on, with what the settings can still do to it."""
        if self._is_fine_tuning:
            return self.tr("The network is learning your handwriting. Only the speed can be changed now.")
        if report.unit != "epoch":  # a minimizer of SciPy
            return self.tr("Training: only the speed can be changed now. Other changes wait for the next run.")
        return self.tr(
            "Training: learning rate, momentum, weight decay and speed can be changed now. "
            "Other changes wait for the next run."
        )

    def _show(self) -> None:
        self.label.set_texts(*self._texts())

    def _texts(self) -> tuple[str, ...]:
        """How far it is, in more and in fewer words."""
        report = self._report
        if self._is_starting:
            return (self.tr("Starting…"),)
        if report is None or (self._is_sweeping and report.is_over):
            if self._is_sweeping:
                return self.tr("Sweep runs beside the window"), self.tr("Sweep runs"), self.tr("Sweep")
            return self.tr("No run under way"), self.tr("No run")
        number, last = math.floor(report.epoch), report.epochs
        whole = sentence_case(place_text(report))
        place = self.tr("{number} of {last}").format(number=f"{number:,}", last=f"{last:,.0f}")
        percent = f"{math.floor(100 * min(number / last, 1.0)) if last else 100} %"
        if report.state == "running" and math.isfinite(report.seconds_left):
            text, more = self.tr("{where}, {time} left"), rough_duration_text(report.seconds_left)
        else:
            ways = {
                "paused": self.tr("{where}, paused"),
                "stopped": self.tr("{where}, stopped"),
                "finished": self.tr("{where}, finished"),
                "failed": self.tr("{where}, failed"),
            }
            text, more = ways.get(report.state, "{where}"), ""
        return *(text.format(where=where, time=more) for where in (whole, place)), place, percent
