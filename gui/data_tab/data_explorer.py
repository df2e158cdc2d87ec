"""The tab "Data": the digits in use, what the network in use makes of them, and how many there are of each."""

from collections.abc import Callable
from functools import partial
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Slot

from engine.data.dataset import Dataset
from engine.data.loading import digit_in_format
from engine.evaluation.digit_selection import Part, Selection, candidates, in_order
from engine.evaluation.predictions import read_digits
from engine.ink.input_formats import InputFormat
from engine.ink.pen import Stroke
from engine.ink.stroke_tracing import picture_strokes
from engine.models.model import Model
from gui.data_tab.data_text import digits_text, nothing_text, selection_text
from gui.data_tab.data_view import DataView
from gui.data_tab.prediction_task import DigitsRead, reading_of
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.state.availability import Availability
from gui.state.data_parts import DataParts
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.digit_detail import DigitAnswer
from gui.widgets.message_area import MessageArea
from gui.widgets.refresher import Refresher
from gui.workers.background_tasks import TaskControl, TaskThreads

_DETAIL_INTERVAL_MS = 250
_LEAST_PAUSE_S = 2.0  # between two readings of the digits while the network changes
_PAUSE_PER_READING = 25.0  # a reading of a second is followed by a pause of so many: 4 % of a core
_SOON_MS = 50
_BALANCE_TITLES: dict[Part, str] = {
    "all": QT_TRANSLATE_NOOP("DataExplorer", "Digits of each label"),
    "train": QT_TRANSLATE_NOOP("DataExplorer", "Training digits of each label"),
    "test": QT_TRANSLATE_NOOP("DataExplorer", "Test digits of each label"),
}
_LOADING = QT_TRANSLATE_NOOP("DataExplorer", "The digits are being loaded…")
_READING = QT_TRANSLATE_NOOP("DataExplorer", "The network reads the digits…")
_CANCELLED = QT_TRANSLATE_NOOP("DataExplorer", "Reading the digits was canceled. Press Read them to start again.")


