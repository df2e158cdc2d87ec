"""The kinds of fields that the settings form is made of, and how each shows the value of a setting."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from engine.data.augmentation import AUGMENTATIONS
from engine.data.scaling import SCALINGS
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.ink.input_formats import AUTO_FORMAT, INPUT_FORMATS
from engine.nn.activations import ACTIVATIONS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.losses import OUTPUT_LOSSES
from engine.optim.schedules import SCHEDULES
from engine.text.sentence import Sentence
from engine.training.config import BOUNDS, METHODS, format_hidden_layers, parse_hidden_layers
from gui.theming.controls import inset_number
from gui.translation import QT_TRANSLATE_NOOP, translate

Words: TypeAlias = str | Sentence
"""A sentence of the window, or one of the engine's, which is worded here."""
ACTIVATION_LABELS = {
    "sigmoid": QT_TRANSLATE_NOOP("SettingFields", "Sigmoid"),
    "tanh": QT_TRANSLATE_NOOP("SettingFields", "Tanh"),
    "relu": "ReLU",
}
PRECISIONS = (
    (
        "float32",
        QT_TRANSLATE_NOOP("SettingFields", "Single"),
        QT_TRANSLATE_NOOP("SettingFields", "32 bits per number: 7 digits, twice as fast"),
    ),
    (
        "float64",
        QT_TRANSLATE_NOOP("SettingFields", "Double"),
        QT_TRANSLATE_NOOP("SettingFields", "64 bits per number: 16 digits"),
    ),
)


def choices_of(setting: str) -> list[tuple[str, Words, Words]]:
    """What a setting may be that is chosen from a list: name, label, explanation."""
    return _CHOICES[setting]()


_CHOICES: dict[str, Callable[[], list[tuple[str, Words, Words]]]] = {
    "hidden_activation": lambda: [
        (kind.name, translate("SettingFields", ACTIVATION_LABELS[kind.name]), kind.formula)
        for kind in ACTIVATIONS.values()
    ],
    "output_loss": lambda: [(pair.name, pair.label, pair.formula) for pair in OUTPUT_LOSSES.values()],
    "initialization": lambda: [
        (scheme.name, str(scheme.label).partition(":")[0], scheme.label) for scheme in INITIALIZATIONS.values()
    ],
    "optimizer": lambda: [(kind.name, kind.label, kind.formula) for kind in METHODS.values()],
    "schedule": lambda: [(kind.name, kind.label, kind.formula) for kind in SCHEDULES.values()],
    "input_format": lambda: [
        (
            AUTO_FORMAT,
            translate("SettingsForm", "Automatic"),
            translate("SettingsForm", "20 × 20, or 8 × 8 where the digits are 8 × 8"),
        ),
        *((form.name, form.label, form.layout) for form in INPUT_FORMATS.values()),
    ],
    "input_scaling": lambda: [(kind.name, kind.label, kind.formula) for kind in SCALINGS.values()],
    "augmentation": lambda: [(kind.name, kind.label, kind.description) for kind in AUGMENTATIONS.values()],
    "split": lambda: [(kind.name, kind.label, kind.description) for kind in SPLITS.values()],
    "dtype": lambda: [
        (name, translate("SettingFields", label), translate("SettingFields", text)) for name, label, text in PRECISIONS
    ],
}


class PercentBox(QSpinBox):
    """A share from 0 to 1 as whole percents; ``if_none`` is what 0 is called."""

    def __init__(self, setting: str, *, if_none: str) -> None:
        super().__init__()
        inset_number(self)
        self.setRange(0, round(100 * BOUNDS[setting].greatest))
        self.setSuffix(" %")
        self.setSpecialValueText(if_none)
        self.setKeyboardTracking(False)


def whole_number_box(setting: str, *, suffix: str = "", if_least: str = "") -> QSpinBox:
    """A box for a whole number within the setting's bounds; ``if_least`` is what the least of them is called."""
    box = QSpinBox()
    inset_number(box)
    box.setRange(int(BOUNDS[setting].least), int(BOUNDS[setting].greatest))
    box.setSuffix(suffix)
    box.setSpecialValueText(if_least)
    box.setGroupSeparatorShown(True)
    box.setKeyboardTracking(False)
    is_seed = "seed" in setting
    box.setStepType(QSpinBox.StepType.DefaultStepType if is_seed else QSpinBox.StepType.AdaptiveDecimalStepType)
    return box


