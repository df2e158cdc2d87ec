"""Which digits are in use: reads what is chosen, and offers to download MNIST where it is missing."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.data.dataset import Dataset
from engine.data.formats.picture_folders import PICTURE_SUFFIXES
from engine.data.loading import place_of
from engine.data.mnist.catalog import megabytes_text, total_bytes
from engine.data.reference import digits_name
from engine.data.registry import DEFAULT_SOURCE, SOURCES
from engine.evaluation.orientation import Suspicion
from engine.ink.input_formats import AUTO_FORMAT
from engine.io.presence import is_file
from engine.models.files import MODEL_SUFFIXES
from engine.models.model import Model
from engine.training.recipes import RECIPES
from gui.actions import Actions
from gui.state.dataset_in_use import DatasetInUse
from gui.state.recipe_choice import RecipeChoice
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.training_tab.training_panel import TrainingPanel
from gui.widgets.message_area import MessageArea, News
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.mnist_download import MnistDownload
from gui.workers.network_files import network_of
from gui.workers.training_controller import TrainingController


def _called(source: str) -> str:
    """What digits are called that have not been read yet."""
    return SOURCES[source].label if source in SOURCES else place_of(source).name


class DataChooser(QObject):
    """Stands between the data box, the recipes and the File menu on one side and the worker that reads on the other.

    What cannot be read leaves the digits in use, and the box shows them again.

    Attributes
    ----------
    download
        The download of MNIST.
    picture_wanted
        Signal (list of one Path): a picture that was opened as data is to be opened as a picture.
    """

    picture_wanted = Signal(object)

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        digits: DatasetInUse,
        controller: TrainingController,
        network_finder: BackgroundTasks,
        *,
        settings: Settings,
        recipes: RecipeChoice,
        panel: TrainingPanel,
        status: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._digits, self._controller = workspace, settings, digits, controller
        self._network_finder, self._recipes, self._panel, self._status = network_finder, recipes, panel, status
        self._refused: list[str] = []  # why digits of the last time cannot be used
        self._wanted = "mnist"  # what to read once MNIST is here
        self._expected: Dataset | None = None  # read already, and on its way to the workspace
        self._refusal = ""  # what to say of a file if it holds no network either
        self._reading: News | None = None  # as it is told
        self._downloading: News | None = None  # as it is told
        self._offered_network: News | None = None  # as it is told
        self._due = ""  # the recipe to suit once what is being read is here
        self._read_as = AUTO_FORMAT  # the format that digits were asked for in, last
        self._note = ""  # that the pictures in use were resampled
        self._resampled: News | None = None  # as it is told
        self.download = MnistDownload(self)
        digits.requested.connect(self.choose)
        digits.wishes_dropped.connect(self._on_wishes_dropped)
        workspace.dataset_changed.connect(self._panel.show_dataset)
        workspace.dataset_changed.connect(self._show_in_use)
        recipes.chosen.connect(self.use_digits_of)
        self._controller.dataset_loaded.connect(self._on_loaded)
        self._controller.orientation_suspected.connect(self._on_orientation_suspected)
        self._controller.failed.connect(self._on_failed)
        self._controller.state_changed.connect(self._on_run_state_changed)
        self._controller.reading_changed.connect(self._on_reading_changed)
        network_finder.done.connect(self._on_network_found)
        network_finder.failed.connect(self._on_no_network_found)
        self._panel.download_requested.connect(self.start_download)
        self._panel.cancel_requested.connect(self._cancel_download)
        self.download.progressed.connect(self._on_progressed)
        self.download.failed.connect(self._on_download_failed)
        self.download.cancelled.connect(self._on_download_dropped)
        self.download.crashed.connect(self._on_download_dropped)
        self.download.finished.connect(self._on_downloaded)
        # Once all that changes with the format has changed: a recipe brings its digits too.
        settings.edited.connect(self._suit_format, Qt.ConnectionType.QueuedConnection)
        actions.download_mnist.triggered.connect(self._on_download_requested)

    def begin(self, dataset: Dataset | None = None) -> None:
        """Use the first digits: these or, by default, those that are chosen."""
        digits, source = self._digits, self._digits.source
        if dataset is not None:
            self.use(dataset)
        elif not digits.is_here(source):
            self.choose(source)
            self._begin_with(self._digits.in_use_before or DEFAULT_SOURCE)
        else:
            self._load(source)

    def _begin_with(self, source: str) -> None:
        self._digits.choose(source, _called(source))
        self._load(source)

    def _load(self, source: str) -> None:
        """Have digits read in the format of the settings."""
        self._read_as = self._settings.config.input_format
        self._controller.load(source, self._read_as)

    @Slot()
    def _suit_format(self) -> None:
        """Have the digits that are in use, or are being read, read in another format if that is set now."""
        wanted = self._settings.config.input_format
        dataset = self._expected or self._workspace.dataset
        if wanted == self._read_as or self._controller.state != "idle":
            return
        self._read_as = wanted
        if self._digits.coming:
            self._read(self._digits.coming)
        elif dataset is not None and not dataset.is_read_as(wanted):
            self._read(dataset.source)

    @Slot(str)
    def choose(self, source: str) -> None:
        """Use a data set, a name or a path; if it is made from MNIST and that is missing, offer to download it."""
        self._network_finder.cancel()
        self._panel.data_message.clear()
        self._choose(source)

    def _choose(self, source: str) -> None:
        self._forget_wishes()
        if not self._digits.is_here(source):
            self._offer(source)
            return
        self._read(source)

    def _offer(self, source: str) -> None:
        """Digits are wanted that have to be downloaded: nothing is trained until they are here or others are chosen."""
        self._wanted = source
        self._digits.set_missing(source)
        message = self._panel.data_message
        if message.is_shown():  # why others could not be read
            return
        if self.download.is_running:
            message.show_message(self._recipes.missing_text())
        else:
            action = self.tr("Download {n:.1f} MB").format(n=total_bytes() / 1e6)
            message.offer(self._recipes.missing_text(), action, self.start_download)

    @Slot()
    def _on_wishes_dropped(self) -> None:
        """Let go of digits to be downloaded or of a recipe, and of messages."""
        self._network_finder.cancel()
        self._panel.data_message.clear()
        self._forget_wishes()

    def _forget_wishes(self) -> None:
        self._due = self._wanted = ""
        self._digits.set_missing("")

    def use(self, dataset: Dataset) -> None:
        """Use a data set that has been read already."""
        self._expected, self._read_as = dataset, dataset.read_as
        self._digits.choose(dataset.source, dataset.label)
        self._controller.use(dataset)

    @Slot(str)
    def use_digits_of(self, recipe: str) -> None:
        """Use the digits that a recipe is about, unless those in use can stand for them; the next run begins anew."""
        self._workspace.begins_anew = True
        self._network_finder.cancel()
        self._panel.data_message.clear()
        self._bring(recipe)

    def _bring(self, recipe: str) -> None:
        if self._controller.is_reading and self._expected is None:
            self._due = recipe
            self._digits.set_coming(RECIPES[recipe].source)
            return
        source = RECIPES[recipe].source
        dataset = self._expected or self._workspace.dataset
        if dataset is None or source not in (dataset.source, dataset.family):
            self._choose(self._digits.files.get(source, source))
        else:  # others may be chosen, and missing
            self._forget_wishes()
            self._digits.choose(dataset.source, dataset.label)

    # The download

    @Slot()
    def _on_download_requested(self) -> None:
        self._wanted = "mnist"
        self.start_download()

    @Slot()
    def start_download(self) -> None:
        """Begin, or go on where the last one ended; files that are here and whole are not fetched again."""
        if self.download.is_running:
            return
        self._panel.data_message.clear()
        self._recipes.set_downloading(True)
        self._panel.set_download(self.tr("MNIST: starting…"), can_cancel=True)
        self._downloading = self._status.tell(
            self.tr("MNIST is being downloaded, {n:.1f} MB; you can go on meanwhile.").format(n=total_bytes() / 1e6),
            action=self.tr("Cancel"),
            carry_out=self._cancel_download,
            is_remark=True,
        )
        self.download.start()

    @Slot()
    def _cancel_download(self) -> None:
        self._panel.set_download(self.tr("MNIST: stopping…"))
        self.download.cancel()

    @Slot(int, int)
    def _on_progressed(self, n_done: int, n_total: int) -> None:
        note = self.tr("MNIST: {how_far}").format(how_far=megabytes_text(n_done, n_total))
        self._panel.set_download(note, can_cancel=True)

    def _end_download(self) -> None:
        self._recipes.set_downloading(False)
        self._panel.set_download("")
        self._status.take_back(self._downloading)

    @Slot(str)
    def _on_download_failed(self, sentence: str) -> None:
        self._end_download()
        self._panel.data_message.offer(sentence, self.tr("Try again"), self.start_download)

    @Slot()
    def _on_download_dropped(self) -> None:
        """The digits in use stay."""
        self._end_download()
        self._panel.data_message.clear()
        self._forget_wishes()

    @Slot()
    def _on_downloaded(self) -> None:
        self._end_download()
        if self._digits.missing:
            self._digits.set_missing("")
            self._panel.data_message.clear()
        if self._wanted and self._controller.state == "idle":
            self._read(self._wanted)
        else:  # other digits were chosen meanwhile, or are being trained on
            self._status.tell(self.tr("MNIST has been downloaded. Choose it under Data to use it."))

    # Reading

    def _read(self, source: str) -> None:
        self._reading = self._status.tell_reading(place_of(source).name)
        self._digits.set_coming(source)
        if source in SOURCES or source in self._digits.files.values():  # what is known already is shown at once
            self._digits.choose(source, _called(source))
        self._load(source)

    @Slot(bool)
    def _on_reading_changed(self, reading: bool) -> None:
        if reading:
            return
        self._status.take_back(self._reading)
        self._digits.set_coming("")
        if self._due:
            due, self._due = self._due, ""
            self._bring(due)  # why the others could not be read stays told

    @Slot(object)
    def _on_loaded(self, dataset: Dataset) -> None:
        if dataset is self._expected:
            self._expected = None
        if dataset.family and is_file(Path(dataset.source)):
            self._digits.files[dataset.family] = dataset.source
        self._tell_resampled(dataset)
        self._suit_format()

    def _tell_resampled(self, dataset: Dataset) -> None:
        """Tell once that pictures were resampled; not of others any more, nor over what is to be downloaded instead."""
        note = "" if dataset.note is None or self._digits.missing else str(dataset.note)
        if note == self._note:
            return
        self._status.take_back(self._resampled)
        self._note, self._resampled = note, self._status.tell(note) if note else None

    @Slot(object)
    def _on_orientation_suspected(self, suspicion: Suspicion) -> None:
        """Tell that the digits seem to lie otherwise, with one click to mend it."""
        dataset = self._workspace.dataset
        if dataset is not None:
            self._status.tell(
                str(suspicion.sentence(digits_name(dataset.label))),
                action=self.tr("Turn them so"),
                carry_out=partial(self._digits.request, suspicion.source),
                is_remark=True,
            )

    @Slot(str, str, bool)
    def _on_failed(self, source: str, sentence: str, is_gone: bool) -> None:
        of_recipe = self._recipes.recipe.source
        was_of_recipe = self._digits.files.get(of_recipe) == source
        self._digits.files = {family: path for family, path in self._digits.files.items() if path != source}
        dataset = self._workspace.dataset
        reason = self.tr("{source} is not there any more").format(source=source) if is_gone else sentence.rstrip(".")
        if dataset is None and source != DEFAULT_SOURCE:  # the digits of the last time
            instead, self._digits.in_use_before = self._digits.in_use_before or DEFAULT_SOURCE, ""
            self._refused.append(reason)
            sentence = (
                self.tr("The data of your last session cannot be used: {reasons}. {data} are in use instead.")
                if instead in SOURCES
                else self.tr("The data of your last session cannot be used: {reasons}. {data} is in use instead.")
            ).format(reasons="; ".join(self._refused), data=digits_name(_called(instead)))
            self._begin_with(instead)
        elif dataset is not None and is_gone:
            sentence = self.tr("{reason}. The digits in use stay: {data}.").format(
                reason=reason, data=digits_name(dataset.label)
            )
        if dataset is None:
            self._panel.data_message.show_message(sentence)
        elif not is_gone and source.lower().endswith(MODEL_SUFFIXES):
            self._refusal = sentence
            self._network_finder.start(partial(network_of, place_of(source)))
        elif not is_gone and place_of(source).suffix.lower() in PICTURE_SUFFIXES:
            wanted = partial(self._open_as_picture, place_of(source))
            self._panel.data_message.offer(sentence, self.tr("Open as a picture"), wanted)
        else:
            self._panel.data_message.refuse(sentence)
        self._show_in_use()
        if was_of_recipe and not self._digits.is_here(of_recipe):
            self._offer(of_recipe)

    def _open_as_picture(self, path: Path) -> None:
        self._panel.data_message.clear()
        self.picture_wanted.emit([path])

    @Slot(str)
    def _on_no_network_found(self, _sentence: str) -> None:
        self._panel.data_message.refuse(self._refusal)

    @Slot(object)
    def _on_network_found(self, found: tuple[Model, str]) -> None:
        """A file that was opened as data holds a network: it can be opened as one."""
        model, name = found

        def use() -> None:
            self._workspace.set_model(model, "file", name=name)

        self._offered_network = self._status.tell(
            self.tr("{file} holds a network, not digits.").format(file=name),
            action=self.tr("Open it as a network"),
            carry_out=use,
            is_remark=True,
        )

    @Slot(str)
    def _on_run_state_changed(self, _state: str) -> None:
        """No network can be opened under a run."""
        self._network_finder.cancel()
        self._suit_format()
        self._status.take_back(self._offered_network)

    @Slot()
    def _show_in_use(self) -> None:
        """The digits in use are the chosen ones."""
        dataset = self._workspace.dataset
        if dataset is not None:
            self._digits.choose(dataset.source, dataset.label)
