"""Drawings in a grid: thumbnails painted from the strokes, of those that are in sight alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.data.drawings_store import StoredDrawing
from engine.errors import DataError
from gui.drawing.drawing_canvas import DEFAULT_PEN_WIDTH
from gui.theming.scale import SCALE, exact_px, px, px_size

_THUMBNAIL_PX = 64
_CELL_PX = (78, 92)
_N_PATHS_KEPT = 4096
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_Index = QModelIndex | QPersistentModelIndex
_DrawingRole = Qt.ItemDataRole.UserRole


class DrawingsModel(QAbstractListModel):
    """The drawings that are shown, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawings: Sequence[StoredDrawing] = ()
        self.read_as: Mapping[int, int] = {}

    def set_drawings(self, drawings: Sequence[StoredDrawing], read_as: Mapping[int, int]) -> None:
        """Show others, and as what those of some numbers are read."""
        self.beginResetModel()
        self.drawings, self.read_as = drawings, read_as
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.drawings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        drawing = self.drawings[index.row()]
        if role == _DrawingRole:
            return drawing
        if role == Qt.ItemDataRole.DisplayRole:
            return str(drawing.label) if drawing.number not in self.read_as else self._contradiction(drawing)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = (
                self.tr("Drawing {number}, labeled {label}, read as {digit}{when}")
                if drawing.number in self.read_as
                else self.tr("Drawing {number}, labeled {label}{when}")
            )
            return text.format(
                number=drawing.number,
                label=drawing.label,
                digit=self.read_as.get(drawing.number),
                when=_when(drawing.created_at),
            )
        return None

    def _contradiction(self, drawing: StoredDrawing) -> str:
        return self.tr("{label}, read {digit}").format(label=drawing.label, digit=self.read_as[drawing.number])


class _ThumbnailDelegate(QStyledItemDelegate):
    """Paints a drawing on its sheet of paper, and its label below."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path_of = lru_cache(_N_PATHS_KEPT)(_path_of)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return px_size(*_CELL_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        drawing = index.data(_DrawingRole)
        palette, cell = option.palette, QRectF(option.rect)
        is_selected = bool(option.state & option.state.State_Selected)
        side, edge = px(_THUMBNAIL_PX), exact_px(1)
        sheet = QRectF(cell.center().x() - side / 2, cell.top() + px(6), side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(cell.adjusted(2 * edge, edge, -2 * edge, -edge), 5 * edge, 5 * edge)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), edge))
        painter.setBrush(palette.base())
        painter.drawRoundedRect(sheet, 3 * edge, 3 * edge)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text))
        words = QRectF(cell.left(), sheet.bottom(), cell.width(), cell.bottom() - sheet.bottom())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.setPen(QPen(palette.text(), DEFAULT_PEN_WIDTH, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setClipRect(sheet)
        path = self._path_of(drawing)
        if path is None:
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            painter.translate(sheet.topLeft())
            painter.scale(sheet.width(), sheet.height())
            painter.drawPath(path)
        painter.restore()


class DrawingsGrid(QListView):
    """The grid; its keys are those of the drawings.

    Attributes
    ----------
    empty_text
        What is said if there is nothing to show.
    digit_pressed
        Signal (digit): its key.
    delete_pressed
        Signal: Delete or Backspace.
    drawing_chosen
        Signal (StoredDrawing): by double click or Enter.
    """

    digit_pressed = Signal(int)
    delete_pressed = Signal()
    drawing_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawingsGrid")
        self.setAccessibleName(self.tr("Drawings"))
        self.empty_text = ""
        self._model = DrawingsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_ThumbnailDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        SCALE.keep(self, "setGridSize", lambda owner: owner.setGridSize(px_size(*_CELL_PX)))
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def shown(self) -> Sequence[StoredDrawing]:
        """The drawings in the grid."""
        return self._model.drawings

    @property
    def selected(self) -> list[StoredDrawing]:
        """Those that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.drawings[row] for row in rows]

    def set_drawings(self, drawings: Sequence[StoredDrawing], read_as: Mapping[int, int] | None = None) -> None:
        """Show others, and as what some are read, by number; selection and scrolled place stay."""
        selected = {drawing.number for drawing in self.selected}
        scrolled_to = self.verticalScrollBar().value()
        self._model.set_drawings(drawings, read_as or {})
        self.select(selected)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled_to)

    def select(self, numbers: Collection[int]) -> None:
        """Select the drawings of these numbers, and have the first in sight."""
        selection = QItemSelection()
        for row, drawing in enumerate(self._model.drawings):
            if drawing.number in numbers:
                index = self._model.index(row)
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if selection.indexes():
            self.scrollTo(selection.indexes()[0])

    def event(self, event: QEvent) -> bool:
        """The keys that label and delete are the grid's, whatever else they are shortcuts for."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits label, Delete deletes, Enter puts a drawing on the canvas."""
        key, digit, index = event.key(), _digit_of(event), self.currentIndex()
        if digit is not None:
            self.digit_pressed.emit(digit)
        elif key in _DELETE_KEYS:
            self.delete_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._on_double_clicked(index)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells in sight, or what to do where there are none."""
        super().paintEvent(event)
        if not self._model.drawings:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            margin = px(24)
            room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.drawing_chosen.emit(self._model.drawings[index.row()])


def _digit_of(event: QKeyEvent) -> int | None:
    """The digit whose key is pressed, and nothing with it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    is_digit = held == Qt.KeyboardModifier.NoModifier and event.text() in tuple("0123456789")
    return int(event.text()) if is_digit else None


def _is_own(event: QKeyEvent) -> bool:
    return _digit_of(event) is not None or event.key() in _DELETE_KEYS


def _path_of(drawing: StoredDrawing) -> QPainterPath | None:
    """The strokes in fractions of the sheet's side; ``None`` if they cannot be read."""
    try:
        strokes = drawing.strokes
    except DataError:
        return None
    path = QPainterPath()
    for stroke in strokes:
        points = [QPointF(x, y) for x, y in stroke.tolist()]
        path.moveTo(points[0])
        for previous, point in pairwise(points):
            path.quadTo(previous, (previous + point) / 2)
        # A point alone is a line that goes nowhere visible, so that its round cap is painted.
        path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(1e-4, 0))
    return path


def _when(created_at: str) -> str:
    try:
        return datetime.fromisoformat(created_at).astimezone().strftime(", %Y-%m-%d %H:%M")
    except ValueError:
        return ""
