"""A run that has begun: its reports and what it began with are put together to the run as it is at each moment."""

import time
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from engine.data.reference import DatasetRef
from engine.models.metadata import LiveChange, describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport


class BeforeRun(NamedTuple):
    """What :meth:`gui.state.workspace.Workspace.begin_run` changes, as it was."""

    begins_anew: bool
    history: LearningCurves
    history_before: LearningCurves
    run_before: str


@dataclass
class RunUnderWay:
    """A run that has begun: what its reports are put together with.

    Attributes
    ----------
    run
        As it was when it began: what its number, name and note are, and what was known of the network.
    config, data
        Its settings and its digits.
    planned_end
        The epoch at which it is to end, on the curves.
    live, changes
        The settings in use that may change while it goes on, and those that did.
    seconds
        How long it has taken, pauses left out; looked at last at ``seen_at``.
    before
        What the workspace had, for a run that ends before it begins.
    has_reported
        Whether it has learned anything.
    resumable
        The run as it was when it last said what it can be resumed from, some seconds ago; ``None`` if it never did.
    """

    run: Run
    config: TrainingConfig
    data: DatasetRef | None
    planned_end: float
    live: dict[str, float]
    before: BeforeRun
    changes: list[LiveChange] = field(default_factory=list)
    seconds: float = 0.0
    seen_at: float = field(default_factory=time.monotonic)
    is_paused: bool = False
    has_reported: bool = False
    resumable: Run | None = None

    def run_after(self, report: TrainingReport, curves: LearningCurves) -> Run:
        """The run as a report says it is now."""
        now = time.monotonic()
        self.seconds += 0.0 if self.is_paused else now - self.seen_at
        self.seen_at, self.is_paused = now, report.state == "paused"
        run, state = self._run_of(report, curves), report.training_state
        if state is not None:
            of_state = replace(
                report,
                parameters=state.answering.parameters,
                epoch=state.last.epoch,
                n_batches=state.n_batches,
            )
            n_points = int(np.searchsorted(curves.epochs, state.last.epoch, side="right"))
            known = replace(curves, values=curves.values[:n_points])
            self.resumable = run if report.is_over else self._run_of(of_state, known)
        return run

    def _run_of(self, report: TrainingReport, curves: LearningCurves) -> Run:
        before, state = self.run.metadata, report.training_state
        metadata = replace(
            describe_run(report, self.config, data=self.data, curves=curves, changes=self.changes),
            n_drawings=before.n_drawings,
            fine_tuning=before.fine_tuning,
        )
        if state is not None and state.answering.parameters is not report.parameters:  # of a report that gave way
            state = None
        model = Model(Parameters(report.architecture, report.parameters), metadata, report.scaling, state=state)
        checkpoints = tuple(each for each in report.checkpoints if each.epoch <= report.epoch)
        return replace(self.run, model=model, seconds=self.seconds, checkpoints=checkpoints)
