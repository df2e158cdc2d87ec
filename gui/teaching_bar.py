"""Below the canvas: "That is a" and ten buttons, what came of it, and a way back."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.digit_buttons import DigitButtons
from gui.message_bar import MessageBar

_QUESTION = "That is a"


class TeachingBar(QWidget):
    """A line of words over the ten buttons.

    Attributes
    ----------
    buttons
        The ten; their object names are ``labelButton0`` to ``labelButton9``.
    undo_button
        Beside the words while what was kept can be taken back.
    error
        In place of the words, if something is wrong.
    label_requested
        Signal (digit): the drawing is one.
    undo_requested
        Signal.
    """

    label_requested = Signal(int)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachingBar")
        self._label = QLabel(_QUESTION)
        self._label.setObjectName("teachingLabel")
        self._label.setProperty("role", "muted")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.undo_button = QToolButton()
        self.undo_button.setObjectName("undoLabelButton")
        self.undo_button.setText("Undo")
        self.undo_button.setToolTip("Keep it no longer, and have it on the canvas again (Ctrl+Z)")
        self.undo_button.clicked.connect(self.undo_requested)
        self.buttons = DigitButtons("labelButton", tooltip="The drawing is a {digit}: keep it (key {digit})")
        self.buttons.pressed.connect(self.label_requested)
        self.error = MessageBar()
        self.error.close_button.clicked.connect(self.ask)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._label, 1)
        words.addWidget(self.undo_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.error)
        layout.addLayout(words)
        layout.addWidget(self.buttons)
        self._label.setFixedHeight(self.undo_button.sizeHint().height())  # whether it is there or not
        self.undo_button.hide()

    @property
    def text(self) -> str:
        """What is said, or what is wrong."""
        return self.error.text or self._label.text()

    @Slot(bool)
    def set_enabled(self, enabled: bool) -> None:
        """Whether there is something to label."""
        self.buttons.set_enabled(enabled)

    @Slot(str, bool)
    def show_news(self, text: str, can_undo: bool) -> None:
        """Say what came of the last label, and whether that can be taken back."""
        self.error.clear()
        self._label.setText(text)
        self._label.show()
        self.undo_button.setVisible(can_undo)

    @Slot()
    def ask(self) -> None:
        """Ask what the drawing is."""
        self.show_news(_QUESTION, False)

    @Slot(str)
    def show_error(self, sentence: str) -> None:
        """Say what is wrong; the home folder is ~, there is little room."""
        self.ask()
        self._label.hide()
        self.error.show_message(sentence.replace(str(Path.home()), "~"))
