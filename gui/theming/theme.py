"""Colors, light, dark and with high contrast: one table each, applied as palette here, as style sheet in ``style_sheet``.

One hue has one meaning: red speaks for, blue against, violet is what can be pressed or is the user's; training is in ink,
validation in orange, the run before in gray. Red and blue keep apart for all common kinds of color blindness; besides, no
view tells anything by color alone.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

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
    runs
        Curves of several runs laid over each other; each has its own dashes too.
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
    runs: tuple[str, str, str, str]
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
    runs=("#1a1f27", "#c2500a", "#0b7a75", "#8a4fbf"),
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
    runs=("#e8ebef", "#ff9e57", "#4fd1c5", "#c8a2f2"),
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
    runs=("#000000", "#8a3300", "#00524e", "#5a1f94"),
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
