"""The settings that a lesson speaks of, as fields beside its text: the window's own, which can be changed by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from engine.errors import ConfigurationError
from engine.training.config import BOUNDS, WHOLE_NUMBERS, TrainingConfig
from gui.help.glossary import entry_of
from gui.help.glossary_label import GlossaryLabel
from gui.theming.scale import px, set_px
from gui.translation import translate
from gui.widgets.number_box import NumberBox
from gui.widgets.setting_fields import (
    PercentBox,
    changed_signal,
    choice_box,
    choices_of,
    differs,
    mark_wrong,
    read_field,
    whole_number_box,
    write_field,
)
from gui.widgets.wheel_guard import WheelGuard

_SHARES = ("validation_fraction", "test_fraction")
_LEAST_WIDTH, _MOST_COLUMNS, _SHORT = 100, 4, 7


def make_field(setting: str) -> QWidget:
    """A field for a setting of a run."""
    if setting == "hidden_layers":
        edit = QLineEdit()
        edit.setPlaceholderText(translate("SettingFields", "none"))
        return edit
    if setting in _SHARES:
        return PercentBox(setting, if_none=translate("SettingFields", "none"))
    if setting in WHOLE_NUMBERS:
        return whole_number_box(setting)
    if setting in BOUNDS:
        return NumberBox(BOUNDS[setting])
    if setting == "shuffle":
        return QCheckBox(translate("LessonFields", "Shuffled"))
    return choice_box(choices_of(setting))


class LessonFields(QWidget):
    """A field below the name of each setting, up to four in a row.

    Attributes
    ----------
    fields
        By setting.
    edited
        Signal (setting, value): one was changed by hand.
    """

    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._cells: list[QWidget] = []
        self._wheel_guard = WheelGuard()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        set_px(self._grid.setHorizontalSpacing, 12)
        set_px(self._grid.setVerticalSpacing, 8)

    def field_of(self, name: str) -> QWidget | None:
        """The field of a setting, if it has one."""
        return self.fields.get(name)

    def show_settings(self, names: Sequence[str], config: TrainingConfig) -> None:
        """Have a field for each of these settings, which shows what it is."""
        if list(self.fields) != list(names):
            self._make(names)
        for name, field in self.fields.items():
            if differs(field, getattr(config, name)):
                with QSignalBlocker(field):
                    write_field(field, getattr(config, name))
                mark_wrong(field, is_wrong=False)
        self._arrange()

    def set_fixed(self, why: str) -> None:
        """Have nothing changed for this reason; empty: all can be."""
        for field in self.fields.values():
            field.setEnabled(not why)
            field.setToolTip(why)

    def _make(self, names: Sequence[str]) -> None:
        for cell in self._cells:
            cell.hide()
            cell.setParent(None)
            cell.deleteLater()
        self.fields, self._cells = {}, []
        for name in names:
            field = self.fields[name] = make_field(name)
            field.setObjectName(f"lesson-{name}")
            self._wheel_guard.watch(field)
            entry = entry_of(name)
            title = entry.lines()[0] if entry is not None else name.replace("_", " ")
            field.setAccessibleName(title)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            set_px(field.setMinimumWidth, _LEAST_WIDTH - 20)
            label = GlossaryLabel(title, name)
            label.setProperty("role", "fieldLabel")
            label.setBuddy(field)
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            set_px(column.setSpacing, 6)
            column.addWidget(label)
            column.addWidget(field)
            self._cells.append(cell)
            changed_signal(field).connect(lambda *_, name=name: self._on_changed(name))

    def _on_changed(self, name: str) -> None:
        field = self.fields[name]
        try:
            value = read_field(field)
        except ConfigurationError as error:
            mark_wrong(field, is_wrong=True)
            field.setToolTip(str(error))
            return
        mark_wrong(field, is_wrong=False)
        field.setToolTip("")
        self.edited.emit(name, value)

    def _arrange(self) -> None:
        n_columns = min(max(self.width() // px(_LEAST_WIDTH), 1), _MOST_COLUMNS)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < n_columns else 0)
        row = column = 0
        for cell, field in zip(self._cells, self.fields.values(), strict=True):
            text = (
                field.currentText()
                if isinstance(field, QComboBox)
                else field.text()
                if isinstance(field, QLineEdit)
                else ""
            )
            is_long = len(text) > _SHORT
            n_wide = min(2 if is_long else 1, n_columns)  # words need more room
            if column + n_wide > n_columns:
                row, column = row + 1, 0
            self._grid.addWidget(cell, row, column, 1, n_wide)
            column += n_wide

    def minimumSizeHint(self) -> QSize:
        """Room for two beside each other; more of them take more rows."""
        return QSize(px(2 * _LEAST_WIDTH + 12), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
