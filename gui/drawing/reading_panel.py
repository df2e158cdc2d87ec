"""The card of the reading: the frame that the network sees, its answer, the ten bars, and how to teach it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from engine.ink.framing import Image
from engine.ink.input_formats import InputFormat
from engine.text.percent import percent_texts
from gui.actions import Actions
from gui.drawing.class_bars import RING_PX, ClassBars
from gui.drawing.past_badge import PastBadge, shared_widths
from gui.drawing.reading_text import answer_text
from gui.theming.fonts import ANSWER_PX, NOTE_PX, TEXT_PX
from gui.theming.scale import SCALE, px, px_size, set_font_px
from gui.theming.theme import Theme
from gui.widgets.buttons import command_button
from gui.widgets.focus_order import make_pane
from gui.widgets.labels import muted_label
from gui.widgets.network_input import NetworkInput
from gui.widgets.speaking import Announcer, speak_as

LYING_HEIGHT, UPRIGHT_HEIGHT = 272, 140
"""Height of the card with bars that lie, and with bars that stand."""
_PADDING, _PADDING_UPRIGHT, _GAP = 16, 12, 8
_INPUT_PX, _FOOT_PX, _HEADER_PX = 88, 32, 20


class _Said(NamedTuple):
    """What the answer says."""

    digit: str
    words: str
    percent: str = ""


class Answer(QWidget):
    """The answer: its digit in large type over its words, or, in a line, its words and its percentage.

    It is painted, not laid out: whatever it says, nothing around it is measured anew.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer")
        speak_as(self, QAccessible.Role.StaticText)
        self._said = _Said("", "")
        self._announcer = Announcer(self)
        self._is_line = False

    @property
    def said(self) -> tuple[str, str, str]:
        """Digit, words and percentage."""
        return self._said

    def say(self, digit: str, words: str, percent: str = "") -> None:
        """Say something else."""
        said, before = _Said(digit, words, percent), self._said
        self._said = said
        if said[:2] != before[:2]:
            self.setAccessibleName(words)
            self._announcer.tell(words)
        if said != before and (self._is_line or said[:2] != before[:2]):  # beside the bars, the percentage is theirs
            self.update()

    @property
    def words_width(self) -> int:
        """How wide the words are, in a line."""
        return self._metrics().horizontalAdvance(self._said.words)

    @property
    def taken_width(self) -> int:
        """How much of a line words and percentage take, the widest percentage there is."""
        return self.words_width + self._metrics().horizontalAdvance("> 99.9 %") + px(_GAP)

    def _metrics(self) -> QFontMetrics:
        font = self.font()
        font.setPixelSize(px(TEXT_PX))
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    def set_line(self, is_line: bool) -> None:
        """Whether there is one line for it all."""
        if is_line != self._is_line:
            self._is_line = is_line
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Digit and words, or the line."""
        painter = QPainter(self)
        text, muted = (
            self.palette().color(role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText)
        )
        has_answer = bool(self._said.digit)
        center, middle = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
        words = self.font()
        words.setPixelSize(px(TEXT_PX if has_answer else NOTE_PX))
        words.setWeight(QFont.Weight.DemiBold if has_answer else QFont.Weight.Normal)
        painter.setPen(text if has_answer else muted)
        painter.setFont(words)
        if self._is_line:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | middle, self._said.words)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | middle, self._said.percent)
            return
        top = px(60)
        place = QRect(0, top, self.width(), self.height() - top) if has_answer else self.rect().adjusted(0, px(8), 0, 0)
        painter.drawText(place, center | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._said.words)
        if has_answer:
            large = self.font()
            large.setPixelSize(px(ANSWER_PX))
            large.setWeight(QFont.Weight.DemiBold)
            painter.setFont(large)
            painter.drawText(QRect(0, 0, self.width(), top), center | middle, self._said.digit)


class ReadingPanel(QFrame):
    """Network input, answer, bars and the foot; low ones have upright bars and neither input nor foot.

    Attributes
    ----------
    network_input, class_bars, answer
        The views.
    badge
        Says that what answers is past, in the place of the foot; hidden while it is not.
    broken_badge
        Says the same of what is broken.
    learn_button
        Has the network learn the drawings that are kept; see :class:`gui.my_drawings.fine_tuning.FineTuner`.
    past_changed, broken_changed
        Signals (words, the longest first): what answers is past, or broken; no words: it is not.
    """

    past_changed = Signal(object)
    broken_changed = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        make_pane(self, self.tr("What the network reads"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.network_input = NetworkInput()
        self.answer = Answer()
        self.class_bars = ClassBars(actions.labels)
        self.foot = muted_label(self.tr("Wrong? Press the right digit."), wraps=True)
        self.learn_button = command_button(actions.learn_handwriting, "learnHandwritingButton")
        for part in (self.network_input, self.answer, self.class_bars, self.foot, self.learn_button):
            part.setParent(self)
        set_font_px(self.foot, NOTE_PX)
        self.badge = PastBadge(actions.back_to_now, self)
        self.broken_badge = PastBadge(actions.mend_network, self, name="brokenBadge")
        self._shows_past = self._shows_broken = False
        self._verdict = ""
        self._is_refused = False
        self.set_reading(None, None)
        SCALE.keep(self, "arrange", ReadingPanel._arrange, is_last=True)

    @property
    def verdict(self) -> str:
        """What is said in words."""
        return self._verdict

    @property
    def is_upright(self) -> bool:
        """Whether bars stand."""
        return self.class_bars.is_upright

    def set_upright(self, upright: bool) -> None:
        """Have bars stand, or lie beside the input."""
        self.class_bars.set_upright(upright)
        self.answer.set_line(upright)
        for part in (self.network_input, self.foot, self.learn_button):
            part.setHidden(upright)
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        """As on a window of 1280x800."""
        return px_size(368, UPRIGHT_HEIGHT if self.is_upright else LYING_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The column of the smallest window."""
        return px_size(240, UPRIGHT_HEIGHT)

    def show_past(self, *texts: str) -> None:
        """Say that what answers is past, in words, the longest first; without any, it is not."""
        self._shows_past = bool(texts)
        if texts:
            self.badge.say(*texts)
        self._arrange()
        self.past_changed.emit(texts)

    def show_broken(self, *texts: str) -> None:
        """Say that what answers is broken, in words, the longest first; without any, it is not."""
        self._shows_broken = bool(texts)
        if texts:
            self.broken_badge.say(*texts)
        self._arrange()
        self.broken_changed.emit(texts)

    @Slot(bool)
    def set_refused(self, is_refused: bool) -> None:
        """Say of the next reading that it is of no digit, or of one."""
        self._is_refused = is_refused
        self.class_bars.set_faint(is_refused)

    @Slot(object, object)
    def set_reading(self, frame: Image | None, probabilities: NDArray[np.floating] | None) -> None:
        """Show what the network sees and what it makes of it.

        Parameters
        ----------
        frame
            Shape (size, size), in the format of :meth:`set_format`; ``None`` while nothing is drawn.
        probabilities
            Shape (10,), digits 0..9; ``None`` while nothing is drawn, and where the network has no answer.
        """
        self.network_input.set_frame(frame)
        self.class_bars.set_probabilities(probabilities)
        tip = ""
        if probabilities is not None and self._is_refused:
            digit, words, percent = "", self.tr("Not a digit"), ""
            tip = self.tr("This does not look like a digit. The bars show what the network would take it for.")
        elif probabilities is not None:
            digit, words = answer_text(probabilities)
            percent = percent_texts(probabilities)[int(probabilities.argmax())]
        elif frame is not None:
            digit, words, percent = "", self.tr("No answer: the weights are too large"), ""
            tip = self.tr("The network gives no numbers: its weights are too large. Press New random weights.")
        else:
            digit, words, percent = "", self.tr("Nothing drawn yet"), ""
        self._verdict = tip or words
        if self.answer.toolTip() != tip:
            self.answer.setToolTip(tip)
        self.answer.say(digit, words, percent)
        if (self._shows_past or self._shows_broken) and self.is_upright:
            self._arrange()  # beside other words

    @Slot(object)
    def set_format(self, input_format: InputFormat) -> None:
        """Take the format that the network reads."""
        self.network_input.set_format(input_format)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.network_input.set_theme(theme)
        self.class_bars.set_theme(theme)
        self.badge.set_theme(theme)
        self.broken_badge.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts get their places."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        badges = [self.badge] * self._shows_past + [self.broken_badge] * self._shows_broken
        self.badge.setVisible(self._shows_past)
        self.broken_badge.setVisible(self._shows_broken)
        if self.is_upright:
            padding, header = px(_PADDING_UPRIGHT), px(_HEADER_PX)
            inside = self.rect().adjusted(padding, px(4), -padding, -px(6))
            self.answer.setGeometry(inside.left(), inside.top(), inside.width(), header)
            self.class_bars.setGeometry(inside.adjusted(0, header, 0, 0))
            free = inside.width() - self.answer.taken_width - px(_GAP)
            left = inside.left() + self.answer.words_width + px(_GAP)
            widths = shared_widths(badges, free)
            left = min(left, inside.right() + 1 - sum(widths))
            for badge, width in zip(badges, widths, strict=True):
                badge.setGeometry(left, inside.top(), width, header)
                left += width
            return
        padding, side, ring = px(_PADDING), px(_INPUT_PX), px(RING_PX)
        inside = self.rect().adjusted(padding, padding, -padding, -padding)
        left, top, right = inside.left(), inside.top(), inside.right() + 1
        foot_top = inside.bottom() + 1 - px(_FOOT_PX)
        self.network_input.setGeometry(left, top, side, side)
        below = top + side + px(4)
        self.answer.setGeometry(left, below, side, foot_top - below)
        bars_left = left + side + (padding if inside.width() > px(280) else px(_GAP)) - ring
        self.class_bars.setGeometry(bars_left, top, right + ring - bars_left, foot_top - px(_GAP) - top)
        learn_width = min(self.learn_button.sizeHint().width(), inside.width())
        self.learn_button.setGeometry(right - learn_width, foot_top, learn_width, px(_FOOT_PX))
        room = max(right - learn_width - px(_GAP) - left, 0)
        self.foot.setGeometry(left, foot_top, room, px(_FOOT_PX))
        at = left
        for badge, width in zip(badges, shared_widths(badges, room), strict=True):
            badge.setGeometry(at, foot_top + px(4), width, px(_FOOT_PX - 8))
            at += width
        has_room = self.foot.heightForWidth(room) <= px(_FOOT_PX)
        self.foot.setVisible(has_room and not badges)  # rather nothing than words that are cut
