"""Stands between the sweep and its view: reads the form, starts and steers, and shows what comes of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.io.file_writing import DISK
from engine.sweeps.executor import n_cores
from engine.sweeps.plan import MOST_UNASKED, SweepPlan
from engine.sweeps.ranking import verdict
from engine.sweeps.table import csv_text
from engine.text.percent import percent_text
from engine.text.program import how_to_get
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from gui.actions import Actions
from gui.plots.overlaid_curves import RunCurve
from gui.plots.sweep_picture import SweepFigure
from gui.runs_tab.comparison import without_reason
from gui.runs_tab.sweep_text import (
    PointRow,
    SweepListing,
    about_text,
    earlier_text,
    listing_of,
    measure_title,
    runs_text,
    settings_text,
    values_name,
)
from gui.runs_tab.sweep_view import SweepView
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.settings import Settings
from gui.state.sweep_draft import DraftReading, draft_of, read_draft
from gui.state.workspace import Workspace
from gui.translation import fill, full_stop
from gui.widgets.message_area import MessageArea, News
from gui.widgets.phrases import duration_text, sentence_case
from gui.workers.run_library import RunLibrary
from gui.workers.sweep_controller import (
    Estimate,
    SweepController,
    SweepPlace,
    SweepShown,
    has_dask,
    n_workers_beside,
)

_READ_MS, _ESTIMATE_MS = 120, 300  # after the last key
_MOST_EARLIER, _MOST_CURVES = 20, 8
_CLUSTER, _ON_CLUSTER = "sweep/cluster", "sweep/onCluster"  # where a sweep was computed last


@dataclass(frozen=True)
class _Base:
    """A sweep from whose settings runs differ in place of the Training tab's: its plan and its digits."""

    plan: SweepPlan
    data: DatasetRef

    @property
    def config(self) -> TrainingConfig:
        """Its settings."""
        return self.plan.config


