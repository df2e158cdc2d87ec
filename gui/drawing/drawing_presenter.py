"""Tells the workspace, and who decides what may be done, of what is drawn."""

from PySide6.QtCore import QObject, Slot

from gui.drawing.drawing_canvas import DrawingCanvas
from gui.state.availability import Availability
from gui.state.workspace import Workspace


class DrawingPresenter(QObject):
    """Follows the canvas."""

    def __init__(
        self, availability: Availability, workspace: Workspace, *, canvas: DrawingCanvas, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._availability, self._workspace, self._canvas = availability, workspace, canvas
        canvas.drawing_changed.connect(self._on_drawing_changed)
        self._on_drawing_changed()

    @Slot()
    def _on_drawing_changed(self) -> None:
        drawing = self._canvas.drawing
        self._availability.note(
            is_drawn=not drawing.is_empty,
            can_undo_drawing=drawing.can_undo,
            can_redo_drawing=drawing.can_redo,
            undo_change=drawing.undo_change,
            redo_change=drawing.redo_change,
        )
        self._workspace.set_strokes(drawing.strokes, is_finished=not drawing.current)