class DataExplorer(QObject):
    """Stands between the view on one side and workspace, settings and canvas on the other.

    Attributes
    ----------
    view
        The view; ``None`` before the tab is opened.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        canvas: DrawingCanvas,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._availability, self._canvas = workspace, settings, availability, canvas
        self._messages = messages
        self.view: DataView | None = None
        self._parts = DataParts(settings)
        self._read: DigitsRead | None = None
        self._is_chosen = False  # the digit that is looked at, by somebody
        self._shown_as: tuple[object, ...] = ()
        self._failure = ""
        self._was_cancelled = False
        self._reads_until = 0.0
        self._reader = threads.make("data reading")
        self._tracer = threads.make("data tracing")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_if_due)
        self._detail_refresher = Refresher(self._show_answer, interval_ms=_DETAIL_INTERVAL_MS, parent=self)

    def make_view(self) -> DataView:
        """The view, wired."""
        workspace = self._workspace
        view = self.view = DataView(self._messages)
        view.selection_changed.connect(self._on_selection_changed)
        view.page_changed.connect(self._on_selection_changed)
        view.cancel_requested.connect(self._on_cancel_requested)
        view.read_requested.connect(self._on_selection_changed)
        view.shown.connect(self._refresh)
        view.grid.chosen.connect(self._on_digit_chosen)
        view.detail.canvas_requested.connect(self._on_canvas_requested)
        self._reader.progressed.connect(view.set_progress)
        self._reader.done.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self._tracer.done.connect(self._on_traced)
        workspace.network_changed.connect(self._on_network_changed)
        workspace.dataset_changed.connect(self._on_dataset_changed)
        self._settings.edited.connect(self._refresh)
        return view

    # What is looked at

    @property
    def _is_seen(self) -> bool:
        return self.view is not None and self.view.isVisible()

    @property
    def _wants_readings(self) -> bool:
        view = self.view
        return view is not None and (view.shows_means or view.selection.needs_readings)

    def _model(self) -> Model:
        return Model(self._workspace.parameters, scaling=self._workspace.scaling)

    def _note(self, dataset: Dataset) -> str:
        """That the digits are resampled for the network in use, with a blank before it; empty if they are not."""
        wanted, has = self._workspace.input_format, dataset.input_format
        if wanted == has:
            return ""
        text = self.tr("The pictures are {has}; for this network they are resampled to {label}.")
        return f" {text.format(label=wanted.label, has=has.label)}"

    def _current(self, dataset: Dataset) -> DigitsRead | None:
        """What was read of these digits, by whichever network it was."""
        return self._read if self._read is not None and self._read.digits is dataset.digits else None

    # Showing

    @Slot()
    def _refresh(self) -> None:
        """Show what is selected; costs little if nothing has changed."""
        view = self.view
        if view is None or not self._is_seen:
            return
        dataset = self._workspace.dataset
        if dataset is None:
            self._show_nothing(
                translate("DataExplorer", _LOADING)
                if self._availability.now.is_reading
                else translate("DataExplorer", "No digits are loaded yet. Choose data in the Training tab.")
            )
            view.balance.set_counts(None)
            return
        part = self._parts.indices(dataset, view.selection.part)
        view.balance_card.set_title(translate("DataExplorer", _BALANCE_TITLES[view.selection.part]))
        view.balance.set_counts(np.bincount(dataset.digits.labels[part], minlength=10))
        if view.shows_means:
            self._show_means(view, dataset, part)
        else:
            self._show_digits(view, dataset, part)
        self._show_answer()
        self._read_if_due()

    def _show_nothing(self, sentence: str) -> None:
        if self.view is not None:
            self._shown_as = ()
            self.view.grid.clear(sentence)
            self.view.means.clear(sentence)
            self.view.set_summary("")
            self.view.detail.clear(self.tr("Choose a digit to see it here."))

    def _show_digits(self, view: DataView, dataset: Dataset, part: NDArray[np.intp]) -> None:
        selection, read, labels = view.selection, self._current(dataset), dataset.digits.labels
        of_label = candidates(labels, part, Selection(label=selection.label), None)
        why_not = self._why_not()
        if selection.needs_readings and (read is None or why_not):
            self._shown_as = ()
            view.grid.clear(why_not or translate("DataExplorer", _READING))
            view.set_summary("")
            return
        uses_reading = read is not None and not why_not and self._wants_readings
        read_as = read.read_as if read is not None and uses_reading else None
        chosen = candidates(labels, part, selection, read_as)
        shown = in_order(chosen, selection, read.readings if read is not None and uses_reading else None)
        n_misread = None if read_as is None else int((read_as[of_label] != labels[of_label]).sum())
        summary = selection_text(selection, n_of_label=len(of_label), n_chosen=len(chosen), n_misread=n_misread)
        view.set_summary(summary + self._note(dataset))
        if not len(shown):
            self._shown_as = ()
            view.grid.clear(nothing_text(selection))
            return
        is_same_question = self._shown_as == (dataset.digits, selection)
        self._shown_as = (dataset.digits, selection)
        captions = None if read_as is None else partial(_caption, labels, read_as)
        view.grid.set_digits(dataset.digits, shown, captions=captions, keeps_place=is_same_question)
        is_there = view.detail.index is not None and view.grid.set_chosen(view.detail.index)
        if not is_there and not (is_same_question and self._is_chosen):  # until somebody chooses, it is the first
            view.grid.set_chosen(int(shown[0]))
            self._look_at(int(shown[0]))
            self._is_chosen = False

    def _show_means(self, view: DataView, dataset: Dataset, part: NDArray[np.intp]) -> None:
        read, why_not = self._current(dataset), self._why_not()
        if not len(part):
            view.means.clear(nothing_text(Selection(part=view.selection.part)))
        elif why_not or read is None or read.means is None or read.part is not part:
            view.means.clear(why_not or translate("DataExplorer", _READING))
        else:
            view.means.set_means(read.means)
            n_misread = int((read.read_as[part] != dataset.digits.labels[part]).sum())
            view.set_summary(
                self.tr(
                    "{n:,} of {digits} are misread. A pixel differs if the two means are more than 1/255 of full ink "
                    "apart."
                ).format(n=n_misread, digits=digits_text(view.selection.part, len(part)))
                + self._note(dataset)
            )
            return
        view.set_summary("")

    def _why_not(self) -> str:
        """Why there is nothing read to show, or to come; empty if there is."""
        return self._failure or (translate("DataExplorer", _CANCELLED) if self._was_cancelled else "")

    # Reading

    @Slot()
    def _read_if_due(self) -> None:
        """Have the network read the digits if somebody waits for it, and it is not too soon after the last time."""
        view, dataset = self.view, self._workspace.dataset
        if view is None or dataset is None or not self._is_seen or not self._wants_readings or self._why_not():
            return
        part = self._parts.indices(dataset, view.selection.part) if view.shows_means else None
        read = self._current(dataset)
        is_read = read is not None and read.model.parameters is self._workspace.parameters
        has_means = part is None or (read is not None and read.part is part)
        if (is_read and has_means) or self._reader.is_busy:
            return
        wait_s = self._reads_until - monotonic()
        if read is not None and has_means and wait_s > 0:
            self._timer.start(max(round(1000 * wait_s), _SOON_MS))
            return
        view.set_reading(is_reading=True)
        self._reader.start(reading_of(self._model(), dataset, part, read))

    @Slot(object)
    def _on_read(self, read: DigitsRead) -> None:
        self._read = read
        self._reads_until = monotonic() + max(_LEAST_PAUSE_S, _PAUSE_PER_READING * read.seconds)
        self._end_reading()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._failure = sentence or self.tr("The digits could not be read.")
        self._end_reading()

    @Slot()
    def _on_cancel_requested(self) -> None:
        self._reader.cancel()
        self._was_cancelled = True
        self._end_reading()

    def _end_reading(self) -> None:
        if self.view is not None:
            self.view.set_reading(is_reading=False, was_cancelled=self._was_cancelled)
        self._refresh()

    # Reactions

    @Slot()
    def _on_selection_changed(self) -> None:
        self._was_cancelled = False
        self._failure = ""
        view = self.view
        if view is not None:
            if self._reader.is_busy:  # for a question that nobody asks any more
                self._reader.cancel()
            view.set_reading(is_reading=False)
        self._refresh()

    @Slot()
    def _on_network_changed(self) -> None:
        if self._is_seen:
            self._detail_refresher.request()
            if not self._timer.isActive():
                self._timer.start(_SOON_MS)

    @Slot()
    def _on_dataset_changed(self) -> None:
        self._reader.cancel()
        self._tracer.cancel()
        self._read = None
        self._reads_until = 0.0
        if self.view is not None:
            self.view.detail.clear(self.tr("Choose a digit to see it here."))
        self._on_selection_changed()

    # The digit that was chosen

    @Slot(int)
    def _on_digit_chosen(self, index: int) -> None:
        self._is_chosen = True
        self._look_at(index)

    def _look_at(self, index: int) -> None:
        view, dataset = self.view, self._workspace.dataset
        if view is not None and dataset is not None:
            view.detail.set_digit(dataset.digits, index)
            self._show_answer()

    @Slot()
    def _show_answer(self) -> None:
        """What the network makes of the chosen digit, at this moment."""
        view, dataset = self.view, self._workspace.dataset
        if view is None or dataset is None or view.detail.index is None or not self._is_seen:
            return
        model = self._model()
        readings = read_digits(model, digit_in_format(dataset, view.detail.index, model.input_format))
        if readings is not None:
            view.detail.set_answer(DigitAnswer(readings.probabilities[0], float(readings.losses[0]), self.tr("Loss")))

    @Slot()
    def _on_canvas_requested(self) -> None:
        view, dataset = self.view, self._workspace.dataset
        if view is not None and dataset is not None and view.detail.index is not None:
            index = view.detail.index
            picture = dataset.digits[index : index + 1].values("float32").reshape(dataset.image_shape)
            self._tracer.start(_tracing(picture, dataset.input_format))

    @Slot(object)
    def _on_traced(self, strokes: list[Stroke]) -> None:
        if self.view is None:
            return
        if not strokes:
            self.view.detail.set_remark(self.tr("The picture has no ink to be traced."))
            return
        self._canvas.set_strokes(strokes)
        probabilities = self._workspace.probabilities
        read_as = (
            self.tr("no answer")
            if probabilities is None
            else self.tr("read as {digit}").format(digit=int(probabilities.argmax()))
        )
        self.view.detail.set_remark(self.tr("Traced; on the canvas: {read_as}.").format(read_as=read_as))


def _caption(labels: NDArray[np.intp], read_as: NDArray[np.intp], index: int) -> str:
    """The label, and what it is read as where that is something else."""
    label, answer = int(labels[index]), int(read_as[index])
    return str(label) if answer == label else f"{label} → {'?' if answer < 0 else answer}"


def _tracing(picture: NDArray[np.floating], form: InputFormat) -> Callable[[TaskControl], list[Stroke]]:
    """The work of tracing one picture."""

    def work(_control: TaskControl) -> list[Stroke]:
        return picture_strokes(picture, form)

    return work
