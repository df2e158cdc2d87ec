"""Ten bars: how probable each digit is; a row, or column, that is pressed labels the drawing as its digit."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.drawing.reading_text import Probabilities, percent_texts, reading_text, winner_of
from gui.theming.theme import LIGHT, Theme
from gui.widgets.buttons import follow
from gui.widgets.refresher import Refresher
from gui.widgets.themed_widget import ThemedWidget

N_DIGITS = 10
ROW_PX = 20
_BAR_PX, _TALLEST_ROW_PX = 12, 28
_KEY = QSize(20, 16)
_GAP_PX, RING_PX = 8, 4
_TELL_MS = 250  # screen readers are told of a reading no more often


class _DigitButton(QAbstractButton):
    """The row of a digit, to be pressed; the bars paint it, whatever its state.

    Attributes
    ----------
    done_by_key
        Signal: a key has pressed it, and there is nothing to be labeled any more.
    """

    done_by_key = Signal()

    def __init__(self, digit: int, parent: "ClassBars") -> None:
        super().__init__(parent)
        self.setObjectName(f"labelButton{digit}")
        self.setText(str(digit))
        self.setAccessibleName(self.tr("Label the drawing as {digit}").format(digit=digit))
        self.setToolTip(self.tr("Label the drawing as {digit}, and keep it (key {digit})").format(digit=digit))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it is
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; arrows go to the rows beside it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self._tell_if_done()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is let go: that presses it."""
        super().keyReleaseEvent(event)
        self._tell_if_done()

    def _tell_if_done(self) -> None:
        if not self.isEnabled():
            self.done_by_key.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is below has painted it."""


class ClassBars(ThemedWidget):
    """One bar per digit: a key with the digit, the bar and its percentage; of the winner all three stand out.

    Rows lie below each other, or, where there is little height, stand beside each other without figures.

    Attributes
    ----------
    probabilities
        Shape (10,), digits 0..9; all 0 while nothing is drawn.
    buttons
        A button on each row, 0 first; their object names are ``labelButton0`` to ``labelButton9``.
    labeled_by_key
        Signal: a row with the focus was pressed; there is nothing to be pressed here until something is drawn.

    Parameters
    ----------
    labels
        The commands that label the drawing, 0 first; without them, bars only show.
    """

    labeled_by_key = Signal()

    def __init__(self, labels: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classBars")
        self.setAccessibleName(self.tr("Probability of each digit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.probabilities: Probabilities = np.zeros(N_DIGITS, dtype=np.float32)
        self._is_upright = False
        self._take_colors(LIGHT)
        self._take_fonts()
        self.buttons = [_DigitButton(digit, self) for digit in range(N_DIGITS)]
        for button in self.buttons:
            button.done_by_key.connect(self.labeled_by_key)
        for button, action in zip(self.buttons, labels, strict=False):
            follow(button, action)
        self._teller = Refresher(self._tell_in_words, interval_ms=_TELL_MS, parent=self)
        self._tell_in_words()

    def sizeHint(self) -> QSize:
        """Rows of 20 points."""
        return QSize(232, N_DIGITS * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """The least that can be read and pressed."""
        return QSize(200, 64) if self._is_upright else QSize(128, N_DIGITS * 16)

    @property
    def winner(self) -> int | None:
        """The most probable digit; ``None`` while nothing is drawn."""
        return winner_of(self.probabilities)

    @property
    def is_upright(self) -> bool:
        """Whether bars stand beside each other."""
        return self._is_upright

    def set_upright(self, upright: bool) -> None:
        """Have bars stand beside each other, their digits below, or lie below each other."""
        if upright != self._is_upright:
            self._is_upright = upright
            self._place_buttons()
            self.updateGeometry()
            self.update()

    @Slot(object)
    def set_probabilities(self, probabilities: Probabilities | None) -> None:
        """Show ten probabilities; ``None`` where nothing is drawn."""
        shown = np.zeros(N_DIGITS, dtype=np.float32) if probabilities is None else np.array(probabilities)
        if not np.array_equal(shown, self.probabilities):
            self.probabilities = shown
            self.update()
            self._teller.request()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._take_colors(theme)
        super().set_theme(theme)

    def _take_colors(self, theme: Theme) -> None:
        self._card, self._track, self._text = QColor(theme.card), QColor(theme.window), QColor(theme.text)
        self._muted, self._accent = QColor(theme.muted), QColor(theme.accent)
        self._key_pen, self._key_pen_off = QPen(QColor(theme.muted), 1), QPen(QColor(theme.border), 1)
        self._ring = QPen(self._accent, 2)

    def _take_fonts(self) -> None:
        self._plain, self._bold = self.font(), self.font()
        self._plain.setPixelSize(12)
        self._bold.setPixelSize(14)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._key_bold = QFont(self._bold)
        self._key_bold.setPixelSize(12)
        self._figure_width = QFontMetrics(self._bold).horizontalAdvance("> 99.9 %") + 2

    def changeEvent(self, event: QEvent) -> None:
        """Another font: other widths."""
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()
            self.update()
        super().changeEvent(event)

    @Slot()
    def _tell_in_words(self) -> None:
        """Set what a screen reader says, which tells it."""
        self.setAccessibleDescription(reading_text(self.probabilities))

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows get another place."""
        self._place_buttons()
        super().resizeEvent(event)

    def _place_buttons(self) -> None:
        for digit, button in enumerate(self.buttons):
            button.setGeometry(self.row_rect(digit))

    def row_rect(self, digit: int) -> QRect:
        """Where the row, or column, of a digit is, key, bar and figure together."""
        if self._is_upright:
            left, right = (round(self.width() * at / N_DIGITS) for at in (digit, digit + 1))
            return QRect(left, 0, right - left, self.height())
        height = min(self.height(), N_DIGITS * _TALLEST_ROW_PX)
        top, bottom = (round(height * at / N_DIGITS) for at in (digit, digit + 1))
        return QRect(0, top, self.width(), bottom - top)

    def key_rect(self, digit: int) -> QRect:
        """Where the key with the digit's name is."""
        row = self.row_rect(digit)
        if self._is_upright:
            width = min(_KEY.width() - 2, row.width() - 2)
            return QRect(row.center().x() - width // 2, row.bottom() - _KEY.height() - 1, width, _KEY.height())
        return QRect(RING_PX, row.top() + (row.height() - _KEY.height()) // 2, _KEY.width(), _KEY.height())

    def track_rect(self, digit: int) -> QRect:
        """Where the bar of what is certain is."""
        row, key = self.row_rect(digit), self.key_rect(digit)
        if self._is_upright:
            width = max(row.width() - 6, 4)
            return QRect(row.center().x() - width // 2, 2, width, max(key.top() - 2 - 4, 4))
        left = key.right() + 1 + _GAP_PX
        height = min(_BAR_PX, row.height() - 4)
        width = max(self.width() - left - self._figure_width - _GAP_PX // 2 - RING_PX, 8)
        return QRect(left, row.top() + (row.height() - height) // 2, width, height)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, track, bar and percentage, digit by digit."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._card)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        winner, right_middle = self.winner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        figures = percent_texts(self.probabilities) if winner is not None and not self._is_upright else []
        for digit, probability in enumerate(self.probabilities.tolist()):
            is_winner = digit == winner
            self._paint_bar(painter, digit, probability, self._accent if is_winner else self._muted)
            if figures:
                painter.setFont(self._bold if is_winner else self._plain)
                painter.setPen(self._text if is_winner else self._muted)
                row = self.row_rect(digit)
                row.setRight(row.right() - RING_PX)
                row.setLeft(row.right() + 1 - self._figure_width)
                painter.drawText(row, right_middle, figures[digit])
            self._paint_key(painter, digit, is_winner=is_winner)

    def _paint_bar(self, painter: QPainter, digit: int, probability: float, color: QColor) -> None:
        track = self.track_rect(digit)
        painter.fillRect(track, self._track)
        if self._is_upright:
            length = max(probability * track.height(), 1.0)
            painter.fillRect(QRectF(track.left(), track.bottom() + 1 - length, track.width(), length), color)
        else:
            length = max(probability * track.width(), 1.0)
            painter.fillRect(QRectF(track.left(), track.top(), length, track.height()), color)

    def _paint_key(self, painter: QPainter, digit: int, *, is_winner: bool) -> None:
        button, key = self.buttons[digit], QRectF(self.key_rect(digit))
        if button.hasFocus():
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            row = QRectF(self.row_rect(digit))
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 4, 4)
        is_pointed_at = button.isEnabled() and (button.isDown() or button.underMouse())
        pen = self._ring if is_winner else self._key_pen if button.isEnabled() else self._key_pen_off
        painter.setPen(pen)
        painter.setBrush(self._accent if button.isDown() else self._track if is_pointed_at else Qt.BrushStyle.NoBrush)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(key.adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setFont(self._key_bold if is_winner else self._plain)
        text = self._card if button.isDown() else self._text if button.isEnabled() else self._muted
        painter.setPen(text)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(digit))
