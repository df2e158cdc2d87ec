"""Drawings are labeled beside the bars, kept, looked at, and used as data."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from engine.data.drawings_store import DrawingsStore, StoredDrawing
from engine.errors import DataError
from engine.ink.framing import Stroke
from engine.ink.stroke_tracing import picture_strokes
from engine.text.sentence import say
from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.my_drawings.browser import DrawingsBrowser
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea, News
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.training_controller import TrainingController

_SOURCE = "drawings"


class Labeling(QObject):
    """Stands between canvas, labels and browser on one side and the store on the other.

    A label empties the canvas for the next drawing; of a number it takes the selected digit away. Undo brings the drawing
    back, and then it is not kept: both belong together, and redo does both again.

    Attributes
    ----------
    store
        The drawings of the user.
    browser
        The window that shows them; ``None`` before it is opened.
    message
        Why a drawing cannot be kept, or taken back.
    drawings_changed
        Signal: a drawing was kept, changed, deleted or brought back.
    picture_kept
        Signal (number in the store, digit): what was kept are strokes that follow the picture on the canvas.
    label_changed
        Signal (number in the store, digit or None): a label was taken back, or put back.
    """

    drawings_changed = Signal()
    picture_kept = Signal(int, int)
    label_changed = Signal(int, object)

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        digits: DatasetInUse,
        controller: TrainingController,
        *,
        tasks: BackgroundTasks,
        canvas: DrawingCanvas,
        messages: MessageArea,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent, self._canvas, self._messages, self._tasks = parent, canvas, messages, tasks
        self.message = messages.make_message()
        self._told: News | None = None  # of a label, last
        self._availability, self._workspace, self._digits, self._controller = (
            availability,
            workspace,
            digits,
            controller,
        )
        self._kept: dict[int, int] = {}  # by the number of the drawing's state that was labeled
        self._emptied: dict[int, int] = {}  # by the number of the empty state that followed
        self._taken_back: dict[int, StoredDrawing] = {}
        self._is_due = self._has_told_label = False
        self.store = DrawingsStore()
        self.browser: DrawingsBrowser | None = None
        for action in actions.labels:
            action.triggered.connect(self._on_label_action)
        actions.my_drawings.triggered.connect(self.show_browser)
        self._canvas.drawing_changed.connect(self._on_drawing_changed)
        self._canvas.begun_anew.connect(self._forget)
        availability.changed.connect(self._read_if_due)

    @Slot(int)
    def keep(self, digit: int) -> None:
        """Keep the drawing on the canvas as this digit, and empty the canvas; if it cannot be kept, it stays."""
        self._canvas.finish_stroke()
        probabilities, is_picture = self._workspace.probabilities, self._workspace.picture is not None
        if is_picture and not self._trace_picture():
            return
        drawing = self._canvas.drawing
        if drawing.is_empty:
            return
        whole = drawing.finished
        own = range(len(whole)) if is_picture else self._workspace.digits.strokes_of(self._workspace.digits.selected)
        strokes = tuple(whole[i] for i in own)
        rest = [stroke for i, stroke in enumerate(whole) if i not in own]
        try:
            number = self.store.add(digit, strokes)
        except DataError as error:
            self._fail(error)
            return
        self._kept[drawing.state_number] = number
        self._canvas.set_strokes(rest, say("drawing.keeping", digit=digit))
        self._emptied[drawing.state_number] = number
        self._tell_kept(
            digit,
            None if probabilities is None else int(probabilities.argmax()),
            self._undo_of(number, strokes),
            is_picture=is_picture,
            has_more=bool(rest),
        )
        self._tell_changed()
        if is_picture:
            self.picture_kept.emit(number, digit)

    def _trace_picture(self) -> bool:
        """Put the picture that is shown on the canvas as strokes of a pen, which is what can be kept; if there is ink."""
        frame = self._workspace.frame
        strokes = [] if frame is None else picture_strokes(frame, self._workspace.input_format)
        if strokes:
            self._canvas.set_strokes(strokes)
        return bool(strokes)

    def _tell_kept(
        self,
        digit: int,
        read_as: int | None,
        undo: Callable[[], None] | None,
        *,
        is_picture: bool = False,
        has_more: bool = False,
    ) -> None:
        """Say as what a drawing is kept and, if that is something else, how it was read; until something is drawn."""
        self.message.clear()
        is_right = read_as is None or read_as == digit
        if is_picture and is_right:
            sentence = self.tr("Kept as {digit}, in pen strokes traced from the picture.").format(digit=digit)
        elif is_picture:
            sentence = self.tr("Kept as {digit} (read as {read_as}), in pen strokes traced from the picture.").format(
                digit=digit, read_as=read_as
            )
        elif is_right:
            sentence = self.tr("Kept as {digit}.").format(digit=digit)
        else:
            sentence = self.tr("Kept as {digit} (read as {read_as}).").format(digit=digit, read_as=read_as)
        if has_more:
            sentence = self.tr("{sentence} The other digits are still on the canvas.").format(sentence=sentence)
        self._has_told_label = not has_more
        self._tell(sentence, undo)

    def _tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        action = self.tr("Undo") if undo is not None else ""
        self._told = self._messages.tell(sentence, action=action, carry_out=undo)

    def _undo_of(self, number: int, strokes: tuple[Stroke, ...]) -> Callable[[], None]:
        """What takes a kept drawing back, and puts it on the canvas again, whatever is there by then."""
        emptied = self._canvas.drawing.state_number

        def undo() -> None:
            self._workspace.set_picture(None)
            drawing = self._canvas.drawing
            if drawing.state_number == emptied and not drawing.current and emptied in self._emptied:
                self._canvas.undo()
                return
            try:
                self.store.delete([number])
            except DataError as error:
                self._fail(error)
                return
            self._canvas.set_strokes(strokes)
            self.label_changed.emit(number, None)
            self._tell(self.tr("Not kept: the drawing is back on the canvas."))
            self._tell_changed()

        return undo

    def _fail(self, error: DataError) -> None:
        """Say what is wrong; the home folder is ~."""
        self._messages.take_back(self._told)
        self.message.show_message(str(error).replace(str(Path.home()), "~"))

    @Slot()
    def show_browser(self) -> None:
        """Show the drawings that are kept."""
        if self.browser is None:
            self.browser = DrawingsBrowser(self.store, self._tasks, self._parent)
            self.browser.drawings_changed.connect(self._use_anew)
            self.browser.strokes_chosen.connect(self._on_strokes_chosen)
        self.browser.refresh()
        if self.browser.isVisible():
            self.browser.raise_()
        self.browser.show()
        self.browser.activateWindow()

    def show_drawings(self, numbers: Collection[int]) -> None:
        """Show the drawings that are kept, with those of these numbers selected."""
        self.show_browser()
        if self.browser is not None:
            self.browser.select(numbers)

    @Slot()
    def _on_label_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.keep(int(action.data()))

    @Slot(list)
    def _on_strokes_chosen(self, strokes: list[Stroke]) -> None:
        self._canvas.set_strokes(strokes)
        self._parent.activateWindow()

    @Slot()
    def _on_drawing_changed(self) -> None:
        """Undo and redo take labels along."""
        state = self._canvas.drawing.state_number
        kept, emptied = self._kept.get(state), self._emptied.get(state)
        try:
            if kept is not None and not self._canvas.drawing.current:
                if kept not in self._taken_back:
                    self._take_back(kept)
            elif emptied is not None and emptied in self._taken_back:
                self._put_back(emptied)
            elif self._has_told_label and not self._canvas.drawing.is_empty:
                self._has_told_label = False
                self._messages.take_back(self._told)
        except DataError as error:
            self._kept.pop(state, None)  # not tried again at every movement of the pen
            self._emptied.pop(state, None)
            self._fail(error)

    @Slot()
    def _forget(self) -> None:
        """The canvas has begun anew: labels of before have nothing to do with what is undone there."""
        self._kept.clear()
        self._emptied.clear()
        self._taken_back.clear()
        self._messages.take_back(self._told)

    def _take_back(self, number: int) -> None:
        for drawing in self.store.delete([number]):
            self._taken_back[number] = drawing
            self.label_changed.emit(number, None)
            self._tell(self.tr("Not kept: the drawing is back on the canvas."))
            self._tell_changed()
            return
        self._messages.take_back(self._told)  # it was deleted elsewhere

    def _put_back(self, number: int) -> None:
        drawing = self._taken_back[number]
        self.store.restore([drawing])
        del self._taken_back[number]
        self.label_changed.emit(number, drawing.label)
        self._tell_kept(drawing.label, None, self._canvas.undo)
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self.browser is not None and self.browser.isVisible():
            self.browser.refresh()
        self._use_anew()

    @Slot()
    def _use_anew(self) -> None:
        """Tell that there are others; if they are the digits in use, read them again, now or after the run."""
        self.drawings_changed.emit()
        dataset = self._workspace.dataset
        self._is_due = dataset is not None and dataset.source == _SOURCE
        self._read_if_due()

    @Slot()
    def _read_if_due(self) -> None:
        if self._is_due and self._availability.now.is_free:
            self._is_due = False
            dataset = self._workspace.dataset
            if self._digits.source == _SOURCE and dataset is not None:
                self._controller.load(_SOURCE, dataset.read_as)
