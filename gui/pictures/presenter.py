"""Pictures come in by the menu, the clipboard and drops, and are shown and read in place of the drawing."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.data.formats.picture_folders import PICTURE_SUFFIXES
from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.pictures.incoming import Incoming, Item, incoming, may_be_taken
from gui.pictures.opening import (
    Opened,
    OpenedData,
    OpenedFolder,
    OpenedLesson,
    OpenedNetwork,
    OpenedRun,
    open_item,
    readings,
)
from gui.pictures.picture_bar import PictureBar
from gui.pictures.stages_dialog import StagesDialog
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.picture import Picture
from gui.state.workspace import Workspace
from gui.theming.theme import LIGHT, Theme
from gui.translation import full_stop
from gui.widgets.event_filter import EventFilter
from gui.widgets.foot_bar import place_at_foot
from gui.widgets.message_area import MessageArea, News
from gui.widgets.refresher import Refresher
from gui.workers.background_tasks import BackgroundTasks, TaskControl

_MOST = 200
_REFRESH_MS = 100


class Pictures(QObject):
    """Stands between files, clipboard and drops on one side and canvas and workspace on the other.

    Pictures are read one after the other in a thread, and each is there as soon as it is read. What comes later takes the
    place of what came before. A drawing on the canvas is only hidden: undo, clear, Escape and the bar's ✕ go back to it,
    while a pen on the picture begins a new drawing, from which undo leads back, too. What is no picture is opened as what
    it is: a network, digits to train on, or a lesson or a run, which others open.

    Attributes
    ----------
    lesson_found, run_found
        Emitted with the file of a lesson or of a run.
    pictures
        Those that are there, in order, unreadable ones included.
    bar
        At the foot of the canvas.
    stages
        The window that shows the stages of the picture; ``None`` before it is opened.
    refusal
        What could not be opened, until something else is opened or drawn.
    """

    lesson_found = Signal(Path)
    run_found = Signal(Path)

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        digits: DatasetInUse,
        tasks: BackgroundTasks,
        *,
        canvas: DrawingCanvas,
        messages: MessageArea,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent, self._canvas = parent, canvas
        self._availability, self._workspace, self._digits = availability, workspace, digits
        self._tasks, self._messages = tasks, messages
        self.refusal = messages.make_message()
        self.pictures: list[Picture] = []
        self._labels: list[int | None] = []
        self._kept: dict[int, Picture] = {}  # by the number in the store of what was kept
        self._waiting: deque[Item] = deque()
        self._opening: Item | None = None
        self._n_items = 0
        self._progress: News | None = None  # of opening several, as it is told
        self._arrived: list[Picture] = []  # of what is being opened, until one of them can be shown
        self._refusals: list[str] = []
        self._data: Path | None = None
        self._at = 0  # the picture that is shown, or was last
        self._digit_at = 0  # which of its digits is selected
        self.stages: StagesDialog | None = None
        self._theme = LIGHT
        self.bar = PictureBar(actions.picture_stages)
        place_at_foot(self.bar, canvas)
        self.bar.close_button.clicked.connect(self.close)
        self.bar.back_button.clicked.connect(self._show_again)
        self.bar.strip.left.connect(self.leave)
        self.bar.strip.currentRowChanged.connect(self._on_row_chosen)
        self._refresher = Refresher(self._show_readings, interval_ms=_REFRESH_MS, parent=self)
        workspace.network_changed.connect(self._on_network_changed)
        workspace.picture_changed.connect(self._on_picture_changed)
        workspace.digits.changed.connect(self._on_digits_changed)
        tasks.done.connect(self._on_opened)
        tasks.failed.connect(self._on_failed)
        canvas.begun_anew.connect(self.close)
        canvas.stroke_finished.connect(self.refusal.clear)
        actions.open_picture.triggered.connect(self.choose_files)
        actions.paste.triggered.connect(self.paste)
        actions.close_pictures.triggered.connect(self.close)
        actions.picture_stages.triggered.connect(self.show_stages)
        parent.setAcceptDrops(True)
        EventFilter(parent, self._on_window_event)

    @property
    def is_opening(self) -> bool:
        """Whether something is still to be opened."""
        return self._opening is not None

    # In

    @Slot()
    def choose_files(self) -> None:
        """Ask for pictures, one or several, and open them."""
        endings = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        kinds = ";;".join([self.tr("Pictures ({endings})").format(endings=endings), self.tr("All files (*)")])
        paths, _ = QFileDialog.getOpenFileNames(self._parent, self.tr("Open pictures of digits"), "", kinds)
        if paths:
            self.open([Path(path) for path in paths])

    @Slot()
    def paste(self) -> None:
        """Open what is on the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData(), self.tr("Pasted picture"))

    def _on_window_event(self, _window: QObject, event: QEvent) -> bool:
        """Take what is dragged onto the window; Escape goes back from a picture to the drawing."""
        if isinstance(event, QDropEvent):  # drags are, too
            if isinstance(event, QDragEnterEvent | QDragMoveEvent):
                event.setAccepted(may_be_taken(event.mimeData()))
            else:
                event.acceptProposedAction()
                self._take(event.mimeData(), self.tr("Dropped picture"))
            return True
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if key == Qt.Key.Key_Escape and self._workspace.picture is not None:
            self.leave()  # whoever has the focus had no use for the key
            return True
        return False

    def _take(self, data: QMimeData | None, name: str) -> None:
        came = incoming(data, name) if data is not None else Incoming()
        if came.items:
            self.open(came.items)
        else:
            self.refusal.refuse(came.refusal)

    @Slot(object)
    def open(self, items: Sequence[Item]) -> None:
        """Open files and pictures, in a thread; what was being opened is not any more."""
        self._tasks.cancel()
        self._waiting = deque(items[:_MOST])
        self._n_items = len(self._waiting)
        self._arrived, self._refusals, self._data = [], [], None
        if len(items) > _MOST:
            self._refusals.append(
                self.tr("Only the first {most} of {n:,} files were opened.").format(most=_MOST, n=len(items))
            )
        self._open_next()

    def _open_next(self) -> None:
        if self._waiting:
            self._opening = self._waiting.popleft()
            self._tasks.start(partial(_work, self._opening))
            if self._n_items > 1:
                n_done = self._n_items - len(self._waiting)
                self._progress = self._messages.tell(
                    self.tr("Opening {number} of {n:,}…").format(number=n_done, n=self._n_items),
                    stays=True,
                    is_remark=True,
                )
        elif self._opening is not None:
            self._opening = None
            self._messages.take_back(self._progress)
            if not self._is_one_shown:
                self._refusals += [picture.error for picture in self._arrived]
            self.refusal.refuse(self._refusal_text())

    @property
    def _is_one_shown(self) -> bool:
        """Whether one of what is being opened can be shown: from then on, they are the pictures at hand."""
        return self._arrived is self.pictures

    def _refusal_text(self) -> str:
        if len(self._refusals) < 3:
            return " ".join(self._refusals)
        return self.tr("{refusal} {n} more files could not be opened either.").format(
            refusal=self._refusals[0], n=len(self._refusals) - 1
        )

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        if isinstance(opened, Picture):
            self._add(opened)
        elif isinstance(opened, OpenedFolder):
            self._waiting.extendleft(reversed(opened.files))
            self._n_items += len(opened.files) - 1
        elif isinstance(opened, OpenedNetwork):
            self._use_network(opened)
        elif isinstance(opened, OpenedLesson):
            self.lesson_found.emit(opened.path)
        elif isinstance(opened, OpenedRun):
            self.run_found.emit(opened.path)
        else:
            self._use_data(opened)
        self._open_next()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        name = self._opening.name if self._opening is not None else ""
        error = f"{sentence}." if sentence else self.tr("{file} could not be opened.").format(file=name)
        self._add(Picture(name, error=error))
        self._open_next()

    def _add(self, picture: Picture) -> None:
        """One more is here; the first that can be shown takes the place of what was there before."""
        self._arrived.append(picture)
        if self._is_one_shown:
            self._labels.append(None)
            self._show_bar()
        elif not picture.error:
            self.pictures = self._arrived
            self._kept.clear()  # of those before
            self._labels = [None] * len(self.pictures)
            self.bar.strip.clear()
            self._show(len(self.pictures) - 1)
        self._refresher.request()

    def _use_network(self, opened: OpenedNetwork) -> None:
        if self._availability.may("open_model"):
            self._workspace.set_model(opened.model, "file", name=opened.name)
            if opened.model.note is not None:
                self._messages.tell(full_stop(str(opened.model.note)))
        else:
            self._refuse_now(opened.name)

    def _use_data(self, opened: OpenedData) -> None:
        if self._data is not None:
            is_pair = "ubyte" in opened.path.name and "ubyte" in self._data.name  # the labels beside their pictures
            if not is_pair:
                sentence = self.tr("{file} was left out: only one set of digits can be in use.")
                self._refusals.append(sentence.format(file=opened.path.name))
        elif self._availability.may("open_data"):
            self._data = opened.path
            self._digits.request(str(opened.path))
        else:
            self._refuse_now(opened.path.name)

    def _refuse_now(self, name: str) -> None:
        self._refusals.append(
            self.tr("{file} cannot be opened while the network trains: press Stop first.").format(file=name)
        )

    # Shown

    @Slot()
    def _show_again(self) -> None:
        self._show(self._at)
        self.bar.strip.setFocus()

    def _show(self, number: int) -> None:
        """Show a picture in place of the drawing."""
        self._at = number
        self._canvas.finish_stroke()
        self._workspace.set_picture(self.pictures[number])

    @Slot()
    def leave(self) -> None:
        """Go back to the drawing; the pictures stay at hand."""
        self._workspace.set_picture(None)
        self._canvas.setFocus()

    @Slot()
    def close(self) -> None:
        """Close all pictures, and go back to the drawing."""
        self._tasks.cancel()
        self._waiting.clear()
        self._messages.take_back(self._progress)
        self._opening = None
        self.refusal.clear()
        self.pictures, self._arrived, self._labels = [], [], []
        self._kept.clear()
        self._workspace.set_picture(None)
        self._show_bar()

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        if 0 <= row < len(self.pictures) and self._workspace.picture is not None:
            self._show(row)

    @Slot(object)
    def _on_picture_changed(self, _picture: Picture | None) -> None:
        self._show_bar()
        self._show_stages()
        if self.bar.strip.isVisible():  # the network may be another than when it was last seen
            self._refresher.request()

    @Slot()
    def _on_digits_changed(self) -> None:
        if self._workspace.picture is not None:
            self._digit_at = self._workspace.digits.selected

    @Slot()
    def show_stages(self) -> None:
        """Show what became of the picture on its way to the network, and of each that is shown from now on."""
        if self.stages is None:
            self.stages = StagesDialog(self._parent)
        self.stages.show()
        self._show_stages()
        self.stages.raise_()
        self.stages.activateWindow()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's paper and ink."""
        self._theme = theme
        self._show_stages()

    def _show_stages(self) -> None:
        picture = self._workspace.picture
        if self.stages is None or not self.stages.isVisible():
            return
        if picture is None:
            self.stages.close()
        else:
            self.stages.show_picture(picture, self._workspace.input_format, self._theme)

    # Labels

    @Slot(int, int)
    def mark_kept(self, number: int, digit: int) -> None:
        """The digit of the picture was kept as this, under that number: its next one is shown, or the next picture."""
        if not self.pictures:
            return
        picture, following = self.pictures[self._at], self._digit_at + 1
        self._kept[number] = picture
        self.change_label(number, digit)
        if following < len(picture.frames.get(self._workspace.input_format.name, ())):
            self._show(self._at)
            self._workspace.digits.select(following)
            return
        n = len(self.pictures)
        for step in range(1, n):
            following = (self._at + step) % n
            if self._labels[following] is None and not self.pictures[following].error:
                self._show(following)
                return

    @Slot(int, object)
    def change_label(self, number: int, digit: int | None) -> None:
        """What was kept under that number is kept as this digit, or not at all."""
        picture = self._kept.get(number)
        if picture in self.pictures:
            self._labels[self.pictures.index(picture)] = digit
            self._refresher.request()

    def _show_bar(self) -> None:
        picture = self._workspace.picture
        self.bar.show_pictures(self.pictures, shown=None if picture is None else self._at)
        self._canvas.set_picture(picture)
        self._availability.note(has_pictures=bool(self.pictures))

    @Slot()
    def _on_network_changed(self) -> None:
        if self.bar.strip.isVisible():
            self._refresher.request()

    def _show_readings(self) -> None:
        workspace = self._workspace
        read = readings(self.pictures, workspace.shown_model, workspace.input_format.name)
        self.bar.show_readings(self.pictures, read, self._labels)


def _work(item: Item, _control: TaskControl) -> Opened:
    return open_item(item)
