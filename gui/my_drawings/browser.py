"""My drawings: a window that shows all drawings that are kept, to relabel, delete, export and import them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.drawings_store import DrawingsStore, StoredDrawing
from engine.errors import DataError
from gui.my_drawings.grid import DrawingsGrid
from gui.theming.scale import add_spacing_px, set_dialog_px, set_lines_px, set_px
from gui.translation import translate
from gui.widgets.buttons import push_button
from gui.widgets.digit_buttons import DigitButtons
from gui.widgets.labels import WrappingLabel, muted_label
from gui.workers.background_tasks import BackgroundTasks, TaskControl, Work

_ALL = -1


@dataclass(frozen=True)
class _Moved:
    """So many drawings went to a file of this name, or came from it."""

    n: int
    file: str
    are_new: bool


class DrawingsBrowser(QDialog):
    """Does not block the window: drawings that are labeled there appear here, and files are read and written in a thread.

    Attributes
    ----------
    grid
        The drawings.
    label_box
        Which of them are shown.
    label_buttons
        What the selected ones are; object names ``relabelButton0`` to ``relabelButton9``.
    delete_button, undo_button, export_button, import_button
        As they say.
    drawings_changed
        Signal: some were relabeled, deleted, brought back or imported here.
    strokes_chosen
        Signal (strokes): a drawing is to go onto the canvas.
    """

    drawings_changed = Signal()
    strokes_chosen = Signal(list)

    def __init__(self, store: DrawingsStore, tasks: BackgroundTasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        tasks.done.connect(self._on_moved)
        tasks.failed.connect(self._on_not_moved)
        self._drawings: Sequence[StoredDrawing] = ()
        self._before: list[list[StoredDrawing]] = []  # what changes made here have changed, the last one last
        self.setObjectName("drawingsBrowser")
        self.setWindowTitle(self.tr("My drawings"))
        set_dialog_px(self, 720, 560)
        self.label_box = QComboBox()
        self.label_box.setObjectName("shownLabelBox")
        self.label_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.label_box.addItem("", _ALL)
        for digit in range(10):
            self.label_box.addItem("", digit)
        self.grid = DrawingsGrid()
        self.grid.setAccessibleName(self.tr("My drawings"))
        self.label_buttons = DigitButtons(
            "relabelButton", tooltip=self.tr("The selected drawings are {digit} (key {digit})")
        )
        self.delete_button = push_button(
            self.tr("Delete"), "deleteDrawingsButton", self.tr("Delete the selected drawings (Delete)")
        )
        self.import_button = push_button(
            self.tr("Import…"), "importDrawingsButton", self.tr("Add the drawings of a stroke file")
        )
        self.export_button = push_button(
            self.tr("Export…"), "exportDrawingsButton", self.tr("Write all drawings to a stroke file")
        )
        self._line = WrappingLabel()
        self._line.setObjectName("drawingsNews")
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_lines_px(self._line.setFixedHeight, 2, 8)  # whether or not there is a word in it
        self.undo_button = QToolButton()
        self.undo_button.setObjectName("undoDrawingsButton")
        self.undo_button.setText(self.tr("Undo"))
        self.undo_button.setToolTip(self.tr("Undo the last change made here (Ctrl+Z)"))
        self._compose()
        self.label_box.currentIndexChanged.connect(self._show)
        self.grid.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.grid.digit_pressed.connect(self.relabel_selected)
        self.grid.delete_pressed.connect(self.delete_selected)
        self.grid.drawing_chosen.connect(self._on_drawing_chosen)
        self.label_buttons.pressed.connect(self.relabel_selected)
        self.delete_button.clicked.connect(self.delete_selected)
        self.undo_button.clicked.connect(self.undo)
        self.export_button.clicked.connect(self.export)
        self.import_button.clicked.connect(self.import_drawings)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo)
        self._show()

    def _compose(self) -> None:
        show_label, are_label = QLabel(self.tr("Show")), QLabel(self.tr("The selected are"))
        show_label.setBuddy(self.label_box)
        hint = muted_label(self.tr("Double click or Enter: put it on the canvas"))
        set_px(self.label_buttons.setMinimumWidth, 10 * 28)
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(show_label)
        top.addWidget(self.label_box)
        top.addStretch(1)
        top.addWidget(hint)
        middle.addWidget(are_label)
        middle.addWidget(self.label_buttons, 1)
        add_spacing_px(middle, 12)
        middle.addWidget(self.delete_button)
        bottom.addWidget(self._line, 1)
        bottom.addWidget(self.undo_button)
        add_spacing_px(bottom, 12)
        bottom.addWidget(self.import_button)
        bottom.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        set_px(layout.setSpacing, 8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addLayout(middle)
        layout.addLayout(bottom)
        self.grid.setFocus()

    @property
    def news(self) -> str:
        """What came of the last change."""
        return "" if self._is_error else self._line.text()

    @property
    def error(self) -> str:
        """What went wrong last, until something goes well."""
        return self._line.text() if self._is_error else ""

    @property
    def _is_error(self) -> bool:
        return bool(self._line.property("role") == "error")

    def _tell(self, sentence: str, *, is_error: bool = False) -> None:
        """Say in the line at the bottom what came of something; nothing moves for it."""
        self._line.setText(sentence)
        self._line.setToolTip(sentence)
        if is_error != self._is_error:
            self._line.setProperty("role", "error" if is_error else None)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)

    @Slot()
    def refresh(self) -> None:
        """Show what is kept now."""
        with self._errors_as_sentences():
            self._drawings = self._store.all()
        self._show()

    def select(self, numbers: Collection[int]) -> None:
        """Show the drawings of all digits, with those of these numbers selected."""
        self.label_box.setCurrentIndex(0)
        self.grid.select(numbers)

    @Slot(int)
    def relabel_selected(self, digit: int) -> None:
        """The selected drawings are this digit."""
        numbers = [drawing.number for drawing in self.grid.selected]
        if numbers:
            self._change(
                lambda: self._store.relabel(numbers, digit),
                lambda n: self.tr("{drawings} labeled {digit} now.").format(drawings=self._counted(n), digit=digit),
            )

    @Slot()
    def delete_selected(self) -> None:
        """Take the selected drawings away."""
        numbers = [drawing.number for drawing in self.grid.selected]
        if numbers:
            self._change(
                lambda: self._store.delete(numbers),
                lambda n: self.tr("{drawings} deleted.").format(drawings=self._counted(n)),
            )

    @Slot()
    def undo(self) -> None:
        """Take back the last change made here."""
        if not self._before:
            return
        with self._errors_as_sentences():
            self._store.restore(self._before[-1])
            n = len(self._before.pop())
            self._tell(self.tr("{drawings} as before.").format(drawings=self._counted(n)))
            self._changed()

    @Slot()
    def export(self) -> None:
        """Write all drawings to a stroke file."""
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export the drawings"),
            "my-drawings.json",
            translate("Browser", "Stroke files (*.json *.json.gz)"),
        )
        if not path:
            return
        target = Path(path if path.lower().endswith((".json", ".json.gz")) else f"{path}.json")
        self._move(partial(_exported, self._store, target), self.tr("Writing {file}…").format(file=target.name))

    @Slot()
    def import_drawings(self) -> None:
        """Add the drawings of a stroke file."""
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import drawings"), "", self.tr("Stroke files (*.json *.json.gz);;All files (*)")
        )
        if not path:
            return
        self._move(partial(_imported, self._store, Path(path)), self.tr("Reading {file}…").format(file=Path(path).name))

    @property
    def is_moving(self) -> bool:
        """Whether a file is being read or written."""
        return self._tasks.is_busy

    def _move(self, work: Work, sentence: str) -> None:
        """Have a file read or written; one at a time, as what has begun to come in is not to be cut short."""
        self._tasks.start(work)
        self._tell(sentence)
        self._enable_files()

    @Slot(object)
    def _on_moved(self, moved: _Moved) -> None:
        if moved.are_new:
            self._changed()
            text = self.tr("{drawings} added from {file}.")
        else:
            text = self.tr("{drawings} written to {file}.")
        self._tell(text.format(drawings=self._counted(moved.n), file=moved.file))
        self._enable_files()

    @Slot(str)
    def _on_not_moved(self, sentence: str) -> None:
        self._tell(sentence, is_error=True)
        self._enable_files()

    def _enable_files(self) -> None:
        self.import_button.setEnabled(not self.is_moving)
        self.export_button.setEnabled(not self.is_moving and bool(self._drawings))

    def _counted(self, n: int) -> str:
        return self.tr("1 drawing") if n == 1 else self.tr("{n} drawings").format(n=f"{n:,}")

    def _change(self, change: Callable[[], list[StoredDrawing]], words: Callable[[int], str]) -> None:
        with self._errors_as_sentences():
            before = change()
            if before:
                self._before.append(before)
                self._tell(words(len(before)))
                self._changed()
        self.grid.setFocus()

    def _changed(self) -> None:
        self.refresh()
        self.drawings_changed.emit()

    @contextmanager
    def _errors_as_sentences(self) -> Iterator[None]:
        """What goes wrong is told below."""
        if self._is_error:
            self._tell("")
        try:
            yield
        except DataError as error:
            self._tell(str(error), is_error=True)

    @Slot()
    def _show(self) -> None:
        counts = np.bincount([drawing.label for drawing in self._drawings], minlength=10)
        self.label_box.setItemText(0, self.tr("all digits: {n}").format(n=f"{len(self._drawings):,}"))
        for digit in range(10):
            self.label_box.setItemText(1 + digit, f"{digit}: {counts[digit]:,}")
        label = self.label_box.currentData()
        no_drawings = self.tr(
            "You have no drawings yet.\n\nDraw a digit in the window and press the key of its number, or its row of the "
            "bars. Import… brings drawings from a stroke file."
        )
        none_of_label = self.tr("There is no drawing labeled {label}.").format(label=label)
        self.grid.empty_text = none_of_label if self._drawings else no_drawings
        self.grid.set_drawings([drawing for drawing in self._drawings if label in (_ALL, drawing.label)])
        self._enable_files()
        self._on_selection_changed()

    @Slot()
    def _on_selection_changed(self) -> None:
        has_selection = self.grid.selectionModel().hasSelection()
        self.label_buttons.set_enabled(has_selection)
        self.delete_button.setEnabled(has_selection)
        self.undo_button.setVisible(bool(self._before))

    @Slot(object)
    def _on_drawing_chosen(self, drawing: StoredDrawing) -> None:
        with self._errors_as_sentences():
            self.strokes_chosen.emit(drawing.strokes)


def _imported(store: DrawingsStore, path: Path, _control: TaskControl) -> _Moved:
    return _Moved(store.import_from(path), path.name, are_new=True)


def _exported(store: DrawingsStore, path: Path, _control: TaskControl) -> _Moved:
    return _Moved(store.export_to(path), path.name, are_new=False)
