"""The badges beside the bars: what answers is past, or broken. Pressed, they go back to now, or mend it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from gui.theming.fonts import NOTE_PX
from gui.theming.scale import exact_px, px, set_font_px
from gui.theming.theme import LIGHT, Theme
from gui.widgets.buttons import follow


class PastBadge(QPushButton):
    """Says "Epoch 12 of 300, past", or less of it where there is less room; or the same of what is broken.

    Parameters
    ----------
    action
        What a press does.
    name
        The object name.
    """

    def __init__(self, action: QAction, parent: QWidget | None = None, *, name: str = "pastBadge") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "badge")
        self._action = action
        self.setAutoDefault(False)
        follow(self, action)
        set_font_px(self, NOTE_PX)
        self._theme = LIGHT
        self._texts: tuple[str, ...] = ("",)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def say(self, *texts: str) -> None:
        """Take the words, the longest first."""
        self._texts = texts or ("",)
        does = self._action.iconText()
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        name = self.tr("{what}. {action}").format(what=self._texts[0], action=does)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(f"{name} ({keys})" if keys else name)
            self.update()

    @property
    def text_shown(self) -> str:
        """The words that have room."""
        return self._fitting(self.width())

    def _fitting(self, width: int) -> str:
        room = width - px(16)
        fits = (text for text in self._texts if self.fontMetrics().horizontalAdvance(text) <= room)
        return next(fits, self._texts[-1])

    def width_within(self, room: int) -> int:
        """How wide it is with the words for which there is room."""
        return self.fontMetrics().horizontalAdvance(self._fitting(room)) + px(18)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return QSize(self.fontMetrics().horizontalAdvance(self._texts[0]) + px(18), px(24))

    def minimumSizeHint(self) -> QSize:
        """Room for the fewest."""
        return QSize(self.fontMetrics().horizontalAdvance(self._texts[-1]) + px(16), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill in the accent's tint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, half = self._theme, exact_px(1)
        pill = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(QColor(theme.accent), exact_px(2 if self.hasFocus() else 1)))
        painter.setBrush(QColor(theme.tint))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(theme.accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text_shown)
        painter.end()


def shared_widths(badges: Sequence[PastBadge], room: int) -> list[int]:
    """How wide each badge is: as it likes, where there is room for all; else they have equal parts of it."""
    likes = [badge.sizeHint().width() for badge in badges]
    if sum(likes) <= room or not badges:
        return likes
    each = max(room // len(badges), 0)
    return [max(badge.width_within(each), badge.minimumSizeHint().width()) for badge in badges]
