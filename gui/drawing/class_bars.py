"""Ten bars: how probable each digit is; a row, or column, that is pressed labels the drawing as its digit."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from engine.text.percent import percent_texts
from gui.drawing.reading_text import Probabilities, reading_text, winner_of
from gui.theming.fonts import NOTE_PX, TEXT_PX
from gui.theming.scale import px, px_size
from gui.theming.theme import LIGHT, Theme
from gui.theming.tracks import paint_track
from gui.widgets.buttons import follow
from gui.widgets.easing import Easing
from gui.widgets.kept_picture import fits_kept_picture
from gui.widgets.kept_texts import KeptTexts
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

N_DIGITS = 10
ROW_PX = 20
_BAR_PX, _TALLEST_ROW_PX = 12, 28
_KEY = QSize(20, 16)
_GAP_PX, RING_PX = 8, 4
_NARROW_PX = 180  # figures of the winner are no larger than the others' where there is less
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
    described
        Signal (sentence): the bars in words, no more often than a screen reader can follow.

    Parameters
    ----------
    labels
        The commands that label the drawing, 0 first; without them, bars only show.
    """

    labeled_by_key = Signal()
    described = Signal(str)

    def __init__(self, labels: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classBars")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Probability of each digit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.probabilities: Probabilities = np.zeros(N_DIGITS, dtype=np.float32)
        self._before: Probabilities | None = None
        self._is_faint = False
        self._began_at = self.probabilities
        self._easing = Easing(self)
        self._easing.moved.connect(self.update)
        self._texts = KeptTexts()
        self._is_upright = self._layer_enabled = False
        self._key_layer: QPixmap | None = None
        self._take_colors(LIGHT)
        self.buttons = [_DigitButton(digit, self) for digit in range(N_DIGITS)]
        for button in self.buttons:
            button.done_by_key.connect(self.labeled_by_key)
        for button, action in zip(self.buttons, labels, strict=False):
            follow(button, action)
        self._place_buttons()
        self._teller = Refresher(self._tell_in_words, interval_ms=_TELL_MS, parent=self)
        self._tell_in_words()

    def sizeHint(self) -> QSize:
        """Rows of 20 points."""
        return px_size(232, N_DIGITS * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """The least that can be read and pressed."""
        return px_size(200, 64) if self._is_upright else px_size(128, N_DIGITS * 16)

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
            began_at = self.drawn
            self.probabilities = shown
            self._began_at = began_at if self._easing.begin() and self.isVisible() and shown.any() else shown
            self.update()
            self._teller.request()

    @property
    def drawn(self) -> Probabilities:
        """How long each bar is drawn, shape (10,): on its way to its probability."""
        share = self._easing.share
        if share >= 1:
            return self.probabilities
        return np.nan_to_num(self._began_at) * (1 - share) + np.nan_to_num(self.probabilities) * share

    def set_faint(self, is_faint: bool) -> None:
        """Have no bar stand out, because what is read is no digit; or the winner's again."""
        if is_faint != self._is_faint:
            self._is_faint = is_faint
            self.update()
            self._teller.request()

    def set_before(self, probabilities: Probabilities | None) -> None:
        """Mark where each bar stood before the network was broken; ``None`` for no marks."""
        if probabilities is not None or self._before is not None:
            self._before = None if probabilities is None else np.array(probabilities)
            self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._take_colors(theme)
        super().set_theme(theme)

    def _take_colors(self, theme: Theme) -> None:
        self._card, self._track, self._text = QColor(theme.card), QColor(theme.soft), QColor(theme.text)
        self._muted, self._accent, self._faint = QColor(theme.muted), QColor(theme.accent), QColor(theme.line)
        self._key_pen, self._key_pen_off = QPen(QColor(theme.line), px(1)), QPen(QColor(theme.border), px(1))
        self._ring = QPen(self._accent, px(2))
        self._key_layer = None

    def _take_fonts(self) -> None:
        self._texts.forget()
        self._plain, self._bold = self.font(), self.font()
        self._plain.setPixelSize(px(NOTE_PX))
        self._bold.setPixelSize(px(TEXT_PX if self.width() >= px(_NARROW_PX) or self._is_upright else NOTE_PX))
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._key_bold = QFont(self._bold)
        self._key_bold.setPixelSize(px(NOTE_PX))
        self._figure_width = QFontMetrics(self._bold).horizontalAdvance("> 99.9 %") + px(2)

    def changeEvent(self, event: QEvent) -> None:
        """Another font: other widths."""
        if event.type() == QEvent.Type.FontChange:
            self._place_buttons()
            self.update()
        super().changeEvent(event)

    @Slot()
    def _tell_in_words(self) -> None:
        """Set what a screen reader says, which tells it."""
        text = reading_text(self.probabilities, is_refused=self._is_faint)
        self.setAccessibleDescription(text)
        self.described.emit(text)

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows get another place."""
        self._place_buttons()
        super().resizeEvent(event)

    def _place_buttons(self) -> None:
        """Work out all places, once for each size: what is painted at every movement of the pen looks them up."""
        self._take_fonts()
        self._rows = [self._row_rect(digit) for digit in range(N_DIGITS)]
        self._keys = [self._key_rect(digit) for digit in range(N_DIGITS)]
        self._tracks = [self._track_rect(digit) for digit in range(N_DIGITS)]
        self._figures = []
        for row, button in zip(self._rows, self.buttons, strict=True):
            button.setGeometry(row)
            right = row.right() + 1 - px(RING_PX)
            self._figures.append(QRect(right - self._figure_width, row.top(), self._figure_width, row.height()))
        self._key_layer = None

    def row_rect(self, digit: int) -> QRect:
        """Where the row, or column, of a digit is, key, bar and figure together."""
        return self._rows[digit]

    def key_rect(self, digit: int) -> QRect:
        """Where the key with the digit's name is."""
        return self._keys[digit]

    def track_rect(self, digit: int) -> QRect:
        """Where the bar of what is certain is."""
        return self._tracks[digit]

    def _row_rect(self, digit: int) -> QRect:
        if self._is_upright:
            left, right = (round(self.width() * at / N_DIGITS) for at in (digit, digit + 1))
            return QRect(left, 0, right - left, self.height())
        height = min(self.height(), px(N_DIGITS * _TALLEST_ROW_PX))
        top, bottom = (round(height * at / N_DIGITS) for at in (digit, digit + 1))
        return QRect(0, top, self.width(), bottom - top)

    def _key_rect(self, digit: int) -> QRect:
        row = self._rows[digit]
        if self._is_upright:
            width, height = min(px(_KEY.width() - 2), row.width() - px(2)), px(_KEY.height())
            return QRect(row.center().x() - width // 2, row.bottom() - height - px(1), width, height)
        width, height = px(_KEY.width()), px(_KEY.height())
        return QRect(px(RING_PX), row.top() + (row.height() - height) // 2, width, height)

    def _track_rect(self, digit: int) -> QRect:
        row, key = self._rows[digit], self._keys[digit]
        if self._is_upright:
            width = max(row.width() - px(6), px(4))
            return QRect(row.center().x() - width // 2, px(2), width, max(key.top() - px(2) - px(4), px(4)))
        left = key.right() + 1 + px(_GAP_PX)
        height = min(px(_BAR_PX), row.height() - px(4))
        width = max(self.width() - left - self._figure_width - px(_GAP_PX // 2) - px(RING_PX), px(8))
        return QRect(left, row.top() + (row.height() - height) // 2, width, height)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, track, bar and percentage, digit by digit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if fits_kept_picture(painter, self):
            painter.drawPixmap(0, 0, self._card_with_keys())
        else:
            self._paint_card_with_keys(painter)
        winner = self.winner
        figures = percent_texts(self.probabilities) if winner is not None and not self._is_upright else []
        for digit, probability in enumerate(self.drawn.tolist()):
            is_winner = digit == winner and not self._is_faint
            color = self._faint if self._is_faint else self._accent if is_winner else self._muted
            self._paint_bar(painter, digit, probability, color)
            if self._before is not None and winner is not None:
                self._paint_notch(painter, digit, float(self._before[digit]))
            if figures:
                painter.setPen(self._text if is_winner else self._muted)
                font = self._bold if is_winner else self._plain
                self._texts.write(painter, self._figures[digit], figures[digit], font, is_right=True)
            if is_winner or self._is_special(digit):
                painter.fillRect(self._keys[digit], self._card)
                self._paint_key(painter, digit, is_winner=is_winner)

    def _is_special(self, digit: int) -> bool:
        button = self.buttons[digit]
        return button.hasFocus() or button.isDown() or (button.isEnabled() and button.underMouse())

    def _card_with_keys(self) -> QPixmap:
        """The card with the tracks and the keys as most of them are, painted once for each size."""
        is_enabled, ratio = self.buttons[0].isEnabled(), self.devicePixelRatioF()
        layer = self._key_layer
        if layer is None or is_enabled != self._layer_enabled or layer.devicePixelRatioF() != ratio:
            layer = QPixmap((QSizeF(self.size()) * ratio).toSize())
            layer.setDevicePixelRatio(ratio)
            layer.fill(self._card)
            painter = QPainter(layer)
            self._paint_card_with_keys(painter)
            painter.end()
            self._key_layer, self._layer_enabled = layer, is_enabled
        return layer

    def _paint_card_with_keys(self, painter: QPainter) -> None:
        for digit in range(N_DIGITS):
            paint_track(painter, self._tracks[digit], self._theme)
            self._paint_key(painter, digit, is_winner=False, is_plain=True)

    def _paint_bar(self, painter: QPainter, digit: int, probability: float, color: QColor) -> None:
        track = self._tracks[digit]
        if self._is_upright:
            length = max(probability * track.height(), 1.0)
            painter.fillRect(QRectF(track.left(), track.bottom() + 1 - length, track.width(), length), color)
        else:
            length = max(probability * track.width(), 1.0)
            painter.fillRect(QRectF(track.left(), track.top(), length, track.height()), color)

    def _paint_notch(self, painter: QPainter, digit: int, probability: float) -> None:
        """Across the bar, where it stood."""
        track, width, reach = self._tracks[digit], px(2), px(3)
        if not np.isfinite(probability):
            return
        if self._is_upright:
            y = track.bottom() + 1 - probability * track.height() - width / 2
            painter.fillRect(QRectF(track.left() - reach, y, track.width() + 2 * reach, width), self._text)
        else:
            x = track.left() + probability * track.width() - width / 2
            painter.fillRect(QRectF(x, track.top() - reach, width, track.height() + 2 * reach), self._text)

    def _paint_key(self, painter: QPainter, digit: int, *, is_winner: bool, is_plain: bool = False) -> None:
        button, key = self.buttons[digit], QRectF(self._keys[digit])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if button.hasFocus() and not is_plain:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            row = QRectF(self._rows[digit])
            painter.drawRoundedRect(row.adjusted(px(1), px(1), -px(1), -px(1)), px(4), px(4))
        is_down = button.isDown() and not is_plain
        is_pointed_at = button.isEnabled() and not is_plain and (is_down or button.underMouse())
        pen = self._ring if is_winner else self._key_pen if button.isEnabled() else self._key_pen_off
        painter.setPen(pen)
        painter.setBrush(self._accent if is_down else self._track if is_pointed_at else Qt.BrushStyle.NoBrush)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(key.adjusted(inset, inset, -inset, -inset), px(4), px(4))
        painter.setFont(self._key_bold if is_winner else self._plain)
        text = self._card if is_down else self._text if button.isEnabled() else self._muted
        painter.setPen(text)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(digit))
