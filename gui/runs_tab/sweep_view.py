"""The view of a sweep: its form at the left, its picture and its table at the right."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.actions import Actions
from gui.plots.overlaid_curves import OverlaidCurves
from gui.plots.sweep_line import SweepLine
from gui.plots.sweep_map import SweepMap
from gui.plots.sweep_parallel import SweepParallel
from gui.plots.sweep_picture import SweepFigure, SweepPicture
from gui.plots.sweep_scatter import SweepScatter
from gui.runs_tab.sweep_form import SweepForm
from gui.runs_tab.sweep_table import SweepTable, SweepTableModel
from gui.theming.scale import SCALE, px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import add_pages, command_button, join, push_button
from gui.widgets.cards import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.labels import WrappingLabel
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.scroll_page import PageStack
from gui.widgets.seen_view import SeenView

Page = Literal["settings", "picture", "table"]
_PAGES: tuple[Page, ...] = ("settings", "picture", "table")
_FORM_WIDTH = 280
_LEAST_WIDTH = 690  # from which the form stands beside the results
_LEAST_HEIGHT = 440  # from which the picture stands above the table


class SweepView(SeenView):
    """See the module. Where there is no room for all of it, buttons show one part after the other.

    Attributes
    ----------
    form, base_label, base_button
        What varies, from which settings runs differ, and the link that takes those of the Training tab.
    back_button, back_link, earlier_button, earlier_menu
        Back to the runs, and the earlier sweeps.
    problem_label, runs_label, time_label, bar, main_button, cancel_button
        How many runs, how long, how far, and what steers the sweep; none of the buttons ever moves.
    pictures, curves, picture_buttons
        What it came to: by setting, or as learning curves.
    table, model, verdict, more_button
        The results best first, where they do not truly differ, and what else can be done with one.
    back_wanted
        Signal: the table of runs is to be seen.
    curves_wanted
        Signal: the learning curves can be seen now.
    """

    back_wanted = Signal()
    curves_wanted = Signal()

    def __init__(self, actions: Actions, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sweepView")
        self._actions = actions
        self.form = SweepForm()
        self.model = SweepTableModel(self)
        self.table = SweepTable(self.model)
        self._page: Page = "settings"
        self._folded = (-1, False)  # how far, and whether there is room for remarks
        self._form_card = self._make_form_card()
        self._picture_card = self._make_picture_card(messages)
        self._table_card = self._make_table_card()
        self._switch = self._make_switch()
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        set_px(right.setSpacing, 8)
        right.addWidget(self._picture_card, 3)
        right.addWidget(self._table_card, 2)
        row = QHBoxLayout()
        set_px(row.setSpacing, 8)
        row.addWidget(self._form_card)
        row.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addWidget(self._switch)
        layout.addLayout(row, 1)
        self.show_figure(SweepFigure())
        SCALE.keep(self, "fold", SweepView._fold, is_last=True)

    # Composition

    def _make_form_card(self) -> Card:
        self.back_button = self._make_back_button("backToRunsButton")
        self.base_label = WrappingLabel()
        self.base_label.setProperty("role", "muted")
        self.base_label.setObjectName("sweepBaseLabel")
        self.base_button = QToolButton()
        self.base_button.setObjectName("sweepBaseButton")
        self.base_button.setProperty("role", "link")
        self.base_button.setText(self.tr("Use those of the Training tab"))
        self.base_button.setToolTip(
            self.tr("Have the runs differ from the settings and the digits of the Training tab")
        )
        self.base_button.hide()
        self.earlier_button = QToolButton()
        self.earlier_button.setObjectName("earlierSweepsButton")
        self.earlier_button.setProperty("role", "link")
        self.earlier_button.setText(self.tr("Earlier"))
        self.earlier_button.setAccessibleName(self.tr("Earlier sweeps"))
        self.earlier_button.setToolTip(self.tr("Show what an earlier sweep came to, or go on with it"))
        self.earlier_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.earlier_menu = QMenu(self.earlier_button)
        self.earlier_button.setMenu(self.earlier_menu)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "rule")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 6)
        column.addWidget(self.base_label)
        column.addWidget(self.base_button)
        column.addWidget(self.form, 1)
        column.addWidget(line)
        column.addWidget(self._make_footer())
        card = Card(self.tr("Sweep"), content, self.earlier_button, self.back_button)
        set_px(card.setFixedWidth, _FORM_WIDTH)
        return card

    def _make_back_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "link")
        button.setText(self.tr("Back to the runs"))
        button.setToolTip(self.tr("Show the table of all runs; the sweep goes on"))
        button.clicked.connect(self.back_wanted)
        return button

    def _make_footer(self) -> QWidget:
        self.problem_label = WrappingLabel()
        self.problem_label.setObjectName("sweepProblem")
        self.problem_label.setProperty("role", "error")
        self.problem_label.hide()
        self.runs_label = QLabel()
        self.runs_label.setObjectName("sweepRunsLabel")
        self.time_label = ElidedLabel()
        self.time_label.setObjectName("sweepTimeLabel")
        self.time_label.setProperty("role", "muted")
        self.time_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar()
        self.bar.setObjectName("sweepBar")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        set_px(self.bar.setFixedHeight, 4)
        self.bar.setAccessibleName(self.tr("Progress of the sweep"))
        self.main_button = command_button(self._actions.run_sweep, "runSweepButton")
        self.cancel_button = command_button(self._actions.cancel_sweep, "cancelSweepButton")
        numbers = QHBoxLayout()
        numbers.addWidget(self.runs_label)
        numbers.addWidget(self.time_label, 1)
        buttons = QHBoxLayout()
        set_px(buttons.setSpacing, 8)
        buttons.addWidget(self.main_button, 1)
        buttons.addWidget(self.cancel_button)
        footer = QWidget()
        column = QVBoxLayout(footer)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 6)
        column.addWidget(self.problem_label)
        column.addLayout(numbers)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        return footer

    def _make_picture_card(self, messages: MessageArea) -> Card:
        self.pictures: dict[str, SweepPicture] = {
            "line": SweepLine(),
            "map": SweepMap(),
            "scatter": SweepScatter(),
            "parallel": SweepParallel(),
        }
        self.curves = OverlaidCurves()
        self.curves.setObjectName("sweepCurves")
        self.curves.setAccessibleName(self.tr("Learning curves of the sweep"))
        self.menus = [
            PictureMenu(picture, "sweep", messages, values=picture.values_as_table)
            for picture in self.pictures.values()
        ]
        self.menus.append(PictureMenu(self.curves, "sweep-curves", messages, values=self.curves.values_as_csv))
        self._stack = PageStack()
        for picture in (*self.pictures.values(), self.curves):
            self._stack.addWidget(picture)
        self.mean_label = QLabel()
        self.mean_label.setObjectName("sweepMeanLabel")
        self.mean_label.setProperty("role", "muted")
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(row)
        self.picture_buttons = {
            "result": push_button(
                self.tr("By setting"), "sweepResultButton", self.tr("Show what each combination came to")
            ),
            "curves": push_button(
                self.tr("Curves"),
                "sweepCurvesButton",
                self.tr("Show the learning curves of the best, and of what runs"),
            ),
        }
        add_pages(self.picture_buttons.values(), layout, self._on_picture_chosen)
        self.picture_buttons["result"].setChecked(True)
        self.save_button = QToolButton()
        self.save_button.setObjectName("saveSweepPictureButton")
        self.save_button.setProperty("role", "link")
        self.save_button.setText(self.tr("Save…"))
        self.save_button.setToolTip(self.tr("Save the picture as PNG or SVG"))
        self.save_button.setAccessibleName(self.tr("Save the picture of the sweep"))
        self.save_button.clicked.connect(self._save_picture)
        return Card(self.tr("Result"), self._stack, self.mean_label, self.save_button, row)

    def _make_table_card(self) -> Card:
        actions = self._actions
        self.verdict = ElidedLabel()
        self.verdict.setObjectName("sweepVerdict")
        self.verdict.setProperty("role", "muted")
        self.more_button = QToolButton()
        self.more_button.setObjectName("moreSweepButton")
        self.more_button.setText(self.tr("More"))
        self.more_button.setToolTip(self.tr("All that can be done with a result"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_px(self.more_button.setFixedHeight, 28)
        menu = QMenu(self.more_button)
        menu.setToolTipsVisible(True)
        menu.addActions([actions.use_result, actions.use_result_network])
        menu.addSeparator()
        save = menu.addAction(self.tr("&Save the picture…"))
        save.triggered.connect(self._save_picture)
        menu.addActions([actions.export_sweep, actions.delete_sweep])
        self.more_button.setMenu(menu)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: menu.popup(self.table.viewport().mapToGlobal(at)))
        self.network_button = command_button(actions.use_result_network, "useResultNetworkButton")
        self.network_button.setProperty("role", "low")
        self.hint = WrappingLabel(self.tr("The results will be listed here, best first."))
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 2)
        column.addWidget(self.verdict)
        column.addWidget(self.hint, 1)
        column.addWidget(self.table, 1)
        return Card(self.tr("Best first"), content, self.network_button, self.more_button)

    def _make_switch(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        texts = {"settings": self.tr("Settings"), "picture": self.tr("Result"), "table": self.tr("Best first")}
        tips = {
            "settings": self.tr("Show what varies, and what steers the sweep"),
            "picture": self.tr("Show the picture of the result"),
            "table": self.tr("Show the results, best first"),
        }
        self.page_buttons = {page: push_button(texts[page], f"{page}SweepButton", tips[page]) for page in _PAGES}
        for page, button in self.page_buttons.items():
            button.setProperty("page", page)
        add_pages(self.page_buttons.values(), layout, self._on_page_chosen)
        layout.addStretch(1)
        self.back_link = self._make_back_button("backFromResultsButton")
        layout.addWidget(self.back_link)
        return row

    # What is shown

    @property
    def shows_curves(self) -> bool:
        """Whether the learning curves are chosen."""
        return self.picture_buttons["curves"].isChecked()

    @property
    def picture(self) -> SweepPicture:
        """The picture of the result."""
        axes = self._figure.axes
        kind = {0: "line", 1: "line", 2: "map"}.get(len(axes), "parallel")
        if kind == "map" and 2 * self._figure.n_points < len(axes[0].ticks) * len(axes[1].ticks):
            kind = "scatter"  # drawn at random: hardly two have a value in common
        return self.pictures[kind]

    def show_figure(self, figure: SweepFigure) -> None:
        """Show what there is of the result."""
        self._figure = figure
        shown = self.curves if self.shows_curves else self.picture
        self.picture.show_figure(figure)
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for picture in self.pictures.values():
            picture.set_theme(theme)
        self.curves.set_theme(theme)
        self.table.set_theme(theme)

    def set_measure(self, title: str, remark: str) -> None:
        """Say what is shown: "Validation accuracy, %", "mean of 3 seeds"."""
        self._picture_card.set_title(title)
        self.mean_label.setText(remark)

    def set_main_text(self, text: str) -> None:
        """What the main button says; it is always as wide."""
        self.main_button.setText(text)

    def move_focus_from(self, *going: QWidget, to: QWidget) -> None:
        """Give the focus to something that stays usable, if one of these has it, or one within it."""
        focused = self.focusWidget()
        if any(widget is focused or widget.isAncestorOf(focused) for widget in going):
            to.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_has_rows(self, *, has_rows: bool) -> None:
        """Show the table, or that it will be there."""
        self.hint.setVisible(not has_rows)
        self.table.setVisible(has_rows)

    def show_problem(self, text: str) -> None:
        """Say what is in the way of the sweep; empty for nothing."""
        self.problem_label.setText(text)
        self.problem_label.setVisible(bool(text))

    @Slot()
    def _save_picture(self) -> None:
        shown = self._stack.currentIndex()
        self.menus[shown].save_picture()

    @Slot(QAbstractButton)
    def _on_picture_chosen(self, _button: QAbstractButton) -> None:
        self.show_figure(self._figure)
        if self.shows_curves:
            self.curves_wanted.emit()

    # Folding

    @Slot(QAbstractButton)
    def _on_page_chosen(self, button: QAbstractButton) -> None:
        self._page = button.property("page")
        self._show_pages()
        button.setFocus()

    def show_page(self, page: Page) -> None:
        """Have a part in sight."""
        self._page = page
        self._show_pages()

    def _fold(self) -> None:
        is_narrow, is_low = self.width() < px(_LEAST_WIDTH), self.height() < px(_LEAST_HEIGHT)
        is_wide = self.width() >= px(_LEAST_WIDTH + 150)
        folded = (2 if is_narrow else 1 if is_low else 0, is_wide)
        if folded != self._folded:
            self._folded = folded
            self._show_pages()

    def _show_pages(self) -> None:
        page, (folded, is_wide) = self._page, self._folded
        if folded == 1 and page == "settings":
            page = "picture"
        self._switch.setVisible(folded > 0)
        self.mean_label.setVisible(is_wide)
        self.save_button.setVisible(is_wide or folded == 2)
        self.page_buttons["settings"].setVisible(folded == 2)
        join(self.page_buttons.values())
        self.page_buttons[page].setChecked(True)
        is_alone = folded == 2 and page == "settings"
        self._form_card.setVisible(folded < 2 or page == "settings")
        if is_alone:
            self._form_card.setMinimumWidth(0)
            self._form_card.setMaximumWidth(16_777_215)
        else:
            set_px(self._form_card.setFixedWidth, _FORM_WIDTH)
        self.back_link.setVisible(folded == 2 and page != "settings")
        self._right.setVisible(not is_alone)
        self._picture_card.setVisible(folded == 0 or page == "picture")
        self._table_card.setVisible(folded == 0 or page == "table")

    def minimumSizeHint(self) -> QSize:
        """Of one part alone: the others fold."""
        return px_size(300, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
