"""A table in groups that is searched while one types: the list of keys, and the glossary as a whole."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.help.fuzzy import misfit
from gui.theming.scale import SCALE, px, set_px
from gui.widgets.buttons import close_box
from gui.widgets.event_filter import EventFilter


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes
    ----------
    group
        The heading that it stands under.
    name, value
        The two columns.
    details
        What is shown below the table while the line is chosen.
    """

    group: str
    name: str
    value: str
    details: str = ""


class ReferenceDialog(QDialog):
    """Blocks nothing; Esc closes it, and Down goes from the search into the table.

    Attributes
    ----------
    field, table, details, copy_button
        Its parts.

    Parameters
    ----------
    title, columns
        Of the window, and of the two columns.
    name
        Object name.
    """

    def __init__(self, title: str, columns: tuple[str, str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setAccessibleName(self.tr("Search: {title}").format(title=title))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._narrow)
        EventFilter(self.field, self._on_field_event)
        self.table = QTreeWidget()
        self.table.setAccessibleName(title)
        self.table.setHeaderLabels(list(columns))
        self.table.setRootIsDecorated(False)
        set_px(self.table.setIndentation, 12)
        self.table.setItemsExpandable(False)
        self.table.setUniformRowHeights(True)
        SCALE.keep(
            self.table, "style", lambda owner: owner.setStyleSheet(f"QTreeView::item {{ padding: {px(3)}px 0; }}")
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.currentItemChanged.connect(self._on_current_changed)
        self.details = QLabel()
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = QPushButton(self.tr("Copy as text"))
        self.copy_button.setToolTip(self.tr("Copy the whole list, to print it or to hand it out"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        buttons = close_box()
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        set_px(layout.setSpacing, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addWidget(buttons)
        self._text = ""

    @property
    def text(self) -> str:
        """What is copied."""
        return self._text

    def show_rows(self, rows: list[Row], text: str) -> None:
        """Show rows, those of a group one after another; ``text`` is what is copied."""
        self._text = text
        self.table.clear()
        heading: QTreeWidgetItem | None = None
        for row in rows:
            if heading is None or heading.text(0) != row.group:
                heading = self._heading(row.group)
            item = QTreeWidgetItem(heading, [row.name, row.value])
            item.setData(0, Qt.ItemDataRole.UserRole, row)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.name}: {row.value or row.details}")
        self.table.expandAll()
        self._share_width()
        self.details.setVisible(any(row.details for row in rows))
        self._narrow(self.field.text())
        self.field.setFocus()

    def _share_width(self) -> None:
        """Short values are shown whole, and names have the rest; else it is the other way round."""
        is_short = 2 * self.table.sizeHintForColumn(1) < self.width()
        header = self.table.header()
        for column in (0, 1):
            stretches = (column == 0) == is_short
            way = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, way)

    def _on_field_event(self, _field: QObject, event: QEvent) -> bool:
        """Down goes on in the table."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def found(self) -> list[str]:
        """The names that are shown."""
        return [item.text(0) for _, items in self._groups() for item in items if not item.isHidden()]

    def _groups(self) -> list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        """The headings, with what stands under each."""
        found = []
        for number in range(self.table.topLevelItemCount()):
            heading = self.table.topLevelItem(number)
            if heading is not None:
                items = [heading.child(place) for place in range(heading.childCount())]
                found.append((heading, [item for item in items if item is not None]))
        return found

    def _heading(self, title: str) -> QTreeWidgetItem:
        heading = QTreeWidgetItem(self.table, [title])
        heading.setFirstColumnSpanned(True)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = heading.font(0)
        font.setBold(True)
        heading.setFont(0, font)
        return heading

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        """Hide what does not fit; the first that does is chosen."""
        fitting: list[QTreeWidgetItem] = []
        for heading, items in self._groups():
            n_before = len(fitting)
            for item in items:
                row: Row = item.data(0, Qt.ItemDataRole.UserRole)
                fits = misfit(typed, row.name, f"{row.group} {row.value} {row.details}") is not None
                item.setHidden(not fits)
                if fits:
                    fitting.append(item)
            heading.setHidden(len(fitting) == n_before)
        if fitting:
            self.table.setCurrentItem(fitting[0])
        else:
            self.details.clear()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, current: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        row = current.data(0, Qt.ItemDataRole.UserRole) if current is not None else None
        self.details.setText(row.details if isinstance(row, Row) else "")

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
