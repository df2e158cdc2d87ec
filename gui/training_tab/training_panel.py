"""The training panel: data and recipe, every setting, and new random weights."""

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.registry import SOURCES
from engine.errors import ConfigurationError
from engine.training.config import TrainingConfig
from engine.training.recipes import DEFAULT_RECIPE, RECIPES, Recipe
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.training_tab.download_bar import DownloadBar
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.buttons import command_button, follow
from gui.widgets.cards import Card
from gui.widgets.message_area import Message

_OWN_SETTINGS = ""
_DISTANCE_TO_BAR = 6


class TrainingPanel(QWidget):
    """Everything that is set to train.

    Attributes
    ----------
    form
        The fields of the settings.
    data_message
        What is wrong with the data.
    download_bar
        The download of MNIST, shown where the data is chosen.
    recipe_chosen
        Signal (name): a recipe was chosen; the fields show it already.
    """

    recipe_chosen = Signal(str)

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        settings: Settings,
        digits: DatasetInUse,
        *,
        data_message: Message,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._availability, self._settings, self._digits = availability, settings, digits
        self.setObjectName("trainingPanel")
        self.setMinimumWidth(290)
        self.form = SettingsForm()
        self.data_message = data_message
        self._make_source_row(actions)
        self._make_recipe_box()
        self._make_buttons(actions)
        self._lay_out()
        self._order_keys()
        self.form.edited.connect(self._on_edited)
        self.form.live_edited.connect(settings.take_live)
        settings.replaced.connect(self._on_settings_replaced)
        digits.choice_changed.connect(self._show_choice)
        availability.changed.connect(self._show_what_may_be_done)
        self._show_choice(digits.source, digits.label)
        self.set_recipe(DEFAULT_RECIPE)
        self._show_what_may_be_done()

    def _make_source_row(self, actions: Actions) -> None:
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
        self.open_data_button.setText(actions.open_data.iconText())
        self.open_data_button.setToolTip(actions.open_data.toolTip())
        self.open_data_button.setAccessibleName(actions.open_data.toolTip())
        follow(self.open_data_button, actions.open_data)
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

    def _make_buttons(self, actions: Actions) -> None:
        self.reset_button = command_button(actions.reset, "resetButton")

    def _lay_out(self) -> None:
        data_row = QHBoxLayout()
        data_row.setSpacing(4)
        data_row.addWidget(self.dataset_box, 1)
        data_row.addWidget(self.open_data_button)
        self.form.add_sources(data_row, self.dataset_box, [self.download_bar], self.recipe_box)

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

        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.reset_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Card("Training", content))

    def _order_keys(self) -> None:
        """The Tab key goes through the panel from top to bottom."""
        boxes = [self.recipe_box, self.dataset_box, self.open_data_button]
        order = [*boxes, *self.form.fields_in_order(), self.reset_button]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @Slot(str, str)
    def _show_choice(self, source: str, label: str) -> None:
        """Show which digits are chosen; those from a file are added to the box."""
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

    @Slot()
    def _show_what_may_be_done(self) -> None:
        """The two boxes, and the fields."""
        may = self._availability.may
        self.dataset_box.setEnabled(may("choose_data"))
        self.recipe_box.setEnabled(may("change_settings"))
        self.form.set_running(not may("change_settings"), has_own_rates=not may("change_live_settings"))

    @Slot(int, int)
    def _on_scroll_range_changed(self, _minimum: int, maximum: int) -> None:
        """The fields keep a distance to the scroll bar while there is one."""
        self._fields.setContentsMargins(0, 0, _DISTANCE_TO_BAR if maximum > 0 else 0, 0)

    @Slot(object, float)
    def _on_settings_replaced(self, config: TrainingConfig, _batches_per_second: float) -> None:
        self.form.set_config(config)

    @Slot()
    def _on_edited(self) -> None:
        live = self.form.live_settings()
        try:
            config = self.form.config()
        except ConfigurationError as error:
            self._settings.take(None, live, error=str(error))
            return
        name = next((recipe.name for recipe in RECIPES.values() if recipe.config == config), _OWN_SETTINGS)
        with QSignalBlocker(self.recipe_box):
            self.recipe_box.setCurrentIndex(self.recipe_box.findData(name))
        self._settings.take(config, live)

    @Slot(int)
    def _on_dataset_activated(self, index: int) -> None:
        self.data_message.clear()
        source = self.dataset_box.itemData(index)
        self._digits.choose(source, self.dataset_box.itemText(index))
        self._digits.request(source)

    @Slot(int)
    def _on_recipe_activated(self, index: int) -> None:
        name = self.recipe_box.itemData(index)
        if name != _OWN_SETTINGS:
            self.set_recipe(name)
            self.recipe_chosen.emit(name)


def _explanation(recipe: Recipe) -> str:
    """A recipe's tooltip."""
    if not recipe.figure:
        return recipe.description
    return f"{recipe.description}\nComes to: {recipe.figure}."
