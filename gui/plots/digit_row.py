"""A few digits side by side, each with what it is and how far it is from something."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.data.dataset import Digits
from gui.plots.curve_legend import label_font
from gui.plots.ink_parts import paint_old_mark
from gui.theming.frames import paint_frame
from gui.theming.scale import follow_factor, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.digit_grid import digit_image
from gui.widgets.images import ink_shades
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

N_DIGITS = 5
"""Places in the row."""
_GAP, _CAPTION = 12, 20


@dataclass(frozen=True, slots=True)
class NearDigit:
    """One of them: which of the data, what it is, and how far."""

    index: int
    label: int
    distance: float


class DigitRow(ThemedWidget):
    """Five places, empty sheets while there is nothing to show.

    Attributes
    ----------
    shown
        The digits, the nearest first.
    is_old
        Whether newer ones are being looked for; then it says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nearestDigits")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("The training digits that are most alike"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, N_DIGITS * 34 + (N_DIGITS - 1) * _GAP, 34 + _CAPTION)
        self.shown: tuple[NearDigit, ...] = ()
        self.is_old = False
        self._colors: dict[int, str] = {}
        self._digits: Digits | None = None
        self._images: list[QImage] = []
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """Pictures of 70."""
        return px_size(N_DIGITS * 72 + (N_DIGITS - 1) * _GAP, 72 + _CAPTION)

    def show_digits(self, digits: Digits | None, shown: Sequence[NearDigit], pair: tuple[int, int] | None) -> None:
        """Show digits of a data set; those of a pair of labels are written in the colors of the two."""
        is_other = digits is not self._digits or [each.index for each in shown] != [each.index for each in self.shown]
        self._digits, self.shown = digits, tuple(shown)
        self._pair = pair
        if is_other:
            self._make_images()
        self.setAccessibleDescription(
            ", ".join(
                self.tr("{label} at {distance:.2f}").format(label=each.label, distance=each.distance)
                for each in self.shown
            )
        )
        self.update()

    def set_old(self, is_old: bool) -> None:
        """Say that what is shown is of a drawing, or of a network, that is no longer."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._make_images()

    _pair: tuple[int, int] | None = None

    def _make_images(self) -> None:
        shades, digits = ink_shades(self._theme), self._digits
        self._images = [] if digits is None else [digit_image(digits, each.index, shades) for each in self.shown]

    def squares(self) -> list[QRect]:
        """Where the pictures are."""
        edge, gap = px(1), px(_GAP)
        side = min((self.width() - (N_DIGITS - 1) * gap) // N_DIGITS, self.height() - px(_CAPTION)) - 2 * edge
        side = max(side, 1)
        step = side + 2 * edge + gap
        return [QRect(edge + number * step, edge, side, side) for number in range(N_DIGITS)]

    def event(self, event: QEvent) -> bool:
        """Which digit of the data it is, beside the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            places = zip(self.squares(), self.shown, strict=False)
            under = next((each for place, each in places if place.contains(event.pos())), None)
            text = "" if under is None else self.tr("Digit {number:,} of the data, labeled {label}")
            number, label = (under.index + 1, under.label) if under is not None else (0, 0)
            QToolTip.showText(event.globalPos(), text.format(number=number, label=label), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, label and distance of each."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(event.rect(), QColor(theme.card))
        squares = self.squares()
        for number, place in enumerate(squares):
            painter.fillRect(place, QColor(theme.paper))
            if number < len(self._images):
                image = self._images[number]
                whole = max(place.width() // image.width(), 1) * image.width()
                inner = QRect(0, 0, whole, whole)
                inner.moveCenter(place.center())
                painter.drawImage(inner, image)
            is_there = number < len(self.shown)
            paint_frame(painter, place, QColor(theme.line if is_there else theme.border))
            if is_there:
                self._paint_caption(painter, place, self.shown[number])
        if self.is_old and self.shown:
            paint_old_mark(painter, squares[0].united(squares[-1]), self.tr("Being worked out…"), self)

    def _paint_caption(self, painter: QPainter, place: QRect, digit: NearDigit) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        words = QRectF(place.left(), place.bottom() + 1 + px(1), place.width(), px(_CAPTION))
        color = theme.text
        if self._pair is not None and digit.label in self._pair:
            color = theme.weight_positive if digit.label == self._pair[0] else theme.weight_negative
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(color))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, str(digit.label))
        painter.setFont(label_font(self.font()))
        painter.setPen(QColor(theme.muted))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, distance_text(digit.distance))


def distance_text(distance: float) -> str:
    """A distance with as many figures as say something."""
    return f"{distance:.2f}" if distance < 100 else f"{distance:,.0f}"
