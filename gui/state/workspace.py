"""The workspace: all that the views show, and the signals that tell them when it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from engine import VERSION
from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.data.registry import are_same_digits
from engine.data.scaling import InputScaling
from engine.explain.ablation import Damage, damaged
from engine.explain.flow import Flow
from engine.explain.layer_activations import LayerActivations, activate_layers
from engine.ink.framing import Image, Stroke
from engine.ink.input_formats import InputFormat
from engine.models.files import load_model
from engine.models.metadata import LiveChange, describe_random
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.network import Parameters
from engine.runs.run import Origin, Run, broken_off
from engine.text.sentence import say
from engine.training.checkpoints import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.continuation import LIVE_SETTINGS, TrainedNetwork, continuation, trained_network
from engine.training.control import LiveSettings
from engine.training.learning_curves import CurveRecorder, LearningCurves
from engine.training.report import TrainingReport, Unit
from engine.training.state import CurveMarks, TrainingState
from engine.training.train import first_parameters
from gui.state.picture import Picture
from gui.state.run_plan import RunKind, RunPlan, RunStart
from gui.state.run_under_way import BeforeRun, RunUnderWay
from gui.state.shown_curves import ShownCurves, setting_changes
from gui.state.shown_damage import ShownDamage
from gui.state.shown_digits import ShownDigits
from gui.state.shown_moment import ShownMoment


@lru_cache(maxsize=1)
def _bundled_model() -> Model:
    """The network that a window opens with, read once; nothing can be written into its numbers."""
    model = load_model()
    model.parameters.flat.flags.writeable = False
    return model


class NetworksInUse(NamedTuple):
    """What :meth:`Workspace.bring_back` brings back.

    Attributes
    ----------
    runs
        The run whose network answered, after those as they were before they learned the user's drawings.
    history_before, run_before, begins_anew
        As of the workspace.
    """

    runs: tuple[Run, ...]
    history_before: LearningCurves
    run_before: str
    begins_anew: bool


class Workspace(QObject):
    """The run whose network answers, the drawing, and the data set.

    Attributes
    ----------
    run
        The run, or the network that is bundled, opened or random; its curves are all that it has.
    dataset
        The data set that was read last; ``None`` until one is.
    history
        The learning curves that are shown: the run's, or those of the fine-tuning. They stay when other digits are chosen;
        ``history.data`` names those that they are of.
    history_before
        The curves of the run before the present one, of its digits; none while there is no such run. Learning the user's
        drawings does not count as a run here.
    run_before
        The id of that run; empty if it is not known.
    digits
        The digits of the drawing, or of the picture in its place, and which of them is selected: what follows is of that.
    frame
        The digit as the network sees it, before it is scaled: float32, (20, 20) or (28, 28) with ink 1 or (8, 8) with
        ink 16; ``None`` while nothing is drawn.
    picture
        The picture that is read in place of the drawing; ``None`` while the drawing is.
    probabilities
        What the network makes of it, shape (10,); ``None`` while nothing is drawn.
    activations
        What each layer makes of it; ``None`` while nothing is drawn, and for networks of dense layers alone.
    last_report
        The last report of the last run.
    is_fine_tuning
        Whether the network learns the user's drawings now.
    begins_anew
        Whether the next run starts from random weights whatever is there: a recipe was chosen.
    reading_changed
        Signal (frame or None, probabilities or None).
    refusal_changed
        Signal (bool): what is read is no digit, or it is one; before the reading.
    picture_changed
        Signal (Picture or None).
    network_changed
        Signal (Parameters): other numbers, or another architecture.
    format_changed
        Signal (InputFormat): the network wants pictures of another form.
    history_changed
        Signal (LearningCurves): other curves, or more points; those of the run before may be others too.
    dataset_changed
        Signal (Dataset).
    model_replaced
        Signal: another network is in use, with a history of its own: bundled, from a file, or random.
    run_left
        Signal (Run): another run takes the place of this one, which has learned: as it was last, to be stored.
    network_left
        Signal (NetworksInUse): another network answers, and has a history of its own; with what there was before it.
    begins_anew_changed
        Signal (bool).
    moment
        Which moment of the run is shown; in the past, the network of that moment answers in place of the run's.
    damage
        What of that network is broken for the view; begins whole with every other network and every training.
    whole_probabilities
        What the whole network makes of the drawing, where a broken one answers; else ``None``.
    session_left
        Signal: another session takes the place of this one at once; whoever keeps anything of it forgets it now.
    """

    reading_changed = Signal(object, object)
    refusal_changed = Signal(bool)
    picture_changed = Signal(object)
    network_changed = Signal(object)
    format_changed = Signal(object)
    history_changed = Signal(object)
    dataset_changed = Signal(object)
    model_replaced = Signal()
    run_left = Signal(object)
    network_left = Signal(object)
    begins_anew_changed = Signal(bool)
    session_left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bundled = Run(model=_bundled_model(), origin="bundled")
        self.run = self._bundled
        self.dataset: Dataset | None = None
        self._strokes: list[Stroke] = []
        self._is_finished = True
        self.picture: Picture | None = None
        self.digits = ShownDigits(self)
        self.digits.selection_changed.connect(self._read)
        self._is_refused = False
        self.probabilities: Floats | None = None
        self.activations: LayerActivations | None = None
        self.last_report: TrainingReport | None = None
        self._begins_anew = False
        self.is_fine_tuning = False
        self._recorder = CurveRecorder()
        self._under_way: RunUnderWay | None = None
        self._before_fine_tuning: list[Run] = []
        self.history_before = LearningCurves()
        self.run_before = ""
        self.moment = ShownMoment(self)
        self._model_of_moment: tuple[Checkpoint, Model] | None = None
        self.moment.changed.connect(self._on_shown_changed)
        self.damage = ShownDamage(self)
        self._broken: tuple[Model, Damage, Model] | None = None
        self.whole_probabilities: Floats | None = None
        self.damage.changed.connect(self._on_shown_changed)

    # The run

    @property
    def shown_model(self) -> Model:
        """The network that answers: the run's, now or at the moment that is shown, less what of it is broken."""
        whole, damage = self.whole_model, self.damage.now
        if not damage:
            return whole
        if self._broken is None or self._broken[0] is not whole or self._broken[1] != damage:
            broken = damaged(whole.parameters, damage)
            self._broken = whole, damage, Model(broken, whole.metadata.without_figures(), whole.scaling)
        return self._broken[2]

    @property
    def whole_model(self) -> Model:
        """The same with nothing broken."""
        model, checkpoint = self.run.model, self.moment.checkpoint
        if checkpoint is None:
            return model
        if self._model_of_moment is None or self._model_of_moment[0] is not checkpoint:
            parameters = Parameters(model.parameters.architecture, checkpoint.parameters)
            past = Model(parameters, model.metadata.without_figures(), model.scaling)
            self._model_of_moment = checkpoint, past
        return self._model_of_moment[1]

    @Slot()
    def _on_shown_changed(self) -> None:
        self.network_changed.emit(self.parameters)
        self._read()

    @property
    def parameters(self) -> Parameters:
        """The network that answers."""
        return self.shown_model.parameters

    @property
    def scaling(self) -> InputScaling:
        """How pictures are scaled for it."""
        return self.run.model.scaling

    @property
    def origin(self) -> Origin:
        """Where it comes from: bundled with the program, opened from a file, random, or trained here."""
        return self.run.origin

    @property
    def data(self) -> DatasetRef | None:
        """The digits that it was trained on here; ``None`` if it was not."""
        return self.run.metadata.data if self.origin == "training" else None

    @property
    def config(self) -> TrainingConfig | None:
        """The settings of the run that began last, or of the random weights; ``None`` if there are none."""
        if self._under_way is not None:
            return self._under_way.config
        return self.run.metadata.config if self.origin in ("training", "random") else None

    @property
    def changes(self) -> Sequence[LiveChange]:
        """What was changed while the run went on."""
        return self._under_way.changes if self._under_way is not None else self.run.metadata.changes

    @property
    def final_accuracy(self) -> float | None:
        """How many of its training digits the network reads right, measured when its run had ended; else ``None``."""
        train = self.run.metadata.train
        return train.accuracy if train is not None and self._under_way is None else None

    @property
    def final_loss(self) -> float | None:
        """Its loss on them, measured at the same time; ``None`` where only the cost with weight decay is known."""
        about, state = self.run.metadata, self.run.model.state
        config = state.config if state is not None else about.config
        if about.train is None or config is None or config.weight_decay or self._under_way is not None:
            return None
        return about.train.cost

    @property
    def n_drawings_learned(self) -> int:
        """How many of the user's drawings the network has learned; 0 if it has not."""
        return self.run.metadata.n_drawings

    @property
    def training_state(self) -> TrainingState | None:
        """From which training goes on as if it had never been stopped, of a run under way too; ``None`` if not known."""
        resumable = self._under_way.resumable if self._under_way is not None else None
        return (resumable or self.run).model.state

    @property
    def history(self) -> LearningCurves:
        """See the class."""
        return self._recorder.curves

    def model(self) -> Model:
        """The current network with what is known about it, to be saved."""
        model = self.run.model
        return replace(model, metadata=replace(model.metadata, program_version=VERSION))

    # The drawing

    def set_strokes(self, strokes: list[Stroke], *, is_finished: bool = True) -> None:
        """Take the drawing's strokes, in fractions of the canvas's side, and read them; a picture gives way to them.

        Whether they are digits at all is asked once the pen is up.
        """
        self._strokes, self._is_finished = strokes, is_finished
        is_in_the_way, self.picture = self.picture is not None, None
        self._frame_drawing()
        self._read()
        if is_in_the_way:
            self.picture_changed.emit(None)

    def set_picture(self, picture: Picture | None) -> None:
        """Read a picture in place of the drawing, which stays as it is; or the drawing again."""
        if picture is not self.picture:
            self.picture = picture
            self._frame_drawing()
            self._read()
            self.picture_changed.emit(picture)

    @property
    def input_format(self) -> InputFormat:
        """The form of the pictures that the network reads."""
        return self.run.model.input_format

    # Another network

    def set_model(self, model: Model, origin: Origin, *, name: str = "") -> None:
        """Use another network, of that file name if it comes from a file; the history is what the file tells."""
        self._use(Run(model=model, origin=origin, name=name))

    def use_bundled_model(self) -> None:
        """Use the network that came with the program."""
        self._use(self._bundled)

    def reset(self, config: TrainingConfig) -> None:
        """Use a new random network, as a run with this configuration starts from."""
        self.set_model(
            Model(first_parameters(config, config.input_shape(self.dataset)), describe_random(config)), "random"
        )

    def _use(self, run: Run) -> None:
        left = self._in_use()
        self.begins_anew = self.is_fine_tuning = False
        self.last_report = None
        self._under_way = None
        self._keep_as_before()
        self._leave_runs(for_run=run)
        self._set_history(run.metadata.curves if run.origin == "file" else LearningCurves())
        self._replace_run(run)
        self.model_replaced.emit()
        self.network_left.emit(left)

    def _in_use(self) -> NetworksInUse:
        runs = (*self._before_fine_tuning, self.run)
        return NetworksInUse(runs, self.history_before, self.run_before, self.begins_anew)

    def bring_back(self, left: NetworksInUse) -> None:
        """Have that answer again which gave way, as if it never had; what answers now gives way to it."""
        now = self._in_use()
        self._leave_runs(for_run=left.runs[-1])
        self.restore(left.runs, history_before=left.history_before, run_before=left.run_before)
        self.begins_anew = left.begins_anew
        self.model_replaced.emit()
        self.network_left.emit(now)

    # Runs

    @property
    def begins_anew(self) -> bool:
        """See the class."""
        return self._begins_anew

    @begins_anew.setter
    def begins_anew(self, begins_anew: bool) -> None:
        if begins_anew != self._begins_anew:
            self._begins_anew = begins_anew
            self.begins_anew_changed.emit(begins_anew)

    def plan(self, config: TrainingConfig) -> RunPlan:
        """What a run with this configuration will do; :meth:`begin_run` does just that.

        The bundled network is not trained further: people want to see learning from the start. Random parameters have
        learned nothing. A recipe that was chosen means its own start. All else is said by
        :func:`engine.training.continuation.continuation`.
        """
        if self.origin == "bundled":
            return RunPlan("train a new network", say("plan.bundled"))
        if self.origin == "random":
            is_same = (
                not self.n_drawings_learned and self.config is not None and self._starts_alike(self.config, config)
            )
            return RunPlan("train a new network", say("plan.these_weights" if is_same else "plan.other_weights"))
        if self.begins_anew:
            return RunPlan("train a new network", say("plan.recipe"))
        data = self.dataset.ref if self.dataset is not None else DatasetRef("")
        input_shape = config.input_shape(self.dataset)
        state = self.run.model.state
        if state is not None:
            # What is set in the panel is not that of a file that was opened: where it differs, the network learns on.
            what = continuation(trained_network(state), config, data, input_shape=input_shape)
            if what.kind != "new run":
                kind: RunKind = "continue" if what.kind == "same plan" else "train on"
                return RunPlan(kind, what.why, RunStart(state=state))
        there = TrainedNetwork(self.parameters.architecture, self.scaling.name, self.config, self.data)
        what = continuation(there, config, data, input_shape=input_shape)
        if what.kind == "new run":
            return RunPlan("train a new network", what.why)
        return RunPlan("train on", what.why, RunStart(self.run.model.parameters, self.scaling))

    def _starts_alike(self, one: TrainingConfig, other: TrainingConfig) -> bool:
        """Whether runs with these configurations start from the random weights that are in use."""
        same = one.initialization == other.initialization and one.seed == other.seed
        architecture = other.architecture(other.input_shape(self.dataset))
        return same and one.computed_in == other.computed_in and self.parameters.architecture == architecture

    @property
    def curve_marks(self) -> CurveMarks:
        """What stands out on the learning curves that are shown; nothing on those of fine-tuning."""
        state = self.training_state
        return CurveMarks() if self._before_fine_tuning or state is None else state.marks

    def shown_curves(self, config: TrainingConfig) -> ShownCurves:
        """The learning curves with all that is shown with them.

        Parameters
        ----------
        config
            The settings of the next run: while there are no curves, the axis is that of theirs.
        """
        history, under_way, about = self.history, self._under_way, self.run.metadata
        if self._before_fine_tuning:  # the user's drawings are no digits to compare with
            epochs = self.last_report.epochs if self.is_fine_tuning and self.last_report and history.n_points else 0.0
            return ShownCurves(history, max(epochs, history.last_epoch, 1.0), has_begun=self.is_fine_tuning)
        if not history.n_points and under_way is None:
            history = LearningCurves(unit=_unit_of(config))
            planned_end = float(config.epochs)
        else:
            planned_end = under_way.planned_end if under_way is not None else about.planned_epochs or 0.0
        settings = (about.config or self.config) if history.n_points else self.config
        changes = tuple(setting_changes(settings, about.legs, self.changes)) if settings and history.n_points else ()
        return ShownCurves(
            history,
            max(planned_end, history.last_epoch, 1.0),
            self.curve_marks if history.n_points else CurveMarks(),
            changes,
            self.history_before if self.history_before.unit == history.unit else LearningCurves(),
            under_way is not None,
            self._name_of_other_data(history),
            self._name_of_other_data(self.history_before),
            self.run_before,
            self.final_accuracy if history.n_points else None,
            self.final_loss if history.n_points else None,
            bool((settings or config).weight_decay) or any(change.name == "weight_decay" for change in changes),
        )

    def _name_of_other_data(self, curves: LearningCurves) -> str:
        """What the digits of curves are called, where they are not those in use; else nothing."""
        if self.dataset is None or curves.data is None or _are_alike(curves.data, self.dataset.ref):
            return ""
        return curves.data.shown

    def begin_run(self, config: TrainingConfig) -> RunStart:
        """Get ready for a run; returns what it goes on from. :meth:`end_run` has to follow, whatever comes of it."""
        self.damage.mend(for_training=True)
        plan = self.plan(config)
        start, is_new = plan.start, plan.kind == "train a new network"
        before = BeforeRun(self.begins_anew, self.history, self.history_before, self.run_before)
        self.begins_anew = False
        data = self.dataset.ref if self.dataset else None
        if self._before_fine_tuning:  # the curves of the fine-tuning are others
            self._set_history(self._curves_of(self._before_fine_tuning[0]))
        is_same = not is_new and _are_alike(self.history.data, data)
        if not is_same:  # the curves of two data sets do not belong together
            self._keep_as_before()
            self._set_history(LearningCurves(unit=_unit_of(config), data=data))
        if is_same and self.origin == "training":
            run = self.run
        else:
            run = Run(model=Model(self.run.model.parameters, scaling=self.scaling) if is_new else self.run.model)
        live = {name: getattr(config, name) for name in LIVE_SETTINGS}
        changes = [*run.metadata.changes] if is_same else []
        if is_same and plan.kind == "continue" and start.state is not None:  # a further leg has settings of its own
            was = start.state.config
            changed = {name: value for name, value in live.items() if value != getattr(was, name)}
            _note(changes, self.history.last_epoch, changed)
        planned_end = self._end_of(start, config, follows_plan=plan.kind == "continue")
        self._under_way = RunUnderWay(run, config, data, planned_end, live, before, changes, seconds=run.seconds)
        if is_same and run is self.run:
            start = start._replace(checkpoints=run.checkpoints or (), legs=run.metadata.legs)
        is_on_its_own = is_new or start.state is not None
        return start if is_on_its_own else start._replace(first_epoch=self._goes_on_from)

    @property
    def _goes_on_from(self) -> float:
        """The epoch of the network in use: that of its curves' last point, or a checkpoint's, some batches after it."""
        about, last_epoch = self.run.metadata, self.history.last_epoch
        is_its_own = self.origin == "training" and about.curves.n_points == self.history.n_points
        return max(last_epoch, (about.epochs or 0.0) if is_its_own else 0.0)

    def _end_of(self, start: RunStart, config: TrainingConfig, *, follows_plan: bool) -> float:
        """The epoch at which a run that begins like this is to end."""
        state, first_epoch = start.state, self._goes_on_from
        if state is not None:
            first_epoch = state.legs[-1].first_epoch if follows_plan and state.legs else state.last.epoch
        return first_epoch + config.epochs

    @Slot(object)
    def note_change(self, live: LiveSettings) -> None:
        """Keep that settings were changed while a run goes on."""
        run = self._under_way
        now = {name: getattr(live, name) for name in LIVE_SETTINGS}
        if run is None or now == run.live:
            return
        epoch = self.history.last_epoch
        changed = {name: value for name, value in now.items() if value != run.live[name]}
        _note(run.changes, epoch, changed)
        run.live = now

    def apply_report(self, report: TrainingReport) -> None:
        """Take over what a run has learned so far."""
        self.last_report = report
        left: NetworksInUse | None = None
        self._recorder.extend(report.points)
        if self.is_fine_tuning:
            model = Model(Parameters(report.architecture, report.parameters), self.run.metadata, report.scaling)
            run = replace(self.run, model=model)
        else:
            under_way = self._run_under_way()
            if not under_way.has_reported:
                before = under_way.before
                if under_way.run.id != self.run.id:
                    left = self._in_use()._replace(
                        history_before=before.history_before,
                        run_before=before.run_before,
                        begins_anew=before.begins_anew,
                    )
                self._leave_runs(for_run=under_way.run)
            under_way.has_reported = True
            run = under_way.run_after(report, self._recorder.curves)
            if report.is_over:
                self._under_way = None
        if report.points:
            self.history_changed.emit(self.history)
        self._replace_run(run)
        if left is not None:
            self.network_left.emit(left)

    def end_run(self) -> None:
        """The run that began is over. One that never reported leaves all as it was; one that broke off has failed."""
        run, self._under_way = self._under_way, None
        if run is None:
            return
        if run.has_reported:
            known = run.resumable or self.run
            metadata = broken_off(known.metadata)
            self._replace_run(replace(known, model=replace(known.model, metadata=metadata)))
            self._set_history(metadata.curves)
            self.last_report = self.run.report()
        else:
            self.begins_anew, self.history_before = run.before.begins_anew, run.before.history_before
            self.run_before = run.before.run_before
            self._set_history(run.before.history)

    def _run_under_way(self) -> RunUnderWay:
        if self._under_way is None:
            raise RuntimeError("a report of a run that has not begun")
        return self._under_way

    # Fine-tuning

    @property
    def can_undo_fine_tuning(self) -> bool:
        """Whether the network is at hand as it was before it learned the user's drawings."""
        return bool(self._before_fine_tuning) and not self.is_fine_tuning

    def begin_fine_tuning(self) -> Model:
        """Get ready for a run that fine-tunes the network on the user's drawings; returns the network."""
        self.damage.mend(for_training=True)
        model = self.model()
        self._before_fine_tuning.append(self.run)
        self.is_fine_tuning = True
        metadata = model.metadata.without_figures()
        self.run = replace(Run(model=replace(model, metadata=metadata)), origin=self.origin, name=self.name)
        self._set_history(LearningCurves())
        return model

    def end_fine_tuning(self, learned: Model | None) -> None:
        """Take over what such a run came to; ``None`` for nothing, and the network is as it was."""
        self.is_fine_tuning = False
        if learned is None:
            self.undo_fine_tuning()
        else:
            self._replace_run(replace(self.run, model=learned))

    def undo_fine_tuning(self) -> None:
        """Use the network as it was before it learned the user's drawings."""
        if self.can_undo_fine_tuning:
            before = self._before_fine_tuning.pop()
            if self.n_drawings_learned > before.metadata.n_drawings:
                self.run_left.emit(self.run)
            self.last_report = before.report()
            self._set_history(self._curves_of(before))
            self._replace_run(before)

    def _curves_of(self, run: Run) -> LearningCurves:
        """What is shown of the curves of a run that is or was in use."""
        return LearningCurves() if run.origin == "bundled" else run.metadata.curves

    # Digits

    def set_dataset(self, dataset: Dataset) -> None:
        """Take over a data set that was read; the curves stay, and say which digits they are of."""
        if dataset is not self.dataset:
            self.dataset = dataset
            self.dataset_changed.emit(dataset)

    # In words

    def origin_text(self) -> str:
        """Which network answers now, and whether it has learned the user's handwriting."""
        data = self.data.shown if self.data is not None else ""
        text = say(_ORIGINS[self.origin], name=self.name or data)
        if not self.n_drawings_learned:
            return str(text)
        return str(
            say("origin.random_with_handwriting" if self.origin == "random" else "origin.handwriting", origin=text)
        )

    def outlook_text(self, config: TrainingConfig) -> str:
        """Which network answers now, and what Train will do with it."""
        why = str(self.plan(config).why)
        says_all = self.origin in ("bundled", "random") and not self.n_drawings_learned
        return why if says_all else f"{self.origin_text()} {why}"

    # Sessions

    @property
    def name(self) -> str:
        """The name of the file that the network comes from; empty if there is none."""
        return self.run.name if self.origin == "file" else ""

    def runs_to_save(self) -> list[Run | None]:
        """The run in use, to be saved, after those as they were before they learned the user's drawings.

        ``None`` stands for the bundled network. A run under way is saved as it was when it last said what it can be
        resumed from. What is being learned of the user's handwriting is not saved before it is complete.
        """
        run = self._under_way.resumable if self._under_way is not None else None
        runs = self._before_fine_tuning if self.is_fine_tuning else [*self._before_fine_tuning, run or self.run]
        return [None if run.is_bundled else run for run in runs]

    def restore(
        self, runs: Sequence[Run | None], *, history_before: LearningCurves | None = None, run_before: str = ""
    ) -> None:
        """Use a run that was saved, the last of those that :meth:`runs_to_save` gave."""
        *before, last = [run or self._bundled for run in runs]
        self.last_report = last.report()
        self.begins_anew = self.is_fine_tuning = False
        self._under_way = None
        self._before_fine_tuning = before
        self.history_before, self.run_before = history_before or LearningCurves(), run_before
        curves = self._curves_of(last)
        if before and last.metadata.fine_tuning is not None:
            curves = last.metadata.fine_tuning.curves
        self._set_history(curves)
        self._replace_run(last)

    def use_run(self, run: Run) -> None:
        """Have another run of this user answer; the curves that are there are those of the run before."""
        left = self._in_use()
        self._keep_as_before()
        self._leave_runs(for_run=run)
        self.restore([run], history_before=self.history_before, run_before=self.run_before)
        self.model_replaced.emit()
        self.network_left.emit(left)

    def obstacle_to_branch(self, config: TrainingConfig) -> str:
        """Why a run with these settings cannot go on from the moment that is shown, in a sentence; empty if it can."""
        data = self.dataset.ref if self.dataset is not None else DatasetRef("")
        there = TrainedNetwork(self.parameters.architecture, self.scaling.name, self.config, self.data)
        what = continuation(there, config, data, input_shape=config.input_shape(self.dataset))
        return str(what.why) if what.kind == "new run" else ""

    def begin_at_moment(self) -> None:
        """Have a new run in the place of this one, which is kept: as this one was at the moment that is shown."""
        run, checkpoint, about = self.run, self.moment.checkpoint, self.run.metadata
        if checkpoint is None:
            return
        curves = self._curves_of(run) if self._before_fine_tuning else self.history
        n_points = int(np.searchsorted(curves.epochs, checkpoint.epoch, side="right"))
        metadata = replace(
            about.without_figures(),
            curves=replace(curves, values=curves.values[:n_points]),
            legs=tuple(leg for leg in about.legs if leg.first_epoch < checkpoint.epoch),
            changes=tuple(change for change in self.changes if change.epoch <= checkpoint.epoch),
            epochs=checkpoint.epoch,
            n_batches=checkpoint.n_batches,
            state="stopped",
            ending=say("training.stopped"),
        )
        model = Model(self.whole_model.parameters, metadata, self.scaling)
        checkpoints = tuple(each for each in self.moment.checkpoints if each.epoch <= checkpoint.epoch)
        self.use_run(Run(model=model, checkpoints=checkpoints))

    def _leave_runs(self, *, for_run: Run) -> None:
        """A run takes the place of those that are there: whoever stores runs takes them as they are now."""
        left = [run for run in (*self._before_fine_tuning, self.run) if run.has_learned and run.id != for_run.id]
        self._before_fine_tuning.clear()
        for run in left:
            self.run_left.emit(run)

    def _keep_as_before(self) -> None:
        """The curves that are there, if there are any, are those of the run before now."""
        curves = self._curves_of(self._before_fine_tuning[0]) if self._before_fine_tuning else self.history
        if curves.n_points:
            run = self._before_fine_tuning[0] if self._before_fine_tuning else self.run
            self.history_before, self.run_before = curves, run.id if run.origin == "training" else ""

    def _set_history(self, curves: LearningCurves) -> None:
        self._recorder = CurveRecorder(curves)
        self.history_changed.emit(curves)

    def _replace_run(self, run: Run) -> None:
        before = self.input_format
        is_other = run.id != self.run.id or run.model.parameters.architecture != self.run.model.parameters.architecture
        is_mended = is_other and self.damage.forget()
        self.run = run
        self.moment.follow(run.id, run.checkpoints or ())
        if self.input_format != before:
            selected = self.digits.selected
            self._frame_drawing()
            self.digits.keep_selected(selected)
            self.format_changed.emit(self.input_format)
        self.network_changed.emit(self.parameters)
        self._read()
        if is_mended:
            self.damage.changed.emit()

    @property
    def frame(self) -> Image | None:
        """See the class."""
        return self.digits.frame

    @property
    def flow(self) -> Flow | None:
        """What flows through the network; ``None`` while nothing is drawn, or there is no answer."""
        if self.frame is None or self.probabilities is None:
            return None
        activations = self.activations
        if activations is None:
            row = self.frame.reshape(1, -1)
            activations = activate_layers(self.parameters, self.scaling.apply(row).reshape(-1))
        return Flow(activations)

    def _frame_drawing(self) -> None:
        if self.picture is not None:
            self.digits.show_picture(self.picture, self.input_format)
        else:
            self.digits.show_strokes(self._strokes, self.input_format, is_finished=self._is_finished)

    @Slot()
    def _read(self) -> None:
        self.activations = self.probabilities = self.whole_probabilities = None
        frame, readings = self.frame, None
        if frame is not None:
            row = frame.reshape(1, -1)
            if self.parameters.architecture.is_dense or len(self.digits) > 1:
                readings = self.shown_model.read(np.stack([each.reshape(-1) for each in self.digits.frames]))
                self.probabilities = readings[self.digits.selected]
            if not self.parameters.architecture.is_dense:
                self.activations = activate_layers(self.parameters, self.scaling.apply(row).reshape(-1))
                self.probabilities = self.activations.probabilities
            if readings is None and self.probabilities is not None:
                readings = self.probabilities.reshape(1, -1)
            if self.damage:
                self.whole_probabilities = self.whole_model.read(row).reshape(-1)
            if readings is not None and not np.isfinite(readings).all():
                readings = None  # a network whose parameters are too large has no answer
            if self.probabilities is not None and not np.isfinite(self.probabilities).all():
                self.probabilities = None
        self.digits.set_readings(readings)
        if self.digits.is_refused != self._is_refused:
            self._is_refused = self.digits.is_refused
            self.refusal_changed.emit(self._is_refused)
        self.reading_changed.emit(frame, self.probabilities)


_ORIGINS: dict[Origin, str] = {
    "bundled": "origin.bundled",
    "file": "origin.file",
    "random": "origin.random",
    "training": "origin.training",
}


def _note(changes: list[LiveChange], epoch: float, changed: Mapping[str, float]) -> None:
    """Add what was changed at an epoch; of a wheel that is turned, where it stopped counts."""
    if not changed:
        return
    if changes and changes[-1].epoch == epoch:
        changed = {**dict(changes.pop().settings), **changed}
    changes.append(LiveChange(epoch, tuple(changed.items())))


def _unit_of(config: TrainingConfig) -> Unit:
    """What a run with this configuration counts its length in."""
    return "epoch" if config.minimizer is None else config.minimizer.counts


def _are_alike(one: DatasetRef | None, other: DatasetRef | None) -> bool:
    """Whether curves of these digits belong together."""
    return (one is None and other is None) or are_same_digits(one, other)
