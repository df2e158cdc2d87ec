"""The menu View > Theme: gives every view its colors, and follows the system where that is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.state.preferences import WindowState
from gui.theming.theme import ThemeChoice, apply_theme, current_theme, style_window

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class ThemeChooser(QObject):
    """Stands between the menu and the views; begins with the theme of the last time.

    Parameters
    ----------
    window
        Whose menu and views they are.
    state
        What remembers the user's choice; ``None`` for nothing.
    """

    def __init__(self, window: "MainWindow", state: WindowState | None) -> None:
        super().__init__(window)
        self._window = window
        self._state = state
        self._choice: ThemeChoice = "system"
        for name, action in window.menus.themes.items():
            action.setData(name)
            action.triggered.connect(self._on_chosen)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        self.set_theme("system" if state is None else state.text("theme", "system"))

    def set_theme(self, choice: str) -> None:
        """Use the theme "light" or "dark", or that of the "system"."""
        window = self._window
        self._choice = "light" if choice == "light" else "dark" if choice == "dark" else "system"
        window.menus.themes[self._choice].setChecked(True)
        theme = current_theme(self._choice)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, theme)
        style_window(window, theme)
        for view in (window.canvas, window.reading, window.mosaic, window.loss_plot, window.view_tabs):
            view.set_theme(theme)

    @Slot()
    def _on_chosen(self) -> None:
        choice = next(name for name, action in self._window.menus.themes.items() if action.isChecked())
        self.set_theme(choice)
        if self._state is not None:
            self._state.set_text("theme", choice)

    @Slot()
    def _on_color_scheme_changed(self) -> None:
        if self._choice == "system":
            self.set_theme("system")
