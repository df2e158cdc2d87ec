"""The form of a sweep: what varies, how combinations are taken, with how many seeds, for how long, and where."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.sweeps.plan import MOST_RANDOM, MOST_SEEDS
from engine.training.config import TrainingConfig
from gui.help.glossary_label import GlossaryLabel, explain
from gui.runs_tab.run_text import setting_title
from gui.state.sweep_draft import VARIABLE, SweepDraft, first_draft, proposal
from gui.theming.controls import inset_number
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import set_font_px, set_px
from gui.translation import fill
from gui.widgets.buttons import push_button
from gui.widgets.labels import WrappingLabel
from gui.widgets.wheel_guard import WheelGuard

_MOST_RUNS, _MOST_MINUTES = 1_000_000_000, 1_000_000
HERE, CLUSTER = "here", "cluster"
"""Where runs are computed."""


class VariedRow(QFrame):
    """A setting that varies: its name, its values as text, and what they come to or what is wrong with them.

    Attributes
    ----------
    setting
        Its name in :class:`engine.training.config.TrainingConfig`.
    edit, note, remove_button
        Values, remark, and what takes it out of the sweep.
    """

    def __init__(self, setting: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variedSetting")
        self.setting = setting
        title = setting_title(setting)
        self.label = GlossaryLabel(title, setting)
        self.label.setProperty("role", "heading")
        self.edit = QLineEdit(text)
        self.edit.setObjectName(f"varied_{setting}")
        self.edit.setProperty("compact", True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.edit.setAccessibleName(self.tr("Values of {setting}").format(setting=title))
        self.edit.setToolTip(
            self.tr(
                "Values with commas between them, or semicolons where values have commas: 25; 128, 64\n"
                "Ranges: 0.001..1 log 7 (seven values, even in powers), 10..100 step 10, 0..1 linear 5\n"
                "For random combinations also: 0.001..1 log (anything between)"
            )
        )
        explain(self.edit, "sweep-values", as_tooltip=False)
        self.label.setBuddy(self.edit)
        self.remove_button = QToolButton()
        self.remove_button.setObjectName(f"keep_{setting}")
        self.remove_button.setText("✕")
        self.remove_button.setAutoRaise(True)
        self.remove_button.setToolTip(self.tr("Do not vary {setting}").format(setting=title))
        self.remove_button.setAccessibleName(self.remove_button.toolTip())
        set_px(self.remove_button.setFixedSize, 24, 24)
        self.note = WrappingLabel()
        set_font_px(self.note, NOTE_PX)
        self.set_remark("", is_wrong=False)
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 8, 4, 4, 6)
        set_px(layout.setSpacing, 2)
        layout.addLayout(head)
        layout.addWidget(self.edit)
        layout.addWidget(self.note)

    def set_remark(self, text: str, *, is_wrong: bool) -> None:
        """Say what the values come to, or what is wrong with them."""
        self.note.setText(text or " ")
        for widget, name, value in (
            (self.note, "role", "error" if is_wrong else "muted"),
            (self.edit, "wrong", is_wrong),
        ):
            if widget.property(name) != value:
                widget.setProperty(name, value)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.edit.setAccessibleDescription(text)


class SweepForm(QWidget):
    """What is typed in is a draft (:class:`gui.state.sweep_draft.SweepDraft`); nothing is read or checked here.

    Attributes
    ----------
    rows
        What varies.
    add_button
        Has a menu of all settings.
    way_box, random_box, seeds_box, runs_box, minutes_box, where_box, address_edit
        The other fields.
    edited
        Signal: anything is another.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config = TrainingConfig()
        self._has_proposed = False
        self.rows: list[VariedRow] = []
        self._guard = WheelGuard()
        self._content = QWidget()
        self._content.setObjectName("scrolled")
        column = QVBoxLayout(self._content)
        set_px(column.setContentsMargins, 0, 0, 8, 4)
        set_px(column.setSpacing, 8)
        varies = GlossaryLabel(self.tr("What varies"), "sweep")
        varies.setProperty("role", "fieldLabel")
        column.addWidget(varies)
        self._rows_layout = QVBoxLayout()
        set_px(self._rows_layout.setSpacing, 8)
        column.addLayout(self._rows_layout)
        self.add_button = push_button(
            self.tr("Add a setting"), "addVariedButton", self.tr("Have another setting vary: any, and several at once")
        )
        self._menu = QMenu(self.add_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.add_button.setMenu(self._menu)
        column.addWidget(self.add_button)
        column.addLayout(self._make_fields())
        column.addStretch(1)
        scroll = self.scroll_area = QScrollArea()
        scroll.setObjectName("sweepFormScroll")
        scroll.setAccessibleName(self.tr("Settings of the sweep"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _make_fields(self) -> QGridLayout:
        self.way_box = QComboBox()
        self.way_box.addItem(self.tr("Grid"), False)
        self.way_box.addItem(self.tr("Random"), True)
        self.random_box = self._number_box(2, MOST_RANDOM)
        self.random_box.setValue(SweepDraft.n_random)
        self.seeds_box = self._number_box(1, MOST_SEEDS)
        self.seeds_box.setValue(SweepDraft.n_seeds)
        self.runs_box = self._number_box(0, _MOST_RUNS, suffix=self.tr(" runs"), if_least=self.tr("all runs"))
        self.minutes_box = self._number_box(0, _MOST_MINUTES, suffix=self.tr(" min"), if_least=self.tr("no limit"))
        self.where_box = QComboBox()
        self.where_box.addItem("", HERE)
        self.where_box.addItem(self.tr("Dask cluster"), CLUSTER)
        self.where_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.address_edit = QLineEdit()
        self.address_edit.setPlaceholderText("tcp://192.168.1.5:8786")
        self.address_edit.textChanged.connect(self.edited)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        set_px(grid.setHorizontalSpacing, 8)
        set_px(grid.setVerticalSpacing, 2)
        tip_way = self.tr(
            "Grid: every combination of the values. Random: so many combinations, drawn by the seed; with several\n"
            "settings of which few matter, that finds good ones sooner."
        )
        tip_seeds = self.tr(
            "Each combination is trained with so many seeds: their mean is compared, their spread is chance."
        )
        tip_runs = self.tr("After so many runs the sweep ends")
        tip_minutes = self.tr("After so many minutes no new run begins; the sweep can go on later")
        tip_where = self.tr("What computes the runs; the window can be used meanwhile")
        texts = (
            self.tr("Way"),
            self.tr("Seeds each"),
            self.tr("Combinations"),
            self.tr("Runs, at most"),
            self.tr("Minutes, at most"),
            self.tr("Where"),
            self.tr("Address of the scheduler"),
        )
        self._labels: dict[str, QLabel] = {}
        for text, field, name, term, tip, row, column, span in (
            (texts[0], self.way_box, "sweepWayBox", "random-search", tip_way, 0, 0, 1),
            (texts[1], self.seeds_box, "sweepSeedsBox", "seed-spread", tip_seeds, 0, 1, 1),
            (texts[2], self.random_box, "sweepRandomBox", "random-search", tip_way, 2, 0, 2),
            (texts[3], self.runs_box, "sweepRunsBox", "", tip_runs, 4, 0, 1),
            (texts[4], self.minutes_box, "sweepMinutesBox", "", tip_minutes, 4, 1, 1),
            (texts[5], self.where_box, "sweepWhereBox", "", tip_where, 6, 0, 2),
            (texts[6], self.address_edit, "sweepAddressEdit", "", self.tr("As dask scheduler shows it"), 8, 0, 2),
        ):
            field.setObjectName(name)
            field.setToolTip(tip)
            field.setAccessibleName(text)
            label = GlossaryLabel(text, term)
            label.setProperty("role", "fieldLabel")
            label.setBuddy(field)
            explain(field, term, as_tooltip=False)
            self._guard.watch(field)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            set_px(field.setFixedHeight, 32)
            self._labels[name] = label
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span)
        self.way_box.currentIndexChanged.connect(self._on_way_changed)
        self.where_box.currentIndexChanged.connect(self._on_where_changed)
        self._on_way_changed()
        self._on_where_changed()
        return grid

    def _number_box(self, least: int, most: int, *, suffix: str = "", if_least: str = "") -> QSpinBox:
        box = QSpinBox()
        inset_number(box)
        box.setRange(least, most)
        box.setSuffix(suffix)
        box.setSpecialValueText(if_least)
        box.setGroupSeparatorShown(True)
        box.valueChanged.connect(self.edited)
        return box

    # What it says

    @property
    def draft(self) -> SweepDraft:
        """What is typed in."""
        return SweepDraft(
            varied=tuple((row.setting, row.edit.text()) for row in self.rows),
            is_random=bool(self.way_box.currentData()),
            n_random=self.random_box.value(),
            n_seeds=self.seeds_box.value(),
            max_runs=self.runs_box.value(),
            max_minutes=self.minutes_box.value(),
        )

    def set_draft(self, draft: SweepDraft) -> None:
        """Have this typed in."""
        with QSignalBlocker(self):
            for row in tuple(self.rows):
                self._drop(row)
            for setting, text in draft.varied:
                self._add(setting, text)
            self.way_box.setCurrentIndex(self.way_box.findData(draft.is_random))
            for box, value in (
                (self.random_box, draft.n_random),
                (self.seeds_box, draft.n_seeds),
                (self.runs_box, draft.max_runs),
                (self.minutes_box, draft.max_minutes),
            ):
                box.setValue(value)
        self.edited.emit()

    @property
    def address(self) -> str:
        """Of the cluster that is chosen; empty for this computer."""
        return self.address_edit.text().strip() if self.is_on_cluster else ""

    @property
    def is_on_cluster(self) -> bool:
        """Whether a cluster is chosen."""
        return bool(self.where_box.currentData() == CLUSTER)

    def set_places(self, n_workers: int, n_cores: int, *, why_no_cluster: str) -> None:
        """Say how many cores are used here, and why no cluster can be; empty if one can."""
        text = fill(self.tr("This computer, {n} of {of} {of|core|cores}"), n=n_workers, of=n_cores)
        self.where_box.setItemText(0, text)
        item = self.where_box.model().index(1, 0)
        model = self.where_box.model()
        model.setData(item, why_no_cluster or None, Qt.ItemDataRole.ToolTipRole)
        entry = model.item(1) if hasattr(model, "item") else None
        if entry is not None:
            entry.setEnabled(not why_no_cluster)
        if why_no_cluster:
            self.where_box.setToolTip(f"{self.where_box.toolTip().partition(chr(10))[0]}\n{why_no_cluster}")

    def set_cluster(self, address: str, *, is_chosen: bool) -> None:
        """Have an address filled in, and the cluster chosen if one can be."""
        self.address_edit.setText(address)
        index = self.where_box.findData(CLUSTER)
        can_be_chosen = self.where_box.model().flags(self.where_box.model().index(index, 0)) & Qt.ItemFlag.ItemIsEnabled
        if is_chosen and can_be_chosen:
            self.where_box.setCurrentIndex(index)

    def set_config(self, config: TrainingConfig) -> None:
        """The settings from which runs differ, for what is proposed; the first time, one is proposed at once."""
        self._config = config
        if not self._has_proposed:
            self._has_proposed = True
            self.set_draft(first_draft(config))

    def show_problems(self, problems: Mapping[str, str], notes: Mapping[str, str]) -> None:
        """Mark each field that something is wrong with, and say what the others come to."""
        for row in self.rows:
            problem = problems.get(row.setting, "")
            row.set_remark(problem or notes.get(row.setting, ""), is_wrong=bool(problem))

    def set_fixed(self, *, is_fixed: bool) -> None:
        """Have nothing changed while the sweep is under way."""
        fields = (self.way_box, self.random_box, self.seeds_box, self.runs_box, self.minutes_box, self.where_box)
        for widget in (*fields, self.address_edit, self.add_button):
            widget.setEnabled(not is_fixed)
        for row in self.rows:
            row.edit.setEnabled(not is_fixed)
            row.remove_button.setEnabled(not is_fixed)

    # Rows

    def _fill_menu(self) -> None:
        self._menu.clear()
        varying = {row.setting for row in self.rows}
        for setting in VARIABLE:
            action = self._menu.addAction(setting_title(setting))
            action.setData(setting)
            action.setEnabled(setting not in varying)
            action.triggered.connect(partial(self.vary, setting))

    def vary(self, setting: str, *_: object) -> None:
        """Have a setting vary, over values that are proposed."""
        if setting in {row.setting for row in self.rows}:
            return
        row = self._add(setting, proposal(setting, self._config))
        row.edit.setFocus()
        row.edit.selectAll()
        QApplication.sendPostedEvents(self._content, QEvent.Type.LayoutRequest.value)
        self.scroll_area.ensureWidgetVisible(row)
        self.edited.emit()

    def _add(self, setting: str, text: str) -> VariedRow:
        row = VariedRow(setting, text)
        row.edit.textChanged.connect(self.edited)
        row.remove_button.clicked.connect(partial(self._on_removed, row))
        self.rows.append(row)
        self._rows_layout.addWidget(row)
        return row

    def _drop(self, row: VariedRow) -> None:
        self.rows.remove(row)
        self._rows_layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_removed(self, row: VariedRow, *_: object) -> None:
        self._drop(row)
        self.add_button.setFocus()
        self.edited.emit()

    @Slot()
    def _on_way_changed(self) -> None:
        for widget in (self.random_box, self._labels["sweepRandomBox"]):
            widget.setVisible(bool(self.way_box.currentData()))
        self.edited.emit()

    @Slot()
    def _on_where_changed(self) -> None:
        for widget in (self.address_edit, self._labels["sweepAddressEdit"]):
            widget.setVisible(self.is_on_cluster)
        self.edited.emit()
