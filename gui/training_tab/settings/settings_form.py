"""The form with every setting of a run: fields with units, ranges and explanations."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QFormLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QWidget,
)

from engine.data.augmentation import AUGMENTATIONS
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import BOUNDS, METHODS, TrainingConfig
from engine.training.control import LiveSettings
from gui.training_tab.settings.number_box import NumberBox
from gui.training_tab.settings.setting_fields import (
    ACTIVATION_LABELS,
    PRECISIONS,
    PercentBox,
    WheelGuard,
    changed_signal,
    choice_box,
    error_label,
    explained,
    explained_box,
    read_field,
    side_by_side,
    tool_button,
    whole_number_box,
    write_field,
)
from gui.training_tab.settings.setting_rules import LIVE, MAY_BE_HIDDEN, hidden_settings, unused_settings


class SettingsForm(QWidget):
    """Fields for a :class:`TrainingConfig`, checked as they are typed in.

    Attributes
    ----------
    fields
        The field of each setting, by its name.
    edited
        Signal: a setting changed, by the user or by :meth:`set_config`.
    live_edited
        Signal (LiveSettings): one that may change during a run did.
    preview_requested
        Signal: digits are to be shown before and after their augmentation.
    """

    edited = Signal()
    live_edited = Signal(object)
    preview_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = TrainingConfig()
        self._is_running = self._has_own_rates = False
        self.fields: dict[str, QWidget] = {}
        self._keys: list[QWidget] = []
        self._wheel_guard = WheelGuard(self)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(1)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_data_fields()
        self._add_network_fields()
        self._add_learning_fields()
        self._add_ending_fields()
        self._connect()
        self.set_config(self._base)

    def _add_data_fields(self) -> None:
        self.scaling_box, scalings = explained_box(
            "How a pixel's value x is scaled for the network:",
            ((k.name, k.label, k.formula) for k in SCALINGS.values()),
        )
        self._row("input_scaling", "Inputs", self.scaling_box, "inputScalingBox", scalings)
        self.augmentation_box, augmentations = explained_box(
            "Distortions that each epoch draws anew for the digits that are trained on, ± a standard deviation:",
            ((kind.name, kind.label, kind.description) for kind in AUGMENTATIONS.values()),
        )
        preview = self.preview_button = tool_button("Preview", "augmentationPreviewButton", "Digits before and after")
        preview.clicked.connect(self.preview_requested)
        self.augmentation_box.setMinimumContentsLength(3)  # beside the button: no wider than the other rows
        self._row("augmentation", "Augment", self.augmentation_box, "augmentationBox", augmentations, beside=preview)
        self.split_box, splits = explained_box(
            "Which digits are kept for testing; training never sees them:",
            ((kind.name, kind.label, kind.description) for kind in SPLITS.values()),
        )
        self._row("split", "Test digits", self.split_box, "splitBox", splits)
        self.test_share_box = PercentBox("test_fraction", if_none="none")
        self._row(
            "test_fraction",
            "Test share",
            self.test_share_box,
            "testShareBox",
            "The share of all digits that is kept for testing, 0 to 90 %.",
        )
        self.split_seed_box = whole_number_box("split_seed")
        self._row(
            "split_seed",
            "Test seed",
            self.split_seed_box,
            "splitSeedBox",
            "Draws the test digits, as scikit-learn's train_test_split does with this random_state.",
        )

    def _add_network_fields(self) -> None:
        self._section("Network")
        self.hidden_edit = QLineEdit()
        self.hidden_edit.setPlaceholderText("none: softmax regression")
        self._row(
            "hidden_layers",
            "Hidden layers",
            self.hidden_edit,
            "hiddenLayersEdit",
            'Units of each hidden layer, first to last: "25", or "128, 64"; up to 10 layers of 1 to 10,000 units.\n'
            "Empty: no hidden layer (softmax regression).",
        )
        self.hidden_error = error_label()
        self._form.addRow(self.hidden_error)
        self.activation_box = choice_box((a.name, ACTIVATION_LABELS[a.name], a.formula) for a in ACTIVATIONS.values())
        activations = explained("Of the hidden units.", ((a.name, a.formula) for a in ACTIVATIONS.values()))
        self._row("hidden_activation", "Activation", self.activation_box, "activationBox", activations)
        self.loss_box = choice_box((pair.name, pair.label, pair.formula) for pair in OUTPUT_LOSSES.values())
        losses = explained(
            "Output unit and loss of one digit; a cost is their mean over the digits:",
            ((pair.name, pair.formula) for pair in OUTPUT_LOSSES.values()),
        )
        self._row("output_loss", "Output, loss", self.loss_box, "lossBox", losses)
        self.initialization_box = choice_box(
            (scheme.name, scheme.label.partition(":")[0], scheme.label) for scheme in INITIALIZATIONS.values()
        )
        schemes = "\n".join(scheme.label for scheme in INITIALIZATIONS.values())
        self._row(
            "initialization",
            "First weights",
            self.initialization_box,
            "initializationBox",
            f"Random weights to start from:\n{schemes}",
        )
        self.precision_box, precisions = explained_box("What is computed in; SciPy's methods need Double:", PRECISIONS)
        self._row("dtype", "Precision", self.precision_box, "precisionBox", precisions)
        self.seed_box = whole_number_box("seed")
        self._row(
            "seed",
            "Seed",
            self.seed_box,
            "seedBox",
            "Determines first weights, validation digits and the order of digits, 0 to 2,147,483,647.\n"
            "The same seed gives the same run.",
        )

    def _add_learning_fields(self) -> None:
        self._section("Learning")
        self.optimizer_box, methods = explained_box(
            "How a gradient g changes the weights w; the last four are SciPy's:",
            ((kind.name, kind.label, kind.formula) for kind in METHODS.values()),
        )
        self.optimizer_box.insertSeparator(len(OPTIMIZERS))
        self._row("optimizer", "Optimizer", self.optimizer_box, "optimizerBox", methods)
        self.learning_rate_box = NumberBox(BOUNDS["learning_rate"])
        self._row(
            "learning_rate",
            "Learning rate η",
            self.learning_rate_box,
            "learningRateBox",
            "η: how far a step goes along the gradient, 0 to 1,000,000.\nMay be changed during a run.",
        )
        self.momentum_box = NumberBox(BOUNDS["momentum"])
        self._row(
            "momentum",
            "Momentum μ",
            self.momentum_box,
            "momentumBox",
            "μ: the share of the last step that is taken again, 0 to below 1.\n"
            'Only for "Momentum" and "Nesterov momentum". May be changed during a run.',
        )
        self.schedule_box, schedules = explained_box(
            "How the learning rate changes over a run:", ((k.name, k.label, k.formula) for k in SCHEDULES.values())
        )
        self._row("schedule", "Schedule", self.schedule_box, "scheduleBox", schedules)
        self.step_epochs_box = whole_number_box("step_epochs", suffix=" epochs")
        self._row("step_epochs", "Step every", self.step_epochs_box, "stepEpochsBox", "s: epochs from step to step.")
        self.step_factor_box = NumberBox(BOUNDS["step_factor"])
        self._row(
            "step_factor",
            "Step factor γ",
            self.step_factor_box,
            "stepFactorBox",
            "γ: what each step multiplies the learning rate by, 0 to 10.",
        )
        self.batch_box = whole_number_box("batch_size", suffix=" digits", if_least="all digits")
        self._row(
            "batch_size",
            "Batch size",
            self.batch_box,
            "batchSizeBox",
            "Digits per step, up to 1,000,000: 1 for one at a time, 0 for all at once.",
        )
        self.shuffle_box = QCheckBox("Shuffle each epoch")
        self._row(
            "shuffle",
            "Order",
            self.shuffle_box,
            "shuffleBox",
            "Go through the digits in another order in every epoch; else in that of the data.",
        )
        self.weight_decay_box = NumberBox(BOUNDS["weight_decay"])
        self._row(
            "weight_decay",
            "Weight decay λ",
            self.weight_decay_box,
            "weightDecayBox",
            "λ in the cost's term λ / (2m) Σ w², 0 to 1e9; m is the number of training digits.\n"
            "Keeps weights small; biases are not decayed. May be changed during a run.",
        )

    def _add_ending_fields(self) -> None:
        self._section("Length")
        self.epochs_box = whole_number_box("epochs")
        self._row(
            "epochs",
            "Epochs",
            self.epochs_box,
            "epochsBox",
            "How often all training digits are gone through, 0 to 1,000,000;\n"
            "for SciPy's methods, their iterations or evaluations of the cost.",
        )
        self.validation_box = PercentBox("validation_fraction", if_none="none")
        self._row(
            "validation_fraction",
            "Validation",
            self.validation_box,
            "validationBox",
            "The share of the training digits that is not trained on but watched, 0 to 90 %.",
        )
        self.patience_box = whole_number_box("patience", suffix=" epochs", if_least="never")
        self._row(
            "patience",
            "Stop early after",
            self.patience_box,
            "patienceBox",
            "Epochs without a lower validation loss after which the run stops\n"
            "and takes back its best network, up to 1,000,000; 0 for never.",
        )
        self.tolerance_box = NumberBox(BOUNDS["tolerance"])
        self._row(
            "tolerance",
            "Tolerance",
            self.tolerance_box,
            "toleranceBox",
            "Stop when an epoch lowers the cost by less than this, from the tenth epoch on; 0 for never.",
        )

    def add_sources(
        self, data_row: QLayout, data_box: QWidget, data_messages: list[QWidget], recipe_box: QWidget
    ) -> None:
        """Put the choice of recipe and data above the settings, in the same columns."""
        for box in (data_box, recipe_box):
            self._wheel_guard.watch(box)
        label = QLabel("Data")
        label.setBuddy(data_box)
        self._form.insertRow(0, "Recipe", recipe_box)
        self._form.insertRow(1, label, data_row)
        for number, message in enumerate(data_messages):
            self._form.insertRow(2 + number, message)

    def _section(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "section")
        self._form.addRow(label)

    def _row(
        self, setting: str, title: str, field: QWidget, name: str, tooltip: str, *, beside: QWidget | None = None
    ) -> None:
        """A row for a setting."""
        if setting:
            self.fields[setting] = field
        self._keys.append(field)
        self._wheel_guard.watch(field)
        field.setObjectName(name)
        field.setToolTip(tooltip)
        field.setMinimumWidth(60)
        label = QLabel(title)
        label.setBuddy(field)
        label.setToolTip(tooltip)
        if beside is None:
            self._form.addRow(label, field)
            return
        self._keys.append(beside)
        self._form.addRow(label, side_by_side(field, beside))

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
        return self._base.with_values(**{setting: read_field(field) for setting, field in self.fields.items()})

    def commit_typing(self) -> None:
        """Take over a number that is typed in but not yet confirmed, as leaving its field would."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def fields_in_order(self) -> list[QWidget]:
        """Every field, from top to bottom, and the buttons beside them."""
        return self._keys

    @Slot(object)
    def set_config(self, config: TrainingConfig) -> None:
        """Show a configuration."""
        blocker = QSignalBlocker(self)
        self._base = config
        for setting, field in self.fields.items():
            write_field(field, getattr(config, setting))
        blocker.unblock()
        self._on_edited()
        self._on_live_edited()

    def live_settings(self) -> LiveSettings:
        """The settings that may change during a run."""
        return LiveSettings(
            learning_rate=self.learning_rate_box.value(),
            momentum=self.momentum_box.value(),
            weight_decay=self.weight_decay_box.value(),
        )

    def error(self) -> str:
        """What is wrong with the fields, in one sentence; empty if nothing is."""
        try:
            self.config()
        except ConfigurationError as error:
            return str(error)
        return ""

    @Slot(bool)
    def set_running(self, running: bool, *, has_own_rates: bool = False) -> None:
        """During a run, only what may change live can be changed; of one that has its own rates, only the speed."""
        if (running, has_own_rates) != (self._is_running, self._has_own_rates):
            self._is_running, self._has_own_rates = running, has_own_rates
            self._show_what_applies()

    @Slot()
    def _on_edited(self) -> None:
        error = self.error()
        self.hidden_error.setText(error[:1].upper() + error[1:] + "." if error else "")
        self._form.setRowVisible(self.hidden_error, bool(error))
        self._show_what_applies()
        self.edited.emit()

    def _show_what_applies(self) -> None:
        """Rows that mean nothing with what is chosen are hidden or cannot be changed."""
        optimizer = self.optimizer_box.currentData()
        minimizer = MINIMIZERS.get(optimizer)
        unused = unused_settings(optimizer, batch_size=self.batch_box.value())
        fixed = set(self.fields) - LIVE if minimizer is None else set(self.fields)
        for setting, field in self.fields.items():
            is_fixed = (self._is_running and setting in fixed) or (self._has_own_rates and setting in LIVE)
            field.setEnabled(setting not in unused and not is_fixed)
        self.preview_button.setEnabled("augmentation" not in unused)
        hidden = hidden_settings(
            optimizer, schedule=self.schedule_box.currentData(), split=self.split_box.currentData()
        )
        for setting in MAY_BE_HIDDEN:
            self._form.setRowVisible(self.fields[setting], setting not in hidden)
        label = self._form.labelForField(self.epochs_box)
        if isinstance(label, QLabel):
            label.setText("Epochs" if minimizer is None else f"{minimizer.counts.capitalize()}s")

    @Slot()
    def _on_live_edited(self) -> None:
        self.live_edited.emit(self.live_settings())
