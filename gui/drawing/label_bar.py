"""Below the canvas: "That is a" and ten buttons, what came of it, and "Learn my hand"."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.actions import Actions
from gui.widgets.buttons import follow
from gui.widgets.digit_buttons import DigitButtons
from gui.widgets.message_bar import MessageBar

_QUESTION = "That is a"


class LabelBar(QWidget):
    """A line of words over the ten buttons.

    Attributes
    ----------
    buttons
        The ten; their object names are ``labelButton0`` to ``labelButton9``.
    learn_button
        Has the network learn what was kept; see :class:`gui.my_drawings.fine_tuning.FineTuner`.
    error
        In place of the words, if something is wrong.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachingBar")
        self._label = QLabel(_QUESTION)
        self._label.setObjectName("teachingLabel")
        self._label.setProperty("role", "muted")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.learn_button = QToolButton()
        self.learn_button.setObjectName("learnHandButton")
        self.learn_button.setText(actions.learn_handwriting.iconText())
        self.learn_button.setToolTip(actions.learn_handwriting.toolTip())
        follow(self.learn_button, actions.learn_handwriting)
        self.buttons = DigitButtons("labelButton", tooltip="The drawing is a {digit}: keep it (key {digit})")
        for button, action in zip(self.buttons.buttons, actions.labels, strict=True):
            follow(button, action)
        self.error = MessageBar()
        self.error.close_button.clicked.connect(self.ask)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._label, 1)
        words.addWidget(self.learn_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.error)
        layout.addLayout(words)
        layout.addWidget(self.buttons)

    @property
    def text(self) -> str:
        """What is said, or what is wrong."""
        return self.error.text or self._label.text()

    @Slot(str)
    def show_news(self, text: str) -> None:
        """Say what came of the last label, in few words: the column is narrow."""
        self.error.clear()
        self._label.setText(text)
        self._label.show()

    @Slot()
    def ask(self) -> None:
        """Ask what the drawing is."""
        self.show_news(_QUESTION)

    @Slot(str)
    def show_error(self, sentence: str) -> None:
        """Say what is wrong; the home folder is ~, there is little room."""
        self.ask()
        self._label.hide()
        self.error.show_message(sentence.replace(str(Path.home()), "~"))
