"""The card of what is set to train: the recipe, the digits, the settings, and new random weights."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Dataset
from engine.data.reference import digits_name
from engine.data.registry import SOURCES
from engine.training.config import TrainingConfig
from engine.training.recipes import RECIPES
from gui.actions import Actions
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.reasons import why_not
from gui.state.recipe_choice import RecipeChoice
from gui.state.settings import Settings
from gui.theming.scale import SCALE, px, set_lines_px, set_px
from gui.training_tab.recipe_box import OWN_SETTINGS, RecipeBox
from gui.training_tab.settings.setting_row import SettingRow
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.buttons import command_button, follow
from gui.widgets.focus_order import make_pane
from gui.widgets.labels import WrappingLabel
from gui.widgets.message_area import MessageArea, News

_WIDTH, _LEAST_WIDTH = 280, 232
_PADDING = 16
_LOW = 440  # below this height the recipe's line and the button of the random weights scroll, or go
_TYPING_MS = 600  # a pause: what is half typed in is no error yet
_MORE, _LAYERS = "more settings", "layer list"  # their names among the preferences


class TrainingPanel(QFrame):
    """Everything that is set to train; only the settings scroll.

    Attributes
    ----------
    form
        The fields of the settings.
    recipe_box, dataset_box
        Which recipe it is or was, and which digits.
    data_message, settings_message
        What is wrong with the data, and with what the fields say.
    download_requested, cancel_requested
        Signals: MNIST is to be downloaded, or the download is to end.
    """

    download_requested = Signal()
    cancel_requested = Signal()

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        settings: Settings,
        digits: DatasetInUse,
        recipes: RecipeChoice,
        *,
        messages: MessageArea,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions, self._availability = actions, availability
        self._settings, self._digits, self._recipes, self._preferences = settings, digits, recipes, preferences
        self._dataset: Dataset | None = None
        self._download: tuple[str, bool] = ("", False)  # how far it is, and whether it can be cancelled
        self._usual = ""  # the recipe that the form takes for how settings usually are
        self.setObjectName("card")
        make_pane(self, self.tr("Settings"))
        set_px(self.setMinimumWidth, _LEAST_WIDTH)
        set_px(self.setMaximumWidth, _WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.form = SettingsForm()
        self._messages = messages
        self.data_message, self.settings_message = messages.make_message(), messages.make_message()
        self._told: News | None = None  # of what was typed in
        self._typing_timer = QTimer(self)
        self._typing_timer.setSingleShot(True)
        self._typing_timer.setInterval(_TYPING_MS)
        self._typing_timer.timeout.connect(self._tell_error)
        self._make_data_row(actions)
        self._make_recipe_row(recipes)
        self.reset_button = command_button(actions.reset, "resetButton")
        self.reset_button.setText(self.tr("New random weights"))
        set_px(self.reset_button.setFixedHeight, 32)
        self._lay_out()
        if preferences is not None:
            self.form.more_button.setChecked(preferences.is_on(_MORE, default=False))
            self.form.layers_button.setChecked(preferences.is_on(_LAYERS, default=False))
        self.form.more_toggled.connect(self._on_more_toggled)
        self.form.layers_toggled.connect(self._on_layers_toggled)
        self.form.edited.connect(self._on_edited)
        self.form.told.connect(self._on_told)
        self.form.live_edited.connect(settings.take_live)
        settings.replaced.connect(self._show_config)
        recipes.values_set.connect(self._show_values_of)
        recipes.changed.connect(self.show_recipe)
        digits.choice_changed.connect(self._show_digits)
        digits.missing_changed.connect(self._show_digits)
        availability.changed.connect(self._show_what_may_be_done)
        self._show_values_of(recipes.name)
        self._show_digits()
        self._show_what_may_be_done()
        SCALE.changed.connect(self._fit_height)

    def _make_data_row(self, actions: Actions) -> None:
        box = self.dataset_box = QComboBox()
        box.setObjectName("datasetBox")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for source in SOURCES.values():
            box.addItem(str(digits_name(source.label)), source.name)
            box.setItemData(box.count() - 1, str(source.description), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(self._on_dataset_activated)
        self.open_data_button = QToolButton()
        self.open_data_button.setObjectName("openDataButton")
        self.open_data_button.setText(actions.open_data.iconText())
        self.open_data_button.setToolTip(actions.open_data.toolTip())
        self.open_data_button.setAccessibleName(actions.open_data.toolTip())
        set_px(self.open_data_button.setFixedWidth, 32)
        follow(self.open_data_button, actions.open_data)
        self.data_row = SettingRow(self.tr("Data"), box, term="data", beside=self.open_data_button)
        self.data_row.link.setObjectName("downloadLink")
        self.data_row.link_clicked.connect(self._on_download_link)

    def _make_recipe_row(self, recipes: RecipeChoice) -> None:
        self.recipe_box = RecipeBox(recipes.needs)
        self.recipe_box.activated.connect(self._on_recipe_activated)
        self.recipe_box.needed_requested.connect(self._on_needed)
        self.recipe_row = SettingRow(self.tr("Recipe"), self.recipe_box, term="recipe")
        self.recipe_row.link_clicked.connect(self._put_back)
        self._recipe_line = WrappingLabel()
        self._recipe_line.setObjectName("recipeLine")
        self._recipe_line.setProperty("role", "muted")
        self._recipe_line.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_lines_px(self._recipe_line.setFixedHeight, 2, 0)

    def _lay_out(self) -> None:
        scrolled = self._content = _Scrolled(self)
        scrolled.setObjectName("scrolled")
        self._scrolled = QVBoxLayout(scrolled)
        self._scrolled.setContentsMargins(0, 0, 0, 0)
        set_px(self._scrolled.setSpacing, 8)
        for widget in (self._recipe_line, self.data_row, self.form):
            self._scrolled.addWidget(widget)
        self._scrolled.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(scrolled)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setProperty("role", "rule")
        self._layout = QVBoxLayout(self)
        set_px(self._layout.setContentsMargins, _PADDING, 12, 0, 16)
        set_px(self._layout.setSpacing, 8)
        self._layout.addWidget(_padded(self.recipe_row)[0])
        self._layout.addWidget(self._scroll, 1)
        self._below, self._below_layout = _padded(self._line, self.reset_button)
        self._layout.addWidget(self._below)

    # The recipe

    @Slot()
    def show_recipe(self) -> None:
        """Show the recipe that settings and digits come to, or the last one and that it was changed."""
        recipe, is_changed = self._recipes.recipe, self._recipes.is_changed
        if recipe.name != self._usual:
            self._usual = recipe.name
            self.form.set_usual(recipe.config)
        with QSignalBlocker(self.recipe_box):
            self.recipe_box.show_recipe(recipe.name, is_changed=is_changed)
        why = why_not("change_settings", self._availability.now)
        self.recipe_box.setToolTip(why or str(recipe.description))
        self.recipe_box.setAccessibleDescription(why or str(recipe.line))
        self.recipe_row.set_note("", has_link=is_changed and self._availability.may("change_settings"))
        self._recipe_line.setText(str(recipe.line))

    @Slot()
    def _put_back(self) -> None:
        """All as the recipe says."""
        self._recipes.choose(self._recipes.name)
        self.recipe_box.setFocus()

    @Slot(int)
    def _on_recipe_activated(self, index: int) -> None:
        name = self.recipe_box.itemData(index)
        if name == OWN_SETTINGS:
            self.show_recipe()
        else:
            self._recipes.choose(name)

    @Slot(str)
    def _on_needed(self, name: str) -> None:
        if RECIPES[name].source == "ex4":
            self._actions.open_data.trigger()
        else:
            self.download_requested.emit()

    @Slot(str)
    def _show_values_of(self, name: str) -> None:
        """Have the fields say what a recipe says."""
        self._show_config(RECIPES[name].config)

    @Slot(object)
    def _show_config(self, config: TrainingConfig) -> None:
        self._usual = self._recipes.name
        self.form.set_usual(self._recipes.recipe.config)
        self.form.set_config(config)

    # The digits

    def show_dataset(self, dataset: Dataset) -> None:
        """Tell of the digits in use."""
        self._dataset = dataset
        self._show_digits()

    @Slot()
    def _show_digits(self) -> None:
        """Show which digits are chosen; those from a file are added to the box."""
        digits, box = self._digits, self.dataset_box
        source = digits.missing or digits.source
        index = box.findData(source)
        if index < 0:
            box.addItem(str(digits_name(digits.label)), source)
            index = box.count() - 1
            box.setItemData(index, source, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(index)
        self._show_data_note()
        self.form.set_digits(self._dataset, is_chosen=self._is_chosen_in_use())
        self.show_recipe()

    def _is_chosen_in_use(self) -> bool:
        """Whether the digits in use are those that are chosen: others may be missing, or be read now."""
        source = self._digits.missing or self._digits.coming or self._digits.source
        return self._dataset is not None and self._dataset.source == source

    def _show_data_note(self) -> None:
        """How many digits there are, or that they are missing, or how far their download is, and what can be done."""
        note, has_link = self._download
        if note:
            self.data_row.set_link(self.tr("cancel"), self.tr("Cancel the download of MNIST"))
        elif self._digits.missing:
            note, has_link = self.tr("not on this computer"), True
            self.data_row.set_link(self.tr("download"), self.tr("Download MNIST"))
        elif self._dataset is not None and self._is_chosen_in_use():
            note = self.tr("{n} digits").format(n=f"{len(self._dataset.digits):,}")
        self.data_row.set_note(note, has_link=has_link)

    def set_download(self, note: str, *, can_cancel: bool = False) -> None:
        """Say beside the data how far a download of MNIST is; nothing while there is none."""
        self._download = note, can_cancel
        self._show_data_note()

    @Slot()
    def _on_download_link(self) -> None:
        wanted = self.cancel_requested if self._download[0] else self.download_requested
        wanted.emit()

    @Slot(int)
    def _on_dataset_activated(self, index: int) -> None:
        self.data_message.clear()
        source = self.dataset_box.itemData(index)
        if self._digits.is_here(source):
            self._digits.choose(source, self.dataset_box.itemText(index))
        self._digits.request(source)

    # What may be done

    @Slot()
    def _show_what_may_be_done(self) -> None:
        """The two boxes, and the fields."""
        may, now = self._availability.may, self._availability.now
        self.dataset_box.setEnabled(may("choose_data"))
        why = why_not("choose_data", now)
        self.dataset_box.setToolTip(why or self.tr("The digits to train and to test on"))
        self.dataset_box.setAccessibleDescription(why)
        self.recipe_box.setEnabled(may("change_settings"))
        self.form.set_fixed(why_not("change_settings", now), why_live=why_not("change_live_settings", now))
        self.show_recipe()

    @Slot()
    def _on_edited(self) -> None:
        live, error = self.form.live_settings(), self.form.error()
        self._settle()
        self._settings.take(None if error else self.form.config(), live, error=error)
        if error:
            self._typing_timer.start()
        else:
            self._tell_error()

    @Slot()
    def _tell_error(self) -> None:
        """Tell what is wrong with the fields, once typing has paused; what is mended is not told any more, at once."""
        self._typing_timer.stop()
        self.settings_message.show_message(self.form.error())

    @Slot(str)
    def _on_told(self, sentence: str) -> None:
        self._messages.take_back(self._told)
        self._told = self._messages.tell(sentence, is_remark=True) if sentence else None

    # Room

    @Slot(bool)
    def _on_more_toggled(self, is_open: bool) -> None:
        if self._preferences is not None:
            self._preferences.set_on(_MORE, is_open)
        self._settle()
        if is_open:  # what was asked for comes into sight
            top = self.form.more_button.mapTo(self._content, self.form.more_button.rect().topLeft()).y()
            self._scroll.verticalScrollBar().setValue(top)

    @Slot(bool)
    def _on_layers_toggled(self, is_open: bool) -> None:
        if self._preferences is not None:
            self._preferences.set_on(_LAYERS, is_open)
        self._settle()
        if is_open:  # all of them come into sight, if there is room, and the field above them stays
            self._scroll.ensureWidgetVisible(self.form.layer_list, 0, 0)
            self._scroll.ensureWidgetVisible(self.form.rows["hidden_layers"], 0, 0)

    def _settle(self) -> None:
        """Give what is shown its room at once: else it would be squeezed for a moment when there is more of it."""
        self.form.settle()
        self._scrolled.activate()
        height = max(self._scroll.viewport().height(), self._scrolled.minimumSize().height())
        self._content.resize(self._content.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the settings get the room of all else."""
        super().resizeEvent(event)
        self._fit_height()

    @Slot()
    def _fit_height(self) -> None:
        is_low = self.height() < px(_LOW)
        self._recipe_line.setHidden(is_low)
        is_below = self._below.isAncestorOf(self.reset_button)
        if is_low and is_below:
            self._scrolled.insertWidget(self._scrolled.count() - 1, self.reset_button)
        elif not is_low and not is_below:
            self._below_layout.addWidget(self.reset_button)
        self.reset_button.show()
        self._line.setHidden(is_low)


class _Scrolled(QWidget):
    """What scrolls in the card. Its fields are as wide with a scroll bar, which lies in the card's padding, as without."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._card = card
        SCALE.changed.connect(self._pad)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pad()

    @Slot()
    def _pad(self) -> None:
        layout, right = self.layout(), max(self.width() - self._card.contentsRect().width() + 2 * px(_PADDING), 0)
        if layout is not None and layout.contentsMargins().right() != right:
            layout.setContentsMargins(0, 0, right, 0)
            layout.activate()


def _padded(*widgets: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """Widgets one below the other, with the card's padding on the right, and their layout."""
    place = QWidget()
    layout = QVBoxLayout(place)
    set_px(layout.setContentsMargins, 0, 0, _PADDING, 0)
    set_px(layout.setSpacing, 8)
    for widget in widgets:
        layout.addWidget(widget)
    return place, layout
