"""Labels that explain themselves: a dotted line under a term of the glossary, whose entry is a tooltip and a click away."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from gui.help.entry_card import show_entry
from gui.help.glossary import Entry, entry_of
from gui.theming.scale import px

_TERM = "glossaryTerm"


def explain(widget: QWidget, term: str, *, as_tooltip: bool = True) -> None:
    """Give a label, a field or any other widget the glossary's entry of a term, which "What is this?" shows.

    Its tooltip becomes the entry too, unless it has one of its own, or is to have none.
    """
    entry = entry_of(term)
    widget.setProperty(_TERM, term if entry is not None else None)
    if entry is not None:
        widget.setWhatsThis(entry.plain_text())
        if as_tooltip and not widget.toolTip():
            widget.setToolTip(entry.rich_text())


def entry_for(widget: QWidget) -> Entry | None:
    """The entry that :func:`explain` gave a widget."""
    term = widget.property(_TERM)
    return entry_of(term) if isinstance(term, str) else None


class GlossaryLabel(QLabel):
    """A label whose term the glossary explains: pointing at it shows the entry, so does a click.

    Parameters
    ----------
    text
        What it says.
    term
        A key of :data:`gui.help.glossary.ENTRIES`; a term without an entry makes it an ordinary label.
    """

    def __init__(self, text: str, term: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_term(term)

    def set_term(self, term: str) -> None:
        """Explain another term."""
        self.setToolTip("")
        explain(self, term)
        is_explained = entry_for(self) is not None
        self.setCursor(Qt.CursorShape.WhatsThisCursor if is_explained else Qt.CursorShape.ArrowCursor)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and dots under it where there is an entry."""
        super().paintEvent(event)
        if entry_for(self) is None or not self.text():
            return
        text = self.fontMetrics().boundingRect(self.contentsRect(), int(self.alignment()), self.text())
        y = min(text.bottom() + px(1), self.height() - px(1))
        painter = QPainter(self)
        color = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        color.setAlphaF(0.75)
        painter.setPen(QPen(color, px(1), Qt.PenStyle.DotLine))
        painter.drawLine(text.left(), y, text.left() + self.fontMetrics().horizontalAdvance(self.text()), y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the entry; the buddy keeps out of it."""
        entry = entry_for(self)
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        show_entry(entry, at=self.mapToGlobal(QPoint(0, self.height() + px(4))), parent=self)
