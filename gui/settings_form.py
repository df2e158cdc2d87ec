"""The form with every setting of a run: fields with units, ranges and explanations."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFormLayout, QLabel, QLayout, QLineEdit, QSpinBox, QWidget

from engine.activations import ACTIVATIONS
from engine.configuration import BOUNDS, TrainingConfig, format_hidden_layers, parse_hidden_layers
from engine.errors import ConfigurationError
from engine.losses import OUTPUT_LOSSES
from engine.network import INITIALIZATIONS
from engine.optimizers import OPTIMIZERS
from engine.training_control import LiveSettings
from gui.number_box import NumberBox

SPEEDS = {
    "Full speed": 0.0,
    "1,000 batches / s": 1000.0,
    "200 batches / s": 200.0,
    "50 batches / s": 50.0,
    "10 batches / s": 10.0,
    "1 batch / s": 1.0,
}
_ACTIVATION_LABELS = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU"}


class _Explained(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def formula(self) -> str: ...


class SettingsForm(QWidget):
    """Fields for a :class:`TrainingConfig`, checked as they are typed in.

    Attributes
    ----------
    edited
        Signal: a setting changed, by the user or by :meth:`set_config`.
    live_edited
        Signal (LiveSettings): one that may change during a run did.
    """

    edited = Signal()
    live_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = TrainingConfig()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(5)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_network_fields()
        self._add_learning_fields()
        self._connect()
        self.set_config(self._base)

    def _add_network_fields(self) -> None:
        self._section("Network")
        self.hidden_edit = QLineEdit()
        self.hidden_edit.setPlaceholderText("none: softmax regression")
        self._row(
            "Hidden layers",
            self.hidden_edit,
            "hiddenLayersEdit",
            'Units of each hidden layer, first to last: "25", or "128, 64"; up to 10 layers of 1 to 10,000 units.\n'
            "Empty: no hidden layer (softmax regression).",
        )
        self.hidden_error = QLabel()
        self.hidden_error.setProperty("role", "fieldError")
        self.hidden_error.setWordWrap(True)
        self.hidden_error.setTextFormat(Qt.TextFormat.PlainText)
        self._form.addRow(self.hidden_error)
        self.activation_box = _choice_box((a.name, _ACTIVATION_LABELS[a.name], a.formula) for a in ACTIVATIONS.values())
        self._row(
            "Activation", self.activation_box, "activationBox", _explained("Of the hidden units.", ACTIVATIONS.values())
        )
        self.loss_box = _choice_box((pair.name, pair.label, pair.formula) for pair in OUTPUT_LOSSES.values())
        self._row(
            "Output, loss",
            self.loss_box,
            "lossBox",
            _explained("Output unit and loss of one digit:", OUTPUT_LOSSES.values()),
        )
        self.initialization_box = _choice_box(
            (scheme.name, scheme.label.partition(":")[0], scheme.label) for scheme in INITIALIZATIONS.values()
        )
        schemes = "\n".join(scheme.label for scheme in INITIALIZATIONS.values())
        self._row(
            "First weights", self.initialization_box, "initializationBox", f"Random weights to start from:\n{schemes}"
        )
        self.seed_box = _whole_number_box("seed")
        self._row(
            "Seed",
            self.seed_box,
            "seedBox",
            "Determines first weights, validation digits and the order of digits, 0 to 2,147,483,647.\n"
            "The same seed gives the same run.",
        )

    def _add_learning_fields(self) -> None:
        self._section("Learning")
        self.optimizer_box = _choice_box((kind.name, kind.label, kind.formula) for kind in OPTIMIZERS.values())
        self._row(
            "Optimizer",
            self.optimizer_box,
            "optimizerBox",
            _explained("How a gradient g changes the weights w:", OPTIMIZERS.values()),
        )
        self.learning_rate_box = NumberBox(BOUNDS["learning_rate"])
        self._row(
            "Learning rate η",
            self.learning_rate_box,
            "learningRateBox",
            "η: how far a step goes along the gradient, 0 to 1,000,000.\nMay be changed during a run.",
        )
        self.momentum_box = NumberBox(BOUNDS["momentum"])
        self._row(
            "Momentum μ",
            self.momentum_box,
            "momentumBox",
            "μ: the share of the last step that is taken again, 0 to below 1.\n"
            'Only for the optimizer "Momentum". May be changed during a run.',
        )
        self.batch_box = _whole_number_box("batch_size", suffix=" digits")
        self.batch_box.setSpecialValueText("all digits")
        self._row(
            "Batch size",
            self.batch_box,
            "batchSizeBox",
            "Digits per step, up to 1,000,000: 1 for one at a time, 0 for all at once.",
        )
        self.epochs_box = _whole_number_box("epochs")
        self._row(
            "Epochs", self.epochs_box, "epochsBox", "How often all training digits are gone through, 0 to 1,000,000."
        )
        self.weight_decay_box = NumberBox(BOUNDS["weight_decay"])
        self._row(
            "Weight decay λ",
            self.weight_decay_box,
            "weightDecayBox",
            "λ in the cost's term λ / (2m) Σ w², 0 to 1e9; m is the number of training digits.\n"
            "Keeps weights small; biases are not decayed. May be changed during a run.",
        )
        self.validation_box = QSpinBox()
        self.validation_box.setRange(0, round(100 * BOUNDS["validation_fraction"].greatest))
        self.validation_box.setSuffix(" %")
        self.validation_box.setSpecialValueText("none")
        self._row(
            "Validation",
            self.validation_box,
            "validationBox",
            "The share of the training digits that is not trained on but watched, 0 to 90 %.",
        )
        self.patience_box = _whole_number_box("patience", suffix=" epochs")
        self.patience_box.setSpecialValueText("never")
        self._row(
            "Stop early after",
            self.patience_box,
            "patienceBox",
            "Epochs without a lower validation loss after which the run stops\n"
            "and takes back its best network, up to 1,000,000; 0 for never.",
        )
        self.speed_box = QComboBox()
        for label, batches_per_second in SPEEDS.items():
            self.speed_box.addItem(label, batches_per_second)
        self._row("Speed", self.speed_box, "speedBox", "Slow down to watch. May be changed during a run.")

    def add_sources(self, data_row: QLayout, data_box: QWidget, data_message: QWidget, recipe_box: QWidget) -> None:
        """Put the choice of data and recipe above the settings, in the same columns."""
        for box in (data_box, recipe_box):
            self._leave_wheel_alone(box)
        label = QLabel("Data")
        label.setBuddy(data_box)
        self._form.insertRow(0, label, data_row)
        self._form.insertRow(1, data_message)
        self._form.insertRow(2, "Recipe", recipe_box)

    def _leave_wheel_alone(self, field: QWidget) -> None:
        """Scrolling through the panel must not change a setting that the pointer passes over."""
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel turns only the field that has the focus; else it scrolls."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _section(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "section")
        self._form.addRow(label)

    def _row(self, title: str, field: QWidget, name: str, tooltip: str) -> None:
        self._leave_wheel_alone(field)
        field.setObjectName(name)
        field.setToolTip(tooltip)
        field.setMinimumWidth(60)
        label = QLabel(title)
        label.setBuddy(field)
        label.setToolTip(tooltip)
        self._form.addRow(label, field)

    def _connect(self) -> None:
        self.hidden_edit.textChanged.connect(self._on_edited)
        for box in (self.activation_box, self.loss_box, self.initialization_box, self.optimizer_box):
            box.currentIndexChanged.connect(self._on_edited)
        for number in (self.seed_box, self.batch_box, self.epochs_box, self.validation_box, self.patience_box):
            number.valueChanged.connect(self._on_edited)
        for live in (self.learning_rate_box, self.momentum_box, self.weight_decay_box):
            live.valueChanged.connect(self._on_edited)
            live.valueChanged.connect(self._on_live_edited)
        self.speed_box.currentIndexChanged.connect(self._on_live_edited)

    def config(self) -> TrainingConfig:
        """What the fields say.

        Raises
        ------
        ConfigurationError
            If a field holds no valid value.
        """
        return self._base.with_values(
            hidden_layers=parse_hidden_layers(self.hidden_edit.text()),
            hidden_activation=self.activation_box.currentData(),
            output_loss=self.loss_box.currentData(),
            initialization=self.initialization_box.currentData(),
            seed=self.seed_box.value(),
            optimizer=self.optimizer_box.currentData(),
            learning_rate=self.learning_rate_box.value(),
            momentum=self.momentum_box.value(),
            batch_size=self.batch_box.value(),
            epochs=self.epochs_box.value(),
            weight_decay=self.weight_decay_box.value(),
            validation_fraction=self.validation_box.value() / 100,
            patience=self.patience_box.value(),
        )

    def commit_typing(self) -> None:
        """Take over a number that is typed in but not yet confirmed, as leaving its field would."""
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()

    def fields_in_order(self) -> list[QWidget]:
        """Every field, from top to bottom."""
        rows = [self._form.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self._form.rowCount())]
        fields = [item.widget() for item in rows if item is not None]
        return [field for field in fields if field is not None]

    @Slot(object)
    def set_config(self, config: TrainingConfig) -> None:
        """Show a configuration."""
        blocker = QSignalBlocker(self)
        self._base = config
        self.hidden_edit.setText(format_hidden_layers(config.hidden_layers))
        for box, name in (
            (self.activation_box, config.hidden_activation),
            (self.loss_box, config.output_loss),
            (self.initialization_box, config.initialization),
            (self.optimizer_box, config.optimizer),
        ):
            box.setCurrentIndex(box.findData(name))
        self.seed_box.setValue(config.seed)
        self.learning_rate_box.setValue(config.learning_rate)
        self.momentum_box.setValue(config.momentum)
        self.batch_box.setValue(config.batch_size)
        self.epochs_box.setValue(config.epochs)
        self.weight_decay_box.setValue(config.weight_decay)
        self.validation_box.setValue(round(config.validation_fraction * 100))
        self.patience_box.setValue(config.patience)
        blocker.unblock()
        self._on_edited()
        self._on_live_edited()

    def live_settings(self) -> LiveSettings:
        """The settings that may change during a run."""
        return LiveSettings(
            learning_rate=self.learning_rate_box.value(),
            momentum=self.momentum_box.value(),
            weight_decay=self.weight_decay_box.value(),
            batches_per_second=self.speed_box.currentData(),
        )

    def error(self) -> str:
        """What is wrong with the fields, in one sentence; empty if nothing is."""
        try:
            self.config()
        except ConfigurationError as error:
            return str(error)
        return ""

    @Slot(bool)
    def set_running(self, running: bool) -> None:
        """During a run, only what may change live can be changed."""
        for field in (
            self.hidden_edit,
            self.activation_box,
            self.loss_box,
            self.initialization_box,
            self.seed_box,
            self.optimizer_box,
            self.batch_box,
            self.epochs_box,
            self.validation_box,
            self.patience_box,
        ):
            field.setEnabled(not running)

    @Slot()
    def _on_edited(self) -> None:
        error = self.error()
        self.hidden_error.setText(error[:1].upper() + error[1:] + "." if error else "")
        self._form.setRowVisible(self.hidden_error, bool(error))
        self.momentum_box.setEnabled(OPTIMIZERS[self.optimizer_box.currentData()].uses_momentum)
        self.edited.emit()

    @Slot()
    def _on_live_edited(self) -> None:
        self.live_edited.emit(self.live_settings())


def _whole_number_box(name: str, *, suffix: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(int(BOUNDS[name].least), int(BOUNDS[name].greatest))
    box.setSuffix(suffix)
    box.setGroupSeparatorShown(True)
    box.setKeyboardTracking(False)
    box.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType if name != "seed" else QSpinBox.StepType.DefaultStepType)
    return box


def _choice_box(choices: Iterable[tuple[str, str, str]]) -> QComboBox:
    """A box of (name, label, tooltip)."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for index, (name, label, tooltip) in enumerate(choices):
        box.addItem(label, name)
        box.setItemData(index, tooltip, Qt.ItemDataRole.ToolTipRole)
    return box


def _explained(first: str, entries: Iterable[_Explained]) -> str:
    """A tooltip with the formula of each choice."""
    return "\n".join([first, *(f"{entry.name}:  {entry.formula}" for entry in entries)])
