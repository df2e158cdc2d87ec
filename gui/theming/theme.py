"""Colors, light and dark: one table each, applied as palette to the application and as style sheet to a window.

The two colors of the learning curves, and the blue-white-red of the weights, keep apart for all common kinds of color
blindness; besides, no view tells anything by color alone.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

ThemeChoice = Literal["system", "light", "dark"]
_STYLED = "digitLabStyled"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of one theme, as ``#rrggbb``.

    Attributes
    ----------
    name
        "light" or "dark".
    window, card, field, border
        Backgrounds from outermost to innermost, and lines around them.
    text, muted
        Text, and text of lesser weight.
    accent, on_accent
        What is to be pressed or has won, and text on it.
    error, on_error
        Background of messages about something wrong, and text on it.
    paper, ink
        Canvas and network input.
    train, validation
        Learning curves.
    weight_negative, weight_zero, weight_positive
        Ends and middle of the diverging scale of the weights.
    """

    name: str
    window: str
    card: str
    field: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    error: str
    on_error: str
    paper: str
    ink: str
    train: str
    validation: str
    weight_negative: str
    weight_zero: str
    weight_positive: str


LIGHT = Theme(
    name="light",
    window="#eef0f3",
    card="#ffffff",
    field="#ffffff",
    border="#c9ced6",
    text="#1a1f27",
    muted="#57606d",
    accent="#1f5fc4",
    on_accent="#ffffff",
    error="#fde8e4",
    on_error="#8a1c0c",
    paper="#ffffff",
    ink="#10151c",
    train="#1f5fc4",
    validation="#c2500a",
    weight_negative="#2166ac",
    weight_zero="#f7f7f7",
    weight_positive="#b2182b",
)
DARK = Theme(
    name="dark",
    window="#16191e",
    card="#20252d",
    field="#272d36",
    border="#3d4550",
    text="#e8ebef",
    muted="#a3adba",
    accent="#6aa5ff",
    on_accent="#0b1220",
    error="#4a1d18",
    on_error="#ffd9d2",
    paper="#12151a",
    ink="#f4f6f8",
    train="#6aa5ff",
    validation="#ff9e57",
    weight_negative="#5aa9ff",
    weight_zero="#0c0f13",
    weight_positive="#ff7a6b",
)


def current_theme(choice: ThemeChoice = "system") -> Theme:
    """The chosen theme; "system" asks the desktop, which may change its mind while the program runs."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the application the theme's palette, unless it has it."""
    if application.property(_STYLED) is None:
        # Once only: a style that is replaced while style sheets refer to it has crashed Qt (seen with 6.11.3).
        application.setStyle("Fusion")
        application.setProperty(_STYLED, "yes")
    palette = _palette(theme)
    if application.palette() != palette:
        application.setPalette(palette)
        # Now, not when Qt comes to it: what is painted next is painted in the new colors.
        application.sendPostedEvents(None, QEvent.Type.ApplicationPaletteChange.value)


def style_window(window: QWidget, theme: Theme) -> None:
    """Give a window, and the dialogs that belong to it, the theme's style sheet, unless they have it.

    The window's, not the application's, which takes Qt some five times as long: a third of all widgets are menus that
    pyqtgraph makes for each plot and that nobody ever sees.
    """
    sheet = _style_sheet(theme)
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, color in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.card,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_error,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Mid: theme.border,
        role.Accent: theme.accent,
    }.items():
        palette.setColor(target, QColor(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(theme.muted)
        faded.setAlpha(200)
        palette.setColor(QPalette.ColorGroup.Disabled, target, faded)
    return palette


def _style_sheet(theme: Theme) -> str:
    return f"""
        QFrame#card {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 6px; }}
        QFrame#card QLabel {{ background: transparent; }}
        QLabel#cardTitle, QLabel[role="heading"] {{ font-weight: 600; }}
        QLabel[role="muted"] {{ color: {theme.muted}; }}
        QLabel[role="section"] {{ color: {theme.muted}; font-weight: 600; }}
        QFrame#card QLabel[role="fieldError"] {{ color: {theme.on_error}; background: {theme.error}; border-radius: 4px;
                                     padding: 3px 6px; }}
        QFrame#messageBar {{ background: {theme.error}; border: 1px solid {theme.on_error}; border-radius: 6px; }}
        QFrame#messageBar QLabel {{ color: {theme.on_error}; background: transparent; }}
        QToolTip {{ color: {theme.text}; background: {theme.card}; border: 1px solid {theme.border}; padding: 3px; }}
        QPushButton#trainButton:enabled {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 600;
                                           border: 1px solid {theme.accent}; border-radius: 4px; padding: 5px; }}
        QPushButton#trainButton:enabled:hover {{ border-color: {theme.text}; }}
        QPushButton#trainButton:enabled:pressed {{ padding-top: 6px; padding-bottom: 4px; }}
        QPushButton#trainButton:enabled:focus {{ border: 2px solid {theme.text}; padding: 4px; }}
        QPushButton[role="page"] {{ padding: 3px 12px; border: 1px solid {theme.border}; border-radius: 4px;
                                    background: {theme.card}; color: {theme.text}; }}
        QPushButton[role="page"]:checked {{ background: {theme.accent}; color: {theme.on_accent};
                                            border-color: {theme.accent}; }}
        QPushButton[role="page"]:focus {{ border: 2px solid {theme.text}; padding: 2px 11px; }}
        QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
        QToolButton[role="link"] {{ color: {theme.accent}; background: transparent; border: 1px solid transparent;
                                    padding: 0; }}
        QToolButton[role="link"]:hover {{ text-decoration: underline; }}
        QToolButton[role="link"]:focus {{ border-color: {theme.accent}; }}
        QFrame[role="rule"] {{ border: none; background: {theme.border}; max-height: 1px; }}
        QSplitter::handle {{ background: transparent; }}
        QStatusBar QLabel {{ color: {theme.muted}; padding: 0 8px; }}
        QStatusBar::item {{ border: none; }}
    """
