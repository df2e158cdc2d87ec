"""The main window: makes everything that is in it, and hands each what it uses; nothing else."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QMenuBar, QSplitter, QVBoxLayout, QWidget

from engine.data.dataset import Dataset
from engine.models.files import load_model
from engine.models.model import Model
from engine.runs.session_folder import SessionFolder
from gui.about_dialog import AboutDialog, versions_text
from gui.actions import Actions, remember_switch
from gui.drawing.broken_network import BrokenNetwork
from gui.drawing.digit_strip import DigitStripPresenter
from gui.drawing.drawing_column import MIN_WIDTH, DrawingColumn
from gui.drawing.drawing_panel import DrawingPanel
from gui.drawing.drawing_presenter import DrawingPresenter
from gui.drawing.reading_panel import ReadingPanel
from gui.drawing.tab_badges import TabBadges
from gui.file_dialogs import FileDialogs
from gui.frame.language_chooser import LanguageChooser
from gui.frame.network_chip import NetworkChip
from gui.frame.panes import Panes
from gui.frame.run_bar import RunBar
from gui.help.help_desk import HelpDesk
from gui.help.tour_sources import TourSources
from gui.my_drawings.fine_tuning import FineTuner
from gui.my_drawings.labeling import Labeling
from gui.pictures.copying import Copying
from gui.pictures.presenter import Pictures
from gui.pictures.printing import Printing
from gui.plots.feature_maps import FeatureMaps
from gui.plots.learning_curves_plot import LossPlot
from gui.plots.time_slider import TimeSlider
from gui.presentation import Presentation
from gui.restore.handover import Handover, HandoverParts, LeavingWindow, TakingOver
from gui.restore.network_undo import NetworkUndo
from gui.restore.new_session import NewSession
from gui.restore.run_switcher import RunSwitcher
from gui.restore.session_autosave import SessionAutosave
from gui.restore.session_snapshot import SessionParts
from gui.restore.sweep_reminder import SweepReminder
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.next_run import NextRun
from gui.state.preferences import Preferences
from gui.state.recipe_choice import RecipeChoice
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.tab_registry import TabParts, Tabs
from gui.theming.fonts import use_typeface
from gui.theming.motion import MotionChooser
from gui.theming.scale import SCALE, px, set_px
from gui.theming.scale_chooser import ScaleChooser
from gui.theming.theme_chooser import ThemeChooser
from gui.training_tab.data_chooser import DataChooser
from gui.training_tab.feature_map_follower import FeatureMapFollower
from gui.training_tab.film_export import FilmExport
from gui.training_tab.settings.augmentation_previewer import AugmentationPreviewer
from gui.training_tab.time_controls import TimeControls
from gui.training_tab.time_machine import TimeMachine
from gui.training_tab.training_panel import TrainingPanel
from gui.training_tab.training_presenter import TrainingPresenter
from gui.training_tab.training_view import TrainingView
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.translation import full_stop, speak, translate
from gui.widgets.columns import Columns
from gui.widgets.enter_key import EnterKey
from gui.widgets.focus_keeper import FocusKeeper
from gui.widgets.focus_order import step_focus
from gui.widgets.focus_ring import FocusRing
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.message_area import MessageArea
from gui.widgets.run_progress import RunProgress
from gui.widgets.scroll_page import PageStack, WindowPage
from gui.widgets.splitters import SharingSplitter
from gui.widgets.window_layout import LEAST, fit_to_screen, restore_layout, save_layout
from gui.workers.background_tasks import TaskThreads
from gui.workers.run_library import RunLibrary
from gui.workers.sweep_controller import SweepController
from gui.workers.training_controller import TrainingController

_MENU_BAR_HEIGHT, _AROUND_MENU = 24, 6
_MOST_STILL_MS = 2000  # that a window stands still while it is made anew, at most, once its digits are read again


class MainWindow(QMainWindow):
    """The window of the program.

    Attributes
    ----------
    workspace, settings, digits, recipes, availability, next_run
        What all views share: the network with all that belongs to it, the settings, which digits, which recipe, what may be
        done now, and what Train will do.
    controller, threads, runs, sweeps
        Who trains, who works for the other views, the runs that are kept, and who has many of them computed.
    menus
        Every command.
    labeling, fine_tuner, pictures, printing
        Who keeps drawings, has the network learn them, opens pictures, and prints.
    presentation, help_desk
        What fills the screen, and who explains.
    stack
        The usual content of the window, and the presentation.
    view_tabs, views
        The views beside the canvas, as tabs, and who makes all but the first.
    panel, loss_plot, mosaic, drawing_panel, canvas, reading
        The views that are always there.
    time_slider, time_controls, time_machine, film_export
        Which moment of the run is shown: the slider, the buttons below, who goes there, and who saves a film of all.
    data_chooser
        Who finds the digits.
    run_bar, chip, progress
        What is over all tabs: what runs the training, which network answers, and how far the run is.
    window_message, status
        What nobody expected, and the line for all messages.
    new_session
        Who begins a session, and goes back to the one before.
    autosave, run_switcher
        Who keeps the session for the next start, and has earlier runs answer; ``None`` in a window that was given no folder
        for them.

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
        use_typeface()
        super().__init__()
        self.setWindowTitle("Digit Lab")
        if remembers:
            fit_to_screen(self)
        else:
            self.resize(1280, 800)
        self._preferences = Preferences() if remembers else None
        self._scale_chooser = ScaleChooser(self._preferences, self)  # before the first widget is made
        self._due_language = ""
        self._fill(session_folder)
        if self._preferences is not None:
            restore_layout(self._preferences, self, self._splitters)
        if self.autosave is not None:
            self.autosave.restore()
        self.data_chooser.begin(dataset)  # in the worker's thread, while the window already answers

    def _fill(self, folder: SessionFolder | None) -> None:
        """Make all that is in the window, in the language in use."""
        self._make_state(folder)
        self._make_views()
        self._compose()
        self._make_presenters()
        self._restore_choices()
        views = (
            self.canvas,
            self._digit_strip,
            self.pictures,
            self.reading,
            self.mosaic,
            self.feature_maps,
            self.loss_plot,
            self.time_slider,
            self.time_controls,
            self.view_tabs,
            self.run_bar,
            self.chip,
            self.status,
            self._tab_badges,
            self.presentation.page,
        )
        self._focus_ring = FocusRing(self)
        self._enter_key = EnterKey(self)
        self._focus_keeper = FocusKeeper(self, self.canvas, self._focus_successors())
        self._panes = Panes(self, following=self.menus.next_pane, previous=self.menus.previous_pane)
        self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)  # keys draw and label from the start
        self._motion_chooser = MotionChooser(self.menus.reduce_motion, self._preferences, self)
        self._theme_chooser = ThemeChooser(self, self.menus.themes, views, self._preferences)
        self._motion_chooser.changed.connect(self._theme_chooser.style_anew)
        self._scale_chooser.connect_to(self.menus.larger, self.menus.smaller, self.menus.normal_size)
        self._scale_chooser.told.connect(self.status.tell)
        self._language_chooser = LanguageChooser(
            self.menus.languages, self._preferences, messages=self.status, parent=self
        )
        self._language_chooser.chosen.connect(self.change_language, Qt.ConnectionType.QueuedConnection)
        self._make_autosave(folder)
        self._handover_parts = HandoverParts(
            self._session_parts,
            self.new_session,
            self.data_chooser,
            self.controller,
            self._training_presenter,
            self.sweeps,
        )

    def _make_state(self, folder: SessionFolder | None) -> None:
        self.workspace, self.settings, self.digits = Workspace(self), Settings(self), DatasetInUse(self)
        self.availability = Availability(self.workspace, self.settings, self)
        self.next_run = NextRun(self.workspace, self.settings, self)
        self.recipes = RecipeChoice(self.workspace, self.settings, self.digits, self.availability, self)
        self.threads = TaskThreads(self)
        self.threads.crashed.connect(self.show_crash)
        self.runs = RunLibrary(folder.store if folder is not None else None, self.threads, self)
        self.sweeps = SweepController(lambda: self.runs.store, self.threads, self)
        self.controller = TrainingController(self)
        self.controller.crashed.connect(self.show_crash)
        self.controller.state_changed.connect(self.availability.set_run_state)
        self.controller.reading_changed.connect(self.availability.set_reading)

    def _make_views(self) -> None:
        self.menus = Actions(self.menuBar(), self.availability)
        SCALE.keep(self.menuBar(), "fit", _fit_menu_bar, is_last=True)
        self.menus.quit.triggered.connect(self.close)
        self.menus.about.triggered.connect(self._on_about)
        self.status = MessageArea()
        self.window_message = self.status.make_message()
        self.progress = RunProgress(self.status.make_message())
        self.progress.state_changed.connect(self.status.set_state)
        self.sweeps.is_on_changed.connect(self.progress.set_sweeping)
        self.run_bar = RunBar(
            self.menus, self.availability, self.settings, self.workspace,
            next_run=self.next_run, progress=self.progress,
        )  # fmt: skip
        self.chip = NetworkChip(self.menus, self.workspace)
        self.panel = TrainingPanel(
            self.menus, self.availability, self.settings, self.digits, self.recipes,
            messages=self.status, preferences=self._preferences,
        )  # fmt: skip
        self.mosaic, self.feature_maps = WeightMosaic(), FeatureMaps()
        self.loss_plot, self.time_slider = LossPlot(), TimeSlider()
        self.loss_plot.set_slider(self.time_slider)
        self.time_controls = TimeControls(self.menus)
        self.menus.logarithmic.toggled.connect(self.loss_plot.set_logarithmic)
        self.reading = ReadingPanel(self.menus)
        self.workspace.reading_changed.connect(self.reading.set_reading)
        self.workspace.refusal_changed.connect(self.reading.set_refused)
        self.workspace.format_changed.connect(self.reading.set_format)
        self.drawing_panel = DrawingPanel(self.menus)
        self.canvas = self.drawing_panel.canvas
        self._drawing_presenter = DrawingPresenter(self.availability, self.workspace, canvas=self.canvas, parent=self)
        self._digit_strip = DigitStripPresenter(self.workspace, canvas=self.canvas, parent=self)
        self.menus.presentation.toggled.connect(self._digit_strip.set_presented)
        self.view_tabs = LazyTabs()

    def _compose(self) -> None:
        training = self._training_view = TrainingView(
            self.panel, self.loss_plot, self.mosaic, self.feature_maps, self.status, time_controls=self.time_controls
        )
        self.view_tabs.set_name(self.view_tabs.addTab(training, translate("Tabs", "Training")), "Training")
        columns = Columns(_stacked(self.run_bar, self.view_tabs), self._right_column())
        self._splitters: list[QSplitter] = [columns, *training.splitters]
        for splitter in self._splitters:
            splitter.setChildrenCollapsible(False)
            set_px(splitter.setHandleWidth, 8)
        content = QWidget()
        layout = QVBoxLayout(content)
        set_px(layout.setContentsMargins, 8, 8, 8, 8)
        layout.addWidget(columns)
        self.stack = PageStack()
        self.stack.addWidget(content)
        self.setCentralWidget(WindowPage(self.stack))
        frame = self.layout()
        if frame is not None:
            frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what is in the window scrolls, if need be
        self.setMinimumSize(LEAST)
        self.setStatusBar(self.status)

    def _right_column(self) -> QWidget:
        column = QWidget()
        set_px(column.setMinimumWidth, MIN_WIDTH)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        set_px(outer.setSpacing, 8)
        outer.addWidget(self.chip)
        outer.addWidget(DrawingColumn(self.drawing_panel, self.reading), 1)
        return column

    def _make_presenters(self) -> None:
        menus, availability, workspace = self.menus, self.availability, self.workspace
        settings, digits, controller = self.settings, self.digits, self.controller
        self._training_presenter = TrainingPresenter(
            menus, workspace, settings, digits, controller, next_run=self.next_run,
            panel=self.panel, loss_plot=self.loss_plot, mosaic=self.mosaic, progress=self.progress,
            status=self.status, parent=self,
        )  # fmt: skip
        self.time_machine = TimeMachine(
            menus,
            workspace,
            slider=self.time_slider,
            plot=self.loss_plot,
            controls=self.time_controls,
            reading=self.reading,
            availability=self.availability,
            messages=self.status,
            parent=self,
        )
        self._tab_badges = TabBadges(menus, self.view_tabs, self.reading)
        self._broken_network = BrokenNetwork(menus, workspace, reading=self.reading, messages=self.status, parent=self)
        self._training_presenter.frame_shown.connect(self.time_machine.show_moment)
        self._training_presenter.frame_shown.connect(self.chip.show_network)
        self._map_follower = FeatureMapFollower(workspace, self.feature_maps, parent=self)
        self._map_follower.has_maps_changed.connect(self._training_view.set_has_maps)
        self.feature_maps.seen_changed.connect(self.reading.network_input.set_seen)
        self.file_dialogs = FileDialogs(
            menus, availability, workspace, digits, self.threads.make("network"),
            library=self.runs, messages=self.status, parent=self,
        )  # fmt: skip
        self.data_chooser = DataChooser(
            menus, workspace, digits, controller, self.threads.make("networks in data"),
            settings=settings, recipes=self.recipes, panel=self.panel, status=self.status, parent=self,
        )  # fmt: skip
        self.data_chooser.download.crashed.connect(self.show_crash)
        self._augmentation_previewer = AugmentationPreviewer(workspace, self.panel.form, parent=self)
        self.labeling = Labeling(
            menus, availability, workspace, digits, controller,
            tasks=self.threads.make("drawings"), canvas=self.canvas, messages=self.status, parent=self,
        )  # fmt: skip
        self.pictures = Pictures(
            menus, availability, workspace, digits, self.threads.make("pictures"),
            canvas=self.canvas, messages=self.status, parent=self,
        )  # fmt: skip
        self.film_export = FilmExport(
            menus, workspace, self.threads.make("film"), plot=self.loss_plot, messages=self.status, window=self
        )
        self._copying = Copying(
            menus, workspace, canvas=self.canvas, reading=self.reading, messages=self.status, window=self
        )
        self.printing = Printing(
            menus, workspace, canvas=self.canvas, curves=self.loss_plot, messages=self.status, window=self
        )
        self.data_chooser.picture_wanted.connect(self.pictures.open)
        self.labeling.picture_kept.connect(self.pictures.mark_kept)
        self.labeling.label_changed.connect(self.pictures.change_label)
        self.fine_tuner = FineTuner(
            menus, availability, workspace, controller,
            drawings=self.labeling, doubt_finder=self.threads.make("labels"), progress=self.progress,
            messages=self.status, parent=self,
        )  # fmt: skip
        self.presentation = Presentation(
            self, self.stack, menus, workspace,
            drawing_panel=self.drawing_panel,
            views={
                "curves": lambda: self.loss_plot,
                "tab": self.view_tabs.currentWidget,
            },
        )  # fmt: skip
        self.view_tabs.currentChanged.connect(self.presentation.follow_tab)
        parts = TabParts(
            workspace,
            settings,
            availability,
            self.canvas,
            self.labeling,
            self.threads,
            self.status,
            menus,
            digits,
            self.runs,
            self.sweeps,
            self._preferences,
        )
        self.views = Tabs(self.view_tabs, parts, self)
        self.pictures.lesson_found.connect(self.views.open_lesson_file)
        self.pictures.run_found.connect(self.file_dialogs.open_run_file)
        menus.add_tabs(self.view_tabs)
        self.help_desk = HelpDesk(
            menus, self.menuBar(), self, fields=self.panel.form.fields, preferences=self._preferences,
            tour_sources=TourSources(
                availability, settings, workspace, self.next_run,
                stroke_finished=self.canvas.stroke_finished, open_training=menus.tabs["Training"],
            ),
        )  # fmt: skip

    def _make_autosave(self, folder: SessionFolder | None) -> None:
        parts = self._session_parts = SessionParts(
            self.workspace, self.settings, self.digits, self.canvas, self.view_tabs, self.progress
        )
        self.autosave: SessionAutosave | None = None
        self.run_switcher: RunSwitcher | None = None
        self.availability.note(keeps_runs=folder is not None)
        if folder is not None:
            self.autosave = SessionAutosave(parts, folder, self.controller, messages=self.status, parent=self)
            self.run_switcher = RunSwitcher(
                self.chip, self.workspace, self.availability, self.autosave, messages=self.status, parent=self
            )
            self.loss_plot.set_numbers(self.run_switcher.number_of)
            self.autosave.saved.connect(self.loss_plot.show_numbers)
            self.autosave.saved.connect(self.runs.refresh_if_read)
            self.runs.use_requested.connect(self.run_switcher.use)
            if self._preferences is not None:
                self._sweep_reminder = SweepReminder(
                    self.menus, self.availability, self.sweeps, self._preferences, messages=self.status, parent=self
                )
        self._network_undo = NetworkUndo(
            parts,
            self.recipes,
            self.controller,
            number_of=self.run_switcher.number_of if self.run_switcher is not None else None,
            messages=self.status,
            parent=self,
        )
        self._training_presenter.report_shown.connect(self._network_undo.tell_due)
        self.new_session = NewSession(
            self.menus, self.availability, parts, self.autosave, messages=self.status, parent=self
        )

    def _focus_successors(self) -> dict[QWidget, QWidget]:
        """By control that can be used no more once it was: what has the focus then."""
        bar, drawing, status = self.run_bar, self.drawing_panel, self.status
        return {
            bar.stop_button: bar.train_button,
            bar.step_button: bar.train_button,
            self._digit_strip.bar.strip: self.canvas,
            drawing.undo_button: self.canvas,
            drawing.redo_button: self.canvas,
            drawing.clear_button: self.canvas,
            status.action_button: self.canvas,
            status.close_button: self.canvas,
        }

    def _restore_choices(self) -> None:
        if self._preferences is not None:
            pen = self._preferences.text("pen", "")
            if pen.isdigit():
                self.drawing_panel.set_pen_percent(int(pen))
            for action in self.menus.pens.values():
                action.triggered.connect(self._remember_pen)
            remember_switch(self._preferences, self.menus.logarithmic, "logarithmic")
            remember_switch(self._preferences, self.menus.digit_keys, "digitKeys")

    @Slot()
    def _remember_pen(self) -> None:
        if self._preferences is not None:
            self._preferences.set_text("pen", str(self.drawing_panel.pen_percent))

    # What the window can be told from outside

    def open_data(self, source: str) -> None:
        """Read a data set, a name or a path, and use it; what cannot be read leaves the one in use."""
        self.digits.request(source)

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
        if model.note is not None:
            self.status.tell(full_stop(str(model.note)))

    @Slot(str)
    def set_theme(self, choice: str) -> None:
        """Use the theme "light", "dark" or "contrast", or that of the "system"."""
        self._theme_chooser.set_theme(choice)

    @Slot(str)
    def show_crash(self, report: str) -> None:
        """Tell of something unexpected, with a report that can be copied; drawing and network are untouched."""
        self.window_message.show_message(
            self.tr("Something unexpected happened, but your drawing and your network are still here."),
            f"{versions_text()}\n\n{report}",
        )

    def focusNextPrevChild(self, following: bool) -> bool:
        """The Tab key goes through the window as it is read."""
        return step_focus(self, forwards=following)

    @Slot()
    def _on_about(self) -> None:
        AboutDialog(self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, go at once, and then end what goes on and keep the session: nobody has to watch that."""
        self.presentation.leave()  # the next start is not to fill the screen
        if self._preferences is not None:
            save_layout(self._preferences, self, self._splitters)
        self.hide()
        if self.autosave is not None:
            self.autosave.begin_closing()
        self._end_threads()
        if self.autosave is not None:
            self.autosave.close()
        super().closeEvent(event)

    def _end_threads(self) -> None:
        self.threads.cancel()
        self.data_chooser.download.shutdown()
        self.controller.shutdown()
        self.sweeps.shutdown()
        self.threads.shutdown()

    # Another language

    @Slot(str)
    def change_language(self, language: str) -> None:
        """Change to it, once the network has learned the user's drawings if it does: that takes some seconds."""
        self._due_language = language
        if self.workspace.is_fine_tuning:
            self.controller.state_changed.connect(self._change_language, Qt.ConnectionType.QueuedConnection)
        else:
            self._change_language()

    @Slot()
    def _change_language(self) -> None:
        """Make all that is in the window anew, in the language that is due; it shows what it showed, and goes on.

        The window itself stays, with its place and its size, and shows the last picture until the next is ready.
        """
        language, self._due_language = self._due_language, ""
        if not language:
            return
        self.presentation.leave()
        self.setUpdatesEnabled(False)
        theme, switches, splitters = self._theme_chooser.choice, self._switches_on(), self._borders()
        leaving = LeavingWindow(self._handover_parts)
        self._end_threads()
        left = leaving.handover()
        folder = None
        if self.autosave is not None:
            folder = self.autosave.folder
            self.autosave.hand_over()
        self._empty()
        speak(language)
        self._fill(folder)
        self.set_theme(theme)
        for action, is_on in zip(self._switches(), switches, strict=True):
            if action.isChecked() != is_on and (is_on or action.actionGroup() is None):
                action.trigger()
        for splitter in self._splitters:
            splitter.restoreState(splitters.get(splitter.objectName(), QByteArray()))
        self._take_over(left)

    def _take_over(self, left: Handover) -> None:
        taking = TakingOver(self._handover_parts, left, self)
        taking.done.connect(self._on_taken_over)
        QTimer.singleShot(_MOST_STILL_MS, taking, self._on_taken_over)
        if self.autosave is not None:
            self.autosave.go_on()

    @Slot()
    def _on_taken_over(self) -> None:
        if not self.updatesEnabled():
            self.setUpdatesEnabled(True)
            self.status.tell(self.tr("The window is in English now."))

    def _empty(self) -> None:
        """Delete all that is in the window; what was made with it and stays has no texts.

        Whoever looks after widgets goes before them: the focus moves while they go, and nobody is to act on it.
        """
        kept: tuple[QObject | None, ...] = (self.layout(), self._scale_chooser)
        for child in sorted(self.children(), key=QObject.isWidgetType):
            if child not in kept:
                child.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _switches(self) -> list[QAction]:
        """What is switched in the menus, and remembered nowhere else in a window that remembers nothing."""
        menus = self.menus
        switches = [menus.logarithmic, menus.digit_keys, menus.reduce_motion]
        return [*switches, *menus.pens.values(), *menus.presented.values()]

    def _switches_on(self) -> list[bool]:
        return [action.isChecked() for action in self._switches()]

    def _borders(self) -> dict[str, QByteArray]:
        """Where those borders are that somebody moved."""
        moved = (each for each in self._splitters if not isinstance(each, SharingSplitter) or each.is_moved)
        return {splitter.objectName(): splitter.saveState() for splitter in moved}


def _fit_menu_bar(bar: QMenuBar) -> None:
    """As high as designed, or as the titles of the menus need: fonts for Chinese have higher lines."""
    metrics = QFontMetrics(QApplication.font(bar))  # the bar's own size hint is still that of the factor before
    line = max((metrics.size(0, action.text()).height() for action in bar.actions()), default=0)
    bar.setFixedHeight(max(px(_MENU_BAR_HEIGHT), line + px(_AROUND_MENU)))


def _stacked(*widgets: QWidget) -> QWidget:
    """Widgets one below the other; the last takes the room."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    set_px(layout.setSpacing, 8)
    for widget in widgets:
        layout.addWidget(widget)
    return column
