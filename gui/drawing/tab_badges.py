"""At the end of the row of tabs: what every tab shows is of a network that is past, or broken."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QTabWidget

from gui.actions import Actions
from gui.drawing.past_badge import PastBadge, shared_widths
from gui.drawing.reading_panel import ReadingPanel
from gui.theming.scale import px
from gui.theming.theme import Theme
from gui.widgets.event_filter import EventFilter

_HEIGHT, _GAP = 24, 16


class TabBadges(QObject):
    """Shows the badges of the reading again, where there is room for them beside the tabs; nothing moves for them.

    Attributes
    ----------
    badges
        That of the past, and that of what is broken.
    """

    def __init__(self, actions: Actions, tabs: QTabWidget, reading: ReadingPanel) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        past = PastBadge(actions.back_to_now, tabs, name="pastTabBadge")
        broken = PastBadge(actions.mend_network, tabs, name="brokenTabBadge")
        self.badges = [past, broken]
        self._shown: list[PastBadge] = []
        reading.past_changed.connect(self._show_past)
        reading.broken_changed.connect(self._show_broken)
        tabs.currentChanged.connect(self._arrange)
        EventFilter(tabs, self._on_tabs_event)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        for badge in self.badges:
            badge.set_theme(theme)

    @Slot(object)
    def _show_past(self, texts: tuple[str, ...]) -> None:
        self._show(self.badges[0], texts)

    @Slot(object)
    def _show_broken(self, texts: tuple[str, ...]) -> None:
        self._show(self.badges[1], texts)

    def _show(self, badge: PastBadge, texts: tuple[str, ...]) -> None:
        if texts:
            badge.say(*texts)
        self._shown = [each for each in self.badges if (bool(texts) if each is badge else each in self._shown)]
        self._arrange()

    def _on_tabs_event(self, _tabs: QObject, event: QEvent) -> bool:
        """Another size, another typeface."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._arrange()
        return False

    @Slot()
    def _arrange(self) -> None:
        bar, tabs = self._tabs.tabBar(), self._tabs
        ends = [bar.tabRect(index).right() for index in range(tabs.count()) if tabs.isTabVisible(index)]
        corner = tabs.cornerWidget()
        right = corner.x() - px(8) if corner.isVisible() else tabs.width() - px(4)
        room = right - bar.x() - max(ends, default=0) - px(_GAP)
        least = sum(badge.minimumSizeHint().width() for badge in self._shown)
        shown = self._shown if room >= least else []
        for badge in self.badges:
            badge.setVisible(badge in shown)
        for badge, width in reversed(list(zip(shown, shared_widths(shown, room), strict=True))):
            right -= width
            height = px(_HEIGHT)
            badge.setGeometry(right, bar.y() + (bar.height() - height) // 2, width, height)
            badge.raise_()
            right -= px(4)
