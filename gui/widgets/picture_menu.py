"""A right click on a plot: save its picture, or copy it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import DataError
from gui.widgets.event_filter import EventFilter
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_export import choose_picture_file, export_widget


class PictureMenu(QObject):
    """Gives a view a menu of its own; what came of it is told in the line of messages.

    Parameters
    ----------
    view
        Complete: its children open the menu too. It has an accessible name.
    name
        What a file is called if nothing else is chosen.
    messages
        Where it is told what came of it.
    values
        Makes a table of the numbers in the view, for a third action, ``copy_values``.

    Attributes
    ----------
    menu
        With the actions ``save`` and ``copy``.
    refusal
        Why the picture could not be saved.
    """

    def __init__(
        self, view: QWidget, name: str, messages: MessageArea, *, values: Callable[[], str] | None = None
    ) -> None:
        super().__init__(view)
        self._view, self._name, self._messages = view, name, messages
        self.refusal = messages.make_message()
        self.menu = QMenu(view)
        self.save = QAction(self.tr("&Save the picture…"), self.menu)
        self.copy = QAction(self.tr("&Copy the picture"), self.menu)
        self.save.triggered.connect(self.save_picture)
        self.copy.triggered.connect(self.copy_picture)
        self.menu.addActions([self.save, self.copy])
        self._values = values
        self.copy_values = QAction(self.tr("Copy the &values (CSV)"), self.menu)
        self.copy_values.triggered.connect(self._on_copy_values)
        if values is not None:
            self.menu.addAction(self.copy_values)
        for widget in (view, *view.findChildren(QWidget)):
            if widget is not self.menu:
                EventFilter(widget, self._on_view_event)

    def _on_view_event(self, _widget: QObject, event: QEvent) -> bool:
        """Open the menu where it is asked for."""
        if isinstance(event, QContextMenuEvent):
            self.menu.popup(event.globalPos())
            return True
        return False

    @Slot()
    def save_picture(self) -> None:
        """Ask for a file, and write the view as it is now."""
        path = choose_picture_file(self._view, self._name)
        if path is None:
            return
        try:
            export_widget(self._view, path)
        except DataError as error:
            self.refusal.refuse(str(error))
        else:
            self.refusal.clear()
            self._messages.tell(self.tr("Saved as {file}.").format(file=path.name))

    @property
    def title(self) -> str:
        """What the view is called, for people: what screen readers call it, but for what a colon adds."""
        return self._view.accessibleName().partition(":")[0]

    @property
    def is_visible(self) -> bool:
        """Whether the view can be seen."""
        return self._view.isVisible()

    @Slot()
    def copy_picture(self) -> None:
        """Put the view as it is now on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self._view.grab())
        self._messages.tell(self.tr("The picture is on the clipboard."))

    @Slot()
    def _on_copy_values(self) -> None:
        if self._values is not None:
            QGuiApplication.clipboard().setText(self._values())
            self._messages.tell(self.tr("The values are on the clipboard."))
