"""What becomes of tabs for which there is no room: a menu at the end of the bar has them."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QToolButton

from gui.widgets.event_filter import EventFilter


class OverflowBar(QTabBar):
    """A bar that never scrolls, and tells how wide each tab is, also one that is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    def width_of(self, index: int) -> int:
        """How wide a tab is, in points."""
        return self.tabSizeHint(index).width()

    def minimumSizeHint(self) -> QSize:
        """Little: what does not fit is in the menu."""
        return QSize(0, super().minimumSizeHint().height())


class TabOverflow(QObject):
    """Hides the last tabs of a widget where there is no room for them, and offers them in a menu, "More".

    The tab that is open always stays in the bar; so a tab that is chosen from the menu takes the place of another.

    Attributes
    ----------
    button
        Opens the menu; to be seen while a tab is hidden.
    """

    def __init__(self, tabs: QTabWidget, bar: OverflowBar) -> None:
        super().__init__(tabs)
        self._tabs, self._bar = tabs, bar
        self._is_busy = False
        self.button = QToolButton(tabs)
        self.button.setObjectName("moreTabsButton")
        self.button.setText(self.tr("More"))
        self.button.setToolTip(self.tr("More tabs, for which there is no room beside these"))
        self.button.setAccessibleName(self.tr("More tabs"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)
        self.button.hide()
        tabs.setCornerWidget(self.button, Qt.Corner.TopRightCorner)
        tabs.currentChanged.connect(self._arrange)
        EventFilter(tabs, self._on_tabs_event)

    def _on_tabs_event(self, _tabs: QObject, event: QEvent) -> bool:
        """Another size, another typeface."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Show):
            self._arrange()
        return False

    @property
    def hidden(self) -> list[int]:
        """The tabs that are in the menu."""
        return [index for index in range(self._tabs.count()) if not self._tabs.isTabVisible(index)]

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for index in self.hidden:
            self._menu.addAction(self._tabs.tabText(index)).triggered.connect(
                partial(self._tabs.setCurrentIndex, index)
            )

    @Slot()
    def _arrange(self) -> None:
        """Show as many tabs as there is room for, and the one that is open."""
        if self._is_busy or not self._tabs.count():
            return
        self._is_busy = True
        current, shown = self._tabs.currentIndex(), self._fitting()
        for index in range(self._tabs.count()):  # before others go, else Qt opens another tab
            if index in shown and not self._tabs.isTabVisible(index):
                self._tabs.setTabVisible(index, True)
        for index in range(self._tabs.count()):
            if index not in shown and self._tabs.isTabVisible(index):
                self._tabs.setTabVisible(index, False)
        self._tabs.setCurrentIndex(current)
        self.button.setVisible(len(shown) < self._tabs.count())
        self._is_busy = False

    def _fitting(self) -> set[int]:
        widths = [self._bar.width_of(index) for index in range(self._tabs.count())]
        if sum(widths) <= self._tabs.width():
            return set(range(len(widths)))
        current = max(self._tabs.currentIndex(), 0)
        room = self._tabs.width() - self.button.sizeHint().width() - widths[current]
        shown = {current}
        for index, width in enumerate(widths):
            if index == current:
                continue
            if width > room:
                break
            shown.add(index)
            room -= width
        return shown
