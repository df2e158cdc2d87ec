"""The form with every setting of a run: a few at first, all of them under "More settings"."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import Dataset
from engine.data.splits import Split, check_fits, n_test_digits
from engine.errors import ConfigurationError, DigitLabError
from engine.ink.input_formats import FRAME, INPUT_FORMATS
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.layer_table import LayerTable, read_layer_table
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.minimizers import MINIMIZERS, Minimizer
from engine.optim.optimizers import OPTIMIZERS
from engine.training.config import BOUNDS, TrainingConfig, why_no_dropout
from engine.training.control import LiveSettings
from engine.training.train import run_validation_indices
from gui.theming.scale import px, set_px
from gui.training_tab.settings.layer_edit import LayerEdit
from gui.training_tab.settings.layer_list import LayerList
from gui.training_tab.settings.rate_field import RateField
from gui.training_tab.settings.setting_row import SettingRow
from gui.training_tab.settings.setting_rules import LIVE, hidden_settings, unused_settings
from gui.translation import full_stop
from gui.widgets.event_filter import EventFilter
from gui.widgets.number_box import NumberBox
from gui.widgets.phrases import sentence_case
from gui.widgets.setting_fields import (
    PercentBox,
    changed_signal,
    choice_box,
    choices_of,
    differs,
    expected,
    explained,
    explained_box,
    mark_wrong,
    read_field,
    text_of,
    tool_button,
    whole_number_box,
    widest_text,
    write_field,
)
from gui.widgets.wheel_guard import WheelGuard

FIRST = ("hidden_layers", "hidden_activation", "learning_rate")
"""The settings that are always shown; the others are folded away until they are asked for or differ."""
_COMPACT_TEXT = 110  # the room for the text of a box that stands beside its label
_FEW_DIGITS = 5000  # from so many on some are left for validation, whatever the share


class SettingsForm(QWidget):
    """Fields for a :class:`TrainingConfig`, checked as they are typed in.

    Attributes
    ----------
    fields, rows
        The field of each setting and its row, by its name.
    more_button, more_note
        What unfolds all settings, and how many of them differ.
    layer_list, layers_button
        The hidden layers one by one, and what unfolds them.
    edited
        Signal: a setting changed, by the user or by :meth:`set_config`.
    live_edited
        Signal (LiveSettings): one that may change during a run did.
    preview_requested
        Signal: digits are to be shown before and after their augmentation.
    more_toggled
        Signal (bool): all settings are shown, or only the first and those that differ.
    layers_toggled
        Signal (bool): the layers are shown one by one, or as text alone.
    told
        Signal (sentence): what was made of something that was typed in; empty once that is past.
    """

    edited = Signal()
    live_edited = Signal(object)
    preview_requested = Signal()
    more_toggled = Signal(bool)
    layers_toggled = Signal(bool)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = self._usual = TrainingConfig()
        self._why_fixed = self._why_live_fixed = self._note_told = ""
        self._dataset: Dataset | None = None
        self._is_dataset_chosen = True
        self._is_being_set = False
        self._typed: dict[str, str] = {}  # by setting: what is typed into its box and is no number that it may be
        self.fields: dict[str, QWidget] = {}
        self._read_table: tuple[tuple[str, tuple[int, ...], str], LayerTable] | None = None  # and what it was read of
        self.rows: dict[str, SettingRow] = {}
        self._tooltips: dict[str, str] = {}
        self._controls: dict[str, list[QWidget]] = {}  # what changes a setting
        self._wheel_guard = WheelGuard()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        set_px(self._layout.setSpacing, 8)
        self._sections: list[QLabel] = []
        self._add_first_fields()
        self._add_more_button()
        self._add_data_fields()
        self._add_network_fields()
        self._add_learning_fields()
        self._add_ending_fields()
        self._layout.addStretch(1)  # what is hidden leaves room at the end, and not between the others
        self._wide = {
            setting
            for setting, field in self.fields.items()
            if widest_text(field) > px(_COMPACT_TEXT) or self.rows[setting].is_label_long()
        }
        self._wide.add("validation_fraction")  # its note says whether it is used
        self._connect()
        self.set_config(self._base)

    def _add_first_fields(self) -> None:
        self.hidden_edit = LayerEdit()
        self.hidden_edit.setPlaceholderText(self.tr("none"))
        self._row(
            "hidden_layers",
            self.tr("Hidden layers"),
            self.hidden_edit,
            "hiddenLayersEdit",
            self.tr(
                'Units of each hidden layer, first to last: "25", or "128, 64"; up to 10 layers of 1 to 10,000 units.\n'
                'Other layers by their names: "conv 8 5x5, pool 2, dropout 0.5, 64".\n'
                'Empty or "none": no hidden layer (softmax regression).'
            ),
            beside=self._make_layer_list(),
        )
        self._layout.addWidget(self.layer_list)
        self.activation_box = choice_box(choices_of("hidden_activation"))
        activations = explained(
            self.tr("Activation of the hidden units and filters:"), ((a.name, a.formula) for a in ACTIVATIONS.values())
        )
        self._row("hidden_activation", self.tr("Activation"), self.activation_box, "activationBox", activations)
        self.learning_rate_box = NumberBox(BOUNDS["learning_rate"])
        self._row(
            "learning_rate",
            self.tr("Learning rate η"),
            self.learning_rate_box,
            "learningRateBox",
            self.tr("η: how far a step goes against the gradient, 0 to 1,000,000.\nMay be changed during a run."),
            within=RateField(self.learning_rate_box),
        )

    def _make_layer_list(self) -> QToolButton:
        """The layers one by one, and the button that unfolds them."""
        self.layer_list = LayerList()
        self.layer_list.hide()
        self.layer_list.rewritten.connect(self.hidden_edit.rewrite)
        self.layer_list.undone.connect(self.hidden_edit.undo)
        self.layer_list.redone.connect(self.hidden_edit.redo)
        button = self.layers_button = tool_button("", "layerListButton", self.tr("Show the layers one by one"))
        button.setAccessibleName(button.toolTip())
        button.setCheckable(True)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_px(button.setFixedWidth, 32)
        button.toggled.connect(self._on_layers_toggled)
        return button

    @Slot(bool)
    def _on_layers_toggled(self, is_open: bool) -> None:
        self.layers_button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.layer_list.setVisible(is_open)
        self.layers_toggled.emit(is_open)

    def _add_more_button(self) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "rule")
        self._layout.addWidget(line)
        self.more_button = QToolButton()
        self.more_button.setObjectName("moreSettingsButton")
        self.more_button.setText(self.tr("More settings"))
        self.more_button.setToolTip(self.tr("Show every setting, by group"))
        self.more_button.setCheckable(True)
        self.more_button.setAutoRaise(True)
        self.more_button.setArrowType(Qt.ArrowType.RightArrow)
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.more_button.font()
        font.setWeight(font.Weight.DemiBold)
        self.more_button.setFont(font)
        self.more_button.toggled.connect(self._on_more_toggled)
        self.more_note = QLabel()
        self.more_note.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self.more_button)
        row.addStretch(1)
        row.addWidget(self.more_note)
        self._layout.addLayout(row)

    def _add_data_fields(self) -> None:
        self._section(self.tr("Digits"))
        self.format_box, formats = explained_box(
            self.tr("How pictures are laid out for the network, and how many inputs it has:"),
            choices_of("input_format"),
        )
        self._row("input_format", self.tr("Format"), self.format_box, "inputFormatBox", formats)
        self.scaling_box, scalings = explained_box(
            self.tr("How a pixel's value x is scaled for the network:"),
            choices_of("input_scaling"),
        )
        self._row("input_scaling", self.tr("Inputs"), self.scaling_box, "inputScalingBox", scalings)
        self.augmentation_box, augmentations = explained_box(
            self.tr(
                "Distortions that each epoch draws anew for the digits that are trained on, ± a standard deviation:"
            ),
            choices_of("augmentation"),
        )
        preview = self.preview_button = tool_button(self.tr("Show"), "augmentationPreviewButton", "")
        preview.clicked.connect(self.preview_requested)
        self.augmentation_box.setMinimumContentsLength(3)  # beside the button: no wider than the other rows
        self._row(
            "augmentation",
            self.tr("Augmentation"),
            self.augmentation_box,
            "augmentationBox",
            augmentations,
            beside=preview,
        )
        self.split_box, splits = explained_box(
            self.tr("Which digits are kept for testing; training never sees them:"),
            choices_of("split"),
        )
        self._row("split", self.tr("Test digits"), self.split_box, "splitBox", splits)
        self.split_box.activated.connect(self._fit_count)
        self.test_share_box = PercentBox("test_fraction", if_none=self.tr("none"))
        self._row(
            "test_fraction",
            self.tr("Test share"),
            self.test_share_box,
            "testShareBox",
            self.tr("The share of all digits that is kept for testing, 0 to 90 %."),
        )
        self.split_seed_box = whole_number_box("split_seed")
        self._row(
            "split_seed",
            self.tr("Test seed"),
            self.split_seed_box,
            "splitSeedBox",
            self.tr("Draws the test digits, as scikit-learn's train_test_split does with this random_state."),
        )
        self.test_count_box = whole_number_box("test_count", suffix=self.tr(" digits"), if_least=self.tr("none"))
        self._row(
            "test_count",
            self.tr("Test count"),
            self.test_count_box,
            "testCountBox",
            self.tr("How many digits at the end of the data are kept for testing; fewer than there are."),
        )
        self.validation_box = PercentBox("validation_fraction", if_none=self.tr("none"))
        self._row(
            "validation_fraction",
            self.tr("Validation"),
            self.validation_box,
            "validationBox",
            self.tr("The share of the training digits that is not trained on but validated on, 0 to 90 %."),
        )
        self.validation_seed_box = whole_number_box("validation_seed", if_least=self.tr("as Seed"))
        self._row(
            "validation_seed",
            self.tr("Val. seed"),
            self.validation_seed_box,
            "validationSeedBox",
            self.tr(
                "Draws the validation digits. Runs that share it are measured on the same digits, whatever their seeds."
            ),
        )

    def _add_network_fields(self) -> None:
        self._section(self.tr("Network"))
        self.loss_box = choice_box(choices_of("output_loss"))
        losses = explained(
            self.tr("Output unit and loss of one digit; a cost is their mean over the digits:"),
            ((pair.name, pair.formula) for pair in OUTPUT_LOSSES.values()),
        )
        self._row("output_loss", self.tr("Output, loss"), self.loss_box, "lossBox", losses)
        self.initialization_box = choice_box(choices_of("initialization"))
        schemes = "\n".join(str(scheme.label) for scheme in INITIALIZATIONS.values())
        self._row(
            "initialization",
            self.tr("First weights"),
            self.initialization_box,
            "initializationBox",
            self.tr("Random weights to start from:\n{schemes}").format(schemes=schemes),
        )
        self.precision_box, precisions = explained_box(
            self.tr("Precision of all calculations; SciPy's methods need Double:"),
            choices_of("dtype"),
        )
        self._row("dtype", self.tr("Precision"), self.precision_box, "precisionBox", precisions)
        self.seed_box = whole_number_box("seed")
        self._row(
            "seed",
            self.tr("Seed"),
            self.seed_box,
            "seedBox",
            self.tr(
                "Determines first weights, the order of digits and, unless a seed of their own does, validation digits.\n"
                "The same seed gives the same run."
            ),
        )

    def _add_learning_fields(self) -> None:
        self._section(self.tr("Learning"))
        self.optimizer_box, methods = explained_box(
            self.tr("How a gradient g changes the weights w; the last four are SciPy's:"),
            choices_of("optimizer"),
        )
        self.optimizer_box.insertSeparator(len(OPTIMIZERS))
        self._row("optimizer", self.tr("Optimizer"), self.optimizer_box, "optimizerBox", methods)
        self.schedule_box, schedules = explained_box(
            self.tr("How the learning rate changes over a run:"),
            choices_of("schedule"),
        )
        self._row("schedule", self.tr("Schedule"), self.schedule_box, "scheduleBox", schedules)
        self.step_epochs_box = whole_number_box("step_epochs", suffix=self.tr(" epochs"))
        self._row(
            "step_epochs",
            self.tr("Step every"),
            self.step_epochs_box,
            "stepEpochsBox",
            self.tr("s: epochs from step to step."),
        )
        self.step_factor_box = NumberBox(BOUNDS["step_factor"])
        self._row(
            "step_factor",
            self.tr("Step factor γ"),
            self.step_factor_box,
            "stepFactorBox",
            self.tr("γ: what each step multiplies the learning rate by, 0 to 10."),
        )
        self.batch_box = whole_number_box("batch_size", suffix=self.tr(" digits"), if_least=self.tr("all digits"))
        self._row(
            "batch_size",
            self.tr("Batch size"),
            self.batch_box,
            "batchSizeBox",
            self.tr("Digits per step, up to 1,000,000: 1 for one at a time, 0 for all at once."),
        )
        self.shuffle_box = QCheckBox(self.tr("Shuffled"))
        self._row(
            "shuffle",
            self.tr("Order"),
            self.shuffle_box,
            "shuffleBox",
            self.tr("Go through the digits in a new order in every epoch; otherwise in the order of the data."),
        )
        self.momentum_box = NumberBox(BOUNDS["momentum"])
        self._row(
            "momentum",
            self.tr("Momentum μ"),
            self.momentum_box,
            "momentumBox",
            self.tr(
                "μ: the share of the last step that is taken again, 0 to below 1.\n"
                'Only for "Momentum" and "Nesterov momentum". May be changed during a run.'
            ),
        )
        self.weight_decay_box = NumberBox(BOUNDS["weight_decay"])
        self._row(
            "weight_decay",
            self.tr("Weight decay λ"),
            self.weight_decay_box,
            "weightDecayBox",
            self.tr(
                "λ in the cost's term λ / (2m) Σ w², 0 to 1e9; m is the number of training digits.\n"
                "Keeps weights small; biases are not decayed. May be changed during a run."
            ),
        )

    def _add_ending_fields(self) -> None:
        self._section(self.tr("When to stop"))
        self.epochs_box = whole_number_box("epochs")
        self._row(
            "epochs",
            self.tr("Epochs"),
            self.epochs_box,
            "epochsBox",
            self.tr(
                "How many times the run goes through all training digits, 0 to 1,000,000;\n"
                "for SciPy's methods, their iterations or evaluations of the cost."
            ),
        )
        self.patience_box = whole_number_box("patience", suffix=self.tr(" epochs"), if_least=self.tr("never"))
        self._row(
            "patience",
            self.tr("Stop early"),
            self.patience_box,
            "patienceBox",
            self.tr(
                "Epochs without a lower validation loss after which the run stops\n"
                "and takes back its best network, up to 1,000,000; 0 for never."
            ),
        )
        self.tolerance_box = NumberBox(BOUNDS["tolerance"])
        self._row(
            "tolerance",
            self.tr("Tolerance"),
            self.tolerance_box,
            "toleranceBox",
            self.tr("Stop when an epoch lowers the cost by less than this, from the tenth epoch on; 0 for never."),
        )

    def _section(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "section")
        self._sections.append(label)
        self._layout.addWidget(label)

    def _row(
        self,
        setting: str,
        title: str,
        field: QWidget,
        name: str,
        tooltip: str,
        *,
        beside: QWidget | None = None,
        within: QWidget | None = None,
    ) -> None:
        """A row for a setting; ``within`` is what its field is a part of."""
        self.fields[setting] = field
        self._wheel_guard.watch(field)
        field.setObjectName(name)
        EventFilter(field, self._on_field_event)
        set_px(field.setMinimumWidth, 50)
        self._tooltips[setting] = tooltip
        self._controls[setting] = [field, within.slider] if isinstance(within, RateField) else [field]
        if isinstance(field, QSpinBox | QDoubleSpinBox):
            field.lineEdit().textEdited.connect(partial(self._on_typed, setting))
            field.lineEdit().inputRejected.connect(partial(self._on_rejected, setting))
            field.editingFinished.connect(partial(self._on_left, setting))
        row = self.rows[setting] = SettingRow(title, within or field, term=setting, beside=beside)
        row.label.setBuddy(field)
        field.setAccessibleName(title)
        row.link_clicked.connect(partial(self.put_back, setting))
        self._layout.addWidget(row)
        if isinstance(within, RateField):
            self._wheel_guard.watch(within.slider)

    def _connect(self) -> None:
        for setting, field in self.fields.items():
            changed_signal(field).connect(self._on_edited)
            if setting in LIVE:
                changed_signal(field).connect(self._on_live_edited)

    def config(self) -> TrainingConfig:
        """What the fields say.

        Raises
        ------
        ConfigurationError
            If a field holds no valid value.
        """
        values = {setting: read_field(field) for setting, field in self.fields.items() if field is not self.hidden_edit}
        table = self._table()
        if table.error is not None:
            raise ConfigurationError(table.error)
        return self._base.with_values(**values, hidden_layers=table.layers)

    @property
    def _input_shape(self) -> tuple[int, ...]:
        """The shape of what the network will read."""
        chosen = self.format_box.currentData()
        if chosen in INPUT_FORMATS:
            return INPUT_FORMATS[chosen].shape
        if self._dataset is None or not self._is_dataset_chosen:  # nothing is known of those that come: most have this
            return FRAME.shape
        return self._dataset.input_shape

    def commit_typing(self) -> None:
        """Take over a number that is typed in but not yet confirmed, as leaving its field would."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def settle(self) -> None:
        """Work out at once how much room all that is shown needs."""
        for row in self.rows.values():
            row.settle()
        self._layout.invalidate()
        self._layout.activate()

    @Slot(object)
    def set_config(self, config: TrainingConfig) -> None:
        """Show a configuration."""
        self._base = config
        self._is_being_set = True  # what applies is worked out once, and not for every field
        with QSignalBlocker(self):
            for setting, field in self.fields.items():
                write_field(field, getattr(config, setting))
        self._is_being_set = False
        self._on_edited()
        self._on_live_edited()

    def set_usual(self, config: TrainingConfig) -> None:
        """Say which settings differ from these, and put those back where that is asked for."""
        self._usual = config
        self._show_what_applies()

    def set_digits(self, dataset: Dataset | None, *, is_chosen: bool = True) -> None:
        """Tell of the digits in use, which decide how many inputs a network has.

        Parameters
        ----------
        dataset
            The digits.
        is_chosen
            Whether they are those that are chosen; others may be missing, or be read now, and nothing is known of them.
        """
        if (dataset, is_chosen) != (self._dataset, self._is_dataset_chosen):
            self._dataset, self._is_dataset_chosen = dataset, is_chosen
            self._on_edited()

    def put_back(self, setting: str) -> None:
        """Set one setting as it usually is."""
        write_field(self.fields[setting], getattr(self._usual, setting))
        row = self.rows[setting]
        (self.fields[setting] if row.isVisible() else self.more_button).setFocus()

    def changed_settings(self) -> list[str]:
        """Those that are not as usual, from top to bottom."""
        return [name for name in self.fields if self._is_changed(name)]

    def _is_changed(self, setting: str) -> bool:
        usual = getattr(self._usual, setting)
        if setting != "hidden_layers":
            return differs(self.fields[setting], usual)
        table = self._table()
        return table.error is not None or table.layers != usual

    def _table(self) -> LayerTable:
        """The hidden layers as they are written, row by row; read once for each text, pictures and way to learn."""
        written = self.hidden_edit.text(), self._input_shape, self.optimizer_box.currentData()
        if self._read_table is None or self._read_table[0] != written:
            text, shape, optimizer = written
            self._read_table = written, read_layer_table(text, shape, no_dropout=why_no_dropout(optimizer))
        return self._read_table[1]

    def live_settings(self) -> LiveSettings:
        """The settings that may change during a run."""
        return LiveSettings(
            learning_rate=self.learning_rate_box.value(),
            momentum=self.momentum_box.value(),
            weight_decay=self.weight_decay_box.value(),
        )

    def _title_of_epochs(self, minimizer: Minimizer | None) -> str:
        """What the field of epochs counts."""
        if minimizer is None:
            return self.tr("Epochs")
        return self.tr("Iterations") if minimizer.counts == "iteration" else self.tr("Evaluations")

    def error(self) -> str:
        """What is wrong with the fields, in one sentence; empty if nothing is."""
        return next(iter(self._errors().values()), "")

    def _errors(self) -> dict[str, str]:
        """What is wrong, by setting."""
        errors: dict[str, str] = {}
        for setting, typed in self._typed.items():
            box = self._box(setting)
            errors[setting] = self.tr(
                "{setting} must be {expected}, got {typed}: type another, or leave the field to keep {value}."
            ).format(
                setting=self.rows[setting].label.text(),
                expected=expected(box),
                typed=self._quoted(typed),
                value=text_of(box, read_field(box)),
            )
        try:
            self.config()
        except ConfigurationError as error:  # all others are within their bounds
            text = str(error)
            errors["hidden_layers"] = full_stop(sentence_case(text))
        else:
            errors |= self._error_of_count()
        return errors

    def _error_of_count(self) -> dict[str, str]:
        """What is wrong with the number of test digits, if there are too few digits for it."""
        if self._dataset is None or not self._is_dataset_chosen:
            return {}
        try:
            check_fits(self.config().test_split, self._dataset)
        except ConfigurationError as error:
            return {"test_count": full_stop(sentence_case(str(error)))}
        return {}

    def _quoted(self, typed: str) -> str:
        return f'"{typed}"' if typed else self.tr("nothing")

    def _box(self, setting: str) -> QSpinBox | QDoubleSpinBox:
        box = self.fields[setting]
        if not isinstance(box, QSpinBox | QDoubleSpinBox):
            raise TypeError(f"{setting} is no number")
        return box

    def set_fixed(self, why: str, *, why_live: str = "") -> None:
        """Say why no setting can be changed now and, if those that may change during a run cannot either, why not."""
        if (why, why_live) != (self._why_fixed, self._why_live_fixed):
            self._why_fixed, self._why_live_fixed = why, why_live
            self._show_what_applies()

    @Slot()
    def _fit_count(self) -> None:
        """The last digits were chosen for testing: as many as usual, if the number that is there is that of more digits."""
        dataset = self._dataset
        if dataset is None or self.split_box.currentData() != "last":
            return
        if len(dataset.digits) <= self.test_count_box.value():
            self.test_count_box.setValue(n_test_digits(dataset, Split("plain")))

    # What is typed

    def _on_typed(self, setting: str, text: str) -> None:
        """A number is being typed in; what it is so far may be none."""
        box = self._box(setting)
        if not box.hasAcceptableInput():
            self._typed[setting] = text.removeprefix(box.prefix()).removesuffix(box.suffix()).strip()
            self._on_edited()
        elif self._typed.pop(setting, None) is not None:
            self._on_edited()

    def _on_rejected(self, setting: str) -> None:
        """A key was pressed that can be no part of the number."""
        title = self.rows[setting].label.text()
        self.told.emit(
            self.tr("{setting} must be {expected}.").format(setting=title, expected=expected(self._box(setting)))
        )

    def _on_left(self, setting: str) -> None:
        """The box has taken back what cannot be."""
        typed, box = self._typed.pop(setting, None), self._box(setting)
        if typed is None:
            return
        self._on_edited()
        self.told.emit(
            self.tr("{setting} stays {value}: it must be {expected}, got {typed}.").format(
                setting=self.rows[setting].label.text(),
                value=text_of(box, read_field(box)),
                expected=expected(box),
                typed=self._quoted(typed),
            )
        )

    @Slot(bool)
    def _on_more_toggled(self, is_open: bool) -> None:
        self.more_button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._show_what_applies()
        self.more_toggled.emit(is_open)

    @Slot()
    def _on_edited(self) -> None:
        if self._is_being_set:
            return
        self._typed = {name: text for name, text in self._typed.items() if not self._box(name).hasAcceptableInput()}
        self._show_what_applies()
        self.edited.emit()
        self._tell_note()

    def _tell_note(self) -> None:
        """Tell what was made of the hidden layers, once."""
        table = self._table()
        note = str(table.note or "") if table.error is None else ""
        if note != self._note_told:
            self._note_told = note
            self.told.emit(note)

    # What is shown

    def _show_what_applies(self) -> None:
        """Rows that mean nothing with what is chosen are hidden or cannot be changed."""
        is_open, optimizer = self.more_button.isChecked(), self.optimizer_box.currentData()
        unused, errors = unused_settings(optimizer, batch_size=self.batch_box.value()), self._errors()
        meaningless = hidden_settings(
            optimizer, schedule=self.schedule_box.currentData(), split=self.split_box.currentData()
        )
        changed = set(self.changed_settings()) - meaningless
        for setting, row in self.rows.items():
            field = self.fields[setting]
            reason = self._why_not(setting, unused)
            can_change = not reason
            for widget in (field, row.field):
                widget.setEnabled(can_change)
            mark_wrong(field, is_wrong=setting in errors)
            remark = errors.get(setting, reason)
            tooltip = f"{remark}\n\n{self._tooltips[setting]}" if remark else self._tooltips[setting]
            for widget in self._controls[setting]:
                if widget.toolTip() != tooltip:
                    widget.setToolTip(tooltip)
                    widget.setAccessibleDescription(remark)
            is_first, is_changed = setting in FIRST, setting in changed
            row.set_compact(is_compact=is_open and not is_first, is_beside=setting not in self._wide)
            is_shown = is_first or is_open or is_changed or field.hasFocus() or setting in errors
            row.setVisible(is_shown and setting not in meaningless)
            row.set_note(self._note(setting, is_changed=is_changed), has_link=is_changed and can_change)
        table = self._table()
        self.hidden_edit.mark((row.start, row.end) for row in table.rows if row.error is not None)
        self.layer_list.show_table(table, self._why_not("hidden_layers", unused))
        self.preview_button.setEnabled("augmentation" not in unused)
        self.preview_button.setToolTip(unused.get("augmentation", self.tr("Digits before and after")))
        self.preview_button.setAccessibleDescription(unused.get("augmentation", ""))
        for section in self._sections:
            section.setVisible(is_open)
        n_changed = len(changed - set(FIRST))
        self.more_note.setText(self.tr("{n} changed").format(n=n_changed) if n_changed else "")
        minimizer = MINIMIZERS.get(optimizer)
        self.rows["epochs"].set_title(self._title_of_epochs(minimizer))

    def _why_not(self, setting: str, unused: dict[str, str]) -> str:
        """Why a setting cannot be changed now, in one sentence; empty if it can."""
        if setting in unused:
            return unused[setting]
        is_live = setting in LIVE and (self._why_live_fixed or self._learns_by_batches())
        return self._why_live_fixed if is_live else self._why_fixed

    def _learns_by_batches(self) -> bool:
        """Whether the learning rate and what goes with it mean anything."""
        return self.optimizer_box.currentData() not in MINIMIZERS

    def _note(self, setting: str, *, is_changed: bool) -> str:
        """What is remarked of a setting."""
        if setting == "hidden_layers":
            return self._n_parameters_text(is_short=is_changed)  # there is a link beside it
        if setting == "validation_fraction" and self._has_none_to_validate_on():
            return self.tr("too few digits: unused")
        if setting == "learning_rate" and not self.learning_rate_box.value() and self._learns_by_batches():
            return self.tr("learns nothing")
        if is_changed:
            usual = text_of(self.fields[setting], getattr(self._usual, setting))
            return self.tr("usually {value}").format(value=usual)
        is_live = self._why_fixed and setting in LIVE and self.fields[setting].isEnabled()
        return self.tr("can change now") if is_live else ""

    def _n_parameters_text(self, *, is_short: bool) -> str:
        if not self._is_dataset_chosen:
            return ""
        table = self._table()
        n_parameters = None if table.error is not None else table.n_parameters
        if n_parameters is None:
            return ""
        text = self.tr("{n} param.") if is_short else self.tr("{n} parameters")
        return text.format(n=f"{n_parameters:,}")

    def _has_none_to_validate_on(self) -> bool:
        """Whether there are too few digits for the share that is asked for."""
        dataset = self._dataset
        if not self.validation_box.value() or dataset is None or len(dataset.digits) > _FEW_DIGITS:
            return False
        try:
            config = self.config()
            return not len(run_validation_indices(config.apply_split(dataset), config))
        except DigitLabError:
            return False

    def _on_field_event(self, watched: QObject, event: QEvent) -> bool:
        """Fold a setting that is as usual again away only when its field is left: it must not vanish while it is edited."""
        if event.type() == QEvent.Type.FocusOut and not self.more_button.isChecked():
            setting = next((name for name, field in self.fields.items() if field is watched), "")
            if setting and setting not in FIRST and setting not in self.changed_settings():
                self.rows[setting].setVisible(False)
        return False

    @Slot()
    def _on_live_edited(self) -> None:
        self.live_edited.emit(self.live_settings())
