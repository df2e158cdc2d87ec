"""The inspector: the unit, map or digit that is pointed at, in pictures and numbers."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from engine.nn.activations import Floats
from gui.plots.mosaic_image import LEVELS, diverging_colors
from gui.plots.network_layout import INSPECTOR_HEIGHT, INSPECTOR_WIDTH
from gui.plots.pixel_working import Figure
from gui.plots.unit_working import UnitWorking
from gui.theming.frames import paint_frame
from gui.theming.scale import SCALE, exact_px, px, px_size
from gui.theming.theme import LIGHT, Theme
from gui.widgets.buttons import push_button
from gui.widgets.images import rgb_image
from gui.widgets.speaking import speak_as

_PICTURE, _PADDING, _BUTTON = 72, 12, 24
_WIDE = 560  # from this width on, its parts stand beside each other


class UnitInspector(QFrame):
    """A card: what the unit looks for and what it found, how its value comes about, what it says to each digit.

    Attributes
    ----------
    working
        What is shown; ``None`` for nothing.
    silence_button, pin_button
        Have the unit silenced or speak again, and keep it or let it go.
    silence_requested, pin_requested
        Signals of these.
    """

    silence_requested = Signal()
    pin_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unitInspector")
        speak_as(self, QAccessible.Role.Grouping)
        self.working: UnitWorking | None = None
        self._theme = LIGHT
        self._is_pinned = False
        self._colors = diverging_colors(LIGHT)
        self.silence_button = push_button(self.tr("Silence"), "silenceUnitButton")
        self.pin_button = push_button(self.tr("Pin"), "pinUnitButton")
        for button in (self.silence_button, self.pin_button):
            button.setParent(self)
            button.setProperty("role", "low")
        self.silence_button.clicked.connect(self.silence_requested)
        self.pin_button.clicked.connect(self.pin_requested)
        SCALE.keep(self, "arrange", UnitInspector._arrange, is_last=True)

    def sizeHint(self) -> QSize:
        """Its fixed size."""
        return px_size(INSPECTOR_WIDTH, INSPECTOR_HEIGHT)

    def show_unit(self, working: UnitWorking | None, *, is_pinned: bool) -> None:
        """Show a unit, a map or a digit."""
        self.working, self._is_pinned = working, is_pinned
        if working is not None:
            self.setAccessibleName(working.title)
            self.setAccessibleDescription(working.sentence)
            self.silence_button.setText(self.tr("Mend") if working.is_silent else self.tr("Silence"))
            self.silence_button.setVisible(working.can_be_silenced)
            self.silence_button.setToolTip(
                self.tr("Have it speak again (Delete)")
                if working.is_silent
                else self.tr("See what the network says without it (Delete); nothing stored changes")
            )
            self.pin_button.setText(self.tr("Unpin") if is_pinned else self.tr("Pin"))
            self.pin_button.setToolTip(self.tr("Let it go (Esc)") if is_pinned else self.tr("Keep it here (Enter)"))
            self._arrange()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self._colors = diverging_colors(theme)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go to the right end."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        right, top, high = self.width() - px(_PADDING), px(8), px(_BUTTON)
        for button in (self.pin_button, self.silence_button):
            text = QFontMetricsF(button.font()).horizontalAdvance(button.text())
            width = round(text) + px(20)
            button.setGeometry(right - width, top, width, high)
            right -= width + px(4)

    @property
    def _is_wide(self) -> bool:
        return self.width() >= px(_WIDE)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it, one part below the other, or beside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        edge = exact_px(1)
        if self._is_wide:
            painter.fillRect(self.rect(), QColor(theme.card))
        else:
            painter.setPen(QPen(QColor(theme.line), edge))
            painter.setBrush(QColor(theme.card))
            place = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(place, exact_px(8), exact_px(8))
        working = self.working
        if working is None:
            return
        pad = exact_px(_PADDING)
        left = 0.0 if self._is_wide else pad
        painter.setFont(self._font(14, is_bold=True))
        painter.setPen(QColor(theme.text))
        room = self.silence_button.x() - exact_px(4) - left
        title = QFontMetricsF(painter.font()).elidedText(working.title, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, exact_px(8), room, exact_px(24)), middle, title)
        top = exact_px(38)
        x = self._paint_pictures(painter, left, top)
        if self._is_wide:
            self._paint_figures(painter, working.figures, QRectF(x, top, exact_px(150), 0))
            x += exact_px(150 + 24)
            width = min(exact_px(290), (self.width() - x) * 0.6)
            below = top
            if working.says is not None:
                self._paint_says(painter, working.says, QRectF(x, top, width, exact_px(100)))
                x += width + exact_px(20)
            self._paint_parts(painter, QRectF(x, below, self.width() - x, exact_px(120)))
            return
        self._paint_figures(painter, working.figures, QRectF(x, top, self.width() - pad - x, 0))
        inner = self.width() - 2 * pad
        below = top + exact_px(_PICTURE + 16)
        if working.says is not None:
            self._paint_says(painter, working.says, QRectF(left, below, inner, exact_px(68)))
            below += exact_px(70)
        else:
            below += exact_px(14)
        self._paint_parts(painter, QRectF(left, below, inner, self.height() - below - exact_px(4)))

    def _font(self, size: float, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(px(size), 1))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def _paint_pictures(self, painter: QPainter, left: float, top: float) -> float:
        working = self.working
        assert working is not None  # noqa: S101 - it is painted
        side = exact_px(_PICTURE)
        pairs: Sequence[tuple[Floats | None, str]] = (
            (working.looks_for, self.tr("looks for")),
            (working.found, self.tr("found here")),
        )
        for values, caption in pairs:
            if values is None:
                continue
            known = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
            limit = max(float(np.quantile(np.abs(known), 0.985)), float(np.abs(known).max()) * 0.25, 1e-12)
            index = np.clip((known / limit + 1) / 2 * (LEVELS - 1) + 0.5, 0, LEVELS - 1).astype(np.intp)
            place = QRectF(left, top, side, side)
            painter.drawImage(place, rgb_image(self._colors[index]))
            paint_frame(painter, place, QColor(self._theme.border))
            painter.setFont(self._font(12))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(
                QRectF(left, top + side, side + exact_px(8), exact_px(18)), Qt.AlignmentFlag.AlignLeft, caption
            )
            left += side + exact_px(8)
        return left + exact_px(4)

    def _paint_figures(self, painter: QPainter, figures: Sequence[Figure], place: QRectF) -> None:
        top, row = place.top(), exact_px(17)
        ruled = False
        for figure in figures:
            line = QRectF(place.left(), top, place.width(), row)
            if figure.is_result and not ruled:
                painter.fillRect(QRectF(place.left(), top, place.width(), exact_px(1)), QColor(self._theme.line))
                ruled = True
            painter.setFont(self._font(12))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, figure.name)
            painter.setFont(self._font(12, is_bold=figure.is_result))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure.text)
            top += row

    def _paint_says(self, painter: QPainter, says: Floats, place: QRectF) -> None:
        """Ten bars, up for what speaks for a digit, down for what speaks against it."""
        theme = self._theme
        painter.setFont(self._font(12))
        painter.setPen(QColor(theme.muted))
        line = exact_px(16)
        painter.drawText(QRectF(place.left(), place.top(), place.width(), line), Qt.AlignmentFlag.AlignLeft,
                         self.tr("What it says to each digit"))  # fmt: skip
        known = np.nan_to_num(says, nan=0.0, posinf=0.0, neginf=0.0)
        most = max(float(np.abs(known).max()), 1e-12)
        high = place.height() - 2 * line - exact_px(4)
        axis = place.top() + line + exact_px(2) + high / 2
        pitch = place.width() / len(known)
        for digit, value in enumerate(known.tolist()):
            x = place.left() + digit * pitch
            reach = value / most * high / 2
            color = QColor(theme.weight_positive if value > 0 else theme.weight_negative)
            painter.fillRect(QRectF(x + pitch * 0.25, min(axis, axis - reach), pitch * 0.5, abs(reach)), color)
            label = QRectF(x, place.bottom() - line, pitch, line)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(digit))
        painter.setPen(QPen(QColor(theme.line), exact_px(1)))
        painter.drawLine(QPointF(place.left(), axis), QPointF(place.right(), axis))

    def _paint_parts(self, painter: QPainter, place: QRectF) -> None:
        working = self.working
        assert working is not None  # noqa: S101 - it is painted
        if not working.parts:
            return
        line = exact_px(16)
        small, bold = self._font(12), self._font(12, is_bold=True)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QRectF(place.left(), place.top(), place.width(), line), Qt.AlignmentFlag.AlignLeft,
                         working.parts_title)  # fmt: skip
        x, y = place.left(), place.top() + line
        for name, value in working.parts:
            wide = QFontMetricsF(small).horizontalAdvance(name) + exact_px(6)
            total = wide + QFontMetricsF(bold).horizontalAdvance(value) + exact_px(12)
            if x + total - exact_px(12) > place.right() and x > place.left():
                x, y = place.left(), y + line
            if y + line > place.bottom() + exact_px(2):
                break
            painter.setFont(small)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(x, y + line * 0.8), name)
            painter.setFont(bold)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + wide, y + line * 0.8), value)
            x += total
