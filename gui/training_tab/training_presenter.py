"""Stands between the tab "Training" and the worker: begins runs, steers them, and shows how they go on."""

from PySide6.QtCore import QObject, Signal, Slot

from engine.data.reference import digits_name
from engine.training.report import TrainingReport
from gui.actions import Actions
from gui.plots.learning_curves_plot import LossPlot
from gui.state.availability import RunState
from gui.state.dataset_in_use import DatasetInUse
from gui.state.next_run import NextRun
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.message_area import MessageArea
from gui.widgets.phrases import data_text, evaluation_text
from gui.widgets.refresher import Refresher
from gui.widgets.run_progress import RunProgress
from gui.workers.training_controller import TrainingController
from gui.workers.training_worker import NetworkEvaluation

_FRAME_INTERVAL_MS = 240  # curves and numbers can be read no quicker


class TrainingPresenter(QObject):
    """Carries out the commands of the menu Training, and keeps the views up to date, no more often than can be seen.

    Attributes
    ----------
    frame_shown
        Signal: progress, curves and weights show what the workspace has now; what tells its numbers too does so with them.
    report_shown
        Signal: and with them what a run has told.
    """

    frame_shown = Signal()
    report_shown = Signal()

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        digits: DatasetInUse,
        controller: TrainingController,
        *,
        next_run: NextRun,
        panel: TrainingPanel,
        loss_plot: LossPlot,
        mosaic: WeightMosaic,
        progress: RunProgress,
        status: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._digits, self._controller = workspace, settings, digits, controller
        self._panel, self._loss_plot, self._mosaic = panel, loss_plot, mosaic
        self._progress, self._status, self._next_run = progress, status, next_run
        self._reset_is_due = self._branch_is_due = False
        self._takes_report = self._has_news = False
        self._refresher = Refresher(self._show_frame, interval_ms=_FRAME_INTERVAL_MS, parent=self)
        actions.train.triggered.connect(self._on_train_requested)
        actions.step.triggered.connect(self._on_step_requested)
        actions.stop.triggered.connect(controller.stop)
        actions.reset.triggered.connect(self._on_reset_requested)
        actions.train_from_here.triggered.connect(self._on_train_from_here_requested)
        actions.evaluate.triggered.connect(self._on_evaluation_requested)
        actions.bundled_model.triggered.connect(workspace.use_bundled_model)
        settings.live_edited.connect(controller.change)
        settings.live_edited.connect(workspace.note_change)
        settings.edited.connect(self._show_data)
        next_run.changed.connect(self._show_other_plan)
        settings.edited.connect(self._request_frame)
        settings.edited.connect(self._show_plan_after_run)
        workspace.begins_anew_changed.connect(self._on_begins_anew_changed)
        progress.state_changed.connect(self._show_other_start)
        workspace.network_changed.connect(self._request_frame)
        workspace.history_changed.connect(self._request_frame)
        workspace.moment.changed.connect(self._show_moment)
        workspace.dataset_changed.connect(self._on_dataset_changed)
        workspace.model_replaced.connect(self._on_model_replaced)
        controller.dataset_loaded.connect(workspace.set_dataset)
        controller.state_changed.connect(self._on_state_changed)
        controller.report_received.connect(self._on_report_received)
        controller.evaluated.connect(self._on_evaluated)
        controller.run_failed.connect(progress.message.show_message)
        mosaic.set_parameters(workspace.parameters, workspace.run.id)
        self._show_origin()

    # Commands

    @Slot()
    def _on_train_requested(self) -> None:
        """Train, or pause the run that goes on, or resume the one that is paused."""
        if self._controller.state == "running":
            self._controller.pause()
        elif self._controller.state == "paused":
            self._controller.resume()
        else:
            self._start(paused=False)

    @Slot()
    def _on_step_requested(self) -> None:
        if self._controller.state == "idle":
            self._start(paused=True)
        self._controller.step()

    def go_on(self, *, paused: bool) -> None:
        """Train as the command does, or wait for it with a run that has begun."""
        if self._controller.state == "idle":
            self._start(paused=paused)

    def _start(self, *, paused: bool) -> None:
        self._panel.form.commit_typing()
        config = self._settings.config
        start = self._workspace.begin_run(config)
        self._progress.message.clear()
        self._panel.data_message.clear()
        self._progress.set_starting(is_starting=True)
        self._refresher.request()
        self._refresher.refresh_now()
        self._controller.start(
            config,
            self._digits.source,
            live=self._settings.live,
            initial=start.initial,
            scaling=start.scaling,
            first_epoch=start.first_epoch,
            state=start.state,
            checkpoints=start.checkpoints,
            legs=start.legs,
            paused=paused,
        )

    @Slot()
    def _on_reset_requested(self) -> None:
        if self._controller.state == "idle":
            self._reset()
        else:
            self._reset_is_due = True
            self._controller.stop()

    def _reset(self) -> None:
        self._reset_is_due = False
        self._panel.form.commit_typing()
        self._workspace.reset(self._settings.config)

    @Slot()
    def _on_train_from_here_requested(self) -> None:
        """A new run goes on from the moment that is shown; one that is under way ends first, and is kept."""
        self._panel.form.commit_typing()
        why = self._workspace.obstacle_to_branch(self._settings.config)
        if why:
            self._progress.message.refuse(why)
        elif self._controller.state == "idle":
            self._branch()
        else:
            self._branch_is_due = True
            self._controller.stop()

    def _branch(self) -> None:
        self._branch_is_due = False
        if self._workspace.moment.is_past:
            self._workspace.begin_at_moment()  # that the run before is kept is told with the first frame
            self._start(paused=False)

    @Slot()
    def _on_evaluation_requested(self) -> None:
        """Evaluate the network in use without training it; weight decay and test digits are those of the panel."""
        self._progress.message.clear()
        self._panel.form.commit_typing()
        self._controller.evaluate(self._workspace.model(), self._digits.source, self._settings.config)

    # What came of it

    @Slot(str)
    def _on_state_changed(self, state: RunState) -> None:
        if state == "idle":
            self._progress.set_starting(is_starting=False)
            self._workspace.end_run()
            self._has_news = True
            self._refresher.request()
        if state != "running":
            self._refresher.refresh_now()
        if state == "idle" and self._reset_is_due:
            self._reset()
        if state == "idle" and self._branch_is_due:
            self._branch()

    @Slot(object)
    def _on_report_received(self, report: TrainingReport) -> None:
        self._takes_report = True
        try:
            self._workspace.apply_report(report)
        finally:
            self._takes_report, self._has_news = False, True
        self._refresher.request()

    @Slot(object)
    def _on_evaluated(self, evaluation: NetworkEvaluation) -> None:
        self._progress.set_idle_text(evaluation_text(evaluation), is_news=True)

    @Slot()
    def _on_dataset_changed(self) -> None:
        self._show_data()
        if self._controller.state == "idle":
            self._show_origin()

    # Showing

    @Slot()
    def _on_model_replaced(self) -> None:
        self._show_origin(is_news=True)

    def _show_origin(self, *, is_news: bool = False) -> None:
        outlook = self._workspace.outlook_text(self._settings.config)
        self._progress.set_idle_text(outlook, is_news=is_news, is_outlook=True)

    @Slot()
    def _show_other_plan(self) -> None:
        """What Train will do is something else now: where that is what is told, tell it anew."""
        if self._progress.is_outlook:
            self._show_origin()

    @Slot(bool)
    def _on_begins_anew_changed(self, begins_anew: bool) -> None:
        """A recipe was chosen: the run that ended does not go on, though no setting may have changed."""
        if begins_anew:
            self._show_plan_after_run()

    @Slot()
    def _show_plan_after_run(self) -> None:
        """Settings were changed where it is told how the last run ended: tell what Train will do with them."""
        if self._controller.state == "idle" and self._progress.has_report:
            plan = self._next_run.plan
            self._status.set_state(self._progress.text if plan.kind == "continue" else str(plan.why))

    @Slot()
    def _show_other_start(self) -> None:
        """A session was restored in which another network is to be trained than the one whose run is told of."""
        plan = self._next_run.plan
        if self._controller.state == "idle" and self._progress.has_report and plan.kind == "train a new network":
            self._status.set_state(str(plan.why))

    @Slot()
    def _show_data(self) -> None:
        if self._workspace.dataset is not None:
            dataset = self._workspace.dataset
            short = f"{digits_name(dataset.label)}, {len(dataset.digits):,}"
            self._status.set_facts(short, data_text(dataset, self._settings.config))

    @Slot()
    def _show_moment(self) -> None:
        """Another moment is shown: at once, as it follows the hand."""
        self._mosaic.set_parameters(self._workspace.parameters, self._workspace.run.id)
        self.frame_shown.emit()

    @Slot()
    def _request_frame(self) -> None:
        """Something changed: it is shown with all that changes with it, not amid the taking over of a report."""
        if not self._takes_report:
            self._refresher.request()

    def _show_frame(self) -> None:
        """Progress, curves and weights, all of one report."""
        workspace = self._workspace
        is_of_report = self._has_news and workspace.last_report is not None
        if is_of_report and workspace.last_report is not None:
            self._progress.set_report(workspace.last_report, is_fine_tuning=workspace.is_fine_tuning)
        self._has_news = False
        self._loss_plot.show_curves(workspace.shown_curves(self._settings.config))
        self._mosaic.set_parameters(workspace.parameters, workspace.run.id)
        self.frame_shown.emit()
        if is_of_report:
            self.report_shown.emit()
