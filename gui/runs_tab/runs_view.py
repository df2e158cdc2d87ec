"""The tab "Runs": the table of all runs, the curves of those that are ticked, and two of them side by side."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.actions import Actions
from gui.plots.overlaid_curves import Measure, OverlaidCurves
from gui.runs_tab.pair_view import PairView
from gui.runs_tab.run_table import COLUMNS, FIRST_SHOWN, RunTable, RunTableModel, Shown
from gui.runs_tab.run_text import bytes_text
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, px, set_font_px, set_px
from gui.theming.theme import Theme
from gui.translation import fill, translate
from gui.widgets.buttons import add_pages, command_button, join, push_button
from gui.widgets.cards import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.labels import WrappingLabel
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.seen_view import SeenView

Page = Literal["table", "curves", "pair"]
_PAGES: tuple[Page, ...] = ("table", "curves", "pair")
_LEAST_HEIGHT = 400  # from which table and curves are both shown
_LEAST_WIDTH = 780  # from which the settings stand beside the curves
SIZES_MB = (100, 250, 500, 1000, 2000, 5000, 10_000)
"""What all runs may be told to take."""


class RunsView(SeenView):
    """See the module.

    Where there is no room for all of it, the settings side by side give way first, then the curves; buttons show them.

    Attributes
    ----------
    filter_edit, shown_buttons
        What is listed: words, and all, those with a star, or the ticked ones.
    use_button, train_button, seeds_button, more_button
        What can be done with the run that is selected.
    table, model
        The runs.
    curves, verdict, pair
        Ticked ones over each other, what that comparison is worth, and two side by side.
    sweep_button
        Opens the sweep.
    size_button
        How much room the runs take, with a menu of how much they may.
    shown_changed
        Signal: the filter is another one.
    chosen
        Signal: something else was chosen that is remembered: columns, their order, the filter, or what of curves is drawn.
    max_bytes_chosen
        Signal (int): all runs may take so many bytes.
    """

    shown_changed = Signal()
    chosen = Signal()
    max_bytes_chosen = Signal(object)

    def __init__(self, actions: Actions, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runsView")
        self._actions = actions
        self.model = RunTableModel(self)
        self.table = RunTable(self.model)
        self.curves, self.pair = OverlaidCurves(), PairView()
        self._page: Page = "table"
        self._folded = 0
        self._table_card = self._make_table_card()
        self._curves_card = self._make_curves_card(messages)
        self._pair_card = Card(self.tr("Two runs side by side"), self.pair)
        set_px(self._pair_card.title_label.setMinimumHeight, 32)  # as high as the title beside it
        self._switch = self._make_switch()
        self._bottom = QWidget()
        bottom = QHBoxLayout(self._bottom)
        bottom.setContentsMargins(0, 0, 0, 0)
        set_px(bottom.setSpacing, 8)
        bottom.addWidget(self._curves_card, 7)
        bottom.addWidget(self._pair_card, 4)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addWidget(self._switch)
        layout.addWidget(self._table_card, 11)
        layout.addWidget(self._bottom, 9)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self.chosen)
        self.mean_button.toggled.connect(self.chosen)
        self.set_state(0, 0, 0, is_empty=True)
        self._show_pages()
        SCALE.keep(self, "fold", RunsView._fold, is_last=True)

    # Composition

    def _make_table_card(self) -> Card:
        self.filter_edit = QLineEdit()
        self.filter_edit.setObjectName("runFilter")
        self.filter_edit.setProperty("compact", True)
        self.filter_edit.setPlaceholderText(self.tr("Filter"))
        self.filter_edit.setAccessibleName(self.tr("Filter runs by words"))
        self.filter_edit.setToolTip(
            self.tr("List the runs in which each of these words is found: in names, notes, data, layers, settings")
        )
        self.filter_edit.setClearButtonEnabled(False)
        set_px(self.filter_edit.setMinimumWidth, 70)
        set_px(self.filter_edit.setMaximumWidth, 134)
        self.filter_edit.textChanged.connect(self._on_filter_changed)
        actions = self._actions
        self.use_button = command_button(actions.use_run, "useRunButton")
        self.train_button = command_button(actions.train_on_run, "trainOnRunButton")
        self.seeds_button = command_button(actions.repeat_seeds[5], "repeatSeedsButton")
        self.more_button = self._make_more_button()
        self._foldable = (self.seeds_button, self.train_button, self._make_shown_buttons())
        self.hint = WrappingLabel()
        self.hint.setObjectName("runsHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_button = QToolButton()
        self.size_button.setObjectName("runsSizeButton")
        self.size_button.setProperty("role", "link")
        self.size_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.size_button.setToolTip(self.tr("How much room all runs may take: old ones without a star go first"))
        menu = QMenu(self.size_button)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        self.size_actions: dict[int, QAction] = {}
        for megabytes in SIZES_MB:
            action = menu.addAction(self.tr("At most {size}").format(size=bytes_text(megabytes * 1e6)))
            action.setCheckable(True)
            action.setData(megabytes * 10**6)
            group.addAction(action)
            self.size_actions[megabytes * 10**6] = action
        group.triggered.connect(self._on_size_chosen)
        self.size_button.setMenu(menu)
        self.sweep_button = self._make_sweep_button()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.size_button)
        row.addStretch(1)
        row.addWidget(self.sweep_button)
        layout.addLayout(row)
        return Card(
            self.tr("Runs"), content, self.filter_edit, self._foldable[2], self.use_button, self.train_button,
            self.seeds_button, self.more_button,
        )  # fmt: skip

    def _make_sweep_button(self) -> QToolButton:
        action, button = self._actions.open_sweep, QToolButton()
        button.setObjectName("openSweepButton")
        button.setProperty("role", "link")
        button.setText(self.tr("Sweep: try many settings…"))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _make_shown_buttons(self) -> QWidget:
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shown_buttons = {
            "all": push_button(self.tr("All"), "allRunsButton", self.tr("List all runs")),
            "starred": push_button(self.tr("Starred"), "starredRunsButton", self.tr("List the runs with a star")),
            "ticked": push_button(self.tr("Ticked"), "tickedRunsButton", self.tr("List the runs that are ticked")),
        }
        add_pages(self.shown_buttons.values(), QHBoxLayout(row), self._on_filter_changed)
        self.shown_buttons["all"].setChecked(True)
        return row

    def _make_more_button(self) -> QToolButton:
        actions, button = self._actions, QToolButton()
        button.setObjectName("moreRunsButton")
        button.setText(self.tr("More"))
        button.setToolTip(self.tr("All that can be done with a run"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_px(button.setFixedHeight, 32)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        menu.addActions([actions.use_run, actions.train_on_run, actions.repeat_run])
        menu.addActions(list(actions.repeat_seeds.values()))
        menu.addSeparator()
        menu.addActions([actions.tick_run, actions.star_run, actions.rename_run, actions.note_run, actions.delete_run])
        menu.addSeparator()
        menu.addActions([actions.open_run, actions.export_run, actions.export_runs])
        menu.addSeparator()
        menu.addAction(actions.open_sweep)
        menu.addSeparator()
        columns = menu.addMenu(self.tr("&Columns"))
        self.column_actions: dict[str, QAction] = {}
        for column in COLUMNS[1:]:
            action = columns.addAction(translate("Runs", column.title))
            action.setCheckable(True)
            action.setChecked(column.name in FIRST_SHOWN)
            action.toggled.connect(self._on_columns_chosen)
            self.column_actions[column.name] = action
        button.setMenu(menu)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: menu.popup(self.table.viewport().mapToGlobal(at)))
        return button

    def _make_curves_card(self, messages: MessageArea) -> Card:
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.measure_buttons: dict[Measure, QPushButton] = {}
        titles: tuple[tuple[Measure, str, str], ...] = (
            ("loss", self.tr("Loss"), self.tr("Show the loss on the validation digits")),
            ("accuracy", self.tr("Accuracy"), self.tr("Show how many of the validation digits were read right")),
        )
        for measure, title, tip in titles:
            button = self.measure_buttons[measure] = push_button(title, f"{measure}CurvesOfRunsButton", tip)
            button.setProperty("measure", measure)
        add_pages(self.measure_buttons.values(), QHBoxLayout(row), self._on_measure_chosen)
        self.measure_buttons[self.curves.measure].setChecked(True)
        self.mean_button = push_button(
            self.tr("Mean of seeds"),
            "meanOfSeedsButton",
            self.tr("Runs that differ in nothing but the seed are drawn as their mean and spread"),
        )
        self.mean_button.setCheckable(True)
        self.mean_button.setChecked(True)
        self.mean_button.toggled.connect(self.shown_changed)
        self.verdict = ElidedLabel()
        self.verdict.setObjectName("runsVerdict")
        self.verdict.setProperty("role", "muted")
        set_font_px(self.verdict, NOTE_PX)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 2)
        column.addWidget(self.curves, 1)
        column.addWidget(self.verdict)
        card = Card(self.tr("Ticked runs"), content, self.mean_button, row)
        PictureMenu(self.curves, "runs", messages, values=self.curves.values_as_csv)
        return card

    def _make_switch(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        texts = {"table": self.tr("Table"), "curves": self.tr("Ticked runs"), "pair": self.tr("Side by side")}
        tips = {
            "table": self.tr("Show the table of runs"),
            "curves": self.tr("Show the curves of the ticked runs"),
            "pair": self.tr("Show the settings of two runs side by side"),
        }
        self.page_buttons = {page: push_button(texts[page], f"{page}PageButton", tips[page]) for page in _PAGES}
        for page, button in self.page_buttons.items():
            button.setProperty("page", page)
        add_pages(self.page_buttons.values(), layout, self._on_page_chosen)
        layout.addStretch(1)
        return row

    # What is shown

    @property
    def shown(self) -> Shown:
        """Whether all runs are listed, or those with a star, or the ticked ones."""
        names: tuple[Shown, ...] = ("all", "starred", "ticked")
        return next(name for name in names if self.shown_buttons[name].isChecked())

    def set_state(self, n_runs: int, n_bytes: int, max_bytes: int, *, is_empty: bool, reason: str = "") -> None:
        """Say how many runs there are and what they take; ``reason`` is why there are none to be shown."""
        text = fill(
            self.tr("{n:,} {n|run|runs}, {size} of {most}"),
            n=n_runs,
            size=bytes_text(n_bytes),
            most=bytes_text(max_bytes),
        )
        self.size_button.setText(text)
        action = self.size_actions.get(max_bytes)
        if action is not None:
            action.setChecked(True)
        empty = self.tr("Every run is kept here. Press Train to make the first.")
        nothing = self.tr("No run is like that. Clear the filter to see all of them.")
        self.hint.setText(reason or (empty if is_empty else nothing))
        has_rows = self.model.rowCount() > 0
        self.hint.setVisible(not has_rows)
        self.table.setVisible(has_rows)

    def set_sweep_text(self, text: str) -> None:
        """Say how far the sweep is; empty while there is none."""
        told = self.tr("Sweep: {progress}").format(progress=text) if text else self.tr("Sweep: try many settings…")
        self.sweep_button.setText(told)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.table, self.curves, self.pair):
            view.set_theme(theme)

    @Slot()
    def _on_filter_changed(self) -> None:
        self.model.set_filter(self.filter_edit.text(), self.shown)
        self.shown_changed.emit()
        self.chosen.emit()

    @Slot()
    def _on_columns_chosen(self) -> None:
        self.table.choose_columns({name for name, action in self.column_actions.items() if action.isChecked()})
        self.chosen.emit()

    @Slot(QAction)
    def _on_size_chosen(self, action: QAction) -> None:
        self.max_bytes_chosen.emit(action.data())

    @Slot(object)
    def _on_measure_chosen(self, button: QWidget) -> None:
        self.curves.set_measure(button.property("measure"))
        self.chosen.emit()

    def choose_measure(self, name: str) -> None:
        """Show the loss, or the accuracy; nothing for another name."""
        for measure, button in self.measure_buttons.items():
            if measure == name:
                button.setChecked(True)
                self.curves.set_measure(measure)

    def edit_note(self, row: int) -> None:
        """Have the user write a note: in its column, which is shown for it."""
        self.column_actions["note"].setChecked(True)
        column = next(number for number, column in enumerate(COLUMNS) if column.name == "note")
        if self.table.isColumnHidden(column):  # there is no room for it beside all others
            self.table.choose_columns({"run", "note"})
        self.table.edit_cell(row, column)

    # Folding

    @Slot(object)
    def _on_page_chosen(self, button: QWidget) -> None:
        self._page = button.property("page")
        self._show_pages()
        button.setFocus()

    def show_table(self) -> None:
        """Have the table in sight."""
        if self._folded == 2:
            self._page = "table"
            self._show_pages()

    def _fold(self) -> None:
        height, width = self.height(), self.width()
        folded = 2 if height < px(_LEAST_HEIGHT) else 1 if width < px(_LEAST_WIDTH) else 0
        if folded != self._folded:
            self._folded = folded
            self._show_pages()
        self._fold_buttons()

    def _fold_buttons(self) -> None:
        """Buttons for which there is no room are in the menu More alone."""
        margins = px(2 * 16 + 8)
        needed = self._table_card.title_label.sizeHint().width() + px(70) + self.use_button.sizeHint().width()
        needed += self.more_button.sizeHint().width() + px(4 * 8) + margins
        for button in reversed(self._foldable):
            needed += button.sizeHint().width() + px(8)
            button.setVisible(needed <= self.width())

    def _show_pages(self) -> None:
        page, folded = self._page, self._folded
        if folded == 1 and page == "table":
            page = "curves"
        self._switch.setVisible(folded > 0)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):  # above what it switches
            layout.insertWidget(1 if folded == 1 else 0, self._switch)
        self.page_buttons["table"].setVisible(folded == 2)
        join(self.page_buttons.values())
        self.page_buttons[page].setChecked(True)
        self._table_card.setVisible(folded < 2 or page == "table")
        self._curves_card.setVisible(folded == 0 or page == "curves")
        self._pair_card.setVisible(folded == 0 or page == "pair")
        self._bottom.setVisible(folded < 2 or page != "table")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold_buttons()
        return is_done
