"""The table of runs: what each row says, in which order, and how the first column is painted and pressed."""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.nn.network import hidden_layers_named
from engine.runs.summary import SETTINGS, RunSummary
from engine.text.percent import percent_text
from gui.frame.network_chip import layers_text
from gui.plots.axis_ticks import epoch_text, loss_text
from gui.plots.run_lines import paint_sample, run_pen
from gui.runs_tab.run_text import OF_COLUMNS, Differences, ended_text, is_used, run_name, short_text, time_text
from gui.runs_tab.table_head import ARROW, TableHead
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, exact_px, px
from gui.theming.theme import LIGHT, Theme
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.item_editing import edit_item
from gui.widgets.speaking import announce

Index = QModelIndex | QPersistentModelIndex
Shown = Literal["all", "starred", "ticked"]
Best = Literal["most", "least", ""]
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_MEASURED = 40  # rows
_ROW, _TICK, _SAMPLE, _STAR, _GAP, _EDGE = 32, 16, 22, 16, 8, 12


def _accuracy(run: RunSummary, part: str) -> float:
    figures = getattr(run, part)
    return figures.accuracy if figures is not None else math.nan


def _loss(run: RunSummary, part: str) -> float:
    figures = getattr(run, part)
    return figures.cost if figures is not None and figures.cost is not None else math.nan


def _percent(value: object) -> str:
    return percent_text(value) if isinstance(value, float) and math.isfinite(value) else ""


def _loss_text(value: object) -> str:
    return loss_text(value) if isinstance(value, float) and math.isfinite(value) else ""


def _moment_text(text: str) -> str:
    return text[:16].replace("T", " ")


