"""The field for the hidden layers as text: it underlines the layers that are wrong, and keeps its own undo."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class LayerEdit(QLineEdit):
    """A field whose parts can be marked as wrong.

    Attributes
    ----------
    marked
        The parts of the text that are underlined, as (start, end).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marked: tuple[tuple[int, int], ...] = ()
        self._text_marked = ""

    def rewrite(self, text: str) -> None:
        """Hold another text, as if it had been typed: it can be undone."""
        if text != self.text():
            self.selectAll()
            self.insert(text)

    def mark(self, parts: Iterable[tuple[int, int]]) -> None:
        """Underline parts of the text, and no others."""
        marked = tuple(parts)
        if (marked, self.text()) == (self.marked, self._text_marked):
            return  # and what an input method is about to write stays
        if not self.hasFocus():
            self._show_beginning(marked)
        is_needed = bool(marked or self.marked)
        self.marked, self._text_marked = marked, self.text()
        if not is_needed:
            return
        line = QTextCharFormat()
        line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        line.setUnderlineColor(self.palette().color(QPalette.ColorRole.BrightText))
        kind, cursor = QInputMethodEvent.AttributeType.TextFormat, self.cursorPosition()
        attributes = [QInputMethodEvent.Attribute(kind, start - cursor, end - start, line) for start, end in marked]
        # The one way to give letters of a line edit a look of their own.
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show_beginning(self.marked)

    def _show_beginning(self, marked: tuple[tuple[int, int], ...]) -> None:
        """Have what is wrong in sight, or the beginning, where there is no room for the whole text."""
        self.setCursorPosition(marked[0][1] if marked else 0)
