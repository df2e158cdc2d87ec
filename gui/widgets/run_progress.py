"""How far a run is, how it ended, and what there is to say of the network while there is none."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engine.training.report import TrainingReport
from gui.widgets.message_bar import MessageBar
from gui.widgets.phrases import progress_text


class RunProgress(QWidget):
    """A bar, some words, and what is wrong.

    Attributes
    ----------
    bar, label
        Bar and words.
    message
        What is wrong with the run.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.label = QLabel()
        self.label.setObjectName("progressLabel")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # as many lines as it takes
        self.label.setSizePolicy(policy)
        self.label.setProperty("role", "muted")
        self.label.setMinimumHeight(2 * self.label.fontMetrics().lineSpacing() + 2)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message = MessageBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        for widget in (self.bar, self.label, self.message):
            layout.addWidget(widget)

    @Slot(object)
    def set_report(self, report: TrainingReport) -> None:
        """Show how far the run is, or how it ended."""
        done = report.epoch / report.epochs if report.epochs and report.state != "finished" else 1.0
        self.bar.setValue(round(1000 * min(done, 1.0)))
        self.label.setText(progress_text(report))
        self.message.show_message(str(report.message) if report.state == "failed" else "")

    @Slot(str)
    def set_idle_text(self, text: str) -> None:
        """Say something where the progress is told, while there is none."""
        self.bar.setValue(0)
        self.label.setText(text)
        self.message.clear()
