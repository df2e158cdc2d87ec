"""Where the Tab key goes: through a window as it is read, from left to right and from top to bottom.

Qt goes in the order in which widgets were made. Here it is their places that count: within each widget, those in a row of
their own come from top to bottom, those beside each other from left to right. What is moved, folded or made later needs no
word about it.
"""

from collections.abc import Callable, Iterator
from weakref import WeakMethod

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QScrollArea, QStatusBar, QTabBar, QWidget
from shiboken6 import isValid

from gui.widgets.speaking import speak_as

_PANE = "pane"


def reading_order(root: QWidget, *, with_disabled: bool = False) -> list[QWidget]:
    """What the Tab key stops at, in the order in which it is read; with what is disabled if that is asked for."""
    return list(_stops(root, with_disabled=with_disabled))


def step_focus(window: QWidget, *, forwards: bool) -> bool:
    """Give the focus to the next control of a window, or to the one before; False if there is none to give it to."""
    stops = reading_order(window)
    if not stops:
        return False
    at = _place_of(window.focusWidget(), stops, window, forwards=forwards)
    give_focus(
        stops[(at + 1 if forwards else at - 1) % len(stops)],
        Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason,
    )
    return True


def give_focus(widget: QWidget, reason: Qt.FocusReason) -> None:
    """Give a widget the focus, and have it in sight: whatever it is in scrolls to it."""
    widget.setFocus(reason)
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and not _fills(widget, parent.viewport()):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


class FocusListener(QObject):
    """Calls a method whenever the focus moves, in any window, with the control that had it and the one that has it now.

    The focus moves while a window is destroyed, too: see :class:`gui.widgets.event_filter.EventFilter`.

    Parameters
    ----------
    owner
        Whose method it is.
    method
        Takes two controls, either of which may be ``None``; held weakly.
    """

    _method: WeakMethod[Callable[[QWidget | None, QWidget | None], None]] | None = None

    def __init__(self, owner: QObject, method: Callable[[QWidget | None, QWidget | None], None]) -> None:
        super().__init__(owner)
        self._method = WeakMethod(method)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        method = None if self._method is None else self._method()
        if method is not None and isValid(self):
            method(before, now)


def make_pane(widget: QWidget, name: str = "") -> None:
    """Have F6 go to a part of the window; its name is what screen readers call it."""
    widget.setProperty(_PANE, True)
    if not isinstance(widget, QStatusBar):
        speak_as(widget, QAccessible.Role.Grouping)
    if name:
        widget.setAccessibleName(name)


def is_pane(widget: QWidget) -> bool:
    """Whether F6 goes to it."""
    return bool(widget.property(_PANE))


def pane_of(widget: QWidget | None) -> QWidget | None:
    """The part of the window that a widget is in."""
    while widget is not None and not is_pane(widget):
        widget = widget.parentWidget()
    return widget


def _fills(widget: QWidget, view: QWidget) -> bool:
    """Whether a widget is larger than what it is seen through, and can be seen there."""
    seen = QRect(widget.mapTo(view, widget.rect().topLeft()), widget.size()) & view.rect()
    return seen.height() == view.height()


def _place_of(widget: QWidget | None, stops: list[QWidget], window: QWidget, *, forwards: bool) -> int:
    """Where a widget stands among the stops; one that is none, or can be used no more, stands between two of them."""
    if widget in stops:
        return stops.index(widget)
    before = [each for each in _stops(window, with_disabled=True, also=widget) if each is widget or each in stops]
    if widget is None or widget not in before:
        return -1 if forwards else 0
    return before.index(widget) - (1 if forwards else 0)


def _stops(widget: QWidget, *, with_disabled: bool, also: QWidget | None = None) -> Iterator[QWidget]:
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if isinstance(widget, QScrollArea):  # what is in it is what one wants; if that is nothing, keys are to scroll it
        inside = list(_stops(widget.viewport(), with_disabled=with_disabled, also=also))
        yield from inside or ([widget] if _scrolls(widget) else [])
        return
    if isinstance(widget, QTabBar):
        is_stop = is_stop and widget.count() > 1
    if widget is also or (is_stop and (with_disabled or widget.isEnabled()) and not widget.size().isEmpty()):
        yield widget
    if not isinstance(widget, QAbstractSpinBox | QComboBox):  # whose parts are theirs
        for child in _in_order(_visible_children(widget)):
            yield from _stops(child, with_disabled=with_disabled, also=also)


def _scrolls(area: QScrollArea) -> bool:
    return any(bar.maximum() > 0 for bar in (area.verticalScrollBar(), area.horizontalScrollBar()))


def _visible_children(widget: QWidget) -> list[QWidget]:
    children = (child for child in widget.children() if isinstance(child, QWidget))
    return [child for child in children if not child.isWindow() and child.isVisibleTo(widget)]


def _in_order(widgets: list[QWidget]) -> list[QWidget]:
    """Rows from top to bottom, and within a row from left to right; what overlaps goes by its upper left corner."""
    if len(widgets) < 2:
        return widgets
    for is_row in (True, False):
        groups = _groups(widgets, by_rows=is_row)
        if len(groups) > 1:
            return [widget for group in groups for widget in _in_order(group)]
    return sorted(widgets, key=lambda widget: (widget.y(), widget.x()))


def _groups(widgets: list[QWidget], *, by_rows: bool) -> list[list[QWidget]]:
    """Widgets between which a straight line can be drawn, from side to side or from top to bottom."""

    def span(rect: QRect) -> tuple[int, int]:
        return (rect.top(), rect.bottom()) if by_rows else (rect.left(), rect.right())

    groups: list[list[QWidget]] = []
    end = 0
    for widget in sorted(widgets, key=lambda each: span(each.geometry())):
        first, last = span(widget.geometry())
        if not groups or first > end:
            groups.append([])
            end = last
        groups[-1].append(widget)
        end = max(end, last)
    return groups
