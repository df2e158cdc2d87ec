"""The table of a sweep: its combinations, best first, each with a button that takes its settings."""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.text.percent import percent_text
from gui.runs_tab.run_text import setting_title, time_text, worded
from gui.runs_tab.sweep_text import PointRow, SweepListing, measure_title, short_measure, state_word
from gui.runs_tab.table_head import ARROW, TableHead
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, exact_px, px
from gui.theming.theme import LIGHT, Theme
from gui.translation import translate
from gui.widgets.speaking import announce

Index = QModelIndex | QPersistentModelIndex
_ROW, _GAP, _EDGE = 32, 8, 10
_BUTTON, _BUTTON_MARGIN = 24, 10
_LEAST_SETTING = 56
_MOST_TEXT, _MOST_STATE = 180, 88
_STAYS = 2  # what gives way no sooner than this does not


class _Column(NamedTuple):
    """A column: what it is called, what it says of a row, what it is sorted by, and what gives way first (the highest)."""

    name: str
    title: str
    text: Callable[[PointRow], str]
    key: Callable[[PointRow], Any]
    gives_way: int = 0
    tip: str = ""


class SweepTableModel(QAbstractTableModel):
    """The combinations in their order; best first unless a head was clicked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listing: SweepListing | None = None
        self._columns: list[_Column] = []
        self._rows: list[PointRow] = []
        self._sorted_by, self._order = 0, Qt.SortOrder.DescendingOrder

    @property
    def columns(self) -> Sequence[_Column]:
        """What is told of each."""
        return self._columns

    @property
    def settings(self) -> Sequence[str]:
        """What varies."""
        return self._listing.plan.settings if self._listing is not None else ()

    @property
    def rows(self) -> Sequence[PointRow]:
        """The combinations from top to bottom."""
        return self._rows

    def told_columns(self) -> list[int]:
        """Those that say anything: the state is none while all are done."""
        return [
            number
            for number, column in enumerate(self._columns)
            if column.name != "state" or any(column.text(row) for row in self._rows)
        ]

    def row_of(self, point: int) -> int:
        """In which row a combination is; -1 if in none."""
        return next((number for number, row in enumerate(self._rows) if row.point == point), -1)

    def show_listing(self, listing: SweepListing | None) -> None:
        """Show these."""
        if listing == self._listing:
            return
        columns = _columns_of(listing) if listing is not None else []
        if [column.name for column in columns] != [column.name for column in self._columns]:
            self.beginResetModel()
            self._listing, self._columns = listing, columns
            self._sorted_by, self._order = 0, Qt.SortOrder.DescendingOrder
            self._rows = self._sorted()
            self.endResetModel()
            return
        self._listing, self._columns = listing, columns
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Have them in the order of a column; by the first one, best first, what has no result last."""
        self._sorted_by, self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        rows = self._sorted()
        if [row.point for row in rows] == [row.point for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns) - 1))
            return
        self.layoutAboutToBeChanged.emit()
        before, self._rows = self._rows, rows
        places = {row.point: number for number, row in enumerate(rows)}
        for index in self.persistentIndexList():
            place = places.get(before[index.row()].point, -1) if index.row() < len(before) else -1
            self.changePersistentIndex(index, self.index(place, index.column()) if place >= 0 else QModelIndex())
        self.layoutChanged.emit()

    def _sorted(self) -> list[PointRow]:
        rows = list(self._listing.rows) if self._listing is not None else []
        is_down = self._order == Qt.SortOrder.DescendingOrder
        if self._sorted_by >= len(self._columns):
            return rows
        if self._sorted_by == 0:
            measured = [row for row in rows if row.is_measured]
            return (measured if is_down else measured[::-1]) + [row for row in rows if not row.is_measured]
        return sorted(rows, key=self._columns[self._sorted_by].key, reverse=is_down)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self._columns):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.state_text if column.name in ("state", "mean") else column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}" if column.title else column.text(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return column.tip or None if role == Qt.ItemDataRole.ToolTipRole else None


