"""Goes back in time: what the slider under the curves chooses is shown, by hand or as a film."""

import math
import time

from PySide6.QtCore import QObject, QTimer, Slot

from engine.training.checkpoints import MAX_BYTES_OF_LARGE, MOST, Checkpoint, most_checkpoints
from gui.actions import Actions
from gui.drawing.reading_panel import ReadingPanel
from gui.plots.learning_curves_plot import LossPlot
from gui.plots.time_slider import TimeSlider
from gui.state.availability import Availability
from gui.state.workspace import Workspace
from gui.theming.motion import is_motion_reduced
from gui.training_tab.time_controls import TimeControls
from gui.translation import fill
from gui.widgets.message_area import MessageArea, News
from gui.widgets.phrases import at_text, epoch_number, moment_texts
from gui.widgets.refresher import Refresher

FILM_S = 6.0
"""How long a film takes from the start of the axis to its end."""
_TICK_MS = 40
_TELL_EVERY_MS = 200  # in the line of messages; the slider's own words follow the hand


class TimeMachine(QObject):
    """Stands between the moment that is shown and slider, curves and buttons; :meth:`show_moment` goes with the curves."""

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        *,
        slider: TimeSlider,
        plot: LossPlot,
        controls: TimeControls,
        reading: ReadingPanel,
        availability: Availability,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._availability, self._messages = availability, messages
        self._told: News | None = None
        self._teller = Refresher(self._tell, interval_ms=_TELL_EVERY_MS, parent=self)
        self._workspace, self._moment = workspace, workspace.moment
        self._slider, self._plot, self._controls, self._reading = slider, plot, controls, reading
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._film_at = self._film_from = 0.0  # in log time
        self._seen_at = 0.0
        self._listed: tuple[Checkpoint, ...] = ()  # as the slider knows them, which may be some frames behind
        self._listed_of = ""  # the run's id
        slider.moment_chosen.connect(self._on_moment_chosen)
        slider.play_requested.connect(actions.play_film.trigger)
        actions.play_film.triggered.connect(self._on_play_requested)
        actions.back_to_now.triggered.connect(self.go_to_now)
        self._moment.changed.connect(self.show_moment)
        self._moment.changed.connect(self._teller.request)
        availability.run_state_changed.connect(self._on_run_state_changed)
        workspace.model_replaced.connect(self._on_model_replaced)
        self.show_moment()

    @property
    def is_playing(self) -> bool:
        """Whether a film plays."""
        return self._timer.isActive()

    @Slot()
    def _on_model_replaced(self) -> None:
        self.stop()
        self.show_moment()

    # By hand

    @Slot(object)
    def _on_moment_chosen(self, number: int | None) -> None:
        self.stop()
        if self._listed_of != self._workspace.run.id:  # another run has just taken its place
            self.show_moment()
            return
        self._moment.show(None if number is None else self._listed[number])

    @Slot()
    def go_to_now(self) -> None:
        """Have the network of now answer."""
        self.stop()
        self._moment.show(None)

    # As a film

    @Slot()
    def _on_play_requested(self) -> None:
        if self.is_playing:
            self.stop()
            return
        checkpoints, shown = self._moment.checkpoints, self._moment.checkpoint
        if not checkpoints:
            return
        begin = checkpoints[0] if shown is None or shown is checkpoints[-1] else shown
        self._film_at, self._seen_at = begin.log_time, time.monotonic()
        self._moment.show(begin)
        self._timer.setInterval(round(1000 * FILM_S / max(len(checkpoints), 2)) if is_motion_reduced() else _TICK_MS)
        self._timer.start()
        self._controls.set_playing(True)

    @Slot()
    def stop(self) -> None:
        """Hold the film where it is."""
        if self.is_playing:
            self._timer.stop()
            self._slider.set_handle(None)
            self._controls.set_playing(False)
            self.show_moment()
            self._teller.request()

    @Slot()
    def _on_tick(self) -> None:
        now, axis = time.monotonic(), math.log1p(self._plot.last_epoch)
        # A window that had other things to do drops no moment: the film goes on from where it was seen last.
        elapsed, self._seen_at = min(now - self._seen_at, 0.2), now
        checkpoints, shown = self._moment.checkpoints, self._moment.checkpoint
        if shown is None or not checkpoints:
            self.stop()
            return
        if is_motion_reduced():
            following = next((each for each in checkpoints if each.epoch > shown.epoch), None)
            if following is None:
                self.go_to_now()
            else:
                self._moment.show(following)
            return
        self._film_at += elapsed / FILM_S * axis
        if self._film_at >= math.log1p(max(self._now(), checkpoints[-1].epoch)):
            self.go_to_now()
            return
        epoch = math.expm1(self._film_at)
        self._moment.show_before(epoch)
        self._slider.set_handle(epoch)
        shown = self._moment.checkpoint
        self._plot.show_moment(None if shown is None else shown.epoch, line_at=epoch)

    # Showing

    def _now(self) -> float:
        network = self._workspace.curve_marks.network
        return self._workspace.history.last_epoch if network is None else network

    @Slot()
    def show_moment(self) -> None:
        """Show on the slider, on the curves and in words which moment is shown."""
        workspace, shown = self._workspace, self._moment.checkpoint
        checkpoints = self._moment.checkpoints
        number = None if shown is None else self._number_of(shown.epoch)
        self._listed, self._listed_of = checkpoints, workspace.run.id
        self._slider.set_moments([each.epoch for each in checkpoints], self._now(), number)
        unit, last = workspace.history.unit, self._plot.last_epoch
        if not self.is_playing:
            self._plot.show_moment(None if shown is None else shown.epoch)
        if shown is None:
            now = self.tr("Now, {moment}").format(moment=at_text(unit, epoch_number(self._now())))
            few, none = self._why_few(), self._why_none()
            self._slider.set_words("\n".join(filter(None, (now, few))) if checkpoints else none)
            self._slider.set_note(none if workspace.history.n_points else "")
            self._reading.show_past()
        else:
            texts = moment_texts(shown.epoch, last, unit)
            self._slider.set_words(texts[0])
            self._reading.show_past(*texts)
        self._controls.show_past(shown is not None)

    def _why_few(self) -> str:
        """How many checkpoints are kept of a large network; empty for one of which as many are kept as of any."""
        n_bytes = self._workspace.run.model.parameters.flat.nbytes
        most = most_checkpoints(n_bytes)
        if most == MOST:
            return ""
        return fill(self.tr("Up to {n} checkpoints are kept, as each takes {size:.1f} MB"), n=most, size=n_bytes / 1e6)

    def _why_none(self) -> str:
        n_bytes = self._workspace.run.model.parameters.flat.nbytes
        if most_checkpoints(n_bytes):
            return self.tr("No checkpoints of this network are kept")
        text = self.tr("No checkpoints are kept of a network this large: {size:,.0f} MB, of at most {most:,.0f} MB")
        return fill(text, size=n_bytes / 1e6, most=MAX_BYTES_OF_LARGE / 2e6)

    @Slot(str)
    def _on_run_state_changed(self, state: str) -> None:
        if self._told is None:
            return
        if state == "idle":  # what the run has come to is told now
            self._take_back()
        else:
            self._teller.request()

    def _take_back(self) -> None:
        self._messages.take_back(self._told)
        self._told = None

    def _tell(self) -> None:
        """Say in the line of messages which moment is shown and what the run does; it is spoken at the slider.

        A film's moments pass faster than they could be read there: they stand at the slider and in the badges.
        """
        shown = self._moment.checkpoint
        if shown is None:
            self._take_back()
            return
        unit, state = self._workspace.history.unit, self._availability.now.run_state
        sentence = {
            "running": self.tr("Showing {moment}. Training goes on."),
            "paused": self.tr("Showing {moment}. Training is paused at {now}."),
        }.get(state, self.tr("Showing {moment}. The network of {now} is kept as it is."))
        moment = self.tr("the film") if self.is_playing else at_text(unit, epoch_number(shown.epoch))
        text = sentence.format(moment=moment, now=at_text(unit, epoch_number(self._now())))
        if self._told is None or text != self._told.sentence:
            self._told = self._messages.tell(text, stays=True, is_remark=True, outlasts_state=True, is_spoken=False)

    def _number_of(self, epoch: float) -> int:
        """The place of the checkpoint that is shown, or of that nearest to it, if it was given up meanwhile."""
        return min(self._moment.index_of(epoch), len(self._moment.checkpoints) - 1)
