"""How large everything in the window is: every length is written down in pixels of the design and multiplied by one factor.

Painters multiply as they paint (:func:`px`, :func:`exact_px`); what Qt keeps, such as a margin or a fixed width, is set
through :func:`set_px`, which sets it again whenever the factor changes. A length is always worked out from the one that
was written down, so that going back to a factor gives the same window to the pixel.
"""

import weakref
from collections.abc import Callable
from types import MethodType
from typing import Any, cast

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QWidget
from shiboken6 import isValid

_NO_LIMIT = (1 << 24) - 1  # QWIDGETSIZE_MAX
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 48  # what window managers put around a dialog
LEAST, MOST = 0.5, 8.0
"""The factors there can be."""


class Scale(QObject):
    """Owns the factor. There is one, :data:`SCALE`, as there is one font and one palette of an application.

    Attributes
    ----------
    changed
        Signal: there is another factor, and all that was set through :func:`set_px` has followed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._factor = 1.0
        self._kept: weakref.WeakKeyDictionary[Any, dict[str, Callable[[Any], object]]] = weakref.WeakKeyDictionary()
        self._kept_last: weakref.WeakKeyDictionary[Any, dict[str, Callable[[Any], object]]] = (
            weakref.WeakKeyDictionary()
        )

    @property
    def factor(self) -> float:
        """Pixels for each pixel of the design."""
        return self._factor

    def set_factor(self, factor: float) -> None:
        """Make everything larger or smaller."""
        factor = min(max(factor, LEAST), MOST)
        if factor == self._factor:
            return
        self._factor = factor
        self._set_again(self._kept)
        self.changed.emit()
        self._set_again(self._kept_last)

    def keep(self, owner: object, name: str, set_length: Callable[[Any], object], *, is_last: bool = False) -> None:
        """Do something to ``owner`` now and whenever the factor changes, in place of what had this name.

        With ``is_last``, when the fonts have followed, too: for what is worked out from one.
        """
        set_length(owner)
        setters = (self._kept_last if is_last else self._kept).setdefault(owner, {})
        setters.pop(name, None)  # what was set last is also set last the next time
        setters[name] = set_length

    @staticmethod
    def _set_again(kept: weakref.WeakKeyDictionary[Any, dict[str, Callable[[Any], object]]]) -> None:
        for owner, setters in list(kept.items()):
            if isValid(owner):
                for set_again in list(setters.values()):
                    set_again(owner)


SCALE = Scale()
"""The one of this application."""


def px(length: float) -> int:
    """A length of the design in whole pixels; Qt's greatest length, which is no limit, stays that."""
    return min(round(length * SCALE.factor), _NO_LIMIT)


def exact_px(length: float) -> float:
    """A length of the design in pixels, with their fractions: for pens and curves."""
    return length * SCALE.factor


def px_size(width: float, height: float) -> QSize:
    """A size of the design in pixels."""
    return QSize(px(width), px(height))


def set_px(setter: Callable[..., object], *lengths: float) -> None:
    """Call a method of a widget or a layout with lengths of the design, now and whenever the factor changes.

    Examples
    --------
    >>> set_px(layout.setContentsMargins, 16, 8, 16, 8)  # doctest: +SKIP
    """
    method = cast("MethodType", setter)
    name = method.__name__
    SCALE.keep(method.__self__, name, lambda owner: getattr(owner, name)(*map(px, lengths)))


def set_dialog_px(dialog: QWidget, width: float, height: float) -> None:
    """Make a dialog that large, now and whenever the factor changes, but never larger than its screen has room for."""

    def set_size(owner: QWidget) -> None:
        room = owner.screen().availableSize() - px_size(_FRAME_WIDTH, _FRAME_HEIGHT)
        owner.resize(px_size(width, height).boundedTo(room))

    SCALE.keep(dialog, "resize", set_size)


def set_icon_px(button: QWidget, width: float, height: float) -> None:
    """Give a button's icon that size, now and whenever the factor changes."""
    SCALE.keep(button, "setIconSize", lambda owner: owner.setIconSize(px_size(width, height)))


def set_font_px(widget: QWidget, height: float) -> None:
    """Give a widget's font that height, now and whenever the factor changes."""

    def set_height(owner: QWidget) -> None:
        font = owner.font()
        font.setPixelSize(px(height))
        owner.setFont(font)

    SCALE.keep(widget, "setFont", set_height)


def set_lines_px(setter: Callable[..., object], n_lines: int, more: float) -> None:
    """Call a method of a widget with the height of lines in the application's font, and some more of the design."""
    method = cast("MethodType", setter)
    name = method.__name__

    def set_height(owner: QWidget) -> None:
        getattr(owner, name)(n_lines * QFontMetrics(QApplication.font(owner)).lineSpacing() + px(more))

    SCALE.keep(method.__self__, name, set_height, is_last=True)


def add_spacing_px(layout: QBoxLayout, length: float) -> None:
    """Add a gap at the end of a row or a column, which follows the factor."""
    is_row = isinstance(layout, QHBoxLayout)
    fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
    gap = QSpacerItem(0, 0, fixed, least)

    def set_gap(owner: QBoxLayout) -> None:
        if is_row:
            gap.changeSize(px(length), 0, fixed, least)
        else:
            gap.changeSize(0, px(length), least, fixed)
        owner.invalidate()

    SCALE.keep(layout, f"gap{layout.count()}", set_gap)
    layout.addSpacerItem(gap)


def follow_factor(widget: QWidget) -> None:
    """Have a widget that multiplies as it paints do so anew whenever the factor changes, and ask for its room anew."""

    def ask_anew(owner: QWidget) -> None:
        owner.updateGeometry()
        owner.update()

    SCALE.keep(widget, "follow_factor", ask_anew)