def _columns_of(listing: SweepListing) -> list[_Column]:
    has_seeds = len(listing.plan.seeds) > 1

    def mean(row: PointRow) -> str:
        if row.ranked is None or not row.is_measured:
            return state_word(row.state)
        return percent_text(row.ranked.mean)

    def spread(row: PointRow) -> str:
        value = row.ranked.spread if row.ranked is not None else math.nan
        return f"± {100 * value:.1f}" if math.isfinite(value) else ""

    def figure(name: str) -> Callable[[PointRow], float]:
        return lambda row: row.ranked.mean_of(name) if row.ranked is not None else math.nan

    test, seconds = figure("test_accuracy"), figure("seconds")
    tip = translate("Sweep", "{measure}: the mean over the seeds").format(measure=measure_title(listing.measure))
    columns = [_Column("mean", short_measure(listing.measure), mean, lambda row: row.point, 0, tip)]
    if has_seeds:
        tip = translate("Sweep", "The standard deviation over the seeds, in percentage points")
        columns.append(_Column("spread", "±", spread, lambda row: _known(row, "spread"), 3, tip))
    for number, setting in enumerate(listing.plan.settings):
        columns.append(
            _Column(
                setting,
                setting_title(setting),
                lambda row, at=number: worded(*row.values[at]),  # type: ignore[misc] # bound now
                lambda row, at=number: _sortable(row.values[at][1]),  # type: ignore[misc]
            )
        )
    if listing.measure != "test_accuracy":
        columns.append(
            _Column(
                "test",
                translate("Sweep", "Test"),
                lambda row: percent_text(test(row)) if math.isfinite(test(row)) else "",
                lambda row: _finite(test(row)),
                5,
                translate("Sweep", "Test digits read right, on average"),
            )
        )
    columns.append(
        _Column(
            "seconds",
            translate("Sweep", "Time"),
            lambda row: time_text(seconds(row)),
            lambda row: _finite(seconds(row)),
            6,
            translate("Sweep", "How long a run took, on average"),
        )
    )
    columns.append(_Column("state", translate("Sweep", "State"), lambda row: row.state_text, lambda row: row.state, 4))
    columns.append(_Column("use", "", lambda row: _use_text() if row.is_measured else "", lambda row: row.point, 2))
    return columns


def _use_text() -> str:
    return translate("Sweep", "Use these settings")


def _known(row: PointRow, name: str) -> float:
    return _finite(getattr(row.ranked, name) if row.ranked is not None else math.nan)


def _finite(value: float) -> float:
    return value if math.isfinite(value) else -1.0


def _sortable(value: object) -> tuple[int, float, str]:
    """Numbers by what they are, names by the alphabet; layers by their number and the units of the first."""
    if isinstance(value, tuple):
        first = value[0] if value and isinstance(value[0], int) else 0
        return len(value), float(first), str(value)
    return (0, float(value), "") if isinstance(value, (int, float)) else (0, 0.0, str(value))


