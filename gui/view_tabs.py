"""The views beside the canvas, as tabs; each but the first is made when it is first looked at."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget


class ViewTabs(QTabWidget):
    """Tabs whose views cost nothing before somebody opens them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewTabs")
        self.setDocumentMode(True)
        self.setTabBarAutoHide(True)
        self.tabBar().setDrawBase(False)  # its line is white in the dark theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._makers: dict[int, Callable[[], QWidget]] = {}
        self.currentChanged.connect(self._make)

    def add_later(self, title: str, make: Callable[[], QWidget]) -> int:
        """Add a tab whose view is made when the tab is first opened; returns the tab's index."""
        place = QWidget()
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        index = self.addTab(place, title)
        self._makers[index] = make
        return index

    def show_titled(self, title: str) -> None:
        """Open the tab of this title, if there is one."""
        index = next((index for index in range(self.count()) if self.tabText(index) == title), self.currentIndex())
        self.setCurrentIndex(index)

    @Slot(int)
    def _make(self, index: int) -> None:
        make = self._makers.pop(index, None)
        place = self.widget(index)
        if make is not None and place is not None:
            layout = place.layout()
            if layout is not None:
                layout.addWidget(make())
