"""What all widgets that have colors of their own share: the theme that they are in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.theming.theme import LIGHT, Theme


class ThemedWidget(QWidget):
    """A widget that paints, or whose parts paint, in the colors of a theme; in light ones until it is told.

    What has parts, or colors that it computes, extends :meth:`set_theme`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT

    @property
    def theme(self) -> Theme:
        """The theme that it is in."""
        return self._theme

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.update()
