"""Colors, light, dark and with high contrast: one table each, applied as palette and as style sheet.

One hue has one meaning: red speaks for, blue against, violet is what can be pressed or is the user's; training is in ink,
validation in orange, the run before in gray. Red and blue keep apart for all common kinds of color blindness; besides, no
view tells anything by color alone.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gui.theming.fonts import NOTE_PX, TITLE_PX
from gui.theming.motion import STILL_SHEET, is_motion_reduced

ThemeChoice = Literal["system", "light", "dark", "contrast"]
_STYLED = "digitLabStyled"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colors of one theme, as ``#rrggbb``.

    Attributes
    ----------
    name
        "light", "dark" or "contrast".
    window, card, soft, field
        Backgrounds: of the window, of cards, of what cannot be changed now, of what can be typed into.
    line, border, grid
        Lines that say something (the edge of a control, an axis), those that are ornament (the edge of a card), and
        those behind curves.
    text, muted
        Text, and text of lesser weight.
    accent, on_accent, tint
        What is to be pressed or has won, text on it, and its faint ground under what is pointed at or chosen.
    error, on_error, done
        Background of messages about something wrong, and text on it; the sign of what went well.
    paper, ink
        Canvas and network input.
    train, validation, run_before
        Learning curves.
    weight_negative, weight_zero, weight_positive
        Ends and middle of the diverging scale: what speaks against, nothing, what speaks for.
    """

    name: str
    window: str
    card: str
    soft: str
    field: str
    line: str
    border: str
    grid: str
    text: str
    muted: str
    accent: str
    on_accent: str
    tint: str
    error: str
    on_error: str
    done: str
    paper: str
    ink: str
    train: str
    validation: str
    run_before: str
    weight_negative: str
    weight_zero: str
    weight_positive: str


