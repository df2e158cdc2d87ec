"""The style sheet of the window: what is particular to it, upon that of the controls."""

import re

from PySide6.QtWidgets import QWidget

from gui.theming.controls import controls_sheet
from gui.theming.fonts import NOTE_PX, TITLE_PX
from gui.theming.motion import STILL_SHEET, is_motion_reduced
from gui.theming.scale import px
from gui.theming.theme import CONTRAST, Theme

_LENGTH = re.compile(r"\b(\d+)px\b")


def style_window(window: QWidget, theme: Theme) -> None:
    """Give a window, and the dialogs that belong to it, the theme's style sheet, unless they have it.

    The window's, not the application's, which takes Qt some five times as long: a third of all widgets are menus that
    pyqtgraph makes for each plot and that nobody ever sees.
    """
    written = _style_sheet(theme) + (STILL_SHEET if is_motion_reduced() else "")
    sheet = _LENGTH.sub(lambda length: f"{px(int(length[1]))}px", written)
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def _style_sheet(theme: Theme) -> str:
    # High contrast has no faint grounds: what cannot be pressed has a dashed edge.
    faint = f"1px dashed {theme.line}" if theme is CONTRAST else f"1px solid {theme.border}"
    return f"""
        {controls_sheet(theme)}
        QFrame#card {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 8px; }}
        QFrame#card QLabel {{ background: transparent; }}
        QLabel#cardTitle, QLabel[role="heading"] {{ font-weight: 600; }}
        QLabel#cardTitle {{ font-size: {TITLE_PX}px; }}
        QLabel[role="muted"] {{ color: {theme.muted}; font-size: {NOTE_PX}px; }}
        QLabel[role="fieldLabel"], QFrame#card QToolButton[role="link"] {{ font-size: {NOTE_PX}px; }}
        QLabel[role="section"] {{ color: {theme.muted}; font-weight: 600; }}
        QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] {{ color: {theme.on_error}; background: {theme.error};
                                                                      border-color: {theme.on_error}; }}
        QLabel[role="error"] {{ color: {theme.on_error}; background: {theme.error}; border-radius: 6px; padding: 2px 6px; }}
        QToolTip {{ color: {theme.text}; background: {theme.card}; border: 1px solid {theme.line}; padding: 4px 8px;
                    font-size: {NOTE_PX}px; }}
        QPushButton {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 6px;
                       padding: 4px 11px; min-height: 22px; }}
        QPushButton:hover {{ background: {theme.tint}; }}
        QPushButton:pressed, QPushButton:checked {{ background: {theme.tint}; border-color: {theme.accent}; }}
        QPushButton:disabled {{ background: {theme.soft}; color: {theme.muted}; border: {faint}; }}
        QPushButton#trainButton:enabled {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 600;
                                           border: 1px solid {theme.accent}; padding: 4px 5px; }}
        QPushButton#trainButton:enabled:hover {{ border-color: {theme.text}; }}
        QPushButton#trainButton:enabled:pressed {{ padding-top: 5px; padding-bottom: 3px; }}
        QPushButton[role="choice"]:checked {{ border: 2px solid {theme.accent}; padding: 3px 10px; font-weight: 600; }}
        QPushButton[role="choice"]:checked:disabled {{ background: {theme.tint}; color: {theme.text}; }}
        QPushButton[role="filled"]:enabled {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 600;
                                              border: 1px solid {theme.accent}; }}
        QPushButton[role="filled"]:enabled:hover {{ border-color: {theme.text}; }}
        QLabel[role="mark"] {{ color: {theme.on_accent}; background: {theme.accent}; border-radius: 7px;
                               padding: 0 5px; font-size: {NOTE_PX}px; font-weight: 600; }}
        QPushButton#runSweepButton:enabled,
        QPushButton#useRunButton:enabled {{ color: {theme.accent}; border: 2px solid {theme.accent}; padding: 3px 10px;
                                            font-weight: 600; }}
        QFrame#variedSetting {{ background: {theme.card}; border: 1px solid {theme.border}; border-radius: 6px; }}
        QFrame#variedSetting QToolButton {{ padding: 0; }}
        QToolButton#moreRunsButton, QToolButton#moreSweepButton {{ padding: 2px 24px 2px 10px; }}
        QToolButton#moreRunsButton::menu-indicator,
        QToolButton#moreSweepButton::menu-indicator {{ subcontrol-position: center right; right: 8px; width: 10px; }}
        QToolButton#runsSizeButton::menu-indicator,
        QToolButton#earlierSweepsButton::menu-indicator {{ image: none; }}
        QToolButton#runsSizeButton {{ font-size: {NOTE_PX}px; }}
        QTableView#runsTable, QTableView#runPairTable, QTableView#sweepTable {{ border: none; border-radius: 0; }}
        QTableView#runPairTable QHeaderView::section {{ color: {theme.text}; font-weight: 600; padding: 4px 3px; }}
        QLabel[role="question"], QComboBox[role="question"] {{ font-size: {TITLE_PX}px; font-weight: 600; }}
        QComboBox[speaks="for"] {{ color: {theme.weight_positive}; }}
        QComboBox[speaks="against"] {{ color: {theme.weight_negative}; }}
        QToolButton[role="corner"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px; }}
        QToolButton[role="corner"]:hover {{ background: {theme.tint}; }}
        QPushButton#stepButton, QPushButton#stopButton {{ padding: 4px 5px; }}
        QToolButton#openDataButton {{ padding: 0; }}
        QToolButton#moreSettingsButton {{ padding: 2px 0; }}
        QToolButton#layerListButton {{ padding: 0; }}
        QToolButton#addLayerButton {{ padding-right: 20px; }}
        QToolButton#addLayerButton::menu-indicator {{ subcontrol-position: center right; right: 6px; width: 10px; }}
        QListView#pictureStrip, QListView#digitStrip {{ background: transparent; }}
        QListView#pictureStrip:!focus, QListView#digitStrip:!focus {{ border-color: transparent; }}
        QListView#layerList[fixed="true"] {{ background: {theme.soft}; border: {faint}; }}
        QPushButton[role="badge"] {{ padding: 0; min-height: 0; border: none; background: transparent; }}
        QPushButton[role="low"] {{ padding: 1px 7px; min-height: 20px; font-size: {NOTE_PX}px; }}
        QPushButton[role="page"]:checked {{ background: {theme.tint}; border-color: {theme.line};
                                            border-bottom: 2px solid {theme.accent}; padding-bottom: 3px; }}
        QPushButton[segment="first"] {{ border-top-right-radius: 0; border-bottom-right-radius: 0; }}
        QPushButton[segment="middle"] {{ border-radius: 0; border-left: none; padding-left: 12px; }}
        QPushButton[segment="last"] {{ border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none;
                                       padding-left: 12px; }}
        QTabBar::tab {{ color: {theme.muted}; background: transparent; border: none; padding: 5px 12px 4px 12px;
                        border-bottom: 2px solid transparent; }}
        QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
        QTabBar::tab:hover {{ color: {theme.text}; }}
        QTabBar::tab:selected:focus {{ background: {theme.tint}; color: {theme.text}; }}
        QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
        QToolButton[role="link"] {{ color: {theme.accent}; background: transparent; border: 1px solid transparent;
                                    padding: 0; }}
        QToolButton[role="link"]:hover {{ text-decoration: underline; }}
        QFrame[role="rule"] {{ border: none; background: {theme.border}; max-height: 1px; }}
        QSplitter::handle {{ background: transparent; }}
        QStatusBar QLabel#messageFacts {{ color: {theme.muted}; }}
        QStatusBar QToolButton[role="link"] {{ text-decoration: underline; }}
        QStatusBar {{ background: {theme.card}; border-top: 1px solid {theme.border}; }}
        QStatusBar::item {{ border: none; }}
        QStatusBar[kind="error"] {{ background: {theme.error}; }}
        QStatusBar[kind="error"] QLabel {{ color: {theme.on_error}; }}
    """
