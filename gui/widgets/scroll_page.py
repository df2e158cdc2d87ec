"""What gives way in a small window: a page scrolls before anything in it is cut, and neighbors go below each other."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QTabWidget, QWidget

from gui.theming.scale import SCALE, set_px
from gui.widgets.event_filter import EventFilter
from gui.widgets.speaking import speak_as
from gui.widgets.splitters import Splitter


def least_height(widget: QWidget, width: int) -> int:
    """The height that a widget needs at a width, where words wrap and rows of pictures too."""
    layout, least = widget.layout(), widget.minimumSizeHint().expandedTo(widget.minimumSize())
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.totalMinimumHeightForWidth(width), widget.minimumHeight())
    return max(least.height(), widget.heightForWidth(width)) if widget.hasHeightForWidth() else least.height()


class _Sheet(QWidget):
    """Holds what is scrolled; it needs the height that this needs at its width, and not the one that it would like."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        EventFilter(content, self._on_content_event)

    def _on_content_event(self, _content: QObject, event: QEvent) -> bool:
        """What is inside needs another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False

    def minimumSizeHint(self) -> QSize:
        """The least width, and the least height at the width that there is."""
        least = self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        return QSize(least.width(), least_height(self._content, max(self.width(), least.width())))

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._content.setGeometry(self.rect())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        super().resizeEvent(event)


class ScrollPage(QScrollArea):
    """Shows a widget as large as there is room, and never smaller than it needs: the rest is scrolled to."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.tr("Page, scrolled by the arrow keys"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # who has the focus inside is scrolled to
        self.setWidgetResizable(True)
        sheet = _Sheet(content)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)  # which the line before has set
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Little: that is what it is for."""
        return QSize(0, 0)


class WindowPage(ScrollPage):
    """What fills the window: it scrolls only where everything is shown so large that it does not fit.

    Else a window could not be made smaller than what is in it needs.
    """

    def minimumSizeHint(self) -> QSize:
        """What is needed at the size of the design, however large everything is shown."""
        sheet = self.widget()
        return QSize() if sheet is None else sheet.minimumSizeHint() / max(SCALE.factor, 1.0)


def share_room(pages: QStackedWidget | QTabWidget) -> None:
    """Have only the page that is shown ask for room: a hidden one is laid out for a size that it had long ago, or never."""
    for number in range(pages.count()):
        page, is_shown = pages.widget(number), number == pages.currentIndex()
        if page is not None:
            policy = QSizePolicy.Policy.Expanding if is_shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)


class PageStack(QStackedWidget):
    """One page at a time; the others need no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._share_room)

    def addWidget(self, page: QWidget) -> int:
        """Add a page; returns its number."""
        number = super().addWidget(page)
        self._share_room()
        return number

    @Slot()
    def _share_room(self) -> None:
        share_room(self)


class FoldingSplitter(Splitter):
    """Two or more widgets side by side where each has the width that it needs, else one below the other."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        set_px(self.setHandleWidth, 8)
        for widget in widgets:
            self.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """The width of the widest, as they can lie below each other; the height that they need as they lie."""
        widgets = self._widgets()
        width = max((_least_width(widget) for widget in widgets), default=0)
        if self.orientation() == Qt.Orientation.Horizontal:
            heights = [least_height(widget, max(widget.width(), _least_width(widget))) for widget in widgets]
            return QSize(width, max(heights, default=0))
        heights = [least_height(widget, max(self.width(), width)) for widget in widgets]
        return QSize(width, sum(heights) + self.handleWidth() * (len(heights) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        needed = sum(_least_width(widget) for widget in self._widgets())
        fits = event.size().width() >= needed + self.handleWidth() * (self.count() - 1)
        orientation = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if orientation != self.orientation():
            self.setOrientation(orientation)
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
            if not fits:
                self.setSizes([least_height(widget, self.width()) for widget in self._widgets()])

    def _widgets(self) -> list[QWidget]:
        return [widget for index in range(self.count()) if (widget := self.widget(index)) is not None]


def _least_width(widget: QWidget) -> int:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize()).width()
