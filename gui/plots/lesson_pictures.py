"""Pictures that a lesson has computed: side by side, each with a few words below; and a loss over a plane."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.lessons.measured import CaptionedPicture, Surface
from gui.plots.axis_ticks import plain_number
from gui.plots.curve_legend import label_font
from gui.plots.ink import mixed, readable_on
from gui.plots.mosaic_image import diverging_colors
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.widgets.images import ink_colors, ink_image, rgb_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_GAP, _CAPTION, _MOST_SIDE = 8, 18, 112


class LessonPictures(ThemedWidget):
    """As many pictures as there are, in the columns that make them largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPictures")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Pictures of the lesson"))
        set_px(self.setMinimumSize, 200, 120)
        follow_factor(self)
        self.pictures: tuple[CaptionedPicture, ...] = ()

    def sizeHint(self) -> QSize:
        """Two rows of pictures."""
        return px_size(448, 240)

    def show_pictures(self, pictures: tuple[CaptionedPicture, ...]) -> None:
        """Show these."""
        self.pictures = pictures
        self.setAccessibleDescription(", ".join(str(picture.caption) for picture in pictures))
        self.update()

    def _places(self) -> list[QRect]:
        """Where the pictures are, captions below them."""
        n, gap, caption = max(len(self.pictures), 1), px(_GAP), px(_CAPTION)
        best, columns = 0, 1
        for n_columns in range(1, n + 1):
            n_rows = math.ceil(n / n_columns)
            width = (self.width() - (n_columns - 1) * gap) // n_columns
            height = (self.height() - (n_rows - 1) * gap) // n_rows - caption
            side = min(width, height, px(_MOST_SIDE))
            if side > best:
                best, columns = side, n_columns
        step = (best + gap, best + caption + gap)
        return [
            QRect(number % columns * step[0] + 1, number // columns * step[1] + 1, max(best - 2, 1), max(best - 2, 1))
            for number in range(len(self.pictures))
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each picture in its frame, with its caption."""
        painter, theme = QPainter(self), self._theme
        painter.setFont(label_font(self.font()))
        metrics = QFontMetricsF(painter.font())
        for place, picture in zip(self._places(), self.pictures, strict=True):
            if picture.is_signed:
                known = np.nan_to_num(picture.values, nan=0.0, posinf=0.0, neginf=0.0)
                most = float(np.abs(known).max()) or 1.0
                levels = np.clip((known / most + 1) / 2 * 255, 0, 255).astype(np.uint8)
                image = rgb_image(np.ascontiguousarray(diverging_colors(theme)[levels]))
            else:
                image = ink_image(picture.values, theme.paper, theme.ink)
            painter.drawImage(place, image)
            paint_frame(painter, place, QColor(theme.line))
            painter.setPen(QColor(theme.text))
            text = metrics.elidedText(str(picture.caption), Qt.TextElideMode.ElideRight, place.width())
            words = QRectF(place.left(), place.bottom() + 2, place.width(), px(_CAPTION))
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class LessonSurface(ThemedWidget):
    """A loss over a plane: the more ink, the greater; points that stand out are named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonSurface")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Loss over a plane through the networks"))
        set_px(self.setMinimumSize, 200, 140)
        follow_factor(self)
        self._surface: Surface | None = None

    def sizeHint(self) -> QSize:
        """A square."""
        return px_size(448, 360)

    def show_surface(self, surface: Surface) -> None:
        """Show it."""
        self._surface = surface
        marks = ", ".join(str(what) for _, _, what in surface.marks)
        least, greatest = float(np.nanmin(surface.z)), float(np.nanmax(surface.z))
        text = self.tr("From {least} to {greatest}; marked: {marks}")
        self.setAccessibleDescription(
            text.format(least=plain_number(least), greatest=plain_number(greatest), marks=marks)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plane as a picture, its marks, and what most and least ink stand for."""
        painter, theme, surface = QPainter(self), self._theme, self._surface
        painter.fillRect(event.rect(), QColor(theme.card))
        if surface is None:
            painter.end()
            return
        foot = px(24)
        side = min(self.width(), self.height() - foot)
        place = QRect((self.width() - side) // 2 + 1, 1, side - 2, side - 2)
        # In the logarithm: near its least value a loss changes by little, and that is what is to be seen.
        z = np.log(np.maximum(surface.z, 1e-9))
        low, high = float(np.nanmin(z)), float(np.nanmax(z))
        shares = np.nan_to_num((z - low) / max(high - low, 1e-12), nan=1.0)
        painter.drawImage(place, rgb_image(np.ascontiguousarray(ink_colors(shares[::-1], theme.paper, theme.ink))))
        paint_frame(painter, place, QColor(theme.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(label_font(self.font(), is_bold=True))
        for x, y, what in surface.marks:
            at = self._at(surface, place, x, y)
            share = float(shares[np.abs(surface.y - y).argmin(), np.abs(surface.x - x).argmin()])
            ground = mixed(QColor(theme.paper), QColor(theme.ink), share)
            painter.setPen(QPen(readable_on(ground, theme), exact_px(2)))
            painter.drawEllipse(at, exact_px(4), exact_px(4))
            text = str(what)
            width = QFontMetricsF(painter.font()).horizontalAdvance(text)
            beside = px(8) if at.x() + px(8) + width < place.right() else -px(8) - width
            painter.drawText(at + QPointF(beside, px(4)), text)
        painter.setFont(label_font(self.font()))
        painter.setPen(QColor(theme.muted))
        least, greatest = (plain_number(float(f"{math.exp(value):.3g}")) for value in (low, high))
        text = self.tr("paper: a loss of {least}, ink: {greatest}").format(least=least, greatest=greatest)
        painter.drawText(
            QRectF(0, place.bottom(), self.width(), foot),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
            text,
        )
        painter.end()

    @staticmethod
    def _at(surface: Surface, place: QRect, x: float, y: float) -> QPointF:
        spans = [(float(axis[0]), float(axis[-1])) for axis in (surface.x, surface.y)]
        right = (x - spans[0][0]) / ((spans[0][1] - spans[0][0]) or 1.0)
        up = (y - spans[1][0]) / ((spans[1][1] - spans[1][0]) or 1.0)
        return QPointF(place.left() + right * place.width(), place.bottom() - up * place.height())
