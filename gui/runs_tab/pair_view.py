"""The settings of two runs side by side: what differs, and, folded away, what is alike."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.runs.summary import RunSummary
from gui.runs_tab.run_text import run_name, setting_title, side_by_side, value_text
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, px, set_font_px, set_px
from gui.theming.theme import Theme
from gui.translation import fill
from gui.widgets.labels import WrappingLabel
from gui.widgets.themed_widget import ThemedWidget

_UNLIKE, _ROW = "≠", 24


class PairView(ThemedWidget):
    """A row for each setting: its name, what it is in the one run and in the other, and "≠" where that differs.

    Attributes
    ----------
    table
        The rows.
    fold_button
        Shows the settings that are alike, and hides them.
    hint
        What to do while there are no two runs.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: tuple[RunSummary, RunSummary] | None = None
        self._shows_alike = False
        self.table = _Table(self._fit_columns)
        self.table.setObjectName("runPairTable")
        self.table.setAccessibleName(self.tr("Settings of two runs side by side"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        set_font_px(self.table, NOTE_PX)
        SCALE.keep(self.table, "rows", _fit_rows, is_last=True)
        self.fold_button = QToolButton()
        self.fold_button.setObjectName("alikeSettingsButton")
        self.fold_button.setProperty("role", "link")
        self.fold_button.clicked.connect(self._on_folded)
        self.hint = WrappingLabel()
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.fold_button)
        self._show()

    def show_pair(self, one: RunSummary | None, other: RunSummary | None) -> None:
        """Show two runs; ``None`` where there are no two."""
        pair = (one, other) if one is not None and other is not None else None
        is_other = _shown_of(pair) != _shown_of(self._pair)
        self._pair = pair
        if is_other:  # figures are not shown: those of a run that goes on are others some times a second
            self._show()

    @Slot()
    def _on_folded(self) -> None:
        self._shows_alike = not self._shows_alike
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._show()

    def _show(self) -> None:
        pair = self._pair
        self.hint.setVisible(pair is None)
        self.table.setVisible(pair is not None)
        self.fold_button.setVisible(pair is not None)
        if pair is None:
            self.hint.setText(self.tr("Select a run and tick another: their settings stand here side by side."))
            return
        one, other = pair
        differing, alike = side_by_side(one, other)
        if not one.settings or not other.settings:
            self.hint.setText(self.tr("The settings of one of these runs are not known."))
            self.hint.show()
        elif not differing:
            self.hint.setText(self.tr("These two have the same settings, seed and digits."))
            self.hint.show()
        self.table.setHorizontalHeaderLabels(["", run_name(one), "", run_name(other)])
        shown = [*differing, *(alike if self._shows_alike else [])]
        self.table.setRowCount(len(shown))
        for row, name in enumerate(shown):
            is_unlike = name in differing
            texts = (setting_title(name), value_text(one, name), _UNLIKE if is_unlike else "", value_text(other, name))
            for column, text in enumerate(texts):
                self.table.setItem(row, column, self._item(text, column, is_unlike=is_unlike))
        text = (
            self.tr("{n} {n|setting|settings} alike: hide")
            if self._shows_alike
            else self.tr("{n} {n|setting|settings} alike: show")
        )
        self.fold_button.setText(fill(text, n=len(alike)))
        self._fit_columns()

    def _item(self, text: str, column: int, *, is_unlike: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        if column == 0:
            item.setForeground(QColor(self._theme.muted))
        elif column == 2:
            item.setForeground(QColor(self._theme.accent))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("differs") if is_unlike else self.tr("alike"))
        elif is_unlike and column == 3:
            font = QFont(self.table.font())
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        return item

    def _fit_columns(self) -> None:
        room, mark = self.table.viewport().width(), px(24)
        metrics = QFontMetrics(self.table.font())
        names = [item.text() for row in range(self.table.rowCount()) if (item := self.table.item(row, 0)) is not None]
        name = min(max(map(metrics.horizontalAdvance, names), default=0) + px(14), max(room // 2 - mark // 2, px(60)))
        value = max((room - name - mark) // 2, px(40))
        for column, width in enumerate((name, value, mark, room - name - mark - value)):
            self.table.setColumnWidth(column, max(width, 0))
        bold = QFont(self.table.font())
        bold.setWeight(QFont.Weight.DemiBold)
        bold.setPixelSize(px(NOTE_PX))
        for column, run in zip((1, 3), self._pair or (), strict=False):
            head = self.table.horizontalHeaderItem(column)
            if head is not None:
                there = max(self.table.columnWidth(column) - px(16), 0)
                head.setText(QFontMetrics(bold).elidedText(run_name(run), Qt.TextElideMode.ElideRight, there))
                head.setToolTip(run_name(run))


class _Table(QTableWidget):
    """Fits its columns whenever it is as wide as it is to be."""

    def __init__(self, fit: Callable[[], None]) -> None:
        super().__init__(0, 4)
        self._fit = fit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _shown_of(pair: tuple[RunSummary, RunSummary] | None) -> object:
    """What of two runs is shown."""
    return [(run_name(run), run.data, run.settings) for run in pair] if pair is not None else None


def _fit_rows(table: QTableWidget) -> None:
    table.verticalHeader().setDefaultSectionSize(px(_ROW))
