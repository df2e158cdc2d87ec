"""A label of one line that takes whatever room there is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

_ENDS = (". ", "! ", "? ")
_MORE = "…"
_ENOUGH = 0.6  # of the room: from here on whole sentences are shown, and not a part of the next


def fitting_text(text: str, width: int, metrics: QFontMetrics) -> str:
    """As much of a text as fits in one line of this width.

    Whole sentences where they fill most of it, and what stands before a remark in brackets where that fits; no part of a
    word, unless it is so long that hardly anything else would be left.
    """
    whole = " ".join(text.split("\n"))
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    before_remark, bracket, _ = whole.partition(" (")
    if bracket and metrics.horizontalAdvance(before_remark) <= width:
        return before_remark
    ends = [place + 1 for place in range(len(whole)) if whole[place : place + 2] in _ENDS]
    for end in reversed(ends):
        if _ENOUGH * width <= metrics.horizontalAdvance(whole[:end]) <= width:
            return whole[:end]
    elided = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
    cut = next((n for n, (one, other) in enumerate(zip(whole, elided, strict=False)) if one != other), len(elided))
    between_words = whole.rfind(" ", 0, cut + 1)
    return whole[: between_words if between_words > _ENOUGH * cut else cut].rstrip(" ,;:") + _MORE


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for; never asks for more room, whatever it says.

    Where whole sentences fill most of the room, they are shown, and nothing of the next. It can be given the same in fewer
    words, too, which are shown where there is no room for all.

    Attributes
    ----------
    elided_changed
        Signal (bool): whether a part of the text is not shown.
    """

    elided_changed = Signal(bool)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._is_elided = False
        self._shorter: tuple[str, ...] = ()

    @property
    def is_elided(self) -> bool:
        """Whether a part of the text is not shown."""
        return self._is_elided

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show a text; line ends become spaces."""
        self.set_texts(text)

    def set_texts(self, text: str, *shorter: str) -> None:
        """Show a text, or the same in fewer words, the longest first."""
        if (text, shorter) != (self.text(), self._shorter):
            self._shorter = shorter
            super().setText(text)
            self._look()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _one_line(self) -> str:
        return " ".join(self.text().split("\n"))

    def shown_text(self) -> str:
        """What there is room for."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        texts = (self._one_line(), *self._shorter)
        fits = (text for text in texts if metrics.horizontalAdvance(text) <= room)
        return next(fits, None) or fitting_text(texts[-1], room, metrics)

    def _look(self) -> None:
        is_elided = self.fontMetrics().horizontalAdvance(self._one_line()) > self.contentsRect().width()
        if is_elided != self._is_elided:
            self._is_elided = is_elided
            self.elided_changed.emit(is_elided)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        rect = self.contentsRect()
        text = self.shown_text()
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, self.alignment() | Qt.TextFlag.TextSingleLine, text)
        painter.end()
