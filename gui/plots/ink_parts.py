"""A drawing whose pixels say for which of two digits they spoke: red for the one, blue and striped for the other."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plots.curve_legend import label_font
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, follow_factor, px, px_size, set_px
from gui.translation import fill
from gui.widgets.images import ink_colors, rgb_image, rgb_of
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_EXPONENT = 0.8  # opacity = (|part| / largest)^0.8
_LEAST_OPACITY = 0.02
_UNDER = 0.14  # opacity of the drawing below: ink that spoke for neither is seen
_STRIPE = 0.16  # of a pixel's side


class InkParts(ThemedWidget):
    """The square of pixels.

    Attributes
    ----------
    parts
        What each pixel added, shape (size, size), above 0 for the first digit; ``None`` while nothing is shown.
    is_old
        Whether a newer one is being worked out; then it says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inkParts")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind is not painted with every stroke
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Which ink spoke for which digit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_px(self.setMinimumSize, 90, 90)
        self.parts: NDArray[np.float64] | None = None
        self.is_old = False
        self._shares: NDArray[np.floating] = np.zeros((0, 0))
        self._pair = (0, 0)
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """A square of 240."""
        return px_size(240, 240)

    def hasHeightForWidth(self) -> bool:
        return False

    def show_parts(self, shares: NDArray[np.floating], parts: NDArray[np.float64], digit: int, other: int) -> None:
        """Show what was worked out.

        Parameters
        ----------
        shares
            The drawing, shape (size, size), 0 for paper to 1 for ink.
        parts
            See the class.
        digit, other
            The two digits.
        """
        self._shares, self.parts, self._pair = shares, parts, (digit, other)
        self.update()

    def clear(self) -> None:
        """Show empty paper."""
        if self.parts is not None:
            self.parts = None
            self.update()

    def set_old(self, is_old: bool) -> None:
        """Say that what is shown is of a drawing, or of a network, that is no longer."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.update()

    def picture_rect(self) -> QRect:
        """Where the pixels are, each of as many points."""
        edge = px(1)
        room = min(self.width(), self.height()) - 2 * edge
        size = max(len(self._shares), 1)
        side = max(room // size, 1) * size if self.parts is not None else room
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def event(self, event: QEvent) -> bool:
        """A pixel's number beside the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(event.pos()), self)
            return True
        return super().event(event)

    def text_at(self, position: QPoint) -> str:
        """What is known of the pixel at a point of the widget; empty where there is none."""
        picture = self.picture_rect()
        if self.parts is None or not picture.contains(position):
            return ""
        size = len(self.parts)
        row = (position.y() - picture.top()) * size // picture.height()
        column = (position.x() - picture.left()) * size // picture.width()
        part, (digit, other) = float(self.parts[row, column]), self._pair
        where = fill(
            self.tr("Row {row}, column {column}: ink {ink:.2f}"),
            row=row + 1,
            column=column + 1,
            ink=float(self._shares[row, column]),
        )
        if not part:
            return self.tr("{where}, says nothing").format(where=where)
        return self.tr("{where}, {part:.3f} for {digit}").format(
            where=where, part=abs(part), digit=digit if part > 0 else other
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, the drawing faintly, and the pixels that spoke."""
        painter, theme, picture = QPainter(self), self._theme, self.picture_rect()
        painter.fillRect(event.rect(), QColor(theme.card))
        painter.fillRect(picture, QColor(theme.paper))
        if self.parts is not None:
            painter.drawImage(picture, rgb_image(self._colors(self.parts)))
            self._paint_stripes(painter, picture, self.parts)
        paint_frame(painter, picture, QColor(theme.line))
        if self.is_old:
            paint_old_mark(painter, picture, self.tr("Being worked out…"), self)

    def _opacities(self, parts: NDArray[np.float64]) -> NDArray[np.float64]:
        largest = float(np.abs(parts).max())
        opacities: NDArray[np.float64] = (
            (np.abs(parts) / largest) ** _EXPONENT if largest > 0.0 else np.zeros(parts.shape)
        )
        return opacities

    def _colors(self, parts: NDArray[np.float64]) -> NDArray[np.uint8]:
        """The color of each pixel: paper, the drawing faintly upon it, and what it spoke for upon that."""
        theme = self._theme
        ground = ink_colors(_UNDER * np.clip(self._shares, 0.0, 1.0), theme.paper, theme.ink).astype(np.float32)
        speaks = np.where(parts[..., np.newaxis] > 0, rgb_of(theme.weight_positive), rgb_of(theme.weight_negative))
        colors: NDArray[np.uint8] = (ground + self._opacities(parts)[..., np.newaxis] * (speaks - ground) + 0.5).astype(
            np.uint8
        )
        return colors

    def _paint_stripes(self, painter: QPainter, picture: QRect, parts: NDArray[np.float64]) -> None:
        side, theme = picture.width() // len(parts), self._theme
        cells = np.argwhere((parts < 0) & (self._opacities(parts) > _LEAST_OPACITY))
        if not len(cells):
            return
        corners = cells[:, ::-1] * side + (picture.left(), picture.top())
        stripes = [QLineF(x + 0.5, y + side - 0.5, x + side - 0.5, y + 0.5) for x, y in corners.tolist()]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(_STRIPE * side, 1.0)
        painter.setPen(QPen(QColor(theme.paper), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(stripes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_old_mark(painter: QPainter, picture: QRect, text: str, widget: ThemedWidget) -> None:
    """Say in the corner of a picture that it is not that of now."""
    painter.setFont(label_font(widget.font()))
    metrics = painter.fontMetrics()
    height = metrics.height() + px(4)
    width = min(metrics.horizontalAdvance(text) + px(10), picture.width())
    place = QRectF(picture.left(), picture.bottom() + 1 - height, width, height)
    painter.fillRect(place, QColor(widget.theme.tint))
    painter.setPen(QPen(QColor(widget.theme.text), exact_px(1)))
    painter.drawText(
        place, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
    )
