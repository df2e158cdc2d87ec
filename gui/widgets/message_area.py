"""The one place for messages: a line at the bottom of the window, whose height never changes."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from gui.theming.scale import SCALE, exact_px, px, set_px
from gui.theming.theme import Theme
from gui.translation import full_stop
from gui.widgets.elided_label import ElidedLabel, fitting_text
from gui.widgets.focus_order import make_pane
from gui.widgets.speaking import announce

HEIGHT = 32
NEWS_MS = 10_000
"""How long news without an action is shown, and news over an error."""
_EDGE, _GAP, _FACTS_WIDTH = 16, 8, 240
Kind = Literal["error", "news", "state"]


class Message(QObject):
    """What is wrong with one thing: an error.

    Attributes
    ----------
    text
        The sentence; empty if nothing is wrong.
    report
        What "Copy report" copies; empty for messages that explain themselves.
    action, carry_out
        What can be done about it, if the window can do it, and what does it.
    is_refusal
        Whether it says only why something that was asked for was not done, which is over with the next thing.
    changed
        Signal.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = self.report = self.action = ""
        self.carry_out: Callable[[], object] | None = None
        self.is_refusal = False

    def is_shown(self) -> bool:
        """Whether something is wrong."""
        return bool(self.text)

    @Slot(str)
    def show_message(self, sentence: str, report: str = "") -> None:
        """Say what is wrong; ``report`` is offered for copying."""
        self._set(sentence, report, is_refusal=False)

    @Slot(str)
    def refuse(self, sentence: str) -> None:
        """Say why something that was asked for, such as to open a file, was not done; all is as it was before."""
        self._set(sentence, "", is_refusal=True)

    def offer(self, sentence: str, action: str, carry_out: Callable[[], object]) -> None:
        """Say what is wrong, and offer to do something about it."""
        self._set(sentence, "", is_refusal=False, action=action, carry_out=carry_out)

    def _set(
        self,
        sentence: str,
        report: str,
        *,
        is_refusal: bool,
        action: str = "",
        carry_out: Callable[[], object] | None = None,
    ) -> None:
        if (sentence, report, action) != (self.text, self.report, self.action):
            self.text, self.report, self.action = sentence, report, action
            self.carry_out, self.is_refusal = carry_out, is_refusal
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Nothing is wrong any more."""
        self.show_message("")


class News(NamedTuple):
    """What was told, and how (see :meth:`MessageArea.tell`); whoever told it takes it back by it."""

    sentence: str
    action: str = ""
    carry_out: Callable[[], object] | None = None
    stays: bool = False
    is_remark: bool = False
    gives_way: bool = False
    outlasts_state: bool = False


class _Icon(QWidget):
    """What kind of sentence it is: a triangle, a tick or an i; painted, so that no font has to have it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageSign")
        set_px(self.setFixedSize, 16, 16)
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
        painter.scale(exact_px(1), exact_px(1))
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
    """One sentence with what can be done about it, and facts about the digits in use at the right.

    There are three kinds of sentences. Which one is seen:

    - An error is told by a :class:`Message`, which belongs to whatever may go wrong. It stays until its cause is gone or
      the user closes it, also after what it offers to do. If there are several, the latest is seen. An error that only
      refuses something, such as to open a file, is over with the next thing that the user does: it goes with the next
      news, the next refusal, and the next change of the state that is to be known at once. What may happen by itself
      leaves it ten seconds to be read.
    - News is told by :meth:`tell`. It stays for ten seconds; if it has an action such as "Undo", or is told to stay, until
      whoever told it takes it back, because the action can no longer be done or what it told of is over. It always goes
      when something newer is to be read: other news, or what has become of the run, unless it says that itself. News that
      is newer than an error is seen over it, for ten seconds at most.
    - The state is told by :meth:`set_state`: what the run does or how it ended, or what Train would do. It is seen while
      there is nothing else. A change that the user should know of at once takes the place of news, but never of an error.

    Each kind has its own sign (a tick is for news that something was done), and its own word for screen readers, which
    are told each sentence as it comes.

    Attributes
    ----------
    action_button, read_button, copy_button, close_button
        What a message offers ("Undo"), all of a long sentence, the report, and to close an error.
    facts
        About the digits in use.

    Notes
    -----
    Whoever may go wrong has a :class:`Message` of its own from :meth:`make_message`: one message holds one sentence, and
    the error of another would take its place for good.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageArea")
        make_pane(self, self.tr("Message line"))
        self.setSizeGripEnabled(False)
        set_px(self.setFixedHeight, HEIGHT)
        self._errors: list[Message] = []  # the latest last
        self._refusal_timer = QTimer(self)  # as long as a refusal is there to be read
        self._refusal_timer.setSingleShot(True)
        self._refusal_timer.timeout.connect(self._on_refusal_read)
        self._is_refusal_over = False
        self._news = News("")
        self._is_news_over_errors = False
        self._state = ""
        self._is_state_told = False  # as news
        self._words = {"error": self.tr("Error"), "news": self.tr("Message"), "state": self.tr("Status")}
        self._icon = _Icon()
        self._sentence = ""
        self._label = QLabel()
        self._label.setObjectName("messageText")
        self._label.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # F6 goes to it, and so it is read out
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.action_button = self._button("messageAction")
        self.action_button.clicked.connect(self._act)
        self.read_button = self._button("messageReadAll", self.tr("Read all"))
        self.read_button.clicked.connect(self._read_all)
        self.copy_button = self._button("messageCopy", self.tr("Copy report"))
        self.copy_button.setToolTip(self.tr("Copy a report for the developers"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QToolButton()
        self.close_button.setObjectName("messageClose")
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        set_px(self.close_button.setFixedSize, 24, 24)
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.close_button.toolTip())
        self.close_button.clicked.connect(self._close)
        self.facts = ElidedLabel(self.tr("Reading the digits…"))
        self.facts.setObjectName("messageFacts")
        self.facts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self._show()
        SCALE.keep(self, "fit", MessageArea._fit_all, is_last=True)

    def _lay_out(self) -> None:
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(line)
        # The status bar adds 2, whatever the factor.
        SCALE.keep(layout, "margins", lambda owner: owner.setContentsMargins(px(_EDGE) - 2, 0, px(_EDGE), 0))
        set_px(layout.setSpacing, _GAP)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        for button in (self.action_button, self.read_button, self.copy_button, self.close_button):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.facts)
        self.addWidget(line, 1)

    def _button(self, name: str, text: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName(name)
        button.setProperty("role", "link")
        set_px(button.setFixedHeight, 24)
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

    def tell(
        self,
        sentence: str,
        *,
        action: str = "",
        carry_out: Callable[[], object] | None = None,
        stays: bool = False,
        is_remark: bool = False,
        gives_way: bool = False,
        outlasts_state: bool = False,
        is_spoken: bool = True,
    ) -> News:
        """Tell news; see the class for how long it is seen.

        Parameters
        ----------
        sentence, action, carry_out
            What is told, what its button says, and what that does.
        stays
            Whether it tells of something that goes on until it is taken back.
        is_remark
            Whether nothing was done: its sign is that of a state, and no tick.
        gives_way
            Whether a change of the state takes its place, also one that need not be known at once.
        outlasts_state
            Whether no change of the state takes its place, as it says what the run does, too.
        is_spoken
            Whether screen readers are told; not of what they hear elsewhere.

        Returns
        -------
        News
            What :meth:`take_back` wants.
        """
        if action or not stays:
            self._end_refusals()
        else:
            self._end_read_refusals()
        stays = stays or bool(action)
        self._news = News(sentence, action, carry_out, stays, is_remark, gives_way, outlasts_state)
        self._is_news_over_errors = True
        self._timer.start(NEWS_MS)
        self._show()
        if is_spoken:
            self._announce("news", sentence)
        return self._news

    def tell_reading(self, name: str) -> News:
        """Tell that a file or folder of this name is being read, until that is taken back."""
        return self.tell(self.tr("Reading {file}…").format(file=name), stays=True, is_remark=True)

    def take_back(self, news: News | None) -> None:
        """That news is old, if there was any; other news that was told meanwhile stays."""
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

    @Slot(str, bool)
    def set_state(self, sentence: str, is_news: bool = False) -> None:
        """Say what is going on.

        Parameters
        ----------
        sentence
            What to say while there is nothing else to say.
        is_news
            Whether the user should know of it at once: news that was told before gives way.
        """
        is_told_already = sentence == self._state and (self._is_state_told or not is_news)
        if is_told_already:
            return
        self._state, self._is_state_told = sentence, is_news
        if is_news:
            self._end_read_refusals()
            if not self._news.outlasts_state:
                self.clearMessage()
            self._announce("state", sentence)
        elif self._news.gives_way:
            self.clearMessage()
        self._show()

    @Slot(str)
    def set_facts(self, short: str, whole: str) -> None:
        """Tell of the digits in use."""
        self.facts.setText(short)
        self.facts.setToolTip(whole)
        self._fit_all()

    # What it shows

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._sentence

    @property
    def errors(self) -> tuple[str, ...]:
        """The sentences of all errors that hold, seen or not, the latest last."""
        return tuple(message.text for message in self._errors)

    @Slot()
    def _on_message_changed(self) -> None:
        message = self.sender()
        if isinstance(message, Message):
            if message in self._errors:
                self._errors.remove(message)
            if message.text and message.is_refusal:
                self._end_refusals()
                self._is_refusal_over = False
                self._refusal_timer.start(NEWS_MS)
            if message.text:
                self._errors.append(message)
                self._is_news_over_errors = False
            self._show()
            self._announce("error", _whole(message.text))

    @Slot()
    def _on_refusal_read(self) -> None:
        if self._is_refusal_over:
            self._end_refusals()

    def _end_read_refusals(self) -> None:
        """Something else has happened by itself, maybe: a refusal goes once it was there to be read."""
        self._is_refusal_over = True
        if not self._refusal_timer.isActive():
            self._end_refusals()

    def _end_refusals(self) -> None:
        for message in [message for message in self._errors if message.is_refusal]:
            message.clear()

    @Slot()
    def _on_time_over(self) -> None:
        """News that stays waits until no error is left."""
        self._is_news_over_errors = False
        if self._news.stays:
            self._show()
        else:
            self.clearMessage()

    @property
    def _error(self) -> Message | None:
        """The error that is seen, if one is."""
        is_under_news = self._news.sentence and self._is_news_over_errors
        return self._errors[-1] if self._errors and not is_under_news else None

    @property
    def kind(self) -> Kind:
        """Of the sentence that is seen."""
        return "error" if self._error is not None else "news" if self._news.sentence else "state"

    @Slot()
    def _show(self) -> None:
        error, kind = self._error, self.kind
        sentence = _whole(error.text if error is not None else self._news.sentence or self._state)
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, self._label, self.facts):
                self.style().unpolish(widget)
                self.style().polish(widget)
        self._icon.set_kind("state" if kind == "news" and self._news.is_remark else kind)
        self._sentence = sentence
        self._label.setToolTip(sentence)
        self._label.setAccessibleName(self._spoken(kind, sentence))
        action = error.action if error is not None else self._news.action if kind == "news" else ""
        self.action_button.setText(action)
        self.action_button.setAccessibleDescription(sentence)
        self.action_button.setVisible(bool(action))
        self.copy_button.setVisible(error is not None and bool(error.report))
        self.close_button.setVisible(error is not None)
        self._fit()

    def _fit_all(self) -> None:
        if self.facts.toolTip():
            self.facts.ensurePolished()  # and measured here: its size hint may be that of the font before
            width = self.facts.fontMetrics().size(0, self.facts.text()).width()
            self.facts.setFixedWidth(min(width, px(_FACTS_WIDTH)))
        self._fit()

    def _fit(self) -> None:
        """Show as much of the sentence as there is room for, and offer the rest."""
        for link in (self.action_button, self.read_button, self.copy_button):
            link.setFixedWidth(_width_of(link))
        beside = (self.action_button, self.copy_button, self.close_button)
        taken = [self.facts.width(), *(button.width() for button in beside if not button.isHidden())]
        edge, gap = px(_EDGE), px(_GAP)
        room = self.width() - 2 * edge - self._icon.width() - 2 * gap - sum(width + gap for width in taken)
        self._label.ensurePolished()
        metrics = self._label.fontMetrics()
        shown = fitting_text(self._sentence, room, metrics)
        is_cut = shown != " ".join(self._sentence.split("\n"))
        if is_cut:
            shown = fitting_text(self._sentence, room - self.read_button.width() - gap, metrics)
        self._label.setText(shown)
        self.read_button.setVisible(is_cut)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _spoken(self, kind: Kind, sentence: str) -> str:
        return f"{self._words[kind]}: {sentence}" if sentence else ""

    def _announce(self, kind: Kind, sentence: str) -> None:
        """Have screen readers say a sentence as it comes; an error at once, all else when they are done."""
        announce(self, self._spoken(kind, sentence), interrupts=kind == "error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space on the sentence show all of it, as a double click does."""
        if self._label.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._read_all()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._read_all()

    # What can be done

    @Slot()
    def _act(self) -> None:
        error, carry_out = self._error, self._news.carry_out
        if error is not None:  # stays until its cause is gone
            carry_out = error.carry_out
        else:
            self.clearMessage()
        if carry_out is not None:
            carry_out()

    @Slot()
    def _read_all(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, self._words[self.kind], self.text, parent=self.window())
        box.addButton(QMessageBox.StandardButton.Ok).setIcon(QIcon())  # Qt's signs follow no theme
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _copy(self) -> None:
        if self._error is not None:
            QGuiApplication.clipboard().setText(self._error.report)

    @Slot()
    def _close(self) -> None:
        if self._error is not None:
            self._error.clear()


def _whole(sentence: str) -> str:
    """A sentence with its stop: those of the engine that tell what was expected, and what was there instead, have none."""
    return sentence if sentence.endswith("…") else full_stop(sentence)


def _width_of(button: QToolButton) -> int:
    """Of a link: no wider than its words, so that it stands beside its sentence."""
    button.ensurePolished()
    return button.fontMetrics().horizontalAdvance(button.text()) + px(4)
