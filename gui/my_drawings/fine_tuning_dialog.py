"""The small window of "Learn my hand": how far it is, and what it changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from engine.fine_tuning.fine_tune import LearnedHandwriting
from engine.training.metrics import Evaluation
from gui.actions import Actions
from gui.widgets.buttons import command_button, follow, push_button
from gui.widgets.labels import muted_label
from gui.widgets.phrases import counted

_FEW = 50  # digits up to which a count says more than a percentage
_WIDTH = 460


class FineTuningDialog(QDialog):
    """Shows a run that learns the user's drawings; it blocks nothing.

    Attributes
    ----------
    table
        The figures, cell by cell: shape (3, 3), each row what was read, before, after.
    take_back_button, stop_button
        What can be done about it.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handDialog")
        self.setWindowTitle("Learn my hand")
        self._words = QLabel()
        self._words.setObjectName("handWords")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName("How much of the learning is done")
        self._figures = QWidget()
        self.table = self._make_table()
        self.take_back_button = command_button(actions.undo_fine_tuning, "takeBackHandButton")
        self.stop_button = push_button("Stop", "stopHandButton", "Learn no more; what it has learned stays")
        follow(self.stop_button, actions.stop)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.close_button = box.button(QDialogButtonBox.StandardButton.Close)
        box.addButton(self.take_back_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.stop_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self._words, self.progress_bar, self._figures, box):
            layout.addWidget(widget)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._words.setFixedWidth(_WIDTH)

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_beginning(self, sentence: str) -> None:
        """Say that it begins; how long that takes is not known."""
        self._words.setText(sentence)
        self.progress_bar.setRange(0, 0)
        self._show(working=True)

    def show_progress(self, share: float) -> None:
        """Say how much of it is done."""
        self._words.setText("Learning your drawings, mixed with digits like those that the network has learned…")
        self.progress_bar.setRange(0, 1000)
        self.progress_bar.setValue(round(1000 * share))

    def show_result(self, learned: LearnedHandwriting) -> None:
        """Show what it came to."""
        before, after = learned.before, learned.after
        self._words.setText(f"{verdict_text(learned)} Draw, and see; you can take it back.")
        rows = [("Your drawings, learned from", before.learned, after.learned)]
        rows += [("Your drawings, kept aside", before.aside, after.aside)] if before.aside and after.aside else []
        kind = "Former" if learned.rehearsal.is_own else "Other"
        rows += [(f"{kind} digits: {learned.rehearsal.dataset.label}", before.rehearsal, after.rehearsal)]
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

    def show_held(self) -> None:
        """Say that the run is held."""
        self._words.setText("Held: press Resume to go on, or Stop.")

    def show_end(self, sentence: str) -> None:
        """Say that nothing was learned, or that it was taken back."""
        self._words.setText(sentence)
        self._show(working=False)

    def _show(self, *, working: bool, has_figures: bool = False) -> None:
        self.progress_bar.setVisible(working)
        self.stop_button.setVisible(working)
        self._figures.setVisible(has_figures)
        self.take_back_button.setVisible(has_figures)
        (self.stop_button if working else self.close_button).setFocus()

    def _make_table(self) -> list[list[QLabel]]:
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, title in enumerate(("Read right", "before", "after")):
            header = muted_label(title)
            grid.addWidget(header, 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        table = []
        for row in range(1, 4):
            cells = [QLabel() for _ in range(3)]
            for column, cell in enumerate(cells):
                cell.setTextFormat(Qt.TextFormat.PlainText)
                cell.setObjectName(f"hand{('Name', 'Before', 'After')[column]}{row}")
                grid.addWidget(cell, row, column, right if column else Qt.AlignmentFlag.AlignLeft)
            font = cells[2].font()
            font.setBold(True)
            cells[2].setFont(font)
            table.append(cells)
        return table


def _share(evaluation: Evaluation) -> str:
    """How many were read right, or for many the share."""
    if evaluation.n <= _FEW:
        return f"{round(evaluation.accuracy * evaluation.n)} of {evaluation.n}"
    return f"{evaluation.accuracy * 100:.1f} %"


def verdict_text(learned: LearnedHandwriting) -> str:
    """The result in a sentence."""
    is_further = learned.after.aside is not None
    then, now = learned.before.aside or learned.before.learned, learned.after.aside or learned.after.learned
    drawings = f"{counted(now.n, 'drawing')} that it did not learn from" if is_further else counted(now.n, "drawing")
    n_then, n_now = (round(figures.accuracy * figures.n) for figures in (then, now))
    return f"Of your {drawings}, the network reads {n_now} now and read {n_then} before."
