"""A message about something wrong, beside what caused it: one sentence, a way to copy a report, a way to close it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget


class MessageBar(QFrame):
    """Hidden until there is something to say.

    Attributes
    ----------
    report
        What "Copy report" copies; empty for messages that explain themselves.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.report = ""
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy_button = QPushButton(self.tr("Copy report"))
        self.copy_button.setToolTip(self.tr("Copy a report for the developers"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 4, 5)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.copy_button)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty while the bar is hidden."""
        return self._label.text().removeprefix("⚠ ")

    @Slot(str)
    def show_message(self, sentence: str, report: str = "") -> None:
        """Say something; ``report`` is offered for copying."""
        self.report = report
        self._label.setText(f"⚠ {sentence}" if sentence else "")
        self.copy_button.setVisible(bool(report))
        self.setVisible(bool(sentence))

    @Slot()
    def clear(self) -> None:
        """Say nothing more."""
        self.show_message("")

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
