"""The mean digit of each class, as labeled and as the network reads it, side by side."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.data.dataset import Digits
from engine.evaluation.class_means import ClassMeans
from engine.nn.network import N_CLASSES
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, px, px_size
from gui.theming.theme import LIGHT, Theme
from gui.translation import translate
from gui.widgets.digit_grid import digit_image
from gui.widgets.images import ink_shades
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_GAP, _BETWEEN = 6, 12  # points: between the two of a pair, and around a pair
_LARGEST = 120
_SMALLEST = 20
_CENTER = Qt.AlignmentFlag.AlignCenter


class ClassMeansView(ThemedWidget):
    """Ten pairs of pictures, as many in a row as make them largest.

    Attributes
    ----------
    means
        What is shown; ``None`` while there is nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classMeansView")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Mean digit of each class"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.means: ClassMeans | None = None
        self._text = ""
        self._shades = ink_shades(LIGHT)

    def sizeHint(self) -> QSize:
        """Four pairs in a row."""
        return px_size(900, 560)

    def minimumSizeHint(self) -> QSize:
        """Two pairs in a row with all their words."""
        return QSize(2 * self._least_width(), px(100))

    def hasHeightForWidth(self) -> bool:
        """Fewer pairs in a row are more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height in which all words can be read."""
        line = self.fontMetrics().height()
        most = min(max(width // self._least_width(), 2), 5)
        return -(-N_CLASSES // most) * (self._least_side() + 4 * line + px(_GAP))

    def _least_side(self) -> int:
        """Of a picture, so that the words below each of a pair do not meet."""
        words = (self.tr("labeled {n:,}"), self.tr("read {n:,}"))
        return max(self.fontMetrics().horizontalAdvance(text.format(n=6999)) for text in words)

    def _least_width(self) -> int:
        """Of a pair with its words."""
        longest = translate("ClassMeansView", "{n_different} of {n_pixels} pixels differ")
        words = self.fontMetrics().horizontalAdvance(longest.format(n_different=784, n_pixels=784))
        return max(2 * self._least_side() + px(_GAP), words) + px(_BETWEEN)

    def set_means(self, means: ClassMeans) -> None:
        """Show means."""
        self.means = means
        self.setAccessibleDescription("; ".join(_difference_text(means, digit) for digit in range(N_CLASSES)))
        self.update()

    @Slot(str)
    def clear(self, text: str) -> None:
        """Show none, and a sentence that says why."""
        self.means, self._text = None, text
        self.setAccessibleDescription(text)
        self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._shades = ink_shades(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pair by pair: heading, two pictures, what each is, how they differ."""
        painter = QPainter(self)
        means = self.means
        if means is None:
            painter.setPen(QColor(self._theme.muted))
            room = self.rect().adjusted(px(24), px(24), -px(24), -px(24))
            painter.drawText(room, _CENTER | Qt.TextFlag.TextWordWrap, self._text)
            return
        line = QFontMetrics(self.font()).height()
        n_columns, side = self._fitting(line, means.shape[0])
        width, height = 2 * side + px(_GAP), side + 4 * line
        n_rows = -(-N_CLASSES // n_columns)
        step_x = self.width() // n_columns
        step_y = min((self.height()) // n_rows, height + 3 * px(_BETWEEN))
        for digit in range(N_CLASSES):
            row, column = divmod(digit, n_columns)
            left = column * step_x + (step_x - width) // 2
            self._paint_pair(painter, QRect(left, row * step_y, width, height), means, digit, side)

    def _fitting(self, line: int, size: int) -> tuple[int, int]:
        """How many pairs stand in a row, and the side of a picture, as large as there is room.

        Each of its ``size`` pixels gets whole points.
        """
        best = (2, 0)
        for n_columns in (5, 4, 3, 2):
            if n_columns > 2 and self.width() // n_columns < self._least_width():
                continue
            n_rows = -(-N_CLASSES // n_columns)
            across = (self.width() // n_columns - px(_GAP) - px(_BETWEEN)) // 2
            down = self.height() // n_rows - 4 * line - px(_GAP)
            side = min(across, down, px(_LARGEST))
            if side > best[1]:
                best = (n_columns, side)
        side = best[1]
        return best[0], side // size * size if side >= 2 * size else max(side, px(_SMALLEST))

    def _paint_pair(self, painter: QPainter, place: QRect, means: ClassMeans, digit: int, side: int) -> None:
        theme = self._theme
        line = QFontMetrics(self.font()).height()
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(place.left(), place.top(), place.width(), line), _CENTER, str(digit))
        painter.setFont(self.font())
        kinds = (
            (self.tr("labeled {n:,}"), means.labeled, means.n_labeled),
            (self.tr("read {n:,}"), means.recognized, means.n_recognized),
        )
        for number, (words_below, pictures, counts) in enumerate(kinds):
            sheet = QRect(place.left() + number * (side + px(_GAP)), place.top() + line, side, side)
            self._paint_picture(painter, sheet, pictures[digit], means.shape)
            painter.setPen(QColor(theme.text))
            below = QRectF(sheet.left() - px(_GAP), sheet.bottom() + px(2), side + 2 * px(_GAP), line)
            painter.drawText(below, _CENTER, words_below.format(n=int(counts[digit])))
        painter.setPen(QColor(theme.muted))
        words = QRect(
            place.left() - px(_BETWEEN), place.top() + side + 2 * line + px(3), place.width() + 2 * px(_BETWEEN), line
        )
        painter.drawText(words, _CENTER, _difference_text(means, digit))

    def _paint_picture(
        self, painter: QPainter, sheet: QRect, mean: NDArray[np.float64], shape: tuple[int, ...]
    ) -> None:
        theme, shades = self._theme, self._shades
        if not np.isfinite(mean).all():
            painter.setPen(QPen(QColor(theme.border), exact_px(1), Qt.PenStyle.DashLine))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
            painter.setPen(QColor(theme.muted))
            painter.drawText(sheet, _CENTER, self.tr("none"))
            return
        one = Digits(mean[None], np.zeros(1, dtype=np.intp), shape=shape)
        painter.drawImage(sheet, digit_image(one, 0, shades))
        paint_frame(painter, sheet, QColor(theme.border))


def _difference_text(means: ClassMeans, digit: int) -> str:
    n_different, n_pixels = int(means.n_different[digit]), means.labeled.shape[1]
    if n_different < 0:
        return (
            translate("ClassMeansView", "no digit has this label")
            if not means.n_labeled[digit]
            else translate("ClassMeansView", "no digit is read as this")
        )
    return translate("ClassMeansView", "{n_different} of {n_pixels} pixels differ").format(
        n_different=n_different, n_pixels=n_pixels
    )
