"""A table of figures that can be copied: into a spreadsheet, tab-separated."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gui.theming.scale import SCALE, px

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableWidget):
    """Rows with a name and numbers, aligned right; Ctrl+C copies what is selected, or all of it.

    Attributes
    ----------
    columns
        The names of the columns.
    """

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self.columns = tuple(columns)
        self.setHorizontalHeaderLabels(self.columns)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # the Tab key leaves it; arrows go from cell to cell
        self.verticalHeader().hide()
        SCALE.keep(self, "rows", _fit_rows, is_last=True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(_RIGHT)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows; what was selected stays so, by its place."""
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    item.setTextAlignment(_RIGHT)
                    self.setItem(row, column, item)
                if item.text() != text:
                    item.setText(text)

    def rows(self) -> list[list[str]]:
        """What is shown, row by row."""
        return [self._cells(row, range(self.columnCount())) for row in range(self.rowCount())]

    @Slot()
    def copy_all(self) -> None:
        """Put the whole table on the clipboard, its header included."""
        _copy([self.columns, *self.rows()])

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is the table's own while it has the focus, whatever else it is a shortcut for."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies: what is selected if that is more than one cell, else all."""
        if not _is_copy(event):
            super().keyPressEvent(event)
            return
        chosen = self.selectedIndexes()
        if len(chosen) < 2:
            self.copy_all()
            return
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        _copy([self._cells(row, columns) for row in rows])

    def _cells(self, row: int, columns: Sequence[int]) -> list[str]:
        items = (self.item(row, column) for column in columns)
        return [item.text() if item is not None else "" for item in items]


def _fit_rows(table: FigureTable) -> None:
    """Make rows as high as the font, and some room."""
    table.verticalHeader().setDefaultSectionSize(QFontMetrics(QApplication.font(table)).height() + px(8))


def _is_copy(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)


def _copy(rows: Sequence[Sequence[str]]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows))