def _epochs(value: object) -> str:
    return epoch_text(value) if isinstance(value, float) and math.isfinite(value) else ""


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    name, title
        For files, and for people, in English.
    value
        What it is sorted by, and what a file says.
    text
        How that is written.
    best
        Which value is best: "most", "least" or neither.
    is_number
        Whether it stands at the right.
    """

    name: str
    title: str
    value: Callable[[RunSummary], Any]
    text: Callable[[Any], str] = str
    best: Best = ""
    is_number: bool = False


def _share_column(name: str, title: str, part: str) -> Column:
    return Column(name, title, lambda run: _accuracy(run, part), _percent, "most", is_number=True)


def _loss_column(name: str, title: str, part: str) -> Column:
    return Column(name, title, lambda run: _loss(run, part), _loss_text, "least", is_number=True)


COLUMNS = (
    Column("run", QT_TRANSLATE_NOOP("Runs", "Run"), lambda run: run.number),
    Column("differs", QT_TRANSLATE_NOOP("Runs", "What differs"), lambda run: run.id),
    _share_column("validation_accuracy", QT_TRANSLATE_NOOP("Runs", "Validation"), "validation"),
    _share_column("test_accuracy", QT_TRANSLATE_NOOP("Runs", "Test"), "test"),
    _loss_column("validation_loss", QT_TRANSLATE_NOOP("Runs", "Loss"), "validation"),
    Column("epochs", QT_TRANSLATE_NOOP("Runs", "Epochs"), lambda run: run.epochs, _epochs, is_number=True),
    Column("seconds", QT_TRANSLATE_NOOP("Runs", "Time"), lambda run: run.seconds, time_text, is_number=True),
    Column("ended", QT_TRANSLATE_NOOP("Runs", "Ended"), ended_text),
    Column("note", QT_TRANSLATE_NOOP("Runs", "Note"), lambda run: run.note),
    Column("data", QT_TRANSLATE_NOOP("Runs", "Data"), lambda run: run.data_label),
    Column(
        "n_parameters",
        QT_TRANSLATE_NOOP("Runs", "Parameters"),
        lambda run: run.n_parameters,
        "{:,}".format,
        is_number=True,
    ),
    _share_column("train_accuracy", QT_TRANSLATE_NOOP("Runs", "Training"), "train"),
    _loss_column("train_loss", QT_TRANSLATE_NOOP("Runs", "Training loss"), "train"),
    _loss_column("test_loss", QT_TRANSLATE_NOOP("Runs", "Test loss"), "test"),
    Column("created", QT_TRANSLATE_NOOP("Runs", "Begun"), lambda run: run.created, _moment_text),
)
"""All columns; the first eight are shown at first."""
NAMES = tuple(column.name for column in COLUMNS)
FIRST_SHOWN = frozenset(NAMES[:8])
RUN, DIFFERS, NOTE = NAMES.index("run"), NAMES.index("differs"), NAMES.index("note")
_LESSER = ("ended", "created", "data", "note")  # in smaller letters
_TIPS = {
    "differs": QT_TRANSLATE_NOOP("Runs", "The settings in which these runs differ; bold: unlike the selected run"),
    "validation_accuracy": QT_TRANSLATE_NOOP("Runs", "Validation digits read right, at the end"),
    "test_accuracy": QT_TRANSLATE_NOOP("Runs", "Test digits read right, at the end"),
    "validation_loss": QT_TRANSLATE_NOOP("Runs", "Loss on the validation digits, at the end"),
    "train_loss": QT_TRANSLATE_NOOP("Runs", "Cost on the training digits, with weight decay"),
}


class RunTableModel(QAbstractTableModel):
    """The runs that are listed, in their order.

    Attributes
    ----------
    renamed, noted, starred, ticked
        Signals (id, name), (id, note), (id, bool), (id, bool): the user wrote or pressed that.
    """

    renamed = Signal(str, str)
    noted = Signal(str, str)
    starred = Signal(str, bool)
    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[RunSummary, ...] = ()
        self._rows: list[RunSummary] = []
        self._filter, self._shown = "", "all"
        self._sorted_by, self._order = RUN, Qt.SortOrder.DescendingOrder
        self._differences = Differences(())
        self._known_differences: tuple[
            Differences, ...
        ] = ()  # of all that could be listed, and of what the filter leaves
        self._best: dict[str, float] = {}
        self._slots: dict[str, int] = {}
        self._beside: RunSummary | None = None
        self._texts: dict[str, tuple[RunSummary, str]] = {}  # what the filter looks through, by run

    # What is listed

    @property
    def rows(self) -> Sequence[RunSummary]:
        """The runs that are listed, from top to bottom."""
        return self._rows

    @property
    def differences(self) -> Differences:
        """What tells them from each other."""
        return self._differences

    def set_runs(self, runs: tuple[RunSummary, ...]) -> None:
        """There are these runs now."""
        self._all = runs
        self._list()

    def set_filter(self, text: str, shown: Shown) -> None:
        """List those in which every word of a text is found: of all, of those with a star, or of those that are ticked."""
        self._filter, self._shown = text, shown
        self._list()

    def set_ticked(self, slots: dict[str, int]) -> None:
        """By run that is ticked: the number of its line."""
        self._slots = dict(slots)
        if self._shown == "ticked":
            self._list()
        else:
            self._tell_changed(RUN, Qt.ItemDataRole.CheckStateRole)

    def set_selected(self, run: RunSummary | None) -> None:
        """The run that the others are compared with."""
        before, self._beside = self._beside, run
        if (run is None) != (before is None) or (run and before and run.settings != before.settings):
            self._tell_changed(DIFFERS, Qt.ItemDataRole.FontRole)

    def row_of(self, run_id: str) -> int:
        """In which row a run is; -1 if it is not listed."""
        return next((row for row, run in enumerate(self._rows) if run.id == run_id), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """List the runs by a column; those of which nothing is known come last, either way."""
        self._sorted_by, self._order = column, order
        self._list()

    def _list(self) -> None:
        words = self._filter.casefold().split()
        found = [run for run in self._all if self._is_shown(run)]
        if words:
            found = [run for run in found if all(word in self._searched(run) for word in words)]
        differences = self._differences_of(found)
        rows = self._in_order(found, differences)
        if rows == self._rows and differences.names == self._differences.names:
            return
        before, known = self._rows, self._best
        is_same = [run.id for run in rows] == [run.id for run in before]
        if not is_same:
            self.layoutAboutToBeChanged.emit()
        is_other_text = differences is not self._differences
        self._rows, self._differences = rows, differences
        self._best = {column.name: best for column in COLUMNS if (best := _best_of(column, rows)) is not None}
        if is_same:
            changed = [row for row, run in enumerate(rows) if run != before[row]]
            if len(changed) == 1 and not is_other_text:  # a run that goes on, some times a second
                self._tell_rows_changed(changed[0], changed[0])
                if self._best != known:
                    self._tell_rows_changed(0, len(rows) - 1, Qt.ItemDataRole.FontRole)
            else:
                self._tell_rows_changed(0, len(rows) - 1)
            return
        places = {run.id: row for row, run in enumerate(rows)}
        for index in self.persistentIndexList():
            row = places.get(before[index.row()].id, -1) if index.row() < len(before) else -1
            self.changePersistentIndex(index, self.index(row, index.column()) if row >= 0 else QModelIndex())
        self.layoutChanged.emit()

    def _differences_of(self, runs: Sequence[RunSummary]) -> Differences:
        """What tells them from each other; found anew only for other runs: settings stay while figures grow."""
        return self._differences if self._differences.are_of(runs) else Differences(runs)

    def _searched(self, run: RunSummary) -> str:
        """All words of a run, in which those of the filter are looked for."""
        known = self._texts.get(run.id)
        if known is None or known[0] is not run:
            known = self._texts[run.id] = run, _words_of(run)
        return known[1]

    def _is_shown(self, run: RunSummary) -> bool:
        return self._shown == "all" or (run.is_starred if self._shown == "starred" else run.id in self._slots)

    def _in_order(self, runs: list[RunSummary], differences: Differences) -> list[RunSummary]:
        is_down = self._order == Qt.SortOrder.DescendingOrder
        name, value = COLUMNS[self._sorted_by].name, COLUMNS[self._sorted_by].value
        if name == "run":
            return sorted(runs, key=lambda run: (run.created, run.number), reverse=is_down)
        if name == "differs":
            return sorted(runs, key=lambda run: [text for text, _ in differences.parts(run)], reverse=is_down)
        unknown = [run for run in runs if _is_unknown(value(run))]
        known = [run for run in runs if not _is_unknown(value(run))]
        return sorted(known, key=value, reverse=is_down) + unknown

    def _tell_changed(self, column: int, role: int) -> None:
        """A column looks different, with the same words."""
        if self._rows:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column), [role])

    def _tell_rows_changed(self, first: int, last: int, *roles: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1), list(roles))

    # As Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Runs", column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column.name in _TIPS:
            return translate("Runs", _TIPS[column.name])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == RUN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (RUN, NOTE) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        run, column = self._rows[index.row()], index.column()
        told: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self.text(run, column),
            Qt.ItemDataRole.EditRole: lambda: run_name(run) if column == RUN else run.note,
            Qt.ItemDataRole.TextAlignmentRole: lambda: _RIGHT if COLUMNS[column].is_number else _LEFT,
            Qt.ItemDataRole.ToolTipRole: lambda: self._tip(run, column),
        }
        of_run: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.CheckStateRole: lambda: _CHECKED if run.id in self._slots else _UNCHECKED,
            Qt.ItemDataRole.AccessibleTextRole: lambda: self.spoken(run),
        }
        tell = told.get(role) or (of_run.get(role) if column == RUN else None)
        return tell() if tell is not None else None

    def text(self, run: RunSummary, column: int) -> str:
        """What a cell says."""
        if column == RUN:
            return run_name(run)
        if column == DIFFERS:
            return ", ".join(text for text, _ in self._differences.parts(run))
        return COLUMNS[column].text(COLUMNS[column].value(run))

    def spoken(self, run: RunSummary) -> str:
        """A row's head for a screen reader."""
        words = [run_name(run), layers_text(hidden_layers_named(run.architecture))]
        words += [translate("Runs", "ticked")] if run.id in self._slots else []
        words += [translate("Runs", "with a star")] if run.is_starred else []
        return ", ".join(words)

    def parts(self, run: RunSummary, column: int) -> list[tuple[str, bool]]:
        """What a cell says, each of its parts with whether it is bold; nothing for the first column."""
        if column == DIFFERS:
            return self._differences.parts(run, self._beside)
        if column == RUN:
            return []
        of = COLUMNS[column]
        return [(of.text(of.value(run)), of.name in self._best and of.value(run) == self._best[of.name])]

    def _tip(self, run: RunSummary, column: int) -> str:
        if column == RUN:
            lines = [
                f"{run_name(run)}: {run.architecture}",
                _moment_text(run.created),
                run.data_label,
                run.note,
            ]
            return "\n".join(line for line in lines if line)
        if column == DIFFERS:
            return self.text(run, DIFFERS)
        return str(run.ending or "") if COLUMNS[column].name == "ended" else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        run = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == RUN:
            self.ticked.emit(run.id, run.id not in self._slots)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == NOTE:
            self.noted.emit(run.id, str(value).strip())
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == RUN:
            name = str(value).strip()
            if name != run_name(run):
                self.renamed.emit(run.id, name)
            return True
        return False

    def slot_of(self, run_id: str) -> int | None:
        """The number of the line of a run that is ticked; else ``None``."""
        return self._slots.get(run_id)


