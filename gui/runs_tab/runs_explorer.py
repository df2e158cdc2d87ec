"""Stands between the runs that are kept and the tab that shows them: carries out what can be done with a run."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from engine.errors import RunStoreError
from engine.io.file_writing import DISK
from engine.io.presence import is_folder
from engine.models.metadata import lenient_config_from
from engine.runs.run import Run
from engine.runs.run_files import SUFFIX, export_run, run_as_json, run_as_python
from engine.runs.summary import SETTINGS, RunSummary
from engine.runs.tables import runs_csv
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from gui.actions import Actions
from gui.frame.run_series import RunSeries, Step
from gui.plots.overlaid_curves import RunCurve, bands_of
from gui.runs_tab.comparison import of_seeds, verdict, without_reason
from gui.runs_tab.listed_runs import ListedRuns
from gui.runs_tab.run_table import RUN
from gui.runs_tab.run_text import run_name
from gui.runs_tab.runs_view import RunsView
from gui.runs_tab.view_memory import ViewMemory
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.message_area import MessageArea
from gui.widgets.refresher import Refresher
from gui.workers.run_library import RunLibrary

_LOOK_EVERY_MS = 3000  # for what other windows and command lines write, while the tab can be seen
_LOOK_AFTER_MS = 200  # a folder changes several times in a row; and what has just been listed is painted first
_FIRST_TICKED = 2
_KINDS = {
    QT_TRANSLATE_NOOP("RunsExplorer", "Runs for Digit Lab (*.digitlab-run)"): SUFFIX,
    QT_TRANSLATE_NOOP("RunsExplorer", "Settings, figures and curves (*.json)"): ".json",
    QT_TRANSLATE_NOOP("RunsExplorer", "Python that repeats it (*.py)"): ".py",
}


class RunsExplorer(QObject):
    """Reads the runs while the tab can be seen, and whenever something was done to one.

    Attributes
    ----------
    view
        The view; ``None`` before the tab is opened.
    series
        Who trains several runs one after the other.
    message
        Why something could not be done.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        *,
        digits: DatasetInUse,
        library: RunLibrary,
        messages: MessageArea,
        preferences: Preferences | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._workspace, self._settings = actions, workspace, settings
        self._availability, self._digits, self._library = availability, digits, library
        self._messages, self.message = messages, messages.make_message()
        self._runs = ListedRuns(library, workspace, self)
        self.view: RunsView | None = None
        self.series = RunSeries(actions, availability, workspace, settings, digits, messages=messages, parent=self)
        self._memory = ViewMemory(preferences, self)
        ticked = self._memory.ticked()
        self._slots: dict[str, int] = ticked or {}  # of the runs that are ticked, in the order in which they were
        self._curves: dict[str, tuple[tuple[object, ...], LearningCurves]] = {}
        self._listed = set(self._slots)
        self._problem = ""
        self._is_chosen = ticked is not None  # which are ticked: else the latest are
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(library.refresh)
        self._looker = Refresher(self._look, interval_ms=_LOOK_AFTER_MS, waits=True, parent=self)
        self._runs.changed.connect(self._on_runs_changed)
        library.opened.connect(self.tick)
        workspace.network_changed.connect(self._note_selected)
        availability.run_state_changed.connect(self._note_selected)
        availability.run_state_changed.connect(self._show)
        for action, carry_out in (
            (actions.use_run, self._use),
            (actions.train_on_run, self._train_on),
            (actions.repeat_run, self._repeat),
            (actions.tick_run, self._tick_selected),
            (actions.star_run, self._star_selected),
            (actions.rename_run, self._rename),
            (actions.note_run, self._note),
            (actions.delete_run, self._delete),
            (actions.export_run, self._export_run),
            (actions.export_runs, self._export_table),
        ):
            action.triggered.connect(carry_out)
        for n_seeds, action in actions.repeat_seeds.items():
            action.triggered.connect(partial(self._repeat_with_seeds, n_seeds))

    def make_view(self) -> RunsView:
        """The view, wired."""
        view = self.view = RunsView(self._actions, self._messages)
        self._availability.note(lists_runs=True)
        self._memory.restore(view)
        view.seen.connect(self._on_seen)
        view.hidden_again.connect(self._on_hidden)
        view.shown_changed.connect(self._show)
        view.max_bytes_chosen.connect(self._library.set_max_bytes)
        view.table.key_pressed.connect(self._on_key)
        selection = view.table.selectionModel()
        selection.selectionChanged.connect(self._on_selection_changed)
        selection.currentRowChanged.connect(self._on_selection_changed)
        view.model.ticked.connect(self.tick)
        view.model.starred.connect(lambda run_id, on: self._library.edit(run_id, is_starred=on))
        view.model.renamed.connect(lambda run_id, name: self._library.edit(run_id, name=name))
        view.model.noted.connect(lambda run_id, note: self._library.edit(run_id, note=note))
        view.hint.setText(self._why_none())
        return view

    # When to look

    @Slot()
    def _on_seen(self) -> None:
        self._library.refresh()
        self._timer.start()
        self._watch()
        self._runs.set_watched(True)

    @Slot()
    def _on_hidden(self) -> None:
        self._timer.stop()
        self._runs.set_watched(False)

    def _watch(self) -> None:
        """Hear at once of runs that come and go."""
        folder = str(self._library.store.folder)
        if self._watcher is None and is_folder(Path(folder)):
            self._watcher = QFileSystemWatcher([folder], self)
            self._watcher.directoryChanged.connect(self._on_folder_changed)

    @Slot()
    def _on_folder_changed(self) -> None:
        self._looker.request()

    def _look(self) -> None:
        if self._timer.isActive():
            self._library.refresh()

    @Slot()
    def _on_runs_changed(self) -> None:
        view, runs = self.view, self._runs.runs
        self._problem = ""
        if view is None:
            return
        ids = {run.id for run in runs}
        gone = self._listed - ids  # a run that has just ended may not be stored yet
        self._listed = ids
        self._slots = {run_id: slot for run_id, slot in self._slots.items() if run_id not in gone}
        if not self._is_chosen:  # something to see: a new run beside the one before
            latest = [run.id for run in runs[:_FIRST_TICKED]]
            self._slots = {run_id: slot for run_id, slot in self._slots.items() if run_id in latest}
            for run_id in latest:
                self._slots.setdefault(run_id, self._free_slot())
        view.model.set_ticked(self._slots)
        view.model.set_runs(runs)
        self._watch()
        self._show()

    # What is shown

    @Slot()
    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        if not view.table.currentIndex().isValid() and view.model.rows:
            view.table.selectRow(0)
        library = self._library
        view.set_state(
            len(library.runs), library.n_bytes, library.max_bytes, is_empty=not library.runs, reason=self._why_none()
        )
        self._on_selection_changed()
        self._show_curves()

    def _why_none(self) -> str:
        """Why no run is listed, unless it is as it is at first."""
        now = self._availability.now
        if self._problem or self._library.runs:
            return self._problem
        if not self._library.is_read:
            return " "
        if not now.keeps_runs:
            return self.tr("This window keeps no runs. Save what it has learned with Ctrl+S.")
        if now.run_state != "idle":
            return self.tr("Every run is kept here. The one under way comes as soon as it is saved for the first time.")
        return ""

    @Slot()
    def _on_selection_changed(self) -> None:
        view = self.view
        if view is None:
            return
        chosen = view.table.selected()
        view.model.set_selected(chosen[0] if chosen else None)
        self._show_pair(chosen)
        self._note_selected()

    def _show_pair(self, chosen: Sequence[RunSummary]) -> None:
        """The two that are selected; or the one that is, and the one of the others that was ticked last."""
        if self.view is None:
            return
        others = [self._runs.run(run_id) for run_id in reversed(self._slots)]
        pair = [
            *chosen[:2],
            *(run for run in others if run is not None and run.id not in {each.id for each in chosen[:1]}),
        ]
        self.view.pair.show_pair(*(pair[:2] if len(pair) >= 2 else (None, None)))

    @Slot()
    def _note_selected(self) -> None:
        """What can be done with the run that is selected."""
        view = self.view
        chosen = view.table.selected() if view is not None else []
        in_use = {run.id for run in self._workspace.runs_to_save() if run is not None} | {self._workspace.run.id}
        free = [run for run in chosen if run.id not in in_use and not run.is_under_way]
        self._availability.note(
            has_chosen_run=bool(chosen),
            chosen_run_is_over=bool(chosen) and not chosen[0].is_under_way,
            chosen_run_answers=bool(chosen) and chosen[0].id == self._workspace.run.id,
            chosen_run_is_known=bool(chosen) and bool(chosen[0].settings) and chosen[0].data is not None,
            chosen_run_can_go=bool(free),
        )

    # Curves

    def _show_curves(self) -> None:
        view = self.view
        if view is None:
            return
        ticked = [run for run_id in self._slots if (run := self._runs.run(run_id)) is not None]
        for run in ticked:
            curves_now = self._runs.curves_at_hand(run.id)
            if curves_now is not None:
                self._curves[run.id] = _version(run), curves_now
        missing = [run.id for run in ticked if self._curves.get(run.id, ((), None))[0] != _version(run)]
        if missing:
            self._library.load_curves(
                missing, partial(self._on_curves_loaded, {run.id: _version(run) for run in ticked})
            )
        known = [run for run in ticked if run.id in self._curves]
        curves = [_curve_of(run, self._slots[run.id], self._curves[run.id][1]) for run in known]
        bands = list(bands_of(curves, of_seeds(known)))
        view.mean_button.setVisible(bool(bands))
        if not view.mean_button.isChecked():
            bands = []
        sentence = verdict(ticked)
        view.verdict.set_texts(sentence or " ", *without_reason(sentence))  # it takes its line, whatever it says
        view.verdict.setToolTip(sentence)
        view.curves.show_curves(
            curves, bands, empty=self.tr("Tick runs in the table: their curves lie over each other here.")
        )

    def _on_curves_loaded(self, versions: dict[str, tuple[object, ...]], loaded: dict[str, LearningCurves]) -> None:
        for run_id, curves in loaded.items():
            self._curves[run_id] = versions[run_id], curves
        self._curves = {run_id: each for run_id, each in self._curves.items() if run_id in self._slots}
        self._show_curves()

    # Ticks and stars

    def _free_slot(self) -> int:
        taken = set(self._slots.values())
        return next(slot for slot in range(len(taken) + 1) if slot not in taken)

    @Slot(str, bool)
    def tick(self, run_id: str, on: bool = True) -> None:
        """Have the curve of a run among the others, or not."""
        self._is_chosen = True
        if on and run_id not in self._slots:
            self._slots[run_id] = self._free_slot()
        elif not on:
            self._slots.pop(run_id, None)
        if self.view is not None:
            self.view.model.set_ticked(self._slots)
            self._show()
        self._memory.keep_ticked(self._slots)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the runs that are ticked, in the order in which they were."""
        return tuple(self._slots)

    def _chosen(self) -> list[RunSummary]:
        return self.view.table.selected() if self.view is not None else []

    @Slot()
    def _tick_selected(self) -> None:
        chosen = self._chosen()
        on = any(run.id not in self._slots for run in chosen)
        for run in chosen:
            self.tick(run.id, on)

    @Slot()
    def _star_selected(self) -> None:
        chosen = self._chosen()
        on = any(not run.is_starred for run in chosen)
        for run in chosen:
            self._library.edit(run.id, is_starred=on)

    # What else can be done with a run

    @Slot(str)
    def _on_key(self, key: str) -> None:
        actions = self._actions
        action = {
            "star": actions.star_run,
            "rename": actions.rename_run,
            "delete": actions.delete_run,
            "use": actions.use_run,
        }
        chosen = action[key]
        if chosen.isEnabled():
            chosen.trigger()
        else:  # a menu says so beside the command; a key has no other place
            self.message.refuse(chosen.whatsThis())

    @Slot()
    def _use(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._library.use_requested.emit(chosen[0].id)

    @Slot()
    def _train_on(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        run, config = chosen[0], _config_of(chosen[0])
        if self._workspace.run.id != run.id:
            self._library.use_requested.emit(run.id)
        if self._workspace.run.id == run.id and config is not None and run.data is not None:  # else why not is told
            self.series.start([Step(config, run.data.source, is_new=False)])

    @Slot()
    def _repeat(self) -> None:
        chosen = self._chosen()
        config = _config_of(chosen[0]) if chosen else None
        if config is not None and chosen[0].data is not None:
            self.series.start([Step(config, chosen[0].data.source)], self._tick_all)

    def _repeat_with_seeds(self, n_seeds: int, *_: object) -> None:
        """The run that is there is the first; all are measured on the validation digits that it was."""
        chosen = self._chosen()
        config = _config_of(chosen[0]) if chosen else None
        if config is None or chosen[0].data is None:
            return
        seeds = [config.seed + number for number in range(1, n_seeds)]
        shared = config.drawn_validation_seed
        steps = [Step(config.with_values(seed=seed, validation_seed=shared), chosen[0].data.source) for seed in seeds]
        self.series.start(steps, partial(self._tick_all, first=chosen[0].id))

    def _tick_all(self, run_ids: Sequence[str], first: str = "") -> None:
        """Show the curves of runs that have just been made, and no others."""
        self._is_chosen = True
        self._slots = {}
        for run_id in filter(None, (first, *run_ids)):
            self._slots[run_id] = self._free_slot()
        self._memory.keep_ticked(self._slots)
        self._library.refresh()
        if self.view is not None:
            self.view.model.set_ticked(self._slots)

    @Slot()
    def _rename(self) -> None:
        self._edit_chosen(lambda view, row: view.table.edit_cell(row, RUN))

    @Slot()
    def _note(self) -> None:
        self._edit_chosen(lambda view, row: view.edit_note(row))

    def _edit_chosen(self, edit: Callable[[RunsView, int], object]) -> None:
        chosen = self._chosen()
        if self.view is not None and chosen:
            self.view.show_table()
            edit(self.view, self.view.model.row_of(chosen[0].id))

    @Slot()
    def _delete(self) -> None:
        """Delete what is selected, but for what answers or is under way; it can be brought back."""
        in_use = {run.id for run in self._workspace.runs_to_save() if run is not None} | {self._workspace.run.id}
        going = [run for run in self._chosen() if run.id not in in_use and not run.is_under_way]
        if not going:
            return
        ids = tuple(run.id for run in going)
        if self.view is not None:
            row = max(min(self.view.model.row_of(run_id) for run_id in ids), 0)
            rest = [run for run in self.view.model.rows if run.id not in ids]
            if rest:
                self.view.table.selectRow(self.view.model.row_of(rest[min(row, len(rest) - 1)].id))

        def told(done: Sequence[str]) -> None:
            name = run_name(next(run for run in going if run.id == done[0]))
            one, several = self.tr("{name} is deleted."), self.tr("{n} runs are deleted.")
            text = one.format(name=name) if len(done) == 1 else several.format(n=len(done))
            self._messages.tell(text, action=self.tr("Undo"), carry_out=lambda: self._library.undelete(done))

        self._library.delete(ids, told)

    # Files

    @Slot()
    def _export_run(self) -> None:
        chosen = self._chosen()
        if not chosen or self.view is None:
            return
        kinds = {translate("RunsExplorer", kind): suffix for kind, suffix in _KINDS.items()}
        name = (
            "".join(sign if sign.isalnum() or sign in "-_. " else "-" for sign in run_name(chosen[0])).strip() or "run"
        )
        path, kind = QFileDialog.getSaveFileName(self.view, self.tr("Export the run"), name, ";;".join(kinds))
        if not path:
            return
        suffix = next((end for end in _KINDS.values() if path.lower().endswith(end)), "")
        target = Path(path if suffix else f"{path}{kinds.get(kind, SUFFIX)}")
        own = self._own_run(chosen[0])
        if own is not None:
            self._write_run(target, own)
        else:
            self._library.load(chosen[0].id, partial(self._write_run, target))

    def _own_run(self, listed: RunSummary) -> Run | None:
        """The run that answers, as a save at this moment would store it; ``None`` for any other one."""
        run = self._workspace.runs_to_save()[-1]
        if run is None or run.id != listed.id:
            return None
        return replace(run, number=listed.number, name=listed.name, note=listed.note, is_starred=listed.is_starred)

    def _write_run(self, path: Path, run: Run) -> None:
        try:
            if path.suffix.lower() == SUFFIX:
                export_run(run, path)
            else:
                text = run_as_json(run) if path.suffix.lower() == ".json" else run_as_python(run)
                DISK.write_whole(path, lambda file: file.write(text.encode()))
        except (RunStoreError, OSError) as error:
            reason = str(error) if isinstance(error, RunStoreError) else error.strerror or str(error)
            self.message.refuse(self.tr("{file} was not written: {reason}").format(file=path.name, reason=reason))
        else:
            self._messages.tell(self.tr("Saved as {file}.").format(file=path.name))

    @Slot()
    def _export_table(self) -> None:
        view = self.view
        if view is None:
            return
        path, _ = QFileDialog.getSaveFileName(view, self.tr("Export the table"), "runs.csv", self.tr("Tables (*.csv)"))
        if not path:
            return
        target = Path(path if path.lower().endswith(".csv") else f"{path}.csv")
        try:
            DISK.write_whole(target, lambda file: file.write(runs_csv(view.model.rows).encode("utf-8-sig")))
        except OSError as error:
            reason = error.strerror or str(error)
            self.message.refuse(self.tr("{file} was not written: {reason}").format(file=target.name, reason=reason))
        else:
            self._messages.tell(self.tr("Saved as {file}.").format(file=target.name))


def _curve_of(run: RunSummary, slot: int, curves: LearningCurves) -> RunCurve:
    planned_end = run.planned_epochs if run.is_under_way and math.isfinite(run.planned_epochs) else 0.0
    came_to = run.validation if run.validation is not None and not run.is_under_way else None
    if came_to is None:
        return RunCurve(run.id, run_name(run), slot, curves, planned_end=planned_end)
    loss = came_to.cost if came_to.cost is not None else math.nan
    return RunCurve(run.id, run_name(run), slot, curves, came_to.accuracy, loss)


def _version(run: RunSummary) -> tuple[object, ...]:
    """What is another when the curves may be others."""
    return run.epochs, run.state, run.n_bytes


def _config_of(run: RunSummary) -> TrainingConfig | None:
    """The settings of a run, checked."""
    values = dict(zip(SETTINGS, run.settings, strict=False))
    if not values:
        return None
    return lenient_config_from(
        {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    )
