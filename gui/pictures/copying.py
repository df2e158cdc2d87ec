"""Copies what is shown: the drawing and the plots as pictures, the reading as text; by the Edit menu or a right click."""

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.drawing.reading_panel import ReadingPanel
from gui.pictures.reading_table import answer_line, reading_data
from gui.state.workspace import Workspace
from gui.theming.theme import LIGHT
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu

COPIED_PX = 560
"""The side of a drawing that is copied."""


class Copying(QObject):
    """Carries out the commands that copy; those that suit a view are in the menu of its right click.

    The right button erases on the canvas: there the menu opens over a picture, and by the keyboard.

    Parameters
    ----------
    window
        Whose plots can be copied: every visible view that has a :class:`PictureMenu`.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        *,
        canvas: DrawingCanvas,
        reading: ReadingPanel,
        messages: MessageArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._canvas, self._messages, self._window = workspace, canvas, messages, window
        actions.copy_drawing.triggered.connect(self.copy_drawing)
        actions.copy_reading.triggered.connect(self.copy_reading)
        self._plots = actions.copy_plot
        self._plots.aboutToShow.connect(self.list_plots)
        canvas.addActions([actions.copy_drawing, actions.copy_reading])
        reading.addActions([actions.copy_reading, actions.copy_drawing])
        reading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        reading.customContextMenuRequested.connect(self._open_menu)
        self._reading = reading

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self._reading)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._reading.actions())
        menu.popup(self._reading.mapToGlobal(place))

    @Slot()
    def copy_drawing(self) -> None:
        """Copy the drawing, or the picture in its place, dark on white."""
        image = QImage(COPIED_PX, COPIED_PX, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.paper))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._canvas.paint_content(painter, QRectF(image.rect()), LIGHT)
        painter.end()
        QGuiApplication.clipboard().setImage(image)
        self._messages.tell(self.tr("The drawing is on the clipboard, as a picture."))

    @Slot()
    def copy_reading(self) -> None:
        """Copy what the network reads: the answer, and the ten numbers as a table."""
        probabilities = self._workspace.probabilities
        if probabilities is not None:
            QGuiApplication.clipboard().setMimeData(reading_data(probabilities))
            sentence = self.tr("The reading is on the clipboard: {answer}, and the ten numbers as a table.")
            self._messages.tell(sentence.format(answer=answer_line(probabilities)))

    @Slot()
    def list_plots(self) -> None:
        """Offer the plots that can be seen now."""
        self._plots.clear()
        for plot in self._window.findChildren(PictureMenu):
            if plot.is_visible:
                self._plots.addAction(plot.title, plot.copy_picture)
        if self._plots.isEmpty():
            self._plots.addAction(self.tr("No plot in this tab")).setEnabled(False)
