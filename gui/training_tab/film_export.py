"""Saves the run as a film, in the background: File > Export the film."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.cancellation import check_cancelled
from gui.actions import Actions
from gui.drawing.reading_text import answer_text
from gui.plots.film_files import write_frames, write_gif
from gui.plots.film_frames import CURVES, Film
from gui.plots.learning_curves_plot import LossPlot
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea, News
from gui.workers.background_tasks import BackgroundTasks, TaskControl

_STEPS = 10  # in which progress is told


class FilmExport(QObject):
    """Asks where to, has the film made, and tells how far it is; it can be cancelled meanwhile.

    Attributes
    ----------
    refusal
        Why a film could not be saved.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        tasks: BackgroundTasks,
        *,
        plot: LossPlot,
        messages: MessageArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._tasks, self._plot = workspace, tasks, plot
        self._messages, self._window = messages, window
        self.refusal = messages.make_message()
        self._news: News | None = None
        self._name, self._step = "", -1
        actions.export_film.triggered.connect(self.export)
        tasks.progressed.connect(self._on_progressed)
        tasks.done.connect(self._on_done)
        tasks.failed.connect(self._on_failed)

    @Slot()
    def export(self) -> None:
        """Ask for a file, and begin."""
        path, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export the film"),
            "film.gif",
            self.tr("Moving picture (*.gif);;Folder of pictures (*.png)"),
        )
        if path:
            self.begin(
                Path(path), as_frames=path.lower().endswith(".png") or ("png" in chosen and not Path(path).suffix)
            )

    def begin(self, path: Path, *, as_frames: bool) -> None:
        """Have a film made: a GIF, or a folder of that name full of pictures."""
        film = self.film()
        self.refusal.clear()
        target = path if path.suffix.lower() == ".gif" else path.with_name(f"{path.name}.gif")
        if as_frames:
            target = path.with_suffix("") if path.suffix.lower() == ".png" else path
        self._name, self._step = target.name, -1
        self._on_progressed(0.0)
        self._tasks.start(partial(_make, film, target, as_frames))

    def film(self) -> Film:
        """What there is to be shown now."""
        workspace = self._workspace
        image, boxes = self._plot.picture_of_curves(CURVES.size(), scale=2)
        input_format = workspace.input_format
        return Film(
            checkpoints=workspace.moment.checkpoints,
            architecture=workspace.parameters.architecture,
            scaling=workspace.scaling,
            frame=workspace.frame,
            greatest_ink=input_format.ink,
            curves=image,
            boxes=boxes,
            last=self._plot.last_epoch,
            unit=workspace.history.unit,
            theme=self._plot.theme,
            font=self._plot.font(),
            answer=answer_text,
        )

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        step = int(share * _STEPS)
        if step != self._step:
            self._step = step
            self._news = self._messages.tell(
                self.tr("The film is being made: {share} %.").format(share=100 * step // _STEPS),
                action=self.tr("Cancel"),
                carry_out=self._cancel,
                stays=True,
            )

    @Slot()
    def _cancel(self) -> None:
        self._tasks.cancel()
        self._messages.take_back(self._news)
        self._messages.tell(self.tr("No film was saved."))

    @Slot(object)
    def _on_done(self, _result: object) -> None:
        self._messages.take_back(self._news)
        self._messages.tell(self.tr("Saved as {file}.").format(file=self._name))

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._messages.take_back(self._news)
        self.refusal.refuse(sentence or self.tr("The film could not be saved."))


def _make(film: Film, target: Path, as_frames: bool, control: TaskControl) -> None:
    def progress(share: float) -> None:
        check_cancelled()
        control.progress(share)

    write = write_frames if as_frames else write_gif
    write(target, film.pictures(), len(film.checkpoints), progress)
