"""The layers one by one, from the input to the output: what comes out of each and what it costs; add, remove, move, edit.

The text of the settings is the one owner of the layers. The list shows what the engine reads in it, and what is done to
the list is written as text.
"""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.nn.layer_table import LayerTable, WrittenLayer, join_layers, read_layer_table
from engine.nn.layers.base import Shape
from engine.nn.layers.registry import LAYERS
from gui.help.glossary import entry_of
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, px, set_px
from gui.translation import QT_TRANSLATE_NOOP, full_stop, translate
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.item_editing import edit_item
from gui.widgets.phrases import sentence_case
from gui.widgets.setting_fields import tool_button

_Index = QModelIndex | QPersistentModelIndex
_Row = Qt.ItemDataRole.UserRole
_HANDLE, _MARGIN, _GAP = 14, 6, 8  # the dots that a row is taken by, the edges, and what keeps texts apart
_MILLION = 1_000_000
_KEYS = {
    "edit": QKeySequence("F2"),
    "up": QKeySequence("Alt+Up"),
    "down": QKeySequence("Alt+Down"),
    "remove": QKeySequence(Qt.Key.Key_Delete),
}
_PLAIN_KEYS = {
    **dict.fromkeys((Qt.Key.Key_Delete, Qt.Key.Key_Backspace), "remove"),
    **dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2), "edit"),
}
_NAMES = {  # of those whose words do not say it
    "dense": QT_TRANSLATE_NOOP("LayerList", "Dense"),
    "convolution": QT_TRANSLATE_NOOP("LayerList", "Convolution"),
}


def shape_text(shape: Shape | None) -> str:
    """A shape as people write it, "16×16×8"; empty if it is not known."""
    return "×".join(f"{n:,}" for n in shape) if shape else ""


def _count(n: int) -> str:
    return f"{n:,}" if n < _MILLION else f"{n / _MILLION:,.1f} M"


def _keys_text(command: str) -> str:
    return _KEYS[command].toString(QKeySequence.SequenceFormat.NativeText)


