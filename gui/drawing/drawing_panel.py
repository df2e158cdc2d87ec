"""The canvas with what belongs to it: undo, redo, clear, the width of the pen, and "That is a ..."."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from gui.actions import Actions
from gui.drawing.drawing_canvas import DEFAULT_PEN_WIDTH, DrawingCanvas
from gui.drawing.label_bar import LabelBar
from gui.state.availability import Availability
from gui.state.workspace import Workspace
from gui.widgets.buttons import command_button
from gui.widgets.cards import Card

_PEN_PERCENT = (3, 14)  # of the canvas's side


class DrawingPanel(Card):
    """A card with the canvas and its buttons, which follow the menu's actions of the same names.

    Attributes
    ----------
    canvas
        The canvas.
    undo_button, redo_button, clear_button, pen_slider
        What is below and above it.
    teaching_bar
        Where the drawing is labelled; see :class:`gui.my_drawings.labelling.Labelling`.
    """

    def __init__(
        self, actions: Actions, availability: Availability, workspace: Workspace, parent: QWidget | None = None
    ) -> None:
        self.canvas = DrawingCanvas()
        self.undo_button = command_button(actions.undo, "undoButton")
        self.redo_button = command_button(actions.redo, "redoButton")
        self.clear_button = command_button(actions.clear, "clearButton")
        self.teaching_bar = LabelBar(actions)
        self.pen_slider = QSlider(Qt.Orientation.Horizontal)
        self.pen_slider.setObjectName("penSlider")
        self.pen_slider.setRange(*_PEN_PERCENT)
        self.pen_slider.setValue(round(100 * DEFAULT_PEN_WIDTH))
        self.pen_slider.setFixedWidth(90)
        self.pen_slider.setAccessibleName("Width of the pen")
        self.pen_slider.setToolTip("Width of the pen; the network sees the same frame whatever it is")
        pen_label = QLabel("Pen")
        pen_label.setBuddy(self.pen_slider)
        super().__init__("Draw a digit", self._content(), pen_label, self.pen_slider, parent=parent)
        self._availability, self._workspace = availability, workspace
        actions.undo.triggered.connect(self.canvas.undo)
        actions.redo.triggered.connect(self.canvas.redo)
        actions.clear.triggered.connect(self.canvas.clear)
        self.pen_slider.valueChanged.connect(self._on_pen_changed)
        self.canvas.drawing_changed.connect(self._on_drawing_changed)
        self._on_drawing_changed()

    def _content(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.undo_button, self.redo_button, self.clear_button):
            buttons.addWidget(button)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.teaching_bar)
        return content

    @Slot()
    def _on_drawing_changed(self) -> None:
        drawing = self.canvas.drawing
        self._availability.note(
            is_drawn=not drawing.is_empty, can_undo_drawing=drawing.can_undo, can_redo_drawing=drawing.can_redo
        )
        self._workspace.set_strokes(drawing.strokes)

    @Slot(int)
    def _on_pen_changed(self, percent: int) -> None:
        self.canvas.set_pen_width(percent / 100)
