"""Has the user write into a cell of a table or a list."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QWidget


def edit_item(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> None:
    """Open the editor of a cell, or give the keyboard to the one that is open; nothing where none can be opened.

    Qt's own ``view.edit(index)`` complains where the cell is written into already, as when Rename is chosen twice.
    """
    editor = cast("QWidget | None", view.indexWidget(index))
    if editor is not None:
        editor.setFocus()
    elif index.isValid():
        view.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, None)  # type: ignore[call-overload] # no event is there
