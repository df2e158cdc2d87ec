"""The workspace: all that the views show, and the signals that tell them when it changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from engine import VERSION
from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.data.registry import are_same_digits
from engine.data.scaling import InputScaling
from engine.ink.drawing import DOT_SIZE
from engine.ink.framing import Image, Stroke
from engine.ink.input_formats import FRAME, InputFormat, input_format
from engine.models.files import load_model
from engine.models.metadata import describe_random, describe_run, without_figures
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.runs.session_state import KeptNetwork, Origin
from engine.training.config import TrainingConfig
from engine.training.continuation import TrainedNetwork, continuation, trained_network
from engine.training.control import LiveSettings
from engine.training.learning_curves import History, history_in
from engine.training.report import TrainingReport
from engine.training.state import CurveMarks, TrainingState
from engine.training.train import first_parameters


class RunStart(NamedTuple):
    """What a run goes on from: see :func:`engine.training.train.train`; all ``None`` and 0 for a new start."""

    initial: Parameters | None = None
    scaling: InputScaling | None = None
    first_epoch: float = 0.0
    state: TrainingState | None = None


class _Checkpoint(NamedTuple):
    """A run under way as it was when it last said what it can be resumed from."""

    state: TrainingState
    parameters: Parameters
    report: TrainingReport
    n_points: int


class Workspace(QObject):
    """The current network, drawing, data set and history.

    Attributes
    ----------
    parameters
        The network that answers.
    scaling
        How pictures are scaled for it.
    origin
        Where it comes from: bundled with the program, opened from a file, random, or trained here.
    name
        The name of that file; empty if there is none.
    data
        The digits that it was trained on here; ``None`` if it was not.
    about
        What the model file says of the network.
    config
        The settings of the last run or reset; ``None`` before it.
    changes
        What was changed while that run went on: settings by name, and the epoch.
    dataset
        The data set that was read last; ``None`` until one is.
    history
        The learning curves of the network since its random start.
    frame
        The drawing as the network sees it, before it is scaled: float32, (20, 20) with ink 1 or (8, 8) with ink 16;
        ``None`` while nothing is drawn.
    probabilities
        What the network makes of it, shape (10,); ``None`` while nothing is drawn.
    last_report
        The last report of the last run.
    training_state
        From which training goes on in the run of the network as if it had never been stopped; ``None`` if it is not known.
    is_fine_tuning
        Whether the network learns the user's drawings now.
    n_drawings_learned
        How many it has learned; 0 if it has not.
    begins_anew
        Whether the next run starts from random weights whatever is there: a recipe was chosen.
    reading_changed
        Signal (frame or None, probabilities or None).
    network_changed
        Signal (Parameters): other numbers, or another architecture.
    format_changed
        Signal (InputFormat): the network wants pictures of another form.
    history_changed
        Signal (History).
    dataset_changed
        Signal (Dataset).
    model_replaced
        Signal: another network is in use, with a history of its own: bundled, from a file, or random.
    """

    reading_changed = Signal(object, object)
    network_changed = Signal(object)
    format_changed = Signal(object)
    history_changed = Signal(object)
    dataset_changed = Signal(object)
    model_replaced = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bundled = model = load_model()
        self.parameters = model.parameters
        self.scaling = model.scaling
        self.origin: Origin = "bundled"
        self.about = model.about
        self.name = ""
        self.data: DatasetRef | None = None
        self.config: TrainingConfig | None = None
        self.changes: list[dict[str, float]] = []
        self._live: dict[str, float] | None = None  # those in use while a run is under way
        self.dataset: Dataset | None = None
        self.history = History()
        self._strokes: list[Stroke] = []
        self.frame: Image | None = None
        self.probabilities: Floats | None = None
        self.last_report: TrainingReport | None = None
        self.training_state: TrainingState | None = None
        self._checkpoint: _Checkpoint | None = None  # of a run under way
        self.begins_anew = False
        self.n_drawings_learned = self._n_drawings_next = 0
        self.is_fine_tuning = False
        self._before_fine_tuning: list[KeptNetwork] = []
        self._digits_to_come = ""  # of a session that was restored: curves do not go with those that leave for them

    def set_strokes(self, strokes: list[Stroke]) -> None:
        """Take the drawing's strokes, in fractions of the canvas's side, and read them."""
        self._strokes = strokes
        self._frame_drawing()
        self._read()

    @property
    def input_format(self) -> InputFormat:
        """The form of the pictures that the network reads."""
        return input_format(self.parameters.architecture.n_inputs)

    def set_model(self, model: Model, origin: Origin, *, name: str = "") -> None:
        """Use another network, of that file name if it comes from a file; the history is what the file tells."""
        self._digits_to_come = ""
        self.origin, self.about, self.name = origin, model.about, name
        self.config, self.changes, self._live = None, [], None
        self.begins_anew = False
        self.last_report = None
        self.training_state, self._checkpoint = model.state, None
        self._before_fine_tuning.clear()
        self.is_fine_tuning = False
        self.n_drawings_learned = _count_in(model.about)
        self._set_history(history_in(model.about) if origin == "file" else History())
        self._replace_network(model.parameters, model.scaling)
        self.model_replaced.emit()

    def use_bundled_model(self) -> None:
        """Use the network that came with the program."""
        self.set_model(self._bundled, "bundled")

    def reset(self, config: TrainingConfig) -> None:
        """Use a new random network, as a run with this configuration starts from."""
        self.set_model(Model(first_parameters(config, self._n_inputs())), "random")
        self.config = config

    def can_go_on(self, config: TrainingConfig) -> bool:
        """Whether a run with this configuration goes on from the current network, rather than from a random one.

        The bundled network is not trained further: people want to see learning from the start. Random parameters have
        learned nothing. A recipe that was chosen means its own start. All else is said by
        :func:`engine.training.continuation.continuation`.
        """
        return self._start(config) != RunStart()

    def _start(self, config: TrainingConfig) -> RunStart:
        """What a run with this configuration goes on from."""
        if self.origin not in ("training", "file") or self.begins_anew:
            return RunStart()
        data, n_inputs = self.dataset.ref if self.dataset is not None else DatasetRef(""), self._n_inputs()
        state = self._state_of_network()
        if state is not None:
            # What is set in the panel is not that of a file that was opened: where it differs, the network learns on.
            there = trained_network(state)
            if continuation(there, config, data, n_inputs=n_inputs).kind != "new run":
                return RunStart(state=state)
        there = TrainedNetwork(self.parameters.architecture, self.scaling.name, self.config)
        if continuation(there, config, data, n_inputs=n_inputs).kind == "new run":
            return RunStart()
        return RunStart(self.parameters, self.scaling, self.history.last_epoch)

    @property
    def curve_marks(self) -> CurveMarks:
        """What stands out on the learning curves that are shown; nothing on those of fine-tuning."""
        if self._before_fine_tuning or self.training_state is None:
            return CurveMarks()
        return self.training_state.marks

    def _state_of_network(self) -> TrainingState | None:
        """The state, if it is that of the network in use: one that learned something since has none."""
        state = self.training_state
        return state if state is not None and state.answering.parameters is self.parameters.flat else None

    def begin_run(self, config: TrainingConfig) -> RunStart:
        """Get ready for a run; returns what it goes on from."""
        start = self._start(config)
        goes_on = start != RunStart()
        self.begins_anew = False
        self._checkpoint = None
        self._digits_to_come = ""
        self.config = config
        self.changes = []
        self._live = {name: getattr(config, name) for name in _LIVE}
        if self._before_fine_tuning:  # the curves of learning the hand are others
            self._set_history(_history_of(self._before_fine_tuning[0]))
        self._n_drawings_next = self.n_drawings_learned if goes_on else 0
        data = self.dataset.ref if self.dataset else None
        if not goes_on or not _are_alike(self.history.data, data):  # the curves of two data sets do not belong together
            self._set_history(History("epoch" if config.minimizer is None else config.minimizer.counts, data))
        return start if start.initial is None else start._replace(first_epoch=self.history.last_epoch)

    @Slot(object)
    def note_change(self, live: LiveSettings) -> None:
        """Keep that settings were changed while a run goes on."""
        now = {name: getattr(live, name) for name in _LIVE}
        if self._live is None or now == self._live:
            return
        epoch = self.history.last_epoch
        changed = {name: value for name, value in now.items() if value != self._live[name]}
        if self.changes and self.changes[-1]["epoch"] == epoch:  # a wheel that is turned: where it stopped counts
            self.changes[-1] |= changed
        else:
            self.changes.append({"epoch": epoch, **changed})
        self._live = now

    @property
    def can_undo_fine_tuning(self) -> bool:
        """Whether the network is at hand as it was before it learned the user's drawings."""
        return bool(self._before_fine_tuning) and not self.is_fine_tuning

    def begin_fine_tuning(self) -> Model:
        """Get ready for a run that fine-tunes the network on the user's drawings; returns the network."""
        model = self.model()
        self._before_fine_tuning.append(self._kept())
        self.is_fine_tuning = True
        self.about = model.about
        self._set_history(History())
        return model

    def end_fine_tuning(self, learned: Model | None) -> None:
        """Take over what such a run came to; ``None`` for nothing, and the network is as it was."""
        self.is_fine_tuning = False
        if learned is None:
            self.undo_fine_tuning()
            return
        self.about = learned.about
        self.n_drawings_learned = int(learned.about["drawings"])
        self._replace_network(learned.parameters, learned.scaling)

    def undo_fine_tuning(self) -> None:
        """Use the network as it was before it learned the user's drawings."""
        if self.can_undo_fine_tuning:
            before = self._before_fine_tuning.pop()
            self.about, self.last_report, self.n_drawings_learned = before.model.about, before.report, before.n_drawings
            self.training_state = before.model.state
            self._set_history(_history_of(before))
            self._replace_network(before.model.parameters, before.model.scaling)

    def apply_report(self, report: TrainingReport) -> None:
        """Take over what a run has learned so far."""
        if not self.is_fine_tuning:
            self._before_fine_tuning.clear()
            self.n_drawings_learned = self._n_drawings_next
            self.origin = "training"
            self.data = self.dataset.ref if self.dataset else None
        self.last_report = report
        if report.is_over:
            self._live = None
        if report.points:
            if not self.is_fine_tuning:
                self.history.data = self.data
            self.history.extend(report.points)
            self.history_changed.emit(self.history)
        parameters = Parameters(report.architecture, report.parameters)
        if not self.is_fine_tuning:
            self._take_state(report, parameters)
        self._replace_network(parameters, report.scaling)

    def _take_state(self, report: TrainingReport, parameters: Parameters) -> None:
        """Keep what the run can be resumed from."""
        state = report.training_state
        if state is None:
            return
        self.training_state, self._checkpoint = state, None
        if not report.is_over:
            if state.answering.parameters is not parameters.flat:  # it came with a report that gave way to this one
                parameters = Parameters(report.architecture, state.answering.parameters)
            then = replace(
                report, parameters=parameters.flat, epoch=state.last.epoch, n_batches=state.n_batches, points=()
            )
            n_points = int(np.searchsorted(self.history.epochs, state.last.epoch, side="right"))
            self._checkpoint = _Checkpoint(state, parameters, then, n_points)

    def set_dataset(self, dataset: Dataset) -> None:
        """Take over a data set that was read; curves of the one before go with it.

        Those of a network from a file, or of a session that was restored, stay: they may be of what comes now.
        """
        if dataset is not self.dataset:
            if self.dataset is not None and (not dataset.source or dataset.source != self._digits_to_come):
                gone = self.dataset.ref
                self._before_fine_tuning = [
                    before.without_curves() if _go_with(before.curves_of, gone) else before
                    for before in self._before_fine_tuning
                ]
                if self.history.n_points and _go_with(self.history.data, gone):
                    self._set_history(History())
            self.dataset, self._digits_to_come = dataset, ""
            self.dataset_changed.emit(dataset)

    def origin_text(self) -> str:
        """Where the network comes from that answers now."""
        words = self._origin_text()
        if not self.n_drawings_learned:
            return words
        if self.origin == "random":
            return "Random weights that have learned your hand, and nothing else."
        return words.replace("reads your drawing", "has learned your hand and reads your drawing")

    def _origin_text(self) -> str:
        if self.origin == "bundled":
            return "The bundled network reads your drawing. Train starts a new one from random weights."
        if self.origin == "training":
            fits = self.parameters.architecture.n_inputs == self._n_inputs() and not self.begins_anew
            then = "Train goes on with it." if fits else "Train starts a new one from random weights."
            return f"The network that was trained on {self.data.name if self.data else ''} reads your drawing. {then}"
        if self.origin == "file":
            return f"The network of {self.name} reads your drawing."
        return "Random weights: the network has learned nothing yet."

    def model(self) -> Model:
        """The current network with what is known about it, to be saved."""
        about = without_figures(self.about) if self.is_fine_tuning else dict(self.about)
        if self.origin == "training" and self.last_report is not None and not self._before_fine_tuning:
            about = describe_run(
                self.last_report,
                self.config,
                data=self.data,
                points=self.history.points(),
                changes=self.changes,
            )
            if self.n_drawings_learned and "hand" in self.about:
                about["hand"] = self.about["hand"]
        elif self.origin == "random" and self.config is not None and not self._before_fine_tuning:
            about = describe_random(self.config)
        if self.n_drawings_learned:
            about["drawings"] = self.n_drawings_learned
        about = {**about, "program_version": VERSION}
        return Model(self.parameters, about, self.scaling, state=self._state_of_network())

    def kept_networks(self) -> list[KeptNetwork | None]:
        """The network in use, to be kept, after those as they were before they learned the user's drawings.

        ``None`` stands for the bundled one. What is being learned of the user's hand is not kept before it is complete.
        """
        networks = self._before_fine_tuning if self.is_fine_tuning else [*self._before_fine_tuning, self._kept()]
        return [None if network.origin == "bundled" and not network.n_drawings else network for network in networks]

    def restore(self, networks: Sequence[KeptNetwork | None], *, source: str = "") -> None:
        """Use a network that was kept, the last of those that :meth:`kept_networks` gave.

        ``source`` names the digits of that session, if they are to come: the curves stay when they do.
        """
        bundled = KeptNetwork(self._bundled, "bundled")
        *before, last = [network or bundled for network in networks]
        self.origin, self.name, self.data = last.origin, last.name, last.data
        self.about, self.last_report, self.n_drawings_learned = last.model.about, last.report, last.n_drawings
        self.config, self.changes, self._live = last.config, [dict(change) for change in last.changes], None
        self.begins_anew = self.is_fine_tuning = False
        self._before_fine_tuning = before
        self._digits_to_come = source
        self.training_state, self._checkpoint = last.model.state, None
        self._set_history(_history_of(last))
        self._replace_network(last.model.parameters, last.model.scaling)

    def _kept(self) -> KeptNetwork:
        """The network as it is now: arrays are handed on, none is ever written to again.

        Of a run under way it is that from which it can be resumed, a few seconds old.
        """
        state, parameters = self._state_of_network(), self.parameters
        points, report, then = self.history.values, self.last_report, self._checkpoint
        if then is not None:
            state, parameters, report, points = then.state, then.parameters, then.report, points[: then.n_points]
        return KeptNetwork(
            Model(parameters, self.about, self.scaling, state=state),
            self.origin,
            name=self.name,
            data=self.data,
            n_drawings=self.n_drawings_learned,
            config=self.config,
            changes=tuple(dict(change) for change in self.changes),
            points=points,
            unit=self.history.unit,
            curves_of=self.history.data,
            report=report,
        )

    def _set_history(self, history: History) -> None:
        self.history = history
        self.history_changed.emit(history)

    def _n_inputs(self) -> int:
        """Inputs of a network for the digits in use."""
        return self.dataset.n_inputs if self.dataset is not None else FRAME.n_inputs

    def _replace_network(self, parameters: Parameters, scaling: InputScaling) -> None:
        before = self.input_format
        self.parameters, self.scaling = parameters, scaling
        if self.input_format != before:
            self._frame_drawing()
            self.format_changed.emit(self.input_format)
        self.network_changed.emit(parameters)
        self._read()

    def _frame_drawing(self) -> None:
        images, drawn = self.input_format.drawings([self._strokes], dot_size=DOT_SIZE)
        self.frame = images[0] if drawn[0] else None

    def _read(self) -> None:
        self.probabilities = None if self.frame is None else self._probabilities_of(self.frame)
        if self.probabilities is not None and not np.isfinite(self.probabilities).all():
            self.probabilities = None  # a network whose parameters are too large has no answer
        self.reading_changed.emit(self.frame, self.probabilities)

    def _probabilities_of(self, frame: Image) -> Floats:
        return Model(self.parameters, scaling=self.scaling).read(frame.reshape(1, -1)).reshape(-1)


_LIVE = ("learning_rate", "momentum", "weight_decay")
"""The settings that a run may be given while it goes on."""


def _are_alike(one: DatasetRef | None, other: DatasetRef | None) -> bool:
    """Whether curves of these digits belong together."""
    return (one is None and other is None) or are_same_digits(one, other)


def _go_with(curves_of: DatasetRef | None, gone: DatasetRef) -> bool:
    """Whether curves go with digits that others take the place of."""
    return curves_of is None or are_same_digits(curves_of, gone)


def _history_of(network: KeptNetwork) -> History:
    return History.of(network.points, network.unit, network.curves_of)


def _count_in(about: dict[str, Any]) -> int:
    """How many drawings a network has learned, by what its file says, which may be anything."""
    n_drawings = about.get("drawings")
    return n_drawings if isinstance(n_drawings, int) and n_drawings > 0 else 0
