"""The training panel: data and recipe, every setting, the buttons, and how far the run is."""

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.registry import SOURCES
from engine.errors import ConfigurationError
from engine.training.recipes import DEFAULT_RECIPE, RECIPES, Recipe
from engine.training.report import TrainingReport
from gui.training_tab.download_bar import DownloadBar
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.message_bar import MessageBar
from gui.widgets.phrases import progress_text
from gui.workers.training_controller import RunState

_OWN_SETTINGS = ""
_DISTANCE_TO_BAR = 6
_BUTTON_WIDTH = 56  # the least: room for the words, less than Qt gives a button


class TrainingPanel(QWidget):
    """Everything that is set and pressed to train.

    Attributes
    ----------
    form
        The settings.
    valid_config
        What they say or, while a field holds no valid value, said before.
    data_message, run_message
        What is wrong with the data, or with the run, shown beside them.
    download_bar
        The download of MNIST, shown where the data is chosen.
    train_requested, pause_requested, step_requested, stop_requested, reset_requested
        Signals: a button was pressed. A held run is resumed by ``train_requested``.
    dataset_requested
        Signal (source): another data set was chosen.
    recipe_chosen
        Signal (name): a recipe was chosen; the fields show it already.
    open_data_requested
        Signal: a data set from a file is wanted.
    preview_requested
        Signal: digits are to be shown before and after their augmentation.
    """

    train_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal()
    stop_requested = Signal()
    reset_requested = Signal()
    dataset_requested = Signal(str)
    recipe_chosen = Signal(str)
    open_data_requested = Signal()
    preview_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self.setMinimumWidth(290)
        self._state: RunState = "idle"
        self._is_reading = False
        self.form = SettingsForm()
        self.valid_config = RECIPES[DEFAULT_RECIPE].config
        self._make_source_row()
        self._make_recipe_box()
        self._make_buttons()
        self._make_progress()
        self._lay_out()
        self._order_keys()
        self.form.edited.connect(self._on_edited)
        self.form.preview_requested.connect(self.preview_requested)
        self.set_recipe(DEFAULT_RECIPE)
        self.set_state("idle")

    def _make_source_row(self) -> None:
        self.dataset_box = QComboBox()
        self.dataset_box.setObjectName("datasetBox")
        self.dataset_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.dataset_box.setMinimumContentsLength(8)
        for source in SOURCES.values():
            self.dataset_box.addItem(source.label, source.name)
            self.dataset_box.setItemData(self.dataset_box.count() - 1, source.description, Qt.ItemDataRole.ToolTipRole)
        self.dataset_box.setToolTip("The digits to train and to test on")
        self.dataset_box.activated.connect(self._on_dataset_activated)
        self.open_data_button = QToolButton()
        self.open_data_button.setText("…")
        self.open_data_button.setToolTip("Open digits from a file")
        self.open_data_button.setAccessibleName("Open digits from a file")
        self.open_data_button.clicked.connect(self.open_data_requested)
        self.data_message = MessageBar()
        self.download_bar = DownloadBar()

    def _make_recipe_box(self) -> None:
        self.recipe_box = QComboBox()
        self.recipe_box.setObjectName("recipeBox")
        self.recipe_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.recipe_box.setMinimumContentsLength(8)
        for recipe in RECIPES.values():
            self.recipe_box.addItem(recipe.label, recipe.name)
            self.recipe_box.setItemData(self.recipe_box.count() - 1, _explanation(recipe), Qt.ItemDataRole.ToolTipRole)
        self.recipe_box.addItem("Own settings", _OWN_SETTINGS)
        self.recipe_box.setToolTip("Sets all values below; any of them can be changed after it")
        self.recipe_box.activated.connect(self._on_recipe_activated)

    def _make_buttons(self) -> None:
        self.train_button = push_button(
            "Train", "trainButton", "Train the network on the data; goes on where it stopped (F5)"
        )
        self.pause_button = push_button(
            "Pause", "pauseButton", "Hold the run after the batch under way; press again to go on (F5)"
        )
        self.pause_button.setCheckable(True)
        self.step_button = push_button(
            "Step", "stepButton", "Train on a single batch (a SciPy method: a single iteration), then hold (F10)"
        )
        self.stop_button = push_button("Stop", "stopButton", "End the run; what was learned is kept (Shift+F5)")
        self.reset_button = push_button(
            "Reset", "resetButton", "Forget what was learned: new random weights from the seed (Ctrl+R)"
        )
        # As high as Pause beside it: its style makes it higher once it is enabled, which Qt notices only when the theme
        # changes, and the row would jump.
        self.train_button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Ignored)
        for button in (self.train_button, self.pause_button, self.step_button, self.stop_button, self.reset_button):
            button.setMinimumWidth(_BUTTON_WIDTH)
        self.train_button.clicked.connect(self.train_requested)
        self.pause_button.clicked.connect(self._on_pause_clicked)
        self.step_button.clicked.connect(self.step_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        self.reset_button.clicked.connect(self.reset_requested)

    def _make_progress(self) -> None:
        self.progress_bar = QProgressBar()
        self.progress_bar.setRange(0, 1000)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedHeight(8)
        self.progress_label = QLabel()
        self.progress_label.setObjectName("progressLabel")
        self.progress_label.setWordWrap(True)
        self.progress_label.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # as many lines as it takes
        self.progress_label.setSizePolicy(policy)
        self.progress_label.setProperty("role", "muted")
        self.progress_label.setMinimumHeight(2 * self.progress_label.fontMetrics().lineSpacing() + 2)
        self.progress_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.run_message = MessageBar()

    def _lay_out(self) -> None:
        data_row = QHBoxLayout()
        data_row.setSpacing(4)
        data_row.addWidget(self.dataset_box, 1)
        data_row.addWidget(self.open_data_button)
        self.form.add_sources(data_row, self.dataset_box, [self.data_message, self.download_bar], self.recipe_box)

        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        self._fields = QVBoxLayout(scrolled)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.addWidget(self.form)
        self._fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(scrolled)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)

        buttons = QGridLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.train_button, 0, 0, 1, 2)
        buttons.addWidget(self.pause_button, 0, 2)
        for column, button in enumerate((self.step_button, self.stop_button, self.reset_button)):
            buttons.addWidget(button, 1, column)
            buttons.setColumnStretch(column, 1)

        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.progress_bar)
        layout.addWidget(self.progress_label)
        layout.addWidget(self.run_message)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Card("Training", content))

    def _order_keys(self) -> None:
        """The Tab key goes through the panel from top to bottom."""
        buttons = [self.train_button, self.pause_button, self.step_button, self.stop_button, self.reset_button]
        order = [self.recipe_box, self.dataset_box, self.open_data_button, *self.form.fields_in_order(), *buttons]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @property
    def source(self) -> str:
        """Name or path of the chosen data set."""
        return str(self.dataset_box.currentData())

    @Slot(str, str)
    def set_source(self, source: str, label: str) -> None:
        """Show which data set is in use; one from a file is added to the box."""
        index = self.dataset_box.findData(source)
        if index < 0:
            self.dataset_box.addItem(label, source)
            index = self.dataset_box.count() - 1
            self.dataset_box.setItemData(index, source, Qt.ItemDataRole.ToolTipRole)
        self.dataset_box.setCurrentIndex(index)

    @Slot(str)
    def set_recipe(self, name: str) -> None:
        """Set all values as a recipe says."""
        self.form.set_config(RECIPES[name].config)

    @Slot(str)
    def set_state(self, state: RunState) -> None:
        """Show which buttons can be pressed: the run is "idle", "running" or "paused"."""
        self._state = state
        is_idle = state == "idle"
        self.form.set_running(not is_idle)
        for widget in (self.dataset_box, self.open_data_button, self.recipe_box):
            widget.setEnabled(is_idle)
        self.train_button.setText("Resume" if state == "paused" else "Train")
        self.pause_button.setChecked(state == "paused")
        self.pause_button.setEnabled(not is_idle)
        self.stop_button.setEnabled(not is_idle)
        self._enable_start()

    @Slot(bool)
    def set_reading(self, reading: bool) -> None:
        """While digits are being read nothing can begin: it would begin with those before."""
        self._is_reading = reading
        self._enable_start()

    @Slot(object)
    def set_report(self, report: TrainingReport) -> None:
        """Show how far the run is, or how it ended."""
        done = report.epoch / report.epochs if report.epochs and report.state != "finished" else 1.0
        self.progress_bar.setValue(round(1000 * min(done, 1.0)))
        self.progress_label.setText(progress_text(report))
        self.run_message.show_message(report.message if report.state == "failed" else "")

    @Slot(str)
    def set_idle_text(self, text: str) -> None:
        """Say something where the progress is told, while there is none."""
        self.progress_bar.setValue(0)
        self.progress_label.setText(text)
        self.run_message.clear()

    @Slot(int, int)
    def _on_scroll_range_changed(self, _minimum: int, maximum: int) -> None:
        """The fields keep a distance to the scroll bar while there is one."""
        self._fields.setContentsMargins(0, 0, _DISTANCE_TO_BAR if maximum > 0 else 0, 0)

    @Slot()
    def _on_edited(self) -> None:
        self._enable_start()
        try:
            self.valid_config = config = self.form.config()
        except ConfigurationError:
            return
        name = next((recipe.name for recipe in RECIPES.values() if recipe.config == config), _OWN_SETTINGS)
        with QSignalBlocker(self.recipe_box):
            self.recipe_box.setCurrentIndex(self.recipe_box.findData(name))

    def _enable_start(self) -> None:
        can_start = not self.form.error() and not (self._is_reading and self._state == "idle")
        self.train_button.setEnabled(can_start and self._state != "running")
        self.step_button.setEnabled(can_start)
        self.reset_button.setEnabled(can_start)

    @Slot(int)
    def _on_dataset_activated(self, index: int) -> None:
        self.data_message.clear()
        self.dataset_requested.emit(self.dataset_box.itemData(index))

    @Slot(int)
    def _on_recipe_activated(self, index: int) -> None:
        name = self.recipe_box.itemData(index)
        if name != _OWN_SETTINGS:
            self.set_recipe(name)
            self.recipe_chosen.emit(name)

    @Slot()
    def _on_pause_clicked(self) -> None:
        if self._state == "paused":
            self.train_requested.emit()
        else:
            self.pause_requested.emit()


def _explanation(recipe: Recipe) -> str:
    """A recipe's tooltip."""
    if not recipe.figure:
        return recipe.description
    return f"{recipe.description}\nComes to: {recipe.figure}."
