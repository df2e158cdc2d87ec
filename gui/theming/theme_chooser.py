"""The menu View > Theme: gives every view its colors, and follows the system where that is chosen."""

from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui.state.preferences import Preferences
from gui.theming.scale import SCALE
from gui.theming.style_sheet import style_window
from gui.theming.theme import THEMES, Theme, ThemeChoice, apply_theme, current_theme


class Themed(Protocol):
    """What has colors of its own."""

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""


class ThemeChooser(QObject):
    """Stands between the menu and the views; begins with the theme of the last time.

    Parameters
    ----------
    window
        Whose frame gets the theme, too.
    actions
        The menu's, by choice.
    views
        All that has colors of its own.
    preferences
        What remembers the user's choice; ``None`` for nothing.

    Attributes
    ----------
    choice
        What was chosen, here or from outside.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        views: Sequence[Themed],
        preferences: Preferences | None,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._views, self._preferences = window, actions, views, preferences
        self.choice: ThemeChoice = "system"
        for name, action in actions.items():
            action.setData(name)
            action.triggered.connect(self._on_chosen)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        SCALE.changed.connect(self._on_scale_changed)
        self.set_theme("system" if preferences is None else preferences.text("theme", "system"))

    def set_theme(self, choice: str) -> None:
        """Use the theme "light", "dark" or "contrast", or that of the "system"."""
        self.choice = cast("ThemeChoice", choice) if choice in THEMES else "system"
        self._actions[self.choice].setChecked(True)
        theme = current_theme(self.choice)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        style_window(self._window, theme)
        for view in self._views:
            view.set_theme(theme)

    @Slot()
    def style_anew(self) -> None:
        """Something else that the style sheet says has changed."""
        style_window(self._window, current_theme(self.choice))

    @Slot()
    def _on_chosen(self) -> None:
        choice = next(name for name, action in self._actions.items() if action.isChecked())
        self.set_theme(choice)
        if self._preferences is not None:
            self._preferences.set_text("theme", choice)

    @Slot()
    def _on_scale_changed(self) -> None:
        self.set_theme(self.choice)  # the style sheet and the views' pens are made for one factor

    @Slot()
    def _on_color_scheme_changed(self) -> None:
        if self.choice == "system":
            self.set_theme("system")
