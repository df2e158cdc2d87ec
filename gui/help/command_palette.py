"""Search all commands: a list over the window that is narrowed down by typing; the arrows and Enter give a command."""

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.help.commands import Command, commands_of, give
from gui.help.fuzzy import ELSEWHERE, misfit
from gui.help.pointer import style_card
from gui.theming.scale import SCALE, px, set_px
from gui.widgets.event_filter import EventFilter
from gui.widgets.speaking import announce

_WIDTH, _ROW, _MARGIN, _GAP = 640, 32, 12, 16
_MOST_ROWS = 10
_COMMAND = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Commands(QAbstractListModel):
    """The commands that fit what is typed, the best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[Command] = []
        self.shown: list[Command] = []

    def take(self, commands: list[Command]) -> None:
        self._all = commands
        self.narrow("")

    def narrow(self, typed: str) -> None:
        fits = ((misfit(typed, c.name, f"{c.place} {c.keys} {c.remark}"), c) for c in self._all)
        found = [(fit, command) for fit, command in fits if fit is not None]
        self.beginResetModel()
        if typed.strip():  # Enter gives the first: of those called so, what can be given comes before what cannot
            found.sort(key=lambda pair: (pair[0] >= ELSEWHERE, pair[0] < ELSEWHERE and not pair[1].is_enabled, pair[0]))
        self.shown = [command for _, command in found]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        command = self.shown[index.row()]
        if role == _COMMAND:
            return command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return command.remark or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if command.is_enabled else self.tr("not available")
            return ", ".join(filter(None, (command.name, command.place, command.keys, state, command.remark)))
        return None


class _Row(QStyledItemDelegate):
    """Name, place and, at the right, the keys; of a command that cannot be given, why."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        command: Command = index.data(_COMMAND)
        rect, palette = QRect(option.rect), QPalette(option.palette)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        text = palette.color(QPalette.ColorRole.HighlightedText if is_current else QPalette.ColorRole.Text)
        weak = text if is_current else muted
        rect.adjust(px(_MARGIN), 0, -px(_MARGIN), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(text if command.is_enabled else weak)
        metrics = QFontMetrics(painter.font())
        mark = "✓ " if command.is_checked else ""
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, f"{mark}{command.name}")
        left = metrics.horizontalAdvance(f"{mark}{command.name}") + px(_GAP)
        painter.setPen(QColor(weak))
        if command.keys:
            painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, command.keys)
            rect.adjust(0, 0, -metrics.horizontalAdvance(command.keys) - px(_GAP), 0)
        rect.adjust(left, 0, 0, 0)
        more = command.place if command.is_enabled else f"{command.place}: {command.remark}"
        painter.drawText(
            rect,
            middle | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(more, Qt.TextElideMode.ElideRight, rect.width()),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, max(px(_ROW), QFontMetrics(option.font).height() + px(8)))


class CommandPalette(QFrame):
    """The popup; opening it reads the window's actions anew, so that there is no second list of them.

    Attributes
    ----------
    field, list
        Where one types, and what fits.

    Parameters
    ----------
    root
        Whose commands are searched; the popup opens over it.
    """

    def __init__(self, root: QWidget) -> None:
        super().__init__(root, Qt.WindowType.Popup)
        self._root = root
        self.setObjectName("commandPalette")
        self.setAccessibleName(self.tr("Search all commands"))
        style_card(self)
        self.field = QLineEdit()
        self.field.setObjectName("commandSearch")
        self.field.setPlaceholderText(self.tr("What would you like to do?"))
        self.field.setAccessibleName(self.tr("Search all commands: type a few words, choose with the arrow keys"))
        set_px(self.field.setMinimumHeight, _ROW)
        self._commands = _Commands(self)
        self.list = QListView()
        self.list.setObjectName("commandList")
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setModel(self._commands)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._remark = QLabel()
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._remark.setProperty("role", "muted")
        set_px(self._remark.setMinimumHeight, _ROW)
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_px(self._remark.setContentsMargins, _MARGIN - 4, 0, _MARGIN - 4, 0)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 8, 8, 8, 4)
        set_px(layout.setSpacing, 4)
        for widget in (self.field, self.list, self._remark):
            layout.addWidget(widget)
        EventFilter(self.field, self._on_field_event)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._give)
        self.list.entered.connect(self._on_entered)
        self._pointer = QCursor.pos()
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        SCALE.changed.connect(self.close)

    @property
    def names(self) -> list[str]:
        """What is listed now."""
        return [command.name for command in self._commands.shown]

    @Slot()
    def open(self) -> None:
        """Show every command; the focus goes back where it was once the popup is closed."""
        self._commands.take(commands_of(self._root))
        self.field.clear()
        self._place()
        self._select(0)
        self._pointer = QCursor.pos()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_field_event(self, _field: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._give(self.list.currentIndex())
                return True
            if key in _MOVES:
                step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
                if not step:
                    step = _MOST_ROWS if key == Qt.Key.Key_PageDown else -_MOST_ROWS
                self._move(step)
                return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever types next does not type into it: Qt leaves the focus here where nothing in the window had it before."""
        super().hideEvent(event)
        self.field.clearFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        """At the top of the window, in its middle; never wider or higher than the window."""
        width = min(px(_WIDTH), self._root.width() - px(32))
        row = max(self.list.sizeHintForRow(0), px(_ROW))
        chrome = self.field.sizeHint().height() + self._remark.minimumHeight() + px(24)
        rows = min(_MOST_ROWS, max((self._root.height() - chrome - px(80)) // row, 3))
        self.list.setFixedHeight(rows * row + px(2))
        layout = self.layout()
        self.resize(width, layout.sizeHint().height() if layout is not None else 0)
        corner = self._root.mapToGlobal(self._root.rect().topLeft())
        self.move(corner.x() + (self._root.width() - width) // 2, corner.y() + px(32))

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._commands.index(row))

    def _move(self, step: int) -> None:
        last = self._commands.rowCount() - 1
        if last < 0:
            return
        row = self.list.currentIndex().row() + step
        if abs(step) == 1:
            row %= last + 1  # round and round, but a page stops at the ends
        self._select(min(max(row, 0), last))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._commands.narrow(typed)
        self._select(0)
        if not self._commands.shown:
            self._remark.setText(self.tr("No command has these words."))

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        """The pointer chooses where it moves, and not where the list opens, or is scrolled, under it."""
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self.list.setCurrentIndex(index)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        command = current.data(_COMMAND)
        remark = command.remark if isinstance(command, Command) else ""
        if self.isVisible() and current.isValid():  # the focus stays in the field: say what is chosen
            announce(self.field, str(current.data(Qt.ItemDataRole.AccessibleTextRole)))
        room = self.width() - 2 * px(_MARGIN) - px(16)
        self._remark.setText(self._remark.fontMetrics().elidedText(remark, Qt.TextElideMode.ElideRight, room))

    @Slot(QModelIndex)
    def _give(self, index: QModelIndex) -> None:
        """Give the command once the popup is gone and the focus is back; one that cannot be given says why."""
        command = index.data(_COMMAND)
        if isinstance(command, Command) and command.is_enabled:
            self.close()
            QTimer.singleShot(0, self, partial(give, command, self._root))
