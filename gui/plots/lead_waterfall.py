"""A sum as steps: each bar begins where the one before has ended, and the last is all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.curve_legend import label_font
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

Look = Literal["plain", "for", "against", "all"]
_ROW, _LABEL, _BAR = 46, 18, 12


@dataclass(frozen=True, slots=True)
class Step:
    """One bar.

    Attributes
    ----------
    label, text
        What it is, and its value as it is written.
    start, end
        Where it begins and ends.
    look
        How it is painted.
    """

    label: str
    text: str
    start: float
    end: float
    look: Look


class LeadWaterfall(ThemedWidget):
    """The bars, one below the other, with dotted lines from the end of each to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leadWaterfall")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("What the lead is made of"))
        self.setToolTip(
            self.tr(
                "The score of a digit is the number z that its output is made of.\n"
                "The lead of one digit over another is the difference of their scores."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_px(self.setMinimumSize, 120, 4 * 22)
        self.steps: tuple[Step, ...] = ()
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """Rows of 46, four at least."""
        return px_size(136, max(len(self.steps), 4) * _ROW - (_ROW - _LABEL - _BAR))

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps; none for nothing."""
        if len(steps) != len(self.steps):
            self.updateGeometry()
        self.steps = tuple(steps)
        self.setAccessibleDescription(", ".join(f"{step.label} {step.text}" for step in self.steps))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row: what it is, its value, its bar."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(event.rect(), QColor(theme.card))
        if not self.steps:
            return
        n_gaps = max(len(self.steps) - 1, 1)
        row = min(exact_px(_ROW), (self.height() - exact_px(_LABEL + _BAR)) / n_gaps)
        bar = min(exact_px(_BAR), max(row - exact_px(_LABEL) - exact_px(2), exact_px(4)))
        ends = [end for step in self.steps for end in (step.start, step.end)]
        least, most = min(0.0, *ends), max(0.0, *ends)
        unit = (self.width() - 1) / (most - least) if most > least else 0.0
        plain, bold = label_font(self.font()), label_font(self.font(), is_bold=True)
        middle = Qt.AlignmentFlag.AlignVCenter
        connecting = QPen(QColor(theme.line), exact_px(1), Qt.PenStyle.DotLine)
        painter.setPen(connecting)
        for number, step in enumerate(self.steps[:-1]):  # under the words
            x = min((step.end - least) * unit, self.width() - 1.0)
            painter.drawLine(QLineF(x, number * row + exact_px(_LABEL) + bar, x, (number + 1) * row + exact_px(_LABEL)))
        for number, step in enumerate(self.steps):
            top = number * row
            words = QRectF(0, top, self.width(), exact_px(_LABEL))
            is_all = step.look == "all"
            painter.setFont(bold)
            width = painter.fontMetrics().horizontalAdvance(step.text)
            room = self.width() - width - px(6)
            right = Qt.AlignmentFlag.AlignRight | middle
            _write(painter, words, right, step.text, theme)
            painter.setFont(bold if is_all else plain)
            label = painter.fontMetrics().elidedText(step.label, Qt.TextElideMode.ElideRight, max(room, 0))
            _write(painter, words, Qt.AlignmentFlag.AlignLeft | middle, label, theme)
            place = QRectF(
                (min(step.start, step.end) - least) * unit,
                top + exact_px(_LABEL),
                max(abs(step.end - step.start) * unit, exact_px(1)),
                bar,
            )
            self._paint_bar(painter, place, step.look)

    def _paint_bar(self, painter: QPainter, place: QRectF, look: Look) -> None:
        theme = self._theme
        colors = {
            "plain": theme.muted,
            "for": theme.weight_positive,
            "against": theme.weight_negative,
            "all": theme.text,
        }
        painter.fillRect(place, QColor(colors[look]))
        if look == "against":
            painter.save()
            painter.setClipRect(place)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.card), exact_px(1.5)))
            step = exact_px(6)
            x = place.left() - place.height()
            while x < place.right():
                painter.drawLine(QLineF(x, place.bottom(), x + place.height(), place.top()))
                x += step
            painter.restore()


def _write(painter: QPainter, words: QRectF, flags: Qt.AlignmentFlag, text: str, theme: Theme) -> None:
    """Text on the card's ground: no line goes through it."""
    ground = painter.boundingRect(words, flags, text)
    painter.fillRect(ground.adjusted(-1, 0, 1, 0), QColor(theme.card))
    painter.setPen(QColor(theme.text))
    painter.drawText(words, flags, text)
