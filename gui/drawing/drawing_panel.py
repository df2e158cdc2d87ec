"""The card of the canvas: undo, redo and clear below it or, where there is little height, in its corners."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from gui.actions import Actions
from gui.drawing.drawing_canvas import DEFAULT_PEN_WIDTH, DrawingCanvas
from gui.theming.scale import SCALE, px, px_size
from gui.widgets.buttons import command_button
from gui.widgets.focus_order import make_pane

_PADDING, _PADDING_FOLDED, _GAP = 16, 8, 8
_BUTTON_PX, _SMALL_BUTTON_PX, _CORNER_PX = 32, 24, 7
_BUTTON_PADDING = 26  # beside a button's words, both sides and its border together
BELOW_CANVAS = 2 * _PADDING + _GAP + _BUTTON_PX
"""By how much the card is higher than its canvas."""


class DrawingPanel(QFrame):
    """A card with the canvas and its buttons, which follow the menu's actions of the same names.

    Attributes
    ----------
    canvas
        The canvas.
    undo_button, redo_button, clear_button, picture_button
        What is below it, or in its corners.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        make_pane(self, self.tr("Drawing"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.canvas = DrawingCanvas()
        self.undo_button = command_button(actions.undo, "undoButton")
        self.redo_button = command_button(actions.redo, "redoButton")
        self.clear_button = command_button(actions.clear, "clearButton")
        self.picture_button = command_button(actions.open_picture, "openPictureButton")
        for part in (self.canvas, self.undo_button, self.redo_button, self.clear_button, self.picture_button):
            part.setParent(self)
        self._actions = actions
        self._is_folded = False
        actions.undo.triggered.connect(self.canvas.undo)
        actions.redo.triggered.connect(self.canvas.redo)
        actions.clear.triggered.connect(self.canvas.clear)
        for action in actions.pens.values():
            action.triggered.connect(self._on_pen_chosen)
        self.set_pen_percent(round(100 * DEFAULT_PEN_WIDTH))
        SCALE.keep(self, "arrange", DrawingPanel._arrange, is_last=True)

    @property
    def pen_percent(self) -> int:
        """Width of the pen in hundredths of the canvas's side."""
        return round(100 * self.canvas.pen_width)

    def set_pen_percent(self, percent: int) -> None:
        """Use the pen that comes nearest to this width."""
        nearest = min(self._actions.pens, key=lambda width: abs(width - percent))
        self._actions.pens[nearest].setChecked(True)
        self.canvas.set_pen_width(nearest / 100)

    def take_back_canvas(self) -> None:
        """Show the canvas again, after it was lent to somebody."""
        self.canvas.setParent(self)
        self.canvas.lower()
        self._arrange()
        self.canvas.show()

    # Places

    @property
    def is_folded(self) -> bool:
        """Whether the buttons are in the canvas's corners."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Have the buttons in the canvas's corners, or below it."""
        if folded != self._is_folded:
            self._is_folded = folded
            self.redo_button.setHidden(folded)
            self.picture_button.setHidden(folded)
            self.updateGeometry()
            self._arrange()

    def sizeHint(self) -> QSize:
        """As on a window of 1280x800."""
        return px_size(368, 336 + BELOW_CANVAS)

    def minimumSizeHint(self) -> QSize:
        """The column of the smallest window."""
        return px_size(240, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts get their places."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        if self._is_folded:
            padding, corner, height = px(_PADDING_FOLDED), px(_CORNER_PX), px(_SMALL_BUTTON_PX)
            inside = self.rect().adjusted(padding, padding, -padding, -padding)
            self.canvas.setGeometry(inside)
            paper = self.canvas.paper().translated(inside.topLeft()).toRect()
            left, top, right = paper.left() + corner, paper.top() + corner, paper.right() + 1 - corner
            width = _width_of(self.undo_button)
            self.undo_button.setGeometry(left, top, width, height)
            width = _width_of(self.clear_button)
            self.clear_button.setGeometry(right - width, top, width, height)
            for button in (self.undo_button, self.clear_button):
                button.raise_()
            return
        padding, gap, height = px(_PADDING), px(_GAP), px(_BUTTON_PX)
        inside = self.rect().adjusted(padding, padding, -padding, -padding)
        self.canvas.setGeometry(inside.adjusted(0, 0, 0, -gap - height))
        paper = self.canvas.paper().translated(inside.topLeft()).toRect()
        buttons = [self.undo_button, self.redo_button, self.clear_button, self.picture_button]
        needed = sum(map(_width_of, buttons)) + 3 * gap
        has_room = needed <= inside.width()
        self.redo_button.setVisible(has_room)  # it is in the menu, too
        if not has_room:
            buttons.remove(self.redo_button)
            needed -= _width_of(self.redo_button) + gap
        row = paper if needed <= paper.width() else inside
        left, top = row.left(), inside.bottom() + 1 - height
        for button in buttons:
            width = _width_of(button)
            if button is self.picture_button:
                left = row.right() + 1 - width
            button.setGeometry(left, top, width, height)
            left += width + gap

    # What happens

    @Slot()
    def _on_pen_chosen(self) -> None:
        chosen = next(width for width, action in self._actions.pens.items() if action.isChecked())
        self.canvas.set_pen_width(chosen / 100)


def _width_of(button: QAbstractButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text()) + px(_BUTTON_PADDING)