class _Delegate(QStyledItemDelegate):
    """Paints the first figure in bold, what matters less in gray, and the button of the last column."""

    def __init__(self, model: SweepTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._model.rows[index.row()], self._model.columns[index.column()]
        theme, cell = self.theme, option.rect
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(cell, QColor(theme.tint))
            if index.column() == 0:
                painter.fillRect(QRectF(cell.left(), cell.top(), exact_px(2), cell.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if column.name == "use":
            if row.is_measured:
                self._paint_button(painter, option, is_selected=is_selected)
        else:
            is_lesser = column.name in ("spread", "state", "seconds")
            font = font_of(option.font, is_bold=column.name == "mean" and row.is_measured, is_small=is_lesser)
            painter.setFont(font)
            painter.setPen(QColor(theme.muted if is_lesser or not row.is_measured else theme.text))
            left = px(_EDGE) if index.column() == 0 else px(_GAP)
            rest = cell.adjusted(left, 0, -px(4), 0)
            text = QFontMetrics(font).elidedText(column.text(row), Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def button_place(self, cell: QRect, font: QFont) -> QRect:
        """The button in a cell, at its right end."""
        width = QFontMetrics(font_of(font, is_small=True)).horizontalAdvance(_use_text()) + 2 * px(_BUTTON_MARGIN)
        width = min(width, cell.width() - px(4))
        return QRect(cell.right() - px(2) - width, cell.center().y() - px(_BUTTON) // 2 + 1, width, px(_BUTTON))

    def _paint_button(self, painter: QPainter, option: QStyleOptionViewItem, *, is_selected: bool) -> None:
        place, theme = QRectF(self.button_place(option.rect, option.font)), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if is_selected else theme.line), exact_px(2 if is_selected else 1)))
        painter.setBrush(QColor(theme.card))
        inset = exact_px(1)
        painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), exact_px(6), exact_px(6))
        font = font_of(option.font, is_bold=is_selected, is_small=True)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if is_selected else theme.text))
        room = round(place.width()) - px(6)
        text = QFontMetrics(font).elidedText(_use_text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def font_of(font: QFont, *, is_bold: bool = False, is_small: bool = False) -> QFont:
    """The font of a cell."""
    own = QFont(font)
    if is_small:
        own.setPixelSize(px(NOTE_PX))
    if is_bold:
        own.setWeight(QFont.Weight.DemiBold)
    return own


class _Head(TableHead):
    """The head of the first column stands over its figures."""

    def left_of(self, section: int) -> int:
        return px(_EDGE) if section == 0 else super().left_of(section)


class SweepTable(QTableView):
    """The table; Enter takes the settings of the selected row.

    Columns for which there is no room are left out.

    Attributes
    ----------
    settings_wanted
        Signal (number of a combination): its settings are to be used.
    chosen_changed
        Signal (number of a combination, or -1): another row is selected.
    """

    settings_wanted = Signal(int)
    chosen_changed = Signal(int)

    def __init__(self, model: SweepTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sweepTable")
        self.setAccessibleName(self.tr("Results of the sweep, best first"))
        self._results = model
        self.setModel(model)
        self.delegate = _Delegate(model, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._head = _Head(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)  # Qt's own would widen what was made to fit
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        SCALE.keep(self, "rows", SweepTable._fit_rows, is_last=True)
        model.layoutChanged.connect(self.fit_columns)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self.fit_columns)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.delegate.theme = self._head.theme = theme
        self._head.viewport().update()
        self.viewport().update()

    def chosen(self) -> PointRow | None:
        """The combination of the selected row."""
        row = self.currentIndex().row()
        return self._results.rows[row] if 0 <= row < len(self._results.rows) else None

    def choose(self, point: int) -> None:
        """Select the row of a combination."""
        row = self._results.row_of(point)
        if row >= 0 and row != self.currentIndex().row():
            self.selectRow(row)
            self.scrollTo(self._results.index(row, 0))

    def _on_reset(self) -> None:
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self.fit_columns()

    def _on_current_changed(self, *_: object) -> None:
        chosen = self.chosen()
        self.chosen_changed.emit(chosen.point if chosen is not None else -1)

    # Columns

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setFixedHeight(px(28))
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column what it needs; what there is no room for is left out, the rest goes to the last but one."""
        columns, widths = self._results.columns, self._wanted_widths()
        room, shown = self.viewport().width(), self._results.told_columns()
        while sum(widths[each] for each in shown) > room:
            yielding = max(shown, key=lambda each: columns[each].gives_way, default=None)
            if yielding is None or columns[yielding].gives_way <= _STAYS:
                break
            shown.remove(yielding)
        settings = [each for each in shown if columns[each].name in self._results.settings]
        while settings and sum(widths[each] for each in shown) > room:  # heads are cut rather than the button
            widest = max(settings, key=lambda each: widths[each])
            if widths[widest] <= px(_LEAST_SETTING):
                break
            widths[widest] -= px(4)
        names = [columns[each].name for each in shown]
        if shown:
            rest = room - sum(widths[each] for each in shown)
            filled = shown[names.index("state") if "state" in names else max(len(names) - 2, 0)]
            widths[filled] = max(widths[filled] + rest, px(30))
        for number in range(len(columns)):
            is_hidden = number not in shown
            if self.isColumnHidden(number) != is_hidden:
                self.setColumnHidden(number, is_hidden)
            if not is_hidden and self.columnWidth(number) != widths[number]:
                self.setColumnWidth(number, widths[number])

    def _wanted_widths(self) -> list[int]:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        head = QFontMetrics(self._head.head_font())
        bold, rows = QFontMetrics(font_of(option.font, is_bold=True)), self._results.rows[:40]
        small = QFontMetrics(font_of(option.font, is_small=True))
        widths = []
        for number, column in enumerate(self._results.columns):
            if column.name == "use":
                widths.append(small.horizontalAdvance(_use_text()) + 2 * px(_BUTTON_MARGIN) + px(8))
                continue
            metrics = small if column.name in ("spread", "state", "seconds") else bold
            most = px(_MOST_STATE if column.name == "state" else _MOST_TEXT)
            texts = [min(metrics.horizontalAdvance(column.text(row)), most) for row in rows]
            arrow = px(ARROW) if self.horizontalHeader().sortIndicatorSection() == number else 0
            wanted = max([head.horizontalAdvance(column.title) + arrow, *texts], default=0)
            widths.append(wanted + px(_GAP) + px(_EDGE))
        return widths

    # Pressing

    def _button_at(self, event: QMouseEvent) -> PointRow | None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self._results.columns[index.column()].name != "use":
            return None
        row = self._results.rows[index.row()]
        place = self.delegate.button_place(self.visualRect(index), self.font())
        return row if row.is_measured and place.contains(event.position().toPoint()) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = self._button_at(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._button_at(event)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.settings_wanted.emit(row.point)

    def event(self, event: QEvent) -> bool:
        """Enter is its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_enter(event):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _is_enter(event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.chosen()
        if self._is_enter(event) and chosen is not None and chosen.is_measured:
            self.settings_wanted.emit(chosen.point)
            announce(self, chosen.name)
        else:
            super().keyPressEvent(event)
