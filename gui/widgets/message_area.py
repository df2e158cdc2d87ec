"""The one place for messages: a line at the bottom of the window, whose height never changes.

The latest that was told is shown. What is wrong is told by a :class:`Message`, which belongs to whatever may go wrong (the
run, the data, the window as a whole) and goes when its cause goes. News of the moment (:meth:`MessageArea.tell`) goes after
some seconds, or when whoever told it takes it back; what is wrong is seen again then. If there is neither, the line says
what is going on. On the right are facts about the digits in use.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from gui.theming.theme import Theme
from gui.widgets.elided_label import ElidedLabel

HEIGHT = 32
_NEWS_MS = 10_000
Kind = Literal["error", "news", "state"]


class Message(QObject):
    """What is wrong with one thing.

    Attributes
    ----------
    text
        The sentence; empty if nothing is wrong.
    report
        What "Copy report" copies; empty for messages that explain themselves.
    changed
        Signal.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = self.report = ""

    def is_shown(self) -> bool:
        """Whether something is wrong."""
        return bool(self.text)

    @Slot(str)
    def show_message(self, sentence: str, report: str = "") -> None:
        """Say what is wrong; ``report`` is offered for copying."""
        if (sentence, report) != (self.text, self.report):
            self.text, self.report = sentence, report
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.show_message("")


class News(NamedTuple):
    """Something of the moment; whoever told it takes it back by it."""

    sentence: str
    action: str = ""
    carry_out: Callable[[], object] | None = None


class _Icon(QWidget):
    """What kind of sentence it is: a triangle, a tick or an i; painted, so that no font has to have it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(16, 16)
        self._kind: Kind = "state"
        self._theme: Theme | None = None

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.on_error if self._kind == "error" else theme.accent), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._kind == "news":
            painter.drawPolyline(QPolygonF([QPointF(3, 8.5), QPointF(6.5, 12), QPointF(13, 4)]))
        else:
            if self._kind == "error":
                painter.drawPolygon(QPolygonF([QPointF(8, 1.5), QPointF(15, 14), QPointF(1, 14)]))
                top, bottom, dot = 6.0, 9.5, 12.0
            else:
                painter.drawEllipse(QPointF(8, 8), 6.5, 6.5)
                top, bottom, dot = 7.5, 11.5, 4.7
            painter.drawLine(QPointF(8, top), QPointF(8, bottom))
            painter.drawPoint(QPointF(8, dot))
        painter.end()


class MessageArea(QStatusBar):
    """See the module.

    Attributes
    ----------
    action_button, read_button, copy_button, close_button
        What a message offers ("Undo"), all of a long sentence, the report, and to close what is wrong.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageArea")
        self.setSizeGripEnabled(False)
        self.setFixedHeight(HEIGHT)
        self._messages: list[Message] = []
        self._news = News("")
        self._news_is_later = False  # than what went wrong last
        self._state = ""
        self._icon = _Icon()
        self._label = ElidedLabel()
        self._label.setAccessibleName(self.tr("Message"))
        self._label.elided_changed.connect(self._show)
        self.action_button = self._button("messageAction")
        self.read_button = self._button("messageReadAll", self.tr("Read all"))
        self.read_button.clicked.connect(self._read_all)
        self.copy_button = self._button("messageCopy", self.tr("Copy report"))
        self.copy_button.setToolTip(self.tr("Copy a report for the developers"))
        self.copy_button.clicked.connect(self._copy)
        self.action_button.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setFixedSize(24, 24)
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.close_button.toolTip())
        self.close_button.clicked.connect(self._close)
        self.facts = QLabel(self.tr("Reading the digits…"))
        self.facts.setProperty("role", "muted")
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        for button in (self.action_button, self.read_button, self.copy_button, self.close_button):
            layout.addWidget(button)
        layout.addWidget(self.facts)
        self.addWidget(line, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clearMessage)
        self._show()

    def _button(self, name: str, text: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.setFixedHeight(24)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._icon.set_theme(theme)

    # What it is told

    def make_message(self) -> Message:
        """A message for something else that may go wrong."""
        message = Message(self)
        message.changed.connect(self._on_message_changed)
        return message

    def showMessage(self, sentence: str, milliseconds: int | None = _NEWS_MS) -> None:
        """Tell news of the moment."""
        self.tell(sentence, milliseconds=milliseconds or 0)

    def tell(
        self,
        sentence: str,
        *,
        action: str = "",
        carry_out: Callable[[], object] | None = None,
        milliseconds: int = _NEWS_MS,
    ) -> News:
        """Tell news of the moment, with something that can be done about it: "Undo".

        Parameters
        ----------
        sentence, action, carry_out
            What is told, what its button says, and what that does.
        milliseconds
            How long; 0 for until it is taken back or there is other news.

        Returns
        -------
        News
            What :meth:`take_back` wants.
        """
        self._news = News(sentence, action, carry_out)
        self._news_is_later = True
        self._timer.stop()
        if milliseconds:
            self._timer.start(milliseconds)
        self._show()
        return self._news

    def take_back(self, news: News) -> None:
        """That news is old; other news that was told meanwhile stays."""
        if news is self._news:
            self.clearMessage()

    @Slot()
    def clearMessage(self) -> None:
        """The news are old."""
        self._timer.stop()
        self._news = News("")
        self._show()

    def currentMessage(self) -> str:
        """The news."""
        return self._news.sentence

    @Slot(str)
    def set_state(self, sentence: str) -> None:
        """Say what is going on, for as long as there is nothing else to say."""
        self._state = sentence
        self._show()

    @Slot(str)
    def set_facts(self, short: str, whole: str) -> None:
        """Tell of the digits in use."""
        self.facts.setText(short)
        self.facts.setToolTip(whole)

    # What it shows

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._label.text()

    @Slot()
    def _on_message_changed(self) -> None:
        message = self.sender()
        if isinstance(message, Message):
            if message in self._messages:
                self._messages.remove(message)
            if message.text:
                self._messages.append(message)
                self._news_is_later = False
            self._show()

    @Slot()
    def _show(self) -> None:
        has_news = bool(self._news.sentence) and (self._news_is_later or not self._messages)
        message = self._messages[-1] if self._messages and not has_news else None
        sentence = message.text if message is not None else self._news.sentence or self._state
        kind: Kind = "error" if message is not None else "news" if self._news.sentence else "state"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, self._label):
                self.style().unpolish(widget)
                self.style().polish(widget)
        self._icon.set_kind(kind)
        if self._label.text() != sentence:
            self._label.setText(sentence)
            self._label.setToolTip(sentence)
        has_action = kind == "news" and bool(self._news.action)
        self.action_button.setText(self._news.action)
        self.action_button.setVisible(has_action)
        self.read_button.setVisible(self._label.is_elided)
        self.copy_button.setVisible(message is not None and bool(message.report))
        self.close_button.setVisible(message is not None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._read_all()

    # What can be done

    @Slot()
    def _act(self) -> None:
        carry_out = self._news.carry_out
        self.clearMessage()
        if carry_out is not None:
            carry_out()

    @Slot()
    def _read_all(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Message"), self.text, parent=self.window())
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _copy(self) -> None:
        if self._messages:
            QGuiApplication.clipboard().setText(self._messages[-1].report)

    @Slot()
    def _close(self) -> None:
        if self._messages:
            self._messages[-1].clear()