def _words_of(run: RunSummary) -> str:
    words = [run_name(run), f"{run.number}", run.note, run.data_label, run.architecture, ended_text(run)]
    words += [run.recipe, run.sweep]
    words += [layers_text(hidden_layers_named(run.architecture))]
    if run.settings:
        words += [short_text(run, name) for name in SETTINGS if name not in OF_COLUMNS and is_used(run, name)]
    return "\n".join(words).casefold()


def _is_unknown(value: object) -> bool:
    return value == "" or (isinstance(value, float) and math.isnan(value))


def _best_of(column: Column, runs: Sequence[RunSummary]) -> float | None:
    if not column.best or len(runs) < 2:
        return None
    values = [value for value in map(column.value, runs) if not _is_unknown(value)]
    if not values:
        return None
    return float(max(values) if column.best == "most" else min(values))


class RunDelegate(QStyledItemDelegate):
    """Paints the cells: of the first column, a tick with its line, a star, the name, and the layers.

    Attributes
    ----------
    theme
        The colors.
    """

    def __init__(self, model: RunTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(option.widget, QWidget):  # the ground alone: the words are asked of the model, not through roles
            option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.border), 1))
        bottom = option.rect.bottom() + 0.5
        painter.drawLine(QPointF(option.rect.left(), bottom), QPointF(option.rect.right() + 1, bottom))
        if index.column() == RUN:
            self._paint_run(painter, option, index)
        else:
            self._paint_words(painter, option, index)
        painter.restore()

    # The first column

    def tick_place(self, cell: QRect) -> QRect:
        """The box for the tick in a cell."""
        return QRect(cell.left() + px(_EDGE), cell.center().y() - px(_TICK) // 2 + 1, px(_TICK), px(_TICK))

    def star_place(self, cell: QRect) -> QRect:
        """The star in a cell."""
        left = cell.left() + px(_EDGE + _TICK + _GAP + _SAMPLE + _GAP)
        return QRect(left, cell.center().y() - px(_STAR) // 2 + 1, px(_STAR), px(_STAR))

    def name_left(self, cell: QRect) -> int:
        """Where the name begins in a cell."""
        return cell.left() + px(_EDGE + _TICK + _GAP + _SAMPLE + _GAP + _STAR + _GAP)

    def _paint_run(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        run, theme, cell = self._model.rows[index.row()], self.theme, option.rect
        if index.row() == self._current_row(option):
            painter.fillRect(QRectF(cell.left(), cell.top(), exact_px(2), cell.height()), QColor(theme.accent))
        slot = self._model.slot_of(run.id)
        self._paint_tick(painter, self.tick_place(cell), is_on=slot is not None)
        if slot is not None:
            pen = run_pen(theme, slot)
            pen.setWidthF(exact_px(pen.widthF()))
            left = cell.left() + px(_EDGE + _TICK + _GAP)
            paint_sample(painter, pen, QRectF(left, cell.top(), px(_SAMPLE), cell.height()))
        self._paint_star(painter, QRectF(self.star_place(cell)), is_on=run.is_starred)
        rest = QRect(cell)
        rest.setLeft(self.name_left(cell))
        bold = _bold(option.font)
        name = QFontMetrics(bold).elidedText(run_name(run), Qt.TextElideMode.ElideRight, rest.width())
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, name)
        rest.setLeft(rest.left() + QFontMetrics(bold).horizontalAdvance(name) + px(_GAP))
        font = QFont(option.font)
        font.setPixelSize(px(NOTE_PX))
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        layers = QFontMetrics(font).elidedText(
            layers_text(hidden_layers_named(run.architecture)), Qt.TextElideMode.ElideRight, rest.width() - px(4)
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, layers)

    @staticmethod
    def _current_row(option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.currentIndex().row() if isinstance(view, QAbstractItemView) else -1

    def _paint_tick(self, painter: QPainter, place: QRect, *, is_on: bool) -> None:
        theme, box = self.theme, QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.accent if is_on else theme.line), 1))
        painter.setBrush(QColor(theme.accent if is_on else theme.field))
        painter.drawRoundedRect(box, exact_px(4), exact_px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_on:
            painter.setPen(QPen(QColor(theme.on_accent), exact_px(1.75)))
            at = [
                QPointF(box.left() + x * box.width(), box.top() + y * box.height())
                for x, y in ((0.24, 0.52), (0.43, 0.71), (0.77, 0.32))
            ]
            painter.drawPolyline(QPolygonF(at))

    def _paint_star(self, painter: QPainter, place: QRectF, *, is_on: bool) -> None:
        middle, radius = place.center(), place.width() / 2
        points = []
        for number in range(10):
            angle, length = math.pi * number / 5 - math.pi / 2, radius * (1.0 if number % 2 == 0 else 0.42)
            points.append(QPointF(middle.x() + length * math.cos(angle), middle.y() + length * math.sin(angle)))
        painter.setPen(QPen(QColor(self.theme.accent if is_on else self.theme.line), exact_px(1.2)))
        painter.setBrush(QColor(self.theme.accent) if is_on else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # The others

    def _words(self, index: Index) -> list[tuple[str, bool]]:
        parts = self._model.parts(self._model.rows[index.row()], index.column())
        return [
            (text if number == len(parts) - 1 else f"{text}, ", is_bold) for number, (text, is_bold) in enumerate(parts)
        ]

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rest = option.rect.adjusted(px(_GAP), 0, -px(_GAP), 0)
        parts, theme = self._words(index), self.theme
        is_lesser = COLUMNS[index.column()].name in _LESSER
        font = QFont(option.font)
        if is_lesser:
            font.setPixelSize(px(NOTE_PX))
        painter.setPen(QColor(theme.muted if is_lesser else theme.text))
        is_number = COLUMNS[index.column()].is_number  # of a single part
        for number, (part, is_bold) in enumerate(parts):
            its_font = _bold(font) if is_bold else font
            metrics = QFontMetrics(its_font)
            painter.setFont(its_font)
            has_no_room = number < len(parts) - 1 and rest.width() < metrics.horizontalAdvance(f"{part}…")
            text = f"{part}…" if has_no_room else part  # there is more, and no room for any of it
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rest.width() + 2)
            painter.drawText(rest, _RIGHT if is_number else Qt.AlignmentFlag.AlignVCenter, shown)
            rest.setLeft(rest.left() + metrics.horizontalAdvance(shown))
            if shown != text:
                break

    # Pressing and editing

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:  # noqa: ANN401 - Qt's
        if index.column() != RUN or not isinstance(event, QMouseEvent):
            return False
        at, run = event.position().toPoint(), self._model.rows[index.row()]
        more = px(4)
        is_release = event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
        is_on_tick = self.tick_place(option.rect).adjusted(-more, -more, more, more).contains(at)
        is_on_star = self.star_place(option.rect).adjusted(-more, -more, more, more).contains(at)
        if is_release and is_on_tick:
            model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        elif is_release and is_on_star:
            self._model.starred.emit(run.id, not run.is_starred)
        return is_on_tick or is_on_star

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setProperty("compact", True)
        title = translate("Runs", "Name") if index.column() == RUN else translate("Runs", "Note")
        editor.setAccessibleName(title)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect.adjusted(0, px(2), 0, -px(2))
        if index.column() == RUN:
            place.setLeft(self.name_left(option.rect) - px(_GAP))
        editor.setGeometry(place)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFontMetrics:
    small = QFont(font)
    small.setPixelSize(px(NOTE_PX))
    return QFontMetrics(small)


_KEYS = {
    Qt.Key.Key_Space: "tick",
    Qt.Key.Key_Asterisk: "star",
    Qt.Key.Key_F2: "rename",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Return: "use",
    Qt.Key.Key_Enter: "use",
}


class _Head(TableHead):
    """The head of the first column stands over the names."""

    name_left = 0

    def left_of(self, section: int) -> int:
        return self.name_left if section == RUN else super().left_of(section)

    def is_number(self, section: int) -> bool:
        return COLUMNS[section].is_number


class RunTable(QTableView):
    """The table; its keys are its own while it has the focus: Space ticks, F2 renames, Delete deletes, Enter uses, * stars.

    Columns for which there is no room are left out, from the right.

    Attributes
    ----------
    key_pressed
        Signal ("star", "rename", "delete" or "use").
    """

    key_pressed = Signal(str)

    def __init__(self, model: RunTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runsTable")
        self.setAccessibleName(self.tr("Runs"))
        self._runs = model
        self._chosen = set(FIRST_SHOWN)
        self.setModel(model)
        self.delegate = RunDelegate(model, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._head = _Head(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(RUN, Qt.SortOrder.DescendingOrder)
        self._widths: list[int] = []  # that the columns need; empty until they are measured
        self.setSortingEnabled(True)
        SCALE.keep(self, "rows", RunTable._fit_rows, is_last=True)
        header.sortIndicatorChanged.connect(self._measure_anew)
        model.layoutChanged.connect(self._measure_anew)
        model.dataChanged.connect(self._on_data_changed)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.delegate.theme = self._head.theme = theme
        self.viewport().update()
        self._head.viewport().update()

    def choose_columns(self, names: Collection[str]) -> None:
        """Show these columns, as far as there is room."""
        self._chosen = set(names) | {"run"}
        self._measure_anew()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self._head.setFixedHeight(px(_ROW))
        self._head.name_left = self.delegate.name_left(QRect())
        self._measure_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_widths"):
            self._measure_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @Slot()
    def _measure_anew(self) -> None:
        self._widths = []
        self.fit_columns()

    @Slot(QModelIndex, QModelIndex, list)
    def _on_data_changed(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        """A single row, of a run that goes on, makes a column wider, but never narrower: nothing trembles."""
        if roles or not self._widths:  # ticks, and what is bold
            return
        if first.row() != last.row():
            self._measure_anew()
            return
        wider = self._limited(map(max, self._widths, self._widths_of([first.row()])))
        if wider != self._widths:
            self._widths = wider
            self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the room that it needs, the rest to what differs; what has none is left out, from the right."""
        if not self.isVisible():  # it is done when it is seen
            return
        widths = [*self._wanted_widths()]
        room, least = self.viewport().width(), px(110)
        shown = [column for column in range(len(COLUMNS)) if NAMES[column] in self._chosen]
        while len(shown) > 1 and self._needed(shown, widths, least) > room:
            shown.pop()
        rest = room - sum(widths[column] for column in shown if column != DIFFERS)
        if DIFFERS in shown:
            widths[DIFFERS] = rest
        elif shown:
            widths[shown[0]] += room - sum(widths[column] for column in shown)
        for column in range(len(COLUMNS)):
            is_hidden = column not in shown
            if self.isColumnHidden(column) != is_hidden:
                self.setColumnHidden(column, is_hidden)
            if not is_hidden and self.columnWidth(column) != widths[column]:
                self.setColumnWidth(column, widths[column])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_columns()

    @staticmethod
    def _needed(shown: Sequence[int], widths: Sequence[int], least: int) -> int:
        return sum(least if column == DIFFERS else widths[column] for column in shown)

    def _wanted_widths(self) -> Sequence[int]:
        if not self._widths:
            rows = range(min(self._runs.rowCount(), _MOST_MEASURED))  # to measure a thousand takes long: they are alike
            self._widths = self._limited(map(max, self._head_widths(), self._widths_of(rows)))
        return self._widths

    def _head_widths(self) -> list[int]:
        words, at_arrow = QFontMetrics(self._head.head_font()), self._head.sortIndicatorSection()
        return [
            words.horizontalAdvance(translate("Runs", column.title))
            + 2 * px(_GAP)
            + (px(ARROW) if number == at_arrow else 0)
            for number, column in enumerate(COLUMNS)
        ]

    def _widths_of(self, rows: Iterable[int]) -> list[int]:
        """What the cells of rows need, in bold, as any may be the best; what differs takes the rest, whatever it is."""
        bold, small = QFontMetrics(_bold(self.font())), _small(self.font())
        runs, widths = [self._runs.rows[row] for row in rows], []
        for number, column in enumerate(COLUMNS):
            is_shown = column.name in self._chosen and number != DIFFERS
            metrics = small if column.name in _LESSER else bold
            texts = {self._runs.text(run, number) for run in runs} if is_shown else ()
            widths.append(max(map(metrics.horizontalAdvance, texts), default=0) + 2 * px(_GAP) + 2)
        names = ((run_name(run), layers_text(hidden_layers_named(run.architecture))) for run in runs)
        wanted = (bold.horizontalAdvance(name) + small.horizontalAdvance(layers) for name, layers in names)
        widths[RUN] = self.delegate.name_left(QRect()) + max(wanted, default=0) + 2 * px(_GAP) + 2
        return widths

    @staticmethod
    def _limited(widths: Iterable[int]) -> list[int]:
        widths = [*widths]
        widths[RUN] = min(widths[RUN], px(240))
        widths[NOTE] = min(max(widths[NOTE], px(120)), px(240))
        return widths

    # Keys

    def event(self, event: QEvent) -> bool:
        """Its keys are its own: else Delete would clear the drawing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def _command(self, event: QKeyEvent) -> str:
        if self.state() == QAbstractItemView.State.EditingState:
            return ""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return "" if modifiers else _KEYS.get(Qt.Key(event.key()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command, current = self._command(event), self.currentIndex()
        if command == "tick" and current.isValid():
            self._runs.setData(self._runs.index(current.row(), RUN), None, Qt.ItemDataRole.CheckStateRole)
            announce(self, self._runs.spoken(self._runs.rows[current.row()]))
        elif command and current.isValid():
            self.key_pressed.emit(command)
        elif not command:
            super().keyPressEvent(event)

    def edit_cell(self, row: int, column: int) -> None:
        """Have the user write into a cell."""
        index = self._runs.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        edit_item(self, index)

    # Which runs

    def selected(self) -> list[RunSummary]:
        """The runs that are selected, the current one first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.currentIndex().row()
        rows.sort(key=lambda row: row != current)
        return [self._runs.rows[row] for row in rows if row < len(self._runs.rows)]