class SweepPresenter(QObject):
    """See the module.

    Attributes
    ----------
    view
        The view; ``None`` before it is opened.
    message
        Why something could not be done.
    back_wanted, shown_wanted
        Signals: the table of runs is to be seen; the sweep is.
    progressed
        Signal (text): how far the sweep is, "13 of 30 runs"; empty while none is under way.
    """

    back_wanted = Signal()
    shown_wanted = Signal()
    progressed = Signal(str)

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        *,
        digits: DatasetInUse,
        library: RunLibrary,
        sweeps: SweepController,
        messages: MessageArea,
        preferences: Preferences | None = None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions, self._workspace, self._settings = actions, workspace, settings
        self._availability, self._digits, self._library = availability, digits, library
        self._sweeps, self._messages, self.message = sweeps, messages, messages.make_message()
        self.view: SweepView | None = None
        self._reading = DraftReading()
        self._base: _Base | None = None
        self._known_id = ""
        self._place: SweepPlace | None = None  # of a sweep that begins
        self._asked: QMessageBox | None = None  # whether to begin very many runs
        self._estimate: Estimate | None = None
        self._refusal: tuple[SweepPlan, str] | None = None
        self._listing: SweepListing | None = None
        self._curves: dict[str, LearningCurves] = {}
        self._was_reading = False
        self._follows_best = True  # until a result is chosen
        self._news: News | None = None
        self._read_timer, self._estimate_timer = QTimer(self), QTimer(self)
        for timer, wait, carry_out in (
            (self._read_timer, _READ_MS, self.read_form),
            (self._estimate_timer, _ESTIMATE_MS, self._ask_estimate),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(carry_out)
        for changed in (settings.edited, workspace.dataset_changed, digits.choice_changed, digits.missing_changed):
            changed.connect(self._read_soon)
        availability.changed.connect(self._on_availability_changed)
        sweeps.changed.connect(self._show)
        sweeps.listed.connect(self._show_earlier)
        sweeps.begun.connect(self._on_begun)
        sweeps.ended.connect(self._on_ended)
        sweeps.failed.connect(self._on_failed)
        sweeps.remarked.connect(self._on_remarked)
        sweeps.estimated.connect(self._on_estimated)
        sweeps.refused.connect(self._on_refused)
        for action, carry_out in (
            (actions.run_sweep, self._run),
            (actions.cancel_sweep, sweeps.cancel),
            (actions.use_result, self._use_chosen),
            (actions.use_result_network, self._use_network),
            (actions.export_sweep, self._export),
            (actions.delete_sweep, self._ask_to_delete),
        ):
            action.triggered.connect(carry_out)
        self._show()

    def make_view(self) -> SweepView:
        """The view, wired."""
        view = self.view = SweepView(self._actions, self._messages)
        view.back_wanted.connect(self.back_wanted)
        view.base_button.clicked.connect(self._use_training_tab)
        view.form.set_places(n_workers_beside(), n_cores(), why_no_cluster=self._why_no_cluster())
        view.form.set_config(self._settings.config)
        if self._preferences is not None:
            is_chosen = self._preferences.is_on(_ON_CLUSTER, default=False)
            view.form.set_cluster(self._preferences.text(_CLUSTER, ""), is_chosen=is_chosen)
        view.form.edited.connect(self._read_soon)
        view.earlier_menu.aboutToShow.connect(self._show_earlier)
        view.table.settings_wanted.connect(self.use_settings)
        view.table.chosen_changed.connect(self._on_chosen_by_hand)
        for picture in view.pictures.values():
            picture.point_chosen.connect(view.table.choose)
            picture.settings_wanted.connect(self.use_settings)
            picture.set_empty_text(
                self.tr("Choose what varies, then press Start sweep: what each combination comes to is drawn here.")
            )
        view.curves_wanted.connect(self._show_curves)
        view.seen.connect(self._on_seen)
        self._availability.note(plans_sweep=True)
        self.read_form()
        self._show()
        return view

    def _why_no_cluster(self) -> str:
        if has_dask():
            return ""
        return self.tr("A cluster needs the package distributed: {how}").format(how=how_to_get("cluster"))

    @Slot()
    def _on_seen(self) -> None:
        self._sweeps.refresh()
        self._show_results()
        self._read_soon()

    # The form

    @Slot()
    def _read_soon(self) -> None:
        if self.view is not None:
            self._read_timer.start()

    @Slot()
    def _on_availability_changed(self) -> None:
        """Digits are being read, or have been."""
        if self._availability.now.is_reading != self._was_reading:
            self._was_reading = self._availability.now.is_reading
            self._read_soon()

    @property
    def _config(self) -> TrainingConfig:
        return self._base.config if self._base is not None else self._settings.config

    @property
    def _dataset(self) -> Dataset | None:
        """The digits, if they are at hand."""
        dataset = self._workspace.dataset
        if self._base is None or dataset is None:
            return dataset
        return dataset if dataset.ref.content_hash == self._base.data.content_hash else None

    @Slot()
    def read_form(self) -> None:
        """Read what the form says now, mark what is wrong, and find out how long it takes."""
        view, base = self.view, self._base
        if view is None:
            return
        self._read_timer.stop()
        view.form.set_config(self._config)
        self._reading = read_draft(view.form.draft, self._config, dataset=self._dataset)
        if base is not None and view.form.draft == draft_of(base.plan) and self._reading.plan != base.plan:
            # That very sweep, which can go on: not all of a plan of the command line can be typed in here.
            self._reading = replace(self._reading, plan=base.plan, problems={})
        elif self._is_base_of_training_tab() and not self._sweeps.is_on:
            self._base = None
        view.form.show_problems(self._reading.problems, self._reading.notes)
        plan = self._reading.plan
        if self._estimate is not None and self._estimate.plan != plan:
            self._estimate = None
        if self._refusal is not None and self._refusal[0] != plan:
            self._refusal = None
        if plan is None or self._sweeps.is_on:
            self._estimate_timer.stop()
        elif self._estimate is None and self._refusal is None:
            self._estimate_timer.start()
        self._show_base()
        self._show_progress()

    def _is_base_of_training_tab(self) -> bool:
        """Whether runs differ from what the Training tab says now."""
        base, dataset = self._base, self._workspace.dataset
        if base is None:
            return True
        if dataset is None or base.config != self._settings.config:
            return False
        return base.data.content_hash == dataset.ref.content_hash

    def _show_base(self) -> None:
        view = self.view
        if view is None:
            return
        is_same = self._is_base_of_training_tab()
        if is_same or self._base is None:
            text = self.tr("From the settings of the Training tab: {settings}.")
            told = settings_text(self._config, self._workspace.dataset)
        else:
            text = self.tr("From the settings of this sweep: {settings}.")
            told = settings_text(self._config, self._dataset, self._base.data)
        view.base_label.setText(text.format(settings=told))
        view.base_button.setVisible(not is_same and not self._sweeps.is_on)

    @Slot()
    def _use_training_tab(self) -> None:
        self._base = None
        self.read_form()

    @Slot()
    def _ask_estimate(self) -> None:
        plan, dataset, view = self._reading.plan, self._dataset, self.view
        if view is None or not view.isVisible() or plan is None or dataset is None or self._sweeps.is_on:
            return
        if self._trouble(plan):
            return
        self._sweeps.estimate(plan, dataset, SweepPlace(view.form.address))

    @Slot(object)
    def _on_estimated(self, estimate: Estimate) -> None:
        if estimate.plan == self._reading.plan:
            self._estimate = estimate
            self._show_progress()
            if self._asked is not None:
                self._asked.setText(self._question_text(estimate.plan))

    @Slot(object, str)
    def _on_refused(self, plan: SweepPlan, sentence: str) -> None:
        if plan == self._reading.plan:
            self._refusal = plan, _as_sentence(sentence)
            self._show_progress()

    def _trouble(self, plan: SweepPlan | None) -> str:
        """What is in the way of the sweep that the form asks for, in a sentence; empty if nothing is."""
        view = self.view
        if plan is None:
            return self._reading.problem
        in_training_tab = self._trouble_in_training_tab(plan) if self._base is None else ""
        if in_training_tab:
            return in_training_tab
        if view is not None and view.form.is_on_cluster and not view.form.address:
            return self.tr("Enter the address of the scheduler, such as tcp://192.168.1.5:8786.")
        return self._refusal[1] if self._refusal is not None else ""

    def _trouble_in_training_tab(self, plan: SweepPlan) -> str:
        """What is wrong with its settings and its digits; empty if nothing is."""
        dataset, missing = self._workspace.dataset, self._availability.now.missing_digits
        if self._settings.error or missing:
            return self._settings.error or missing
        is_reading = self._availability.now.is_reading
        if is_reading or dataset is None or not dataset.is_read_as(plan.config.input_format):
            return self.tr("The digits are being read.")
        if dataset.streamed is not None:
            return self.tr("Runs on streamed digits cannot be repeated, so they cannot be compared: choose others.")
        return ""

    def _is_of_shown(self, plan: SweepPlan | None) -> bool:
        """Whether the form asks for the sweep that is shown."""
        shown = self._sweeps.shown
        if shown is None or plan is None or plan.fingerprint != shown.plan.fingerprint:
            return False
        if self._base is not None:
            return self._base.data.content_hash == shown.stored.data.content_hash
        dataset = self._dataset
        return dataset is not None and dataset.ref.content_hash == shown.stored.data.content_hash

    # Start, pause, go on

    @Slot()
    def _run(self) -> None:
        sweeps = self._sweeps
        if sweeps.stage == "paused":
            sweeps.resume()
        elif sweeps.is_on:
            sweeps.pause()
        else:
            self.read_form()
            self._start()

    def _start(self) -> None:
        plan = self._reading.plan
        if plan is None or not self._availability.may("run_sweep"):
            return
        self.message.clear()
        n_left = plan.n_runs - (
            len(self._sweeps.shown.results) if self._is_of_shown(plan) and self._sweeps.shown else 0
        )
        if n_left > MOST_UNASKED:
            self._ask(plan)
        else:
            self._begin(plan)

    def _ask(self, plan: SweepPlan) -> None:
        """So many runs are not begun without asking; how long they take is said as soon as it is known."""
        box = self._asked = self._question(self.tr("Start the sweep?"), self._question_text(plan))
        box.finished.connect(self._on_answered)
        if self._estimate is None:
            self._ask_estimate()
        start = box.addButton(self.tr("Start"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Do not start"), QMessageBox.ButtonRole.RejectRole))
        start.setObjectName("sweepQuestionStart")
        start.clicked.connect(partial(self._begin, plan))
        box.open()

    def _question_text(self, plan: SweepPlan) -> str:
        about = about_text(self._estimate.seconds) if self._estimate is not None else ""
        if about:
            text = self.tr("The sweep has {n:,} runs and takes {time}. Start it?")
        else:
            text = self.tr("The sweep has {n:,} runs. Start it?")
        return fill(text, n=plan.n_runs, time=about)

    @Slot()
    def _on_answered(self) -> None:
        self._asked = None

    def _begin(self, plan: SweepPlan, *_: object) -> None:
        view, dataset, base = self.view, self._dataset, self._base
        data = dataset if dataset is not None else base.data if base is not None else None
        if view is None or data is None:
            return
        self._base = _Base(plan, data.ref if isinstance(data, Dataset) else data)
        self._known_id = ""
        self._place = SweepPlace(view.form.address)
        if self._preferences is not None and self._place.address:
            self._preferences.set_text(_CLUSTER, self._place.address)
        self._sweeps.start(plan, data, self._place)

    def _remember_place(self) -> None:
        """A place at which a sweep computes is chosen again in the next window; one that cannot be reached is not."""
        place, self._place = self._place, None
        if self._preferences is not None and place is not None:
            self._preferences.set_on(_ON_CLUSTER, bool(place.address))

    @Slot()
    def _on_begun(self) -> None:
        text = self.tr("The sweep goes on while you draw and train. It is kept if you quit.")
        self._news = self._messages.tell(text, is_remark=True, stays=True)

    @Slot(str)
    def _on_ended(self, state: str) -> None:
        self._messages.take_back(self._news)
        shown = self._sweeps.shown
        self._library.refresh_if_read()
        if shown is not None and state == "finished":
            best = next((row for row in listing_of(shown).rows if row.is_measured), None)
            if best is None or best.ranked is None:
                problem = next((result.problem for result in shown.results.values() if result.problem), "")
                text = self.tr("None of the runs came to anything: {reason}").format(reason=_as_sentence(problem))
            else:
                text = self.tr("The sweep is done. Best: {name}, {value}.").format(
                    name=best.name, value=percent_text(best.ranked.mean)
                )
            is_seen = self.view is not None and self.view.isVisible()
            if is_seen:
                self._messages.tell(text)
            else:
                self._messages.tell(text, action=self.tr("Show the sweep"), carry_out=self.shown_wanted.emit)
        elif shown is not None and state != "failed":
            if state == "cancelled":
                text = self.tr("The sweep has ended; {n:,} of {of:,} runs are done and kept. It can go on later.")
            else:
                text = self.tr("The time of the sweep is over; {n:,} of {of:,} runs are done. It can go on later.")
            self._messages.tell(fill(text, n=shown.n_done, of=shown.plan.n_runs), is_remark=True)
        self.read_form()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.message.refuse(_as_sentence(sentence))

    @Slot(str)
    def _on_remarked(self, sentence: str) -> None:
        self._messages.tell(_as_sentence(sentence), is_remark=True)

    # Earlier sweeps

    @Slot()
    def _show_earlier(self) -> None:
        view, sweeps = self.view, self._sweeps
        if view is None:
            return
        menu = view.earlier_menu
        menu.clear()
        for stored in sweeps.earlier[:_MOST_EARLIER]:
            action = menu.addAction(earlier_text(stored))
            action.setEnabled(not sweeps.is_on)
            action.triggered.connect(partial(self.open, stored.id))
        if not sweeps.earlier:
            menu.addAction(self.tr("No sweep was made yet.")).setEnabled(False)

    def open(self, sweep_id: str, *_: object) -> None:
        """Show an earlier sweep, which can go on."""
        self._known_id = ""
        self._sweeps.open(sweep_id)

    def _take_opened(self, shown: SweepShown) -> None:
        """The form says what an opened sweep is."""
        if self.view is not None:
            self._base = _Base(shown.plan, shown.stored.data)
            self.view.form.set_draft(draft_of(shown.plan))
            self.read_form()

    # What it comes to

    @Slot()
    def _show(self) -> None:
        view, shown, sweeps = self.view, self._sweeps.shown, self._sweeps
        facts = {"sweep_stage": sweeps.stage, "has_sweep_results": shown is not None and bool(shown.results)}
        if view is None:
            self._availability.note(**facts)
            return
        if sweeps.stage == "running":
            self._remember_place()
        if sweeps.stage == "ending":
            view.move_focus_from(view.main_button, view.cancel_button, to=view.back_button)
        elif not sweeps.is_on:
            view.move_focus_from(view.cancel_button, to=view.back_button)
        self._availability.note(**facts)
        if shown is not None and shown.stored.id != self._known_id:
            self._known_id, self._follows_best = shown.stored.id, True
            view.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
            if not sweeps.is_on:
                self._take_opened(shown)
        if sweeps.is_on:
            view.move_focus_from(view.form, to=view.back_button)
        view.form.set_fixed(is_fixed=sweeps.is_on)
        view.earlier_button.setEnabled(not sweeps.is_on)
        if view.isVisible():
            self._show_results()
        self._show_base()
        self._show_progress()

    def _show_results(self) -> None:
        view, shown = self.view, self._sweeps.shown
        if view is None:
            return
        listing = self._listing = listing_of(shown) if shown is not None else None
        view.model.show_listing(listing)
        view.set_has_rows(has_rows=listing is not None and bool(listing.rows))
        if listing is None:
            view.show_figure(SweepFigure())
            view.set_measure(self.tr("Result"), "")
            view.verdict.setText("")
            self._on_chosen()
            return
        view.show_figure(listing.figure)
        n_seeds = len(listing.plan.seeds)
        view.set_measure(
            self.tr("{measure}, %").format(measure=measure_title(listing.measure)),
            fill(self.tr("mean of {n} seeds"), n=n_seeds) if n_seeds > 1 else "",
        )
        judged = verdict(listing.ranked)
        sentence = str(judged) if judged is not None else ""
        view.verdict.set_texts(sentence, *without_reason(sentence))
        view.verdict.setToolTip(view.verdict.text())
        if self._follows_best and listing.rows:
            with QSignalBlocker(view.table):
                view.table.choose(listing.rows[0].point)
        self._on_chosen()
        self._show_curves()

    def _show_progress(self) -> None:
        """How many runs, how long, how far; what is in the way; and what the main button does."""
        view, sweeps, shown, plan = self.view, self._sweeps, self._sweeps.shown, self._reading.plan
        if view is None:
            return
        is_of_shown = self._is_of_shown(plan)
        problem, share, runs, left = "", 0.0, "", ""
        goes_on = False
        if sweeps.is_on:
            if shown is not None and self._known_id:
                share = _share(shown)
                runs = fill(self.tr("{n:,} of {of:,} runs"), n=shown.n_done, of=shown.plan.n_runs)
            left = self._left_text(shown)
            error = ""
        else:
            error = problem = self._trouble(plan)
            if plan is not None:
                runs = runs_text(plan.n_runs)
                left = about_text(self._estimate.seconds) if self._estimate is not None else ""
            if is_of_shown and shown is not None and plan is not None:
                n_done = len([index for index, result in shown.results.items() if index < plan.n_runs])
                n_good = n_done - shown.n_errors
                share = n_done / plan.n_runs
                runs = fill(self.tr("{n:,} of {of:,} runs"), n=n_done, of=plan.n_runs)
                goes_on = n_done > 0 and n_good < plan.n_runs
                if goes_on:
                    left = _rest_text(shown, plan, n_good)
                elif n_done:
                    left = self.tr("done")
                    error = error or self.tr("All runs of this sweep are done: change something for a new one.")
        self.progressed.emit(runs if sweeps.is_on else "")
        view.runs_label.setText(runs)
        view.time_label.setText(left)
        view.time_label.setToolTip(left)
        view.bar.setValue(round(1000 * share))
        is_at_field = not sweeps.is_on and any(row.setting in self._reading.problems for row in view.form.rows)
        view.show_problem("" if is_at_field else problem)
        view.set_main_text(
            {
                "none": self.tr("Go on") if goes_on else self.tr("Start sweep"),
                "paused": self.tr("Go on"),
            }.get(sweeps.stage, self.tr("Pause sweep"))
        )
        if error and not sweeps.is_on:
            view.move_focus_from(view.main_button, to=view.back_button)
        self._availability.note(sweep_error=error, goes_on_with_sweep=goes_on)

    def _left_text(self, shown: SweepShown | None) -> str:
        stage = self._sweeps.stage
        if stage == "running" and shown is not None and math.isfinite(shown.seconds_left):
            return self.tr("{time} left").format(time=duration_text(shown.seconds_left))
        return {
            "starting": self.tr("starting"),
            "paused": self.tr("paused"),
            "ending": self.tr("ending"),
        }.get(stage, "")

    # Curves

    @Slot()
    def _show_curves(self) -> None:
        """Those of what runs, and of the best that are done."""
        view, shown, listing = self.view, self._sweeps.shown, self._listing
        if view is None or shown is None or listing is None or not view.shows_curves:
            if view is not None and view.shows_curves:
                view.curves.show_curves([], empty=self.tr("The learning curves of the best runs will be drawn here."))
            return
        curves, missing = [], []
        for run in shown.under_way.values():
            name = self._curve_name(run.planned.values, run.planned.seed, listing)
            if run.curves.n_points:
                curves.append(RunCurve(f"#{run.planned.index}", name, run.planned.index, run.curves))
        for point in listing.ranked[: max(_MOST_CURVES - len(curves), 1)]:
            result = max(point.results, key=lambda each: getattr(each, listing.measure) or 0.0)
            known = shown.curves.get(result.index) or self._curves.get(result.run_id)
            if known is None and result.run_id:
                missing.append(result.run_id)
            elif known is not None and known.n_points:
                name = self._curve_name(result.values, result.seed, listing)
                accuracy = getattr(result, listing.measure)
                curves.append(
                    RunCurve(
                        result.run_id,
                        name,
                        result.index,
                        known,
                        accuracy if listing.measure == "validation_accuracy" and accuracy is not None else math.nan,
                    )
                )
        if missing:
            self._library.load_curves(missing, self._on_curves_loaded)
        view.curves.show_curves(curves, empty=self.tr("The learning curves of the best runs will be drawn here."))

    @staticmethod
    def _curve_name(values: Iterable[tuple[str, object]], seed: int, listing: SweepListing) -> str:
        named = tuple(values) + ((("seed", seed),) if len(listing.plan.seeds) > 1 else ())
        return values_name(named)  # type: ignore[arg-type] # values of settings

    def _on_curves_loaded(self, loaded: dict[str, LearningCurves]) -> None:
        self._curves.update(loaded)
        self._show_curves()

    # What can be done with a result

    def _chosen(self) -> PointRow | None:
        return self.view.table.chosen() if self.view is not None else None

    @Slot(int)
    def _on_chosen_by_hand(self, _point: int) -> None:
        self._follows_best = False
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen, view = self._chosen(), self.view
        if view is not None:
            for picture in view.pictures.values():
                picture.set_chosen(chosen.point if chosen is not None else -1)
        self._availability.note(
            has_chosen_result=chosen is not None,
            chosen_result_has_network=chosen is not None and bool(chosen.best_run_id),
        )

    @Slot()
    def _use_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.use_settings(chosen.point)

    @Slot(int)
    def use_settings(self, point: int) -> None:
        """Have the settings of a combination in the Training tab, and its digits; it can be undone."""
        shown, listing, settings = self._sweeps.shown, self._listing, self._settings
        row = next((row for row in listing.rows if row.point == point), None) if listing is not None else None
        if shown is None or row is None:
            return
        if not self._availability.may("change_settings"):
            self.message.refuse(self.tr("The settings can be changed once the run has ended: press Stop."))
            return
        before, speed = settings.config, settings.live.batches_per_second
        source, began_anew = self._digits.source, self._workspace.begins_anew
        settings.replace(shown.plan.config.with_values(**dict(row.values)), batches_per_second=speed)
        dataset = self._workspace.dataset
        if dataset is None or dataset.ref.content_hash != shown.stored.data.content_hash:
            self._digits.request(shown.stored.data.source)
        self._workspace.begins_anew = True

        def undo() -> None:
            if self._availability.may("change_settings"):
                settings.replace(before, batches_per_second=speed)
                if source not in (self._digits.source, self._digits.coming):
                    self._digits.request(source)
                self._workspace.begins_anew = began_anew

        text = self.tr("The Training tab has the settings {name}: Train makes a new network with them.")
        self._messages.tell(text.format(name=row.name), action=self.tr("Undo"), carry_out=undo)

    @Slot()
    def _use_network(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.best_run_id:
            self._library.use_requested.emit(chosen.best_run_id)

    @Slot()
    def _ask_to_delete(self) -> None:
        """What is deleted cannot be brought back: it is asked first."""
        shown = self._sweeps.shown
        if shown is None:
            return
        stored = replace(shown.stored, n_done=shown.n_done)
        text = self.tr(
            "Delete the sweep {sweep}? Its runs stay in the table of runs, and may go when old runs make room."
        )
        box = self._question(self.tr("Delete the sweep?"), text.format(sweep=earlier_text(stored)))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        delete.setObjectName("sweepQuestionDelete")
        delete.clicked.connect(partial(self._sweeps.delete, shown.stored.id))
        box.setDefaultButton(box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole))
        box.open()

    def _question(self, title: str, text: str) -> QMessageBox:
        window = self.view.window() if self.view is not None else None
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=window)
        box.setObjectName("sweepQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box

    @Slot()
    def _export(self) -> None:
        shown, view = self._sweeps.shown, self.view
        if shown is None or view is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            view, self.tr("Export the results"), "sweep.csv", self.tr("Tables (*.csv)")
        )
        if not path:
            return
        target = Path(path if path.lower().endswith(".csv") else f"{path}.csv")
        text = csv_text((result for _, result in sorted(shown.results.items())), shown.plan.settings)
        try:
            DISK.write_whole(target, lambda file: file.write(text.encode()))
        except OSError as error:
            reason = error.strerror or str(error)
            self.message.refuse(self.tr("{file} was not written: {reason}").format(file=target.name, reason=reason))
        else:
            self._messages.tell(self.tr("Saved as {file}.").format(file=target.name))


def _share(shown: SweepShown) -> float:
    """How much of a sweep is done, runs under way by their epochs."""
    under_way = sum(run.epoch / run.epochs for run in shown.under_way.values() if run.epochs)
    return min((shown.n_done + under_way) / max(shown.plan.n_runs, 1), 1.0)


def _rest_text(shown: SweepShown, plan: SweepPlan, n_good: int) -> str:
    """About how long the rest takes, by what is done."""
    seconds = [result.seconds for result in shown.results.values() if result.seconds]
    if not seconds:
        return ""
    mean = sum(seconds) / len(seconds)
    return about_text(mean * (plan.n_runs - n_good) / min(n_workers_beside(), plan.n_runs))


def _as_sentence(text: str) -> str:
    return full_stop(sentence_case(text))