class LayerModel(QAbstractListModel):
    """The rows: the input, the hidden layers, the output.

    Attributes
    ----------
    table
        What they show.
    is_fixed
        Whether nothing can be changed now.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: LayerTable = read_layer_table("", None)
        self.is_fixed = False

    def set_table(self, table: LayerTable, *, is_fixed: bool) -> None:
        """Show other layers."""
        if (table, is_fixed) == (self.table, self.is_fixed):
            return
        is_as_long = len(table.rows) == len(self.table.rows)
        if not is_as_long:
            self.beginResetModel()
        self.table, self.is_fixed = table, is_fixed
        if is_as_long:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
        else:
            self.endResetModel()

    def hidden(self, row: int) -> WrittenLayer | None:
        """The hidden layer of a row; ``None`` for the input and the output."""
        return self.table.rows[row - 1] if 1 <= row <= len(self.table.rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.table.rows) + 2

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.is_fixed and self.hidden(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        hidden = self.hidden(row)
        if role == _Row:
            return hidden
        if role == Qt.ItemDataRole.EditRole:
            return hidden.words if hidden is not None else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentences(row)
        return None

    def title(self, row: int) -> str:
        """The layer in plain words."""
        if row == 0:
            return self.tr("Input")
        layer = self.hidden(row)
        return self.tr("Output") if layer is None else layer.plain or self.tr("nothing")

    def shape(self, row: int) -> str:
        """What comes out of it."""
        if row == 0:
            return shape_text(self.table.input_shape)
        return shape_text((self.hidden(row) or self.table.output).output_shape)

    def error(self, row: int) -> str:
        """What is wrong with it, in a sentence; empty if nothing is."""
        layer = self.hidden(row)
        return f"{sentence_case(str(layer.error))}." if layer is not None and layer.error is not None else ""

    def notes(self, row: int) -> tuple[str, str, str]:
        """Its parameters or what is remarked of it, the same in a row, and its multiply-adds."""
        layer = self.table.output if row == self.rowCount() - 1 else self.hidden(row)
        if layer is None or layer.n_parameters is None or layer.multiply_adds is None:
            return "", "", ""
        if layer.remark is not None:
            return str(layer.remark), str(layer.remark), ""
        if not layer.n_parameters:
            return self.tr("no parameters"), self.tr("no parameters"), ""
        n = _count(layer.n_parameters)
        products = self.tr("{n} multiply-adds").format(n=_count(layer.multiply_adds))
        return self.tr("{n} parameters").format(n=n), self.tr("{n} param.").format(n=n), products

    def _sentences(self, row: int) -> str:
        shape = self.shape(row)
        if shape and row:
            shape = self.tr("puts out {shape}").format(shape=shape)
        notes = self.notes(row)
        facts = ", ".join(filter(None, (self.title(row), shape, notes[0], notes[2])))
        return f"{full_stop(facts)} {self.error(row)}".strip()


class _Delegate(QStyledItemDelegate):
    """Two lines a row: the layer and what comes out of it; its parameters and multiply-adds, or what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = QFontMetrics(option.font).height() + px(_MARGIN)
        return QSize(0, height if index.row() == 0 else height + QFontMetrics(_note_font(option.font)).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, LayerModel)  # noqa: S101 - it has no other
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        row, palette = index.row(), QApplication.palette()  # a style sheet makes another of the widget's
        strong, weak = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        error = model.error(row)
        if error:
            strong = weak = palette.color(QPalette.ColorRole.BrightText)
            painter.fillRect(QRect(option.rect.topLeft(), QSize(px(3), option.rect.height())), strong)
        if model.hidden(row) is not None and not model.is_fixed:
            _paint_handle(painter, option.rect, palette.color(QPalette.ColorRole.PlaceholderText))
        inside = text_rect(option.rect)
        first = QRect(inside.left(), inside.top(), inside.width(), QFontMetrics(option.font).height())
        second = QRect(inside.left(), first.bottom() + 1, inside.width(), inside.bottom() - first.bottom())
        painter.setPen(strong)
        _paint_ends(painter, first, option.font, text, model.shape(row))
        painter.setPen(weak)
        if error:
            _paint_ends(painter, second, _note_font(option.font), error, "")
        elif row:
            _, short, products = model.notes(row)
            _paint_ends(painter, second, _note_font(option.font), short, products)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("layerWordsEdit")
        editor.setProperty("compact", True)
        editor.setAccessibleName(self.tr("The layer, such as conv 8 5x5"))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QObject, index: _Index) -> None:
        view = self.parent()
        if isinstance(editor, QLineEdit) and isinstance(view, LayerView):
            view.words_edited.emit(index.row(), editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        inside, edge = text_rect(option.rect), px(3)  # the ring of the focus is around it
        height = option.rect.height() - 2 * edge
        editor.setGeometry(inside.left() - px(7), option.rect.top() + edge, inside.width() + px(7), height)


def text_rect(row: QRect) -> QRect:
    """Where the texts of a row are."""
    return row.adjusted(px(_HANDLE + _MARGIN), px(_MARGIN) // 2, -px(_MARGIN), -px(_MARGIN) // 2)


def _note_font(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(px(NOTE_PX))
    return smaller


def _paint_handle(painter: QPainter, row: QRect, color: QColor) -> None:
    """Six dots, to take the row by."""
    side, pitch = px(2), px(4)
    left, top = row.left() + px(_MARGIN), row.center().y() - pitch - side // 2
    for at in range(6):
        painter.fillRect(left + at % 2 * pitch, top + at // 2 * pitch, side, side, color)


def _paint_ends(painter: QPainter, line: QRect, font: QFont, text: str, end: str) -> None:
    """A text at the left, as much of it as there is room for, and one at the right."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    middle = Qt.AlignmentFlag.AlignVCenter
    if end:
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, end)
        line = line.adjusted(0, 0, -metrics.horizontalAdvance(end) - px(_GAP), 0)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, text)


class LayerView(QListView):
    """The rows: as high as all of them; a row is moved by dragging or with Alt and the arrows.

    Attributes
    ----------
    moved
        Signal (row, place): a row is to come before the row that is at a place now.
    removed, words_edited
        Signals (row) and (row, words): a row is to go, or to say something else.
    undone, redone
        Signals: the last change is to be taken back, or made again.
    """

    moved = Signal(int, int)
    removed = Signal(int)
    words_edited = Signal(int, str)
    undone = Signal()
    redone = Signal()

    def __init__(self, model: LayerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layerList")
        self.setAccessibleName(self.tr("Layers, from the input to the output"))
        self._layers = model
        self._pressed: int | None = None  # the row that the button went down on
        self._pressed_at = QPoint()
        self._place: int | None = None  # before which row the one that is dragged would come
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.modelReset.connect(self.fit_height)
        SCALE.changed.connect(self.fit_height)
        self.fit_height()

    @Slot()
    def fit_height(self) -> None:
        """Be as high as all rows are."""
        self.ensurePolished()
        self.scheduleDelayedItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self._layers.rowCount()))
        self.setFixedHeight(rows + 2 * self.frameWidth() + px(4))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit_height()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.reveal(current.row())

    def reveal(self, row: int) -> None:
        """Have a row in sight, in whatever the list is scrolled by."""
        parent = self.parentWidget()
        while parent is not None and self.hasFocus():
            scrolled = parent.widget() if isinstance(parent, QScrollArea) else None
            if isinstance(parent, QScrollArea) and scrolled is not None:
                rect = self.visualRect(self._layers.index(row))
                center = self.viewport().mapTo(scrolled, rect.center())
                parent.ensureVisible(center.x(), center.y(), 0, rect.height())
            parent = parent.parentWidget()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Its keys are its own: else they would undo strokes, or clear the drawing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and the arrows move, Delete removes, Enter and F2 edit, Ctrl+Z takes back; Escape lets go."""
        command = self._command(event)
        if event.key() == Qt.Key.Key_Escape and self._place is not None:
            self._let_go()
        elif command:
            self.give(command)
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> str:
        """What a key asks for; empty for nothing that is done here: what a row's editor leaves of its keys is nothing."""
        if self.state() == QAbstractItemView.State.EditingState:
            return ""
        key, is_plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            return {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(key, "")
        if event.matches(QKeySequence.StandardKey.Undo):
            return "undo"
        if event.matches(QKeySequence.StandardKey.Redo):
            return "redo"
        return _PLAIN_KEYS.get(key, "") if is_plain else ""

    def give(self, command: str) -> None:
        """Do what is asked for with the current row, if it can be done."""
        row = self.currentIndex().row()
        if self._layers.is_fixed:
            return
        if command in ("undo", "redo"):
            (self.undone if command == "undo" else self.redone).emit()
        elif not self.may(command):
            return
        elif command == "edit":
            edit_item(self, self.currentIndex())
        elif command == "remove":
            self.removed.emit(row)
        else:
            self.moved.emit(row, row - 1 if command == "up" else row + 2)

    def may(self, command: str) -> bool:
        """Whether the current row can be edited, removed, or moved up or down."""
        row = self.currentIndex().row()
        if self._layers.is_fixed or self._layers.hidden(row) is None:
            return False
        if command == "up":
            return row > 1
        return command != "down" or row < self._layers.rowCount() - 2

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        can_move = event.button() == Qt.MouseButton.LeftButton and not self._layers.is_fixed
        self._pressed = row if can_move and self._layers.hidden(row) is not None else None
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._place is None and abs(at.y() - self._pressed_at.y()) < QApplication.startDragDistance():
            return
        self._place = self._place_at(at.y())
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, place = self._pressed, self._place
        self._let_go()
        if row is None or place is None:
            super().mouseReleaseEvent(event)
        else:
            self.setState(QAbstractItemView.State.NoState)
            self.moved.emit(row, place)

    def _let_go(self) -> None:
        self._pressed = self._place = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _place_at(self, y: int) -> int:
        """Before which row something that is dropped there comes: between the input and the output."""
        last = self._layers.rowCount() - 1
        rows = range(1, last)
        return next((row for row in rows if y < self.visualRect(self._layers.index(row)).center().y()), last)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a line where the one that is dragged would come."""
        super().paintEvent(event)
        if self._place is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), px(2)))
            y = self.visualRect(self._layers.index(self._place)).top()
            painter.drawLine(px(_MARGIN), y, self.viewport().width() - px(_MARGIN), y)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setObjectName("layerMenu")
        for command, text in (
            ("edit", self.tr("Edit")),
            ("up", self.tr("Move up")),
            ("down", self.tr("Move down")),
            ("remove", self.tr("Remove")),
        ):
            action = menu.addAction(f"{text}\t{_keys_text(command)}")
            action.setEnabled(self.may(command))
            action.triggered.connect(lambda _=False, command=command: self.give(command))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class LayerList(QWidget):
    """The rows, and buttons below them.

    Attributes
    ----------
    model, view
        The layers, and the rows that show them.
    add_button, up_button, down_button, remove_button
        What changes them.
    rewritten
        Signal (text): the layers are to be these.
    undone, redone
        Signals: the last change is to be taken back, or made again.
    """

    rewritten = Signal(str)
    undone = Signal()
    redone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LayerModel(self)
        self.view = LayerView(self.model)
        self._why_fixed = ""
        self._total = ElidedLabel()
        self._total.setProperty("role", "muted")
        self._make_buttons()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        set_px(buttons.setSpacing, 4)
        for button in (self.add_button, self.up_button, self.down_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.view)
        layout.addWidget(self._total)
        layout.addLayout(buttons)
        self.view.moved.connect(self._move)
        self.view.removed.connect(self._remove)
        self.view.words_edited.connect(self._edit)
        self.view.undone.connect(self.undone)
        self.view.redone.connect(self.redone)
        self.view.selectionModel().currentChanged.connect(self._show_what_can_be_done)
        self.model.modelReset.connect(self._show_what_can_be_done)
        self._show_what_can_be_done()

    def _make_buttons(self) -> None:
        self.add_button = tool_button(self.tr("Add"), "addLayerButton", "")
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.add_button)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.add_button.setMenu(self._menu)
        self.up_button = tool_button("", "layerUpButton", "")
        self.up_button.setArrowType(Qt.ArrowType.UpArrow)
        self.down_button = tool_button("", "layerDownButton", "")
        self.down_button.setArrowType(Qt.ArrowType.DownArrow)
        self.remove_button = tool_button(self.tr("Remove"), "removeLayerButton", "")
        for button in (self.add_button, self.up_button, self.down_button, self.remove_button):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_px(button.setMinimumSize, 24, 24)
        self.up_button.clicked.connect(lambda: self.view.give("up"))
        self.down_button.clicked.connect(lambda: self.view.give("down"))
        self.remove_button.clicked.connect(lambda: self.view.give("remove"))

    def show_table(self, table: LayerTable, why_fixed: str) -> None:
        """Show the layers of a text, and say why they cannot be changed now, if they cannot."""
        row = self.view.currentIndex().row()
        self._why_fixed = why_fixed
        self.model.set_table(table, is_fixed=bool(why_fixed))
        self._select(row)
        n = table.multiply_adds
        self._total.setText("" if n is None else self.tr("{n} multiply-adds for each digit").format(n=f"{n:,}"))
        if self.view.property("fixed") != bool(why_fixed):
            self.view.setProperty("fixed", bool(why_fixed))
            self.view.style().unpolish(self.view)
            self.view.style().polish(self.view)
        self._show_what_can_be_done()

    def _select(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    @Slot()
    def _show_what_can_be_done(self) -> None:
        fixed, none_chosen = self._why_fixed, self.tr("Choose a hidden layer that can be moved so, or removed.")
        self.view.setAccessibleDescription(fixed or self.tr("Alt+Up and Alt+Down move a layer, F2 edits, Del removes"))
        self.add_button.setEnabled(not fixed)
        for button, command, name in (
            (self.add_button, "", self.tr("Add a layer")),
            (self.up_button, "up", self.tr("Move the layer up")),
            (self.down_button, "down", self.tr("Move the layer down")),
            (self.remove_button, "remove", self.tr("Remove the layer")),
        ):
            if command:
                button.setEnabled(self.view.may(command))
            button.setAccessibleName(name)
            tip = f"{name} ({_keys_text(command)})" if command else name
            if not button.isEnabled():
                tip = f"{tip}\n{fixed or none_chosen}"
            button.setToolTip(tip)

    # What is done

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        row = self.view.currentIndex().row()
        after = None if row < 0 or row > len(self.model.table.rows) else row - 1
        for kind in LAYERS:
            suggestion = self.model.table.suggest(kind, after)
            words = read_layer_table(suggestion.words, None).rows[0].plain
            name = translate("LayerList", _NAMES[kind]) if kind in _NAMES else ""
            action = self._menu.addAction(f"{name}: {words}" if name else sentence_case(words))
            entry = entry_of(kind)
            if suggestion.error is not None:
                action.setEnabled(False)
                action.setToolTip(full_stop(sentence_case(str(suggestion.error))))
            elif entry is not None:
                action.setToolTip(entry.lines()[1])
            action.triggered.connect(
                lambda _=False, index=suggestion.index, words=suggestion.words: self._add(index, words)
            )

    def _add(self, index: int, words: str) -> None:
        self._write([*self.model.table.words[:index], words, *self.model.table.words[index:]], index + 1)

    @Slot(int, int)
    def _move(self, row: int, place: int) -> None:
        """Have a row come before the one that is at a place now."""
        words = list(self.model.table.words)
        to = place - 1 if place > row else place
        words.insert(to - 1, words.pop(row - 1))
        self._write(words, to)

    @Slot(int)
    def _remove(self, row: int) -> None:
        words = list(self.model.table.words)
        del words[row - 1]
        self._write(words, min(row, max(len(words), 1)))

    @Slot(int, str)
    def _edit(self, row: int, text: str) -> None:
        words = list(self.model.table.words)
        if words[row - 1] != text.strip():
            words[row - 1] = text.strip()
            self._write(words, row)

    def _write(self, words: list[str], row: int) -> None:
        """Have the layers be these, and a row of them the current one."""
        self.rewritten.emit(join_layers(words))
        self._select(row)
        self.view.setFocus()
