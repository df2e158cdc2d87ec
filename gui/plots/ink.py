"""Shades of ink for heat maps, and text that can be read on them."""

import numpy as np
from PySide6.QtGui import QColor

from gui.theming.theme import Theme
from gui.widgets.images import rgb_of


def mixed(paper: QColor, color: QColor, share: float) -> QColor:
    """A color on paper, from 0 (paper) to 1 (color)."""
    before, after = rgb_of(paper), rgb_of(color)
    return QColor(*np.rint(before + share * (after - before)).astype(int).tolist())


def readable_on(background: QColor, theme: Theme) -> QColor:
    """Whichever of text and paper keeps the greater contrast."""
    return max((QColor(theme.text), QColor(theme.card)), key=lambda color: _contrast(color, background))


def _contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    """Relative luminance of an sRGB color (WCAG 2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
