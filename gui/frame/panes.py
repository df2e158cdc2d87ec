"""F6: from pane to pane, in the order of the Tab key; each pane knows which of its controls had the focus last."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.widgets.focus_order import FocusListener, give_focus, pane_of, reading_order


class Panes(QObject):
    """Stands between two commands and the panes of a window: see :func:`gui.widgets.focus_order.make_pane`."""

    def __init__(self, window: QWidget, *, following: QAction, previous: QAction) -> None:
        super().__init__(window)
        self._window = window
        self._last: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()
        following.triggered.connect(self.go_on)
        previous.triggered.connect(self.go_back)
        FocusListener(self, self._on_focus_changed)

    @Slot()
    def go_on(self) -> None:
        """Go to the next pane."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the pane before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        first_of: dict[QWidget, QWidget] = {}
        stops = reading_order(self._window)
        for stop in stops:
            pane = pane_of(stop)
            if pane is not None:
                first_of.setdefault(pane, stop)
        panes = list(first_of)
        if not panes:
            return
        here = pane_of(self._window.focusWidget())
        to = panes[(panes.index(here) + step) % len(panes) if here in panes else min(step, 0)]
        last = self._last.get(to)
        is_known = last is not None and last in stops and pane_of(last) is to
        give_focus(last if last is not None and is_known else first_of[to], Qt.FocusReason.TabFocusReason)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        pane = pane_of(now)
        if now is not None and pane is not None and now.window() is self._window:
            self._last[pane] = now