def choice_box(choices: Iterable[tuple[str, Words, Words]]) -> QComboBox:
    """A box of (name, label, tooltip)."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for index, (name, label, tooltip) in enumerate(choices):
        box.addItem(str(label), name)
        box.setItemData(index, str(tooltip), Qt.ItemDataRole.ToolTipRole)
    return box


def explained_box(first: str, choices: Iterable[tuple[str, Words, Words]]) -> tuple[QComboBox, str]:
    """A box of (name, label, explanation), and a tooltip with a line for each."""
    entries = list(choices)
    return choice_box(entries), explained(first, (entry[1:] for entry in entries))


def tool_button(text: str, name: str, tooltip: str) -> QToolButton:
    """A small button beside a field."""
    button = QToolButton()
    button.setText(text)
    button.setObjectName(name)
    button.setToolTip(tooltip)
    return button


def explained(first: str, entries: Iterable[tuple[Words, Words]]) -> str:
    """A tooltip with a line for each choice, from (name, explanation)."""
    return "\n".join([first, *(f"{name}:  {explanation}" for name, explanation in entries)])


def read_field(field: QWidget) -> Any:  # noqa: ANN401 - as many types as there are settings
    """The value of the setting that a field shows.

    Raises
    ------
    ConfigurationError
        If what is typed in is none.
    """
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, PercentBox):
        return field.value() / 100
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        return field.value()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QLineEdit):
        return parse_hidden_layers(field.text())
    raise TypeError(f"no field for a setting: {field}")


def write_field(field: QWidget, value: Any) -> None:  # noqa: ANN401 - as many types as there are settings
    """Show the value of a setting."""
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, PercentBox):
        field.setValue(round(value * 100))
    elif isinstance(field, QSpinBox | QDoubleSpinBox):
        field.setValue(value)
    elif isinstance(field, QCheckBox):
        field.setChecked(value)
    elif isinstance(field, QLineEdit):
        field.setText(format_hidden_layers(value))
    else:
        raise TypeError(f"no field for a setting: {field}")


def changed_signal(field: QWidget) -> SignalInstance:
    """The signal that tells of another value."""
    if isinstance(field, QComboBox):
        return field.currentIndexChanged
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        return field.valueChanged
    if isinstance(field, QCheckBox):
        return field.toggled
    if isinstance(field, QLineEdit):
        return field.textChanged
    raise TypeError(f"no field for a setting: {field}")


def differs(field: QWidget, value: Any) -> bool:  # noqa: ANN401 - as many types as there are settings
    """Whether a field shows something else than this value of its setting."""
    if isinstance(field, PercentBox):
        return bool(field.value() != round(value * 100))
    try:
        return bool(read_field(field) != value)
    except ConfigurationError:
        return True


def text_of(field: QWidget, value: Any) -> str:  # noqa: ANN401 - as many types as there are settings
    """What a field shows for a value."""
    if isinstance(field, QComboBox):
        return field.itemText(field.findData(value))
    if isinstance(field, QCheckBox):
        return translate("SettingFields", "on") if value else translate("SettingFields", "off")
    if isinstance(field, QLineEdit):
        return format_hidden_layers(value) or translate("SettingFields", "none")
    if isinstance(field, QSpinBox | QDoubleSpinBox):
        number = round(value * 100) if isinstance(field, PercentBox) else value
        if number == field.minimum() and field.specialValueText():
            return field.specialValueText()
        return f"{field.textFromValue(number)}{field.suffix()}"
    raise TypeError(f"no field for a setting: {field}")


def mark_wrong(field: QWidget, *, is_wrong: bool) -> None:
    """Have a field stand out that holds no valid value."""
    if bool(field.property("wrong")) != is_wrong:
        field.setProperty("wrong", is_wrong)
        field.style().unpolish(field)
        field.style().polish(field)


def expected(box: QSpinBox | QDoubleSpinBox) -> str:
    """What may be typed into a box for a number, for a sentence."""
    if isinstance(box, QSpinBox):
        return translate("SettingFields", "a whole number from {least} to {most}").format(
            least=f"{box.minimum():,}", most=f"{box.maximum():,}{box.suffix() if isinstance(box, PercentBox) else ''}"
        )
    return translate("SettingFields", "a number from {least} to {most}").format(
        least=f"{box.minimum():,.10g}", most=f"{box.maximum():,.10g}"
    )


def widest_text(field: QWidget) -> int:
    """The width of the longest text that a box may show; 0 for what is no box."""
    if not isinstance(field, QComboBox):
        return 0
    return max(field.fontMetrics().horizontalAdvance(field.itemText(index)) for index in range(field.count()))
