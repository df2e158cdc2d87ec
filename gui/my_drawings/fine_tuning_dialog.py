"""The small window of "Learn my handwriting": labels that are doubtful, how far it is, and what it changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from engine.data.reference import digits_name
from engine.fine_tuning.contradictions import Contradiction
from engine.fine_tuning.fine_tune import LearnedHandwriting
from engine.text.percent import percent_text
from engine.training.metrics import Evaluation
from gui.actions import Actions
from gui.my_drawings.grid import DrawingsGrid
from gui.theming.motion import is_motion_reduced
from gui.theming.scale import set_px
from gui.translation import fill, translate
from gui.widgets.buttons import close_box, command_button, follow, push_button
from gui.widgets.labels import WrappingLabel, muted_label

_FEW = 50  # digits up to which a count says more than a percentage
_WIDTH = 460
_GRID_PX = 208  # two rows of drawings


class FineTuningDialog(QDialog):
    """Shows a run that learns the user's drawings; it blocks nothing.

    Attributes
    ----------
    table
        The figures, cell by cell: shape (3, 3), each row what was read, before, after.
    take_back_button, stop_button
        What can be done about it.
    doubtful
        The drawings that were kept as another digit than the network reads with certainty; those that are selected are
        left out.
    leave_out_button, learn_all_button, look_button
        What can be done about these.
    learning_chosen
        Signal (frozenset of numbers): it is to learn without the drawings of these.
    look_chosen
        Signal (frozenset of numbers): these are to be looked at among the others.
    """

    learning_chosen = Signal(object)
    look_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fineTuningDialog")
        self.setWindowTitle(self.tr("Learn my handwriting"))
        self._words = WrappingLabel()
        self._words.setObjectName("fineTuningText")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("How much of the learning is done"))
        self._figures = QWidget()
        self._doubts = self._make_doubts()
        self.table = self._make_table()
        self.take_back_button = command_button(actions.undo_fine_tuning, "takeBackHandwritingButton")
        self.stop_button = push_button(
            self.tr("Stop"), "stopHandwritingButton", self.tr("Stop learning; what was learned is kept")
        )
        follow(self.stop_button, actions.stop)
        box = close_box()
        self.close_button = box.button(QDialogButtonBox.StandardButton.Close)
        box.addButton(self.take_back_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.stop_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        set_px(layout.setSpacing, 10)
        for widget in (self._words, self._doubts, self.progress_bar, self._figures, box):
            layout.addWidget(widget)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        set_px(self._words.setMinimumWidth, _WIDTH)  # a fixed one would have the height of a wider text

    def _make_doubts(self) -> QWidget:
        doubts = QWidget()
        self.doubtful = DrawingsGrid()
        self.doubtful.setObjectName("doubtfulDrawings")
        self.doubtful.setAccessibleName(self.tr("Drawings whose label is doubtful; the selected ones are left out"))
        set_px(self.doubtful.setFixedHeight, _GRID_PX)
        self.leave_out_button = push_button("", "leaveOutButton")
        self.learn_all_button = push_button(self.tr("Learn from all"), "learnAllButton")
        self.look_button = push_button(
            self.tr("Show in My drawings"), "lookAtDrawingsButton", self.tr("To change their labels, or to delete them")
        )
        self.leave_out_button.clicked.connect(self._on_leave_out)
        self.learn_all_button.clicked.connect(self._on_learn_all)
        self.look_button.clicked.connect(self._on_look)
        self.doubtful.selectionModel().selectionChanged.connect(self._on_selection_changed)
        buttons = QHBoxLayout()
        for button in (self.leave_out_button, self.learn_all_button, self.look_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(doubts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.doubtful)
        layout.addLayout(buttons)
        return doubts

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_beginning(self, sentence: str) -> None:
        """Say that it begins; how long that takes is not known."""
        self._words.setText(sentence)
        self.progress_bar.setRange(0, 1 if is_motion_reduced() else 0)  # a bar without an end moves
        self.progress_bar.setValue(0)
        self._show(working=True)

    def show_doubts(self, found: Sequence[Contradiction]) -> None:
        """List drawings that were kept as another digit than the network reads with certainty, before it learns."""
        one = self.tr("You kept this drawing as one digit, but the network is certain of another.")
        many = self.tr("You kept these {n} drawings as one digit each, but the network is certain of another.")
        what_to_do = self.tr("A key pressed by mistake does harm: leave out what you did not mean.")
        sentence = one if len(found) == 1 else many.format(n=len(found))
        self._words.setText(f"{sentence} {what_to_do}")
        drawings = [contradiction.drawing for contradiction in found]
        read_as = {contradiction.drawing.number: contradiction.digit for contradiction in found}
        known = {drawing.number for drawing in self.doubtful.shown} if self.has_doubts else set()
        self.doubtful.set_drawings(drawings, read_as)
        self.doubtful.select(self._selected_numbers() | (read_as.keys() - known))
        self._on_selection_changed()
        self._show(working=False, has_doubts=True)

    @property
    def has_doubts(self) -> bool:
        """Whether labels that are doubtful are listed."""
        return not self._doubts.isHidden()

    @Slot()
    def _on_selection_changed(self) -> None:
        n = len(self.doubtful.selected)
        self.leave_out_button.setText(self.tr("Leave out the selected ({n})").format(n=n))
        self.leave_out_button.setEnabled(n > 0)

    @Slot()
    def _on_leave_out(self) -> None:
        self.learning_chosen.emit(self._selected_numbers())

    @Slot()
    def _on_learn_all(self) -> None:
        self.learning_chosen.emit(frozenset())

    @Slot()
    def _on_look(self) -> None:
        self.look_chosen.emit(self._selected_numbers() or frozenset(drawing.number for drawing in self.doubtful.shown))

    def _selected_numbers(self) -> frozenset[int]:
        return frozenset(drawing.number for drawing in self.doubtful.selected)

    def show_progress(self, share: float) -> None:
        """Say how much of it is done."""
        self._words.setText(
            self.tr("Learning your drawings, mixed with digits like those that the network has learned…")
        )
        self.progress_bar.setRange(0, 1000)
        self.progress_bar.setValue(round(1000 * share))

    def show_result(self, learned: LearnedHandwriting) -> None:
        """Show what it came to."""
        before, after = learned.before, learned.after
        self._words.setText(" ".join([verdict_text(learned), self.tr("Draw a digit to try it; Undo takes it back.")]))
        rows = [(self.tr("Your drawings, learned from"), before.learned, after.learned)]
        rows += (
            [(self.tr("Your drawings, kept for testing"), before.aside, after.aside)]
            if before.aside and after.aside
            else []
        )
        others = (
            self.tr("Digits learned before: {data}") if learned.rehearsal.is_own else self.tr("Other digits: {data}")
        )
        rows += [(others.format(data=digits_name(learned.rehearsal.dataset.label)), before.rehearsal, after.rehearsal)]
        for row, cells in enumerate(self.table):
            for cell in cells:
                cell.setVisible(row < len(rows))
            if row < len(rows):
                name, then, now = rows[row]
                cells[0].setText(f"{name} ({then.n:,})")
                cells[1].setText(_share(then))
                cells[2].setText(_share(now))
        self._show(working=False, has_figures=True)

    @property
    def has_figures(self) -> bool:
        """Whether figures are shown."""
        return not self._figures.isHidden()

    def show_paused(self) -> None:
        """Say that the run is paused."""
        self._words.setText(self.tr("Paused. Press Continue to go on, or Stop."))

    def show_end(self, sentence: str) -> None:
        """Say that nothing was learned, or that it was taken back."""
        self._words.setText(sentence)
        self._show(working=False)

    def _show(self, *, working: bool, has_figures: bool = False, has_doubts: bool = False) -> None:
        self._doubts.setVisible(has_doubts)
        self.progress_bar.setVisible(working)
        self.stop_button.setVisible(working)
        self._figures.setVisible(has_figures)
        self.take_back_button.setVisible(has_figures)
        (self.stop_button if working else self.leave_out_button if has_doubts else self.close_button).setFocus()

    def _make_table(self) -> list[list[QLabel]]:
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(0, 0, 0, 0)
        set_px(grid.setHorizontalSpacing, 18)
        set_px(grid.setVerticalSpacing, 4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, title in enumerate((self.tr("Read right"), self.tr("before"), self.tr("after"))):
            header = muted_label(title)
            grid.addWidget(header, 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        table = []
        for row in range(1, 4):
            cells = [QLabel() for _ in range(3)]
            for column, cell in enumerate(cells):
                cell.setTextFormat(Qt.TextFormat.PlainText)
                cell.setObjectName(f"fineTuning{('Name', 'Before', 'After')[column]}{row}")
                grid.addWidget(cell, row, column, right if column else Qt.AlignmentFlag.AlignLeft)
            font = cells[2].font()
            font.setBold(True)
            cells[2].setFont(font)
            table.append(cells)
        return table


def _share(evaluation: Evaluation) -> str:
    """How many were read right, or for many the share."""
    if evaluation.n <= _FEW:
        return translate("FineTuningDialog", "{n_right} of {n}").format(
            n_right=round(evaluation.accuracy * evaluation.n), n=evaluation.n
        )
    return percent_text(evaluation.accuracy)


def verdict_text(learned: LearnedHandwriting) -> str:
    """The result in a sentence."""
    is_further = learned.after.aside is not None
    then, now = learned.before.aside or learned.before.learned, learned.after.aside or learned.after.learned
    n_then, n_now = (round(figures.accuracy * figures.n) for figures in (then, now))
    text = (
        translate(
            "FineTuningDialog",
            "Of your {n:,} {n|drawing|drawings} that it did not learn from, the network now reads {n_now} right, and "
            "read {n_then} before.",
        )
        if is_further
        else translate(
            "FineTuningDialog",
            "Of your {n:,} {n|drawing|drawings}, the network now reads {n_now} right, and read {n_then} before.",
        )
    )
    verdict = fill(text, n=now.n, n_now=n_now, n_then=n_then)
    if n_now > n_then:
        return verdict
    advice = translate("FineTuningDialog", "It did not help: undo it, and keep more drawings first.")
    return f"{verdict} {advice}"
