"""The main window: composes the views and wires them to workspace and controller, nothing else."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from engine.data.dataset import Dataset
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs.session_folder import SessionFolder
from engine.training.report import TrainingReport
from gui.about_dialog import AboutDialog, versions_text
from gui.actions import Menus
from gui.drawing.drawing_panel import DrawingPanel
from gui.drawing.reading_panel import ReadingPanel
from gui.file_dialogs import FileDialogs
from gui.my_drawings.fine_tuning import FineTuner
from gui.my_drawings.labelling import Teaching
from gui.plots.learning_curves_plot import LossPlot
from gui.restore.new_session import NewSession
from gui.restore.session_autosave import SessionAutosave
from gui.state.preferences import WindowState
from gui.state.workspace import Workspace
from gui.tab_registry import Views
from gui.theming.theme_chooser import ThemeChooser
from gui.training_tab.data_chooser import DataChooser
from gui.training_tab.network_evaluator import NetworkEvaluator
from gui.training_tab.settings.augmentation_previewer import AugmentationPreviewer
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.training_view import TrainingView
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.widgets.cards import Card
from gui.widgets.lazy_tabs import ViewTabs
from gui.widgets.message_bar import MessageBar
from gui.widgets.phrases import data_text, speed_text
from gui.widgets.refresher import Refresher
from gui.workers.background_tasks import BackgroundTasks
from gui.workers.training_controller import RunState, TrainingController

_PLOT_INTERVAL_MS = 150
_MOSAIC_INTERVAL_MS = 100
_PROGRESS_INTERVAL_MS = 200


class MainWindow(QMainWindow):
    """The window of the program.

    Attributes
    ----------
    workspace
        What is shown.
    controller
        Who trains.
    view_tabs
        The views beside the canvas, as tabs.
    panel, loss_plot, mosaic, canvas, reading
        The views that are always there.
    data_chooser
        Who finds the digits.
    message_bar
        What is wrong with the window as a whole.
    keeper
        Who keeps the session for the next start; ``None`` in a window that was given no folder for it.

    Parameters
    ----------
    remembers
        Whether size, theme and pen are those of the last time.
    session_folder
        Where the session is kept: what is there is shown, and what happens is kept from then on.
    dataset
        The digits to begin with; by default those of the session, or UCI's.
    """

    def __init__(
        self, *, remembers: bool = True, session_folder: SessionFolder | None = None, dataset: Dataset | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("Digit Lab")
        self.resize(1280, 800)
        self.setMinimumSize(1000, 640)
        self._state = WindowState() if remembers else None
        self._reset_is_due = False
        self._tasks: list[BackgroundTasks] = []
        self.workspace = Workspace(self)
        self.controller = TrainingController(self)
        self.panel = TrainingPanel()
        self.loss_plot = LossPlot()
        self.mosaic = WeightMosaic()
        self.reading = ReadingPanel()
        self.message_bar = MessageBar()
        self.menus = Menus(self)
        self.drawing_panel = DrawingPanel(self.menus)
        self.canvas = self.drawing_panel.canvas
        self.view_tabs = ViewTabs()
        self._compose()
        self._plot_refresher = Refresher(self._refresh_plot, interval_ms=_PLOT_INTERVAL_MS, parent=self)
        self._progress_refresher = Refresher(self._refresh_progress, interval_ms=_PROGRESS_INTERVAL_MS, parent=self)
        self._mosaic_refresher = Refresher(self._refresh_mosaic, interval_ms=_MOSAIC_INTERVAL_MS, parent=self)
        self._wire_views()
        self._wire_training()
        self._wire_menus()
        self._file_dialogs = FileDialogs(self)
        self.data_chooser = DataChooser(self)
        self._network_evaluator = NetworkEvaluator(self)
        self._augmentation_previewer = AugmentationPreviewer(self)
        self.teaching = Teaching(self)
        self.fine_tuner = FineTuner(self)
        self.views = Views(self)
        self._restore()
        self._theme_chooser = ThemeChooser(self, self._state)
        self._show_session()
        self.keeper = SessionAutosave(self, session_folder) if session_folder is not None else None
        if self.keeper is not None:
            self.keeper.restore()
        self.new_session = NewSession(self, self.keeper)
        self.data_chooser.begin(dataset)  # in the worker's thread, while the window already answers

    # Composition

    def _compose(self) -> None:
        training = TrainingView(self.panel, self.loss_plot, self.mosaic)
        self.view_tabs.addTab(training, "Training")
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setObjectName("columnSplitter")
        columns.addWidget(self.view_tabs)
        columns.addWidget(self._right_column())
        columns.setStretchFactor(0, 3)
        columns.setStretchFactor(1, 1)
        columns.setSizes([958, 330])
        self._splitters = [columns, *training.splitters]
        for splitter in self._splitters:
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(8, 6, 8, 2)
        layout.setSpacing(6)
        layout.addWidget(self.message_bar)
        layout.addWidget(columns, 1)
        self.setCentralWidget(content)
        self._data_label, self._network_label, self._speed_label = QLabel(), QLabel(), QLabel()
        self.statusBar().addWidget(self._data_label)
        self.statusBar().addWidget(self._network_label)
        self.statusBar().addPermanentWidget(self._speed_label)

    def _right_column(self) -> QWidget:
        column = QWidget()
        column.setMinimumWidth(250)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.drawing_panel, 3)
        outer.addWidget(Card("What the network sees and reads", self.reading), 2)
        return column

    # Wiring

    def _wire_views(self) -> None:
        workspace = self.workspace
        self.canvas.drawing_changed.connect(self._on_drawing_changed)
        workspace.reading_changed.connect(self.reading.set_reading)
        workspace.network_changed.connect(self._mosaic_refresher.request)
        workspace.network_changed.connect(self._on_network_changed)
        workspace.format_changed.connect(self.reading.set_format)
        workspace.history_changed.connect(self._plot_refresher.request)
        workspace.dataset_changed.connect(self._on_dataset_changed)

    def _wire_training(self) -> None:
        panel, controller = self.panel, self.controller
        panel.train_requested.connect(self._on_train_requested)
        panel.pause_requested.connect(controller.pause)
        panel.step_requested.connect(self._on_step_requested)
        panel.stop_requested.connect(controller.stop)
        panel.reset_requested.connect(self._on_reset_requested)
        panel.form.live_edited.connect(controller.change)
        panel.form.live_edited.connect(self.workspace.note_change)
        panel.form.edited.connect(self._update_actions)
        panel.form.edited.connect(self._show_data)
        controller.reading_changed.connect(panel.set_reading)
        controller.reading_changed.connect(self._update_actions)
        controller.state_changed.connect(self._on_state_changed)
        controller.report_received.connect(self._on_report_received)
        controller.dataset_loaded.connect(self.workspace.set_dataset)
        controller.run_failed.connect(panel.run_message.show_message)
        controller.crashed.connect(self.show_crash)

    def _wire_menus(self) -> None:
        menus = self.menus
        menus.bundled_model.triggered.connect(self._on_bundled_model_requested)
        menus.quit.triggered.connect(self.close)
        menus.train.triggered.connect(self._on_train_or_pause)
        menus.step.triggered.connect(self._on_step_requested)
        menus.stop.triggered.connect(self.controller.stop)
        menus.reset.triggered.connect(self._on_reset_requested)
        menus.logarithmic.toggled.connect(self.loss_plot.set_logarithmic)
        self.loss_plot.log_box.toggled.connect(menus.logarithmic.setChecked)
        menus.about.triggered.connect(self._on_about)

    def _restore(self) -> None:
        if self._state is not None:
            self._state.restore(self, self._splitters)
            pen = self._state.text("pen", "")
            if pen.isdigit():
                self.drawing_panel.pen_slider.setValue(int(pen))
            self.menus.logarithmic.setChecked(self._state.text("logarithmic", "no") == "yes")

    def _show_session(self) -> None:
        self.mosaic.set_parameters(self.workspace.parameters)
        self._on_network_changed(self.workspace.parameters)
        self._data_label.setText("Reading the digits…")
        self.panel.set_idle_text(self.workspace.origin_text())
        self._update_actions()

    # What the window can be told from outside

    def open_data(self, source: str) -> None:
        """Read a data set, a name or a path, and use it; what cannot be read leaves the one in use."""
        self.data_chooser.choose(source)

    def make_tasks(self, name: str) -> BackgroundTasks:
        """A thread for the work of one view; it ends with the window."""
        tasks = BackgroundTasks(name, self)
        tasks.crashed.connect(self.show_crash)
        self._tasks.append(tasks)
        return tasks

    def open_model(self, path: Path) -> None:
        """Use a network from a file.

        Raises
        ------
        ModelError
            If it cannot be read; the network in use stays.
        """
        self.use_model(load_model(path), path.name)

    def use_model(self, model: Model, name: str) -> None:
        """Use a network that was read from a file of that name."""
        self.workspace.set_model(model, "file", name=name)
        self.panel.set_idle_text(self.workspace.origin_text())

    @Slot(str)
    def set_theme(self, choice: str) -> None:
        """Use the theme "light" or "dark", or that of the "system"."""
        self._theme_chooser.set_theme(choice)

    @Slot(str)
    def show_crash(self, report: str) -> None:
        """Tell of something unexpected, with a report that can be copied; drawing and network are untouched."""
        last_line = report.strip().rpartition("\n")[2]
        self.message_bar.show_message(
            f"Something unexpected happened: {last_line[:160]}. Your drawing and your network are still here.",
            f"{versions_text()}\n\n{report}",
        )

    # Reactions

    @Slot()
    def _on_drawing_changed(self) -> None:
        self.workspace.set_strokes(self.canvas.drawing.strokes)

    @Slot(object)
    def _on_network_changed(self, parameters: Parameters) -> None:
        architecture = parameters.architecture
        self._network_label.setText(f"Network {architecture}, {architecture.n_parameters:,} parameters")

    @Slot(object)
    def _on_dataset_changed(self, dataset: Dataset) -> None:
        self.panel.set_source(dataset.source, dataset.label)
        self._show_data()
        if self.controller.state == "idle":
            self.panel.set_idle_text(self.workspace.origin_text())

    @Slot()
    def _show_data(self) -> None:
        dataset = self.workspace.dataset
        if dataset is not None and not self.panel.form.error():
            self._data_label.setText(data_text(dataset, self.panel.form.config()))

    @Slot()
    def _on_train_requested(self) -> None:
        if self.controller.state == "paused":
            self.controller.resume()
        else:
            self._start(paused=False)

    @Slot()
    def _on_train_or_pause(self) -> None:
        if self.controller.state == "running":
            self.controller.pause()
        else:
            self._on_train_requested()

    @Slot()
    def _on_step_requested(self) -> None:
        if self.controller.state == "idle":
            self._start(paused=True)
        self.controller.step()

    def _start(self, *, paused: bool) -> None:
        if self.controller.state != "idle":
            return
        self.panel.form.commit_typing()
        config = self.panel.form.config()
        start = self.workspace.begin_run(config)
        self.panel.run_message.clear()
        self.panel.data_message.clear()
        self.controller.start(
            config,
            self.panel.source,
            live=self.panel.form.live_settings(),
            initial=start.initial,
            scaling=start.scaling,
            first_epoch=start.first_epoch,
            paused=paused,
        )

    @Slot()
    def _on_reset_requested(self) -> None:
        if self.controller.state == "idle":
            self._reset()
        else:
            self._reset_is_due = True
            self.controller.stop()

    def _reset(self) -> None:
        self._reset_is_due = False
        self.panel.form.commit_typing()
        self.workspace.reset(self.panel.form.config())
        self.panel.set_idle_text(self.workspace.origin_text())

    @Slot(str)
    def _on_state_changed(self, state: RunState) -> None:
        self.panel.set_state(state)
        if state != "running":
            self._progress_refresher.refresh_now()
            self._plot_refresher.refresh_now()
            self._mosaic_refresher.refresh_now()
        if state == "idle" and self._reset_is_due:
            self._reset()
        self._update_actions()

    @Slot(object)
    def _on_report_received(self, report: TrainingReport) -> None:
        self.workspace.apply_report(report)
        self._progress_refresher.request()

    @Slot()
    def _refresh_progress(self) -> None:
        report = self.workspace.last_report
        if report is not None:
            self.panel.set_report(report)
            speed = speed_text(report.samples_per_second) if report.state == "running" else ""
            self._speed_label.setText(speed)

    @Slot()
    def _refresh_plot(self) -> None:
        self.loss_plot.set_history(self.workspace.history)

    @Slot()
    def _refresh_mosaic(self) -> None:
        self.mosaic.set_parameters(self.workspace.parameters)

    @Slot()
    def _update_actions(self) -> None:
        state, panel, menus = self.controller.state, self.panel, self.menus
        is_idle = state == "idle"
        menus.train.setText({"idle": "&Train", "running": "&Pause", "paused": "&Resume"}[state])
        menus.train.setEnabled(panel.step_button.isEnabled())
        menus.step.setEnabled(panel.step_button.isEnabled())
        menus.stop.setEnabled(not is_idle)
        menus.reset.setEnabled(panel.reset_button.isEnabled())
        menus.evaluate.setEnabled(is_idle and panel.train_button.isEnabled())
        for action in (menus.open_data, menus.open_folder, menus.open_model, menus.bundled_model):
            action.setEnabled(is_idle)

    @Slot()
    def _on_bundled_model_requested(self) -> None:
        self.workspace.use_bundled_model()
        self.panel.set_idle_text(self.workspace.origin_text())

    @Slot()
    def _on_about(self) -> None:
        AboutDialog(self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, go at once, and then end what goes on and keep the session: nobody has to watch that."""
        if self._state is not None:
            self._state.save(self, self._splitters)
            self._state.set_text("pen", str(self.drawing_panel.pen_slider.value()))
            self._state.set_text("logarithmic", "yes" if self.menus.logarithmic.isChecked() else "no")
        self.hide()
        if self.keeper is not None:
            self.keeper.begin_closing()
        for tasks in self._tasks:
            tasks.cancel()
        self.data_chooser.download.shutdown()
        self.controller.shutdown()
        for tasks in self._tasks:
            tasks.shutdown()
        if self.keeper is not None:
            self.keeper.close()
        super().closeEvent(event)
