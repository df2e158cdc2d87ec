"""The views beside the canvas, as tabs; each but the first is made when it is first looked at."""

from collections.abc import Callable
from typing import TypeAlias, Union

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from gui.theming.theme import LIGHT, Theme
from gui.widgets.focus_order import make_pane
from gui.widgets.scroll_page import ScrollPage, share_room
from gui.widgets.tab_overflow import OverflowBar, TabOverflow
from gui.widgets.themed_widget import ThemedWidget

View: TypeAlias = Union[ThemedWidget, "LazyTabs"]
"""What fills a tab: a view, or tabs again."""


class LazyTabs(QTabWidget):
    """Tabs whose views cost nothing before somebody opens them; all views are in the same theme, whenever they are made.

    Attributes
    ----------
    overflow
        Keeps those tabs for which there is no room.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewTabs")
        bar = OverflowBar()
        self.setTabBar(bar)
        self.setDocumentMode(True)
        self.setTabBarAutoHide(True)
        self.tabBar().setDrawBase(False)  # its line is white in the dark theme
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it is
        self._theme = LIGHT
        self._makers: dict[int, Callable[[], View]] = {}
        self._scrolling: set[int] = set()
        self._made: list[View] = []
        self.currentChanged.connect(self._make)
        self.currentChanged.connect(self._share_room)
        self.overflow = TabOverflow(self, bar)

    def add_later(self, title: str, make: Callable[[], View], *, scrolls: bool = False) -> int:
        """Add a tab whose view is made when the tab is first opened, the first one at once.

        Parameters
        ----------
        title
            The tab's.
        make
            Makes the view.
        scrolls
            Whether the view scrolls where it does not fit; for those in which nothing scrolls by itself.

        Returns
        -------
        int
            The tab's index.
        """
        place = QWidget()
        make_pane(place, title)
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        index = self.addTab(place, title)
        self._makers[index] = make
        if scrolls:
            self._scrolling.add(index)
        if index == self.currentIndex():  # Qt has opened it before it could be made
            self._make(index)
        return index

    def name(self, index: int) -> str:
        """What a tab is called in files and on the command line: its name, else its title."""
        return str(self.tabBar().tabData(index) or self.tabText(index))

    def set_name(self, index: int, name: str) -> None:
        """Call a tab by a name that is the same in every language."""
        self.tabBar().setTabData(index, name)

    def show_titled(self, name: str) -> None:
        """Open the tab of this title, in English, if there is one."""
        index = next((index for index in range(self.count()) if self.name(index) == name), self.currentIndex())
        self.setCurrentIndex(index)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Give the theme to the views that were added later: those that are made, now, and the others once they are."""
        self._theme = theme
        for view in self._made:
            view.set_theme(theme)

    def tabInserted(self, index: int) -> None:
        """A page that is not shown asks for no room."""
        super().tabInserted(index)
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        share_room(self)

    @Slot(int)
    def _make(self, index: int) -> None:
        make = self._makers.pop(index, None)
        place = self.widget(index)
        if make is not None and place is not None:
            layout = place.layout()
            if layout is not None:
                view = make()
                view.set_theme(self._theme)
                self._made.append(view)
                layout.addWidget(ScrollPage(view) if index in self._scrolling else view)