LIGHT = Theme(
    name="light",
    window="#eef0f3",
    card="#ffffff",
    soft="#f4f5f8",
    field="#ffffff",
    line="#7b8491",
    border="#d5dae1",
    grid="#d5dae1",
    text="#1a1f27",
    muted="#57606d",
    accent="#5a3fd6",
    on_accent="#ffffff",
    tint="#efecfd",
    error="#fde8e4",
    on_error="#8a1c0c",
    done="#1b6e3c",
    paper="#ffffff",
    ink="#10151c",
    train="#1a1f27",
    validation="#c2500a",
    run_before="#868e9a",
    weight_negative="#2166ac",
    weight_zero="#f7f7f7",
    weight_positive="#b2182b",
)
DARK = Theme(
    name="dark",
    window="#16191e",
    card="#20252d",
    soft="#272d36",
    field="#272d36",
    line="#77818f",
    border="#3d4550",
    grid="#3d4550",
    text="#e8ebef",
    muted="#a3adba",
    accent="#d6cbff",
    on_accent="#16122b",
    tint="#3a3558",
    error="#4a1d18",
    on_error="#ffd9d2",
    done="#7fd6a0",
    paper="#12151a",
    ink="#f4f6f8",
    train="#e8ebef",
    validation="#ff9e57",
    run_before="#6d7683",
    weight_negative="#5aa9ff",
    weight_zero="#0c0f13",
    weight_positive="#ff7a6b",
)
CONTRAST = Theme(
    name="contrast",
    window="#ffffff",
    card="#ffffff",
    soft="#ffffff",
    field="#ffffff",
    line="#000000",
    border="#000000",
    grid="#b0b0b0",
    text="#000000",
    muted="#1f1f1f",
    accent="#3d1fb8",
    on_accent="#ffffff",
    tint="#e6e0ff",
    error="#ffffff",
    on_error="#8a0010",
    done="#00572b",
    paper="#ffffff",
    ink="#000000",
    train="#000000",
    validation="#8a3300",
    run_before="#595959",
    weight_negative="#00408a",
    weight_zero="#ffffff",
    weight_positive="#a00016",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
"""All of them by name."""


def current_theme(choice: ThemeChoice = "system") -> Theme:
    """The chosen theme; "system" asks the desktop, which may change its mind while the program runs."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return THEMES[choice]


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
    sheet = _style_sheet(theme) + (STILL_SHEET if is_motion_reduced() else "")
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
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(theme.soft))
    return palette


def _style_sheet(theme: Theme) -> str:
    # High contrast has no faint grounds: what cannot be pressed has a dashed edge.
    faint = f"1px dashed {theme.line}" if theme is CONTRAST else f"1px solid {theme.border}"
    return f"""
        QFrame#card {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 8px; }}
        QFrame#card QLabel {{ background: transparent; }}
        QLabel#cardTitle, QLabel[role="heading"] {{ font-weight: 600; }}
        QLabel#cardTitle {{ font-size: {TITLE_PX}px; }}
        QLabel[role="muted"] {{ color: {theme.muted}; font-size: {NOTE_PX}px; }}
        QLabel[role="fieldLabel"], QFrame#card QToolButton[role="link"] {{ font-size: {NOTE_PX}px; }}
        QLabel[role="section"] {{ color: {theme.muted}; font-weight: 600; }}
        QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] {{ color: {theme.on_error}; background: {theme.error}; }}
        QLabel[role="error"] {{ color: {theme.on_error}; background: {theme.error}; border-radius: 6px; padding: 2px 6px; }}
        QToolTip {{ color: {theme.text}; background: {theme.card}; border: 1px solid {theme.line}; padding: 3px; }}
        QPushButton {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 6px;
                       padding: 4px 11px; min-height: 20px; }}
        QPushButton:hover {{ background: {theme.tint}; }}
        QPushButton:pressed, QPushButton:checked {{ background: {theme.tint}; border-color: {theme.accent}; }}
        QPushButton:disabled {{ background: {theme.soft}; color: {theme.muted}; border: {faint}; }}
        QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 3px 10px; }}
        QPushButton#trainButton:enabled {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 600;
                                           border: 1px solid {theme.accent}; padding: 4px 5px; }}
        QPushButton#trainButton:enabled:hover {{ border-color: {theme.text}; }}
        QPushButton#trainButton:enabled:pressed {{ padding-top: 5px; padding-bottom: 3px; }}
        QPushButton#trainButton:enabled:focus {{ border: 2px solid {theme.text}; padding: 3px 4px; }}
        QPushButton#stepButton, QPushButton#stopButton {{ padding: 4px 5px; }}
        QPushButton#stepButton:focus, QPushButton#stopButton:focus {{ padding: 3px 4px; }}
        QPushButton[role="page"]:checked {{ background: {theme.accent}; color: {theme.on_accent};
                                            border-color: {theme.accent}; }}
        QPushButton[role="page"]:focus {{ border: 2px solid {theme.text}; }}
        QTabBar::tab {{ color: {theme.muted}; background: transparent; border: none; padding: 5px 12px 4px 12px;
                        border-bottom: 2px solid transparent; }}
        QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
        QTabBar::tab:hover {{ color: {theme.text}; }}
        QTabBar::tab:selected:focus {{ background: {theme.tint}; color: {theme.text}; }}
        QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
        QToolButton[role="link"] {{ color: {theme.accent}; background: transparent; border: 1px solid transparent;
                                    padding: 0; }}
        QToolButton[role="link"]:hover {{ text-decoration: underline; }}
        QToolButton[role="link"]:focus {{ border-color: {theme.accent}; }}
        QFrame[role="rule"] {{ border: none; background: {theme.border}; max-height: 1px; }}
        QSplitter::handle {{ background: transparent; }}
        QStatusBar QLabel#messageFacts {{ color: {theme.muted}; }}
        QStatusBar QToolButton[role="link"] {{ text-decoration: underline; }}
        QStatusBar {{ background: {theme.card}; border-top: 1px solid {theme.border}; }}
        QStatusBar::item {{ border: none; }}
        QStatusBar[kind="error"] {{ background: {theme.error}; }}
        QStatusBar[kind="error"] QLabel {{ color: {theme.on_error}; }}
    """
