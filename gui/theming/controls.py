"""How fields, lists, sliders, scroll bars and menus look, in any window.

A field that can be changed has an edge that is seen and, if it opens or counts, arrows. What cannot be changed is plain
text on soft ground, without either.
"""

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from engine.io.resources import RESOURCES
from gui.theming.fonts import NOTE_PX, TEXT_PX
from gui.theming.scale import SCALE, px
from gui.theming.theme import Theme

CONTROLS = RESOURCES / "controls"
"""Arrows and ticks, as drawings that are sharp at every scale: ``down-light.svg`` and so on, each in its theme's color."""
_PREFIX = "controls"


def inset_number(box: QAbstractSpinBox) -> None:
    """Have a box for a number begin as far from its edge as other fields: Qt follows no style sheet there."""
    SCALE.keep(box, "inset", lambda owner: owner.findChild(QLineEdit).setTextMargins(px(6), 0, 0, 0))


def round_end(*lengths: int) -> int:
    """The radius, in pixels of the design, that rounds off a side made up of these lengths, each rounded by the factor.

    Qt draws square corners if a radius is more than half of the side.
    """
    side = sum(map(px, lengths))
    return max(radius for radius in range(sum(lengths) // 2 + 1) if 2 * px(radius) <= side)


def controls_sheet(theme: Theme) -> str:
    """The style sheet of the controls that come with Qt."""
    if not QDir.searchPaths(_PREFIX):
        QDir.addSearchPath(_PREFIX, str(CONTROLS))

    def picture(name: str) -> str:
        return f"url({_PREFIX}:{name}-{theme.name}.svg)"

    # High contrast has no faint grounds: what cannot be pressed has a dashed edge.
    is_contrast = theme.name == "contrast"
    faint = f"1px dashed {theme.line}" if is_contrast else f"1px solid {theme.border}"
    track = theme.line if is_contrast else theme.border
    return f"""
        QComboBox, QLineEdit, QAbstractSpinBox {{
            background: {theme.field}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 6px;
            min-height: 30px; padding: 0 8px; selection-background-color: {theme.accent};
            selection-color: {theme.on_accent}; }}
        QComboBox[compact="true"], QLineEdit[compact="true"], QAbstractSpinBox[compact="true"] {{ min-height: 22px; }}
        QComboBox, QAbstractSpinBox {{ padding-right: 0; }}
        QLineEdit {{ padding: 0 6px; }}
        QLineEdit#qt_spinbox_lineedit {{ background: transparent; border: none; padding: 0; min-height: 0; }}
        QComboBox:hover, QLineEdit:hover, QAbstractSpinBox:hover {{ border-color: {theme.text}; }}
        QComboBox:hover, QComboBox:on {{ background: {theme.tint}; }}
        QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus {{ border-color: {theme.accent}; }}
        QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {{
            background: {theme.soft}; color: {theme.text}; border: {faint}; }}
        QComboBox::drop-down {{ border: none; width: 24px; subcontrol-origin: border; subcontrol-position: center right; }}
        QComboBox::down-arrow {{ image: {picture("down")}; width: 12px; height: 12px; }}
        QComboBox::down-arrow:disabled {{ image: none; }}
        QComboBox QAbstractItemView {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line};
                                       outline: 0; padding: 3px; }}
        QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
            subcontrol-origin: border; width: 20px; border: none; background: transparent; margin: 1px; }}
        QAbstractSpinBox::up-button {{ subcontrol-position: top right; border-top-right-radius: 5px; }}
        QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; border-bottom-right-radius: 5px; }}
        QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {theme.tint}; }}
        QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{ background: {theme.accent}; }}
        QAbstractSpinBox::up-arrow {{ image: {picture("up")}; width: 10px; height: 10px; }}
        QAbstractSpinBox::down-arrow {{ image: {picture("down")}; width: 10px; height: 10px; }}
        QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::down-arrow:disabled {{ image: none; }}
        QPlainTextEdit, QTextBrowser, QTextEdit {{ background: {theme.field}; color: {theme.text};
                                                   border: 1px solid {theme.line}; border-radius: 6px; }}
        QCheckBox, QRadioButton {{ color: {theme.text}; spacing: 8px; min-height: 24px; }}
        QCheckBox:disabled, QRadioButton:disabled {{ color: {theme.muted}; }}
        QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {theme.line};
                                                         background: {theme.field}; }}
        QCheckBox::indicator {{ border-radius: 4px; }}
        QRadioButton::indicator {{ border-radius: {round_end(14, 1, 1)}px; }}
        QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {theme.text};
                                                                     background: {theme.tint}; }}
        QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
                                        image: {picture("checked")}; }}
        QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {theme.accent};
                                           border-radius: {round_end(6, 5, 5)}px;
                                           background: {theme.card}; }}
        QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border: {faint}; background: {theme.soft}; }}
        QCheckBox::indicator:checked:disabled {{ image: {picture("tick")}; }}
        QSlider:horizontal {{ min-height: 24px; }}
        QSlider::groove:horizontal {{ height: 4px; border-radius: {round_end(4)}px; background: {track}; }}
        QSlider::sub-page:horizontal {{ height: 4px; border-radius: {round_end(4)}px; background: {theme.accent}; }}
        QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -6px 0; border: 2px solid {theme.accent};
                                      border-radius: {round_end(12, 2, 2)}px; background: {theme.card}; }}
        QSlider::handle:horizontal:hover, QSlider::handle:horizontal:pressed {{ background: {theme.tint}; }}
        QSlider::handle:horizontal:pressed {{ background: {theme.accent}; }}
        QSlider::sub-page:horizontal:disabled {{ background: {track}; }}
        QSlider::handle:horizontal:disabled {{ border-color: {theme.line}; background: {theme.soft}; }}
        QProgressBar {{ background: {track}; color: {theme.text}; border: none; max-height: 4px;
                        border-radius: {round_end(4)}px; text-align: center; }}
        QProgressBar::chunk {{ background: {theme.accent}; border-radius: {round_end(4)}px; }}
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{ background: {theme.line}; border-radius: {round_end(12, -3, -3)}px; margin: 3px; }}
        QScrollBar::handle:vertical {{ min-height: 24px; }}
        QScrollBar::handle:horizontal {{ min-width: 24px; }}
        QScrollBar::handle:disabled {{ background: transparent; }}
        QScrollBar::handle:hover {{ background: {theme.muted}; }}
        QScrollBar::handle:pressed {{ background: {theme.accent}; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QMenu {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px; }}
        QMenu::item {{ padding: 5px 24px 5px 28px; border: 1px solid transparent; border-radius: 4px; }}
        QMenu::item:selected {{ background: {theme.tint}; color: {theme.text}; }}
        QMenu::item:disabled {{ color: {theme.muted}; }}
        QMenu::item:selected:disabled {{ background: {theme.soft}; border-color: {theme.border}; }}
        QMenu::separator {{ height: 1px; background: {theme.border}; margin: 4px 8px; }}
        QMenu::indicator {{ width: 12px; height: 12px; left: 8px; }}
        QMenu::indicator:checked {{ image: {picture("tick")}; }}
        QMenu::right-arrow {{ image: {picture("right")}; width: 12px; height: 12px; right: 6px; }}
        QHeaderView {{ background: {theme.card}; border: none; }}
        QHeaderView::section {{ background: {theme.card}; color: {theme.muted}; font-size: {NOTE_PX}px; border: none;
                                border-bottom: 1px solid {theme.line}; padding: 4px 8px; }}
        QHeaderView::down-arrow {{ image: {picture("down")}; width: 12px; height: 12px; }}
        QHeaderView::up-arrow {{ image: {picture("up")}; width: 12px; height: 12px; }}
        QTableView, QTreeView, QListView {{ background: {theme.card}; color: {theme.text}; outline: 0;
                                            border: 1px solid {theme.border}; border-radius: 6px;
                                            selection-background-color: {theme.tint}; selection-color: {theme.text}; }}
        QTableView:focus, QTreeView:focus, QListView:focus {{ border-color: {theme.accent}; }}
        QTableView::item:hover, QTreeView::item:hover, QListView::item:hover {{ background: {theme.soft}; }}
        QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {{
            background: {theme.tint}; color: {theme.text}; }}
        QGroupBox {{ border: 1px solid {theme.border}; border-radius: 8px; margin-top: {TEXT_PX // 2 + 2}px;
                     padding-top: 8px; font-weight: 600; }}
        QGroupBox::title {{ subcontrol-origin: margin; left: 12px; padding: 0 4px; color: {theme.text}; }}
        QToolButton {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line};
                       border-radius: 6px; padding: 2px 6px; }}
        QToolButton:hover, QToolButton:pressed, QToolButton:checked {{ background: {theme.tint}; }}
        QToolButton:pressed, QToolButton:checked {{ border-color: {theme.accent}; }}
        QToolButton:disabled {{ background: {theme.soft}; color: {theme.muted}; border: {faint}; }}
        QToolButton[autoRaise="true"] {{ background: transparent; border-color: transparent; }}
        QToolButton[autoRaise="true"]:hover, QToolButton[autoRaise="true"]:pressed {{ background: {theme.tint}; }}
        QMenuBar QToolButton, QMenuBar QToolButton:hover {{ border: none; padding: 0 4px; background: transparent;
                                                            min-height: 24px; max-height: 24px; }}
        QToolButton#networkChip::menu-indicator {{ image: none; }}
    """
