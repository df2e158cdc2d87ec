"""The tab "Lessons": the list of all, or one of them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.actions import Actions
from gui.lessons_tab.lesson_list import LessonList
from gui.lessons_tab.lesson_page import LessonPage
from gui.theming.scale import set_px
from gui.theming.theme import Theme
from gui.widgets.scroll_page import PageStack
from gui.widgets.themed_widget import ThemedWidget


class LessonsView(ThemedWidget):
    """One page at a time.

    Attributes
    ----------
    list, page
        All lessons, and the one that is open.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPanel")
        self.list, self.page = LessonList(actions), LessonPage()
        self._stack = PageStack()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.page)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        layout.addWidget(self._stack)

    def show_list(self) -> None:
        """Have all lessons in sight."""
        self._stack.setCurrentWidget(self.list)

    def show_page(self) -> None:
        """Have the open lesson in sight."""
        self._stack.setCurrentWidget(self.page)

    @property
    def shows_list(self) -> bool:
        """Whether all lessons are in sight."""
        return self._stack.currentWidget() is self.list

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.list.set_theme(theme)
        self.page.set_theme(theme)
