"""Open and save by the menu: asks for a file, hands it on, and says what went wrong in the line of messages."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import DigitLabError
from engine.io.presence import exists
from engine.models.files import MODEL_SUFFIXES, save_model
from engine.models.model import Model
from engine.runs.store import StoredRun
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, full_stop, translate
from gui.widgets.message_area import MessageArea, News
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.network_files import network_of
from gui.workers.run_library import RunLibrary

_SAVED_AS = {
    QT_TRANSLATE_NOOP("FileDialogs", "Networks (*.npz)"): ".npz",
    QT_TRANSLATE_NOOP("FileDialogs", "Theta1, Theta2 for Octave and MATLAB (*.mat)"): ".mat",
    QT_TRANSLATE_NOOP("FileDialogs", "ONNX for other programs (*.onnx)"): ".onnx",
}


class FileDialogs(QObject):
    """The slots behind the File menu.

    Attributes
    ----------
    refusal
        Why the last file could not be opened or saved.
    """

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        workspace: Workspace,
        digits: DatasetInUse,
        tasks: BackgroundTasks,
        *,
        library: RunLibrary,
        messages: MessageArea,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent, self._workspace, self._digits, self._messages = parent, workspace, digits, messages
        self._availability, self._tasks, self._library = availability, tasks, library
        self._reading: News | None = None  # a network, as it is told
        tasks.done.connect(self._on_network_read)
        tasks.failed.connect(self._on_no_network)
        workspace.session_left.connect(self._end_reading)
        library.failed.connect(self._on_library_failed)
        self.refusal = messages.make_message()
        actions.open_data.triggered.connect(self.open_data)
        actions.open_folder.triggered.connect(self.open_folder)
        actions.open_model.triggered.connect(self.open_model)
        actions.save_model.triggered.connect(self.save_model)
        actions.open_run.triggered.connect(self.open_run)

    @Slot()
    def open_data(self) -> None:
        """Use the digits of a file."""
        path, _ = QFileDialog.getOpenFileName(
            self._parent,
            self.tr("Open digits"),
            "",
            self.tr(
                "Digits (*.mat *.npz *.npy *.csv *.tsv *.txt *.data *.json *.ndjson *.gz *.bz2 *.zip *ubyte);;All files (*)"
            ),
        )
        if path:
            self._digits.request(path)

    @Slot()
    def open_folder(self) -> None:
        """Use the pictures of a folder, whose labels its sub-folders, the pictures' names or a table tell."""
        path = QFileDialog.getExistingDirectory(self._parent, self.tr("Open a folder of pictures"))
        if path:
            self._digits.request(path)

    @property
    def is_reading(self) -> bool:
        """Whether a network is being read."""
        return self._tasks.is_busy

    @Slot()
    def open_model(self) -> None:
        """Use the network of a file once it is read, in a thread; one that cannot be read leaves the network in use."""
        path, _ = QFileDialog.getOpenFileName(
            self._parent, self.tr("Open a network"), "", self.tr("Networks (*.npz *.mat *.onnx *.json);;All files (*)")
        )
        if path:
            self._end_reading()
            self._tasks.start(partial(network_of, Path(path)))
            self._reading = self._messages.tell_reading(Path(path).name)

    @Slot()
    def _end_reading(self) -> None:
        """What was being read is here, or is not wanted any more."""
        self._tasks.cancel()
        self._messages.take_back(self._reading)

    @Slot(object)
    def _on_network_read(self, read: tuple[Model, str]) -> None:
        self._end_reading()
        model, name = read
        if not self._availability.may("open_model"):  # a run has begun meanwhile
            sentence = translate("Pictures", "{file} cannot be opened while the network trains: press Stop first.")
            self.refusal.refuse(sentence.format(file=name))
            return
        self.refusal.clear()
        self._workspace.set_model(model, "file", name=name)
        if model.note is not None:
            self._messages.tell(full_stop(str(model.note)))

    @Slot(str)
    def _on_no_network(self, sentence: str) -> None:
        self._end_reading()
        self.refusal.refuse(sentence)

    @Slot()
    def open_run(self) -> None:
        """Take in a run that another Digit Lab has exported; the network that answers stays."""
        path, _ = QFileDialog.getOpenFileName(
            self._parent, self.tr("Open a run"), "", self.tr("Runs (*.digitlab-run);;All files (*)")
        )
        if path:
            self.open_run_file(Path(path))

    @Slot(Path)
    def open_run_file(self, path: Path) -> None:
        """Take in the run of a file."""
        self.refusal.clear()
        self._library.open_file(path, self._on_run_opened)

    def _on_run_opened(self, stored: StoredRun) -> None:
        name = stored.name or self.tr("Run {number}").format(number=stored.number)
        self._messages.tell(
            self.tr("The run is opened as {name}.").format(name=name),
            action=self.tr("Use this network"),
            carry_out=lambda: self._library.use_requested.emit(stored.id),
        )

    @Slot(str)
    def _on_library_failed(self, sentence: str) -> None:
        self.refusal.refuse(sentence)

    @Slot()
    def save_model(self) -> None:
        """Save the network in use."""
        target = self._place_to_save()
        if target is None:
            return
        try:
            save_model(self._workspace.model(), target)
        except DigitLabError as error:
            self.refusal.refuse(str(error))
        else:
            self.refusal.clear()
            self._messages.tell(self.tr("Saved as {file}.").format(file=target.name))

    def _place_to_save(self) -> Path | None:
        """Ask where to; ``None`` if nowhere.

        The dialog asks before a file of the name that was typed is replaced. So it is asked again where the ending that was
        left out makes it the name of another file that is there.
        """
        begin_with = "network"
        while True:
            kinds = {translate("FileDialogs", kind): suffix for kind, suffix in _SAVED_AS.items()}
            path, chosen = QFileDialog.getSaveFileName(
                self._parent, self.tr("Save the network"), begin_with, ";;".join(kinds)
            )
            if not path:
                return None
            if path.lower().endswith(MODEL_SUFFIXES):
                return Path(path)
            target = Path(f"{path}{kinds.get(chosen, '.npz')}")
            if not exists(target):
                return target
            begin_with = str(target)
