"""The canvas with what belongs to it: undo, redo, clear, the width of the pen, and "That is a ..."."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from gui.actions import Menus
from gui.drawing.drawing_canvas import DEFAULT_PEN_WIDTH, DrawingCanvas
from gui.drawing.label_bar import TeachingBar
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card

_PEN_PERCENT = (3, 14)  # of the canvas's side


class DrawingPanel(Card):
    """A card with the canvas and its buttons; the menu's actions of the same names follow them.

    Attributes
    ----------
    canvas
        The canvas.
    undo_button, redo_button, clear_button, pen_slider
        What is below and above it.
    teaching_bar
        Where the drawing is labelled; see :class:`gui.my_drawings.labelling.Teaching`.
    """

    def __init__(self, menus: Menus, parent: QWidget | None = None) -> None:
        self.canvas = DrawingCanvas()
        self.undo_button = push_button("Undo", "undoButton", "Undo the last change of the drawing (Ctrl+Z)")
        self.redo_button = push_button("Redo", "redoButton", "Take back an undo (Ctrl+Shift+Z)")
        self.clear_button = push_button("Clear", "clearButton", "Take away the whole drawing (Delete)")
        self.teaching_bar = TeachingBar()
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
        self._steps = (
            (menus.undo, self.undo_button, self.canvas.undo),
            (menus.redo, self.redo_button, self.canvas.redo),
            (menus.clear, self.clear_button, self.canvas.clear),
        )
        for action, button, slot in self._steps:
            action.triggered.connect(slot)
            button.clicked.connect(slot)
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
        """Only what can be done can be pressed."""
        drawing = self.canvas.drawing
        possible = (drawing.can_undo, drawing.can_redo, not drawing.is_empty)
        for is_possible, (action, button, _) in zip(possible, self._steps, strict=True):
            action.setEnabled(is_possible)
            button.setEnabled(is_possible)

    @Slot(int)
    def _on_pen_changed(self, percent: int) -> None:
        self.canvas.set_pen_width(percent / 100)
